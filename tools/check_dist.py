"""Check the sdist and the wheel in a folder, then install the wheel and run it.

Usage: ``python tools/check_dist.py dist``, from an environment with softnu's dependencies.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SDIST_MUST_HOLD = (
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements.lock",
    "src/softnu/_version.py",
)
SDIST_FOLDERS = ("docs", "src/softnu", "tests", "tools", "validation")
GENERATED = {"__pycache__", "_build", "generated"}


def sources(folder: str, *, also_python: bool) -> set[str]:
    """Files of a folder of this checkout, as paths from the root."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
        and not GENERATED & set(path.parts)
        and (also_python or path.suffix != ".py")
    }


def only(folder: Path, pattern: str) -> Path:
    """Return the one file of that name."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{folder}: expected one {pattern}, found {len(found)}")
    return found[0]


def check_contents(archive: Path, wanted: set[str], names: set[str]) -> None:
    """Stop if the archive misses a file."""
    if missing := sorted(wanted - names):
        sys.exit(f"{archive.name} lacks: " + ", ".join(missing))
    print(f"{archive.name}: {len(names)} files, none of the {len(wanted)} wanted is missing")


def check_sdist(sdist: Path) -> None:
    """Check that the sdist holds sources, data, tests and validation."""
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    wanted = set(SDIST_MUST_HOLD)
    for folder in SDIST_FOLDERS:
        wanted |= sources(folder, also_python=True)
    check_contents(sdist, wanted, names)


def check_wheel(wheel: Path) -> None:
    """Check that the wheel holds the modules, py.typed and every data file."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {name.removeprefix("src/") for name in sources("src/softnu", also_python=True)}
    check_contents(wheel, wanted | {"softnu/py.typed", "softnu/_version.py"}, names)


def check_install(wheel: Path) -> None:
    """Install the wheel alone into a scratch environment and run its command."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "venv"
        venv.create(home, with_pip=False)
        variables = {"base": str(home), "platbase": str(home)}
        scripts = Path(sysconfig.get_path("scripts", "venv", vars=variables))
        library = Path(sysconfig.get_path("purelib", "venv", vars=variables))
        python = scripts / Path(sys.executable).name
        # The dependencies come from this environment. Its own .pth files, so also the
        # editable softnu, are not read from there.
        library.joinpath("dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(python)]
        subprocess.run(
            [*pip, "install", "--quiet", "--no-deps", "--ignore-installed", "--no-index", wheel],
            check=True,
        )
        where = subprocess.run(
            [python, "-c", "import softnu; print(softnu.__file__)"],
            check=True,
            capture_output=True,
            text=True,
            cwd=scratch,
        ).stdout.strip()
        if not Path(where).resolve().is_relative_to(home.resolve()):
            sys.exit(f"softnu came from {where}, not from the wheel")
        command = scripts / "softnu"
        subprocess.run([command, "--version"], check=True, cwd=scratch)


def main(folder: str = "dist") -> None:
    """Check both archives."""
    dist = Path(folder)
    wheel = only(dist, "softnu-*.whl")
    check_sdist(only(dist, "softnu-*.tar.gz"))
    check_wheel(wheel)
    check_install(wheel.resolve())


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Small scans for tests, and ways to run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from softnu.scan.engines import ThisProcess
from tests.scan.demo_domain import LOG, WAIT

ROOT = Path(__file__).parents[2]
#: A program of the command line with the demonstration domain.
PROGRAM = (sys.executable, "-m", "tests.scan.program")
#: Longest that a program of these tests may take before it counts as hung, seconds.
PATIENCE = 60


def wave_scan(points: int, per_chunk: int, title: str = "", quantity: str = "demo.wave") -> str:
    """Return the config of a scan over whole numbers from 0."""
    return (
        f'schema = 1\ntitle = "{title}"\n[[quantity]]\nname = "{quantity}"\nlabel = "value"\n'
        f'[[axis]]\nparameter = "x"\nstart = 0\nstop = {points - 1}\npoints = {points}\n'
        f"[run]\npoints_per_chunk = {per_chunk}\n"
    )


def written(folder: Path, text: str) -> Path:
    """Write the config of a scan; return its file."""
    path = folder / "scan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def start(*words: str, log: Path | None = None, wait: float = 0, **more: str) -> subprocess.Popen:
    """Start ``softnu scan`` as a program of its own."""
    environment = {**os.environ, WAIT: str(wait), "PYTHONPATH": str(ROOT), **more}
    if log is not None:
        environment[LOG] = str(log)
    return subprocess.Popen(
        [*PROGRAM, "scan", *words],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def ended(process: subprocess.Popen) -> tuple[int, str, str]:
    """Wait for the end of a program; return its exit code and what it said."""
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def contents(store: Path) -> dict[str, bytes]:
    """Return every file of a store but the lock."""
    return {
        str(path.relative_to(store)): path.read_bytes()
        for path in store.rglob("*")
        if path.is_file() and path.name != "lock"
    }


class Stops(ThisProcess):
    """An engine that breaks after some chunks, with the last of them first."""

    def __init__(self, after: int, error: type[BaseException]) -> None:
        object.__setattr__(self, "plan", (after, error))

    def run(self, tasks, compute):
        """Yield some tasks with their results, then break."""
        after, error = self.plan
        for number, task in enumerate(sorted(tasks, reverse=True)):
            if number == after:
                raise error("the engine is gone")
            yield task, compute(task)

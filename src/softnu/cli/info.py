"""``softnu info``: versions, platform and constants, for reports of problems."""

from __future__ import annotations

from typing import Annotated, Any

import typer

_PACKAGES = ("numpy", "scipy", "astropy", "numba", "matplotlib")


def command(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show versions, platform and the pinned constants."""
    from softnu.cli.text import print_json, print_table

    versions, constants = _versions(), _constants()
    if as_json:
        print_json({"versions": versions, "constants": constants})
        return
    print_table(("what", "version"), list(versions.items()))
    typer.echo()
    print_table(
        ("constant", "value", "source"),
        [(name, repr(entry["value"]), entry["source"]) for name, entry in constants.items()],
    )


def _versions() -> dict[str, str]:
    import platform
    from importlib.metadata import version

    from softnu import __version__

    return {
        "softnu": __version__,
        "python": platform.python_version(),
        **{package: version(package) for package in _PACKAGES},
        "platform": platform.platform(),
    }


def _constants() -> dict[str, dict[str, Any]]:
    from softnu.data import load

    return {
        name: {"value": value, "source": section["source"]}
        for section in load("constants").values()
        for name, value in section.items()
        if name != "source"
    }

"""``softnu check``: compare files of reference values with what softnu computes."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from softnu.errors import ConfigError, shown

if TYPE_CHECKING:
    from softnu.catalogue.reference import Comparison


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.json...", help="Reference files.")],
    *,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN", help="Only entries whose id or quantity matches, as in forces.*"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> int:
    """Check reference values; the exit code is 1 if one is missed."""
    from softnu.catalogue.reference import compare, read_entries

    entries = [
        entry
        for path in files
        for entry in read_entries(path)
        if only is None or any(fnmatchcase(str(entry[key]), only) for key in ("id", "quantity"))
    ]
    if not entries:
        raise ConfigError(f"no entry matches {shown(only)}" if only else "there are no entries")
    results = [compare(entry) for entry in entries]
    if as_json:
        _print_json(results)
    else:
        _print(results)
    return 0 if all(result.agrees for result in results) else 1


def _print(results: Sequence[Comparison]) -> None:
    from softnu.cli.text import one_line, print_table

    print_table(
        ("id", "quantity", "deviation", "allowed", ""),
        [
            (
                result.entry_id,
                result.quantity,
                "" if result.error else f"{result.deviation:.1e}",
                f"{result.rtol:.1e}",
                "ok" if result.agrees else f"MISS {one_line(result.error)}".rstrip(),
            )
            for result in results
        ],
    )
    agree = sum(result.agrees for result in results)
    typer.echo(f"{agree} of {len(results)} agree, {len(results) - agree} missed")


def _print_json(results: Sequence[Comparison]) -> None:
    from softnu.cli.text import print_json

    entries: list[dict[str, Any]] = [
        {
            "id": result.entry_id,
            "quantity": result.quantity,
            "expected": result.expected,
            "computed": None if result.error else result.computed,
            "deviation": None if result.error else result.deviation,
            "rtol": result.rtol,
            "atol": result.atol,
            "ok": result.agrees,
            "error": result.error,
        }
        for result in results
    ]
    agree = sum(result.agrees for result in results)
    print_json({"entries": entries, "agree": agree, "missed": len(results) - agree})

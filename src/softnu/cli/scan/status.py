"""``softnu scan status``: how far a scan is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from softnu.scan.status import Status


def command(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The dataset of a scan.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show how far a scan is, which values are missing and why, and who writes."""
    from softnu.scan.status import read_status

    found = read_status(store)
    if as_json:
        from dataclasses import asdict

        from softnu.cli.text import print_json

        missing = [one._asdict() for one in found.missing]
        print_json({**asdict(found), "missing": missing})
    else:
        _print(found)


def _print(found: Status) -> None:
    from softnu.cli.scan.running import MOST_SHOWN
    from softnu.cli.text import one_line

    typer.echo(
        f"{found.done} of {found.points} points, {found.chunks_done} of {found.chunks} chunks"
    )
    for one in found.missing[:MOST_SHOWN]:
        typer.echo(f"{one.variable} missing at {one.points} points: {one_line(one.reason)}")
    if len(found.missing) > MOST_SHOWN:
        typer.echo(f"and {len(found.missing) - MOST_SHOWN} more reasons (--json shows all)")
    for warning in found.warnings:
        typer.echo(f"warning: {one_line(warning)}")
    if found.writer is not None:
        typer.echo(f"process {found.writer} is writing")
    elif found.done < found.points:
        typer.echo("nobody is writing: softnu scan run goes on")

"""``softnu scan plan``: what a scan will cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from softnu.cli.text import print_json, size

if TYPE_CHECKING:
    from softnu.scan.plan import Plan


def command(
    file: Annotated[Path, typer.Argument(help="A config; softnu scan template prints one.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Say how many points a scan has, and estimate its time and disk from a sample."""
    from softnu.scan.config import read_config
    from softnu.scan.plan import plan
    from softnu.scan.progress import duration

    found = plan(read_config(file))
    if as_json:
        print_json(_content(found))
        return
    axes = " x ".join(f"{d.size} {d.name}" for d in found.grid.dimensions)
    chunk = " x ".join(map(str, found.chunks.shape))
    per_point = f"{found.cost.seconds_per_point:.3g} s per point"
    many = f"{found.variables} variables" if found.variables > 1 else "1 variable"
    typer.echo(f"points:    {found.grid.size} ({axes}), {many} at each")
    typer.echo(f"chunks:    {found.chunks.count} of {chunk} points, {size(found.bytes_per_chunk)}")
    typer.echo(f"time:      about {duration(found.seconds)} in one process, {per_point}")
    typer.echo(f"disk:      at most {size(found.bytes_on_disk)}")
    for reason in found.cost.failures:
        typer.echo(f"no value:  at points of the sample: {reason}")


def _content(found: Plan) -> dict[str, object]:
    return {
        "points": found.grid.size,
        "axes": {dimension.name: dimension.size for dimension in found.grid.dimensions},
        "variables": found.variables,
        "chunks": found.chunks.count,
        "chunk_shape": list(found.chunks.shape),
        "seconds": found.seconds,
        "seconds_per_point": found.cost.seconds_per_point,
        "bytes": found.bytes_on_disk,
        "bytes_per_chunk": found.bytes_per_chunk,
        "failures": list(found.cost.failures),
    }

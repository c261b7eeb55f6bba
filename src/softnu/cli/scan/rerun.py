"""``softnu scan rerun``: repeat a scan from its dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    dataset: Annotated[
        Path, typer.Argument(metavar="STORE|FILE.nc", help="A dataset that softnu scan made.")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option(metavar="STORE", help="The new dataset; NAME-rerun.zarr if left out."),
    ] = None,
    engine: Annotated[
        str, typer.Option(metavar="NAME", help="process, processes or dask; else what fits.")
    ] = "",
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Number of processes, else one for each core.")
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A dask scheduler, such as tcp://10.0.0.1:8786."),
    ] = None,
) -> None:
    """Repeat a scan from the config in its dataset."""
    from softnu.cli.scan.running import run_visibly
    from softnu.scan.engines import choose
    from softnu.scan.rerun import read_scan
    from softnu.scan.run import run

    config, points = read_scan(dataset)
    path = dataset.with_name(f"{dataset.stem}-rerun.zarr") if output is None else output
    chosen = choose(engine, workers, scheduler)
    run_visibly(
        lambda progress: run(
            config, path, engine=chosen, points_per_chunk=points, progress=progress
        ),
        path,
    )

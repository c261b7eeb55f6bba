"""``softnu scan run``: compute a scan, or go on with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help="The config of the scan.")],
    *,
    output: Annotated[
        Path | None,
        typer.Option(metavar="STORE", help="The dataset; FILE.zarr beside FILE if left out."),
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
    figure: Annotated[
        bool, typer.Option(help="Draw what [figure] in the config asks for: STORE.png.")
    ] = True,
) -> None:
    """Compute a scan, keep it in a dataset, and draw it.

    Each part is kept as soon as it is computed. A scan that was stopped, in whatever way, goes
    on when the same command runs again.
    """
    from softnu.cli.scan.drawing import draw_figure
    from softnu.cli.scan.running import run_visibly
    from softnu.scan.config import read_config
    from softnu.scan.engines import choose
    from softnu.scan.run import run

    config = read_config(file)
    path = file.with_suffix(".zarr") if output is None else output
    chosen = choose(engine, workers, scheduler)
    store = run_visibly(lambda progress: run(config, path, engine=chosen, progress=progress), path)
    if figure and config.figure is not None:
        picture = path.with_suffix(".png")
        draw_figure(config, store.to_dataset(), picture)
        typer.echo(f"figure: {picture}")

"""``softnu scan figure``: draw a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from softnu.cli.files import check_picture


def command(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The dataset of a scan.")],
    *,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.toml", help="Take the [figure] of this config of the same scan."
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The picture, .png, .svg or .pdf; else STORE.png."),
    ] = None,
) -> None:
    """Draw the figure of a dataset again, or another one."""
    check_picture(output, "--output")

    from softnu.cli.scan.drawing import draw_figure
    from softnu.scan.config import read_config
    from softnu.scan.matching import check_same
    from softnu.scan.store import Store

    found = Store.open(store)
    asked = found.config if config is None else read_config(config)
    check_same(found.config.canonical(), asked.canonical(), str(store))
    path = store.with_suffix(".png") if output is None else output
    draw_figure(asked, found.to_dataset(), path)
    typer.echo(f"written: {path}")

"""``softnu scan export``: a dataset as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The dataset of a scan.")],
    *,
    to: Annotated[
        Path,
        typer.Option(
            metavar="FILE",
            help="FILE.nc (netCDF), FILE.csv (one row for each point) or submission.yaml "
            "(HEPData; its tables come beside it).",
        ),
    ],
) -> None:
    """Write a finished dataset as netCDF, CSV or a submission to HEPData."""
    from softnu.scan.export import export
    from softnu.scan.store import Store

    export(Store.open(store), to)
    typer.echo(f"written: {to}")

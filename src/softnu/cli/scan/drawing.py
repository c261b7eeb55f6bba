"""The figure of a scan's dataset, as its config asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from softnu.cli.files import write_picture

if TYPE_CHECKING:
    import xarray as xr

    from softnu.scan.config import ScanConfig


def draw_figure(config: ScanConfig, dataset: xr.Dataset, path: Path) -> None:
    """Draw the figure of a config, which has one, from its dataset.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    dataset : xarray.Dataset
        Its dataset.
    path : Path
        The picture.

    Raises
    ------
    ConfigError
        If there is nothing to draw.
    DataError
        If the file cannot be written.
    """
    from softnu.plots.dataset import draw_dataset
    from softnu.scan.drawing import figure_of

    found = figure_of(config)
    figure = draw_dataset(
        dataset.isel(found.positions), found.kind, overlays=found.limits, **found.options
    )
    write_picture(figure, path)

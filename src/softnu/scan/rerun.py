"""The scan that a dataset came from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from softnu.errors import DataError
from softnu.scan.config import ScanConfig, from_canonical
from softnu.scan.layout import CONFIG, POINTS_PER_CHUNK
from softnu.scan.store import read_attributes


def read_scan(path: Path) -> tuple[ScanConfig, int]:
    """Return the config in the attributes of a dataset, and the size of its chunks.

    Parameters
    ----------
    path : Path
        A store, or a netCDF file that was made of one.

    Returns
    -------
    ScanConfig
        The scan.
    int
        Points per chunk, with which a repetition gives the same bytes.

    Raises
    ------
    DataError
        If it is not the dataset of a scan.
    """
    found = read_attributes(path) if path.is_dir() else _of_netcdf(path)
    try:
        return from_canonical(str(found[CONFIG])), int(found[POINTS_PER_CHUNK])
    except (KeyError, TypeError) as error:
        raise DataError(f"{path} is not the dataset of a scan: it has no {error}") from error


def _of_netcdf(path: Path) -> dict[str, Any]:
    import xarray as xr

    if not path.is_file():
        raise DataError(f"cannot read {path}: there is no such file")
    try:
        with xr.open_dataset(path, engine="h5netcdf") as dataset:
            return {str(name): value for name, value in dataset.attrs.items()}
    except OSError as error:
        raise DataError(f"cannot read {path}: it is not a netCDF file") from error

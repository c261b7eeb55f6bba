"""Single files of a finished dataset, for people and programs without zarr."""

from __future__ import annotations

import csv
import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from softnu.errors import ConfigError, DataError
from softnu.scan.gaps import Gaps
from softnu.scan.hepdata import write_hepdata
from softnu.scan.store import Store

if TYPE_CHECKING:
    import xarray as xr

#: Endings of the names of variables that say why points have no value.
MISSING, REASON = "missing", "reason"


def export(store: Store, path: Path) -> None:
    """Write a finished dataset into one file, or into a few for HEPData.

    Parameters
    ----------
    store : Store
        The dataset.
    path : Path
        Where to: ``.nc`` is netCDF; ``.csv`` a table with one row for each point; ``.yaml`` a
        submission to HEPData, its tables in files beside it.

    Raises
    ------
    ConfigError
        If the ending is another one, the dataset is not finished, or it is too large.
    DataError
        If the file cannot be written.

    Notes
    -----
    Values are read chunk by chunk. Where a point has no value, netCDF has NaN and, in the
    variable ``NAME_missing``, the number of the reason in ``NAME_reason``; CSV has an empty cell
    and the reason in the column ``NAME missing because``; HEPData has ``-`` and the reason in a
    variable of its own.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise ConfigError(f"--to {path}: the file must end in {', '.join(_WRITERS)}")
    write(store, path)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Give another name to write to; the file gets its own name when it is complete."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def write_netcdf(store: Store, path: Path) -> None:
    """Write a dataset as netCDF-4; see :func:`export`."""
    import h5netcdf
    import xarray as xr

    gaps = Gaps(store)
    dataset = store.to_dataset()
    frame = dataset.drop_vars(store.variables)
    for variable, reasons in gaps.reasons.items():
        list_name = f"{variable}_{REASON}"
        words = np.array(["", *reasons], dtype=object)
        frame[list_name] = xr.DataArray(words, dims=(list_name,))
    with _whole(path) as unfinished:
        frame.to_netcdf(unfinished, engine="h5netcdf")
        with h5netcdf.File(unfinished, "a") as file:
            for name, size in dataset.sizes.items():
                if name not in file.dimensions:
                    file.dimensions[str(name)] = size
            for variable in store.variables:
                _add_variable(file, dataset, variable)
            for variable in gaps.reasons:
                added = file.create_variable(
                    f"{variable}_{MISSING}", dataset[variable].dims, np.int32
                )
                added.attrs["long_name"] = (
                    f"position in {variable}_{REASON} of why there is no value"
                )
            for i in range(store.chunks.count):
                bounds = store.chunks.bounds(i)
                for variable in store.variables:
                    file.variables[variable][bounds] = dataset[variable][bounds].values
                for variable, codes in gaps.codes(i).items():
                    file.variables[f"{variable}_{MISSING}"][bounds] = codes


def _add_variable(file: Any, dataset: xr.Dataset, name: str) -> None:
    array = dataset[name]
    added = file.create_variable(name, array.dims, np.float64, fillvalue=np.nan)
    for key, value in array.attrs.items():
        # Here each point has its reason.
        if key != "failure_reasons":
            added.attrs[key] = value
    beside = [
        str(other)
        for other, coordinate in dataset.coords.items()
        if other not in dataset.dims and set(coordinate.dims) <= set(array.dims)
    ]
    if beside:
        added.attrs["coordinates"] = " ".join(beside)


def write_csv(store: Store, path: Path) -> None:
    """Write a dataset as a table with one row for each point; see :func:`export`."""
    gaps = Gaps(store)
    dataset = store.to_dataset()
    columns = [one for dimension in store.grid.dimensions for one in dimension.coordinates]
    header = [_title(one.name, one.unit) for one in columns]
    header += [_title(name, dataset[name].attrs["units"]) for name in store.variables]
    header += [f"{name} missing because" for name in gaps.reasons]
    with _whole(path) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        for i in range(store.chunks.count):
            writer.writerows(_rows(store, gaps, dataset, i))


def _title(name: str, unit: str | None) -> str:
    return f"{name} [{unit}]" if unit else name


def _rows(store: Store, gaps: Gaps, dataset: xr.Dataset, i: int) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a chunk, numbers with all their digits."""
    bounds, shape = store.chunks.bounds(i), store.shape(i)
    places = np.indices(shape, sparse=True)
    cells: list[list[Any]] = []
    for dimension, part, place in zip(store.grid.dimensions, bounds, places, strict=True):
        for one in dimension.coordinates:
            values = one.values[part][np.broadcast_to(place, shape).ravel()]
            cells.append(values.tolist())
    for name in store.variables:
        values = dataset[name][bounds].values.ravel()
        cells.append([x if math.isfinite(x) else "" for x in values.tolist()])
    for name, codes in gaps.codes(i).items():
        words = ["", *gaps.reasons[name]]
        cells.append([words[code] for code in codes.ravel().tolist()])
    yield from zip(*cells, strict=True)


_WRITERS: Final[dict[str, Callable[[Store, Path], None]]] = {
    ".nc": write_netcdf,
    ".csv": write_csv,
    ".yaml": write_hepdata,
}

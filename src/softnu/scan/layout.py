"""The files of a store before anything is computed: what each array is, and the coordinates."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from softnu import __version__
from softnu.data import load
from softnu.data.bibliography import bibtex
from softnu.scan.axes import Coordinate
from softnu.scan.compute import Variable, variables
from softnu.scan.config import ScanConfig
from softnu.scan.grid import Chunks, Grid

if TYPE_CHECKING:
    from zarr import Group

#: The file that says what a folder is.
ROOT = "zarr.json"
#: Attributes of the dataset that a scan is repeated from.
CONFIG, POINTS_PER_CHUNK, VERSION = "softnu_config", "points_per_chunk", "softnu_version"


def first_files(config: ScanConfig, grid: Grid, chunks: Chunks) -> dict[str, bytes]:
    """Return the files of a store without values.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    grid : Grid
        Its grid.
    chunks : Chunks
        How the grid is divided.

    Returns
    -------
    dict
        Contents by path inside the store, the one that makes it a dataset last.
    """
    import zarr
    from zarr.storage import MemoryStore

    held: dict[str, Any] = {}
    root = zarr.create_group(MemoryStore(held), zarr_format=3)
    root.attrs.put(attributes(config, chunks))
    meanings = {
        name: parameter.meaning
        for table in variables(config)
        for name, parameter in table.quantity.parameters.items()
    }
    beside = []
    for dimension in grid.dimensions:
        for coordinate in dimension.coordinates:
            _add_coordinate(root, dimension.name, coordinate, meanings[coordinate.name])
            if coordinate.name != dimension.name:
                beside.append(coordinate.name)
    for variable, table in zip(variables(config), config.quantity, strict=True):
        about = _about(variable, table.inputs)
        if beside:
            about["coordinates"] = " ".join(beside)
        root.create_array(
            variable.label,
            shape=grid.shape,
            chunks=chunks.shape,
            dtype="<f8",
            fill_value=np.nan,
            compressors=None,
            dimension_names=[dimension.name for dimension in grid.dimensions],
            attributes=about,
        )
    with warnings.catch_warnings():
        # What every reader of several arrays looks for, though the format does not have it yet.
        warnings.filterwarnings("ignore", "Consolidated metadata is currently not part")
        zarr.consolidate_metadata(MemoryStore(held))
    files = {path: content.to_bytes() for path, content in held.items()}
    return {path: files[path] for path in sorted(files, key=lambda path: path == ROOT)}


def attributes(config: ScanConfig, chunks: Chunks) -> dict[str, Any]:
    """Return what the whole dataset says of itself: nothing of the machine, nothing of the day."""
    papers = load("papers")
    cited = dict.fromkeys(
        number for variable in variables(config) for number in variable.quantity.papers
    )
    return {
        "title": config.title,
        CONFIG: config.canonical(),
        POINTS_PER_CHUNK: math.prod(chunks.shape),
        VERSION: __version__,
        "softnu_constants": json.dumps(load("constants"), sort_keys=True),
        "citations": "\n".join(bibtex(number, papers[number]) for number in cited),
    }


def _about(variable: Variable, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a variable."""
    quantity = variable.quantity
    return {
        "units": variable.unit,
        "long_name": quantity.meaning.rstrip("."),
        "quantity": quantity.name,
        "inputs": json.dumps(dict(inputs), sort_keys=True, ensure_ascii=False),
        "source": quantity.source,
        "accuracy": quantity.accuracy,
        "validity": quantity.validity,
    }


def _add_coordinate(root: Group, dimension: str, coordinate: Coordinate, meaning: str) -> None:
    numbers = coordinate.unit is not None
    array = root.create_array(
        coordinate.name,
        shape=coordinate.values.shape,
        chunks=coordinate.values.shape,
        dtype="<f8" if numbers else str,
        compressors=None,
        dimension_names=(dimension,),
        attributes={"long_name": meaning} | ({"units": coordinate.unit} if numbers else {}),
    )
    array[...] = coordinate.values

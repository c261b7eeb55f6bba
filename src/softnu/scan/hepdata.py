"""A dataset as a submission to HEPData: https://hepdata-submission.readthedocs.io."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, DataError
from softnu.scan.gaps import Gaps
from softnu.scan.layout import CONFIG, VERSION
from softnu.scan.store import Store

#: Bytes of a table, at most: HEPData takes no larger one.
MAX_BYTES: Final = 10_485_760
#: Points of a table, at most: more are surely larger.
_MAX_POINTS: Final = 400_000
_LONGEST_NAME: Final = 64
_LONGEST_KEYWORD: Final = 128
#: What stands where there is no value.
_NONE: Final = "-"
#: Files that come along.
_CONFIG_FILE: Final = "scan.json"
_PAPERS_FILE: Final = "papers.bib"


def write_hepdata(store: Store, path: Path) -> None:
    """Write a submission to HEPData: one table for each variable.

    Parameters
    ----------
    store : Store
        A finished dataset.
    path : Path
        The file that lists the tables, ``submission.yaml`` for HEPData; the tables come beside
        it.

    Raises
    ------
    ConfigError
        If the dataset is not finished, or too large for HEPData.
    DataError
        If the files cannot be written.
    """
    if store.grid.size > _MAX_POINTS:
        raise ConfigError(_too_large(f"{store.grid.size} points"))
    gaps = Gaps(store)
    dataset = store.to_dataset()
    axes = _axes(store)
    about = dataset.attrs
    documents = [_record(dataset.attrs)]
    files = {_CONFIG_FILE: f"{about[CONFIG]}\n", _PAPERS_FILE: f"{about['citations']}\n"}
    codes = _codes(store, gaps)
    for name in store.variables:
        array = dataset[name]
        dependent = [_dependent(name, array.attrs, array.values)]
        if name in codes:
            words = ["", *gaps.reasons[name]]
            dependent.append(
                {
                    "header": {"name": f"{name} missing because"},
                    "values": [{"value": words[code]} for code in codes[name].ravel().tolist()],
                }
            )
        files[f"{name}.yaml"] = _yaml(
            {"independent_variables": axes, "dependent_variables": dependent}
        )
        documents.append(_table(name, array.attrs))
    files[path.name] = _yaml(*documents)
    for file, text in files.items():
        if len(text.encode()) > MAX_BYTES:
            raise ConfigError(_too_large(f"{file} has {len(text.encode())} bytes"))
    if path.stem in store.variables:
        raise ConfigError(f"--to {path}: a table has that name; use submission.yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            (path.parent / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror}") from error


def _record(about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the submission says of itself."""
    return {
        "comment": f"Computed by softnu {about[VERSION]}. {about['title']}".strip(),
        "additional_resources": [
            {"location": _CONFIG_FILE, "description": "Config of the scan, for softnu"},
            {"location": _PAPERS_FILE, "description": "Papers behind the quantities, BibTeX"},
        ],
    }


def _too_large(what: str) -> str:
    return f"{what}: a table of HEPData has at most {MAX_BYTES} bytes; export a smaller scan"


def _yaml(*documents: dict[str, Any]) -> str:
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(
        yaml.dump_all(documents, Dumper=dumper, sort_keys=False, allow_unicode=True, width=2**20)
    )


def _axes(store: Store) -> list[dict[str, Any]]:
    """Return every coordinate at every point."""
    shape = store.grid.shape
    places = np.indices(shape, sparse=True)
    found = []
    for dimension, place in zip(store.grid.dimensions, places, strict=True):
        every = np.broadcast_to(place, shape).ravel()
        for one in dimension.coordinates:
            header = {"name": one.name} | ({"units": one.unit} if one.unit else {})
            values = [{"value": value} for value in one.values[every].tolist()]
            found.append({"header": header, "values": values})
    return found


def _codes(store: Store, gaps: Gaps) -> dict[str, Any]:
    whole = {name: np.zeros(store.grid.shape, dtype=np.int32) for name in gaps.reasons}
    for i in range(store.chunks.count):
        for name, codes in gaps.codes(i).items():
            whole[name][store.chunks.bounds(i)] = codes
    return whole


def _dependent(name: str, about: dict[str, Any], values: FloatArray) -> dict[str, Any]:
    header = {"name": name} | ({"units": about["units"]} if about["units"] else {})
    qualifiers = [
        {"name": key, "value": about[key]} for key in ("quantity", "inputs") if about[key]
    ]
    cells: Sequence[dict[str, Any]] = [
        {"value": value if np.isfinite(value) else _NONE} for value in values.ravel().tolist()
    ]
    return {"header": header, "qualifiers": qualifiers, "values": cells}


def _table(name: str, about: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a table in the submission."""
    description = ". ".join(
        text.rstrip(".")
        for text in (about["long_name"], f"Source: {about['source']}", about["validity"])
        if text
    )
    return {
        "name": name[:_LONGEST_NAME],
        "description": f"{description}.",
        "keywords": [{"name": "observables", "values": [about["quantity"][:_LONGEST_KEYWORD]]}],
        "data_file": f"{name}.yaml",
    }

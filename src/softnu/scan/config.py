"""The config of a scan: a checked, frozen model of its file."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import ConfigDict, Field

from softnu.data import read_toml
from softnu.errors import DataError, SoftnuError
from softnu.scan.csv_axis import read_csv_axis
from softnu.scan.drawing import drawing
from softnu.scan.figure import AnyFigure, Figure, read_figure
from softnu.scan.figure_names import mistakes_of_names, scene_of_parts
from softnu.scan.files import check_file
from softnu.scan.labels import labels
from softnu.scan.limits import read_limit
from softnu.scan.mistakes import mistakes_of_parts
from softnu.scan.parts import Parts
from softnu.scan.tables import (
    Axis,
    FileAxis,
    QuantityTable,
    RunTable,
    SpacedAxis,
    axis_table,
)
from softnu.schema import FrozenTable, check, refusal

#: Quantities and axes of a scan, at most.
MAX_TABLES: Final = 32
#: Bytes of a config file, at most.
MAX_BYTES: Final = 16 * 2**20
_LISTS: Final = ("quantity", "axis")


class ScanConfig(FrozenTable):
    """A scan: quantities on a grid of their parameters.

    Attributes
    ----------
    version : 1
        Version of this layout; ``schema`` in the file.
    title : str
        A few words.
    quantity : tuple of QuantityTable
        What to compute; each has a label.
    axis : tuple
        Along what; the grid has all combinations of their points.
    run : RunTable
        How to run.
    figure : AnyFigure or None
        What to draw.
    """

    model_config = ConfigDict(populate_by_name=True)

    version: Literal[1] = Field(alias="schema")
    title: str = ""
    quantity: tuple[QuantityTable, ...] = Field(min_length=1, max_length=MAX_TABLES)
    axis: tuple[Axis, ...] = Field(min_length=1, max_length=MAX_TABLES)
    run: RunTable = RunTable()
    figure: Figure | None = None

    def canonical(self) -> str:
        """Return the config as JSON text with sorted keys, the same on every machine."""
        return self._text

    @cached_property
    def _text(self) -> str:
        content = self.model_dump(mode="json", by_alias=True, exclude_none=True)
        return json.dumps(content, sort_keys=True, ensure_ascii=False, allow_nan=False)

    def __hash__(self) -> int:
        return hash(self._text)


class ConfigFile(ScanConfig):
    """The layout of a config's file, where an axis may be in a file of its own."""

    axis: tuple[Axis | FileAxis, ...] = Field(  # type: ignore[assignment]  # wider on purpose
        min_length=1, max_length=MAX_TABLES
    )


def read_config(path: Path | str) -> ScanConfig:
    """Read the config of a scan.

    Parameters
    ----------
    path : Path or str
        A TOML file; CSV files that it names are read from its folder.

    Returns
    -------
    ScanConfig
        The checked config, files read in.

    Raises
    ------
    DataError
        If a file cannot be read, or has mistakes: all of them, each with its path.

    Examples
    --------
    >>> read_config("absent.toml")
    Traceback (most recent call last):
    softnu.errors.DataError: cannot read absent.toml: No such file or directory
    """
    file = Path(path)
    check_file(file, MAX_BYTES)
    return _checked(read_toml(file), str(path), file.parent)


@lru_cache(maxsize=4)
def from_canonical(text: str) -> ScanConfig:
    """Return the config that :meth:`ScanConfig.canonical` wrote.

    Raises
    ------
    DataError
        If the text is not a config.
    """
    where = "the config of the scan"
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{where} is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise DataError(f"{where} is not a table")
    return _checked(content, where, None)


def _checked(content: dict[str, Any], where: str, folder: Path | None) -> ScanConfig:
    """Return the config that a table describes; all mistakes are raised together.

    Each quantity and each axis is checked by itself, so that what is wrong with one does not
    hide what is wrong with another.
    """
    parts = Parts()
    tables: dict[str, list[Any]] = {}
    for key in _LISTS:
        tables[key] = _tables(content, key, parts.mistakes)
    for i, one in enumerate(tables["quantity"]):
        parts.add_quantity(i, *check(QuantityTable, one, f"quantity.{i}"))
    for i, one in enumerate(tables["axis"]):
        parts.add_axis(i, one, *_axis(one, f"axis.{i}", folder))
    figure, of_figure = _figure(content.get("figure"), folder)
    rest = {key: value for key, value in content.items() if key not in (*_LISTS, "figure")}
    # Stand-ins for the lists, so that the other keys can be checked by themselves.
    stand_ins = {
        "quantity": (QuantityTable(name="any"),),
        "axis": (SpacedAxis(parameter="any", start=0, stop=0, points=1),),
    }
    config, found = check(ScanConfig, rest | stand_ins)
    parts.mistakes += found
    parts.mistakes += mistakes_of_parts(parts)
    if config is None or parts.mistakes:
        whole = all(0 < len(found) == len(tables[key]) for key, found in parts.lists.items())
        if figure is not None and whole:
            of_figure += mistakes_of_names(figure, scene_of_parts(parts))
        raise refusal(where, parts.mistakes + of_figure)
    quantities = tuple(parts.quantities.values())
    named = tuple(
        table.model_copy(update={"label": label})
        for table, label in zip(quantities, labels(quantities), strict=True)
    )
    axes = tuple(parts.axes.values())
    config = config.model_copy(update={"quantity": named, "axis": axes, "figure": figure})
    if figure is not None:
        of_figure += drawing(figure, config)[1]
    if of_figure:
        raise refusal(where, of_figure)
    return config


def _tables(content: dict[str, Any], key: str, mistakes: list[str]) -> list[Any]:
    """Return the tables of one kind; note if there are none or too many."""
    found = content.get(key)
    if found is None:
        mistakes.append(f"{key} is missing: a scan has at least one [[{key}]]")
    elif not isinstance(found, list) or not 1 <= len(found) <= MAX_TABLES:
        mistakes.append(f"{key}: it must be 1 to {MAX_TABLES} tables [[{key}]]")
    else:
        return found
    return []


def _figure(content: Any, folder: Path | None) -> tuple[AnyFigure | None, list[str]]:
    if content is None:
        return None, []
    figure, mistakes = read_figure(content)
    limits = []
    for i, limit in enumerate(figure.limit if figure else ()):
        try:
            limits.append(read_limit(limit, folder))
        except SoftnuError as error:
            mistakes.append(f"figure.limit.{i}.csv: {error}")
    if figure is None or mistakes:
        return None, mistakes
    return figure.model_copy(update={"limit": tuple(limits)}), []


def _axis(content: Any, path: str, folder: Path | None) -> tuple[Axis | None, list[str]]:
    axis, mistakes = check(axis_table(content), content, path)
    if not isinstance(axis, FileAxis):
        return axis, mistakes
    try:
        return read_csv_axis(axis, folder), []
    except SoftnuError as error:
        return None, [f"{path}.csv: {error}"]

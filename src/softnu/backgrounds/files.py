"""Backgrounds from tables that users write: CSV with units in the header."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu.backgrounds.inputs import Population
from softnu.backgrounds.isotropic import IsotropicNeutrinos
from softnu.backgrounds.table import FluxTable
from softnu.checks import FloatArray
from softnu.errors import DataError, UnitsError, shown, unknown_name
from softnu.units import parse, to_natural

#: Columns of the two kinds of tables and the kinds of their values; the first one is sorted.
_FLUX: Final = {"E": "energy", "nu": "flux per energy", "nubar": "flux per energy"}
_OCCUPATION: Final = {"k": "energy", "n_nu": "number", "n_nubar": "number"}
_HEADING = re.compile(r"\s*(?P<name>[^\[\]\s]+)\s*(?:\[(?P<unit>[^\[\]]*)\])?\s*")


def read_background(
    path: str | os.PathLike[str],
    *,
    flavours: Sequence[str] = ("e",),
    population: Population = "sum",
) -> FluxTable | IsotropicNeutrinos:
    """Read a background from a CSV file whose header names the columns and their units.

    The header is ``E [MeV], nu [1/(cm2 s MeV)], nubar [1/(cm2 s MeV)]`` for the flux from one
    direction, or ``k [eV], n_nu, n_nubar`` for occupation numbers of an isotropic background;
    one of the last two columns may be missing, and any order and any fitting unit will do.
    Lines that are empty or begin with ``#`` are skipped. Between its rows a table is linear,
    outside it is 0.

    Parameters
    ----------
    path : str or path
        The file.
    flavours : sequence of {"e", "mu", "tau"}
        For a flux: flavours of which each has it.
    population : {"sum", "produced", "opposite"}
        For occupation numbers: helicities that carry them.

    Returns
    -------
    FluxTable or IsotropicNeutrinos
        The background.

    Raises
    ------
    DataError
        If the file cannot be read, a column is unknown or missing, a unit is missing or
        wrong, or a row is not finite, negative or out of order; the message names the file
        and the row.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "source.csv"
    >>> _ = path.write_text("E [MeV], nubar [1/(cm2 s MeV)]" + chr(10) + "1, 3" + chr(10) + "5, 3")
    >>> read_background(path).flux.round(12)
    <Quantity 12. 1 / (s cm2)>
    """
    file = Path(path)
    lines = _lines(file)
    first = next(lines, None)
    if first is None:
        raise DataError(f"{file} is empty: its first row names the columns and their units")
    row, header = first
    names, units = _read_header(f"{file}, row {row}", header)
    values = _read_rows(file, lines, names, units)
    if "E" in values:
        return FluxTable(values["E"], values.get("nu"), values.get("nubar"), tuple(flavours))
    none = 0.0 * values["k"].value
    n_nu, n_nubar = (
        tuple(np.asarray(values.get(name, none), dtype=np.float64).tolist())
        for name in ("n_nu", "n_nubar")
    )
    return IsotropicNeutrinos(n_nu, n_nubar, k=values["k"], population=population)


def _lines(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that is neither empty nor a comment."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise DataError(f"{file} cannot be read: {reason}") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.split(",")


def _read_header(place: str, header: list[str]) -> tuple[list[str], list[u.Quantity]]:
    """Return the names of the columns, and one of the unit of each."""
    found = [_HEADING.fullmatch(cell) for cell in header]
    for cell, match in zip(header, found, strict=True):
        if match is None:
            raise DataError(f"{place}: {shown(cell.strip())} is not a column, such as 'E [MeV]'")
    names = [match["name"] for match in found if match]
    known = _OCCUPATION if "k" in names else _FLUX
    sorted_column, *others = known
    for name in names:
        if name not in known:
            everything = [*_FLUX, *_OCCUPATION] if sorted_column not in names else known
            raise DataError(f"{place}: {unknown_name('column', name, everything)}")
        if names.count(name) > 1:
            raise DataError(f"{place}: the column {shown(name)} is there twice")
    if sorted_column not in names or len(names) == 1:
        missing = sorted_column if sorted_column not in names else " or ".join(others)
        raise DataError(f"{place}: missing column {missing}; columns are {', '.join(known)}")
    units = [_unit(place, match["name"], match["unit"], known) for match in found if match]
    return names, units


def _unit(place: str, name: str, unit: str | None, known: dict[str, str]) -> u.Quantity:
    try:
        one = parse(name, f"1 {(unit or '').strip()}")
        to_natural(name, one, known[name])
    except UnitsError as error:
        raise DataError(f"{place}: {error}; write the unit in brackets after the name") from error
    return one


def _read_rows(
    file: Path, lines: Iterator[tuple[int, list[str]]], names: list[str], units: list[u.Quantity]
) -> dict[str, u.Quantity]:
    rows: list[int] = []
    table: list[list[float]] = []
    for row, cells in lines:
        if len(cells) != len(names):
            raise DataError(
                f"{file}, row {row}: {len(cells)} cells, the header names {len(names)} columns"
            )
        rows.append(row)
        place = f"{file}, row {row}"
        table.append([_number(place, n, cell) for n, cell in zip(names, cells, strict=True)])
    if len(rows) < 2:
        raise DataError(f"{file} has {len(rows)} rows of numbers: a table needs at least 2")
    columns = dict(zip(names, np.array(table).T, strict=True))
    for name, column in columns.items():
        _refuse(file, rows, name, column, ~np.isfinite(column), "finite")
        _refuse(file, rows, name, column, column < 0.0, ">= 0")
        if name in {"E", "k"}:
            unsorted = np.diff(column, prepend=-np.inf) <= 0.0
            _refuse(file, rows, name, column, unsorted, "larger than the one before")
    return {name: columns[name] * one for name, one in zip(names, units, strict=True)}


def _number(place: str, name: str, cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise DataError(f"{place}: {name} = {shown(cell.strip())} is not a number") from None


def _refuse(
    file: Path,
    rows: list[int],
    name: str,
    column: FloatArray,
    bad: npt.NDArray[np.bool_],
    allowed: str,
) -> None:
    """Raise for the first of the `bad` entries of a column."""
    if np.any(bad):
        first = int(np.argmax(bad))
        raise DataError(
            f"{file}, row {rows[first]}: {name} = {column[first]:.6g} is not allowed: it must be "
            f"{allowed}"
        )

"""An axis from the columns of a CSV file."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Final

from softnu.errors import DataError, shown
from softnu.scan.files import beside, check_file
from softnu.scan.tables import MAX_LISTED, FileAxis, ZippedAxis
from softnu.schema import check, refusal

#: Bytes of a CSV file, at most.
MAX_BYTES: Final = 64 * 2**20
_HEADER: Final = re.compile(r"\s*(?P<name>\w+)\s*(\[(?P<unit>[^\]]*)\])?\s*")


def read_csv_axis(axis: FileAxis, folder: Path | None) -> ZippedAxis:
    """Return the axis that a CSV file describes.

    Parameters
    ----------
    axis : FileAxis
        Names the file.
    folder : Path or None
        Where the config is; None if it is not in a file.

    Returns
    -------
    ZippedAxis
        The columns with numbers where all of a column are numbers, and words else.

    Raises
    ------
    DataError
        If the file cannot be read; the message names the line.
    """
    if folder is None:
        raise DataError("only a config in a file can name another file")
    path = beside(folder, axis.csv)
    check_file(path, MAX_BYTES)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.reader(stream, strict=True) if row]
    except OSError as error:
        raise DataError(f"cannot read {axis.csv}: {error.strerror}") from error
    except (csv.Error, ValueError) as error:
        raise DataError(f"{axis.csv} is not CSV: {error}") from error
    if not 2 <= len(rows) <= MAX_LISTED + 1:
        raise DataError(f"{axis.csv} has no header with 1 to {MAX_LISTED} lines below it")
    header, *body = rows
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise DataError(
                f"{axis.csv}, row {number}: {len(row)} cells under a header of {len(header)}"
            )
    return _zipped(axis, header, body)


def _zipped(axis: FileAxis, header: list[str], body: list[list[str]]) -> ZippedAxis:
    columns: dict[str, list[float] | list[str]] = {}
    units: dict[str, str] = {}
    for title, cells in zip(header, zip(*body, strict=True), strict=True):
        match = _HEADER.fullmatch(title)
        if match is None or match["name"] in columns:
            raise DataError(
                f"{axis.csv}: {shown(title)} is not a header: each is a parameter, once, with "
                "its unit in brackets, such as 'r [nm]'"
            )
        name = match["name"]
        columns[name] = _numbers(cells) or [cell.strip() for cell in cells]
        if match["unit"]:
            units[name] = match["unit"].strip()
    found, mistakes = check(ZippedAxis, {"name": axis.name, "zip": columns, "units": units})
    if found is None:
        raise refusal(axis.csv, mistakes)
    return found


def _numbers(cells: tuple[str, ...]) -> list[float]:
    """Return the cells as numbers, nothing if one is not a number."""
    try:
        return [float(cell) for cell in cells]
    except ValueError:
        return []

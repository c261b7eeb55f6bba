"""Read the points of a curve from text with two columns, mass and limit."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

from softnu.errors import DataError, shown

Points = tuple[tuple[float, float], ...]
_SEPARATOR = re.compile(r"\s*,\s*|\s+")


def read_points(path: str | os.PathLike[str]) -> Points:
    """Read two columns of numbers, as the files of AxionLimits have them.

    Parameters
    ----------
    path : str or path
        The file: one point in each line, mass and limit, with blanks or a comma between them.
        What follows a ``#`` is a comment. The units are those that the user knows of.

    Returns
    -------
    tuple of tuple
        The points by rising mass.

    Raises
    ------
    DataError
        If the file cannot be read, a line has not two numbers > 0, or the masses turn round;
        the message names the file and the line.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "curve.txt"
    >>> _ = path.write_text("# m [eV]  g" + chr(10) + "1e-10 1.3e-13" + chr(10) + "1e4 1.3e-13")
    >>> read_points(path)
    ((1e-10, 1.3e-13), (10000.0, 1.3e-13))
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file} cannot be read: {error}") from error
    points: list[tuple[float, float]] = []
    lines: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if content:
            points.append(_point(f"{file}, line {number}", _SEPARATOR.split(content)))
            lines.append(number)
    wrong = turn([mass for mass, _ in points])
    if wrong is not None:
        raise DataError(
            f"{file}, line {lines[wrong]}: the mass {points[wrong][0]:.6g} turns round: a curve "
            "has one limit at each mass"
        )
    if len(points) < 2:
        raise DataError(f"{file} has {len(points)} points: a curve needs at least 2")
    return rising(tuple(points))


def rising(points: Points) -> Points:
    """Return points whose masses rise or fall so that they rise.

    Examples
    --------
    >>> rising(((2.0, 0.1), (1.0, 0.3)))
    ((1.0, 0.3), (2.0, 0.1))
    """
    return points if points[0][0] <= points[-1][0] else points[::-1]


def turn(masses: list[float]) -> int | None:
    """Return where masses that rise or fall begin to do the opposite, None if nowhere.

    Examples
    --------
    >>> turn([1.0, 2.0, 2.0, 1.5])
    3
    """
    rising = masses[:1] < masses[-1:]
    for n in range(1, len(masses)):
        if masses[n] != masses[n - 1] and (masses[n] > masses[n - 1]) != rising:
            return n
    return None


def _point(place: str, cells: list[str]) -> tuple[float, float]:
    if len(cells) != 2:
        raise DataError(f"{place}: {len(cells)} columns, a mass and a limit are needed")
    found = []
    for name, cell in zip(("mass", "limit"), cells, strict=True):
        try:
            value = float(cell)
        except ValueError:
            raise DataError(f"{place}: {name} = {shown(cell)} is not a number") from None
        if not (math.isfinite(value) and value > 0.0):
            raise DataError(f"{place}: {name} = {value:.6g} is not allowed: finite and > 0")
        found.append(value)
    return found[0], found[1]

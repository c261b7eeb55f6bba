"""Axes as text: ``start:stop:points[:log|lin]`` becomes an array with a unit."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.errors import ConfigError, DomainError, shown
from softnu.units import parse

_PARTS = (3, 4)
_MAX_POINTS = 10_000_000


def is_axis(text: str) -> bool:
    """Tell whether `text` is written as an axis."""
    return len(text.split(":")) in _PARTS


def parse_axis(name: str, text: str) -> u.Quantity:
    """Read an axis such as ``"1 nm:1 mm:200:log"``.

    Parameters
    ----------
    name : str
        The parameter, for errors.
    text : str
        Start and stop (with units where the parameter has one), the number of points, and
        the spacing, ``lin`` if it is left out.

    Returns
    -------
    astropy.units.Quantity
        The points, in the unit of the start.

    Raises
    ------
    SoftnuError
        If the text is not an axis.

    Examples
    --------
    >>> parse_axis("r", "1 nm:100 nm:3:log")
    <Quantity [  1.,  10., 100.] nm>
    """
    start_text, stop_text, count_text, *rest = text.split(":")
    spacing = rest[0].strip() if rest else "lin"
    start = parse(name, start_text)
    stop = parse(name, stop_text)
    if not start.unit.is_equivalent(stop.unit):
        raise ConfigError(f"{name} = {shown(text)}: start and stop have different kinds of units")
    stop = stop.to(start.unit)
    if not count_text.strip().isdigit() or not 1 <= int(count_text) <= _MAX_POINTS:
        raise ConfigError(
            f"{name} = {shown(text)}: the number of points must be 1 to {_MAX_POINTS}, "
            f"not {shown(count_text)}"
        )
    count = int(count_text)
    if spacing == "lin":
        return u.Quantity(np.linspace(start.value, stop.value, count), start.unit)
    if spacing == "log":
        if not (start.value > 0 and stop.value > 0):
            raise DomainError(f"{name} = {shown(text)}: a logarithmic axis needs both ends > 0")
        return u.Quantity(np.geomspace(start.value, stop.value, count), start.unit)
    raise ConfigError(
        f"{name} = {shown(text)}: the spacing must be 'lin' or 'log', not {shown(spacing)}"
    )

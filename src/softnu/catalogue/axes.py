"""Axes as text: ``start:stop:points[:log|lin]`` becomes an array with a unit."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.errors import ConfigError, DomainError, shown
from softnu.units import parse

#: Points of one axis, at most.
MAX_POINTS = 10_000_000
_PARTS = (3, 4)
_SPACINGS = ("lin", "log")
_COUNT = f"the number of points must be 1 to {MAX_POINTS}"


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
    if not count_text.strip().isdecimal():
        raise ConfigError(f"{name} = {shown(text)}: {_COUNT}, not {shown(count_text)}")
    if spacing not in _SPACINGS:
        raise ConfigError(
            f"{name} = {shown(text)}: the spacing must be 'lin' or 'log', not {shown(spacing)}"
        )
    return spread(f"{name} = {shown(text)}", start, stop, int(count_text), log=spacing == "log")


def spread(what: str, start: u.Quantity, stop: u.Quantity, count: int, *, log: bool) -> u.Quantity:
    """Return points from `start` to `stop`, both included.

    Parameters
    ----------
    what : str
        The axis, for errors.
    start, stop : astropy.units.Quantity
        Its ends, in either order.
    count : int
        Number of points.
    log : bool
        Whether the points have equal ratios rather than equal differences.

    Returns
    -------
    astropy.units.Quantity
        The points, in the unit of the start.

    Raises
    ------
    SoftnuError
        If the ends differ in kind, are not allowed, or the number of points is not.
    """
    if not start.unit.is_equivalent(stop.unit):
        raise ConfigError(f"{what}: start and stop have different kinds of units")
    stop = stop.to(start.unit)
    if not 1 <= count <= MAX_POINTS:
        raise ConfigError(f"{what}: {_COUNT}, not {shown(count)}")
    if log and not (start.value > 0 and stop.value > 0):
        raise DomainError(f"{what}: a logarithmic axis needs both ends > 0")
    space = np.geomspace if log else np.linspace
    return u.Quantity(space(start.value, stop.value, count), start.unit)

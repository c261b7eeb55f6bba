"""The points of an axis: numbers with a unit, or words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu.catalogue.axes import spread
from softnu.catalogue.describe import as_text
from softnu.catalogue.inputs import read_value
from softnu.errors import ConfigError, DomainError, UnitsError, shown
from softnu.neutrinos.sets import uncertainties
from softnu.quantity import Parameter
from softnu.scan.samples import between, latin_hypercube, two_sided_gaussian
from softnu.scan.tables import Axis, DrawnAxis, ListedAxis, SampledAxis, SpacedAxis, ZippedAxis
from softnu.units import KINDS, parse

#: Values with a unit of their own, and words, on one axis, at most: each is read by itself.
MAX_TEXTS: Final = 10_000
_LONGEST_WORD: Final = 200
_WORDS: Final = ("word", "name", "boolean", "matrix")


@dataclass(frozen=True, eq=False)
class Coordinate:
    """How one parameter varies along a dimension.

    Attributes
    ----------
    name : str
        The parameter.
    values : ndarray
        Numbers in `unit`, or words as text.
    unit : str or None
        ``""`` for bare numbers, None for words.
    words : tuple
        What the text of words stands for; empty for numbers.
    """

    name: str
    values: npt.NDArray[Any]
    unit: str | None
    words: tuple[Any, ...] = ()

    def given(self, values: npt.NDArray[Any]) -> Any:
        """Return some of the numbers as the catalogue takes them."""
        return u.Quantity(values, _parsed(self.unit), copy=False) if self.unit else values


@cache
def _parsed(unit: str) -> u.UnitBase:
    return u.Unit(unit)


def is_wordy(parameter: Parameter, values: Sequence[Any] = ()) -> bool:
    """Tell whether values of a parameter are taken one by one, not as an array of numbers."""
    if parameter.kind in _WORDS or parameter.inner_axes:
        return True
    return any(isinstance(value, str) and value in parameter.choices for value in values)


def column(axis: Axis, parameter: Parameter) -> Coordinate:
    """Return how a parameter varies along an axis.

    Parameters
    ----------
    axis : Axis
        An axis that has the parameter.
    parameter : Parameter
        The parameter, as the catalogue has it.

    Returns
    -------
    Coordinate
        As many values as the axis has points.

    Raises
    ------
    SoftnuError
        If values have no unit or different kinds of units, or are not allowed on this axis.
    """
    name = parameter.name
    if isinstance(axis, ListedAxis):
        return _listed(parameter, axis.values, axis.unit)
    if isinstance(axis, ZippedAxis):
        return _listed(parameter, axis.zip[name], axis.units.get(name))
    if isinstance(axis, DrawnAxis):
        return _drawn(axis, parameter)
    if is_wordy(parameter):
        raise ConfigError(f"{name} is {parameter.kind!r}: list its values")
    if isinstance(axis, SpacedAxis):
        ends = _number(name, axis.start), _number(name, axis.stop)
        points = spread(name, *ends, axis.points, log=axis.spacing == "log")
    else:
        points = _sampled(axis, name)
    return Coordinate(name, points.value, str(points.unit))


def _number(name: str, value: Any) -> u.Quantity:
    """Read a number with its unit."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnitsError(f"{name} = {shown(value)} is not a number")
    return parse(name, value) if isinstance(value, str) else u.Quantity(float(value))


def _listed(parameter: Parameter, values: tuple[Any, ...], unit: str | None) -> Coordinate:
    name = parameter.name
    if is_wordy(parameter, values):
        labels = [as_text(value) for value in values]
        if unit is not None:
            raise ConfigError(f"{name} has words, no numbers: they have no unit")
        if len(labels) > MAX_TEXTS or max(map(len, labels)) > _LONGEST_WORD:
            raise ConfigError(
                f"{name} has {len(labels)} words: at most {MAX_TEXTS} of at most "
                f"{_LONGEST_WORD} characters"
            )
        return Coordinate(name, np.array(labels), None, values)
    if all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        points = u.Quantity(np.array(values, dtype=np.float64), _unit(name, unit))
    elif unit is not None:
        raise UnitsError(f"{name} has a unit of its own: its values are bare numbers")
    elif len(values) > MAX_TEXTS:
        raise ConfigError(
            f"{name} has {len(values)} values with a unit each: more than {MAX_TEXTS} are "
            "written as bare numbers, with one unit"
        )
    elif parameter.kind == "half":
        points = u.Quantity(read_value(parameter, list(values)))
    else:
        numbers = [_number(name, value) for value in values]
        if any(not number.unit.is_equivalent(numbers[0].unit) for number in numbers):
            raise ConfigError(f"{name} = {shown(values)}: different kinds of units")
        points = u.Quantity(numbers, numbers[0].unit)
    return Coordinate(name, points.value, str(points.unit))


def _unit(name: str, unit: str | None) -> u.UnitBase:
    """Read the unit of a list."""
    return parse(name, f"1 {unit}").unit if unit else u.dimensionless_unscaled


def _sampled(axis: SampledAxis, name: str) -> u.Quantity:
    table = axis.ranges[name]
    ends = spread(name, _number(name, table.low), _number(name, table.high), 2, log=False)
    low, high = ends.value
    log = table.spacing == "log"
    if not low < high or (log and low <= 0.0):
        raise DomainError(
            f"{name}: low = {shown(table.low)} must be below high = {shown(table.high)}"
            + (", and > 0 for a logarithmic range" if log else "")
        )
    fractions = latin_hypercube(axis.seed, axis.columns.index(name), axis.samples)
    return u.Quantity(between(fractions, low, high, log=log), ends.unit)


def _drawn(axis: DrawnAxis, parameter: Parameter) -> Coordinate:
    name = parameter.name
    found = uncertainties(axis.oscillation_set, axis.ordering)
    values = two_sided_gaussian(axis.seed, list(found).index(name), axis.samples, *found[name])
    return Coordinate(name, values, KINDS[parameter.kind].unit)

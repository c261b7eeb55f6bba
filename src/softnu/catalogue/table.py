"""A quantity on an outer grid: inputs written as axes or lists span it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu.catalogue import evaluate, find
from softnu.catalogue.axes import is_axis, parse_axis
from softnu.catalogue.inputs import is_list, split_list
from softnu.errors import ConfigError, shown
from softnu.quantity import Parameter, Quantity
from softnu.units import express, parse

#: Points of a grid, at most: with more, the table itself would not fit in memory.
MAX_POINTS = 10_000_000
_NO_AXIS = ("word", "name", "boolean", "matrix")


@dataclass(frozen=True)
class Axis:
    """One direction of a grid.

    Attributes
    ----------
    parameter : Parameter
        What varies.
    values : astropy.units.Quantity
        Its values, in the unit in which they were given.
    log : bool
        Whether they are spaced logarithmically.
    """

    parameter: Parameter
    values: u.Quantity
    log: bool


@dataclass(frozen=True)
class Table:
    """A quantity and its values on a grid.

    Attributes
    ----------
    quantity : Quantity
        What was evaluated.
    inputs : Mapping
        All inputs, as they were given.
    axes : tuple of Axis
        The directions of the grid, none for a single value.
    values : astropy.units.Quantity
        The result; one array dimension for each axis.
    """

    quantity: Quantity
    inputs: Mapping[str, Any]
    axes: tuple[Axis, ...]
    values: u.Quantity

    @property
    def fixed(self) -> dict[str, Any]:
        """The inputs that do not vary."""
        varying = {axis.parameter.name for axis in self.axes}
        return {name: value for name, value in self.inputs.items() if name not in varying}

    def header(self) -> list[str]:
        """Return the column names of :meth:`rows`, units in brackets."""
        names = [axis.parameter.name for axis in self.axes] + [self.quantity.name]
        units = [axis.values.unit for axis in self.axes] + [self.values.unit]
        return [
            f"{name} [{unit}]" if str(unit) else name
            for name, unit in zip(names, units, strict=True)
        ]

    def rows(self) -> Iterator[list[float]]:
        """Yield the grid in long form: the value of each axis, then the result."""
        columns = np.meshgrid(*(axis.values.value for axis in self.axes), indexing="ij")
        flat = (column.ravel().tolist() for column in (*columns, self.values.value))
        for row in zip(*flat, strict=True):
            yield list(row)


def tabulate(name: str, inputs: Mapping[str, Any], unit: str | None = None) -> Table:
    """Evaluate a quantity on the grid that its inputs span.

    Parameters
    ----------
    name : str
        Dotted catalogue name.
    inputs : mapping
        Its parameters. Text such as ``"1 nm:1 mm:200:log"`` is an axis, a list such as
        ``"[0.01 eV, 0.05 eV]"`` for a parameter that is one number is an axis too.
    unit : str, optional
        Unit of the result, by default the one that the catalogue states.

    Returns
    -------
    Table
        Axes and values; the axes come in the order of the inputs.

    Raises
    ------
    SoftnuError
        If the name, an input or the unit is not allowed; the message names it.

    Examples
    --------
    >>> table = tabulate("forces.isotropic.screening_length", {"T": "1 K:2 K:2"}, unit="um")
    >>> for row in table.rows():
    ...     print(row)
    [1.0, 364.446...]
    [2.0, 182.223...]
    """
    quantity = find(name)
    known = quantity.parameters
    axes = [
        axis
        for key, value in inputs.items()
        if key in known and (axis := _axis(known[key], value)) is not None
    ]
    shape = tuple(len(axis.values) for axis in axes)
    if math.prod(shape) > MAX_POINTS:
        raise ConfigError(f"the grid has {math.prod(shape)} points, more than {MAX_POINTS}")
    arguments = dict(inputs)
    for position, axis in enumerate(axes):
        trailing = (1,) * (len(axes) - 1 - position)
        arguments[axis.parameter.name] = axis.values.reshape(-1, *trailing)
    values = evaluate(name, **arguments)
    if axes:
        values = np.broadcast_to(values, shape, subok=True)
    if unit is not None:
        values = express(name, values, unit)
    return Table(quantity, inputs, tuple(axes), values)


def _axis(parameter: Parameter, value: Any) -> Axis | None:
    if not isinstance(value, str) or parameter.kind in _NO_AXIS:
        return None
    name = parameter.name
    if is_list(value) and not parameter.has_items:
        items = [parse(name, str(item)) for item in split_list(value)]
        if not items or any(not item.unit.is_equivalent(items[0].unit) for item in items):
            raise ConfigError(f"{name} = {shown(value)}: a list needs values of one kind of unit")
        return Axis(parameter, u.Quantity(items, items[0].unit), log=False)
    if is_axis(value):
        return Axis(parameter, parse_axis(name, value), log=value.strip().endswith("log"))
    if ":" in value:
        raise ConfigError(
            f"{name} = {shown(value)} is not an axis: write start:stop:points or "
            "start:stop:points:log"
        )
    return None

"""The values of the quantities in one chunk of the grid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import astropy.units as u
import numpy as np

from softnu.catalogue import find
from softnu.catalogue.inputs import arguments, read, read_value
from softnu.checks import FloatArray
from softnu.errors import ConvergenceError
from softnu.quantity import Quantity
from softnu.scan.axes import Coordinate
from softnu.scan.feeding import fed
from softnu.scan.grid import Bounds, Chunks, Grid, shape_of
from softnu.scan.search import Reasons, fill
from softnu.units import express, natural_value

if TYPE_CHECKING:
    from softnu.scan.config import ScanConfig

#: Points that are computed at once: their intermediate results fit the caches of a processor,
#: and beside them the time to prepare the inputs does not count.
BLOCK: Final = 1 << 17


@dataclass(frozen=True, eq=False)
class ChunkResult:
    """The values in one chunk.

    Attributes
    ----------
    values : dict
        For each variable an array of the chunk's shape, nan where there is no value.
    failures : dict
        For each variable the points without a value: their index in the flat chunk, and why.
    """

    values: dict[str, FloatArray]
    failures: dict[str, list[tuple[int, str]]]


@dataclass(frozen=True, eq=False)
class Variable:
    """A variable of the dataset.

    Attributes
    ----------
    label : str
        Its name.
    quantity : Quantity
        What it is.
    unit : str
        Its unit.
    fixed : mapping
        Inputs that do not vary, in natural units.
    feeds : tuple of tuple of Coordinate
        For each dimension of the grid what varies along it.
    """

    label: str
    quantity: Quantity
    unit: str
    fixed: Mapping[str, Any]
    feeds: tuple[tuple[Coordinate, ...], ...]

    def arguments(self, block: Bounds) -> dict[str, Any]:
        """Return the arguments of the quantity's function in a part of the grid.

        Along a dimension with words the part has one point. If it is one point altogether the
        arguments are single numbers, which even a quantity takes that takes no arrays.
        """
        values = dict(self.fixed)
        one_point = max(shape_of(block)) == 1
        for d, (part, coordinates) in enumerate(zip(block, self.feeds, strict=True)):
            shape = () if one_point else (-1, *(1,) * (len(block) - 1 - d))
            for one in coordinates:
                given = (
                    one.words[part.start]
                    if one.words
                    else one.given(one.values[part].reshape(shape))
                )
                values[one.name] = read_value(self.quantity.parameters[one.name], given)
        return arguments(self.quantity, values)

    def evaluate(self, block: Bounds) -> FloatArray:
        """Return the values in a part of the grid, nan where there is none.

        Raises
        ------
        Exception
            If at least one point has no value; which one is not said.
        """
        overflows: list[str] = []
        with np.errstate(
            under="ignore",
            invalid="ignore",
            over="call",
            divide="call",
            call=lambda kind, _: overflows.append(kind),
        ):
            inputs = self.arguments(block)
            result = np.asarray(self.quantity.function(**inputs), dtype=np.float64)
            unit = self.quantity.result_unit(inputs)
            values: FloatArray = result / natural_value(unit)
            if unit != self.unit:
                values = values * _ratio(self.quantity.name, unit, self.unit)
        if overflows and np.any(np.isinf(values)):
            raise ConvergenceError(
                f"{self.quantity.name} leaves the range of floating-point numbers"
            )
        return values


@lru_cache(maxsize=64)
def _ratio(name: str, unit: str, wanted: str) -> float:
    return float(express(name, u.Quantity(1.0, unit), wanted).value)


@lru_cache(maxsize=4)
def variables(config: ScanConfig) -> tuple[Variable, ...]:
    """Return the variables of a scan.

    Parameters
    ----------
    config : ScanConfig
        The scan.

    Returns
    -------
    tuple of Variable
        In the order of the quantities.

    Raises
    ------
    SoftnuError
        If the unit of a variable depends on its inputs and cannot be told.
    """
    grid = Grid.of(config)
    first = tuple(slice(0, 1) for _ in grid.shape)
    found = []
    for table in config.quantity:
        quantity = find(table.name)
        feeds = []
        for axis, dimension in zip(config.axis, grid.dimensions, strict=True):
            names = fed(axis, table, quantity)
            feeds.append(tuple(one for one in dimension.coordinates if one.name in names))
        fixed = read(quantity, table.inputs)
        unit = quantity.unit if table.unit is None else table.unit
        variable = Variable(str(table.label), quantity, unit, fixed, tuple(feeds))
        if table.unit is None and quantity.unit_of is not None:
            unit = quantity.result_unit(variable.arguments(first))
            variable = replace(variable, unit=unit)
        found.append(variable)
    return tuple(found)


def compute_chunk(config: ScanConfig, bounds: Bounds) -> ChunkResult:
    """Compute every variable of a scan in a part of its grid.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    bounds : tuple of slice
        The part, one slice for each dimension.

    Returns
    -------
    ChunkResult
        Values in the units of the variables, and the reasons where there is none.
    """
    values: dict[str, FloatArray] = {}
    failures: dict[str, list[tuple[int, str]]] = {}
    for variable in variables(config):
        values[variable.label], failures[variable.label] = _compute(variable, bounds)
    return ChunkResult(values, failures)


def _compute(variable: Variable, bounds: Bounds) -> tuple[FloatArray, list[tuple[int, str]]]:
    # A dimension along which nothing of this variable varies has one point, copied at the end.
    own = tuple(
        part if feeds else slice(part.start, part.start + 1)
        for part, feeds in zip(bounds, variable.feeds, strict=True)
    )
    values = np.empty(shape_of(own))
    reasons: Reasons = {}
    one_by_one = [any(one.words for one in feeds) for feeds in variable.feeds]
    numbers = tuple(
        1 if words else size for words, size in zip(one_by_one, values.shape, strict=True)
    )
    blocks = Chunks(values.shape, Chunks.of(numbers, BLOCK).shape)
    for i in range(blocks.count):
        fill(values, blocks.bounds(i), own, variable.evaluate, reasons)
    whole = shape_of(bounds)
    if whole == values.shape:
        return values, _flat(reasons, whole)
    return np.broadcast_to(values, whole).copy(), _flat(_repeated(reasons, own, bounds), whole)


def _repeated(reasons: Reasons, own: Bounds, bounds: Bounds) -> Reasons:
    """Return the reasons at all points to which a value is copied."""
    copies = tuple(
        1 if one == part else part.stop - part.start for one, part in zip(own, bounds, strict=True)
    )
    return {
        tuple(i + j for i, j in zip(index, shift, strict=True)): reason
        for index, reason in reasons.items()
        for shift in np.ndindex(copies)
    }


def _flat(reasons: Reasons, shape: tuple[int, ...]) -> list[tuple[int, str]]:
    return sorted(
        (int(np.ravel_multi_index(index, shape)), reason) for index, reason in reasons.items()
    )

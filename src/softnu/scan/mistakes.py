"""What is wrong with a scan when its quantities and axes are seen together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu.catalogue.inputs import problems, read_value
from softnu.errors import SoftnuError, shown, unknown_name
from softnu.quantity import Parameter, Quantity
from softnu.scan.axes import column
from softnu.scan.feeding import fed
from softnu.scan.labels import labels
from softnu.scan.parts import Parts
from softnu.scan.tables import (
    Axis,
    DrawnAxis,
    ListedAxis,
    QuantityTable,
    SampledAxis,
    SpacedAxis,
    ZippedAxis,
)
from softnu.units import express

#: Points of a scan, at most.
MAX_POINTS: Final = 10_000_000_000
_STEPPED: Final = ("integer", "half")


def mistakes_of_parts(parts: Parts) -> Iterator[str]:
    """Yield what is wrong with quantities and axes together, each with its path."""
    size = math.prod(axis.size for axis in parts.axes.values())
    if size > MAX_POINTS:
        yield f"axis: the grid has {size} points, more than {MAX_POINTS}"
        return
    for q, table in parts.quantities.items():
        yield from _of_quantity(f"quantity.{q}", table, parts.known[q])
    yield from _of_names(parts)
    yield from _of_lengths(parts)
    for a in parts.axes:
        yield from _of_axis(parts, a)
    if parts.hidden is not None:
        yield from _missing(parts, parts.hidden)


def _of_quantity(path: str, table: QuantityTable, quantity: Quantity) -> Iterator[str]:
    known = quantity.parameters
    for name, value in table.inputs.items():
        where = f"{path}.inputs.{name}"
        if name not in known:
            yield f"{where}: {unknown_name(f'parameter of {quantity.name}:', name, known)}"
            continue
        yield from _of_input(where, known[name], value)
    if table.unit is not None and quantity.unit_of is None:
        try:
            express(quantity.name, u.Quantity(1.0, quantity.unit), table.unit)
        except SoftnuError as error:
            yield f"{path}.unit: {error}"


def _of_input(path: str, parameter: Parameter, value: Any) -> Iterator[str]:
    if parameter.kind == "name" and isinstance(value, str) and is_path(value):
        yield f"{path}: {shown(value)} is a file: a scan reads no files but its CSVs"
        return
    try:
        natural = read_value(parameter, value)
    except SoftnuError as error:
        yield f"{path}: {error}"
        return
    if isinstance(natural, np.ndarray) and natural.ndim > parameter.inner_axes:
        yield f"{path}: {parameter.name} is one value here; several belong on an axis"


def is_path(name: str) -> bool:
    """Tell whether the name of a material, a background... means a file of the user.

    Examples
    --------
    >>> [is_path("relic"), is_path("my_source.csv"), is_path("../source")]
    [False, True, True]
    """
    return "/" in name or "\\" in name or PurePath(name).suffix != ""


def _of_names(parts: Parts) -> Iterator[str]:
    """Yield clashes between names of variables, dimensions and coordinates."""
    tables = list(parts.quantities.values())
    found = labels(tables) if tables else []
    variables = {f"quantity.{q}.label": x for q, x in zip(parts.quantities, found, strict=True)}
    columns: dict[str, str] = {}
    for a, _, names in parts.feeds():
        columns |= {f"axis.{a}.{name}": name for name in names}
    dimensions = {
        f"axis.{a}.name": axis.dimension
        for a, axis in parts.axes.items()
        if f"axis.{a}.{axis.dimension}" not in columns
    }
    everything = variables | dimensions | columns
    # Variables become folders, and some file systems do not tell a from A.
    seen = Counter(name.casefold() for name in everything.values())
    told: set[str] = set()
    for path, name in everything.items():
        if seen[name.casefold()] > 1 and name.casefold() not in told:
            told.add(name.casefold())
            others = [p for p, n in everything.items() if n.casefold() == name.casefold()]
            yield f"{path}: the name {name!r} is taken twice ({', '.join(others)})"


def _of_lengths(parts: Parts) -> Iterator[str]:
    for a, axis in parts.axes.items():
        if isinstance(axis, ZippedAxis):
            lengths = {name: len(values) for name, values in axis.zip.items()}
            if len(set(lengths.values())) > 1:
                words = ", ".join(f"{name} {length}" for name, length in lengths.items())
                yield f"axis.{a}.zip: the lists differ in length: {words}"
            for name in axis.units.keys() - axis.zip.keys():
                yield f"axis.{a}.units.{name}: {unknown_name('column', name, axis.zip)}"


def _of_axis(parts: Parts, a: int) -> Iterator[str]:
    axis = parts.axes[a]
    users: dict[str, list[int]] = {}
    for q, table in parts.quantities.items():
        for name in fed(axis, table, parts.known[q]):
            users.setdefault(name, []).append(q)
    if isinstance(axis, DrawnAxis):
        yield from _of_draws(parts, a, axis, users)
        return
    for name in axis.columns:
        path = f"axis.{a}.{_key(axis, name)}"
        if name in users:
            for q in users[name]:
                found = list(_of_values(axis, parts.known[q].parameters[name], f"axis.{a}"))
                yield from found
                if found:
                    break
        elif parts.quantities:
            yield f"{path}: {_unused(parts, name)}"


def _key(axis: Axis, name: str) -> str:
    """Return where on an axis a parameter is named."""
    if isinstance(axis, ZippedAxis):
        return f"zip.{name}"
    return f"ranges.{name}" if isinstance(axis, SampledAxis) else "parameter"


def _unused(parts: Parts, name: str) -> str:
    fixed = [f"quantity.{q}" for q, quantity in parts.known.items() if name in quantity.parameters]
    if fixed:
        return f"{name!r} is fixed already, in the inputs of {', '.join(fixed)}"
    known = {p for quantity in parts.known.values() for p in quantity.parameters}
    return str(unknown_name("parameter of the quantities:", name, known))


def _of_values(axis: Axis, parameter: Parameter, path: str) -> Iterator[str]:
    """Yield what is wrong with the values of a parameter on an axis."""
    place, name = path, parameter.name
    if isinstance(axis, SpacedAxis):
        for key, value in (("start", axis.start), ("stop", axis.stop)):
            found = list(_of_input(f"{path}.{key}", parameter, value))
            yield from found
            if found:
                return
        if parameter.kind not in _STEPPED:
            # The range of a number is an interval: what lies between the ends is in it too.
            axis = axis.model_copy(update={"points": min(axis.points, 2)})
    elif isinstance(axis, SampledAxis):
        for key in ("low", "high"):
            value = getattr(axis.ranges[name], key)
            yield from _of_input(f"{path}.ranges.{name}.{key}", parameter, value)
        axis = axis.model_copy(update={"samples": 1})
        place = f"{path}.ranges.{name}"
    elif isinstance(axis, ListedAxis):
        place = f"{path}.values"
    elif isinstance(axis, ZippedAxis):
        place = f"{path}.zip.{name}"
    try:
        coordinate = column(axis, parameter)
        if coordinate.unit is not None:
            read_value(parameter, coordinate.given(coordinate.values))
    except SoftnuError as error:
        yield f"{place}: {error}"
        return
    for i, word in enumerate(coordinate.words):
        yield from _of_input(f"{place}.{i}", parameter, word)


def _of_draws(parts: Parts, a: int, axis: DrawnAxis, users: dict[str, list[int]]) -> Iterator[str]:
    if not users and parts.quantities:
        yield f"axis.{a}: no quantity has oscillation parameters that are not fixed"
    varying = {
        name
        for other, one in parts.axes.items()
        if other != a and not isinstance(one, DrawnAxis)
        for name in one.columns
    }
    for q in sorted({q for found in users.values() for q in found}):
        known, inputs = parts.known[q].parameters, parts.quantities[q].inputs
        if "ordering" not in known:
            continue
        if "ordering" in varying and "ordering" not in inputs:
            yield f"axis.{a}.ordering: the draws are for one ordering, which cannot vary"
        elif inputs.get("ordering", known["ordering"].default) != axis.ordering:
            yield f"axis.{a}.ordering: {axis.ordering!r}, but quantity.{q} has another ordering"


def _missing(parts: Parts, hidden: set[str]) -> Iterator[str]:
    """Yield parameters that are neither fixed nor on an axis, and those given twice."""
    given = {q: set(table.inputs) | hidden for q, table in parts.quantities.items()}
    for _, q, names in parts.feeds():
        given[q] |= set(names)
    for q, quantity in parts.known.items():
        for problem in problems(quantity.items, given[q]):
            yield f"quantity.{q}.inputs: {problem}"

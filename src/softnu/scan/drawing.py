"""A figure in numbers: what it selects, its levels and its limits in the units of the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError, SoftnuError, UnitsError, shown, unknown_name
from softnu.scan.axes import Coordinate
from softnu.scan.compute import variables
from softnu.scan.curves import Curve
from softnu.scan.figure import AnyFigure
from softnu.scan.figure_names import Scene, mistakes_of_names, variables_of
from softnu.scan.grid import Grid
from softnu.scan.limits import curve_of
from softnu.scan.tables import Axis, SampledAxis, SpacedAxis
from softnu.units import express, parse

if TYPE_CHECKING:
    from softnu.scan.config import ScanConfig


@dataclass(frozen=True, eq=False)
class Drawing:
    """What to draw of a dataset.

    Attributes
    ----------
    kind : str
        Kind of figure.
    positions : mapping
        Number of the selected point on each axis that is not drawn.
    options : mapping
        The other keys of the figure, complete, with numbers in the units of the dataset.
    limits : tuple of Curve
        Curves from elsewhere.
    """

    kind: str
    positions: Mapping[str, int]
    options: Mapping[str, Any]
    limits: tuple[Curve, ...]


def drawing(figure: AnyFigure, config: ScanConfig) -> tuple[Drawing | None, list[str]]:
    """Return what a figure draws of a scan, or what is wrong with it.

    Parameters
    ----------
    figure : AnyFigure
        The figure.
    config : ScanConfig
        The scan.

    Returns
    -------
    Drawing or None
        What to draw, if nothing is wrong.
    list of str
        All mistakes, each with its path.
    """
    scene = scene_of(config)
    mistakes = list(mistakes_of_names(figure, scene))
    return (None, mistakes) if mistakes else _Resolver(figure, config, scene).result()


def figure_of(config: ScanConfig) -> Drawing:
    """Return what the figure of a config draws.

    Raises
    ------
    ConfigError
        If it has none.
    """
    found = drawing(config.figure, config)[0] if config.figure is not None else None
    if found is None:
        raise ConfigError("the config has no figure: add [figure], see softnu scan template")
    return found


def scene_of(config: ScanConfig) -> Scene:
    """Return what there is to draw of a scan."""
    dimensions = Grid.of(config).dimensions
    return Scene(
        {one.name: one.size for one in dimensions},
        {column.name: one.name for one in dimensions for column in one.coordinates},
        tuple(str(table.label) for table in config.quantity),
    )


class _Resolver:
    """Turns the values of a figure into numbers and gathers what is wrong with them."""

    def __init__(self, figure: AnyFigure, config: ScanConfig, scene: Scene) -> None:
        self.figure, self.scene = figure, scene
        self.mistakes: list[str] = []
        self.columns = {
            column.name: column
            for dimension in Grid.of(config).dimensions
            for column in dimension.coordinates
        }
        self.axes = {axis.dimension: axis for axis in config.axis}
        self.units = {one.label: one.unit for one in variables(config)}

    def result(self) -> tuple[Drawing | None, list[str]]:
        figure = self.figure
        names = variables_of(figure, self.scene)
        unit = self._common_unit(names)
        options = figure.model_dump(exclude={"kind", "select", "limit", "variable"})
        options["variables"] = names
        options["xscale"] = self._scale("x")
        y = getattr(figure, "y", None)
        if y is not None:
            options["yscale"] = self._scale("y")
            unit_y: str | None = self.columns[y].unit
        else:
            unit_y = unit
        for key in ("levels", "threshold"):
            if options.get(key) is not None:
                options[key] = self._numbers(key, options[key], unit)
        positions = {self.scene.homes[name]: self._position(name) for name in figure.select}
        # Axes with one point need no choice.
        drawn = {self.scene.home(str(options.get(k))) for k in ("x", "y", "curves", "over")}
        for axis, size in self.scene.sizes.items():
            if size == 1 and axis not in drawn:
                positions.setdefault(axis, 0)
        limits = self._limits(unit_y)
        if self.mistakes:
            return None, self.mistakes
        # Every figure that a config can have is of a kind; only their common base has none.
        return Drawing(figure.kind, positions, options, limits), []  # type: ignore[attr-defined]

    @contextmanager
    def _at(self, path: str) -> Iterator[None]:
        try:
            yield
        except SoftnuError as error:
            self.mistakes.append(f"figure.{path}: {error}")

    def _common_unit(self, names: tuple[str, ...]) -> str:
        units = {name: self.units[name] for name in names}
        if len(set(units.values())) > 1:
            words = ", ".join(f"{name} in {unit or '1'}" for name, unit in units.items())
            self.mistakes.append(f"figure.variables: different units: {words}")
        return units[names[0]]

    def _scale(self, key: str) -> str:
        """Return the scale of an axis: as asked, or as the points are spaced."""
        name = getattr(self.figure, key)
        column, asked = self.columns[name], getattr(self.figure, f"{key}scale")
        if column.unit is None:
            self.mistakes.append(f"figure.{key}: {name!r} has words, no numbers")
            return "linear"
        if asked == "log" and not np.all(column.values > 0):
            self.mistakes.append(f"figure.{key}scale: {name!r} has values <= 0: no logarithms")
        return str(asked or _spacing(self.axes[self.scene.homes[name]], name))

    def _numbers(self, key: str, values: Any, unit: str) -> Any:
        if not isinstance(values, tuple):
            with self._at(key):
                return _number(key, values, unit)
            return None
        numbers = []
        for i, value in enumerate(values):
            with self._at(f"{key}.{i}"):
                numbers.append(_number(key, value, unit))
        return sorted(set(numbers))

    def _position(self, name: str) -> int:
        with self._at(f"select.{name}"):
            return _nearest(self.columns[name], self.figure.select[name])
        return 0

    def _limits(self, unit_y: str | None) -> tuple[Curve, ...]:
        column = self.columns[self.figure.x]
        found = []
        for i, limit in enumerate(self.figure.limit):
            with self._at(f"limit.{i}"):
                if column.unit is None or unit_y is None:
                    raise ConfigError("a limit needs axes with numbers")
                found.append(curve_of(limit, column.values, column.unit, unit_y))
        return tuple(found)


def _spacing(axis: Axis, name: str) -> str:
    if isinstance(axis, SpacedAxis):
        return axis.spacing
    return axis.ranges[name].spacing if isinstance(axis, SampledAxis) else "linear"


def _number(name: str, value: Any, unit: str) -> float:
    """Return a value in a unit."""
    if isinstance(value, str):
        given = parse(name, value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        given = u.Quantity(float(value))
        if unit:
            raise UnitsError(f"{name} = {shown(value)} needs a unit, such as '{value} {unit}'")
    else:
        raise ConfigError(f"{name} = {shown(value)} is not a number")
    return float(express(name, given, unit).value)


def _nearest(column: Coordinate, value: Any) -> int:
    """Return the point of an axis that is nearest to a value."""
    if column.unit is None:
        labels = [str(label) for label in column.values]
        if str(value) not in labels:
            raise unknown_name(f"value of {column.name}:", value, labels)
        return labels.index(str(value))
    number = _number(column.name, value, column.unit)
    values: FloatArray = column.values
    if not np.min(values) <= number <= np.max(values):
        raise DomainError(
            f"{shown(value)} is not within the axis, which goes from {np.min(values):g} to "
            f"{np.max(values):g} {column.unit}".rstrip()
        )
    return int(np.argmin(np.abs(values - number)))

"""Whether the names in a figure are those of the scan's axes and variables."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from softnu.errors import unknown_name
from softnu.scan.figure import MAX_CURVES, AnyFigure, BandsFigure, HeatmapFigure
from softnu.scan.labels import labels
from softnu.scan.parts import Parts

#: Points that are drawn, at most.
MAX_DRAWN: Final = 4_000_000


@dataclass(frozen=True)
class Scene:
    """What there is to draw.

    Attributes
    ----------
    sizes : mapping
        Number of points of each axis.
    homes : mapping
        The axis of each parameter that varies.
    variables : tuple of str
        Labels of the quantities.
    """

    sizes: Mapping[str, int]
    homes: Mapping[str, str]
    variables: tuple[str, ...]

    def home(self, name: str) -> str | None:
        """Return the axis that a parameter varies along, or of that name."""
        return self.homes.get(name, name if name in self.sizes else None)


def scene_of_parts(parts: Parts) -> Scene:
    """Return what there is to draw."""
    homes: dict[str, str] = {}
    for a, _, names in parts.feeds():
        homes |= dict.fromkeys(names, parts.axes[a].dimension)
    sizes = {axis.dimension: axis.size for axis in parts.axes.values()}
    return Scene(sizes, homes, tuple(labels(tuple(parts.quantities.values()))))


def variables_of(figure: AnyFigure, scene: Scene) -> tuple[str, ...]:
    """Return the variables that a figure draws."""
    if isinstance(figure, HeatmapFigure):
        return scene.variables if figure.variable is None else (figure.variable,)
    if isinstance(figure, BandsFigure) and figure.between is not None:
        return figure.between
    named: tuple[str, ...] | None = getattr(figure, "variables", None)
    return scene.variables if named is None else named


def mistakes_of_names(figure: AnyFigure, scene: Scene) -> Iterator[str]:
    """Yield what is wrong with the names in a figure, each with its path."""
    used: dict[str, str] = {}
    for key in ("x", "y", "curves", "over"):
        name = getattr(figure, key, None)
        if name is None:
            continue
        known: Iterable[str] = scene.homes
        if key in {"curves", "over"}:
            known = {**scene.homes, **scene.sizes}
        if name not in known:
            yield f"figure.{key}: {unknown_name('parameter on the axes:', name, known)}"
            return
        home = scene.homes.get(name, name)
        if home in used:
            yield f"figure.{key}: {name!r} is along the same axis as figure.{used[home]}"
        used.setdefault(home, key)
    yield from _of_variables(figure, scene)
    yield from _of_select(figure, scene, used)
    yield from _of_amount(figure, scene, used)


def _of_variables(figure: AnyFigure, scene: Scene) -> Iterator[str]:
    key = "variable" if isinstance(figure, HeatmapFigure) else "variables"
    if isinstance(figure, BandsFigure) and figure.between is not None:
        key = "between"
    names = variables_of(figure, scene)
    if isinstance(figure, HeatmapFigure) and len(names) > 1:
        yield f"figure.variable is missing: one of {', '.join(names)}"
    for name in names:
        if name not in scene.variables:
            yield f"figure.{key}: {unknown_name('variable', name, scene.variables)}"


def _of_select(figure: AnyFigure, scene: Scene, used: Mapping[str, str]) -> Iterator[str]:
    chosen = set(used)
    for name in figure.select:
        if name not in scene.homes:
            wrong = unknown_name("parameter on the axes:", name, scene.homes)
            yield f"figure.select.{name}: {wrong}"
            continue
        if scene.homes[name] in chosen:
            yield f"figure.select.{name}: its axis is drawn, or selected twice"
        chosen.add(scene.homes[name])
    for axis, size in scene.sizes.items():
        if axis not in chosen and size > 1:
            yield f"figure: the axis {axis!r} has {size} points: draw it, or fix it in select"


def _of_amount(figure: AnyFigure, scene: Scene, used: Mapping[str, str]) -> Iterator[str]:
    curves = getattr(figure, "curves", None)
    number = len(variables_of(figure, scene))
    if curves is not None:
        size = scene.sizes[scene.homes.get(curves, curves)]
        if size * number > MAX_CURVES:
            yield (
                f"figure.curves: {number} variables at {size} points are {size * number} curves, "
                f"more than {MAX_CURVES}"
            )
    points = math.prod(scene.sizes[axis] for axis in used)
    if points > MAX_DRAWN:
        yield f"figure: {points} points are more than the {MAX_DRAWN} that a figure shows"

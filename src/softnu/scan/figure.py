"""The figure of a scan: the table of a config that says what to draw."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from softnu.errors import ConfigError, unknown_name
from softnu.scan.tables import Name, Value
from softnu.schema import FrozenTable, Text, check

#: Curves, limits and levels of a figure, at most: more cannot be told apart.
MAX_CURVES: Final = 12
#: Points of a limit, at most.
MAX_LIMIT_POINTS: Final = 100_000

Scale: TypeAlias = Literal["linear", "log"]
Share: TypeAlias = Annotated[float, Field(gt=0.0, lt=1.0)]
Number: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]


def _tuple(value: Any) -> Any:
    """TOML and JSON have lists where tuples are kept."""
    return tuple(value) if isinstance(value, list) else value


_List = BeforeValidator(_tuple)
Names: TypeAlias = Annotated[tuple[Name, ...], _List, Field(min_length=1, max_length=MAX_CURVES)]
Numbers: TypeAlias = Annotated[
    tuple[Number, ...], _List, Field(min_length=1, max_length=MAX_LIMIT_POINTS)
]
Levels: TypeAlias = Annotated[tuple[Value, ...], _List, Field(min_length=1, max_length=MAX_CURVES)]


class Limit(FrozenTable):
    """A curve that lies over the figure: what is known from elsewhere.

    Attributes
    ----------
    label : str
        Its name in the legend, by default that of the bound or experiment.
    bound : str
        A bound on couplings of mediators that comes with the package, against their mass; or
    experiment : str
        an experiment of ``softnu reach --list``, against the separation, relative to gravity; or
    csv : str
        a file beside the config with two columns, x and y; its first line names them, a unit in
        brackets; or
    x, y : list of float
        points.
    parameters : dict
        What the bound depends on beside the mass.
    x_unit, y_unit : str
        Units of the points.
    """

    label: str = ""
    bound: Text | None = None
    experiment: Text | None = None
    csv: Text | None = None
    x: Numbers | None = None
    y: Numbers | None = None
    parameters: dict[Name, Number] = Field(default_factory=dict)
    x_unit: str = ""
    y_unit: str = ""

    @model_validator(mode="after")
    def _one(self) -> Self:
        options = ("bound", "experiment", "csv", "x")
        given = [name for name in options if getattr(self, name) is not None]
        if len(given) != 1:
            problem = f"{' and '.join(given)} are given" if given else "none is given"
            raise ConfigError(f"give one of bound, experiment, csv, x with y; {problem}")
        if (self.x is None) != (self.y is None):
            raise ConfigError("x and y belong together")
        if self.x is not None and self.y is not None and len(self.x) != len(self.y):
            raise ConfigError(f"x has {len(self.x)} points and y {len(self.y)}")
        if self.parameters and self.bound is None:
            raise ConfigError("parameters belong to a bound")
        return self


class AnyFigure(FrozenTable):
    """What all figures have.

    Attributes
    ----------
    x : str
        What varies along the horizontal axis: a parameter of an axis of the scan.
    select : dict
        Values at which other axes are fixed; the nearest point is taken.
    title, xlabel, ylabel : str
        Text in place of the usual.
    xscale : {"linear", "log"}
        By default that of the axis of the scan.
    limit : tuple of Limit
        Curves from elsewhere.
    """

    x: Name
    select: dict[Name, Value] = Field(default_factory=dict)
    title: str | None = None
    xlabel: str | None = None
    ylabel: str | None = None
    xscale: Scale | None = None
    yscale: Scale | None = None
    limit: Annotated[tuple[Limit, ...], _List, Field(max_length=MAX_CURVES)] = ()


class LinesFigure(AnyFigure):
    """Variables against one parameter.

    Attributes
    ----------
    variables : tuple of str
        Labels of quantities, by default of all.
    curves : str
        Axis of the scan, or a parameter of it, whose points are curves.
    """

    kind: Literal["lines"]
    variables: Names | None = None
    curves: Name | None = None


class BandsFigure(AnyFigure):
    """Variables against one parameter, with the spread along a random axis, or between two.

    Attributes
    ----------
    variables : tuple of str
        Labels of quantities, by default of all.
    curves : str
        Axis whose points are bands.
    over : str
        Axis along which the values spread: the bands are central intervals, the line is the
        median; or
    between : tuple of two str
        the variables that are the edges of a band.
    coverage : tuple of float
        Parts of the values that lie in the bands.
    """

    kind: Literal["bands"]
    variables: Names | None = None
    curves: Name | None = None
    over: Name | None = None
    between: Annotated[tuple[Name, Name], _List] | None = None
    coverage: Annotated[tuple[Share, ...], _List, Field(min_length=1, max_length=3)] = (0.68, 0.95)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.over is None) == (self.between is None):
            raise ConfigError("give one of over and between")
        if self.between is not None and (self.variables is not None):
            raise ConfigError("give one of variables and between")
        return self


class HeatmapFigure(AnyFigure):
    """A variable over two parameters, as colours.

    Attributes
    ----------
    y : str
        What varies along the vertical axis.
    variable : str
        Label of the quantity; may be left out if there is one.
    scale : {"auto", "linear", "log"}
        Scale of the colours.
    levels : tuple
        Values whose contours lie over the colours, as numbers or with a unit.
    """

    kind: Literal["heatmap"]
    y: Name
    variable: Name | None = None
    scale: Literal["auto", "linear", "log"] = "auto"
    levels: Levels | None = None


class ContoursFigure(AnyFigure):
    """Lines of equal value over two parameters.

    Attributes
    ----------
    y : str
        What varies along the vertical axis.
    levels : tuple
        The values, as numbers or with a unit.
    variables : tuple of str
        Labels of quantities, by default of all.
    curves : str
        Axis whose points have lines of their own.
    """

    kind: Literal["contours"]
    y: Name
    levels: Levels
    variables: Names | None = None
    curves: Name | None = None


class RegionsFigure(AnyFigure):
    """Where variables exceed a threshold, or fall below it: regions excluded or within reach.

    Attributes
    ----------
    y : str
        What varies along the vertical axis.
    threshold : number or str
        The value at the border, as a number or with a unit.
    side : {"above", "below"}
        Which side is filled.
    variables : tuple of str
        Labels of quantities, by default of all.
    curves : str
        Axis whose points have regions of their own.
    """

    kind: Literal["regions"]
    y: Name
    threshold: Value
    side: Literal["above", "below"]
    variables: Names | None = None
    curves: Name | None = None


Figure: TypeAlias = Annotated[
    LinesFigure | BandsFigure | HeatmapFigure | ContoursFigure | RegionsFigure,
    Field(discriminator="kind"),
]

_KINDS: Final[dict[str, type[AnyFigure]]] = {
    "lines": LinesFigure,
    "bands": BandsFigure,
    "heatmap": HeatmapFigure,
    "contours": ContoursFigure,
    "regions": RegionsFigure,
}


def read_figure(content: Any, path: str = "figure") -> tuple[AnyFigure | None, list[str]]:
    """Return the figure that a table describes, or what is wrong with it.

    Examples
    --------
    >>> read_figure({"kind": "line", "x": "r"})[1]
    ["figure.kind: unknown kind of figure 'line'; did you mean 'lines'?"]
    """
    if not isinstance(content, dict):
        return None, [f"{path}: it must be a table [{path}]"]
    kind = content.get("kind")
    if kind is None:
        return None, [f"{path}.kind is missing: one of {', '.join(_KINDS)}"]
    table = _KINDS.get(kind) if isinstance(kind, str) else None
    if table is None:
        return None, [f"{path}.kind: {unknown_name('kind of figure', kind, _KINDS)}"]
    return check(table, content, path)

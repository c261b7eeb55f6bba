"""The tables of a scan's config file: quantities, axes, how to run."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from softnu.catalogue.axes import MAX_POINTS
from softnu.errors import ConfigError, shown
from softnu.schema import FrozenTable, Text

#: Values that a file spells out for one parameter, at most.
MAX_LISTED: Final = 1_000_000
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_LONGEST_TEXT: Final = 10_000
_DEEPEST_LIST: Final = 4


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise ConfigError(
            f"{shown(text)} is not a name: letters, digits and _, a letter first, at most 64"
        )
    return text


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a number, a word or a short nesting of lists of these, as a tuple if it is a list."""
    if isinstance(value, list | tuple) and depth < _DEEPEST_LIST:
        return tuple(_plain(item, depth + 1) for item in value)
    if isinstance(value, float) and not math.isfinite(value):
        raise ConfigError(f"{value} is not allowed: it must be finite")
    if isinstance(value, int) and abs(value) >= 2**63:
        raise ConfigError(f"{shown(value)} is too large: write it with a decimal point")
    if isinstance(value, str) and len(value) > _LONGEST_TEXT:
        raise ConfigError(f"{shown(value)} is too long: at most {_LONGEST_TEXT} characters")
    if not isinstance(value, str | int | float):
        raise ConfigError(f"{shown(value)} is not a number, a text, or a list of these")
    return value


def _listed(values: Any) -> Any:
    if not isinstance(values, list | tuple) or not 1 <= len(values) <= MAX_LISTED:
        raise ConfigError(f"{shown(values)} is not a list of 1 to {MAX_LISTED} values")
    return tuple(_plain(value) for value in values)


Name: TypeAlias = Annotated[str, AfterValidator(_name)]
Value: TypeAlias = Annotated[Any, BeforeValidator(_plain)]
Values: TypeAlias = Annotated[tuple[Any, ...], BeforeValidator(_listed)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=MAX_POINTS)]
Seed: TypeAlias = Annotated[int, Field(ge=0, lt=2**63)]


class QuantityTable(FrozenTable):
    """What to compute.

    Attributes
    ----------
    name : str
        Its name in the catalogue.
    label : str
        Name of the variable in the dataset, by default the last part of the name.
    unit : str
        Unit of the variable, by default that of the catalogue.
    inputs : dict
        Parameters that do not vary.
    """

    name: Text
    label: Name | None = None
    unit: str | None = None
    inputs: dict[str, Value] = Field(default_factory=dict)


class SpacedAxis(FrozenTable):
    """Numbers at equal differences or equal ratios.

    Attributes
    ----------
    parameter : str
        What varies.
    start, stop : str or number
        The ends, both included, with their unit.
    points : int
        How many.
    spacing : {"linear", "log"}
        Equal differences or equal ratios.
    name : str
        Name of the dimension, by default the parameter.
    """

    parameter: Name
    start: Value
    stop: Value
    points: Count
    spacing: Literal["linear", "log"] = "linear"
    name: Name | None = None

    @property
    def dimension(self) -> str:
        """Name of the dimension."""
        return self.name or self.parameter

    @property
    def columns(self) -> tuple[str, ...]:
        """Parameters that vary along it."""
        return (self.parameter,)

    @property
    def size(self) -> int:
        """Number of points."""
        return self.points


class ListedAxis(FrozenTable):
    """Numbers or words, one by one.

    Attributes
    ----------
    parameter : str
        What varies.
    values : list
        Numbers with units, bare numbers, words, or lists where one value is a list.
    unit : str
        Unit of bare numbers.
    name : str
        Name of the dimension, by default the parameter.
    """

    parameter: Name
    values: Values
    unit: str | None = None
    name: Name | None = None

    @property
    def dimension(self) -> str:
        """Name of the dimension."""
        return self.name or self.parameter

    @property
    def columns(self) -> tuple[str, ...]:
        """Parameters that vary along it."""
        return (self.parameter,)

    @property
    def size(self) -> int:
        """Number of points."""
        return len(self.values)


class ZippedAxis(FrozenTable):
    """Several parameters that vary together.

    Attributes
    ----------
    name : str
        Name of the dimension.
    zip : dict
        A list of values for each parameter, all of the same length.
    units : dict
        Units of bare numbers.
    """

    name: Name
    zip: Annotated[dict[Name, Values], Field(min_length=1)]
    units: dict[Name, str] = Field(default_factory=dict)

    @property
    def dimension(self) -> str:
        """Name of the dimension."""
        return self.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Parameters that vary along it."""
        return tuple(self.zip)

    @property
    def size(self) -> int:
        """Number of points."""
        return len(next(iter(self.zip.values())))


class FileAxis(FrozenTable):
    """Several parameters that vary together, in the columns of a CSV file.

    Attributes
    ----------
    name : str
        Name of the dimension.
    csv : str
        The file, beside the config or below it. Its first line names the parameters, a unit
        in brackets: ``r [nm],nature``.
    """

    name: Name
    csv: Text


class SampledRange(FrozenTable):
    """The range from which a parameter is sampled.

    Attributes
    ----------
    low, high : str or number
        Its ends, with their unit.
    spacing : {"linear", "log"}
        Whether the parameter or its logarithm is uniform.
    """

    low: Value
    high: Value
    spacing: Literal["linear", "log"] = "linear"


class SampledAxis(FrozenTable):
    """Points of a Latin hypercube: each parameter visits each slice of its range once.

    Attributes
    ----------
    name : str
        Name of the dimension.
    samples : int
        Number of points.
    seed : int
        The same seed gives the same points.
    method : "latin_hypercube"
        Tells this table from the other random one.
    ranges : dict
        The range of each parameter.
    """

    name: Name
    samples: Count
    seed: Seed
    method: Literal["latin_hypercube"]
    ranges: Annotated[dict[Name, SampledRange], Field(min_length=1)]

    @property
    def dimension(self) -> str:
        """Name of the dimension."""
        return self.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Parameters that vary along it."""
        return tuple(self.ranges)

    @property
    def size(self) -> int:
        """Number of points."""
        return self.samples


class DrawnAxis(FrozenTable):
    """Oscillation parameters drawn from the uncertainties of a fit.

    Every parameter of the fit is drawn that a quantity has and does not fix.

    Attributes
    ----------
    name : str
        Name of the dimension.
    samples : int
        Number of draws.
    seed : int
        The same seed gives the same draws.
    method : "gaussian"
        Tells this table from the other random one.
    oscillation_set : str
        The fit.
    ordering : {"normal", "inverted"}
        Mass ordering of the fit, and of the quantities that take the draws.
    """

    name: Name
    samples: Count
    seed: Seed
    method: Literal["gaussian"]
    oscillation_set: Text
    ordering: Literal["normal", "inverted"] = "normal"

    @property
    def dimension(self) -> str:
        """Name of the dimension."""
        return self.name

    @property
    def size(self) -> int:
        """Number of points."""
        return self.samples


#: What an axis is once the files are read.
Axis: TypeAlias = SpacedAxis | ListedAxis | ZippedAxis | SampledAxis | DrawnAxis


class RunTable(FrozenTable):
    """How to run; the values do not depend on it.

    Attributes
    ----------
    chunk_seconds : float
        Time that one chunk should take at least, if memory allows.
    points_per_chunk : int
        Size of a chunk, instead of one by measured cost.
    """

    chunk_seconds: Annotated[float, Field(gt=0.0, le=86_400.0)] = 1.0
    points_per_chunk: Annotated[int, Field(ge=1)] | None = None


def axis_table(content: Any) -> type[Axis | FileAxis]:
    """Return which kind of axis a table is, by its keys."""
    keys = content if isinstance(content, dict) else {}
    if "zip" in keys:
        return ZippedAxis
    if "csv" in keys:
        return FileAxis
    if "values" in keys:
        return ListedAxis
    if keys.get("method") == "gaussian" or "oscillation_set" in keys:
        return DrawnAxis
    if "samples" in keys or "ranges" in keys or "method" in keys:
        return SampledAxis
    return SpacedAxis

"""How a computable quantity describes itself: name, parameters, result, source, accuracy.

The description stands at the definition, as a decorator::

    @quantity("forces.isotropic.screening_length", items=(T,), unit="m", ...)
    def screening_length(T): ...

The decorated function stays a plain function of floats in natural units; the catalogue finds
it by its description, converts and checks inputs, and gives the result its unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from softnu import checks
from softnu.checks import FloatArray

Function = TypeVar("Function", bound=Callable[..., Any])


class _Required:
    def __repr__(self) -> str:
        return "required"


#: Default of a parameter that must be given.
REQUIRED: Final = _Required()


@dataclass(frozen=True)
class Range:
    """What values a parameter may have: words for people, a check for the machine."""

    text: str
    check: Callable[[str, Any], FloatArray]


ANY = Range("any finite value", checks.finite)
POSITIVE = Range("> 0", checks.positive)
NONNEGATIVE = Range(">= 0", checks.nonnegative)
UNIT_INTERVAL = Range("0 to 1", lambda name, value: checks.in_range(name, value, 0.0, 1.0))
NONZERO_VECTOR = Range("three components, length > 0", checks.nonzero_vector)
SPIN = Range("three components, length <= 1", checks.spin)
VELOCITY = Range("three components, length <= 1", checks.velocity)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a quantity.

    Attributes
    ----------
    name : str
        The name by which users give it.
    kind : str
        ``"word"``, ``"name"``, ``"boolean"``, ``"integer"``, ``"half"`` (an integer or half of
        one), ``"matrix"`` (Hermitian, 3x3), a key of :data:`softnu.units.KINDS`, or such a key
        followed by ``" vector"`` (three components), ``" list"`` (any number of items) or
        ``" rows"`` (a list of lists).
    meaning : str
        One line.
    default : object
        As a user would write it; :data:`REQUIRED` if there is none; None for "not given".
    default_text : str
        How to print a default that depends on other parameters.
    choices : tuple
        Allowed values of a word; words that may take the place of a number; of a name those
        that are known beforehand.
    range : Range
        Allowed values of a number.
    """

    name: str
    kind: str
    meaning: str
    default: Any = REQUIRED
    default_text: str = ""
    choices: tuple[str | int, ...] = ()
    range: Range = ANY

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is REQUIRED

    @property
    def base_kind(self) -> str:
        """The kind of one component of a vector or one item of a list; the kind itself else."""
        words = self.kind.removesuffix("vector").removesuffix("list").removesuffix("rows")
        return words.strip() or "number"

    @property
    def has_items(self) -> bool:
        """Whether the last axis of a value holds components or items, not points of a grid."""
        return self.kind.endswith(("vector", "list", "rows"))

    @property
    def inner_axes(self) -> int:
        """How many last axes of a value belong to one point of a grid."""
        return 2 if self.kind.endswith(("matrix", "rows")) else int(self.has_items)

    def describe_default(self) -> str:
        """Return the default in words, empty if there is none."""
        if self.required:
            return ""
        return self.default_text or ("none" if self.default is None else str(self.default))


@dataclass(frozen=True)
class Alternatives:
    """Options of which one is given; each option is parameters that go together.

    None need be given if the parameters of the first option have defaults.
    """

    options: tuple[tuple[Parameter, ...], ...]


@dataclass(frozen=True)
class Group:
    """Parameters from which one argument of the function is built."""

    name: str
    items: tuple[Item, ...]
    build: Callable[..., Any]


Item = Parameter | Alternatives | Group


def flatten(items: tuple[Item, ...]) -> Iterator[Parameter]:
    """Yield every parameter in `items`, groups and alternatives opened."""
    for item in items:
        if isinstance(item, Parameter):
            yield item
        elif isinstance(item, Alternatives):
            for option in item.options:
                yield from option
        else:
            yield from flatten(item.items)


@dataclass(frozen=True)
class Quantity:
    """The description of a computable quantity.

    Attributes
    ----------
    name : str
        Dotted catalogue name: ``domain.subject[.variant]``.
    items : tuple
        Parameters, alternatives and groups.
    unit : str
        Unit of the result; where it depends on the inputs, how, in words.
    meaning : str
        One line.
    formula : str
        The formula in LaTeX.
    source : str
        Paper and equation.
    papers : tuple of str
        arXiv numbers, keys of ``data/papers.toml``.
    accuracy : str
        Stated relative accuracy and where it holds.
    validity : str
        What is assumed, and where it fails.
    example : mapping
        Inputs that work.
    function : callable
        The function of natural-unit floats.
    unit_of : callable or None
        Takes the arguments of the function and gives the unit, if that depends on them.
    """

    name: str
    items: tuple[Item, ...]
    unit: str
    meaning: str
    formula: str
    source: str
    papers: tuple[str, ...]
    accuracy: str
    validity: str
    example: Mapping[str, Any] = field(hash=False)
    function: Callable[..., Any] = field(hash=False)
    unit_of: Callable[..., str] | None = field(default=None, hash=False)

    def result_unit(self, arguments: Mapping[str, Any]) -> str:
        """Return the unit of the result for these arguments of the function."""
        return self.unit if self.unit_of is None else self.unit_of(**arguments)

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter by name."""
        return {parameter.name: parameter for parameter in flatten(self.items)}


def quantity(
    name: str,
    *,
    items: tuple[Item, ...],
    unit: str,
    formula: str,
    source: str,
    papers: tuple[str, ...],
    accuracy: str,
    example: Mapping[str, Any],
    validity: str = "everywhere in the stated ranges",
    unit_of: Callable[..., str] | None = None,
) -> Callable[[Function], Function]:
    """Describe the decorated function as a quantity of the catalogue.

    The first line of its docstring becomes the quantity's meaning. The function itself is
    returned unchanged, with the description in its attribute ``quantity``.

    Examples
    --------
    >>> @quantity(
    ...     "demo.double",
    ...     items=(Parameter("x", "number", "a number"),),
    ...     unit="",
    ...     formula="2x",
    ...     source="arithmetic",
    ...     papers=(),
    ...     accuracy="exact",
    ...     example={"x": 1},
    ... )
    ... def double(x):
    ...     '''Twice a number.'''
    ...     return 2 * x
    >>> double.quantity.meaning
    'Twice a number.'
    """

    def describe(function: Function) -> Function:
        lines = (function.__doc__ or "").strip().splitlines()
        vars(function)["quantity"] = Quantity(
            name=name,
            items=items,
            unit=unit,
            meaning=lines[0] if lines else "",
            formula=formula,
            source=source,
            papers=papers,
            accuracy=accuracy,
            validity=validity,
            example=example,
            function=function,
            unit_of=unit_of,
        )
        return function

    return describe

"""What a quantity is, as plain data: for people, for JSON and for generated pages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from typing import Any

from softnu.quantity import Alternatives, Item, Parameter, Quantity
from softnu.units import KINDS

#: Kinds that no range limits.
NO_RANGE = frozenset({"word", "name", "boolean", "matrix"})


def describe(quantity: Quantity) -> dict[str, Any]:
    """Return everything the catalogue knows of a quantity.

    Parameters
    ----------
    quantity : Quantity
        Its description at the definition.

    Returns
    -------
    dict
        Text, lists and dictionaries only, as JSON has them.

    Examples
    --------
    >>> from softnu.catalogue import find
    >>> describe(find("forces.isotropic.screening_length"))["unit"]
    'm'
    """
    return {
        "name": quantity.name,
        "meaning": quantity.meaning,
        "formula": quantity.formula,
        "unit": quantity.unit,
        "parameters": list(_parameters(quantity).values()),
        "source": quantity.source,
        "papers": list(quantity.papers),
        "accuracy": quantity.accuracy,
        "validity": quantity.validity,
        "example": {"inputs": dict(quantity.example), "command": command(quantity)},
    }


def command(quantity: Quantity) -> str:
    """Return a command line that evaluates the quantity's example."""
    words = ["softnu", "eval", quantity.name]
    for name, value in quantity.example.items():
        words += [f"--{name}", as_text(value)]
    return shlex.join(words)


def as_text(value: Any) -> str:
    """Write an input as on the command line: ``[0, 0, 1]``, ``true``, ``1 nm``."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(as_text(item) for item in value) + "]"
    return str(value)


def units_of(parameter: Parameter) -> tuple[str, ...]:
    """Return the units that a parameter may carry, none for words and bare numbers."""
    kind = KINDS.get(parameter.base_kind)
    return tuple(unit for unit in kind.accepts if unit) if kind else ()


def _parameters(quantity: Quantity) -> dict[str, dict[str, Any]]:
    """Return what is known of each parameter by name; groups may share one."""
    return {p.name: _parameter(p, choice) for p, choice in _with_choice(quantity.items)}


def _with_choice(items: tuple[Item, ...]) -> Iterator[tuple[Parameter, str]]:
    """Yield each parameter with the alternatives it belongs to, in words."""
    for item in items:
        if isinstance(item, Parameter):
            yield item, ""
        elif isinstance(item, Alternatives):
            words = " or ".join(" with ".join(p.name for p in option) for option in item.options)
            for option in item.options:
                for parameter in option:
                    yield parameter, words
        else:
            yield from _with_choice(item.items)


def _parameter(parameter: Parameter, choice: str) -> dict[str, Any]:
    fields: Mapping[str, Any] = {
        "name": parameter.name,
        "kind": parameter.kind,
        "meaning": parameter.meaning,
        "units": list(units_of(parameter)),
        "range": "" if parameter.kind in NO_RANGE else parameter.range.text,
        "choices": list(parameter.choices),
        "required": parameter.required and not choice,
        "default": parameter.describe_default(),
        "one_of": choice,
    }
    return dict(fields)

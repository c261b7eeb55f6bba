"""From what a user writes (TOML, JSON, command line, Python) to natural-unit floats."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from softnu import checks
from softnu.errors import ConfigError, DomainError, UnitsError, shown, unknown_name
from softnu.neutrinos.matrices import read_matrix
from softnu.quantity import Alternatives, Group, Item, Parameter, Quantity, flatten
from softnu.units import checked, to_natural

_BOOLEANS = {"true": True, "false": False}


def resolve(quantity: Quantity, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Check the inputs of a quantity and turn them into arguments of its function.

    Parameters
    ----------
    quantity : Quantity
        What is to be evaluated.
    inputs : mapping
        Parameter names and values as users write them.

    Returns
    -------
    dict
        Arguments of ``quantity.function``, in natural units.

    Raises
    ------
    SoftnuError
        One that names the first parameter that is unknown, missing or not allowed.
    """
    return arguments(quantity, read(quantity, inputs))


def read(quantity: Quantity, inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Convert inputs to natural units; the error names the first that is unknown or wrong."""
    known = quantity.parameters
    for name in inputs:
        if name not in known:
            raise unknown_name(f"parameter of {quantity.name}:", name, known)
    return {name: read_value(known[name], value) for name, value in inputs.items()}


def arguments(quantity: Quantity, values: Mapping[str, Any]) -> dict[str, Any]:
    """Build the arguments of a quantity's function from its inputs in natural units.

    Parameters
    ----------
    quantity : Quantity
        What is to be evaluated.
    values : mapping
        As :func:`read` gives them; arrays broadcast.

    Returns
    -------
    dict
        Arguments of ``quantity.function``.

    Raises
    ------
    SoftnuError
        If inputs are missing, contradict each other or do not broadcast.
    """
    _check_shapes(quantity.parameters, values)
    for problem in problems(quantity.items, values):
        raise ConfigError(problem)
    return _arguments(quantity.items, values)


def problems(items: tuple[Item, ...], given: Container[str]) -> Iterator[str]:
    """Yield what is missing, or given beside its alternative, if only these names are given."""
    for item in items:
        if isinstance(item, Group):
            yield from problems(item.items, given)
        elif isinstance(item, Alternatives):
            yield from _problems_of_choice(item, given)
        elif item.required and item.name not in given:
            yield f"missing {item.name}: {item.meaning}"


def _problems_of_choice(item: Alternatives, given: Container[str]) -> Iterator[str]:
    words = " or ".join(" with ".join(p.name for p in option) for option in item.options)
    chosen = _chosen(item, given)
    if len(chosen) > 1:
        yield f"give only one of: {words}"
    elif chosen:
        for parameter in chosen[0]:
            if parameter.required and parameter.name not in given:
                yield f"missing {parameter.name}: it goes with {words}"
    elif any(parameter.required for parameter in item.options[0]):
        yield f"missing: {words}"


def _chosen(item: Alternatives, given: Container[str]) -> list[tuple[Parameter, ...]]:
    """Return the options of which something is given."""
    return [option for option in item.options if any(p.name in given for p in option)]


def _arguments(items: tuple[Item, ...], values: Mapping[str, Any]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for item in items:
        if isinstance(item, Group):
            built[item.name] = item.build(**_arguments(item.items, values))
        elif isinstance(item, Alternatives):
            option = next(iter(_chosen(item, values)), item.options[0])
            built |= {p.name: None for p in flatten((item,))}
            built |= {p.name: _value(p, values) for p in option}
        else:
            built[item.name] = _value(item, values)
    return built


def _value(parameter: Parameter, values: Mapping[str, Any]) -> Any:
    if parameter.name in values:
        return values[parameter.name]
    return None if parameter.default is None else read_value(parameter, parameter.default)


def read_value(parameter: Parameter, value: Any) -> Any:
    """Convert one value as users write it; the error names the parameter."""
    if parameter.kind in {"word", "name"}:
        return _word(parameter, value)
    if parameter.kind == "boolean":
        if isinstance(value, bool):
            return value
        if str(value).lower() in _BOOLEANS:
            return _BOOLEANS[str(value).lower()]
        raise DomainError(f"{parameter.name} = {shown(value)} is not allowed: true or false")
    if parameter.kind == "matrix":
        return read_matrix(parameter.name, value)
    if isinstance(value, bool):
        raise UnitsError(f"{parameter.name} = {shown(value)} is not a number")
    if parameter.choices and isinstance(value, str) and not _is_number(value):
        return _word(parameter, value)
    if parameter.kind == "half":
        return parameter.range.check(parameter.name, _half(parameter.name, value))
    if parameter.kind == "integer":
        return parameter.range.check(parameter.name, _integer(parameter.name, value))
    if isinstance(value, str) and (parameter.has_items or is_list(value)):
        value = split_list(value)
    natural = checked(parameter.name, value, parameter.base_kind, parameter.range.check)
    if parameter.kind.endswith("vector"):
        checks.vector(parameter.name, natural)
    elif parameter.kind.endswith("list") and natural.ndim == 0:
        raise DomainError(f"{parameter.name} = {shown(value)} is not a list, such as [1, 2]")
    return natural


def _word(parameter: Parameter, value: Any) -> str | int:
    if parameter.kind == "name":
        if not isinstance(value, str):
            raise DomainError(f"{parameter.name} = {shown(value)} is not a name")
        return value
    for choice in parameter.choices:
        if str(value) == str(choice) and not isinstance(value, bool):
            return choice
    raise unknown_name(parameter.name, value, [str(choice) for choice in parameter.choices])


def _integer(name: str, value: Any) -> Any:
    number = to_natural(name, value, "number")
    if np.any(number != np.round(number)):
        raise DomainError(f"{name} = {shown(value)} is not an integer")
    return number


def _is_number(text: str) -> bool:
    return text.strip()[:1] in "+-.0123456789["


def _half(name: str, value: Any) -> Any:
    items = split_list(value) if isinstance(value, str) and is_list(value) else value
    try:
        number = np.vectorize(lambda item: float(Fraction(str(item))), otypes=[float])(items)
    except (ValueError, ZeroDivisionError):
        raise DomainError(f"{name} = {shown(value)} is not a number such as 2 or 5/2") from None
    if np.any(2.0 * number != np.round(2.0 * number)):
        raise DomainError(f"{name} = {shown(value)} is not an integer or half of one, such as 5/2")
    return number


def is_list(text: str) -> bool:
    """Tell whether `text` is written as a list, in brackets."""
    return text.strip().startswith("[")


def split_list(text: str) -> list[Any]:
    """Split ``"[0.6 1/eV, 0 1/eV]"``, with or without brackets and quotes, into its items."""
    stripped = text.strip()
    if is_list(stripped):
        try:
            return list(json.loads(stripped))
        except (json.JSONDecodeError, RecursionError):
            stripped = stripped.strip("[]")
    return [part.strip().strip("\"'") for part in stripped.split(",")]


def _check_shapes(known: Mapping[str, Parameter], values: Mapping[str, Any]) -> None:
    shapes = {
        name: value.shape[: value.ndim - known[name].inner_axes]
        for name, value in values.items()
        if isinstance(value, np.ndarray)
    }
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        words = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ConfigError(f"the shapes of the inputs do not broadcast: {words}") from None

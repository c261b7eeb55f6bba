"""Quantum numbers of hydrogen-like states: their ranges, and grids of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from softnu.atoms.kernels.hydrogenic import MAX_N
from softnu.checks import FloatArray, in_range, nonnegative
from softnu.errors import DomainError
from softnu.quantity import Parameter, Range

Numbers = TypeVar("Numbers", bound=tuple[Any, ...])

PRINCIPAL = Range(f"1 to {MAX_N}", lambda name, value: in_range(name, value, 1, MAX_N))
MOMENTUM = Range(">= 0", nonnegative)
CHARGE = Range("1 to 137", lambda name, value: in_range(name, value, 1, 137))


def principal(name: str) -> Parameter:
    """Return the parameter of a principal quantum number."""
    return Parameter(name, "integer", "principal quantum number", range=PRINCIPAL)


def orbital(name: str) -> Parameter:
    """Return the parameter of an orbital angular momentum."""
    return Parameter(name, "integer", "orbital angular momentum, < n", range=MOMENTUM)


def electronic(name: str) -> Parameter:
    """Return the parameter of the angular momentum of the electron."""
    return Parameter(name, "half", "angular momentum of the electron, l +- 1/2", range=MOMENTUM)


def total(name: str) -> Parameter:
    """Return the parameter of the total angular momentum."""
    return Parameter(name, "half", "total angular momentum, |j - I| to j + I", range=MOMENTUM)


I = Parameter("I", "half", "spin of the nucleus", "1/2", range=MOMENTUM)
Z = Parameter("Z", "integer", "charge of the nucleus", 1, range=CHARGE)


class Names(NamedTuple):
    """How the quantum numbers of one state are called."""

    n: str = "n"
    l: str = "l"
    j: str = "j"
    F: str = "F"


NAMES = Names()


def require_orbital(n: float, l: float, names: Names = NAMES) -> None:
    """Raise :class:`DomainError` unless 0 <= l < n."""
    if l >= n:
        raise DomainError(
            f"{names.l} = {l:g} is not allowed: it must be 0 to {n - 1:g} for {names.n} = {n:g}"
        )


def require_electronic(l: float, j: float, names: Names = NAMES) -> None:
    """Raise :class:`DomainError` unless j = l +- 1/2 and positive."""
    if abs(j - l) != 0.5 or j < 0.5:
        allowed = f"{l - 0.5:g} or {l + 0.5:g}" if l else "0.5"
        raise DomainError(
            f"{names.j} = {j:g} is not allowed: it must be {allowed} for {names.l} = {l:g}"
        )


def require_total(j: float, F: float, I: float, names: Names = NAMES) -> None:
    """Raise :class:`DomainError` unless F is one of |j - I| to j + I in steps of one."""
    if not abs(j - I) <= F <= j + I or (F - j - I) % 1:
        raise DomainError(
            f"{names.F} = {F:g} is not allowed: it must be {abs(j - I):g} to {j + I:g} in "
            f"steps of 1 for {names.j} = {j:g}, I = {I:g}"
        )


def over_quantum_numbers(
    function: Callable[..., Any],
    numbers: tuple[FloatArray, ...],
    values: dict[str, FloatArray | None],
    lists: dict[str, FloatArray | None] | None = None,
) -> Any:
    """Evaluate a function of plain quantum numbers on arrays of them.

    Parameters
    ----------
    function : callable
        Takes the quantum numbers as floats by position, values and lists by name, and gives an
        array of the shape to which these broadcast.
    numbers : tuple of ndarray (...)
        Quantum numbers.
    values : dict of ndarray (...) or None
        What else varies; None is handed on.
    lists : dict of ndarray (..., k) or None
        The same with a last axis of its own.

    Returns
    -------
    ndarray (...)
        Each distinct set of quantum numbers is evaluated once, for all points that have it.
    """
    lists = lists or {}
    if all(number.size == 1 for number in numbers):
        single = function(*(float(number.flat[0]) for number in numbers), **values, **lists)
        return np.broadcast_to(single, np.broadcast_shapes(np.shape(single), *_shapes(numbers)))
    shape = np.broadcast_shapes(
        *_shapes(numbers),
        *_shapes(values.values()),
        *(shape[:-1] for shape in _shapes(lists.values())),
    )
    rows = np.stack([np.broadcast_to(number, shape).reshape(-1) for number in numbers])
    distinct, which = np.unique(rows, axis=1, return_inverse=True)
    which = which.reshape(-1)
    parts = []
    for column, number in enumerate(distinct.T):
        here = which == column
        arguments = {name: _points(value, shape, here) for name, value in values.items()}
        for name, value in lists.items():
            arguments[name] = None if value is None else _rows(value, shape, here)
        parts.append((here, function(*map(float, number), **arguments)))
    result = np.empty(which.size, dtype=np.result_type(*(part for _, part in parts)))
    for here, part in parts:
        result[here] = part
    return result.reshape(shape)


def _shapes(values: Any) -> list[tuple[int, ...]]:
    return [np.shape(value) for value in values if value is not None]


def _points(value: FloatArray | None, shape: tuple[int, ...], here: Any) -> FloatArray | None:
    return None if value is None else np.broadcast_to(value, shape).reshape(-1)[here]


def _rows(value: FloatArray, shape: tuple[int, ...], here: Any) -> FloatArray:
    length = value.shape[-1]
    return np.broadcast_to(value, (*shape, length)).reshape(-1, length)[here]

"""Checks of arguments: each returns the value as a float array or raises a named error."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from softnu.errors import DomainError, unknown_name

FloatArray = npt.NDArray[np.float64]
Word = TypeVar("Word")


def _require(
    name: str,
    value: Any,
    allowed: str,
    holds: Callable[[FloatArray], npt.NDArray[np.bool_]],
) -> FloatArray:
    if np.iscomplexobj(value) or np.asarray(value).dtype.kind not in "fiu":
        raise DomainError(f"{name} must be real numbers")
    array = np.asarray(value, dtype=np.float64)
    good = np.isfinite(array) & holds(array)
    if not np.all(good):
        first = array[~good].flat[0]
        raise DomainError(f"{name} = {float(first):.6g} is not allowed: it must be {allowed}")
    return array


def finite(name: str, value: Any) -> FloatArray:
    """Return `value` as floats; raise :class:`DomainError` if one is nan or infinite."""
    return _require(name, value, "finite", lambda a: np.ones(a.shape, dtype=bool))


def positive(name: str, value: Any) -> FloatArray:
    """Return `value` as floats; raise :class:`DomainError` unless all are finite and > 0."""
    return _require(name, value, "finite and > 0", lambda a: a > 0)


def nonnegative(name: str, value: Any) -> FloatArray:
    """Return `value` as floats; raise :class:`DomainError` unless all are finite and >= 0."""
    return _require(name, value, "finite and >= 0", lambda a: a >= 0)


def in_range(name: str, value: Any, low: float, high: float) -> FloatArray:
    """Return `value` as floats; raise :class:`DomainError` unless low <= value <= high."""
    return _require(
        name, value, f"between {low:.6g} and {high:.6g}", lambda a: (a >= low) & (a <= high)
    )


def vector(name: str, value: Any) -> FloatArray:
    """Return `value` as finite floats whose last axis has the three components x, y, z."""
    array = finite(name, value)
    if array.ndim == 0 or array.shape[-1] != 3:
        raise DomainError(f"{name} must be a vector of 3 components, its shape is {array.shape}")
    return array


def nonzero_vector(name: str, value: Any) -> FloatArray:
    """Return a vector as :func:`vector` does; raise :class:`DomainError` if its length is 0."""
    array = vector(name, value)
    largest = np.maximum(array.max(axis=-1), -array.min(axis=-1))
    # The squares of the components must neither under- nor overflow.
    if np.any((largest < 1e-150) | (largest > 1e150)):
        raise DomainError(f"{name} must have a length > 0 (and between 1e-150 and 1e150)")
    return array


def _length(array: FloatArray) -> FloatArray:
    """Return the length of vectors, infinite where no float can hold its square."""
    with np.errstate(over="ignore"):
        return np.asarray(np.linalg.norm(array, axis=-1))


def spin(name: str, value: Any) -> FloatArray:
    """Return a spin expectation vector; raise :class:`DomainError` if longer than 1."""
    array = vector(name, value)
    length = _length(array)
    # A unit vector typed with a few digits, or normalised in floats, may exceed 1 slightly.
    if np.any(length > 1 + 1e-12):
        raise DomainError(f"|{name}| = {float(np.max(length)):.6g} is not allowed: at most 1")
    return array


def velocity(name: str, value: Any) -> FloatArray:
    """Return a velocity vector (c = 1); raise :class:`DomainError` if faster than light."""
    array = vector(name, value)
    in_range(f"|{name}|", _length(array), 0.0, 1.0)
    return array


def one_of(name: str, value: Word, allowed: Iterable[Word]) -> Word:
    """Return `value` if it is one of the `allowed` words, else raise with the near ones."""
    options = list(allowed)
    if isinstance(value, bool) or value not in options:
        raise unknown_name(name, value, [str(option) for option in options])
    return value

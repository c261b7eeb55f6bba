"""Couplings to pairs of mass states, as users write them: rows, an element by name, or 0."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import numpy.typing as npt

from softnu.errors import DomainError

ComplexArray = npt.NDArray[np.complex128]

_ELEMENT = re.compile(r"E_([123])([123])")
#: Rounding that a Hermitian matrix may have, of its largest element.
_HERMITIAN = 1e-12


def read_matrix(name: str, value: Any) -> ComplexArray:
    """Read Hermitian 3x3 matrices.

    Parameters
    ----------
    name : str
        The parameter, for errors.
    value : object
        ``0``, the name of an element such as ``"E_12"`` (1 there, and at 21), three rows of
        numbers, complex ones as ``"0.6+0.8j"``, those rows as text, or an array (..., 3, 3).

    Returns
    -------
    ndarray (..., 3, 3) of complex

    Raises
    ------
    DomainError
        If it is no such matrix, or not Hermitian.

    Examples
    --------
    >>> read_matrix("g_L_nu", "E_12").real
    array([[0., 1., 0.],
           [1., 0., 0.],
           [0., 0., 0.]])
    """
    if isinstance(value, str):
        text = value.strip()
        if found := _ELEMENT.fullmatch(text):
            return unit_matrix(int(found[1]), int(found[2]))
        try:
            value = json.loads(text)
        except (json.JSONDecodeError, RecursionError):
            raise _not_a_matrix(name, text) from None
    try:
        matrix = np.asarray(
            [[_complex(item) for item in row] for row in value]
            if isinstance(value, list | tuple)
            else value,
            dtype=np.complex128,
        )
    except (TypeError, ValueError):
        raise _not_a_matrix(name, value) from None
    if matrix.ndim == 0 and matrix == 0.0:
        return np.zeros((3, 3), dtype=np.complex128)
    if matrix.shape[-2:] != (3, 3):
        raise _not_a_matrix(name, value)
    if not np.all(np.isfinite(matrix)):
        raise DomainError(f"{name} is not allowed: its elements must be finite")
    difference = np.abs(matrix - np.conj(np.swapaxes(matrix, -1, -2)))
    wrong = difference > _HERMITIAN * np.max(np.abs(matrix), axis=(-2, -1), keepdims=True)
    if np.any(wrong):
        *which, i, j = np.argwhere(wrong)[0]
        one, other = matrix[(*which, i, j)], matrix[(*which, j, i)]
        raise DomainError(
            f"{name} is not allowed: it must be Hermitian, but its element {i + 1}{j + 1} is "
            f"{one:g} and {j + 1}{i + 1} is {other:g}"
        )
    return matrix


def unit_matrix(i: int, j: int) -> ComplexArray:
    """Return the symmetric matrix that is 1 at i, j and at j, i, and 0 elsewhere."""
    matrix = np.zeros((3, 3), dtype=np.complex128)
    matrix[i - 1, j - 1] = matrix[j - 1, i - 1] = 1.0
    return matrix


def _complex(item: Any) -> complex:
    if isinstance(item, bool):
        raise TypeError
    return complex(item.replace(" ", "")) if isinstance(item, str) else complex(item)


def _not_a_matrix(name: str, value: Any) -> DomainError:
    return DomainError(
        f"{name} = {str(value)[:60]!r} is not a matrix: three rows of three numbers such as "
        "[[1, 0, 0], [0, 0, 0], [0, 0, 0]], an element such as E_11, or 0"
    )

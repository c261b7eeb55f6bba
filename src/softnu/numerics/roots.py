"""Roots of many equations at once, each inside its bracket."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray

#: Twice the distance of neighbouring floats: a bracket shrinks no further.
_ROUNDING = 2.0 * np.finfo(np.float64).eps
#: Bisection of any bracket of floats ends earlier, and interpolation much earlier.
_MOST_STEPS = 1200


def find_roots(
    function: Callable[[FloatArray, npt.NDArray[np.intp]], FloatArray],
    low: FloatArray,
    high: FloatArray,
) -> FloatArray:
    """Return a root of a function in each of many brackets (Chandrupatla's method).

    Parameters
    ----------
    function : callable
        Takes points (m,) and the numbers (m,) of the brackets in which they lie, returns values
        (m,); with different signs (0 counts as positive) at the ends of each bracket.
    low, high : ndarray (n,)
        Ends of the brackets.

    Returns
    -------
    ndarray (n,)
        To rounding of the root and of the function. T. R. Chandrupatla, Adv. Eng. Softw. 28
        (1997) 145: inverse quadratic interpolation where it is safe, bisection else.

    Examples
    --------
    >>> squares = np.array([2.0, 9.0])
    >>> find_roots(lambda x, which: x**2 - squares[which], np.zeros(2), np.full(2, 10.0))
    array([1.41421356, 3.        ])
    """
    found = np.array(low, dtype=np.float64)
    open_ = np.arange(found.size)
    a, b = found.copy(), np.array(high, dtype=np.float64)
    f_a, f_b = function(a, open_), function(b, open_)
    t = np.full_like(a, 0.5)
    for _ in range(_MOST_STEPS):
        x = a + t * (b - a)
        f_x = function(x, open_)
        same = (f_x >= 0.0) == (f_a >= 0.0)
        c, f_c = np.where(same, a, b), np.where(same, f_a, f_b)
        b, f_b = np.where(same, b, a), np.where(same, f_b, f_a)
        a, f_a = x, f_x
        near = np.abs(f_a) < np.abs(f_b)
        best = np.where(near, a, b)
        found[open_] = best
        width = np.abs(b - a)
        left = (width > _ROUNDING * np.abs(best)) & (np.where(near, f_a, f_b) != 0.0)
        if not np.any(left):
            break
        open_, best, width = open_[left], best[left], width[left]
        a, b, c, f_a, f_b, f_c = (value[left] for value in (a, b, c, f_a, f_b, f_c))
        least = np.minimum(0.5 * _ROUNDING * np.abs(best) / width, 0.5)
        with np.errstate(divide="ignore", invalid="ignore"):
            xi, phi = (a - b) / (c - b), (f_a - f_b) / (f_c - f_b)
            safe = (phi**2 < xi) & ((1.0 - phi) ** 2 < 1.0 - xi)
            guess = f_a / (f_b - f_a) * f_c / (f_b - f_c)
            guess = guess + (c - a) / (b - a) * f_a / (f_c - f_a) * f_b / (f_c - f_b)
        t = np.clip(np.where(safe & np.isfinite(guess), guess, 0.5), least, 1.0 - least)
    return found

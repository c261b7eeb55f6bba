r"""Exponential integrals of imaginary argument: :math:`E_m(-iy)`, real or imaginary part."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from scipy.special import sici

from softnu.checks import FloatArray
from softnu.numerics.panels import panel_rule, uniform_edges

#: From this y on the exponential integrals come from a table, below from the recurrence.
TABLE_FROM = 5.0
#: Chebyshev terms in 5/y: the function is smooth, not analytic, at 1/y = 0.
_TABLE_TERMS = 32
#: Largest m.
HIGHEST_ORDER = 16


def exponential_integrals(
    y: FloatArray, orders: tuple[int, ...], *, recur: bool = False
) -> list[FloatArray]:
    r"""Return the real part of :math:`E_m(-iy)` for even m, the imaginary part for odd m.

    Parameters
    ----------
    y : ndarray (n,)
        y >= 0.
    orders : tuple of int
        m from 1 to 16, all even or all odd, consecutive.
    recur : bool
        Take all but the first order from the recurrence, which loses a factor y^2 each.

    Returns
    -------
    list of ndarray (n,)
        One for each order. Below y = 5 by upward recurrence from
        :math:`\mathrm{Im}\,E_1 = \pi/2-\mathrm{Si}\,y`; above from a Chebyshev table of
        :math:`y\,e^{-iy}E_m(-iy)`. 6e-15 of 1/(1 + y) for the first order; up to y = 5 and
        in the table the highest orders lose some digits.
    """
    near = y < TABLE_FROM
    if np.all(near):
        return _recurred(y, orders)
    if not np.any(near):
        return _looked_up(y, orders, recur)
    low, high = _recurred(y[near], orders), _looked_up(y[~near], orders, recur)
    found = [np.empty_like(y) for _ in orders]
    for total, below, above in zip(found, low, high, strict=True):
        total[near], total[~near] = below, above
    return found


def _recurred(y: FloatArray, orders: tuple[int, ...]) -> list[FloatArray]:
    cosine, sine = np.cos(y), np.sin(y)
    e = 0.5 * math.pi - sici(y)[0]
    if orders[0] == 2:
        e = cosine - y * e
    return _continued(y, e, cosine, sine, orders)


def _continued(
    y: FloatArray, e: FloatArray, cosine: FloatArray, sine: FloatArray, orders: tuple[int, ...]
) -> list[FloatArray]:
    r"""Continue from the first order by :math:`mE_{m+1} = e^{iy}+iyE_m`."""
    found = [e]
    for m in range(orders[0], orders[-1]):
        e = (cosine - y * e if m % 2 else sine + y * e) / m
        if (m + 1 - orders[0]) % 2 == 0:
            found.append(e)
    return found


def _looked_up(y: FloatArray, orders: tuple[int, ...], recur: bool) -> list[FloatArray]:
    columns = slice(orders[0] - 1, orders[0] if recur else orders[-1], 2)
    # Chebyshev polynomials of 2 (5/y) - 1.
    terms = np.empty((_TABLE_TERMS, y.size))
    terms[0], terms[1] = 1.0, 2.0 * TABLE_FROM / y - 1.0
    for k in range(2, _TABLE_TERMS):
        np.multiply(2.0 * terms[1], terms[k - 1], out=terms[k])
        terms[k] -= terms[k - 2]
    # Not a product of matrices: libraries for these start threads for such small ones.
    real, imaginary = (np.einsum("km,kn->mn", part[:, columns], terms) for part in _table())
    cosine, sine = np.cos(y), np.sin(y)
    if orders[0] == 1:
        found = (cosine * real - sine * imaginary) / y
    else:
        found = (-sine * real - cosine * imaginary) / y
    return _continued(y, found[0], cosine, sine, orders) if recur else list(found)


@lru_cache(maxsize=1)
def _table() -> tuple[FloatArray, FloatArray]:
    r"""Return Chebyshev coefficients of :math:`\int_0^\infty e^{-s}(1+is/y)^{-m}ds` in 5/y.

    Real and imaginary part; the axes: term, order m = 1 to 16.
    """
    angle = np.pi * (np.arange(_TABLE_TERMS) + 0.5) / _TABLE_TERMS
    s, weight = panel_rule(uniform_edges(0.0, 42.0, 28))
    base = 1.0 / (1.0 + 1j * s * np.cos(0.5 * angle[:, np.newaxis]) ** 2 / TABLE_FROM)
    values = np.stack(
        [base**m @ (weight * np.exp(-s)) for m in range(1, HIGHEST_ORDER + 1)], axis=-1
    )
    k = np.arange(_TABLE_TERMS)[:, np.newaxis]
    rule = 2.0 / _TABLE_TERMS * np.cos(k * angle)
    rule[0] *= 0.5
    return rule @ values.real, rule @ values.imag

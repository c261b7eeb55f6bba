r"""Radial functions of hydrogen-like atoms in units of :math:`a = 1/(Z\alpha m_e)`.

A radial function is :math:`\rho^\ell e^{-\lambda\rho}u(\rho)` with a polynomial u. What the
gradient makes of it are the same three factors again, so that products of two functions are a
power, an exponential and a polynomial: Gauss-Laguerre rules integrate them exactly.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import special

from softnu.checks import FloatArray

Radii = TypeVar("Radii", FloatArray, npt.NDArray[np.complex128])

#: Largest n: factorials and powers of n stay within floats.
MAX_N: Final = 80


class Orbital(NamedTuple):
    r"""The radial function :math:`N\rho^\ell e^{-\lambda\rho}L_k^{2\ell+1}(2\lambda\rho)`.

    Attributes
    ----------
    k : int
        Degree of the polynomial.
    l : int
        Orbital angular momentum.
    decay : float
        :math:`\lambda`, in 1/a.
    norm : float
        N.
    """

    k: int
    l: int
    decay: float
    norm: float


def state(n: int, l: int) -> Orbital:
    r"""Return the normalised bound state :math:`R_{n\ell}`, positive near the origin.

    .. math:: R_{n\ell} = \frac2{n^2}\sqrt{\frac{(n-\ell-1)!}{(n+\ell)!}}
        \Big(\frac{2\rho}n\Big)^\ell e^{-\rho/n}L_{n-\ell-1}^{2\ell+1}(2\rho/n)

    Parameters
    ----------
    n, l : int
        Quantum numbers, 0 <= l < n <= :data:`MAX_N`.

    Returns
    -------
    Orbital
        Its parameters; 1e-15 of the norm. Bethe and Salpeter (1957), Sec. 3.
    """
    norm = 2.0 / n**2 / math.sqrt(math.perm(n + l, 2 * l + 1)) * (2.0 / n) ** l
    return Orbital(n - l - 1, l, 1.0 / n, norm)


def value(orbital: Orbital, rho: Radii) -> Radii:
    r"""Return u, where the function is :math:`\rho^\ell e^{-\lambda\rho}u`.

    Parameters
    ----------
    orbital : Orbital
        Radial function.
    rho : ndarray (...)
        Radius in units of a, >= 0, or complex on a path of integration.

    Returns
    -------
    ndarray (...)
        The polynomial, by the three-term recurrence.
    """
    x = 2.0 * orbital.decay * rho
    laguerre: Radii = special.eval_genlaguerre(orbital.k, 2 * orbital.l + 1, x)
    return orbital.norm * laguerre


def raised(orbital: Orbital, rho: FloatArray) -> FloatArray:
    r"""Return u of :math:`R' - \frac\ell\rho R = \rho^\ell e^{-\lambda\rho}u`.

    Parameters
    ----------
    orbital, rho
        As for :func:`value`.

    Returns
    -------
    ndarray (...)
        What the gradient makes of the function on the way to l + 1, where the leading power
        cancels: :math:`-\lambda N(2L_{k-1}^{2\ell+2}+L_k^{2\ell+1})`.
    """
    x = 2.0 * orbital.decay * rho
    total = value(orbital, rho)
    if orbital.k > 0:
        lower: FloatArray = special.eval_genlaguerre(orbital.k - 1, 2 * orbital.l + 2, x)
        total = total + 2.0 * orbital.norm * lower
    return -orbital.decay * total


def lowered(orbital: Orbital, rho: FloatArray) -> FloatArray:
    r"""Return u of :math:`R' + \frac{\ell+1}\rho R = \rho^{\ell-1}e^{-\lambda\rho}u`.

    Parameters
    ----------
    orbital, rho
        As for :func:`value`.

    Returns
    -------
    ndarray (...)
        What the gradient makes of the function on the way to l - 1.
    """
    return (2 * orbital.l + 1) * value(orbital, rho) + rho * raised(orbital, rho)

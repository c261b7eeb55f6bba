r"""Mean over the Fermi-Dirac spectrum of momenta of the density above a flat face.

Slow neutrinos of potential energy U, :math:`\delta = -mU/p^2`, to first order:

.. math::
    \Big\langle\frac{\delta n}{n_0}\Big\rangle = -\frac{mU}{2T^2}\,
    \frac{P(2hT)}{1.5\,\zeta(3)},\qquad
    P(a) = \int_0^\infty\frac{F(ax)}{e^x+1}\,dx.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import zeta

from softnu.checks import FloatArray

#: Integral of x^2/(e^x + 1).
NORM = 1.5 * float(zeta(3.0))
#: From this argument on the asymptotic series hold; what they leave out is 3e-16 and less.
ASYMPTOTIC_FROM = 30.0
#: Terms of the alternating sums: the error is (3 + sqrt 8)^-26 = 1e-20 of the largest term.
_TERMS = 26
#: Below this x the bracket 1 - atan(x)/x is a series; of so many terms.
_SMALL, _SMALL_TERMS = 0.25, 13
#: k! c_k of tan(t/2)/2 = sum c_k t^k, k = 1, 3, 5, ...
_TANGENT = (1 / 4, 1 / 8, 1 / 4, 17 / 16, 31 / 4, 691 / 8, 5461 / 4)


def thermal_kernel(b: FloatArray) -> FloatArray:
    r"""Return :math:`C(b) = \int_0^\infty\frac{\cos bx}{e^x+1}\,dx`.

    Parameters
    ----------
    b : ndarray (...)
        2 r T >= 0.

    Returns
    -------
    ndarray (...)
        :math:`\sum_n(-1)^{n+1}n/(n^2+b^2) =
        \frac12\mathrm{Re}[\psi(1+ib/2)-\psi((1+ib)/2)]`, C(0) = ln 2; from b = 30 on
        :math:`1/(4b^2)+1/(8b^4)+\ldots`; 1e-14.
    """
    b = np.asarray(b, dtype=np.float64)
    near = np.minimum(b, ASYMPTOTIC_FROM)
    total = np.zeros_like(near)
    for n, weight in enumerate(_alternating_weights(), start=1):
        total += weight * n / (n**2 + near**2)
    return np.where(b < ASYMPTOTIC_FROM, total, _tail(b, 0))


def thermal_profile(a: FloatArray) -> FloatArray:
    r"""Return :math:`P(a) = \sum_n\frac{(-1)^{n+1}}n\Big[1-\frac an\arctan\frac na\Big]`.

    Parameters
    ----------
    a : ndarray (...)
        2 h T >= 0.

    Returns
    -------
    ndarray (...)
        P(0) = ln 2; from a = 30 on :math:`1/(12a^2)+1/(40a^4)+\ldots`; 1e-13.
    """
    a = np.asarray(a, dtype=np.float64)
    near = np.minimum(a, ASYMPTOTIC_FROM)
    total = np.zeros_like(near)
    for n, weight in enumerate(_alternating_weights(), start=1):
        total += weight / n * _bracket(n, near)
    return np.where(a < ASYMPTOTIC_FROM, total, _tail(a, 2))


def thermal_overdensity(
    h: FloatArray, m_nu: FloatArray, U: FloatArray, T: FloatArray
) -> FloatArray:
    r"""Return the mean of :math:`\delta n/n_0`, slow neutrinos, first order in U.

    Parameters
    ----------
    h : ndarray (...)
        Height, 1/eV.
    m_nu, U, T : ndarray (...)
        Mass, potential energy and temperature, eV.

    Returns
    -------
    ndarray (...)
        :math:`-\frac{mU}{2T^2}P(2hT)/(1.5\,\zeta(3))`.
    """
    return -0.5 * (m_nu / T) * (U / T) / NORM * thermal_profile(2.0 * h * T)


def _alternating_weights() -> list[float]:
    r"""Return weights :math:`w_n` with :math:`\sum(-1)^{n+1}b_n \approx \sum w_nb_n`.

    H. Cohen, F. Rodriguez Villegas, D. Zagier, Exp. Math. 9 (2000) 3, algorithm 1.
    """
    d = 0.5 * ((3.0 + math.sqrt(8.0)) ** _TERMS + (3.0 - math.sqrt(8.0)) ** _TERMS)
    b, c = -1.0, -d
    weights = []
    for k in range(_TERMS):
        c = b - c
        weights.append(c / d)
        b *= (k + _TERMS) * (k - _TERMS) / ((k + 0.5) * (k + 1.0))
    return weights


def _bracket(n: int, a: FloatArray) -> FloatArray:
    r"""Return :math:`1-\arctan(x)/x` at x = n/a, 1 at a = 0."""
    x = n / np.maximum(a, 1e-300)
    square = np.minimum(x, _SMALL) ** 2
    series = np.zeros_like(a)
    for j in range(_SMALL_TERMS, 0, -1):
        series = square * (1.0 / (2 * j + 1) - series)
    return np.where(x < _SMALL, series, 1.0 - np.arctan(x) / x)


def _tail(a: FloatArray, shift: int) -> FloatArray:
    r"""Return :math:`\sum_kk!\,c_k/[(k+s)\,a^{k+1}]`, without the divisor for shift 0."""
    square = 1.0 / np.maximum(a, ASYMPTOTIC_FROM) ** 2
    total = np.zeros_like(square)
    for j in range(len(_TANGENT), 0, -1):
        divisor = 2 * j - 1 + shift if shift else 1
        total = (total + _TANGENT[j - 1] / divisor) * square
    return total

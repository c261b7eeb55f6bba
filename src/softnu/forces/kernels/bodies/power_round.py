r"""Bodies of unit density that attract or repel as :math:`s^{-n}`: closed forms.

Every round body against a point or a plane is the moment of its slices

.. math::
    M_c(R, D) = \int_{-R}^{R} \pi (R^2-x^2)\,(D+x)^{-c}\,dx
    = \frac{4\pi}{3}\frac{R^3}{D^c}\; {}_2F_1\Big(\frac c2, \frac{c+1}2; \frac52;
    \frac{R^2}{D^2}\Big),

whose series has only positive terms for c > 0: nothing cancels, neither far away nor near
contact. (Derived; n = 6 are Hamaker's formulas.) The distances are gaps h between surfaces, so
that those far smaller than the bodies keep their digits.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from softnu.checks import FloatArray

#: Below this R/D the artanh form of the moments loses digits and its series is short.
_SERIES_BELOW: Final = 0.3
#: Terms of that series: 0.09^16 is below rounding.
_TERMS: Final = 16


def slice_moment(R: FloatArray, h: FloatArray, c: int) -> FloatArray:
    r"""Return :math:`M_c = \int_{-R}^R \pi(R^2-x^2)(R+h+x)^{-c} dx`.

    With :math:`q = R/D`, D = R + h, it is :math:`\frac{4\pi}{3}R^3 D^{-c}` times
    :math:`T = 3(\operatorname{artanh} q - q)/q^3` for c = 2,
    :math:`\frac32\operatorname{artanh}(q)/q - \frac12 T` for c = 1,
    :math:`\frac32/(1-q^2) - \frac12 T` for c = 3, and for all others a polynomial in q^2 of
    positive terms: :math:`{}_2F_1(\frac c2,\frac{c+1}2;\frac52;q^2)` for c <= 0,
    :math:`(1-q^2)^{2-c}\,{}_2F_1(\frac{5-c}2,\frac{4-c}2;\frac52;q^2)` for c >= 4.

    Parameters
    ----------
    R, h : ndarray (...)
        Radius and distance from the nearest point, in any unit of length, > 0.
    c : int
        Power.

    Returns
    -------
    ndarray (...)
        In that unit to the power 3 - c. Relative error below 1e-14 for c from -20 to 20.

    Examples
    --------
    >>> float(slice_moment(np.float64(1.0), np.float64(1.0), 0))
    4.18879020
    """
    D = R + h
    q = R / D
    beside = h / D * (1.0 + q)  # 1 - q^2 without cancellation
    if c <= 0:
        shape = _polynomial(0.5 * c, 0.5 * (c + 1), q * q)
    elif c >= 4:
        shape = beside ** (2 - c) * _polynomial(0.5 * (5 - c), 0.5 * (4 - c), q * q)
    else:
        artanh = 0.5 * np.log1p(2.0 * R / h)
        T = _cubic_rest(artanh, q)
        if c == 1:
            shape = 1.5 * artanh / q - 0.5 * T
        elif c == 2:
            shape = T
        else:
            shape = 1.5 / beside - 0.5 * T
    return 4.0 * math.pi / 3.0 * R**3 * D ** (-c) * shape


def _polynomial(a: float, b: float, z: FloatArray) -> FloatArray:
    """Return 2F1(a, b; 5/2; z) where a or b is 0, -1, -2, ..."""
    degree = round(-max(x for x in (a, b) if x <= 0.0 and x == round(x)))
    total = np.ones_like(z)
    for k in range(degree - 1, -1, -1):
        total = 1.0 + (a + k) * (b + k) / ((2.5 + k) * (1.0 + k)) * z * total
    return total


def _cubic_rest(artanh: FloatArray, q: FloatArray) -> FloatArray:
    """Return 3 (artanh q - q)/q^3 = sum of 3 q^2k/(2k+3)."""
    series = np.polynomial.polynomial.polyval(q * q, 3.0 / (2.0 * np.arange(_TERMS) + 3.0))
    large = np.maximum(q, _SERIES_BELOW)
    return np.where(q < _SERIES_BELOW, series, 3.0 * (artanh - q) / large**3)


def point_sphere(R: FloatArray, h: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over a sphere, from a point outside.

    :math:`U = M_{n-1}/D`; for n = 1 Newton's :math:`\frac43\pi R^3/D`, for n = 5
    :math:`\frac43\pi R^3/[D(D^2-R^2)^2]`.

    Parameters
    ----------
    R, h : ndarray (...)
        Radius, and distance of the point from the surface; > 0.
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 3 - n; relative error below 1e-14.

    Examples
    --------
    >>> 6.0 * float(point_sphere(np.float64(1.0), np.float64(1.0), 1))
    12.56637061
    """
    return slice_moment(R, h, n - 1) / (R + h)

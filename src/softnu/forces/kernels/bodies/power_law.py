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
from collections.abc import Callable
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.numerics.panels import legendre_rule

#: Below this R/D the artanh form of the moments loses digits and its series is short.
_SERIES_BELOW: Final = 0.3
#: Terms of that series: 0.09^16 is below rounding.
_TERMS: Final = 16
#: Below this t/h the difference of the outer surfaces of a layer loses digits, and a rule of 16
#: nodes through the layer is exact to rounding.
_THIN: Final = 0.5


def _require_power(least: int, n: int, body: str) -> None:
    """Raise :class:`DomainError` if the integral over bodies without end diverges."""
    if n < least:
        raise DomainError(
            f"power = {n} is not allowed: the energy with {body} is finite for power >= {least}"
        )


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


def power_difference(h: FloatArray, t: FloatArray, p: int) -> FloatArray:
    r"""Return :math:`\int_h^{h+t} x^{-p-1} dx`, without cancellation for thin layers.

    Parameters
    ----------
    h, t : ndarray (...)
        Lower limit, > 0, and thickness, > 0; any unit of length.
    p : int
        Power.

    Returns
    -------
    ndarray (...)
        :math:`[h^{-p} - (h+t)^{-p}]/p`, or ln(1 + t/h) for p = 0.

    Examples
    --------
    >>> float(power_difference(np.float64(1.0), np.float64(1.0), 1))
    0.5
    """
    ratio = np.log1p(t / h)
    return ratio if p == 0 else h ** (-p) * (-np.expm1(-p * ratio)) / p


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


def point_slab(h: FloatArray, t: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over a slab without end, from a point.

    :math:`U = \frac{2\pi}{n-2}\int_h^{h+t} z^{2-n} dz`, n > 2; without the far surface
    :math:`2\pi h^{3-n}/[(n-2)(n-3)]`, n > 3.

    Parameters
    ----------
    h, t : ndarray (...)
        Distance from the surface and thickness, > 0; t may be infinite (a half-space).
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 3 - n; relative error below 1e-14.

    Raises
    ------
    DomainError
        If the integral diverges.

    Examples
    --------
    >>> float(point_slab(np.float64(1.0), np.float64(np.inf), 5))
    1.04719755
    """
    endless = bool(np.any(np.isinf(t)))
    _require_power(4 if endless else 3, n, "a half-space" if endless else "a slab")
    return 2.0 * math.pi / (n - 2) * power_difference(h, t, n - 3)


def sphere_slab(R: FloatArray, h: FloatArray, t: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` between a sphere and a slab without end.

    A half-space: :math:`\frac{2\pi}{(n-2)(n-3)} M_{n-3}`. A slab: the difference of two, or, if
    it is thin beside the gap, the moment :math:`\frac{2\pi}{n-2} M_{n-2}` of a sheet summed
    over the thickness.

    Parameters
    ----------
    R, h, t : ndarray (...)
        Radius, gap and thickness, > 0; t may be infinite (a half-space).
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 6 - n; relative error below 1e-13.

    Raises
    ------
    DomainError
        If n < 4: the energy with a half-space is infinite.

    Examples
    --------
    >>> float(sphere_slab(np.float64(0.5), np.float64(0.1), np.float64(np.inf), 5))
    2.88677482
    """
    _require_power(4, n, "a half-space")

    h, t = np.broadcast_arrays(h, t)
    bounded = np.isfinite(t)
    far = h + np.where(bounded, t, 0.0)

    def sheet(z: FloatArray) -> FloatArray:
        return slice_moment(R[..., np.newaxis], z, n - 2)

    thick = slice_moment(R, h, n - 3) - np.where(bounded, slice_moment(R, far, n - 3), 0.0)
    energy = np.where(t < _THIN * h, _through_thin(sheet, h, t), thick / (n - 3))
    return 2.0 * math.pi / (n - 2) * energy


def slabs(h: FloatArray, t1: FloatArray, t2: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` between two slabs, per area.

    Half-spaces: :math:`2\pi h^{4-n}/[(n-2)(n-3)(n-4)]`. Slabs: differences, or, if one is thin
    beside the gap, the other one seen from a point summed over its thickness.

    Parameters
    ----------
    h, t1, t2 : ndarray (...)
        Gap and thicknesses, > 0; a thickness may be infinite (a half-space).
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 4 - n; relative error below 1e-13.

    Raises
    ------
    DomainError
        If the integral diverges: two half-spaces need n >= 5, others n >= 4.

    Examples
    --------
    >>> infinite = np.float64(np.inf)
    >>> float(slabs(np.float64(1.0), infinite, infinite, 5))
    1.04719755
    """
    thin, thick = np.minimum(t1, t2), np.maximum(t1, t2)
    _require_power(5 if np.any(np.isinf(thin)) else 4, n, "half-spaces")

    h, thin, thick = np.broadcast_arrays(h, thin, thick)

    def point(z: FloatArray) -> FloatArray:
        return power_difference(z, thick[..., np.newaxis], n - 3)

    bounded = np.isfinite(thick)
    far = power_difference(h + np.where(bounded, thick, 0.0), thin, n - 4)
    whole = power_difference(h, thin, n - 4) - np.where(bounded, far, 0.0)
    energy = np.where(thin < _THIN * h, _through_thin(point, h, thin), whole / (n - 3))
    return 2.0 * math.pi / (n - 2) * energy


def _through_thin(
    sheet: Callable[[FloatArray], FloatArray], h: FloatArray, t: FloatArray
) -> FloatArray:
    """Integrate a function of the distance through a layer from h to h + t, t < h/2."""
    half = 0.5 * np.minimum(t, _THIN * h)[..., np.newaxis]
    x, w = legendre_rule()
    return (half * w * sheet(h[..., np.newaxis] + half * (1.0 + x))).sum(axis=-1)

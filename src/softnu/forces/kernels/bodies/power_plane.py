r"""Plane bodies of unit density that attract or repel as :math:`s^{-n}`: closed forms.

A sheet seen from height z is :math:`2\pi z^{2-n}/(n-2)`; slabs and half-spaces are sums of
sheets, and a sphere above them the moment of its slices
(:func:`~softnu.forces.kernels.bodies.power_round.slice_moment`). Derived.
"""

from __future__ import annotations

import math

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.forces.kernels.bodies import central
from softnu.forces.kernels.bodies.power_integral import unless_cancelled
from softnu.forces.kernels.bodies.power_round import slice_moment


def _require_power(least: int, n: int, body: str) -> None:
    """Raise :class:`DomainError` if the integral over bodies without end diverges."""
    if n < least:
        raise DomainError(
            f"power = {n} is not allowed: the energy with {body} is finite for power >= {least}"
        )


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

    A half-space: :math:`\frac{2\pi}{(n-2)(n-3)} M_{n-3}`. A slab: the difference of two, or,
    where they cancel, the integral over distances.

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

    R, h, t = np.broadcast_arrays(R, h, t)
    bounded = np.isfinite(t)
    far = h + np.where(bounded, t, 0.0)
    strength = 2.0 * math.pi / ((n - 2) * (n - 3))
    near = strength * slice_moment(R, h, n - 3)
    closed = near - np.where(bounded, strength * slice_moment(R, far, n - 3), 0.0)
    return unless_cancelled(closed, near, n, 6, central.sphere_slab, R, h, t)


def slabs(h: FloatArray, t1: FloatArray, t2: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` between two slabs, per area.

    Half-spaces: :math:`2\pi h^{4-n}/[(n-2)(n-3)(n-4)]`. Slabs: differences, or, where they
    cancel, the integral over distances.

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
    bounded = np.isfinite(thick)
    strength = 2.0 * math.pi / ((n - 2) * (n - 3))
    near = strength * power_difference(h, thin, n - 4)
    far = power_difference(h + np.where(bounded, thick, 0.0), thin, n - 4)
    closed = near - np.where(bounded, strength * far, 0.0)
    return unless_cancelled(closed, near, n, 4, central.slabs, h, thin, thick)

r"""How often each distance occurs between two bodies of unit density.

For a central potential v(s) the energy of two bodies at gap h is one integral,

.. math::
    U(h) = \int_h^\infty s\,v(s)\, w(s-h)\, ds,

with a weight w(y) that is a polynomial in pieces. Two round bodies with slices
:math:`K_R(x) = \pi(R^2-x^2)`, centres D apart, have :math:`w = (K_{R_1} * K_{R_2})(s-D)/D`,
since :math:`D\,U(D)` is the convolution of :math:`s\,v(s)` with the slices of both; a plane
surface adds a factor :math:`2\pi\int ds`. (Derived.) The weight of the force :math:`-dU/dh` is
the same function differentiated analytically. All forms are sums of terms of one sign toward
the gap.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray


class Weight(NamedTuple):
    r"""Weight of the distances h + y between two bodies.

    Attributes
    ----------
    corners : tuple of ndarray (points, 1)
        Values of y where one polynomial ends, in any order; infinite ones are ignored.
    value : callable
        w(y) for y of shape (points, nodes).
    growth : float
        Power of y with which the weight grows without end; minus infinity if it ends at the
        largest corner.
    """

    corners: tuple[FloatArray, ...]
    value: Callable[[FloatArray], FloatArray]
    growth: float = -math.inf


def point_ball(inner: FloatArray, outer: FloatArray, h: FloatArray, force: bool) -> Weight:
    r"""Return the slices of a sphere with a spherical hollow over D = outer + h.

    With :math:`\eta` the smaller of y and 2 outer - y and :math:`\rho` the smaller of
    :math:`\eta` and the thickness of the wall: :math:`\pi\rho(2R_o - \rho)`.

    Parameters
    ----------
    inner, outer, h : ndarray (points, 1)
        Radii, 0 <= inner < outer, and distance of the point from the surface.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For 0 <= y <= 2 outer.
    """
    D, t = outer + h, outer - inner

    def value(y: FloatArray) -> FloatArray:
        eta = np.minimum(y, 2.0 * outer - y)
        rho = np.minimum(eta, t)
        slices = rho * (2.0 * outer - rho)
        if force:
            slope = np.where(eta < t, 2.0 * (outer - eta), 0.0)
            slices = slices / D + np.where(y < outer, slope, -slope)
        return math.pi / D * slices

    return Weight((t, outer, outer + inner, 2.0 * outer), value)


def point_in_shell(inner: FloatArray, outer: FloatArray, D: FloatArray, force: bool) -> Weight:
    r"""Return :math:`\pi(p^2-q^2)/D` for a point at D from the centre of a hollow sphere.

    The distances between q and p from the centre, :math:`p = R_i + \min(y, R_o-R_i)` and
    :math:`q = R_i + \max(y-2D, 0)`, are those that a sphere of radius s about the point cuts
    out of the shell. Force: outward, -dU/dD.

    Parameters
    ----------
    inner, outer, D : ndarray (points, 1)
        Radii R_i, R_o of the shell and distance of the point from its centre, D < R_i.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For y = s - (R_i - D) from 0 to R_o - R_i + 2D.
    """
    t = outer - inner

    def value(y: FloatArray) -> FloatArray:
        rise, cut = np.minimum(y, t), np.maximum(y - 2.0 * D, 0.0)
        area = (rise - cut) * (2.0 * inner + rise + cut)
        if force:
            grows = np.where(y < t, inner + rise, 0.0) + np.where(y > 2.0 * D, inner + cut, 0.0)
            area = area / D - 2.0 * grows
        return math.pi / D * area

    return Weight((2.0 * D, t, t + 2.0 * D), value)


def spheres(R1: FloatArray, R2: FloatArray, h: FloatArray, force: bool) -> Weight:
    r"""Return the convolution of the slices of two spheres over D.

    With a >= b the radii and :math:`\eta` the smaller of y and 2(a+b) - y, it is
    :math:`\pi^2\eta^3[\frac23 ab - \frac16(a+b)\eta + \frac1{30}\eta^2]` up to
    :math:`\eta = 2b`, and :math:`\frac43\pi^2b^3[(\eta-b)(2a+b-\eta) - \frac15b^2]` beyond.

    Parameters
    ----------
    R1, R2, h : ndarray (points, 1)
        Radii and gap.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For 0 <= y <= 2(a+b).
    """
    a, b = np.maximum(R1, R2), np.minimum(R1, R2)
    both = a + b
    D = both + h

    def value(y: FloatArray) -> FloatArray:
        eta = np.minimum(y, 2.0 * both - y)
        lens = eta**3 * (2.0 / 3.0 * a * b + eta * (eta / 30.0 - both / 6.0))
        inside = 4.0 / 3.0 * b**3 * ((eta - b) * (2.0 * a + b - eta) - 0.2 * b * b)
        product = np.where(eta < 2.0 * b, lens, inside)
        if force:
            slope = np.where(
                eta < 2.0 * b,
                eta**2 * (2.0 * a * b + eta * (eta / 6.0 - 2.0 / 3.0 * both)),
                8.0 / 3.0 * b**3 * (both - eta),
            )
            product = product / D + np.where(y < both, slope, -slope)
        return math.pi**2 / D * product

    return Weight((2.0 * b, both, 2.0 * a, 2.0 * both), value)


def point_slab(t: FloatArray, force: bool) -> Weight:
    r"""Return :math:`2\pi\min(y, t)`; force: :math:`2\pi` up to y = t.

    Parameters
    ----------
    t : ndarray (points, 1)
        Thickness, infinite for a half-space.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For y >= 0.
    """

    def value(y: FloatArray) -> FloatArray:
        return 2.0 * math.pi * (np.where(y < t, 1.0, 0.0) if force else np.minimum(y, t))

    return Weight((t,), value, _growth(force, t))


def sphere_slab(R: FloatArray, t: FloatArray, force: bool) -> Weight:
    r"""Return :math:`2\pi` times the volumes of spherical caps, summed through the slab.

    :math:`\int_{y-t}^{y} C(p)\,dp` with the volume :math:`C = \pi p^2(R - p/3)` of a cap of
    height p, or of the whole sphere beyond 2R; two Gauss nodes integrate this cubic exactly.
    Force: the same with C'.

    Parameters
    ----------
    R, t : ndarray (points, 1)
        Radius, and thickness, infinite for a half-space.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For y >= 0.
    """
    node = 1.0 / math.sqrt(3.0)

    def value(y: FloatArray) -> FloatArray:
        low = np.maximum(y - t, 0.0)
        cut = np.minimum(low, 2.0 * R)
        # The part of the layer that caps the sphere; its width is t where nothing is cut off.
        width = np.where(y < 2.0 * R, np.minimum(y, t), 2.0 * R - cut)
        total = np.zeros_like(width)
        for p in (cut + 0.5 * width * (1.0 - node), cut + 0.5 * width * (1.0 + node)):
            total += 0.5 * width * (p * (2.0 * R - p) if force else p * p * (R - p / 3.0))
        if not force:
            beyond = np.minimum(np.maximum(y - 2.0 * R, 0.0), t)
            total += 4.0 / 3.0 * R**3 * beyond
        return 2.0 * math.pi**2 * total

    return Weight((2.0 * R, t, t + 2.0 * R), value, _growth(force, t))


def slabs(t1: FloatArray, t2: FloatArray, force: bool) -> Weight:
    r"""Return :math:`2\pi` times the area where :math:`x_1+x_2 < y` in the rectangle t1 by t2.

    Per area of the slabs. Force: the length min(y, t1, t2, t1 + t2 - y) of its edge.

    Parameters
    ----------
    t1, t2 : ndarray (points, 1)
        Thicknesses, infinite for half-spaces.
    force : bool
        Weight of the force instead of the energy.

    Returns
    -------
    Weight
        For y >= 0.
    """
    thin, thick = np.minimum(t1, t2), np.maximum(t1, t2)
    bounded = np.where(np.isinf(thin), 0.0, thin)

    def value(y: FloatArray) -> FloatArray:
        left = np.maximum(thin + thick - y, 0.0)
        if force:
            return 2.0 * math.pi * np.minimum(np.minimum(y, thin), left)
        corner = np.minimum(y, thin)
        # Triangle, then parallelogram, then what the last corner lacks.
        strip = corner * (0.5 * corner + np.minimum(y, thick) - corner)
        missing = np.minimum(left, bounded)
        last = np.where(y > thick, 0.5 * (bounded - missing) * (bounded + missing), 0.0)
        return 2.0 * math.pi * (strip + last)

    growth = _growth(force, thick) + (0.0 if not np.any(np.isinf(thin)) else 1.0)
    return Weight((thin, thick, thin + thick), value, growth)


def _growth(force: bool, t: FloatArray) -> float:
    """Power of y of a layer's weight far away: constant, linear if the layer does not end."""
    endless = bool(np.any(np.isinf(t)))
    if force:
        return 0.0 if endless else -math.inf
    return 1.0 if endless else 0.0

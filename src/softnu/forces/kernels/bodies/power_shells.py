r"""A spherical shell of unit density and a point, for :math:`s^{-n}`.

Outside it is the difference of two spheres; for n = 1 it follows Newton's theorem: constant
inside, the mass at the centre outside. (Derived.)
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.bodies import central
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.bodies.power_integral import unit_of_length, unless_cancelled
from softnu.forces.kernels.bodies.power_round import point_sphere


def point_outside(inner: FloatArray, outer: FloatArray, h: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over a shell, from a point outside.

    The difference of two spheres, or, where they cancel, the integral over distances.

    Parameters
    ----------
    inner, outer, h : ndarray (...)
        Radii, 0 < inner < outer, and distance of the point from the surface, > 0.
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 3 - n; relative error below 1e-13.

    Examples
    --------
    >>> float(point_outside(np.float64(1.0), np.float64(2.0), np.float64(2.0), 1))
    7.33038286
    """
    inner, outer, h = np.broadcast_arrays(inner, outer, h)
    whole = point_sphere(outer, h, n)
    closed = whole - point_sphere(inner, h + (outer - inner), n)
    return unless_cancelled(closed, whole, n, 3, central.point_ball, inner, outer, h)


def point_inside(inner: FloatArray, outer: FloatArray, D: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over a shell, from a point in its hollow.

    Parameters
    ----------
    inner, outer, D : ndarray (...)
        Radii and distance of the point from the centre, 0 < D < inner < outer.
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 3 - n; relative error 1e-15 outer/D.

    Examples
    --------
    >>> float(point_inside(np.float64(1.0), np.float64(2.0), np.float64(0.5), 1))
    18.8495559
    """
    unit = unit_of_length(outer)
    power = CentralPotential(lambda s: s ** (-n))
    return unit ** float(3 - n) * central.point_in_shell(
        power, inner / unit, outer / unit, D / unit
    )

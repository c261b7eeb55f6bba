r"""A spherical shell of unit density and a point, for :math:`s^{-n}`.

A sheet of radius :math:`\rho` acts on a point at D from its centre with
:math:`\frac{2\pi\rho}{D}\int_{|D-\rho|}^{D+\rho} s^{1-n} ds` (derived); for n = 1 it is Newton's
theorem: constant inside, a point at the centre outside.
"""

from __future__ import annotations

import math

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.bodies import central
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.bodies.power_layers import THIN, power_difference, through_thin
from softnu.forces.kernels.bodies.power_round import point_sphere


def point_outside(inner: FloatArray, outer: FloatArray, h: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over a shell, from a point outside.

    The difference of two spheres, or, if the shell is thin beside the gap, its sheets summed.

    Parameters
    ----------
    inner, outer, h : ndarray (...)
        Radii, 0 < inner < outer, and distance of the point from the surface, > 0.
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        Length to the power 3 - n; relative error below 1e-13, for h >> outer times
        h/(outer - inner).

    Examples
    --------
    >>> float(point_outside(np.float64(1.0), np.float64(2.0), np.float64(2.0), 1))
    7.33038286
    """
    inner, outer, h = np.broadcast_arrays(inner, outer, h)
    t, D = outer - inner, outer + h

    def sheet(depth: FloatArray) -> FloatArray:
        rho = D[..., np.newaxis] - depth
        return 2.0 * math.pi * rho / D[..., np.newaxis] * power_difference(depth, 2.0 * rho, n - 2)

    thick = point_sphere(outer, h, n) - point_sphere(inner, h + t, n)
    return np.where(t < THIN * h, through_thin(sheet, h, t), thick)


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
    unit = inner + outer
    power = CentralPotential(lambda s: s ** (-n))
    return unit ** float(3 - n) * central.point_in_shell(
        power, inner / unit, outer / unit, D / unit
    )

r"""Two spheres of unit density that attract or repel as :math:`s^{-n}`.

The convolution of the slices of two spheres is a sum of four truncated polynomials, one for
each corner :math:`z = D \mp R_1 \mp R_2` of the distances between them:

.. math::
    U = \frac{\pi^2}{D}\sum_{\sigma\tau=\pm} \sigma\tau\Big[
    \tfrac23\sigma\tau R_1R_2\, f_3(z) - \tfrac16(\sigma R_1+\tau R_2)\, f_4(z)
    + \tfrac1{30} f_5(z)\Big], \quad z = D - \sigma R_1 - \tau R_2,

with :math:`f_p(z) = \int_z s^{1-n}(s-z)^p ds` without its upper limit, which drops out of the sum
(derived; for n = 6 this is Hamaker's formula). The corners cancel to the sixth power of the
radii over D: where they do, the integral over distances takes over.
"""

from __future__ import annotations

import math

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.bodies import central
from softnu.forces.kernels.bodies.power_integral import unless_cancelled


def sphere_sphere(R1: FloatArray, R2: FloatArray, h: FloatArray, n: int) -> FloatArray:
    r"""Return the integral of :math:`s^{-n}` over two spheres.

    Parameters
    ----------
    R1, R2, h : ndarray (...)
        Radii and gap, > 0, in any unit of length.
    n : int
        Power.

    Returns
    -------
    ndarray (...)
        That unit to the power 6 - n; relative error below 1e-12.

    Examples
    --------
    >>> float(sphere_sphere(np.float64(1.0), np.float64(1.0), np.float64(0.5), 5))
    0.45007738
    """
    R1, R2, h = np.broadcast_arrays(R1, R2, h)
    closed, largest = _corners(R1, R2, h, n)
    return unless_cancelled(closed, largest, n, 6, central.spheres, R1, R2, h)


def _corners(
    R1: FloatArray, R2: FloatArray, h: FloatArray, n: int
) -> tuple[FloatArray, FloatArray]:
    """Return the sum over the corners, and the size of its largest term."""
    D = R1 + R2 + h
    a, b = R1 / D, R2 / D
    total, largest = np.zeros(D.shape), np.zeros(D.shape)
    for sign1, sign2 in ((1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)):
        x, y = sign1 * a, sign2 * b
        z = h / D + (1.0 - sign1) * a + (1.0 - sign2) * b
        lens = ((3, 2.0 / 3.0 * x * y), (4, -(x + y) / 6.0), (5, np.full_like(z, 1.0 / 30.0)))
        for p, factor in lens:
            term = sign1 * sign2 * factor * _truncated_power(z, p, n)
            total = total + term
            largest = np.maximum(largest, np.abs(term))
    scale = math.pi**2 * D ** (6 - n)
    return scale * total, scale * largest


def _truncated_power(z: FloatArray, p: int, n: int) -> FloatArray:
    """Return the lower limit of the integral of s^(1-n) (s-z)^p from z."""
    factors = [n - 2 - k for k in range(p + 1)]
    if 0 not in factors:
        return z ** (p + 2 - n) * (math.factorial(p) / math.prod(factors))
    constant = sum(
        math.comb(p, k) * (-1.0) ** (p - k) / factor
        for k, factor in enumerate(factors)
        if factor != 0
    )
    logarithm = math.comb(p, n - 2) * (-1.0) ** (p - n + 2)
    return z ** (p + 2 - n) * (constant - logarithm * np.log(z))

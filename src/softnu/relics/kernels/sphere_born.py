r"""Density of relic neutrinos around and in a uniform sphere, to first order in delta.

First Born approximation for an isotropic flux of momentum k, derived:

.. math::
    \frac{\delta n(x)}{n_0} = 2k\int d^3x'\,\delta(x')\,\frac{\sin 2k\rho}{4\pi\rho^2},\qquad
    \rho = |x-x'|.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.panels import legendre_rule
from softnu.relics.kernels.flat import flat_profile

#: Below this kR outside, kr inside, the closed form cancels and a quadrature takes its place.
_SMALL = 1.0
#: Its nodes: the integrand is a wave with a phase of at most 4.
_NODES = 24
#: Above this phase a double cannot hold a wave to 1e-4: its average, 0, takes its place.
_FAST_PHASE = 1e12


def sphere_born(kR: FloatArray, kr: FloatArray) -> FloatArray:
    r"""Return :math:`\delta n/(n_0\delta)` around and in a uniform sphere, first order.

    With X = kR, z = kr and :math:`F(y) = \cos y - y(\pi/2 - \mathrm{Si}\,y)`

    .. math::
        \frac{(z+X)F(2(z-X)) - (z-X)F(2(z+X)) - \cos 2z\,\sin 2X}{4z}\quad (z\ge X), \\
        1 - \frac{(z+X)F(2(X-z)) - (X-z)F(2(X+z)) + \sin 2z\,\cos 2X}{4z}\quad (z\le X).

    Parameters
    ----------
    kR : ndarray (...)
        Momentum times radius, > 0.
    kr : ndarray (...)
        Momentum times distance from the centre, >= 0.

    Returns
    -------
    ndarray (...)
        :math:`1 - \cos 2X` at the centre, about 1/2 at the surface of a large sphere.

    Notes
    -----
    Derived. The error is 1e-15 of the amplitude, times the phases. Where X (outside) or z
    (inside) is below 1 the integral over spheres of radius :math:`\rho` about the point is
    taken instead. Waves whose phase exceeds 1e12 are replaced by their average.
    """
    X, z = np.broadcast_arrays(np.asarray(kR, np.float64), np.asarray(kr, np.float64))
    small = np.minimum(X, z) < _SMALL
    out = np.empty(X.shape)
    out[small] = _by_shells(X[small], z[small])
    out[~small] = _closed(X[~small], z[~small])
    return out


def _closed(X: FloatArray, z: FloatArray) -> FloatArray:
    inside = z < X
    near, far = np.abs(z - X), z + X
    wave = np.where(inside, np.sin(2.0 * z) * np.cos(2.0 * X), np.cos(2.0 * z) * np.sin(2.0 * X))
    held = np.where(far < _FAST_PHASE, 1.0, 0.0)
    # The wave joins with the sign of what reaches the surface from the point.
    sign = np.where(inside, 1.0, -1.0)
    profiles = far * flat_profile(2.0 * near) - near * flat_profile(2.0 * far)
    total = (profiles + sign * held * wave) / (4.0 * z)
    return np.where(inside, 1.0 - total, total)


def _by_shells(X: FloatArray, z: FloatArray) -> FloatArray:
    """Integrate over rho: the share of a sphere about the point that lies in the body."""
    smaller = np.minimum(X, z)[:, np.newaxis]
    larger = np.maximum(X, z)[:, np.newaxis]
    t, weight = legendre_rule(_NODES)
    # rho = larger + smaller t; the cut sphere has the share (X^2 - (z-rho)^2)/(4 z rho).
    rho = larger + smaller * t
    outside = (z >= X)[:, np.newaxis]
    cut = np.where(
        outside,
        smaller * (1.0 - t**2) * smaller / (4.0 * larger),
        (2.0 * larger + smaller * (t - 1.0)) * (1.0 - t) / 4.0,
    )
    wave = 2.0 * np.sinc(2.0 * rho / np.pi)
    integral = 2.0 * (weight * smaller * cut * wave).sum(axis=-1)
    whole = np.where(z < X, 2.0 * np.sin(np.maximum(X - z, 0.0)) ** 2, 0.0)
    return integral + whole

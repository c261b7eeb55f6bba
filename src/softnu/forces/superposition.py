"""The second route to an isotropic background: the sum over single modes of momentum."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray

#: Points in azimuth: the potentials linear in each spin have at most the second harmonic, and
#: their gradients the third.
_AZIMUTHS = 8


class Modes(NamedTuple):
    """Momenta (n, 3) in eV and the volume d^3k/(2 pi)^3 of each in eV^3."""

    k: FloatArray
    volume: FloatArray

    def density(self, occupation: Callable[[FloatArray], FloatArray]) -> FloatArray:
        """Number density that `occupation`, a function of |k|, puts into each mode."""
        return np.asarray(occupation(np.linalg.norm(self.k, axis=-1)) * self.volume)


def isotropic_modes(k_max: float, axis: FloatArray, radial: int = 160, polar: int = 80) -> Modes:
    """Return modes that fill a ball of momenta, for Gauss-Legendre sums over it.

    The sum of :func:`softnu.forces.mode.two_particles` over these modes is the potential of
    an isotropic background, by a route that shares nothing with the closed forms of the
    J factors but the kernel of one mode.

    Parameters
    ----------
    k_max : float
        Radius of the ball, eV: the end of a degenerate gas, or 50 temperatures.
    axis : ndarray (3,)
        Direction of r: the phase k.r then depends on the cosine alone, and few azimuths do.
    radial, polar : int
        Nodes in |k| and in the cosine; they resolve phases up to about ``radial / 2``.

    Returns
    -------
    Modes
        ``8 * radial * polar`` momenta with their volumes.

    Examples
    --------
    >>> modes = isotropic_modes(1.0, np.array([0.6, 0.0, 0.8]), radial=8, polar=4)
    >>> float(modes.volume.sum() * 6 * np.pi**2)
    1.0
    """
    x, weight_x = np.polynomial.legendre.leggauss(radial)
    k, weight_k = 0.5 * k_max * (x + 1.0), 0.5 * k_max * weight_x
    cosine, weight_c = np.polynomial.legendre.leggauss(polar)
    azimuth = 2.0 * np.pi * (np.arange(_AZIMUTHS) + 0.5) / _AZIMUTHS
    sine = np.sqrt(1.0 - cosine**2)[:, None, None]
    e1, e2, e3 = _frame(axis)
    around = np.cos(azimuth)[:, None] * e1 + np.sin(azimuth)[:, None] * e2
    directions = sine * around + cosine[:, None, None] * e3
    volume = k[:, None, None] ** 2 * weight_k[:, None, None] * weight_c[:, None]
    volume = volume * np.full(_AZIMUTHS, 2.0 * np.pi / _AZIMUTHS) / (2.0 * np.pi) ** 3
    momenta = k[:, None, None, None] * directions
    return Modes(momenta.reshape(-1, 3), volume.reshape(-1))


def _frame(axis: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Three orthogonal unit vectors, the last along `axis`."""
    e3 = axis / np.linalg.norm(axis)
    e1 = np.cross(np.eye(3)[np.argmin(np.abs(e3))], e3)
    e1 = e1 / np.linalg.norm(e1)
    return e1, np.cross(e3, e1), e3

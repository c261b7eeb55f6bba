r"""The radial potentials F(rho) between electron and nucleus, and their radial integrals.

Lengths are in units of :math:`a = 1/(Z\alpha m_e)`; couplings and constants are left out.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import numpy as np

from softnu.atoms.kernels.hydrogenic import Orbital
from softnu.atoms.kernels.profiles import polarisation_density
from softnu.atoms.kernels.radial import Ladders, power_ladders, smooth_ladders
from softnu.checks import FloatArray
from softnu.constants import ALPHA
from softnu.errors import DomainError
from softnu.forces.kernels.short_distance import short_distance_factor
from softnu.forces.kernels.spectral import LIGHT, light_potential
from softnu.forces.kernels.vacuum import pair_potential_scaled

#: How singular each potential is: F ~ rho^-s at the origin.
SINGULARITY: Final = {
    "neutrino_pair": 5,
    "regularised": 1,
    "dipole": 0,
    "yukawa": 1,
    "z_gamma": 3,
}
#: Largest M a between s and p states, 3e-5 of the integral.
_FINEST_CORE: Final = 1e10
#: Below this argument 2 m r the potential of massive neutrinos is the massless one.
_MASSLESS: Final = 1e-8
#: Argument in place of 0, whose logarithm is infinite.
_SMALLEST: Final = 1e-50
#: Masses evaluated at once, so that masses times radii stay in cache.
_BLOCK: Final = 64
#: Gauss-Legendre nodes and range of the spectral integral of Z-photon mixing: 1e-14.
_SPECTRAL_NODES: Final = 160
_SPECTRAL_RANGE: Final = 40.0


def pair_ladders(
    one: Orbital,
    two: Orbital,
    m_a: FloatArray,
    majorana: bool,
    M_a: FloatArray | None,
    log_scale: FloatArray,
) -> Ladders:
    r"""Integrals for a pair of neutrinos, :math:`F = \rho^{-5}s(2ma\rho)\,S(Ma\rho)`.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    m_a : ndarray (...)
        Mass of the neutrinos times a, >= 0; :math:`s_D = y^3K_3(y)/8`,
        :math:`s_M = y^2K_2(y)/2`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.
    M_a : ndarray (...) or None
        Scale of a form factor in both vertices times a; None for point vertices, which needs
        l_1 + l_2 >= 5.
    log_scale : ndarray (...)
        Contact term of S, :math:`\ln(M^2/\mu^2)`; all broadcast.

    Returns
    -------
    Ladders
        Arrays (...), in :math:`a^{-6}`; 1e-14 up to n = 30, 2e-13 up to n = 80. Between s and p
        states the core integrates to zero in leading order, and 3e-15 M a is lost. Massive
        neutrinos as in arXiv:1912.09444.

    Raises
    ------
    DomainError
        For :data:`_FINEST_CORE` < M a between s and p states.
    """
    largest = float(np.max(m_a, initial=0.0))
    core = 0.0 if M_a is None else 1.0 / float(np.max(M_a))
    if one.l + two.l == 1 and 0.0 < core * _FINEST_CORE < 1.0:
        raise DomainError(
            f"M a = {1.0 / core:g} is not allowed between s and p states: it must be at most "
            f"{_FINEST_CORE:g}, or what is left of the form factor's core is rounding"
        )

    def scaled(rho: FloatArray) -> FloatArray:
        s = _massive(rho, m_a, majorana) if largest > 0.0 else np.ones((*m_a.shape, rho.size))
        if M_a is None:
            return s
        return s * short_distance_factor(
            M_a[..., np.newaxis] * rho, np.asarray(log_scale)[..., np.newaxis]
        )

    return smooth_ladders(one, two, scaled, 2.0 * largest, core)


def _massive(rho: FloatArray, m_a: FloatArray, majorana: bool) -> FloatArray:
    """Return s for all masses; radii where every one of a block is light cost little."""
    masses = m_a.reshape(-1, 1)
    s = np.ones((masses.size, rho.size))
    for start in range(0, masses.size, _BLOCK):
        m, here = masses[start : start + _BLOCK], s[start : start + _BLOCK]
        first, second = np.searchsorted(2.0 * float(np.max(m)) * rho, (_MASSLESS, LIGHT))
        x = np.maximum(2.0 * m * rho[first:second], _SMALLEST)
        here[:, first:second] = light_potential(x).of(majorana)
        r = rho[second:]
        here[:, second:] = pair_potential_scaled(r, m, m, majorana) * np.exp(-2.0 * m * r)
    return s.reshape(*m_a.shape, rho.size)


def yukawa_ladders(one: Orbital, two: Orbital, M_a: FloatArray) -> Ladders:
    r"""Integrals for :math:`F = e^{-Ma\rho}/(4\pi\rho)`, in :math:`a^{-2}`.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    M_a : ndarray (...)
        Mass of the exchanged boson times a.

    Returns
    -------
    Ladders
        Arrays (...), exact up to rounding.
    """
    there, back = power_ladders(one, two, 1, M_a)
    return Ladders(there / (4.0 * math.pi), back / (4.0 * math.pi))


def dipole_ladders(one: Orbital, two: Orbital, M_a: FloatArray) -> Ladders:
    r"""Integrals for :math:`F = (Ma)^3e^{-Ma\rho}/8\pi`, a smeared contact, in :math:`a^{-4}`.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    M_a : ndarray (...)
        Scale of the dipole form factor times a.

    Returns
    -------
    Ladders
        Arrays (...), exact up to rounding.
    """
    there, back = power_ladders(one, two, 0, M_a)
    strength = M_a**3 / (8.0 * math.pi)
    return Ladders(strength * there, strength * back)


def z_gamma_ladders(one: Orbital, two: Orbital, Z: FloatArray) -> Ladders:
    r"""Integrals for the mixing of Z and photon by the electron's loop, in :math:`a^{-4}`.

    .. math:: F = \frac1{4\pi\rho}\int_{4m^2}^\infty dt\,\Big(1+\frac{2m^2}t\Big)
        \sqrt{1-\frac{4m^2}t}\,e^{-\sqrt t\rho},\qquad m = m_ea = \frac1{Z\alpha}

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one, l_1 + l_2 >= 3.
    Z : ndarray (...)
        Charge of the nucleus.

    Returns
    -------
    Ladders
        Arrays (...); 1e-14. Spectral density of the vacuum polarisation, Berestetskii,
        Lifshitz and Pitaevskii, Sec. 113; cf. arXiv:2205.02569.
    """
    nodes, weights = _spectral_rule()
    longest = _SPECTRAL_RANGE / (one.l + two.l - 1)
    theta, weights = 0.5 * longest * (nodes + 1.0), 0.5 * longest * weights
    m = 1.0 / (np.asarray(Z, dtype=np.float64)[..., np.newaxis] * ALPHA)
    density = 8.0 * weights * polarisation_density(theta)
    there, back = yukawa_ladders(one, two, 2.0 * m * np.cosh(theta))
    strength = m[..., 0] ** 2
    return Ladders(strength * (there @ density), strength * (back @ density))


@cache
def _spectral_rule() -> tuple[FloatArray, FloatArray]:
    """Return the Gauss-Legendre rule of the spectral integral, which takes long to find."""
    nodes, weights = np.polynomial.legendre.leggauss(_SPECTRAL_NODES)
    return nodes, weights

r"""Potential energy of a neutrino in matter, and the refraction that it causes.

The current of a neutrino of speed v and helicity h is :math:`J^0 = 1-hv` (antineutrino:
:math:`-(1+hv)`, Majorana: :math:`-2hv`), derived from spinors; slow Dirac neutrinos feel half
the potential of fast ones, slow Majorana neutrinos none. Throughout
:math:`k'^2 = k^2(1+2\delta)` in the matter.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import zeta

from softnu.checks import FloatArray
from softnu.constants import G_F
from softnu.numerics.panels import geometric_edges, panel_rule

#: Below it the occupation 1/(e^x + 1) does not matter.
_LARGEST_X = 45.0
#: Integrals over x = p/T on [0, 1]: panels that shrink by four, down to 1e-14.
_GRADED = 24


class Factor(NamedTuple):
    """Half the current, J^0/2 = `rest` + `speed` v."""

    rest: float
    speed: float


def current_factor(nature: str, particle: str, helicity: str) -> Factor:
    r"""Return :math:`J^0/2` of a neutrino as coefficients of 1 and of its speed.

    Parameters
    ----------
    nature : {"dirac", "majorana"}
        Majorana neutrinos have `particle` "nu".
    particle : {"nu", "nubar"}
        Neutrino or antineutrino.
    helicity : {"left", "right"}
        Spin against or along the momentum.

    Returns
    -------
    Factor
        (1 - h v)/2, -(1 + h v)/2 or -h v with h = -1 (left), +1 (right).
    """
    h = -1.0 if helicity == "left" else 1.0
    if nature == "majorana":
        return Factor(0.0, -h)
    if particle == "nu":
        return Factor(0.5, -0.5 * h)
    return Factor(-0.5, -0.5 * h)


def half_current(factor: Factor, v: FloatArray, slowness: FloatArray) -> FloatArray:
    """Return J^0/2 at speed `v`; `slowness` is 1 - v, which is small for fast neutrinos."""
    # rest + speed v, which cancels for the helicity that weak interactions do not produce.
    return np.asarray((factor.rest + factor.speed) * v + factor.rest * slowness)


def slowness(m_nu: FloatArray, k: FloatArray) -> FloatArray:
    """Return 1 - v = m^2/[E(E + k)] of a neutrino of mass `m_nu` and momentum `k`, eV."""
    E = np.hypot(m_nu, k)
    return np.asarray((m_nu / E) * (m_nu / (E + k)))


def matter_charge(Z: FloatArray, A: FloatArray, electron_share: FloatArray) -> FloatArray:
    r"""Return :math:`X = 2Z|U_{ei}|^2 + Z - A` of one atom or formula unit.

    Parameters
    ----------
    Z, A : ndarray (...)
        Protons (and electrons), nucleons.
    electron_share : ndarray (...)
        1 for nu_e (X = 3Z - A), 0 for nu_mu and nu_tau, \|U_ei\|^2 for a mass state.

    Returns
    -------
    ndarray (...)
        Weak charge that neutrinos see, without factors.
    """
    return 2.0 * Z * electron_share + (Z - A)


def potential(n: FloatArray, charge: FloatArray, half_current: FloatArray) -> FloatArray:
    r"""Return :math:`U = \frac{G_F}{\sqrt2}\,n\,X\,\frac{J^0}{2}` in unpolarised matter.

    Parameters
    ----------
    n : ndarray (...)
        Atoms or formula units per volume, eV^3; 1 gives the volume integral of one.
    charge : ndarray (...)
        X of one, :func:`matter_charge`.
    half_current : ndarray (...)
        J^0/2, :func:`half_current`: 1 for fast left-helical neutrinos.

    Returns
    -------
    ndarray (...)
        eV; > 0 repels. A fast nu_e has :math:`\sqrt2G_F(n_e - n_n/2)`.
    """
    return G_F / math.sqrt(2.0) * n * charge * half_current


def index_delta(m_nu: FloatArray, U: FloatArray, k: FloatArray) -> FloatArray:
    r"""Return :math:`\delta = (k'^2/k^2-1)/2 = (-2EU+U^2)/(2k^2)`.

    Parameters
    ----------
    m_nu, U, k : ndarray (...)
        Mass, potential energy and momentum, eV.

    Returns
    -------
    ndarray (...)
        From :math:`k'^2 = (E-U)^2 - m^2`, without its cancellation; 1e-15.
    """
    return np.asarray(0.5 * (U / k) * ((U - 2.0 * np.hypot(m_nu, k)) / k))


def mean_index_delta(m_nu: FloatArray, U: FloatArray, T: FloatArray) -> FloatArray:
    r"""Return :math:`\langle\delta\rangle = -U\langle E/p^2\rangle + U^2\langle p^{-2}\rangle/2`.

    Parameters
    ----------
    m_nu, U, T : ndarray (...)
        Mass, potential energy (the same for all momenta) and temperature, eV.

    Returns
    -------
    ndarray (...)
        Mean over the Fermi-Dirac spectrum of momenta; 1e-14. Slow neutrinos:
        :math:`-mU\,\ln2/(1.5\,\zeta(3)T^2)`.
    """
    inner = geometric_edges(1.0, _GRADED)
    x, weight = panel_rule(np.concatenate([inner, np.linspace(2.5, _LARGEST_X, 18)]))
    weight = weight / (np.exp(x) + 1.0)
    mean_energy = np.hypot(np.asarray(m_nu / T)[..., np.newaxis], x) @ weight
    return np.asarray(U / T * (0.5 * U / T * math.log(2.0) - mean_energy) / (1.5 * zeta(3.0)))


def refractivity(delta: FloatArray) -> FloatArray:
    r"""Return :math:`n-1 = \sqrt{1+2\delta}-1` without cancellation; delta >= -1/2."""
    return np.asarray(2.0 * delta / (1.0 + np.sqrt(1.0 + 2.0 * delta)))


def critical_angle(delta: FloatArray) -> FloatArray:
    r"""Return the grazing angle :math:`\arcsin\sqrt{-2\delta}` below which a face reflects all.

    Parameters
    ----------
    delta : ndarray (...)
        Negative or 0.

    Returns
    -------
    ndarray (...)
        Radians; :math:`\pi/2` from delta = -1/2 down, where all angles are reflected.
    """
    return np.asarray(np.arcsin(np.sqrt(np.minimum(-2.0 * delta, 1.0))))


def decay_rate_squared(
    m_nu: FloatArray, U: FloatArray, k: FloatArray, theta: FloatArray
) -> FloatArray:
    r"""Return :math:`2EU - U^2 - k^2\sin^2\theta`, the square of 1 over the penetration depth.

    Parameters
    ----------
    m_nu, U, k : ndarray (...)
        Mass, potential energy and momentum, eV.
    theta : ndarray (...)
        Grazing angle, rad.

    Returns
    -------
    ndarray (...)
        eV^2; the amplitude falls as e^(-depth times its root). Waves enter where it is <= 0.
    """
    return np.asarray(U * (2.0 * np.hypot(m_nu, k) - U) - (k * np.sin(theta)) ** 2)

"""Occupation numbers of thermal neutrinos, and the densities that they add up to."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import expit

from softnu.checks import FloatArray
from softnu.numerics.panels import panel_rule, uniform_edges


def fermi_dirac(k: FloatArray, T: FloatArray, mu: FloatArray) -> FloatArray:
    """Occupation 1/(e^{(k - mu)/T} + 1) of momentum `k` at temperature `T` > 0.

    The exponent holds the momentum, not the energy: relic neutrinos decoupled while
    relativistic (Eq. (3.19) of arXiv:2405.16801).
    """
    return np.asarray(expit((mu - k) / T))


def maxwell_boltzmann(k: FloatArray, T: FloatArray, mu: FloatArray) -> FloatArray:
    """Occupation e^{(mu - k)/T} of momentum `k` (Eq. (3.1) of arXiv:2405.16801)."""
    return np.asarray(np.exp((mu - k) / T))


#: Beyond this x the integrands hold e^-x x^3 < 1e-24.
_LARGEST_X = 72.0
#: Panels of width 3: the poles of the occupation number lie at distance pi from the axis.
_PANELS = 24


def fermi_dirac_density(T: FloatArray, mu: FloatArray) -> tuple[FloatArray, FloatArray]:
    r"""Number and energy density of massless fermions of one helicity, `T` > 0.

    :math:`n = \frac{T^3}{2\pi^2}F_2(\eta)`, :math:`\rho = \frac{T^4}{2\pi^2}F_3(\eta)` with
    :math:`F_j(\eta) = \int_0^\infty \frac{x^j\,dx}{e^{x-\eta}+1}`, :math:`\eta = \mu/T`.
    For :math:`\eta > 0` the exact reflections
    :math:`F_2(\eta) - F_2(-\eta) = (\eta^3 + \pi^2\eta)/3` and
    :math:`F_3(\eta) + F_3(-\eta) = \eta^4/4 + \pi^2\eta^2/2 + 7\pi^4/60`
    leave an integral of at most the size at :math:`\eta = 0`, however degenerate the gas is.

    Parameters
    ----------
    T, mu : ndarray
        Temperature and chemical potential, eV; they broadcast.

    Returns
    -------
    n, rho : ndarray
        In eV^3 and eV^4, to 1e-14; 0 where e^{mu/T} underflows.
    """
    depth = np.asarray(np.abs(mu) / T)
    x, weight = panel_rule(uniform_edges(0.0, _LARGEST_X, _PANELS))
    # 1/(e^{x + depth} + 1) = expit(-x - depth), which underflows to 0 where it should.
    occupation = expit(-x - depth[..., np.newaxis]) * weight
    number, energy = T**3 * (occupation @ x**2), T**4 * (occupation @ x**3)
    # The reflections are written with mu and T, whose powers do not overflow.
    difference = (mu**3 + (math.pi * T) ** 2 * mu) / 3.0
    total = mu**4 / 4.0 + (math.pi * T * mu) ** 2 / 2.0 + 7.0 * (math.pi * T) ** 4 / 60.0
    degenerate = mu > 0.0
    number = np.where(degenerate, difference + number, number)
    energy = np.where(degenerate, total - energy, energy)
    return number / (2.0 * math.pi**2), energy / (2.0 * math.pi**2)


def maxwell_boltzmann_density(T: FloatArray, mu: FloatArray) -> tuple[FloatArray, FloatArray]:
    r"""Number density :math:`T^3e^{\mu/T}/\pi^2` and energy density, 3 `T` times that."""
    n = T**3 * np.exp(mu / T) / math.pi**2
    return np.asarray(n), np.asarray(3.0 * T * n)


def filled_density(edge: FloatArray) -> tuple[FloatArray, FloatArray]:
    r"""Number density :math:`k_F^3/(6\pi^2)` and energy density :math:`k_F^4/(8\pi^2)`.

    All states of one helicity are filled up to the momentum `edge`, eV; massless.
    """
    return np.asarray(edge**3 / (6.0 * math.pi**2)), np.asarray(edge**4 / (8.0 * math.pi**2))

"""The relic neutrino background: temperature, density, moments, flux."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import expit, gamma, zeta

from softnu.checks import FloatArray
from softnu.numerics.panels import panel_rule


def relic_temperature(T_gamma: FloatArray) -> FloatArray:
    """Neutrino temperature (4/11)^{1/3} `T_gamma` after electron-positron annihilation."""
    return np.asarray((4.0 / 11.0) ** (1.0 / 3.0) * T_gamma)


def relic_number_density(T: FloatArray) -> FloatArray:
    """Number density 3 zeta(3) T^3/(4 pi^2) of one species and helicity, without clustering."""
    return np.asarray(3.0 * zeta(3.0) * T**3 / (4.0 * math.pi**2))


def relic_momentum_moment(power: FloatArray) -> FloatArray:
    r"""Mean of (p/T)^power in the Fermi-Dirac spectrum, power > -3.

    :math:`\Gamma(3+a)\,\eta(3+a)/(2\,\eta(3))` with the Dirichlet eta function; at a = -2 its
    argument is 1, where eta is ln 2.
    """
    s = np.asarray(3.0 + np.asarray(power, dtype=np.float64))
    return np.asarray(gamma(s) * _dirichlet_eta(s) / (1.5 * zeta(3.0)))


def _dirichlet_eta(s: FloatArray) -> FloatArray:
    """Dirichlet eta(s) = sum (-1)^{n-1} n^{-s} for s > 0, by Borwein's alternating sum.

    The error is below 2/(3 + sqrt 8)^n < 1e-20 for the n = 28 terms used
    (P. Borwein, CMS Conf. Proc. 27 (2000) 29, algorithm 2).
    """
    n = 28
    terms = [
        n * math.factorial(n + i - 1) * 4**i / (math.factorial(n - i) * math.factorial(2 * i))
        for i in range(n + 1)
    ]
    d = np.cumsum(terms)
    k = np.arange(n)
    weights = (-1.0) ** k * (d[n] - d[k]) / d[n]
    powers = (k + 1.0) ** (-np.asarray(s)[..., np.newaxis])
    return np.asarray(powers @ weights)


#: Panels of x = p/T: graded toward 0, where p/E has the scale m/T.
_LARGEST_X = 45.0


def relic_mean_speed(m_nu: FloatArray, T: FloatArray) -> FloatArray:
    r"""Mean of p/E in the Fermi-Dirac spectrum of momenta, accurate to 1e-12.

    :math:`\langle v\rangle = \frac{2}{3\zeta(3)}\int_0^\infty \frac{x^3\,dx}
    {\sqrt{x^2+(m/T)^2}\,(e^x+1)}`.
    """
    edges = np.concatenate(([0.0], np.geomspace(1e-14, 1.0, 48), np.linspace(1.5, _LARGEST_X, 40)))
    x, weight = panel_rule(edges)
    ratio = np.asarray(m_nu / T)[..., np.newaxis]
    integrand = x**3 / np.hypot(x, ratio) * expit(-x)
    return np.asarray(integrand @ weight / (1.5 * zeta(3.0)))


def relic_flux_spectrum(p: FloatArray, m_nu: FloatArray, T: FloatArray) -> FloatArray:
    """Flux per momentum v p^2 f(p)/(2 pi^2) of one mass state and helicity, without clustering."""
    # At p = 0 the flux is 0 whatever the speed; the bound only avoids 0/0.
    speed = p / np.maximum(np.hypot(p, m_nu), np.finfo(np.float64).tiny)
    return np.asarray(speed * p**2 * expit(-p / T) / (2.0 * math.pi**2))

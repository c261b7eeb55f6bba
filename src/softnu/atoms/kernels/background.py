r"""Estimates of the parity violation that background neutrinos cause, over that of Z exchange.

The electron's density falls as :math:`n_e e^{-r/R_0}` with
:math:`n_e = (\tfrac43\pi R_0^3)^{-1}`, all couplings are of order one, and the matrix element of
Z exchange is :math:`G_F n_e`. Sec. 6 of arXiv:2405.16801.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_F

#: Below this value of 2 mu R_0 the closed form loses digits (a factor 25 here, more below) and
#: the series, of which this many terms then reach 1e-17, takes its place.
_SERIES_BELOW = 0.5
_TERMS = 28


def relic_ratio(T: FloatArray, R0: FloatArray, v: FloatArray, large: bool) -> FloatArray:
    r"""Classical thermal neutrinos and a velocity `v`, as printed; the derived value is half.

    .. math:: \frac{64\,G_FR_0^2T^4v}{\pi^2}\ (R_0T\ll1),\qquad
        \frac{8\,G_FT^2v}{\pi^2}\ (R_0T\gg1)

    Parameters
    ----------
    T, R0, v : ndarray (...)
        Temperature (eV), size of the atom (1/eV), velocity (c = 1).
    large : bool
        Which limit.

    Returns
    -------
    ndarray (...)
        Eqs. (6.5), (6.6) of arXiv:2405.16801, with the factor 2 that it prints in every term
        linear in v that violates parity.
    """
    if large:
        return 8.0 * G_F * T**2 * v / np.pi**2
    return 64.0 * G_F * R0**2 * T**4 * v / np.pi**2


def degenerate_ratio(mu: FloatArray, R0: FloatArray, regime: str) -> FloatArray:
    r"""Degenerate neutrinos.

    .. math:: \frac{G_F}{\pi^2R_0^2}\int_0^\infty\!e^{-y}\,
        \frac{(1-x^2)\sin2x-2x\cos2x}{y^3}\,dy
        = \frac{G_F}{4\pi^2R_0^2}[(s^2+2)\arctan s-2s],\quad x=\mu R_0y,\ s=2\mu R_0

    with the limits :math:`\frac{2G_F\mu^3R_0}{3\pi^2}` and :math:`\frac{G_F\mu^2}{2\pi}`.

    Parameters
    ----------
    mu, R0 : ndarray (...)
        Chemical potential (eV, >= 0), size of the atom (1/eV).
    regime : {"small", "large", "any"}
        A limit in mu R0, or the closed form.

    Returns
    -------
    ndarray (...)
        Eq. (6.7) of arXiv:2405.16801 and its generalisation; 1e-14.
    """
    if regime == "small":
        return 2.0 * G_F * mu**3 * R0 / (3.0 * np.pi**2)
    if regime == "large":
        return G_F * mu**2 / (2.0 * np.pi)
    s = 2.0 * mu * R0
    small = np.minimum(s, _SERIES_BELOW)
    series = np.zeros(s.shape)
    for k in range(_TERMS, 0, -1):
        term = (-1.0) ** k * (2 * k - 3) / ((2 * k + 1) * (2 * k - 1))
        series = term + small**2 * series
    closed = (s**2 + 2.0) * np.arctan(s) - 2.0 * s
    bracket = np.where(s < _SERIES_BELOW, small**3 * series, closed)
    return G_F * bracket / (4.0 * np.pi**2 * R0**2)


def beam_ratio(flux: FloatArray, R0: FloatArray) -> FloatArray:
    r"""A beam of flux :math:`\Phi_0`: :math:`4\pi G_F\Phi_0R_0`.

    Parameters
    ----------
    flux, R0 : ndarray (...)
        Flux (eV^3), size of the atom (1/eV).

    Returns
    -------
    ndarray (...)
        Eq. (6.8) of arXiv:2405.16801, with :math:`V = G_F^2\Phi_0/r^2`. Eq. (4.9) averaged over
        fast phases would give 2 in place of :math:`4\pi`.
    """
    return 4.0 * np.pi * G_F * flux * R0

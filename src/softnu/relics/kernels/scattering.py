r"""Coherent elastic scattering on a uniform sphere, first Born approximation.

The amplitude is :math:`f(q) = -\frac{EUV}{2\pi}\,\frac{3j_1(qR)}{qR}`; everything follows from
:math:`I_n(w) = \int_0^w x^{n+1}\,(3j_1(x)/x)^2\,dx` at :math:`w = 2kR` (derived).
It holds for :math:`kR\,EU/k^2 \ll 1`.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy.special import sici, spherical_jn

from softnu.checks import FloatArray

#: Below this w the closed forms of I_n lose digits to cancellation, above it the series do.
CROSSOVER: Final = 2.0
_TERMS = 16
#: Coefficients of w^2, w^4, ... of I_0 and I_2.
_SERIES: Final[dict[int, tuple[float, ...]]] = {
    0: tuple(
        (-1) ** (p + 1) * 9 * 2 ** (2 * p + 1) * (2 * p + 3) / math.factorial(2 * p + 4)
        for p in range(1, _TERMS + 1)
    ),
    2: tuple(
        (-1) ** p * 9 * 4**p * (2 * p + 1) * (p - 1) / (2 * p * math.factorial(2 * p + 2))
        for p in range(1, _TERMS + 1)
    ),
}


def form_factor(order: int, w: FloatArray) -> FloatArray:
    r"""Return :math:`I_0(w)` or :math:`I_2(w)`.

    .. math::
        I_0 &= \tfrac94\big[1 - w^{-2} + w^{-3}\sin 2w - w^{-4}\sin^2 w\big], \\
        I_2 &= 9\Big\{\tfrac12[\ln 2w+\gamma_E-\mathrm{Ci}\,2w] - \tfrac12
               - \frac{\sin^2 w}{2w^2} + \frac{\sin 2w}{2w}\Big\}.

    Parameters
    ----------
    order : {0, 2}
        0 for the total, 2 for the transport cross section.
    w : ndarray (...)
        2 k R, >= 0.

    Returns
    -------
    ndarray (...)
        :math:`w^2/2` and :math:`w^4/4` for w << 1; 9/4 and :math:`9[\ln 2w + \gamma_E-1]/2`
        for w >> 1.

    Notes
    -----
    Power series below :data:`CROSSOVER`; 5e-15 at any w.
    """
    w = np.asarray(w, dtype=np.float64)
    closed = _closed_total if order == 0 else _closed_transport
    small = w < CROSSOVER
    return np.where(
        small,
        _series(order, np.where(small, w, 0.0)),
        closed(np.where(small, CROSSOVER, w)),
    )


def _series(order: int, w: FloatArray) -> FloatArray:
    square = w**2
    coefficients = _SERIES[order]
    # I_2 begins with w^4: the w^2 is kept out of the sum, so that no term underflows early.
    return np.asarray(square * np.polynomial.polynomial.polyval(square, coefficients))


def _closed_total(w: FloatArray) -> FloatArray:
    return np.asarray(2.25 * (1.0 - w**-2.0 + np.sin(2.0 * w) * w**-3.0 - (np.sin(w) / w**2) ** 2))


def _closed_transport(w: FloatArray) -> FloatArray:
    _, Ci = sici(2.0 * w)
    logarithm = 0.5 * (np.log(2.0 * w) + np.euler_gamma - Ci)
    waves = 0.5 * np.sin(2.0 * w) / w - 0.5 * (np.sin(w) / w) ** 2
    return np.asarray(9.0 * (logarithm - 0.5 + waves))


def total_cross_section(EU: FloatArray, k: FloatArray, R: FloatArray) -> FloatArray:
    r"""Return :math:`\sigma = \frac{2\pi}{k^2}\big(\frac{EUV}{2\pi}\big)^2\frac{I_0(2kR)}{R^2}`.

    Parameters
    ----------
    EU : ndarray (...)
        Energy times potential, eV^2.
    k : ndarray (...)
        Momentum, eV, > 0.
    R : ndarray (...)
        Radius, 1/eV, > 0.

    Returns
    -------
    ndarray (...)
        1/eV^2: :math:`(EUV)^2/\pi` for kR << 1, :math:`2\pi\,(EU)^2R^4/k^2` for kR >> 1.
    """
    return 8.0 * math.pi / 9.0 * (EU * R**2 / k) ** 2 * form_factor(0, 2.0 * k * R)


def transport_cross_section(EU: FloatArray, k: FloatArray, R: FloatArray) -> FloatArray:
    r"""Return the cross section weighted with 1 - cos of the angle.

    :math:`\sigma_{tr} = \frac{\pi}{k^4}\big(\frac{EUV}{2\pi}\big)^2\frac{I_2(2kR)}{R^4}`.

    Parameters
    ----------
    EU, k, R : ndarray (...)
        As for :func:`total_cross_section`.

    Returns
    -------
    ndarray (...)
        1/eV^2: as the total for kR << 1, growing as :math:`R^2\ln R` for kR >> 1.
    """
    return 4.0 * math.pi / 9.0 * (EU * R / k**2) ** 2 * form_factor(2, 2.0 * k * R)


def drag_force(
    n: FloatArray,
    m_nu: FloatArray,
    U: FloatArray,
    dU_dk: FloatArray,
    k: FloatArray,
    R: FloatArray,
    wind: FloatArray,
) -> FloatArray:
    r"""Return :math:`F = \frac{n w}{3k^2}\,\frac{d}{dk}\big(k^4\sigma_{tr}\big)`.

    Parameters
    ----------
    n : ndarray (...)
        Number density of the neutrinos, eV^3.
    m_nu, k : ndarray (...)
        Mass and momentum, eV.
    U, dU_dk : ndarray (...)
        Potential, eV, and its derivative by the momentum: in the frame of the body the speed of
        each neutrino changes with the wind. 0 for a given potential.
    R : ndarray (...)
        Radius, 1/eV.
    wind : ndarray (...)
        Speed of the body relative to the frame where the neutrinos are isotropic, << k/E.

    Returns
    -------
    ndarray (...)
        Force along the wind, eV^2; first order in it, any k/E.

    Notes
    -----
    Derived from the momentum that the boosted shell of momenta loses:
    :math:`k^4\sigma_{tr} = \frac{4\pi}{9}(EU)^2R^2I_2(2kR)`, :math:`I_2' = 9w\,j_1(w)^2`.
    """
    E = np.hypot(m_nu, k)
    w = 2.0 * k * R
    of_EU = 2.0 * U * (k * U + E**2 * dU_dk) * form_factor(2, w)
    of_w = (E * U) ** 2 * 2.0 * R * 9.0 * w * spherical_jn(1, w) ** 2
    return 4.0 * math.pi / 27.0 * n * wind * (R / k) ** 2 * (of_EU + of_w)

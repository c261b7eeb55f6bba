r"""Density that is missing above a flat, attractive half-space whose guided waves are empty.

The waves that are bound in the matter reach out of it by evanescence. If they are empty,
:math:`\theta_cG(\zeta)` is missing, :math:`\zeta = y\theta_c/2 = k\theta_ch`,
:math:`\theta_c = \sqrt{2\delta}`: exact for any delta > 0 (derived: sum over the waves).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.panels import panel_rule
from softnu.relics.kernels.flat import flat_density, flat_slope

#: From this 2 zeta on the asymptotic series holds: what it leaves out is e^(-2 zeta).
ASYMPTOTIC_FROM = 40.0
#: The ratios of its terms, up to the smallest at the crossover.
_SERIES_TERMS = 18
#: Nodes of the integral over angles below it.
_NODES = 32
#: Points that are worked on together.
_BLOCK = 4096


def guided_profile(zeta: FloatArray) -> FloatArray:
    r"""Return :math:`G(\zeta) = 2\int_0^{\pi/2}\sin^2x\,\cos x\,e^{-2\zeta\cos x}dx`.

    Parameters
    ----------
    zeta : ndarray (...)
        Height over the penetration depth, >= 0.

    Returns
    -------
    ndarray (...)
        G(0) = 2/3, :math:`G \sim 1/(2\zeta^2)`; 5e-15. Equal to
        :math:`\int_0^\infty(\sqrt{1+x^2}-x)^2\cos(2\zeta x)\,dx`.
    """
    return _moment(np.asarray(zeta, dtype=np.float64), 1)


def guided_slope(zeta: FloatArray) -> FloatArray:
    r"""Return :math:`G'(\zeta)`, :math:`-\pi/4` at the surface; 5e-15.

    Parameters
    ----------
    zeta : ndarray (...)
        As for :func:`guided_profile`.
    """
    return -2.0 * _moment(np.asarray(zeta, dtype=np.float64), 2)


def flat_empty_density(delta: FloatArray, y: FloatArray) -> FloatArray:
    r"""Return :math:`D(\delta,y) - \theta_cG(y\theta_c/2)` for delta > 0, D below.

    Parameters
    ----------
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2.
    y : ndarray (...)
        2 k h >= 0.

    Returns
    -------
    ndarray (...)
        :math:`\delta n/n_0` above a half-space that is lossless and whose guided waves are empty.
    """
    theta = critical_slope(delta)
    return flat_density(delta, y) - theta * guided_profile(0.5 * y * theta)


def flat_empty_slope(delta: FloatArray, y: FloatArray) -> FloatArray:
    r"""Return the derivative of :func:`flat_empty_density` in y.

    Parameters
    ----------
    delta, y : ndarray (...)
        As there.
    """
    theta = critical_slope(delta)
    return flat_slope(delta, y) - 0.5 * theta**2 * guided_slope(0.5 * y * theta)


def critical_slope(delta: FloatArray) -> FloatArray:
    r"""Return :math:`\theta_c = \sqrt{2\delta}`, 0 where nothing is guided (delta <= 0)."""
    return np.sqrt(2.0 * np.maximum(delta, 0.0))


def asymmetry(delta: FloatArray, zeta: FloatArray) -> FloatArray:
    r"""Return :math:`(n_\nu-n_{\bar\nu})/n` above a flat Earth that attracts antineutrinos.

    Parameters
    ----------
    delta : ndarray (...)
        Its size counts, > 0 or < 0.
    zeta : ndarray (...)
        Height over the penetration depth, >= 0.

    Returns
    -------
    ndarray (...)
        :math:`D(-|\delta|,y)-D(|\delta|,y)+\theta_cG(\zeta)`, :math:`y = 2\zeta/\theta_c`.
    """
    size = np.abs(delta)
    theta = critical_slope(size)
    # Without matter there is no asymmetry at any height.
    y = 2.0 * zeta / np.where(theta > 0.0, theta, np.inf)
    waves = flat_density(-size, y) - flat_density(size, y)
    return np.asarray(waves + theta * guided_profile(zeta))


def published_asymmetry(delta: FloatArray, zeta: FloatArray) -> FloatArray:
    r"""Return :math:`\frac{2}{15}\sqrt{2|\delta|}\,(3+5e^{-\zeta})`, as published.

    Parameters
    ----------
    delta, zeta : ndarray (...)
        As for :func:`asymmetry`.

    Notes
    -----
    arXiv:2212.00036, as cited in arXiv:2401.07347.
    The constant counts reflected neutrinos without those that are missing from below; the
    exponential stands for G.
    """
    return 2.0 / 15.0 * critical_slope(np.abs(delta)) * (3.0 + 5.0 * np.exp(-zeta))


def _moment(zeta: FloatArray, power: int) -> FloatArray:
    r"""Return :math:`2\int_0^1u^p\sqrt{1-u^2}\,e^{-2\zeta u}du`."""
    flat = 2.0 * zeta.reshape(-1)
    result = np.empty_like(flat)
    near = flat < ASYMPTOTIC_FROM
    result[~near] = _asymptotic(flat[~near], power)
    u, weight = _rule()
    places = np.flatnonzero(near)
    for start in range(0, places.size, _BLOCK):
        block = places[start : start + _BLOCK]
        terms = np.exp(-flat[block, np.newaxis] * u)
        result[block] = np.einsum("ij,j->i", terms, weight * u**power)
    return result.reshape(zeta.shape)


@lru_cache(maxsize=1)
def _rule() -> tuple[FloatArray, FloatArray]:
    r"""Return u = cos x and weights of :math:`2\sin^2x\,dx` on 0 to pi/2."""
    x, weight = panel_rule(np.array([0.0, 0.5 * np.pi]), _NODES)
    return np.cos(x), 2.0 * np.sin(x) ** 2 * weight


def _asymptotic(a: FloatArray, power: int) -> FloatArray:
    r"""Sum :math:`2\sum_j\binom{1/2}{j}(-1)^j(2j+p)!/a^{2j+p+1}`."""
    total = np.zeros_like(a)
    for j in range(_SERIES_TERMS, 0, -1):
        ratio = (j - 1.5) / j * (2 * j + power) * (2 * j + power - 1)
        total = (1.0 + total) * ratio / a**2
    return 2.0 * (1.0 if power == 1 else 2.0) / a ** (power + 1) * (1.0 + total)

r"""Trigger energies that tell most, with light of finite line width.

Below a threshold the derivative of a spectrum with respect to a mass diverges as
:math:`(\omega_{ij}-\omega)^{-1/2}`; what a laser of line width :math:`\sigma` sees is finite,

.. math::
    \bar R(\omega_0) = \int\!d\omega\,R(\omega)\,
    \frac{e^{-(\omega-\omega_0)^2/2\sigma^2}}{\sqrt{2\pi}\,\sigma} .

The integral is split at the thresholds. On each panel :math:`\omega = \omega_{ij} - v^2`, the
pair i, j being that of its upper end, makes the integrand smooth and keeps all digits of the
distance to the threshold. Derived.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.renp.kernels.kinematics import Photon, photon_below

#: The line is cut at so many widths, where exp(-z^2/2) is 1e-14.
LINE_WIDTHS = 8.0
#: Gauss-Legendre nodes of a panel.
_NODES = 64
#: Candidates: so many per width about each threshold, and per factor e of the distance below.
_PER_WIDTH, _PER_E = 4, 6
#: And so many evenly.
_EVENLY = 100
#: Exchanges and sweeps until nothing improves; far more than ever needed.
_MOST_ROUNDS = 50
#: The gain in ln det F below which nothing improves.
_GAIN = 1e-10
#: det F over the product of its diagonal below which rounding alone makes it differ from 0.
_SINGULAR = 1e-12
_TINY = np.finfo(np.float64).tiny
#: ln det F of a singular design where a finite number is needed.
_WORST = -1e4
#: Relative error of an optimum: the square root of rounding, as of any smooth maximum.
_POLISH = 1e-8


def line_photons(
    omega: FloatArray, sigma: float, E_eg: float, masses: FloatArray
) -> tuple[Photon, FloatArray, npt.NDArray[np.intp]]:
    """Return photons and weights whose weighted sums average a function over the line.

    Parameters
    ----------
    omega : ndarray (k,)
        Centres of the line, eV.
    sigma : float
        Its width, eV, > 0 and small beside omega.
    E_eg : float
        Energy of the excited state, eV.
    masses : ndarray (n,)
        Neutrino masses, eV.

    Returns
    -------
    photon : Photon
        Below the highest threshold, (m,).
    weights : ndarray (m,)
        What the line has above all thresholds is left out: there is nothing to average.
    owner : ndarray (m,) of int
        To which centre each of them belongs.

    Notes
    -----
    Relative error 1e-9 for functions that are analytic in the square root of the distance to
    each threshold, such as spectra and their derivatives, for sigma up to 1e4 times the scale
    m_i m_j/E_eg on which a threshold rounds off.

    Examples
    --------
    >>> _, weights, _ = line_photons(np.array([1.0]), 1e-3, 2.14348, np.array([0.01]))
    >>> round(float(np.sum(weights)), 9)
    1.0
    """
    M = np.unique(masses[:, np.newaxis] + masses)
    scale = 2.0 * E_eg
    edge = (0.5 * E_eg - M**2 / scale)[:, np.newaxis]
    # To the next threshold below, as differences of masses.
    gap = np.append(np.diff(M) * (M[1:] + M[:-1]) / scale, np.inf)[:, np.newaxis]
    away = edge - omega[:, np.newaxis, np.newaxis]
    start = np.sqrt(np.maximum(away - LINE_WIDTHS * sigma, 0.0))
    stop = np.sqrt(np.clip(away + LINE_WIDTHS * sigma, 0.0, gap))
    # Most lines lie between two thresholds.
    owner, panel, _ = np.nonzero(stop > start)
    away, start, stop = (values[owner, panel] for values in (away, start, stop))
    node, weight = np.polynomial.legendre.leggauss(_NODES)
    x = 0.5 * (1.0 + node)
    # Denser towards the threshold, where the phase space of light pairs changes its form.
    v = start + (stop - start) * x**2
    line = np.exp(-0.5 * ((away - v**2) / sigma) ** 2) / (np.sqrt(2.0 * np.pi) * sigma)
    weights = line * weight * x * (stop - start) * 2.0 * v
    pair_mass = np.repeat(M[panel], _NODES)
    photon = photon_below(np.asarray(E_eg), v.reshape(-1) ** 2, np.zeros(()), pair_mass)
    return photon, weights.reshape(-1), np.repeat(owner, _NODES)


def candidates(
    low: float, high: float, sigma: float, thresholds: FloatArray
) -> npt.NDArray[np.float64]:
    """Return trigger energies among which the best are looked for.

    Parameters
    ----------
    low, high : float
        Range, eV.
    sigma : float
        Line width, eV.
    thresholds : ndarray (n,)
        Thresholds, eV.

    Returns
    -------
    ndarray (m,)
        Ascending: even in the range, at every quarter of a width about each threshold, and
        ever farther below it.

    Examples
    --------
    >>> bool(np.all(np.diff(candidates(1.0, 2.0, 1e-3, np.array([1.5]))) > 0.0))
    True
    """
    near = np.arange(-LINE_WIDTHS, LINE_WIDTHS, 1.0 / _PER_WIDTH) * sigma
    decades = np.log((high - low) / (LINE_WIDTHS * sigma))
    far = -LINE_WIDTHS * sigma * np.exp(np.arange(0.0, max(decades, 0.0), 1.0 / _PER_E))
    around = (thresholds[:, np.newaxis] + np.concatenate([near, far])).reshape(-1)
    inside = around[(around > low) & (around < high)]
    return np.unique(np.concatenate([np.linspace(low, high, _EVENLY), inside]))


def d_optimal(
    slopes: Callable[[FloatArray], FloatArray], energies: FloatArray, count: int
) -> FloatArray | None:
    r"""Return the trigger energies, equally long each, that maximise det F.

    Parameters
    ----------
    slopes : callable
        Takes energies (k,), returns :func:`softnu.renp.kernels.fisher.scaled_slopes` (k, p).
    energies : ndarray (m,)
        :func:`candidates`.
    count : int
        How many, at least p.

    Returns
    -------
    ndarray (count,) or None
        Ascending. The best exchange of single candidates, polished between their neighbours;
        None if no choice tells about all parameters.

    Examples
    --------
    >>> peak = lambda x: np.exp(-((x - 0.3) ** 2))[..., np.newaxis]
    >>> d_optimal(peak, np.linspace(0.0, 1.0, 11), 1).round(6)
    array([0.3])
    """
    rows = slopes(energies)
    size = np.max(np.abs(rows), axis=0)
    if np.any(size == 0.0):
        return None
    rows = rows / size
    chosen = _exchange(rows, count)
    if chosen is None:
        return None
    # Loading it takes as long as all else that a user of spectra needs.
    from scipy.optimize import minimize_scalar

    best, held = energies[chosen], rows[chosen]
    for _ in range(_MOST_ROUNDS):
        before = best.copy()
        for k in range(count):
            others = np.delete(held, k, axis=0)
            i = int(np.clip(np.searchsorted(energies, best[k]), 1, energies.size - 2))
            found = minimize_scalar(
                lambda x, others=others: (
                    -max(_log_det(others, slopes(np.asarray([x])) / size)[0], _WORST)
                ),
                bounds=(energies[i - 1], energies[i + 1]),
                method="bounded",
                options={"xatol": _POLISH * (energies[i + 1] - energies[i - 1])},
            )
            if -found.fun > _log_det(others, held[k : k + 1])[0] + _GAIN:
                best[k] = found.x
                held[k] = slopes(best[k : k + 1])[0] / size
        if np.array_equal(best, before):
            break
    return np.sort(best)


def _log_det(others: FloatArray, rows: FloatArray) -> FloatArray:
    """Return ln det F (m,) of the rows of a design and, with each, one row (m, p) more."""
    F = others.T @ others + rows[:, :, np.newaxis] * rows[:, np.newaxis, :]
    sign, value = np.linalg.slogdet(F)
    size = np.sum(np.log(np.maximum(np.diagonal(F, axis1=1, axis2=2), _TINY)), axis=1)
    return np.where((sign > 0.0) & (value - size > np.log(_SINGULAR)), value, -np.inf)


def _exchange(rows: FloatArray, count: int) -> npt.NDArray[np.intp] | None:
    """Exchange one row (m, p) after the other for the best one until nothing improves."""
    chosen = _start(rows, count)
    value = -np.inf
    for _ in range(_MOST_ROUNDS):
        before = value
        for k in range(count):
            gains = _log_det(rows[np.delete(chosen, k)], rows)
            chosen[k] = np.argmax(gains)
            value = gains[chosen[k]]
        if not value > before + _GAIN:
            break
    return chosen if np.isfinite(value) else None


def _start(rows: FloatArray, count: int) -> npt.NDArray[np.intp]:
    """Rows that point in different directions: each the longest beside those before it."""
    left = rows.copy()
    chosen = []
    for _ in range(min(count, rows.shape[1])):
        length = np.sum(left**2, axis=1)
        chosen.append(int(np.argmax(length)))
        unit = left[chosen[-1]] / np.sqrt(max(length[chosen[-1]], _TINY))
        left = left - (left @ unit)[:, np.newaxis] * unit
    return np.resize(np.array(chosen), count)

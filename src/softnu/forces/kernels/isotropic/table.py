"""A tabulated isotropic occupation, linear between its knots: Filon quadrature."""

from __future__ import annotations

import numpy as np

from softnu.forces.kernels.isotropic.amplitudes import Amplitudes, steady_sign
from softnu.forces.kernels.isotropic.brackets import collect, real_brackets, wave_brackets
from softnu.forces.kernels.isotropic.factors import FloatArray, JFactors, Parts
from softnu.forces.kernels.isotropic.general import full_amplitudes
from softnu.numerics.filon import filon_weights
from softnu.numerics.panels import geometric_edges, panel_rule

_PARTS = Parts()
# Half phase across a panel up to which the Gauss rule is exact enough.
_PHASE = 4.0
# Pairs (point, panel) worked on together.
_PAIRS = 2048
# Panels towards k = 0, each half of the next, for E(k) near k = m: the moments interpolate
# and do not profit from the double order of the Gauss rule.
_DEPTH = 36


def j_factors_of_table(
    r: FloatArray,
    k: FloatArray,
    n_nu: FloatArray,
    n_nubar: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
) -> JFactors:
    """Return the J-factors of an occupation that is linear between knots.

    Zero outside the table; equal neighbouring knots make a step. The oscillation is integrated
    exactly (Filon), so that any r is possible. Secs. 3.1-3.3 of arXiv:2405.16801.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    k : ndarray (knots,)
        Momenta, eV, >= 0, not decreasing.
    n_nu, n_nubar : ndarray (knots,)
        Occupations of neutrinos and antineutrinos (Majorana: left and right helicity).
    m_nu : ndarray (...)
        Neutrino mass, eV, >= 0.
    population, majorana
        As in :func:`~softnu.forces.kernels.isotropic.j_factors`.

    Returns
    -------
    JFactors
        Relative error 1e-12 for r k < 1; at large r k the rounding of (r k)^2 times n, 1e-16 of
        it, limits an occupation whose edges are smooth, but not one with a step.

    Examples
    --------
    >>> J = j_factors_of_table(
    ...     0.7, np.array([0.0, 3.0]), np.ones(2), np.zeros(2), 0.0, "sum", False
    ... )
    >>> float(J.a)
    3.3205699
    """
    k = np.asarray(k, dtype=np.float64)
    knots = np.stack([np.asarray(n_nu, dtype=np.float64), np.asarray(n_nubar, dtype=np.float64)])
    low, high, values = _split(k, knots)
    r, m = np.broadcast_arrays(np.asarray(r, dtype=np.float64), np.asarray(m_nu, dtype=np.float64))
    shape = r.shape
    r, m = r.reshape(-1), m.reshape(-1)
    out = np.zeros((4, r.size))
    step = max(1, _PAIRS // max(1, low.size))
    for start in range(0, r.size, step):
        at = slice(start, start + step)
        out[:, at] = _block(r[at], m[at], low, high, values, population, majorana)
    return JFactors(*out.reshape((4, *shape)))


def _split(k: FloatArray, knots: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return panels with their occupations at both ends: (2, panels, 2), species first.

    Panels that reach towards k = 0 are split geometrically.
    """
    cuts = geometric_edges(k[-1], _DEPTH, ratio=2.0)[1:-1]
    low, high, values = [], [], []
    for i in np.flatnonzero(np.diff(k) > 0.0):
        a, b = k[i], k[i + 1]
        edges = np.concatenate([[a], cuts[(cuts > a) & (cuts < b)], [b]])
        n = knots[:, i, np.newaxis] + np.diff(knots[:, i : i + 2]) * ((edges - a) / (b - a))
        low.append(edges[:-1])
        high.append(edges[1:])
        values.append(np.stack([n[:, :-1], n[:, 1:]], axis=-1))
    return np.concatenate(low), np.concatenate(high), np.concatenate(values, axis=1)


def _block(
    r: FloatArray,
    m: FloatArray,
    low: FloatArray,
    high: FloatArray,
    values: FloatArray,
    population: str,
    majorana: bool,
) -> FloatArray:
    """Sum the panels of some points; every pair (point, panel) is a row."""
    point, panel = np.divmod(np.arange(r.size * low.size), low.size)
    R, a, b = r[point], low[panel], high[panel]
    y, w = panel_rule(np.stack([a * R, b * R], axis=-1))
    share = (y - (a * R)[:, np.newaxis]) / ((b - a) * R)[:, np.newaxis]
    nu, nubar = (v[panel, 0:1] + np.diff(v[panel]) * share for v in values)
    n_s, n_a = nu + nubar, nu - nubar
    M = (m * r)[point][:, np.newaxis]
    amp = full_amplitudes(y, M, population, majorana)
    rows = np.zeros((4, point.size))
    half = R * (b - a)
    slow = half <= _PHASE
    for chosen in (slow, ~slow):
        at = np.flatnonzero(chosen)
        if at.size == 0:
            continue
        part = Amplitudes(*(f[at] for f in amp))
        if chosen is slow:
            rows[:, at] = collect(
                n_s[at], n_a[at], part, real_brackets(y[at], w[at], _PARTS), _PARTS
            )
        else:
            middle = (0.5 * (a + b) * R)[at, np.newaxis]
            wave = filon_weights(half[at]) * (0.5 * half[at, np.newaxis] * np.exp(2j * middle))
            brackets = wave_brackets(y[at].astype(complex), wave, _PARTS)
            rows[:, at] = collect(n_s[at], n_a[at], part, brackets, _PARTS).imag
            steady = np.sum(w[at] * n_a[at] / np.sqrt(1.0 + (M[at] / y[at]) ** 2), axis=-1)
            rows[3, at] += steady_sign(population) * 0.5 * M[at, 0] ** 2 * steady
    return rows.reshape(4, r.size, low.size).sum(axis=-1)

r"""Exact density of relic neutrinos around a sphere of uniform layers, by partial waves.

In each layer a partial wave is :math:`A\psi_l + B\chi_l`, of Riccati functions of
:math:`k_jr`, :math:`k_j = k\sqrt{1+2\delta_j}`; it and its slope are continuous, and the
Wronskian :math:`\psi\chi'-\psi'\chi = 1` gives A and B of the next layer. Derived.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.relics.kernels import partial_loops

#: A wave that has decayed by its inverse at an interface does not feel it.
_HIDDEN = 1e100


def layered_overdensity(deltas: FloatArray, kR: FloatArray, kr: FloatArray) -> FloatArray:
    r"""Return :math:`\delta n/n_0` outside a sphere of uniform layers.

    Parameters
    ----------
    deltas : ndarray (layers,)
        (k_j^2/k^2 - 1)/2 of the layers from the centre outwards, > -1/2.
    kR : ndarray (layers,)
        Momentum times the outer radius of each layer, increasing, > 0.
    kr : ndarray (...)
        Momentum times distance from the centre, at least the last kR.

    Returns
    -------
    ndarray (...)
        The excess over the density far away.

    Notes
    -----
    For one layer the sum of :mod:`softnu.relics.kernels.partial_waves`. The absolute error is
    1e-15 kR^(1/2); time and memory are proportional to kR, for each layer and each point.
    """
    numbers = np.append(np.sqrt(1.0 + 2.0 * deltas), 1.0)
    last = partial_loops.last_wave(float(kR[-1]), float(kR[-1]), 0.0, False)
    l = np.arange(1.0, last + 1.0)
    A, B = np.ones(last + 1), np.zeros(last + 1)
    for j, radius in enumerate(kR):
        inner, outer = numbers[j : j + 2]
        psi, chi, psi_slope, chi_slope = _riccati(float(inner * radius), l)
        value = A * psi + B * chi
        slope = (A * psi_slope + B * chi_slope) * (inner / outer)
        psi, chi, psi_slope, chi_slope = _riccati(float(outer * radius), l)
        size = np.hypot(value, slope)
        hidden = (np.abs(chi) > _HIDDEN) | (size == 0.0)
        value, slope = (v / np.where(hidden, 1.0, size) for v in (value, slope))
        A = np.where(hidden, 1.0, value * chi_slope - slope * chi)
        B = np.where(hidden, 0.0, slope * psi - value * psi_slope)
    points = np.asarray(kr, dtype=np.float64)
    totals = [_density(A, B, float(z), l) for z in points.ravel()]
    return np.array(totals).reshape(points.shape)


def _riccati(x: float, l: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return psi, chi and their slopes for 0 and all l."""
    psi, chi = np.empty(l.size + 2), np.empty(l.size + 2)
    psi[:2] = np.cos(x), np.sin(x)
    chi[:2] = np.sin(x), -np.cos(x)
    partial_loops.regular(x, 0.0, 0, psi)
    partial_loops.upward(x, 0.0, 0, chi.size, chi)
    orders = np.append(0.0, l)
    return (
        psi[1:],
        chi[1:],
        psi[:-1] - orders / x * psi[1:],
        chi[:-1] - orders / x * chi[1:],
    )


def _density(A: FloatArray, B: FloatArray, z: float, l: FloatArray) -> float:
    """Sum over the waves; tan d is -B/A."""
    psi, chi, _, _ = _riccati(z, l)
    waves = partial_loops.wave_outside(-B, A, psi, chi)
    orders = np.append(0.0, l)
    return float(np.sum((2.0 * orders + 1.0) * waves)) / z**2

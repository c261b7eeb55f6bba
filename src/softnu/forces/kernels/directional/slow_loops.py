"""The slow waves of S^00 of one point after the other, in scalars; compiled for arrays."""

from __future__ import annotations

import cmath
import math

from softnu.checks import FloatArray
from softnu.forces.kernels.directional.moments import Room, add_wave
from softnu.forces.kernels.directional.waves import WAVES, waves
from softnu.forces.kernels.mode_loops import DROP

#: The Gaussian is e^-36 this many standard deviations away.
_WINDOW = 8.5
#: If the phase turns by more between -sigma and sigma, the mean is below e^-72.
_TURN = 24.0


def fill_slow(
    points: FloatArray, unit: FloatArray, weight: FloatArray, room: Room, out: FloatArray
) -> None:
    """Fill the factors of points (6, n): r, sin and cos of alpha/2, E, sigma_E, kappa_f."""
    for p in range(out.size):
        r, half_sine, half_cosine, E, sigma_E, kappa_f = points[:, p]
        if sigma_E == 0.0:
            out[p], _ = slow_wave(E * r, kappa_f, half_sine, half_cosine, room)
            continue
        _, above = slow_wave((E + sigma_E) * r, kappa_f, half_sine, half_cosine, room)
        _, below = slow_wave((E - sigma_E) * r, kappa_f, half_sine, half_cosine, room)
        if abs(above - below) > _TURN:
            continue
        window = min(_WINDOW * sigma_E, E)
        total = 0.0
        for n in range(unit.size):
            shift = window * unit[n]
            bell = math.exp(-0.5 * (shift / sigma_E) ** 2) / (math.sqrt(2.0 * math.pi) * sigma_E)
            value, _ = slow_wave((E + shift) * r, kappa_f, half_sine, half_cosine, room)
            total += window * weight[n] * bell * (E + shift) / E * value
        out[p] = total


def slow_wave(
    x: float, kappa_f: float, half_sine: float, half_cosine: float, room: Room
) -> tuple[float, float]:
    """Return the factor of one energy at k r = x, in units of k, and the phase of its wave."""
    exponent, carrier, slope, factor, X, _, _ = room
    versine = 2.0 * half_sine * half_sine
    cosine = (half_cosine - half_sine) * (half_cosine + half_sine)
    one = 1.0 + 0j
    waves(x, 0j, one, kappa_f, cosine, versine, DROP, exponent, carrier, slope, factor)
    X[:] = 0.0
    for c in range(WAVES):
        if exponent[c].real == -math.inf:
            continue
        wave = 0.5 * cmath.exp(exponent[c]) * cmath.exp(carrier[c])
        add_wave(1.0, 1.0, 1.0, 1.0, x, wave, 0j, slope[c], one, factor[c], X)
    return X[0].real + X[1].imag * cosine + X[2].imag, exponent[0].imag

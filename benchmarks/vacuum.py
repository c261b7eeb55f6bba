"""Vacuum force: time and memory per point, over routes by general quadrature."""

from __future__ import annotations

import mpmath
import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.forces.kernels import gravity, vacuum
from softnu.forces.kernels.short_distance import short_distance_factor

_M_I, _M_J = 0.5, 0.05
#: Points of one vectorised call, and of the routes that go point by point.
_MANY, _FEW, _VERY_FEW = 20_000, 40, 3
#: Memory is asked for a million points.
_MILLION = 1_000_000
#: Targets: microseconds per point for unequal masses, and arrays of the output's size.
_MICROSECONDS = 12.0
_ARRAYS = 10.0
_DIGITS = 15


def _distances(count: int) -> np.ndarray:
    return np.geomspace(1e-3, 1e3, count)


def _bracket(t):
    S, Delta = _M_I**2 + _M_J**2, _M_I**2 - _M_J**2
    return t - S / 2 - Delta**2 / (2 * t)


def _by_quad(r: float) -> float:
    s0, d = _M_I + _M_J, _M_I - _M_J

    def integrand(s: float) -> float:
        t = s * s
        root = np.sqrt(max((t - s0**2) * (t - d**2), 0.0))
        return 2.0 * root / s * _bracket(t) * np.exp(-(s - s0) * r)

    value, _ = integrate.quad(integrand, s0, s0 + 60.0 / r, epsrel=1e-10, limit=500)
    return value * r**4 / 12.0


def _by_mpmath(r: float) -> float:
    with mpmath.workdps(_DIGITS):
        s0, d = mpmath.mpf(_M_I) + _M_J, mpmath.mpf(_M_I) - _M_J

        def integrand(s):
            t = s * s
            return (
                2
                * mpmath.sqrt((t - s0**2) * (t - d**2))
                / s
                * _bracket(t)
                * mpmath.exp(-(s - s0) * r)
            )

        edges = [s0, s0 + 1 / mpmath.mpf(r), s0 + 10 / mpmath.mpf(r), s0 + 60 / mpmath.mpf(r)]
        return float(mpmath.quad(integrand, edges)) * r**4 / 12.0


def _deviation(route, distances: np.ndarray) -> float:
    ours = vacuum.pair_potential_scaled(distances, _M_I, _M_J, False)
    return max(abs(route(float(r)) / w - 1.0) for r, w in zip(distances, ours, strict=True))


def _per_point(call, count: int) -> float:
    return 1e6 * seconds(call, repeat=3) / count


def measure() -> list[Measurement]:
    r = _distances(_MANY)
    few, very_few = _distances(_FEW), _distances(_VERY_FEW)
    unequal = _per_point(lambda: vacuum.pair_potential_scaled(r, _M_I, _M_J, False), _MANY)
    by_quad = _per_point(lambda: [_by_quad(float(x)) for x in few], _FEW)
    by_mpmath = _per_point(lambda: [_by_mpmath(float(x)) for x in very_few], _VERY_FEW)
    g, masses = np.ones((3, 3), dtype=complex), np.array([0.01, 0.013, 0.051])
    million = _distances(_MILLION)
    return [
        Measurement("vacuum: pair potential, unequal masses", unequal, "us/point", _MICROSECONDS),
        Measurement(
            "vacuum: the same by scipy quad, over ours",
            by_quad / unequal,
            "x",
            1.0,
            at_most=False,
            note=f"they differ by {_deviation(_by_quad, few):.0e}",
        ),
        Measurement(
            "vacuum: the same by mpmath, over ours",
            by_mpmath / unequal,
            "x",
            1.0,
            at_most=False,
            note=f"{_DIGITS} digits; they differ by {_deviation(_by_mpmath, very_few):.0e}",
        ),
        Measurement(
            "vacuum: pair potential, equal masses",
            _per_point(lambda: vacuum.pair_potential_scaled(r, _M_I, _M_I, False), _MANY),
            "us/point",
        ),
        Measurement(
            "vacuum: spin coefficients",
            _per_point(lambda: vacuum.spin_coefficients(r, _M_I, _M_J, False), _MANY),
            "us/point",
            _MICROSECONDS,
        ),
        Measurement(
            "vacuum: three mass states with mixing",
            _per_point(lambda: vacuum.spin_independent(r, g, g, masses, True), _MANY),
            "us/point",
            3.0 * _MICROSECONDS,
            note="three pairs of unequal masses, three of equal ones",
        ),
        Measurement(
            "vacuum: short-distance factor",
            _per_point(lambda: short_distance_factor(r, 0.0), _MANY),
            "us/point",
        ),
        Measurement(
            "vacuum: crossover with gravity",
            _per_point(lambda: gravity.gravity_crossover(1.0, 1e9, 1e9, r, False), _MANY),
            "us/point",
        ),
        Measurement(
            "vacuum: peak memory for 1e6 points, unequal masses",
            peak_bytes(lambda: vacuum.pair_potential(million, _M_I, _M_J, True)) / million.nbytes,
            "outputs",
            _ARRAYS,
        ),
    ]

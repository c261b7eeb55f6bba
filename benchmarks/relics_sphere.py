"""Density around a sphere: the closed form, the sum over partial waves, and scipy's functions."""

from __future__ import annotations

import time

import numpy as np
from scipy import special

from benchmarks.measure import Measurement, seconds
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.partial_waves import sphere_overdensity
from softnu.relics.sphere import closed_form

#: Waves of the timed sums, of the scipy route, and points of the closed form.
_WAVES, _FEWER, _POINTS = 2e7, 1e6, 1_000_000
_DELTA = 2e-6
#: Targets: nanoseconds per wave and core, closed form in points per second and core.
_NANOSECONDS, _PER_SECOND = 8.0, 2e6


def _sum(kR: float, height: float = 0.0, delta: float = _DELTA) -> float:
    arrays = (np.asarray(v) for v in (delta, kR, kR + height, height < 0.0))
    return float(sphere_overdensity(*arrays))


def _cpu(kR: float, height: float) -> float:
    """Return the best processor time per wave: others may use the machine."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        _sum(kR, height)
        best = min(best, time.process_time() - start)
    return 1e9 * best / kR


def _by_scipy(kR: float, delta: float) -> tuple[float, int]:
    """Return the same at the surface by scipy's Bessel functions, and how many are 0 or wrong."""
    k = np.sqrt(1.0 + 2.0 * delta)
    order = np.arange(int(kR + 12.0 * kR ** (1.0 / 3.0)) + 30) + 0.5
    j, n, u = special.jv(order, kR), special.yv(order, kR), special.jv(order, k * kR)
    silent = int(np.count_nonzero((order < 0.999 * kR) & ((j == 0.0) | (n == 0.0) | (u == 0.0))))
    with np.errstate(all="ignore"):
        num = u[:-1] * j[1:] - k * j[:-1] * u[1:]
        den = u[:-1] * n[1:] - k * u[1:] * n[:-1]
        j, n, order = j[:-1], n[:-1], order[:-1]
        terms = 2.0 * order * (num**2 * (n**2 - j**2) - 2.0 * num * den * j * n)
        total = np.nansum(terms / (num**2 + den**2)) * 0.5 * np.pi / kR
    return float(total), silent


def measure() -> list[Measurement]:
    _sum(3e6)
    surface, outside, inside = (_cpu(_WAVES, h) for h in (0.0, 1.0, -1.0))
    y = np.linspace(0.0, 50.0, _POINTS)
    delta, here = np.full(_POINTS, -2.5e-8), np.full(_POINTS, False)
    points = _POINTS / seconds(lambda: closed_form(delta, y, here), repeat=3)
    flat = float(flat_density(np.asarray(_DELTA), np.asarray(0.0)))
    ours, scipys = _sum(_FEWER), _by_scipy(_FEWER, _DELTA)
    # Where jv of scipy is silent: 100 orders above 1e9 at twice the argument.
    zeros = int(np.count_nonzero(special.jv(np.arange(100) + 1.05e9 + 0.5, 2.1e9) == 0.0))
    # Compiled, as sums of this size are from a few spheres on.
    own = 1e-9 * surface * _FEWER
    slow = seconds(lambda: _by_scipy(_FEWER, _DELTA), repeat=1)
    one = seconds(lambda: special.spherical_jn(int(_FEWER), _FEWER), repeat=3)
    return [
        Measurement("sphere: sum at the surface, 2e7 waves", surface, "ns/wave", _NANOSECONDS),
        Measurement("sphere: sum outside, 2e7 waves", outside, "ns/wave", _NANOSECONDS),
        Measurement("sphere: sum inside, 2e7 waves", inside, "ns/wave", _NANOSECONDS),
        Measurement("sphere: closed form, 1e6 heights", points, "1/s", _PER_SECOND, at_most=False),
        Measurement(
            "sphere: scipy's jv and yv at kR = 1e6, over ours",
            slow / own,
            "x",
            1.0,
            at_most=False,
            note=f"it is off by {abs(scipys[0] / flat - 1.0):.0e}, ours by "
            f"{abs(ours / flat - 1.0):.0e}; {scipys[1]} silent zeros",
        ),
        Measurement(
            "sphere: one wave of spherical_jn at l = kR = 1e6, over ours",
            one / own * _FEWER,
            "x",
            note="it runs through all lower orders",
        ),
        Measurement(
            "sphere: silent zeros of jv at (1.05e9, 2.1e9), of 100",
            zeros,
            "zeros",
            note="why the sum has its own functions",
        ),
    ]

"""Density of relic neutrinos above matter: points per second, over adaptive quadrature."""

from __future__ import annotations

import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.relics.kernels.flat import flat_density, flat_profile
from softnu.relics.kernels.thermal import thermal_profile

#: Points of one call, and of the comparison.
_MANY, _FEW = 1_000_000, 8
_HEIGHTS = 1000
#: Targets: points per second, seconds for a profile of heights, speed over quadrature.
_PER_SECOND, _PROFILE_SECONDS, _RATIO = 2e6, 0.05, 300.0
_OUTPUTS = 20.0
#: Of the size of relic neutrinos in rock; momenta and heights of a laboratory.
_DELTA = -2.5e-8
_Y = np.geomspace(1e-4, 1e4, _MANY)
#: 2hT up to a hundred, 6 cm.
_A = np.linspace(0.0, 100.0, _HEIGHTS)
_ACCURACY = 1e-10


def _profile_by_quadrature(y: float) -> float:
    """F(y) from its definition, the cosine as a weight."""
    value, _ = integrate.quad(
        lambda mu: mu**-2, 1.0, np.inf, weight="cos", wvar=y, epsabs=_ACCURACY
    )
    return float(value)


def _average_by_quadrature(a: float) -> float:
    """P(a) from its definition."""
    value, _ = integrate.quad(
        lambda x: float(flat_profile(np.asarray(a * x))) / (np.exp(x) + 1.0),
        0.0,
        45.0,
        epsabs=_ACCURACY,
        limit=2000,
    )
    return float(value)


def measure() -> list[Measurement]:
    closed = seconds(lambda: flat_density(_DELTA, _Y), repeat=5)
    y, a = _Y[:: _MANY // _FEW], _A[1 :: _HEIGHTS // _FEW]
    by_quad = seconds(lambda: [_profile_by_quadrature(float(v)) for v in y], repeat=1) / y.size
    off = np.max(np.abs([_profile_by_quadrature(float(v)) for v in y] - flat_profile(y)))
    average = seconds(lambda: thermal_profile(_A), repeat=5)
    averages = seconds(lambda: [_average_by_quadrature(float(v)) for v in a], repeat=1) / a.size
    off_average = np.max(
        np.abs([_average_by_quadrature(float(v)) for v in a] - thermal_profile(a))
    )
    return [
        Measurement(
            "relics: density above matter, one momentum",
            _MANY / closed,
            "points/s",
            _PER_SECOND,
            at_most=False,
        ),
        Measurement(
            "relics: scipy quad of the profile, over ours",
            by_quad / (closed / _MANY),
            "x",
            _RATIO,
            at_most=False,
            note=f"they differ by {off:.0e}",
        ),
        Measurement(
            "relics: average over momenta at 1000 heights",
            average,
            "s",
            _PROFILE_SECONDS,
        ),
        Measurement(
            "relics: scipy quad of the average, over ours",
            averages / (average / _HEIGHTS),
            "x",
            note=f"they differ by {off_average:.0e}",
        ),
        Measurement(
            "relics: peak memory for 1e6 points",
            peak_bytes(lambda: flat_density(_DELTA, _Y)) / (8 * _MANY),
            "outputs",
            _OUTPUTS,
        ),
    ]

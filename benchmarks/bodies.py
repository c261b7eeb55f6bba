"""Extended bodies: time per gap, over nested adaptive quadrature, and accuracy reached."""

from __future__ import annotations

import math

import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.forces.kernels import vacuum
from softnu.forces.kernels.bodies import beam, central, power_spheres
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.bodies.medium import Exchange, central_potential
from softnu.forces.kernels.bodies.table import tabulated

#: Two spheres of 1 mm at gaps from a nanometre to a metre, in 1/eV.
_R = 1e-3 / 1.973269804593025e-7
_GAPS = np.geomspace(1e-6, 1e3, 1000) * _R
_M = 0.05
#: The route by nested quadrature goes point by point, where the force is not negligible.
_FEW = np.geomspace(1e-3, 0.1, 3) * _R
#: Targets: seconds for a thousand gaps, and relative accuracy.
_SECONDS = 1.0
_ACCURACY = 1e-10
_LARGE_KR = 1e4


def _massive(s: np.ndarray) -> np.ndarray:
    return vacuum.pair_potential(s, _M, _M, False)


_POTENTIAL = CentralPotential(_massive, lengths=(0.5 / _M,), endless=False)


def _nested(h: float) -> float:
    """Energy of the two spheres: adaptive quadrature over slices of one and of the other."""
    D = 2.0 * _R + h

    def integral(function, low: float, high: float) -> float:
        reach = [low + k / _M for k in (1.0, 4.0, 15.0) if low + k / _M < high]
        cut = min(high, low + 40.0 / _M)
        edges = [edge for edge in reach if edge < cut]
        value, _ = integrate.quad(function, low, cut, points=edges, epsrel=1e-9, epsabs=0)
        return value

    def point(distance: float) -> float:
        def slices(s: float) -> float:
            return math.pi * s / distance * (_R * _R - (distance - s) ** 2) * float(_massive(s))

        return integral(slices, distance - _R, distance + _R)

    def sphere(s: float) -> float:
        return math.pi * s / D * (_R * _R - (D - s) ** 2) * point(s)

    return integral(sphere, D - _R, D + _R)


def _halved(h: np.ndarray) -> np.ndarray:
    """The same energies with panels half as wide where the exponential matters."""
    return central.spheres(_POTENTIAL._replace(lengths=(0.25 / _M, 0.5 / _M)), _R, _R, h)


def measure() -> list[Measurement]:
    U = central.spheres(_POTENTIAL, _R, _R, _GAPS)
    seen = np.asarray(U) > 1e-250
    deviation = float(np.max(np.abs(_halved(_GAPS)[seen] / U[seen] - 1.0)))
    per_gap = seconds(lambda: central.spheres(_POTENTIAL, _R, _R, _GAPS)) / _GAPS.size
    few = central.spheres(_POTENTIAL, _R, _R, _FEW)
    nested = [_nested(float(h)) for h in _FEW]
    difference = float(np.max(np.abs(np.array(nested) / few - 1.0)))
    by_quad = seconds(lambda: [_nested(float(h)) for h in _FEW], repeat=1) / _FEW.size
    g = np.diag([11.0, -15.0, -15.0]) + 1.0 + 0j
    mixed = central_potential(Exchange(g, g, np.array([0.01, 0.013, 0.051]), True))
    wave = beam.sphere_beam
    axis, places = np.array([0.0, 0.0, 1.0]), np.linspace([0.1, 0.0, 1.1], [0.1, 0.0, 9.0], 8)
    return [
        Measurement(
            "bodies: two spheres, massive potential, 1e3 gaps",
            1e3 * per_gap,
            "s",
            _SECONDS,
            note=f"gaps from 1e-6 to 1e3 radii, {1e6 * per_gap:.0f} us each",
        ),
        Measurement(
            "bodies: the same, change with panels half as wide",
            deviation,
            "",
            _ACCURACY,
        ),
        Measurement(
            "bodies: the same by nested scipy quad, over ours",
            by_quad / per_gap,
            "x",
            1.0,
            at_most=False,
            note=f"they differ by {difference:.0e}",
        ),
        Measurement(
            "bodies: the same, three mass states with mixing",
            seconds(
                lambda: central.spheres(tabulated(mixed, float(_GAPS[0])), _R, _R, _GAPS), repeat=2
            ),
            "s",
            2.0 * _SECONDS,
            note="tabulated once for all gaps",
        ),
        Measurement(
            "bodies: the force of two spheres, 1e3 gaps",
            seconds(lambda: central.spheres(_POTENTIAL, _R, _R, _GAPS, force=True)),
            "s",
            _SECONDS,
        ),
        Measurement(
            "bodies: two spheres, s^-5, 1e3 gaps",
            seconds(lambda: power_spheres.sphere_sphere(_R, _R, _GAPS, 5)),
            "s",
            note="closed form, integral where it cancels",
        ),
        Measurement(
            "bodies: a sphere in a beam, k R = 1e4, eight points",
            seconds(lambda: wave(np.float64(_LARGE_KR), axis, np.float64(1.0), places), repeat=2),
            "s",
            4.0 * _SECONDS,
        ),
        Measurement(
            "bodies: peak memory for two spheres at 1e3 gaps",
            peak_bytes(lambda: central.spheres(_POTENTIAL, _R, _R, _GAPS)) / 2**20,
            "MB",
            200.0,
        ),
    ]

"""Atoms: ranking of all transitions, radial integrals, scans of the mass, over general routes."""

from __future__ import annotations

import time

import astropy.units as u
import numpy as np
from scipy import integrate, special

from benchmarks.measure import Measurement, seconds
from softnu import evaluate
from softnu.atoms import hydrogen_like, rank
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.kernels.potentials import pair_ladders
from softnu.neutrinos import Neutrinos

#: Targets: seconds for the whole ranking, integrals per second, milliseconds for a scan.
_RANKING = 1.0
_INTEGRALS = 1e4
_SCAN = 50.0
#: Masses of one call and of a scan, those of the route that goes one by one.
_MANY, _SCANNED, _FEW = 1000, 1000, 5
_PAIR = ((4, 2), (4, 3))
_LINES = {
    "4F": {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3},
    "8F": {"n": 8, "l": 3, "j1": "5/2", "F1": 2, "j2": "7/2", "F2": 3},
}


def _radial(n: int, l: int, rho: float) -> float:
    x = 2.0 * rho / n
    norm = 2.0 / n**2 * np.sqrt(special.factorial(n - l - 1) / special.factorial(n + l))
    return norm * x**l * np.exp(-x / 2) * special.eval_genlaguerre(n - l - 1, 2 * l + 1, x)


def _by_quad(m_a: float) -> float:
    """The integral of the slope of the potential of Dirac neutrinos, K_g, as a user would."""
    (n1, l1), (n2, l2) = _PAIR

    def integrand(rho: float) -> float:
        y = 2.0 * m_a * rho
        t = (y**4 * special.kv(4, y) - y**3 * special.kv(3, y)) / 8.0
        return -(rho**-4) * t * _radial(n1, l1, rho) * _radial(n2, l2, rho)

    value, _ = integrate.quad(integrand, 0.0, np.inf, epsrel=1e-10, limit=400)
    return value


def _ours(masses: np.ndarray) -> np.ndarray:
    one, two = (state(*level) for level in _PAIR)
    ladders = pair_ladders(one, two, masses, False, None, np.zeros(1))
    return np.stack([ladders.momentum, ladders.gradient])


def _radial_integrals() -> list[Measurement]:
    masses = np.geomspace(1e-3, 10.0, _MANY)
    ours = seconds(lambda: _ours(masses)) / (2 * _MANY)
    few = np.geomspace(1e-2, 1.0, _FEW)
    theirs = seconds(lambda: [_by_quad(float(m)) for m in few], repeat=3) / _FEW
    deviation = max(
        abs(_by_quad(float(m)) / K - 1.0) for m, K in zip(few, _ours(few)[1], strict=True)
    )
    return [
        Measurement(
            "atoms: massive radial integrals",
            1.0 / ours,
            "1/s",
            _INTEGRALS,
            at_most=False,
            note="K_p and K_g of 4D-4F, masses in one call",
        ),
        Measurement(
            "atoms: the same by scipy quad, over ours",
            theirs / ours,
            "x",
            10.0,
            at_most=False,
            note=f"they differ by {deviation:.0e}",
        ),
    ]


def _scan(line: str, nature: str) -> float:
    masses = np.geomspace(1e-4, 1.0, _SCANNED) * u.eV
    return 1e3 * seconds(
        lambda: evaluate("atoms.e1_m1_ratio", **_LINES[line], m_lightest=masses, nature=nature)
    )


def measure() -> list[Measurement]:
    atom, neutrinos = hydrogen_like("H"), Neutrinos("0.01 eV")
    start = time.perf_counter()
    transitions = len(rank(atom, neutrinos))
    cold = time.perf_counter() - start
    return [
        Measurement(
            "atoms: all M1 transitions, 4 <= n <= 10, l >= 3",
            cold,
            "s",
            _RANKING,
            note=f"{transitions} transitions, first call, nothing cached",
        ),
        Measurement(
            "atoms: the same again", seconds(lambda: rank(atom, neutrinos), repeat=3), "s"
        ),
        *_radial_integrals(),
        *(
            Measurement(
                f"atoms: E1/M1 of {line}, {_SCANNED} masses, {nature}",
                _scan(line, nature),
                "ms",
                _SCAN,
            )
            for line in _LINES
            for nature in ("dirac", "majorana")
        ),
    ]

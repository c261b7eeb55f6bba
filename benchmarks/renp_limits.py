"""Limits of radiative pair emission: a figure, a scan, sums over the trigger energies."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.catalogue import evaluate
from softnu.neutrinos import Neutrinos
from softnu.renp.kernels import limits as kernels
from softnu.renp.kernels.rates import Events
from softnu.renp.kernels.statistics import CHI2_95, chi_square
from softnu.renp.runs import Schedule, Target
from softnu.renp.sensitivity import limits

_RUN = {
    "atom": "Yb",
    "n_a": "1e21 1/cm3",
    "volume": "100 cm3",
    "trigger_energies": ["1.069 eV", "1.07 eV", "1.0708 eV"],
    "live_time": "20 d",
    "oscillation_set": "deSalas-2020",
}
_COUPLINGS = (
    ("g_L", "dirac"),
    ("g_R", "dirac"),
    ("g_R", "majorana"),
    ("y_S", "dirac"),
    ("y_P", "dirac"),
    ("y_P", "majorana"),
)
#: Masses of a curve, and points of a scan along each of its three axes.
_MASSES, _SCAN = 400, 100
_FEW = 20_000
#: Targets, seconds on one core.
_PANEL, _SCAN_SECONDS = 0.1, 10.0


def _energies(low: float, high: float, count: int):
    return np.geomspace(low, high, count) * u.eV


def _panel() -> None:
    target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")
    masses = _energies(1e-3, 1e4, _MASSES)
    for coupling, nature in _COUPLINGS:
        nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", nature=nature)
        limits(target, schedule, nu, coupling, "E_11", masses)


def _scan(binning: str, count: int = _SCAN) -> None:
    evaluate(
        "renp.limit",
        **_RUN,
        m_lightest=_energies(1e-3, 5e-2, _SCAN)[:, np.newaxis, np.newaxis],
        alpha21=np.linspace(0.0, np.pi, count)[:, np.newaxis] * u.rad,
        nature="majorana",
        coupling="g_L",
        matrix="E_12",
        m_med=_energies(1e-3, 1e4, _SCAN),
        binning=binning,
    )


def _events(count: int) -> tuple[Events, np.ndarray]:
    rng = np.random.default_rng(4)
    N = rng.uniform(1.0, 50.0, (3, count))
    B = rng.uniform(0.1, 1.0, (3, count))
    A = rng.uniform(-2.0, 2.0, (3, count)) * np.sqrt(B * N)
    return Events(N, A, B), np.full(count, CHI2_95)


def _by_scan(events: Events, points: int = 2000) -> np.ndarray:
    """Largest allowed coupling up to which chi^2 stays below c, on a grid."""
    g = np.linspace(0.0, 20.0, points)
    total = sum(
        chi_square("poisson", N[:, np.newaxis], np.outer(A, g) + np.outer(B, g**2))
        for N, A, B in zip(*events, strict=True)
    )
    return g[np.argmax(total > CHI2_95, axis=1)]


def measure() -> list[Measurement]:
    events, c = _events(_FEW)
    few = Events(*(part[:, :1000] for part in events))
    one_by_one = seconds(lambda: _by_scan(few), repeat=2) / 1000
    ours = seconds(lambda: kernels.frequency_edges(events, "poisson", c), repeat=3) / _FEW
    found = kernels.from_edges(kernels.frequency_edges(few, "poisson", c[:1000])).positive
    differ = np.max(np.abs(found - _by_scan(few)))
    return [
        Measurement(
            "renp: a figure, 6 couplings x 400 masses, both signs",
            seconds(_panel, repeat=3),
            "s",
            _PANEL,
        ),
        Measurement(
            "renp: 1e6 limits, m_lightest x phase x mass",
            seconds(lambda: _scan("total"), repeat=2),
            "s",
            _SCAN_SECONDS,
        ),
        Measurement(
            "renp: peak memory of these",
            peak_bytes(lambda: _scan("total")) / (8.0 * _SCAN**3),
            "outputs",
        ),
        Measurement(
            "renp: 1e5 of these, summed over trigger energies",
            seconds(lambda: _scan("per_frequency", _SCAN // 10), repeat=1),
            "s",
            _SCAN_SECONDS,
        ),
        Measurement(
            "renp: sums over trigger energies, all roots",
            1e6 * ours,
            "us/point",
        ),
        Measurement(
            "renp: one root on a grid of 2000 couplings, over ours",
            one_by_one / ours,
            "x",
            1.0,
            at_most=False,
            note=f"they differ by {differ:.0e}, a step is 1e-2",
        ),
    ]

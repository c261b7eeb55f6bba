"""Spectra of neutrino pairs with a mediator: points per second, over integrals by scipy."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from unittest import mock

import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.constants import G_F
from softnu.neutrinos import Neutrinos
from softnu.renp.kernels import couplings, kinematics, master, mediators, spectrum
from softnu.renp.kernels.weights import AVERAGE

#: Ytterbium and a vector of 1 keV that couples to two mass states.
_E_EG, _E_VG = np.float64(2.14348), np.float64(2.23072)
_M_V, _NO_WIDTH, _NO_BOOST = np.float64(1e3), np.float64(0.0), np.float64(0.0)
_G_A = -3e-18
#: Points of one call, and of the route that goes point by point.
_MANY, _FEW = 1_000_000, 10
#: Targets: points per second of both paths, what they may differ by, speed over quadrature.
_COMPILED, _ARRAYS = 1e7, 1.5e6
_EQUAL = 1e-13
_RATIO = 1e4
#: Memory, in arrays of the output's size.
_OUTPUTS = 20.0

_NEUTRINOS = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
_MASSES = _NEUTRINOS.masses.value
_A = couplings.axial_coupling(_NEUTRINOS.mixing[0])
_G = np.array([[1.0, 0.5j, 0.0], [-0.5j, 0.0, 0.0], [0.0, 0.0, 0.0]])
_NONE = np.zeros((3, 3), dtype=complex)


def _spectrum(omega: np.ndarray) -> np.ndarray:
    photon = kinematics.photon_at(_E_EG, omega, _NO_BOOST)
    weak, vector = couplings.weak_current(_A, False), couplings.vector_current(_G, _NONE, False)
    weights = master.quadratic_form(weak, vector, _MASSES, False)
    sums = master.response(photon, _MASSES, np.asarray(AVERAGE), weights)
    k = _G_A * mediators.vector_strength(photon.s, _M_V, _NO_WIDTH)
    return sums.at(k) * spectrum.energy_factor(omega, _E_VG, None)


def _compiled(omega: np.ndarray) -> np.ndarray:
    with mock.patch.object(master, "MANY", 0):
        return _spectrum(omega)


def _arrays(omega: np.ndarray) -> np.ndarray:
    with mock.patch.object(master, "MANY", np.inf):
        return _spectrum(omega)


def _over_phase_space(omega: float, integral: Callable[..., float]) -> float:
    """Sum over ordered pairs of an integral over the energy of neutrino i.

    `integral` gets the limits, and as functions of the energy the momentum along that of the
    pair and the square of the one across it, and the product of both four-momenta.
    """
    q0, Q = float(_E_EG) - omega, omega
    s = q0 * q0 - Q * Q
    k = _G_A / (np.sqrt(2.0) * G_F * (s - float(_M_V) ** 2))
    total = 0.0
    for i, m_i in enumerate(_MASSES):
        for j, m_j in enumerate(_MASSES):
            if s <= (m_i + m_j) ** 2:
                continue
            A_i = s + m_i**2 - m_j**2
            middle = 0.5 * q0 * A_i / s
            half = 0.5 * Q * np.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s

            def momenta(E: float, A_i: float = A_i, m_i: float = m_i) -> tuple[float, float]:
                along = (q0 * E - 0.5 * A_i) / Q
                return along, E * E - m_i * m_i - along * along

            product = 0.5 * (s - m_i**2 - m_j**2)
            square = abs(_A[i, j] + k * _G[i, j]) ** 2
            total += square * integral(middle - half, middle + half, momenta, product, Q)
    return float(total / Q / (_E_VG - omega) ** 2)


def _energy_and_azimuth(low, high, momenta, product, Q) -> float:
    """Both variables of the phase space by scipy, the components of the current one by one."""

    def squared(azimuth: float, E: float) -> float:
        along, across = momenta(E)
        x, y = across * np.cos(azimuth) ** 2, across * np.sin(azimuth) ** 2
        components = (product - 2.0 * x, product - 2.0 * y, product + 2.0 * along * (Q - along))
        return sum(components) / 3.0 / (2.0 * np.pi)

    return integrate.dblquad(squared, low, high, 0.0, 2.0 * np.pi)[0]


def _energy_alone(low, high, momenta, product, Q) -> float:
    """The azimuth by hand."""

    def squared(E: float) -> float:
        along, across = momenta(E)
        return product + 2.0 * (along * (Q - along) - across) / 3.0

    return integrate.quad(squared, low, high)[0]


def _by_quadrature(omega: np.ndarray, integral: Callable[..., float]) -> np.ndarray:
    return np.array([_over_phase_space(float(x), integral) for x in omega])


def measure() -> list[Measurement]:
    omega = np.linspace(0.9, 1.075, _MANY)
    start = time.perf_counter()
    _compiled(omega[:1])
    compiling = time.perf_counter() - start
    compiled = _MANY / seconds(lambda: _compiled(omega))
    arrays = _MANY / seconds(lambda: _arrays(omega))
    loops, plain = _compiled(omega), _arrays(omega)
    difference = float(np.max(np.abs(loops - plain)) / np.max(plain))
    few = np.linspace(0.9, 1.07, _FEW)
    exact = _arrays(few)
    routes = [
        ("energy and azimuth", partial(_by_quadrature, few, _energy_and_azimuth), _RATIO),
        ("energy, azimuth by hand", partial(_by_quadrature, few, _energy_alone), None),
    ]
    return [
        Measurement(
            "renp: weak and vector spectrum, compiled",
            compiled,
            "points/s",
            _COMPILED,
            at_most=False,
        ),
        Measurement("renp: the same with arrays", arrays, "points/s", _ARRAYS, at_most=False),
        Measurement("renp: the difference of both", difference, "", _EQUAL),
        Measurement("renp: compiling the loops", compiling, "s", note="once a process"),
        *(
            Measurement(
                f"renp: scipy over {name}, over compiled",
                compiled * seconds(route, repeat=1) / _FEW,
                "x",
                target,
                at_most=False,
                note=f"they differ by {np.max(np.abs(route() / exact - 1.0)):.0e}",
            )
            for name, route, target in routes
        ),
        Measurement(
            "renp: peak memory for 1e6 points",
            peak_bytes(lambda: _arrays(omega)) / omega.nbytes,
            "outputs",
            _OUTPUTS,
        ),
    ]

"""Pauli blocking: closed form at rest, quadrature in arbitrary precision, limits, errors."""

from __future__ import annotations

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import SoftnuError
from softnu.renp.kernels import couplings
from softnu.renp.kernels.kinematics import photon_at
from softnu.renp.kernels.master import quadratic_form
from softnu.renp.kernels.pauli import pair_at_rest, pauli_factor

#: Sums of some thousand terms of the same sign.
RTOL_SUM = 1e-13
#: The largest difference of the two integrals that was found is 8e-14.
ATOL_QUADRATURE = 1e-12
#: Where the result depends on the momentum of the pair, a difference of photon energies.
ATOL_ROUNDING = 1e-9

E = 2.14348
T = 1.6765e-4
YB = {"atom": "Yb", "m_lightest": "0.01 eV", "oscillation_set": "deSalas-2020"}


def weights_of(a: np.ndarray, masses: np.ndarray, majorana: bool) -> np.ndarray:
    return quadratic_form(couplings.weak_current(a, majorana), None, masses, majorana)


def hermitian(rng: np.random.Generator) -> np.ndarray:
    matrix = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
    return matrix + matrix.conj().T


def by_quadrature(omega, boost, masses, a, majorana, W_L, temperature, mu) -> float:
    """Blocked over free spectrum in the energy of neutrino i, with the digits of long doubles."""
    x, w = np.polynomial.legendre.leggauss(30)
    omega, boost, E_eg, temperature, mu = np.array(
        [omega, boost, E, temperature, mu], dtype=np.longdouble
    )
    q0, Q = E_eg - omega, abs(boost * E_eg - omega)
    s = (1 - boost) * E_eg * ((1 + boost) * E_eg - 2 * omega)
    blocked = free = 0.0
    for i, m_i in enumerate(masses.astype(np.longdouble)):
        for j, m_j in enumerate(masses.astype(np.longdouble)):
            if s <= (m_i + m_j) ** 2:
                continue
            half = Q * np.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / (2 * s)
            middle = q0 * (s + m_i**2 - m_j**2) / (2 * s)
            # Both ends may hold layers of width T: intervals shrink towards them.
            steps = np.concatenate([[0.0], np.longdouble(2) ** np.arange(-40, 1)])
            away = half * (steps[:-1, None] + np.diff(steps)[:, None] * (1 + x) / 2)
            measure = half * np.diff(steps)[:, None] * w / 2
            for E_i in (middle - half + away, middle + half - away):
                p_i = np.sqrt(np.maximum((E_i - m_i) * (E_i + m_i), 0))
                p_j = np.sqrt(np.maximum((q0 - E_i - m_j) * (q0 - E_i + m_j), 0))
                along = (q0 * E_i - (s + m_i**2 - m_j**2) / 2) / Q
                PP = (s - m_i**2 - m_j**2) / 2
                value = W_L * (2 * along * (Q - along) + PP)
                value = value + (1 - W_L) * (PP - p_i**2 + along**2)
                value = abs(a[i, j]) ** 2 * value
                if majorana:
                    value = value - m_i * m_j * (a[i, j] ** 2).real
                f = 1 / (np.exp((p_i - mu) / temperature) + 1)
                g = 1 / (np.exp((p_j + mu) / temperature) + 1)
                # The average over the phase space of a pair is that over energies, times Delta.
                size = half / Q / half
                free += np.sum(size * measure * value)
                blocked += np.sum(size * measure * value * (1 - f) * (1 - g))
    return float(blocked / free)


@pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
@pytest.mark.parametrize(
    ("omega", "boost"),
    [(2.12346, 0.99066), (2.12, 0.989), (1.066717, 0.0), (1.3, 0.6), (2.1333, 0.995)],
)
def test_blocking_is_an_integral_over_energies(omega, boost, majorana):
    rng = np.random.default_rng(2)
    masses = np.array([0.0045, 0.005, 0.0061])
    a = hermitian(rng)
    for W_L, temperature, mu in ((1 / 3, T, 0.0), (0.0, T, 3e-4), (1.0, 5 * T, -2e-3)):
        photon = photon_at(np.float64(E), np.float64(omega), np.float64(boost))
        found = pauli_factor(
            photon,
            masses,
            np.float64(W_L),
            weights_of(a, masses, majorana),
            np.float64(temperature),
            np.float64(mu),
        )
        expected = by_quadrature(omega, boost, masses, a, majorana, W_L, temperature, mu)
        assert found == pytest.approx(expected, rel=0, abs=ATOL_QUADRATURE)


@given(
    p=st.floats(1e-8, 1e-2),
    mu=st.floats(-1e-2, 1e-2),
    temperature=st.floats(1e-6, 1e-1),
    W_L=st.floats(0.0, 1.0),
)
def test_a_pair_at_rest_is_blocked_by_the_occupation_of_its_momentum(p, mu, temperature, W_L):
    masses = np.array([0.02, 1.0, 1.0])
    photon = pair_at_rest(np.float64(E), np.float64(p), masses[0])
    found = pauli_factor(
        photon,
        masses,
        np.float64(W_L),
        weights_of(np.eye(3, dtype=complex), masses, False),
        np.float64(temperature),
        np.float64(mu),
    )
    with mpmath.workdps(40):
        holes = [
            1 / (1 + mpmath.exp((sign * mu - mpmath.mpf(p)) / temperature)) for sign in (1, -1)
        ]
        expected = float(holes[0] * holes[1])
    # An exponent of some thousands is rounded.
    rtol = RTOL_SUM + 4e-16 * (abs(mu) + p) / temperature
    assert found == pytest.approx(expected, rel=rtol, abs=1e-300)


def test_without_boost_blocking_is_negligible_but_seen():
    # One neutrino is slow here.
    corner = evaluate("renp.pauli_factor", **YB, trigger_energy="1.066717 eV", T="1.6765e-4 eV")
    assert 1.0 - corner.value == pytest.approx(1.1e-7, rel=0.05, abs=0)
    far = evaluate("renp.pauli_factor", **YB, trigger_energy="1.0716 eV", T="1.6765e-4 eV")
    assert far.value == pytest.approx(1.0, rel=RTOL_SUM, abs=0)


def test_a_boosted_pair_at_rest_is_the_same_by_both_ways():
    p = 2e-4
    by_momentum = evaluate("renp.pauli_factor", **YB, p=f"{p} eV")
    q0 = 2.0 * np.hypot(p, 0.01)
    found = evaluate(
        "renp.pauli_factor",
        **YB,
        trigger_energy=(E - q0) * u.eV,
        boost=(E - q0) / E,
    )
    assert found.value == pytest.approx(by_momentum.value, rel=0, abs=ATOL_ROUNDING)


def test_blocking_is_symmetric_in_the_chemical_potential_and_falls_with_temperature():
    mu = np.array([-1e-3, -1e-4, 0.0, 1e-4, 1e-3])
    found = evaluate(
        "renp.pauli_factor", **YB, trigger_energy="2.12346 eV", boost=0.99066, mu=mu * u.eV
    ).value
    assert found == pytest.approx(found[::-1], rel=RTOL_SUM, abs=0)
    factors = evaluate(
        "renp.pauli_factor", **YB, p="1e-4 eV", T=["1e-9 K", "1 K", "10 K", "1e9 K"]
    )
    assert np.all(np.diff(factors.value) < 0.0)
    # Nothing is filled, or a quarter of all pairs of states is free.
    assert factors.value[[0, -1]] == pytest.approx([1.0, 0.25], rel=1e-6, abs=0)


def test_blocking_broadcasts():
    temperatures = np.array([1.0, 2.0, 3.0]) * T
    p = np.array([1e-4, 1e-3])[:, np.newaxis]
    masses = np.array([0.01, 0.0132, 0.05])
    weights = weights_of(hermitian(np.random.default_rng(5)), masses, True)

    def factor(p, temperature):
        photon = pair_at_rest(np.float64(E), p, masses[0])
        return pauli_factor(photon, masses, np.float64(0.3), weights, temperature, np.float64(0.0))

    found = factor(p, temperatures)
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx(factor(p[1, 0], temperatures[2]), rel=RTOL_SUM, abs=0)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"trigger_energy": "1.0717 eV"}, "no pair can be emitted"),
        ({"p": "2 eV"}, "p = 2 eV is not allowed: .* more energy than E_eg"),
        ({"p": "0 eV"}, "p = '0 eV' is not allowed"),
        ({"p": "1e-4 eV", "T": "0 K"}, "T = '0 K' is not allowed"),
        ({"p": "1e-4 eV", "trigger_energy": "1 eV"}, "give only one of"),
        ({"p": "1e-4 eV", "boost": 0.1}, "give only one of"),
        ({}, "missing: trigger_energy"),
        ({"trigger_energy": "2.3 eV", "boost": 0.9}, "must be below"),
        ({"trigger_energy": "1 eV", "boost": 1}, "boost = '1' is not allowed"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    with pytest.raises(SoftnuError, match=message):
        evaluate("renp.pauli_factor", **YB, **given_values)

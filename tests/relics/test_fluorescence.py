"""Fluorescence: kinematics, golden rule in arbitrary precision, resonance, slow light."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.constants import ALPHA, HBAR_C
from softnu.errors import SoftnuError
from softnu.relics.kernels import fluorescence

#: A few roundings of closed forms.
RTOL_ROUNDING = 4e-15
#: Numbers quoted with four digits.
RTOL_FOUR_DIGITS = 1e-4

NORMAL = {"m_i": "0.050129831437977126 eV", "m_j": "0 eV"}
INVERTED = {"m_i": "0.04983974317750845 eV", "m_j": "0.049082583469088094 eV"}
MEDIUM = {
    "n_d": "1e22 1/cm3",
    "dipole": 1,
    "Gamma_v": "1e-10 eV",
    "n": "56 1/cm3",
    "volume": "27 m3",
}
C_SQ = {"normal": 0.01498828923, "inverted": 0.20373195716140957}


@given(m_i=st.floats(1e-3, 1.0), gap=st.floats(1e-9, 1.0))
def test_energy_and_momentum_are_conserved(m_i, gap):
    m_j = m_i * (1 - gap)
    omega = fluorescence.photon_energy(np.float64(m_i), np.float64(m_j))
    with mpmath.workdps(40):
        M, m = mpmath.mpf(m_i), mpmath.mpf(m_j)
        exact = (M**2 - m**2) / (2 * M)
        assert mpmath.almosteq(exact + mpmath.sqrt(exact**2 + m**2), M, 1e-35)
    assert omega == pytest.approx(float(exact), rel=RTOL_ROUNDING, abs=0)


@given(
    transition=st.sampled_from(["E1", "M1"]),
    m_j=st.floats(0.0, 0.049),
    V_g=st.floats(0.0, 1.0),
    detuning=st.floats(-1e-9, 1e-9),
)
def test_the_rate_is_the_golden_rule(transition, m_j, V_g, detuning):
    m_i, C_sq, n_d, d, width = 0.05, 0.015, 7.7e7, 1.3, 1e-10
    with mpmath.workdps(40):
        M, m = mpmath.mpf(m_i), mpmath.mpf(m_j)
        k = (M**2 - m**2) / (2 * M)
        e_sq = 4 * mpmath.pi * mpmath.mpf(ALPHA)
        if transition == "M1":
            # |B|^2 = k^2/(2 omega), mu_B = e/(2 m_e).
            moment = mpmath.mpf(d) ** 2 * e_sq / (4 * mpmath.mpf("510998.95") ** 2)
            field, f = moment * k**4 / k, mpmath.mpf(1) / 3
        else:
            debye = mpmath.mpf("1e-21") / 299792458 / mpmath.mpf("1.602176634e-19")
            x = mpmath.mpf(d) * debye / mpmath.mpf(HBAR_C)
            field, f = e_sq * x**4 * k * k**4, mpmath.mpf(1) / 15
        D_k = 1 / (mpmath.mpf(V_g) + k / mpmath.sqrt(k**2 + m**2))
        resonance = mpmath.mpf(detuning) ** 2 + mpmath.mpf(width) ** 2 / 4
        G_F = mpmath.mpf("1.1663787e-23")
        expected = G_F**2 * C_sq / (2 * mpmath.pi) * f * mpmath.mpf(n_d) ** 2 * D_k * field
        expected = float(expected / resonance)
    values = [np.float64(v) for v in (m_i, m_j, C_sq, n_d, d, width)]
    f_theta = np.float64(fluorescence.F_THETA[transition])
    found = fluorescence.rate(transition, *values, f_theta, np.float64(V_g), np.float64(detuning))
    # k^5 carries the rounding of m_i - m_j five times.
    assert found == pytest.approx(expected, rel=20 * RTOL_ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("transition", "ordering", "expected"),
    [
        ("M1", "normal", 12.80),
        ("M1", "inverted", 9.234e-3),
        ("E1", "normal", 2.082e-7),
        ("E1", "inverted", 1.350e-13),
    ],
)
def test_rates_of_a_cube_of_three_metres(transition, ordering, expected):
    masses = NORMAL if ordering == "normal" else INVERTED
    found = evaluate(
        "relics.fluorescence.rate",
        transition=transition,
        C_sq=C_SQ[ordering],
        **masses,
        **MEDIUM,
    )
    assert found.unit == "1/yr"
    assert found.value == pytest.approx(expected, rel=4 * RTOL_FOUR_DIGITS, abs=0)


def test_photon_energies_of_both_orderings():
    for masses, expected in ((NORMAL, 0.0250649), (INVERTED, 7.51408e-4)):
        found = evaluate("relics.fluorescence.photon_energy", **masses)
        assert found.value == pytest.approx(expected, rel=RTOL_FOUR_DIGITS, abs=0)


@given(detuning=st.floats(0.0, 1e-8))
def test_the_resonance_is_a_lorentzian(detuning):
    arguments = [np.float64(v) for v in (0.05, 0.01, 0.015, 7.7e7, 1.0, 1e-10, 1 / 3, 1.0)]
    peak = fluorescence.rate("M1", *arguments, np.float64(0.0))
    for sign in (-1, 1):
        found = fluorescence.rate("M1", *arguments, np.float64(sign * detuning))
        assert found == pytest.approx(
            peak / (1 + (2e10 * detuning) ** 2), rel=RTOL_ROUNDING, abs=0
        )


def test_the_spread_of_momenta_spares_slow_light():
    normal = NORMAL | {"Gamma_v": "1e-10 eV", "T": "1.95 K"}
    fast = evaluate("relics.fluorescence.spread_factor", **normal)
    assert fast.value == pytest.approx(4.264e-7, rel=RTOL_FOUR_DIGITS, abs=0)
    # S goes to V_g: twice the loss of V_g = 1, where S = 1/2, at V_g << 1.
    slow = evaluate("relics.fluorescence.spread_factor", **normal, V_g=1e-6)
    assert slow.value == pytest.approx(0.5e6 * fast.value, rel=2e-6, abs=0)
    for V_g in (0, 1e-7):
        assert evaluate("relics.fluorescence.spread_factor", **normal, V_g=V_g).value == 1.0
    assert evaluate("relics.fluorescence.spread_factor", **normal | {"Gamma_v": "0 eV"}) == 0.0


@given(V_g=st.floats(0.0, 1.0), m_j=st.floats(0.0, 0.0499), width=st.floats(1e-13, 1e-3))
def test_the_spread_never_helps(V_g, m_j, width):
    arguments = [np.float64(v) for v in (width, 0.05, m_j, 2700.0, V_g)]
    assert 0.0 < fluorescence.spread_factor(*arguments) <= 1.0


def test_the_medium_answers_coherently():
    n = 3.7
    given_values = {"transition": "M1", "C_sq": 0.015} | NORMAL | MEDIUM
    one = evaluate("relics.fluorescence.rate", **given_values)
    more = evaluate("relics.fluorescence.rate", **given_values | {"n_d": f"{n}e22 1/cm3"})
    assert more.value == pytest.approx(n**2 * one.value, rel=RTOL_ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"m_j": "0.0502 eV"}, "m_j is not allowed: it must be below m_i"),
        ({"m_i": "0 eV"}, "m_i = '0 eV' is not allowed"),
        ({"Gamma_v": "-1e-10 eV"}, "Gamma_v = '-1e-10 eV' is not allowed"),
        ({"Gamma_v": "0 eV"}, "Gamma_v = 0 is not allowed with detuning = 0"),
        ({"V_g": -0.1}, "V_g = '-0.1' is not allowed"),
        ({"transition": "E2"}, "unknown transition 'E2'"),
        ({"C_sq": 1.5}, "C_sq = '1.5' is not allowed"),
        ({"volume": "3 m"}, "volume in 'm' has the wrong unit"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    good = {"transition": "M1", "C_sq": 0.015} | NORMAL | MEDIUM
    with pytest.raises(SoftnuError, match=message):
        evaluate("relics.fluorescence.rate", **good | given_values)


@pytest.mark.parametrize("name", ["photon_energy", "spread_factor"])
def test_no_photon_without_a_lighter_neutrino(name):
    rest = {"Gamma_v": "1e-10 eV"} if name == "spread_factor" else {}
    with pytest.raises(SoftnuError, match="m_j is not allowed"):
        evaluate(f"relics.fluorescence.{name}", m_i="0.05 eV", m_j="0.05 eV", **rest)

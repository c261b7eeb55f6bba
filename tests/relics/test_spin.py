"""Stodolsky effect: currents from explicit spinors, splittings, torque, phases."""

from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import SoftnuError
from softnu.relics.kernels import stodolsky

#: A few roundings of closed forms.
RTOL_ROUNDING = 2e-15
#: Constants typed with ten digits.
RTOL_TYPED = 1e-9
#: Numbers quoted with three digits.
RTOL_THREE_DIGITS = 3e-3

ZERO, ONE = np.zeros((2, 2)), np.eye(2)
GAMMA_5 = np.block([[-ONE, ZERO], [ZERO, ONE]])
DENSITIES = [np.float64(n) for n in (7.0, 3.0, 2.0, 11.0)]

speeds = st.floats(0.0, 1.0)


def spinor(h: int, v: float) -> np.ndarray:
    """Positive-energy spinor along z, chiral basis, with u^dagger u = 1."""
    xi = np.array([1.0, 0.0]) if h > 0 else np.array([0.0, 1.0])
    # sqrt(E -+ h p) of both chiralities, over sqrt(2E).
    left, right = np.sqrt((1 - h * v) / 2), np.sqrt((1 + h * v) / 2)
    return np.concatenate([left * xi, right * xi])


@given(v=speeds, h=st.sampled_from([-1, 1]))
def test_currents_are_matrix_elements_of_spinors(v, h):
    state = spinor(h, v)
    element = state @ (np.eye(4) - GAMMA_5) @ state
    one = [np.float64(0.0)] * 4
    one[0 if h < 0 else 1] = np.float64(1.0)
    found = stodolsky.dirac_current(*one, np.float64(v))
    assert found == pytest.approx(element, rel=0, abs=RTOL_ROUNDING)
    # An antineutrino of helicity h: charge conjugation turns the vector, not the axial part.
    element = -(state @ (np.eye(4) + GAMMA_5) @ state)
    one = [np.float64(0.0)] * 4
    one[2 if h < 0 else 3] = np.float64(1.0)
    found = stodolsky.dirac_current(*one, np.float64(v))
    assert found == pytest.approx(element, rel=0, abs=RTOL_ROUNDING)
    # Majorana: the vector current vanishes, the axial one is doubled.
    element = -2.0 * (state @ GAMMA_5 @ state)
    one = [np.float64(0.0)] * 2
    one[0 if h < 0 else 1] = np.float64(1.0)
    found = stodolsky.majorana_current(*one, np.float64(v))
    assert found == pytest.approx(element, rel=0, abs=RTOL_ROUNDING)


def test_fast_neutrinos_count_by_the_weakly_produced_helicity():
    n_left, n_right, nbar_left, nbar_right = DENSITIES
    fast = stodolsky.dirac_current(*DENSITIES, np.float64(1.0))
    assert fast == 2 * (n_left - nbar_right)
    slow = stodolsky.dirac_current(*DENSITIES, np.float64(0.0))
    assert slow == n_left + n_right - nbar_left - nbar_right
    assert stodolsky.majorana_current(n_left, n_right, np.float64(0.0)) == 0.0


@given(v=speeds)
def test_particles_and_antiparticles_have_opposite_currents(v):
    n_left, n_right, nbar_left, nbar_right = DENSITIES
    found = stodolsky.dirac_current(n_left, n_right, nbar_left, nbar_right, np.float64(v))
    mirror = stodolsky.dirac_current(nbar_right, nbar_left, n_right, n_left, np.float64(v))
    assert found == -mirror
    n, w = np.float64(5.0), np.float64(v)
    assert stodolsky.majorana_current(n, n, w) == 0.0
    assert stodolsky.dirac_current(n, n * 0, n * 0, n, w) == 0.0


def test_the_splitting_and_its_torque():
    # n_nu - n_nubar = 2 x 56/cm3 of fast Dirac neutrinos.
    fast = {"nature": "dirac", "n_left": "112 1/cm3", "n_right": "0 1/cm3", "v": 1}
    J0 = evaluate("relics.stodolsky.current", **fast)
    assert J0.value == pytest.approx(224.0, rel=RTOL_ROUNDING, abs=0)
    spin = {"g_A": -0.5, "wind": 1e-3, "J0": J0}
    energy = evaluate("relics.stodolsky.splitting", **spin)
    natural = 224.0 * (1.973269804593e-5) ** 3  # eV^3
    assert energy.value == pytest.approx(
        np.sqrt(2) * 1.1663787e-23 * 0.5 * 1e-3 * natural, rel=RTOL_TYPED, abs=0
    )
    body = {"molar_mass": "100 g/mol", "R": "1 cm"}
    found = evaluate("relics.stodolsky.acceleration", **spin, **body)
    per_mass = 6.02214076e23 / (100 * u.g)
    expected = (per_mass * energy / np.pi / (1 * u.cm)).to("cm/s2")
    assert found.unit == u.Unit("cm/s2")
    assert found.value == pytest.approx(expected.value, rel=RTOL_TYPED, abs=0)
    assert found.value == pytest.approx(4.36e-29, rel=RTOL_THREE_DIGITS, abs=0)
    doubled = evaluate("relics.stodolsky.acceleration", **spin, **body, geometry_factor=2)
    assert doubled.value == pytest.approx(2 * found.value, rel=RTOL_ROUNDING, abs=0)


@given(g_A=st.floats(-2, 2), wind=st.floats(0, 1), J0=st.floats(-1e3, 1e3))
def test_the_splitting_does_not_depend_on_signs(g_A, wind, J0):
    found = stodolsky.splitting(np.float64(g_A), np.float64(wind), np.float64(J0))
    assert found >= 0.0
    assert found == stodolsky.splitting(np.float64(-g_A), np.float64(wind), np.float64(-J0))


def test_lengths_over_which_the_phase_is_the_coupling():
    per_cm3 = {"C": 1, "n": "1 mol/cm3"}
    for nature, factor, km in (("majorana", 1, 2585), ("dirac", 189, 13.7)):
        length = f"{km} km"
        found = evaluate(
            "relics.phase_probability", **per_cm3, length=length, nature=nature, E_over_p=factor
        )
        assert found.value == pytest.approx(1.0, rel=2 * RTOL_THREE_DIGITS, abs=0)


@pytest.mark.parametrize(
    ("name", "given_values", "message"),
    [
        ("stodolsky.current", {"nature": "majorana", "nbar_left": "1 1/cm3"}, "nbar_left is not"),
        ("stodolsky.current", {"nature": "majorana", "nbar_right": "1 1/cm3"}, "nbar_right is"),
        ("stodolsky.current", {"n_left": "-1 1/cm3"}, "n_left = '-1 1/cm3' is not allowed"),
        ("stodolsky.current", {"n_left": 1}, "n_left = 1 has no unit"),
        ("stodolsky.current", {"v": 1.1}, "v = '1.1' is not allowed"),
        ("stodolsky.splitting", {"wind": -1e-3}, "wind = '-0.001' is not allowed"),
        ("stodolsky.splitting", {"g_A": float("inf")}, "g_A"),
        ("stodolsky.acceleration", {"R": "0 cm"}, "R = '0 cm' is not allowed"),
        ("stodolsky.acceleration", {"molar_mass": "100 g"}, "molar_mass in 'g' has the wrong"),
        ("phase_probability", {"E_over_p": 2}, "E_over_p is not allowed for nature"),
        ("phase_probability", {"nature": "dirac", "E_over_p": 0.5}, "E_over_p = '0.5' is not"),
        ("phase_probability", {"nature": "weyl"}, "unknown nature 'weyl'"),
    ],
)
def test_what_is_not_allowed_is_named(name, given_values, message):
    spin = {"g_A": 0.5, "wind": 1e-3, "J0": "1 1/cm3"}
    good = {
        "stodolsky.current": {
            "nature": "dirac",
            "n_left": "1 1/cm3",
            "n_right": "1 1/cm3",
            "v": 0.5,
        },
        "stodolsky.splitting": spin,
        "stodolsky.acceleration": spin | {"molar_mass": "100 g/mol", "R": "1 cm"},
        "phase_probability": {
            "C": 1,
            "n": "1 mol/cm3",
            "length": "1 km",
            "nature": "majorana",
        },
    }
    with pytest.raises(SoftnuError, match=message):
        evaluate(f"relics.{name}", **good[name] | given_values)

"""Potentials, refraction, total reflection: spinors, dispersion in forty digits, tables."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.constants import G_F
from softnu.errors import SoftnuError
from softnu.matter import Material
from softnu.relics import matter_potential
from softnu.relics.kernels import potential

#: A few roundings of closed forms.
RTOL_ROUNDING = 4e-15
#: Quadrature of a smooth integrand.
RTOL_MEAN = 1e-13
#: Tables printed with three digits, constants typed with four.
RTOL_PRINTED = 5e-3
#: Their A is the molar mass rounded differently; the combination 3Z - A amplifies it.
RTOL_TABLE = 1e-2

IRON = {"density": "7.874 g/cm3", "molar_mass": "55.845 g/mol", "Z": 26, "A": 55.845}
LEFT = {"helicity": "left", "flavour": "e"}
speeds = st.floats(0.0, 1.0)
helicities = st.sampled_from(["left", "right"])
masses = st.one_of(st.just(0.0), st.floats(1e-9, 10.0))
momenta = st.floats(1e-8, 1e2)


def potential_of(**inputs):
    return float(evaluate("relics.potential", **(IRON | {"flavour": "e"} | inputs)).value)


@settings(max_examples=30)
@given(v=speeds, helicity=helicities)
def test_antineutrinos_of_the_opposite_helicity_feel_the_opposite(v, helicity):
    other = "right" if helicity == "left" else "left"
    nu = potential_of(particle="nu", helicity=helicity, v=v)
    nubar = potential_of(particle="nubar", helicity=other, v=v)
    assert nu == -nubar


@settings(max_examples=30)
@given(v=speeds)
def test_majorana_neutrinos_feel_the_difference_of_the_dirac_helicities(v):
    left, right = (potential_of(helicity=h, v=v) for h in ("left", "right"))
    for helicity, sign in (("left", 1), ("right", -1)):
        found = potential_of(nature="majorana", helicity=helicity, v=v)
        assert found == pytest.approx(sign * (left - right), rel=0, abs=RTOL_ROUNDING * 1.2e-13)


def test_fast_neutrinos_see_electrons_minus_half_the_neutrons():
    n = (7.874 / 55.845 * 6.02214076e23) * 1.973269804593025e-5**3
    expected = np.sqrt(2.0) * G_F * n * (26 - 0.5 * (55.845 - 26))
    assert potential_of(helicity="left", v=1) == pytest.approx(expected, rel=1e-12, abs=0)
    assert potential_of(helicity="right", v=1) == 0.0
    assert potential_of(helicity="left", v=0) == pytest.approx(0.5 * expected, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("material", "U_e", "U_mu"),
    [
        ("earth_crust", 2.499e-14, -2.602e-14),
        ("earth_mean", 4.849e-14, -5.396e-14),
        ("aluminium", 2.294e-14, -2.669e-14),
        ("iron", 5.961e-14, -8.029e-14),
        ("tungsten", 7.624e-14, -2.195e-13),
        ("lead", 4.052e-14, -1.307e-13),
    ],
)
def test_slow_neutrinos_in_common_matter(material, U_e, U_mu):
    for flavour, expected in (("e", U_e), ("mu", U_mu), ("tau", U_mu)):
        found = matter_potential(material, v=0, flavour=flavour)
        assert found.unit == "eV"
        assert float(found.value) == pytest.approx(expected, rel=RTOL_TABLE, abs=0)
        by_name = evaluate(
            "relics.potential", material=material, flavour=flavour, helicity="left", v=0
        )
        assert found == by_name


@settings(max_examples=30)
@given(m=st.floats(1e-12, 1e-3), k=st.floats(1e-3, 1.0))
def test_fast_neutrinos_of_the_wrong_helicity_keep_their_digits(m, k):
    found = potential_of(helicity="right", m_nu=f"{m} eV", k=f"{k} eV")
    with mpmath.workdps(40):
        E = mpmath.sqrt(mpmath.mpf(m) ** 2 + mpmath.mpf(k) ** 2)
        suppression = float((1 - mpmath.mpf(k) / E) / 2)
    full = potential_of(helicity="left", v=1)
    assert found == pytest.approx(full * suppression, rel=RTOL_ROUNDING, abs=0)


@settings(max_examples=30)
@given(v=speeds)
def test_mass_states_share_the_charged_current(v):
    total = sum(
        float(evaluate("relics.potential", **IRON, mass_state=i, helicity="left", v=v).value)
        for i in (1, 2, 3)
    )
    flavours = sum(potential_of(flavour=f, helicity="left", v=v) for f in ("e", "mu", "tau"))
    assert total == pytest.approx(flavours, rel=1e-13, abs=0)


def test_a_state_of_pure_nu_e_is_nu_e():
    found = evaluate(
        "relics.potential", **IRON, mass_state=1, theta12="0 rad", theta13="0 rad", **LEFT_STATE
    )
    assert found.value == pytest.approx(
        potential_of(helicity="left", v=0.3), rel=RTOL_ROUNDING, abs=0
    )


LEFT_STATE = {"helicity": "left", "v": 0.3}


@settings(max_examples=30)
@given(m=masses, k=momenta, size=st.floats(1e-20, 1e-3), sign=st.sampled_from([-1, 1]))
def test_delta_is_the_dispersion_relation(m, k, size, sign):
    U = sign * size
    found = potential.index_delta(np.float64(m), np.float64(U), np.float64(k))
    with mpmath.workdps(60):
        m_, k_, U_ = (mpmath.mpf(x) for x in (m, k, U))
        inside = (mpmath.sqrt(m_**2 + k_**2) - U_) ** 2 - m_**2
        expected = float((inside / k_**2 - 1) / 2)
        E = mpmath.sqrt(m_**2 + k_**2)
        # U near 2E cancels: k' = k again.
        size = float(abs(U_) * (2 * E + abs(U_)) / (2 * k_**2))
    assert found == pytest.approx(expected, rel=0, abs=RTOL_ROUNDING * size)


@settings(max_examples=30)
@given(d=st.floats(-0.5, 1e3))
def test_the_refractivity_is_the_root_less_one(d):
    with mpmath.workdps(40):
        # The root less one, as a quotient that does not cancel.
        x = 2 * mpmath.mpf(d)
        expected = float(x / (mpmath.sqrt(1 + x) + 1))
    assert potential.refractivity(np.float64(d)) == pytest.approx(
        expected, rel=RTOL_ROUNDING, abs=0
    )


@pytest.mark.parametrize("m", [0.0, 1e-9, 1e-5, 1e-3, 0.1, 10.0])
@pytest.mark.parametrize("U", [3e-14, -8e-6])
def test_the_mean_is_that_of_the_momenta(m, U):
    T = 1.68e-4
    with mpmath.workdps(25):
        occupied = [0, m / T, 1, 5, 20, 60] if 0 < m < T else [0, 1, 5, 20, 60]
        integral = mpmath.quad(
            lambda x: (
                (-2 * U * mpmath.sqrt((x * T) ** 2 + mpmath.mpf(m) ** 2) + U**2)
                / (2 * mpmath.mpf(T) ** 2)
                / (mpmath.exp(x) + 1)
            ),
            occupied,
        )
        expected = float(integral / (1.5 * mpmath.zeta(3)))
    found = potential.mean_index_delta(np.float64(m), np.float64(U), np.float64(T))
    assert found == pytest.approx(expected, rel=RTOL_MEAN, abs=0)


def test_slow_neutrinos_have_the_printed_mean():
    # Water: 0.384423 m U/T^2 = 1.73e-8.
    found = evaluate("relics.delta", m_nu="0.1 eV", U="1.269e-14 eV", T="1.95 K")
    assert found.value == pytest.approx(-1.73e-8, rel=RTOL_PRINTED, abs=0)
    one = evaluate("relics.delta", m_nu="0.1 eV", U="1.269e-14 eV", k="5.2955e-4 eV")
    assert one.value == pytest.approx(-4.53e-9, rel=RTOL_PRINTED, abs=0)


@settings(max_examples=30)
@given(d=st.floats(-0.49, -1e-12))
def test_at_the_critical_angle_nothing_penetrates_further(d):
    angle = float(evaluate("relics.critical_angle", delta=d).value)
    assert np.sin(angle) ** 2 == pytest.approx(-2 * d, rel=RTOL_ROUNDING, abs=0)
    # A massless neutrino with this delta: U (U - 2k)/(2k^2) = delta at k = 1 eV.
    U = -2 * d / (1 + np.sqrt(1 + 2 * d))
    below = evaluate(
        "relics.penetration_depth", m_nu="0 eV", U=f"{U} eV", k="1 eV", theta=f"{0.99 * angle} rad"
    )
    grazing = evaluate("relics.penetration_depth", m_nu="0 eV", U=f"{U} eV", k="1 eV")
    assert below > 5 * grazing
    length = grazing.value / 1.973269804593025e-7
    assert length == pytest.approx(1 / np.sqrt(-2 * d), rel=1e-13, abs=0)
    with pytest.raises(SoftnuError, match="below the critical angle"):
        evaluate(
            "relics.penetration_depth",
            m_nu="0 eV",
            U=f"{U} eV",
            k="1 eV",
            theta=f"{1.01 * angle} rad",
        )


def test_the_penetration_depth_of_the_table():
    for material, metres in (("water", 3.92), ("iron", 1.81), ("lead", 2.19)):
        U = matter_potential(material, v=0)
        found = evaluate("relics.penetration_depth", m_nu="0.1 eV", U=U, k="5.3e-4 eV")
        assert found.value == pytest.approx(metres, rel=RTOL_PRINTED, abs=0)


def test_total_reflection_at_all_angles():
    for d in (-0.5, -3.0):
        assert evaluate("relics.critical_angle", delta=d).value == np.pi / 2
    assert evaluate("relics.critical_angle", delta=0).value == 0.0


def test_a_material_of_ones_own():
    ice = Material("ice", "0.917 g/cm3", "18.015 g/mol", Z=10, A=18.015)
    found = matter_potential(ice, v=[0.0, 1.0], flavour="mu", particle="nubar")
    assert found.shape == (2,)
    assert found[1] == 2 * found[0] > 0


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("potential", IRON | LEFT | {"v": 1.5}, "v = '1.5' is not allowed"),
        ("potential", IRON | LEFT | {"v": 0.5, "k": "1 eV"}, "give only one of: v or"),
        ("potential", IRON | LEFT | {"k": "1 eV"}, "missing m_nu"),
        ("potential", IRON | LEFT | {"m_nu": "0.1 eV", "k": "0 eV"}, "k = '0 eV' is not"),
        ("potential", IRON | LEFT | {"m_nu": "-0.1 eV", "k": "1 eV"}, "m_nu = '-0.1 eV' is not"),
        ("potential", IRON | LEFT | {"v": 1, "theta12": "1 rad"}, "theta12 is not allowed with"),
        ("potential", IRON | LEFT | {"v": 1, "mass_state": 1}, "give only one of: flavour or"),
        ("potential", IRON | {"v": 1, "mass_state": 4, "helicity": "left"}, "mass_state"),
        ("potential", IRON | {"v": 1, "flavour": "e", "helicity": "up"}, "unknown helicity"),
        ("potential", IRON | LEFT | {"v": 1, "density": "-1 g/cm3"}, "density = '-1 g/cm3'"),
        (
            "potential",
            IRON | LEFT | {"v": 1, "Z": 60},
            "Z = 60 is not allowed: it must be at most",
        ),
        ("potential", IRON | LEFT | {"v": 1, "Z": -1}, "Z = '-1' is not allowed"),
        ("potential", IRON | LEFT | {"v": 1, "material": "iron"}, "give only one of: material"),
        ("potential", LEFT | {"v": 1, "material": "irn"}, "did you mean 'iron'"),
        (
            "potential",
            IRON | LEFT | {"v": 1, "nature": "majorana", "particle": "nubar"},
            "particle = 'nubar' is not allowed for nature = 'majorana'",
        ),
        ("delta", {"m_nu": "0.1 eV", "U": "nan eV", "k": "1 eV"}, "U = 'nan eV' is not allowed"),
        ("delta", {"m_nu": "0.1 eV", "U": "1 eV", "T": "0 K"}, "T = '0 K' is not allowed"),
        ("delta", {"m_nu": "0.1 eV", "U": "1 eV"}, "missing: k or T"),
        ("refractivity", {"m_nu": "0.1 eV", "U": "1e-3 eV", "k": "1e-4 eV"}, "below -1/2 no wave"),
        ("critical_angle", {"delta": 1e-3}, "delta = '0.001' is not allowed"),
        (
            "penetration_depth",
            {"m_nu": "0.1 eV", "U": "-1e-14 eV", "k": "1e-4 eV"},
            "waves enter the matter",
        ),
        (
            "penetration_depth",
            {"m_nu": "0.1 eV", "U": "1e-14 eV", "k": "1e-4 eV", "theta": "2 rad"},
            "theta = '2 rad' is not allowed",
        ),
    ],
)
def test_what_is_not_allowed_is_named(name, inputs, message):
    with pytest.raises(SoftnuError, match=message):
        evaluate(f"relics.{name}", **inputs)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"v": 2}, "v = '2' is not allowed"),
        ({"v": 0.5, "flavour": "x"}, "unknown flavour 'x'"),
        ({"v": 0.5, "nature": "x"}, "unknown nature"),
        ({"v": 0.5, "particle": "x"}, "unknown particle"),
        ({"v": 0.5, "helicity": "x"}, "unknown helicity"),
        ({"v": 0.5, "material": 3}, "give a name or a Material"),
    ],
)
def test_what_the_function_does_not_take_is_named(given_values, message):
    with pytest.raises(SoftnuError, match=message):
        matter_potential(**({"material": "iron"} | given_values))

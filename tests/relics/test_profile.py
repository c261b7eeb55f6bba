"""Density above named materials: brute sums over momenta, interpolation, gradients, errors."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import SoftnuError, ValidityWarning
from softnu.matter import material
from softnu.numerics.panels import panel_rule
from softnu.relics import matter_potential, overdensity_above
from softnu.relics.kernels import flat, guided, mean, thermal
from softnu.units import to_natural

#: Means over momenta, of their value at the surface.
TOL_MEAN = 2e-12
#: The remainder beyond waves of phase 400 is left out: of the remainder.
TOL_FAR = 1e-5
#: Closed forms of one momentum.
RTOL_ROUNDING = 2e-14
#: Printed numbers.
RTOL_PRINTED = 5e-3

T = 1.95 * 8.617333262145179e-5
METRE = 1 / 1.973269804593025e-7
CRUST = {"material": "earth_crust", "m_nu": "0.1 eV"}
#: Mass, potential at rest and its growth with speed: slow, fast, Majorana, wrong helicity.
NEUTRINOS = [
    (0.1, 1.25e-14, 1.25e-14),
    (0.1, -1.25e-14, -1.25e-14),
    (1e-5, 1e-14, 1e-14),
    (1e-5, -1e-14, 1e-14),
    (0.0, -3e-14, -3e-14),
    (0.05, 0.0, -1e-14),
    (0.1, -5e-12, -5e-12),
]


def neutrino(m, at_rest, with_speed):
    return mean.Neutrino(*(np.float64(x) for x in (T, m, at_rest, with_speed)))


def sum_over_momenta(h, m, at_rest, with_speed, guided_empty):
    """The mean with ten times as many nodes: graded about delta = -1/2, every wave resolved."""
    total = abs(at_rest + with_speed)
    onset = total + np.sqrt(total**2 + 2 * abs(at_rest) * m)
    near = 2.0 ** -np.arange(1.0, 30.0)
    edges = [[0.0], onset * (1 - near), [onset], onset * (1 + near[::-1])]
    edges += [np.geomspace(2 * onset, 45 * T, 200)]
    if h > 0:
        edges += [np.arange(3 / h, 45 * T, 3 / h)]
    p, weight = panel_rule(np.sort(np.concatenate(edges)))
    E = np.hypot(p, m)
    U = at_rest + with_speed * p / E
    delta = (-2 * E * U + U**2) / (2 * p**2)
    density = guided.flat_empty_density if guided_empty else flat.flat_density
    values = density(delta, 2 * h * p)
    return weight @ (p**2 / (np.exp(p / T) + 1) * values) / (1.5 * 1.2020569031595942 * T**3)


@pytest.mark.parametrize("parameters", NEUTRINOS)
@pytest.mark.parametrize("metres", [0.0, 1e-7, 5e-5, 1e-3])
@pytest.mark.parametrize("guided_empty", [False, True])
def test_the_mean_is_the_sum_over_momenta(parameters, metres, guided_empty):
    h = metres * METRE
    expected = sum_over_momenta(h, *parameters, guided_empty)
    found = mean.mean_density(np.float64(h), neutrino(*parameters), guided_empty)
    surface = sum_over_momenta(0.0, *parameters, guided_empty)
    # A wrong helicity of fast neutrinos hardly feels the matter: slow ones decide.
    tolerance = TOL_MEAN if parameters[1] != -parameters[2] else 1e-9
    assert found == pytest.approx(expected, rel=0, abs=tolerance * abs(surface))


@pytest.mark.parametrize("parameters", NEUTRINOS[:2])
def test_far_above_slow_neutrinos_decide(parameters):
    h = 0.1 * METRE
    expected = sum_over_momenta(h, *parameters, False)
    found = mean.mean_density(np.float64(h), neutrino(*parameters), False)
    m, at_rest, _ = parameters
    first = thermal.thermal_overdensity(h, np.float64(m), np.float64(at_rest), np.float64(T))
    assert found == pytest.approx(expected, rel=TOL_FAR, abs=0)
    # Ten centimetres above rock the first order fails where neutrinos are attracted.
    assert (abs(found) > 3 * abs(first)) == (at_rest < 0)


@pytest.mark.parametrize("U", [2.5e-14, -2.5e-14])
def test_low_momenta_at_the_surface(U):
    m = 0.1
    with mpmath.workdps(25):
        # delta = -mU/p^2 and the closed form of D at the surface.
        def weighted(p):
            d = -m * U / p**2
            D = mpmath.re((1 + 2 * d) ** mpmath.mpf(1.5)) / (3 * d) - 1 / (3 * d) - 1
            return p**2 / (mpmath.exp(p / T) + 1) * (D - d / 2)

        c = mpmath.sqrt(2 * m * abs(U))
        places = [0, c / 2, c, 2 * c, 10 * c, 100 * c, 1000 * c, 50 * T]
        first = -m * U * mpmath.log(2) / (2 * mpmath.mpf(T) ** 2) / (1.5 * mpmath.zeta(3))
        low = mpmath.quad(weighted, places) / (1.5 * mpmath.zeta(3) * mpmath.mpf(T) ** 3)
    assert float(low / first) == pytest.approx(-1.05e-7 if U > 0 else -1.6e-4, rel=0.03, abs=0)
    # The same for a mass so large that E = m, and no growth with speed.
    heavy = neutrino(1e4, U * m / 1e4, 0.0)
    found = mean.mean_density(np.float64(0.0), heavy, False)
    assert found == pytest.approx(float(first + low), rel=1e-11, abs=0)


@settings(max_examples=20)
@given(
    metres=st.floats(0.0, 1e-2), m=st.floats(0.01, 1.0), U=st.floats(1e-18, 1e-16), s=st.booleans()
)
def test_weak_matter_gives_the_first_order(metres, m, U, s):
    U = -U if s else U
    h = np.float64(metres * METRE)
    # Not growing with speed, and E = m up to (T/m)^2/2 times momenta of 13 T^2.
    found = mean.mean_density(h, neutrino(m, U, 0.0), False)
    first = thermal.thermal_overdensity(h, np.float64(m), np.float64(U), np.float64(T))
    surface = m * abs(U) / (2 * T**2)
    share = 3 * (T / m) ** 2 + 2 * (2 * m * abs(U)) ** 0.5 / T
    assert found == pytest.approx(float(first), rel=0, abs=share * surface)


@pytest.mark.parametrize("parameters", [NEUTRINOS[0], NEUTRINOS[1], NEUTRINOS[5]])
@pytest.mark.parametrize("guided_empty", [False, True])
def test_many_heights_are_interpolated_as_exactly(parameters, guided_empty):
    h = np.concatenate([[0.0], np.geomspace(1e-7, 0.03, 300)]) * METRE
    one = neutrino(*parameters)
    many = mean.mean_density(h, one, guided_empty)
    few = mean.mean_density(h[::60], one, guided_empty)
    np.testing.assert_allclose(many[::60], few, rtol=0, atol=TOL_MEAN * abs(few[0]))
    # Masses that differ from height to height cannot share a series.
    masses = mean.Neutrino(one.T, np.full(h.shape, one.m_nu), one.at_rest, one.with_speed)
    np.testing.assert_allclose(
        mean.mean_density(h[:40], masses._replace(m_nu=masses.m_nu[:40]), guided_empty),
        many[:40],
        rtol=0,
        atol=TOL_MEAN * abs(few[0]),
    )


def test_one_height_many_times():
    h = np.full(50, 1e-4) * METRE
    found = mean.mean_density(h, neutrino(*NEUTRINOS[1]), False)
    single = mean.mean_density(h[0], neutrino(*NEUTRINOS[1]), False)
    np.testing.assert_allclose(found, float(single), rtol=1e-10)


def test_real_momenta_and_the_ray_meet():
    edge = mean.RAY_FROM / (2 * T)
    for parameters in NEUTRINOS:
        below, above = (
            mean.mean_density(np.float64(edge * (1 + s * 1e-12)), neutrino(*parameters), False)
            for s in (-1, 1)
        )
        surface = mean.mean_density(np.float64(0.0), neutrino(*parameters), False)
        # The promise of both sides, of the value at the surface.
        assert below == pytest.approx(float(above), rel=0, abs=2 * 2e-12 * abs(float(surface)))


def test_no_matter_changes_nothing():
    for metres in (0.0, 1e-3):
        h = np.float64(metres * METRE)
        assert mean.mean_density(h, neutrino(0.1, 0.0, 0.0), True) == 0.0
    nothing = {"density": "0 g/cm3", "molar_mass": "1 g/mol", "Z": 1, "A": 2, "m_nu": "0.1 eV"}
    for momentum in ({"k": "1e-3 eV"}, {"T": "2 K"}):
        found = evaluate("relics.overdensity.profile", **nothing, **momentum, h="1 um")
        assert found.value == 0.0


@settings(max_examples=20)
@given(mm=st.floats(0.0, 2.0), k=st.floats(1e-4, 2e-3))
def test_antineutrinos_do_the_opposite_to_first_order(mm, k):
    inputs = CRUST | {"h": f"{mm} mm", "k": f"{k} eV"}
    nu, nubar = (
        float(evaluate("relics.overdensity.profile", **inputs, particle=p).value)
        for p in ("nu", "nubar")
    )
    delta = 2.6e-15 / k**2
    tolerance = 2 * delta * delta + RTOL_ROUNDING * delta
    assert nu == pytest.approx(-nubar, rel=0, abs=tolerance)


def test_one_momentum_is_the_flat_density_of_its_delta():
    inputs = CRUST | {"h": "0.2 mm", "k": "3e-4 eV", "flavour": "mu"}
    for modes in ("all", "guided_empty"):
        found = evaluate("relics.overdensity.profile", **inputs, modes=modes)
        U = evaluate(
            "relics.potential",
            material="earth_crust",
            flavour="mu",
            helicity="left",
            m_nu="0.1 eV",
            k="3e-4 eV",
        )
        delta = evaluate("relics.delta", m_nu="0.1 eV", U=U, k="3e-4 eV")
        y = 2 * 3e-4 * 2e-4 * METRE
        expected = evaluate("relics.overdensity.flat", delta=float(delta.value), y=y, modes=modes)
        assert found.value == pytest.approx(expected.value, rel=1e-12, abs=0)


def test_produced_helicities_are_the_default():
    inputs = CRUST | {"h": "0.1 mm", "k": "5e-4 eV"}
    for particle, helicity in (("nu", "left"), ("nubar", "right")):
        plain = evaluate("relics.overdensity.profile", **inputs, particle=particle)
        given_too = evaluate(
            "relics.overdensity.profile", **inputs, particle=particle, helicity=helicity
        )
        assert plain == given_too
    left = evaluate("relics.overdensity.profile", **inputs, nature="majorana")
    right = evaluate("relics.overdensity.profile", **inputs, nature="majorana", helicity="right")
    assert left.value == pytest.approx(-right.value, rel=1e-6, abs=0)
    assert left < 0


@pytest.mark.parametrize("modes", ["all", "guided_empty"])
@pytest.mark.parametrize("mm", [0.02, 0.4, 3.0])
def test_the_force_is_the_slope_of_the_densities(modes, mm):
    state = {"material": "iron", "m_nu": "0.1 eV", "k": "5.3e-4 eV", "modes": modes}
    found = evaluate("relics.gradient_acceleration", **state, h=f"{mm} mm", n="56 1/cm3")
    step = 1e-3
    ends = []
    for h in (mm - step, mm + step):
        densities = [
            float(evaluate("relics.overdensity.profile", **state, h=f"{h} mm", particle=p).value)
            for p in ("nu", "nubar")
        ]
        ends.append(densities[0] - densities[1])
    gradient = 56 * (ends[1] - ends[0]) / (2 * step * 0.1)  # 1/cm^4
    U = float(matter_potential("iron", v=5.3e-4 / np.hypot(0.1, 5.3e-4)).value)
    iron = material("iron")
    per_atom = U / float(iron.number_density.value)  # eV cm^3
    mass = float(to_natural("molar_mass", iron.molar_mass, "molar mass"))
    expected = -per_atom * gradient / mass * 2.99792458e10**2
    # Differences of second order in k times the step.
    assert found.value == pytest.approx(expected, rel=2e-4, abs=1e-4 * 1.3e-30)


def test_the_force_at_the_surface_as_printed():
    state = {"material": "iron", "m_nu": "0.1 eV", "k": "5.3e-4 eV", "h": "0 m", "n": "56 1/cm3"}
    found = evaluate("relics.gradient_acceleration", **state)
    # 1.43e-30 cm/s^2 at delta = 2.5e-8; here delta = 2.13e-8.
    U = matter_potential("iron", v=0.0053)
    delta = float(evaluate("relics.delta", m_nu="0.1 eV", U=U, k="5.3e-4 eV").value)
    assert found.value == pytest.approx(1.43e-30 * delta / 2.5e-8, rel=0.01, abs=0)
    muon = evaluate("relics.gradient_acceleration", **state, flavour="mu")
    assert muon < 0  # the product of two potentials has no sign


def test_the_function_says_how_sure_it_is():
    heights = ["0 m", "1 mm"]
    found = overdensity_above("earth_crust", heights, m_nu="0.1 eV", T="1.95 K")
    by_name = evaluate("relics.overdensity.profile", **CRUST, h=heights, T="1.95 K")
    assert np.all(found.value == by_name)
    assert found.method == "mean over momenta"
    assert np.all(found.error < 1e-8 * np.abs(found.value[0]))
    own = overdensity_above(material("earth_crust"), heights, m_nu="0.1 eV", momentum="0.5 meV")
    by_name = evaluate("relics.overdensity.profile", **CRUST, h=heights, k="0.5 meV")
    assert np.all(own.value == by_name)
    assert own.method == "one momentum"
    delta = 2 * abs(own.value[0])
    kR = 0.5e-3 * 6.371e6 * METRE
    assert float(own.error[0]) == pytest.approx(float(delta) / (2 * kR), rel=1e-6, abs=0)


def test_small_bodies_are_less_sure():
    state = {"m_nu": "0.1 eV", "T": "1.945 K"}
    errors = [
        overdensity_above("lead", "0 m", radius=R, **state).error.value
        for R in ("1 cm", "1 m", "1 km")
    ]
    assert errors[0] > 50 * errors[1] > 50 * 50 * errors[2]
    # The mean of |delta|/(2pR) is that of 1/p^3, cut off where it exceeds 1.
    m, U = 0.1, 4.07e-14
    R = 1e3 * METRE
    cut = (m * U / (2 * R)) ** (1 / 3)
    with mpmath.workdps(20):
        bound = mpmath.quad(
            lambda x: min(x**2, m * U / (2 * R * T**3) / x) / (mpmath.exp(x) + 1),
            [0, cut / T, 10 * cut / T, 1, 50],
        ) / (1.5 * mpmath.zeta(3))
    assert errors[2] == pytest.approx(float(bound), rel=0.02, abs=0)


def test_resonances_of_one_momentum_are_warned_about():
    with pytest.warns(ValidityWarning, match="narrow resonances"):
        found = overdensity_above(
            "lead", "0 m", m_nu="0.1 eV", momentum="1e-5 eV", particle="nubar"
        )
    assert found.error > abs(found.value)
    # Repulsive matter has none.
    repelled = overdensity_above("lead", "0 m", m_nu="0.1 eV", momentum="1e-5 eV")
    assert repelled.error < 1e-8 * abs(repelled.value)


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("overdensity.profile", {"h": "-1 m", "k": "1 eV"}, "h = '-1 m' is not allowed"),
        ("overdensity.profile", {"h": "1 m"}, "missing: k or T"),
        ("overdensity.profile", {"h": "1 m", "k": "1 eV", "T": "2 K"}, "give only one of: k or T"),
        ("overdensity.profile", {"h": "1 m", "k": "1 eV", "helicity": "up"}, "unknown helicity"),
        (
            "overdensity.profile",
            {"h": "1 m", "k": "1 eV", "nature": "majorana", "particle": "nu"},
            "particle = 'nu' is not allowed for nature = 'majorana'",
        ),
        ("overdensity.profile", {"h": "1 m", "T": "2 K", "material": "x"}, "unknown material 'x'"),
        (
            "gradient_acceleration",
            {"h": "1 m", "k": "1 eV", "n": "-1 1/cm3"},
            "n = '-1 1/cm3' is not allowed",
        ),
    ],
)
def test_what_is_not_allowed_is_named(name, inputs, message):
    with pytest.raises(SoftnuError, match=message):
        evaluate(f"relics.{name}", **(CRUST | inputs))


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "give either momentum or T"),
        ({"momentum": "1 eV", "T": "2 K"}, "give either momentum or T"),
        ({"T": 2}, "T = 2 has no unit"),
        ({"T": "2 K", "radius": "0 m"}, "radius = '0 m' is not allowed"),
        ({"T": "2 K", "flavour": "x"}, "unknown flavour 'x'"),
        ({"T": "2 K", "modes": "x"}, "unknown modes 'x'"),
        ({"T": "2 K", "nature": "majorana", "particle": "nu"}, "particle = 'nu' is not allowed"),
        ({"momentum": "0 eV"}, "momentum = '0 eV' is not allowed"),
    ],
)
def test_what_the_function_does_not_take_is_named(inputs, message):
    with pytest.raises(SoftnuError, match=message):
        overdensity_above("iron", "1 mm", m_nu="0.1 eV", **inputs)

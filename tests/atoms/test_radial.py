"""Radial integrals: symmetries, exact rationals, arbitrary precision, convergence, errors."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels import radial
from softnu.atoms.kernels.hydrogenic import state
from softnu.constants import ALPHA, M_E
from softnu.errors import DivergentMatrixElement, SoftnuError
from tests.atoms.exact_radial import moment_of, power_integrals

#: Gauss-Laguerre rules of a few nodes.
RTOL = 2e-14
#: Cancellation between states of different n.
RTOL_CANCELLING = 1e-11
#: What vanishes by orthogonality, of integrals of order one.
ATOL = 1e-14

D, F = (4, 2), (4, 3)
STATES = {"n1": 4, "l1": 2, "n2": 4, "l2": 3}


@st.composite
def adjacent_states(draw, lowest=0, highest=12):
    l = draw(st.integers(lowest, highest - 2))
    n1, n2 = draw(st.integers(l + 1, highest)), draw(st.integers(l + 2, highest))
    return ((n1, l), (n2, l + 1)) if draw(st.booleans()) else ((n2, l + 1), (n1, l))


@pytest.mark.parametrize(
    ("s", "momentum", "gradient"),
    [
        (5, math.sqrt(7) / 172032, -math.sqrt(7) / 129024),
        (3, 3 * math.sqrt(7) / 35840, -math.sqrt(7) / 17920),
    ],
)
def test_rationals_of_d_and_f_states(s, momentum, gradient):
    ladders = radial.power_ladders(state(*D), state(*F), s, np.zeros(()))
    assert float(ladders.momentum) == pytest.approx(momentum, rel=RTOL, abs=0)
    assert float(ladders.gradient) == pytest.approx(gradient, rel=RTOL, abs=0)


def test_dipole_of_d_and_f_states():
    assert radial.moment(state(*D), state(*F), 1) == pytest.approx(
        -15.8745078663875, rel=1e-14, abs=0
    )


@given(pair=adjacent_states(), data=st.data(), kappa=st.sampled_from([0.0, 0.3, 50.0]))
@settings(max_examples=60)
def test_integrals_with_the_slope_of_the_potential_are_the_same(pair, data, kappa):
    one, two = pair
    s = data.draw(st.integers(-2, one[1] + two[1] + 1))
    ladders = radial.power_ladders(state(*one), state(*two), s, np.asarray(kappa))
    momentum, gradient = map(float, power_integrals(one, two, s, kappa))
    size = abs(float(ladders.there)) + abs(float(ladders.back))
    for found, exact in ((ladders.momentum, momentum), (ladders.gradient, gradient)):
        assert float(found) == pytest.approx(exact, rel=RTOL_CANCELLING, abs=RTOL * size)


@given(pair=adjacent_states(highest=30), data=st.data())
def test_momentum_is_antisymmetric_and_gradient_symmetric(pair, data):
    one, two = (state(*level) for level in pair)
    s = data.draw(st.integers(0, one.l + two.l + 1))
    there = radial.power_ladders(one, two, s, np.zeros(()))
    back = radial.power_ladders(two, one, s, np.zeros(()))
    assert float(there.momentum) == -float(back.momentum)
    assert float(there.gradient) == float(back.gradient)


@given(pair=adjacent_states(lowest=2))
@settings(max_examples=50)
def test_trapezoidal_and_laguerre_rules_agree(pair):
    one, two = (state(*level) for level in pair)
    smooth = radial.smooth_ladders(one, two, np.ones_like)
    exact = radial.power_ladders(one, two, 5, np.zeros(()))
    size = abs(float(exact.there)) + abs(float(exact.back))
    assert float(smooth.there) == pytest.approx(float(exact.there), rel=RTOL, abs=RTOL * size)
    assert float(smooth.back) == pytest.approx(float(exact.back), rel=RTOL, abs=RTOL * size)


@pytest.mark.parametrize(
    "levels",
    [((60, 20), (59, 21)), ((60, 57), (60, 58)), ((80, 30), (80, 31)), ((80, 78), (80, 79))],
)
def test_large_orbits_neither_underflow_nor_alias(levels):
    one, two = (state(*level) for level in levels)
    smooth = radial.smooth_ladders(one, two, np.ones_like)
    exact = radial.power_ladders(one, two, 5, np.zeros(()))
    assert float(exact.momentum) != 0.0
    # Two rules that share neither nodes nor weights.
    assert float(smooth.momentum) == pytest.approx(float(exact.momentum), rel=1e-12, abs=0)
    assert float(smooth.gradient) == pytest.approx(float(exact.gradient), rel=2e-12, abs=0)


@given(pair=adjacent_states(), power=st.integers(-1, 12))
@settings(max_examples=50)
def test_moments_equal_sums_of_gamma_functions(pair, power):
    one, two = pair
    found = radial.moment(state(*one), state(*two), power)
    exact = float(moment_of(one, two, power))
    # The mean power of both states bounds the integral of the absolute value.
    sizes = [abs(float(moment_of(level, level, power))) for level in pair]
    assert found == pytest.approx(exact, rel=RTOL, abs=RTOL * math.sqrt(sizes[0] * sizes[1]))


@pytest.mark.parametrize(("n", "l"), [(2, 0), (4, 2), (9, 5)])
def test_inverse_square_vanishes_within_one_level(n, l):
    # The symmetry of Kepler's problem: integral of R_nl R_n(l+1).
    found = radial.moment(state(n, l), state(n, l + 1), -2)
    assert found == pytest.approx(0.0, rel=0, abs=ATOL)


@pytest.mark.parametrize(
    ("l1", "l2", "power", "exists"), [(2, 3, 5, True), (1, 2, 5, False), (0, 1, 2, True)]
)
def test_convergence_at_the_origin(l1, l2, power, exists):
    assert radial.converges(l1, l2, power) is exists


@pytest.mark.parametrize("s", [-100, 0, 5])
def test_powers_that_floats_hold_are_right(s):
    found = evaluate("atoms.radial.momentum", kernel="power", power=s, **STATES).value
    exact = power_integrals(D, F, s)[0]
    # K_p of a constant vanishes within one level.
    assert float(found) == pytest.approx(float(exact), rel=1e-12, abs=ATOL)


def test_units_do_not_matter_for_the_mass_of_a_boson():
    M = 3.0 * ALPHA * M_E * u.eV
    by_mass = evaluate("atoms.radial.gradient", kernel="yukawa", M=M, **STATES)
    by_scale = evaluate("atoms.radial.gradient", kernel="yukawa", M_a=3.0, **STATES)
    assert float(by_mass / by_scale) == pytest.approx(1.0, rel=RTOL, abs=0)


def test_integrals_broadcast_over_masses_and_states():
    masses = np.array([[0.0], [0.01], [1.0]])
    n1 = np.array([4, 5, 7, 9])
    inputs = {"kernel": "neutrino_pair", "nature": "dirac", "l1": 2, "n2": 4, "l2": 3}
    found = evaluate("atoms.radial.momentum", m_nu_a=masses, n1=n1, **inputs).value
    assert found.shape == (3, 4)
    for i, mass in enumerate(masses[:, 0]):
        for k, n in enumerate(n1):
            one = evaluate("atoms.radial.momentum", m_nu_a=float(mass), n1=int(n), **inputs)
            # The grid of radii depends on the largest mass.
            assert found[i, k] == pytest.approx(float(one.value), rel=RTOL, abs=0)


def test_powers_may_be_an_array():
    found = evaluate("atoms.radial.momentum", kernel="power", power=[3, 5], **STATES).value
    ones = [
        float(evaluate("atoms.radial.momentum", kernel="power", power=s, **STATES).value)
        for s in (3, 5)
    ]
    assert found.tolist() == ones


def test_integrals_of_states_that_are_not_adjacent_vanish_identically():
    for l2 in (0, 2):
        found = evaluate("atoms.radial.momentum", kernel="power", power=5, n1=4, l1=2, n2=4, l2=l2)
        assert float(found.value) == 0.0


PAIR = {"kernel": "neutrino_pair", "m_nu_a": 0.1, "nature": "dirac"}


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"kernel": "power"}, "missing power: it describes kernel = 'power'"),
        ({"kernel": "power", "power": 5, "M_a": 1.0}, "M_a does not describe kernel = 'power'"),
        ({"kernel": "neutrino_pair", "m_nu_a": 1.0}, "missing nature"),
        ({"kernel": "yukawa"}, "give one of: M_a or M"),
        ({"kernel": "yukawa", "M_a": 1.0, "M": "1 eV"}, "give one of: M_a or M"),
        ({"kernel": "yukawa", "M": 1.0}, "M"),
        ({"kernel": "dipole", "M": "1 eV"}, "M does not describe kernel = 'dipole'"),
        ({"kernel": "z_gamma", "power": 2}, "give nothing"),
        ({"kernel": "yukawas", "M_a": 1.0}, "did you mean 'yukawa'"),
        ({"kernel": "regularised", "M_a": 0.0}, "M_a"),
        (PAIR | {"m_nu_a": -1.0}, "m_nu_a"),
        (PAIR | {"m_nu_a": float("nan")}, "m_nu_a"),
        (PAIR | {"n1": 81}, "n1"),
        (PAIR | {"n1": 4.5}, "n1"),
        (PAIR | {"l1": 4}, "l1 = 4 is not allowed: it must be 0 to 3 for n1 = 4"),
        (PAIR | {"n2": 0}, "n2"),
        ({"kernel": "power", "power": 201}, "power"),
        ({"kernel": "power", "power": -165}, "power = -165 is not allowed: it must be >= -164"),
    ],
)
def test_bad_input_is_named(inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate("atoms.radial.momentum", **{**STATES, **inputs})


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (PAIR | {"l1": 1, "l2": 2}, r"l = 1 and l = 2 diverges logarithmically.*cutoff"),
        (PAIR | {"l1": 1, "l2": 0}, "as a power of the cut-off"),
        ({"kernel": "power", "power": 7}, "choose power < 7"),
        ({"kernel": "z_gamma", "l1": 0, "l2": 1}, r"choose l1 \+ l2 > 1"),
    ],
)
def test_divergent_integrals_say_what_helps(inputs, words):
    with pytest.raises(DivergentMatrixElement, match=words):
        evaluate("atoms.radial.momentum", **{**STATES, **inputs})


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"power": -8}, r"power = -8 is not allowed: it must be > -8"),
        (
            {"power": 200, "n1": 80, "l1": 79, "n2": 80, "l2": 79},
            "power = 200 is not allowed: it must be <= 10",
        ),
        ({"power": 1.5}, "power"),
    ],
)
def test_moments_that_do_not_exist_are_refused(inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate("atoms.radial.moment", **{**STATES, **inputs})

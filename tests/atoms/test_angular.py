"""Angular factors: symbols of Wigner, exact values, selection rules, sums over products."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels import angular
from softnu.errors import SoftnuError
from tests.atoms import product_states

#: Roots rounded once, multiplied a few times.
RTOL = 5e-15
#: Sums of squares of up to thirty symbols.
ATOL_SUM = 1e-14

halves = st.integers(0, 8).map(lambda twice: twice / 2)


def allowed(a, b):
    return np.arange(abs(a - b), a + b + 1)


@st.composite
def states(draw, l, I):
    j = draw(st.sampled_from([j for j in (l - 0.5, l + 0.5) if j > 0]))
    return j, draw(st.sampled_from(list(allowed(j, I))))


@st.composite
def pairs(draw, l, I):
    """j of a state of l and of one of l + 1, and an F that both have."""
    found = [
        (j1, j2, F)
        for j1 in allowed(l, 0.5)
        for j2 in allowed(l + 1, 0.5)
        for F in set(allowed(j1, I)) & set(allowed(j2, I))
    ]
    return draw(st.sampled_from(sorted(found)))


@pytest.mark.parametrize(
    ("symbol", "value"),
    [
        ((0.5, 0.5, 1, 0.5, 0.5, 1), 1 / 6),
        ((0.5, 0.5, 1, 0.5, 0.5, 0), 1 / 2),
        ((1, 1, 1, 1, 1, 1), 1 / 6),
        ((2, 2, 2, 2, 2, 2), -3 / 70),
        ((2, 1, 1, 1, 1, 1), 1 / 6),
        ((8, 8, 8, 8, 8, 8), -0.01265208072315355),
        ((1, 1, 3, 1, 1, 1), 0.0),
    ],
)
def test_six_j_symbols_are_those_of_tables(symbol, value):
    # Rotenberg, Bivins, Metropolis and Wooten (1959); the symbol of 8 by arbitrary precision.
    assert angular.six_j(*symbol) == pytest.approx(value, rel=RTOL, abs=0)


@given(a=halves, b=halves, c=halves, d=halves)
def test_six_j_symbols_are_orthogonal(a, b, c, d):
    lefts = [e for e in allowed(a, d) if e in allowed(b, c)]
    assume(lefts and (a + b + c + d) % 1 == 0)
    for e in lefts:
        for f in lefts:
            total = math.fsum(
                (2 * x + 1)
                * (2 * e + 1)
                * angular.six_j(a, b, x, c, d, e)
                * angular.six_j(a, b, x, c, d, f)
                for x in allowed(a, b)
            )
            assert total == pytest.approx(float(e == f), rel=0, abs=ATOL_SUM)


def test_a_nine_j_symbol_with_a_zero_is_a_six_j_symbol():
    a, b, c, d, g = 2, 1.5, 2.5, 1, 2
    nine = angular.nine_j(((a, b, c), (d, 2.5, c), (g, g, 0)))
    six = angular.six_j(a, b, c, 2.5, d, g) * (-1) ** round(b + c + d + g)
    expected = six / math.sqrt((2 * c + 1) * (2 * g + 1))
    assert nine == pytest.approx(expected, rel=RTOL, abs=0)
    assert nine != 0.0


@pytest.mark.parametrize(
    ("numbers", "factors"),
    [
        ((2, 2.5, 3, 2.5, 3, 0.5), (-1, -1 / 7, 6 / 7)),
        ((2, 2.5, 3, 3.5, 3, 0.5), (0, -4 * math.sqrt(3) / 7, -4 * math.sqrt(3) / 7)),
        ((3, 2.5, 2, 2.5, 2.5, 0.0), (-1, 0, 0)),
    ],
)
def test_parity_factors_of_d_and_f_states(numbers, factors):
    found = angular.parity_factors(*numbers)[:3]
    assert found == pytest.approx(factors, rel=RTOL, abs=0)


@settings(max_examples=40)
@given(l=st.integers(0, 3), I=st.sampled_from([0.0, 0.5, 1.0, 1.5]), data=st.data())
def test_factors_are_sums_over_products_of_states(l, I, data):
    one, two = (l, l + 1) if data.draw(st.booleans()) else (l + 1, l)
    (j1, F1), (j2, F2) = data.draw(states(one, I)), data.draw(states(two, I))
    if F1 == F2:
        ours = angular.parity_factors(one, j1, two, j2, F1, I)[:3]
        sums = product_states.parity_factors(one, j1, two, j2, F1, I)
        np.testing.assert_allclose(ours, sums, rtol=0, atol=3 * ATOL_SUM)
    elif abs(F1 - F2) <= 1:
        numbers = (one, j1, F1, two, j2, F2, I)
        sums = product_states.e1(*numbers)
        assert angular.e1(*numbers) == pytest.approx(sums, rel=0, abs=3 * ATOL_SUM)


@given(l=st.integers(0, 12), I=st.sampled_from([0.0, 0.5, 1.0, 3.5]), data=st.data())
def test_exchange_of_the_states_changes_only_the_sign_of_the_cross_product(l, I, data):
    j1, j2, F = data.draw(pairs(l, I))
    there = angular.parity_factors(l, j1, l + 1, j2, F, I)
    back = angular.parity_factors(l + 1, j2, l, j1, F, I)
    # sigma.r is Hermitian and real; the cross product is i times a real matrix.
    assert back.A_e == there.A_e
    assert pytest.approx(there.A_N, rel=0, abs=ATOL_SUM) == back.A_N
    assert back.A_x == pytest.approx(-there.A_x, rel=0, abs=ATOL_SUM)
    assert back.difference == pytest.approx(there.total, rel=0, abs=ATOL_SUM)


@given(l=st.integers(0, 12), I=st.sampled_from([0.5, 1.0, 2.5]), data=st.data())
def test_differences_vanish_exactly_where_the_leading_term_does(l, I, data):
    j1, j2, F = data.draw(pairs(l, I))
    factors = angular.parity_factors(l, j1, l + 1, j2, F, I)
    if j2 != l + 0.5:
        assert factors.difference == 0.0
    if j1 != l + 0.5:
        assert factors.total == 0.0
    assert factors.difference == pytest.approx(factors.A_N - factors.A_x, rel=0, abs=ATOL_SUM)
    assert factors.total == pytest.approx(factors.A_N + factors.A_x, rel=0, abs=ATOL_SUM)


@given(l=st.integers(0, 6), I=st.sampled_from([0.0, 0.5, 1.0, 1.5]), data=st.data())
def test_the_strengths_of_all_lines_from_a_state_add_up(l, I, data):
    j1, F1 = data.draw(states(l, I))
    total = sum(
        angular.e1(l, j1, F1, other, j2, F2, I) ** 2
        for other in (l - 1, l + 1)
        if other >= 0
        for j2 in (other - 0.5, other + 0.5)
        if j2 > 0
        for F2 in allowed(j2, I)
    )
    # The direction is a unit vector: the sum over all final states is 2 F1 + 1.
    assert total == pytest.approx(2 * F1 + 1, rel=ATOL_SUM, abs=0)


@given(l=st.integers(0, 6), I=st.sampled_from([0.0, 0.5, 1.0, 1.5]), data=st.data())
def test_the_magnetic_moment_of_a_state_is_that_of_lande(l, I, data):
    j, F = data.draw(states(l, I))
    assume(F > 0)
    g_j = 1.5 + (0.75 - l * (l + 1)) / (2 * j * (j + 1))
    g_F = g_j * (F * (F + 1) + j * (j + 1) - I * (I + 1)) / (2 * F * (F + 1))
    expected = g_F * math.sqrt(F * (F + 1) * (2 * F + 1))
    found = angular.m1(l, j, F, j, F, I)
    assert found == pytest.approx(expected, rel=ATOL_SUM, abs=ATOL_SUM)


@pytest.mark.parametrize(
    ("numbers", "value"),
    [((2, 2.5, 3, 3, 3.5, 3, 0.5), -math.sqrt(7) / 7), ((0, 0.5, 0, 0, 0.5, 1, 0.5), 0.0)],
)
def test_e1_elements(numbers, value):
    assert angular.e1(*numbers) == pytest.approx(value, rel=RTOL, abs=0)


def test_m1_element_of_f_states():
    assert angular.m1(3, 2.5, 3, 3.5, 3, 0.5) == pytest.approx(math.sqrt(7) / 7, rel=RTOL, abs=0)


def test_forbidden_factors_vanish_identically():
    assert angular.parity_factors(2, 2.5, 2, 2.5, 3, 0.5) == (0.0,) * 5
    assert angular.parity_factors(1, 1.5, 4, 3.5, 2, 0.5) == (0.0,) * 5
    # j differs by two.
    assert angular.parity_factors(2, 1.5, 3, 3.5, 2, 1.5)[:3] == (0.0, 0.0, 0.0)
    assert angular.e1(2, 2.5, 3, 3, 2.5, 5, 2.5) == 0.0
    assert angular.m1(3, 2.5, 2, 3.5, 4, 0.5) == 0.0


def test_large_spins_are_as_good_as_small_ones():
    numbers = (4, 4.5, 9.0, 5, 5.5, 9.0, 4.5)
    ours = angular.parity_factors(*numbers[:2], *numbers[3:5], 9.0, 4.5)[:3]
    sums = product_states.parity_factors(4, 4.5, 5, 5.5, 9.0, 4.5)
    np.testing.assert_allclose(ours, sums, rtol=0, atol=3 * ATOL_SUM)


PV = {"factor": "A_N", "l1": 2, "j1": "5/2", "l2": 3, "j2": "5/2", "F": 3}
M1 = {"l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("pv", PV | {"factor": "A_z"}, "did you mean"),
        ("pv", PV | {"j1": 3}, r"j1 = 3 is not allowed: it must be 1.5 or 2.5 for l1 = 2"),
        ("pv", PV | {"j2": "9/2"}, "j2 = 4.5 is not allowed"),
        ("pv", PV | {"F": 4}, "F = 4 is not allowed: it must be 2 to 3"),
        ("pv", PV | {"F": "5/2"}, "F = 2.5 is not allowed"),
        ("pv", PV | {"I": "1/3"}, "I"),
        ("pv", PV | {"l1": -1}, "l1"),
        ("pv", PV | {"l1": 2.5}, "l1"),
        ("m1", M1 | {"F2": 5}, "F2 = 5 is not allowed: it must be 3 to 4"),
        ("m1", M1 | {"j1": "1/2"}, "j1 = 0.5 is not allowed"),
        ("m1", M1 | {"l": 0, "j1": "-1/2"}, "j1"),
    ],
)
def test_bad_quantum_numbers_are_named(name, inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate(f"atoms.angular.{name}", **inputs)


def test_arrays_of_quantum_numbers_are_loops_over_them():
    F = np.array([2, 3])
    both = evaluate("atoms.angular.pv", **PV | {"F": F})
    single = [float(evaluate("atoms.angular.pv", **PV | {"F": int(f)}).value) for f in F]
    assert both.value.tolist() == single

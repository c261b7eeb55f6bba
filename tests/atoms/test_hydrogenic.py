"""Radial functions of hydrogen: norm, sign, gradients, the equation they solve."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from softnu.atoms.kernels.hydrogenic import MAX_N, Orbital, lowered, raised, state, value
from softnu.atoms.kernels.radial import moment
from tests.atoms.exact_radial import gradient_of, radial_function

#: Polynomials by recurrence, relative to the largest value of the function's envelope.
RTOL = 2e-12
#: Quadrature up to n = 80: norms and moments, orthogonality.
ATOL_SUM = 5e-13


@st.composite
def levels(draw, highest=MAX_N):
    n = draw(st.integers(1, highest))
    return n, draw(st.integers(0, n - 1))


@pytest.mark.parametrize(
    ("n", "l", "expected"),
    [
        (1, 0, lambda r: 2 * np.exp(-r)),
        (2, 0, lambda r: (2 - r) * np.exp(-r / 2) / math.sqrt(8)),
        (2, 1, lambda r: r * np.exp(-r / 2) / math.sqrt(24)),
        (3, 2, lambda r: 4 * r**2 * np.exp(-r / 3) / (81 * math.sqrt(30))),
    ],
)
def test_lowest_functions_are_those_of_textbooks(n, l, expected):
    rho = np.array([0.1, 1.0, 7.0])
    orbital = state(n, l)
    R = rho**l * np.exp(-orbital.decay * rho) * value(orbital, rho)
    np.testing.assert_allclose(R, expected(rho), rtol=RTOL)


@given(level=levels(30), rho=st.floats(1e-3, 500.0))
def test_functions_and_gradients_equal_their_monomials(level, rho):
    n, l = level
    orbital = state(n, l)
    function = radial_function(n, l)
    envelope = float(sum(abs(c) * mpf(rho) ** (power - l) for power, c in function.items()))
    for ours, target, power in (
        (value, None, l),
        (raised, l + 1, l),
        (lowered, l - 1, l - 1),
    ):
        exact = function if target is None else gradient_of(function, n, l, target)
        with mp.workdps(60):
            total = sum(c * mpf(rho) ** (p - power) for p, c in exact.items())
            size = sum(abs(c) * mpf(rho) ** (p - power) for p, c in exact.items())
        found = float(ours(orbital, np.asarray(rho)))
        # Orthogonal polynomials stay far below the sum of their terms.
        assert found == pytest.approx(float(total), rel=RTOL, abs=1e-16 * float(size))
    assert envelope > 0.0


@given(level=levels())
def test_states_are_normalised_positive_inside_and_virial(level):
    orbital = state(*level)
    n = level[0]
    assert float(value(orbital, np.zeros(()))) > 0.0
    assert moment(orbital, orbital, 0) == pytest.approx(1.0, rel=ATOL_SUM, abs=0)
    assert moment(orbital, orbital, -1) == pytest.approx(1 / n**2, rel=ATOL_SUM, abs=0)
    l = level[1]
    mean_radius = (3 * n**2 - l * (l + 1)) / 2
    assert moment(orbital, orbital, 1) == pytest.approx(mean_radius, rel=ATOL_SUM, abs=0)


@given(l=st.integers(0, 20), n=st.integers(1, 30), other=st.integers(1, 30))
def test_states_of_one_l_are_orthogonal(l, n, other):
    one, two = state(l + n, l), state(l + other, l)
    assert moment(one, two, 0) == pytest.approx(float(n == other), rel=0, abs=ATOL_SUM)


def test_gradients_climb_the_ladder_of_circular_states():
    # Up from l = n - 1 the gradient is -1/n of the function, down it has one power less.
    orbital, rho = state(5, 4), np.linspace(0.1, 60.0, 7)
    np.testing.assert_allclose(raised(orbital, rho), -value(orbital, rho) / 5, rtol=RTOL)
    np.testing.assert_allclose(
        lowered(orbital, rho), (9 - rho / 5) * value(orbital, rho), rtol=RTOL
    )


def test_orbitals_are_plain_and_comparable():
    assert state(4, 2) == Orbital(1, 2, 0.25, state(4, 2).norm)

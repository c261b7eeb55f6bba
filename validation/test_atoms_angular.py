"""Angular factors of all states up to l = 4, against sums over products of states."""

from itertools import product

import numpy as np
import pytest

from softnu.atoms.kernels import angular
from tests.atoms import product_states

pytestmark = pytest.mark.slow

#: Sums of up to a hundred products of square roots, of size up to 10.
ATOL_SUMS = 3e-14
#: Highest l of the lower state.
HIGHEST = 4


def coupled_values(a, b):
    return np.arange(abs(a - b), a + b + 1)


def hyperfine_levels(l, I):
    return [(j, F) for j in coupled_values(l, 0.5) for F in coupled_values(j, I)]


@pytest.mark.parametrize("I", [0.0, 0.5, 1.0, 1.5])
@pytest.mark.parametrize("l", range(HIGHEST + 1))
def test_parity_and_e1_factors_are_sums_over_products(l, I):
    compared = 0
    for l1, l2 in ((l, l + 1), (l + 1, l)):
        for (j1, F1), (j2, F2) in product(hyperfine_levels(l1, I), hyperfine_levels(l2, I)):
            if F1 == F2:
                ours = angular.parity_factors(l1, j1, l2, j2, F1, I)
                A_e, A_N, A_x = product_states.parity_factors(l1, j1, l2, j2, F1, I)
                sums = (A_e, A_N, A_x, A_N - A_x, A_N + A_x)
                np.testing.assert_allclose(ours, sums, rtol=0, atol=ATOL_SUMS)
                compared += 1
            if abs(F1 - F2) <= 1 and F1 + F2 > 0:
                numbers = (l1, j1, F1, l2, j2, F2, I)
                e1 = product_states.e1(*numbers)
                assert angular.e1(*numbers) == pytest.approx(e1, rel=0, abs=ATOL_SUMS)
    assert compared >= 2


@pytest.mark.parametrize("I", [0.0, 0.5, 1.0, 1.5])
@pytest.mark.parametrize("l", range(HIGHEST + 1))
def test_m1_factors_are_sums_over_products(l, I):
    levels = hyperfine_levels(l, I)
    for (j1, F1), (j2, F2) in product(levels, levels):
        if abs(F1 - F2) <= 1 and F1 + F2 > 0:
            m1 = product_states.m1(l, j1, F1, j2, F2, I)
            assert angular.m1(l, j1, F1, j2, F2, I) == pytest.approx(m1, rel=0, abs=ATOL_SUMS)

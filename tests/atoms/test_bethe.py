"""Bethe logarithms: table against sums, large n, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from softnu import evaluate
from softnu.atoms.kernels.bethe import MAX_N, bethe_log, summed
from softnu.data import load
from softnu.errors import DomainError, SoftnuError

#: What 100 functions reach up to n = 10, by l; l = 1 converges as their number to -2.7.
RTOL = {1: 1e-2, 2: 6e-5}
#: For l >= 3.
RTOL_HIGH = 3e-7
#: One unit of the last digit of the table, which has at least nine here.
LAST_DIGIT = 1e-9

TABLE = {
    tuple(map(int, key.split(","))): value for key, value in load("bethe_logs")["ln_k0"].items()
}


@pytest.mark.parametrize(
    ("n", "l"), [(2, 1), (4, 1), (3, 2), (5, 2), (10, 2), (4, 3), (9, 5), (10, 9)]
)
def test_table_equals_sums_over_intermediate_states(n, l):
    found = summed(n, l, 100)
    assert found == pytest.approx(TABLE[n, l], rel=RTOL.get(l, RTOL_HIGH), abs=LAST_DIGIT)


def test_sums_converge_with_the_basis():
    errors = [abs(summed(2, 1, count) / TABLE[2, 1] - 1) for count in (40, 80, 160)]
    assert errors[0] > 3 * errors[1] > 9 * errors[2]
    assert errors[2] < 5e-5


def test_the_table_is_complete_up_to_ten_from_d_states_on():
    assert {(n, l) for n in range(3, 11) for l in range(2, n)} <= set(TABLE)
    assert (2, 1) in TABLE


@pytest.mark.parametrize("l", [3, 7, 13])
def test_logarithms_above_the_table_continue_it(l):
    # They approach a limit as 1/n^2, and circular ones fall steadily.
    values = np.array([bethe_log(n, l) for n in (14, 18, 24)])
    n = np.array([14.0, 18.0, 24.0])
    assert np.all(values < 0)
    assert np.all(np.diff(values) < 0)
    slopes = np.diff(values) / np.diff(1 / n**2)
    assert slopes[1] == pytest.approx(slopes[0], rel=0.5, abs=0)


def test_another_basis_gives_the_same_at_large_n():
    # Too few functions for the size of the state give numbers without a meaning.
    assert bethe_log(24, 3) == pytest.approx(summed(24, 3, 220), rel=2e-6, abs=0)


def test_what_is_not_known_is_refused():
    with pytest.raises(DomainError, match="computed up to n = 40; give the logarithm"):
        bethe_log(MAX_N + 1, 3)
    with pytest.raises(SoftnuError, match="n = 41 is not allowed"):
        evaluate("atoms.level.lamb_shift", n=41, l=3, j="5/2")
    given = evaluate("atoms.level.lamb_shift", n=41, l=3, j="5/2", bethe_log=-0.0035)
    assert float(given.value) < 0.0


def test_catalogue_takes_arrays():
    found = evaluate("atoms.level.bethe_log", n=[[4], [5]], l=[2, 3]).value
    expected = [[TABLE[n, l] for l in (2, 3)] for n in (4, 5)]
    assert found.tolist() == expected

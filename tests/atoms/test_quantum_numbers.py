"""Grids of quantum numbers: one evaluation for each distinct set, shapes, ranges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.atoms import quantum_numbers as qn
from softnu.errors import DomainError

ARRAY = np.asarray


def test_plain_numbers_evaluate_once_for_all_points():
    calls = []

    def function(n, *, x):
        calls.append(n)
        return n * x

    found = qn.over_quantum_numbers(function, (ARRAY(3.0),), {"x": np.arange(6.0).reshape(2, 3)})
    np.testing.assert_array_equal(found, 3.0 * np.arange(6.0).reshape(2, 3))
    assert calls == [3.0]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=12))
def test_every_distinct_set_is_evaluated_once(numbers):
    calls = []

    def function(n, l, *, x):
        calls.append((n, l))
        return 10 * n + l + x

    n = np.array(numbers, dtype=float)
    x = 100.0 * np.arange(n.size)
    found = qn.over_quantum_numbers(function, (n, ARRAY(2.0)), {"x": x})
    np.testing.assert_array_equal(found, 10 * n + 2 + x)
    assert len(calls) == len(set(calls))


def test_numbers_and_values_broadcast_on_their_own_axes():
    n, x = np.array([[1.0], [2.0]]), np.array([10.0, 20.0, 30.0])
    lists = {"m": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])}

    def function(n, *, x, m):
        return n * x + m.sum(axis=-1)

    found = qn.over_quantum_numbers(function, (n,), {"x": x}, lists)
    np.testing.assert_array_equal(found, n * x + np.array([3.0, 7.0, 11.0]))


def test_absent_values_are_handed_on_and_complex_results_kept():
    def function(n, *, x, m):
        assert x is None
        assert m is None
        return np.asarray(1j * n)

    found = qn.over_quantum_numbers(function, (ARRAY([1.0, 2.0]),), {"x": None}, {"m": None})
    np.testing.assert_array_equal(found, [1j, 2j])


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda: qn.require_orbital(2, 2), "l = 2 is not allowed: it must be 0 to 1 for n = 2"),
        (lambda: qn.require_electronic(0, 1.5), r"j = 1\.5 is not allowed: it must be 0\.5"),
        (lambda: qn.require_electronic(1, 2.5), "it must be 0.5 or 1.5 for l = 1"),
        (lambda: qn.require_electronic(0, -0.5), r"j = -0\.5 is not allowed"),
        (lambda: qn.require_total(1.5, 3, 1), "F = 3 is not allowed: it must be 0.5 to 2.5"),
        (lambda: qn.require_total(1.5, 2, 1), "in steps of 1 for j = 1.5, I = 1"),
        (lambda: qn.require_total(1.5, 3, 0.5, qn.Names(F="F1", j="j1")), "F1 = 3"),
    ],
)
def test_impossible_states_are_refused(check, words):
    with pytest.raises(DomainError, match=words):
        check()


@given(twice=st.integers(0, 12), l=st.integers(0, 6))
def test_possible_states_pass(twice, l):
    I = twice / 2
    for j in (l - 0.5, l + 0.5):
        if j > 0:
            qn.require_electronic(l, j)
            for F in np.arange(abs(j - I), j + I + 1):
                qn.require_total(j, F, I)

"""Checks of arguments: what passes, and what the error says."""

import numpy as np
import pytest

from softnu import checks
from softnu.errors import (
    ConfigError,
    ConvergenceError,
    DataError,
    DomainError,
    SoftnuError,
    UnitsError,
    UnknownNameError,
    unknown_name,
)


@pytest.mark.parametrize(
    ("check", "bad"),
    [
        (checks.finite, np.nan),
        (checks.finite, np.inf),
        (checks.positive, 0.0),
        (checks.positive, -1.0),
        (checks.positive, np.nan),
        (checks.nonnegative, -1e-300),
        (checks.vector, 1.0),
        (checks.vector, [1.0, 2.0]),
        (checks.vector, [1.0, 2.0, np.nan]),
        (checks.nonzero_vector, [0.0, 0.0, 0.0]),
        (checks.spin, [1.0, 1.0, 0.0]),
        (checks.spin, [1e300, 0.0, -1e300]),
        (checks.velocity, [1e300, 0.0, -1e300]),
    ],
)
def test_a_bad_value_raises_an_error_that_names_the_argument(check, bad):
    with pytest.raises(DomainError, match="quux"):
        check("quux", bad)


def test_the_error_names_the_first_bad_value_of_an_array():
    with pytest.raises(DomainError, match=r"quux = -2 is not allowed: it must be finite and > 0"):
        checks.positive("quux", [1.0, -2.0, -3.0])


def test_the_ends_of_a_range_belong_to_it():
    np.testing.assert_array_equal(checks.in_range("x", [0.0, 1.0], 0.0, 1.0), [0.0, 1.0])
    with pytest.raises(DomainError, match="between 0 and 1"):
        checks.in_range("x", 1.0000001, 0.0, 1.0)


def test_a_unit_spin_rounded_in_floats_passes():
    checks.spin("spin1", np.array([0.36, 0.48, 0.8]) * (1 + 1e-15))


def test_an_unknown_word_lists_the_near_ones():
    with pytest.raises(UnknownNameError, match="did you mean 'majorana'"):
        checks.one_of("nature", "majoranna", ("dirac", "majorana"))


def test_an_unknown_word_without_near_ones_lists_all():
    assert "known: a, b" in str(unknown_name("letter", "zzzz", ["b", "a"]))


@pytest.mark.parametrize(
    "error", [DomainError, UnitsError, UnknownNameError, ConfigError, DataError]
)
def test_every_rejection_is_a_value_error_and_a_softnu_error(error):
    assert issubclass(error, ValueError)
    assert issubclass(error, SoftnuError)


def test_a_lost_convergence_is_an_arithmetic_error():
    assert issubclass(ConvergenceError, ArithmeticError)

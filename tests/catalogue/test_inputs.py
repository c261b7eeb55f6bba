"""From what a user writes to natural floats."""

from __future__ import annotations

from contextlib import suppress

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.catalogue.inputs import read_value, split_list
from softnu.errors import ConfigError, SoftnuError, UnitsError, UnknownNameError
from softnu.quantity import POSITIVE, Parameter

LENGTH = Parameter("r", "length", "a length", range=POSITIVE)
VECTOR = Parameter("k", "energy vector", "a momentum")
COUNT = Parameter("n", "integer", "a count")
SWITCH = Parameter("both", "boolean", "a switch")


@pytest.mark.parametrize(
    "value", ["1 um", "1um", " 1e-6 m ", "1e3 nm", 1 * u.um, 1000 * u.nm, u.Quantity("1 um")]
)
def test_ways_to_write_a_length(value):
    assert float(read_value(LENGTH, value)) == pytest.approx(5.067730716156395, rel=1e-14, abs=0)


def test_arrays_keep_their_shape():
    assert read_value(LENGTH, np.ones((2, 3)) * u.m).shape == (2, 3)
    assert read_value(LENGTH, ["1 m", "2 m"]).shape == (2,)
    assert read_value(VECTOR, [[1, 2, 3], [4, 5, 6]] * u.eV).shape == (2, 3)


@pytest.mark.parametrize(
    "value",
    [
        ["1 eV", "-2 eV", "3e3 meV"],
        "[1 eV, -2 eV, 3 eV]",
        '["1 eV", "-2 eV", "3 eV"]',
        "1 eV, -2 eV, 3 eV",
        [1, -2, 3] * u.eV,
    ],
)
def test_ways_to_write_a_vector(value):
    np.testing.assert_allclose(read_value(VECTOR, value), [1, -2, 3], rtol=1e-15)


@pytest.mark.parametrize(("value", "meant"), [(True, True), ("true", True), ("False", False)])
def test_booleans(value, meant):
    assert read_value(SWITCH, value) is meant


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        (LENGTH, 1),
        (LENGTH, 0.0),
        (LENGTH, "0"),
        (LENGTH, True),
        (LENGTH, None),
        (LENGTH, {}),
        (LENGTH, "1 kg"),
        (LENGTH, "nan m"),
        (LENGTH, ["1 m", ["1 m", "2 m"]]),
        (VECTOR, "[1 eV, 2 eV]"),
        (VECTOR, "[" * 5000),
        (COUNT, 1.5),
        (COUNT, "1 m"),
        (COUNT, 10**400),
        (SWITCH, "yes"),
        (SWITCH, 1),
    ],
)
def test_what_is_refused(parameter, value):
    with pytest.raises(SoftnuError, match=parameter.name):
        read_value(parameter, value)


@given(st.text(max_size=40))
def test_any_text_is_a_list_of_something(text):
    assert isinstance(split_list(text), list)


@given(st.text(max_size=60))
def test_any_text_is_a_length_or_a_named_error(text):
    with suppress(SoftnuError):
        assert np.all(read_value(LENGTH, text) > 0)


@pytest.mark.usefixtures("demo")
class TestEvaluate:
    def test_broadcasting(self):
        result = evaluate("demo.well", r=[[1], [2]] / u.eV, m_nu=[0, 1, 2] * u.eV)
        assert result.shape == (2, 3)

    def test_shapes_that_do_not_fit(self):
        with pytest.raises(ConfigError, match=r"r \(2,\), m_nu \(3,\)"):
            evaluate("demo.well", r=[1, 2] * u.m, m_nu=[0, 1, 2] * u.eV)

    def test_a_parameter_may_be_called_name(self):
        with pytest.raises(UnknownNameError, match="'name'"):
            evaluate("demo.well", name="x")

    def test_errors_are_value_errors(self):
        with pytest.raises(ValueError, match="no unit"):
            evaluate("demo.well", r=1)
        with pytest.raises(UnitsError):
            evaluate("demo.well", r=1)

"""Axes as text."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue.axes import is_axis, parse_axis
from softnu.errors import SoftnuError

#: Rounding of the end points of linspace and geomspace.
ROUNDING = 1e-13
lengths = st.floats(1e-300, 1e300)


@given(lengths, lengths, st.integers(2, 50), st.sampled_from(["lin", "log"]))
def test_an_axis_has_its_ends_and_its_points(start, stop, count, spacing):
    axis = parse_axis("r", f"{start!r} m:{stop!r} m:{count}:{spacing}")
    assert axis.shape == (count,)
    assert axis.unit == "m"
    np.testing.assert_allclose(axis.value[[0, -1]], [start, stop], rtol=ROUNDING)


def test_spacing_and_units():
    np.testing.assert_allclose(parse_axis("r", "1 nm:100 nm:3:log").value, [1, 10, 100])
    np.testing.assert_allclose(parse_axis("r", "0 nm:1 um:3").value, [0, 500, 1000])
    np.testing.assert_allclose(parse_axis("x", "-1:1:3").value, [-1, 0, 1])
    assert parse_axis("r", "1 nm:9 nm:1").value.tolist() == [1.0]


def test_what_is_an_axis():
    assert is_axis("1:2:3")
    assert is_axis("1:2:3:log")
    assert not is_axis("1 nm")
    assert not is_axis("1:2")
    assert not is_axis("1:2:3:log:5")


@given(st.text(max_size=30).map(lambda text: f"{text}:1 m:3"))
def test_nonsense_is_a_named_error(text):
    with suppress(SoftnuError):
        assert not is_axis(text) or parse_axis("r", text).shape == (3,)


@pytest.mark.parametrize("count", ["0", "-1", "1.5", "x", "", "1e3", "10000001", "٣٣٣٣٣٣٣٣٣"])
def test_points_must_be_a_number(count):
    with pytest.raises(SoftnuError, match="number of points"):
        parse_axis("r", f"1 m:2 m:{count}")

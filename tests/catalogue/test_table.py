"""Quantities on outer grids."""

from __future__ import annotations

import numpy as np
import pytest

from softnu.catalogue.table import tabulate
from softnu.errors import ConfigError, UnitsError

pytestmark = pytest.mark.usefixtures("demo")


def test_a_point():
    table = tabulate("demo.well", {"r": "2 1/eV"})
    assert table.axes == ()
    assert float(table.values.value) == -1 / 32
    assert list(table.rows()) == [[-1 / 32]]


def test_a_grid_in_the_order_of_the_inputs():
    inputs = {"n": "[1, 2]", "both": "true", "mu": "1 eV:3 eV:3"}
    table = tabulate("demo.shift", inputs)
    assert [axis.parameter.name for axis in table.axes] == ["n", "mu"]
    np.testing.assert_allclose(table.values.value, 2 * np.outer([1, 2], [1, 2, 3]))
    assert table.fixed == {"both": "true"}
    assert table.header() == ["n", "mu [eV]", "demo.shift [eV]"]
    assert next(table.rows()) == [1.0, 1.0, 2.0]


def test_a_vector_is_no_axis():
    table = tabulate("demo.shift", {"mu": "1 eV:3 eV:3", "spin": "[0, 0, 1]"})
    assert table.values.shape == (3,)


def test_a_result_that_ignores_an_axis_fills_the_grid():
    table = tabulate("demo.body", {"material": "lead", "m_nu": "0 eV:1 eV:4"})
    assert table.values.shape == (4,)


def test_words_keep_their_colons():
    table = tabulate("demo.body", {"material": "a:b:c"})
    assert table.axes == ()


def test_units_of_the_result():
    assert tabulate("demo.well", {"r": "1 1/eV"}, "meV").values.value == pytest.approx(
        -1000, abs=0
    )
    with pytest.raises(UnitsError, match="cannot be expressed in 's'"):
        tabulate("demo.well", {"r": "1 1/eV"}, "s")


def test_the_grid_has_a_limit():
    with pytest.raises(ConfigError, match="more than 10000000"):
        tabulate("demo.well", {"r": "1 m:2 m:4000", "m_nu": "0 eV:1 eV:4000"})

"""Capture on tritium: the published four and eight a year, helicities, errors."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import SoftnuError

#: Atoms in a mass, by the Avogadro constant typed here.
RTOL = 1e-12
HUNDRED_GRAMS = {"target_mass": "100 g", "n": "56 1/cm3"}


def rate(**inputs):
    return float(evaluate("relics.capture_rate", **(HUNDRED_GRAMS | inputs)).value)


def test_four_a_year_for_dirac_and_eight_for_majorana():
    atoms = 100 / 3.0160492779 * 6.02214076e23
    per_second = atoms * 3.834e-45 * 56 * 2.99792458e10
    assert rate(nature="dirac") == pytest.approx(per_second * 365.25 * 86400, rel=RTOL, abs=0)
    assert rate(nature="dirac") == pytest.approx(4.056, rel=1e-3, abs=0)
    assert rate(nature="majorana") == pytest.approx(8.112, rel=1e-3, abs=0)


@settings(max_examples=30)
@given(v=st.floats(0.0, 1.0))
def test_both_helicities_of_majorana_neutrinos_add_up_at_any_speed(v):
    assert rate(nature="majorana", v=v) == pytest.approx(2 * rate(nature="dirac"), rel=RTOL, abs=0)
    assert rate(nature="dirac", v=v) == pytest.approx(
        (1 + v) * rate(nature="dirac"), rel=RTOL, abs=0
    )


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"nature": "dirac", "v": 1.2}, "v = '1.2' is not allowed"),
        ({"nature": "dirac", "n": "-1 1/cm3"}, "n = '-1 1/cm3' is not"),
        ({"nature": "dirac", "target_mass": "-1 g"}, "target_mass = '-1 g' is not"),
        ({"nature": "dirac", "cross_section": "1 cm"}, "cross_section in 'cm' has the wrong"),
        ({"nature": "weyl"}, "unknown nature 'weyl'"),
        ({}, "missing nature"),
    ],
)
def test_what_is_not_allowed_is_named(inputs, message):
    with pytest.raises(SoftnuError, match=message):
        rate(**inputs)

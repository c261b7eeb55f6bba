"""A view is plain text: it survives its address, and its axis moves as a whole."""

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import MODULES, names, quantities
from softnu.errors import ConfigError
from softnu.explorer.view import (
    OVERLAY,
    QUANTITY,
    REFERENCE,
    SCALE,
    Choice,
    View,
    axis_of,
    read_query,
)

TEXT = st.text(max_size=30)
KEYS = st.text("abcdefg_", min_size=1, max_size=8)
CHOICES = st.builds(Choice, TEXT, st.dictionaries(KEYS, TEXT, max_size=4))
VIEWS = st.builds(
    View,
    CHOICES,
    st.lists(CHOICES, max_size=3).map(tuple),
    st.lists(TEXT, max_size=3).map(tuple),
    st.sampled_from(("auto", "linear", "log")),
)
RATIO = Choice(
    "forces.vacuum.ratio_to_gravity", {"r": "1 nm:1 mm:50:log", "body1": "Fe", "body2": "Fe"}
)


@given(VIEWS)
def test_a_view_survives_its_address(view):
    assert read_query(view.query()) == view
    assert read_query("?" + view.query()) == view


def test_no_parameter_of_the_catalogue_is_a_word_of_addresses():
    words = {QUANTITY, OVERLAY, REFERENCE, SCALE, "view", "token"}
    for domain in MODULES:
        for quantity in quantities(domain).values():
            assert not words & set(quantity.parameters), quantity.name
    assert names()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "names no quantity"),
        ("r=1+nm", "names no quantity"),
        ("quantity=a&quantity=b", "names several"),
        ("quantity=a&r=1&r=2", "given twice"),
        ("quantity=a&scale=cubic", "scale = 'cubic'"),
        ("quantity=a&overlay=r%3D1", "names no quantity"),
        ("quantity=a&overlay=" + "quantity%3Db%26scale%3Dlog", "of its own"),
        ("quantity=" + "a" * 9000, "too long"),
        (urlencode([(f"x{n}", "1") for n in range(200)]), "more than 100 parts"),
    ],
)
def test_an_address_that_is_no_view_is_refused(query, message):
    with pytest.raises(ConfigError, match=message):
        read_query(query)


def test_overlays_follow_the_axis_of_the_view():
    other = Choice("forces.background.ratio_to_gravity", {"r": "1 m:2 m:9", "body1": "Fe"})
    moved = View(RATIO, (other,)).along("r", "1 um:1 m:20")
    assert moved.choice.inputs["r"] == moved.overlays[0].inputs["r"] == "1 um:1 m:20"


def test_what_varied_before_has_the_value_of_the_view_in_overlays():
    inputs = {"r": "1 nm", "m_nu": "0 eV:1 eV:5", "body1": "Fe", "body2": "Fe"}
    overlay = Choice(RATIO.name, RATIO.inputs | {"body1": "Pb"})
    moved = View(Choice(RATIO.name, inputs), (overlay,)).along("m_nu", "0 eV:1 eV:5")
    assert moved.overlays[0].inputs == {
        "m_nu": "0 eV:1 eV:5",
        "r": "1 nm",
        "body1": "Pb",
        "body2": "Fe",
    }


def test_an_overlay_without_the_parameter_keeps_its_own():
    overlay = Choice("forces.isotropic.screening_length", {"T": "1 K:2 K:5"})
    moved = View(RATIO, (overlay,)).along("r", "1 nm:2 nm:7")
    assert axis_of(moved.overlays[0]) == "T"

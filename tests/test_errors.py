"""Messages name what was given without repeating all of it."""

import pytest

from softnu import evaluate, particle, reach
from softnu.errors import UnknownNameError, shown, unknown_name
from softnu.matter.bodies import HalfSpace

#: A name of no length that a message should repeat.
LONG = "q" * 300
SHOWN = 60
#: A name of that length and the rest of the message.
READABLE = 260


@pytest.mark.parametrize("given", ["5 mm", "forces.bodies.sphere_beam_slow", 3, None, ["1", "2"]])
def test_what_is_short_is_shown_whole(given):
    assert shown(given) == repr(given)


def test_both_ends_of_a_long_name_are_shown():
    text = shown("begin" + LONG + "end")
    assert text.startswith("'begin")
    assert text.endswith("end'")
    assert len(text) <= SHOWN


@pytest.mark.parametrize("of_a_name", [evaluate, particle, reach, HalfSpace])
def test_long_names_do_not_fill_the_message(of_a_name):
    with pytest.raises(UnknownNameError) as caught:
        of_a_name(LONG)
    assert len(str(caught.value)) < READABLE


def test_near_names_are_found_by_all_of_a_long_name():
    name = "a_background_with_a_name_that_is_too_long_to_be_shown_whole_in_a_message"
    assert name in str(unknown_name("background", name + "s", [name, "reactor"]))

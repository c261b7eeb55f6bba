"""Labels of states and transitions: spectroscopic notation read, written and checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms import State, Transition
from softnu.atoms.labels import LETTERS
from softnu.errors import DomainError

#: The same kernel with the same numbers.
SAME = 1e-14
LINE = "4F5/2 F=3 - 4F7/2 F=3"


@st.composite
def states(draw, I=None):
    """Any state that exists, for any nuclear spin up to 7/2."""
    I = draw(st.integers(0, 7)) / 2 if I is None else I
    n = draw(st.integers(1, 80))
    l = draw(st.integers(0, n - 1))
    j = l + 0.5 if l == 0 else l + draw(st.sampled_from((-0.5, 0.5)))
    F = abs(j - I) + draw(st.integers(0, int(2 * min(I, j))))
    return State(n, l, j, F, I)


@given(states())
def test_a_label_read_again_is_the_state(state):
    assert State.parse(str(state), state.I) == state
    assert State(**state.inputs()) == state


@given(states(0.5), states(0.5))
def test_labels_of_a_transition_read_again_are_the_transition(one, two):
    if one != two:
        transition = Transition(one, two)
        assert Transition.parse(str(transition)) == transition


def test_letters_skip_j_and_have_p_and_s_once():
    assert LETTERS == "SPDFGHIKLMNOQRTUVWXYZ"
    assert str(State(8, 7, 7.5, 8)) == "8K15/2 F=8"
    assert str(State(30, 21, 21.5, 21)) == "30[l=21]43/2 F=21"


@pytest.mark.parametrize(
    "label",
    ["4F5/2 F=3", "4f5/2, F=3", "4F_{5/2} F = 3", " 4F_5/2 F=6/2 ", "4F5/2(3)", "4[l=3]5/2 F=3"],
)
def test_spellings_of_one_state(label):
    assert State.parse(label) == State(4, 3, 2.5, 3)


def test_digits_before_the_letter_are_n():
    assert State.parse("21S1/2 F=0") == State(21, 0, 0.5, 0)


def test_f_is_j_without_nuclear_spin():
    assert State.parse("4F5/2", I=0) == State(4, 3, 2.5, 2.5, 0)


def test_the_repr_shows_label_and_spin():
    assert repr(State.parse("4F7/2 F=9/2", I=1)) == "State('4F7/2 F=9/2', I=1)"
    assert repr(Transition.parse(LINE)) == f"Transition({LINE!r}, I=1/2)"


@pytest.mark.parametrize(
    "text", ["4F5/2 F=3 -> 4F7/2 F=3", "4F5/2(3) \u2013 4F7/2(3)", "4F5/2 F=3\u21924F7/2 F=3"]
)
def test_spellings_of_one_transition(text):
    assert Transition.parse(text) == Transition.parse(LINE)


def test_states_are_frozen_and_can_be_keys():
    assert {State(4, 3, 2.5, 3): 1}[State.parse("4F5/2 F=3")] == 1
    with pytest.raises(AttributeError):
        State(4, 3, 2.5, 3).n = 5


def test_inputs_go_into_the_catalogue():
    line = Transition.parse(LINE)
    named = evaluate("atoms.e1_m1_ratio", m_lightest="0 eV", **line.inputs())
    spelt = evaluate(
        "atoms.e1_m1_ratio", m_lightest="0 eV", n=4, l=3, j1="5/2", F1=3, j2="7/2", F2=3
    )
    assert named.value == pytest.approx(spelt.value, rel=SAME, abs=0)
    pair = Transition.parse("4D5/2 F=3 - 4F5/2 F=3")
    assert evaluate("atoms.pv_element.z_gamma", **pair.element_inputs()) != 0.0
    state = State.parse("4F5/2 F=3")
    assert evaluate("atoms.level.hyperfine", **state.inputs()) > 0.0


@pytest.mark.parametrize(
    ("label", "I", "words"),
    [
        ("", 0.5, "write n, the letter of l, j and F"),
        ("4F", 0.5, "write n"),
        ("F5/2 F=3", 0.5, "write n"),
        ("4F5/2 F=3 and more", 0.5, "write n"),
        ("x" * 500, 0.5, "write n"),
        ("9J15/2 F=7", 0.5, "without J"),
        ("4F5/2", 0.5, "F is missing; it may be 2 to 3"),
        ("4F5/2 F=4", 0.5, "F = 4 is not allowed: it must be 2 to 3"),
        ("4F5/2 F=5/2", 0.5, "F = 2.5 is not allowed"),
        ("4F5/2 F=3", 1.0, "F = 3 is not allowed: it must be 1.5 to 3.5"),
        ("3F5/2 F=3", 0.5, "l = 3 is not allowed: it must be 0 to 2 for n = 3"),
        ("4F9/2 F=4", 0.5, "j = 4.5 is not allowed: it must be 2.5 or 3.5"),
        ("4S3/2 F=1", 0.5, "j = 1.5 is not allowed: it must be 0.5"),
        ("0S1/2 F=0", 0.5, "n = 0 is not allowed"),
        ("81S1/2 F=0", 0.5, "n = 81 is not allowed"),
        ("4F5/2 F=3", 0.3, "I = 0.3 is not allowed"),
        ("4F5/2 F=3", -0.5, "I = -0.5 is not allowed"),
    ],
)
def test_labels_of_no_state(label, I, words):
    with pytest.raises(DomainError) as error:
        State.parse(label, I)
    assert words in str(error.value)
    assert len(str(error.value)) < 300


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((4.5, 3, 2.5, 3), "n = 4.5 is not allowed: it must be an integer"),
        ((4, 3, 2.5, 3.25), "F = 3.25 is not allowed: it must be an integer or half"),
        ((4, [3], 2.5, 3), "l must be one number"),
        ((4, 3, float("nan"), 3), "j = nan is not allowed"),
        ((4, 3, "5/2", 3), "j must be real numbers"),
        ((True, 0, 0.5, 0), "n must be real numbers"),
    ],
)
def test_numbers_of_no_state(numbers, words):
    with pytest.raises(DomainError, match=words.replace("(", r"\(")):
        State(*numbers)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4F5/2 F=3", "write two states"),
        ("4F5/2 F=3 - 4F7/2 F=3 - 4F7/2 F=4", "write two states"),
        ("4F5/2 F=3 - 4F5/2 F=3", "it is the first state"),
    ],
)
def test_texts_of_no_transition(text, words):
    with pytest.raises(DomainError, match=words):
        Transition.parse(text)


def test_states_of_two_nuclei_are_no_transition():
    with pytest.raises(DomainError, match="both states must have one nucleus"):
        Transition(State(4, 3, 2.5, 3), State(4, 3, 2.5, 2.5, 0))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4F5/2 F=3 - 5F7/2 F=3", "M1 keeps n and l"),
        ("4D5/2 F=3 - 4F7/2 F=3", "M1 keeps n and l"),
        ("4F5/2 F=2 - 4F7/2 F=4", "M1 amplitude vanishes"),
    ],
)
def test_inputs_of_no_m1_transition(text, words):
    with pytest.raises(DomainError, match=words):
        Transition.parse(text).inputs()


def test_inputs_of_no_element():
    with pytest.raises(DomainError, match="parity violation keeps F"):
        Transition.parse("4D5/2 F=2 - 4F7/2 F=3").element_inputs()

"""Points of axes."""

from __future__ import annotations

import numpy as np
import pytest

from softnu.catalogue import find
from softnu.errors import SoftnuError
from softnu.neutrinos import interval
from softnu.quantity import Parameter
from softnu.scan.axes import MAX_TEXTS, column, is_wordy
from softnu.scan.tables import DrawnAxis, ListedAxis, SampledAxis, SpacedAxis, ZippedAxis

#: Rounding of a factor between units.
ROUNDING = 1e-14
R = Parameter("r", "length", "distance")
X = Parameter("x", "number", "a number", choices=("average",))
J = Parameter("J", "half", "angular momentum")
N = Parameter("N", "integer", "neutrons")
NATURE = Parameter("nature", "word", "nature", choices=("dirac", "majorana"))
STATE = Parameter("mass_state", "word", "mass state", choices=(1, 2, 3))
BOTH = Parameter("both", "boolean", "twice")
SPIN = Parameter("spin", "number vector", "spin")


def listed(parameter, *values, unit=None):
    axis = ListedAxis(parameter=parameter.name, values=values, unit=unit)
    return column(axis, parameter)


def test_spaced_points_have_the_unit_of_the_start():
    axis = SpacedAxis(parameter="r", start="1 nm", stop="1 um", points=4, spacing="log")
    found = column(axis, R)
    assert (found.name, found.unit, found.words) == ("r", "nm", ())
    np.testing.assert_allclose(found.values, [1, 10, 100, 1000], rtol=ROUNDING)
    assert found.given(found.values).unit == "nm"


def test_spaced_numbers_without_unit():
    found = column(SpacedAxis(parameter="x", start=0, stop=1.0, points=3), X)
    assert found.unit == ""
    assert found.values.tolist() == [0.0, 0.5, 1.0]
    assert found.given(found.values) is found.values


def test_listed_values_come_in_the_unit_of_the_first():
    found = listed(R, "1 um", "1 nm", "2 m")
    assert found.unit == "um"
    np.testing.assert_allclose(found.values, [1, 1e-3, 2e6], rtol=ROUNDING)


def test_bare_numbers_with_one_unit():
    found = listed(R, 1, 2.5, unit="nm")
    assert (found.unit, found.values.tolist()) == ("nm", [1.0, 2.5])


def test_words_keep_what_they_stand_for():
    found = listed(NATURE, "dirac", "majorana")
    assert (found.unit, found.words) == (None, ("dirac", "majorana"))
    assert found.values.tolist() == ["dirac", "majorana"]
    assert listed(STATE, 1, 3).words == (1, 3)
    assert listed(BOTH, True, False).values.tolist() == ["true", "false"]
    assert listed(SPIN, (0, 0, 1), (1, 0, 0)).values.tolist() == ["[0, 0, 1]", "[1, 0, 0]"]
    assert listed(X, "average", 0.5).words == ("average", 0.5)


def test_halves_are_numbers():
    assert listed(J, "1/2", "5/2", 3).values.tolist() == [0.5, 2.5, 3.0]


def test_zipped_columns():
    axis = ZippedAxis(
        name="pair", zip={"r": [1, 2], "nature": ["dirac", "majorana"]}, units={"r": "nm"}
    )
    assert column(axis, R).values.tolist() == [1.0, 2.0]
    assert column(axis, NATURE).words == ("dirac", "majorana")


def test_samples_lie_in_their_ranges():
    ranges = {
        "r": {"low": "1 nm", "high": "1 um", "spacing": "log"},
        "x": {"low": -1.0, "high": 1.0},
    }
    axis = SampledAxis(name="s", samples=200, seed=7, method="latin_hypercube", ranges=ranges)
    r, x = column(axis, R), column(axis, X)
    assert r.unit == "nm"
    assert 1.0 < r.values.min() < r.values.max() < 1000.0
    # One point in each of the slices of the logarithm.
    assert sorted(np.floor(np.log10(r.values) / 3 * 200).astype(int)) == list(range(200))
    assert -1.0 < x.values.min() < -0.98 < 0.98 < x.values.max() < 1.0
    assert abs(np.corrcoef(np.log(r.values), x.values)[0, 1]) < 0.3


@pytest.mark.parametrize("ordering", ["normal", "inverted"])
@pytest.mark.parametrize("name", ["sin2_theta23", "delta_cp", "dm3l_sq"])
def test_draws_follow_the_fit(name, ordering):
    axis = DrawnAxis(
        name="d", samples=20_000, seed=1, method="gaussian", oscillation_set="NuFIT-6.0",
        ordering=ordering,
    )  # fmt: skip
    found = column(axis, find("forces.vacuum.spin_independent").parameters[name])
    low, high = interval("NuFIT-6.0", ordering, name, 1)
    # Four standard errors of a share of 68.3 % among 20 000.
    assert np.mean((found.values > low) & (found.values < high)) == pytest.approx(
        0.6827, rel=0, abs=0.0132
    )
    assert found.unit == {"sin2_theta23": "", "delta_cp": "rad", "dm3l_sq": "eV2"}[name]


def test_what_is_taken_one_by_one():
    assert is_wordy(NATURE)
    assert is_wordy(SPIN)
    assert is_wordy(X, ("average", 1))
    assert not is_wordy(X, (0.5, 1))
    assert not is_wordy(R)


MISTAKES = {
    "words along a line": (
        lambda: column(SpacedAxis(parameter="nature", start=0, stop=1, points=2), NATURE),
        "list its values",
    ),
    "two kinds of units": (lambda: listed(R, "1 nm", "1 s"), "different kinds of units"),
    "two kinds of ends": (
        lambda: column(SpacedAxis(parameter="r", start="1 nm", stop="1 s", points=2), R),
        "different kinds of units",
    ),
    "logarithm of zero": (
        lambda: column(
            SpacedAxis(parameter="x", start=0, stop=1, points=2, spacing="log"), X
        ),
        "both ends > 0",
    ),
    "unit of words": (lambda: listed(NATURE, "dirac", unit="m"), "no unit"),
    "two units": (lambda: listed(R, "1 nm", unit="m"), "unit of its own"),
    "unknown unit": (lambda: listed(R, 1, unit="furlong"), "not a number with a unit"),
    "no number": (lambda: listed(R, (1, 2)), "is not a number"),
    "a truth": (lambda: listed(X, True), "is not a number"),
    "many texts": (lambda: listed(R, *["1 nm"] * (MAX_TEXTS + 1)), "with one unit"),
    "many words": (lambda: listed(NATURE, *["dirac"] * (MAX_TEXTS + 1)), "words: at most"),
    "long word": (lambda: listed(NATURE, "d" * 500), "words: at most"),
    "empty range": (
        lambda: column(
            SampledAxis(
                name="s", samples=2, seed=1, method="latin_hypercube",
                ranges={"x": {"low": 1, "high": 1}},
            ),
            X,
        ),
        "must be below",
    ),
    "logarithmic range from zero": (
        lambda: column(
            SampledAxis(
                name="s", samples=2, seed=1, method="latin_hypercube",
                ranges={"x": {"low": 0, "high": 1, "spacing": "log"}},
            ),
            X,
        ),
        "> 0 for a logarithmic range",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("build", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes(build, said):
    with pytest.raises(SoftnuError, match=said):
        build()

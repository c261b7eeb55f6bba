"""What the page refuses before it computes."""

import pytest

from softnu.errors import SoftnuError
from softnu.explorer.limits import (
    MAX_AXIS,
    MAX_GRID,
    MAX_OVERLAYS,
    MAX_REFERENCES,
    MAX_TEXT,
    check,
)
from softnu.explorer.view import Choice, View

PAIR = "forces.vacuum.pair_potential"


def pair(**inputs):
    return View(Choice(PAIR, inputs))


def test_the_largest_grid_is_allowed():
    check(pair(r=f"1 nm:1 mm:{MAX_AXIS}:log", m_i=f"0 eV:1 eV:{MAX_GRID // MAX_AXIS}"))


@pytest.mark.parametrize(
    ("view", "message"),
    [
        (pair(r=f"1 nm:1 mm:{MAX_AXIS + 1}"), "at most 2000 points"),
        (pair(r="1 nm:1 mm:" + "9" * 500), "at most 2000 points"),
        (pair(r="1 nm:1 mm:300", m_i="0 eV:1 eV:300"), "the grid has 90000 points"),
        (pair(r="[" + "1 nm," * 150 + "]", m_i="0 eV:1 eV:2000"), "the grid has"),
        (pair(r="1 nm" + " " * MAX_TEXT), "too long"),
        (pair(radius="1 nm"), "unknown parameter"),
        (View(Choice("os.system", {})), "unknown quantity"),
        (View(Choice(PAIR), (Choice(PAIR),) * (MAX_OVERLAYS + 1)), "overlays are too many"),
        (View(Choice(PAIR), (), ("x",) * (MAX_REFERENCES + 1)), "are too many"),
        (View(Choice(PAIR), (Choice("os.system"),)), "unknown quantity"),
    ],
)
def test_more_than_the_page_serves_is_refused(view, message):
    with pytest.raises(SoftnuError, match=message):
        check(view)


@pytest.mark.parametrize("name", ["experiment", "background", "atom"])
@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../x", "x.toml", "x.csv", "C:x", "~root", "\\\\host\\share"]
)
def test_no_file_is_opened(name, path):
    quantity = {
        "experiment": "forces.experiment.sensitivity",
        "background": "forces.background.ratio_to_gravity",
        "atom": "renp.threshold",
    }[name]
    with pytest.raises(SoftnuError, match="opens no files"):
        check(View(Choice(quantity, {name: path})))

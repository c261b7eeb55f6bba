"""The scheme of levels: places, names and arrows, on its own and inside a page."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import ConnectionPatch

from softnu.plots.inline import inline_levels
from softnu.plots.levels import Arrow, LevelPanel, level_scheme

#: Places on a page, from the same floats in another order.
ROUNDING = 1e-9
STEPS = ("fine", "Lamb", "hyperfine")
GROSS = LevelPanel("n = 4", ("Bohr", "fine"), {"j = 5/2": (0.0, -399.0), "j = 7/2": (0.0, -171.0)})
UPPER = LevelPanel("j = 7/2", STEPS, {"4F7/2 F=3": (0.0, 0.26, -0.08)})
LOWER = LevelPanel(
    "j = 5/2",
    STEPS,
    {"4D5/2 F=3": (0.0, 0.54, 1.01), "4F5/2 F=3": (0.0, -0.27, 0.07), "4F5/2 F=2": (0, 0, 0.06)},
)
ARROWS = (
    Arrow("4F5/2 F=3", "4F7/2 F=3", "M1"),
    Arrow("4F5/2 F=3", "4D5/2 F=3", "parity", mixing=True),
)


@pytest.fixture
def figure():
    return level_scheme([GROSS, UPPER, LOWER], ARROWS, ylabel="E/h [MHz]")


def names(ax):
    return [text for text in ax.texts if text.get_text()]


def test_every_level_has_a_bar_at_every_energy(figure):
    for ax, panel in zip(figure.axes, (GROSS, UPPER, LOWER), strict=True):
        bars = [line.get_ydata() for line in ax.lines if line.get_linestyle() == "-"]
        heights = sorted(float(y[0]) for y in bars)
        assert all(y[0] == y[1] for y in bars)
        expected = sorted(float(e) for energies in panel.levels.values() for e in energies)
        assert heights == pytest.approx(expected, abs=0)


def test_levels_of_one_l_have_one_colour(figure):
    colours = {text.get_text(): text.get_color() for ax in figure.axes for text in names(ax)}
    assert colours["4F7/2 F=3"] == colours["4F5/2 F=3"] == colours["4F5/2 F=2"]
    assert len({colours[name] for name in ("4F5/2 F=3", "4D5/2 F=3", "j = 5/2")}) == 3


def test_names_do_not_overlap_and_stay_inside(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    for ax in figure.axes:
        boxes = [text.get_window_extent(renderer) for text in names(ax)]
        assert all(not one.overlaps(two) for one, two in combinations(boxes, 2))
        inside = ax.get_window_extent(renderer)
        assert all(box.x1 < inside.x1 and inside.y0 < box.y0 < inside.y1 for box in boxes)


def test_an_arrow_ends_at_its_levels(figure):
    _, upper, lower = figure.axes
    line, mixing = (a for a in figure.artists if isinstance(a, ConnectionPatch))
    assert line.coords1 == lower.transData
    assert line.coords2 == upper.transData
    assert (line.xy1[1], line.xy2[1]) == pytest.approx((0.07, -0.08), abs=ROUNDING)
    assert (mixing.xy1[1], mixing.xy2[1]) == pytest.approx((0.07, 1.01), abs=ROUNDING)
    assert mixing.get_linestyle() == "--"
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["M1", "parity"]


def test_a_name_that_no_level_has_is_not_drawn():
    with pytest.raises(KeyError, match="4G"):
        level_scheme([UPPER], [Arrow("4F7/2 F=3", "4G", "M1")], ylabel="E")


def test_one_panel_needs_no_neighbours():
    (ax,) = level_scheme([GROSS], ylabel="E/h [MHz]").axes
    assert ax.get_ylabel() == "E/h [MHz]"
    assert np.diff(ax.get_ylim()) > 399.0


def test_inside_a_page_colours_are_those_of_the_page():
    svg = inline_levels([GROSS, UPPER, LOWER], ARROWS, ylabel="E/h [MHz]", name="scheme")
    assert 'aria-label="scheme"' in svg
    assert {"var(--line-0", "var(--line-1", "currentColor"} <= set(
        re.findall(r"var\(--line-\d|currentColor", svg)
    )
    assert "var(--grid" in svg
    assert "#000000" not in svg
    assert "4D5/2 F=3" in svg

"""The figure of forces and sensitivities: labels, units, scales, names that do not overlap."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.plots.reach import Sensitivity, reach_plot, spread
from softnu.plots.style import save

SENSITIVITIES = [
    Sensitivity("near", (1e-6, 1e-6, 1e-6), 1e4, projected=True),
    Sensitivity("close to it", (1e-6, 1.1e-6, 1.2e-6), 1e3, projected=False),
    Sensitivity("far", (1.0, 2.0, 3.0), 1e-10, projected=False),
]
R = np.geomspace(1e-7, 10, 50)
CURVES = {"vacuum": 1e-38 / R**4, "reactor": np.full(50, 1e-18)}


@pytest.fixture
def ax():
    return reach_plot(R, CURVES, SENSITIVITIES, note="between Fe and Fe")


def test_axes_have_labels_units_and_logarithmic_scales(ax):
    assert ax.get_xlabel() == "separation r [m]"
    assert ax.get_ylabel() == r"$|V/V_{\rm gravity}|$"
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")


def test_every_sensitivity_is_inside_the_axes(ax):
    low, high = ax.get_ylim()
    assert all(low < one.ratio < high for one in SENSITIVITIES)
    left, right = ax.get_xlim()
    assert all(left < r < right for one in SENSITIVITIES for r in one.separation)


def test_the_legend_names_curves_and_kinds_of_sensitivity(ax):
    (legend,) = ax.figure.legends
    names = [text.get_text() for text in legend.get_texts()]
    assert names == ["vacuum", "reactor", "sensitivity, published", "sensitivity, projected"]
    assert legend.get_title().get_text() == "between Fe and Fe"
    assert ax.get_legend() is None


def test_experiments_are_named_above_the_axes_in_their_order(ax):
    names = [text for text in ax.texts if text.get_text()]
    assert [text.get_text() for text in names] == ["near", "close to it", "far"]
    assert all(text.get_position()[1] > 1 for text in names)


def test_names_do_not_overlap(ax, tmp_path):
    """Slanted by 45 degrees, lines of text need sqrt(2) times their height sideways."""
    figure = ax.figure
    save(figure, tmp_path / "figure.png")
    names = [text for text in ax.texts if text.get_text()]
    starts = [ax.transAxes.transform(text.get_position())[0] for text in names]
    height = names[0].get_fontsize() * figure.dpi / 72
    assert all(right - left > 1.2 * height for left, right in pairwise(starts))


def test_a_single_constant_curve_is_on_a_logarithmic_scale():
    ax = reach_plot(R, {"reactor": np.full(50, 1e-18)}, SENSITIVITIES[:1])
    assert ax.get_yscale() == "log"
    assert ax.get_ylim()[0] < 1e-18


@pytest.mark.parametrize("length", [1, 25, 60])
@pytest.mark.parametrize("number", [1, 9])
def test_the_legend_fits_into_the_figure(tmp_path, length, number):
    words = "reactor (width = 1.5e-3 rad, flux = 1e13 1/(cm2 s)): tungsten and iron"
    curves = {f"{n}{words[:length]}": CURVES["reactor"] for n in range(number)}
    figure = reach_plot(R, curves, SENSITIVITIES, note=words).figure
    save(figure, tmp_path / "figure.png")
    box = figure.legends[0].get_window_extent()
    assert box.x0 >= 0
    assert box.y0 >= 0
    assert box.x1 <= figure.bbox.x1
    # The axes keep their height, whatever stands below.
    assert figure.axes[0].get_window_extent().height > 2.4 * figure.dpi


@given(
    st.lists(st.floats(0, 1), max_size=20).map(sorted),
    st.floats(0, 0.05),
)
def test_spread_keeps_order_gap_and_range(positions, gap):
    apart = spread(positions, gap)
    rounding = 1e-12
    assert np.all(np.diff(apart) >= gap - rounding)
    assert np.all((apart >= -rounding) & (apart <= 1 + rounding))
    if len(positions) > 1 and np.min(np.diff(positions)) >= gap:
        assert apart == pytest.approx(positions, abs=rounding)

"""Figures of labelled datasets: what is drawn is what is in them."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr
from matplotlib.collections import FillBetweenPolyCollection, QuadMesh

from softnu.errors import ConfigError, UnknownNameError
from softnu.plots.dataset import draw_dataset
from softnu.plots.style import save

R = np.array([3.0, 1.0, 2.0, 4.0])
M = np.array([0.0, 0.5, 1.0])
SAMPLES = 101
#: Rounding of the values on their way through Matplotlib.
EXACT = 1e-14
X = {"x": "r", "xscale": "linear", "yscale": None, "xlabel": None, "ylabel": None}


@pytest.fixture
def dataset() -> xr.Dataset:
    """Distances out of order, masses, words along one axis, pairs along another, samples."""
    coordinates = {
        "r": ("r", R, {"units": "nm", "long_name": "distance"}),
        "m": ("m", M, {"units": "eV"}),
        "nature": ("nature", np.array(["dirac", "majorana"])),
        "a": ("pair", np.array([1.0, 2.0]), {"units": ""}),
        "b": ("pair", np.array(["x", "y"])),
    }
    spread = np.linspace(0.0, 1.0, SAMPLES)
    variables = {
        "V": (("r", "m"), R[:, np.newaxis] * 10.0 + M, {"units": "eV2"}),
        "W": (("r", "m"), R[:, np.newaxis] * 20.0 + M, {"units": "eV2"}),
        "by_nature": (("r", "nature"), np.stack([R, 2 * R], axis=1), {"units": ""}),
        "by_pair": (("pair", "r"), np.stack([R, 3 * R]), {"units": ""}),
        "spread": (("r", "sample"), R[:, np.newaxis] + spread, {"units": "eV"}),
        "empty": (("r",), np.full(4, np.nan), {"units": ""}),
    }
    return xr.Dataset(variables, coordinates, {"title": "A title"})


def drawn(figure):
    """Return the curves of a figure by their names."""
    return {line.get_label(): line.get_xydata() for line in figure.axes[0].get_lines()}


def names(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].get_legend().get_texts()]


class TestLines:
    def test_one_curve_in_the_order_of_its_points(self, dataset):
        figure = draw_dataset(dataset.isel(m=0), "lines", variables=["V"], curves=None, **X)
        [line] = figure.axes[0].get_lines()
        assert np.array_equal(line.get_xydata(), [[1, 10], [2, 20], [3, 30], [4, 40]])
        ax = figure.axes[0]
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("r: distance [nm]", "V [eV²]")
        assert ax.get_title(loc="left") == "A title"
        assert ax.get_legend() is None

    def test_curves_by_an_axis(self, dataset):
        figure = draw_dataset(dataset, "lines", variables=["V"], curves="m", **X)
        assert names(figure) == ["0 eV", "0.5 eV", "1 eV"]
        assert figure.axes[0].get_legend().get_title().get_text() == "m"
        assert np.array_equal(drawn(figure)["0.5 eV"][:, 1], [10.5, 20.5, 30.5, 40.5])

    def test_curves_by_words(self, dataset):
        figure = draw_dataset(dataset, "lines", variables=["by_nature"], curves="nature", **X)
        assert names(figure) == ["dirac", "majorana"]
        assert np.array_equal(drawn(figure)["majorana"][:, 1], [2, 4, 6, 8])

    def test_curves_by_parameters_that_vary_together(self, dataset):
        figure = draw_dataset(dataset, "lines", variables=["by_pair"], curves="pair", **X)
        assert names(figure) == ["a = 1, b = x", "a = 2, b = y"]
        assert np.array_equal(drawn(figure)["a = 2, b = y"][:, 1], [3, 6, 9, 12])

    def test_several_variables(self, dataset):
        figure = draw_dataset(dataset, "lines", variables=["V", "W"], curves="m", **X)
        assert names(figure)[::3] == ["V, 0 eV", "W, 0 eV"]
        assert figure.axes[0].get_ylabel() == "V, W [eV²]"

    def test_text_of_the_user(self, dataset):
        words = X | {"xlabel": "across", "ylabel": "up", "xscale": "log", "yscale": "log"}
        figure = draw_dataset(
            dataset.isel(m=0), "lines", variables=["V"], title="", curves=None, **words
        )
        ax = figure.axes[0]
        assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_title(loc="left")) == ("across", "up", "")
        assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")

    def test_curves_from_elsewhere_are_named_and_move_nothing(self, dataset):
        figure = draw_dataset(
            dataset, "lines", variables=["V"], curves="m",
            overlays=[("a limit", np.array([0.1, 100.0]), np.array([5.0, 5.0]))], **X,
        )  # fmt: skip
        assert names(figure) == ["0 eV", "0.5 eV", "1 eV", "a limit"]
        assert figure.axes[0].get_xlim() == (1.0, 4.0)


class TestBands:
    OPTIONS = X | {"curves": None, "between": None, "coverage": [0.5, 0.9]}

    def test_quantiles_of_samples(self, dataset):
        figure = draw_dataset(
            dataset, "bands", variables=["spread"], over="sample", **self.OPTIONS
        )
        [median] = figure.axes[0].get_lines()
        assert np.allclose(median.get_xydata(), [[r, r + 0.5] for r in sorted(R)],
                           rtol=EXACT, atol=0)  # fmt: skip
        outer, inner = figure.axes[0].collections
        for band, low, high in ((outer, 0.05, 0.95), (inner, 0.25, 0.75)):
            assert isinstance(band, FillBetweenPolyCollection)
            heights = band.get_paths()[0].vertices[:, 1]
            assert heights.min() == pytest.approx(1.0 + low, rel=1e-12, abs=0)
            assert heights.max() == pytest.approx(4.0 + high, rel=1e-12, abs=0)

    def test_negative_values_over_decades_are_shown_by_magnitude(self, dataset):
        dataset["spread"] = -(dataset["spread"] ** 9)
        dataset["spread"].attrs["units"] = "eV"
        options = self.OPTIONS | {"over": "sample"}
        figure = draw_dataset(dataset, "bands", variables=["spread"], **options)
        ax = figure.axes[0]
        assert ax.get_yscale() == "log"
        assert ax.get_ylabel() == "\N{MINUS SIGN}spread [eV]"
        [median] = ax.get_lines()
        assert np.all(median.get_ydata() > 0)

    def test_between_two_variables(self, dataset):
        options = self.OPTIONS | {"between": ("V", "W")}
        figure = draw_dataset(
            dataset.isel(m=0), "bands", variables=["V", "W"], over=None, **options
        )
        assert names(figure) == ["V to W"]
        [band] = figure.axes[0].collections
        heights = band.get_paths()[0].vertices[:, 1]
        assert (heights.min(), heights.max()) == (10.0, 80.0)


class TestMaps:
    OPTIONS = X | {"y": "m", "yscale": "linear", "curves": None}

    def test_a_heat_map_has_the_values_in_order(self, dataset):
        figure = draw_dataset(
            dataset, "heatmap", variables=["V"], scale="linear", levels=None, **self.OPTIONS
        )
        [mesh] = [c for c in figure.axes[0].collections if isinstance(c, QuadMesh)]
        assert np.array_equal(mesh.get_array(), np.sort(R) * 10.0 + M[:, np.newaxis])
        assert figure.axes[1].get_ylabel() == "V [eV²]"

    def test_contours_run_where_the_value_is(self, dataset):
        figure = draw_dataset(dataset, "contours", variables=["V"], levels=[25.0], **self.OPTIONS)
        [lines] = figure.axes[0].collections
        [path] = lines.get_paths()
        values = 10.0 * path.vertices[:, 0] + path.vertices[:, 1]
        # The logarithm of the values is interpolated, so a line is a few per cent off.
        assert values == pytest.approx(25.0, rel=0.03, abs=0)
        assert names(figure) == ["V"]

    def test_contours_lie_over_colours(self, dataset):
        figure = draw_dataset(
            dataset, "heatmap", variables=["V"], scale="linear", levels=[25.0], **self.OPTIONS
        )
        assert len(figure.axes[0].collections) == 2
        assert [text.get_text() for text in figure.axes[0].texts] == ["25"]

    @pytest.mark.parametrize(("side", "covered"), [("above", (2.4, 4.0)), ("below", (1.0, 2.6))])
    def test_a_region_is_on_its_side(self, dataset, side, covered):
        figure = draw_dataset(
            dataset, "regions", variables=["V"], threshold=25.0, side=side, **self.OPTIONS
        )
        filled = figure.axes[0].collections[0].get_paths()[0].vertices[:, 0]
        assert covered[0] <= filled.min() <= filled.max() <= covered[1]

    def test_a_region_is_named_by_its_border(self, dataset):
        options = TestMaps.OPTIONS | {"threshold": 2.5, "side": "below"}
        alone = draw_dataset(dataset, "regions", variables=["V"], **options)
        assert names(alone) == ["V < 2.5 eV2"]
        both = dataset.assign(V=dataset["V"].expand_dims(nature=dataset["nature"]))
        both["V"].attrs["units"] = "eV2"
        options["curves"] = "nature"
        figure = draw_dataset(both, "regions", variables=["V"], **options)
        assert names(figure) == ["dirac", "majorana"]
        title = figure.axes[0].get_legend().get_title().get_text()
        assert title == "V < 2.5 eV2 by nature"

    @pytest.mark.parametrize(("side", "whole"), [("above", True), ("below", False)])
    def test_a_region_may_be_all_or_nothing(self, dataset, side, whole):
        figure = draw_dataset(
            dataset, "regions", variables=["V"], threshold=1.0, side=side, **self.OPTIONS
        )
        paths = figure.axes[0].collections[0].get_paths()
        assert (sum(len(path.vertices) for path in paths) > 0) == whole

    def test_signs_are_not_lost(self, dataset):
        dataset["V"] = dataset["V"] - 25.0
        dataset["V"].attrs["units"] = "eV2"
        figure = draw_dataset(dataset, "contours", variables=["V"], levels=[0.0], **self.OPTIONS)
        [path] = figure.axes[0].collections[0].get_paths()
        values = 10.0 * path.vertices[:, 0] + path.vertices[:, 1]
        assert values == pytest.approx(25.0, rel=1e-9, abs=0)


def test_missing_points_are_gaps(dataset, tmp_path):
    dataset["V"][1, :] = np.nan
    dataset["V"][2, 0] = np.inf
    for kind, options in {
        "lines": X | {"curves": "m"},
        "heatmap": TestMaps.OPTIONS | {"scale": "auto", "levels": [30.0]},
        "contours": TestMaps.OPTIONS | {"levels": [30.0]},
        "regions": TestMaps.OPTIONS | {"threshold": 30.0, "side": "above"},
    }.items():
        save(draw_dataset(dataset, kind, variables=["V"], **options), tmp_path / f"{kind}.png")


def test_nothing_to_draw_is_said(dataset):
    with pytest.raises(ConfigError, match="nothing to draw: empty has no value"):
        draw_dataset(dataset, "lines", variables=["empty"], curves=None, **X)


def test_kinds_are_known(dataset):
    with pytest.raises(UnknownNameError, match="did you mean 'heatmap'"):
        draw_dataset(dataset, "heatmaps", variables=["V"])


def test_the_same_dataset_gives_the_same_file(dataset, tmp_path):
    files = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for file in files:
        save(draw_dataset(dataset, "lines", variables=["V"], curves="m", **X), file)
    assert files[0].read_bytes() == files[1].read_bytes()

"""The figure in a scan's config: what it may say, and what becomes of it in numbers."""

from __future__ import annotations

import numpy as np
import pytest

from softnu.errors import ConfigError, MistakesError
from softnu.scan.config import ConfigFile, from_canonical, read_config
from softnu.scan.drawing import figure_of
from softnu.scan.figure import read_figure
from softnu.scan.figure_names import MAX_DRAWN
from tests.scan.scans import written

#: Rounding of a conversion of units.
EXACT = 1e-14
#: A micrometre in 1/eV by hbar c = 197.3269804 eV nm.
PER_EV_OF_UM = 1e3 / 197.3269804
#: Digits of hbar c above.
CONVERTED = 1e-9

SCAN = """
schema = 1
[[quantity]]
name = "forces.vacuum.ratio_to_gravity"
label = "ratio"
[quantity.inputs]
body1 = "Fe"
body2 = "Fe"
[[quantity]]
name = "forces.vacuum.pair_potential"
label = "V"
[[axis]]
parameter = "r"
start = "1 um"
stop = "1 mm"
points = 31
spacing = "log"
[[axis]]
name = "masses"
zip = { m_i = ["0 eV", "1 eV", "2 eV"], m_j = ["0 eV", "3 eV", "4 eV"] }
[[axis]]
parameter = "m_nu"
values = ["0 eV", "0.1 eV"]
"""
LINES = 'kind = "lines"\nx = "r"\nvariables = ["V"]\ncurves = "m_i"\nselect = { m_nu = "0 eV" }\n'
MAP = 'kind = "heatmap"\nx = "r"\ny = "m_j"\nvariable = "V"\nselect = { m_nu = "0 eV" }\n'
RATIO = (
    'kind = "lines"\nx = "r"\nvariables = ["ratio"]\nselect = { m_nu = "0 eV", m_i = "0 eV" }\n'
)


@pytest.fixture
def draws(read):
    """Return what a figure draws."""
    return lambda text: figure_of(read(f"{SCAN}[figure]\n{text}"))


def mistakes(folder, text: str) -> list[str]:
    with pytest.raises(MistakesError) as caught:
        read_config(written(folder, text))
    return list(caught.value.mistakes)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            LINES,
            MAP + 'levels = ["1e-50 eV"]\nscale = "log"\n',
            MAP.replace("heatmap", "contours").replace('variable = "V"', 'variables = ["V"]')
            + 'levels = ["1e-50 eV", "1e-40 eV"]\n',
            MAP.replace("heatmap", "regions").replace('variable = "V"', 'variables = ["V"]')
            + 'threshold = "1e-50 eV"\nside = "below"\n',
            LINES.replace("lines", "bands").replace("curves", "over") + "coverage = [0.5]\n",
            LINES + '[[figure.limit]]\nlabel = "a"\nx = [10, 20]\ny = [1e-60, 2]\n'
            'x_unit = "um"\ny_unit = "eV"\n',
        ],
    )
    def test_the_canonical_text_gives_every_kind_back(self, read, text):
        config = read(f"{SCAN}[figure]\n{text}")
        again = from_canonical(config.canonical())
        assert again == config
        assert type(again.figure) is type(config.figure)

    def test_a_scan_without_figure(self, read):
        with pytest.raises(ConfigError, match=r"no figure: add \[figure\]"):
            figure_of(read(SCAN))

    def test_the_json_schema_has_every_kind(self):
        definitions = ConfigFile.model_json_schema(by_alias=True)["$defs"]
        kinds = {"Lines", "Bands", "Heatmap", "Contours", "Regions"}
        assert {f"{kind}Figure" for kind in kinds} <= set(definitions)


class TestNumbers:
    def test_scales_follow_from_the_axes(self, draws):
        assert draws(LINES).options["xscale"] == "log"
        assert draws(MAP).options["yscale"] == "linear"
        assert draws(LINES + 'xscale = "linear"\n').options["xscale"] == "linear"

    def test_selected_points_are_the_nearest(self, draws):
        assert draws(LINES.replace('"0 eV" }', '"0.06 eV" }')).positions == {"m_nu": 1}
        assert draws(RATIO.replace('m_i = "0 eV"', 'm_j = "3.4 eV"')).positions == {
            "m_nu": 0,
            "masses": 1,
        }

    def test_levels_are_in_the_unit_of_the_variable(self, draws):
        found = draws(MAP + 'levels = ["2 keV", "1 meV", "1e3 eV"]\n').options["levels"]
        assert found == pytest.approx([1e-3, 1e3, 2e3], rel=EXACT, abs=0)

    def test_points_of_a_limit_are_in_the_units_of_the_figure(self, draws):
        limit = '[[figure.limit]]\nx = [50, 60]\ny = [1, 2]\nx_unit = "1/eV"\ny_unit = "keV"\n'
        [curve] = draws(LINES + limit).limits
        assert curve.x * PER_EV_OF_UM == pytest.approx([50, 60], rel=CONVERTED, abs=0)
        assert curve.y == pytest.approx([1e3, 2e3], rel=EXACT, abs=0)

    def test_a_limit_in_a_file(self, draws, tmp_path, read):
        (tmp_path / "mine.csv").write_text("r [nm],V [keV]\n2000,1\n3000,2\n")
        text = f'{SCAN}[figure]\n{LINES}[[figure.limit]]\ncsv = "mine.csv"\n'
        config = read(text)
        [curve] = figure_of(config).limits
        assert curve.label == "mine"
        assert curve.x == pytest.approx([2.0, 3.0], rel=EXACT, abs=0)
        assert curve.y == pytest.approx([1e3, 2e3], rel=EXACT, abs=0)
        # The points travel with the config, the name of the file does not.
        assert "mine.csv" not in config.canonical()
        assert from_canonical(config.canonical()) == config

    def test_an_experiment(self, draws):
        [curve] = draws(RATIO + '[[figure.limit]]\nexperiment = "washington_2020"\n').limits
        assert curve.label.startswith("Washington")
        assert curve.x == pytest.approx(52.0, rel=EXACT, abs=0)
        assert curve.y == pytest.approx(1.0, rel=EXACT, abs=0)

    def test_a_bound_ends_where_it_ends(self, read):
        config = read(
            """
schema = 1
[[quantity]]
name = "renp.bound.nsi"
[quantity.inputs]
epsilon = 0.1
[[axis]]
parameter = "m_med"
start = "0 keV"
stop = "20 keV"
points = 3
[figure]
kind = "lines"
x = "m_med"
[[figure.limit]]
bound = "meson_decay_red_giants"
[[figure.limit]]
bound = "nsi"
label = "contact"
parameters = { epsilon = 0.1 }
""".replace('"0 keV"', '"1 eV"').replace('"20 keV"', '"2e4 eV"')
        )
        giants, contact = figure_of(config).limits
        # 1.3e-13 sqrt(1.9e-6) up to 10 keV.
        assert giants.y[0] == pytest.approx(1.791926e-16, rel=1e-6, abs=0)
        assert np.all(np.isfinite(giants.y) == (giants.x <= 1e4))
        # 2 sqrt2 G_F epsilon m^2 at 1 eV.
        assert contact.y[0] == pytest.approx(3.29901715e-24, rel=1e-8, abs=0)


class TestMistakes:
    ONE = {
        "not a table": ("figure = 3\n" + SCAN, "figure: it must be a table"),
        "no kind": ("x = 'r'", "figure.kind is missing: one of lines, bands"),
        "a wrong kind": (LINES.replace("lines", "line"), "did you mean 'lines'?"),
        "an unknown key": (LINES + "colour = 1", "figure: unknown key 'colour'"),
        "an unknown variable": (LINES.replace('["V"]', '["v"]'), "figure.variables: unknown"),
        "an unknown axis": (LINES.replace('"r"', '"R"'), "figure.x: unknown parameter on the"),
        "an axis that is not there": (LINES.replace('"m_i"', '"m"'), "figure.curves: unknown"),
        "two times one axis": (LINES.replace('"m_i"', '"r"'), "along the same axis as figure.x"),
        "an axis left over": (LINES.replace('curves = "m_i"', ""), "'masses' has 3 points"),
        "a drawn axis selected": (LINES.replace("m_nu =", 'r = "2 um", m_nu ='),
                                  "figure.select.r: its axis is drawn"),
        "an unknown selection": (LINES.replace("m_nu =", "m = 1, m_nu ="),
                                 "figure.select.m: unknown parameter"),
        "outside of the axis": (LINES.replace('"0 eV" }', '"5 eV" }'), "not within the axis"),
        "no unit": (LINES.replace('"0 eV" }', "0 }"), "needs a unit, such as '0 eV'"),
        "another unit": (LINES.replace('"0 eV" }', '"0 m" }'), "figure.select.m_nu: "),
        "two units": (LINES.replace('["V"]', '["V", "ratio"]'), "different units: V in eV"),
        "a level of another kind": (MAP + 'levels = ["1 m"]', "figure.levels.0: "),
        "a logarithm of zero": (MAP + 'yscale = "log"', "figure.yscale: 'm_j' has values <= 0"),
        "two kinds of bands": (LINES.replace("lines", "bands"), "give one of over and between"),
        "a heat map of two": (MAP.replace('variable = "V"', ""), "figure.variable is missing"),
        "a limit of nothing": (LINES + "[[figure.limit]]", "limit.0: give one of bound"),
        "a limit of two": (LINES + "[[figure.limit]]\nbound = 'nsi'\nx = [1]", "are given"),
        "half of the points": (LINES + "[[figure.limit]]\nx = [1]", "x and y belong together"),
        "points that do not pair": (LINES + "[[figure.limit]]\nx = [1]\ny = [1, 2]",
                                    "x has 1 points and y 2"),
        "parameters of nothing": (LINES + "[[figure.limit]]\ncsv = 'a'\nparameters = { a = 1 }",
                                  "parameters belong to a bound"),
        "an unknown bound": (LINES + "[[figure.limit]]\nbound = 'nsy'", "did you mean 'nsi'"),
        "a bound in a file": (LINES + "[[figure.limit]]\nbound = '/etc/x.toml'", "unknown bound"),
        "a bound of masses": (LINES + "[[figure.limit]]\nbound = 'meson_decay_red_giants'",
                              "figure.limit.0: mass"),
        "an unknown experiment": (RATIO + "[[figure.limit]]\nexperiment = 'mine.toml'",
                                  "unknown experiment"),
        "a ratio over energies": (LINES + "[[figure.limit]]\nexperiment = 'wuhan_2020'",
                                  "figure.limit.0: y is in ''"),
        "a limit elsewhere": (RATIO + "[[figure.limit]]\nexperiment = 'washington_2007'",
                              "it lies outside of the figure"),
        "a file that is not there": (LINES + "[[figure.limit]]\ncsv = 'absent.csv'",
                                     "figure.limit.0.csv: cannot read"),
        "a file outside": (LINES + "[[figure.limit]]\ncsv = '../a.csv'",
                           "not in the folder of the config"),
    }  # fmt: skip

    @pytest.mark.parametrize(("text", "said"), ONE.values(), ids=ONE.keys())
    def test_each_has_its_path(self, tmp_path, text, said):
        whole = text if "schema" in text else f"{SCAN}[figure]\n{text}\n"
        found = mistakes(tmp_path, whole)
        assert any(said in one for one in found), found

    def test_they_come_with_those_of_the_rest(self, tmp_path):
        text = SCAN.replace('body1 = "Fe"', 'body1 = "Fe"\nbody3 = "Fe"')
        found = mistakes(tmp_path, f"{text}[figure]\n{LINES.replace('m_i', 'm_k')}")
        assert any(one.startswith("quantity.0.inputs.body3") for one in found)
        assert any(one.startswith("figure.curves") for one in found)

    def test_too_many_curves(self, tmp_path):
        text = SCAN.replace('curves = "m_i"', "")
        found = mistakes(tmp_path, f"{text}[figure]\n" + (
            'kind = "lines"\nx = "m_i"\ncurves = "r"\nvariables = ["V"]\n'
            'select = { m_nu = "0 eV" }\n'
        ))  # fmt: skip
        assert any("31 curves, more than 12" in one for one in found)

    def test_too_many_points(self, tmp_path):
        text = SCAN.replace("points = 31", f"points = {MAX_DRAWN}")
        found = mistakes(tmp_path, f"{text}[figure]\n{LINES}")
        assert any("that a figure shows" in one for one in found)

    @pytest.mark.parametrize("content", [{"kind": []}, {"kind": "lines", "x": 3}, [], "lines"])
    def test_nonsense(self, content):
        figure, found = read_figure(content)
        assert figure is None
        assert found


def test_limits_with_words_have_no_place(tmp_path):
    (tmp_path / "mine.csv").write_text("r [nm],V\nnear,1\n")
    found = mistakes(tmp_path, f'{SCAN}[figure]\n{LINES}[[figure.limit]]\ncsv = "mine.csv"\n')
    assert any("two columns of numbers" in one for one in found)

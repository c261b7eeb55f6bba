"""``softnu reach``, as the installed program and within this process."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET

import pytest

from softnu.cli import main

#: The columns relic, reactor and solar_7be of the comparison with arXiv:2209.07082 at 52 um.
ROW = {"vacuum": 7.131e-21, "relic": 8.099e-25, "reactor": 1.106e-18, "solar_7be": 3.13e-19}
#: Half a unit in the last digit that is printed there.
RTOL_PRINTED = 2e-3
TABLE = (
    *("--background", "vacuum", "--background", "relic", "--T", "1.9454 K"),
    *("--background", "reactor", "--background", "solar_7be"),
)


@pytest.fixture
def reach(capsys):
    """Run ``softnu reach`` in this process."""

    def call(*words):
        code = main(("reach", *words))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_program_compares_all_experiments(program):
    outcome = program("reach")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.isascii()
    lines = outcome.out.splitlines()
    assert lines[0].split() == [
        *("experiment", "separation", "sensitivity", "background", "signal", "shortfall"),
        "orders",
    ]
    assert len([line for line in lines if " reactor " in line]) == 8
    assert "washington_2007" in lines[1]
    assert "1.106e-18" in outcome.out
    assert "What would be needed" in outcome.out
    assert "upper envelope" in outcome.out


def test_a_mistake_of_the_program(program):
    outcome = program("reach", "wuhan_2021")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("softnu: error: unknown experiment 'wuhan_2021'; did you mean")
    assert outcome.err.count("\n") == 1


def test_the_row_of_one_experiment_as_json(reach):
    code, out, err = reach("washington_2020", *TABLE, "--json")
    assert (code, err) == (0, "")
    content = json.loads(out)
    entries = {entry["background"]: entry for entry in content["entries"]}
    assert {name: entry["signal"] for name, entry in entries.items()} == pytest.approx(
        ROW, rel=RTOL_PRINTED, abs=0
    )
    assert entries["relic"]["parameters"] == {"T": "1.9454 K"}
    needs = {need["name"]: need for need in entries["reactor"]["needs"]}
    assert set(needs) == {"sensitivity", "flux", "distance", "thermal power"}
    assert needs["flux"]["value"] == pytest.approx(5e9 / 1.106e-18, rel=RTOL_PRINTED, abs=0)
    assert any("upper envelope" in sentence for sentence in content["assumptions"])


def test_the_table_shows_the_digits(reach):
    _, out, _ = reach("wuhan_2020", *TABLE)
    rows = [line.split() for line in out.splitlines() if line.startswith("wuhan_2020")]
    signals = [row[-3] for row in rows]
    assert signals == ["5.214e-22", "7.758e-25", "1.106e-18", "3.134e-19"]


def test_parameters_may_stand_before_the_only_background(reach):
    after = reach("wuhan_2020", "--background", "relic", "--T", "2 K", "--json")
    before = reach("wuhan_2020", "--T=2 K", "--background=relic", "--json")
    assert before == after


def test_what_would_be_needed_is_said_for_the_nearest_experiment(reach):
    _, out, _ = reach("--background", "reactor")
    section = out.split("What would be needed")[1]
    assert "reactor, Washington 2007 at 6400 km:" in section
    assert "flux 1.45e+12" in section
    assert "2.9 GW" in section


def test_csv_has_one_row_for_each_pair(reach, tmp_path):
    path = tmp_path / "reach.csv"
    code, out, _ = reach(*TABLE, "--csv", str(path))
    assert (code, out) == (0, "")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 8 * 4
    for row in rows:
        ratio = float(row["sensitivity"]) / float(row["signal"])
        assert float(row["shortfall"]) == pytest.approx(ratio, abs=0)


def test_a_figure(reach, tmp_path):
    path = tmp_path / "reach.svg"
    code, out, err = reach("--plot", str(path))
    assert (code, out, err) == (0, "", "")
    assert ET.parse(path).getroot().tag.endswith("svg")


@pytest.mark.parametrize("others", [(), ("wuhan_2020",)])
def test_a_figure_of_forces_says_so(reach, tmp_path, others, monkeypatch):
    drawn = {}
    monkeypatch.setattr(
        "softnu.cli.reach.write_picture", lambda figure, path: drawn.update({path.name: figure})
    )
    path = tmp_path / "mine.toml"
    _, template, _ = reach("--template")
    masses = template.replace('material = "tungsten"', 'material = "tungsten"\nmass = "1 g"')
    path.write_text(masses.replace("ratio = 1e-3", 'force = "1e-15 N"'))
    assert reach(str(path), *others, "--plot", "a.png") == (0, "", "")
    (axes,) = drawn["a.png"].axes
    assert axes.get_ylabel().startswith(r"$|F/F_{\rm gravity}|$")
    assert ("V_" in axes.get_ylabel()) == bool(others)


def test_list_names_experiments_and_backgrounds(reach):
    _, out, _ = reach("--list")
    assert "levitated_optomechanics" in out
    assert "10000 (projected)" in out
    assert "backgrounds: vacuum, relic, " in out


def test_the_template_can_be_used(reach, tmp_path):
    _, out, _ = reach("--template")
    path = tmp_path / "mine.toml"
    path.write_text(out)
    code, out, err = reach(str(path), "--background", "reactor")
    assert (code, err) == (0, "")
    assert "My experiment at 0.1 mm" in out


REACTOR = ("--background", "reactor")
MISTAKES = {
    "unknown experiment": (("washington_2202",), "did you mean 'washington_2020'"),
    "unknown background": (("--background", "relik"), "'relik'; did you mean 'relic'?"),
    "no background": (("--background",), "--background needs a value"),
    "no value": ((*REACTOR, "--flux", "--json"), "--flux needs a value"),
    "no value before another": (("--background", "--flux", "1"), "--background needs a value"),
    "no background for it": (("--T", "2 K"), "--T must follow the --background"),
    "before several": (("--T", "2 K", *REACTOR, *REACTOR), "--T must follow the --background"),
    "twice": ((*REACTOR, "--E", "1 eV", "--E", "2 eV"), "--E is given twice"),
    "twice, before and after": (("--E", "1 eV", *REACTOR, "--E", "2 eV"), "--E is given twice"),
    "unknown parameter": ((*REACTOR, "--flx", "1"), "'flx'; did you mean 'flux'?"),
    "of another background": ((*REACTOR, "--T", "2 K"), "T does not belong to"),
    "no unit": ((*REACTOR, "--flux", "3"), "flux = 3.0 has no unit"),
    "negative": ((*REACTOR, "--flux", "-3 1/(cm2 s)"), "is not allowed"),
    "missing": (("--background", "beam"), "missing flux"),
    "absent file": (("absent.toml",), "cannot read absent.toml"),
    "picture of another kind": (("--plot", "a.txt"), "the file must end in"),
    "picture that cannot be written": (("--plot", "absent/a.png"), "cannot write absent"),
    "table that cannot be written": (("--csv", "absent/a.csv"), "cannot write absent"),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_line(reach, words, said):
    code, out, err = reach(*words)
    assert (code, out) == (2, "")
    assert err.startswith("softnu: error: ")
    assert err.count("\n") == 1
    assert said in err


def test_all_mistakes_of_a_file_are_one_line(reach, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text('title_ = "x"\nseparation = "52"\n')
    code, out, err = reach(str(path))
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "unknown key 'title_'; did you mean 'title'?" in err
    assert "separation.at" in err

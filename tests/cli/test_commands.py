"""What each command prints and writes."""

from __future__ import annotations

import csv
import json
import math
import shlex
import xml.etree.ElementTree as ET

import pytest
from PIL import Image

WELL = ("eval", "demo.well", "--r")
ENTRY = {
    "id": "quarter",
    "quantity": "demo.infinite",
    "inputs": {"x": 4},
    "value": "0.25",
    "unit": "",
    "rtol": 1e-15,
}


def reference_file(tmp_path, *entries):
    path = tmp_path / "values.json"
    path.write_text(json.dumps({"format": "softnu-reference/1", "entries": entries}))
    return str(path)


def test_list_shows_name_unit_and_meaning(run):
    lines = run("list").out.splitlines()
    assert lines[0].split() == ["name", "unit", "meaning"]
    assert lines[1].split(maxsplit=2) == ["demo.well", "eV", "An attractive well"]
    assert len(lines) == 6


@pytest.mark.parametrize("part", ["demo", "demo.", "demo.well"])
def test_list_of_a_part(run, part):
    assert "demo.well" in run("list", part).out


def test_explain_shows_everything(run):
    out = run("explain", "demo.body").out
    for text in (
        "Electrons in a body.",
        "Z n",
        "number density in 1/cm3 or mol/cm3 or eV3",
        "one of:    material or density with Z",
        ">= 0",
        "result:    1/cm3",
        "accuracy:  exact",
        "validity:  everywhere in the stated ranges",
        "papers:    none",
        "example:   softnu eval demo.body --density '1 1/cm3' --Z 2",
    ):
        assert text in out


@pytest.mark.parametrize("name", ["demo.well", "demo.shift", "demo.body", "demo.oscillation"])
def test_the_example_of_explain_runs(run, name):
    line = run("explain", name).out.splitlines()[-1]
    program, *words = shlex.split(line.removeprefix("example:"))
    assert program == "softnu"
    assert run(*words).code == 0


def test_explain_as_json(run):
    content = json.loads(run("explain", "demo.shift", "--json").out)
    assert content["name"] == "demo.shift"
    assert content["example"]["inputs"] == {"mu": "-2 eV", "spin": [0, 0, 1], "both": True}
    parameters = {parameter["name"]: parameter for parameter in content["parameters"]}
    assert parameters["nature"]["choices"] == ["dirac", "majorana"]
    assert parameters["mu"]["required"]
    assert not parameters["n"]["required"]


def test_a_value_is_printed_in_full(run):
    assert run(*WELL, "1 1/eV").out == "-1.0 eV\n"
    value, unit = run(*WELL, "1 um").out.split()
    assert float(value) == pytest.approx(-1 / (1e-6 / 1.973269804593025e-7) ** 5, rel=1e-14, abs=0)
    assert unit == "eV"


def test_a_bare_number_is_printed_without_unit(run):
    assert run("eval", "demo.infinite", "--x", "4").out == "0.25\n"
    assert run("eval", "demo.infinite", "--x", "0").out == "inf\n"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (("--mu", "-2 eV"), -2.0),
        (("--mu", "-2eV"), -2.0),
        (("--mu=-2 eV",), -2.0),
        (("--mu", "1 eV", "--alpha31", "-0.4rad"), math.cos(0.4)),
        (("--mu", "1 eV", "--spin", "-0.6, 0, 0.8"), 0.8),
        (("--mu", "1 eV", "--spin", "[0, 0, -1]", "--both", "true"), -2.0),
        (("--mu", "1e3 meV", "--n", "3", "--nature", "majorana"), 3.0),
    ],
)
def test_ways_to_write_a_value(run, words, value):
    out = run("eval", "demo.shift", *words).out
    assert float(out.split()[0]) == pytest.approx(value, rel=1e-14, abs=0)


def test_options_may_stand_anywhere(run):
    expected = run(*WELL, "1 um", "--unit", "meV").out
    assert run("eval", "--unit", "meV", "--r", "1 um", "demo.well").out == expected
    assert run("eval", "demo.well", "--unit=meV", "--r=1um").out == expected


def test_result_in_another_unit(run):
    value, unit = run(*WELL, "1 1/eV", "--unit", "K").out.split()
    assert (float(value), unit) == (pytest.approx(-1 / 8.617333262145179e-5, abs=0), "K")


def test_eval_as_json(run):
    from softnu import __version__

    content = json.loads(run(*WELL, "1 1/eV", "--json").out)
    assert content == {
        "quantity": "demo.well",
        "inputs": {"r": "1 1/eV"},
        "value": -1.0,
        "unit": "eV",
        "version": __version__,
    }


def test_infinite_values_are_text_in_json(run):
    assert json.loads(run("eval", "demo.infinite", "--x", "0", "--json").out)["value"] == "inf"


def test_an_axis_gives_a_table(run):
    out = run(*WELL, "1 1/eV:4 1/eV:3:log").out
    header, *rows = out.splitlines()
    assert header.split("  ")[0] == "r [1 / eV]"
    assert [float(row.split()[0]) for row in rows] == pytest.approx([1, 2, 4], abs=0)
    assert [float(row.split()[1]) for row in rows] == pytest.approx(
        [-1, -1 / 32, -1 / 1024], abs=0
    )


def test_two_axes_give_an_outer_grid(run):
    out = run("eval", "demo.shift", "--mu", "1 eV:2 eV:2", "--n", "[1, 2, 3]").out
    rows = [[float(cell) for cell in line.split()] for line in out.splitlines()[1:]]
    assert rows == [[mu, n, mu * n] for mu in (1.0, 2.0) for n in (1.0, 2.0, 3.0)]


def test_a_table_is_not_wrapped(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    assert len(run(*WELL, "1 nm:1 mm:5:log", "--m_nu", "[1 eV, 2 eV]").out.splitlines()) == 11


def test_grid_as_json(run):
    words = ("eval", "demo.shift", "--mu", "1 eV:2 eV:2", "--n", "[1, 2, 3]", "--json")
    content = json.loads(run(*words).out)
    assert [axis["parameter"] for axis in content["axes"]] == ["mu", "n"]
    assert content["axes"][0] == {"parameter": "mu", "values": [1.0, 2.0], "unit": "eV"}
    assert content["value"] == [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]]


def test_csv(run, tmp_path):
    path = tmp_path / "well.csv"
    outcome = run(*WELL, "1 1/eV:2 1/eV:2", "--csv", str(path))
    assert (outcome.code, outcome.out) == (0, "")
    header, *rows = csv.reader(path.read_text().splitlines())
    assert header == ["r [1 / eV]", "demo.well [eV]"]
    assert [[float(cell) for cell in row] for row in rows] == [[1.0, -1.0], [2.0, -1 / 32]]


PLOTS = {
    "a curve": (*WELL, "1 nm:1 mm:50:log"),
    "curves": (*WELL, "1 nm:1 mm:50:log", "--m_nu", "[0 eV, 1 eV]"),
    "a map": (*WELL, "1 nm:1 mm:20:log", "--m_nu", "0 eV:1 eV:13"),
    "a map of both signs": ("eval", "demo.shift", "--mu", "-1 eV:1 eV:9", "--n", "1:13:13"),
    "a steep map of both signs": (
        *("eval", "demo.oscillation", "--r", "10 nm:9 um:30:log"),
        *("--k", "0.1 eV:9 eV:30:log"),
    ),
    "a curve of both signs": (
        *("eval", "demo.oscillation", "--k", "1 eV"),
        *("--r", "10 nm:9 um:90:log"),
    ),
    "a constant": ("eval", "demo.shift", "--mu", "0 eV:0 eV:3"),
    "one point": (*WELL, "1 nm:1 mm:1:log"),
    "infinite values": ("eval", "demo.infinite", "--x", "0:0.5:6"),
}


@pytest.mark.parametrize("words", PLOTS.values(), ids=PLOTS.keys())
def test_plots_are_pictures(run, tmp_path, words):
    path = tmp_path / "plot.png"
    outcome = run(*words, "--plot", str(path))
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    with Image.open(path) as picture:
        assert picture.size == (1280, 880)
        assert len(picture.convert("RGB").getcolors(maxcolors=picture.size[0] * 880)) > 10


def test_plots_in_every_format_are_reproducible(run, tmp_path):
    for ending, start in ((".svg", b"<?xml"), (".pdf", b"%PDF"), (".PNG", b"\x89PNG")):
        contents = []
        for name in ("a", "b"):
            path = tmp_path / f"{name}{ending}"
            assert run(*WELL, "1 nm:1 mm:50:log", "--plot", str(path)).code == 0
            contents.append(path.read_bytes())
        assert contents[0].startswith(start)
        assert contents[0] == contents[1]
    ET.parse(tmp_path / "a.svg")


def test_warnings_are_one_line(run):
    outcome = run("eval", "demo.shift", "--mu", "11 eV")
    assert (outcome.code, outcome.out) == (0, "11.0 eV\n")
    assert outcome.err == "warning: mu is outside the validity: |mu| <= 10 eV\n"


def test_check_agrees(run, tmp_path):
    infinite = ENTRY | {"id": "endless", "inputs": {"x": 0}, "value": "inf"}
    outcome = run("check", reference_file(tmp_path, ENTRY, infinite))
    assert outcome.code == 0
    assert outcome.out.splitlines()[1].split() == [
        "quarter",
        "demo.infinite",
        "0.0e+00",
        "1.0e-15",
        "ok",
    ]
    assert outcome.out.splitlines()[-1] == "2 of 2 agree, 0 missed"


MISSES = {
    "value": {"value": "0.26"},
    "input": {"inputs": {"x": -1}},
    "unknown input": {"inputs": {"name": 1}},
    "quantity": {"quantity": "demo.infini"},
    "unit": {"unit": "eV"},
    "no unit": {"unit": "furlong"},
    "array": {"inputs": {"x": [4, 4]}},
    "infinite": {"value": "inf"},
    "nothing": {"inputs": {"x": None}},
}


@pytest.mark.parametrize("change", MISSES.values(), ids=MISSES.keys())
def test_check_misses(run, tmp_path, change):
    outcome = run("check", reference_file(tmp_path, ENTRY, ENTRY | change))
    assert outcome.code == 1
    assert "MISS" in outcome.out.splitlines()[2]
    assert outcome.out.splitlines()[-1] == "1 of 2 agree, 1 missed"
    assert outcome.err == ""


def test_check_only(run, tmp_path):
    path = reference_file(tmp_path, ENTRY, ENTRY | {"id": "third", "value": "0.3"})
    assert run("check", path, "--only", "qua*").code == 0
    assert run("check", path, "--only", "demo.*").code == 1
    assert run("check", path, "--only", "nothing").code == 2


def test_check_as_json(run, tmp_path):
    path = reference_file(tmp_path, ENTRY, ENTRY | {"inputs": {"x": -1}})
    content = json.loads(run("check", path, "--json").out)
    assert (content["agree"], content["missed"]) == (1, 1)
    good, bad = content["entries"]
    assert (good["ok"], good["computed"], good["deviation"]) == (True, 0.25, 0.0)
    assert (bad["ok"], bad["computed"]) == (False, None)
    assert bad["error"].startswith("x = '-1' is not allowed")


@pytest.mark.parametrize("word", ["2209.07082", "arXiv:2209.07082", "ARXIV:2209.07082"])
def test_cite_a_paper(run, word):
    out = run("cite", word).out
    assert out.startswith("@article{")
    assert "eprint = {2209.07082}" in out


def test_cite_a_quantity(run):
    assert run("cite", "demo.well").out.count("@") == 2
    assert run("cite", "demo.body").out == ""


def test_cite_everything(run):
    from softnu.data import load

    assert run("cite").out.count("\n@") + 1 == len(load("papers"))


def test_info(run):
    content = json.loads(run("info", "--json").out)
    assert set(content["versions"]) == {
        *("softnu", "python", "numpy", "scipy", "astropy", "numba", "matplotlib", "platform")
    }
    assert content["constants"]["c_m_per_s"] == {
        "value": 299792458,
        "source": "SI, exact since 2019",
    }
    out = run("info").out
    assert "hbar_c_eV_m" in out
    assert "CODATA 2018" in out


def test_version_and_help(run):
    from softnu import __version__

    assert run("--version").out == f"softnu {__version__}\n"
    assert run().out == run("--help").out
    assert run("eval", "-h").out.startswith("Usage: softnu eval NAME [--PARAM VALUE]...")


def test_an_interrupt_is_quiet(run, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("softnu.catalogue.table.tabulate", interrupt)
    outcome = run(*WELL, "1 nm")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_tables_on_a_terminal(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "demo.well" in run("list").out

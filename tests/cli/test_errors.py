"""Every mistake gives one line on stderr and exit code 2, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BODY = ("eval", "demo.body")
SHIFT = ("eval", "demo.shift", "--mu", "1 eV")
THREE_AXES = ("eval", "demo.shift", "--mu", "[1 eV]", "--n", "[1]", "--alpha31", "[0 rad]")
WELL = ("eval", "demo.well")

MISTAKES = {
    "unknown command": (("evla",), "eval"),
    "unknown option": (("info", "--jsno"), "--json"),
    "unknown domain": (("list", "dmo"), "'demo'"),
    "unknown part": (("list", "demo.wlel"), "'demo.well'"),
    "unknown name to explain": (("explain", "demo.wlel"), "'demo.well'"),
    "unknown name": (("eval", "demo.wlel", "--r", "1 nm"), "'demo.well'"),
    "unknown paper": (("cite", "2209.07081"), "'2209.07082'"),
    "no name": (("eval", "--r", "1 nm"), "the name is missing"),
    "two names": ((*WELL, "demo.shift"), "too many words: 'demo.shift'"),
    "no value": ((*WELL, "--r"), "--r needs a value"),
    "no value before an option": ((*WELL, "--r", "--json", "--m_nu", "1 eV"), "--r needs a value"),
    "twice": ((*WELL, "--r", "1 nm", "--r=2 nm"), "--r is given twice"),
    "unknown parameter": ((*WELL, "--r", "1 nm", "--mnu", "1 eV"), "'m_nu'"),
    "missing parameter": (WELL, "missing r"),
    "missing alternative": (BODY, "missing: material or density with Z"),
    "two alternatives": (
        (*BODY, "--material", "lead", "--density", "1 1/cm3", "--Z", "2"),
        "give only one of: material or density with Z",
    ),
    "half an alternative": ((*BODY, "--density", "1 1/cm3"), "missing Z"),
    "no unit": ((*WELL, "--r", "1"), "r = 1.0 has no unit"),
    "zero without unit": ((*WELL, "--r", "1 nm", "--m_nu", "0"), "m_nu = 0.0 has no unit"),
    "wrong unit": ((*WELL, "--r", "1 s"), "r in 's' has the wrong unit"),
    "unknown unit": ((*WELL, "--r", "1 furlong"), "not a number with a unit"),
    "no number": ((*WELL, "--r", "nm"), "r"),
    "empty": ((*WELL, "--r="), "r = ''"),
    "nan": ((*WELL, "--r", "nan nm"), "r = 'nan nm' is not allowed"),
    "infinite": ((*WELL, "--r", "inf nm"), "is not allowed"),
    "overflow": ((*WELL, "--r", "1e999 nm"), "is not allowed"),
    "negative mass": ((*WELL, "--r", "1 nm", "--m_nu", "-1 eV"), "m_nu = '-1 eV' is not allowed"),
    "zero distance": ((*WELL, "--r", "0 m"), "r = '0 m' is not allowed"),
    "no integer": ((*SHIFT, "--n", "1.5"), "is not an integer"),
    "unknown word": ((*SHIFT, "--nature", "diract"), "'dirac'"),
    "no boolean": ((*SHIFT, "--both", "perhaps"), "true or false"),
    "two components": ((*SHIFT, "--spin", "[0, 1]"), "3 components"),
    "long spin": ((*SHIFT, "--spin", "[1, 1, 1]"), "spin"),
    "ragged list": ((*SHIFT, "--spin", "[[1, 2], [3]]"), "spin"),
    "deep list": ((*SHIFT, "--spin", "[" * 20_000), "spin"),
    "axis of two parts": ((*WELL, "--r", "1 nm:1 mm"), "start:stop:points"),
    "axis of five parts": ((*WELL, "--r", "1 nm:1 mm:3:log:4"), "start:stop:points"),
    "axis of two kinds": ((*WELL, "--r", "1 nm:1 s:3"), "different kinds of units"),
    "axis without points": ((*WELL, "--r", "1 nm:1 mm:0"), "the number of points"),
    "axis with half a point": ((*WELL, "--r", "1 nm:1 mm:1.5"), "the number of points"),
    "axis too long": ((*WELL, "--r", "1 nm:1 mm:99999999"), "the number of points"),
    "logarithmic axis from zero": ((*WELL, "--r", "0 nm:1 mm:3:log"), "both ends > 0"),
    "unknown spacing": ((*WELL, "--r", "1 nm:1 mm:3:cubic"), "'lin' or 'log'"),
    "axis of nothing": ((*WELL, "--r", ":::"), "r"),
    "axis through zero": ((*WELL, "--r", "-1 nm:1 nm:3"), "r = "),
    "axis without unit": ((*WELL, "--r", "1:2:3"), "has no unit"),
    "grid too large": (
        (*WELL, "--r", "1 nm:2 nm:10000", "--m_nu", "0 eV:1 eV:10000"),
        "the grid has 100000000 points",
    ),
    "empty list": ((*WELL, "--r", "[]"), "r"),
    "list of two kinds": ((*WELL, "--r", "[1 nm, 1 s]"), "one kind of unit"),
    "wrong result unit": ((*WELL, "--r", "1 nm", "--unit", "m"), "cannot be expressed in 'm'"),
    "unknown result unit": ((*WELL, "--r", "1 nm", "--unit", "flop"), "not a unit"),
    "no value there": (("eval", "demo.infinite", "--x", "1"), "no value"),
    "picture of another kind": ((*WELL, "--r", "1 nm:1 mm:9", "--plot", "a.txt"), ".png"),
    "picture of a point": ((*WELL, "--r", "1 nm", "--plot", "a.png"), "one or two axes"),
    "picture of three axes": (
        (*THREE_AXES, "--plot", "a.png"),
        "one or two axes",
    ),
    "code": ((*WELL, "--r", "__import__('os')"), "not a number with a unit"),
    "code as a name": (("eval", "__import__('os')", "--r", "1 nm"), "unknown quantity"),
    "code as a unit": ((*WELL, "--r", "1 nm", "--unit", "__import__('os')"), "not a unit"),
    "very long value": ((*WELL, "--r", "1" * 100_000), "r = '111"),
    "very long unit": ((*WELL, "--r", "1 " + "m" * 100_000), "not a number with a unit"),
    "very long name": (("eval", "a." * 50_000), "unknown quantity"),
    "other alphabets": ((*WELL, "--r", "１ ナノメートル"), "not a number with a unit"),
    "other alphabets as a name": (("eval", "力.真空"), "unknown quantity '力.真空'"),
    "control characters": (("eval", "\x1b[31mred\n\x07"), "unknown quantity"),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_one_line(run, words, said):
    outcome = run(*words)
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("softnu: error: ")
    assert outcome.err.count("\n") == 1
    assert said in outcome.err
    assert len(outcome.err) < 1000
    assert outcome.err.rstrip("\n").isprintable()


def test_a_defect_of_softnu_is_one_line_too(run, monkeypatch):
    monkeypatch.delenv("SOFTNU_DEBUG", raising=False)
    outcome = run("eval", "demo.infinite", "--x", "2")
    assert outcome.code == 70
    assert outcome.err.startswith("softnu: error: RuntimeError: unforeseen")
    assert outcome.err.count("\n") == 1


def test_a_defect_can_be_traced(run, monkeypatch):
    monkeypatch.setenv("SOFTNU_DEBUG", "1")
    with pytest.raises(RuntimeError, match="unforeseen"):
        run("eval", "demo.infinite", "--x", "2")


@pytest.mark.parametrize("option", ["--csv", "--plot"])
def test_files_that_cannot_be_written(run, tmp_path, option):
    folder = tmp_path / "folder.png"
    folder.mkdir()
    for target in (tmp_path / "absent" / "a.png", folder):
        outcome = run(*WELL, "--r", "1 nm:1 mm:9:log", option, str(target))
        assert outcome.code == 2
        assert outcome.err.startswith(f"softnu: error: cannot write {target}")
        assert outcome.err.count("\n") == 1


GOOD = {
    "id": "a",
    "quantity": "demo.infinite",
    "inputs": {"x": 4},
    "value": "0.25",
    "unit": "",
    "rtol": 1e-15,
}
BAD_FILES = {
    "empty": ("", "is not JSON"),
    "malformed": ("{", "is not JSON"),
    "deep": ("[" * 100_000, "is not JSON"),
    "binary": ("\0\1", "is not JSON"),
    "a list": ("[]", "'format'"),
    "another format": ('{"format": "x", "entries": []}', "'format'"),
    "no entries": ('{"format": "softnu-reference/1"}', "'entries'"),
    "none at all": ('{"format": "softnu-reference/1", "entries": []}', "no entries"),
}
BAD_ENTRIES = {
    "no object": (3, "entry 0 lacks id"),
    "no value": ({k: v for k, v in GOOD.items() if k != "value"}, "entry 0 lacks value"),
    "value is a word": (GOOD | {"value": "many"}, "value = 'many' is not a number"),
    "value is nan": (GOOD | {"value": "nan"}, "value is nan"),
    "rtol is a list": (GOOD | {"rtol": [1]}, "rtol = [1] is not a number"),
    "inputs are a list": (GOOD | {"inputs": []}, "inputs is not an object"),
    "quantity is a number": (GOOD | {"quantity": 3}, "quantity = 3 is not text"),
}


def assert_bad_file(run, path: Path, said: str) -> None:
    outcome = run("check", str(path))
    assert outcome.code == 2
    assert outcome.err.startswith("softnu: error: ")
    assert outcome.err.count("\n") == 1
    assert said in outcome.err


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_bad_reference_files(run, tmp_path, content, said):
    path = tmp_path / "values.json"
    path.write_text(content)
    assert_bad_file(run, path, said)


@pytest.mark.parametrize(("entry", "said"), BAD_ENTRIES.values(), ids=BAD_ENTRIES.keys())
def test_bad_entries(run, tmp_path, entry, said):
    path = tmp_path / "values.json"
    path.write_text(json.dumps({"format": "softnu-reference/1", "entries": [entry]}))
    assert_bad_file(run, path, said)


def test_reference_files_that_cannot_be_read(run, tmp_path):
    assert_bad_file(run, tmp_path / "absent.json", "cannot read")
    assert_bad_file(run, tmp_path, "cannot read")
    path = tmp_path / "latin.json"
    path.write_bytes(b'{"format": "\xff"}')
    assert_bad_file(run, path, "is not JSON")

"""``softnu reproduce`` through the entry point of the command."""

from __future__ import annotations

import json

import pytest

from softnu.cli import main


def run(capsys, *words):
    code = main(["reproduce", *words])
    output = capsys.readouterr()
    return code, output.out, output.err


def test_lists_papers_and_items(capsys):
    code, out, _ = run(capsys, "--list")
    assert code == 0
    assert "2405.16801" in out
    assert "figure-3" in out
    code, out, _ = run(capsys, "2209.07082", "--list")
    assert code == 0
    assert "2405.16801" not in out


def test_prints_one_item(capsys):
    code, out, _ = run(capsys, "arXiv:2209.07082", "gravity")
    assert code == 0
    assert "about" not in out.splitlines()[1]
    assert "0.728" in out
    assert "2 reproduced, 0 differs, 0 not recoverable" in out


def test_a_talk_goes_by_its_name(capsys):
    code, out, _ = run(capsys, "forces-talk", "--list")
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()[1:]} >= {"1912.09444", "2209.07082"}
    code, out, _ = run(capsys, "forces-talk", "gravity")
    assert code == 0
    assert "2209.07082/gravity/crossover" in out


def test_prints_reasons(capsys):
    code, out, _ = run(capsys, "2405.16801", "table-2")
    assert code == 0
    assert "(C.7)" in out


def test_prints_json(capsys):
    code, out, err = run(capsys, "2209.07082", "gravity", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["counts"]["reproduced"] == 2


def test_writes_a_report_of_one_paper(capsys, tmp_path):
    target = tmp_path / "out"
    code, out, _ = run(capsys, "1912.09444", "--report", str(target))
    assert code == 0
    assert "index.html" in out
    assert (target / "claims.json").is_file()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("2405.16802",), "unknown paper '2405.16802'; did you mean '2405.16801'"),
        (("nonsense",), "unknown paper 'nonsense'; known:"),
        (("2405.16801", "figure-4"), "did you mean 'figure-3'"),
        (("2405.16801", "figure-4", "--report", "x"), "did you mean 'figure-3'"),
    ],
)
def test_unknown_names_are_one_line_and_exit_2(capsys, words, hint):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert hint in err
    assert len(err.splitlines()) == 1


def test_unwritable_folder_is_one_line_and_exit_2(capsys, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    code, _, err = run(capsys, "2209.07082", "gravity", "--report", str(blocked))
    assert code == 2
    assert err.startswith("softnu: error: cannot write the report")
    assert len(err.splitlines()) == 1

"""``softnu transitions``, as the installed program and within this process."""

from __future__ import annotations

import csv
import json

import pytest

from softnu.cli import main

#: Three printed digits.
PRINTED = 2e-3


@pytest.fixture
def transitions(capsys):
    """Run ``softnu transitions`` in this process."""

    def call(*words):
        code = main(("transitions", *words))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_program_ranks_transitions(program):
    outcome = program("transitions", "--n-max", "8", "--top", "2")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.isascii()
    header, first, second, *rest = outcome.out.splitlines()
    assert header.split()[:2] == ["transition", "|R|"]
    assert first.startswith("8F5/2 F=2 - 8F7/2 F=3")
    assert second.startswith("8F5/2 F=3 - 8F7/2 F=3")
    assert rest[1] == "hydrogen: 2 of 75 M1 transitions"


def test_json_is_complete(transitions):
    code, out, err = transitions("--n-max", "5", "--sort", "dominance", "--top", "1", "--json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    (entry,) = found["entries"]
    assert found["atom"] == "hydrogen"
    assert "inverted" not in found["neutrinos"]
    assert entry["inputs"]["l"] == 4
    size = abs(complex(entry["ratio"]["re"], entry["ratio"]["im"]))
    rival = abs(complex(entry["competing"]["re"], entry["competing"]["im"]))
    assert size / rival == pytest.approx(entry["dominance"], rel=1e-12, abs=0)  # rounding
    assert entry["wavelength_m"] > 0.0
    assert entry["lifetime_s"] > 0.0


def test_csv_holds_all_transitions(transitions, tmp_path):
    file = tmp_path / "table.csv"
    code, out, err = transitions("--n-max", "5", "--top", "1", "--csv", str(file))
    assert (code, out, err) == (0, "", "")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 15
    assert float(rows[0]["|R|"]) >= float(rows[1]["|R|"])


def test_neutrinos_and_nuclei_can_be_chosen(transitions):
    words = ("--n-max", "4", "--m_lightest", "0.1 eV", "--ordering", "inverted")
    code, out, _ = transitions(*words, "--nature", "majorana", "--json")
    assert code == 0
    assert "inverted" in json.loads(out)["neutrinos"]
    code, out, _ = transitions("--atom", "3He+", "--g_A_N", "-0.6", "--n-max", "4")
    assert code == 0
    assert "helium-3 ion: 5 of 5" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--atom", "Hydrogn"), "unknown atom 'Hydrogn'; did you mean 'hydrogen'?"),
        (("--atom", "Ps"), "equal masses"),
        (("--atom", "3He+"), "missing g_A_N"),
        (("--l-min", "2"), "l_min = 2 is not allowed"),
        (("--n-max", "3"), "there is no M1 transition"),
        (("--sort", "size"), "unknown sort 'size'"),
        (("--top", "0", "--n-max", "4"), "top = 0 is not allowed"),
        (("--ordering", "norma"), "did you mean 'normal'"),
        (("--m_lightest", "0.1"), "has no unit"),
        (("--n-max", "4", "--csv", "no/such/folder/x.csv"), "cannot write"),
    ],
)
def test_mistakes(transitions, words, message):
    code, out, err = transitions(*words)
    assert (code, out) == (2, "")
    assert err.startswith("softnu: error: ")
    assert message in err
    assert err.count("\n") == 1

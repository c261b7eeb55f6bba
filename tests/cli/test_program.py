"""The installed program, as a process of its own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from softnu.catalogue import MODULES

ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(sys.executable).with_name("softnu"))
T = ("eval", "forces.isotropic.screening_length", "--T")
#: 1/(2 pi T) from hbar c and k_B, rounded to the digits that are compared.
LENGTH_AT_1K_MM = 0.36444644


@pytest.mark.parametrize("start", [(PROGRAM,), (sys.executable, "-m", "softnu")])
def test_both_ways_to_start(start):
    done = subprocess.run([*start, *T, "1 K", "--unit", "mm"], capture_output=True, check=True)
    value, unit = done.stdout.decode().split()
    assert float(value) == pytest.approx(LENGTH_AT_1K_MM, rel=1e-5, abs=0)
    assert unit == "mm"


def test_output_in_a_pipe_is_plain(program):
    outcome = program("list")
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert outcome.out.isascii()
    domains = {line.split(".")[0] for line in outcome.out.splitlines()[1:]}
    assert domains == set(MODULES)


def test_a_mistake(program):
    outcome = program("eval", "neutrinos.mas")
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("softnu: error: unknown quantity 'neutrinos.mas'; did you mean")
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("neutrinos.mass", "--m_lightest", "-1 eV", "--mass_state", "1"),
        ("neutrinos.mass", "--m_lightest", "0", "--mass_state", "1"),
        ("neutrinos.mass", "--m_lightest", "1 m", "--mass_state", "1"),
        ("neutrinos.mass", "--m_lightest", "nan eV", "--mass_state", "1"),
        ("neutrinos.mass", "--m_lightest", "1 eV", "--mass_state", "4"),
        ("neutrinos.mass", "--m_lightest", "1 eV"),
        ("forces.vacuum.pair_potential", "--r", "0 m", "--m_i", "0 eV", "--m_j", "0 eV"),
        ("forces.isotropic.screening_length", "--T", "-1 K"),
    ],
)
def test_mistakes_in_real_quantities(program, words):
    outcome = program("eval", *words)
    assert outcome.code == 2
    assert outcome.err.startswith("softnu: error: ")
    assert outcome.err.count("\n") == 1


def test_a_figure_of_a_real_quantity(program, tmp_path):
    path = tmp_path / "potential.svg"
    outcome = program(
        *("eval", "forces.vacuum.pair_potential", "--r", "1 nm:1 mm:100:log"),
        *("--m_i", "[0 eV, 0.05 eV]", "--m_j", "0.05 eV", "--plot", str(path)),
    )
    assert (outcome.code, outcome.err) == (0, "")
    assert path.read_bytes().startswith(b"<?xml")


def test_check_is_the_same_as_eval(program, tmp_path):
    value = json.loads(program(*T, "1 K", "--json").out)["value"]
    entry = {
        "id": "one kelvin",
        "quantity": T[1],
        "inputs": {"T": "1 K"},
        "value": repr(value),
        "unit": "m",
        "rtol": 0,
    }
    path = tmp_path / "values.json"
    path.write_text(json.dumps({"format": "softnu-reference/1", "entries": [entry]}))
    assert program("check", str(path)).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_a_reader_that_goes_is_no_error():
    with subprocess.Popen(
        [PROGRAM, "info"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and signals of POSIX")
def test_an_interrupt_is_quiet():
    code = (
        "import os, signal, sys\n"
        "import softnu.catalogue.table as t\n"
        "t.tabulate = lambda *a: os.kill(os.getpid(), signal.SIGINT)\n"
        "from softnu.cli import main\n"
        f"sys.exit(main({[*T, '1 K']}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 128 + signal.SIGINT
    assert done.stdout + done.stderr == b""


@pytest.mark.parametrize("code", ["import softnu", "import softnu.cli; softnu.cli.build()"])
def test_start_loads_nothing_heavy(code):
    check = (
        f"{code}\nimport sys\n"
        "heavy = {'astropy', 'matplotlib', 'numba', 'numpy', 'rich', 'scipy'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

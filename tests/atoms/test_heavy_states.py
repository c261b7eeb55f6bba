"""Amplitudes as sums over states: brute force, selection rules, files, the command."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels.angular import six_j
from softnu.atoms.kernels.second_order import mixing_sums, stretched_factor
from softnu.atoms.state_tables import ENERGY_UNITS, checked_states, load_states, template
from softnu.atoms.sum_over_states import sum_over_states
from softnu.cli import main
from softnu.constants import ALPHA, M_E
from softnu.errors import DataError, MistakesError, UnknownNameError

#: Sums of a few terms in double precision.
ROUNDING = 1e-13
#: The perturbed states are mixed to first order: what is left is the square of the mixing.
FIRST_ORDER = 1e-6
#: The numbers in the table of cesium have five digits.
FIVE_DIGITS = 1e-4
#: The estimate of the weak elements is good to 30 %, and the terms cancel by a factor 5.
ESTIMATE = 0.5

ROWS = [
    {
        "state": "6p_1/2",
        "energy": 1.4,
        "dipole_final": -4.2,
        "weak_initial": 1.7e-11,
        "weak_final": -8.8e-12,
        "dipole_initial": 4.5,
    },
    {
        "state": "7p_1/2",
        "energy": 2.7,
        "dipole_final": 10.3,
        "weak_initial": 9.8e-12,
        "weak_final": -5.0e-12,
        "dipole_initial": 0.3,
    },
]


def content(**changes):
    return {
        "title": "test",
        "source": "made up",
        "units": {"energy": "eV", "dipole": "e a0", "weak": "eV"},
        "initial": {"state": "6s_1/2", "energy": 0.0},
        "final": {"state": "7s_1/2", "energy": 2.3},
        "intermediate": [dict(row) for row in ROWS],
    } | changes


def with_row(number=0, **changes):
    rows = [dict(row) for row in ROWS]
    rows[number] |= changes
    return content(intermediate=rows)


def test_the_sum_is_the_dipole_between_perturbed_states():
    # Diagonalise H_0 + H for a small Hermitian H between s and p, and take D between the states.
    rng = np.random.default_rng(3)
    E = np.array([0.0, 2.3, 1.4, 2.7, 3.1])
    weak_i, weak_f = 1e-5 * rng.normal(size=(2, 3))
    d_f, d_i = rng.normal(size=(2, 3))
    H = np.diag(E).astype(complex)
    H[2:, 0], H[0, 2:] = 1j * weak_i, -1j * weak_i
    H[1, 2:], H[2:, 1] = 1j * weak_f, -1j * weak_f
    D = np.zeros((5, 5))
    D[1, 2:], D[2:, 0] = d_f, d_i
    D += D.T
    energies, vectors = np.linalg.eigh(H)
    order = [int(np.argmin(abs(energies - at))) for at in E[:2]]
    i, f = (vectors[:, n] / vectors[row, n] for row, n in enumerate(order))
    exact = f.conj() @ D @ i
    sums = mixing_sums(E[0], E[1], E[2:], (d_f, d_i), (weak_i, weak_f))
    found = sums.initial.sum() + sums.final.sum()
    assert found == pytest.approx(exact.imag, rel=FIRST_ORDER, abs=0)
    assert abs(exact.real) < FIRST_ORDER * abs(exact.imag)


@pytest.mark.parametrize(("j_f", "j_i"), [(0.5, 0.5), (1.5, 0.5), (0.5, 1.5), (2.5, 2.5), (1, 0)])
def test_the_stretched_component_gives_the_strength(j_f, j_i):
    # A 3j symbol is the limit of 6j symbols for three large angular momenta.
    m, big = min(j_f, j_i), 4000.0
    limit = six_j(j_f, 1, j_i, big, big + m, big) * np.sqrt(2.0 * big) * (-1) ** (j_f + j_i + 1)
    assert abs(stretched_factor(j_f, j_i)) == pytest.approx(abs(limit), rel=2e-3, abs=0)


@given(st.integers(0, 9))
def test_the_stretched_component_is_hermitian(twice):
    j = 0.5 * twice
    assert stretched_factor(j + 1.0, j) == -stretched_factor(j, j + 1.0)


def test_the_stretched_component_of_S_states():
    assert stretched_factor(0.5, 0.5) == pytest.approx(1.0 / np.sqrt(6.0), rel=1e-15, abs=0)


def test_every_term_of_a_table():
    amplitude = sum_over_states(checked_states(content(), "test"))
    six, seven = amplitude.terms
    assert six.initial == pytest.approx(-4.2 * 1.7e-11 / (0.0 - 1.4), rel=ROUNDING, abs=0)
    assert seven.final == pytest.approx(-5.0e-12 * 0.3 / (2.3 - 2.7), rel=ROUNDING, abs=0)
    assert amplitude.reduced == pytest.approx(
        sum(term.initial + term.final for term in (six, seven)), rel=ROUNDING, abs=0
    )
    assert amplitude.z == pytest.approx(amplitude.reduced / np.sqrt(6.0), rel=ROUNDING, abs=0)
    assert amplitude.measurement is None


@given(st.sampled_from(sorted(ENERGY_UNITS)), st.sampled_from(sorted(ENERGY_UNITS)))
def test_units_of_the_columns(energy, weak):
    table = content(units={"energy": energy, "dipole": "e a0", "weak": weak})
    for level in (table["initial"], table["final"], *table["intermediate"]):
        level["energy"] /= ENERGY_UNITS[energy]
    for row in table["intermediate"]:
        row["weak_initial"] /= ENERGY_UNITS[weak]
        row["weak_final"] /= ENERGY_UNITS[weak]
    found = sum_over_states(checked_states(table, "test")).reduced
    wanted = sum_over_states(checked_states(content(), "test")).reduced
    assert found == pytest.approx(wanted, rel=ROUNDING, abs=0)


def test_units_of_energy_are_those_of_spectroscopy():
    assert ENERGY_UNITS["1/cm"] == pytest.approx(1.239841984e-4, rel=1e-9, abs=0)
    assert ENERGY_UNITS["hartree"] == pytest.approx(27.211386, rel=1e-7, abs=0)
    assert ENERGY_UNITS["Hz"] == pytest.approx(4.135667696923859e-15, rel=1e-14, abs=0)
    assert ENERGY_UNITS["hartree"] == ALPHA**2 * M_E


def test_the_sum_does_not_depend_on_the_sign_of_a_state():
    names = ("dipole_final", "weak_initial", "weak_final", "dipole_initial")
    table = with_row(**{name: -ROWS[0][name] for name in names})
    found = sum_over_states(checked_states(table, "test"))
    assert found.terms == sum_over_states(checked_states(content(), "test")).terms


def test_the_weak_elements_of_cesium_are_the_estimate():
    table = load_states("cs_6s_7s")
    binding = {row.state: 3.893905695 - row.energy for row in table.intermediate}
    nu_p = {state: np.sqrt(13.605693123 / energy) for state, energy in binding.items()}
    for row in table.intermediate:
        for level, element in ((table.initial, row.weak_initial), (table.final, -row.weak_final)):
            nu_s = np.sqrt(13.605693123 / (3.893905695 - level.energy))
            v = evaluate("atoms.pv_element.alkali", nu_s=nu_s, nu_p=nu_p[row.state], Z=55, N=78)
            assert element == pytest.approx(v.to_value("eV"), rel=FIVE_DIGITS, abs=0)


def test_cesium_is_near_the_measurement():
    amplitude = sum_over_states("cs_6s_7s")
    assert amplitude.cancellation > 4.0
    assert amplitude.z == pytest.approx(amplitude.measurement.amplitude.value, rel=ESTIMATE, abs=0)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (content(title=""), "title = '' is not allowed"),
        (content(intermediate=[]), "intermediate = .* is not allowed"),
        (content(extra=1), "unknown key 'extra'"),
        (content(units={"energy": "J", "dipole": "e a0", "weak": "eV"}), "units.energy = 'J'"),
        (content(measurement="cs"), "unknown measurement 'cs'"),
        (content(final={"state": "7s", "energy": 2.3}), "final.state = '7s' needs j"),
        (
            content(final={"state": "6d_9/2", "energy": 2.3}),
            "final.state: '6d_9/2' is not a state",
        ),
        (content(final={"state": "6s_1/2", "energy": 2.3}), "'6s_1/2' is also initial.state"),
        (content(final={"state": "8p_1/2", "energy": 2.3}), "must have the same parity"),
        (with_row(energy=2.3), "intermediate.0.energy = 2.3 is that of the final state"),
        (with_row(energy=float("nan")), "intermediate.0.energy = nan is not allowed"),
        (with_row(state="6p_3/2"), "intermediate.0.weak_initial must be 0 .* H keeps j"),
        (with_row(state="5f_5/2"), "intermediate.0.dipole_final must be 0"),
        (with_row(state="7p_1/2"), "intermediate.1.state = '7p_1/2' is also intermediate.0"),
        (with_row(dipole_final="4"), "intermediate.0.dipole_final = '4' is not allowed"),
    ],
)
def test_mistakes_in_a_table(table, said):
    with pytest.raises(MistakesError, match=said):
        checked_states(table, "test")


def test_all_mistakes_at_once():
    table = with_row(number=1, energy=0.0, state="7p_3/2")
    with pytest.raises(MistakesError) as caught:
        checked_states(table | {"measurement": "cs"}, "test")
    assert len(caught.value.mistakes) == 4  # the measurement, both weak elements, the energy


def test_a_state_of_other_j_may_carry_dipoles():
    table = with_row(state="6p_3/2", weak_initial=0.0, weak_final=0.0)
    assert sum_over_states(checked_states(table, "test")).terms[0].initial == 0.0


CSV = """\
# title = test
# source = made up
role,state,energy [eV],dipole_final [e a0],weak_initial [eV],weak_final [eV],dipole_initial [e a0]
initial,6s1/2,0.0,,,,
final,7s1/2,2.3,,,,
intermediate,6p1/2,1.4,-4.2,1.7e-11,-8.8e-12,4.5
intermediate,7p1/2,2.7,10.3,9.8e-12,-5.0e-12,0.3
"""


def test_csv_files(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(CSV)
    assert sum_over_states(path).reduced == sum_over_states(checked_states(content(), "")).reduced


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("energy [eV]", "energy", "column energy needs a unit"),
        ("weak_final [eV]", "weak_final [Hz]", "weak_final is in 'Hz', another one in 'eV'"),
        ("initial,6s1/2", "start,6s1/2", "row 2: role = 'start'"),
        ("2.7,10.3,", "2.7,", "row 5 has 6 cells, the header has 7"),
        ("-4.2", "four", "dipole_final = 'four' is not allowed"),
        ("initial,6s1/2,0.0,,,,\n", "", "initial is missing"),
        ("# title = test\n", "", "title is missing"),
    ],
)
def test_csv_files_that_are_wrong(tmp_path, old, new, said):
    path = tmp_path / "table.csv"
    path.write_text(CSV.replace(old, new))
    with pytest.raises(DataError, match=said):
        load_states(path)


def test_files_and_names_that_are_not_there(tmp_path):
    with pytest.raises(UnknownNameError, match="unknown table of states 'cs'"):
        load_states("cs")
    for ending in ("csv", "toml"):
        with pytest.raises(DataError, match="No such file"):
            load_states(tmp_path / f"absent.{ending}")
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="is not text"):
        load_states(binary)


def test_the_template_is_a_table(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(template())
    assert load_states(path) == load_states("cs_6s_7s")


@pytest.fixture
def apv(capsys):
    """Run ``softnu apv`` in this process."""

    def call(*words):
        code = main(("apv", *words))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_command_prints_every_term_and_the_measurement(apv):
    code, out, err = apv("cs_6s_7s")
    assert (code, err) == (0, "")
    for text in ("6p_1/2", "7p_1/2", "8p_1/2", "z component", "measured: Im E1_PV = -8.374e-12"):
        assert text in out
    assert "arXiv:0902.0335" in out


def test_the_command_as_json(apv):
    code, out, _ = apv("cs_6s_7s", "--json")
    found = json.loads(out)
    amplitude = sum_over_states("cs_6s_7s")
    assert code == 0
    assert found["z"] == amplitude.z
    assert found["measured"]["z"] == amplitude.measurement.amplitude.value
    assert [term["state"] for term in found["terms"]] == ["6p_1/2", "7p_1/2", "8p_1/2"]


def test_the_command_lists_and_explains_tables(apv, tmp_path):
    assert "cs_6s_7s" in apv("--list")[1]
    path = tmp_path / "mine.toml"
    path.write_text(apv("--template")[1].replace('measurement = "cs_6s_7s"\n', ""))
    code, out, _ = apv(str(path), "--json")
    assert code == 0
    assert "measured" not in json.loads(out)
    assert "measured" not in apv(str(path))[1]


def test_mistakes_of_the_command(apv):
    code, out, err = apv()
    assert (code, out) == (2, "")
    assert "missing TABLE" in err
    assert "did you mean" in apv("cs_6s_7")[2]


def test_no_terms_that_cancel_to_zero():
    rows = [ROWS[0] | dict.fromkeys(("weak_initial", "weak_final"), 0.0)]
    amplitude = sum_over_states(checked_states(content(intermediate=rows), "test"))
    assert (amplitude.reduced, amplitude.cancellation) == (0.0, np.inf)

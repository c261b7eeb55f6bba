"""Atoms: the shipped ones are those of the table, files of users, what is refused."""

from __future__ import annotations

import dataclasses
import re

import pytest

from softnu.catalogue import evaluate
from softnu.data import load
from softnu.errors import DataError, SoftnuError, UnknownNameError
from softnu.renp.atoms import ATOM_NAMES, Atom, load_atom

#: E_eg and E_vg in eV, rate in 1/s, J2C, J, exact W_L.
TABLE = {
    "Yb": (2.14348, 2.23072, 1.1e6, 2.0, (0, 1, 0), 0.0),
    "Xe": (8.31531, 8.43653, 3.0e8, 2.0, (2, 1, 0), 0.3),
    "Hg": (4.66740, 4.88650, 8.4e6, 2.0, (0, 1, 0), 0.0),
    "Cd": (3.73366, 3.80087, 4.1e5, 2.0, (0, 1, 0), 0.0),
    "Sr": (1.77514, 1.79831, 4.7e4, 2.0, (0, 1, 0), 0.0),
    "Ca": (1.87934, 1.88581, 2.6e3, 2.0, (0, 1, 0), 0.0),
    "Kr": (9.91523, 10.03240, 3.0e8, 1 / 6, (2, 1, 0), 0.3),
    "Ar": (11.54835, 11.62359, 1.3e8, 1 / 6, (2, 1, 0), 0.3),
}
#: The other level with J = 1, 1/cm.
SECOND_LEVEL = {
    "Yb": 25068.222,
    "Xe": 77185.041,
    "Hg": 54068.781,
    "Cd": 43692.384,
    "Sr": 21698.452,
    "Ca": 23652.304,
    "Kr": 85846.705,
    "Ar": 95399.828,
}
#: e and v, 1/cm.
LEVELS = {
    "Hg": (37645.080, 39412.300),
    "Cd": (30113.990, 30656.087),
    "Sr": (14317.507, 14504.334),
    "Ca": (15157.901, 15210.063),
    "Kr": (79971.742, 80916.768),
    "Ar": (93143.760, 93750.598),
}
#: Planck's constant (J s), speed of light (cm/s) and elementary charge (C), exact: eV times cm.
EV_CM = 6.62607015e-34 * 2.99792458e10 / 1.602176634e-19
RTOL_ROUNDING = 1e-14
#: Energies have five digits behind the point, cut or rounded.
ATOL_EV = 1e-5
#: Exact weights come from sums of Clebsch-Gordan coefficients.
ATOL_WEIGHT = 1e-14

MINE = """
name = "mine"
E_eg = "2 eV"
E_vg = "2.5 eV"
gamma_vg = "1 GHz"
J2C = 0.5
J = ["1/2", "3/2", "1/2"]
E_v2g = "3 eV"
source = "invented"
"""


def atom(**changed) -> Atom:
    good = {
        "name": "mine",
        "E_eg": "2 eV",
        "E_vg": "2.5 eV",
        "gamma_vg": "1e6 1/s",
        "J2C": 2.0,
        "J": (0, 1, 0),
    }
    return Atom(**good | changed)


def test_the_shipped_atoms_are_those_of_the_table():
    assert set(ATOM_NAMES) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_a_shipped_atom_is_as_the_table_has_it(name):
    E_eg, E_vg, rate, strength, J, W_L = TABLE[name]
    found = load_atom(name)
    assert (found.E_eg.to_value("eV"), found.E_vg.to_value("eV")) == (E_eg, E_vg)
    assert found.gamma_vg.to_value("1/s") == pytest.approx(rate, rel=RTOL_ROUNDING, abs=0)
    given_strength = found.J2C
    assert given_strength == pytest.approx(strength, rel=RTOL_ROUNDING, abs=0)
    assert found.J == J
    assert found.longitudinal_weight == pytest.approx(W_L, rel=0, abs=ATOL_WEIGHT)
    assert found.source


@pytest.mark.parametrize("name", TABLE)
def test_energies_are_those_of_the_levels_to_their_digits(name):
    E_eg, E_vg, *_ = TABLE[name]
    second = load_atom(name).E_v2g.to_value("eV")
    assert second == pytest.approx(SECOND_LEVEL[name] * EV_CM, rel=0, abs=ATOL_EV)
    assert second > E_vg
    entry = load("atoms")[name]
    if name in LEVELS:
        assert tuple(entry["levels_cm"]) == LEVELS[name]
        expected = tuple(level * EV_CM for level in LEVELS[name])
        assert (E_eg, E_vg) == pytest.approx(expected, rel=0, abs=ATOL_EV)


@pytest.mark.parametrize("name", TABLE)
def test_a_spectrum_takes_an_atom_by_name_or_by_its_levels(name):
    E_eg, E_vg, *_ = TABLE[name]
    common = {"trigger_energy": f"{0.4 * E_eg} eV", "m_lightest": "0.01 eV"}
    by_name = evaluate("renp.spectrum.sm", atom=name, **common)
    by_levels = evaluate("renp.spectrum.sm", E_eg=f"{E_eg} eV", E_vg=f"{E_vg} eV", **common)
    assert by_name.value == pytest.approx(by_levels.value, rel=RTOL_ROUNDING, abs=0)


def test_atoms_are_frozen_and_comparable():
    assert load_atom("Yb") == load_atom("Yb")
    assert load_atom("Yb") != load_atom("Hg")
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_atom("Yb").E_eg = 1
    faster = dataclasses.replace(load_atom("Yb"), gamma_vg="1.15e6 1/s")
    assert faster.gamma_vg.to_value("1/s") == pytest.approx(1.15e6, rel=RTOL_ROUNDING, abs=0)


def test_a_file_describes_an_atom(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    mine = load_atom(str(path))
    assert mine.J == (0.5, 1.5, 0.5)
    assert mine.gamma_vg.to_value("1/s") == pytest.approx(1e9, rel=RTOL_ROUNDING, abs=0)
    assert mine.E_v2g.to_value("eV") == 3.0
    assert mine.longitudinal_weight == pytest.approx(1 / 6, rel=0, abs=ATOL_WEIGHT)
    by_file = evaluate(
        "renp.spectrum.sm", atom=str(path), trigger_energy="0.9 eV", W_L="exact", m_lightest="0 eV"
    )
    by_hand = evaluate(
        "renp.spectrum.sm",
        E_eg="2 eV",
        E_vg="2.5 eV",
        J_e="1/2",
        J_v="3/2",
        J_g="1/2",
        trigger_energy="0.9 eV",
        W_L="exact",
        m_lightest="0 eV",
    )
    assert by_file.value == by_hand.value


BAD_FILES = {
    "not TOML": ("name = ", "is not TOML"),
    "unknown key": (MINE + "\nE_vgg = 1", "'E_vgg'; did you mean 'E_vg'"),
    "missing": (MINE.replace('E_vg = "2.5 eV"', ""), "lacks E_vg"),
    "J is a number": (re.sub("J = .*", "J = 1", MINE), "J = 1 is not a list"),
    "J is text": (re.sub("J = .*", 'J = "210"', MINE), "J = '210' is not a list"),
    "J is empty": (re.sub("J = .*", "J = []", MINE), "is not a list such as"),
    "J has words": (re.sub("J = .*", 'J = ["a", 1, 0]', MINE), "is not a list such as"),
    "J divides by 0": (re.sub("J = .*", 'J = ["1/0", 1, 0]', MINE), "is not a list such as"),
    "two J": (re.sub("J = .*", "J = [1, 0]", MINE), "three integers or halves"),
    "no unit": (MINE.replace('"2 eV"', "2"), "E_eg = 2 has no unit"),
    "real": (MINE.replace('"2 eV"', '"3 eV"'), "the intermediate state is real"),
}


@pytest.mark.parametrize(("text", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_bad_files(tmp_path, text, said):
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(SoftnuError, match=re.escape(said)) as raised:
        load_atom(str(path))
    assert "mine.toml" in str(raised.value)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(DataError, match=r"cannot read .*absent\.toml"):
        load_atom(str(tmp_path / "absent.toml"))


REFUSED = {
    "equal levels": ({"E_vg": "2 eV"}, "E_vg = 2.0 eV is not allowed"),
    "no energy": ({"E_eg": "0 eV"}, "E_eg = '0 eV' is not allowed"),
    "energy in metres": ({"E_eg": "1 m"}, "E_eg in 'm' has the wrong unit"),
    "bare rate": ({"gamma_vg": 1e6}, "gamma_vg = 1000000.0 has no unit"),
    "two energies": ({"E_eg": ["1 eV", "2 eV"]}, "E_eg must be one number"),
    "negative strength": ({"J2C": -1.0}, "J2C = -1 is not allowed"),
    "second level": ({"E_v2g": "-1 eV"}, "E_v2g = '-1 eV' is not allowed"),
    "0 to 0": ({"J": (1, 0, 0)}, "no spin step e to v and E1 step v to g"),
    "two steps": ({"J": (3, 1, 0)}, "no spin step e to v and E1 step v to g"),
    "halves and integers": ({"J": (0.5, 1, 0)}, "no spin step e to v and E1 step v to g"),
    "a third": ({"J": (1 / 3, 1, 0)}, "three integers or halves of them"),
    "negative": ({"J": (-1, 1, 0)}, "J = -1 is not allowed"),
    "two": ({"J": (1, 0)}, "three integers or halves of them"),
    "a million": ({"J": (1e6, 1e6, 1e6)}, "J = 1e+06 is not allowed"),
    "words": ({"J": ("a", "b", "c")}, "J must be real numbers"),
}


@pytest.mark.parametrize(("changed", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_atom_is_refused(changed, said):
    with pytest.raises(SoftnuError, match=re.escape(said)):
        atom(**changed)


def test_unknown_names_list_the_near_ones():
    with pytest.raises(UnknownNameError, match="unknown atom 'Yt'; did you mean 'Yb'"):
        load_atom("Yt")
    with pytest.raises(UnknownNameError, match="known: Ar, Ca, Cd, Hg, Kr, Sr, Xe, Yb"):
        load_atom("I2")

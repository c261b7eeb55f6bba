"""Parameters of nuclei and neutrinos: what goes together, what contradicts, what is missing."""

from __future__ import annotations

import numpy as np
import pytest

from softnu import evaluate
from softnu.constants import ALPHA, M_E
from softnu.errors import SoftnuError

#: The same number by two ways of giving it.
RTOL = 1e-12

STATES = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": 3}
LINE = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
SHARES = [0.6813, 0.2967, 0.0220]
COUPLINGS = {"H1": 0.1, "H2": 0.2, "meC": -0.1}


def element(**inputs):
    return float(evaluate("atoms.pv_element.loop", **STATES, **inputs).value)


def same(one, two):
    assert one == pytest.approx(two, rel=RTOL, abs=0)


def test_masses_can_be_given_by_their_product_with_the_radius():
    m = 0.01 * ALPHA * M_E
    same(element(Ue_sq=SHARES, masses=[f"{m!r} eV"] * 3), element(Ue_sq=SHARES, m_nu_a=0.01))
    # a shrinks as 1/Z.
    heavy = [f"{2 * m!r} eV"] * 3
    extra = {"Ue_sq": SHARES, "Z": 2, "N": 2, "g_A_N": 0.3}
    same(element(masses=heavy, **extra), element(m_nu_a=0.01, **extra))


def test_masses_and_mixing_are_those_of_the_neutrinos():
    states = (1, 2, 3)
    mass = [evaluate("neutrinos.mass", m_lightest="0.02 eV", mass_state=i) for i in states]
    share = [evaluate("neutrinos.mixing_sq", flavour="e", mass_state=i) for i in states]
    masses, shares = [f"{float(m.value)!r} eV" for m in mass], [float(x.value) for x in share]
    same(element(m_lightest="0.02 eV"), element(Ue_sq=shares, masses=masses))
    # The inverted ordering has its own masses and angles.
    assert element(m_lightest="0.02 eV", ordering="inverted") != element(m_lightest="0.02 eV")


def test_angles_take_the_place_of_shares():
    s12, s13 = 0.3, 0.02
    shares = [(1 - s12) * (1 - s13), s12 * (1 - s13), s13]
    same(
        element(sin2_theta12=s12, sin2_theta13=s13, m_nu_a=0.0),
        element(Ue_sq=shares, m_nu_a=0.0),
    )


def test_one_state_has_one_mass():
    m = 0.01 * ALPHA * M_E
    same(element(**COUPLINGS, masses=[f"{m!r} eV"]), element(**COUPLINGS, m_nu_a=0.01))


def test_nuclei_are_known_by_charge_and_spin():
    deuteron = {"I": 1, "F1": "5/2", "F2": "7/2", "N": 1, "Ue_sq": SHARES, "m_nu_a": 0.0}
    known = evaluate("atoms.e1_m1_ratio", **LINE | deuteron)
    given = evaluate("atoms.e1_m1_ratio", **LINE | deuteron, g_N=0.8574382, g_A_N=0.0)
    same(float(known.value), float(given.value))


def test_lists_broadcast_with_grids():
    masses = np.array([[0.0, 0.1, 0.2], [0.3, 0.4, 0.5]])
    found = evaluate(
        "atoms.pv_element.loop", **STATES, Ue_sq=SHARES, masses=[f"{m} eV" for m in masses[1]]
    )
    assert found.shape == ()


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"Ue_sq": SHARES}, "missing: masses or m_lightest or m_nu_a"),
        ({"Ue_sq": SHARES, "m_nu_a": 0.0, "m_lightest": "0 eV"}, "give only one of"),
        ({"Ue_sq": SHARES, "m_nu_a": 0.0, "masses": ["0 eV"] * 3}, "give only one of"),
        ({"Ue_sq": SHARES, "masses": ["0 eV"] * 2}, "masses must have 3 items, not 2"),
        ({"Ue_sq": SHARES[:2], "m_nu_a": 0.0}, "Ue_sq must have 3 items, not 2"),
        ({**COUPLINGS, "masses": ["0 eV"] * 3}, "masses must have 1 items, not 3"),
        ({**COUPLINGS, "m_lightest": "0 eV"}, "masses must have 1 items"),
        ({"H1": 0.1, "m_nu_a": 0.0}, "H2"),
        ({**COUPLINGS, "Ue_sq": SHARES, "m_nu_a": 0.0}, "give only one of"),
        ({"Ue_sq": SHARES, "theta12": "0.5 rad", "m_nu_a": 0.0}, "give only one of: theta12"),
        ({**COUPLINGS, "sin2_theta13": 0.02, "m_nu_a": 0.0}, "give only one of: sin2_theta13"),
        ({"Ue_sq": [0.5, 2.0, 0.1], "m_nu_a": 0.0}, "Ue_sq"),
        ({"Ue_sq": SHARES, "masses": ["-1 eV"] * 3}, "masses"),
        ({"Ue_sq": SHARES, "masses": [0.1, 0.1, 0.1]}, "masses"),
        ({"Ue_sq": SHARES, "m_nu_a": float("inf")}, "m_nu_a"),
        ({"Ue_sq": SHARES, "m_nu_a": 0.0, "Z": 3, "N": 4}, "missing g_A_N"),
        ({"Ue_sq": SHARES, "m_nu_a": 0.0, "cutoff": "-1 eV"}, "cutoff"),
        ({"Ue_sq": SHARES, "m_nu": "0 eV"}, "m_nu_a"),
    ],
)
def test_contradictions_are_named(inputs, words):
    with pytest.raises(SoftnuError, match=words):
        element(**inputs)

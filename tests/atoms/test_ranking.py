"""All M1 transitions up to n = 10: the count, the largest ones, the purest ones."""

from __future__ import annotations

import numpy as np
import pytest

from softnu.atoms import hydrogen_like, m1_transitions, neutrino_force, rank, z_gamma_mixing
from softnu.errors import ConfigError, DomainError, UnknownNameError
from softnu.neutrinos import Neutrinos

#: Half a unit in the last of three printed digits.
PRINTED = 2e-3
#: Whether radial integrals are remembered or not.
SAME = 1e-13
#: |U_ei|^2 = 0.6813, 0.2967, 0.0220.
NU = Neutrinos("0 eV", sin2_theta12=0.2967 / 0.978, sin2_theta13=0.0220)
H = hydrogen_like("H")


@pytest.fixture(scope="module")
def table():
    return rank(H, NU, n_max=8)


def test_there_are_five_transitions_for_each_n_and_l():
    assert len(m1_transitions(0.5, 8)) == 75
    assert len(m1_transitions(0.5, 10)) == 140
    assert len(m1_transitions(0.5, 10, n_min=9, l_min=8)) == 15
    assert len(m1_transitions(0.0, 10)) == 28
    assert len(set(m1_transitions(1.5, 6))) == len(m1_transitions(1.5, 6))


def test_the_largest_ratios(table):
    largest = {str(t): size for t, size in zip(table.transitions[:3], table.size, strict=False)}
    assert largest == pytest.approx(
        {
            "8F5/2 F=2 - 8F7/2 F=3": 3.33e-25,
            "8F5/2 F=3 - 8F7/2 F=3": 2.74e-25,
            "7F5/2 F=2 - 7F7/2 F=3": 2.41e-25,
        },
        rel=PRINTED,
        abs=0,
    )
    everything = {str(t): size for t, size in zip(table.transitions, table.size, strict=True)}
    for label, size in {
        "4F5/2 F=2 - 4F7/2 F=3": 4.03e-26,
        "4F5/2 F=3 - 4F7/2 F=3": 2.72e-26,
        "5G7/2 F=3 - 5G9/2 F=4": 4.63e-27,
    }.items():
        assert everything[label] == pytest.approx(size, rel=PRINTED, abs=0)
    assert len(table) == 75


def test_neutrinos_dominate_from_l_of_four_on(table):
    for transition, dominance in zip(table.transitions, table.dominance, strict=True):
        assert (dominance > 1.0) == (transition.first.l >= 4)


def test_rows_are_those_of_single_transitions(table):
    nu, z = neutrino_force(H, NU), z_gamma_mixing(H)
    for row in (0, 10, 40, 74):
        transition = table.transitions[row]
        for found, force in ((table.ratio[row], nu), (table.competing[row], z)):
            assert found == pytest.approx(force.e1_m1_ratio(transition), rel=SAME, abs=0)
        assert table.wavelength[row] == H.wavelength(transition)
        assert table.lifetime[row] == H.lifetime(transition.second)


def test_tables_can_be_sorted_and_cut(table):
    assert np.all(np.diff(table.size) <= 0.0)
    pure = table.sorted("dominance")
    assert np.all(np.diff(pure.dominance) <= 0.0)
    assert set(pure.transitions) == set(table.transitions)
    assert len(table.top(3)) == 3
    assert table.top(1000).transitions == table.transitions
    assert rank(H, NU, n_max=8, sort="dominance").transitions == pure.transitions


def test_transitions_without_parity_violation_are_left_out():
    # Without the nucleus' spin only states of one j are mixed: none with j = n - 1/2.
    deuterium = rank(hydrogen_like("D"), NU, n_max=5)
    assert 0 < len(deuterium) < len(m1_transitions(1.0, 5))
    assert np.all(np.isfinite(deuterium.dominance))


@pytest.mark.parametrize("name", ["D", "4He+", "12C5+", "Mu"])
def test_other_atoms_have_rankings(name):
    found = rank(hydrogen_like(name), NU, n_max=5)
    assert np.all(found.size > 0.0)
    assert found.atom.name == hydrogen_like(name).name


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"l_min": 2}, DomainError, "l_min = 2 is not allowed: it must be 3 or more"),
        ({"n_max": 3}, DomainError, "there is no M1 transition"),
        ({"n_max": 81}, DomainError, "n_max = 81 is not allowed"),
        ({"n_max": 5.5}, DomainError, "n_max = 5.5 is not allowed: it must be an integer"),
        ({"n_min": 0}, DomainError, "n_min = 0 is not allowed"),
        ({"sort": "size"}, UnknownNameError, "unknown sort 'size'"),
    ],
)
def test_rankings_that_are_refused(arguments, kind, words):
    with pytest.raises(kind, match=words):
        rank(H, NU, **arguments)


def test_tables_refuse_what_they_cannot_show(table):
    with pytest.raises(DomainError, match="top = 0 is not allowed"):
        table.top(0)
    with pytest.raises(UnknownNameError, match="unknown sort"):
        table.sorted("wavelength")
    with pytest.raises(ConfigError, match="missing g_A_N"):
        rank(hydrogen_like("3He+"), NU)

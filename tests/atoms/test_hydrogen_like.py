"""Named atoms and their levels, against measured values and against each other."""

from __future__ import annotations

import math

import astropy.units as u
import pytest

from softnu import evaluate
from softnu.atoms import ATOM_NAMES, HydrogenLike, State, hydrogen_like
from softnu.errors import ConfigError, DomainError, SoftnuError, UnknownNameError

#: Leading order: anomalous moment 1.2e-3, (Z alpha)^2 terms, structure of the nucleus.
LEADING_ORDER = 2e-3
#: The 1S Lamb shift over the binding energy of hydrogen; it grows as Z^2.
WITHOUT_LAMB = 4e-6
#: What is printed has four or five digits.
PRINTED = 2e-4
#: Rounding of shifts, which are not small differences.
ROUNDING = 1e-13
#: Four digits of the differences of nearby levels.
DIGITS_4 = 6e-4
H = hydrogen_like("H")


def mhz(energy: u.Quantity) -> float:
    return energy.to("MHz", u.spectral()).value


@pytest.mark.parametrize(
    ("name", "upper", "lower", "measured"),
    [
        # Hydrogen maser; deuterium maser; ion trap; Crane et al. (muonium), all in MHz.
        ("H", 1, 0, 1420.405752),
        ("D", 1.5, 0.5, 327.384353),
        ("T", 1, 0, 1516.701471),
        ("3He+", 0, 1, 8665.649867),
        ("Mu", 1, 0, 4463.302765),
    ],
)
def test_hyperfine_splitting_of_1s_is_the_measured_one(name, upper, lower, measured):
    atom = hydrogen_like(name, reduced_mass=True)
    gap = atom.energy_difference(f"1S1/2({half(upper)})", f"1S1/2({half(lower)})")
    assert mhz(gap) == pytest.approx(measured, rel=LEADING_ORDER, abs=0)


def half(F: float) -> str:
    return f"{int(2 * F)}/2" if F % 1 else f"{int(F)}"


@pytest.mark.parametrize(
    ("name", "state", "measured"),
    # Ionisation energies in eV, NIST.
    [("H", "1S1/2 F=0", 13.598434), ("4He+", "1S1/2", 54.417766)],
)
def test_binding_energies_with_the_reduced_mass(name, state, measured):
    atom = hydrogen_like(name, reduced_mass=True)
    energy = atom.energy(state, lamb=False, hyperfine=False)
    assert -energy.value == pytest.approx(measured, rel=WITHOUT_LAMB * atom.Z**2, abs=0)


def test_denominators_of_the_transition_of_the_paper():
    A, B, mixed = "4F5/2 F=3", "4F7/2 F=3", "4D5/2 F=3"
    gap = H.energy_difference
    assert mhz(gap(A, mixed, lamb=False)) == pytest.approx(-0.1360, rel=DIGITS_4, abs=0)
    assert mhz(gap(A, mixed, hyperfine=False)) == pytest.approx(-0.8116, rel=DIGITS_4, abs=0)
    assert mhz(gap(A, mixed)) == pytest.approx(-0.9475, rel=DIGITS_4, abs=0)
    assert mhz(gap(B, mixed)) == pytest.approx(227.0, rel=1e-2, abs=0)  # printed: about 227
    assert H.width("4D5/2 F=3").value == pytest.approx(
        4.405e6 * 4.135667696923859e-15, rel=PRINTED, abs=0
    )
    assert H.wavelength(f"{A} - {B}").to_value("m") == pytest.approx(1.3, rel=0.03, abs=0)


def test_lifetime_is_the_inverse_width():
    product = H.lifetime("2P1/2 F=1").to_value("s") * H.width("2P1/2 F=1").value
    assert product == pytest.approx(6.582119569509066e-16, rel=ROUNDING, abs=0)
    assert H.lifetime("2P1/2 F=1").to_value("ns") == pytest.approx(1.596, rel=5e-4, abs=0)
    assert math.isinf(H.lifetime("1S1/2 F=0").value)


@pytest.mark.parametrize("name", ["H", "D", "7Li2+", "Mu"])
def test_differences_are_antisymmetric_and_add_up(name):
    atom = hydrogen_like(name)
    a, b, c = (
        f"5{x} F={half(F)}" for x, F in zip(("F7/2", "G7/2", "D5/2"), _common(atom), strict=True)
    )
    there, back = atom.energy_difference(a, b), atom.energy_difference(b, a)
    assert there.value == -back.value
    total = there + atom.energy_difference(b, c)
    assert total.value == pytest.approx(
        atom.energy_difference(a, c).value, rel=1e-9, abs=0
    )  # the shifts differ by six digits


def _common(atom: HydrogenLike) -> list[float]:
    return [3.5 + atom.I, 3.5 + atom.I, 2.5 + atom.I]


def test_energy_is_the_sum_of_its_parts():
    state = "4F5/2 F=3"
    parts = (H.gross(state), H.fine_structure(state), H.hyperfine(state), H.lamb_shift(state))
    assert sum(part.value for part in parts) == pytest.approx(
        H.energy(state).value, rel=ROUNDING, abs=0
    )
    numbers = State.parse(state).inputs()
    assert H.energy(state).value == pytest.approx(
        evaluate("atoms.level.energy", **numbers).value, rel=ROUNDING, abs=0
    )


def test_differences_between_levels_of_different_n():
    gap = H.energy_difference("4F5/2 F=3", "3D5/2 F=3")
    whole = H.energy("4F5/2 F=3") - H.energy("3D5/2 F=3")
    # Whole energies keep 16 digits of 1.5 eV.
    assert gap.value == pytest.approx(whole.value, rel=1e-14, abs=0)


def test_reduced_mass_scales_bohr_levels():
    D = hydrogen_like("D")
    light, heavy = (
        atom.replace(reduced_mass=True).gross("1S1/2 F=1/2" if atom is D else "1S1/2 F=0")
        for atom in (H, D)
    )
    # The isotope shift by which deuterium was found.
    assert (heavy / light).value - 1.0 == pytest.approx(2.7208e-4, rel=1e-3, abs=0)
    assert H.gross("1S1/2 F=0") == D.gross("1S1/2 F=1/2")


def test_muonium_has_the_reduced_mass_and_its_own_magneton():
    atom = hydrogen_like("muonium")
    assert atom.mass == pytest.approx(1.0 / (1.0 + 1.0 / 206.7682830), rel=1e-9, abs=0)
    assert atom.partner_mass == pytest.approx(1.0 / 207.7682830, rel=1e-8, abs=0)
    assert atom.g_A_N == -0.5
    assert hydrogen_like("Mu").replace(reduced_mass=False).mass == 1.0


@pytest.mark.parametrize("name", ATOM_NAMES)
def test_every_named_atom_has_levels(name):
    atom = hydrogen_like(name)
    state = State(4, 3, 3.5, 3.5 + atom.I, atom.I)
    assert atom.energy(state).value < 0.0
    assert atom.lifetime(state).value > 0.0
    assert (atom.hyperfine(state).value == 0.0) == (atom.I == 0)
    assert atom.gross(state).value / H.gross("4F7/2 F=4").value == pytest.approx(
        atom.Z**2 * atom.mass, rel=ROUNDING, abs=0
    )


def test_atoms_are_values():
    assert hydrogen_like("hydrogen") == H
    assert hash(hydrogen_like("H")) == hash(H)
    assert hydrogen_like("3He+", g_A_N=-0.6).g_A_N == -0.6
    assert "reduced_mass" not in repr(H)
    assert "Z=1" in repr(H)
    assert H.replace(nuclear_mass="1 GeV") == H.replace(nuclear_mass=1e9 * u.eV)


@pytest.mark.parametrize(
    ("fields", "kind", "words"),
    [
        ({"Z": 0}, DomainError, "Z = 0 is not allowed"),
        ({"Z": 1.5}, DomainError, "Z = 1.5 is not allowed: it must be an integer"),
        ({"N": -1}, DomainError, "N = -1 is not allowed"),
        ({"I": 1}, DomainError, "I = 1 is not allowed: it must be half of an odd integer"),
        ({"N": 1}, DomainError, "I = 0.5 is not allowed: it must be an integer"),
        ({"g_N": float("inf")}, DomainError, "g_N = inf is not allowed"),
        ({"g_A_N": "x"}, DomainError, "g_A_N must be real"),
        ({"nuclear_mass": "1"}, SoftnuError, "has no unit"),
        ({"nuclear_mass": [1, 2] * u.GeV}, DomainError, "must be one mass"),
        ({"nuclear_mass": "0.511 MeV"}, DomainError, "annihilate"),
        ({"nuclear_mass": None, "reduced_mass": True}, ConfigError, "missing nuclear_mass"),
        ({"partner": "antitau"}, UnknownNameError, "unknown partner"),
        ({"sin2_theta_w": 1.5}, DomainError, "sin2_theta_w = 1.5"),
        ({"g_A": 1.0}, UnknownNameError, "unknown field of HydrogenLike"),
    ],
)
def test_atoms_that_cannot_be(fields, kind, words):
    with pytest.raises(kind, match=words):
        H.replace(**fields)


def test_unknown_atoms_and_positronium():
    with pytest.raises(UnknownNameError, match="did you mean 'muonium'"):
        hydrogen_like("muonum")
    for name in ("Ps", "positronium"):
        with pytest.raises(DomainError, match="equal masses"):
            hydrogen_like(name)


def test_what_the_levels_refuse():
    with pytest.raises(DomainError, match="l = 0 is not allowed: the Lamb shift"):
        H.lamb_shift("2S1/2 F=1")
    with pytest.raises(DomainError, match="the Lamb shift"):
        H.energy("2S1/2 F=1")
    with pytest.raises(DomainError, match="the Lamb shift"):
        H.energy_difference("2S1/2 F=1", "2P1/2 F=1")
    with pytest.raises(DomainError, match="both energies are the same"):
        H.wavelength("2S1/2 F=1 - 2P1/2 F=1", lamb=False, hyperfine=False)
    with pytest.raises(DomainError, match="hydrogen has I ="):
        H.energy(State(4, 3, 2.5, 2.5, 0))
    with pytest.raises(ConfigError, match="missing g_N"):
        HydrogenLike("beryllium", 4, 5, 1.5).hyperfine("4F5/2 F=4")


def test_the_lamb_shift_cancels_within_one_level():
    # The 21 cm line needs no Lamb shift of 1S.
    assert H.wavelength("1S1/2 F=1 - 1S1/2 F=0").to_value("cm") == pytest.approx(
        21.106, rel=LEADING_ORDER, abs=0
    )

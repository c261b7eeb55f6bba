"""The edge where quantities become floats in powers of eV, and back."""

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import constants
from softnu.errors import UnitsError
from softnu.units import KINDS, from_natural, natural, parse, to_natural

#: Two factors and a division, each correctly rounded.
ROUNDING = 1e-15


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("0.05 eV", "energy", 0.05),
        ("1 keV", "energy", 1e3),
        ("1 erg", "energy", 1e-7 / 1.602176634e-19),
        ("1 m", "length", 1 / constants.HBAR_C),
        ("1nm", "length", 1e-9 / constants.HBAR_C),
        ("2 1/eV", "length", 2.0),
        ("1 u", "mass", constants.U),
        ("1 kg", "mass", constants.C**2 / constants.E_CHARGE),
        ("1.945 K", "temperature", 1.945 * constants.K_B),
        ("1 eV", "temperature", 1.0),
        ("1 1/(cm2 s)", "flux", 2.562941586e-25),
        ("1 eV3", "flux", 1.0),
        ("1 1/cm3", "number density", (constants.HBAR_C * 100) ** 3),
        ("1 mol/cm3", "number density", constants.N_A * (constants.HBAR_C * 100) ** 3),
        ("300 km/s", "speed", 3e5 / constants.C),
        ("180 deg", "angle", np.pi),
        ("0.5", "number", 0.5),
        ("2 eV2", "energy2", 2.0),
    ],
)
def test_a_quantity_has_its_value_in_natural_units(text, kind, expected):
    # The flux factor is quoted with ten digits.
    rtol = 1e-9 if "cm2 s" in text else ROUNDING
    np.testing.assert_allclose(to_natural("x", text, kind), expected, rtol=rtol)


@given(st.floats(1e-30, 1e30), st.sampled_from(["m", "nm", "1/eV", "km"]))
def test_to_natural_and_back_is_the_identity(value, unit):
    there = to_natural("r", u.Quantity(value, unit), "length")
    np.testing.assert_allclose(from_natural(there, unit).value, value, rtol=ROUNDING)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "" not in KINDS[kind].accepts])
@pytest.mark.parametrize("bare", [0, 1.0, "0", "3", np.zeros(3)])
def test_a_bare_number_is_refused_where_a_unit_is_needed(kind, bare):
    with pytest.raises(UnitsError, match="quux"):
        to_natural("quux", bare, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("1 s", "length"), ("1 eV", "number"), ("1 m", "energy"), ("1 m/s2", "speed")],
)
def test_a_unit_of_the_wrong_kind_is_refused_with_the_allowed_ones(text, kind):
    with pytest.raises(UnitsError, match=r"quux in .* wrong unit"):
        to_natural("quux", text, kind)


@pytest.mark.parametrize("text", ["", "eV", "1 parsnip", "__import__('os')", "1 2 3", "1 eV;"])
def test_text_that_is_no_quantity_is_refused(text):
    with pytest.raises(UnitsError, match="quux"):
        parse("quux", text)


def test_lists_of_quantities_become_arrays():
    vector = to_natural("r", ["1 1/eV", "2 1/eV", "-3 1/eV"], "length")
    np.testing.assert_array_equal(vector, [1.0, 2.0, -3.0])


def test_the_equivalencies_join_lengths_and_energies():
    assert (1 * u.m).to_value(1 / u.eV, natural()) == pytest.approx(1 / constants.HBAR_C, abs=0)
    assert (1 / u.eV).to_value(u.m, natural()) == pytest.approx(constants.HBAR_C, abs=0)
    assert (1 * u.K).to_value(u.eV, natural()) == pytest.approx(constants.K_B, abs=0)


def test_newtons_constant_is_the_published_one_in_natural_units():
    # 6.70883e-39 GeV^-2, CODATA 2018, six digits.
    assert pytest.approx(6.70883e-39, rel=1e-6, abs=0) == constants.G_N * 1e18


def test_the_atomic_mass_unit_is_the_pinned_one_not_the_librarys():
    assert float(to_natural("m", 1 * u.u, "mass")) == constants.U

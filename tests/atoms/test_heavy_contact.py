"""Parity violation at the nucleus: contact elements, relativistic factor, estimates."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from softnu import evaluate
from softnu.atoms.apv_data import MEASUREMENT_NAMES, apv_data
from softnu.atoms.kernels import contact
from softnu.atoms.kernels.hydrogenic import lowered, state, value
from softnu.atoms.kernels.potentials import dipole_ladders
from softnu.constants import ALPHA, G_F, HBAR_C, M_E
from softnu.errors import DomainError, UnknownNameError

#: Closed forms in double precision.
ROUNDING = 2e-14
#: A contact that is smeared over 1e-6 of the atom differs from the point by 2.5 times 1e-6.
SMEARED = 1e-5
#: Published values have two or three digits.
TWO_DIGITS = 0.02
#: The nucleus of Cs is 0.0062 of the radius a of its innermost electron.
INSIDE_NUCLEUS = 0.02
FM = 1e-15 / HBAR_C

charges = st.integers(1, 137)
numbers = st.integers(1, 80)


def test_hydrogen_2S_2P_is_the_textbook_value():
    # 0.0130 Hz times (1 - 4 sin^2 theta_W)/2, with three digits.
    literature = 0.0130 * 0.5 * (1.0 - 4.0 * 0.23121)
    v = evaluate("atoms.pv_element.contact", n_s=2, n_p=2)
    assert abs(v.to_value("Hz")) == pytest.approx(literature, rel=TWO_DIGITS, abs=0)
    assert v.to_value("Hz") < 0.0


@pytest.mark.parametrize(("n_s", "n_p"), [(1, 2), (2, 2), (7, 3), (80, 80)])
def test_contact_integral_is_the_product_of_the_values_at_the_nucleus(n_s, n_p):
    at_zero = np.zeros(())
    s, p = state(n_s, 0), state(n_p, 1)
    product = value(s, at_zero) * lowered(p, at_zero) / 3.0  # R_p' = (R_p' + 2 R_p/rho)/3
    expected = 3.0 / (8.0 * np.pi) * product * (ALPHA * M_E) ** 4
    found = contact.hydrogenic_contact(np.asarray(float(n_s)), np.asarray(float(n_p)), np.ones(()))
    assert float(found) == pytest.approx(float(expected), rel=ROUNDING, abs=0)


def test_contact_integral_is_the_limit_of_a_smeared_one():
    smeared = dipole_ladders(state(3, 0), state(2, 1), np.asarray(1e7)).momentum
    found = contact.hydrogenic_contact(np.asarray(3.0), np.asarray(2.0), np.ones(()))
    assert float(found) / (ALPHA * M_E) ** 4 == pytest.approx(float(smeared), rel=SMEARED, abs=0)


@given(charges, st.integers(1, 300))
def test_relativistic_factor_equals_the_formula(Z, A):
    found = contact.relativistic_factor(np.asarray(float(Z)), np.asarray(float(A)), 1.2 * FM)
    with mp.workdps(30):
        gamma = mp.sqrt(1 - (Z * mpf(ALPHA)) ** 2)
        size = 2 * Z * mpf(ALPHA) * mpf(M_E) * mpf(1.2 * FM) * mp.cbrt(A)
        exact = (mp.gamma(3) / mp.gamma(2 * gamma + 1)) ** 2 * size ** (2 * gamma - 2)
    # The exponent multiplies rounding of the logarithm of the size, up to 15.
    assert float(found) == pytest.approx(float(exact), rel=10 * ROUNDING, abs=0)


@pytest.mark.parametrize(("Z", "A", "literature"), [(55, 133, 2.8), (82, 208, 9.0)])
def test_relativistic_factor_is_that_of_the_literature(Z, A, literature):
    found = evaluate("atoms.heavy.relativistic_factor", Z=Z, A=A)
    assert float(found) == pytest.approx(literature, rel=TWO_DIGITS, abs=0)


def test_light_atoms_are_not_relativistic():
    assert float(evaluate("atoms.heavy.relativistic_factor", Z=1, A=1)) == pytest.approx(
        1.0, rel=1e-3, abs=0
    )


@given(numbers, st.integers(2, 80), charges, st.integers(0, 200))
def test_relativistic_contact_is_the_product(n_s, n_p, Z, N):
    given_ = {"n_s": n_s, "n_p": n_p, "Z": Z, "N": N}
    plain = evaluate("atoms.pv_element.contact", **given_)
    enhanced = evaluate("atoms.pv_element.contact", **given_, relativistic=True)
    factor = evaluate("atoms.heavy.relativistic_factor", Z=Z, A=Z + N)
    assert enhanced.value == pytest.approx(plain.value * float(factor), rel=ROUNDING, abs=0)


def test_alkali_estimate_is_the_contact_element_of_high_states():
    # sqrt(n^2 - 1)/n is 1 - 1/(2 n^2).
    alkali = evaluate("atoms.pv_element.alkali", nu_s=80, nu_p=80, Z=1, N=0, relativistic=False)
    v = evaluate("atoms.pv_element.contact", n_s=80, n_p=80)
    ratio = abs(v.to_value("Hz")) * 4.135667696923859e-15 / alkali.to_value("eV")
    assert ratio == pytest.approx(np.sqrt(1.0 - 1.0 / 80**2), rel=ROUNDING, abs=0)


@given(st.floats(0.5, 50), st.floats(0.5, 50), charges)
def test_alkali_estimate_scales_with_the_energies(nu_s, nu_p, Z):
    one = evaluate("atoms.pv_element.alkali", nu_s=nu_s, nu_p=nu_p, Z=Z, N=Z)
    four = evaluate("atoms.pv_element.alkali", nu_s=4 * nu_s, nu_p=nu_p, Z=Z, N=Z)
    assert one.value == pytest.approx(8.0 * four.value, rel=ROUNDING, abs=0)
    assert one.value > 0.0


def test_delta_estimate_at_a_point():
    found = evaluate("atoms.heavy.delta_estimate", n1=1, n2=2, Z=1)
    psi = (ALPHA * M_E) ** 3 / (np.pi * 2**1.5)
    assert found.to_value("eV") == pytest.approx(G_F * psi, rel=ROUNDING, abs=0)


def test_delta_estimate_over_the_nucleus_is_the_integral():
    Z, A = 82, 208
    found = evaluate("atoms.heavy.delta_estimate", n1=2, n2=1, Z=Z, A=A)
    with mp.workdps(30):
        k = Z * mpf(ALPHA) * mpf(M_E)
        r_N = mpf(1.2 * FM) * mp.cbrt(A)

        def integrand(r):  # r^2 times the functions of 1S and 2S
            one = mp.sqrt(k**3 / mp.pi) * mp.exp(-k * r)
            two = mp.sqrt(k**3 / (8 * mp.pi)) * (1 - k * r / 2) * mp.exp(-k * r / 2)
            return r * r * one * two

        mean = 3 / r_N**3 * mp.quad(integrand, [0, r_N])
    assert found.to_value("eV") == pytest.approx(float(G_F * mean), rel=ROUNDING, abs=0)
    point = evaluate("atoms.heavy.delta_estimate", n1=2, n2=1, Z=Z)
    assert 1.0 - INSIDE_NUCLEUS < float(found / point) < 1.0


def test_form_factor_has_the_radius_of_the_nucleus():
    # 1 - Q^2 <r^2>/6 = 1 - 2 Q^2/M^2, with <r^2> = 3/5 r_N^2.
    scale = float(contact.dipole_scale(np.asarray(133.0), np.asarray(1.2 * FM)))
    r_N = 1.2 * FM * 133.0 ** (1 / 3)
    mean_square = 12.0 / scale**2
    assert mean_square == pytest.approx(0.6 * r_N**2, rel=ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("name", "inputs", "said"),
    [
        ("atoms.heavy.relativistic_factor", {"Z": 138, "A": 310}, "Z = 138 .* 1 and 137"),
        ("atoms.heavy.relativistic_factor", {"Z": 55, "A": 0}, "A = 0 .* > 0"),
        ("atoms.pv_element.contact", {"n_s": 2, "n_p": 1}, "n_p = 1 .* 2 and 80"),
        ("atoms.pv_element.contact", {"n_s": 81, "n_p": 2}, "n_s = 81 .* 1 and 80"),
        ("atoms.pv_element.alkali", {"nu_s": 0, "nu_p": 2, "Z": 55}, "nu_s = '0' .* > 0"),
        ("atoms.pv_element.alkali", {"nu_s": 2, "nu_p": 2, "Z": 140}, "Z = 140 .* 137"),
    ],
)
def test_values_that_are_not_allowed(name, inputs, said):
    with pytest.raises(DomainError, match=said):
        evaluate(name, **inputs)


def test_measured_amplitude_of_cesium():
    cesium = apv_data("cs_6s_7s")
    # 0.837e-11 e a_0, and the relative errors of the factors in quadrature.
    assert abs(cesium.amplitude.value) == pytest.approx(0.837e-11, rel=1e-3, abs=0)
    relative = cesium.amplitude.error / abs(cesium.amplitude.value)
    assert relative == pytest.approx(np.hypot(0.0056 / 1.5935, 0.080 / 27.024), rel=1e-12, abs=0)
    assert [reference.year for reference in cesium.references] == [1997, 1999, 2009]
    tree = float(evaluate("matter.weak_charge", Z=55, N=78))
    assert cesium.weak_charge[0] == pytest.approx(tree, rel=TWO_DIGITS, abs=0)


def test_a_measurement_that_is_not_known():
    assert MEASUREMENT_NAMES == ("cs_6s_7s",)
    with pytest.raises(UnknownNameError, match="unknown measurement 'cs'"):
        apv_data("cs")

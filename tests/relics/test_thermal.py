"""Mean over momenta of slow neutrinos: alternating sums, tails, definitions by quadrature."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import SoftnuError
from softnu.numerics.panels import panel_rule
from softnu.relics.kernels import flat, thermal

#: Alternating sums lose a little before the tail takes over.
RTOL_SUM = 5e-13
#: Asymptotic tails.
RTOL_TAIL = 2e-15
#: Tables printed with seven digits.
RTOL_PRINTED = 3e-7

ARGUMENTS = [0.0, 1e-12, 0.01, 0.7, 3.0, 12.0, 29.99, 30.01, 200.0, 1e5]
K_B, METRE = 8.617333262145179e-5, 1 / 1.973269804593025e-7


def kernel_of(b):
    z = mpmath.mpc(0, mpmath.mpf(b) / 2)
    return mpmath.re(mpmath.psi(0, 1 + z) - mpmath.psi(0, mpmath.mpf(1) / 2 + z)) / 2


@pytest.mark.parametrize("b", ARGUMENTS)
def test_the_kernel_is_a_difference_of_digammas(b):
    with mpmath.workdps(40):
        expected = float(kernel_of(b))
    rtol = RTOL_TAIL if b > thermal.ASYMPTOTIC_FROM else RTOL_SUM
    assert thermal.thermal_kernel(np.float64(b)) == pytest.approx(expected, rel=rtol, abs=0)


@pytest.mark.parametrize("a", ARGUMENTS)
def test_the_profile_is_an_integral_of_the_kernel(a):
    with mpmath.workdps(25):
        expected = mpmath.log(2)
        if a > 0:
            scale = [x for x in (a / 100, a / 10, a) if x < 1]
            expected = mpmath.quad(lambda u: kernel_of(a / u), [0, *scale, 1])
    rtol = RTOL_TAIL if a > thermal.ASYMPTOTIC_FROM else RTOL_SUM
    assert thermal.thermal_profile(np.float64(a)) == pytest.approx(
        float(expected), rel=rtol, abs=0
    )


@settings(max_examples=30)
@given(a=st.floats(0.0, 3.0))
def test_the_profile_is_the_mean_of_single_momenta(a):
    x, weight = panel_rule(np.linspace(0.0, 48.0, 33))
    mean = weight @ (flat.flat_profile(a * x) / (np.exp(x) + 1.0))
    assert thermal.thermal_profile(np.float64(a)) == pytest.approx(mean, rel=1e-12, abs=0)


def test_sums_and_tails_meet():
    below, above = 30.0 - 1e-13, 30.0 + 1e-13
    for law in (thermal.thermal_kernel, thermal.thermal_profile):
        assert law(np.float64(below)) == pytest.approx(
            float(law(np.float64(above))), rel=RTOL_SUM, abs=0
        )
    assert thermal.thermal_profile(np.float64(1e7)) == pytest.approx(1 / 12e14, rel=1e-13, abs=0)


@pytest.mark.parametrize(
    ("h", "share"),
    [
        ("0 m", 1.0),
        ("10 um", 0.9686331),
        ("0.1 mm", 0.7198997),
        ("0.5 mm", 0.1827475),
        ("1 mm", 0.0471220),
        ("5 mm", 1.66487e-3),
        ("1 cm", 4.14899e-4),
        ("1 m", 4.14468e-8),
    ],
)
def test_the_profile_of_the_earth(h, share):
    found = evaluate("relics.overdensity.thermal_profile", h=h, T="1.95 K")
    digits = RTOL_PRINTED if share > 0.01 else 3e-6
    assert found.value / np.log(2) == pytest.approx(share, rel=digits, abs=0)


@settings(max_examples=30)
@given(
    U=st.floats(1e-16, 1e-12),
    m=st.floats(1e-3, 1.0),
    h=st.floats(0.0, 1e6),
    factor=st.floats(0.1, 10.0),
)
def test_the_mean_is_linear_in_mass_and_potential(U, m, h, factor):
    T = np.float64(1.68e-4)
    one = thermal.thermal_overdensity(np.float64(h), np.float64(m), np.float64(U), T)
    mirror = thermal.thermal_overdensity(np.float64(h), np.float64(m), np.float64(-U), T)
    assert one == -mirror < 0.0
    scaled = thermal.thermal_overdensity(np.float64(h), np.float64(m * factor), np.float64(U), T)
    assert scaled == pytest.approx(float(factor * one), rel=1e-14, abs=0)
    # Only h T counts beside m U/T^2.
    cold = thermal.thermal_overdensity(
        np.float64(h * factor), np.float64(m), np.float64(U), T / factor
    )
    assert cold == pytest.approx(float(one * factor**2), rel=2e-12, abs=0)


def test_the_density_at_the_surface():
    crust = {"m_nu": "0.1 eV", "U": "2.5e-14 eV", "T": "1.95 K", "h": "0 m"}
    found = evaluate("relics.overdensity.thermal", **crust)
    assert found.value == pytest.approx(-1.7018e-8, rel=3e-5, abs=0)
    T = 1.95 * K_B
    expected = -0.1 * 2.5e-14 / (2 * T**2) * np.log(2) / (1.5 * 1.2020569031595942)
    assert found.value == pytest.approx(expected, rel=1e-14, abs=0)


def test_the_kernel_takes_a_distance():
    r, T = 1e-4 * METRE, 1.945 * K_B
    found = evaluate("relics.overdensity.thermal_kernel", r="0.1 mm")
    with mpmath.workdps(25):
        assert found.value == pytest.approx(float(kernel_of(2 * r * T)), rel=1e-12, abs=0)


def test_arguments_broadcast():
    found = thermal.thermal_profile(np.array([[0.0, 29.0], [31.0, 1e3]]))
    assert found.shape == (2, 2)
    assert np.all(np.diff(found.ravel()) < 0.0)


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("thermal", {"h": "-1 m", "m_nu": "0.1 eV", "U": "0 eV"}, "h = '-1 m' is not allowed"),
        ("thermal", {"h": "1 m", "m_nu": "-1 eV", "U": "0 eV"}, "m_nu = '-1 eV' is not"),
        ("thermal", {"h": "1 m", "m_nu": "1 eV", "U": "inf eV"}, "U = 'inf eV' is not"),
        ("thermal_profile", {"h": "1 m", "T": "0 K"}, "T = '0 K' is not allowed"),
        ("thermal_profile", {"h": 1}, "h = 1 has no unit"),
        ("thermal_kernel", {"r": "-1 m"}, "r = '-1 m' is not allowed"),
    ],
)
def test_what_is_not_allowed_is_named(name, inputs, message):
    with pytest.raises(SoftnuError, match=message):
        evaluate(f"relics.overdensity.{name}", **inputs)

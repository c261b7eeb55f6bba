"""Optics of M1 lines: Voigt profiles, gain, rotation from the index, sum rules, errors."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from softnu import evaluate
from softnu.constants import HBAR, HBAR_C, C
from softnu.errors import ConfigError, DomainError, UnknownNameError

#: Faddeeva's function.
STATED = 1e-13
#: Several formulas with levels that cancel to 1e-3.
ROUNDING = 1e-11
#: 200 Gauss-Hermite nodes for a line as wide as the Gaussian.
AVERAGED = 1e-9
#: Corrections of (sigma/Gamma)^2.
NARROW = 1e-9
#: The trapezoidal rule over a line whose wings fall as 1/x^2.
AREA = 1e-3
#: Numbers quoted with three or four digits.
PRINTED = 5e-4

F_LINE = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
P_LINE = {"n": 2, "l": 1, "j1": "1/2", "F1": 1, "j2": "3/2", "F2": 2}
SHARES = {"Ue_sq": [0.6813, 0.2967, 0.022], "m_nu_a": 0}
DENSITY = 1e10 / u.cm**3


def swapped(line):
    return {
        **line,
        "j1": line["j2"],
        "F1": line["F2"],
        "j2": line["j1"],
        "F2": line["F1"],
    }


def shape(x, y):
    re, im = (evaluate("atoms.optics.line_shape", x=x, y=y, part=p).value for p in ("re", "im"))
    return re + 1j * im


def index(line, detuning, doppler, **more):
    inputs = {"n_atoms": DENSITY, "detuning": detuning * u.eV, "doppler": doppler * u.eV}
    re, im = (
        evaluate("atoms.optics.refractivity", **line, **inputs, **more, part=p).value
        for p in ("re", "im")
    )
    return re + 1j * im


def full_width(line):
    return 2.0 * evaluate("atoms.level.width", n=line["n"], l=line["l"]).to_value(u.eV)


@given(st.floats(-30.0, 30.0), st.floats(1e-3, 30.0))
def test_line_shape_is_the_error_function_of_complex_argument(x, y):
    with mp.workdps(30):
        z = mp.mpc(x, y)
        exact = complex(1j * mp.sqrt(mp.pi) * y * mp.exp(-(z**2)) * mp.erfc(-1j * z))
    assert abs(shape(x, y) - exact) < STATED * abs(exact)


def test_line_shape_is_a_mean_of_lorentz_lines():
    x, y = 0.7, 2.0
    nodes, weights = np.polynomial.hermite.hermgauss(200)
    mean = np.sum(weights * -1.0 / ((x - nodes) / y + 1j)) / math.sqrt(math.pi)
    assert abs(shape(x, y) - mean) < AVERAGED * abs(mean)


@pytest.mark.parametrize("y", [0.05, 1.0])
def test_area_of_a_line_does_not_depend_on_motion(y):
    x = np.linspace(-3000.0, 3000.0, 200001)
    area = np.sum(shape(x, y).imag) * (x[1] - x[0])
    assert area == pytest.approx(math.pi * y, rel=AREA, abs=0)


def test_line_shape_without_width_is_nothing():
    np.testing.assert_array_equal(shape([0.0, 2.0], 0), [0.0, 0.0])


@given(st.floats(-5.0, 5.0))
@settings(max_examples=20)
def test_index_of_slow_atoms_is_that_of_atoms_at_rest(widths):
    gamma = full_width(F_LINE)
    rest = index(F_LINE, widths * gamma, 0.0)
    slow = index(F_LINE, widths * gamma, 1e-5 * gamma)
    assert abs(slow - rest) < NARROW * abs(rest)


def test_index_on_resonance_is_that_of_the_cross_section():
    """Absorption n sigma with sigma = (lambda^2/2 pi) (g_u/g_l) A/Gamma."""
    rate = evaluate("atoms.m1_rate", **swapped(F_LINE)).to_value(1 / u.s)
    wavelength = evaluate("atoms.optics.wavelength", **F_LINE).to_value(u.cm)
    gamma = full_width(F_LINE) / HBAR
    cross_section = wavelength**2 / (2.0 * math.pi) * 7.0 / 7.0 * rate / gamma
    absorption = 4.0 * math.pi / wavelength * index(F_LINE, 0.0, 0.0).imag
    assert absorption == pytest.approx(1e10 * cross_section, rel=ROUNDING, abs=0)


@pytest.mark.parametrize("doppler", [0.0, 1e-7])
def test_atoms_in_the_upper_state_amplify(doppler):
    """Gain of N atoms with g_u against absorption of N atoms with g_l."""
    absorbing = index(P_LINE, 3e-8, doppler)
    gaining = index(swapped(P_LINE), 3e-8, doppler)
    assert absorbing.imag > 0.0
    assert abs(gaining + absorbing * 3.0 / 5.0) < ROUNDING * abs(absorbing)


def test_index_is_odd_in_the_detuning_and_absorption_even():
    there, back = index(P_LINE, 2e-7, 4e-7), index(P_LINE, -2e-7, 4e-7)
    assert abs(there + np.conj(back)) < ROUNDING * abs(there)


def ratio(line, **more):
    re, im = (
        evaluate("atoms.e1_m1_ratio", **line, **SHARES, **more, part=p).value for p in ("re", "im")
    )
    return re + 1j * im


@pytest.mark.parametrize("widths", [-1.5, 0.2, 0.5, 4.0])
def test_rotation_follows_from_the_refractive_index(widths):
    """4 pi L/lambda Re[(n - 1)(-i R)] with L three absorption lengths."""
    gamma = full_width(F_LINE)
    n = index(F_LINE, widths * gamma, 0.0)
    wavelength = evaluate("atoms.optics.wavelength", **F_LINE).to_value(u.m)
    length = 3.0 * wavelength / (4.0 * math.pi * n.imag)
    expected = 4.0 * math.pi * length / wavelength * (n * -1j * ratio(F_LINE)).real
    inputs = {**F_LINE, **SHARES, "absorption_lengths": 3}
    for detuning in ({"detuning_widths": widths}, {"detuning": widths * gamma * u.eV}):
        angle = evaluate("atoms.optics.rotation", **inputs, **detuning).to_value(u.rad)
        assert angle == pytest.approx(expected, rel=ROUNDING, abs=0)


def test_far_off_the_line_only_the_imaginary_part_rotates():
    angle = evaluate("atoms.optics.rotation", **F_LINE, **SHARES, detuning_widths=1e9).value
    assert angle == pytest.approx(-2e9 * ratio(F_LINE).imag, rel=1e-8, abs=0)


def test_shortfall_is_the_sensitivity_over_the_rotation_half_a_width_off():
    angle = evaluate("atoms.optics.rotation", **F_LINE, **SHARES, detuning_widths=0.5).value
    factor = evaluate("atoms.optics.shortfall", **F_LINE, **SHARES, sensitivity="2e-9 rad").value
    assert factor == pytest.approx(2e-9 / abs(angle), rel=ROUNDING, abs=0)


def test_without_a_rotation_the_shortfall_is_infinite():
    none = {"H1": 0, "H2": 0, "meC": 0, "m_nu_a": 0}
    assert np.isinf(evaluate("atoms.optics.shortfall", **F_LINE, **none).value)


def test_numbers_of_the_line_that_validity_names():
    wavelength = evaluate("atoms.optics.wavelength", **F_LINE).to_value(u.m)
    life = HBAR / evaluate("atoms.level.width", n=4, l=3).to_value(u.eV)
    assert wavelength == pytest.approx(1.315, rel=PRINTED, abs=0)
    assert life == pytest.approx(72.5e-9, rel=PRINTED, abs=0)


def test_the_wavelength_is_that_of_the_difference_of_all_shifts():
    def shift(j, F):
        parts = (
            evaluate("atoms.level.fine_structure", n=4, j=j),
            evaluate("atoms.level.hyperfine", n=4, l=3, j=j, F=F),
            evaluate("atoms.level.lamb_shift", n=4, l=3, j=j),
        )
        return sum(part.to_value(u.eV) for part in parts)

    expected = 2.0 * math.pi * HBAR * C / (shift("7/2", 3) - shift("5/2", 3))
    found = evaluate("atoms.optics.wavelength", **F_LINE).to_value(u.m)
    assert found == pytest.approx(expected, rel=ROUNDING, abs=0)


def test_rate_of_the_21_cm_line_from_its_measured_frequency():
    """The reduced element of L + 2 S is the root of three: A = alpha omega^3/(3 m_e^2)."""
    line = {"n": 1, "l": 0, "j1": "1/2", "F1": 1, "j2": "1/2", "F2": 0}
    omega = 2.0 * math.pi * 1420.405751768e6 * HBAR
    rate = evaluate("atoms.m1_rate", **line, omega=omega * u.eV).to_value(1 / u.s)
    alpha, mass = 7.2973525693e-3, 510998.95
    assert rate == pytest.approx(alpha * omega**3 / (3.0 * mass**2) / HBAR, rel=ROUNDING, abs=0)
    assert rate == pytest.approx(2.869e-15, rel=PRINTED, abs=0)
    assert evaluate("atoms.optics.wavelength", **line).to_value(u.cm) == pytest.approx(
        C / 1421.16e6 * 100.0, rel=1e-5, abs=0
    )


@pytest.mark.parametrize(("l", "I"), [(1, 0.5), (3, 0.5), (2, 1.0), (3, 1.5)])
def test_rates_to_all_lower_states_do_not_depend_on_the_upper_one(l, I):
    """At one energy, all F of the upper j decay alike to the lower j: 5.4 summed over F2."""
    j1, j2 = l + 0.5, l - 0.5
    sums = []
    for F1 in np.arange(abs(j1 - I), j1 + I + 1):
        lower = [F for F in np.arange(abs(j2 - I), j2 + I + 1) if abs(F - F1) <= 1 <= F + F1]
        rates = evaluate(
            "atoms.m1_rate",
            n=4, l=l, j1=j1, F1=F1, j2=j2, F2=np.array(lower), I=I, omega="1e-6 eV",
        )  # fmt: skip
        sums.append(rates.value.sum())
    np.testing.assert_allclose(sums, sums[0], rtol=ROUNDING, atol=0)


def test_quantities_broadcast_over_quantum_numbers_and_numbers():
    grid = evaluate(
        "atoms.optics.refractivity",
        **{**F_LINE, "n": [4, 5]},
        n_atoms=DENSITY,
        detuning=[[1e-9], [2e-9], [3e-9]] * u.eV,
        doppler=[0.0, 1e-9] * u.eV,
    )
    assert grid.shape == (3, 2)
    assert grid.value[2, 0] == pytest.approx(index(F_LINE, 3e-9, 0.0).real, rel=ROUNDING, abs=0)
    assert evaluate("atoms.optics.wavelength", **{**F_LINE, "n": [4, 5, 6]}).shape == (3,)


def test_hyperfine_wavelengths_of_one_j_keep_their_digits():
    """The fine structure of both states is the same and is not subtracted."""
    line = {"n": 60, "l": 59, "j1": "119/2", "F1": 60, "j2": "119/2", "F2": 59}
    shift = [
        evaluate("atoms.level.hyperfine", n=60, l=59, j="119/2", F=F).to_value(u.eV)
        for F in (60, 59)
    ]
    expected = 2.0 * math.pi * HBAR_C / (shift[0] - shift[1])
    assert evaluate("atoms.optics.wavelength", **line).to_value(u.m) == pytest.approx(
        expected, rel=STATED, abs=0
    )


def rotated(changes):
    return evaluate("atoms.optics.rotation", **{**F_LINE, **SHARES, **changes})


def refracted(changes):
    inputs = {"n_atoms": DENSITY, "detuning": "1e-9 eV", "doppler": "0 eV"}
    return evaluate("atoms.optics.refractivity", **{**F_LINE, **inputs, **changes})


def shaped(changes):
    return evaluate("atoms.optics.line_shape", **{"x": 0, "y": 1, "part": "re", **changes})


def emitted(changes):
    return evaluate("atoms.m1_rate", **{**F_LINE, **changes})


@pytest.mark.parametrize(
    ("function", "changes", "error", "words"),
    [
        (emitted, {}, DomainError, "lies 9.4"),
        (
            emitted,
            {"omega": "0 eV"},
            DomainError,
            "omega = '0 eV'",
        ),
        (refracted, {"F2": 5}, DomainError, "F2 = 5 is not allowed"),
        (refracted, {"F1": 2, "F2": 4}, DomainError, "M1 amplitude vanishes"),
        (refracted, {"j2": "5/2"}, DomainError, "both states are the same"),
        (refracted, {"j2": "5/2", "F2": 2, "g_N": 0}, DomainError, "g_N = 0"),
        (refracted, {"Z": 3}, ConfigError, "missing g_N"),
        (refracted, {"detuning": "-1e-6 eV"}, DomainError, "detuning = -1e-06 eV"),
        (refracted, {"doppler": "-1e-6 eV"}, DomainError, "doppler"),
        (
            refracted,
            {"n": 1, "l": 0, "j1": "1/2", "F1": 1, "j2": "1/2", "F2": 0},
            DomainError,
            "n = 1, l = 0 is not allowed",
        ),
        (rotated, {}, ConfigError, "detuning"),
        (rotated, {"detuning": "1e-9 eV", "detuning_widths": 1}, ConfigError, "only one of"),
        (rotated, {"detuning_widths": 1, "absorption_lengths": -1}, DomainError, "absorption"),
        (
            shaped,
            {"x": 0, "y": -1},
            DomainError,
            "y = ",
        ),
        (
            shaped,
            {"part": "imag"},
            UnknownNameError,
            "did you mean 'im'",
        ),
    ],
)
def test_bad_input_is_named(function, changes, error, words):
    with pytest.raises(error, match=words):
        function(changes)

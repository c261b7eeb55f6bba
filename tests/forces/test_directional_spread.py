"""Averages over angles and energies of the slow wave, and the quantities of the catalogue."""

import warnings

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from softnu.catalogue import evaluate
from softnu.errors import ConfigError, DomainError, UnitsError, UnknownNameError, ValidityWarning
from softnu.forces.kernels.directional.lobe import lobe_kernel, one_mass
from softnu.forces.kernels.directional.slow import slow_S00
from softnu.forces.kernels.directional.spread import (
    cone_factor,
    gaussian_angle_factor,
    gaussian_energy_factor,
    gaussian_wave,
)
from softnu.forces.kernels.mode import slow_factor

ROUNDING = 1e-14  # a few operations and one exponential
PHASE = 1e-15  # what a phase of one radian loses to rounding
QUADRATURE = 1e-9  # scipy's adaptive rule with its default request of 1.5e-8, usually better
GAUSSIAN = 2e-13  # 128 Gauss-Legendre nodes across 17 standard deviations

powers = st.floats(0.0, 20.0).map(lambda e: 10.0**e)


def mean(function, low, high):
    real, imaginary = (
        quad(lambda t, n=n: (function(t).real, function(t).imag)[n], low, high, limit=500)[0]
        for n in (0, 1)
    )
    return complex(real, imaginary)


class TestAngles:
    @pytest.mark.parametrize(("kr", "alpha", "width"), [(50.0, 0.3, 0.1), (7.0, 0.0, 0.5)])
    def test_gaussian_factor_is_the_mean_over_two_angles(self, kr, alpha, width):
        # The two components of the angle are independent.
        def component(centre):
            return mean(
                lambda t: (
                    np.exp(0.5j * kr * t * t - 0.5 * ((t - centre) / width) ** 2)
                    / (np.sqrt(2 * np.pi) * width)
                ),
                centre - 10 * width,
                centre + 10 * width,
            )

        expected = component(alpha) * component(0.0)
        assert gaussian_angle_factor(kr, alpha, width) == pytest.approx(
            expected, rel=QUADRATURE, abs=0
        )

    @pytest.mark.parametrize(("kr", "half"), [(3.0, 3.14159), (40.0, 0.7), (0.0, 1.0)])
    def test_cone_factor_is_the_mean_over_the_cap(self, kr, half):
        size = 1 - np.cos(half)
        expected = mean(lambda c: np.exp(1j * kr * c) / size, 0.0, size)
        assert cone_factor(kr, half) == pytest.approx(expected, rel=QUADRATURE, abs=QUADRATURE)

    @given(kr=powers, alpha=st.floats(-10.0, -1.0), width=st.floats(-12.0, -1.0))
    def test_gaussian_factor_keeps_its_digits_at_any_distance(self, kr, alpha, width):
        alpha, width = 10.0**alpha, 10.0**width
        with mp.workdps(60):
            narrowing = 1 / (1 - 1j * mp.mpf(kr) * mp.mpf(width) ** 2)
            exponent = 1j * mp.mpf(kr) * mp.mpf(alpha) ** 2 / 2 * narrowing
            exact = complex(mp.exp(exponent) * narrowing)
            size = float(abs(exponent))
        slack = ROUNDING + 10 * PHASE * size
        assert gaussian_angle_factor(kr, alpha, width) == pytest.approx(
            exact, rel=slack, abs=1e-300
        )

    @given(kr=powers, half=st.floats(-12.0, 0.0))
    def test_cone_factor_keeps_its_digits_at_any_distance(self, kr, half):
        half = 10.0**half
        with mp.workdps(60):
            d = 2 * mp.sin(mp.mpf(half) / 2) ** 2
            exact = complex((mp.exp(1j * mp.mpf(kr) * d) - 1) / (1j * mp.mpf(kr) * d))
            phase = float(mp.mpf(kr) * d)
        # Far out the factor falls with 1/phase and its wave loses one rounding per radian.
        slack = ROUNDING + min(10 * PHASE * phase, 1.0) / max(1.0, phase)
        assert cone_factor(kr, half) == pytest.approx(exact, abs=slack)

    def test_without_spread_the_wave_is_left(self):
        assert gaussian_angle_factor(1e3, 0.1, 0.0) == pytest.approx(
            np.exp(5j), rel=ROUNDING, abs=0
        )
        assert cone_factor(1e3, 0.0) == 1.0
        assert gaussian_energy_factor(2.0, 0.0, 3.0) == pytest.approx(2 * np.exp(6j), abs=0)

    @pytest.mark.parametrize("x", [1e2, 1e6, 1e10])
    def test_gaussian_factor_is_a_narrow_lobe(self, x):
        # kappa_f = 1/sigma^2, up to terms of fourth order in the angles.
        width = 1e-4
        for alpha in (0.0, 1e-4, 3e-4):
            factor = gaussian_angle_factor(x, alpha, width).real
            lobe = slow_S00(x, alpha, 1.0, 0.0, 1 / width**2)
            size = abs(gaussian_angle_factor(x, alpha, width))
            assert lobe == pytest.approx(factor, abs=size * (1e-6 + 1.0 / x))


class TestEnergies:
    @pytest.mark.parametrize(("sigma", "phi"), [(0.1, 3.0), (0.05, 20.0), (0.19, 0.0)])
    def test_energy_factor_is_the_mean_over_the_gaussian(self, sigma, phi):
        def bell(t):
            return np.exp(-0.5 * ((t - 1.0) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)

        ends = 1 - 12 * sigma, 1 + 12 * sigma
        with_E = mean(lambda t: t * np.exp(1j * t * phi) * bell(t), *ends)
        without = mean(lambda t: np.exp(1j * t * phi) * bell(t), *ends)
        tolerance = {"rel": QUADRATURE, "abs": QUADRATURE}
        assert gaussian_energy_factor(1.0, sigma, phi) == pytest.approx(with_E, **tolerance)
        assert gaussian_wave(1.0, sigma, phi) == pytest.approx(without, **tolerance)

    @given(phi=powers)
    def test_waves_out_of_step_vanish_silently(self, phi):
        value = gaussian_energy_factor(1.0, 0.1, phi)
        assert abs(value) <= (1 + 0.01 * phi) * np.exp(-0.005 * min(phi, 1e4) ** 2) + 1e-300


class TestSlowWave:
    @given(
        x=st.floats(0.0, 15.0).map(lambda e: 10.0**e),
        alpha=st.floats(0.0, 1.0),
        kappa_f=st.one_of(st.floats(0.0, 20.0).map(lambda e: 10.0**e), st.just(np.inf)),
    )
    def test_one_energy_is_the_kernel_without_its_fast_waves(self, x, alpha, kappa_f):
        # Small angles at large distances, so that the phase stays within a thousand.
        alpha *= min(np.pi, 40.0 / np.sqrt(x))
        r = np.array([0.0, 0.0, x])
        axis = np.array([np.sin(alpha), 0.0, np.cos(alpha)])
        S, _ = lobe_kernel(r, 1.0, axis, kappa_f, one_mass(0.0, False), "sum", "drop")
        slack = 100 * ROUNDING * (1 + 1 / x) + 4e-16 * min(x, kappa_f) * alpha
        assert slow_S00(x, alpha, 1.0, 0.0, kappa_f) == pytest.approx(
            4 * np.pi * x * S[0, 0], abs=slack
        )

    @given(x=st.floats(6.0, 15.0).map(lambda e: 10.0**e), alpha=st.floats(0.0, 1.0))
    def test_without_spread_it_is_the_slow_factor_far_away(self, x, alpha):
        alpha *= min(0.5 * np.pi, 40.0 / np.sqrt(x))
        phase = x * alpha**2
        assert slow_S00(x, alpha, 1.0, 0.0, np.inf) == pytest.approx(
            slow_factor(x, alpha), abs=1 / x + PHASE * phase
        )

    def test_it_is_the_same_from_behind(self):
        # S^00 does not change when the bodies are exchanged.
        for sigma_E, kappa_f in ((0.0, np.inf), (0.1, np.inf), (0.0, 50.0), (0.1, 50.0)):
            ahead = slow_S00(30.0, 0.4, 1.0, sigma_E, kappa_f)
            behind = slow_S00(30.0, np.pi - 0.4, 1.0, sigma_E, kappa_f)
            assert behind == pytest.approx(ahead, rel=1e-12, abs=0)

    @pytest.mark.parametrize(
        ("x", "alpha", "sigma", "kappa_f"),
        [(1e3, 0.05, 0.1, 500.0), (1e3, 0.2, 0.1, 1e4), (30.0, 1.0, 0.05, 3.0), (5, 0, 0.1, 0)],
    )
    def test_spreads_of_energy_and_angle_are_the_mean_of_single_energies(
        self, x, alpha, sigma, kappa_f
    ):
        def integrand(E):
            bell = np.exp(-0.5 * ((E - 1.0) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)
            return E * bell * float(slow_S00(x, alpha, E, 0.0, kappa_f))

        expected = quad(integrand, 1 - 9 * sigma, 1 + 9 * sigma, limit=200)[0]
        assert slow_S00(x, alpha, 1.0, sigma, kappa_f) == pytest.approx(expected, abs=QUADRATURE)

    @pytest.mark.parametrize("sigma", [0.01, 0.1])
    @pytest.mark.parametrize("alpha", [0.0, 1e-3, 3e-3, 1e-2, 0.1])
    def test_narrow_lobe_with_a_gaussian_has_the_closed_form_of_a_beam(self, alpha, sigma):
        lobe, beam = (slow_S00(1e6, alpha, 1.0, sigma, kappa) for kappa in (1e28, np.inf))
        assert lobe == pytest.approx(beam, abs=GAUSSIAN)

    def test_points_of_all_kinds_may_be_mixed(self):
        r = np.array([1.0, 1e3])[:, None]
        kappa_f = np.array([2.0, 1e4, np.inf])
        many = slow_S00(r, 0.1, 1.0, 0.05, kappa_f)
        assert many.shape == (2, 3)
        for (row, column), value in np.ndenumerate(many):
            assert value == slow_S00(r[row, 0], 0.1, 1.0, 0.05, kappa_f[column])


KERNEL = {
    "tensor": "S",
    "component": "00",
    "r": ["1 um", "0 um", "2 um"],
    "k": "0.1 eV",
    "axis": [0, 0, 1],
    "kappa_f": 4,
}
PAIR = {
    "particle1": "e",
    "particle2": "n",
    "spin1": [0.1, 0.2, 0.9],
    "spin2": [0, -0.6, 0.5],
    "velocity1": [0.01, 0, 0.02],
    "velocity2": [0, 0.02, -0.01],
    "r": ["0.5 um", "0.2 um", "1 um"],
    "n_nu": "56 1/cm3",
    "n_nubar": "20 1/cm3",
    "m_nu": "0.05 eV",
}


class TestCatalogue:
    def test_two_particles_in_a_narrow_lobe_feel_a_single_mode(self):
        axis = np.array([0.2, 0.1, 1.0])
        k = 0.2 * axis / np.linalg.norm(axis)
        beam = evaluate("forces.mode.two_particles", **PAIR, k=[f"{c!r} eV" for c in k.tolist()])
        lobe = evaluate(
            "forces.directional.two_particles",
            **PAIR,
            k="0.2 eV",
            axis=axis.tolist(),
            kappa_f=1e15,
        )
        assert lobe.value == pytest.approx(beam.value, rel=1e-11, abs=0)

    @settings(max_examples=5)
    @given(order=st.sampled_from([0, 1, "all"]), fast=st.sampled_from(["keep", "auto"]))
    def test_two_particles_in_a_lobe_feel_the_mean_of_single_modes(self, order, fast):
        from tests.forces.directional_routes import sphere_rule

        axis, kappa_f = (0.2, -0.4, 1.0), 6.0
        directions, weights = sphere_rule(axis, kappa_f, polar=24, turns=20)
        import astropy.units as u

        modes = evaluate(
            "forces.mode.two_particles",
            **PAIR,
            order_v=order,
            k=0.2 * directions * u.eV,
            fast=fast,
        )
        lobe = evaluate(
            "forces.directional.two_particles",
            **PAIR,
            order_v=order,
            k="0.2 eV",
            axis=axis,
            kappa_f=kappa_f,
            fast=fast,
        )
        assert lobe.value == pytest.approx(weights @ modes.value, rel=1e-10, abs=0)

    def test_cone_is_about_the_separation(self):
        inputs = {"spread": "cone", "kr": 1e3, "width": "0.1 rad"}
        assert evaluate("forces.directional.angle_factor", **inputs).value == pytest.approx(
            cone_factor(1e3, 0.1).real, abs=0
        )
        with pytest.raises(DomainError, match=r"alpha = 0.1 rad is not allowed.*cone"):
            evaluate("forces.directional.angle_factor", **inputs, alpha="0.1 rad")

    def test_imaginary_parts_are_there_too(self):
        value = evaluate(
            "forces.directional.angle_factor", kr=50, alpha="0.3 rad", width="0.1 rad", part="im"
        )
        assert value.value == pytest.approx(gaussian_angle_factor(50, 0.3, 0.1).imag, abs=0)

    def test_a_gaussian_that_reaches_zero_energy_warns(self):
        inputs = {"E": "1 MeV", "r": "1 nm", "alpha": "0.1 rad"}
        with pytest.warns(ValidityWarning, match="E/5"):
            evaluate("forces.directional.energy_factor", **inputs, sigma_E="0.2 MeV")
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            evaluate("forces.directional.energy_factor", **inputs, sigma_E="0.19 MeV")

    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"kappa_f": -1}, DomainError, "kappa_f"),
            ({"kappa_f": float("nan")}, DomainError, "kappa_f"),
            ({"axis": [0, 0, 0]}, DomainError, "axis"),
            ({"axis": [0, 1]}, DomainError, "axis"),
            ({"k": "0 eV"}, DomainError, "k"),
            ({"k": 0.1}, UnitsError, "k"),
            ({"r": ["0 m", "0 m", "0 m"]}, DomainError, "r"),
            ({"m_nu": "-1 eV"}, DomainError, "m_nu"),
            ({"fast": "dropp"}, UnknownNameError, "did you mean 'drop'"),
            ({"population": "produce"}, UnknownNameError, "did you mean 'produced'"),
            ({"component": "0w"}, UnknownNameError, "component"),
            ({"nature": "majorana", "population": "produced"}, ConfigError, "majorana"),
        ],
    )
    def test_bad_input_is_named(self, change, error, words):
        with pytest.raises(error, match=words):
            evaluate("forces.directional.kernel", **(KERNEL | change))

    def test_fast_waves_of_a_single_mode(self):
        inputs = {
            "tensor": "S",
            "component": "00",
            "r": ["0 1/eV", "0 1/eV", "1e6 1/eV"],
            "k": ["0.75 eV", "0 eV", "1 eV"],
            "m_nu": "0 eV",
        }
        keep, auto, drop = (
            evaluate("forces.mode.kernel", **inputs, fast=fast).value
            for fast in ("keep", "auto", "drop")
        )
        assert keep == auto
        # k = 1.25 eV; what slow_factor leaves out is 1/kr.
        slow = 1.25**2 / (4 * np.pi * 1e6) * slow_factor(1.25e6, np.arctan(0.75))
        assert drop == pytest.approx(slow, rel=1e-5, abs=0.0)
        assert abs(keep - drop) > 1e-2 * abs(drop)

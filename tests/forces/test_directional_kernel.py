"""The kernel of a lobe of directions: limits, averages, symmetries, conservation laws."""

import cmath

import mpmath as mp
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.special import spherical_jn

from softnu.forces.kernels.directional import waves
from softnu.forces.kernels.directional.lobe import (
    Exchange,
    lobe_kernel,
    lobe_kernel_gradient,
    one_mass,
)
from softnu.forces.kernels.isotropic_tensor import LEVI_CIVITA
from softnu.forces.kernels.mode import external_vector, mode_kernel, mode_kernel_gradient
from tests.forces.directional_routes import lobe_by_directions, sphere_rule, two_mass_mode

ROUNDING = 2e-14  # some tens of operations in float64, relative to the largest component
PHASE = 1e-15  # what a phase of one radian loses by the rounding of r, k and angles
DIFFERENCES = 1e-11  # eighth order, step 0.01 of the shortest length: 6e-14; rounding over step
AVERAGE = 1e-11  # Gauss and trapezoidal rules of entire functions, weights summed over 2000 points
SMALL_ANGLES = 3.0  # size of the terms in (1 + x)^2/kappa_f that the limit of a beam leaves out

#: The plain loops take 0.4 ms for a kernel with its gradient.
EXAMPLES = settings(max_examples=40)
EIGHTH_ORDER = ((1, 4 / 5), (2, -1 / 5), (3, 4 / 105), (4, -1 / 280))
METRIC = np.diag([1.0, -1.0, -1.0, -1.0])
PARITY = METRIC

_coordinates = st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=3).map(np.array)
directions = _coordinates.filter(lambda v: np.linalg.norm(v) > 0.1).map(
    lambda v: v / np.linalg.norm(v)
)
products = st.floats(-4.0, 3.0).map(lambda e: 10.0**e)
ratios = st.one_of(st.just(0.0), st.floats(-3.0, 2.0).map(lambda e: 10.0**e))
concentrations = st.one_of(st.just(0.0), st.floats(-4.0, 6.0).map(lambda e: 10.0**e))
fillings = st.sampled_from(
    [("sum", False), ("produced", False), ("opposite", False), ("sum", True)]
)


def kernels(r, axis, kappa_f, exchange, population, fast="auto"):
    """Kernel and gradient of a lobe of momentum 1."""
    return lobe_kernel_gradient(r, 1.0, axis, kappa_f, exchange, population, fast)


def _close(a, b, scale, tolerance):
    np.testing.assert_allclose(a, b, rtol=0.0, atol=tolerance * scale)


def _scale(x, m, kappa_f, *tensors):
    """Largest component or, where a lobe damps all of them, amplitude of its waves; k = 1."""
    amplitude = np.hypot(1.0, m) ** 2 * min(1.0, (1.0 + kappa_f) / x) / (4 * np.pi * x)
    gradient = np.ndim(tensors[0]) == 3
    largest = max(float(np.max(np.abs(t))) for t in tensors)
    return max(amplitude * (1.0 + 1.0 / x) if gradient else amplitude, largest)


class TestLimits:
    @EXAMPLES
    @given(x=products, rh=directions, axis=directions, m=ratios, filling=fillings)
    def test_isotropic_lobe_has_spherical_bessel_functions(self, x, rh, axis, m, filling):
        population, majorana = filling
        S, A, _, _ = kernels(x * rh, axis, 0.0, one_mass(m, majorana), population)
        E = np.hypot(1.0, m)
        K0, K = external_vector(1.0, m, population)
        j0, j1 = spherical_jn([0, 1], x)
        w = np.cos(x) / (4 * np.pi * x)
        slope = -(np.sin(x) + np.cos(x) / x) / (4 * np.pi * x)
        mass = m * m * j0 * w if majorana else 0.0
        expected = np.zeros((4, 4))
        expected[0, 0] = K0 * E * j0 * w - K * j1 * slope - mass
        expected[1:, 1:] = (K0 * E * j0 * w + K * j1 * slope + mass) * np.eye(3)
        expected[1:, 1:] -= 2 * np.outer(rh, rh) * K * j1 * slope
        axial = (K0 * j0 * slope - E * K * j1 * w) * rh
        scale = _scale(x, m, 0.0, S, A)
        _close(S, expected, scale, ROUNDING + PHASE * x)
        _close(A[1:, 1:], LEVI_CIVITA @ axial, scale, ROUNDING + PHASE * x)
        _close(A[0], 0.0, scale, ROUNDING)

    @EXAMPLES
    @given(
        x=products,
        rh=directions,
        axis=directions,
        m=ratios,
        filling=fillings,
        fast=st.sampled_from(["auto", "keep", "drop"]),
    )
    def test_infinitely_narrow_lobe_is_a_single_momentum(self, x, rh, axis, m, filling, fast):
        # At a right angle neither wave is the faster one.
        assume(fast != "drop" or abs(rh @ axis) > ROUNDING)
        population, majorana = filling
        lobe = kernels(x * rh, axis, np.inf, one_mass(m, majorana), population, fast)
        beam = mode_kernel_gradient(x * rh, axis, m, population, majorana, fast)
        for a, b in zip(lobe, beam, strict=True):
            _close(a, b, _scale(x, m, np.inf, a, b), ROUNDING + PHASE * x)

    @EXAMPLES
    @given(
        x=st.floats(-3.0, 2.0).map(lambda e: 10.0**e),
        rh=directions,
        axis=directions,
        exponent=st.floats(6.0, 40.0),
        m=ratios,
        filling=fillings,
    )
    def test_narrow_lobe_approaches_a_single_momentum(self, x, rh, axis, exponent, m, filling):
        population, majorana = filling
        kappa_f = 10.0**exponent
        lobe = kernels(x * rh, axis, kappa_f, one_mass(m, majorana), population)
        beam = mode_kernel_gradient(x * rh, axis, m, population, majorana)
        for a, b in zip(lobe, beam, strict=True):
            tolerance = ROUNDING + PHASE * x + SMALL_ANGLES * (1.0 + x) ** 2 / kappa_f
            _close(a, b, _scale(x, m, kappa_f, a, b), tolerance)


class TestAverages:
    @settings(max_examples=25)
    @given(
        x=st.floats(0.05, 8.0),
        rh=directions,
        axis=directions,
        kappa_f=st.floats(0.0, 60.0),
        m_i=st.floats(0.0, 2.0),
        m_j=st.floats(0.0, 2.5),
        population=st.sampled_from(["sum", "produced", "opposite"]),
        phase=st.floats(0.0, 6.3),
        mass_term=st.floats(-1.0, 1.0),
    )
    def test_lobe_is_the_sum_over_its_directions(
        self, x, rh, axis, kappa_f, m_i, m_j, population, phase, mass_term
    ):
        # Any two masses, above and below the threshold, complex products of couplings.
        dirac = cmath.exp(1j * phase)
        S, A, _, _ = kernels(
            x * rh, axis, kappa_f, Exchange(m_i, m_j, dirac, mass_term), population
        )
        S_, A_ = lobe_by_directions(
            x * rh, 1.0, axis, kappa_f, m_i, m_j, population, dirac, mass_term
        )
        scale = _scale(x, max(m_i, m_j), kappa_f, S, A)
        _close(S, S_, scale, AVERAGE)
        _close(A, A_, scale, AVERAGE)

    @pytest.mark.parametrize("kappa_f", [0.5, 20.0])
    @pytest.mark.parametrize(("m", "majorana"), [(0.0, False), (0.7, True)])
    def test_lobes_all_over_the_sphere_are_isotropic(self, kappa_f, m, majorana):
        r = np.array([0.3, -1.2, 2.0])
        axes, weights = sphere_rule((0.0, 0.0, 1.0), 0.0, polar=24, turns=20)
        lobes = kernels(r, axes, kappa_f, one_mass(m, majorana), "sum")
        isotropic = kernels(r, axes[0], 0.0, one_mass(m, majorana), "sum")
        for many, one in zip(lobes, isotropic, strict=True):
            _close(np.tensordot(weights, many, 1), one, np.max(np.abs(one)), AVERAGE)


class TestSymmetries:
    @EXAMPLES
    @given(
        x=products, rh=directions, axis=directions, kappa_f=concentrations, m=ratios, f=fillings
    )
    def test_exchange_of_the_bodies_transposes_the_kernel(self, x, rh, axis, kappa_f, m, f):
        exchange = one_mass(m, f[1])
        S, A, dS, dA = kernels(x * rh, axis, kappa_f, exchange, f[0])
        S_, A_, dS_, dA_ = kernels(-x * rh, axis, kappa_f, exchange, f[0])
        tolerance = ROUNDING + PHASE * x
        _close(S_ + A_, (S + A).T, _scale(x, m, kappa_f, S, A), tolerance)
        scale = _scale(x, m, kappa_f, dS, dA)
        _close(dS_ + dA_, -np.swapaxes(dS + dA, 1, 2), scale, tolerance)

    @EXAMPLES
    @given(
        x=products, rh=directions, axis=directions, kappa_f=concentrations, m=ratios, f=fillings
    )
    def test_reversed_momenta_change_the_sign_of_mixed_and_axial_parts(
        self, x, rh, axis, kappa_f, m, f
    ):
        S, A, _, _ = kernels(x * rh, axis, kappa_f, one_mass(m, f[1]), f[0])
        S_, A_, _, _ = kernels(-x * rh, -axis, kappa_f, one_mass(m, f[1]), f[0])
        scale = _scale(x, m, kappa_f, S, A)
        _close(S_, PARITY @ S @ PARITY, scale, ROUNDING)
        _close(A_, -PARITY @ A @ PARITY, scale, ROUNDING)

    @EXAMPLES
    @given(
        x=products,
        rh=directions,
        axis=directions,
        kappa_f=concentrations,
        m=ratios,
        about=directions,
        angle=st.floats(0.0, 6.3),
    )
    def test_rotation_of_axis_and_separation_rotates_the_tensors(
        self, x, rh, axis, kappa_f, m, about, angle
    ):
        cross = np.cross(np.eye(3), about)
        turn = np.eye(4)
        turn[1:, 1:] += np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
        R = turn[1:, 1:]
        S, A, _, _ = kernels(x * rh, axis, kappa_f, one_mass(m, False), "produced")
        S_, A_, _, _ = kernels(x * R @ rh, R @ axis, kappa_f, one_mass(m, False), "produced")
        # Rotated angles are rounded: that moves exponents of size kappa_f as well.
        tolerance = 4 * (ROUNDING + PHASE * (x + min(kappa_f, x)))
        scale = _scale(x, m, kappa_f, S, A)
        _close(S_, turn @ S @ turn.T, scale, tolerance)
        _close(A_, turn @ A @ turn.T, scale, tolerance)

    @EXAMPLES
    @given(x=products, rh=directions, axis=directions, kappa_f=concentrations, m=ratios)
    def test_helicities_add_up_and_the_length_of_the_axis_is_ignored(
        self, x, rh, axis, kappa_f, m
    ):
        exchange = one_mass(m, False)
        both = kernels(x * rh, axis, kappa_f, exchange, "sum")
        one, other = (
            kernels(x * rh, 8.0 * axis, kappa_f, exchange, p) for p in ("produced", "opposite")
        )
        for total, a, b in zip(both, one, other, strict=True):
            _close(a + b, total, _scale(x, m, kappa_f, total, a, b), ROUNDING)

    @EXAMPLES
    @given(
        x=products,
        rh=directions,
        axis=directions,
        kappa_f=concentrations,
        masses=st.tuples(ratios, ratios),
        phase=st.floats(0.0, 6.3),
    )
    def test_kernel_is_the_real_part_of_the_product_with_the_couplings(
        self, x, rh, axis, kappa_f, masses, phase
    ):
        # Re(c T) = Re c Re T + Im c Re(iT); antineutrinos have the conjugate product.
        c = cmath.exp(1j * phase)
        one, turned, product, conjugate, mass, both = (
            kernels(x * rh, axis, kappa_f, Exchange(*masses, *factors), "produced")
            for factors in ((1.0,), (1j,), (c,), (c.conjugate(),), (0.0, 1.0), (c, 1.0))
        )
        for a, b, p, q, m, s in zip(one, turned, product, conjugate, mass, both, strict=True):
            scale = _scale(x, max(masses), kappa_f, a, b, m)
            _close(c.real * a + c.imag * b, p, scale, ROUNDING)
            _close(c.real * a - c.imag * b, q, scale, ROUNDING)
            _close(p + m, s, scale, ROUNDING)

    @EXAMPLES
    @given(x=products, rh=directions, axis=directions, kappa_f=concentrations, m=ratios)
    def test_majorana_term_is_a_multiple_of_the_metric(self, x, rh, axis, kappa_f, m):
        S, A, _, dA = kernels(x * rh, axis, kappa_f, Exchange(m, 0.3, 0.0, 1.0), "sum")
        np.testing.assert_array_equal(S, S[0, 0] * METRIC)
        assert not np.any(A)
        assert not np.any(dA)


class TestConservation:
    @EXAMPLES
    @given(x=products, rh=directions, axis=directions, kappa_f=concentrations, f=fillings)
    def test_massless_kernel_is_transverse_in_both_indices(self, x, rh, axis, kappa_f, f):
        _, _, dS, dA = kernels(x * rh, axis, kappa_f, one_mass(0.0, f[1]), f[0])
        scale = _scale(x, 0.0, kappa_f, dS, dA)
        for d in (dS + dA, dS - dA):
            _close(np.einsum("iim->m", d[:, 1:, :]), 0.0, scale, ROUNDING + PHASE * x)

    @EXAMPLES
    @given(x=products, rh=directions, axis=directions, kappa_f=concentrations, m=ratios)
    def test_mass_breaks_transversality_by_the_majorana_term(self, x, rh, axis, kappa_f, m):
        _, _, dS, _ = kernels(x * rh, axis, kappa_f, one_mass(m, False), "sum")
        _, _, dM, _ = kernels(x * rh, axis, kappa_f, one_mass(m, True), "sum")
        divergence = np.einsum("iij->j", dS[:, 1:, 1:])
        scale = _scale(x, m, kappa_f, dS, dM)
        _close(divergence, (dM - dS)[:, 1, 1], scale, ROUNDING + PHASE * x)


class TestGradient:
    @settings(max_examples=40)
    @given(
        x=st.floats(-2.0, 3.0).map(lambda e: 10.0**e),
        rh=directions,
        axis=directions,
        kappa_f=concentrations,
        masses=st.tuples(st.floats(0.0, 3.0), st.floats(0.0, 3.0)),
        dirac=st.complex_numbers(max_magnitude=1.0),
    )
    def test_gradient_equals_differences_of_the_kernel(self, x, rh, axis, kappa_f, masses, dirac):
        exchange = Exchange(*masses, dirac, 0.5)
        step = 0.01 * min(1.0, x)
        _, _, dS, dA = kernels(x * rh, axis, kappa_f, exchange, "produced")
        shifts = np.array([n * step for n, _ in EIGHTH_ORDER])
        weights = np.array([c / step for _, c in EIGHTH_ORDER])
        points = x * rh + shifts[:, None, None] * np.eye(3)
        behind = x * rh - shifts[:, None, None] * np.eye(3)
        scale = _scale(x, max(masses), kappa_f, dS, dA)
        tolerance = DIFFERENCES + 100 * PHASE * (x + min(kappa_f, x))
        for d, a, b in zip(
            (dS, dA),
            lobe_kernel(points, 1.0, axis, kappa_f, exchange, "produced"),
            lobe_kernel(behind, 1.0, axis, kappa_f, exchange, "produced"),
            strict=True,
        ):
            _close(d, np.tensordot(weights, a - b, 1), scale, tolerance)


class TestManyDigits:
    """The closed form as written, in 80 digits, with its two exponentials apart."""

    @staticmethod
    def _slow(r, axis, kappa_f):
        """4 pi r S^00 of massless neutrinos of k = 1 from e^Z in F e^{ix} and -Z in F e^{-ix}."""
        with mp.workdps(80):
            r, n = ([mp.mpf(float(v)) for v in vector] for vector in (r, axis))
            x, length = (mp.sqrt(sum(v * v for v in vector)) for vector in (r, n))
            c = sum(a * b for a, b in zip(r, n, strict=True)) / (x * length)
            kappa = mp.mpf(float(kappa_f))
            Z, W = mp.sqrt(kappa**2 - x**2 - 2j * kappa * x * c), kappa - 1j * x
            if mp.re(Z * mp.conj(W)) < 0:
                Z = -Z
            norm = kappa / (1 - mp.exp(-2 * kappa))
            total = mp.mpf(0)
            for sign, exponent in ((1, Z - W), (-1, -Z - mp.conj(W))):
                # cosh and sinh of one exponential: F = N sinh Z/Z, f.rh = N (coth Z - 1/Z)...
                F = norm * sign * mp.exp(exponent) / Z
                f = F * (sign - 1 / Z) * (kappa * c - 1j * x) / Z
                w, dw = mp.mpf(1) / 2, (sign * 1j - 1 / x) / 2
                total += mp.re(F * w - 1j * f * dw)
            return float(total)

    @pytest.mark.parametrize("x", [1e3, 1e8, 1e14, 1e20])
    @pytest.mark.parametrize("narrow", [1e-6, 1e-2, 1.0, 1e2, 1e8])
    def test_slow_waves_are_exact_up_to_their_own_phase(self, x, narrow):
        kappa_f = max(narrow * x, 1.0)
        # Slow phases up to some hundred, at angles where the lobe still shines.
        angle = min(1.0, 10.0 / np.sqrt(min(x, kappa_f)))
        r = np.array([0.0, 0.0, x])
        axis = np.array([np.sin(angle), 0.0, np.cos(angle)])
        exact = self._slow(r, axis, kappa_f)
        S, _ = lobe_kernel(r, 1.0, axis, kappa_f, one_mass(0.0, False), "sum", "drop")
        # The vectors hold the angle to 1e-16, absolutely.
        slack = ROUNDING + 4e-16 * min(x, kappa_f) * angle
        amplitude = min(1.0, kappa_f / x)
        assert 4 * np.pi * x * S[0, 0] == pytest.approx(exact, abs=slack * amplitude)


class TestFastWaves:
    @EXAMPLES
    @given(
        x=st.floats(1.0, 6.0).map(lambda e: 10.0**e),
        rh=directions,
        axis=directions,
        kappa_f=concentrations,
    )
    def test_nothing_is_dropped_on_its_own_below_a_phase_of_1e12(self, x, rh, axis, kappa_f):
        exchange = one_mass(0.2, False)
        auto = kernels(x * rh, axis, kappa_f, exchange, "sum", "auto")
        keep = kernels(x * rh, axis, kappa_f, exchange, "sum", "keep")
        for a, b in zip(auto, keep, strict=True):
            np.testing.assert_array_equal(a, b)

    @pytest.mark.parametrize("kappa_f", [3.0, 300.0, np.inf])
    @pytest.mark.parametrize("side", [1.0, -1.0])
    def test_dropped_waves_average_to_zero(self, kappa_f, side):
        # Over whole periods of 2x; the slow waves hardly change meanwhile, at 1/x and
        # on the axis.
        periods, points = 3, 24
        x = 1e5 + np.pi * periods * np.arange(periods * points) / (periods * points)
        r = np.stack([0 * x, 0 * x, x], -1)
        axis = np.array([0.0, 0.0, side])
        keep, drop = (
            lobe_kernel(r, 1.0, axis, kappa_f, one_mass(0.0, False), "sum", fast)[0]
            for fast in ("keep", "drop")
        )
        scale = np.max(np.abs(keep))
        assert np.max(np.abs(keep - drop)) > 0.1 * scale
        _close(np.mean(keep, axis=0), np.mean(drop, axis=0), scale, 1e-4)

    @pytest.mark.parametrize("kappa_f", [1e20, 1e25])
    def test_waves_that_no_double_can_follow_are_dropped(self, kappa_f):
        r, axis = np.array([0.0, 0.0, 1e20]), np.array([0.0, 0.0, 1.0])
        auto = kernels(r, axis, kappa_f, one_mass(0.0, False), "sum", "auto")
        drop = kernels(r, axis, kappa_f, one_mass(0.0, False), "sum", "drop")
        for a, b in zip(auto, drop, strict=True):
            np.testing.assert_array_equal(a, b)

    def test_decaying_waves_are_kept(self):
        # Below the threshold of the intermediate state there is no fast wave.
        r, axis, exchange = (
            np.array([0.0, 1.0, 3.0]),
            np.array([0.0, 0.0, 1.0]),
            Exchange(0.1, 2.0),
        )
        keep, drop = (kernels(r, axis, 4.0, exchange, "sum", fast) for fast in ("keep", "drop"))
        for a, b in zip(keep, drop, strict=True):
            np.testing.assert_array_equal(a, b)


class TestCrossover:
    @pytest.mark.parametrize("turn", np.linspace(-1.5, 1.5, 7))
    def test_series_and_exponentials_meet(self, turn):
        # At |Z| = 2: moments of e^{V.k} without the factor N, from V^2 alone.
        Z = waves.CROSSOVER * cmath.exp(1j * turn)
        # norm = 1/2 stands for kappa_f -> 0: N = 1.
        near = np.empty((waves.WAVES, waves.FACTORS), dtype=complex)
        waves.near_zero(Z * Z, 1.0, 1.0, 0.5, near)
        far = np.empty_like(near)
        exponent = np.zeros(waves.WAVES, dtype=complex)
        waves.far_from_zero(1.0 / Z, 1.0, 1.0, 1.0, 0.5, exponent, far)
        together = far[0] * cmath.exp(Z) + far[1] * cmath.exp(-Z)
        np.testing.assert_allclose(together, near[0], rtol=ROUNDING)

    @EXAMPLES
    @given(
        side=st.floats(-1.0, 1.0),
        x=st.floats(1.2, 2.8),
        rh=directions,
        axis=directions,
        kappa_f=st.floats(0.0, 1.5),
    )
    def test_kernel_is_continuous_where_the_series_takes_over(self, side, x, rh, axis, kappa_f):
        step = 1e-7
        a, b = (
            kernels(f * x * rh, axis, kappa_f, one_mass(0.4, True), "sum")
            for f in (1.0 - side * step, 1.0 + side * step)
        )
        middle = kernels(x * rh, axis, kappa_f, one_mass(0.4, True), "sum")
        for low, high, value in zip(a, b, middle, strict=True):
            scale = _scale(x, 0.4, kappa_f, value)
            _close(0.5 * (low + high), value, scale, 100 * step**2 + ROUNDING)


class TestTwoMasses:
    @EXAMPLES
    @given(
        x=st.floats(0.1, 100.0),
        rh=directions,
        axis=directions,
        m_i=st.floats(0.0, 2.0),
        m_j=st.floats(0.0, 3.0),
        phase=st.floats(0.0, 6.3),
    )
    def test_beam_of_one_state_with_another_between_the_bodies(self, x, rh, axis, m_i, m_j, phase):
        c = cmath.exp(1j * phase)
        S, A, _, _ = kernels(x * rh, axis, np.inf, Exchange(m_i, m_j, c, 0.7), "produced")
        S_, A_ = two_mass_mode(x * rh, axis, m_i, m_j, "produced", c, 0.7)
        scale = _scale(x, max(m_i, m_j), np.inf, S, A)
        _close(S, S_, scale, ROUNDING + 10 * PHASE * x)
        _close(A, A_, scale, ROUNDING + 10 * PHASE * x)

    def test_equal_masses_give_the_kernel_of_one_mass(self):
        r, axis = np.array([1.0, 2.0, -0.5]), np.array([0.3, 0.2, 1.0])
        S, A = lobe_kernel(r, 1.0, axis, 7.0, Exchange(0.4, 0.4, 1.0, 1.0), "sum")
        S_, A_ = lobe_kernel(r, 1.0, axis, 7.0, Exchange(0.4, 0.4 * (1 + 1e-15), 1.0, 1.0), "sum")
        _close(S, S_, np.max(np.abs(S)), ROUNDING)
        _close(A, A_, np.max(np.abs(S)), ROUNDING)


class TestCollections:
    def _many(self, count):
        rng = np.random.default_rng(7)
        r = rng.normal(size=(count, 3)) * 10.0 ** rng.uniform(-2, 3, (count, 1))
        kappa_f = np.where(np.arange(count) % 5 == 0, np.inf, 10.0 ** rng.uniform(-2, 5, count))
        masses = 10.0 ** rng.uniform(-2, 0.5, (2, count))
        return r, 10.0 ** rng.uniform(-1, 1, count), rng.normal(size=(count, 3)), kappa_f, masses

    def test_arguments_broadcast(self):
        r, k, axis, kappa_f, (m_i, m_j) = self._many(5)
        exchange = Exchange(m_i, m_j)
        S, A, dS, dA = lobe_kernel_gradient(r[:2, None], k, axis, kappa_f, exchange, "sum")
        assert S.shape == A.shape == (2, 5, 4, 4)
        assert dS.shape == dA.shape == (2, 5, 3, 4, 4)
        one = lobe_kernel_gradient(
            r[1], k[3], axis[3], kappa_f[3], Exchange(m_i[3], m_j[3]), "sum"
        )
        for many, single in zip((S, A, dS, dA), one, strict=True):
            np.testing.assert_array_equal(many[1, 3], single)

    def test_no_points_keep_their_shape(self):
        S, A = lobe_kernel(np.ones((0, 3)), 1.0, np.ones(3), 2.0, one_mass(0.0, False), "sum")
        assert S.shape == A.shape == (0, 4, 4)
        tensors = lobe_kernel_gradient(
            np.ones((0, 3)), 1.0, np.ones(3), 2.0, one_mass(0.0, False), "sum"
        )
        assert tensors.dS.shape == tensors.dA.shape == (0, 3, 4, 4)

    def test_inputs_are_left_alone(self):
        r, k, axis, kappa_f, (m_i, m_j) = self._many(6)
        before = r.copy(), axis.copy()
        S, _ = lobe_kernel(
            r[::2], k[::2], axis[::2], kappa_f[::2], Exchange(m_i[::2], m_j[::2]), "sum"
        )
        assert np.all(np.isfinite(S))
        np.testing.assert_array_equal(r, before[0])
        np.testing.assert_array_equal(axis, before[1])


def test_a_lobe_of_one_direction_is_not_dimmed():
    # On the axis of a beam S^00 = k^2/(4 pi r) [1 + sin(2x)/(2x)], Eq. (4.3) at alpha = 0.
    x = 3.0
    S, _ = lobe_kernel([0, 0, x], 1.0, [0, 0, 1.0], 1e12, one_mass(0.0, False), "sum")
    expected = (1 + np.sin(2 * x) / (2 * x)) / (4 * np.pi * x)
    assert S[0, 0] == pytest.approx(expected, rel=1e-10, abs=0)
    single, _ = mode_kernel(np.array([0, 0, x]), np.array([0, 0, 1.0]), 0.0, "sum", False)
    assert single[0, 0] == pytest.approx(expected, rel=ROUNDING, abs=0)

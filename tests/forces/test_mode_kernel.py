"""The kernel of one background mode: symmetries, conservation laws, limits, averages."""

import json
from pathlib import Path

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.errors import ConfigError
from softnu.forces import mode
from softnu.forces.kernels import mode_loops
from softnu.forces.kernels.mode import (
    external_vector,
    mode_kernel,
    mode_kernel_gradient,
    slow_factor,
)
from softnu.units import to_natural

ROUNDING = 1e-14  # some ten operations in float64, relative to the largest component
PHASE = 1e-15  # what a phase of one radian loses by the rounding of r and k
DIFFERENCES = 1e-11  # eighth order, step 0.01 of the shortest length: 6e-14; rounding over step
AVERAGE = 1e-12  # Gauss rules of some 1e5 modes, the integrand entire
FAST_SHIFT = 1e-3  # mean over 200 fast periods whose phases are known to 1e-4

POPULATIONS = pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
METRIC = np.diag([1.0, -1.0, -1.0, -1.0])
#: Coefficients of the central difference of eighth order.
EIGHTH_ORDER = ((1, 4 / 5), (2, -1 / 5), (3, 4 / 105), (4, -1 / 280))

_coordinates = st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=3).map(np.array)
directions = _coordinates.filter(lambda v: np.linalg.norm(v) > 0.1).map(
    lambda v: v / np.linalg.norm(v)
)
#: k r from where the waves are flat to a thousand radians; m/k, both ends included.
products = st.floats(-6.0, 3.0).map(lambda e: 10.0**e)
ratios = st.one_of(st.just(0.0), st.floats(-6.0, 3.0).map(lambda e: 10.0**e))
populations = st.sampled_from(["sum", "produced", "opposite"])
#: Population and whether neutrinos are Majorana, which needs both helicities.
fillings = st.sampled_from(
    [("sum", False), ("produced", False), ("opposite", False), ("sum", True)]
)


def _largest(*tensors):
    return max(float(np.max(np.abs(t))) for t in tensors)


def _scale(x, m, population, *tensors):
    """Largest component or, where all vanish together, amplitude of the waves; k = 1.

    The kernel of heavy neutrinos vanishes with cos(kr), but the error of its waves does not.
    """
    K0, _ = external_vector(1.0, m, population)
    amplitude = K0 * np.hypot(1.0, m) / (4.0 * np.pi * x)
    gradient = np.ndim(tensors[0]) == 3
    return max(amplitude * (1.0 + 1.0 / x) if gradient else amplitude, _largest(*tensors), 1e-300)


def _close(a, b, scale, tolerance):
    np.testing.assert_allclose(a, b, rtol=0.0, atol=tolerance * scale)


class TestSymmetries:
    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_parts_are_symmetric_and_antisymmetric_exactly(self, x, rh, kh, m, filling):
        S, A, dS, dA = mode_kernel_gradient(x * rh, kh, m, *filling)
        np.testing.assert_array_equal(S, S.T)
        np.testing.assert_array_equal(A, -A.T)
        np.testing.assert_array_equal(dS, np.swapaxes(dS, 1, 2))
        np.testing.assert_array_equal(dA, -np.swapaxes(dA, 1, 2))

    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_exchange_of_the_bodies_transposes_the_kernel(self, x, rh, kh, m, filling):
        S, A, dS, dA = mode_kernel_gradient(x * rh, kh, m, *filling)
        S_, A_, dS_, dA_ = mode_kernel_gradient(-x * rh, kh, m, *filling)
        tolerance = ROUNDING + PHASE * x
        _close(S_ + A_, (S + A).T, _scale(x, m, filling[0], S, A), tolerance)
        scale = _scale(x, m, filling[0], dS, dA)
        _close(dS_ + dA_, -np.swapaxes(dS + dA, 1, 2), scale, tolerance)

    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_reversed_momentum_changes_the_sign_of_mixed_and_axial_parts(
        self, x, rh, kh, m, filling
    ):
        # Parity: r and k both change sign; A belongs to the axial tensor.
        S, A = mode_kernel(x * rh, kh, m, *filling)
        S_, A_ = mode_kernel(-x * rh, -kh, m, *filling)
        parity = np.diag([1.0, -1.0, -1.0, -1.0])
        _close(S_, parity @ S @ parity, _scale(x, m, filling[0], S, A), ROUNDING)
        _close(A_, -parity @ A @ parity, _scale(x, m, filling[0], S, A), ROUNDING)

    @given(
        x=products,
        rh=directions,
        kh=directions,
        m=ratios,
        filling=fillings,
        axis=directions,
        angle=st.floats(0.0, 6.3),
    )
    def test_rotation_of_both_vectors_rotates_the_tensors(
        self, x, rh, kh, m, filling, axis, angle
    ):
        cross = np.cross(np.eye(3), axis)
        turn = np.eye(4)
        turn[1:, 1:] += np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
        R = turn[1:, 1:]
        S, A = mode_kernel(x * rh, kh, m, *filling)
        S_, A_ = mode_kernel(x * R @ rh, R @ kh, m, *filling)
        tolerance = 4 * (ROUNDING + PHASE * x)
        scale = _scale(x, m, filling[0], S, A)
        _close(S_, turn @ S @ turn.T, scale, tolerance)
        _close(A_, turn @ A @ turn.T, scale, tolerance)

    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_kernel_scales_with_the_third_power_of_the_energies(self, x, rh, kh, m, filling):
        S, A = mode_kernel(x * rh, kh, m, *filling)
        S_, A_ = mode_kernel(x * rh / 8.0, 8.0 * kh, 8.0 * m, *filling)
        scale = _scale(x, m, filling[0], S, A)
        _close(S_ / 512.0, S, scale, ROUNDING)
        _close(A_ / 512.0, A, scale, ROUNDING)


class TestConservation:
    """Divergences of the kernel: those of the conserved vector current vanish."""

    @given(x=products, rh=directions, kh=directions, filling=fillings)
    def test_massless_kernel_is_transverse_in_both_indices(self, x, rh, kh, filling):
        _, _, dS, dA = mode_kernel_gradient(x * rh, kh, 0.0, *filling)
        scale = _scale(x, 0.0, filling[0], dS, dA)
        for d in (dS + dA, dS - dA):
            _close(np.einsum("iim->m", d[:, 1:, :]), 0.0, scale, ROUNDING + PHASE * x)

    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_antisymmetric_kernel_and_mixed_components_are_transverse_at_any_mass(
        self, x, rh, kh, m, filling
    ):
        _, _, dS, dA = mode_kernel_gradient(x * rh, kh, m, *filling)
        scale, tolerance = _scale(x, m, filling[0], dS, dA), ROUNDING + PHASE * x
        if filling[0] == "sum":
            _close(np.einsum("iim->m", dA[:, 1:, :]), 0.0, scale, tolerance)
            _close(np.einsum("ii->", dS[:, 1:, 0]), 0.0, scale, tolerance)

    @given(x=products, rh=directions, kh=directions, m=ratios)
    def test_mass_breaks_transversality_by_the_majorana_term(self, x, rh, kh, m):
        # d_i S^ij = m^2 d_j (C w), and -g^jj m^2 C w is what Majorana neutrinos add.
        r = x * rh
        _, _, dS, _ = mode_kernel_gradient(r, kh, m, "sum", False)
        _, _, dM, _ = mode_kernel_gradient(r, kh, m, "sum", True)
        gradient = (dM - dS)[:, 1, 1]
        divergence = np.einsum("iij->j", dS[:, 1:, 1:])
        scale = _scale(x, m, "sum", dS, dM)
        _close(divergence, gradient, scale, ROUNDING + PHASE * x)

    @given(x=st.floats(0.1, 10.0), rh=directions, kh=directions)
    def test_double_divergence_of_massless_neutrinos_vanishes(self, x, rh, kh):
        r, step = x * rh, 0.01 * min(1.0, x)
        second = _difference(lambda v: mode_kernel_gradient(v, kh, 0.0, "sum", False).dS, r, step)
        largest = _largest(second)
        # Differences of the gradient lose one more power of the step.
        _close(np.einsum("lilm->im", second[:, :, 1:, :]), 0.0, largest, DIFFERENCES)
        _close(np.einsum("jiij->", second[:, :, 1:, 1:]), 0.0, largest, DIFFERENCES)


def _difference(function, r, step):
    """Gradient of a function by central differences of eighth order, derivative first."""
    rows = []
    for direction in np.eye(3):
        total = 0.0
        for n, c in EIGHTH_ORDER:
            shift = n * step * direction
            total = total + c * (function(r + shift) - function(r - shift)) / step
        rows.append(total)
    return np.array(rows)


class TestGradient:
    @given(
        x=st.floats(-3.0, 3.0).map(lambda e: 10.0**e),
        rh=directions,
        kh=directions,
        m=ratios,
        filling=fillings,
    )
    def test_gradient_equals_differences_of_the_kernel(self, x, rh, kh, m, filling):
        r, step = x * rh, 0.01 * min(1.0, x)
        _, _, dS, dA = mode_kernel_gradient(r, kh, m, *filling)
        scale = _scale(x, m, filling[0], dS, dA)
        tolerance = DIFFERENCES + 100 * PHASE * x
        for part, d in enumerate((dS, dA)):
            by_steps = _difference(lambda v, n=part: mode_kernel(v, kh, m, *filling)[n], r, step)
            _close(d, by_steps, scale, tolerance)

    @given(x=products, rh=directions, kh=directions, m=ratios, filling=fillings)
    def test_kernel_is_the_same_with_and_without_gradient(self, x, rh, kh, m, filling):
        S, A = mode_kernel(x * rh, kh, m, *filling)
        S_, A_, _, _ = mode_kernel_gradient(x * rh, kh, m, *filling)
        np.testing.assert_array_equal(S, S_)
        np.testing.assert_array_equal(A, A_)


class TestHelicities:
    @given(x=products, rh=directions, kh=directions, m=ratios)
    def test_produced_and_opposite_helicity_add_up_to_both(self, x, rh, kh, m):
        both, one, other = (
            mode_kernel_gradient(x * rh, kh, m, population, False)
            for population in ("sum", "produced", "opposite")
        )
        for total, a, b in zip(both, one, other, strict=True):
            _close(a + b, total, _scale(x, m, "sum", a, b, total), ROUNDING)

    @given(k=products, m=ratios)
    def test_external_vectors_of_the_helicities_are_null_and_add_up(self, k, m):
        E = np.hypot(k, m)
        produced, opposite = (external_vector(k, m, p) for p in ("produced", "opposite"))
        assert produced[0] == produced[1]
        assert opposite[0] == -opposite[1]
        assert produced[0] + opposite[0] == pytest.approx(E, rel=ROUNDING, abs=0)
        assert produced[1] + opposite[1] == pytest.approx(k, abs=ROUNDING * E)

    @given(k=products)
    def test_massless_neutrinos_have_the_produced_helicity_only(self, k):
        assert external_vector(k, 0.0, "opposite") == (0.0, 0.0)
        assert external_vector(k, 0.0, "produced") == pytest.approx((k, k), rel=ROUNDING, abs=0)
        assert external_vector(k, 0.0, "sum") == (k, k)

    @given(x=products, rh=directions, kh=directions)
    def test_opposite_helicity_of_fast_neutrinos_falls_with_the_mass_squared(self, x, rh, kh):
        # epsilon = m^2/(2(E + k)): doubling a small mass multiplies it by four.
        S, A = mode_kernel(x * rh, kh, 1e-9, "opposite", False)
        S_, A_ = mode_kernel(x * rh, kh, 2e-9, "opposite", False)
        _close(S_, 4.0 * S, _largest(S_, A_), ROUNDING)
        _close(A_, 4.0 * A, _largest(S_, A_), ROUNDING)

    @given(x=products, rh=directions, kh=directions, m=ratios)
    def test_majorana_minus_dirac_is_the_mass_term(self, x, rh, kh, m):
        dirac, majorana = (mode_kernel(x * rh, kh, m, "sum", nature) for nature in (False, True))
        Cw = np.cos(kh @ (x * rh)) * np.cos(x) / (4.0 * np.pi * x)
        scale = _scale(x, m, "sum", *majorana, *dirac)
        tolerance = ROUNDING + PHASE * x
        _close(majorana[0] - dirac[0], -METRIC * m * m * Cw, scale, tolerance)
        np.testing.assert_array_equal(majorana[1], dirac[1])

    @given(x=products, rh=directions, kh=directions, m=st.floats(1e-9, 1e-5))
    def test_small_masses_change_the_kernel_in_second_order(self, x, rh, kh, m):
        S, A = mode_kernel(x * rh, kh, m, "sum", True)
        S_, A_ = mode_kernel(x * rh, kh, 0.0, "sum", True)
        scale = _largest(S, A)
        # Both Majorana and Dirac change by at most 2 m^2 C w, and C w <= 1/(4 pi r).
        _close(S, S_, scale, ROUNDING + 0.2 * m * m / (x * scale))
        _close(A, A_, scale, ROUNDING + m * m)

    @pytest.mark.parametrize("population", ["produced", "opposite"])
    def test_majorana_neutrinos_with_one_helicity_are_refused(self, population):
        with pytest.raises(ConfigError, match="majorana"):
            mode.require_majorana_sum("majorana", population)
        mode.require_majorana_sum("dirac", population)
        mode.require_majorana_sum("majorana", "sum")


class TestAlongTheBeam:
    @given(x=products, rh=directions, k=st.floats(0.01, 100.0))
    def test_forward_kernel_is_the_printed_one(self, x, rh, k):
        # Eq. (4.3) of arXiv:2405.16801 at alpha = 0: k^2/(4 pi r) [1 + sin(2x)/(2x)].
        r = x / k
        S, A = mode_kernel(r * rh, k * rh, 0.0, "sum", False)
        expected = k**2 / (4.0 * np.pi * r) * (1.0 + np.sin(2 * x) / (2 * x))
        _close(S[0, 0], expected, _largest(S, A), ROUNDING + PHASE * x)

    @given(x=products, rh=directions, k=st.floats(0.01, 100.0))
    def test_forward_parity_violation_is_the_printed_one(self, x, rh, k):
        # Eq. (4.9): A^ij = -eps_ijl rh_l k/(8 pi r^2) [1 + cos 2x + 2x sin 2x].
        r = x / k
        S, A = mode_kernel(r * rh, k * rh, 0.0, "sum", False)
        bracket = 1.0 + np.cos(2 * x) + 2 * x * np.sin(2 * x)
        expected = -np.array([A[2, 3], A[3, 1], A[1, 2]]) @ rh
        _close(expected, k / (8 * np.pi * r**2) * bracket, _largest(S, A), ROUNDING + PHASE * x)
        _close(A[0], 0.0, _largest(S, A), ROUNDING)

    @given(x=st.floats(1e3, 1e6), alpha=st.floats(0.0, np.pi), turn=st.floats(0.0, 6.3))
    def test_far_kernel_is_slow_and_fast_wave(self, x, alpha, turn):
        # Eq. (4.4): corrections are 1/x.
        kh = _at_angle(alpha, turn)
        S, _ = mode_kernel(np.array([0.0, 0.0, x]), kh, 0.0, "sum", False)
        slow, fast = slow_factor(x, alpha), slow_factor(x, np.pi - alpha)
        assert 4 * np.pi * x * S[0, 0] == pytest.approx(slow + fast, abs=2.0 / x + 10 * PHASE * x)


def _at_angle(alpha, turn):
    return np.array([np.sin(alpha) * np.cos(turn), np.sin(alpha) * np.sin(turn), np.cos(alpha)])


class TestLargePhases:
    @given(alpha=st.floats(0.0, 1e-8), kr=st.floats(0.0, 20.0).map(lambda e: 10.0**e))
    def test_slow_factor_is_exact_up_to_its_own_phase(self, alpha, kr):
        with mp.workdps(60):
            half = mp.mpf(alpha) / 2
            phase = 2 * mp.mpf(kr) * mp.sin(half) ** 2
            exact = float(mp.cos(half) ** 2 * mp.cos(phase))
        assert slow_factor(kr, alpha) == pytest.approx(exact, abs=PHASE * (1.0 + float(phase)))

    def test_slow_factor_at_the_ends(self):
        np.testing.assert_array_equal(slow_factor(np.array([0.0, 1.0, 1e20]), 0.0), 1.0)
        assert slow_factor(3.0, np.pi) == pytest.approx(0.0, abs=ROUNDING)
        assert slow_factor(0.0, 1.0) == pytest.approx(np.cos(0.5) ** 2, rel=ROUNDING, abs=0)

    @pytest.mark.parametrize("alpha", [0.0, 1e-9, 1e-6])
    @pytest.mark.parametrize("x", [1e13, 1e16, 1e20])
    def test_kernel_far_away_near_the_axis_is_the_slow_wave(self, x, alpha):
        kh = _at_angle(alpha, 0.3)
        S, _ = mode_kernel(np.array([0.0, 0.0, x]), kh, 0.0, "sum", False)
        phase = 2 * x * np.sin(alpha / 2) ** 2
        if phase > 1e6:  # the rounding of the vectors is felt
            assert abs(4 * np.pi * x * S[0, 0]) <= 1.0 + ROUNDING
            return
        # The vector holds alpha to 1e-16 of k, absolutely: the phase moves by x alpha 1e-16.
        slack = ROUNDING + 4e-16 * x * alpha
        assert 4 * np.pi * x * S[0, 0] == pytest.approx(slow_factor(x, alpha), abs=slack)

    @given(x=st.floats(11.0, 20.0).map(lambda e: 10.0**e), rh=directions, kh=directions)
    def test_exchange_of_the_bodies_holds_where_a_wave_is_dropped(self, x, rh, kh):
        S, A = mode_kernel(x * rh, kh, 0.0, "sum", False)
        S_, A_ = mode_kernel(-x * rh, kh, 0.0, "sum", False)
        np.testing.assert_array_equal(S_, S)
        np.testing.assert_array_equal(A_, -A)

    @pytest.mark.parametrize("alpha", [0.0, 1e-6])
    def test_kernel_on_the_axis_is_continuous_where_the_fast_wave_is_dropped(self, alpha):
        edge = 0.5 * mode_loops.FAST_PHASE
        kh = _at_angle(alpha, 0.0)
        below, above = (
            mode_kernel(np.array([0.0, 0.0, f * edge]), kh, 0.0, "sum", False)[0][0, 0] * f * edge
            for f in (1.0 - 1e-9, 1.0 + 1e-9)
        )
        assert below == pytest.approx(above, rel=2e-9, abs=0)

    @pytest.mark.parametrize("alpha", [0.3, 1.5, 2.8])
    def test_wave_that_is_dropped_has_the_average_zero(self, alpha):
        # Just below the edge, the mean over many fast periods at a fixed slow phase.
        edge = 0.5 * mode_loops.FAST_PHASE
        slow, fast = 2 * np.sin(alpha / 2) ** 2, 2 * np.cos(alpha / 2) ** 2
        x = 0.9 * edge / max(slow, fast) * 2 + np.linspace(0.0, 400 * np.pi / fast, 40001)
        waves = np.array([mode_loops.waves(d, 1.0, slow / 2, fast / 2) for d in x])
        alone = np.cos(slow * x) / (8 * np.pi * x)
        spare = 8 * np.pi * x * (waves[:, 0] - alone)
        assert np.mean(spare) == pytest.approx(0.0, abs=FAST_SHIFT)
        assert np.max(np.abs(spare)) <= 1.0 + FAST_SHIFT


class TestCollectionsOfModes:
    def _many(self, count):
        rng = np.random.default_rng(3)
        r = rng.normal(size=(count, 3)) * 10.0 ** rng.uniform(-3, 3, (count, 1))
        return r, rng.normal(size=(count, 3)), 10.0 ** rng.uniform(-3, 1, count)

    @pytest.mark.parametrize(
        ("population", "majorana"),
        [("sum", False), ("sum", True), ("produced", False), ("opposite", False)],
    )
    def test_compiled_and_plain_loops_agree(self, population, majorana):
        r, k, m = self._many(1200)
        x = np.linalg.norm(r, axis=-1) * np.linalg.norm(k, axis=-1)
        compiled = mode_kernel_gradient(r, k, m, population, majorana)
        pieces = [
            mode_kernel_gradient(
                r[n : n + 300], k[n : n + 300], m[n : n + 300], population, majorana
            )
            for n in range(0, 1200, 300)
        ]
        for fast, *parts in zip(compiled, *pieces, strict=True):
            plain = np.concatenate(parts)
            axes = tuple(range(1, fast.ndim))
            scale = np.max(np.abs(plain), axis=axes) + np.max(np.abs(compiled.S), axis=(1, 2))
            error = np.max(np.abs(fast - plain), axis=axes)
            assert np.all(error <= (ROUNDING + PHASE * x) * scale)

    def test_compiled_loops_serve_the_kernel_without_gradient(self):
        r, k, m = self._many(1200)
        S, A = mode_kernel(r, k, m, "sum", False)
        S_, A_, _, _ = mode_kernel_gradient(r, k, m, "sum", False)
        np.testing.assert_array_equal(S, S_)
        np.testing.assert_array_equal(A, A_)

    def test_separations_momenta_and_masses_broadcast(self):
        r, k, m = self._many(5)
        S, A, dS, dA = mode_kernel_gradient(r[:2, np.newaxis], k, m, "sum", False)
        assert S.shape == A.shape == (2, 5, 4, 4)
        assert dS.shape == dA.shape == (2, 5, 3, 4, 4)
        one = mode_kernel_gradient(r[1], k[3], m[3], "sum", False)
        for many, single in zip((S, A, dS, dA), one, strict=True):
            np.testing.assert_array_equal(many[1, 3], single)

    def test_single_modes_and_none_keep_their_shape(self):
        S, A = mode_kernel(np.ones(3), np.ones(3), 0.0, "sum", False)
        assert S.shape == A.shape == (4, 4)
        S, A, dS, dA = mode_kernel_gradient(np.ones((0, 3)), np.ones(3), 0.0, "sum", False)
        assert S.shape == A.shape == (0, 4, 4)
        assert dS.shape == dA.shape == (0, 3, 4, 4)

    def test_inputs_may_be_strided_and_are_left_alone(self):
        r, k, m = self._many(8)
        before = r.copy(), k.copy(), m.copy()
        S, _ = mode_kernel(r[::2], np.asfortranarray(k)[::2], m[::2], "sum", False)
        S_, _ = mode_kernel(r[::2].copy(), k[::2].copy(), m[::2].copy(), "sum", False)
        np.testing.assert_array_equal(S, S_)
        for array, copy in zip((r, k, m), before, strict=True):
            np.testing.assert_array_equal(array, copy)


# --- averages over directions and momenta ---------------------------------------


def _isotropic(r, m, population, majorana, occupation, nodes=(60, 60, 8)):
    """J_a, J_b, J_c and J_d (for n_A = n_S) of an occupation by summing single modes."""
    cosines, weights = np.polynomial.legendre.leggauss(nodes[0])
    u, w_k = np.polynomial.legendre.leggauss(nodes[1])
    cut = 45.0
    k, w_k = 0.5 * cut * (u + 1.0), 0.5 * cut * w_k
    turns = 2 * np.pi * (np.arange(nodes[2]) + 0.5) / nodes[2]
    sines = np.sqrt(1 - cosines**2)
    directions = np.stack(
        np.broadcast_arrays(
            sines[:, None] * np.cos(turns), sines[:, None] * np.sin(turns), cosines[:, None]
        ),
        axis=-1,
    )
    S, A = mode_kernel(
        np.array([0.0, 0.0, r]), k[:, None, None, None] * directions, m, population, majorana
    )
    measure = w_k * k**2 / np.hypot(k, m) * occupation(k) * 2 * np.pi / nodes[2]
    S, A = (2 * r**5 * np.einsum("k,c,kctmn->mn", measure, weights, T) for T in (S, A))
    return S, A


@pytest.mark.parametrize("rT", [0.05, 0.5, 2.0])
def test_average_over_directions_gives_the_maxwell_boltzmann_force(rT):
    # Closed forms of arXiv:2405.16801 for massless neutrinos, T = 1.
    S, A = _isotropic(rT, 0.0, "sum", False, lambda k: np.exp(-k), (80, 200, 4))
    t2, d = rT * rT, 1 + 4 * rT * rT
    J_a = 16 * t2**2 / d**2
    J_b = 8 * t2**2 * (1 - 12 * t2) / d**3
    J_c = 8 * t2**2 * (1 + 20 * t2) / d**3
    J_d = 4 * rT**3 * (1 + 20 * t2) / d**3
    assert S[0, 0] == pytest.approx(J_a, rel=AVERAGE, abs=0)
    scale = abs(J_b) + abs(J_c)
    expected = J_b * np.eye(3) + J_c * np.diag([0.0, 0.0, 1.0])
    _close(S[1:, 1:], expected, scale, AVERAGE)
    # The potential has -J_d where the kernel has eps_ijl rh_l.
    assert A[1, 2] == pytest.approx(-J_d, rel=AVERAGE, abs=0)
    mixed = np.concatenate([S[0, 1:], A[0, 1:]])
    _close(mixed, 0.0, _largest(S, A), AVERAGE)


@pytest.mark.parametrize(
    ("population", "majorana"),
    [("sum", False), ("sum", True), ("produced", False), ("opposite", False)],
)
@pytest.mark.parametrize("m", [0.3, 4.0])
def test_average_over_directions_gives_the_brackets_of_massive_neutrinos(m, population, majorana):
    r = 0.7
    S, A = _isotropic(r, m, population, majorana, lambda k: np.exp(-k), (60, 200, 4))
    u, w = np.polynomial.legendre.leggauss(200)
    k, w = 22.5 * (u + 1), 22.5 * w
    y, E = k * r, np.hypot(k, m)
    K0, K = external_vector(k, m, population)
    s2, c2 = np.sin(2 * y), np.cos(2 * y)
    b0 = s2 - 2 * y * c2 - y**2 * s2
    mass = m * m * r * r * s2 if majorana else 0.0
    wave = K0 * E / k**2 * y**2 * s2
    weight = w * r * k / E * np.exp(-k)
    J_a, J_b, J_c = (
        np.sum(weight * b)
        for b in (wave + K / k * b0 - mass, wave - K / k * b0 + mass, 2 * K / k * b0)
    )
    half = 0.5 * s2
    bracket = K0 * (y * np.sin(y) ** 2 + half) + E * K / k * (half - y * np.cos(y) ** 2)
    J_d = np.sum(2 * r * r * w * k / E * np.exp(-k) * bracket)
    scale = _largest(S, A)
    _close(S[0, 0], J_a, scale, AVERAGE)
    _close(S[1:, 1:], np.diag([J_b, J_b, J_b + J_c]), scale, AVERAGE)
    _close(A[1, 2], -J_d, scale, AVERAGE)


# --- reference values ---------------------------------------------------------


def _kernel(i):
    r, k = ([to_natural("r", x, u) for x in i[n]] for n, u in (("r", "length"), ("k", "energy")))
    m = to_natural("m_nu", i["m_nu"], "energy")
    arrays = np.array(r), np.array(k), m
    return mode.kernel(i["tensor"], i["component"], *arrays, i["population"], i["nature"])


def _slow(i):
    return slow_factor(float(i["kr"]), to_natural("alpha", i["alpha"], "angle"))


ROUTES = {"forces.mode.kernel": _kernel, "forces.mode.slow_factor": _slow}
REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "forces.json"
ENTRIES = [
    entry
    for entry in json.loads(REFERENCE.read_text(encoding="utf-8"))["entries"]
    if entry["quantity"] in ROUTES
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_kernel_equals_the_reference_value(entry):
    computed = ROUTES[entry["quantity"]](entry["inputs"])
    assert computed == pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=0)

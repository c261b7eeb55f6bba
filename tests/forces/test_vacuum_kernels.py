"""The neutrino force in vacuum: limits, symmetries, independent routes, reference values."""

import json
from pathlib import Path

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, special

from softnu.constants import HBAR_C, SIN2_THETA_W
from softnu.errors import ConvergenceError
from softnu.forces.kernels import gravity, spectral, vacuum
from softnu.forces.kernels.short_distance import (
    _closed_form,
    _principal_value,
    short_distance_factor,
)
from softnu.matter import atom_coupling, coupling_matrix
from softnu.neutrinos import Neutrinos
from softnu.units import to_natural

ROUNDING = 1e-14  # a few operations in float64
STATED = 1e-13  # accuracy that the kernels promise
DERIVATIVE = 1e-7  # central difference with a step of 1e-4 in ln r: step^2 times O(10)
QUADRATURE = 1e-9  # adaptive quadrature beside the square root at threshold
SERIES = 2e-15  # the next power, x^8 ln x/2e4 at x = 0.03, and rounding
FAR_ROUNDING = 1e-12  # differences of exponents of a few hundred

NATURES = pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
#: m r from where masses do not matter to where the force is gone.
products = st.floats(-8.0, 4.0).map(lambda e: 10.0**e)
ratios = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(1e-9, 1.0))
numbers = st.floats(-2.0, 2.0)
hermitian = st.lists(numbers, min_size=18, max_size=18).map(
    lambda x: _hermitian(np.reshape(x[:9], (3, 3)) + 1j * np.reshape(x[9:], (3, 3)))
)
natures = st.booleans()


def _hermitian(matrix):
    return 0.5 * (matrix + matrix.conj().T)


def _spectral_quad(r, m_i, m_j, bracket):
    """Integral over the invariant mass squared, as the formula is printed."""
    s0, d = m_i + m_j, m_i - m_j

    def integrand(s):
        t = s * s
        lam = (t - s0**2) * (t - d**2)
        return 2.0 * s * np.sqrt(max(lam, 0.0)) / t * bracket(t) * np.exp(-(s - s0) * r)

    value, _ = integrate.quad(integrand, s0, s0 + 60.0 / r, epsrel=1e-12, limit=500)
    return value * r**4 / 12.0


class TestPairPotential:
    @given(x=products, ratio=ratios, majorana=natures)
    def test_is_symmetric_in_the_two_masses(self, x, ratio, majorana):
        a = vacuum.pair_potential_scaled(x, 1.0, ratio, majorana)
        b = vacuum.pair_potential_scaled(x, ratio, 1.0, majorana)
        assert a == pytest.approx(b, rel=ROUNDING, abs=0)

    @given(x=products, ratio=ratios, majorana=natures)
    def test_depends_on_the_products_of_mass_and_distance_only(self, x, ratio, majorana):
        a = vacuum.pair_potential_scaled(x, 1.0, ratio, majorana)
        b = vacuum.pair_potential_scaled(1.0, x, x * ratio, majorana)
        assert a == pytest.approx(b, rel=STATED, abs=0)

    @given(x=st.floats(1e-8, 1e-3), ratio=ratios, majorana=natures)
    def test_small_masses_correct_the_massless_potential_in_second_order(self, x, ratio, majorana):
        # Expanding the spectral integral: 1 - (m_i^2 + m_j^2) r^2/4, Majorana - m_i m_j r^2/2.
        a, b = x, x * ratio
        w = vacuum.pair_potential_scaled(x, 1.0, ratio, majorana) * np.exp(-a - b)
        expected = 1.0 - (a * a + b * b) / 4.0 - (0.5 * a * b if majorana else 0.0)
        assert w == pytest.approx(expected, abs=ROUNDING + x**4 * (3.0 - np.log(x)))

    @given(x=products, ratio=ratios)
    def test_dirac_exceeds_majorana_by_the_mass_term(self, x, ratio):
        parts = spectral.scaled_potential(x, 1.0, ratio)
        dirac, majorana = (vacuum.pair_potential_scaled(x, 1.0, ratio, n) for n in (False, True))
        assert dirac - majorana == pytest.approx(parts.mass_term, abs=ROUNDING * dirac)
        assert parts.mass_term >= 0.0

    @pytest.mark.parametrize(("m_i", "m_j"), [(0.4, 0.1), (0.3, 0.3), (0.7, 0.01)])
    def test_parts_equal_quadrature_of_the_printed_integral(self, m_i, m_j):
        r, S, Delta = 5.0, m_i**2 + m_j**2, m_i**2 - m_j**2
        parts = spectral.scaled_potential(r, m_i, m_j)
        dirac = _spectral_quad(r, m_i, m_j, lambda t: t - S / 2 - Delta**2 / (2 * t))
        mass_term = _spectral_quad(r, m_i, m_j, lambda t: 3 * m_i * m_j)
        assert parts.of(False) == pytest.approx(dirac, rel=QUADRATURE, abs=0)
        assert parts.mass_term == pytest.approx(mass_term, rel=QUADRATURE, abs=0)

    @NATURES
    def test_closed_form_of_equal_masses_equals_the_integral(self, majorana):
        r = np.geomspace(1e-8, 1e9, 60)
        closed = spectral.scaled_potential(r, 1.0, 1.0).of(majorana)
        summed = spectral.PairFunction(*spectral.integrate(spectral._potential, r, 1.0, 1.0))
        np.testing.assert_allclose(closed, summed.of(majorana), rtol=STATED)

    def test_equal_masses_are_bessel_functions(self):
        x = np.geomspace(1e-6, 1e8, 40)
        parts = spectral.scaled_potential(x / 2.0, 1.0, 1.0)
        np.testing.assert_allclose(parts.of(True), x**2 * special.kve(2, x) / 2, rtol=STATED)
        np.testing.assert_allclose(parts.of(False), x**3 * special.kve(3, x) / 8, rtol=STATED)

    def test_far_away_the_leading_asymptotic_term_is_left(self):
        x = 2e10
        dirac = x**3 * np.sqrt(np.pi / (2 * x)) / 8 * (1 + 35 / (8 * x))
        assert vacuum.pair_potential_scaled(x / 2, 1.0, 1.0, False) == pytest.approx(
            dirac, rel=ROUNDING, abs=0
        )

    @NATURES
    def test_massless_limit_is_reached_without_a_step(self, majorana):
        for mass in (0.0, 5e-324, 1e-300, 1e-60):
            for other in (0.0, mass):
                w = vacuum.pair_potential_scaled(1.0, mass, other, majorana)
                assert w == pytest.approx(1.0, rel=STATED, abs=0)

    @NATURES
    @pytest.mark.parametrize("ratio", [0.0, 0.3, 1.0])
    def test_falls_monotonically_and_stays_below_the_massless_one(self, majorana, ratio):
        r = np.geomspace(1e-3, 100.0, 400)
        V = vacuum.pair_potential(r, 1.0, ratio, majorana)
        assert np.all(np.diff(V) < 0.0)
        assert np.all(V / vacuum.massless_potential(r) <= 1.0)

    @NATURES
    def test_underflows_to_zero_without_a_warning(self, majorana):
        with np.errstate(all="raise"):
            V = vacuum.pair_potential(np.array([1.0, 1e6]), 1.0, np.array([0.5, 1.0]), majorana)
            gradient = vacuum.pair_gradient(1e6, 1.0, 1.0, majorana)
        assert V[0] > 0.0
        assert V[1] == 0.0
        assert gradient == 0.0

    @given(x=st.floats(1e-3, 200.0), ratio=ratios, majorana=natures)
    def test_logarithm_is_that_of_the_potential(self, x, ratio, majorana):
        V = vacuum.pair_potential(x, 1.0, ratio, majorana)
        logarithm = vacuum.log_pair_potential(x, 1.0, ratio, majorana)
        assert np.exp(logarithm) == pytest.approx(V, rel=FAR_ROUNDING, abs=0)

    def test_logarithm_is_finite_where_the_potential_underflows(self):
        assert vacuum.log_pair_potential(1e8, 1.0, 0.5, False) == pytest.approx(
            -1.5e8, rel=1e-5, abs=0
        )

    @given(x=st.floats(1e-4, 100.0), ratio=ratios, majorana=natures)
    def test_gradient_is_the_derivative(self, x, ratio, majorana):
        step = 1e-4
        up, down = (
            vacuum.log_pair_potential(x * np.exp(e), 1.0, ratio, majorana) for e in (step, -step)
        )
        V = vacuum.pair_potential(x, 1.0, ratio, majorana)
        gradient = vacuum.pair_gradient(x, 1.0, ratio, majorana)
        expected = (up - down) / (2 * step)
        # The logarithms have size 110 + 2x, their difference loses eps/step of it.
        tolerance = DERIVATIVE + 2.2e-16 / step * (110 + 2 * x)
        assert gradient * x / V == pytest.approx(expected, rel=tolerance, abs=0)

    def test_equal_and_unequal_masses_mix_in_one_array(self):
        r = np.array([[0.5], [3.0]])
        m_i, m_j = np.array([0.0, 1.0, 1.0, 0.2]), np.array([0.0, 1.0, 0.5, 0.2])
        whole = vacuum.pair_gradient(r, m_i, m_j, True)
        assert whole.shape == (2, 4)
        for (a, b), value in np.ndenumerate(whole):
            assert value == vacuum.pair_gradient(r[a, 0], m_i[b], m_j[b], True)

    @NATURES
    @pytest.mark.parametrize("kernel", ["pair_potential", "pair_gradient", "log_pair_potential"])
    def test_scalars_and_empty_arrays_keep_their_shape(self, majorana, kernel):
        function = getattr(vacuum, kernel)
        assert np.shape(function(1.0, 0.5, 0.1, majorana)) == ()
        assert np.shape(function(np.ones(0), 0.5, 0.1, majorana)) == (0,)
        assert np.shape(function(1.0, 0.5, np.full((2, 3), 0.5), majorana)) == (2, 3)


class TestSpinCoefficients:
    @given(x=st.floats(1e-8, 300.0), majorana=natures)
    def test_trace_of_equal_masses_is_a_combination_of_bessel_functions(self, x, majorana):
        # -3 r_a + t r_b = -2 (t - m^2) + 3 m^2 (1 + 3 kappa), with the same phase space.
        v_d, v_r = vacuum.spin_coefficients(x, 1.0, 1.0, majorana)
        parts = spectral.scaled_potential(x, 1.0, 1.0)
        trace = -2.0 * parts.of(False) + (4.0 if majorana else 1.0) * parts.mass_term
        scale = 3.0 * abs(v_d) + v_r
        assert 3.0 * v_d + v_r == pytest.approx(trace * np.exp(-2 * x), abs=STATED * scale)

    @given(x=st.floats(1e-8, 300.0), ratio=ratios, majorana=natures)
    def test_are_symmetric_in_the_two_masses(self, x, ratio, majorana):
        a = vacuum.spin_coefficients(x, 1.0, ratio, majorana)
        b = vacuum.spin_coefficients(x, ratio, 1.0, majorana)
        assert a == pytest.approx(b, rel=STATED, abs=0)

    @given(x=st.floats(1e-8, 300.0), ratio=ratios)
    def test_nature_changes_the_isotropic_part_by_the_mass_term_only(self, x, ratio):
        dirac, majorana = (vacuum.spin_coefficients(x, 1.0, ratio, n) for n in (False, True))
        mass_term = spectral.scaled_potential(x, 1.0, ratio).mass_term * np.exp(-x * (1 + ratio))
        assert dirac[1] == majorana[1]
        assert majorana[0] - dirac[0] == pytest.approx(mass_term, abs=STATED * abs(dirac[0]))

    def test_equal_quadrature_of_the_printed_integral(self):
        r, m_i, m_j = 3.0, 0.5, 0.1
        S, Delta = m_i**2 + m_j**2, m_i**2 - m_j**2

        def r_b(t):
            return 1 + S / t - 2 * Delta**2 / t**2

        def radial(t):
            x = np.sqrt(t) * r
            return r_b(t) * (3 + 3 * x + x * x) / r**2

        def isotropic(t):
            r_a = t - S / 2 - Delta**2 / (2 * t) - 3 * m_i * m_j
            return -r_a - r_b(t) * (1 + np.sqrt(t) * r) / r**2

        decay = np.exp(-(m_i + m_j) * r)
        v_d, v_r = vacuum.spin_coefficients(r, m_i, m_j, True)
        assert v_d == pytest.approx(
            _spectral_quad(r, m_i, m_j, isotropic) * decay, rel=QUADRATURE, abs=0
        )
        assert v_r == pytest.approx(
            _spectral_quad(r, m_i, m_j, radial) * decay, rel=QUADRATURE, abs=0
        )


class TestSpinIndependent:
    MASSES = np.array([0.01, 0.2, 0.9])

    @given(g1=hermitian, g2=hermitian)
    def test_dirac_is_the_sum_over_ordered_pairs(self, g1, g2):
        expected = sum(
            (g1[i, j] * g2[j, i]).real
            * vacuum.pair_potential(2.0, self.MASSES[i], self.MASSES[j], False)
            for i in range(3)
            for j in range(3)
        )
        potential = vacuum.spin_independent(2.0, g1, g2, self.MASSES, False)
        scale = np.sum(np.abs(g1 * g2)) * vacuum.massless_potential(2.0)
        assert potential == pytest.approx(expected, abs=STATED * scale)

    @given(g1=hermitian, g2=hermitian)
    def test_majorana_adds_the_lepton_number_violating_term(self, g1, g2):
        expected = 0.0
        for i in range(3):
            for j in range(3):
                V_D, V_M = (
                    vacuum.pair_potential(2.0, self.MASSES[i], self.MASSES[j], n)
                    for n in (False, True)
                )
                expected += (g1[i, j] * g2[j, i]).real * V_D
                expected += (g1[i, j] * g2[i, j]).real * (V_M - V_D)
        potential = vacuum.spin_independent(2.0, g1, g2, self.MASSES, True)
        scale = np.sum(np.abs(g1 * g2)) * vacuum.massless_potential(2.0)
        assert potential == pytest.approx(expected, abs=STATED * scale)

    @given(g1=hermitian, g2=hermitian, majorana=natures)
    def test_massless_limit_is_the_trace_of_the_couplings(self, g1, g2, majorana):
        potential = vacuum.spin_independent(2.0, g1, g2, np.zeros(3), majorana)
        trace = np.trace(g1 @ g2).real * vacuum.massless_potential(2.0)
        scale = np.sum(np.abs(g1 * g2)) * vacuum.massless_potential(2.0)
        assert potential == pytest.approx(trace, abs=STATED * scale)

    @NATURES
    def test_exchange_of_the_particles_changes_nothing(self, majorana):
        rng = np.random.default_rng(1)
        g1, g2 = (_hermitian(rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))) for _ in "12")
        a = vacuum.spin_independent(2.0, g1, g2, self.MASSES, majorana)
        b = vacuum.spin_independent(2.0, g2, g1, self.MASSES, majorana)
        assert a == pytest.approx(b, rel=ROUNDING, abs=0)

    @NATURES
    def test_distances_masses_and_couplings_broadcast(self, majorana):
        r, masses = np.array([1.0, 2.0])[:, None], np.outer([1.0, 2.0, 3.0], self.MASSES)
        g = np.broadcast_to(np.diag([1.0 + 0j, 2.0, 3.0]), (3, 3, 3))
        V = vacuum.spin_independent(r, g, g, masses, majorana)
        assert V.shape == (2, 3)
        one = vacuum.spin_independent(2.0, g[0], g[0], masses[1], majorana)
        assert V[1, 1] == pytest.approx(one, rel=ROUNDING, abs=0)


class TestShortDistance:
    def test_both_forms_agree_where_both_are_accurate(self):
        x = np.linspace(1.0, 4.0, 50)
        regular = _closed_form(x) + x**4 * np.exp(-x) / 12
        np.testing.assert_allclose(
            _principal_value(x) + x**4 * np.exp(-x) / 12, regular, rtol=0, atol=1e-13
        )

    def test_is_continuous_where_the_form_changes(self):
        below, above = short_distance_factor(np.array([1.0 - 1e-15, 1.0]), 0.0)
        assert below == pytest.approx(above, rel=STATED, abs=0)

    def test_large_distances_approach_the_four_fermion_force(self):
        x = np.array([300.0, 1e3, 1e6, 1e200])
        expected = 1 + (40 + 2520 / x / x) / x / x
        np.testing.assert_allclose(short_distance_factor(x, 0.0), expected, rtol=1e-9)

    def test_small_distances_are_logarithmic(self):
        x = 1e-6
        expected = -(x**4) / 6 * (np.log(x) + np.euler_gamma)
        assert short_distance_factor(x, 0.0) == pytest.approx(expected, rel=1e-5, abs=0)

    @pytest.mark.parametrize("zero", [0.86146, 4.14066])
    def test_changes_sign_at_the_two_zeros(self, zero):
        low, high = short_distance_factor(np.array([zero - 1e-5, zero + 1e-5]), 0.0)
        assert low * high < 0.0

    def test_volume_integral_vanishes(self):
        u = np.linspace(np.log(1e-9), np.log(1e9), 40001)
        x = np.exp(u)
        integral = integrate.trapezoid(short_distance_factor(x, 0.0) / x**2, u)
        assert integral == pytest.approx(0.0, abs=1e-12)

    def test_scale_of_the_contact_term_enters_linearly(self):
        x = np.array([0.3, 2.0, 9.0])
        S0, S1, S2 = (short_distance_factor(x, scale) for scale in (0.0, 1.0, 2.0))
        np.testing.assert_allclose(S2 - S1, S1 - S0, rtol=1e-12)
        np.testing.assert_allclose(
            S1 - S0, x**4 / 12 * np.exp(-x) * (1 - x / 2), rtol=0, atol=1e-14
        )

    def test_scalars_and_empty_arrays_keep_their_shape(self):
        assert np.shape(short_distance_factor(2.0, 0.0)) == ()
        assert np.shape(short_distance_factor(np.ones(0), 0.0)) == (0,)


class TestGravity:
    M = 938272088.16

    @given(m_nu=st.floats(-6.0, 12.0).map(lambda e: 10.0**e), majorana=natures)
    def test_ratio_at_the_crossover_is_one(self, m_nu, majorana):
        r = gravity.gravity_crossover(3.0, self.M, self.M, m_nu, majorana)
        ratio = gravity.ratio_to_gravity(r, 3.0, self.M, self.M, m_nu, majorana)
        # One rounding of r changes the ratio by 2 m r roundings.
        assert ratio == pytest.approx(1.0, rel=FAR_ROUNDING * (1 + 2 * m_nu * r), abs=0)

    def test_massless_crossover_falls_with_the_fourth_root_of_the_masses(self):
        r = gravity.gravity_crossover(1.0, self.M * np.array([1.0, 16.0]), self.M, 0.0, False)
        assert r[0] / r[1] == pytest.approx(2.0, rel=ROUNDING, abs=0)

    @NATURES
    def test_mass_brings_the_crossover_closer(self, majorana):
        m_nu = np.array([0.0, 1.0, 100.0, 1e4])
        r = gravity.gravity_crossover(1.0, self.M, self.M, m_nu, majorana)
        assert np.all(np.diff(r) < 0.0)

    def test_sign_of_the_couplings_does_not_matter(self):
        a, b = gravity.gravity_crossover(np.array([2.0, -2.0]), self.M, self.M, 1.0, False)
        assert a == b

    def test_vanishing_coupling_has_no_crossover(self):
        with pytest.raises(ConvergenceError, match="couplings add up to 0"):
            gravity.gravity_crossover(np.array([1.0, 0.0]), self.M, self.M, 0.0, False)

    def test_crossover_that_is_not_found_is_an_error(self, monkeypatch):
        monkeypatch.setattr(gravity, "_MAX_STEPS", 1)
        with pytest.raises(ConvergenceError, match="no separation"):
            gravity.gravity_crossover(1.0, self.M, self.M, 1e6, False)


# --- reference values ---------------------------------------------------------


def _pair(inputs):
    return (
        to_natural("r", inputs["r"], "length"),
        to_natural("m_i", inputs["m_i"], "energy"),
        to_natural("m_j", inputs["m_j"], "energy"),
        inputs["nature"] == "majorana",
    )


def _bodies(inputs):
    g1, g2 = (
        np.array(
            [
                atom_coupling(
                    inputs[f"Z{n}"], inputs[f"N{n}"], inputs[f"neutral{n}"], f, SIN2_THETA_W
                )
                for f in ("e", "mu", "tau")
            ]
        )
        for n in (1, 2)
    )
    masses = (to_natural("mass", inputs[f"mass{n}"], "mass") for n in (1, 2))
    m_nu = to_natural("m_nu", inputs["m_nu"], "energy")
    return np.sum(g1 * g2), *masses, m_nu, inputs.get("nature") == "majorana"


def _spin_independent(inputs):
    names = ("m_lightest", "ordering", "nature", "alpha21", "alpha31")
    nu = Neutrinos(**{name: inputs[name] for name in names if name in inputs})
    g1, g2 = (coupling_matrix(inputs[f"particle{n}"], "vector", nu.mixing) for n in (1, 2))
    r = to_natural("r", inputs["r"], "length")
    return vacuum.spin_independent(r, g1, g2, nu.masses.value, nu.nature == "majorana")


def _spin_coefficient(inputs):
    v_d, v_r = vacuum.spin_coefficients(*_pair(inputs))
    return v_d if inputs["term"] == "s1_s2" else v_r


def _crossover(inputs):
    return gravity.gravity_crossover(*_bodies(inputs)) * HBAR_C


ROUTES = {
    "pair_potential": lambda i: vacuum.pair_potential(*_pair(i)),
    "pair_potential_scaled": lambda i: vacuum.pair_potential_scaled(*_pair(i)),
    "pair_gradient": lambda i: vacuum.pair_gradient(*_pair(i)),
    "spin_coefficient": _spin_coefficient,
    "spin_independent": _spin_independent,
    "ratio_to_gravity": lambda i: gravity.ratio_to_gravity(
        to_natural("r", i["r"], "length"), *_bodies(i)
    ),
    "gravity_crossover": _crossover,
}
REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "forces.json"
ENTRIES = [
    entry
    for entry in json.loads(REFERENCE.read_text(encoding="utf-8"))["entries"]
    if entry["quantity"].removeprefix("forces.vacuum.") in ROUTES
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_kernel_equals_the_reference_value(entry):
    computed = ROUTES[entry["quantity"].removeprefix("forces.vacuum.")](entry["inputs"])
    assert computed == pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=0)


@NATURES
@pytest.mark.parametrize("x", [*np.geomspace(1e-12, 0.99 * spectral.LIGHT, 9), spectral.LIGHT])
def test_light_neutrinos_have_the_potential_of_bessel_functions(majorana, x):
    with mpmath.workdps(40):
        X = mpmath.mpf(float(x))
        closed = {
            True: X**2 * mpmath.besselk(2, X) / 2,
            False: X**3 * mpmath.besselk(3, X) / 8,
        }
        found = float(spectral.light_potential(np.float64(x)).of(majorana))
        assert found == pytest.approx(float(closed[majorana]), rel=SERIES, abs=0)


@NATURES
def test_potential_is_continuous_where_the_series_ends(majorana):
    m = 0.5 * spectral.LIGHT
    inside, outside = (
        vacuum.pair_potential_scaled(np.float64(1.0), *2 * (np.float64(m * side),), majorana)
        for side in (1 - 1e-12, 1 + 1e-12)
    )
    # The potential itself changes by less than the difference of the arguments.
    assert inside == pytest.approx(outside, rel=SERIES + 2e-12, abs=0)

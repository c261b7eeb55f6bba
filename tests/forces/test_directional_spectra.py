"""Integrals over energies: against sums over single energies, closed forms, conservation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from softnu.backgrounds.flux import FluxSpectrum, Line, gaussian_spectrum, nothing
from softnu.errors import ConvergenceError
from softnu.forces.kernels.directional import spectra
from softnu.forces.kernels.directional.lobe import (
    Exchange,
    lobe_kernel,
    lobe_kernel_gradient,
    one_mass,
)
from softnu.forces.kernels.directional.panels import (
    halving_grid,
    nodes_between,
    quadrature_rule,
    smooth_edges,
)
from softnu.forces.kernels.directional.slow import slow_S00
from softnu.forces.kernels.directional.spectra import Lobes, directional_S00, directional_tensors
from softnu.forces.kernels.directional.spread import gaussian_energy_factor, gaussian_wave
from softnu.numerics.filon import filon_weights
from softnu.numerics.filon_loops import panel_weights, spherical_bessel
from softnu.numerics.panels import NODES

#: Of the integral of the moduli of the waves; 1e-9 is promised, smooth fluxes do better.
SMOOTH = 1e-11
PROMISED = 1e-9
ROUNDING = 1e-13  # sums of some hundred products
PHASE = 1e-15  # per radian of the waves

MASSLESS = one_mass(0.0, False)
LOW, HIGH = 0.5, 6.0


def flux(E):
    return E**2 * np.exp(-E) * (1 + 0.2 * np.sin(3 * E))


def spectrum(function=flux, low=LOW, high=HIGH):
    return FluxSpectrum(function, nothing, (low, high))


def lobes(axis=(0.0, 0.0, 1.0), kappa_f=np.inf):
    return Lobes(np.array([axis]), np.array([kappa_f]), np.ones(1))


def sum_of_energies(r, axis, kappa_f, exchange, population, low=LOW, high=HIGH, nodes=140):
    """Kernels and gradients summed over many single energies."""
    u, w = np.polynomial.legendre.leggauss(nodes)
    E, w = low + 0.5 * (high - low) * (u + 1), 0.5 * (high - low) * w
    k = np.sqrt((E - exchange.m_i) * (E + exchange.m_i))
    tensors = lobe_kernel_gradient(r, k, axis, kappa_f, exchange, population)
    return [np.tensordot(w * flux(E) / E, tensor, 1) for tensor in tensors]


@pytest.mark.parametrize("kappa_f", [0.0, 3.0, 1e3, 1e6, np.inf])
@pytest.mark.parametrize("distance", [0.05, 2.0, 9.0])
def test_integral_is_the_sum_over_single_energies(kappa_f, distance):
    r = distance * np.array([0.36, -0.48, 0.8])
    # On one axis of the two the lobe shines, on the other it is at the side.
    axis = np.array([0.3, -0.5, 0.9]) if distance > 1.0 else np.array([1.0, 0.2, -0.3])
    for exchange, population in (
        (MASSLESS, "sum"),
        (Exchange(0.3, 0.1, 0.6 + 0.8j, 0.7), "produced"),
    ):
        expected = sum_of_energies(r, axis, kappa_f, exchange, population)
        computed = directional_tensors(
            r, spectrum(), lobes(axis, kappa_f), exchange, population, gradient=True
        )
        # The moduli of the waves: k |w| F, and one power of k or 1/r for the gradient.
        size = 10.0 * min(1.0, (1.0 + kappa_f) / distance) / (4 * np.pi * distance)
        for n, (a, b) in enumerate(zip(computed, expected, strict=True)):
            scale = max(np.max(np.abs(b)), size * (1.0, 3.0 + 1.0 / distance)[n // 2])
            np.testing.assert_allclose(a, b, rtol=0.0, atol=SMOOTH * scale)


@pytest.mark.parametrize("exponent", [1, 3, 6, 12, 18])
@pytest.mark.parametrize("phase", [0.0, 1.0, 10.0, 40.0])
def test_gaussian_beam_has_its_closed_form_at_any_distance(exponent, phase):
    r, sigma = 10.0**exponent, 0.1
    alpha = np.sqrt(phase / r)
    if alpha > 1.0:
        return
    at = r * np.array([np.sin(alpha), 0.0, np.cos(alpha)])
    computed = directional_S00(
        at, gaussian_spectrum(1.0, sigma, 1.0), lobes(), MASSLESS, "sum", "drop"
    )
    phi = 2 * r * np.sin(0.5 * alpha) ** 2
    main = np.cos(0.5 * alpha) ** 2 * gaussian_energy_factor(1.0, sigma, phi).real
    rest = np.cos(alpha) * gaussian_wave(1.0, sigma, phi).imag / (2 * r)
    # The angle is held by vectors.
    slack = SMOOTH + 4e-16 * r * alpha
    assert 4 * np.pi * r * computed == pytest.approx(main - rest, abs=slack)


@pytest.mark.parametrize("kappa_f", [30.0, 1e6])
@pytest.mark.parametrize("x", [10.0, 1e4, 1e12])
def test_gaussian_lobe_agrees_with_the_sum_over_fixed_nodes(kappa_f, x):
    for alpha in (0.0, 1e-3):
        at = x * np.array([np.sin(alpha), 0.0, np.cos(alpha)])
        computed = directional_S00(
            at, gaussian_spectrum(1.0, 0.1, 1.0), lobes(kappa_f=kappa_f), MASSLESS, "sum", "drop"
        )
        expected = slow_S00(x, alpha, 1.0, 0.1, kappa_f)
        size = min(1.0, kappa_f / x)
        assert 4 * np.pi * x * computed == pytest.approx(expected, abs=PROMISED * size)


@pytest.mark.parametrize("x", [1e3, 1e6, 1e9])
def test_fast_waves_of_a_smooth_flux_average_to_zero(x):
    r = np.array([0.1 * x, 0.0, x])
    keep, drop = (
        directional_tensors(
            r, gaussian_spectrum(1.0, 0.1, 1.0), lobes(kappa_f=1e9), MASSLESS, "sum", fast
        )
        for fast in ("keep", "drop")
    )
    # sigma_E phi = 100 for the fast waves: e^-5000.
    size = 1.0 / (4 * np.pi * x)
    for a, b in zip(keep[:2], drop[:2], strict=True):
        np.testing.assert_allclose(a, b, rtol=0.0, atol=PROMISED * size)


class TestSpecies:
    R = np.array([0.4, 1.0, -0.7])

    def tensors(self, source, exchange=MASSLESS, **rest):
        return directional_tensors(
            self.R, source, lobes((1, 2, 0), 5.0), exchange, "produced", gradient=True, **rest
        )

    def test_antineutrinos_change_the_sign_of_A_and_conjugate_the_couplings(self):
        nu, nubar = spectrum(), FluxSpectrum(nothing, flux, (LOW, HIGH))
        exchange = Exchange(0.2, 0.5, 0.6 + 0.8j, 0.4)
        conjugate = exchange._replace(dirac=0.6 - 0.8j)
        ours, theirs = self.tensors(nubar, exchange), self.tensors(nu, conjugate)
        for sign, a, b in zip((1, -1, 1, -1), ours, theirs, strict=True):
            np.testing.assert_allclose(a, sign * b, rtol=ROUNDING)

    def test_equal_fluxes_leave_the_symmetric_kernel(self):
        both, nu = self.tensors(FluxSpectrum(flux, flux, (LOW, HIGH))), self.tensors(spectrum())
        np.testing.assert_allclose(both.S, 2 * nu.S, rtol=ROUNDING)
        assert not np.any(both.A)
        assert not np.any(both.dA)

    def test_lines_are_single_energies(self):
        lines = (Line(1.5, 2.0, "nu"), Line(0.7, 3.0, "nubar"), Line(0.1, 9.0, "nu"))
        exchange = Exchange(0.2, 0.4)  # the last line is below the mass
        source = FluxSpectrum(nothing, nothing, (), lines)
        S, A = np.zeros((4, 4)), np.zeros((4, 4))
        for line, sign in zip(lines[:2], (1, -1), strict=True):
            k = np.sqrt(line.E**2 - 0.04)
            part = lobe_kernel(self.R, k, np.array([1.0, 2.0, 0.0]), 5.0, exchange, "produced")
            S += line.flux / line.E * part[0]
            A += sign * line.flux / line.E * part[1]
        computed = self.tensors(source, exchange)
        np.testing.assert_allclose(computed.S, S, rtol=ROUNDING, atol=ROUNDING)
        np.testing.assert_allclose(computed.A, A, rtol=ROUNDING, atol=ROUNDING)

    def test_lobes_add_up(self):
        axes = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]])
        sky = Lobes(axes, np.array([5.0, np.inf]), np.array([0.3, 0.7]))
        together = directional_tensors(self.R, spectrum(), sky, MASSLESS, "sum")
        parts = [
            directional_tensors(
                self.R, spectrum(), Lobes(*(field[n : n + 1] for field in sky)), MASSLESS, "sum"
            )
            for n in range(2)
        ]
        np.testing.assert_allclose(together.S, parts[0].S + parts[1].S, rtol=ROUNDING)
        np.testing.assert_allclose(together.A, parts[0].A + parts[1].A, rtol=ROUNDING)
        assert together.dS.size == 0

    def test_time_component_alone_is_the_same(self):
        for exchange in (MASSLESS, Exchange(0.2, 0.4, 1.0, 0.5)):
            source = FluxSpectrum(flux, lambda E: E, (LOW, HIGH), (Line(2.0, 1.0, "nu"),))
            alone = directional_S00(self.R, source, lobes((1, 2, 0), 5.0), exchange, "produced")
            whole = self.tensors(source, exchange).S[0, 0]
            assert alone == pytest.approx(whole, rel=ROUNDING, abs=0)

    def test_neutrinos_below_their_mass_do_not_exist(self):
        exchange = Exchange(1.0, 0.0)
        below, above = (
            directional_S00(self.R, spectrum(low=low), lobes(), exchange, "sum")
            for low in (0.25, 1.0)
        )
        assert below == pytest.approx(above, rel=PROMISED, abs=0)

    def test_separations_keep_their_shape(self):
        r = np.arange(1.0, 19.0).reshape(2, 3, 3)
        many = directional_tensors(r, spectrum(), lobes(), MASSLESS, "sum", gradient=True)
        assert many.S.shape == (2, 3, 4, 4)
        assert many.dA.shape == (2, 3, 3, 4, 4)
        one = directional_tensors(r[1, 2], spectrum(), lobes(), MASSLESS, "sum", gradient=True)
        np.testing.assert_array_equal(many.dS[1, 2], one.dS)


@settings(max_examples=8)
@given(
    distance=st.floats(-1.0, 3.0).map(lambda e: 10.0**e),
    kappa_f=st.sampled_from([0.0, 10.0, 1e4, np.inf]),
    angle=st.floats(0.0, 3.1),
)
def test_massless_spectrum_is_transverse(distance, kappa_f, angle):
    r = distance * np.array([np.sin(angle), 0.0, np.cos(angle)])
    _, _, dS, dA = directional_tensors(
        r, spectrum(), lobes(kappa_f=kappa_f), MASSLESS, "sum", gradient=True
    )
    size = 30.0 * min(1.0, (1.0 + kappa_f) / distance) / distance * (1 + 1 / distance)
    for d in (dS + dA, dS - dA):
        np.testing.assert_allclose(
            np.einsum("iim->m", d[:, 1:, :]), 0.0, rtol=0, atol=PROMISED * size
        )


class TestPanels:
    def test_a_square_root_at_the_end_gets_small_panels(self):
        edges = smooth_edges(lambda E: np.sqrt(1.0 - E), np.array([0.0, 1.0]))
        assert np.all(np.diff(np.diff(edges)) <= 0.0)
        E, weights, halves, first = halving_grid(lambda E: np.sqrt(1.0 - E), edges, 0)
        _, weight, _ = quadrature_rule()
        total = np.sum(halves[:, None] * weight * weights * E)
        assert total == pytest.approx(2 / 3, rel=1e-11, abs=0)
        assert first.tolist() == [0, edges.size - 1]

    def test_each_level_halves_the_panels_of_the_one_above(self):
        E, _, halves, first = halving_grid(flux, np.array([1.0, 2.0, 4.0]), 3)
        assert first.tolist() == [0, 2, 6, 14, 30]
        for level in range(3):
            for panel in range(2 * 2**level):
                child = first[level + 1] + 2 * panel
                assert halves[child] == 0.5 * halves[first[level] + panel]
                middle = E[first[level] + panel].mean()
                assert E[child].max() < middle < E[child + 1].min()

    def test_very_many_panels_are_halved_less_often(self):
        edges = np.linspace(1.0, 2.0, 20001)
        *_, first = halving_grid(flux, edges, 10)
        assert first.size - 2 == 1

    def test_a_table_is_smooth_between_its_energies(self):
        E = np.linspace(LOW, HIGH, 40)
        table = FluxSpectrum(lambda e: np.interp(e, E, flux(E)), nothing, tuple(E.tolist()))
        r = np.array([0.3, 0.0, 1.0])
        computed = directional_S00(r, table, lobes(kappa_f=50.0), MASSLESS, "sum")
        exact = directional_S00(r, spectrum(), lobes(kappa_f=50.0), MASSLESS, "sum")
        assert computed == pytest.approx(exact, rel=1e-2, abs=0)
        assert computed != pytest.approx(exact, rel=1e-5, abs=0)

    @pytest.mark.parametrize("kappa_f", [1.0, 1e4, np.inf])
    def test_many_narrow_panels_with_few_nodes_agree_with_many_nodes(self, monkeypatch, kappa_f):
        rows = np.linspace(0.4, 6.0, 50)
        table = FluxSpectrum(lambda E: np.interp(E, rows, flux(rows)), nothing, tuple(rows))
        r = np.array([[1e-3, 0.0, 1.0], [2.0, 0.0, 300.0], [2e4, 0.0, 1e7]])

        def tensors():
            return directional_tensors(r, table, lobes(kappa_f=kappa_f), MASSLESS, "sum")

        assert nodes_between(table.nu, rows) < NODES
        few = tensors()
        monkeypatch.setattr(spectra, "nodes_between", lambda *_: NODES)
        # The moduli of the waves.
        x = np.linalg.norm(r, axis=-1)
        size = np.minimum(1.0, (1.0 + kappa_f) / x) / (4.0 * np.pi * x)
        for a, b in zip(few[:2], tensors()[:2], strict=True):
            assert np.all(np.max(np.abs(a - b), axis=(1, 2)) <= PROMISED * size)

    def test_few_wide_or_rough_panels_have_many_nodes(self):
        assert nodes_between(flux, np.linspace(0.4, 6.0, 10)) == NODES
        assert nodes_between(lambda E: np.sin(300.0 * E), np.linspace(0.4, 6.0, 120)) == NODES

    def test_a_step_without_an_edge_is_found(self):
        step = spectrum(lambda E: np.where(np.pi < E, 1.0, 0.0))
        with_edge = FluxSpectrum(step.nu, nothing, (LOW, np.pi, HIGH))
        found, given = (
            directional_S00(np.ones(3), source, lobes(), MASSLESS, "sum")
            for source in (step, with_edge)
        )
        assert found == pytest.approx(given, rel=1e-10, abs=0)

    def test_a_flux_without_an_integral_is_refused(self):
        with pytest.raises(ConvergenceError, match=r"cannot be integrated near \S+e-1"):
            directional_S00(
                np.ones(3), spectrum(lambda E: 1 / E, low=0.0), lobes(), MASSLESS, "sum"
            )

    def test_what_cannot_be_resolved_is_refused(self, monkeypatch):
        # The phase of two masses is not linear in E: one panel cannot follow it for long.
        monkeypatch.setattr(spectra, "_LEVELS", (0,))
        r = np.array([0.0, 0.0, 1e5])
        with pytest.raises(ConvergenceError, match=r"does not converge at r = 100000 1/eV"):
            directional_S00(r, spectrum(), lobes(), Exchange(0.1, 0.4), "sum", "drop")


class TestFilonWeights:
    @pytest.mark.parametrize(
        "phase", [0.0, 1e-20, 1e-9, 1e-3, 0.5, 3.1, 4.5, 12.0, 15.9, 16.1, 40.0, 1e4, 1e12]
    )
    def test_one_panel_has_the_weights_of_many(self, phase):
        _, weight, polynomials = quadrature_rule()
        ours = np.empty(weight.size, dtype=complex)
        panel_weights(phase, weight, polynomials, np.empty(weight.size), ours)
        np.testing.assert_allclose(ours, filon_weights(np.array(phase)), rtol=0.0, atol=2e-15)
        panel_weights(-phase, weight, polynomials, np.empty(weight.size), ours)
        np.testing.assert_allclose(
            ours, filon_weights(np.array(phase)).conj(), rtol=0.0, atol=2e-15
        )

    @given(argument=st.floats(-18.0, 6.0).map(lambda e: 10.0**e))
    def test_bessel_functions_are_scipys(self, argument):
        ours = np.empty(16)
        spherical_bessel(argument, ours)
        theirs = special.spherical_jn(np.arange(16), argument)
        np.testing.assert_allclose(ours, theirs, rtol=0.0, atol=2e-15)

    @pytest.mark.parametrize("zero", [np.pi, 4.493409457909064, 7.725251836937707])
    def test_bessel_functions_have_the_right_sign_at_zeros_of_the_first(self, zero):
        ours = np.empty(16)
        spherical_bessel(zero, ours)
        theirs = special.spherical_jn(np.arange(16), zero)
        np.testing.assert_allclose(ours, theirs, rtol=0.0, atol=2e-15)

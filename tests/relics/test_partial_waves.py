"""Exact density around a sphere: many digits, continuity, the theorem, and the chooser."""

from __future__ import annotations

import warnings

import mpmath as mp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import ConfigError, DomainError, UnitsError, ValidityWarning
from softnu.relics import density_around_sphere
from softnu.relics.kernels import partial_loops, partial_waves
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.partial_waves import (
    centre_overdensity,
    rounding,
    sphere_overdensity,
    tan_phase_shift,
)
from softnu.relics.sphere import closed_form, closed_form_error

#: Recurrences in double precision against 60 digits, kR up to 60, relative to delta kR for the
#: phase shifts and to the larger of delta and the result for the sums.
DIGITS = 3e-14
#: Near -1/2 the momentum inside, a difference, and the sums inside lose digits.
NEAR_HALF = 1e-11
#: The table of S/(delta/2) has seven digits.
PRINTED = 1e-7
#: Two ways through a thousand recurrences.
RATIOS = 1e-12


def exact(delta, kR, kr=None, inside=False, **options):
    kr = kR if kr is None else kr
    arrays = (np.asarray(v, dtype=float) for v in (delta, kR, kr))
    return sphere_overdensity(*arrays, np.asarray(inside), **options)


def riccati(x, last):
    """psi_l and chi_l for l = -1 ... last, with many digits."""
    top = int(max(last, x)) + 60 + int(20 * mp.cbrt(x))
    f = [mp.mpf(0), mp.mpf(1)]
    for l in range(top, 0, -1):
        f.append((2 * l + 1) / x * f[-1] - f[-2])
    f = f[:0:-1]
    first, second = mp.sin(x), mp.sin(x) / x - mp.cos(x)
    scale = first / f[0] if abs(first) > abs(second) else second / f[1]
    chi = [mp.sin(x), -mp.cos(x)]
    for l in range(1, last + 1):
        chi.append((2 * l - 1) / x * chi[-1] - chi[-2])
    return [mp.cos(x), *(scale * v for v in f[: last + 1])], chi


class Waves:
    """The printed formulas at 60 digits."""

    def __init__(self, delta, kR, last):
        self.a = mp.sqrt(1 + 2 * mp.mpf(delta))
        psi, chi = riccati(mp.mpf(kR), last)
        u, _ = riccati(self.a * mp.mpf(kR), last)
        pairs = range(1, last + 2)
        self.N = [u[i] * psi[i - 1] - self.a * u[i - 1] * psi[i] for i in pairs]
        self.M = [u[i] * chi[i - 1] - self.a * u[i - 1] * chi[i] for i in pairs]
        self.last = last

    def density(self, kr, inside):
        z = mp.mpf(kr)
        psi, chi = (f[1:] for f in riccati(z, self.last))
        w = riccati(self.a * z, self.last)[0][1:]
        total = mp.mpf(0)
        for l, (N, M) in enumerate(zip(self.N, self.M, strict=True)):
            size = N * N + M * M
            if inside:
                term = w[l] ** 2 / size - psi[l] ** 2
            else:
                term = (N * N * (chi[l] ** 2 - psi[l] ** 2) - 2 * N * M * psi[l] * chi[l]) / size
            total += (2 * l + 1) * term
        return float(total / z**2)


DELTAS = pytest.mark.parametrize("delta", [1e-12, -1e-6, 1e-3, 0.3, -0.3, -0.45, 4.0])


class TestManyDigits:
    @DELTAS
    @pytest.mark.parametrize("kR", [0.37, 2.5, 11.3, 60.7])
    def test_density_outside_and_inside(self, delta, kR):
        size = max(abs(delta), 1e-2 * delta**2)
        with mp.workdps(60):
            waves = Waves(delta, kR, int(kR + 15 * kR ** (1 / 3)) + 45)
            for ratio in (1.0, 1.13, 2.9):
                found = float(exact(delta, kR, ratio * kR))
                assert found == pytest.approx(waves.density(ratio * kR, False), abs=DIGITS * size)
            for ratio in (0.01, 0.4, 0.93, 1.0):
                found = float(exact(delta, kR, ratio * kR, inside=True))
                inner = 30.0 * DIGITS * max(size, 1e-3 * kR * size)
                assert found == pytest.approx(waves.density(ratio * kR, True), abs=inner)

    @DELTAS
    @pytest.mark.parametrize("kR", [1e-3, 0.8, 7.7, 40.2])
    def test_phase_shifts(self, delta, kR):
        l = np.array([0, 1, 2, 5, 9, int(kR), int(1.3 * kR) + 3, int(2 * kR) + 12])
        with mp.workdps(60):
            waves = Waves(delta, kR, int(l.max()))
            expected = [float(waves.N[n] / waves.M[n]) for n in l]
        found = tan_phase_shift(l, np.asarray(delta), np.asarray(kR))
        assert found == pytest.approx(expected, rel=DIGITS * max(1.0, kR), abs=1e-290)

    def test_almost_no_momentum_inside(self):
        delta, kR = -0.499999, 9.1
        with mp.workdps(60):
            waves = Waves(delta, kR, 90)
            assert float(exact(delta, kR)) == pytest.approx(
                waves.density(kR, False), rel=1e-13, abs=0
            )
            found = float(exact(delta, kR, 6.0, inside=True))
            assert found == pytest.approx(waves.density(6.0, True), rel=NEAR_HALF, abs=0)

    def test_centre_is_the_first_wave_alone(self):
        delta, kR = np.asarray(0.02), np.asarray(17.0)
        near = exact(delta, kR, 1e-4, inside=True)
        assert float(near) == pytest.approx(float(centre_overdensity(delta, kR)), rel=1e-6, abs=0)
        assert exact(delta, kR, 0.0, inside=True) == centre_overdensity(delta, kR)


class TestLaws:
    @given(delta=st.floats(-0.45, 2.0).filter(lambda d: abs(d) > 1e-12), kR=st.floats(0.1, 400.0))
    def test_density_is_continuous_at_the_surface(self, delta, kR):
        outside, inside = exact(delta, kR), exact(delta, kR, inside=True)
        # Narrow resonances magnify the rounding of the momentum.
        error = NEAR_HALF * (abs(delta) + abs(outside)) * (1.0 + kR)
        assert float(inside) == pytest.approx(float(outside), abs=float(error))

    def test_flux_of_one_momentum_is_conserved(self):
        """Unitarity: sin^2 d and tan d give the same as (e^{2id} - 1)/2, wave by wave."""
        l = np.arange(30)
        tangent = tan_phase_shift(l, np.asarray(0.05), np.asarray(12.0))
        d = np.arctan(tangent)
        psi, chi = np.empty(31), np.empty(31)
        psi[:2], chi[:2] = (np.cos(15.0), np.sin(15.0)), (np.sin(15.0), -np.cos(15.0))
        partial_loops.regular(15.0, 0.0, 0, psi)
        partial_loops.upward(15.0, 0.0, 0, 31, chi)
        hankel = (psi + 1j * chi)[1:]
        sums = ((2 * l + 1) * 0.5 * (np.exp(2j * d) - 1.0) * hankel**2).sum().real / 225.0
        assert float(exact(0.05, 12.0, 15.0)) == pytest.approx(sums, rel=1e-12, abs=0)

    def test_over_and_underdensity_cancel(self):
        """The integral over height of what a large sphere does vanishes, within its radius."""
        kR, delta, top = 1000.0, 1e-4, 40.0
        edges = np.linspace(0.0, top, 21)
        x, w = np.polynomial.legendre.leggauss(12)
        h = (0.5 * (edges[1:] + edges[:-1])[:, None] + 0.5 * np.diff(edges)[:, None] * x).ravel()
        values = exact(delta, kR, kR + h).reshape(20, 12)
        total = float((values * w * 0.5 * np.diff(edges)[:, None]).sum())
        # The tail of F beyond the top, and curvature over the heights.
        assert abs(total) < 0.5 * delta * (1.0 / (4.0 * top) + 2.0 * top / kR)

    @pytest.mark.parametrize(
        ("kR", "size", "plus", "minus"),
        [
            (1e2, 6.2996e-3, 0.9972213, 0.9993289),
            (1e3, 1.3572e-3, 0.9995427, 1.0007033),
            (1e4, 2.9240e-4, 0.9998937, 1.0000771),
            (1e5, 6.2996e-5, 0.9999791, 1.0000214),
        ],
    )
    def test_surface_density_is_half_of_delta(self, kR, size, plus, minus):
        delta = np.array([size, -size])
        ratios = exact(delta, kR) / (0.5 * delta)
        # The printed delta has five digits, to which the last one of the ratio may react.
        assert ratios == pytest.approx([plus, minus], abs=2.0 * PRINTED)
        flat = flat_density(delta, np.zeros(2)) / (0.5 * delta)
        assert np.all(np.abs(ratios - flat) < 1.0 / kR)

    @pytest.mark.parametrize("kR", [100.0, 500.0, 3000.0])
    @pytest.mark.parametrize("delta", [2e-3, -2e-3, -2e-2, 1e-6])
    def test_closed_form_is_as_good_as_it_says(self, kR, delta):
        shares = np.linspace(-0.5, 2.0, 21)
        kr, inside = kR * (1.0 + shares), shares < 0.0
        found = exact(delta, kR, kr, inside)
        d = np.full(kr.shape, delta)
        near = closed_form(d, 2.0 * kR * np.abs(shares), inside)
        assert np.all(np.abs(found - near) <= closed_form_error(d, np.asarray(kR), kr, inside))

    @pytest.mark.parametrize("delta", [-0.1, 0.05])
    def test_deep_inside_the_density_of_states_is_that_of_the_momentum(self, delta):
        values = exact(delta, 300.0, 300.0 - np.linspace(60.0, 90.0, 200), inside=True)
        # Waves from the surface have become small and average out.
        assert values.mean() == pytest.approx(np.sqrt(1.0 + 2.0 * delta) - 1.0, abs=5e-4)

    def test_no_matter_changes_nothing(self):
        assert exact(0.0, 30.0, 31.0) == 0.0
        assert exact(0.0, 30.0, 3.0, inside=True) == 0.0

    def test_error_that_is_quoted_falls_with_delta(self):
        kR = np.asarray(1e4)
        assert rounding(np.asarray(1e-9), kR) < 1e-17
        assert rounding(np.asarray(1e-3), np.asarray(1e10)) == 5e-12


class TestLongSums:
    def test_blocks_threads_and_reports_change_nothing(self, monkeypatch):
        delta, kR = np.array([1e-3, -1e-3, 0.3]), np.array([900.0, 800.0, 50.0])
        whole = exact(delta, kR, kR + 1.0)
        monkeypatch.setattr(partial_waves, "REPORT", 100)
        shares = []
        parts = exact(delta, kR, kR + 1.0, progress=shares.append, workers=2)
        # Sums of blocks that end elsewhere round elsewhere.
        assert parts == pytest.approx(whole, rel=1e-11, abs=0)
        assert shares[-1] == pytest.approx(1.0, abs=0.05)
        assert shares == sorted(shares)
        assert len(shares) > 10

    @pytest.mark.parametrize("kr", [150.0, 160.0, 140.0, 70.0])
    def test_ratios_do_what_values_do(self, kr, monkeypatch):
        """Where both ways through the decaying waves hold."""
        delta, inside = -0.4, kr < 150.0
        monkeypatch.setattr(partial_loops, "DEEP", 1e3)
        values = exact(delta, 150.0, kr, inside)
        monkeypatch.setattr(partial_loops, "DEEP", 1.0)
        assert exact(delta, 150.0, kr, inside) == pytest.approx(values, rel=RATIOS, abs=0)


class TestFace:
    def test_the_earth_in_microseconds(self):
        found = density_around_sphere("6371 km", "0.53 meV", ["0 m", "0.1 mm"], delta=-2.5e-8)
        assert found.method == "closed_form"
        assert found.value.shape == (2,)
        assert float(found.value[0]) == pytest.approx(-1.25e-8, rel=1e-6, abs=0)
        assert np.all(found.error.value < 1e-18)
        assert float(found.resonance[0]) == 0.0

    def test_potential_in_place_of_delta(self):
        found = density_around_sphere(
            "1 km", "0.53 meV", "0 m", U="2.5e-14 eV", m_nu="0.1 eV", method="closed_form"
        )
        assert float(found.value) == pytest.approx(
            -0.5 * 0.1 * 2.5e-14 / 0.53e-3**2, rel=1e-4, abs=0
        )

    def test_small_spheres_are_summed(self):
        found = density_around_sphere("10 mm", "0.53 meV", ["0 mm", "-1 mm", "-10 mm"], delta=1e-3)
        assert found.method == "exact"
        kR = 0.53e-3 * 0.01 / 1.9732698045930246e-7
        expected = exact(1e-3, kR, kR * np.array([1.0, 0.9, 0.0]), np.array([False, True, True]))
        assert found.value.value == pytest.approx(expected, rel=1e-10, abs=0)
        assert np.all(found.error.value < 1e-14)

    def test_resonances_are_announced(self):
        with pytest.warns(ValidityWarning, match="narrow resonances"):
            found = density_around_sphere("5 m", "0.53 meV", "0 m", delta=5e-3)
        assert found.method == "exact"
        assert float(found.resonance) > 1e-3
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            density_around_sphere("5 m", "0.53 meV", "0 m", delta=-5e-3, method="closed_form")

    @pytest.mark.parametrize(
        ("changes", "error", "words"),
        [
            ({"radius": "0 m"}, DomainError, "radius"),
            ({"momentum": "-1 eV"}, DomainError, "momentum"),
            ({"momentum": 0.1}, UnitsError, "momentum"),
            ({"height": "-2 m"}, DomainError, "minus the radius"),
            ({"delta": float("nan")}, DomainError, "delta"),
            ({"delta": -0.5, "method": "exact"}, DomainError, "delta > -1/2"),
            ({"delta": None}, ConfigError, "either delta"),
            ({"U": "1e-14 eV"}, ConfigError, "either delta"),
            ({"delta": None, "U": "1e-14 eV"}, ConfigError, "m_nu"),
            ({"method": "exakt"}, DomainError, "did you mean 'exact'"),
            ({"accuracy": 0.0}, DomainError, "accuracy"),
            ({"workers": 0}, DomainError, "workers"),
        ],
    )
    def test_bad_input(self, changes, error, words):
        given = {"radius": "1 m", "momentum": "1 meV", "height": "0 m", "delta": -1e-6}
        given |= changes
        with pytest.raises(error, match=words):
            density_around_sphere(**given)


class TestCatalogue:
    def test_total_reflection_has_a_closed_form_but_no_sum(self):
        inputs = {"delta": -0.6, "kR": 100, "kr": 100}
        value = evaluate("relics.overdensity.sphere", **inputs).value
        assert float(value) == pytest.approx(-1.0 + 1.0 / 1.8, abs=0)
        with pytest.raises(DomainError, match="delta > -1/2"):
            evaluate("relics.overdensity.sphere", **inputs, method="exact")
        with pytest.raises(DomainError, match="delta > -1/2"):
            evaluate("relics.partial_wave.tan_phase_shift", l=0, delta=-0.5, kR=1)

    @pytest.mark.parametrize(("region", "kr"), [("outside", 9), ("inside", 11)])
    def test_regions_are_checked(self, region, kr):
        with pytest.raises(DomainError, match=rf"kr = {kr} is not allowed: {region}"):
            evaluate("relics.overdensity.sphere", delta=1e-3, kR=10, kr=kr, region=region)

    def test_both_sides_of_the_surface(self):
        inputs = {"delta": 1e-3, "kR": 10, "kr": [9.0, 10.0, 11.0], "method": "exact"}
        values = evaluate("relics.overdensity.sphere", **inputs).value
        expected = exact(1e-3, 10.0, [9.0, 10.0, 11.0], [True, False, False])
        assert values == pytest.approx(expected, rel=1e-14, abs=0)

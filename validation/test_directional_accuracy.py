"""Lobes in many digits, spectra against sums over very many energies, compiled loops."""

import mpmath as mp
import numpy as np
import pytest

from softnu.backgrounds import SolarNeutrinos
from softnu.backgrounds.flux import FluxSpectrum, nothing
from softnu.forces.kernels.directional import spectra
from softnu.forces.kernels.directional.lobe import (
    MANY,
    Exchange,
    lobe_kernel,
    lobe_kernel_gradient,
    one_mass,
)
from softnu.forces.kernels.directional.slow import slow_S00
from softnu.forces.kernels.directional.spectra import Lobes, directional_tensors
from softnu.forces.kernels.isotropic_tensor import LEVI_CIVITA
from softnu.numerics.panels import NODES

ROUNDING = 1e-14  # what the kernel promises besides the phase, of the largest component
PHASE = 1e-15  # lost per radian of phase, as promised
GRADIENT = 4.0  # gradients: a few more products than the kernel itself
SPECTRUM = 1e-9  # what integrals over energies promise, of the moduli of the waves
SUBNORMAL = 1e-300  # below 2e-308 a float has fewer digits
LOOPS = 1e-13  # compilers order and contract operations differently


def _closed_form(r, axis, kappa_f, m_i, m_j, population, dirac, mass_term, digits=90):
    """S and A as written, k = 1: coth Z in full, no wave taken apart."""
    with mp.workdps(digits):
        r, n = ([mp.mpf(v) for v in vector] for vector in (r, axis))
        d, length = (mp.sqrt(sum(v * v for v in vector)) for vector in (r, n))
        h, n = [v / d for v in r], [v / length for v in n]
        c = sum(a * b for a, b in zip(n, h, strict=True))
        kappa, m_i, m_j = mp.mpf(kappa_f), mp.mpf(m_i), mp.mpf(m_j)
        E = mp.sqrt(1 + m_i**2)
        produced = (E + 1) / 2
        K0, K = {"sum": (E, 1), "produced": (produced, produced)}.get(
            population, (E - produced, 1 - produced)
        )
        Z = mp.sqrt(kappa**2 - d**2 - 2j * kappa * d * c)
        F = mp.sinh(Z) / Z * kappa / mp.sinh(kappa)
        f_size = F * (mp.coth(Z) - 1 / Z) / Z
        f = [f_size * (kappa * a - 1j * d * b) for a, b in zip(n, h, strict=True)]
        rate = mp.sqrt(E**2 - m_j**2)
        if mp.im(rate) != 0:
            rate = abs(rate)
            w = mp.exp(-rate * d) / (4 * mp.pi * d)
            slope = -(rate + 1 / d) * w
        else:
            w = mp.cos(rate * d) / (4 * mp.pi * d)
            slope = -(rate * mp.sin(rate * d) + mp.cos(rate * d) / d) / (4 * mp.pi * d)
        g = mp.mpc(dirac)
        fh = sum(a * b for a, b in zip(f, h, strict=True))
        mass = mass_term * m_i * m_j * mp.re(F) * w
        S, A = (np.zeros((4, 4), dtype=object) for _ in range(2))
        S[0, 0] = mp.re(g * (K0 * E * F * w - 1j * K * slope * fh)) - mass
        space = mp.re(g * (K0 * E * F * w + 1j * K * slope * fh)) + mass
        for i in range(3):
            mixed = mp.re(g * (E * K * f[i] * w - 1j * K0 * F * slope * h[i]))
            S[0, i + 1] = S[i + 1, 0] = mixed
            j, l = (i + 1) % 3, (i + 2) % 3
            cross = -K * slope * mp.re(g * (f[j] * h[l] - f[l] * h[j]))
            A[0, i + 1], A[i + 1, 0] = cross, -cross
            for j in range(3):
                S[i + 1, j + 1] = (space if i == j else 0) + mp.re(
                    -1j * g * K * slope * (f[i] * h[j] + f[j] * h[i])
                )
                A[i + 1, j + 1] = sum(
                    int(LEVI_CIVITA[i, j, l])
                    * mp.re(g * (K0 * F * slope * h[l] - 1j * E * K * f[l] * w))
                    for l in range(3)
                )
        return S, A


def _points(count, seed):
    rng = np.random.default_rng(seed)
    for n in range(count):
        x = 10.0 ** rng.uniform(-6, 7)
        kappa_f = 10.0 ** rng.uniform(-6, 6)
        axis, other = rng.normal(size=(2, 3))
        axis /= np.linalg.norm(axis)
        # A third of the points within the lobe, a third within its opposite.
        side = (1.0, -1.0, 0.0)[n % 3]
        spread = rng.uniform(0, 3) / np.sqrt(1 + min(kappa_f, 1e9)) if side else 1.0
        direction = side * axis + spread * other
        masses = rng.choice([0.0, 1.0], 2) * 10.0 ** rng.uniform(-3, 1, 2)
        yield x * direction / np.linalg.norm(direction), axis, kappa_f, masses


@pytest.mark.slow
@pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
def test_lobes_keep_the_stated_accuracy_over_thirteen_decades(population):
    for r, axis, kappa_f, masses in _points(400, 21):
        if population == "opposite" and masses[0] == 0.0:
            continue
        exchange = Exchange(*masses, 0.6 - 0.8j, 0.5 if population == "sum" else 0.0)
        given = tuple(float(v) for v in r), tuple(float(v) for v in axis)
        exact = _closed_form(*given, kappa_f, *masses, population, *exchange[2:])
        ours = lobe_kernel(r, 1.0, axis, kappa_f, exchange, population)
        x = np.linalg.norm(r)
        E = np.hypot(1.0, masses[0])
        # A lobe damps by e^{-kappa_f (1 - c)}, in which angles of 1e-16 are felt.
        largest = max(float(abs(v)) for T in exact for v in T.flat)
        moved = PHASE * (x + 10 * min(kappa_f, x))
        K0 = {"sum": E, "produced": E, "opposite": masses[0] ** 2 / E}[population]
        damping = min(1.0, (1 + kappa_f) / x)
        scale = max(largest, 1e-3 * E * K0 * damping * min(1.0, np.exp(-x)) / x)
        for a, b in zip(ours, exact, strict=True):
            error = max(abs(float(u - v)) for u, v in zip(a.flat, b.flat, strict=True))
            assert error <= (ROUNDING + moved) * scale * 4 + SUBNORMAL, (r, axis, kappa_f, masses)


@pytest.mark.slow
def test_gradients_are_the_derivatives_of_the_closed_form():
    # Differences in 90 digits with a step of 1e-25 leave 1e-50.
    for r, axis, kappa_f, masses in _points(60, 22):
        exchange = Exchange(*masses, 0.6 - 0.8j, 0.5)
        exact_axis = tuple(float(v) for v in axis)
        _, _, dS, dA = lobe_kernel_gradient(r, 1.0, axis, kappa_f, exchange, "sum")
        x = np.linalg.norm(r)
        exact = []
        for l in range(3):
            with mp.workdps(90):
                step = mp.mpf(10) ** -25 * x
                ends = []
                for sign in (1, -1):
                    at = [mp.mpf(float(v)) for v in r]
                    at[l] += sign * step
                    ends.append(
                        _closed_form(at, exact_axis, kappa_f, *masses, "sum", *exchange[2:])
                    )
                exact.append([(a - b) / (2 * step) for a, b in zip(*ends, strict=True)])
        largest = max(float(abs(v)) for pair in exact for T in pair for v in T.flat)
        tolerance = GRADIENT * (ROUNDING + PHASE * (x + 10 * min(kappa_f, x)))
        for l in range(3):
            for a, b in zip((dS[l], dA[l]), exact[l], strict=True):
                error = max(abs(float(u - v)) for u, v in zip(a.flat, b.flat, strict=True))
                assert error <= tolerance * 4 * largest, (r, axis, kappa_f, masses)


def _many(count):
    rng = np.random.default_rng(7)
    r = rng.normal(size=(count, 3)) * 10.0 ** rng.uniform(-2, 3, (count, 1))
    kappa_f = np.where(np.arange(count) % 5 == 0, np.inf, 10.0 ** rng.uniform(-2, 5, count))
    masses = 10.0 ** rng.uniform(-2, 0.5, (2, count))
    return r, 10.0 ** rng.uniform(-1, 1, count), rng.normal(size=(count, 3)), kappa_f, masses


@pytest.mark.slow
def test_compiled_and_plain_loops_of_lobes_agree():
    count = MANY + 10
    r, k, axis, kappa_f, (m_i, m_j) = _many(count)
    exchange = Exchange(m_i, m_j, 0.6 + 0.8j, 0.5)
    compiled = lobe_kernel_gradient(r, k, axis, kappa_f, exchange, "produced")
    chosen = np.arange(0, count, 7)
    plain = lobe_kernel_gradient(
        r[chosen],
        k[chosen],
        axis[chosen],
        kappa_f[chosen],
        Exchange(m_i[chosen], m_j[chosen], 0.6 + 0.8j, 0.5),
        "produced",
    )
    x = k * np.linalg.norm(r, axis=-1)
    for fast, slow in zip(compiled, plain, strict=True):
        axes = tuple(range(1, fast.ndim))
        scale = np.max(np.abs(slow), axis=axes)
        error = np.max(np.abs(fast[chosen] - slow), axis=axes)
        assert np.all(error <= (LOOPS + 10 * PHASE * x[chosen]) * scale + 1e-300)


@pytest.mark.slow
@pytest.mark.parametrize("fast", ["auto", "drop"])
@pytest.mark.parametrize("kappa_f", [0.0, 100.0, 1e6, np.inf])
def test_compiled_and_plain_spectra_agree(kappa_f, fast):
    source = SolarNeutrinos("pp").kernel_spectrum
    lobes = Lobes(np.array([[0.0, 0.0, 1.0]]), np.array([kappa_f]), np.ones(1))
    r = np.geomspace(1e-8, 1e12, 401)
    at = np.stack([1e-3 * r, 0 * r, r], -1)
    massless = one_mass(0.0, False)
    many = directional_tensors(at, source, lobes, massless, "sum", fast, gradient=True)
    few = np.arange(0, 401, 40)
    for p in few:
        one = directional_tensors(at[p], source, lobes, massless, "sum", fast, gradient=True)
        for a, b in zip(many, one, strict=True):
            np.testing.assert_allclose(a[p], b, rtol=0.0, atol=SPECTRUM * np.max(np.abs(b)))


@pytest.mark.slow
def test_compiled_and_plain_slow_waves_agree():
    r = np.geomspace(1.0, 1e8, 1000)
    many = slow_S00(r, 1e-3, 1.0, 0.1, 1e6)
    few = slow_S00(r[::50], 1e-3, 1.0, 0.1, 1e6)
    np.testing.assert_allclose(many[::50], few, rtol=0.0, atol=LOOPS)


@pytest.mark.slow
@pytest.mark.parametrize("kappa_f", [0.0, 30.0, 1e4, np.inf])
@pytest.mark.parametrize("distance", [30.0, 300.0])
def test_far_away_a_spectrum_is_the_sum_over_very_many_energies(kappa_f, distance):
    def flux(E):
        return E**2 * np.exp(-E) * (1 + 0.2 * np.sin(3 * E))

    low, high = 0.5, 6.0
    u, w = np.polynomial.legendre.leggauss(6000)
    E, w = low + 0.5 * (high - low) * (u + 1), 0.5 * (high - low) * w
    rng = np.random.default_rng(int(distance))
    for side in (0.02, 1.0):
        axis = np.array([0.3, -0.5, 0.8])
        r = axis / np.linalg.norm(axis) + side * rng.normal(size=3)
        r *= distance / np.linalg.norm(r)
        exchange = Exchange(0.3, 0.2, 0.8 - 0.6j, 0.7)
        k = np.sqrt(E**2 - 0.09)
        single = lobe_kernel_gradient(r, k, axis, kappa_f, exchange, "produced")
        lobes = Lobes(axis[None], np.array([kappa_f]), np.ones(1))
        source = FluxSpectrum(flux, nothing, (low, high))
        computed = directional_tensors(r, source, lobes, exchange, "produced", gradient=True)
        for a, tensor in zip(computed, single, strict=True):
            expected = np.tensordot(w * flux(E) / E, tensor, 1)
            moduli = np.max(np.tensordot(np.abs(w * flux(E) / E), np.abs(tensor), 1))
            np.testing.assert_allclose(a, expected, rtol=0.0, atol=SPECTRUM * moduli)


@pytest.mark.slow
@pytest.mark.parametrize("kappa_f", [0.0, 1.0, 1e4, np.inf])
def test_few_nodes_between_the_rows_of_a_table_are_as_good_as_many(monkeypatch, kappa_f):
    rows = np.linspace(0.4, 6.0, 120)
    flux = rows**2 * np.exp(-rows)
    table = FluxSpectrum(lambda E: np.interp(E, rows, flux), nothing, tuple(rows))
    r = np.geomspace(1e-3, 1e7, 101)[:, None] * np.array([0.002, 0.0, 1.0])
    lobes = Lobes(np.array([[0.0, 0.0, 1.0]]), np.array([kappa_f]), np.ones(1))
    exchange = Exchange(0.3, 0.1, 0.6 + 0.8j, 0.7)
    # The moduli of the waves: k |w| F, and one power of k or 1/r for the gradient.
    x = np.linalg.norm(r, axis=-1)
    size = np.minimum(1.0, (1.0 + kappa_f) / x) / (4.0 * np.pi * x)
    few = directional_tensors(r, table, lobes, exchange, "sum", gradient=True)
    monkeypatch.setattr(spectra, "nodes_between", lambda *_: NODES)
    many = directional_tensors(r, table, lobes, exchange, "sum", gradient=True)
    for n, (a, b) in enumerate(zip(few, many, strict=True)):
        error = np.max(np.abs(a - b), axis=tuple(range(1, b.ndim)))
        assert np.all(error <= SPECTRUM * size * (1.0, 3.0 + 1.0 / x)[n // 2])

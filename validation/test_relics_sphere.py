"""Density around large spheres: exact sums against the flat answer, up to the Earth."""

import time

import mpmath as mp
import numpy as np
import pytest

from softnu.relics.kernels import partial_waves
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.layers import layered_overdensity
from softnu.relics.kernels.partial_waves import rounding, sphere_overdensity
from softnu.relics.kernels.resonance import regge_pole, resonance_bound
from softnu.relics.kernels.sphere_born import sphere_born

pytestmark = pytest.mark.slow

#: Bound on curvature and antipode, in units of |delta|/kR.
CURVATURE = 0.5
#: The quadratic terms of the exact sum that the mean of both signs leaves, relative to delta:
#: delta^2 kR at delta = 1e-9 and kR = 1e4.
QUADRATIC = 1e-9
#: Absolute error of the sum that is promised up to kR = 1e10, with its growth beyond.
PROMISED = 5e-12
#: A mean over k with a Hann window of several periods, relative.
WINDOW = 2e-2
#: Two routes in double precision at kR = 500.
ROUNDING = 1e-12

SIGNS = pytest.mark.parametrize("sign", [1.0, -1.0], ids=["attractive", "repulsive"])


def exact(delta, kR, kr=None, inside=False, **options):
    kr = kR if kr is None else kr
    arrays = (np.asarray(v, dtype=float) for v in (delta, kR, kr))
    return sphere_overdensity(*arrays, np.asarray(inside), **options)


@SIGNS
@pytest.mark.parametrize(("kR", "size"), [(2.0**20, 1.3e-5), (2.0**24, 2e-6)])
def test_large_spheres_have_the_density_above_a_flat_surface(kR, size, sign):
    h = np.array([0.0, 0.3, 2.0])
    delta = np.asarray(sign * size)
    found = exact(delta, kR, kR + h, workers=2)
    error = CURVATURE * size / kR + rounding(delta, np.asarray(kR))
    assert np.all(np.abs(found - flat_density(delta, 2.0 * h)) < error)


@SIGNS
def test_the_earth_wave_by_wave(sign):
    """1.7e10 waves, about two minutes on one core."""
    kR, delta = 2.0**34, np.asarray(sign * 2.5e-8)
    exact(delta, 3e6)  # compiles
    start, processor = time.perf_counter(), time.process_time()
    found = float(exact(delta, kR))
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    flat = float(flat_density(delta, np.asarray(0.0)))
    print(
        f"\nkR = 2^34, delta = {float(delta):+.2e}: sum {found:+.10e}, flat {flat:+.10e}, "
        f"difference {found - flat:+.1e}, {seconds:.1f} s, of the processor {processor:.1f} s"
    )
    assert abs(found - flat) < PROMISED * np.sqrt(kR / 1e10)


@pytest.mark.parametrize("inside", [False, True])
def test_small_delta_is_first_born_up_to_a_million(inside):
    rng = np.random.default_rng(2)
    for size in (1e3, 1e4, 1e5, 1e6):
        kR = size * rng.uniform(1.0, 2.0, 4)
        kr = kR + rng.uniform(0.0, 3.0, 4) * (-1.0 if inside else 1.0)
        delta = np.asarray(1e-5 / size)
        means = 0.5 * (exact(delta, kR, kr, inside) - exact(-delta, kR, kr, inside)) / delta
        error = rounding(delta, kR) / delta + QUADRATIC
        assert np.all(np.abs(means - sphere_born(kR, kr)) < error)


@pytest.mark.parametrize(("kR", "beta", "width"), [(100.0, 4.0, 8.0), (200.0, 5.0, 8.0)])
def test_the_mean_over_momenta_is_that_above_a_flat_surface(kR, beta, width):
    """Spikes and the deficit between them cancel."""
    delta = beta / (2.0 ** (1 / 3) * kR ** (2 / 3))
    # The narrowest spikes have a width of 1e-3 in kR.
    x = np.linspace(0.0, 1.0, 160_001)
    window = np.sin(np.pi * x) ** 2
    values = exact(delta, kR + width * (x - 0.5))
    mean = float((values * window).sum() / window.sum())
    assert mean == pytest.approx(
        float(flat_density(np.asarray(delta), np.asarray(0.0))), rel=WINDOW, abs=0
    )
    assert np.median(values) < -0.1


def test_resonances_have_the_size_of_the_estimate():
    kR, chi = 1e4, 3.0
    delta = np.asarray((chi / kR) ** (2 / 3))
    values = exact(delta, kR + np.linspace(0.0, 3.0, 301))
    swing = np.max(np.abs(values - flat_density(delta, np.asarray(0.0))))
    bound = resonance_bound(delta, np.asarray(kR))
    assert 0.3 * bound < swing < 1.5 * bound


def test_layers_of_one_matter_are_one_sphere():
    deltas = np.full(4, -0.03)
    kR = np.array([100.0, 333.0, 499.0, 500.0])
    kr = np.array([500.0, 510.0])
    assert layered_overdensity(deltas, kR, kr) == pytest.approx(
        exact(-0.03, 500.0, kr), abs=ROUNDING
    )


@pytest.mark.parametrize("beta", [1e-4, 0.05, 0.7, 3.3, 6.9, 7.1, 10.0, 20.0])
def test_pole_to_many_digits(beta):
    with mp.workdps(60):
        w, B = mp.expjpi(mp.mpf(2) / 3), mp.mpf(beta)

        def condition(s):
            inside, slope = mp.airyai(s - B), mp.airyai(s - B, derivative=1)
            return slope * mp.airyai(w * s) - w * inside * mp.airyai(w * s, derivative=1)

        found = complex(regge_pole(np.asarray(beta)))
        root = mp.findroot(condition, mp.mpc(found.real, found.imag), tol=1e-90, verify=False)
        assert found.real == pytest.approx(float(root.real), rel=1e-9, abs=0)
        assert found.imag == pytest.approx(float(root.imag), rel=1e-9, abs=0)


def test_compiled_and_plain_loops_agree(monkeypatch):
    delta, kR = np.array([1e-3, -0.2, 0.1]), np.array([2e3, 3e3, 50.0])
    inside = np.array([False, False, True])
    kr = np.array([2001.0, 3000.0, 20.0])
    plain = sphere_overdensity(delta, kR, kr, inside)
    monkeypatch.setattr(partial_waves, "MANY", 0)
    assert sphere_overdensity(delta, kR, kr, inside) == pytest.approx(plain, abs=1e-15, rel=1e-13)

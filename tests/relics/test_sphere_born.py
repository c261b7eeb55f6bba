"""First order around and in a sphere: the integral itself, limits, layers, the flat surface."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from softnu import evaluate
from softnu.errors import DomainError
from softnu.relics.kernels.flat import flat_profile
from softnu.relics.kernels.layers import layered_overdensity
from softnu.relics.kernels.partial_waves import sphere_overdensity
from softnu.relics.kernels.sphere_born import sphere_born

#: Adaptive quadrature of a positive weight times a wave.
QUADRATURE = 1e-10
#: Closed form and quadrature where they meet, kR or kr = 1: the form cancels to 1e-1.
CROSSOVER = 1e-13
#: Second order at delta = 1e-7 in the mean of both signs, and rounding of the sum over delta.
EXACT = 1e-9


def born(kR, kr):
    return sphere_born(np.asarray(kR, dtype=float), np.asarray(kr, dtype=float))


def by_spheres(X, z):
    """Integrate sin(2 rho) over spheres about the point, cut by the body."""

    def cut(rho):
        return np.sin(2.0 * rho) * (X**2 - (z - rho) ** 2) / (2.0 * z * rho)

    total, _ = integrate.quad(cut, abs(z - X), z + X, limit=400, epsabs=1e-12, epsrel=1e-11)
    return total + (1.0 - np.cos(2.0 * (X - z)) if z < X else 0.0)


@given(kR=st.floats(1e-2, 60.0), ratio=st.floats(1e-3, 4.0))
def test_equals_the_integral_over_the_body(kR, ratio):
    kr = kR * ratio
    expected = by_spheres(kR, kr)
    assert float(born(kR, kr)) == pytest.approx(expected, abs=QUADRATURE * max(kR**2, 1e-4))


@pytest.mark.parametrize("kR", [0.3, 1.0, 7.0, 300.0])
def test_centre(kR):
    assert float(born(kR, 0.0)) == pytest.approx(2.0 * np.sin(kR) ** 2, rel=1e-13, abs=0)
    assert float(born(kR, 1e-6)) == pytest.approx(2.0 * np.sin(kR) ** 2, rel=1e-9, abs=0)


@pytest.mark.parametrize("other", [1.0, 1.5, 30.0])
def test_both_forms_meet(other):
    step = 1e-12
    for kR, kr in ((1.0, other), (other, 1.0)):
        below = born(kR * (1.0 - step), kr * (1.0 - step))
        above = born(kR * (1.0 + step), kr * (1.0 + step))
        # The result changes with the phases by up to step times them.
        assert float(above) == pytest.approx(float(below), abs=CROSSOVER + 1e-11 * other)


def test_large_spheres_are_flat():
    h = np.array([0.0, 0.2, 1.0, 5.0])
    outside = born(1e9, 1e9 + h)
    assert outside == pytest.approx(0.5 * flat_profile(2.0 * h), abs=1e-7)
    inside = born(1e9, 1e9 - h)
    assert inside == pytest.approx(1.0 - 0.5 * flat_profile(2.0 * h), abs=1e-7)


def test_waves_that_no_float_can_hold_are_averaged():
    values = born(1e13, 1e13 * np.array([1.0, 1.5, 0.5]))
    assert values == pytest.approx([0.5, 0.0, 1.0], abs=1e-12)


@pytest.mark.parametrize("kR", [0.5, 4.0, 33.0, 700.0])
def test_is_the_first_order_of_the_sum(kR):
    ratios = np.array([0.01, 0.5, 0.98, 1.0, 1.02, 1.7, 10.0])
    radius, kr, inside = np.asarray(kR), kR * ratios, ratios < 1.0
    plus, minus = (sphere_overdensity(np.asarray(d), radius, kr, inside) for d in (1e-7, -1e-7))
    mean = 0.5 * (plus - minus) / 1e-7
    assert mean == pytest.approx(born(kR, kr), abs=EXACT, rel=EXACT)


def test_layers_superpose():
    deltas, kR = np.array([1e-6, -2e-6, 3e-6]), np.array([10.0, 20.0, 30.0])
    kr = np.array([30.0, 31.0, 45.0])
    steps = deltas - np.append(deltas[1:], 0.0)
    first = (steps * born(kR, kr[:, np.newaxis])).sum(axis=-1)
    second = 50.0 * 1e-12 * 30.0
    assert layered_overdensity(deltas, kR, kr) == pytest.approx(first, abs=second)


def test_the_catalogue_checks_the_radius():
    with pytest.raises(DomainError, match="kR"):
        evaluate("relics.overdensity.sphere_born", kR=0, kr=1)
    with pytest.raises(DomainError, match="kr"):
        evaluate("relics.overdensity.sphere_born", kR=1, kr=-1)

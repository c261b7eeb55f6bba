"""Poles of an attractive sphere: the condition itself, limits, the size of the resonances."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from softnu import evaluate
from softnu.errors import DomainError
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.partial_waves import sphere_overdensity
from softnu.relics.kernels.resonance import regge_pole, resonance_bound

#: Airy functions of complex argument; the pole is where their logarithmic slopes agree.
CONDITION = 1e-10
#: Leading order of the width for strong attraction.
LEADING = 0.1


def test_pole_satisfies_its_condition():
    beta = np.geomspace(1e-3, 6.0, 60)
    s = regge_pole(beta)
    rotation = np.exp(2j * np.pi / 3.0)
    inside = special.airy(s - beta)
    outside = special.airy(rotation * s)
    left, right = inside[1] * outside[0], rotation * inside[0] * outside[1]
    assert np.all(np.abs(left - right) < CONDITION * (np.abs(left) + np.abs(right)))


def test_pole_moves_smoothly_and_becomes_real():
    beta = np.geomspace(1e-4, 30.0, 3000)
    s = regge_pole(beta)
    assert np.all(s.imag > 0.0)
    assert np.all(np.diff(s.imag) < 0.0)
    assert np.all(np.diff(s.real) > 0.0)
    assert np.max(np.abs(np.diff(s, n=2))) < 5e-3


def test_strong_attraction_binds_a_wave_to_the_surface():
    beta = np.array([20.0, 60.0])
    s = regge_pole(beta)
    x = beta + special.ai_zeros(1)[0][0] + 1.0 / np.sqrt(beta)
    assert s.real == pytest.approx(x, abs=0.02)
    _, _, Bi, _ = special.airy(s.real)
    assert s.imag * (np.pi * beta * Bi**2) == pytest.approx(1.0, rel=LEADING, abs=0)


def test_widths_below_every_float_are_nothing():
    assert regge_pole(np.asarray(1000.0)).imag == 0.0


def test_repulsion_has_no_resonances():
    assert resonance_bound(np.asarray(-0.1), np.asarray(1e4)) == 0.0
    assert resonance_bound(np.asarray(0.0), np.asarray(1e4)) == 0.0


def test_estimate_grows_with_attraction_and_is_tiny_for_the_earth():
    chi = np.array([0.05, 0.5, 1.0, 2.0, 3.0])
    bounds = resonance_bound((chi / 1e4) ** (2.0 / 3.0), np.asarray(1e4))
    assert np.all(np.diff(bounds) > 0.0)
    # arXiv:2401.07347's Earth.
    assert resonance_bound(np.asarray(2.5e-8), np.asarray(1.7e10)) == 0.0


def test_sum_stays_within_the_estimate():
    kR = np.linspace(1000.0, 1003.0, 31)
    delta = np.asarray((2.5 / 1e3) ** (2.0 / 3.0))
    values = sphere_overdensity(delta, kR, kR, np.asarray(False))
    swing = np.max(np.abs(values - flat_density(delta, np.asarray(0.0))))
    bound = resonance_bound(delta, np.asarray(1e3)) + 0.5 * delta / 1e3
    assert 0.2 * bound < swing < bound


@pytest.mark.parametrize("beta", [0.0, -1.0, 2000.0])
def test_range_of_beta(beta):
    with pytest.raises(DomainError, match="beta"):
        evaluate("relics.overdensity.regge_pole", beta=beta)


def test_both_parts_of_the_pole():
    real = evaluate("relics.overdensity.regge_pole", beta=2.0, part="re")
    imaginary = evaluate("relics.overdensity.regge_pole", beta=2.0)
    assert complex(real.value, imaginary.value) == complex(regge_pole(np.asarray(2.0)))

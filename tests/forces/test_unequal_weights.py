"""Backgrounds of which one species is suppressed, or absent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.forces.kernels import isotropic

#: Closed forms and their products with an exponential.
ROUNDING = 1e-13
#: The stated accuracy of the numerical factors.
STATED = 1e-12


def j_d(r, mu, weight_nu, weight_nubar, distribution):
    return float(
        isotropic.j_factor(
            "d", r, 1.0, mu, 0.0, weight_nu, weight_nubar, distribution, "sum", False
        )
    )


@given(st.floats(-4.0, 1.0), st.floats(-300.0, 300.0))
def test_a_classical_species_alone_scales_with_its_activity(log_r, mu):
    r = 10.0**log_r
    at_zero = j_d(r, 0.0, 1.0, 0.0, "maxwell_boltzmann")
    expected = np.exp(mu) * at_zero
    assert j_d(r, mu, 1.0, 0.0, "maxwell_boltzmann") == pytest.approx(
        expected, rel=ROUNDING, abs=0
    )
    assert j_d(r, -mu, 0.0, 1.0, "maxwell_boltzmann") == pytest.approx(
        -expected, rel=ROUNDING, abs=0
    )


# Quantum corrections are e^{mu/T}: below the stated accuracy from mu/T = -36 on.
DILUTE = (-36.0, -49.9, -50.1, -60.0, -100.0, -600.0)


def rows(r, mu, m, weight_nu, weight_nubar, distribution, population, majorana=False):
    """J_a to J_d and their slopes, in units of the largest of J_a to J_c and of J_d."""
    given = isotropic.j_factors_with_slopes(
        r, 1.0, mu, m, weight_nu, weight_nubar, distribution, population, majorana
    )
    return np.array(given).reshape(8, -1)


def in_units_of_the_largest(values):
    """Errors are stated relative to the largest of J_a to J_c, and to J_d."""
    size = np.abs(values)
    abc = np.max(size[[0, 1, 2, 4, 5, 6]], axis=0)
    d = np.max(size[[3, 7]], axis=0)
    unit = np.stack([abc, abc, abc, d] * 2)
    return np.where(unit > 0.0, unit, 1.0)


@pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
@pytest.mark.parametrize("m", [0.0, 0.2, 30.0])
def test_a_dilute_gas_is_classical(m, population):
    r, mu = np.meshgrid([1e-3, 0.03, 0.06, 0.3, 0.41, 1.0, 5.0], DILUTE)
    classical = rows(r, mu, m, 1.0, 0.0, "maxwell_boltzmann", population)
    unit = in_units_of_the_largest(classical)
    for side in (1.0, -1.0):  # only neutrinos, only antineutrinos
        weights = (1.0, 0.0) if side > 0.0 else (0.0, 1.0)
        quantum = rows(r, side * mu, m, *weights, "fermi_dirac", population)
        quantum[[3, 7]] *= side
        np.testing.assert_allclose(quantum / unit, classical / unit, rtol=0.0, atol=STATED)
        assert np.all((classical != 0.0) | (quantum == 0.0))


@pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
@pytest.mark.parametrize("log_share", [-3.0, -15.0, -25.0, -60.0, -290.0])
def test_species_add_up_whatever_their_weights(log_share, population):
    share = 10.0**log_share
    r, mu = np.meshgrid([1e-3, 0.03, 0.06, 0.3, 1.0], [20.0, 49.0, 51.0, 130.0, 600.0])
    mixed, filled, dilute = (
        rows(r, mu, 0.7, *weights, "fermi_dirac", population)
        for weights in ((share, 1.0), (1.0, 0.0), (0.0, 1.0))
    )
    expected = share * filled + dilute
    unit = in_units_of_the_largest(share * np.abs(filled) + np.abs(dilute))
    np.testing.assert_allclose(mixed / unit, expected / unit, rtol=0.0, atol=STATED)

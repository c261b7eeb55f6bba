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
    assert j_d(r, mu, 1.0, 0.0, "maxwell_boltzmann") == pytest.approx(expected, rel=ROUNDING)
    assert j_d(r, -mu, 0.0, 1.0, "maxwell_boltzmann") == pytest.approx(-expected, rel=ROUNDING)


@pytest.mark.parametrize("mu", [-36.0, -45.0, -100.0, -600.0])
@pytest.mark.parametrize("r", [0.03, 0.3, 1.0])
def test_a_dilute_gas_is_classical(r, mu):
    classical = j_d(r, mu, 1.0, 0.0, "maxwell_boltzmann")
    quantum = j_d(r, mu, 1.0, 0.0, "fermi_dirac")
    assert quantum == pytest.approx(classical, rel=STATED)
    assert j_d(r, -mu, 0.0, 1.0, "fermi_dirac") == pytest.approx(-classical, rel=STATED)

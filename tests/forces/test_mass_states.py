"""Isotropic backgrounds of one mass state with another one in between."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import spherical_jn

from softnu.errors import ConvergenceError
from softnu.forces.kernels.isotropic_tensor import RadialFunctions, isotropic_tensors
from softnu.forces.kernels.mass_states import mass_state_kernel
from softnu.forces.kernels.spectrum import table_spectrum, thermal_spectrum

#: scipy's adaptive quadrature, run to its limit between the kinks.
QUAD = 1e-10
#: Eighth-order differences with steps of 0.05 of the shortest scale: truncation 1e-12, and
#: rounding that the quadrature adds to every value.
DIFFERENCES = 1e-9

#: Both in the middle, above and below the threshold E_i = m_j, and exactly massless.
PAIRS = [(0.0, 0.0), (0.3, 0.3), (2.0, 0.5), (0.5, 2.0), (0.0, 1.0), (1.0, 0.0), (0.01, 40.0)]


def integrand_S00(k, r, m_i, m_j, population):
    """The direction-averaged S^00, written out once more from Secs. 2 and 3 of the paper."""
    E = np.hypot(k, m_i)
    K0, K = {
        "sum": (E, k),
        "produced": ((E + k) / 2, (E + k) / 2),
        "opposite": (m_i**2 / 2 / (E + k), -(m_i**2) / 2 / (E + k)),
    }[population]
    square = k**2 + m_i**2 - m_j**2
    kappa = np.sqrt(abs(square))
    if square >= 0:
        w = np.cos(kappa * r) / (4 * np.pi * r)
        dw = -(kappa * np.sin(kappa * r) + np.cos(kappa * r) / r) / (4 * np.pi * r)
    else:
        w = np.exp(-kappa * r) / (4 * np.pi * r)
        dw = -(kappa + 1 / r) * w
    S00 = K0 * E * spherical_jn(0, k * r) * w - K * spherical_jn(1, k * r) * dw
    return k**2 / (4 * np.pi**2 * E) * S00


@pytest.mark.parametrize("population", ["sum", "produced", "opposite"])
@pytest.mark.parametrize(("m_i", "m_j"), PAIRS)
def test_the_kernel_equals_adaptive_quadrature(m_i, m_j, population):
    r = 1.7
    spectrum = thermal_spectrum(1.0, 0.4, 1.0, 0.5, "fermi_dirac")
    threshold = np.sqrt(max(m_j**2 - m_i**2, 0.0))
    points = sorted({0.0, min(threshold, 45.0), 2.0, 8.0, 20.0, 45.4})
    expected, size = 0.0, 0.0
    for low, high in pairwise(points):

        def weighted(k):
            n = 1 / (np.exp(k - 0.4) + 1) + 0.5 / (np.exp(k + 0.4) + 1)
            return n * integrand_S00(k, r, m_i, m_j, population)

        part = quad(weighted, low, high, epsabs=0, epsrel=1e-12, limit=500)
        expected, size = expected + part[0], size + abs(part[0])
    kernel = mass_state_kernel(np.array(r), m_i, m_j, spectrum, population)
    np.testing.assert_allclose(kernel.dirac.S00, expected, rtol=0, atol=QUAD * size)


@pytest.mark.parametrize(("m_i", "m_j"), PAIRS)
def test_the_slopes_are_the_derivatives(m_i, m_j):
    spectrum = thermal_spectrum(1.0, 0.4, 1.0, 0.5, "fermi_dirac")
    r = 0.9
    h = 0.05 / (1 / r + 5.0 + m_j)
    offsets = np.array([-4, -3, -2, -1, 1, 2, 3, 4])
    weights = np.array([3, -32, 168, -672, 672, -168, 32, -3]) / 840.0 / h
    kernel = mass_state_kernel(r + h * offsets, m_i, m_j, spectrum, "sum")
    exact = mass_state_kernel(np.array([r]), m_i, m_j, spectrum, "sum")
    for values, slopes, at in (
        (kernel.dirac, exact.dirac_slope, exact.dirac),
        (kernel.mass_term, exact.mass_term_slope, exact.mass_term),
    ):
        for name in RadialFunctions._fields:
            scale = abs(getattr(at, name)[0]) / r + abs(getattr(slopes, name)[0])
            np.testing.assert_allclose(
                weights @ getattr(values, name),
                getattr(slopes, name)[0],
                rtol=0,
                atol=DIFFERENCES * scale,
            )


def test_the_tensors_have_the_gradient_of_their_field():
    point = np.array([0.6, -0.3, 1.1])

    def field(position):
        r = np.linalg.norm(position, axis=-1)
        radial = RadialFunctions(r**-5, np.exp(-r), r**2, np.sin(r))
        slope = RadialFunctions(-5 * r**-6, -np.exp(-r), 2 * r, np.cos(r))
        return isotropic_tensors(position / r[..., np.newaxis], r, radial, slope)

    exact = field(point[np.newaxis])
    for axis in range(3):
        step = np.zeros(3)
        step[axis] = 1e-3
        offsets = np.array([-2, -1, 1, 2])[:, np.newaxis]
        weights = np.array([1, -8, 8, -1]) / 12e-3
        near = field(point + offsets * step)
        for values, gradient in ((near.S, exact.dS), (near.A, exact.dA)):
            np.testing.assert_allclose(
                np.einsum("n,nij->ij", weights, values), gradient[0, axis], rtol=0, atol=1e-9
            )


def test_many_distances_give_what_each_gives_alone():
    spectrum = thermal_spectrum(1.0, 0.0, 1.0, 1.0, "fermi_dirac")
    r = np.geomspace(1e-3, 30.0, 150).reshape(3, 50)
    together = mass_state_kernel(r, 0.3, 0.5, spectrum, "produced").dirac.S00
    alone = [
        mass_state_kernel(np.array(x), 0.3, 0.5, spectrum, "produced").dirac.S00
        for x in (r[0, 0], r[1, 7], r[2, 49])
    ]
    np.testing.assert_allclose(
        [together[0, 0], together[1, 7], together[2, 49]], alone, rtol=1e-11
    )


def test_a_degenerate_gas_ends_at_its_chemical_potential():
    gas = thermal_spectrum(0.0, -1.5, 1.0, 1.0, "fermi_dirac")
    table = table_spectrum(np.array([0.0, 1.5]), np.zeros(2), np.ones(2))
    one, other = (mass_state_kernel(np.array(2.0), 0.1, 0.2, s, "sum") for s in (gas, table))
    np.testing.assert_allclose(one.dirac, other.dirac, rtol=1e-13)


def test_a_phase_that_cannot_be_resolved_is_refused():
    spectrum = thermal_spectrum(1.0, 0.0, 1.0, 1.0, "fermi_dirac")
    with pytest.raises(ConvergenceError, match="phase"):
        mass_state_kernel(np.array(1e6), 0.0, 0.1, spectrum, "sum")

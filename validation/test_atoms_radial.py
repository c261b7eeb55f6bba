"""Radial integrals of all potentials in arbitrary precision, up to n = 80."""

import numpy as np
import pytest
from mpmath import factorial, mp, mpf, quad

from softnu.atoms.kernels import potentials
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.kernels.radial import moment, power_ladders
from softnu.constants import ALPHA
from tests.atoms.exact_radial import (
    moment_of,
    pair_integrals,
    power_integrals,
    radial_function,
)

pytestmark = pytest.mark.slow

#: Promised relative errors by the largest n, for what does not vanish by orthogonality.
RTOL = {10: 1e-12, 30: 5e-13, 80: 2e-12}
#: Where states of very different n nearly cancel.
RTOL_MIXED_N = 1e-11
#: Trapezoidal rule through the core of the form factor ...
RTOL_FORM_FACTOR = 1e-12
#: ... which for s and p states integrates to zero, but for the slopes of the functions: per M a.
RTOL_CORE = 3e-15
#: Gauss-Legendre rule of 160 nodes; the quadrature of the test stops at 1e-13.
RTOL_SPECTRAL = 1e-12
#: Pairs of states by the largest n: adjacent l, low, middle and circular.
PAIRS = {
    10: [
        ((4, 2), (4, 3)),
        ((10, 3), (10, 2)),
        ((5, 3), (9, 4)),
        ((10, 8), (10, 9)),
        ((7, 6), (10, 5)),
    ],
    30: [((30, 2), (30, 3)), ((30, 15), (30, 14)), ((30, 28), (30, 29)), ((29, 12), (30, 11))],
    80: [
        ((60, 2), (60, 3)),
        ((59, 21), (60, 20)),
        ((60, 58), (60, 57)),
        ((80, 3), (80, 2)),
        ((80, 30), (80, 31)),
        ((80, 78), (80, 79)),
        ((80, 3), (4, 2)),
    ],
}
CASES = [(n, *pair) for n, pairs in PAIRS.items() for pair in pairs]
#: Masses times a; few where arbitrary precision is slow.
MASSES = {10: [1e-5, 0.01, 0.3, 10.0], 30: [0.03]}


def errors(ladders, exact):
    found = (ladders.momentum, ladders.gradient)
    return [abs(float(mpf(float(x)) / y - 1)) for x, y in zip(found, exact, strict=True)]


@pytest.mark.parametrize(("n", "one", "two"), CASES)
@pytest.mark.parametrize("s", [5, 3])
def test_power_potentials(n, one, two, s):
    ladders = power_ladders(state(*one), state(*two), s, np.zeros(()))
    assert max(errors(ladders, power_integrals(one, two, s))) < RTOL[n]


@pytest.mark.parametrize(("n", "one", "two"), CASES)
def test_pair_of_massless_neutrinos(n, one, two):
    ladders = potentials.pair_ladders(
        state(*one), state(*two), np.zeros(()), False, None, np.zeros(())
    )
    assert max(errors(ladders, power_integrals(one, two, 5))) < RTOL[n]


@pytest.mark.parametrize(("n", "one", "two"), [case for case in CASES if case[0] <= 30])
@pytest.mark.parametrize("majorana", [False, True])
def test_pairs_of_massive_neutrinos(n, one, two, majorana):
    masses = np.array(MASSES[n])
    ladders = potentials.pair_ladders(
        state(*one), state(*two), masses, majorana, None, np.zeros(())
    )
    for k, mass in enumerate(MASSES[n]):
        exact = pair_integrals(one, two, mass, majorana)
        at = type(ladders)(ladders.there[k], ladders.back[k])
        assert max(errors(at, exact)) < RTOL[n]


@pytest.mark.parametrize(("one", "two"), [((60, 58), (60, 57)), ((80, 78), (80, 79))])
def test_pairs_of_massive_neutrinos_around_large_orbits(one, two):
    mass = 0.001
    ladders = potentials.pair_ladders(
        state(*one), state(*two), np.asarray(mass), False, None, np.zeros(())
    )
    assert max(errors(ladders, pair_integrals(one, two, mass, False))) < RTOL[80]


@pytest.mark.parametrize(("n", "one", "two"), CASES)
@pytest.mark.parametrize("kappa", [0.01, 3.0, 1e4])
def test_yukawa_and_dipole_potentials(n, one, two, kappa):
    M_a = np.asarray(kappa)
    orbitals = (state(*one), state(*two))
    for s, route, strength in (
        (1, potentials.yukawa_ladders, 1 / (4 * mp.pi)),
        (0, potentials.dipole_ladders, mpf(kappa) ** 3 / (8 * mp.pi)),
    ):
        exact = [strength * x for x in power_integrals(one, two, s, kappa)]
        if abs(exact[0]) < 1e-290:
            continue  # below what floats hold
        assert max(errors(route(*orbitals, M_a), exact)) < RTOL_MIXED_N


@pytest.mark.parametrize(("n", "one", "two"), CASES)
def test_dipole_and_norm(n, one, two):
    exact = moment_of(one, two, 1)
    assert moment(state(*one), state(*two), 1) == pytest.approx(float(exact), rel=1e-12, abs=0)
    assert moment(state(*one), state(*one), 0) == pytest.approx(1.0, rel=RTOL[n], abs=0)


def value_and_slope(state_numbers, rho):
    """R and R' times exp(rho/n)."""
    n, l = state_numbers
    function = radial_function(n, l)
    R = sum(c * rho**power for power, c in function.items())
    return R, sum(c * power * rho ** (power - 1) for power, c in function.items()) - R / n


def integrals_by_quadrature(one, two, potential, points):
    """K_p and K_g without derivatives of the potential, over the logarithm of the radius."""
    rate = mpf(1) / one[0] + mpf(1) / two[0]
    # R_1 D R_2 - R_2 D R_1 has this times R_1 R_2/rho beside the derivatives.
    larger = max(one[1], two[1])
    centrifugal = 2 * larger if one[1] < two[1] else -2 * larger

    def momentum(log_rho):
        rho = mp.exp(log_rho)
        (R1, dR1), (R2, dR2) = value_and_slope(one, rho), value_and_slope(two, rho)
        inner = (R1 * dR2 - R2 * dR1 + centrifugal * R1 * R2 / rho) / 2
        return rho**3 * mp.exp(-rate * rho) * inner * potential(rho)

    def gradient(log_rho):
        rho = mp.exp(log_rho)
        (R1, dR1), (R2, dR2) = value_and_slope(one, rho), value_and_slope(two, rho)
        inner = 2 * R1 * R2 / rho + R1 * dR2 + R2 * dR1
        return -(rho**3) * mp.exp(-rate * rho) * inner * potential(rho)

    return quad(momentum, points), quad(gradient, points)


@pytest.mark.parametrize(("one", "two"), [((4, 2), (4, 3)), ((2, 1), (2, 0)), ((3, 1), (4, 2))])
@pytest.mark.parametrize(("M_a", "log_scale"), [(3.0, 0.0), (2e4, 1.5)])
def test_form_factor_by_quadrature(one, two, M_a, log_scale):
    ladders = potentials.pair_ladders(
        state(*one), state(*two), np.zeros(()), False, np.asarray(M_a), np.asarray(log_scale)
    )

    def potential(rho):
        x, L = M_a * rho, log_scale
        if x > 300:
            tail = sum(factorial(2 * k - 1) * (2 * k - 2) / x ** (2 * k) for k in range(2, 40))
            return x**4 / 12 * tail / rho**5
        grown, falling = mp.exp(x) * mp.e1(x), mp.exp(-x) * mp.ei(x)
        braces = grown - falling - 1 + mp.exp(-x) + x / 2 * (grown + falling)
        return x**4 / 12 * (braces + L * mp.exp(-x) * (1 - x / 2)) / rho**5

    with mp.workdps(40):
        edge = mp.log(1 / mpf(M_a))
        points = [edge - 30, edge - 6, edge - 2, edge, edge + 2, edge + 4, edge + 6]
        points = [*points, *(p for p in (-3, 0, 1, 2, 3, 4, 5.5, 7) if p > edge + 6)]
        if points[-1] < 7:
            points.append(mpf(7))
        exact = integrals_by_quadrature(one, two, potential, points)
    core = RTOL_CORE * M_a if one[1] + two[1] == 1 else 0.0
    assert max(errors(ladders, exact)) < RTOL_FORM_FACTOR + core


@pytest.mark.parametrize(("one", "two"), [((4, 2), (4, 3)), ((5, 4), (5, 3)), ((2, 1), (3, 2))])
@pytest.mark.parametrize("Z", [1, 20])
def test_mixing_of_z_and_photon_by_its_spectral_integral(one, two, Z):
    ladders = potentials.z_gamma_ladders(state(*one), state(*two), np.asarray(float(Z)))
    with mp.workdps(40):
        m = 1 / (mpf(ALPHA) * Z)

        def part(which):
            def at(w):
                # sqrt(t) = 2 m/w
                t = (2 * m / w) ** 2
                density = (1 + 2 * m**2 / t) * mp.sqrt(1 - w**2) * 2 * t / w / (4 * mp.pi)
                return density * power_integrals(one, two, 1, mp.sqrt(t))[which]

            return at

        exact = [quad(part(which), [0, 0.5, 1], maxdegree=6) for which in (0, 1)]
    assert max(errors(ladders, exact)) < RTOL_SPECTRAL

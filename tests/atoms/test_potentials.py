"""Radial potentials: small and large masses, form factors, contact limits, vacuum polarisation."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from softnu.atoms.kernels import potentials
from softnu.atoms.kernels.hydrogenic import state, value
from softnu.atoms.kernels.radial import power_ladders
from softnu.constants import ALPHA
from tests.atoms.exact_radial import pair_integrals

#: Trapezoidal rule with Bessel functions.
RTOL = 3e-14
#: Limits with corrections of relative order 1e-6 and less.
NEAR_LIMIT = 1e-5

ZERO = np.zeros(())
D, F = state(4, 2), state(4, 3)
natures = st.booleans()


def pair(m_a, majorana, one=D, two=F):
    return potentials.pair_ladders(one, two, np.asarray(m_a), majorana, None, ZERO)


def regularised(M_a, one, two, log_scale=0.0):
    scale, L = np.asarray(M_a), np.asarray(log_scale)
    return potentials.pair_ladders(one, two, ZERO, False, scale, L)


@pytest.mark.parametrize("majorana", [False, True])
@pytest.mark.parametrize("m_a", [1e-4, 0.05, 2.0])
@pytest.mark.parametrize(("one", "two"), [((4, 2), (4, 3)), ((7, 4), (6, 3))])
def test_massive_pairs_equal_hypergeometric_functions(one, two, m_a, majorana):
    found = pair(m_a, majorana, state(*one), state(*two))
    momentum, gradient = map(float, pair_integrals(one, two, m_a, majorana))
    assert float(found.momentum) == pytest.approx(momentum, rel=RTOL, abs=0)
    assert float(found.gradient) == pytest.approx(gradient, rel=RTOL, abs=0)


@given(m_a=st.floats(1e-7, 1e-4), majorana=natures)
@settings(max_examples=30)
def test_light_neutrinos_follow_the_series_in_the_mass(m_a, majorana):
    massless, cubic = (power_ladders(D, F, s, ZERO) for s in (5, 3))
    eta = 1.0 if majorana else 0.5
    found = pair(m_a, majorana)
    for kind in ("momentum", "gradient"):
        series = getattr(massless, kind) - eta * m_a**2 * getattr(cubic, kind)
        # The next term has <rho^-1>/<rho^-5>, 1e4 for these states.
        rtol = RTOL + 1e4 * m_a**4
        assert float(getattr(found, kind)) == pytest.approx(float(series), rel=rtol, abs=0)


def test_the_first_correction_of_majorana_neutrinos_is_twice_that_of_dirac():
    m_a = 1e-4
    massless = power_ladders(D, F, 5, ZERO).momentum
    shifts = [float(pair(m_a, majorana).momentum / massless - 1) for majorana in (False, True)]
    assert shifts[1] / shifts[0] == pytest.approx(2.0, rel=NEAR_LIMIT, abs=0)


@pytest.mark.parametrize("majorana", [False, True])
@pytest.mark.parametrize(("one", "two", "power"), [(D, F, 2), (state(7, 5), state(7, 4), 6)])
def test_heavy_neutrinos_see_only_the_core(majorana, one, two, power):
    # Both functions are powers there: the integral falls as (m a)^-(l1 + l2 - 3).
    near, far = (float(pair(m_a, majorana, one, two).gradient) for m_a in (1e6, 2e6))
    assert near / far == pytest.approx(2.0**power, rel=NEAR_LIMIT, abs=0)


@given(m_a=st.floats(0.0, 1e3), majorana=natures)
@settings(max_examples=30)
def test_mass_weakens_the_force(m_a, majorana):
    massless = power_ladders(D, F, 5, ZERO).gradient
    ratio = float(pair(m_a, majorana).gradient / massless)
    assert 0.0 < ratio <= 1.0 + RTOL


@pytest.mark.parametrize("m_a", [0.0, 1e-300, 1e-30, 1e6, 1e12])
def test_extreme_masses_stay_finite(m_a):
    for majorana in (False, True):
        found = pair(m_a, majorana)
        assert np.isfinite(found.there)
        assert np.isfinite(found.back)
    if m_a < 1e-20:
        massless = power_ladders(D, F, 5, ZERO).momentum
        assert float(pair(m_a, True).momentum) == pytest.approx(float(massless), rel=RTOL, abs=0)


def test_masses_far_apart_in_one_call_do_not_disturb_each_other():
    masses = np.array([0.0, 1e-9, 1e-3, 5.0, 1e4])
    together = pair(masses, False)
    for k, m_a in enumerate(masses):
        alone = pair(m_a, False)
        assert together.momentum[k] == pytest.approx(float(alone.momentum), rel=RTOL, abs=0)


@pytest.mark.parametrize(("one", "two"), [((2, 1), (3, 2)), ((3, 2), (3, 1)), ((4, 1), (4, 2))])
def test_p_and_d_states_diverge_logarithmically_with_five_halves(one, two):
    one, two = state(*one), state(*two)
    near, far = (float(regularised(M, one, two).momentum) for M in (1e7, 1e8))
    slope = (far - near) / math.log(10.0)
    c1, c2 = (float(value(orbital, ZERO)) for orbital in (one, two))
    sign = 1.0 if one.l < two.l else -1.0
    assert slope == pytest.approx(2.5 * sign * c1 * c2, rel=NEAR_LIMIT, abs=0)


def test_form_factor_does_not_matter_far_outside():
    one, two = state(6, 4), state(6, 5)
    point = power_ladders(one, two, 5, ZERO).momentum
    found = regularised(1e6, one, two).momentum
    assert float(found) == pytest.approx(float(point), rel=1e-10, abs=0)


def test_contact_term_of_the_form_factor_is_a_range():
    # L adds x^4 e^-x (1 - x/2)/12: linear in L.
    one, two = state(2, 0), state(2, 1)
    values = [float(regularised(50.0, one, two, L).momentum) for L in (0.0, 1.0, 3.0)]
    assert values[2] - values[0] == pytest.approx(3 * (values[1] - values[0]), rel=1e-11, abs=0)
    exponential = power_ladders(one, two, 1, np.asarray(50.0)).momentum
    linear = power_ladders(one, two, 0, np.asarray(50.0)).momentum
    expected = 50.0**4 / 12 * (exponential - 25.0 * linear)
    assert values[1] - values[0] == pytest.approx(float(expected), rel=1e-10, abs=0)


@pytest.mark.parametrize(("n_s", "n_p"), [(1, 2), (2, 2), (5, 3)])
def test_short_ranges_between_s_and_p_states_are_the_contact_interaction(n_s, n_p):
    s, p = state(n_s, 0), state(n_p, 1)
    R_s, slope_p = (float(value(orbital, ZERO)) for orbital in (s, p))
    contact = 3 / (8 * math.pi) * R_s * slope_p
    Lam = np.asarray(1e8)
    dipole = potentials.dipole_ladders(s, p, Lam).momentum
    assert float(dipole) == pytest.approx(contact, rel=NEAR_LIMIT, abs=0)
    yukawa = potentials.yukawa_ladders(s, p, Lam).momentum * Lam**2
    assert float(yukawa) == pytest.approx(contact, rel=NEAR_LIMIT, abs=0)


@given(kappa=st.floats(1e-3, 1e12))
def test_yukawa_and_dipole_are_integrals_of_exponentials(kappa):
    M_a = np.asarray(kappa)
    yukawa, dipole = potentials.yukawa_ladders(D, F, M_a), potentials.dipole_ladders(D, F, M_a)
    assert np.isfinite(yukawa.momentum)
    assert np.isfinite(dipole.momentum)
    # The slope of the Yukawa integral with the mass is that of an exponential.
    step = 1e-4 * kappa
    around = [
        float(potentials.yukawa_ladders(D, F, np.asarray(kappa + side)).gradient)
        for side in (-step, step)
    ]
    slope = (around[0] - around[1]) / (2 * step)
    exponential = float(dipole.gradient) * 2 / kappa**3
    assert slope == pytest.approx(
        exponential, rel=1e-5, abs=1e-6 * abs(float(yukawa.gradient)) / kappa
    )


@pytest.mark.parametrize("Z", [1.0, 30.0, 137.0])
def test_mixing_of_z_and_photon_is_a_mean_of_yukawa_potentials(Z):
    m = 1.0 / (Z * ALPHA)

    def integrand(w):
        # sqrt(t) = 2 m/w
        t = (2.0 * m / w) ** 2
        density = (1.0 + 2.0 * m**2 / t) * math.sqrt(1.0 - w**2) * 2.0 * t / w
        return density * float(potentials.yukawa_ladders(D, F, np.asarray(math.sqrt(t))).momentum)

    expected, _ = integrate.quad(integrand, 0.0, 1.0, epsrel=1e-12, epsabs=0.0)
    found = potentials.z_gamma_ladders(D, F, np.asarray(Z)).momentum
    assert float(found) == pytest.approx(expected, rel=1e-10, abs=0)


def test_mixing_of_z_and_photon_is_short_ranged():
    # Of D and F states only the core, of size 1/(2 m_e), is seen: K ~ (Z alpha)^4.
    one, two = (potentials.z_gamma_ladders(D, F, np.asarray(Z)).gradient for Z in (1.0, 2.0))
    assert float(two / one) == pytest.approx(16.0, rel=20 * ALPHA, abs=0)

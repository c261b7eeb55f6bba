"""Matrix elements of a background: other quadrature, vacuum cancelled, symmetries, errors."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf
from numpy.polynomial import Polynomial
from scipy import special

from softnu import evaluate
from softnu.atoms.kernels import background_element as kernels
from softnu.atoms.kernels.angular import parity_factors
from softnu.atoms.kernels.filled_sphere import cold_moment, filled_moment
from softnu.atoms.kernels.hydrogenic import state
from softnu.constants import ALPHA, G_F, M_E
from softnu.errors import ConfigError, DomainError
from softnu.forces.kernels.isotropic import j_factors_with_slopes

#: The rule in ln r, and Gauss-Legendre panels with slopes of J, which have 1e-12 each.
STATED = 5e-12
#: Waves within the atom cancel in part.
DENSE = 1e-11
#: Sums of a few floats.
ROUNDING = 1e-13
#: Where the waves of J_d cancel on one side of a crossover: what is left of 1e-16 of them.
CANCELLED = 1e-9
#: Waves of 45 radians per decay length, cut off and summed to the end: 1e-12 each.
CUT = 5e-12
#: rT = 3e-7 within the atom: corrections of (rT)^2.
COLD = 1e-11

NAME = "atoms.background.element"
S2, G_A = 0.23121, 1.2756
BOHR = 1.0 / (ALPHA * M_E)
D_F = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": 3}
P_D = {"n1": 3, "l1": 1, "j1": "3/2", "n2": 3, "l2": 2, "j2": "5/2", "F": 2}
S_P = {"n1": 2, "l1": 0, "j1": "1/2", "n2": 2, "l2": 1, "j2": "1/2", "F": 1}
G_F_STATES = {"n1": 5, "l1": 4, "j1": "7/2", "n2": 6, "l2": 3, "j2": "7/2", "F": 4}
KEV = u.keV


def element(pair, **gas):
    return evaluate(NAME, **{**pair, **gas}).to_value(u.eV)


def half(text):
    return float(text.split("/")[0]) / 2 if isinstance(text, str) else float(text)


def radial_function(n, l):
    """R and R' of a bound state in units of a, from its textbook polynomial."""
    polynomial = Polynomial([0.0])
    for k in range(n - l):
        term = (-1) ** k * math.comb(n + l, n - l - 1 - k) / math.factorial(k)
        polynomial = polynomial + term * Polynomial([0.0, 2.0 / n]) ** (k + l)
    norm = math.sqrt((2.0 / n) ** 3 * math.factorial(n - l - 1) / (2 * n * math.factorial(n + l)))

    def R(x):
        return norm * polynomial(x) * np.exp(-x / n)

    def slope(x):
        return norm * (polynomial.deriv()(x) - polynomial(x) / n) * np.exp(-x / n)

    return R, slope


def panels(T, mu):
    """Gauss-Legendre nodes from 1e-7 of the shortest length to 220 a."""
    shortest = min(1.0, 1.0 / max(T, abs(mu), 1e-9))
    low = np.geomspace(1e-7 * shortest, 0.3 * shortest, 40)
    middle = np.arange(0.3 * shortest, 20.0, shortest)
    edges = np.concatenate([[0.0], low, middle[1:], np.geomspace(20.0, 220.0, 25)])
    x, w = np.polynomial.legendre.leggauss(16)
    half_width = 0.5 * np.diff(edges)[:, np.newaxis]
    centre = 0.5 * (edges[1:] + edges[:-1])[:, np.newaxis]
    return (centre + half_width * x).ravel(), (half_width * w).ravel()


def by_derivatives(
    pair, T, mu, m=0.0, w=1.0, wbar=1.0, statistics="fermi_dirac", population="sum", majorana=False
):
    """The formula with derivatives of the potentials; T, mu, m in 1/a."""
    l1, l2 = pair["l1"], pair["l2"]
    R1, _ = radial_function(pair["n1"], l1)
    R2, slope2 = radial_function(pair["n2"], l2)
    r, weight = panels(T, mu)
    J, steep = j_factors_with_slopes(r, T, mu, m, w, wbar, statistics, population, majorana)
    a, b, c, _ = ((factor / r**5) for factor in J)
    da, db, dc, _ = ((s - 5.0 * factor) / r**6 for s, factor in zip(steep, J, strict=True))
    one, two, d2 = R1(r), R2(r), slope2(r)
    raised = d2 - l2 / r * two if l1 == l2 + 1 else d2 + (l2 + 1) / r * two

    def integral(f):
        return np.sum(weight * r**2 * one * f)

    def K_p(f, df):
        return integral(f * raised + 0.5 * df * two)

    K_r = integral(c * d2 + 0.5 * dc * two + c / r * two)
    A_e, A_N, A_x, _, _ = parity_factors(
        l1, half(pair["j1"]), l2, half(pair["j2"]), float(pair["F"]), 0.5
    )
    V_p, A_p, V_e, A_el = 0.5 - 2.0 * S2, 0.5 * G_A, -0.5 + 6.0 * S2, -0.5
    v = A_el * V_p * A_e * K_p(a, da) + V_e * A_p * (
        A_N * (K_p(b, db) + K_r) - 0.5 * A_x * integral((c / r - db) * two)
    )
    v -= A_el * A_p * A_x * integral(J.d / r**5 * two) * M_E * BOHR
    return G_F**2 / (4.0 * np.pi**3 * M_E * BOHR**6) * v


CASES = {
    "cold dense": {"T": 0.0, "mu": 0.7},
    "relic": {"T": 4.5e-8, "mu": 0.0},
    "hot": {"T": 2.0, "mu": -1.0},
    "massive": {"T": 0.3, "mu": 0.2, "m": 0.5},
    "very massive": {"T": 0.1, "mu": 0.0, "m": 40.0},
    "majorana": {"T": 0.3, "mu": 0.2, "m": 0.5, "majorana": True},
    "produced": {"T": 0.3, "mu": 0.2, "m": 0.5, "population": "produced"},
    "opposite": {"T": 0.3, "mu": 0.2, "m": 0.5, "population": "opposite"},
    "unequal": {"T": 0.5, "mu": 0.9, "w": 0.3, "wbar": 1.0},
    "classical": {"T": 0.4, "mu": -0.3, "w": 0.2, "wbar": 0.4, "statistics": "maxwell_boltzmann"},
    "classical massive": {
        "T": 0.4,
        "mu": 0.1,
        "m": 1.0,
        "w": 0.4,
        "wbar": 0.2,
        "statistics": "maxwell_boltzmann",
    },
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("pair", [S_P, P_D, D_F, G_F_STATES], ids=["sp", "pd", "df", "gf"])
def test_element_equals_the_integral_with_derivatives(pair, case):
    words = {
        "m": "m_nu",
        "w": "weight_nu",
        "wbar": "weight_nubar",
        "statistics": "distribution",
    }
    gas = {words.get(name, name): value for name, value in case.items() if name != "majorana"}
    for name in ("T", "mu", "m_nu"):
        if name in gas:
            gas[name] = gas[name] / BOHR * u.eV
    if case.get("majorana"):
        gas["nature"] = "majorana"
    expected = by_derivatives(pair, **case)
    assert element(pair, **gas) == pytest.approx(expected, rel=STATED, abs=0)


def mp_polynomial(n, l):
    """Coefficients by power of R e^(r/n)."""
    norm = mp.sqrt(mpf(2) ** 3 / n**3 * mp.factorial(n - l - 1) / (2 * n * mp.factorial(n + l)))
    return {
        l + k: norm
        * (-1) ** k
        * mp.binomial(n + l, n - l - 1 - k)
        / mp.factorial(k)
        * (mpf(2) / n) ** (l + k)
        for k in range(n - l)
    }


def mp_radial(n, l, r):
    return mp.exp(-r / n) * sum(c * r**power for power, c in mp_polynomial(n, l).items())


def test_radial_integrals_of_a_classical_gas_equal_arbitrary_precision():
    T = mpf("0.7")
    factors = {
        "a": lambda t: 32 * t**4 / (1 + 4 * t**2) ** 2,
        "b": lambda t: 16 * t**4 * (1 - 12 * t**2) / (1 + 4 * t**2) ** 3,
        "c": lambda t: 16 * t**4 * (1 + 20 * t**2) / (1 + 4 * t**2) ** 3,
    }
    zero, one = np.asarray(0.0), np.asarray(1.0)
    gas = kernels.Gas(
        np.asarray(0.7), zero, zero, one, one, "maxwell_boltzmann", "sum", majorana=False
    )
    integrals = kernels.radial_integrals(state(3, 1), state(4, 2), gas)
    with mp.workdps(20):
        for name, J in factors.items():
            exact = mp.quad(
                lambda r, J=J: mp_radial(3, 1, r) * mp_radial(4, 2, r) * J(r * T) / r**4,
                [0, 2, 10, 40, 120],
            )
            same = getattr(integrals, name).same
            assert float(same) == pytest.approx(float(exact), rel=ROUNDING, abs=0)


def times(*polynomials):
    """Product of Laurent polynomials {power: coefficient}."""
    product = {0: mpf(1)}
    for polynomial in polynomials:
        terms = [(p + q, x * y) for p, x in product.items() for q, y in polynomial.items()]
        product = {}
        for power, coefficient in terms:
            product[power] = product.get(power, mpf(0)) + coefficient
    return product


def plus(*polynomials):
    total = {}
    for polynomial in polynomials:
        for power, coefficient in polynomial.items():
            total[power] = total.get(power, mpf(0)) + coefficient
    return total


def slope_of(polynomial, rate):
    """Derivative of polynomial times e^(rate r), without the exponential."""
    derivative = {power - 1: power * c for power, c in polynomial.items()}
    return plus(derivative, times(polynomial, {0: rate}))


def exact_cold_element(pair, mu):
    """The formula with derivatives for a filled sphere, sums of r^q e^(i k r), l1 + l2 >= 5."""
    n1, n2, l1, l2 = pair["n1"], pair["n2"], pair["l1"], pair["l2"]
    mu = mpf(mu)
    # J = constant + Re[wave e^(2 i mu r)], Eqs. (3.28)-(3.33) of arXiv:2405.16801.
    factors = {
        "a": (mpf(1), {0: mpf(-1), 1: 1j * mu}),
        "b": (mpf(-1.5), {0: mpf(1.5), 1: -2j * mu, 2: -(mu**2)}),
        "c": (mpf(2.5), {0: mpf(-2.5), 1: 3j * mu, 2: mu**2}),
        "d": (mpf(0), {0: mpf(0) - 1j, 1: -2 * mu, 2: 1j * mu**2}),
    }
    one, two = mp_polynomial(n1, l1), mp_polynomial(n2, l2)
    d2 = slope_of(two, -mpf(1) / n2)
    raised = plus(d2, times(two, {-1: mpf(-l2) if l1 == l2 + 1 else mpf(l2 + 1)}))

    def element_of(factor, build):
        """Integral of r^2 R1 times what `build` makes of f and f'."""
        constant, wave = factors[factor]
        total = mpf(0)
        for part, k in (({0: constant}, mpf(0)), (wave, 2j * mu)):
            f = times(part, {-5: mpf(1)})
            terms = times(build(f, slope_of(f, k)), one, {2: mpf(1)})
            rate = mpf(1) / n1 + mpf(1) / n2 - k
            total += mp.re(sum(c * mp.factorial(q) / rate ** (q + 1) for q, c in terms.items()))
        return total

    def K_p(f, df):
        return plus(times(f, raised), times(df, two, {0: mpf(0.5)}))

    def K_r(f, df):
        return plus(times(f, d2), times(df, two, {0: mpf(0.5)}), times(f, two, {-1: mpf(1)}))

    A_e, A_N, A_x, _, _ = parity_factors(
        l1, half(pair["j1"]), l2, half(pair["j2"]), float(pair["F"]), 0.5
    )
    V_p, A_p, V_e, A_el = 0.5 - 2.0 * S2, 0.5 * G_A, -0.5 + 6.0 * S2, -0.5
    cross = element_of("c", lambda f, _: times(f, two, {-1: mpf(1)}))
    cross -= element_of("b", lambda _, df: times(df, two))
    v = A_el * V_p * A_e * element_of("a", K_p)
    v += V_e * A_p * (A_N * (element_of("b", K_p) + element_of("c", K_r)) - A_x * cross / 2)
    v -= A_el * A_p * A_x / ALPHA * element_of("d", lambda f, _: times(f, two))
    return float(G_F**2 / (4.0 * np.pi**3 * M_E * BOHR**6) * v)


@pytest.mark.parametrize("mu", [0.1, 1.0, 4.0, 11.0, -60.0, 3e2, 1e6])
@pytest.mark.parametrize(
    "pair",
    [D_F, {**D_F, "n2": 9, "j2": "7/2"}, G_F_STATES, {**D_F, "n1": 14, "n2": 15}],
    ids=["4d4f", "4d9f", "5g6f", "14d15f"],
)
def test_cold_gases_of_any_density_equal_sums_of_sixty_digits(pair, mu):
    with mp.workdps(60):
        exact = exact_cold_element(pair, mu)
    value = element(pair, T="0 K", mu=mu / BOHR * u.eV)
    assert value == pytest.approx(exact, rel=DENSE, abs=0)


def exact_filled_moment(n1, l1, n2, l2, mu):
    """The moment of J_d at T = 0 as a sum over powers, 60 digits."""
    with mp.workdps(60):
        rate = mpf(1) / n1 + mpf(1) / n2 - 2j * mpf(mu)
        terms = times(
            mp_polynomial(n1, l1),
            mp_polynomial(n2, l2),
            {-3: mpf(1), -2: -2j * mpf(mu), -1: -(mpf(mu) ** 2)},
        )
        total = sum(c * mp.factorial(q) / rate ** (q + 1) for q, c in terms.items())
        return float(mp.im(total))


@pytest.mark.parametrize("mu", [0.6, 3.0, -40.0, 1e5])
@pytest.mark.parametrize("states", [(3, 1, 3, 2), (8, 4, 9, 3), (20, 2, 21, 3)])
def test_waves_of_a_filled_sphere_keep_their_digits(states, mu):
    n1, l1, n2, l2 = states
    value = filled_moment(state(n1, l1), state(n2, l2), np.asarray(mu))
    assert float(value) == pytest.approx(exact_filled_moment(*states, mu), rel=ROUNDING, abs=0)


def integrals(pair, T, mu, m=0.0):
    zero, one = np.asarray(m), np.asarray(1.0)
    gas = kernels.Gas(
        np.asarray(T), np.asarray(mu), zero, one, one, "fermi_dirac", "sum", majorana=False
    )
    orbitals = state(pair["n1"], pair["l1"]), state(pair["n2"], pair["l2"])
    return kernels.radial_integrals(*orbitals, gas)


@pytest.mark.parametrize("T", [0.0, 0.05, 0.2])
@pytest.mark.parametrize("pair", [P_D, D_F])
def test_both_routes_of_j_d_agree_where_they_meet(monkeypatch, pair, T):
    rate = 1.0 / pair["n1"] + 1.0 / pair["n2"]
    mu = 0.5 * 11.0 * (rate + 2.0 * math.pi * T)
    apart = integrals(pair, T, mu).d
    monkeypatch.setattr(kernels, "_WAVES_APART", (1e9, 1e9))
    assert float(integrals(pair, T, mu).d) == pytest.approx(float(apart), rel=CANCELLED, abs=0)


@pytest.mark.parametrize("T", [0.0, 0.3])
@pytest.mark.parametrize("pair", [S_P, P_D, D_F, G_F_STATES])
def test_waves_that_are_cut_off_do_not_count(monkeypatch, pair, T):
    rate = 1.0 / pair["n1"] + 1.0 / pair["n2"]
    mu = 0.5 * 45.0 * (rate + 2.0 * math.pi * T)
    cut = integrals(pair, T, mu)
    monkeypatch.setattr(kernels, "_MANY_WAVES", 1e9)
    whole = integrals(pair, T, mu)
    for one, two in zip(cut[:3], whole[:3], strict=True):
        np.testing.assert_allclose(one, two, rtol=CUT, atol=0)


def test_a_mean_of_filled_spheres_is_the_thermal_gas():
    one, two = state(4, 2), state(4, 3)
    T, mu = 0.04, 1.5
    x = np.linspace(-60.0, 60.0, 4001)
    spheres = filled_moment(one, two, mu + T * x)
    weights = special.expit(x) * special.expit(-x)
    mean = np.sum(spheres * weights) * (x[1] - x[0])
    value = cold_moment(one, two, np.asarray(T), np.asarray(mu))
    assert float(value) == pytest.approx(float(mean), rel=ROUNDING, abs=0)


@pytest.mark.parametrize("pair", [D_F, {**G_F_STATES, "n1": 6}])
@pytest.mark.parametrize("gas", [{"T": "1e15 K"}, {"T": "0 K", "mu": "1e13 eV"}])
def test_dense_gases_cancel_the_element_of_the_vacuum_between_degenerate_levels(pair, gas):
    vacuum = evaluate("atoms.pv_element.loop", **pair, Ue_sq=[0.5, 0.3, 0.2], m_nu_a=0)
    total = element(pair, **gas) / vacuum.to_value(u.eV) + 1.0
    assert total == pytest.approx(0.0, abs=STATED)


@given(
    st.floats(-2.0, 2.0).map(lambda e: 10.0**e),
    st.floats(-20.0, 20.0),
    st.sampled_from([S_P, P_D, D_F, G_F_STATES]),
)
@settings(max_examples=25)
def test_the_potential_is_hermitian(T, mu, pair):
    back = {
        f"{name}{other}": pair[f"{name}{own}"] for name in "nlj" for own, other in ((1, 2), (2, 1))
    }
    gas = {"T": T * KEV, "mu": mu * KEV}
    there = element(pair, **gas)
    assert element({**back, "F": pair["F"]}, **gas) == pytest.approx(
        -there, rel=1e-9, abs=1e-12 * abs(element(pair, T=0 * KEV, mu=20 * KEV))
    )


def test_exchange_of_neutrinos_and_antineutrinos_changes_the_sign_of_j_d_alone():
    gas = {"T": "2 keV", "weight_nu": 0.4, "weight_nubar": 0.9}
    swapped = {"T": "2 keV", "weight_nu": 0.9, "weight_nubar": 0.4}
    no_spin = {"I": 0, "Z": 2, "N": 2, "F": "5/2"}
    alike = {**D_F, **no_spin}
    assert element(alike, mu="1 keV", **gas) == element(alike, mu="-1 keV", **swapped)
    difference = element(D_F, mu="1 keV", **gas) - element(D_F, mu="-1 keV", **swapped)
    assert abs(difference) > 1e-3 * abs(element(D_F, mu="1 keV", **gas))


def test_cold_elements_grow_as_the_fourth_power_of_the_temperature():
    ratio = element(S_P, T="2 K") / element(S_P, T="1 K")
    assert ratio == pytest.approx(16.0, rel=COLD, abs=0)


def test_elements_add_up_over_the_species():
    gas = {"T": "3 keV", "mu": "2 keV", "m_nu": "1 keV"}
    both = element(P_D, **gas)
    parts = element(P_D, weight_nubar=0, **gas) + element(P_D, weight_nu=0, **gas)
    assert parts == pytest.approx(both, rel=STATED, abs=0)


@pytest.mark.parametrize(
    "gas",
    [
        {"T": "0 K"},
        {"T": "0 K", "mu": "1 keV", "weight_nu": 0},
        {"T": "1 keV", "mu": "1 keV", "population": "opposite"},
    ],
)
def test_without_neutrinos_there_is_no_element(gas):
    assert element(D_F, **gas) == 0.0


def test_states_whose_l_do_not_differ_by_one_have_no_element():
    pair = {**D_F, "n2": 5, "l2": 4, "j2": "7/2"}
    value = element(pair, T=[1, 2] * KEV)
    np.testing.assert_array_equal(value, [0.0, 0.0])


def test_points_are_independent_of_their_neighbours():
    T = np.array([[1e-9], [0.5], [30.0]]) * KEV
    mu = np.concatenate([np.linspace(-4.0, 4.0, 9), [200.0, -1e5, 1e7]]) * KEV
    grid = element(D_F, T=T, mu=mu)
    single = [[element(D_F, T=t, mu=m) for m in mu] for t in T[:, 0]]
    np.testing.assert_allclose(grid, single, rtol=STATED, atol=0)


def test_quantum_numbers_may_be_arrays():
    value = element({**D_F, "n2": [4, 5, 6]}, T=[[1], [2]] * KEV)
    assert value.shape == (2, 3)
    assert value[1, 2] == pytest.approx(element({**D_F, "n2": 6}, T="2 keV"), rel=ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("changes", "error", "words"),
    [
        ({"T": "0 K", "mu": "1 MeV", "m_nu": "1 keV"}, DomainError, "waves, not 1073"),
        ({"T": "1 eV", "mu": "1 MeV", "weight_nu": 0.5}, DomainError, "unequal weights"),
        ({"T": "0 K", "distribution": "maxwell_boltzmann"}, DomainError, "T = 0"),
        ({"nature": "majorana", "population": "produced"}, ConfigError, "majorana"),
        ({"l1": 4}, DomainError, "l1 = 4 is not allowed: it must be 0 to 3"),
        ({"j1": "1/2"}, DomainError, "j1 = 0.5 is not allowed"),
        ({"F": 4}, DomainError, "F = 4 is not allowed"),
        ({"Z": 2, "N": 1}, ConfigError, "missing g_A_N"),
    ],
)
def test_bad_input_is_named(changes, error, words):
    with pytest.raises(error, match=words):
        element({**D_F, "T": "1 keV", **changes})

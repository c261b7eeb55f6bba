"""J-factors of isotropic backgrounds: reference values, limits, symmetries, crossovers."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from softnu.constants import K_B
from softnu.errors import ConvergenceError, DomainError
from softnu.forces.kernels import isotropic
from softnu.forces.kernels.isotropic import fermi_dirac, massive
from softnu.forces.kernels.isotropic.everywhere_filled import everywhere_filled
from softnu.forces.kernels.isotropic.factors import Parts
from softnu.forces.kernels.vacuum import pair_potential_scaled
from softnu.numerics.filon import filon_weights
from softnu.numerics.ooura import fourier_rule
from softnu.numerics.panels import legendre_rule

ROUNDING = 1e-14  # a few operations in float64
STATED = 1e-12  # accuracy that the kernels promise
CROSSING = 2e-12  # two routes with the stated accuracy each
CROSSING_SLOPE = 1e-10  # slopes of a head longer than needed: rounding of y^3, y = 4 pi
DIFFERENCE = 1e-8  # eighth-order difference quotient with a step of 1e-2 in ln r
PRINTED = 6e-8  # the table has eight digits
CALLABLE = 1e-8  # smooth n(k) as a function: what its error estimate accepts
QUADRATURE = 1e-10  # scipy's adaptive quadrature

REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "forces.json"
ENTRIES = json.loads(REFERENCE.read_text())["entries"]
FD, MB = "fermi_dirac", "maxwell_boltzmann"
CASES = (("sum", False), ("produced", False), ("opposite", False), ("sum", True))
cases = st.sampled_from(CASES)
distributions = st.sampled_from([FD, MB])
log = lambda low, high: st.floats(low, high).map(lambda e: 10.0**e)  # noqa: E731
chemical = st.one_of(st.just(0.0), st.floats(-8.0, 8.0))
weights = st.tuples(st.floats(0.1, 2.0), st.floats(0.1, 2.0))
masses = st.one_of(st.just(0.0), log(-6.0, 3.0))


def number(text):
    """Value of "0.3 1/eV", "1.9 K" or 0.3 in natural units."""
    if not isinstance(text, str):
        return float(text)
    value, unit = text.split(maxsplit=1)
    return float(value) * {"1/eV": 1.0, "eV": 1.0, "K": K_B}[unit]


def arguments(inputs):
    names = {"r": 0.0, "T": 0.0, "mu": 0.0, "m_nu": 0.0, "weight_nu": 1.0, "weight_nubar": 1.0}
    numbers = [number(inputs.get(name, default)) for name, default in names.items()]
    majorana = inputs.get("nature", "dirac") == "majorana"
    return *numbers, inputs["distribution"], inputs.get("population", "sum"), majorana


def entries(quantity):
    chosen = [e for e in ENTRIES if e["quantity"] == f"forces.isotropic.{quantity}"]
    assert chosen
    return pytest.mark.parametrize("entry", chosen, ids=[e["id"] for e in chosen])


def stack(factors):
    return np.stack([np.asarray(f) for f in factors])


def close(got, want, tolerance, where=None, floor=1e-300):
    """Compare rows a, b, c by the largest of them and d by itself."""
    got, want = stack(got), stack(want)
    scale = np.abs(want if where is None else np.maximum(np.abs(want), np.abs(stack(where))))
    scale[:3] = scale[:3].max(axis=0)
    np.testing.assert_array_less(np.abs(got - want), tolerance * scale + floor)


@entries("j_factor")
def test_reference_factor(entry):
    args = arguments(entry["inputs"])
    factor = entry["inputs"]["factor"]
    want = float(entry["value"])
    assert getattr(isotropic.j_factors(*args), factor) == pytest.approx(
        want, rel=entry["rtol"], abs=0
    )
    assert isotropic.j_factor(factor, *args) == pytest.approx(want, rel=entry["rtol"], abs=0)


@entries("total_over_vacuum")
def test_reference_total(entry):
    got = isotropic.total_over_vacuum(*arguments(entry["inputs"]))
    assert got == pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=0)


def test_screening_length():
    z = 40.0
    total = isotropic.total_over_vacuum(
        np.array([z, z + 1.0]) * isotropic.screening_length(0.2), 0.2, 0, 0, 1, 1, FD, "sum", False
    )
    # psi (1 + z)/2 with psi = 2 z e^-z
    assert total[1] / total[0] == pytest.approx(41 * 42 / (40 * 41) / math.e, rel=STATED, abs=0)


# Figure 3: r T; J_a, J_b, J_c Fermi-Dirac; the same Maxwell-Boltzmann.
FIGURE_3 = """
0.05 1.8552335e-4 8.8936658e-5 9.6586688e-5 1.9605921e-4 9.4147244e-5 1.0191197e-4
0.1 2.7927268e-3 1.1723658e-3 1.6203609e-3 2.9585799e-3 1.2517069e-3 1.7068730e-3
0.3 0.12876791 -0.0077488829 0.13651679 0.14013841 -0.0041217179 0.14426013
0.5 0.43508432 -0.25381448 0.6888988 0.5 -0.25 0.75
1 0.91454202 -1.182925 2.097467 1.28 -1.408 2.688
2 0.99940548 -1.4959453 2.4953508 1.7716263 -2.4490128 4.2206391
"""


def test_figure_3():
    t, *columns = np.array([line.split() for line in FIGURE_3.split("\n")[1:-1]], dtype=float).T
    for distribution, want in ((FD, columns[:3]), (MB, columns[3:])):
        got = isotropic.j_factors(t, 1, 0, 0, 1, 1, distribution, "sum", False)[:3]
        np.testing.assert_allclose(got, want, rtol=PRINTED)


@pytest.mark.parametrize("mu", [0.0, 2.5, -7.0])
def test_thermal_neutrinos_cancel_the_vacuum(mu):
    J = isotropic.j_factors(np.array([20.0, 1e4]), 1, mu, 0, 1, 1, FD, "sum", False)
    for got, want in zip(J, (1.0, -1.5, 2.5, 0.0), strict=True):
        np.testing.assert_allclose(got, want, rtol=ROUNDING, atol=ROUNDING)


@given(log(-3.0, 4.0), log(-2.0, 2.0), cases)
def test_heavier_gas_hides_the_vacuum_force_of_its_mass(r, m, case):
    """Filled to mu with mu r >> 1 at r T >> 1, J_a is V_vac/V_0 of the same mass and nature."""
    M = m * r
    population, majorana = case
    if population == "sum" and M < 20:
        rows = everywhere_filled(np.array([M]), population, majorana, Parts())
        want = pair_potential_scaled(r, m, m, majorana) * np.exp(-2 * M)
        assert rows[0, 0] == pytest.approx(want, rel=STATED, abs=0)
        J = isotropic.j_factors(r, 20 / r, 4000 / r, m, 1, 1, FD, population, majorana)
        np.testing.assert_allclose(J[:3], rows[:3, 0], rtol=STATED)


@given(log(-4.0, 3.0), chemical, masses, weights, distributions, cases)
def test_only_products_with_r_matter(r, x, mass, w, distribution, case):
    args = (*w, distribution, *case)
    scaled = isotropic.j_factors_with_slopes(r, 1.0, x, mass, *args)
    unit = isotropic.j_factors_with_slopes(1.0, r, r * x, r * mass, *args)
    for a, b in zip(scaled, unit, strict=True):
        close(a, b, CROSSING, unit[0])


@given(log(-4.0, 3.0), chemical, masses, weights, distributions, cases)
def test_exchange_of_neutrinos_and_antineutrinos(r, mu, mass, w, distribution, case):
    one = isotropic.j_factors(r, 1.0, mu, mass, *w, distribution, *case)
    other = isotropic.j_factors(r, 1.0, -mu, mass, *w[::-1], distribution, *case)
    close(one, (*other[:3], -other.d), STATED)


@given(log(-4.0, 3.0), chemical, masses, weights, distributions, st.booleans())
def test_helicities_add_up(r, mu, mass, w, distribution, cold):
    T = 0.0 if cold and distribution == FD else 1.0
    both, one, other = (
        stack(isotropic.j_factors(r, T, mu, mass, *w, distribution, population, False))
        for population in ("sum", "produced", "opposite")
    )
    close(one + other, both, 3 * STATED, np.abs(one) + np.abs(other))


@given(log(-4.0, 3.0), chemical, log(-6.0, 3.0), distributions, cases)
def test_traces(r, mu, mass, distribution, case):
    """J_a + J_b (Dirac) and 3 J_b + J_c combine with J_c as transversality asks."""
    J = isotropic.j_factors(r, 1.0, mu, 0.0, 1, 1, distribution, "sum", False)
    L = isotropic.j_factors(r, 1.0, mu, mass, 1, 1, distribution, "produced", False)
    R = isotropic.j_factors(r, 1.0, mu, mass, 1, 1, distribution, "opposite", False)
    # The massless tensor g_mn S^mn vanishes: J_a = -(3 J_b + J_c) + 2 (J_a + J_b) -> this.
    scale = np.abs(J.a) + np.abs(J.b) + np.abs(J.c)
    assert abs(J.a - J.b - J.c) <= STATED * scale
    # Both helicities separately: J_a - J_b = J_c, at any mass.
    for K in (L, R):
        assert abs(K.a - K.b - K.c) <= STATED * (abs(K.a) + abs(K.b) + abs(K.c))
    # Their difference is the massless background.
    close(
        (*(stack(L[:3]) - stack(R[:3])), 0.0),
        (*J[:3], 0.0),
        STATED,
        (*(np.abs(stack(L[:3])) + np.abs(stack(R[:3]))), 0.0),
    )


@given(log(-3.0, 1.5), chemical, masses, weights, distributions, cases)
def test_slopes(r, mu, mass, w, distribution, case):
    # J varies over the phase 2 mu r and the exponent 2 pi r T.
    h = 1e-2 / (1.0 + r * (1.0 + abs(mu)))
    steps = np.arange(-4, 5)
    J = stack(isotropic.j_factors(r * np.exp(h * steps), 1.0, mu, mass, *w, distribution, *case))
    stencil = np.array([1 / 280, -4 / 105, 1 / 5, -4 / 5, 0, 4 / 5, -1 / 5, 4 / 105, -1 / 280])
    values, slopes = isotropic.j_factors_with_slopes(r, 1.0, mu, mass, *w, distribution, *case)
    # Where J is suppressed, the quotient has the rounding of integrands of order 1.
    close(slopes, J @ stencil / h, DIFFERENCE, values, floor=ROUNDING / h)


@given(log(-4.0, 2.0), chemical, masses, weights, distributions, cases)
def test_slopes_come_with_the_same_values(r, mu, mass, w, distribution, case):
    values, _ = isotropic.j_factors_with_slopes(r, 1.0, mu, mass, *w, distribution, *case)
    close(values, isotropic.j_factors(r, 1.0, mu, mass, *w, distribution, *case), ROUNDING)


# Point (r T, |mu|/T, m r) at a change of route, the constant that decides, its two sides.
CROSSINGS = (
    ((0.4, 0.0, 0.4), "_T_RAY", (0.39, 0.41)),
    ((0.4, 2.0, 3.0), "_T_RAY", (0.39, 0.41)),
    ((0.4, 20.0, 0.01), "_T_RAY", (0.39, 0.41)),
    ((0.45, 0.7 / 0.45, 0.2), "_HEADS", (massive._HEADS, (16,))),
    ((0.45, 3.1 / 0.45, 0.2), "_HEADS", (massive._HEADS, (16,))),
    ((1.3, 6.2 / 1.3, 2.0), "_HEADS", (massive._HEADS, (16,))),
    ((0.45, 6.2 / 0.45, 0.1), "_HEADS", (massive._HEADS, (16,))),
    ((8.0, 0.4, 3.0), "_T_FAR", (7.9, 8.1)),
    ((1.3, 12.5 / 1.3, 2.0), "_Q_HEAD", (12.4, 12.6)),
    ((0.45, 12.5 / 0.45, 0.1), "_Q_HEAD", (12.4, 12.6)),
    ((0.05, 700.0, 3.0), "_T_RESIDUES", (0.049, 0.051)),
    ((0.2, 50.0, 0.7), "_X_EDGE", (49.0, 51.0)),
    ((0.01, 6046.0, 2.0), "_Q_PANELS", (59.0, 61.0)),
    ((0.0, 60.0, 2.0), "_Q_PANELS", (59.0, 61.0)),
    ((2.0, 1.0, 1.5), "_X_HOLES", (0.9, 1.1)),
    ((0.5, 1.0, 1.5), "_X_HOLES", (0.9, 1.1)),
    ((2.0, 3.0, 1.0), "_M_HOLES", (0.9, 1.1)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("crossing", CROSSINGS, ids=str)
@pytest.mark.parametrize("w", [(1.0, 1.0), (1.5, 0.2)], ids=str)
def test_routes_agree_where_they_meet(monkeypatch, crossing, case, w):
    (t, x, M), name, sides = crossing
    results = []
    for side in sides:
        monkeypatch.setattr(massive, name, side)
        results.append(
            isotropic.j_factors_with_slopes(1.0, t, t * x if t else x, M, *w, FD, *case)
        )
    (values, slopes), (other_values, other_slopes) = results
    close(values, other_values, CROSSING)
    close(slopes, other_slopes, CROSSING_SLOPE, values)


@given(st.floats(0.5, 1.1), st.floats(-1.1, 1.1))
def test_series_and_closed_form_agree(z, nu):
    z, nu = np.array([z]), np.array([nu])
    parts = Parts(slopes=True)
    a, b = fermi_dirac._small(z, nu, parts), fermi_dirac._large(z, nu, parts)
    # The closed form loses the ratio of P, of order z^2 + nu^2, to its fourth-order rest.
    scale = np.abs(b) + np.array([1.0, 1.0, 1.0, abs(nu[0])] * 2)[:, np.newaxis] * 1e-2
    np.testing.assert_array_less(np.abs(a - b), 1e-12 * scale + 1e-300)


@pytest.mark.parametrize("t", [1e-6, 1e-3, 0.3])
def test_boltzmann_closed_form_against_the_quadrature(t):
    parts = Parts(slopes=True)
    closed = isotropic.j_factors_with_slopes(t, 1, 0.7, 0, 1.5, 0.4, MB, "sum", False)
    rows = massive.thermal(np.array([t]), np.zeros(1), np.zeros(1), None, "sum", False, parts)
    even = 1.5 * np.exp(0.7) + 0.4 * np.exp(-0.7)
    odd = 1.5 * np.exp(0.7) - 0.4 * np.exp(-0.7)
    factor = np.array([even, even, even, odd] * 2)
    np.testing.assert_allclose(rows[:, 0] * factor, stack((*closed[0], *closed[1])), rtol=STATED)


def test_fermi_dirac_against_scipy():
    r, mu = 0.8, 0.6

    def integrand(k):
        y = k * r
        n = 1 / (np.exp(k - mu) + 1) + 1 / (np.exp(k + mu) + 1)
        return r * n * (np.sin(2 * y) - 2 * y * np.cos(2 * y))

    want = integrate.quad(integrand, 0, 60, limit=400, epsabs=1e-13, epsrel=1e-13)[0]
    got = isotropic.j_factor("a", r, 1, mu, 0, 1, 1, FD, "sum", False)
    assert got == pytest.approx(want, rel=QUADRATURE, abs=0)


@pytest.mark.parametrize("m", [0.0, 0.4])
@pytest.mark.parametrize("case", CASES, ids=str)
def test_cold_limit(m, case):
    """The width of the edge adds (pi T/mu)^2."""
    r = np.array([1e-3, 0.3, 4.0, 50.0])
    cold = isotropic.j_factors(r, 0.0, -2.0, m, 1.2, 0.7, FD, *case)
    chilly = isotropic.j_factors(r, 1e-10, -2.0, m, 1.2, 0.7, FD, *case)
    close(chilly, cold, STATED)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_light_and_massless_agree(case):
    r = np.array([1e-3, 0.3, 4.0, 50.0])
    massless = isotropic.j_factors(r, 1.0, 0.7, 0.0, 1, 1, FD, *case)
    light = isotropic.j_factors(r, 1.0, 0.7, 1e-12, 1, 1, FD, *case)
    # J_d of one helicity has a part (m r)^2 that does not fall with r.
    np.testing.assert_allclose(light, massless, rtol=STATED, atol=1e-18)


def test_heavy_boltzmann():
    """Leading order in T/m (Eqs. (3.6), (3.13), (3.14)); the next is relative T^2/m^2."""
    t, T, m = np.array([1e-3, 0.2, 1.0, 7.0]), 1.0, 1e6
    u = 4 * t**2
    J = isotropic.j_factors(t, T, 0, m, 1, 1, MB, "sum", False)
    a = 8 * t**4 * (m**2 * (1 + u) + 16) / (m * (1 + u) ** 3)
    b = 8 * t**4 * (m**2 * (1 + u) ** 2 + 8 * (1 - 20 * t**2)) / (m * (1 + u) ** 4)
    c = 64 * t**4 * (1 + 28 * t**2) / (m * (1 + u) ** 4)
    np.testing.assert_allclose(J[:3], [a, b, c], rtol=3e-10)


def test_relic_states():
    """J_a of the produced helicity over both, and Majorana over Dirac (r = 0.5/T)."""
    m = np.array([0.01, 1, 10, 100])
    both, one, maj = (
        isotropic.j_factor("a", 0.5, 1, 0, m, 1, 1, FD, population, majorana)
        for population, majorana in (("sum", False), ("produced", False), ("sum", True))
    )
    np.testing.assert_allclose(
        one / both, [0.999999, 0.98995, 0.70860, 0.52277], rtol=0, atol=6e-6
    )
    np.testing.assert_allclose(maj / both, [0.99998, 0.860, 0.0841, 9.3e-4], rtol=6e-3)


def test_mixed_arrays_broadcast():
    r = np.array([0.01, 0.3, 5.0])[:, np.newaxis, np.newaxis]
    T = np.array([0.0, 0.7, 1.0])[:, np.newaxis]
    m = np.array([0.0, 0.5])
    mu, w, wbar = np.array([-2.0, 0.3]), 1.0, np.array([1.0, 0.5])
    for population, majorana in CASES:
        options = (FD, population, majorana)
        J = isotropic.j_factors(r, T, mu, m, w, wbar, *options)
        assert J.a.shape == (3, 3, 2)
        for index in np.ndindex(3, 3, 2):
            i, j, k = index
            one = isotropic.j_factors(r[i, 0, 0], T[j, 0], mu[k], m[k], w, wbar[k], *options)
            assert np.shape(one.a) == ()
            close([f[index] for f in J], one, ROUNDING)


@given(
    log(-6.0, 4.0),
    st.one_of(st.just(0.0), log(-300.0, 3.0)),
    st.one_of(st.just(0.0), log(-12.0, 4.0)),
    masses,
    weights,
    cases,
)
def test_always_finite(r, T, mu, m, w, case):
    for J in isotropic.j_factors_with_slopes(r, T, mu, m, *w, FD, *case):
        assert np.all(np.isfinite(J))
    assert not np.isnan(isotropic.total_over_vacuum(r, T, mu, m, *w, FD, *case))


def test_total_is_inf_only_where_it_overflows():
    args = (1.0, 0.0, 1.0, 1.0, 1.0, FD, "sum", False)
    total = isotropic.total_over_vacuum(np.array([300.0, 1e3]), *args)
    assert np.isfinite(total[0])
    assert np.isneginf(total[1])


def test_refusals():
    with pytest.raises(DomainError, match="maxwell_boltzmann"):
        isotropic.j_factors(1.0, 0.0, 1.0, 0.0, 1, 1, MB, "sum", False)
    with pytest.raises(DomainError, match="overflows"):
        isotropic.j_factors(1.0, 1.0, 1e4, 0.0, 1, 1, MB, "sum", False)
    with pytest.raises(DomainError, match="Majorana"):
        isotropic.j_factors(1.0, 1.0, 0.0, 1.0, 1, 1, FD, "produced", True)
    with pytest.raises(DomainError, match="did you mean 'sum'"):
        isotropic.j_factors(1.0, 1.0, 0.0, 1.0, 1, 1, FD, "sums", False)
    with pytest.raises(DomainError, match="distribution"):
        isotropic.j_factors(1.0, 1.0, 0.0, 1.0, 1, 1, "bose", "sum", False)
    with pytest.raises(DomainError, match="factor"):
        isotropic.j_factor("e", 1.0, 1.0, 0.0, 1.0, 1, 1, FD, "sum", False)


# --- given occupations ---------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("m", [0.0, 0.3, 10.0])
def test_given_occupation(case, m):
    r = np.array([1e-3, 0.2, 2.0, 8.0, 30.0])
    got = isotropic.j_factors_of(
        r, lambda k: 1.5 * np.exp(-k / 2), lambda k: 0.5 * np.exp(-k / 2), m, 2.0, *case
    )
    close(got, isotropic.j_factors(r, 2.0, 0.0, m, 1.5, 0.5, MB, *case), CALLABLE)


def test_given_occupation_that_is_not_smooth():
    with pytest.raises(ConvergenceError, match="smooth"):
        isotropic.j_factors_of(
            1.0, lambda k: np.where(k < 2.3, 1.0, 0.0), np.zeros_like, 0.5, 1.0, "sum", False
        )


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("m", [0.0, 1e-3, 0.5, 30.0])
def test_step_as_a_table(case, m):
    r = np.array([1e-3, 0.1, 1.0, 5.0, 30.0, 300.0])
    k, n = np.array([0.0, 1.0, 3.0]), np.full(3, 1.2)
    got = isotropic.j_factors_of_table(r, k, n, np.zeros(3), m, *case)
    # At large m r or r k the edge must come out of integrands that grow as (r k)^2.
    close(got, isotropic.j_factors(r, 0.0, 3.0, m, 1.2, 1.0, FD, *case), 10 * STATED)


def test_table_of_straight_lines():
    """Two triangles as a table and as one integral each."""
    k, n = np.array([0.5, 1.5, 1.5, 4.0]), np.array([0.0, 1.0, 0.4, 0.0])
    r, m = 1.7, 0.8

    def integrand(q):
        y, E = q * r, np.hypot(q, m)
        occupied = q - 0.5 if q < 1.5 else 0.4 * (4 - q) / 2.5
        bracket = (1 + m**2 * r**2) * np.sin(2 * y) - 2 * y * np.cos(2 * y)
        return r * q / E * occupied * bracket

    want = sum(integrate.quad(integrand, a, b)[0] for a, b in ((0.5, 1.5), (1.5, 4.0)))
    got = isotropic.j_factors_of_table(r, k, n, np.zeros(4), m, "sum", False)
    assert got.a == pytest.approx(want, rel=QUADRATURE, abs=0)


# --- quadrature rules ----------------------------------------------------------------


def test_fourier_rule():
    x, w = fourier_rule("sin")
    assert np.sum(w / (1 + x)) == pytest.approx(
        0.6214496242358134, rel=STATED, abs=0
    )  # DLMF 6.7.13
    assert np.sum(w) == pytest.approx(1.0, rel=STATED, abs=0)  # Abel
    x, w = fourier_rule("cos")
    assert np.sum(w * np.exp(-x)) == pytest.approx(0.5, rel=STATED, abs=0)
    assert np.sum(w * x) == pytest.approx(-1.0, rel=STATED, abs=0)  # Abel
    with pytest.raises(ValueError, match="kind"):
        fourier_rule("tan")


@given(st.floats(0.0, 1e5))
def test_filon_weights(phase):
    x, _ = legendre_rule()
    got = np.sum(filon_weights(np.array(phase)) * np.exp(x))
    s = 1 + 1j * phase
    assert got == pytest.approx((np.exp(s) - np.exp(-s)) / s, rel=STATED, abs=ROUNDING)

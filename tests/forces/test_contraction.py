"""From kernel tensors to potentials: currents, exchange, published special cases."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.constants import G_F
from softnu.forces.kernels import isotropic, vacuum
from softnu.forces.kernels.contraction import (
    CouplingProducts,
    PotentialOperator,
    contract_linear,
    contract_static,
)
from softnu.forces.kernels.isotropic_tensor import (
    LEVI_CIVITA,
    RadialFunctions,
    isotropic_tensors,
)
from softnu.forces.kernels.mode import mode_kernel_gradient
from softnu.forces.operators import (
    TwoParticles,
    j_operator,
    mode_operator,
    thermal_operator,
    vacuum_operator,
)
from softnu.units import to_natural

ROUNDING = 1e-13  # sums of some hundred products in float64, relative to the largest term
SPINORS = 4.0  # residual beyond first order: a few v^2
DIFFERENCES = 1e-10  # eighth order, step 0.01 r: 6e-14 of f/r times 9!/630; rounding over step

numbers = st.integers(-1000, 1000).map(lambda n: n / 1000)  # nothing that underflows
vectors = st.lists(numbers, min_size=3, max_size=3).map(np.array)
distances = vectors.filter(lambda v: np.linalg.norm(v) > 0.1)
units = distances.map(lambda v: v / np.linalg.norm(v))
orders = st.sampled_from([0, 1, "all"])
conventions = st.sampled_from([1.0, 2.0])
fillings = st.sampled_from(
    [("sum", False), ("produced", False), ("opposite", False), ("sum", True)]
)


@st.composite
def pairs(draw, order=orders, factor=conventions):
    """Two particles with any couplings, spins and velocities, a distance of about 1."""
    g_V1, g_A1, g_V2, g_A2 = (draw(numbers) for _ in range(4))
    s1, s2 = draw(units), draw(units)
    return TwoParticles(
        draw(distances),
        CouplingProducts(g_V1 * g_V2, g_V1 * g_A2, g_A1 * g_V2, g_A1 * g_A2),
        draw(st.floats(1.0, 100.0)),
        draw(st.floats(1.0, 100.0)),
        s1,
        s2,
        0.1 * draw(vectors),
        0.1 * draw(vectors),
        draw(order),
        draw(factor),
    )


def _swapped(pair):
    """The same two particles with all labels exchanged."""
    p = pair.products
    return pair._replace(
        r=-pair.r,
        products=CouplingProducts(p.VV, p.AV, p.VA, p.AA),
        mass1=pair.mass2,
        mass2=pair.mass1,
        spin1=pair.spin2,
        spin2=pair.spin1,
        velocity1=pair.velocity2,
        velocity2=pair.velocity1,
    )


def _mode(pair, k=(0.3, -0.5, 0.8), n=1.0, nbar=0.3, m=0.4, filling=("sum", False)):
    return mode_operator(pair, np.array(k), np.float64(n), np.float64(nbar), m, *filling)


def _thermal(pair, mu=0.7, m=0.0):
    values = (np.float64(v) for v in (1.0, mu, m, 1.0, 1.0))
    return thermal_operator(pair, *values, "fermi_dirac", "sum", False)


def _vacuum(pair):
    return vacuum_operator(pair, np.float64(0.3), np.float64(0.2), False)


ENVIRONMENTS = pytest.mark.parametrize(
    "environment", [_mode, _thermal, _vacuum], ids=["mode", "thermal", "vacuum"]
)


def _scale(operator):
    return sum(float(np.sum(np.abs(part))) for part in operator.parts)


def _same(a, b, scale):
    for x, y in zip(a.parts, b.parts, strict=True):
        np.testing.assert_allclose(x, y, rtol=0.0, atol=ROUNDING * scale)


class TestOperator:
    @ENVIRONMENTS
    @given(pair=pairs())
    def test_exchange_of_all_labels_changes_nothing(self, environment, pair):
        operator, other = environment(pair), environment(_swapped(pair))
        exchanged = PotentialOperator(other.V_0, other.a_2, other.a_1, other.B.T)
        _same(operator, exchanged, _scale(operator))

    @given(pair=pairs(), filling=fillings, k=distances, n=st.floats(0, 1), nbar=st.floats(0, 1))
    def test_exchange_holds_for_any_background_mode(self, pair, filling, k, n, nbar):
        a = _mode(pair, k, n, nbar, 0.4, filling)
        b = _mode(_swapped(pair), k, n, nbar, 0.4, filling)
        # Each of neutrinos and antineutrinos sets the scale: they may cancel.
        scale = _scale(_mode(pair, k, n, 0.0, 0.4, filling))
        scale += _scale(_mode(pair, k, 0.0, nbar, 0.4, filling))
        _same(a, PotentialOperator(b.V_0, b.a_2, b.a_1, b.B.T), scale)

    @ENVIRONMENTS
    @given(pair=pairs())
    def test_coefficients_are_real_and_the_operator_hermitian(self, environment, pair):
        operator = environment(pair)
        for part in operator.parts:
            assert np.asarray(part).dtype == np.float64
            assert np.all(np.isfinite(part))
        matrix = _matrix(operator)
        np.testing.assert_array_equal(matrix, matrix.conj().T)

    @ENVIRONMENTS
    @given(pair=pairs(), t=st.floats(-2, 2), other=units)
    def test_expectation_is_linear_in_each_spin(self, environment, pair, t, other):
        V, scale = environment(pair), _scale(environment(pair))
        s1, s2 = pair.spin1, pair.spin2

        for combine in (
            lambda s: V.expectation(s, s2),
            lambda s: V.expectation(s1, s),
        ):
            mixed = combine(t * s1 + (1 - t) * other)
            separate = t * combine(s1) + (1 - t) * combine(other)
            assert mixed == pytest.approx(separate, abs=10 * ROUNDING * scale)

    @ENVIRONMENTS
    @given(pair=pairs())
    def test_expectation_is_that_of_the_spin_matrices(self, environment, pair):
        operator = environment(pair)
        density = np.kron(_spin_state(pair.spin1), _spin_state(pair.spin2))
        expected = np.trace(density @ _matrix(operator)).real
        value = operator.expectation(pair.spin1, pair.spin2)
        assert value == pytest.approx(expected, abs=ROUNDING * _scale(operator))

    @ENVIRONMENTS
    @given(pair=pairs(order=st.just("all")))
    def test_all_orders_are_the_sum_of_both(self, environment, pair):
        parts = [environment(pair._replace(order_v=order)) for order in (0, 1)]
        together = environment(pair)
        _same(together, parts[0] + parts[1], _scale(together) + _scale(parts[0]))

    @ENVIRONMENTS
    @given(pair=pairs(order=st.just(1)), factor=st.floats(0.1, 10))
    def test_linear_terms_scale_with_velocities_and_inverse_masses(
        self, environment, pair, factor
    ):
        scaled = pair._replace(
            mass1=pair.mass1 / factor,
            mass2=pair.mass2 / factor,
            velocity1=pair.velocity1 * factor,
            velocity2=pair.velocity2 * factor,
        )
        operator = environment(pair)
        _same(environment(scaled), operator * (factor), factor * _scale(operator))

    @ENVIRONMENTS
    @given(pair=pairs(order=st.just(0)))
    def test_static_terms_know_no_velocities_masses_and_conventions(self, environment, pair):
        other = pair._replace(
            mass1=3.0,
            mass2=4.0,
            velocity1=np.ones(3),
            velocity2=np.ones(3),
            parity_violating_factor=3.0 - pair.parity_violating_factor,
        )
        for a, b in zip(environment(pair).parts, environment(other).parts, strict=True):
            np.testing.assert_array_equal(a, b)


class TestConventions:
    @ENVIRONMENTS
    @given(pair=pairs(order=st.just(1), factor=st.just(1.0)))
    def test_published_parity_violation_is_twice_the_derived_one(self, environment, pair):
        p, zero = pair.products, 0.0 * pair.products.VV
        mixed = pair._replace(products=CouplingProducts(zero, p.VA, p.AV, zero))
        rest = pair._replace(products=CouplingProducts(p.VV, zero, zero, p.AA))
        published = {"parity_violating_factor": 2.0}
        for a, b in zip(
            environment(mixed._replace(**published)).parts, environment(mixed).parts, strict=True
        ):
            np.testing.assert_array_equal(a, 2.0 * b)
        for a, b in zip(
            environment(rest._replace(**published)).parts, environment(rest).parts, strict=True
        ):
            np.testing.assert_array_equal(a, b)


class TestSpecies:
    @given(pair=pairs(), filling=fillings, k=distances)
    def test_antineutrinos_change_the_sign_of_the_antisymmetric_kernel(self, pair, filling, k):
        E = np.sqrt(k @ k + 0.16)
        S, A, dS, dA = mode_kernel_gradient(pair.r, k, 0.4, *filling)
        for n, nbar, sign in ((1.0, 0.0, 1.0), (0.0, 1.0, -1.0)):
            potential = _mode(pair, k, n, nbar, 0.4, filling)
            static = contract_static(S, sign * A, pair.products)
            linear = contract_linear(
                S,
                sign * A,
                dS,
                sign * dA,
                pair.products,
                pair.mass1,
                pair.velocity1,
                pair.mass2,
                pair.velocity2,
                pair.parity_violating_factor,
            )
            expected = {0: static, 1: linear, "all": static + linear}[pair.order_v]
            expected = expected * (-4 * G_F**2 / E)
            scale = 4 * G_F**2 / E * (_scale(static) + _scale(linear))
            _same(potential, expected, scale)

    @given(pair=pairs(), filling=fillings, k=distances)
    def test_equal_densities_leave_the_symmetric_kernel(self, pair, filling, k):
        both = _mode(pair, k, 1.0, 1.0, 0.4, filling)
        parts = _mode(pair, k, 1.0, 0.0, 0.4, filling), _mode(pair, k, 0.0, 1.0, 0.4, filling)
        scale = _scale(parts[0]) + _scale(parts[1])
        _same(both, parts[0] + parts[1], scale)
        spinless = pair._replace(order_v=0)
        operator = _mode(spinless, k, 1.0, 1.0, 0.4, filling)
        np.testing.assert_allclose(operator.B, operator.B.T, atol=ROUNDING * scale, rtol=0)

    def test_many_modes_broadcast_against_one_pair(self):
        pair = _example()
        k = np.random.default_rng(5).normal(size=(6, 3))
        n = np.arange(6.0)
        many = mode_operator(pair, k, n, 0.5 * n, np.float64(0.2), "sum", False)
        assert np.shape(many.B) == (6, 3, 3)
        one = mode_operator(pair, k[4], n[4], 0.5 * n[4], np.float64(0.2), "sum", False)
        for a, b in zip(many.parts, one.parts, strict=True):
            np.testing.assert_allclose(a[4], b, rtol=0, atol=ROUNDING * _scale(one))
        values = many.expectation(pair.spin1, pair.spin2)
        assert values.shape == (6,)


def _example(**changes):
    pair = TwoParticles(
        np.array([0.6, -0.3, 1.1]),
        CouplingProducts(*(np.float64(g) for g in (-0.2, -0.12, -0.3, -0.18))),
        5.0,
        7.0,
        np.array([0.6, 0.0, 0.8]),
        np.array([0.0, 0.28, -0.96]),
        np.array([0.01, 0.0, 0.02]),
        np.array([0.0, -0.03, 0.01]),
        "all",
        1.0,
    )
    return pair._replace(**changes)


# --- against exact spinors --------------------------------------------------------

_PAULI = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])


def _spin_state(s):
    return 0.5 * (np.eye(2) + np.einsum("i,iab->ab", s, _PAULI))


def _matrix(operator):
    """The potential as a matrix in the basis of both spins."""
    one = np.eye(2)
    total = operator.V_0 * np.eye(4, dtype=complex)
    for i in range(3):
        total = total + operator.a_1[i] * np.kron(_PAULI[i], one)
        total = total + operator.a_2[i] * np.kron(one, _PAULI[i])
        for j in range(3):
            total = total + operator.B[i, j] * np.kron(_PAULI[i], _PAULI[j])
    return total


def _exact_current(p_in, p_out, mass, g_V, g_A):
    """Spin matrices of chibar gamma^mu (g_V - g_A gamma5) chi / (2 sqrt(E E'))."""

    def spinors(p):
        E = np.sqrt(mass**2 + p @ p)
        small = np.einsum("i,iab->ab", p, _PAULI) / (E + mass)
        return np.sqrt((E + mass) / (2 * E)) * np.vstack([np.eye(2), small])

    one, zero = np.eye(2), np.zeros((2, 2))
    gamma5 = np.block([[zero, one], [one, zero]])
    # u^dagger gamma^0 gamma^mu: 1 and the Dirac matrices alpha.
    alphas = [np.eye(4), *(np.block([[zero, s], [s, zero]]) for s in _PAULI)]
    vertex = g_V * np.eye(4) - g_A * gamma5
    u, ubar = spinors(p_in), spinors(p_out).conj().T
    return np.array([ubar @ a @ vertex @ u for a in alphas])


@pytest.mark.parametrize("seed", range(4))
def test_contraction_equals_exact_spinors_up_to_second_order(seed):
    # A kernel e^{iq.r}: its gradient is i q, and body 1 gains the momentum q.
    rng = np.random.default_rng(seed)
    S, A = rng.normal(size=(2, 4, 4))
    S, A = S + S.T, A - A.T
    g_V1, g_A1, g_V2, g_A2 = rng.uniform(-1, 1, 4)
    masses, q0, p0 = (3.0, 5.0), rng.normal(size=3), rng.normal(size=(2, 3))
    lower = np.diag([1.0, -1.0, -1.0, -1.0])
    residuals = []
    for v in (1e-2, 1e-3):
        q, (p1, p2) = v * q0, v * p0
        j1 = _exact_current(p1, p1 + q, masses[0], g_V1, g_A1)
        j2 = _exact_current(p2, p2 - q, masses[1], g_V2, g_A2)
        exact = np.einsum("mn,mab,ncd->acbd", lower @ (S + A) @ lower, j1, j2).reshape(4, 4)
        products = CouplingProducts(g_V1 * g_V2, g_V1 * g_A2, g_A1 * g_V2, g_A1 * g_A2)
        operator = contract_static(S, A, products) + (
            contract_linear(
                S,
                A,
                1j * q[:, None, None] * S,
                1j * q[:, None, None] * A,
                products,
                masses[0],
                (p1 + 0.5 * q) / masses[0],
                masses[1],
                (p2 - 0.5 * q) / masses[1],
                1.0,
            )
        )
        residuals.append(np.max(np.abs(exact - _matrix(operator))) / v**2)
    assert residuals[0] < SPINORS
    assert residuals[1] < SPINORS


# --- published formulas --------------------------------------------------------------


@given(pair=pairs(factor=st.just(1.0)))
def test_massless_vacuum_potential_is_the_printed_one(pair):
    # Eqs. (2.2), (2.17), (2.18) of arXiv:2405.16801, the latter with derived coefficients.
    r, p = np.linalg.norm(pair.r), pair.products
    rh = pair.r / r
    V_0 = G_F**2 / (4 * np.pi**3 * r**5)
    s1, s2, v1, v2 = pair.spin1, pair.spin2, pair.velocity1, pair.velocity2
    static = p.VV * V_0 + p.AA * V_0 / 2 * (5 * (s1 @ rh) * (s2 @ rh) - 3 * s1 @ s2)
    # The paper's g_A is minus the one of the current g_V - g_A gamma5.
    C = -p.AV / (2 * pair.mass2) - p.VA / (2 * pair.mass1)
    linear = -p.AV * s1 @ (v1 - v2) * V_0 - p.VA * s2 @ (v2 - v1) * V_0
    linear += C * np.cross(s1, s2) @ (-5 * V_0 / r * rh)
    V = vacuum_operator(pair, np.float64(0.0), np.float64(0.0), False)
    # The vector current gives spin-orbit terms besides; they are in g_V g_V and vanish here,
    # since the mixed components of the vacuum kernel do.
    expected = {0: static, 1: linear, "all": static + linear}[pair.order_v]
    assert V.expectation(s1, s2) == pytest.approx(expected, abs=ROUNDING * (_scale(V) + V_0))


@pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
@given(pair=pairs(order=st.just(1), factor=st.just(1.0)))
def test_massive_vacuum_parity_violation_follows_the_spin_independent_potential(majorana, pair):
    r, p, m = np.linalg.norm(pair.r), pair.products, (np.float64(0.8), np.float64(0.3))
    V, slope = (f(r, *m, majorana) for f in (vacuum.pair_potential, vacuum.pair_gradient))
    difference = pair.velocity1 - pair.velocity2
    operator = vacuum_operator(pair, *m, majorana)
    C = -p.AV / (2 * pair.mass2) - p.VA / (2 * pair.mass1)
    expected = PotentialOperator(
        np.float64(0.0),
        -p.AV * V * difference,
        p.VA * V * difference,
        C * slope * np.einsum("ijl,l->ij", LEVI_CIVITA, pair.r / r),
    )
    _same(operator, expected, _scale(operator))


@given(pair=pairs(factor=st.just(1.0)), mu=st.floats(-2.0, 2.0), m=st.sampled_from([0.0, 0.5]))
def test_isotropic_potential_is_the_printed_one(pair, mu, m):
    # Secs. 3.1-3.3 of arXiv:2405.16801 with the antisymmetric kernel at O(v) as well.
    r, p = np.linalg.norm(pair.r), pair.products
    rh = pair.r / r
    s1, s2, v1, v2 = pair.spin1, pair.spin2, pair.velocity1, pair.velocity2
    arguments = [np.float64(v) for v in (1.0, mu, m, 1.0, 1.0)]
    J, slopes = isotropic.j_factors_with_slopes(
        np.float64(r), *arguments, "fermi_dirac", "sum", False
    )
    scale = G_F**2 / (4 * np.pi**3 * r**5)
    static = p.VV * J.a + p.AA * (J.b * s1 @ s2 + J.c * (s1 @ rh) * (s2 @ rh))
    static = -scale * (static - p.AA * J.d * rh @ np.cross(s1, s2))

    # X_ij/r^5 and its gradient, from J' by the chain rule.
    def X(J):
        turn = np.einsum("ijl,l->ij", LEVI_CIVITA, rh)
        return J.b * np.eye(3) + J.c * np.outer(rh, rh) - J.d * turn

    bend = (np.eye(3) - np.outer(rh, rh)) / r
    dX = np.einsum("l,ij->lij", rh, (X(slopes) - 5 * X(J)) / r)
    dX += J.c * (np.einsum("li,j->lij", bend, rh) + np.einsum("lj,i->lij", bend, rh))
    dX -= J.d * np.einsum("ijm,lm->lij", LEVI_CIVITA, bend)
    # vtilde_1 = v_1 + s_1 x grad/(2 m_1), vtilde_2 = v_2 - s_2 x grad/(2 m_2).
    along2 = np.einsum("i,j,ij->", s1, v2, X(J))
    along2 -= np.einsum("i,jab,a,bij->", s1, LEVI_CIVITA, s2, dX) / (2 * pair.mass2)
    along1 = np.einsum("i,j,ij->", v1, s2, X(J))
    along1 += np.einsum("iab,a,bij,j->", LEVI_CIVITA, s1, dX, s2) / (2 * pair.mass1)
    linear = scale * (p.AV * (s1 @ v1 * J.a + along2) + p.VA * (s2 @ v2 * J.a + along1))
    V = thermal_operator(pair, *arguments, "fermi_dirac", "sum", False)
    expected = {0: static, 1: linear, "all": static + linear}[pair.order_v]
    size = _scale(V) + scale * (abs(J.a) + abs(J.b) + abs(J.c) + abs(J.d))
    assert V.expectation(s1, s2) == pytest.approx(expected, abs=ROUNDING * size)


def test_thermal_background_at_long_distance_cancels_the_vacuum():
    # J_a -> 1, J_b -> -3/2, J_c -> 5/2 tie the signs of both environments.
    pair = _example(r=np.array([12.0, 5.0, -9.0]), order_v=0)
    zero = np.float64(0.0)
    background, empty = _thermal(pair, mu=0.0), vacuum_operator(pair, zero, zero, False)
    _same(background, empty * (-1.0), _scale(empty))
    # At O(v) the vacuum form leaves out a gradient, which turns no spin: B is the same.
    pair = pair._replace(order_v=1, velocity1=np.zeros(3), velocity2=np.zeros(3))
    background, empty = _thermal(pair, mu=0.0), vacuum_operator(pair, zero, zero, False)
    _same(background, empty * (-1.0), _scale(empty))


@given(rh=units, r=st.floats(0.3, 3.0), coefficients=st.lists(numbers, min_size=4, max_size=4))
def test_gradient_of_isotropic_tensors_equals_differences(rh, r, coefficients):
    def radial(d):
        values = RadialFunctions(*(c * d ** (-n - 1) for n, c in enumerate(coefficients)))
        slopes = RadialFunctions(
            *(-(n + 1) * c * d ** (-n - 2) for n, c in enumerate(coefficients))
        )
        return values, slopes

    def tensors(vector):
        d = np.linalg.norm(vector)
        return isotropic_tensors(vector / d, d, *radial(d))

    here, step = tensors(r * rh), 0.01 * r
    scale = sum(abs(c) * r ** (-n - 1) for n, c in enumerate(coefficients)) / r
    for part, gradient in ((0, here.dS), (1, here.dA)):
        for axis, direction in enumerate(np.eye(3)):
            slope = sum(
                c
                * (
                    tensors(r * rh + n * step * direction)[part]
                    - tensors(r * rh - n * step * direction)[part]
                )
                / step
                for n, c in ((1, 4 / 5), (2, -1 / 5), (3, 4 / 105), (4, -1 / 280))
            )
            np.testing.assert_allclose(gradient[axis], slope, atol=DIFFERENCES * scale, rtol=0)


def test_j_factors_and_thermal_operator_agree():
    pair = _example()
    r = np.linalg.norm(pair.r)
    arguments = [np.float64(v) for v in (1.0, 0.4, 0.0, 1.0, 1.0)]
    factors = isotropic.j_factors_with_slopes(r, *arguments, "fermi_dirac", "sum", False)
    direct = j_operator(pair, *factors)
    _same(thermal_operator(pair, *arguments, "fermi_dirac", "sum", False), direct, _scale(direct))


# --- reference values ----------------------------------------------------------------


def _two_particles(i):
    def vector(name, kind):
        return np.array([to_natural(name, x, kind) for x in i[name]])

    g_V1, g_A1, g_V2, g_A2 = (np.float64(i[n]) for n in ("g_V1", "g_A1", "g_V2", "g_A2"))
    pair = TwoParticles(
        vector("r", "length"),
        CouplingProducts(g_V1 * g_V2, g_V1 * g_A2, g_A1 * g_V2, g_A1 * g_A2),
        to_natural("mass1", i["mass1"], "mass"),
        to_natural("mass2", i["mass2"], "mass"),
        *(np.array(i[n], dtype=float) for n in ("spin1", "spin2", "velocity1", "velocity2")),
        i["order_v"],
        {"derived": 1.0, "published": 2.0}[i["convention"]],
    )
    n_nu, n_nubar = (to_natural(n, i[n], "number density") for n in ("n_nu", "n_nubar"))
    m, nature = to_natural("m_nu", i["m_nu"], "energy"), i["nature"] == "majorana"
    V = mode_operator(pair, vector("k", "energy"), n_nu, n_nubar, m, i["population"], nature)
    return V.expectation(pair.spin1, pair.spin2)


REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "forces.json"
ENTRIES = [
    entry
    for entry in json.loads(REFERENCE.read_text(encoding="utf-8"))["entries"]
    if entry["quantity"] == "forces.mode.two_particles"
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_potential_of_a_mode_equals_the_reference_value(entry):
    expected = pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=0)
    assert _two_particles(entry["inputs"]) == expected

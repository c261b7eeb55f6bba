"""Widths of mediators: sums over explicit spinors, thresholds, limits, both natures."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import SoftnuError
from softnu.renp.kernels.widths import scalar_width, vector_width

#: Spinors are square roots of E - p, which for the momenta below keep 13 digits.
RTOL_SPINORS = 1e-12
#: A few roundings of closed forms.
RTOL_ROUNDING = 4e-15
#: A closed form typed from the input "m_lightest" and one conversion of units.
RTOL_CATALOGUE = 1e-14

SIGMA = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
ZERO, ONE = np.zeros((2, 2)), np.eye(2)
GAMMA_0 = np.block([[ZERO, ONE], [ONE, ZERO]])
GAMMA = np.array([np.block([[ZERO, s], [-s, ZERO]]) for s in SIGMA])
P_L, P_R = np.diag([1, 1, 0, 0]), np.diag([0, 0, 1, 1])
GAMMA_5 = P_R - P_L
CHARGE = 1j * GAMMA[1] @ GAMMA_0


def hermitian(rng) -> np.ndarray:
    matrix = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
    return matrix + matrix.conj().T


def spinors(p: np.ndarray, m: float) -> list[np.ndarray]:
    """Both u(p) in the chiral basis: sqrt(p.sigma) xi over sqrt(p.sigmabar) xi."""
    E = np.sqrt(m**2 + p @ p)
    values, states = np.linalg.eigh(np.einsum("i,ijk", p, SIGMA))
    return [
        np.concatenate([np.sqrt(abs(E - v)) * x, np.sqrt(E + v) * x])
        for v, x in zip(values, states.T, strict=True)
    ]


def antispinors(p: np.ndarray, m: float) -> list[np.ndarray]:
    """C ubar^T of each spinor: antiparticles of Dirac, particles of Majorana neutrinos."""
    return [CHARGE @ GAMMA_0.T @ u.conj() for u in spinors(p, m)]


def by_spinors(M: float, operators, masses: np.ndarray, majorana: bool, states: int) -> float:
    """Sum squared amplitudes of a mediator at rest; `operators[k][i][j]` act between spinors."""
    total = 0.0
    direction = np.array([0.36, 0.48, 0.8])
    for i, m_i in enumerate(masses):
        for j, m_j in enumerate(masses):
            if m_i + m_j >= M or (majorana and j < i):
                continue
            size = np.sqrt((M**2 - (m_i + m_j) ** 2) * (M**2 - (m_i - m_j) ** 2)) / (2 * M)
            p = size * direction
            squares = 0.0
            for a in range(2):
                for b in range(2):
                    u_i, v_j = spinors(p, m_i)[a], antispinors(-p, m_j)[b]
                    u_j, v_i = spinors(-p, m_j)[b], antispinors(p, m_i)[a]
                    for operator in operators:
                        amplitude = u_i.conj() @ GAMMA_0 @ operator[i][j] @ v_j
                        if majorana:
                            amplitude -= u_j.conj() @ GAMMA_0 @ operator[j][i] @ v_i
                        squares += abs(amplitude) ** 2
            identical = 0.5 if majorana and i == j else 1.0
            total += identical * size / (8 * np.pi * M**2) * squares
    return total / states


@pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
@pytest.mark.parametrize("M", [0.35, 0.61, 1.0, 7.0], ids=str)
def test_widths_are_sums_over_spinors(M, majorana):
    rng = np.random.default_rng(1)
    masses = np.array([0.1, 0.2, 0.4])
    for _ in range(3):
        A, B = hermitian(rng), hermitian(rng)
        vector = [
            [[g @ (A[i, j] * P_L + B[i, j] * P_R) for j in range(3)] for i in range(3)]
            for g in GAMMA
        ]
        found = vector_width(np.float64(M), A, B, masses, majorana)
        expected = by_spinors(M, vector, masses, majorana, 3)
        assert found == pytest.approx(expected, rel=RTOL_SPINORS, abs=0)
        scalar = [
            [[A[i, j] * np.eye(4) + 1j * B[i, j] * GAMMA_5 for j in range(3)] for i in range(3)]
        ]
        found = scalar_width(np.float64(M), A, B, masses, majorana)
        expected = by_spinors(M, scalar, masses, majorana, 1)
        assert found == pytest.approx(expected, rel=RTOL_SPINORS, abs=0)


def diagonal(value: float, n: int = 1) -> np.ndarray:
    return value * np.eye(n, dtype=complex)


@given(above=st.floats(1e-15, 1e3), m=st.floats(1e-3, 10.0))
def test_widths_keep_their_digits_at_a_threshold(above, m):
    M = 2 * m * (1 + above)
    with mpmath.workdps(50):
        beta = mpmath.sqrt(max(0, 1 - (2 * mpmath.mpf(m) / mpmath.mpf(M)) ** 2))
        scalar = float(mpmath.mpf(M) * beta**3 / (8 * mpmath.pi))
        pseudoscalar = float(mpmath.mpf(M) * beta / (8 * mpmath.pi))
        # Vector and axial: beta (3 - beta^2)/2 and beta^3 of the massless width.
        vector = float(mpmath.mpf(M) * beta * (3 - beta**2) / (24 * mpmath.pi))
        axial = float(mpmath.mpf(M) * beta**3 / (12 * mpmath.pi))
    masses, one, none = np.array([m]), diagonal(1), diagonal(0)
    for found, expected in (
        (scalar_width(np.float64(M), one, none, masses, False), scalar),
        (scalar_width(np.float64(M), none, one, masses, False), pseudoscalar),
        (vector_width(np.float64(M), one, one, masses, False), vector),
        (vector_width(np.float64(M), one, -one, masses, False), axial),
    ):
        assert found == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)


def test_massless_widths():
    M, g, none, massless = np.float64(3.0), diagonal(0.5, 3), diagonal(0, 3), np.zeros(3)
    # Three states; Majorana neutrinos have half the states of left- and right-handed ones.
    chiral = 3 * 0.25 * 3.0 / (24 * np.pi)
    spinless = 3 * 0.25 * 3.0 / (8 * np.pi)
    for width, expected in (
        (vector_width(M, g, none, massless, False), chiral),
        (vector_width(M, none, g, massless, False), chiral),
        (vector_width(M, g, g, massless, False), 2 * chiral),
        (vector_width(M, g, none, massless, True), chiral),
        (vector_width(M, g, g, massless, True), 0.0),
        (scalar_width(M, g, none, massless, False), spinless),
        (scalar_width(M, g, g, massless, False), 2 * spinless),
        (scalar_width(M, g, none, massless, True), 2 * spinless),
    ):
        assert width == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)


@given(seed=st.integers(0, 1000))
def test_only_the_difference_of_chiral_couplings_counts_for_majorana_neutrinos(seed):
    rng = np.random.default_rng(seed)
    A, B = hermitian(rng), hermitian(rng)
    masses, M = rng.uniform(0.0, 0.4, 3), np.float64(1.0)
    found = vector_width(M, A, B, masses, True)
    alone = vector_width(M, A - B.T, np.zeros((3, 3)), masses, True)
    assert found == pytest.approx(alone, rel=RTOL_ROUNDING, abs=0)


@given(seed=st.integers(0, 1000), majorana=st.booleans())
def test_widths_do_not_depend_on_phases_of_dirac_states_and_are_never_negative(seed, majorana):
    rng = np.random.default_rng(seed)
    A, B = hermitian(rng), hermitian(rng)
    masses, M = rng.uniform(0.0, 0.6, 3), np.float64(1.0)
    phase = np.exp(1j * rng.uniform(0, 2 * np.pi, 3))
    turned = [phase[:, None] * matrix * phase.conj() for matrix in (A, B)]
    for width in (vector_width, scalar_width):
        plain = width(M, A, B, masses, majorana)
        assert plain >= 0.0
        if not majorana:
            found = width(M, *turned, masses, majorana)
            assert found == pytest.approx(plain, rel=RTOL_ROUNDING, abs=0)


@pytest.mark.parametrize("width", [vector_width, scalar_width])
def test_a_mediator_below_all_thresholds_does_not_decay(width):
    masses, g = np.array([0.1, 0.2, 0.3]), diagonal(1, 3)
    M = np.array([0.0, 0.1, 0.2, 0.2 * (1 + 1e-15)])
    found = width(M, g, 0 * g, masses, False)
    assert np.array_equal(found > 0.0, [False, False, False, True])
    assert width(np.float64(0.0), g, 0 * g, np.zeros(3), False) == 0.0


@pytest.mark.parametrize("width", [vector_width, scalar_width])
@pytest.mark.parametrize("M", [1e-200, 1e200], ids=str)
def test_no_mass_of_a_mediator_leaves_the_range_of_floats(width, M):
    g, massless = diagonal(1), np.zeros(1)
    one = width(np.float64(1.0), g, 0 * g, massless, False)
    found = width(np.float64(M), g, 0 * g, massless, False)
    assert found == pytest.approx(M * float(one), rel=RTOL_ROUNDING, abs=0)


@pytest.mark.parametrize("width", [vector_width, scalar_width])
def test_widths_broadcast(width):
    rng = np.random.default_rng(3)
    M = np.array([0.5, 1.0])[:, np.newaxis, np.newaxis]
    A, B = (np.stack([hermitian(rng) for _ in range(3)]) for _ in range(2))
    masses = rng.uniform(0.0, 0.4, (4, 1, 3))
    found = width(M, A, B, masses, True)
    assert found.shape == (2, 4, 3)
    alone = width(M[1, 0, 0], A[2], B[2], masses[3, 0], True)
    assert found[1, 3, 2] == pytest.approx(alone, rel=RTOL_ROUNDING, abs=0)


@pytest.mark.parametrize("kind", ["vector", "scalar"])
def test_the_coupling_multiplies_both_matrices(kind):
    mass, coupling, first, second = {
        "vector": ("m_V", "g_nu", "g_L_nu", "g_R_nu"),
        "scalar": ("m_S", "y_nu", "y_S_nu", "y_P_nu"),
    }[kind]
    name = f"renp.width.{kind}"
    given_values = {mass: "0.2 eV", first: "E_12", second: "E_33", "m_lightest": "0.01 eV"}
    one = evaluate(name, **given_values)
    found = evaluate(name, **given_values, **{coupling: [0.0, -1e-3]})
    assert found.unit == "eV"
    expected = [0.0, 1e-6 * one.value]
    assert found.value == pytest.approx(expected, rel=RTOL_CATALOGUE, abs=0)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"m_V": "-1 eV"}, "m_V = '-1 eV' is not allowed"),
        ({"m_V": 1}, "m_V = 1 has no unit"),
        ({"g_L_nu": [[0, 1, 0], [0, 0, 0], [0, 0, 0]]}, "g_L_nu is not allowed: .* Hermitian"),
        ({"nature": "weyl"}, "unknown nature 'weyl'"),
        ({"m_lightest": "-1 eV"}, "m_lightest"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    good = {"m_V": "1 eV", "g_L_nu": "E_11", "m_lightest": "0 eV"}
    with pytest.raises(SoftnuError, match=message):
        evaluate("renp.width.vector", **good | given_values)

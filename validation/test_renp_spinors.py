"""Spectra and widths of neutrino pairs from explicit spinors, by quadrature over the phase space.

The vertices are those of the Lagrangian, before any equation of motion is used; Majorana
amplitudes are antisymmetrised explicitly.
"""

import numpy as np
import pytest

from softnu.constants import ALPHA, G_F, M_E
from softnu.renp.kernels import couplings, kinematics, mediators, spectrum, widths
from softnu.renp.kernels.couplings import Current
from softnu.renp.kernels.master import quadratic_form, response

pytestmark = pytest.mark.slow

#: Sums of some thousand products in float64, relative to the sum of their sizes.
ROUNDING = 1e-13
#: Squares of the amplitudes are polynomials of degree 4 in the energy and in sin, cos phi.
NODES, WEIGHTS = np.polynomial.legendre.leggauss(5)
AZIMUTHS = 2.0 * np.pi * np.arange(8) / 8

NATURES = pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
SEEDS = pytest.mark.parametrize("seed", range(8))

# --- spinors, standard representation ---------------------------------------------------------

ONE, ZERO = np.eye(2), np.zeros((2, 2))
SIGMA = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
GAMMA = np.array(
    [np.block([[ONE, ZERO], [ZERO, -ONE]]), *(np.block([[ZERO, s], [-s, ZERO]]) for s in SIGMA)]
)
GAMMA_5 = 1j * GAMMA[0] @ GAMMA[1] @ GAMMA[2] @ GAMMA[3]
LEFT, RIGHT = 0.5 * (np.eye(4) - GAMMA_5), 0.5 * (np.eye(4) + GAMMA_5)
METRIC = np.diag([1.0, -1.0, -1.0, -1.0])
CONJUGATION = 1j * GAMMA[2] @ GAMMA[0]


def u_bar(p, m):
    """Rows (..., spin, 4)."""
    E = p[..., 0, None, None]
    slash = np.einsum("...k,kab->...ab", p[..., 1:], SIGMA)
    u = np.concatenate([np.broadcast_to(ONE, slash.shape), slash / (E + m)], axis=-2)
    return np.conj(np.swapaxes(np.sqrt(E + m) * u, -1, -2)) @ GAMMA[0]


def v(p, m):
    """Columns (..., 4, spin) with the phases of Majorana fields, C u_bar^T."""
    return CONJUGATION @ np.swapaxes(u_bar(p, m), -1, -2)


def test_spinors_are_complete():
    p = np.array([np.sqrt(0.3**2 + 1.0 + 0.25 + 0.04), 1.0, -0.5, 0.2])
    slash = np.einsum("m,mab->ab", METRIC @ p, GAMMA)
    row, column = u_bar(p, 0.3), v(p, 0.3)
    u = np.conj((row @ GAMMA[0]).T)
    np.testing.assert_allclose(u @ row, slash + 0.3 * np.eye(4), rtol=0, atol=ROUNDING)
    np.testing.assert_allclose(
        column @ (np.conj(column.T) @ GAMMA[0]), slash - 0.3 * np.eye(4), rtol=0, atol=ROUNDING
    )


# --- phase space ------------------------------------------------------------------------------


def momenta(q0, Q, m_i, m_j, E_i=None):
    """Momenta (nodes, azimuths, 4) of a pair along z, and the phase-space factor."""
    s = q0**2 - Q**2
    Delta = np.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s
    middle = q0 * (s + m_i**2 - m_j**2) / (2 * s)
    E_i = middle + 0.5 * Q * Delta * NODES if E_i is None else np.array([E_i])
    p = np.sqrt(E_i**2 - m_i**2)
    # At rest the energy is fixed and the nodes are those of the angle.
    cosine = NODES if Q == 0.0 else (q0 * E_i - 0.5 * (s + m_i**2 - m_j**2)) / (Q * p)
    across = p * np.sqrt(1 - cosine**2)
    shape = (len(E_i), len(AZIMUTHS))
    p_i = np.stack(
        [
            np.broadcast_to(E_i[:, None], shape),
            across[:, None] * np.cos(AZIMUTHS),
            across[:, None] * np.sin(AZIMUTHS),
            np.broadcast_to((p * cosine)[:, None], shape),
        ],
        axis=-1,
    )
    return p_i, np.array([q0, 0.0, 0.0, Q]) - p_i, Delta


def amplitude(vertex, p_i, p_j, m_i, m_j, i, j, majorana):
    """<nu_i(p_i) nu_j(p_j)| nubar_k vertex_kl nu_l |0>: (..., component, spin, spin)."""

    def one(p, m, k, p2, m2, l):
        row, column = u_bar(p, m)[..., None, :, :], v(p2, m2)[..., None, :, :]
        return row @ vertex(k, l) @ column

    first = one(p_i, m_i, i, p_j, m_j, j)
    if majorana:
        return first - np.swapaxes(one(p_j, m_j, j, p_i, m_i, i), -1, -2)
    return first


def weighted(J, W_L):
    """Half the sum over spins of the squared components 1, 2, 3, with their weights."""
    square = np.sum(np.abs(J) ** 2, axis=(-2, -1))
    return 0.5 * (W_L * square[..., 2] + 0.5 * (1 - W_L) * (square[..., 0] + square[..., 1]))


def by_quadrature(vertex, q0, Q, masses, W_L, majorana, weigh=weighted):
    """Sum over ordered pairs of the phase-space factor times the average over it."""
    total = 0.0
    for i, m_i in enumerate(masses):
        for j, m_j in enumerate(masses):
            if (m_i + m_j) ** 2 >= q0**2 - Q**2:
                continue
            p_i, p_j, Delta = momenta(q0, Q, m_i, m_j)
            J = amplitude(vertex, p_i, p_j, m_i, m_j, i, j, majorana)
            total += Delta * np.mean(0.5 * WEIGHTS @ weigh(J, W_L))
    # Each state of two Majorana particles is met twice in the sum.
    return 0.5 * total if majorana else total


# --- vertices ---------------------------------------------------------------------------------


def chiral(left, right, k, l):
    return left[k, l] * LEFT + right[k, l] * RIGHT


class Vertices:
    """Space components of the current beside sqrt2 G_F sigma, as the Lagrangian gives them."""

    def __init__(self, a, q0, Q):
        self.a, self.q = a, np.array([q0, 0.0, 0.0, Q])

    def weak(self, k, l):
        return self.a[k, l] * GAMMA[1:] @ LEFT

    def vector(self, strength, g_L, g_R, longitudinal, m_V):
        """Vector boson: g_mn - q_m q_n/m_V^2 between the currents."""
        slash = np.einsum("m,mab->ab", METRIC @ self.q, GAMMA)

        def vertex(k, l):
            current = GAMMA[1:]
            if longitudinal:
                current = current - self.q[1:, None, None] * slash / m_V**2
            return self.weak(k, l) + strength * current @ chiral(g_L, g_R, k, l)

        return vertex

    def scalar(self, strength, y_S, y_P):
        """Pseudoscalar electron, i sigma.q/(2 m_e); the factor 1/(2 m_e) is in the strength."""

        def vertex(k, l):
            current = y_S[k, l] * np.eye(4) + 1j * y_P[k, l] * GAMMA_5
            return self.weak(k, l) + 1j * strength * self.q[1:, None, None] * current

        return vertex

    def dipole(self, mu, epsilon):
        """Field q x j of the current i sigma^{mn} q_n (mu + i epsilon gamma_5)."""
        q_low = METRIC @ self.q
        # i sigma^{mn} q_n = -(gamma^m qslash - qslash gamma^m)/2
        slash = np.einsum("m,mab->ab", q_low, GAMMA)
        current = -0.5 * (GAMMA[1:] @ slash - slash @ GAMMA[1:])

        def vertex(k, l):
            j = current @ (mu[k, l] * np.eye(4) + 1j * epsilon[k, l] * GAMMA_5)
            Q = self.q[3]
            return np.stack([-Q * j[1], Q * j[0], 0.0 * j[2]])

        return vertex


# --- random physics ---------------------------------------------------------------------------


def hermitian(rng, n=3):
    matrix = rng.normal(size=(n, n)) + 1j * rng.normal(size=(n, n))
    return matrix + matrix.conj().T


class Draw:
    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        self.rng = rng
        E, self.r = rng.uniform(1.0, 5.0), rng.uniform(-0.6, 0.6) * (seed % 2)
        self.masses = np.sort(rng.uniform(0.0, 0.3 * E * (1 - self.r**2) ** 0.5, 3))
        if seed % 3 == 0:
            self.masses[0] = 0.0
        # From far below the threshold of massless neutrinos to channels that are closed.
        omega = 0.5 * (1 + self.r) * E * rng.uniform(0.1, 0.95)
        self.photon = kinematics.photon_at(*(np.float64(x) for x in (E, omega, self.r)))
        self.W_L = rng.uniform(0.0, 1.0)
        self.a = hermitian(rng)
        self.q0, self.Q = float(self.photon.q0), float(self.photon.Q)
        self.vertices = Vertices(self.a, self.q0, self.Q)

    def ours(self, mediator, kappa, majorana):
        weights = quadratic_form(
            couplings.weak_current(self.a, majorana), mediator, self.masses, majorana
        )
        sums = response(self.photon, self.masses, np.float64(self.W_L), weights)
        return float(sums.at(np.asarray(kappa)))

    def theirs(self, vertex, majorana):
        return by_quadrature(vertex, self.q0, self.Q, self.masses, self.W_L, majorana)


@SEEDS
@NATURES
def test_weak_spectrum(seed, majorana):
    draw = Draw(seed)
    expected = draw.theirs(draw.vertices.weak, majorana)
    assert draw.ours(None, 0.0, majorana) == pytest.approx(expected, rel=ROUNDING, abs=0)


@SEEDS
@NATURES
@pytest.mark.parametrize("longitudinal", [False, True])
@pytest.mark.parametrize("kappa", [0.4, -0.3 + 0.5j])
def test_spectrum_with_a_vector(seed, majorana, longitudinal, kappa):
    draw = Draw(seed)
    g_L, g_R, m_V = hermitian(draw.rng), hermitian(draw.rng), 0.7
    current = couplings.vector_current(g_L, g_R, majorana)
    if longitudinal:
        current = couplings.longitudinal_current(current, draw.masses, np.float64(m_V))
    vertex = draw.vertices.vector(kappa, g_L, g_R, longitudinal, m_V)
    expected = draw.theirs(vertex, majorana)
    assert draw.ours(current, kappa, majorana) == pytest.approx(expected, rel=ROUNDING, abs=0)


@SEEDS
@NATURES
@pytest.mark.parametrize("kappa", [0.4, -0.3 + 0.5j])
def test_spectrum_with_a_scalar(seed, majorana, kappa):
    draw = Draw(seed)
    y_S, y_P = hermitian(draw.rng), hermitian(draw.rng)
    current = couplings.scalar_current(y_S, y_P, majorana)
    expected = draw.theirs(draw.vertices.scalar(kappa, y_S, y_P), majorana)
    assert draw.ours(current, kappa, majorana) == pytest.approx(expected, rel=ROUNDING, abs=0)


@SEEDS
@NATURES
def test_spectrum_with_a_vector_and_a_scalar_of_one_strength(seed, majorana):
    draw = Draw(seed)
    g_L, g_R, y_S, y_P = (hermitian(draw.rng) for _ in range(4))
    kappa = 0.2 - 0.7j
    vector = draw.vertices.vector(kappa, g_L, g_R, False, 1.0)
    scalar = draw.vertices.scalar(kappa, y_S, y_P)

    def vertex(k, l):
        return vector(k, l) + scalar(k, l) - draw.vertices.weak(k, l)

    currents = (
        couplings.vector_current(g_L, g_R, majorana),
        couplings.scalar_current(y_S, y_P, majorana),
    )
    both = Current(*currents[0][:2], *currents[1][2:])
    expected = draw.theirs(vertex, majorana)
    assert draw.ours(both, kappa, majorana) == pytest.approx(expected, rel=ROUNDING, abs=0)


@SEEDS
@NATURES
def test_dipoles_add_without_interference(seed, majorana):
    draw = Draw(seed)
    mu, epsilon = hermitian(draw.rng), hermitian(draw.rng)
    added = spectrum.dipole_sum(
        draw.photon, draw.masses, np.float64(draw.W_L), mu, epsilon, majorana
    )
    dipole = draw.vertices.dipole(mu, epsilon)
    alone = draw.theirs(dipole, majorana)
    assert added == pytest.approx(alone, rel=ROUNDING, abs=0)
    together = draw.theirs(lambda k, l: draw.vertices.weak(k, l) + 1j * dipole(k, l), majorana)
    weak = draw.ours(None, 0.0, majorana)
    assert together == pytest.approx(weak + float(added), rel=ROUNDING, abs=0)


@SEEDS
@NATURES
def test_spectrum_in_the_energy_of_one_neutrino(seed, majorana):
    draw = Draw(seed)
    expected = 0.0
    pairs = [(i, j) for i in range(3) for j in range(3)]
    is_open = [float(kinematics.excess(draw.photon, *draw.masses[list(p)])) > 0 for p in pairs]
    low, high = zip(
        *(
            kinematics.neutrino_energy_limits(draw.photon, *draw.masses[list(pair)])
            for pair, one in zip(pairs, is_open, strict=True)
            if one
        ),
        strict=True,
    )
    E_i = 0.37 * min(low) + 0.63 * max(high)
    for n, ((i, j), one) in enumerate(zip(pairs, is_open, strict=True)):
        m_i, m_j = draw.masses[i], draw.masses[j]
        k = sum(is_open[:n])
        if not one or not low[k] < E_i < high[k]:
            continue
        p_i, p_j, _ = momenta(draw.q0, draw.Q, m_i, m_j, float(E_i))
        J = amplitude(draw.vertices.weak, p_i, p_j, m_i, m_j, i, j, majorana)
        expected += np.mean(weighted(J, draw.W_L)) * (0.5 if majorana else 1.0)
    ours = spectrum.differential_sum(
        draw.photon, draw.masses, np.float64(draw.W_L), draw.a, majorana, np.float64(E_i)
    )
    # p_T^2 is a difference of squares of energies.
    assert float(ours) == pytest.approx(expected, rel=10 * ROUNDING, abs=0)


# --- strengths and widths ---------------------------------------------------------------------


def test_strengths_are_ratios_of_the_amplitudes_to_the_weak_one():
    # i L of each vertex and propagator, over i sqrt2 G_F; sigma.q/(2 m_e) of the pseudoscalar.
    s, m, width = 2.3, 1.1, 0.2
    propagator = 1.0 / (s - m**2 + 1j * m * width)
    args = (np.float64(s), np.float64(m), np.float64(width))
    weak = np.sqrt(2.0) * G_F
    assert mediators.vector_strength(*args) == pytest.approx(
        propagator / weak, rel=ROUNDING, abs=0
    )
    assert mediators.scalar_strength(*args) == pytest.approx(
        propagator / weak / (2 * M_E), rel=ROUNDING, abs=0
    )
    mu_B = np.sqrt(4 * np.pi * ALPHA) / (2 * M_E)
    assert mediators.dipole_strength(np.float64(s), np.float64(0.7)) == pytest.approx(
        0.7 * mu_B**2 / s / weak, rel=ROUNDING, abs=0
    )


def everything(J, _):
    """Sum over spins and components."""
    return np.sum(np.abs(J) ** 2, axis=(-3, -2, -1))


@SEEDS
@NATURES
def test_width_of_a_vector(seed, majorana):
    rng = np.random.default_rng(seed)
    M, masses = 1.3, rng.uniform(0.0, 0.8, 3)
    g_L, g_R = hermitian(rng), hermitian(rng)

    def vertex(k, l):
        return GAMMA[1:] @ chiral(g_L, g_R, k, l)

    # 1/(2M), mean over 3 polarisations, phase space Delta/(8 pi).
    square = by_quadrature(vertex, M, 0.0, masses, None, majorana, everything)
    ours = widths.vector_width(np.float64(M), g_L, g_R, masses, majorana)
    assert ours == pytest.approx(square / 3 / (16 * np.pi * M), rel=ROUNDING, abs=0)


@SEEDS
@NATURES
def test_width_of_a_scalar(seed, majorana):
    rng = np.random.default_rng(seed)
    M, masses = 1.3, rng.uniform(0.0, 0.8, 3)
    y_S, y_P = hermitian(rng), hermitian(rng)

    def vertex(k, l):
        return (y_S[k, l] * np.eye(4) + 1j * y_P[k, l] * GAMMA_5)[None]

    square = by_quadrature(vertex, M, 0.0, masses, None, majorana, everything)
    ours = widths.scalar_width(np.float64(M), y_S, y_P, masses, majorana)
    assert ours == pytest.approx(square / (16 * np.pi * M), rel=ROUNDING, abs=0)

"""Spectra of neutrino pairs against the printed formulas at 50 digits, by the path of users."""

from types import SimpleNamespace

import astropy.units as u
import mpmath as mp
import numpy as np
import pytest

from softnu import evaluate
from softnu.constants import ALPHA, G_F, M_E

pytestmark = pytest.mark.slow

DIGITS = 50
#: Some fifty operations in float64, where no threshold is near and nothing cancels.
STATED = 1e-14
#: What the photon's energy in float64 leaves of its distance to a threshold, in units of E_eg.
ENERGY_ROUNDING = 1e-16
#: What masses in float64 leave of the excess, in units of the pair's mass squared.
MASS_ROUNDING = 2e-16

SEEDS = pytest.mark.parametrize("seed", range(40))
NATURES = pytest.mark.parametrize("nature", ["dirac", "majorana"])


def draw(seed, nature):
    """Random inputs in float64; energies and masses in eV."""
    rng = np.random.default_rng(seed)
    E = rng.uniform(1.0, 10.0)
    ordering = ("normal", "inverted")[seed % 2]
    return rng, {
        "E_eg": E,
        "E_vg": E * rng.uniform(1.01, 1.5),
        "boost": rng.uniform(-0.5, 0.5) * (seed % 3 == 0),
        "W_L": [1 / 3, 0.0, 0.3, 1.0][seed // 3 % 4],
        "nature": nature,
        "ordering": ordering,
        "m_lightest": 0.0 if seed % 5 == 0 else 10.0 ** rng.uniform(-4, -0.5),
        "dm21_sq": rng.uniform(7e-5, 8e-5),
        "dm31_sq": rng.uniform(2.4e-3, 2.6e-3) * (1 if ordering == "normal" else -1),
        "sin2_theta12": rng.uniform(0.2, 0.4),
        "sin2_theta13": rng.uniform(0.0, 0.05),
        "sin2_theta23": 0.5,
        **{name: rng.uniform(0.0, 6.0) for name in ("delta_cp", "alpha21", "alpha31")},
    }


UNITS = {"m_lightest": "eV", "dm21_sq": "eV2", "dm31_sq": "eV2", "E_nu": "eV"}
UNITS |= dict.fromkeys(("E_eg", "E_vg", "E_v2g", "trigger_energy", "below_threshold"), "eV")
UNITS |= dict.fromkeys(("m_V", "Gamma_V", "m_S", "Gamma_S", "m4"), "eV")
UNITS |= dict.fromkeys(("delta_cp", "alpha21", "alpha31"), "rad")


def ours(name, inputs):
    given = {key: v * u.Unit(UNITS[key]) if key in UNITS else v for key, v in inputs.items()}
    return float(evaluate(name, **given).value)


class Exact:
    """The printed formulas; everything a number of many digits."""

    def __init__(self, inputs):
        x = SimpleNamespace(**{k: mp.mpf(v) for k, v in inputs.items() if isinstance(v, float)})
        self.x, self.majorana = x, inputs["nature"] == "majorana"
        self.normal = inputs["ordering"] == "normal"
        self.U = self._row(x)
        self.masses = self._masses(x.m_lightest)
        if hasattr(x, "trigger_energy"):
            self.omega = x.trigger_energy
        else:
            M = 2 * min(self.masses)
            self.omega = self.threshold(M) - x.below_threshold
        r, E = x.boost, x.E_eg
        self.q0, self.Q = E - self.omega, abs(r * E - self.omega)
        self.s = self.q0**2 - self.Q**2
        self.a = [
            [mp.conj(self.U[i]) * self.U[j] - (mp.mpf(i == j) / 2) for j in range(3)]
            for i in range(3)
        ]

    def _row(self, x):
        s12, s13 = mp.sqrt(x.sin2_theta12), mp.sqrt(x.sin2_theta13)
        c12, c13 = mp.sqrt(1 - x.sin2_theta12), mp.sqrt(1 - x.sin2_theta13)
        return [
            c12 * c13,
            s12 * c13 * mp.expj(x.alpha21 / 2),
            s13 * mp.expj(x.alpha31 / 2 - x.delta_cp),
        ]

    def _masses(self, m0):
        x = self.x
        if self.normal:
            return [m0, mp.sqrt(m0**2 + x.dm21_sq), mp.sqrt(m0**2 + x.dm31_sq)]
        m1 = mp.sqrt(m0**2 - x.dm31_sq)
        return [m1, mp.sqrt(m1**2 + x.dm21_sq), m0]

    def threshold(self, M):
        r, E = self.x.boost, self.x.E_eg
        return (1 + r) * E / 2 - M**2 / (2 * (1 - r) * E)

    def is_open(self, m_i, m_j):
        return self.s > 0 and m_i + m_j < mp.sqrt(self.s)

    def nearest(self):
        """Distance to the nearest threshold, and the largest pair mass squared over excess."""
        pairs = [(p, q) for p in self.masses for q in self.masses]
        lightest = 2 * min(self.masses)
        distance = min(abs(self.threshold(p + q) - self.omega) for p, q in pairs)
        ratio = max(
            [(p + q) ** 2 / abs(self.s - (p + q) ** 2) for p, q in pairs if p + q != lightest]
        )
        return float(distance), float(ratio)

    def factor(self):
        value = 1 / (self.x.E_vg - self.omega) ** 2
        if hasattr(self.x, "E_v2g"):
            value *= (1 - (self.x.E_vg - self.omega) / (self.x.E_v2g - self.omega)) ** 2
        return value

    def phase_space(self, m_i, m_j):
        s = self.s
        return mp.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s

    def average(self, m_i, m_j):
        s, Q, W = self.s, self.Q, self.x.W_L
        d, square = m_i**2 - m_j**2, self.phase_space(m_i, m_j) ** 2
        P = (s - m_i**2 - m_j**2) / 2
        along = 2 * Q**2 * (1 - d**2 / s**2) / 4 - self.q0**2 * square / 6 + P
        return W * along + (1 - W) * (P - s * square / 6)

    def master(self, current):
        """Sum over ordered pairs; `current(i, j)` gives L, R, X_L, X_R."""
        s, Q, W = self.s, self.Q, self.x.W_L
        total = mp.mpf(0)
        for i, m_i in enumerate(self.masses):
            for j, m_j in enumerate(self.masses):
                if not self.is_open(m_i, m_j):
                    continue
                L, R, X_L, X_R = current(i, j)
                P, d = (s - m_i**2 - m_j**2) / 2, m_i**2 - m_j**2
                T = (abs(L) ** 2 + abs(R) ** 2) * self.average(m_i, m_j)
                T += 2 * mp.re(L * mp.conj(R)) * m_i * m_j
                squares = P * (abs(X_L) ** 2 + abs(X_R) ** 2)
                squares -= 2 * m_i * m_j * mp.re(X_L * mp.conj(X_R))
                u, v = L * mp.conj(X_L) + R * mp.conj(X_R), L * mp.conj(X_R) + R * mp.conj(X_L)
                mixed = mp.re(m_i * (s - d) * u - m_j * (s + d) * v) * Q**2 / s
                total += self.phase_space(m_i, m_j) * (T + W * (Q**2 * squares + mixed))
        return self.factor() * (total / 2 if self.majorana else total)

    def weak(self, i, j):
        return self.a[i][j], -self.a[j][i] if self.majorana else mp.mpf(0)

    def spectrum(self):
        return self.master(lambda i, j: (*self.weak(i, j), 0, 0))

    def vector(self, g_e, g_L, g_R, longitudinal):
        x = self.x
        k = mp.mpf(g_e) / (mp.sqrt(2) * mp.mpf(G_F) * (self.s - x.m_V**2 + 1j * x.m_V * x.Gamma_V))

        def current(i, j):
            a_L, a_R = self.weak(i, j)
            l_L, l_R = k * g_L[i, j], k * g_R[i, j]
            if self.majorana:
                l_L, l_R = k * (g_L[i, j] - g_R[j, i]), k * (g_R[i, j] - g_L[j, i])
            X_L = X_R = mp.mpf(0)
            if longitudinal:
                m_i, m_j = self.masses[i], self.masses[j]
                X_L = -(m_i * l_L - m_j * l_R) / x.m_V**2
                X_R = -(m_i * l_R - m_j * l_L) / x.m_V**2
            return a_L + l_L, a_R + l_R, X_L, X_R

        return self.master(current)

    def scalar(self, y_e, y_S, y_P):
        x = self.x
        D = self.s - x.m_S**2 + 1j * x.m_S * x.Gamma_S
        kappa = mp.mpf(y_e) / (2 * mp.sqrt(2) * mp.mpf(M_E) * mp.mpf(G_F) * D)

        def current(i, j):
            S, P = y_S[i, j], y_P[i, j]
            if self.majorana:
                S, P = S + y_S[j, i], P + y_P[j, i]
            return *self.weak(i, j), 1j * kappa * (S - 1j * P), 1j * kappa * (S + 1j * P)

        return self.master(current)

    def dipole(self, mu, epsilon):
        s, W = self.s, self.x.W_L
        mu_B = mp.sqrt(4 * mp.pi * mp.mpf(ALPHA)) / (2 * mp.mpf(M_E))
        # Moments are in Bohr magnetons too; kappa_M = 1/2.
        zeta = mu_B**2 / (2 * mp.sqrt(2) * mp.mpf(G_F) * s)
        total = mp.mpf(0)
        for i, m_i in enumerate(self.masses):
            for j, m_j in enumerate(self.masses):
                if not self.is_open(m_i, m_j):
                    continue
                D_L, D_R = mu[i, j] - 1j * epsilon[i, j], mu[i, j] + 1j * epsilon[i, j]
                if self.majorana:
                    D_L = D_L - mu[j, i] + 1j * epsilon[j, i]
                    D_R = D_R - mu[j, i] - 1j * epsilon[j, i]
                d = m_i**2 - m_j**2
                braces = (abs(D_L) ** 2 + abs(D_R) ** 2) * (
                    s**2 + s * (m_i**2 + m_j**2) - 2 * d**2
                ) + 12 * m_i * m_j * s * mp.re(D_L * mp.conj(D_R))
                total += self.phase_space(m_i, m_j) * (1 - W) / 6 * (zeta * self.Q) ** 2 * braces
        total *= self.factor()
        return self.spectrum() + (total / 2 if self.majorana else total)

    def differential(self, E_i):
        total = mp.mpf(0)
        for i, m_i in enumerate(self.masses):
            for j, m_j in enumerate(self.masses):
                if not self.is_open(m_i, m_j):
                    continue
                d = m_i**2 - m_j**2
                middle = self.q0 * (self.s + d) / (2 * self.s)
                if abs(E_i - middle) > self.Q * self.phase_space(m_i, m_j) / 2:
                    continue
                p_z = (self.q0 * E_i - (self.s + d) / 2) / self.Q
                across = E_i**2 - m_i**2 - p_z**2
                P = (self.s - m_i**2 - m_j**2) / 2
                W, a = self.x.W_L, self.a[i][j]
                w = W * (2 * p_z * (self.Q - p_z) + P) + (1 - W) * (P - across)
                total += abs(a) ** 2 * w
                if self.majorana:
                    total -= m_i * m_j * mp.re(a**2)
        return self.factor() * total / self.Q

    def mass_derivative(self):
        """Derivative at fixed photon energy; the step is far below the distances."""

        def of_mass(m0):
            self.masses = self._masses(m0)
            return self.spectrum()

        m0 = self.x.m_lightest
        h = mp.mpf(10) ** -25
        if m0 == 0:
            return (of_mass(h) - of_mass(mp.mpf(0))) / h
        return (of_mass(m0 + h) - of_mass(m0 - h)) / (2 * h)


def matrices(rng):
    """Two Hermitian matrices whose doubles are exactly Hermitian."""
    found = []
    for _ in range(2):
        matrix = rng.normal(size=(3, 3)) + 1j * rng.normal(size=(3, 3))
        found.append(0.5 * (matrix + matrix.conj().T))
    return found


def many_digits(matrix):
    return {index: mp.mpc(complex(value)) for index, value in np.ndenumerate(matrix)}


def at_energy(rng, inputs):
    with mp.workdps(DIGITS):
        exact = Exact(inputs | {"trigger_energy": 1.0})
        edge = float(exact.threshold(2 * min(exact.masses)))
    inputs["trigger_energy"] = edge * (1 - 10.0 ** rng.uniform(-7, -0.3))


def below(rng, inputs):
    inputs["below_threshold"] = 10.0 ** rng.uniform(-18, -0.5)


WAYS = pytest.mark.parametrize("way", [at_energy, below])


def tolerance(exact, inputs):
    distance, ratio = exact.nearest()
    if "below_threshold" in inputs:
        return STATED + MASS_ROUNDING * ratio
    return STATED + ENERGY_ROUNDING * inputs["E_eg"] / distance


def deviation(name, inputs, value):
    return abs(ours(name, inputs) / float(value) - 1) if value else abs(ours(name, inputs))


@SEEDS
@NATURES
@WAYS
def test_weak_spectrum(seed, nature, way):
    rng, inputs = draw(seed, nature)
    way(rng, inputs)
    if seed % 4 == 0:
        inputs["E_v2g"] = 1.3 * inputs["E_vg"]
    with mp.workdps(DIGITS):
        exact = Exact(inputs)
        assert deviation("renp.spectrum.sm", inputs, exact.spectrum()) < tolerance(exact, inputs)


@SEEDS
@NATURES
@WAYS
@pytest.mark.parametrize("longitudinal", [False, True])
def test_spectrum_with_a_vector(seed, nature, way, longitudinal):
    rng, inputs = draw(seed, nature)
    way(rng, inputs)
    g_L, g_R = matrices(rng)
    inputs |= {"m_V": 10.0 ** rng.uniform(-1.5, 3), "Gamma_V": rng.uniform(0, 0.1) * (seed % 2)}
    with mp.workdps(DIGITS):
        exact = Exact(inputs)
        # Mediator and weak interaction of one size; they differ in phase.
        gap = abs(exact.s - mp.mpf(inputs["m_V"]) ** 2)
        g_e = float(gap * G_F * rng.uniform(0.1, 3.0))
        value = exact.vector(g_e, many_digits(g_L), many_digits(g_R), longitudinal)
        # D = s - m^2 is a difference of two numbers in float64.
        lost = 2.2e-16 * float((exact.s + mp.mpf(inputs["m_V"]) ** 2) / gap)
        bound = 10 * (tolerance(exact, inputs) + lost)
    inputs |= {"g_A_e": g_e, "g_L_nu": g_L, "g_R_nu": g_R, "longitudinal": longitudinal}
    assert deviation("renp.spectrum.vector", inputs, value) < bound


@SEEDS
@NATURES
@WAYS
def test_spectrum_with_a_scalar(seed, nature, way):
    rng, inputs = draw(seed, nature)
    way(rng, inputs)
    y_S, y_P = matrices(rng)
    inputs |= {"m_S": 10.0 ** rng.uniform(-1.5, 3), "Gamma_S": rng.uniform(0, 0.1) * (seed % 2)}
    with mp.workdps(DIGITS):
        exact = Exact(inputs)
        gap = abs(exact.s - mp.mpf(inputs["m_S"]) ** 2)
        y_e = float(gap * G_F * M_E / exact.Q * rng.uniform(0.1, 3.0))
        value = exact.scalar(y_e, many_digits(y_S), many_digits(y_P))
        lost = 2.2e-16 * float((exact.s + mp.mpf(inputs["m_S"]) ** 2) / gap)
        bound = 10 * (tolerance(exact, inputs) + lost)
    inputs |= {"y_P_e": y_e, "y_S_nu": y_S, "y_P_nu": y_P}
    assert deviation("renp.spectrum.scalar", inputs, value) < bound


@SEEDS
@NATURES
@WAYS
def test_spectrum_with_dipoles(seed, nature, way):
    rng, inputs = draw(seed, nature)
    way(rng, inputs)
    mu, epsilon = (1e-10 * matrix for matrix in matrices(rng))
    with mp.workdps(DIGITS):
        exact = Exact(inputs)
        value = exact.dipole(many_digits(mu), many_digits(epsilon))
        bound = tolerance(exact, inputs)
    inputs |= {"mu_nu": mu, "epsilon_nu": epsilon}
    assert deviation("renp.spectrum.dipole", inputs, value) < bound


@SEEDS
@NATURES
def test_spectrum_in_the_energy_of_one_neutrino(seed, nature):
    rng, inputs = draw(seed, nature)
    at_energy(rng, inputs)
    with mp.workdps(DIGITS):
        exact = Exact(inputs)
        E_nu = float(exact.q0 / 2 + exact.Q / 2 * rng.uniform(-1, 1))
        value = exact.differential(mp.mpf(E_nu))
        if value == 0:
            return
        # p_T^2 is a difference of squares: its rounding is that of E_nu^2.
        bound = tolerance(exact, inputs) + 1e-15 * float(
            exact.factor() * exact.q0**2 / exact.Q / value
        )
    inputs["E_nu"] = E_nu
    assert deviation("renp.differential_spectrum", inputs, value) < bound


@SEEDS
@NATURES
@WAYS
def test_derivative_by_the_lightest_mass(seed, nature, way):
    rng, inputs = draw(seed, nature)
    way(rng, inputs)
    with mp.workdps(4 * DIGITS):
        exact = Exact(inputs)
        bound = 10 * tolerance(exact, inputs)
        size = float(exact.spectrum() / max(exact.masses))
        value = exact.mass_derivative()
        result = ours("renp.spectrum.mass_derivative", inputs)
        # Terms of both signs: relative to them where they cancel.
        assert abs(result - float(value)) <= bound * max(abs(float(value)), size)

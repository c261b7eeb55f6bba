"""Limits by an independent route: printed sums over pairs and roots in arbitrary precision."""

import mpmath
import numpy as np
import pytest

from softnu.catalogue import evaluate
from softnu.constants import G_F, HBAR_C, M_E

#: Photon energies in doubles: 1e-16 E_eg over a distance to the thresholds of 1e-4 eV at least,
#: and to a pole of 1e-3 of the mediator's mass.
STATED = 1e-10
DIGITS = 40
E_EG, E_VG, GAMMA, J2C = 2.14348, 2.23072, 1.1e6, 2
CHI2 = 3.841458820694124
#: Points per sign of the scan that brackets the first root of a sum.
_STEPS = 4000

mpf, mpc = mpmath.mpf, mpmath.mpc


def _pmns_row(draw):
    s12, s13 = mpmath.sqrt(mpf(draw["sin2_theta12"])), mpmath.sqrt(mpf(draw["sin2_theta13"]))
    c12, c13 = mpmath.sqrt(1 - s12**2), mpmath.sqrt(1 - s13**2)
    delta, a21, a31 = (mpf(draw[name]) for name in ("delta_cp", "alpha21", "alpha31"))
    return (
        c12 * c13,
        s12 * c13 * mpmath.expjpi(a21 / 2 / mpmath.pi),
        s13 * mpmath.expjpi((a31 / 2 - delta) / mpmath.pi),
    )


def _masses(draw):
    m0, dm21, dm31 = (mpf(draw[name]) for name in ("m_lightest", "dm21_sq", "dm31_sq"))
    if draw["ordering"] == "normal":
        return (m0, mpmath.sqrt(m0**2 + dm21), mpmath.sqrt(m0**2 + dm31))
    m1 = mpmath.sqrt(m0**2 - dm31)
    return (m1, mpmath.sqrt(m1**2 + dm21), m0)


def _width(draw, masses):
    """By decays, from the printed sums over pairs."""
    M, g = mpf(draw["m_med"]), draw["g_nu"]
    if g is None:
        return mpf(0)
    total = mpf(0)
    majorana = draw["nature"] == "majorana"
    for i in range(3):
        for j in range(3):
            m_i, m_j = masses[i], masses[j]
            if m_i + m_j >= M:
                continue
            s, d = M**2, m_i**2 - m_j**2
            Delta = mpmath.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s
            P = (s - m_i**2 - m_j**2) / 2
            L, R, X_L, X_R = _structure(draw, i, j)
            if draw["coupling"].startswith("g"):
                q_q = (s**2 - d**2) / 4 / s
                value = (abs(L) ** 2 + abs(R) ** 2) * (P + 2 * q_q)
                value += 6 * m_i * m_j * mpmath.re(L * mpmath.conj(R))
                total += Delta * value / (24 * mpmath.pi * M)
            else:
                value = 2 * P * (abs(X_L) ** 2 + abs(X_R) ** 2)
                value -= 4 * m_i * m_j * mpmath.re(X_L * mpmath.conj(X_R))
                total += Delta * value / (16 * mpmath.pi * M)
    return mpf(g) ** 2 * total / (2 if majorana else 1)


def _structure(draw, i, j):
    """L, R, X_L, X_R of the mediator alone; without factors i, which widths do not see."""
    G = draw["matrix"]
    here, there = mpc(G[i, j]), mpc(G[j, i])
    majorana, coupling = draw["nature"] == "majorana", draw["coupling"]
    zero = mpc(0)
    if coupling.startswith("g"):
        g_L, g_R = (here, zero) if coupling == "g_L" else (zero, here)
        if not majorana:
            return g_L, g_R, zero, zero
        t_L, t_R = (there, zero) if coupling == "g_L" else (zero, there)
        return g_L - t_R, g_R - t_L, zero, zero
    y = here + there if majorana else here
    return (zero, zero, y, y) if coupling == "y_S" else (zero, zero, -1j * y, 1j * y)


def _events(draw, omega, product, width):
    """Events of one photon energy, as printed."""
    E, omega = mpf(E_EG), mpf(omega)
    masses, U, majorana = _masses(draw), _pmns_row(draw), draw["nature"] == "majorana"
    s, Q, q0 = E * (E - 2 * omega), omega, E - omega
    D = s - mpf(draw["m_med"]) ** 2 + 1j * mpf(draw["m_med"]) * width
    weak = mpmath.sqrt(2) * mpf(G_F)
    k = mpf(product) / (weak * D)
    if draw["coupling"].startswith("y"):
        k = k / (2 * mpf(M_E))
    W_L = mpf(draw["W_L"])
    total = mpf(0)
    for i in range(3):
        for j in range(3):
            m_i, m_j = masses[i], masses[j]
            if s <= (m_i + m_j) ** 2:
                continue
            Delta = mpmath.sqrt((s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2)) / s
            d = m_i**2 - m_j**2
            P = (s - m_i**2 - m_j**2) / 2
            alpha = (1 - d**2 / s**2) / 4
            I_L = 2 * Q**2 * alpha - q0**2 * Delta**2 / 6 + P
            average = W_L * I_L + (1 - W_L) * (P - s * Delta**2 / 6)
            a = mpmath.conj(U[i]) * U[j] - (mpf(1) / 2 if i == j else 0)
            L_m, R_m, X_L, X_R = _structure(draw, i, j)
            L, R = a + k * L_m, k * R_m
            if majorana:
                R -= mpmath.conj(a)  # a_ji
            X_L, X_R = 1j * k * X_L, 1j * k * X_R
            T = (abs(L) ** 2 + abs(R) ** 2) * average
            T += 2 * mpmath.re(L * mpmath.conj(R)) * m_i * m_j
            along = P * (abs(X_L) ** 2 + abs(X_R) ** 2)
            along -= 2 * m_i * m_j * mpmath.re(X_L * mpmath.conj(X_R))
            mixed = m_i * (s - d) * (L * mpmath.conj(X_L) + R * mpmath.conj(X_R))
            mixed -= m_j * (s + d) * (L * mpmath.conj(X_R) + R * mpmath.conj(X_L))
            T += W_L * Q**2 * (along + mpmath.re(mixed) / s)
            total += Delta * T * (mpf(1) / 2 if majorana else 1)
    spectrum = total / (mpf(E_VG) - omega) ** 2
    n = mpf(draw["n_a"]) * (mpf(HBAR_C) * 100) ** 3
    volume = mpf(100) / (mpf(HBAR_C) * 100) ** 3
    prefactor = mpf(3) / 2 * E * n**3 * volume * mpf(G_F) ** 2 * mpf(GAMMA) * J2C / mpf(E_VG) ** 3
    seconds = mpf(draw["days"]) * 86400 / len(draw["omega"])
    return seconds * (prefactor * spectrum + mpf(draw["background"]))


def _coefficients(draw):
    """Expected events, and A and B from two couplings: in this many digits nothing is lost."""
    width = _width(draw, _masses(draw))
    scale = mpf(10) ** (-20 if draw["coupling"].startswith("g") else -13)
    found = []
    for omega in draw["omega"]:
        N, up, down = (_events(draw, omega, x, width) for x in (0, scale, -scale))
        found.append((N, (up - down) / (2 * scale), (up + down - 2 * N) / (2 * scale**2)))
    return found


def _chi2(draw, terms, g):
    if draw["binning"] == "total":
        terms = [tuple(map(mpmath.fsum, zip(*terms, strict=True)))]
    total = mpf(0)
    for N, A, B in terms:
        test = N + A * g + B * g**2
        if draw["statistic"] == "gauss":
            total += (test - N) ** 2 / N
        else:
            total += 2 * (test - N + N * mpmath.log(N / test))
    return total


def _first_root(draw, terms, sign):
    """Scan outward until chi^2 exceeds its limit, then bisect."""
    scale = mpmath.sqrt(sum(N for N, _, _ in terms) / sum(B for _, _, B in terms))
    low, ratio = mpf(0), mpmath.power(10, mpf(10) / _STEPS)
    high = sign * scale * mpf(10) ** -7
    while _chi2(draw, terms, high) < CHI2:
        low, high = high, high * ratio
    for _ in range(60):
        middle = (low + high) / 2
        if _chi2(draw, terms, middle) < CHI2:
            low = middle
        else:
            high = middle
    return float(low)


def _draw(seed):
    rng = np.random.default_rng(seed)
    ordering = str(rng.choice(["normal", "inverted"]))
    G = rng.uniform(-1, 1, (3, 3)) + 1j * rng.uniform(-1, 1, (3, 3))
    return {
        "ordering": ordering,
        "nature": str(rng.choice(["dirac", "majorana"])),
        "m_lightest": float(rng.choice([0.0, 1e-3, 0.02])),
        "dm21_sq": 7.5e-5,
        "dm31_sq": 2.55e-3 if ordering == "normal" else -2.45e-3,
        "sin2_theta12": 0.318,
        "sin2_theta13": 0.022,
        "delta_cp": float(rng.uniform(0, 6)),
        "alpha21": float(rng.uniform(0, 6)),
        "alpha31": float(rng.uniform(0, 6)),
        "W_L": float(rng.choice([1 / 3, 0.3, 1.0])),
        "omega": [float(x) for x in rng.uniform(1.0, 1.0685, int(rng.integers(1, 4)))],
        "days": float(rng.uniform(5, 2000)),
        "n_a": 1e21,
        "background": float(rng.choice([0.0, 1e-5])),
        "coupling": str(rng.choice(["g_L", "g_R", "y_S", "y_P"])),
        "matrix": 0.5 * (G + G.conj().T),
        "m_med": float(rng.choice([0.0, 0.02, 0.9, 50.0])),
        "g_nu": None if rng.random() < 0.5 else 0.3,
        "statistic": str(rng.choice(["poisson", "gauss"])),
        "binning": str(rng.choice(["total", "per_frequency"])),
    }


def _ours(draw, root):
    inputs = {
        name: draw[name]
        for name in [
            "ordering",
            "nature",
            "sin2_theta12",
            "sin2_theta13",
            "W_L",
            "coupling",
            "matrix",
            "statistic",
            "binning",
        ]
    }
    if draw["g_nu"] is not None:
        inputs["g_nu"] = draw["g_nu"]
    found = evaluate(
        "renp.limit",
        **inputs,
        **{name: f"{draw[name]!r} eV" for name in ("m_lightest", "m_med")},
        **{name: f"{draw[name]!r} eV2" for name in ("dm21_sq", "dm31_sq")},
        **{name: f"{draw[name]!r} rad" for name in ("delta_cp", "alpha21", "alpha31")},
        E_eg=f"{E_EG} eV",
        E_vg=f"{E_VG} eV",
        gamma_vg=f"{GAMMA} 1/s",
        J2C=J2C,
        n_a=f"{draw['n_a']!r} 1/cm3",
        volume="100 cm3",
        trigger_energies=[f"{x!r} eV" for x in draw["omega"]],
        live_time=f"{draw['days']!r} d",
        background_rate=f"{draw['background']!r} 1/s",
        root=root,
    )
    return float(found.value)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_limits_solve_the_printed_equations(seed):
    draw = _draw(seed)
    with mpmath.workdps(DIGITS):
        terms = _coefficients(draw)
        for root, sign in (("positive", 1), ("negative", -1)):
            assert _ours(draw, root) == pytest.approx(
                _first_root(draw, terms, sign), rel=STATED, abs=0
            )

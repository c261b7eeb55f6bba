"""Isotropic J-factors against the defining integrals in interval arithmetic (python-flint).

The route is independent: real axis, adaptive, 60 digits, brackets as printed, slopes by
differences. Each regime reports its worst error.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from flint import acb, arb, ctx

from softnu.forces.kernels import isotropic

# The stated accuracy of values, relative to the largest of a, b, c (and d by itself).
STATED = 1e-12
# That of slopes, relative to the larger of values and slopes: their integrands grow as y^3.
SLOPE = 5e-12
# Above r T = 100 slopes are the small rest of what cancels along the contour.
SLOPE_FAR = 1e-10
# Absolute tolerance of the oracle over the accuracy wanted.
ORACLE = 1e-25
# Step of the difference quotient of slopes: its error is 1e-24.
STEP = 1e-12


def exact(t, q, M, w, wbar, statistics, population, majorana):
    """J_a, J_b, J_c, J_d from the integrals over y = k r; q has the sign of mu."""
    t, q, M, w, wbar = (arb(v) for v in (t, q, M, w, wbar))
    cold = t == 0

    def occupations(y):
        if cold:
            return (w, w) if q > 0 else (wbar, -wbar)
        if statistics == "fermi_dirac":
            more, less = ((y - q) / t).exp() + 1, ((y + q) / t).exp() + 1
            return w / more + wbar / less, w / more - wbar / less
        more, less = ((q - y) / t).exp(), ((-q - y) / t).exp()
        return w * more + wbar * less, w * more - wbar * less

    def integrand(row):
        def f(y, analytic):
            n_s, n_a = occupations(y)
            E = (y * y + M * M).sqrt(analytic=analytic)
            if majorana or population == "sum":
                K0, K = E, y
            elif population == "produced":
                K0 = K = (E + y) / 2
            else:
                K0 = M * M / (2 * (E + y))
                K = -K0
            s, c = (2 * y).sin(), (2 * y).cos()
            b0 = s - 2 * y * c - y * y * s
            mass = M * M * y / E * s if majorana else 0
            if row == 0:
                return n_s * (K0 * y * s + K / E * b0 - mass)
            if row == 1:
                return n_s * (K0 * y * s - K / E * b0 + mass)
            if row == 2:
                return n_s * 2 * K / E * b0
            first = y * y.sin() ** 2 + s / 2
            second = s / 2 - y * y.cos() ** 2
            return n_a * 2 * (y * K0 / E * first + K * second)

        return f

    aq = abs(q)
    edges = [arb(0), aq] if cold else [arb(0), aq + 4 * t, aq + 25 * t, aq + 110 * t]
    values = []
    for row in range(4):
        total = acb(0)
        for low, high in itertools.pairwise(edges):
            total += acb.integral(
                integrand(row),
                low,
                high,
                rel_tol=arb(2) ** -150,
                abs_tol=arb(2) ** -170 * (1 + t + aq) ** 3 * min(1.0, float(t + aq)) ** 6,
                eval_limit=10**8,
            )
        values.append(total.real)
    return values


def exact_with_slopes(t, q, M, *rest):
    ctx.prec = 220
    h = arb(STEP)
    at = exact(t, q, M, *rest)
    up = exact(*(arb(v) * (1 + h) for v in (t, q, M)), *rest)
    down = exact(*(arb(v) * (1 - h) for v in (t, q, M)), *rest)
    return at + [(u - d) / (2 * h) for u, d in zip(up, down, strict=True)]


def log_uniform(rng, low, high):
    return 10 ** rng.uniform(np.log10(low), np.log10(high))


# name: r T, |mu|/T, m r (or None: drawn with m/T below)
REGIMES = {
    "near": ((1e-6, 0.4), (0.01, 40.0), (1e-12, 1e6)),
    "ray": ((0.4, 8.0), (0.01, 2.0), (1e-6, 1e4)),
    "mu zero": ((0.1, 8.0), (0.0, 0.0), (1e-6, 1e4)),
    "middle": ((0.4, 4.0), (2.0, 20.0), (1e-3, 1e3)),
    "residues": ((0.4, 4.0), (20.0, 60.0), (1e-3, 1e3)),
    "residues, sharp": ((0.05, 0.4), (100.0, 400.0), (1e-3, 1e3)),
    "edge": ((1e-5, 0.05), (60.0, 1e3), (1e-3, 1e6)),
    "far": ((10.0, 60.0), (0.01, 1.5), (1e-3, 1e2)),
    "very far": ((100.0, 400.0), (0.01, 1.0), (1e-2, 1e2)),
    "boltzmann": ((1e-4, 20.0), (0.01, 3.0), (1e-3, 1e3)),
    "cold": ((0.0, 0.0), (1e-3, 200.0), (1e-3, 1e3)),
}
CASES = (
    ("sum", False),
    ("produced", False),
    ("opposite", False),
    ("sum", True),
)


def worst_errors(name, points):
    rng = np.random.default_rng(20240516)
    t_range, x_range, m_range = REGIMES[name]
    worst = np.zeros(8)
    for index in range(points):
        population, majorana = CASES[index % len(CASES)]
        t = log_uniform(rng, *t_range) if t_range[1] else 0.0
        x = log_uniform(rng, *x_range) if x_range[1] else 0.0
        x *= rng.choice([-1, 1])
        q = x * t if t else x
        M = log_uniform(rng, *m_range) * (t or abs(q))
        w, wbar = (1.0, 1.0) if index % 3 else (1.5, 0.25)
        statistics = "maxwell_boltzmann" if name == "boltzmann" else "fermi_dirac"
        rest = (w, wbar, statistics, population, majorana)
        # r = 1: T, mu, m are t, q, M to the last digit.
        J, slope = isotropic.j_factors_with_slopes(1.0, t, q, M, *rest)
        got = np.array([*J, *slope])
        want = np.array([float(v) for v in exact_with_slopes(t, q, M, *rest)])
        scale = np.abs(want)
        scale[0:3], scale[4:7] = scale[0:3].max(), max(scale[4:7].max(), scale[0:3].max())
        scale[7] = max(scale[7], scale[3])
        # Below this J_d is under the tolerance of the oracle (tests/ has its closed form).
        unsure = np.abs(want) < ORACLE * (1 + t + abs(q)) ** 3 * min(1.0, t + abs(q)) ** 6
        scale[unsure] = np.inf
        error = np.abs(got - want) / np.where(scale > 0, scale, 1.0)
        if error[:4].max() > STATED or error[4:].max() > SLOPE:
            print(f"{name}: t={t:.6g} q={q:.6g} M={M:.6g} {rest}: {error}\n  {want}")
        worst = np.maximum(worst, error)
    return worst


@pytest.mark.slow
@pytest.mark.parametrize("name", REGIMES)
def test_random_points(name):
    worst = worst_errors(name, 12)
    print(f"{name}: worst relative errors a b c d, slopes: {worst}")
    assert worst[:4].max() < STATED
    assert worst[4:].max() < (SLOPE_FAR if name == "very far" else SLOPE)

"""Speed and memory of the J-factors of isotropic backgrounds."""

from __future__ import annotations

import mpmath
import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.forces.kernels import isotropic

POINTS = 1_000_000
MASSIVE_POINTS = 20_000
# Points per second of all four massless Fermi-Dirac factors on one core.
MASSLESS_RATE = 5e6
# Microseconds per point of massive factors at 1e-12.
MASSIVE_TIME = 60.0
# Peak memory over that of the result.
MEMORY = 10.0
M_NU, MU = 0.7, 1.3


def massless(points: int) -> isotropic.JFactors:
    r = np.geomspace(1e-3, 1e2, points)
    return isotropic.j_factors(r, 1.0, MU, 0.0, 1.0, 1.0, "fermi_dirac", "sum", False)


def massive(points: int, mu: float, population: str) -> isotropic.JFactors:
    r = np.geomspace(1e-3, 1e3, points)
    return isotropic.j_factors(r, 1.0, mu, M_NU, 1.0, 1.0, "fermi_dirac", population, False)


def by_scipy(r: float) -> float:
    """J_a by QAWF: one factor, one point, two integrals."""

    def occupied(k: float) -> float:
        n = 1.0 / (np.exp(min(k - MU, 700.0)) + 1.0) + 1.0 / (np.exp(min(k + MU, 700.0)) + 1.0)
        return float(r * k / np.hypot(k, M_NU) * n)

    sine = integrate.quad(
        lambda k: occupied(k) * (1.0 + (M_NU * r) ** 2),
        0,
        np.inf,
        weight="sin",
        wvar=2 * r,
        epsabs=1e-12,
        limlst=200,
    )[0]
    cosine = integrate.quad(
        lambda k: occupied(k) * 2.0 * k * r,
        0,
        np.inf,
        weight="cos",
        wvar=2 * r,
        epsabs=1e-12,
        limlst=200,
    )[0]
    return float(sine - cosine)


def by_mpmath(r: float) -> float:
    """J_a by mpmath's quadosc in double precision."""

    def integrand(k: mpmath.mpf) -> mpmath.mpf:
        y, E = k * r, mpmath.sqrt(k * k + M_NU**2)
        n = 1 / (mpmath.exp(k - MU) + 1) + 1 / (mpmath.exp(k + MU) + 1)
        bracket = (1 + (M_NU * r) ** 2) * mpmath.sin(2 * y) - 2 * y * mpmath.cos(2 * y)
        return r * k / E * n * bracket

    return float(mpmath.quadosc(integrand, [0, mpmath.inf], omega=2 * r))


def measure() -> list[Measurement]:
    time_massless = seconds(lambda: massless(POINTS), repeat=3)
    result = 4 * 8 * POINTS
    each = {
        name: seconds(lambda mu=mu, p=p: massive(MASSIVE_POINTS, mu, p), repeat=3) / MASSIVE_POINTS
        for name, mu, p in (
            ("mu = 0", 0.0, "sum"),
            ("mu = 1.3 T", MU, "sum"),
            ("mu = 1.3 T, one helicity", MU, "produced"),
            ("mu = 1000 T", 1000.0, "sum"),
        )
    }
    r = 3.0
    ours = float(isotropic.j_factor("a", r, 1.0, MU, M_NU, 1.0, 1.0, "fermi_dirac", "sum", False))
    scipy_error, mpmath_error = abs(by_scipy(r) / ours - 1), abs(by_mpmath(r) / ours - 1)
    per_point = each["mu = 1.3 T"]
    return [
        Measurement(
            "isotropic.massless_rate",
            POINTS / time_massless,
            "points/s",
            MASSLESS_RATE,
            at_most=False,
            note="all four Fermi-Dirac J, mu = 1.3 T, 1e6 points, r T from 1e-3 to 100",
        ),
        Measurement(
            "isotropic.massless_memory",
            peak_bytes(lambda: massless(POINTS)) / result,
            "x",
            MEMORY,
            note="peak over the size of the result",
        ),
        *(
            Measurement(
                f"isotropic.massive ({name})",
                1e6 * time,
                "us/point",
                MASSIVE_TIME,
                note="all four J at 1e-12, r T from 1e-3 to 1e3",
            )
            for name, time in each.items()
        ),
        Measurement(
            "isotropic.massive_memory",
            peak_bytes(lambda: massive(POINTS // 10, MU, "sum")) / (result / 10),
            "x",
            MEMORY,
            note="1e5 points, peak over the size of the result",
        ),
        Measurement(
            "isotropic.massive_over_scipy",
            seconds(lambda: by_scipy(r), repeat=3) / per_point,
            "x",
            note=f"scipy QAWF, J_a only, r T = 3; it differs by {scipy_error:.1e}",
        ),
        Measurement(
            "isotropic.massive_over_mpmath",
            seconds(lambda: by_mpmath(r), repeat=1) / per_point,
            "x",
            note=f"mpmath quadosc, J_a only, r T = 3; it differs by {mpmath_error:.1e}",
        ),
    ]

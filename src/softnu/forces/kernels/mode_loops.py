"""The kernel of one mode after the other, in scalars: read by people, compiled for arrays.

These functions are plain Python; :mod:`softnu.forces.kernels.mode` compiles them when there
are many points. The formulas and symbols are those of its docstring.
"""

from __future__ import annotations

import math
from typing import Any

from softnu.checks import FloatArray

#: Above this phase a double cannot hold a wave to 1e-4: its average, 0, takes its place.
FAST_PHASE = 1e12
#: Which waves are replaced by their average: none, the faster one, those above FAST_PHASE.
KEEP, DROP, AUTO = 0, 1, 2


def waves(
    r: float, kappa: float, sine: float, cosine: float, fast: int = AUTO
) -> tuple[float, float, float, float]:
    """Return C w, S_n w, C w', S_n w' for sin^2(alpha/2), cos^2(alpha/2).

    The phases kappa r (1 -+ cos alpha) are formed without cancellation.
    """
    # The first is the slow one, unless k points against r.
    first, second = 2.0 * kappa * r * sine, 2.0 * kappa * r * cosine
    cos_slow, sin_slow, cos_fast, sin_fast = 0.0, 0.0, 0.0, 0.0
    if keeps(first, fast, sine > cosine):
        cos_slow, sin_slow = math.cos(first), math.sin(first)
    if keeps(second, fast, sine <= cosine):
        cos_fast, sin_fast = math.cos(second), math.sin(second)
    scale = 1.0 / (8.0 * math.pi * r)
    Cw = (cos_slow + cos_fast) * scale
    Sw = (sin_fast - sin_slow) * scale
    Cd = -kappa * (sin_slow + sin_fast) * scale - Cw / r
    Sd = -kappa * (cos_slow - cos_fast) * scale - Sw / r
    return Cw, Sw, Cd, Sd


def keeps(phase: float, fast: int, faster: bool) -> bool:
    """Whether a wave is kept, the faster one of two or the slower one."""
    if fast == DROP:
        return not faster and phase <= FAST_PHASE
    return fast == KEEP or phase <= FAST_PHASE


def assemble(
    E: float,
    K0: float,
    Kx: float,
    Ky: float,
    Kz: float,
    mass_squared: float,
    Cw: float,
    Sw: float,
    Cx: float,
    Cy: float,
    Cz: float,
    Sx: float,
    Sy: float,
    Sz: float,
    S: FloatArray,
    A: FloatArray,
) -> None:
    """Fill S and A (4, 4) from C w, S_n w and the vectors C grad w, S_n grad w.

    The kernel is linear in these, so that their derivatives give its derivative.
    """
    along = Kx * Sx + Ky * Sy + Kz * Sz
    energy = K0 * E * Cw
    S[0, 0] = energy - along - mass_squared * Cw
    space = energy + along + mass_squared * Cw
    S[1, 1] = space - 2.0 * Kx * Sx
    S[2, 2] = space - 2.0 * Ky * Sy
    S[3, 3] = space - 2.0 * Kz * Sz
    S[0, 1] = S[1, 0] = E * Kx * Cw - K0 * Sx
    S[0, 2] = S[2, 0] = E * Ky * Cw - K0 * Sy
    S[0, 3] = S[3, 0] = E * Kz * Cw - K0 * Sz
    S[1, 2] = S[2, 1] = -Kx * Sy - Ky * Sx
    S[1, 3] = S[3, 1] = -Kx * Sz - Kz * Sx
    S[2, 3] = S[3, 2] = -Ky * Sz - Kz * Sy
    A[0, 0] = A[1, 1] = A[2, 2] = A[3, 3] = 0.0
    A[1, 2] = K0 * Cz - E * Kz * Sw
    A[2, 3] = K0 * Cx - E * Kx * Sw
    A[3, 1] = K0 * Cy - E * Ky * Sw
    A[0, 1] = Kz * Cy - Ky * Cz
    A[0, 2] = Kx * Cz - Kz * Cx
    A[0, 3] = Ky * Cx - Kx * Cy
    A[2, 1], A[3, 2], A[1, 3] = -A[1, 2], -A[2, 3], -A[3, 1]
    A[1, 0], A[2, 0], A[3, 0] = -A[0, 1], -A[0, 2], -A[0, 3]


def external(k: Any, E: Any, m: Any, helicities: int) -> tuple[Any, Any]:
    """Return (K_0, K): both helicities (0), the produced one (1), the opposite one (-1).

    Works for arrays too; the opposite one is never formed by subtraction.
    """
    if helicities == 0:
        return E, k
    if helicities == 1:
        return 0.5 * (E + k), 0.5 * (E + k)
    rest = m * m / (2.0 * (E + k))
    return rest, -rest


def fill(
    r: FloatArray,
    k: FloatArray,
    m: FloatArray,
    helicities: int,
    majorana: bool,
    fast: int,
    S: FloatArray,
    A: FloatArray,
    dS: FloatArray,
    dA: FloatArray,
) -> None:
    """Fill the kernels S, A (n, 4, 4) of n modes; and dS, dA (n, 3, 4, 4) if they have room."""
    gradient = dS.size > 0
    for n in range(m.size):
        rx, ry, rz = r[n, 0], r[n, 1], r[n, 2]
        kx, ky, kz = k[n, 0], k[n, 1], k[n, 2]
        d = math.sqrt(rx * rx + ry * ry + rz * rz)
        p = math.sqrt(kx * kx + ky * ky + kz * kz)
        E = math.sqrt(p * p + m[n] * m[n])
        per_d, per_p = 1.0 / d, 1.0 / p
        hx, hy, hz = rx * per_d, ry * per_d, rz * per_d
        nx, ny, nz = kx * per_p, ky * per_p, kz * per_p
        # sin^2 and cos^2 of alpha/2 from the difference and the sum of the unit vectors.
        sine = 0.25 * ((nx - hx) ** 2 + (ny - hy) ** 2 + (nz - hz) ** 2)
        cosine = 0.25 * ((nx + hx) ** 2 + (ny + hy) ** 2 + (nz + hz) ** 2)
        Cw, Sw, Cd, Sd = waves(d, p, sine, cosine, fast)
        K0, K = external(p, E, m[n], helicities)
        Kx, Ky, Kz = K * nx, K * ny, K * nz
        mm = m[n] * m[n] if majorana else 0.0
        Cx, Cy, Cz, Sx, Sy, Sz = Cd * hx, Cd * hy, Cd * hz, Sd * hx, Sd * hy, Sd * hz
        assemble(E, K0, Kx, Ky, Kz, mm, Cw, Sw, Cx, Cy, Cz, Sx, Sy, Sz, S[n], A[n])
        if not gradient:
            continue
        # grad C = -k S_n, grad S_n = k C, grad w = w' h; w'' from the wave equation.
        Cdd = -p * p * Cw - 2.0 * Cd / d
        Sdd = -p * p * Sw - 2.0 * Sd / d
        for l in range(3):
            q, h = k[n, l], r[n, l] / d
            # d_l of (C w' h_i) = (d_l C) w' h_i + C [(delta_li - h_l h_i) w'/r + h_l h_i w''].
            C_bend, S_bend = h * (Cdd - Cd / d), h * (Sdd - Sd / d)
            dCx = -q * Sx + C_bend * hx + (Cd / d if l == 0 else 0.0)
            dCy = -q * Sy + C_bend * hy + (Cd / d if l == 1 else 0.0)
            dCz = -q * Sz + C_bend * hz + (Cd / d if l == 2 else 0.0)
            dSx = q * Cx + S_bend * hx + (Sd / d if l == 0 else 0.0)
            dSy = q * Cy + S_bend * hy + (Sd / d if l == 1 else 0.0)
            dSz = q * Cz + S_bend * hz + (Sd / d if l == 2 else 0.0)
            dCw, dSw = -q * Sw + Cd * h, q * Cw + Sd * h
            assemble(
                E,
                K0,
                Kx,
                Ky,
                Kz,
                mm,
                dCw,
                dSw,
                dCx,
                dCy,
                dCz,
                dSx,
                dSy,
                dSz,
                dS[n, l],
                dA[n, l],
            )

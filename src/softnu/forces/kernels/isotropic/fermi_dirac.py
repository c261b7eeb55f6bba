r"""Massless neutrinos with Fermi-Dirac occupation, any mu and T including T = 0: closed forms.

All follow from :math:`A = \psi(z)\cos\nu` and :math:`B = \psi(z)\sin\nu` with z = 2 pi r T,
nu = 2 mu r, psi = z/sinh z, by the operator theta = r d/dr. At T = 0, psi = 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import comb, factorial

import numpy as np

from softnu.forces.kernels.isotropic.factors import FloatArray, Parts

#: Below this, for both z and |nu|, the terms that cancel are removed by power series.
SMALL = 1.0
# psi = 0 in floats far below z = 1e4; a bound keeps powers of z finite.
_Z_MAX = 1e4
# Terms of the series of psi: (1/pi^2)^18 is below 1e-17.
_TERMS = 18


def massless(z: FloatArray, nu: FloatArray, parts: Parts) -> FloatArray:
    r"""Return the J-factors for unit weights of neutrinos (+mu) and antineutrinos (-mu).

    With P = (1 - A)/2 and Q = B/2,

    .. math::
        J_a = (2-\theta)P,\quad J_b = -\tfrac12(\theta-2)(\theta-3)P,\quad
        J_c = \tfrac12(\theta-2)(\theta-5)P,\quad J_d = \tfrac12(\theta-1)(\theta-4)Q

    which at mu = 0 are Eqs. (3.20)-(3.24), at T = 0 Eqs. (3.28)-(3.33) of arXiv:2405.16801.

    Parameters
    ----------
    z : ndarray (n,)
        2 pi r T, >= 0.
    nu : ndarray (n,)
        2 mu r, either sign.
    parts : Parts
        What is wanted.

    Returns
    -------
    ndarray (rows, n)
        Relative error below 1e-13 (of the larger terms where a factor changes sign), plus
        1e-16 (z + |nu|), the rounding of the exponent and the phase.
    """
    out = _large(z, nu, parts)
    small = np.flatnonzero((z < SMALL) & (np.abs(nu) < SMALL))
    if small.size:
        out[:, small] = _small(z[small], nu[small], parts)
    return out


def screened_total(z: FloatArray, nu: FloatArray) -> FloatArray:
    r"""Return vacuum plus background over vacuum, spin independent.

    .. math::
        1 - J_a = \tfrac\psi2[(1 + z\coth z)\cos\nu + \nu\sin\nu]

    summed without cancellation: relative accuracy holds where it is e^{-z}.
    """
    psi, zc = _psi(z)
    return 0.5 * psi * ((1.0 + zc) * np.cos(nu) + nu * np.sin(nu))


def _psi(z: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return z/sinh z and z coth z, for any z >= 0."""
    z = np.clip(z, 1e-100, _Z_MAX)
    decay = np.exp(-z)
    fall = -np.expm1(-2.0 * z)
    return 2.0 * z * decay / fall, z * (2.0 - fall) / fall


def _operate(P: Sequence[FloatArray], Q: Sequence[FloatArray], out: FloatArray) -> None:
    """Write J_a, J_b, J_c, J_d from theta^0, theta^1, theta^2 of P and of Q."""
    out[0] = 2.0 * P[0] - P[1]
    out[1] = 2.5 * P[1] - 3.0 * P[0] - 0.5 * P[2]
    out[2] = 5.0 * P[0] - 3.5 * P[1] + 0.5 * P[2]
    out[3] = 2.0 * Q[0] - 2.5 * Q[1] + 0.5 * Q[2]


def _product(f: Sequence[FloatArray], g: Sequence[FloatArray], n: int) -> FloatArray:
    """Return theta^n of f g from the theta-derivatives of f and g (Leibniz)."""
    total = f[0] * g[n]
    for k in range(1, n + 1):
        total += comb(n, k) * f[k] * g[n - k]
    return total


def _large(z: FloatArray, nu: FloatArray, parts: Parts) -> FloatArray:
    count = 4 if parts.slopes else 3
    psi, zc = _psi(z)
    L = 1.0 - zc
    q = psi * psi
    dL = q - zc
    th = [psi, psi * L, psi * (L * L + dL)]
    c, s = np.cos(nu), np.sin(nu)
    nu2 = nu * nu
    nus, nuc = nu * s, nu * c
    C = [c, -nus, -nus - nu2 * c]
    S = [s, nuc, nuc - nu2 * s]
    if parts.slopes:
        th.append(psi * (L * L * L + 3.0 * L * dL + dL + 2.0 * q * L))
        C.append(-nus - 3.0 * nu2 * c + nu2 * nus)
        S.append(nuc - 3.0 * nu2 * s - nu2 * nuc)
    P = [-0.5 * _product(th, C, n) for n in range(count)]
    Q = [0.5 * _product(th, S, n) for n in range(count)]
    out = np.empty((parts.rows, z.size))
    if parts.slopes:
        _operate(P[1:], Q[1:], out[4:])
    P[0] += 0.5
    _operate(P, Q, out[:4])
    return out


def _small(z: FloatArray, nu: FloatArray, parts: Parts) -> FloatArray:
    """Return the same for small z and nu.

    The terms of A up to second and of B up to first order, which the operators annihilate, are
    left out: S = A - (1 - a - b) and D = B - nu with a = z^2/6 and b = nu^2/2.
    """
    count = 4 if parts.slopes else 3
    z2, nu2 = z * z, nu * nu
    a, b = z2 / 6.0, 0.5 * nu2
    p = [_horner(row, z2) * z2 * z2 for row in _psi_series(count)]
    # cos nu - 1 + b and sin nu - nu, and their theta-derivatives without cancellation.
    c4 = _horner(_COSINE, nu2) * nu2 * nu2
    s3 = _horner(_SINE, nu2) * nu2 * nu
    cb = c4 - b
    d = [c4, -nu * s3, -nu * s3 - nu2 * cb]
    s = [s3, nu * cb, nu * cb - nu2 * s3 - 2.0 * b * nu]
    if parts.slopes:
        d.append(-nu * s3 - 3.0 * nu2 * cb + nu2 * nu * s3 + 2.0 * b * nu2)
        s.append(nu * cb - 3.0 * nu2 * s3 - nu2 * nu * cb - 8.0 * b * nu)
    less_a = [1.0 - a, *(-(2.0**n) * a for n in range(1, count))]
    cosine = [1.0 + cb, *(d[n] - 2.0**n * b for n in range(1, count))]
    psi = [1.0 - a + p[0], *(p[n] - 2.0**n * a for n in range(1, count))]
    psi_less_1 = [p[0] - a, *psi[1:]]
    flat = [nu] * count
    P = [
        -0.5 * (_product(p, cosine, n) + _product(d, less_a, n) + 4.0**n * a * b)
        for n in range(count)
    ]
    Q = [0.5 * (_product(psi_less_1, flat, n) + _product(psi, s, n)) for n in range(count)]
    out = np.empty((parts.rows, z.size))
    _operate(P, Q, out[:4])
    if parts.slopes:
        _operate(P[1:], Q[1:], out[4:])
    return out


def _horner(coefficients: Sequence[float], x: FloatArray) -> FloatArray:
    total = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total *= x
        total += coefficient
    return total


# Coefficients of (cos nu - 1 + nu^2/2)/nu^4 and (sin nu - nu)/nu^3 in powers of nu^2.
_COSINE = tuple((-1.0) ** n / factorial(2 * n) for n in range(2, 11))
_SINE = tuple((-1.0) ** n / factorial(2 * n + 1) for n in range(1, 10))


@lru_cache(maxsize=2)
def _psi_series(count: int) -> tuple[tuple[float, ...], ...]:
    """Return theta^k (psi - 1 + z^2/6)/z^4 in powers of z^2 for k < count.

    1/(sinh z/z) is divided out in exact fractions: floating-point Bernoulli numbers of
    libraries are not always right to the last digits.
    """
    sinhc = [Fraction(1, factorial(2 * n + 1)) for n in range(_TERMS + 2)]
    psi = [Fraction(1)]
    for n in range(1, _TERMS + 2):
        psi.append(-sum((sinhc[j] * psi[n - j] for j in range(1, n + 1)), Fraction(0)))
    return tuple(
        tuple(float(psi[n] * (2 * n) ** k) for n in range(2, _TERMS + 2)) for k in range(count)
    )

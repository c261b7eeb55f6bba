r"""The kernel tensors of a lobe from moments of its waves.

With :math:`F = \langle e^{-i\mathbf k\cdot\mathbf r}\rangle`,
:math:`f_i = \langle\hat k_i e^{-i\mathbf k\cdot\mathbf r}\rangle`, the spherical wave w of
:mod:`softnu.forces.kernels.mode`, :math:`w' = dw/dr` and :math:`K = |\mathbf K|` with its sign:

.. math::
    S^{00} &= \mathrm{Re}[K_0 E F w - i K w'\,\mathbf f\cdot\hat r], \\
    S^{ij} &= \mathrm{Re}[\delta_{ij}(K_0 E F w + i K w'\,\mathbf f\cdot\hat r)
              - i K w'(f_i\hat r_j + f_j\hat r_i)], \\
    S^{0i} &= \mathrm{Re}[E K f_i w - i K_0 F w'\hat r_i], \\
    A^{ij} &= \epsilon_{ijl}\mathrm{Re}[K_0 F w'\hat r_l - i E K f_l w], \\
    A^{0i} &= -K w'(\mathrm{Re}\mathbf f\times\hat r)_i,

the average over directions of the kernel of a single mode (Eqs. (2.30)-(2.33) of
arXiv:2405.16801 in closed form). For an incoming state i and an intermediate state j the wave
numbers in w belong to j, and Majorana neutrinos add
:math:`-g^{\mu\nu} m_i m_j\,\mathrm{Re}F\,w`. Gradients follow from
:math:`\partial_l F = -ik f_l`,
:math:`\partial_l f_i = -ik\langle\hat k_i\hat k_l e^{-i\mathbf k\cdot\mathbf r}\rangle`.

Everything is linear in a few products, the moments, which may be summed over energies before
the tensors are assembled. The vectors and tensors are written in terms of the axis n of the
lobe and the direction h of r. Plain Python, compiled when there are many points.
"""

from __future__ import annotations

import cmath
import math

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.directional.waves import WAVES, waves
from softnu.forces.kernels.mode_loops import external
from softnu.numerics.filon import ComplexArray

#: Room to work in: exponents, carriers, slopes and factors of the waves, moments, two vectors.
Room = tuple[
    ComplexArray,
    ComplexArray,
    ComplexArray,
    ComplexArray,
    ComplexArray,
    FloatArray,
    FloatArray,
]
#: How many moments S^00 alone, the tensors, and the tensors with their gradients need.
SCALAR, TENSOR, GRADIENT = 4, 7, 28


def momentum(k: float, d: float, m_i: float, m_j: float) -> tuple[float, complex, complex]:
    r"""Return E, :math:`(\kappa_j - k) r` and :math:`\kappa_j = \sqrt{k^2 + m_i^2 - m_j^2}`."""
    E = math.sqrt(k * k + m_i * m_i)
    if m_i == m_j:
        return E, 0j, complex(k, 0.0)
    difference = (m_i - m_j) * (m_i + m_j)
    rate = cmath.sqrt(complex(k * k + difference, 0.0))
    return E, difference * d / (rate + k), rate


def add_wave(
    E: float,
    K0: float,
    K: float,
    k: float,
    d: float,
    wave: complex,
    mass_product: complex,
    slope: complex,
    rate: complex,
    factor: ComplexArray,
    X: ComplexArray,
) -> None:
    """Add one wave to the moments, as many of them as X has room for.

    `wave` is the exponential with all factors, `mass_product` the same with m_i m_j in place
    of E K_0; `factor` are the seven numbers of this wave.
    """
    # w' = first w.
    first = slope - 1.0 / d
    F, n, h = wave * factor[0], wave * factor[1], wave * factor[2]
    X[0] += K0 * E * F
    X[1] += K * n * first
    X[2] += K * h * first
    X[3] += mass_product * factor[0]
    if X.size == SCALAR:
        return
    X[4] += E * K * n
    X[5] += E * K * h
    X[6] += K0 * F * first
    if X.size == TENSOR:
        return
    # w'' = second w, from the wave equation.
    second = -rate * rate - first * (2.0 / d)
    X[7] += K0 * E * k * n
    X[8] += K0 * E * k * h
    X[9] += K0 * E * F * first
    X[10] += mass_product * k * factor[1]
    X[11] += mass_product * k * factor[2]
    X[12] += mass_product * factor[0] * first
    for m in range(4):
        second_moment = k * K * wave * factor[3 + m]
        X[13 + m] += second_moment * first
        X[19 + m] += second_moment * E
    X[17] += K * n * second
    X[18] += K * h * second
    X[23] += E * K * n * first
    X[24] += E * K * h * first
    X[25] += K0 * k * n * first
    X[26] += K0 * k * h * first
    X[27] += K0 * F * second


def assemble(X: ComplexArray, n: FloatArray, h: FloatArray, S: FloatArray, A: FloatArray) -> None:
    """Add the tensors of the moments X to S and A (4, 4); n, h are unit vectors."""
    cosine = n[0] * h[0] + n[1] * h[1] + n[2] * h[2]
    Kn, Kh = X[1].imag, X[2].imag
    along = Kn * cosine + Kh
    energy, mass = X[0].real, X[3].real
    S[0, 0] += energy + along - mass
    if X.size == SCALAR:
        return
    EKn, EKh = X[4].real, X[5].real + X[6].imag
    An, Ah = X[4].imag, X[5].imag + X[6].real
    turn = -X[1].real
    for i in range(3):
        S[i + 1, i + 1] += energy - along + mass
        mixed = EKn * n[i] + EKh * h[i]
        S[0, i + 1] += mixed
        S[i + 1, 0] += mixed
        for j in range(3):
            S[i + 1, j + 1] += Kn * (n[i] * h[j] + n[j] * h[i]) + 2.0 * Kh * h[i] * h[j]
        j, l = (i + 1) % 3, (i + 2) % 3
        axial = An * n[i] + Ah * h[i]
        A[j + 1, l + 1] += axial
        A[l + 1, j + 1] -= axial
        cross = turn * (n[j] * h[l] - n[l] * h[j])
        A[0, i + 1] += cross
        A[i + 1, 0] -= cross


def assemble_gradient(
    X: ComplexArray, n: FloatArray, h: FloatArray, d: float, dS: FloatArray, dA: FloatArray
) -> None:
    """Add the gradients of the tensors of the moments X to dS and dA (3, 4, 4)."""
    for l in range(3):
        nl, hl = n[l], h[l]
        energy = (-1j * (X[7] * nl + X[8] * hl) + X[9] * hl).real
        mass = (-1j * (X[10] * nl + X[11] * hl) + X[12] * hl).real
        # d_l (K f_i h_j w'), d_l (E K f_i w), d_l (K_0 F w' h_i): across n and h, and the rest.
        Kn = -1j * (X[14] * nl + X[15] * hl) + (X[17] - X[1] / d) * hl
        Kh = -1j * (X[15] * nl + X[16] * hl) + (X[18] - X[2] / d) * hl
        EKn = -1j * (X[20] * nl + X[21] * hl) + X[23] * hl
        EKh = -1j * (X[21] * nl + X[22] * hl) + X[24] * hl
        Fh = -1j * (X[25] * nl + X[26] * hl) + (X[27] - X[6] / d) * hl
        K_unit, EK_unit, F_unit = -1j * X[13], -1j * X[19], X[6] / d
        along = 0.0
        for i in range(3):
            # The diagonal of d_l (K f_i h_j w').
            along += ((Kn * n[i] + Kh * h[i]) * h[i]).imag
        along += (K_unit * hl + (X[1] * nl + X[2] * hl) / d).imag
        dS[l, 0, 0] += energy + along - mass
        for i in range(3):
            here = 1.0 if i == l else 0.0
            dS[l, i + 1, i + 1] += energy - along + mass
            mixed = (EKn * n[i] + EKh * h[i] + EK_unit * here).real
            mixed += (Fh * h[i] + F_unit * here).imag
            dS[l, 0, i + 1] += mixed
            dS[l, i + 1, 0] += mixed
            for j in range(3):
                there = 1.0 if j == l else 0.0
                space = Kn * (n[i] * h[j] + n[j] * h[i]) + 2.0 * Kh * h[i] * h[j]
                space += K_unit * (here * h[j] + there * h[i])
                space += ((X[1] * n[i] + X[2] * h[i]) * there) / d
                space += ((X[1] * n[j] + X[2] * h[j]) * here) / d
                dS[l, i + 1, j + 1] += space.imag
            j, k = (i + 1) % 3, (i + 2) % 3
            axial = (EKn * n[i] + EKh * h[i] + EK_unit * here).imag
            axial += (Fh * h[i] + F_unit * here).real
            dA[l, j + 1, k + 1] += axial
            dA[l, k + 1, j + 1] -= axial
            # -(K f x h w')_i: n x h, e_l x h, n x e_l, h x e_l.
            ej, ek = (1.0 if j == l else 0.0), (1.0 if k == l else 0.0)
            cross = Kn * (n[j] * h[k] - n[k] * h[j])
            cross += (K_unit - X[2] / d) * (ej * h[k] - ek * h[j])
            cross += X[1] / d * (n[j] * ek - n[k] * ej)
            dA[l, 0, i + 1] -= cross.real
            dA[l, i + 1, 0] += cross.real


def fill(
    r: FloatArray,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
    dirac: complex,
    mass_term: float,
    helicities: int,
    fast: int,
    room: Room,
    S: FloatArray,
    A: FloatArray,
    dS: FloatArray,
    dA: FloatArray,
) -> None:
    """Add the kernels of n lobes of one momentum each to S, A (n, 4, 4), dS, dA (n, 3, 4, 4).

    The size of the moments in `room` says how much is wanted.
    """
    exponent, carrier, slope, factor, X, n, h = room
    for p in range(k.size):
        d, cosine, versine = directions(r[p], axis[p], n, h)
        E, shift, rate = momentum(k[p], d, m_i[p], m_j[p])
        K0, K = external(k[p], E, m_i[p], helicities)
        waves(
            k[p] * d,
            shift,
            rate,
            kappa_f[p],
            cosine,
            versine,
            fast,
            exponent,
            carrier,
            slope,
            factor,
        )
        X[:] = 0.0
        for c in range(WAVES):
            if exponent[c].real == -math.inf:
                continue
            wave = cmath.exp(exponent[c]) * cmath.exp(carrier[c]) / (8.0 * math.pi * d)
            mass_product = mass_term * m_i[p] * m_j[p] * wave
            add_wave(E, K0, K, k[p], d, dirac * wave, mass_product, slope[c], rate, factor[c], X)
        assemble(X, n, h, S[p], A[p])
        if X.size == GRADIENT:
            assemble_gradient(X, n, h, d, dS[p], dA[p])


def assemble_points(
    r: FloatArray,
    axis: FloatArray,
    X: ComplexArray,
    S: FloatArray,
    A: FloatArray,
    dS: FloatArray,
    dA: FloatArray,
) -> None:
    """Add the tensors of the moments X (n, count) of one lobe, at separations r (n, 3)."""
    n, h = np.empty(3), np.empty(3)
    for p in range(r.shape[0]):
        d, _, _ = directions(r[p], axis, n, h)
        assemble(X[p], n, h, S[p], A[p])
        if X.shape[1] == GRADIENT:
            assemble_gradient(X[p], n, h, d, dS[p], dA[p])


def directions(
    r: FloatArray, axis: FloatArray, n: FloatArray, h: FloatArray
) -> tuple[float, float, float]:
    """Fill the unit vectors n, h of axis and r; return |r|, c = n.h, and 1 - |c|."""
    d = math.sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2])
    length = math.sqrt(axis[0] * axis[0] + axis[1] * axis[1] + axis[2] * axis[2])
    for i in range(3):
        h[i] = r[i] / d
        n[i] = axis[i] / length
    cosine = n[0] * h[0] + n[1] * h[1] + n[2] * h[2]
    side = 1.0 if cosine >= 0.0 else -1.0
    versine = 0.5 * (
        (n[0] - side * h[0]) ** 2 + (n[1] - side * h[1]) ** 2 + (n[2] - side * h[2]) ** 2
    )
    return d, cosine, versine

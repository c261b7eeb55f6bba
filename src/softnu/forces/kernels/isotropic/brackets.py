r"""The oscillating brackets of the J integrands as functions of y = k r.

.. math::
    F_1 = y^2\sin 2y,\quad F_2 = (1-y^2)\sin 2y - 2y\cos 2y,\quad
    F_3 = y(y\sin^2 y + \tfrac12\sin 2y),\quad F_4 = y(\tfrac12\sin 2y - y\cos^2 y)

(Sec. 3 of arXiv:2405.16801, helicity resolved), and :math:`G = F + y F'`, which belong to
r dJ/dr. Away from the real axis they are the imaginary part of a polynomial times e^{2iy};
there F_3 and F_4 are taken without their steady parts +-y^2/2 and are then equal.
"""

from __future__ import annotations

from functools import lru_cache
from math import factorial
from typing import Any, NamedTuple

import numpy as np

from softnu.forces.kernels.isotropic.amplitudes import Amplitudes
from softnu.forces.kernels.isotropic.factors import ComplexArray, FloatArray, Parts

# Below this F_2 and F_4 are summed as power series (leading terms cancel).
_SMALL = 0.7
_TERMS = 12


class Brackets(NamedTuple):
    """F_1 ... F_4, times quadrature weights, at the nodes along the last axis."""

    F1: Any
    F2: Any
    F3: Any
    F4: Any


@lru_cache(maxsize=1)
def _series() -> tuple[FloatArray, FloatArray]:
    """Return the coefficients of F_2/y^3 and F_4/y^4 in powers of y^2.

    In t = 2y the bracket with polynomial c(j) is sum_j c(j) (-1)^j t^(2j+1)/(2j+1)!: c is
    j(2j - 3)/2 for F_2 and (1 - 2j)/4, j >= 1, for F_4/y.
    """
    j = np.arange(1, _TERMS + 1)
    t_power = np.array([(-1.0) ** n * 2.0 ** (2 * n + 1) / factorial(2 * n + 1) for n in j])
    return j * (2 * j - 3) / 2 * t_power, (1 - 2 * j) / 4 * t_power


def _polynomial(coefficients: FloatArray, x: FloatArray) -> FloatArray:
    total = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total = total * x + coefficient
    return total


def real_brackets(
    y: FloatArray,
    w: FloatArray,
    parts: Parts,
    wave: tuple[FloatArray, FloatArray] | None = None,
) -> tuple[Brackets, ...]:
    """Return weighted F (and G with slopes) on the real axis, steady parts included.

    `wave` is sin 2y and cos 2y where they are known better than from y.
    """
    s, c = (np.sin(2.0 * y), np.cos(2.0 * y)) if wave is None else wave
    y2 = y * y
    F2 = (1.0 - y2) * s - 2.0 * y * c
    F4 = 0.5 * y * (s - y * (1.0 + c))
    small = y < _SMALL
    if np.any(small):
        low, low2 = y[small], y2[small]
        a2, a4 = _series()
        F2[small] = low * low2 * _polynomial(a2, low2)
        F4[small] = low2 * low2 * _polynomial(a4, low2)
    half = 0.5 * (1.0 - c)  # sin^2 y
    F3 = y * (y * half + 0.5 * s)
    F = Brackets(w * (y2 * s), w * F2, w * F3, w * F4)
    if not parts.slopes:
        return (F,)
    G = Brackets(
        w * (y2 * (3.0 * s + 2.0 * y * c)),
        w * (F2 + 2.0 * y2 * (s - y * c)),
        w * (2.0 * F3 + y2 * (half + y * s + c)),
        w * (2.0 * F4 + y2 * (y * s - half)),
    )
    return F, G


def wave_brackets(y: ComplexArray, w: ComplexArray, parts: Parts) -> tuple[Brackets, ...]:
    """Return weighted complex F (and G) whose imaginary parts count, steady parts left out.

    `w` contains e^{2iy}.
    """
    y2 = y * y
    odd = (0.5 * w) * (y - 1j * y2)
    F = Brackets(w * y2, w * (1.0 - y2 - 2j * y), odd, odd)
    if not parts.slopes:
        return (F,)
    slope = w * (y + y2 * y - 0.5j * y2)
    G = Brackets(w * (y2 * (3.0 + 2j * y)), w * (1.0 + y2 - 2j * y * (1.0 + y2)), slope, slope)
    return F, G


def steady_left_out(brackets: tuple[Brackets, ...], y2w: FloatArray) -> tuple[Brackets, ...]:
    """Take the steady parts +-y^2/2 (slopes: +-3y^2/2) off F_3 and F_4; `y2w` is w y^2."""
    return tuple(
        Brackets(b.F1, b.F2, b.F3 - factor * y2w, b.F4 + factor * y2w)
        for b, factor in zip(brackets, (0.5, 1.5), strict=False)
    )


def collect(
    n_s: Any, n_a: Any, amp: Amplitudes, brackets: tuple[Brackets, ...], parts: Parts
) -> Any:
    """Sum occupation times amplitude times bracket over the nodes.

    Parameters
    ----------
    n_s, n_a : ndarray (p, nodes)
        Sum and difference of the occupations of neutrinos and antineutrinos.
    amp : Amplitudes
        Arrays (p, nodes).
    brackets : tuple of Brackets
        F, and G for the slopes: arrays (nodes,) or (p, nodes), weights included.
    parts : Parts
        What is wanted.

    Returns
    -------
    ndarray (rows, p)
        Complex if the nodes are.
    """
    used = brackets[: parts.rows // 4]
    points = np.broadcast_shapes(np.shape(n_s), np.shape(amp.beta))[0]
    out = np.zeros((parts.rows, points), dtype=np.result_type(n_s, brackets[0].F1))
    if parts.abc:
        first_a, second = n_s * amp.alpha_a, n_s * amp.beta
        first_b = first_a if amp.alpha_b is amp.alpha_a else n_s * amp.alpha_b
        for row, b in zip((0, 4), used, strict=False):
            middle = _sum(second, b.F2)
            outer = _sum(first_a, b.F1)
            out[row] = outer + middle
            out[row + 1] = (outer if first_b is first_a else _sum(first_b, b.F1)) - middle
            out[row + 2] = 2.0 * middle
    if parts.d:
        third, fourth = n_a * amp.gamma, n_a * amp.delta
        for row, b in zip((3, 7), used, strict=False):
            out[row] = 2.0 * (_sum(third, b.F3) + _sum(fourth, b.F4))
    return out


def _sum(f: Any, bracket: Any) -> Any:
    """Sum f times bracket over the nodes."""
    # Not f @ bracket: threads of the linear algebra library cost more than such small sums.
    return np.einsum("pn,n->p" if bracket.ndim == 1 else "pn,pn->p", f, bracket)

r"""Angular factors of parity violation, E1 and M1 between hyperfine states.

States are :math:`|n,((\ell\,\tfrac12)j\,I)F\,m_F\rangle`, coupled in the order l, s, then j, I,
with Condon-Shortley phases and :math:`C^1_q = \sqrt{4\pi/3}\,Y_{1q}`. Wigner's symbols are sums
of integers, rounded once. Angular momenta are floats that are multiples of one half.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from typing import NamedTuple


class ParityFactors(NamedTuple):
    r"""Angular factors of the three terms that violate parity.

    Attributes
    ----------
    A_e, A_N, A_x : float
        Of :math:`\sigma_e\cdot p`, :math:`\sigma_N\cdot p` and
        :math:`(\sigma_e\times\sigma_N)\cdot\hat r`.
    difference, total : float
        A_N - A_x and A_N + A_x, exactly 0 where they vanish: the first unless
        :math:`j_2 = (\ell_1+\ell_2)/2`, the second unless :math:`j_1` is.
    """

    A_e: float
    A_N: float
    A_x: float
    difference: float
    total: float


_NOTHING = ParityFactors(0.0, 0.0, 0.0, 0.0, 0.0)


@cache
def six_j(a: float, b: float, c: float, d: float, e: float, f: float) -> float:
    r"""Return Wigner's :math:`\{{}^{a\,b\,c}_{d\,e\,f}\}` by Racah's formula.

    Parameters
    ----------
    a, b, c, d, e, f : float
        Upper and lower row, multiples of one half.

    Returns
    -------
    float
        0 where a triangle is violated; else rounded once. Edmonds (1957), Eq. (6.3.7).
    """
    triads = [(a, b, c), (a, e, f), (d, b, f), (d, e, c)]
    if not all(_triangle(*triad) for triad in triads):
        return 0.0
    square = math.prod(_delta(*triad) for triad in triads)
    lows = [int(sum(triad)) for triad in triads]
    highs = [int(a + b + d + e), int(b + c + e + f), int(c + a + f + d)]
    total = Fraction(0)
    for t in range(max(lows), min(highs) + 1):
        below = math.prod(math.factorial(t - low) for low in lows)
        above = math.prod(math.factorial(high - t) for high in highs)
        total += Fraction((-1) ** t * math.factorial(t + 1), below * above)
    return math.copysign(math.sqrt(square * total**2), total)


@cache
def nine_j(rows: tuple[tuple[float, float, float], ...]) -> float:
    r"""Return Wigner's 9j symbol as a sum over three 6j symbols.

    Parameters
    ----------
    rows : tuple of three tuples of three floats
        Multiples of one half.

    Returns
    -------
    float
        1e-15. Edmonds (1957), Eq. (6.4.3).
    """
    (a, b, c), (d, e, f), (g, h, i) = rows
    total, x = 0.0, max(abs(a - i), abs(d - h), abs(b - f))
    while x <= min(a + i, d + h, b + f):
        product = six_j(a, b, c, f, i, x) * six_j(d, e, f, b, x, h) * six_j(g, h, i, x, a, d)
        total += (-1) ** round(2 * x) * (2 * x + 1) * product
        x += 1
    return total


@cache
def parity_factors(
    l1: int,
    j1: float,
    l2: int,
    j2: float,
    F: float,
    I: float,
) -> ParityFactors:
    r"""Return the factors of a scalar that violates parity, between states of the same F.

    .. math:: A_e = -\delta_{j_1j_2},\qquad A_N = (-1)^{j_2+I+F}
        \begin{Bmatrix}F&I&j_1\\1&j_2&I\end{Bmatrix}\frac{\sqrt{I(I+1)(2I+1)}}I\,r_N

    and A_x the same with :math:`r_x`.

    Parameters
    ----------
    l1, j1, l2, j2, F, I : float
        Quantum numbers of both states; :math:`\sigma_N = I/I`.

    Returns
    -------
    ParityFactors
        All 0 unless l differ by one; A_N and A_x are 0 for I = 0. 1e-15. Derived for
        arXiv:1912.09444, and equal to sums over product states.
    """
    if abs(l1 - l2) != 1:
        return _NOTHING
    A_e = -1.0 if j1 == j2 else 0.0
    if I == 0:
        return _NOTHING._replace(A_e=A_e)
    outer = _sign(j2 + I + F) * six_j(F, I, j1, 1, j2, I) * math.sqrt((I + 1) * (2 * I + 1) / I)
    A_N, A_x = (outer * r for r in (_reduced_C(l1, j1, l2, j2), _reduced_cross(l1, j1, l2, j2)))
    middle = 0.5 * (l1 + l2)
    return ParityFactors(
        A_e,
        A_N,
        A_x,
        A_N - A_x if j2 == middle else 0.0,
        A_N + A_x if j1 == middle else 0.0,
    )


@cache
def e1(
    l1: int,
    j1: float,
    F1: float,
    l2: int,
    j2: float,
    F2: float,
    I: float,
) -> float:
    r"""Return the reduced element :math:`\langle1\|C^1\|2\rangle` between hyperfine states.

    Parameters
    ----------
    l1, j1, F1, l2, j2, F2, I : float
        Quantum numbers of both states.

    Returns
    -------
    float
        To be multiplied by the radial dipole; 1e-15. Edmonds (1957), Eq. (7.1.7).
    """
    return _outer(j1, F1, j2, F2, I) * _reduced_C(l1, j1, l2, j2)


@cache
def m1(l: int, j1: float, F1: float, j2: float, F2: float, I: float) -> float:
    r"""Return the reduced element of :math:`\mathbf L+2\mathbf S` between states of one l.

    Parameters
    ----------
    l, j1, F1, j2, F2, I : float
        Quantum numbers of both states.

    Returns
    -------
    float
        1e-15. Edmonds (1957), Eqs. (7.1.7), (7.1.8).
    """
    root = math.sqrt((2 * j1 + 1) * (2 * j2 + 1))
    orbital = _sign(l + j2 + 1.5) * six_j(j1, 1, j2, l, 0.5, l)
    spin = _sign(l + j1 + 1.5) * six_j(j1, 1, j2, 0.5, l, 0.5)
    reduced = orbital * math.sqrt(l * (l + 1) * (2 * l + 1)) + 2.0 * spin * math.sqrt(1.5)
    return _outer(j1, F1, j2, F2, I) * root * reduced


def _outer(j1: float, F1: float, j2: float, F2: float, I: float) -> float:
    """Return what recouples a vector that acts on j to F."""
    return (
        _sign(j1 + I + F2 + 1)
        * math.sqrt((2 * F1 + 1) * (2 * F2 + 1))
        * six_j(F1, 1, F2, j2, I, j1)
    )


def _orbital_C(l1: int, l2: int) -> float:
    r"""Return :math:`\langle\ell_1\|C^1\|\ell_2\rangle`."""
    if l1 == l2 + 1:
        return math.sqrt(l1)
    return -math.sqrt(l2) if l2 == l1 + 1 else 0.0


def _reduced_C(l1: int, j1: float, l2: int, j2: float) -> float:
    r"""Return :math:`r_N = \langle\ell_1j_1\|C^1\|\ell_2j_2\rangle`."""
    root = math.sqrt((2 * j1 + 1) * (2 * j2 + 1))
    return _sign(l1 + j2 + 1.5) * root * six_j(j1, 1, j2, l2, 0.5, l1) * _orbital_C(l1, l2)


def _reduced_cross(l1: int, j1: float, l2: int, j2: float) -> float:
    r"""Return :math:`r_x`, of :math:`i\,\sigma\times C^1` up to sign."""
    root = math.sqrt((2 * j1 + 1) * (2 * j2 + 1))
    symbol = nine_j(((l1, l2, 1), (0.5, 0.5, 1), (j1, j2, 1)))
    return -6.0 * root * symbol * _orbital_C(l1, l2)


def _sign(exponent: float) -> float:
    """Return (-1)^exponent."""
    return -1.0 if round(exponent) % 2 else 1.0


def _triangle(a: float, b: float, c: float) -> bool:
    return abs(a - b) <= c <= a + b and (a + b + c) % 1 == 0


def _delta(a: float, b: float, c: float) -> Fraction:
    """Return the square of Racah's triangle coefficient."""
    above = math.prod(math.factorial(int(x)) for x in (a + b - c, a - b + c, -a + b + c))
    return Fraction(above, math.factorial(int(a + b + c + 1)))

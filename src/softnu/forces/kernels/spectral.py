r"""Spectral integrals of neutrino pair exchange, for any pair of masses.

With :math:`x_0 = (m_i+m_j) r`, :math:`d = (m_i-m_j) r`, :math:`X = x_0 + u` and
:math:`v = u(u+2x_0)`, every vacuum radial function is, in units of the massless potential and
without the factor :math:`e^{-x_0}`,

.. math::
    \frac16 \int_0^\infty du\; e^{-u}\,\frac{\sqrt{v\,(v+4 m_i m_j r^2)}}{X}\; f(X),

where :math:`t = X^2/r^2` is the invariant mass squared of the pair. Written in v, nothing
cancels, neither at threshold nor for masses that differ by orders of magnitude
(phase space of arXiv:2405.16801, Sec. 2, with unequal masses).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np
from scipy import special

from softnu.checks import FloatArray

#: Double-exponential rule u = exp(t - exp(-t)), t from _T_LOW to _T_HIGH in steps of _T_STEP:
#: 258 nodes, relative error below 1e-14 for m r from 0 to 1e9 and any ratio of the masses.
_T_LOW: Final = -4.6
_T_HIGH: Final = 4.4
_T_STEP: Final = 0.035
#: Points evaluated at once: arrays of points times nodes then are below 128 kB, stay in cache
#: and are reused by the allocator; larger blocks take four times as long.
_BLOCK: Final = 48
#: Where all x = 2 m r are below this, a series to x^6 takes the place of Bessel functions, which
#: take five times as long; it is good to 1e-15.
LIGHT: Final = 0.03
#: Below this x all functions of x = 2 m r are equal to their massless limits in float64, and
#: x^4 K_0(x) still does not underflow.
_SMALLEST_X: Final = 1e-50


def _rule() -> tuple[FloatArray, FloatArray]:
    t = np.arange(_T_LOW, _T_HIGH + 0.5 * _T_STEP, _T_STEP)
    u = np.exp(t - np.exp(-t))
    return u, _T_STEP * u * (1.0 + np.exp(-t)) * np.exp(-u) / 6.0


_U, _WEIGHTS = _rule()


class PairPoint(NamedTuple):
    """What an integrand may depend on; points along the first axis, nodes along the second."""

    X: FloatArray
    X_sq: FloatArray
    v: FloatArray
    x0: FloatArray
    d_sq: FloatArray
    mm: FloatArray  # m_i m_j r^2


class PairFunction(NamedTuple):
    """A radial function of Majorana neutrinos, and what the Dirac one has in addition."""

    majorana: FloatArray
    mass_term: FloatArray

    def of(self, majorana: bool) -> FloatArray:
        """Return the function for one nature: the sum of both parts for Dirac neutrinos."""
        return self.majorana if majorana else self.majorana + self.mass_term


def integrate(
    integrands: Callable[[PairPoint], tuple[FloatArray, ...]],
    r: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
) -> tuple[FloatArray, ...]:
    """Integrate functions f(X) over the pair's phase space.

    Parameters
    ----------
    integrands : callable
        Gives one or more f, each in a shape that broadcasts to (points, nodes).
    r : ndarray (...)
        Separation, 1/eV.
    m_i, m_j : ndarray (...)
        Masses, eV; they broadcast with `r`.

    Returns
    -------
    tuple of ndarray (...)
        One result for each f.
    """
    shape = np.broadcast_shapes(np.shape(r), np.shape(m_i), np.shape(m_j))
    flat_r, flat_i, flat_j = (np.broadcast_to(a, shape).reshape(-1) for a in (r, m_i, m_j))
    blocks = [
        _integrate_block(
            integrands, flat_r[s : s + _BLOCK], flat_i[s : s + _BLOCK], flat_j[s : s + _BLOCK]
        )
        for s in range(0, flat_r.size, _BLOCK)
    ] or [_integrate_block(integrands, flat_r, flat_i, flat_j)]
    return tuple(np.concatenate(parts).reshape(shape) for parts in zip(*blocks, strict=True))


def _integrate_block(
    integrands: Callable[[PairPoint], tuple[FloatArray, ...]],
    r: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
) -> tuple[FloatArray, ...]:
    a, b = (m_i * r)[:, None], (m_j * r)[:, None]
    x0 = a + b
    v = _U * (_U + 2.0 * x0)
    X = x0 + _U
    point = PairPoint(X, X * X, v, x0, (a - b) ** 2, a * b)
    measure = np.sqrt(v * (v + 4.0 * point.mm))
    measure *= _WEIGHTS
    measure /= X
    return tuple(np.einsum("pn,pn->p", measure, f) for f in _full(integrands(point), X.shape))


def _full(functions: tuple[FloatArray, ...], shape: tuple[int, ...]) -> list[FloatArray]:
    return [np.broadcast_to(f, shape) for f in functions]


def scaled_potential(r: FloatArray, m_i: FloatArray, m_j: FloatArray) -> PairFunction:
    r"""Return :math:`V_{ij} e^{(m_i+m_j)r}/V_0`, split into Majorana part and mass term.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV.
    m_i, m_j : ndarray (...)
        Masses, eV; they broadcast with `r`.

    Returns
    -------
    PairFunction
        :math:`f = v\,(1+d^2/2X^2)` and :math:`f = 3 m_i m_j r^2`; for equal masses
        :math:`x^2K_2(x)e^x/2` and :math:`x^3K_1(x)e^x/8` with x = 2 m r.
    """
    return _by_masses(_equal_potential, _potential, r, m_i, m_j)


def scaled_slope(r: FloatArray, m_i: FloatArray, m_j: FloatArray) -> PairFunction:
    r"""Return :math:`-r V_{ij}' e^{(m_i+m_j)r}/V_0`, split as in :func:`scaled_potential`.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV.
    m_i, m_j : ndarray (...)
        Masses, eV; they broadcast with `r`.

    Returns
    -------
    PairFunction
        The integrands of the potential times 1 + X; for equal masses
        :math:`(5x^2K_2+x^3K_1)e^x/2` and :math:`(3x^3K_1+x^4K_0)e^x/8`.
    """
    return _by_masses(_equal_slope, _slope, r, m_i, m_j)


def _potential(p: PairPoint) -> tuple[FloatArray, FloatArray]:
    return p.v * (1.0 + 0.5 * p.d_sq / p.X_sq), 3.0 * p.mm


def _slope(p: PairPoint) -> tuple[FloatArray, FloatArray]:
    majorana, mass_term = _potential(p)
    steepness = 1.0 + p.X
    return majorana * steepness, mass_term * steepness


def _equal_potential(x: FloatArray) -> PairFunction:
    if np.max(x, initial=0.0) < LIGHT:
        light, growth = light_potential(x), np.exp(x)
        return PairFunction(light.majorana * growth, light.mass_term * growth)
    K0, xK1 = special.k0e(x), x * special.k1e(x)
    return PairFunction(0.5 * x**2 * K0 + xK1, x**2 * xK1 / 8.0)


def light_potential(x: FloatArray) -> PairFunction:
    r"""Return :math:`V_{ii}/V_0` of light neutrinos without Bessel functions.

    Parameters
    ----------
    x : ndarray (...)
        2 m r, > 0 and < :data:`LIGHT`.

    Returns
    -------
    PairFunction
        :math:`x^2K_2(x)/2` and :math:`x^3K_1(x)/8` to order x^6, 1e-15 of them.
    """
    y = x**2
    log = np.log(0.5 * x) + np.euler_gamma
    majorana = 1.0 - y * (0.25 + y * ((log - 0.75) / 16.0 + y * (log - 17.0 / 12.0) / 192.0))
    xK1 = 1.0 + y * ((log - 0.5) / 2.0 + y * ((log - 1.25) / 16.0 + y * (log - 5 / 3) / 384.0))
    return PairFunction(majorana, 0.125 * y * xK1)


def _equal_slope(x: FloatArray) -> PairFunction:
    K0, xK1 = special.k0e(x), x * special.k1e(x)
    return PairFunction(
        2.5 * x**2 * K0 + (5.0 + 0.5 * x**2) * xK1,
        x**2 * (3.0 * xK1 + x**2 * K0) / 8.0,
    )


def _by_masses(
    equal: Callable[[FloatArray], PairFunction],
    integrands: Callable[[PairPoint], tuple[FloatArray, FloatArray]],
    r: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
) -> PairFunction:
    """Use the closed form where the masses are equal, the integral elsewhere."""
    unequal = np.not_equal(m_i, m_j)
    if not np.any(unequal):
        return equal(np.maximum((m_i + m_j) * r, _SMALLEST_X))
    if np.all(unequal):
        return PairFunction(*integrate(integrands, r, m_i, m_j))
    r, m_i, m_j, unequal = np.broadcast_arrays(r, m_i, m_j, unequal)
    same = ~unequal
    closed = equal(np.maximum((m_i[same] + m_j[same]) * r[same], _SMALLEST_X))
    integrated = integrate(integrands, r[unequal], m_i[unequal], m_j[unequal])
    result = PairFunction(np.empty(r.shape), np.empty(r.shape))
    for whole, from_closed, from_integral in zip(result, closed, integrated, strict=True):
        whole[same], whole[unequal] = from_closed, from_integral
    return result

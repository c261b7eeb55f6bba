r"""Density above the flat face of a half-space: exact in delta, one momentum, isotropic flux.

.. math::
    D(\delta,y) = -\int_1^\infty d\mu\,\frac{\mu-\mu'}{\mu+\mu'}\cos y\mu,\qquad
    \mu' = \sqrt{\mu^2+2\delta},\quad y = 2kh,

is :math:`\delta n/n_0` at height h, all guided waves filled (derived: the local density of
states, its angular momenta turned into the complex plane). With :math:`v = \mu+\mu'` it becomes

.. math::
    D = \delta\,\mathrm{Re}\int_{v_0}^{i\infty}\Big(\frac1{v^2}+\frac{2\delta}{v^4}\Big)
    e^{i(y/2)(v-2\delta/v)}\,dv,\qquad v_0 = 1+\sqrt{1+2\delta},

which holds for every delta, total reflection at all angles (delta < -1/2) included. For small
delta it is a series of exponential integrals,
:math:`D = -\sum_n C_n(-\delta/2)^n\,\mathrm{Re}\,E_{2n}(-iy)` with the Catalan numbers
:math:`C_n`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.numerics.panels import legendre_rule
from softnu.relics.kernels.exponential import HIGHEST_ORDER, exponential_integrals

ComplexArray = npt.NDArray[np.complexfloating[Any, Any]]

#: Up to this y sqrt(2 \|delta\|) later terms may lose a factor y^2 each to rounding.
_LOSS = 0.5
#: Up to this size of delta the series of exponential integrals is used,
SERIES_UP_TO = 5e-3
#: with at most so many terms: the next is below (2 delta)^8 = 1e-16.
_SERIES_TERMS = HIGHEST_ORDER // 2
#: Points that are worked on together: their arrays stay in the fast memory.
_BLOCK = 4096
#: Up to this y |v_0| the path of integration ends, with so many nodes; then it is endless,
_SHORT, _SHORT_NODES = 10.0, 40
#: with a double-exponential rule of this step and range.
_STEP, _LOW, _HIGH = 0.13, -3.7, 4.8


class _Path(NamedTuple):
    """A way through the plane of v: points, steps and the exponent there."""

    v: ComplexArray
    dv: ComplexArray
    exponent: ComplexArray


def flat_profile(y: FloatArray) -> FloatArray:
    r"""Return :math:`F(y) = \mathrm{Re}\,E_2(-iy) = \cos y - y(\pi/2-\mathrm{Si}\,y)`.

    Parameters
    ----------
    y : ndarray (...)
        2 k h >= 0.

    Returns
    -------
    ndarray (...)
        F(0) = 1, F ~ -sin y/y for y >> 1, integral 0. The error is 6e-15 of the amplitude
        1/(1 + y), and the rounding of the phase y.
    """
    return _in_blocks(lambda y: exponential_integrals(y, (2,))[0], y)


def flat_profile_slope(y: FloatArray) -> FloatArray:
    r"""Return :math:`F'(y) = -(\pi/2-\mathrm{Si}\,y) = -\mathrm{Im}\,E_1(-iy)`.

    Parameters
    ----------
    y : ndarray (...)
        2 k h >= 0.

    Returns
    -------
    ndarray (...)
        F'(0) = -pi/2; accuracy as for :func:`flat_profile`.
    """
    return _in_blocks(lambda y: -exponential_integrals(y, (1,))[0], y)


def flat_density(delta: FloatArray, y: FloatArray) -> FloatArray:
    r"""Return :math:`D(\delta,y)`, :math:`\delta n/n_0` above a half-space.

    Parameters
    ----------
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2, any finite value.
    y : ndarray (...)
        2 k h >= 0.

    Returns
    -------
    ndarray (...)
        At y = 0 in closed form, delta/2 - delta^2/6 + ... The error is 8e-15 of the
        amplitude, about \|delta\|/(2 + 2y) for small delta, and the rounding of the phase y;
        for \|delta\| above 5e-3 and y > 0, 1e-12.
    """
    return _in_blocks(_flat_density, delta, y)


def flat_slope(delta: FloatArray, y: FloatArray) -> FloatArray:
    r"""Return :math:`\partial D(\delta,y)/\partial y`.

    Parameters
    ----------
    delta, y : ndarray (...)
        As for :func:`flat_density`.

    Returns
    -------
    ndarray (...)
        At the surface :math:`-\pi\delta/4`, exactly for delta >= -1/2. Accuracy as for
        :func:`flat_density`.
    """
    return _in_blocks(_flat_slope, delta, y)


def layered_density(delta: FloatArray, kd: FloatArray, kh: FloatArray) -> FloatArray:
    r"""Return :math:`\frac12\sum_j(\delta_j-\delta_{j-1})F(2k(h+d_j))` above flat layers.

    Parameters
    ----------
    delta : ndarray (..., layers)
        (k'^2/k^2 - 1)/2 of each layer from the top, small; above it is 0, the last has no end.
    kd : ndarray (..., layers)
        Momentum times the depth at which each begins, 0 for the first.
    kh : ndarray (...)
        Momentum times height, >= 0.

    Returns
    -------
    ndarray (...)
        :math:`\delta n/n_0` to first order: each interface adds what a half-space does.
    """
    jumps = np.diff(delta, axis=-1, prepend=0.0)
    return np.asarray((0.5 * jumps * flat_profile(2.0 * (kh[..., np.newaxis] + kd))).sum(axis=-1))


def slab_density(delta: FloatArray, kh: FloatArray, kt: FloatArray) -> FloatArray:
    r"""Return :math:`\frac\delta2[F(2kh)-F(2k(h+t))]` above a slab, first order in delta.

    Parameters
    ----------
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2, small.
    kh, kt : ndarray (...)
        Momentum times height, and times thickness, >= 0.

    Returns
    -------
    ndarray (...)
        :math:`\delta n/n_0`: a layer, and below it one of nothing.
    """
    delta, kh, kt = np.broadcast_arrays(delta, kh, kt)
    none = np.zeros(delta.shape)
    return layered_density(np.stack([delta, none], axis=-1), np.stack([none, kt], axis=-1), kh)


def _in_blocks(function: Callable[..., FloatArray], *arguments: FloatArray) -> FloatArray:
    whole = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in arguments))
    result = np.empty(whole[0].size)
    flat = [value.reshape(-1) for value in whole]
    for start in range(0, result.size, _BLOCK):
        part = slice(start, start + _BLOCK)
        result[part] = function(*(value[part] for value in flat))
    return result.reshape(whole[0].shape)


def _flat_density(delta: FloatArray, y: FloatArray) -> FloatArray:
    return _by_size(delta, y, 0, _surface_density)


def _flat_slope(delta: FloatArray, y: FloatArray) -> FloatArray:
    return _by_size(delta, y, 1, _surface_slope)


def _by_size(
    delta: FloatArray,
    y: FloatArray,
    derivatives: int,
    at_surface: Callable[[FloatArray], FloatArray],
) -> FloatArray:
    small = np.abs(delta) <= SERIES_UP_TO
    if np.all(small):
        return _series(delta, y, derivatives)
    result = np.empty_like(delta)
    result[small] = _series(delta[small], y[small], derivatives)
    surface = ~small & (y == 0.0)
    result[surface] = at_surface(delta[surface])
    rest = ~small & (y > 0.0)
    result[rest] = _integral(delta[rest], y[rest], derivatives)
    return result


def _series(delta: FloatArray, y: FloatArray, derivatives: int) -> FloatArray:
    r"""Sum the series in delta; each derivative turns :math:`E_{2n}` into :math:`-E_{2n-1}`."""
    if delta.size == 0:
        return np.empty(0)
    x = -0.5 * delta
    # (2 delta)^n below rounding ends it.
    largest = max(2.0 * float(np.max(np.abs(delta))), 1e-30)
    terms = min(_SERIES_TERMS, 1 + math.ceil(-37.0 / math.log(largest)))
    orders = tuple(2 * n - derivatives for n in range(1, terms + 1))
    recur = math.sqrt(largest) * float(np.max(y)) <= _LOSS
    found = exponential_integrals(y, orders, recur=recur)
    total = np.zeros_like(x)
    for n in range(terms, 0, -1):
        catalan = math.comb(2 * n, n) / (n + 1)
        total = (total + catalan * found[n - 1]) * x
    return total if derivatives else -total


def _start(delta: FloatArray) -> ComplexArray:
    r"""Return :math:`v_0 = 1+\sqrt{1+2\delta}`."""
    return np.asarray(1.0 + np.sqrt(1.0 + 2.0 * delta + 0j))


def _surface_density(delta: FloatArray) -> FloatArray:
    r"""Return :math:`D(\delta,0) = \delta\,\mathrm{Re}[1/v_0+2\delta/(3v_0^3)]`.

    Equal to :math:`\{\mathrm{Re}(1+2\delta)^{3/2}-1\}/(3\delta)-1`, without its cancellation.
    """
    v = _start(delta)
    inside = delta * (1.0 / v + 2.0 * delta / (3.0 * v**3)).real
    return np.where(delta < -0.5, -1.0 - 1.0 / (3.0 * delta), inside)


def _surface_slope(delta: FloatArray) -> FloatArray:
    v = _start(delta)
    angle = np.angle(v)
    # v_0^-4 has modulus (2 delta)^-2 where everything is reflected; elsewhere it is real.
    return 0.5 * delta * (angle - 0.5 * math.pi - 0.25 * np.sin(4.0 * angle))


def _integral(delta: FloatArray, y: FloatArray, derivatives: int) -> FloatArray:
    short = y * np.abs(_start(delta)) < _SHORT
    result = np.empty_like(delta)
    for place, path in ((short, _short_path), (~short, _long_path)):
        v, dv, exponent = path(delta[place, np.newaxis], y[place, np.newaxis])
        u = 2.0 * delta[place, np.newaxis] / v**2
        integrand = 0.5 * u * (1.0 + u) * np.exp(exponent) * dv
        if derivatives:
            integrand = integrand * (0.5j * v * (1.0 - u))
        result[place] = integrand.sum(axis=-1).real
    return result


def _short_path(delta: FloatArray, y: FloatArray) -> _Path:
    r"""Return v, dv and the exponent on the way from v_0 to :math:`i\sqrt{2|\delta|}`.

    From there to infinity, along the imaginary axis, the integrand is imaginary.
    """
    start = np.log(_start(delta))
    way = np.log(1j * np.sqrt(2.0 * np.abs(delta))) - start
    u, weight = legendre_rule(_SHORT_NODES)
    v = np.exp(start + way * (0.5 * (u + 1.0)))
    return _Path(v, v * way * (0.5 * weight), 0.5j * y * (v - 2.0 * delta / v))


def _long_path(delta: FloatArray, y: FloatArray) -> _Path:
    r"""Return v, dv and the exponent on the way along :math:`v_0+q\,e^{i\pi/4}`.

    In this direction the exponential falls as fast as it turns, for all delta: near v_0 its
    exponent is linear in q, or quadratic where delta = -1/2. The rule is double-exponential.
    """
    v0 = _start(delta)
    size = np.abs(v0)
    slope = 1.0 + y * np.sqrt(np.abs(1.0 + 2.0 * delta))
    scale = 2.0 * size / (slope + np.sqrt(slope**2 + 2.0 * y * size))
    s = np.arange(_LOW, _HIGH, _STEP)
    q = np.exp(0.25j * math.pi) * scale * np.exp(s - np.exp(-s))
    v = v0 + q
    exponent = 0.5j * y * (2.0 + q * (1.0 + 2.0 * delta / (v * v0)))
    return _Path(v, q * (1.0 + np.exp(-s)) * _STEP, exponent)

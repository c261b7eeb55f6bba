r"""Mean over the Fermi-Dirac spectrum of the exact density above a flat face, any mass.

With :math:`U(p) = U_0+U_1p/E`, :math:`\delta(p) = (-2EU+U^2)/(2p^2)`, the mean of
:math:`D(\delta,2hp)` is the first order, :math:`-\langle EU\,F(2hp)/(2p^2)\rangle`, plus a
remainder that comes from momenta :math:`p \lesssim \sqrt{2mU}`, where matter reflects
(repulsive) or binds (attractive). Far above the surface the remainder is the larger part.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.polynomial import chebyshev
from scipy.special import exp1, expit

from softnu.checks import FloatArray
from softnu.numerics.panels import geometric_edges, panel_rule
from softnu.relics.kernels.flat import ComplexArray, flat_density, flat_profile
from softnu.relics.kernels.guided import critical_slope, guided_profile
from softnu.relics.kernels.thermal import NORM

#: Below this 2hT the first order is integrated along real momenta, above along a ray.
RAY_FROM = 0.25
#: Nodes of its panels, which grow by four, then by two.
_RAY_NODES = 14
#: The occupation of x = p/T beyond it does not matter.
_LARGEST_X = 45.0
#: Remainders at more heights than so many, and than this times the logarithm of their range,
#: are interpolated in the logarithm: the function has its nearest singularity pi/2 away.
_LEAST_TERMS, _TERMS_PER_LOG = 20, 6
#: Panels of the remainder: about the onset of total reflection, in units of its momentum,
_ONSET = np.array([0, 0.5, 0.75, 0.94, 0.985, 0.996, 1, 1.004, 1.015, 1.06, 1.25, 1.75, 2.5, 4, 7])
#: from there to the largest momentum, and between waves of phase 12 up to a phase of 400.
_UPPER, _PHASE, _WAVES = 24, 12.0, 33
_PANEL_NODES = 6
#: Points whose momenta are worked on together.
_BLOCK = 64


Array = TypeVar("Array", FloatArray, ComplexArray)


class Neutrino(NamedTuple):
    """Relic neutrinos of one helicity in matter: all in eV, arrays that broadcast.

    The potential energy at speed v is `at_rest` + `with_speed` v.
    """

    T: FloatArray
    m_nu: FloatArray
    at_rest: FloatArray
    with_speed: FloatArray


def mean_density(h: FloatArray, neutrino: Neutrino, guided_empty: bool) -> FloatArray:
    r"""Return :math:`\langle D(\delta(p),2hp)\rangle`, less :math:`\langle\theta_cG\rangle`.

    Parameters
    ----------
    h : ndarray (...)
        Height, 1/eV.
    neutrino : Neutrino
        Arrays (...).
    guided_empty : bool
        Whether the guided waves of attractive matter are empty.

    Returns
    -------
    ndarray (...)
        :math:`\langle\delta n\rangle/n_0`. The error is 1e-12 of the first order and 1e-5 of
        the remainder (of the guided waves, 1e-9), which is 1e-7 (repulsive) to 1e-4
        (attractive) of the value at the surface for common matter.
    """
    single = all(np.size(value) == 1 for value in neutrino)
    arrays = np.broadcast_arrays(h, *neutrino)
    shape = arrays[0].shape
    h, *rest = (np.asarray(value, dtype=np.float64).reshape(-1) for value in arrays)
    points = Neutrino(*rest)

    def remainder(h: FloatArray, points: Neutrino) -> FloatArray:
        total = _remainder(h, points)
        return total - _guided(h, points) if guided_empty else total

    total = first_order(h, points)
    logs = np.log1p(2.0 * h * points.T)
    terms = max(_LEAST_TERMS, math.ceil(_TERMS_PER_LOG * float(np.max(logs, initial=0.0))))
    if single and h.size > terms:
        total += _interpolated(remainder, logs, terms, Neutrino(*(v[:1] for v in points)))
    else:
        total += _in_blocks(remainder, h, points)
    return total.reshape(shape)


def first_order(h: FloatArray, neutrino: Neutrino) -> FloatArray:
    r"""Return :math:`-\langle EU\,F(2hp)/(2p^2)\rangle`, linear in the potential.

    Parameters
    ----------
    h : ndarray (...)
        Height, 1/eV.
    neutrino : Neutrino
        Arrays (...).

    Returns
    -------
    ndarray (...)
        1e-12. For slow neutrinos :func:`softnu.relics.kernels.thermal.thermal_overdensity`.
    """
    arrays = np.broadcast_arrays(h, *neutrino)
    h, *rest = (np.asarray(value, dtype=np.float64).reshape(-1) for value in arrays)
    return _in_blocks(_first_order, h, Neutrino(*rest)).reshape(arrays[0].shape)


def _in_blocks(
    function: Callable[[FloatArray, Neutrino], FloatArray], h: FloatArray, points: Neutrino
) -> FloatArray:
    result = np.empty_like(h)
    for start in range(0, h.size, _BLOCK):
        part = slice(start, start + _BLOCK)
        result[part] = function(h[part], Neutrino(*(value[part] for value in points)))
    return result


def _interpolated(
    function: Callable[[FloatArray, Neutrino], FloatArray],
    logs: FloatArray,
    terms: int,
    one: Neutrino,
) -> FloatArray:
    """Return the function of height from its Chebyshev series in ln(1 + 2hT)."""
    low, high = float(np.min(logs)), float(np.max(logs))
    half = max(0.5 * (high - low), 1e-300)

    x = chebyshev.chebpts1(terms)
    h = np.expm1(low + half * (x + 1.0)) / (2.0 * one.T)
    values = _in_blocks(function, h, Neutrino(*(np.repeat(value, terms) for value in one)))
    series = chebyshev.chebfit(x, values, terms - 1)
    return np.asarray(chebyshev.chebval(np.clip((logs - low) / half - 1.0, -1.0, 1.0), series))


def _energy_potential(x: Array, points: Neutrino) -> Array:
    """Return E U/T at momenta x T (nodes, points), without cancellation between E and p."""
    mass = points.m_nu / points.T
    energy = np.sqrt(x**2 + mass**2)
    return (points.at_rest + points.with_speed) * x + points.at_rest * mass**2 / (energy + x)


def _first_order(h: FloatArray, points: Neutrino) -> FloatArray:
    a = 2.0 * h * points.T
    total = np.empty_like(a)
    for place, route in ((a < RAY_FROM, _along_momenta), (a >= RAY_FROM, _along_ray)):
        total[place] = route(a[place], Neutrino(*(value[place] for value in points)))
    return -0.5 * total / (NORM * points.T)


def _along_momenta(a: FloatArray, points: Neutrino) -> FloatArray:
    x, weight = _momenta()
    F = flat_profile(x[:, np.newaxis] * a)
    return np.asarray(
        np.einsum("i,ij->j", weight, F * _energy_potential(x[:, np.newaxis], points))
    )


@lru_cache(maxsize=1)
def _momenta() -> tuple[FloatArray, FloatArray]:
    """Return x = p/T and the weights of an integral with 1/(e^x + 1)."""
    upper = [2.5, 4.5, 7.5, 12.0, 19.0, 28.0, _LARGEST_X]
    x, weight = panel_rule(np.concatenate([geometric_edges(1.0, 10), upper]), 12)
    return x, weight * expit(-x)


def _along_ray(a: FloatArray, points: Neutrino) -> FloatArray:
    r"""Integrate along :math:`x = (\tau/a)e^{i\pi/4}`: waves and occupation fall together.

    The value g(0) of what multiplies :math:`E_2(-iax)` is taken off: the integral of F is 0,
    and far above the surface little else is left.
    """
    tau, weight, ray = _ray()
    mass = points.m_nu / points.T
    # A height of 0 is not here.
    x = ray * tau[:, np.newaxis] / a
    energy = np.sqrt(x**2 + mass**2)
    start = points.at_rest * mass
    difference = np.where(
        np.abs(x) < mass,
        points.at_rest * x**2 / (energy + mass) + points.with_speed * x,
        _energy_potential(x, points) - start,
    )
    falling = np.exp(-x)
    g = (difference * falling - 0.5 * start * (1.0 - falling)) / (1.0 + falling)
    return np.asarray(np.einsum("i,ij->j", weight, g).real / a)


@lru_cache(maxsize=1)
def _ray() -> tuple[FloatArray, ComplexArray, complex]:
    r"""Return tau, weights that hold :math:`E_2(-i\tau e^{i\pi/4})`, and the direction."""
    ray = complex(np.exp(0.25j * math.pi))
    edges = np.concatenate([geometric_edges(1.0, 10), 2.0 ** np.arange(1, 7)])
    tau, weight = panel_rule(edges, _RAY_NODES)
    z = -1j * ray * tau
    return tau, ray * weight * (np.exp(-z) - z * exp1(z)), ray


def _onset(points: Neutrino) -> FloatArray:
    """Return the momentum where |delta| is about 1/2."""
    fast = np.abs(points.at_rest + points.with_speed)
    return np.asarray(fast + np.sqrt(fast**2 + 2.0 * np.abs(points.at_rest) * points.m_nu))


def _remainder(h: FloatArray, points: Neutrino) -> FloatArray:
    r"""Return :math:`\langle D+EU\,F/(2p^2)\rangle`, up to waves of phase 400.

    What follows falls with the square of the phase.
    """
    onset = np.maximum(_onset(points), 1e-200)
    largest = _LARGEST_X * points.T
    with np.errstate(divide="ignore"):
        wave = 0.5 * _PHASE / h
    top = np.minimum(largest, _WAVES * wave)
    start = np.minimum(10.0 * onset, 0.5 * largest)
    waves = min(_WAVES, math.ceil(float(np.max(largest / wave))))
    edges = np.concatenate(
        [
            np.multiply.outer(_ONSET, onset),
            start * (largest / start) ** np.linspace(0.0, 1.0, _UPPER)[:, np.newaxis],
            np.multiply.outer(np.arange(1.0, waves + 1.0), np.minimum(wave, largest)),
        ]
    )
    edges = np.sort(np.minimum(edges, top), axis=0)
    p, weight = (part.T for part in panel_rule(edges.T, _PANEL_NODES))
    # A panel of width 0 may lie at p = 0.
    p = np.maximum(p, 1e-9 * onset)
    product = points.T * _energy_potential(p / points.T, points)
    U = product / np.hypot(p, points.m_nu)
    y = 2.0 * h * p
    first = -product / p / p
    second = 0.5 * (U / p) ** 2
    value = flat_density(first + second, y) - 0.5 * first * flat_profile(y)
    share = weight * p**2 * expit(-p / points.T)
    return np.asarray(np.einsum("ij,ij->j", share, value) / (NORM * points.T**3))


def _guided(h: FloatArray, points: Neutrino) -> FloatArray:
    r"""Return :math:`\langle\theta_cG(h p\theta_c)\rangle`."""
    x, weight = _momenta()
    x = x[:, np.newaxis]
    product = points.T * _energy_potential(x, points)
    p = x * points.T
    U = product / np.hypot(p, points.m_nu)
    # theta_c p, which does not diverge at p = 0.
    reach = critical_slope(0.5 * U**2 - product)
    total = np.einsum("i,ij->j", weight, x * reach * guided_profile(h * reach))
    return np.asarray(total / (NORM * points.T))


def curvature_bound(neutrino: Neutrino, R: FloatArray) -> FloatArray:
    r"""Return :math:`\langle\min(1,|\delta|/(2pR))\rangle`, a bound for bodies of radius R.

    Parameters
    ----------
    neutrino : Neutrino
        Arrays (...).
    R : ndarray (...)
        Radius, 1/eV.

    Returns
    -------
    ndarray (...)
        Mean of the bound for one momentum; where that exceeds 1 the density itself is meant.
    """
    arrays = np.broadcast_arrays(R, *neutrino)
    R, *rest = (np.asarray(value, dtype=np.float64).reshape(-1) for value in arrays)
    points = Neutrino(*rest)
    x, weight = _momenta()
    x = x[:, np.newaxis]
    # p^2 |delta|/(2pR) in units of T^2: no power of x in the denominator but one.
    bound = np.minimum(x**2, np.abs(_energy_potential(x, points)) / (2.0 * R * points.T**2 * x))
    return np.asarray(np.einsum("i,ij->j", weight, bound) / NORM).reshape(arrays[0].shape)

r"""Radial integrals of the parity-violating interaction between two states of an atom.

Everything follows from the two integrals of one form,

.. math:: L_{12} = \int_0^\infty\rho^2 R_1\,F\,(DR_2)\,d\rho,\qquad
    DR = R' - \tfrac\ell\rho R\ \ (\ell\to\ell+1),\quad
    R' + \tfrac{\ell+1}\rho R\ \ (\ell\to\ell-1),

and :math:`L_{21}`. No derivative of the potential F is needed, and of the two the one that
raises l is smaller by one power of the range of F, so that nothing cancels in either. They
vanish unless l differs by one. All lengths are in units of :math:`a = 1/(Z\alpha m_e)`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from scipy import special

from softnu.atoms.kernels.hydrogenic import Orbital, lowered, raised, value
from softnu.checks import FloatArray

#: Largest power of the radius in a Gauss-Laguerre rule: its factorial is the last within floats.
MAX_EXPONENT: Final = 170
#: Step of the trapezoidal rule in ln rho, times the square root of n_1 + n_2 ...
_STEP: Final = 0.55
#: ... and its largest frequency less n_1 + n_2, the highest one of the product of two functions:
#: 1e-14 of the integral up to n = 30, 2e-13 up to n = 80.
_BEYOND: Final = 30.0
#: What is left out at small rho, relative to the integral.
_LEFT_OUT: Final = 1e-17
#: The exponential is over at (this + 4 (n_1 + n_2))/beta.
_DECAYED: Final = 50.0


class Ladders(NamedTuple):
    """The integrals :math:`L_{12}` and :math:`L_{21}`; arrays of one shape."""

    there: FloatArray
    back: FloatArray

    @property
    def momentum(self) -> FloatArray:
        r""":math:`K_p = \int\rho^2R_1(F\,DR_2+\frac12F'R_2)\,d\rho`, antisymmetric."""
        return 0.5 * (self.there - self.back)

    @property
    def gradient(self) -> FloatArray:
        r""":math:`K_g = \int\rho^2R_1F'R_2\,d\rho`, symmetric."""
        return -(self.there + self.back)


def adjacent(l1: int, l2: int) -> bool:
    """Tell whether the interaction, a vector in space, connects l1 and l2."""
    return abs(l1 - l2) == 1


def converges(l1: int, l2: int, power: float) -> bool:
    r"""Tell whether the integrals exist for :math:`F\sim\rho^{-s}` at the origin.

    Parameters
    ----------
    l1, l2 : int
        Orbital angular momenta that differ by one.
    power : float
        s; 5 for a pair of neutrinos of any mass.

    Returns
    -------
    bool
        Whether l1 + l2 + 2 > s.
    """
    return l1 + l2 + 2 > power


def _integrand(
    one: Orbital, two: Orbital, rho: FloatArray, left: FloatArray, right: float | FloatArray = 1.0
) -> FloatArray:
    r"""Return :math:`R_1DR_2` without :math:`\rho^{\ell_1+\ell_2-1}` and exponentials.

    It is multiplied by `left` and `right`, one to each function: for large l these are huge
    where the functions are tiny.
    """
    first = left * value(one, rho)
    if one.l > two.l:
        return first * (right * rho * raised(two, rho))
    return first * (right * lowered(two, rho))


def power_ladders(one: Orbital, two: Orbital, power: int, kappa: FloatArray) -> Ladders:
    r"""Return the integrals for :math:`F = \rho^{-s}e^{-\kappa\rho}`, exact up to rounding.

    Generalised Gauss-Laguerre quadrature with the weight
    :math:`x^{\ell_1+\ell_2+1-s}e^{-x}`, :math:`x = (\lambda_1+\lambda_2+\kappa)\rho`, of the
    polynomial that is left.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    power : int
        s < l_1 + l_2 + 2, and l_1 + l_2 + 1 - s at most :data:`MAX_EXPONENT`.
    kappa : ndarray (...)
        Inverse range, >= 0.

    Returns
    -------
    Ladders
        Arrays (...); 3e-15 for n <= 10, 5e-14 at n = 30. Appendix of arXiv:1912.09444.
    """
    exponent = one.l + two.l + 1 - power
    nodes, weights = laguerre_rule((one.k + two.k + 1) // 2 + 1, exponent)
    beta = one.decay + two.decay + np.asarray(kappa, dtype=np.float64)
    rho = nodes / beta[..., np.newaxis]
    scale = beta ** -(exponent + 1.0)
    return Ladders(
        np.sum(_integrand(one, two, rho, weights), axis=-1) * scale,
        np.sum(_integrand(two, one, rho, weights), axis=-1) * scale,
    )


def smooth_ladders(
    one: Orbital,
    two: Orbital,
    scaled: Callable[[FloatArray], FloatArray],
    rate: float = 0.0,
    core: float = 0.0,
) -> Ladders:
    r"""Return the integrals for :math:`F = \rho^{-5}s(\rho)`.

    Trapezoidal rule in :math:`\ln\rho`, whose error falls exponentially with the inverse step
    because the integrand vanishes as a power at one end and exponentially at the other.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    scaled : callable
        s at radii (nodes,), as an array (..., nodes), analytic in the right half plane.
    rate : float
        Highest rate at which s decays exponentially.
    core : float
        Radius inside which s vanishes as :math:`\rho^4`; 0 if it has a limit at the origin,
        as convergence then demands that of l_1 + l_2.

    Returns
    -------
    Ladders
        Arrays (...); 1e-14 up to n = 30.
    """
    step = log_step(one, two)
    first = math.floor(math.log(innermost(one, two, rate, core)) / step)
    rho, there, back = _rule(one, two, step, first)
    s = scaled(rho)
    return Ladders(s @ there, s @ back)


def moment(one: Orbital, two: Orbital, power: int) -> float:
    r"""Return :math:`\int\rho^{2+p}R_1R_2\,d\rho`, exact up to rounding.

    Parameters
    ----------
    one, two : Orbital
        Radial functions.
    power : int
        p > -3 - l_1 - l_2, and l_1 + l_2 + 2 + p at most :data:`MAX_EXPONENT`; 1 for the
        dipole.

    Returns
    -------
    float
        3e-15 of the integral of the absolute value. Bethe and Salpeter (1957), Sec. 63.
    """
    exponent = one.l + two.l + 2 + power
    nodes, weights = laguerre_rule((one.k + two.k) // 2 + 1, exponent)
    beta = one.decay + two.decay
    rho = nodes / beta
    return float(weights * value(one, rho) @ value(two, rho)) / beta ** (exponent + 1)


@lru_cache(maxsize=4096)
def laguerre_rule(count: int, exponent: int) -> tuple[FloatArray, FloatArray]:
    r"""Return nodes and weights (count,) for the weight :math:`x^{exponent}e^{-x}`."""
    nodes, weights = special.roots_genlaguerre(count, exponent)
    return nodes, weights


def log_step(one: Orbital, two: Orbital) -> float:
    r"""Return the step in :math:`\ln\rho` for potentials that do not oscillate."""
    frequency = 1.0 / one.decay + 1.0 / two.decay
    return min(_STEP / math.sqrt(frequency), 2.0 * math.pi / (frequency + _BEYOND))


def innermost(one: Orbital, two: Orbital, rate: float, core: float) -> float:
    """Return the radius inside which the integrals gather less than :data:`_LEFT_OUT`.

    Parameters
    ----------
    one, two, rate, core
        As for :func:`smooth_ladders`.

    Returns
    -------
    float
        In units of a.
    """
    beta = one.decay + two.decay + rate
    power = one.l + two.l - 3  # of the integrand in ln rho, where s is constant
    if power <= 0:
        return core * _LEFT_OUT ** (1.0 / (power + 4))
    radius: float = _LEFT_OUT ** (1.0 / power) / beta
    if radius >= core:
        return radius
    return core * (_LEFT_OUT / (beta * core) ** power) ** (1.0 / (power + 4))


def log_rule(one: Orbital, two: Orbital, step: float, first: int) -> tuple[FloatArray, FloatArray]:
    r"""Return the trapezoidal rule in :math:`\ln\rho`.

    Parameters
    ----------
    one, two : Orbital
        Radial functions.
    step : float
        Step in :math:`\ln\rho`.
    first : int
        The first node is at `first` steps.

    Returns
    -------
    rho, root : ndarray (nodes,)
        Radii, as far as the exponentials reach, and the square root of weights times
        :math:`\rho^{\ell_1+\ell_2-4}e^{-(\lambda_1+\lambda_2)\rho}`, one for each function.
    """
    beta = one.decay + two.decay
    longest = (_DECAYED + 4.0 * (1.0 / one.decay + 1.0 / two.decay)) / beta
    log_rho = step * np.arange(first, math.ceil(math.log(longest) / step) + 1)
    rho = np.exp(log_rho)
    return rho, math.sqrt(step) * np.exp(0.5 * ((one.l + two.l - 3) * log_rho - beta * rho))


@lru_cache(maxsize=1024)
def _rule(
    one: Orbital, two: Orbital, step: float, first: int
) -> tuple[FloatArray, FloatArray, FloatArray]:
    r"""Return radii and what multiplies s there, for both orders of the states."""
    rho, root = log_rule(one, two, step, first)
    return rho, _integrand(one, two, rho, root, root), _integrand(two, one, rho, root, root)

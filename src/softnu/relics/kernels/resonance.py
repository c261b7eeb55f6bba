r"""Trapped waves of an attractive sphere: the first Regge pole, and what it does to the density.

Near the surface of a large sphere the partial waves obey Airy's equation in
:math:`s = (l+\frac12-kR)/(kR/2)^{1/3}`; inside it is shifted by
:math:`\beta = 2^{1/3}(kR)^{2/3}\delta`. Derived; a pole is where the logarithmic derivatives of
the decaying wave inside and of the outgoing wave outside agree,

.. math::
    g(s) = \frac{\mathrm{Ai}'(s-\beta)}{\mathrm{Ai}(s-\beta)}
    = h(s) = \frac{\mathrm{Bi}'(s) + i\,\mathrm{Ai}'(s)}{\mathrm{Bi}(s) + i\,\mathrm{Ai}(s)}.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from scipy import special
from scipy.interpolate import CubicSpline

from softnu.checks import FloatArray

ComplexArray = npt.NDArray[np.complex128]

#: Range of beta.
SMALLEST, LARGEST = 1e-4, 1e3
#: Above this beta the imaginary part, below 1e-7, is a perturbation.
_BOUND = 7.0
#: Factor from one value of the table to the next.
_FACTOR = 0.98
#: Newton steps: in the table from its neighbour, and from what is interpolated in it.
_STEPS, _POLISH = 6, 2
#: First zero of the Airy function.
_ZERO = special.ai_zeros(1)[0][0]


def _improve(s: ComplexArray, beta: FloatArray, steps: int) -> ComplexArray:
    """Newton steps; (g - h)' = h^2 - g^2 - beta by Airy's equation."""
    for _ in range(steps):
        ai, ai_slope, _, _ = special.airye(s - beta)
        g = ai_slope / ai
        ai, ai_slope, bi, bi_slope = special.airye(s)
        exponent = 2.0 / 3.0 * s * np.sqrt(s)
        # The ratio of the factors by which Ai and Bi are scaled.
        scale = 1j * np.exp(-exponent - np.abs(exponent.real))
        h = (bi_slope + scale * ai_slope) / (bi + scale * ai)
        s = s - (g - h) / (h**2 - g**2 - beta)
    return s


def _bound(beta: FloatArray) -> ComplexArray:
    r"""Return the pole for large beta: g(x) = Re h(x), Im s = 1/(pi beta (Ai^2 + Bi^2))."""
    x = beta + _ZERO
    x = x + 1.0 / np.sqrt(x)
    for _ in range(_STEPS):
        ai, ai_slope, _, _ = special.airy(x - beta)
        g = ai_slope / ai
        # Beside Bi, Ai contributes less than 1e-7 squared.
        _, _, bi, bi_slope = special.airye(x)
        h = bi_slope / bi
        x = x - (g - h) / (h**2 - g**2 - beta)
    width = np.exp(-4.0 / 3.0 * x**1.5) / (np.pi * beta * special.airye(x)[2] ** 2)
    return x + 1j * width


@cache
def _table() -> CubicSpline:
    count = int(np.ceil(np.log(SMALLEST / _BOUND) / np.log(_FACTOR)))
    betas = _BOUND * _FACTOR ** np.arange(count + 1.0)
    s = _bound(np.asarray(_BOUND))
    poles = []
    for beta in betas:
        s = _improve(s, beta, _STEPS)
        poles.append(s)
    return CubicSpline(np.log(betas[::-1]), np.array(poles[::-1]))


def regge_pole(beta: FloatArray) -> ComplexArray:
    r"""Return the first pole :math:`s_1(\beta)`, the one with the smallest imaginary part.

    Parameters
    ----------
    beta : ndarray (...)
        :math:`2^{1/3}(kR)^{2/3}\delta`, from 1e-4 to 1000.

    Returns
    -------
    ndarray of complex (...)
        In the upper half plane. Its imaginary part falls from 1.4 at beta = 0.2 as
        :math:`1/(\pi\beta\,\mathrm{Bi}^2)`; below 1e-300 it is 0.

    Notes
    -----
    Condition above, solved by continuation from large beta; relative error of both parts 1e-9.
    """
    beta = np.asarray(beta, dtype=np.float64)
    tabulated = _table()(np.log(np.minimum(beta, _BOUND)))
    weak = _improve(tabulated, np.minimum(beta, _BOUND), _POLISH)
    return np.where(beta < _BOUND, weak, _bound(np.maximum(beta, _BOUND)))


def resonance_bound(delta: FloatArray, kR: FloatArray) -> FloatArray:
    r"""Return by how much trapped waves change the density at the surface of a sphere, about.

    .. math::
        2\sqrt{2\delta}\;e^{-2\pi(kR/2)^{1/3}\,\mathrm{Im}\,s_1}\ (\delta>0),\qquad 0\ (\delta<0).

    Parameters
    ----------
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2.
    kR : ndarray (...)
        Momentum times radius, > 0.

    Returns
    -------
    ndarray (...)
        Estimate of :math:`|\delta n/n_0 - D|` at one momentum.
    """
    attraction = np.maximum(delta, 0.0)
    beta = np.clip(2.0 ** (1.0 / 3.0) * kR ** (2.0 / 3.0) * attraction, SMALLEST, LARGEST)
    size = 2.0 * np.sqrt(2.0 * attraction)
    width = regge_pole(beta).imag
    return np.asarray(size * np.exp(-2.0 * np.pi * (0.5 * kR) ** (1.0 / 3.0) * width))

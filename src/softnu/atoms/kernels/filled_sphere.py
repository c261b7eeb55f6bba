r"""Waves of a cold, dense gas between two states, where they cancel over an atom.

Of the factors J of a gas filled to the momentum :math:`\mu`, :math:`J_d` has no part without
the oscillation :math:`e^{2i\mu r}`. The integral over an atom of many wavelengths is a small
rest, which is taken here from one exponential.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.atoms.kernels.hydrogenic import Orbital, value
from softnu.atoms.kernels.radial import laguerre_rule
from softnu.checks import FloatArray

#: Trapezoidal rule over the edge of the sphere, in units of T: 1e-16.
_EDGE: Final = 0.25 * np.arange(-160, 161)
_EDGE_WEIGHTS: Final = 0.0625 / np.cosh(0.5 * _EDGE) ** 2


def filled_moment(one: Orbital, two: Orbital, mu: FloatArray) -> FloatArray:
    r"""Return :math:`\int\rho^{-3}R_1J_dR_2\,d\rho` at T = 0.

    .. math:: J_d = (1-x^2)\sin2x-2x\cos2x = \mathrm{Im}[(1-ix)^2e^{2ix}],\qquad x = \mu\rho

    Generalised Gauss-Laguerre quadrature along
    :math:`\rho\propto(\lambda_1+\lambda_2-2i\mu)^{-1}`, of a polynomial.

    Parameters
    ----------
    one, two : Orbital
        Radial functions, l_1 + l_2 >= 3.
    mu : ndarray (...)
        Chemical potential times a, either sign.

    Returns
    -------
    ndarray (...)
        1e-15 for :math:`|\mu| > \lambda_1+\lambda_2`; where it is less, of the term x = 0. Eq.
        (3.33) of arXiv:2405.16801 between two states.
    """
    exponent = one.l + two.l - 3
    nodes, weights = laguerre_rule((one.k + two.k + 2) // 2 + 1, exponent)
    mu = np.asarray(mu, dtype=np.float64)[..., np.newaxis]
    rate = one.decay + two.decay - 2j * mu
    rho = nodes / rate
    # A root of the scale for each function: the norms of large l underflow in a product.
    scale = rate ** (-0.5 * (exponent + 1.0))
    terms = value(one, rho) * scale * (value(two, rho) * scale) * (1.0 - 1j * mu * rho) ** 2
    return np.asarray((terms @ weights).imag)


def cold_moment(one: Orbital, two: Orbital, T: FloatArray, mu: FloatArray) -> FloatArray:
    r"""Return the same at any temperature, for equal weights of nu and nubar.

    A Fermi-Dirac distribution is a mean of filled spheres with the weight
    :math:`\frac1{4T}\cosh^{-2}\frac{k-\mu}{2T}`; the antineutrinos are those with k < 0.

    Parameters
    ----------
    one, two : Orbital
        Radial functions, l_1 + l_2 >= 3.
    T : ndarray (...)
        Temperature times a.
    mu : ndarray (...)
        Chemical potential times a, either sign; they broadcast.

    Returns
    -------
    ndarray (...)
        With :math:`\lambda = \lambda_1+\lambda_2`, 1e-13 of the scale of the integrals over the
        other J for :math:`|\mu| > 5\max(\lambda, 4\pi T)`; worse the lower the sphere is.
    """
    sphere = np.asarray(mu)[..., np.newaxis] + np.asarray(T)[..., np.newaxis] * _EDGE
    return filled_moment(one, two, sphere) @ _EDGE_WEIGHTS

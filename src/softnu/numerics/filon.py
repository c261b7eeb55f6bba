"""Filon weights: integrals of a smooth amplitude times e^{i w x} with the oscillation exact."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from softnu.numerics.panels import NODES, legendre_rule

FloatArray = npt.NDArray[np.float64]
ComplexArray = npt.NDArray[np.complex128]


def filon_weights(phase: FloatArray, nodes: int = NODES) -> ComplexArray:
    """Return weights W with int_{-1}^1 g(x) e^{i phase x} dx = sum_i W_i g(x_i).

    The x_i are the Gauss-Legendre nodes. The amplitude g is interpolated by Legendre polynomials
    of degree below `nodes`, whose moments are 2 i^l j_l(phase), exactly; the accuracy therefore
    does not depend on the phase.

    Parameters
    ----------
    phase : ndarray
        Half the phase across the panel, >= 0.
    nodes : int
        Nodes per panel.

    Returns
    -------
    ndarray of complex, shape (*phase.shape, nodes)
    """
    unit, weight = legendre_rule(nodes)
    order = np.arange(nodes)
    # spherical_jn of a subnormal number is nan.
    bessel = special.spherical_jn(order, np.maximum(phase, 1e-100)[..., None])
    polynomials = np.polynomial.legendre.legvander(unit, nodes - 1)  # [node, order]
    # i^l from a table: 1j**l has rounding errors.
    powers = np.array([1, 1j, -1, -1j])[order % 4]
    moments = bessel * (2 * order + 1) * powers
    out: ComplexArray = (moments @ polynomials.T) * weight
    return out

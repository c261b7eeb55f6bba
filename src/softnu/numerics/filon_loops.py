"""Filon weights of one panel at a time, in scalars: for compiled loops over many panels."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
ComplexArray = npt.NDArray[np.complex128]

#: The downward recurrence starts this many orders above the last one wanted: 1e-16 of it is
#: left of a wrong start for arguments up to the number of orders.
_HEAD_START = 24
#: Below this argument j_l is below rounding for all l > 0 that matter beside the moments of 0.
_SMALL = 1e-17


def spherical_bessel(argument: float, out: FloatArray) -> None:
    """Fill j_l(argument), l = 0 ... out.size - 1, for argument >= 0.

    Upward recurrence where it is stable, for arguments above the largest order; else downward
    (Miller), normalised by sum (2l+1) j_l^2 = 1 and the sign of j_0 or j_1.
    """
    count = out.size
    if argument < _SMALL:
        out[:] = 0.0
        out[0] = 1.0
        return
    zeroth = math.sin(argument) / argument
    first = (zeroth - math.cos(argument)) / argument
    if argument > count:
        out[0], out[1] = zeroth, first
        for l in range(1, count - 1):
            out[l + 1] = (2 * l + 1) / argument * out[l] - out[l - 1]
        return
    above, here, norm = 0.0, 1e-140, 0.0
    for l in range(count + _HEAD_START, -1, -1):
        if l < count:
            out[l] = here
        norm += (2 * l + 1) * here * here
        above, here = here, (2 * l + 1) / argument * here - above
        if abs(here) > 1e100:
            above, here, norm = above * 1e-100, here * 1e-100, norm * 1e-200
            for m in range(l, count):
                out[m] *= 1e-100
    scale = 1.0 / math.sqrt(norm)
    # The one of the two that is not near its zero decides the sign.
    reference, known = (out[0], zeroth) if abs(zeroth) > abs(first) else (out[1], first)
    if reference * known < 0.0:
        scale = -scale
    for l in range(count):
        out[l] *= scale


def panel_weights(
    phase: float,
    weight: FloatArray,
    polynomials: FloatArray,
    bessel: FloatArray,
    out: ComplexArray,
) -> None:
    """Fill the Filon weights of one panel; see :func:`softnu.numerics.filon.filon_weights`.

    Parameters
    ----------
    phase : float
        Half the phase across the panel, of either sign.
    weight : ndarray (n,)
        Gauss-Legendre weights, an even number.
    polynomials : ndarray (n, n)
        (2l + 1) P_l at node i, [i, l].
    bessel : ndarray (n,)
        Room to work in.
    out : ndarray (n,) of complex
        The weights.
    """
    spherical_bessel(abs(phase), bessel)
    side = 1.0 if phase >= 0.0 else -1.0
    # The moments of P_l are 2 i^l j_l, real for even and imaginary for odd l, and the weights
    # of the amplitude's coefficients are (2l + 1)/2. Opposite nodes share them, up to signs.
    last = weight.size - 1
    for i in range(weight.size // 2):
        even, odd, sign = 0.0, 0.0, 1.0
        for l in range(0, weight.size - 1, 2):
            even += sign * bessel[l] * polynomials[i, l]
            odd += sign * bessel[l + 1] * polynomials[i, l + 1]
            sign = -sign
        out[i] = weight[i] * complex(even, side * odd)
        out[last - i] = weight[i] * complex(even, -side * odd)

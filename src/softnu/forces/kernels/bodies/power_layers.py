r"""Layers of a power of the distance, thick or thin, without cancellation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.panels import legendre_rule

#: Below this t/h the difference of the outer surfaces of a layer loses digits, and a rule of 16
#: nodes through the layer is exact to rounding.
THIN: Final = 0.5


def power_difference(h: FloatArray, t: FloatArray, p: int) -> FloatArray:
    r"""Return :math:`\int_h^{h+t} x^{-p-1} dx`, without cancellation for thin layers.

    Parameters
    ----------
    h, t : ndarray (...)
        Lower limit, > 0, and thickness, > 0; any unit of length.
    p : int
        Power.

    Returns
    -------
    ndarray (...)
        :math:`[h^{-p} - (h+t)^{-p}]/p`, or ln(1 + t/h) for p = 0.

    Examples
    --------
    >>> float(power_difference(np.float64(1.0), np.float64(1.0), 1))
    0.5
    """
    ratio = np.log1p(t / h)
    return ratio if p == 0 else h ** (-p) * (-np.expm1(-p * ratio)) / p


def through_thin(
    sheet: Callable[[FloatArray], FloatArray], h: FloatArray, t: FloatArray
) -> FloatArray:
    """Integrate a function of the distance through a layer from h to h + t.

    Parameters
    ----------
    sheet : callable
        The function, of distances (..., nodes).
    h, t : ndarray (...)
        Distance of the near surface and thickness, which is cut at h/2.

    Returns
    -------
    ndarray (...)
        The integral, exact to rounding for powers of the distance.
    """
    half = 0.5 * np.minimum(t, THIN * h)[..., np.newaxis]
    x, w = legendre_rule()
    return (half * w * sheet(h[..., np.newaxis] + half * (1.0 + x))).sum(axis=-1)

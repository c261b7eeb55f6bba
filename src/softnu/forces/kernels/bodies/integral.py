"""A central potential integrated over the distances between two bodies, for many gaps.

Gauss-Legendre panels grow with the distance, since v(s) varies like a power of it, and end at
the corners of the weight; they are measured from the gap, so that gaps far smaller than the
bodies keep their digits.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConvergenceError, DomainError
from softnu.forces.kernels.bodies.weights import Weight
from softnu.numerics.panels import NODES, panel_rule

#: Panels end at this multiple of their start: sixteen nodes integrate s^-16 to 1e-14.
_GROWTH: Final = 1.8
#: Widest panel, in units of a decay length or of a wavelength over 2 pi: sixteen nodes integrate
#: e^-8 and eight radians to rounding.
_WIDEST: Final = 8.0
#: Decay lengths behind the gap after which an exponential is negligible beside its start.
_GONE: Final = 60.0
#: Decay lengths after which an exponential is 0 in double precision.
UNDERFLOW: Final = 750.0
#: Left out of an integral without end, relative to what a power law has beyond the gap.
_TAIL: Final = 1e-16
#: More panels than this are a mistake of scales, and would not fit in memory.
_MAX_PANELS: Final = 20_000
#: Points that share a number of panels.
_BLOCK_POINTS: Final = 256
#: Points times nodes worked on at once: intermediate arrays of 1 MB.
_BLOCK_NODES: Final = 131_072


class CentralPotential(NamedTuple):
    """A central potential v(s), and what a quadrature must know of it.

    Attributes
    ----------
    v : callable
        Vectorised function of the distance.
    lengths : tuple of float
        Decay lengths of its parts that fall exponentially, beside powers of s.
    period : float
        Wavelength over 2 pi with which it oscillates, infinite if it does not.
    endless : bool
        Whether a part of it falls like a power of s only.
    power : float
        That power, or a smaller one.
    """

    v: Callable[[FloatArray], FloatArray]
    lengths: tuple[float, ...] = ()
    period: float = math.inf
    endless: bool = True
    power: float = 5.0

    @property
    def reach(self) -> float:
        """Length behind the gap after which it is negligible."""
        return math.inf if self.endless else _GONE * max(self.lengths)


def integrate(
    potential: CentralPotential,
    weight_of: Callable[..., Weight],
    h: FloatArray,
    *sizes: FloatArray,
) -> FloatArray:
    r"""Return :math:`\int_h^\infty s\,v(s)\,w(s-h)\,ds`.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    weight_of : callable
        Gives the weight w for columns (points, 1) of the `sizes`.
    h, *sizes : ndarray (...)
        Gap, > 0, and what the weight depends on; all broadcast.

    Returns
    -------
    ndarray (...)
        The integral; relative error below 1e-14 for potentials up to s^-16.

    Raises
    ------
    DomainError
        If bodies without end have no finite integral of this potential.
    ConvergenceError
        If the potential oscillates too fast beside the size of the bodies.
    """
    shape = np.broadcast_shapes(np.shape(h), *(np.shape(size) for size in sizes))
    columns = [np.broadcast_to(a, shape).reshape(-1, 1) for a in (h, *sizes)]
    result = np.zeros(columns[0].shape[0])
    for start in range(0, result.size, _BLOCK_POINTS):
        rows = [column[start : start + _BLOCK_POINTS] for column in columns]
        weight = weight_of(*rows[1:])
        edges = _edges(potential, rows[0], weight)
        panels = max(1, _BLOCK_NODES // (NODES * edges.shape[0]))
        for first in range(0, edges.shape[1] - 1, panels):
            y, measure = panel_rule(edges[:, first : first + panels + 1])
            s = rows[0] + y
            part = (measure * s * potential.v(s) * weight.value(y)).sum(axis=-1)
            result[start : start + _BLOCK_POINTS] += part
    return result.reshape(shape)


def _edges(potential: CentralPotential, h: FloatArray, weight: Weight) -> FloatArray:
    """Panel edges in y = s - h for each row of h (points, 1), shape (points, panels + 1)."""
    corners = [np.where(np.isfinite(c), c, 0.0) for c in weight.corners]
    stop = np.maximum.reduce([np.zeros_like(h), *corners])
    if weight.growth > -math.inf:
        excess = potential.power - 2.0 - weight.growth
        if excess <= 0.0:
            raise DomainError(
                f"a potential that falls like s^-{potential.power:g} has no finite integral over "
                f"these bodies without end: it must fall faster than s^-{2.0 + weight.growth:g}"
            )
        stop = (h + stop) * _TAIL ** (-1.0 / excess)
    stop = np.minimum(stop, potential.reach)
    edges = [np.zeros_like(h)]
    while np.any(edges[-1] < stop):
        if len(edges) > _MAX_PANELS:
            raise ConvergenceError(
                "the potential oscillates too fast to be summed over distances up to "
                f"{float(np.max(stop)):.3g}/eV: its wavelength over 2 pi is "
                f"{potential.period:.3g}/eV"
            )
        y = edges[-1]
        width = np.minimum((_GROWTH - 1.0) * (h + y), _WIDEST * potential.period)
        for length in potential.lengths:
            matters = (y < _GONE * length) & (h + y < UNDERFLOW * length)
            width = np.where(matters, np.minimum(width, _WIDEST * length), width)
        end = y + width
        for corner in (*corners, stop):
            end = np.where((corner > y) & (corner < end), corner, end)
        edges.append(np.minimum(end, stop))
    return np.concatenate(edges, axis=-1)

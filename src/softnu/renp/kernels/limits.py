r"""Limits on a product of couplings g from counts: every root of chi^2(g) = c.

A mediator changes the events at trigger energy k by :math:`\delta_k = A_kg + B_kg^2`, exactly.

On the total number chi^2 reaches c where :math:`\sum_k\delta_k = N_\pm - N`, two quadratic
equations: the upper threshold always has two roots of opposite signs; the lower one, a deficit by
interference, has two of one sign or none. Where it has two, couplings between them are excluded,
and a second window is allowed beyond.

Summed over the trigger energies chi^2 is no quadratic any more. Each term alone is monotonic
between :math:`0, -A_k/2B_k, -A_k/B_k` and rises beyond, so that all roots lie within the
smallest outer root of a single term. Inside, the zeros of the derivative split each side into
monotonic pieces, and each piece holds at most one root.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.numerics.roots import find_roots
from softnu.renp.kernels.rates import Events
from softnu.renp.kernels.statistics import chi_square, chi_square_slope, deviation

#: Points of a block: with all nodes, some megabytes.
_BLOCK = 4096
#: Equal parts of each interval between special points in which extrema are looked for.
_PARTS = 8
#: Beyond the outer root by this, so that rounding cannot lose it.
_BEYOND = 1.0 + 1e-9

Points = npt.NDArray[np.intp]


class Limits(NamedTuple):
    """Roots of chi^2(g) = c.

    Attributes
    ----------
    negative, positive : ndarray (...)
        Those closest to 0 on either side; infinite if there are none.
    lowest, highest : ndarray (...)
        The outermost ones.
    windows : ndarray (..., n, 2)
        Allowed intervals, ascending; nan beyond the last one of a point.
    """

    negative: FloatArray
    positive: FloatArray
    lowest: FloatArray
    highest: FloatArray
    windows: FloatArray


def from_edges(edges: FloatArray) -> Limits:
    """Return the limits from the sorted edges of the allowed intervals.

    Parameters
    ----------
    edges : ndarray (2 n, ...)
        Ascending, nan beyond the last one of a point.

    Returns
    -------
    Limits

    Examples
    --------
    >>> from_edges(np.array([-3.0, -2.0, -0.5, 1.0])).windows.tolist()
    [[-3.0, -2.0], [-0.5, 1.0]]
    """
    pairs = np.moveaxis(edges.reshape(-1, 2, *edges.shape[1:]), (0, 1), (-2, -1))
    return Limits(
        np.max(np.where(edges <= 0.0, edges, -np.inf), axis=0),
        np.min(np.where(edges >= 0.0, edges, np.inf), axis=0),
        edges[0],
        np.max(np.where(np.isnan(edges), -np.inf, edges), axis=0),
        pairs,
    )


def total_edges(events: Events, statistic: str, chi2: FloatArray) -> FloatArray:
    r"""Return the edges of the allowed intervals by the total number of events.

    Parameters
    ----------
    events : Events
        At each trigger energy (k, ...); more than none expected in all.
    statistic : {"poisson", "gauss"}
        Which chi^2.
    chi2 : ndarray (...)
        Its value c, > 0.

    Returns
    -------
    ndarray (4, ...)
        Ascending; the last two nan where there is one interval, infinite where the coupling
        does not contribute. Roots without cancellation; relative error 1e-14.
    """
    N, A, B = (np.sum(part, axis=0) for part in events)
    contributes = B > 0.0
    root_B = np.sqrt(np.where(contributes, B, 1.0))
    # In units in which B = 1.
    a = np.where(contributes, A, 0.0) / root_B
    low, high = _quadratic_roots(a, deviation(True, statistic, N, chi2))
    inner = _quadratic_roots(a, deviation(False, statistic, N, chi2))
    two = ~np.isnan(inner[0])
    edges = np.stack(
        np.broadcast_arrays(
            low, np.where(two, inner[0], high), inner[1], np.where(two, high, np.nan)
        )
    )
    return _open_if(~contributes, edges / root_B)


def frequency_edges(events: Events, statistic: str, chi2: FloatArray) -> FloatArray:
    r"""Return the edges of the allowed intervals by chi^2 summed over the trigger energies.

    Parameters
    ----------
    events : Events
        At each trigger energy (k, ...); one without expected events drops out.
    statistic : {"poisson", "gauss"}
        Which chi^2.
    chi2 : ndarray (...)
        Its value c, > 0.

    Returns
    -------
    ndarray (2 n, ...)
        As for :func:`total_edges`, with as many as the point with the most intervals has. The
        error of a root is that of rounding; two roots closer than an eighth of the distance of
        the special points are found if a node lies between them.
    """
    shape = np.broadcast_shapes(*(part.shape[1:] for part in events), np.shape(chi2))
    count = events.expected.shape[0]
    N, A, B = (np.broadcast_to(part, (count, *shape)).reshape(count, -1) for part in events)
    # What expects nothing drops out; 1 keeps its place without contributing.
    empty = N <= 0.0
    N, A, B = np.where(empty, 1.0, N), np.where(empty, 0.0, A), np.where(empty, 0.0, B)
    c = np.broadcast_to(chi2, shape).reshape(-1)
    found = [
        _block_edges(
            Events(*(part[:, start : start + _BLOCK] for part in (N, A, B))),
            statistic,
            c[start : start + _BLOCK],
        )
        for start in range(0, c.size, _BLOCK)
    ]
    most = max(edges.shape[0] for edges in found)
    padded = [
        np.pad(edges, ((0, most - edges.shape[0]), (0, 0)), constant_values=np.nan)
        for edges in found
    ]
    return np.concatenate(padded, axis=1).reshape(most, *shape)


def no_room(edges: FloatArray) -> FloatArray:
    """Return edges of the same shape for couplings of which only 0 is allowed."""
    nothing = np.array([0.0, 0.0, *[np.nan] * (len(edges) - 2)])
    return np.broadcast_to(nothing.reshape(-1, *[1] * (edges.ndim - 1)), edges.shape)


def _quadratic_roots(a: FloatArray, d: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Roots of x^2 + a x = d, ascending; nan where there are none."""
    square = a**2 + 4.0 * d
    real = square >= 0.0
    q = -0.5 * (a + np.copysign(np.sqrt(np.where(real, square, 0.0)), a))
    # q = 0 only if both are 0, and d is not.
    other = -d / np.where(q == 0.0, 1.0, q)
    nothing = np.where(real, 0.0, np.nan)
    return np.minimum(q, other) + nothing, np.maximum(q, other) + nothing


def _open_if(free: npt.NDArray[np.bool_], edges: FloatArray) -> FloatArray:
    """Make the allowed interval infinite where nothing limits it."""
    whole = np.array([-np.inf, np.inf, *[np.nan] * (edges.shape[0] - 2)])
    return np.where(free, whole.reshape(-1, *[1] * (edges.ndim - 1)), edges)


def _block_edges(events: Events, statistic: str, c: FloatArray) -> FloatArray:
    """Edges (2 n, p) of a block of p points."""
    contributes = np.any(events.square > 0.0, axis=0)
    sides = [_side_roots(events, statistic, c, sign) for sign in (-1.0, 1.0)]
    roots = np.sort(np.concatenate(sides), axis=0)
    most = max(2, int(np.max(np.sum(~np.isnan(roots), axis=0), initial=0)))
    short = max(0, most - len(roots))
    roots = np.pad(roots, ((0, short), (0, 0)), constant_values=np.nan)
    return _open_if(~contributes, roots[:most])


def _side_roots(events: Events, statistic: str, c: FloatArray, sign: float) -> FloatArray:
    """Roots (n, p) on one side of 0, nan beyond the last one of a point."""
    N, A, B = events
    # Mirrored, so that the side is that of positive x.
    A = sign * A
    some = B > 0.0
    root_B = np.sqrt(np.where(some, B, 1.0))
    far = _quadratic_roots(A / root_B, deviation(True, statistic, N, c))[1] / root_B
    end = np.min(np.where(some, far, np.inf), axis=0)
    # Nothing limits a coupling that does not contribute; any end does.
    end = np.where(np.isinf(end), 1.0, _BEYOND * end)
    zero = np.where(some, -A / np.where(some, B, 1.0), 0.0)
    borders = np.concatenate([0.5 * zero, zero, np.stack([np.zeros_like(end), end])])
    special = np.sort(np.clip(borders, 0.0, end), axis=0).T
    parts = np.arange(_PARTS) / _PARTS
    inner = special[:, :-1, np.newaxis] + parts * np.diff(special)[..., np.newaxis]
    distinct = np.repeat(np.diff(special) > 0.0, _PARTS, axis=1)
    # The nodes of one point after the other.
    point, _ = np.nonzero(distinct)
    nodes = inner.reshape(distinct.shape)[distinct]

    def slope(x: FloatArray, point: Points) -> FloatArray:
        return _slope(statistic, N[:, point], A[:, point], B[:, point], x)

    def above(x: FloatArray, point: Points) -> FloatArray:
        return _sum(statistic, N[:, point], A[:, point], B[:, point], x) - c[point]

    rising = slope(nodes, point) >= 0.0
    turn = np.flatnonzero((point[:-1] == point[1:]) & (rising[:-1] != rising[1:]))
    owner = point[turn]
    extrema = find_roots(lambda x, which: slope(x, owner[which]), nodes[turn], nodes[turn + 1])
    # Between 0, the extrema and the end every piece is monotonic.
    points = np.arange(end.size)
    x = np.concatenate([np.zeros_like(end), extrema, end])
    point = np.concatenate([points, owner, points])
    order = np.lexsort((x, point))
    x, point = x[order], point[order]
    outside = above(x, point) >= 0.0
    piece = np.flatnonzero((point[:-1] == point[1:]) & (outside[:-1] != outside[1:]))
    owner = point[piece]
    roots = find_roots(lambda x, which: above(x, owner[which]), x[piece], x[piece + 1])
    return _in_columns(sign * roots, owner, end.size)


def _sum(statistic: str, N: FloatArray, A: FloatArray, B: FloatArray, x: FloatArray) -> FloatArray:
    """Sum of chi^2 over trigger energies (k, n) at points x (n,)."""
    return np.sum(chi_square(statistic, N, (A + B * x) * x), axis=0)


def _slope(
    statistic: str, N: FloatArray, A: FloatArray, B: FloatArray, x: FloatArray
) -> FloatArray:
    """Its derivative."""
    with np.errstate(invalid="ignore"):
        terms = chi_square_slope(statistic, N, (A + B * x) * x) * (A + 2.0 * B * x)
    # Where no event is left chi^2 is infinite, a maximum.
    return np.sum(np.where(np.isnan(terms), 0.0, terms), axis=0)


def _in_columns(values: FloatArray, column: Points, count: int) -> FloatArray:
    """Distribute values over columns (n, count), in order; nan below the last one of each."""
    first = np.searchsorted(column, np.arange(count))
    row = np.arange(values.size) - first[column]
    out = np.full((int(np.max(row, initial=-1)) + 1, count), np.nan)
    out[row, column] = values
    return out

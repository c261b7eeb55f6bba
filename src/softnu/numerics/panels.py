"""Composite Gauss-Legendre panels, vectorised over many sets of panel edges."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

#: Nodes per panel. Sixteen integrate a panel to 1e-15 if the nearest singularity is 1.5 half
#: widths away from its middle and the phase across it is at most 10.
NODES = 16


@lru_cache(maxsize=8)
def legendre_rule(nodes: int = NODES) -> tuple[FloatArray, FloatArray]:
    """Return the nodes and weights of the Gauss-Legendre rule on [-1, 1] (read-only)."""
    x, w = np.polynomial.legendre.leggauss(nodes)
    x.flags.writeable = False
    w.flags.writeable = False
    return x, w


def panel_rule(edges: FloatArray, nodes: int = NODES) -> tuple[FloatArray, FloatArray]:
    """Return the nodes and weights of the composite rule between consecutive edges.

    Parameters
    ----------
    edges : ndarray, shape (..., n + 1)
        Panel edges along the last axis, not decreasing; a panel of width 0 adds nothing.
    nodes : int
        Nodes per panel.

    Returns
    -------
    x, w : ndarray, shape (..., n * nodes)
        So that the integral is ``(w * f(x)).sum(-1)``.
    """
    unit, weight = legendre_rule(nodes)
    half = 0.5 * np.diff(edges, axis=-1)[..., None]
    middle = 0.5 * (edges[..., 1:] + edges[..., :-1])[..., None]
    shape = (*edges.shape[:-1], -1)
    return (middle + half * unit).reshape(shape), (half * weight).reshape(shape)


def geometric_edges(top: npt.ArrayLike, count: int, ratio: float = 4.0) -> FloatArray:
    """Return the edges 0, top/ratio^count, ..., top/ratio, top along a new last axis.

    With ratio 4 and 16 nodes the panels resolve a branch point at +-i m for every m between
    top/ratio^count and infinity (a Bernstein ellipse of 3.4 or more).
    """
    steps = np.concatenate([[0.0], ratio ** np.arange(-count, 1.0)])
    return np.asarray(top, dtype=np.float64)[..., None] * steps


def uniform_edges(low: npt.ArrayLike, high: npt.ArrayLike, count: int) -> FloatArray:
    """Return count + 1 equally spaced edges from low to high along a new last axis."""
    start = np.asarray(low, dtype=np.float64)[..., None]
    stop = np.asarray(high, dtype=np.float64)[..., None]
    return start + (stop - start) * np.linspace(0.0, 1.0, count + 1)

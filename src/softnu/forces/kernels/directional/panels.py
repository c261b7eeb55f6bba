"""Panels in energy for a spectrum: fine enough for its flux, with halves ready to be taken."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.errors import ConvergenceError
from softnu.forces.kernels.directional.quadrature import Grid, Rule
from softnu.numerics.panels import NODES, legendre_rule, panel_rule

#: A table with very many rows needs few nodes between two of them.
_NARROW_NODES, _MANY_PANELS = 6, 50
#: What the last two Legendre coefficients of the flux in a panel may be, of the whole flux.
_FLUX_TOLERANCE = 1e-11
#: A square root at an end needs some fifteen halvings.
_MOST_HALVINGS = 40
#: Nodes in all levels together; 16 MB for energies and weights.
_MOST_NODES = 1_000_000

Flux = Callable[[FloatArray], FloatArray]


def quadrature_rule(nodes: int = NODES) -> Rule:
    """Return the Gauss-Legendre nodes and weights, and (2l + 1) P_l at the nodes."""
    unit, weight = legendre_rule(nodes)
    vandermonde = np.polynomial.legendre.legvander(unit, nodes - 1)
    polynomials: FloatArray = np.asarray(
        vandermonde * (2 * np.arange(nodes) + 1), dtype=np.float64
    )
    return unit, weight, polynomials


def nodes_between(flux: Flux, edges: FloatArray) -> int:
    """Return how many nodes a panel needs: few if there are many panels, all smooth."""
    if edges.size < _MANY_PANELS or np.any(_rough(flux, edges, _NARROW_NODES)):
        return NODES
    return _NARROW_NODES


def smooth_edges(flux: Flux, edges: FloatArray) -> FloatArray:
    """Halve panels until the flux is interpolated to rounding in each.

    Parameters
    ----------
    flux : callable
        Flux per energy.
    edges : ndarray (n + 1,)
        Energies between which it is smooth.

    Returns
    -------
    ndarray (m + 1,)
        Edges, those given among them.

    Raises
    ------
    ConvergenceError
        If the flux is not integrable.
    """
    for _ in range(_MOST_HALVINGS):
        rough = _rough(flux, edges, NODES)
        if not np.any(rough):
            return edges
        middles = 0.5 * (edges[1:] + edges[:-1])[rough]
        edges = np.sort(np.concatenate([edges, middles]))
    raise ConvergenceError(
        f"the flux cannot be integrated near {float(middles[0]):.3g} eV: it is not smooth there"
    )


def _rough(flux: Flux, edges: FloatArray, nodes: int) -> npt.NDArray[np.bool_]:
    """Tell the panels in which so many nodes do not interpolate the flux to rounding."""
    _, weight, polynomials = quadrature_rule(nodes)
    E, weights = (values.reshape(-1, nodes) for values in panel_rule(edges, nodes))
    values = np.asarray(flux(E.reshape(-1))).reshape(E.shape)
    half = 0.5 * np.diff(edges)
    tail = np.abs((weight * values) @ polynomials[:, -2:]).sum(axis=-1) * half
    return np.asarray(tail > _FLUX_TOLERANCE * np.sum(weights * np.abs(values)))


def halving_grid(flux: Flux, edges: FloatArray, levels: int, nodes: int = NODES) -> Grid:
    """Return the nodes of the panels between the edges and of `levels` halvings of them.

    Parameters
    ----------
    flux : callable
        Flux per energy.
    edges : ndarray (n + 1,)
        Panel edges.
    levels : int
        Halvings, at most; fewer if there are very many panels.
    nodes : int
        Nodes of a panel.

    Returns
    -------
    Grid
        Energies, fluxes over energy, half widths, first panels of the levels.
    """
    energies, halves, first = [], [], [0]
    for level in range(levels + 1):
        count = (edges.size - 1) * 2**level
        if level > 0 and (first[-1] + count) * nodes > _MOST_NODES:
            break
        steps = np.arange(2**level) / 2**level
        fine = np.append(
            (edges[:-1, None] + np.diff(edges)[:, None] * steps).reshape(-1), edges[-1]
        )
        energies.append(panel_rule(fine, nodes)[0].reshape(-1, nodes))
        halves.append(0.5 * np.diff(fine))
        first.append(first[-1] + count)
    E = np.concatenate(energies)
    weights = np.asarray(flux(E.reshape(-1))).reshape(E.shape) / E
    return E, weights, np.concatenate(halves), np.array(first)

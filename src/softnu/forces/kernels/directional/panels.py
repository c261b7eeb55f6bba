"""Panels in energy for a spectrum: fine enough for its flux, with halves ready to be taken."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConvergenceError
from softnu.forces.kernels.directional.quadrature import Grid, Rule
from softnu.numerics.panels import NODES, legendre_rule, panel_rule

#: What the last two Legendre coefficients of the flux in a panel may be, of the whole flux.
_FLUX_TOLERANCE = 1e-11
#: A square root at an end needs some fifteen halvings.
_MOST_HALVINGS = 40
#: Nodes in all levels together; 16 MB for energies and weights.
_MOST_NODES = 1_000_000

Flux = Callable[[FloatArray], FloatArray]


def quadrature_rule() -> Rule:
    """Return the Gauss-Legendre nodes and weights, and (2l + 1) P_l at the nodes."""
    unit, weight = legendre_rule(NODES)
    vandermonde = np.polynomial.legendre.legvander(unit, NODES - 1)
    polynomials: FloatArray = np.asarray(
        vandermonde * (2 * np.arange(NODES) + 1), dtype=np.float64
    )
    return unit, weight, polynomials


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
    _, weight, polynomials = quadrature_rule()
    for _ in range(_MOST_HALVINGS):
        E, weights = panel_rule(edges)
        E, weights = E.reshape(-1, NODES), weights.reshape(-1, NODES)
        values = np.asarray(flux(E.reshape(-1))).reshape(E.shape)
        half = 0.5 * np.diff(edges)
        tail = np.abs((weight * values) @ polynomials[:, -2:]).sum(axis=-1) * half
        rough = tail > _FLUX_TOLERANCE * np.sum(weights * np.abs(values))
        if not np.any(rough):
            return edges
        middles = 0.5 * (edges[1:] + edges[:-1])[rough]
        edges = np.sort(np.concatenate([edges, middles]))
    raise ConvergenceError(
        f"the flux cannot be integrated near {float(middles[0]):.3g} eV: it is not smooth there"
    )


def halving_grid(flux: Flux, edges: FloatArray, levels: int) -> Grid:
    """Return the nodes of the panels between the edges and of `levels` halvings of them.

    Parameters
    ----------
    flux : callable
        Flux per energy.
    edges : ndarray (n + 1,)
        Panel edges.
    levels : int
        Halvings, at most; fewer if there are very many panels.

    Returns
    -------
    Grid
        Energies, fluxes over energy, half widths, first panels of the levels.
    """
    nodes, halves, first = [], [], [0]
    for level in range(levels + 1):
        count = (edges.size - 1) * 2**level
        if level > 0 and (first[-1] + count) * NODES > _MOST_NODES:
            break
        steps = np.arange(2**level) / 2**level
        fine = np.append(
            (edges[:-1, None] + np.diff(edges)[:, None] * steps).reshape(-1), edges[-1]
        )
        nodes.append(panel_rule(fine)[0].reshape(-1, NODES))
        halves.append(0.5 * np.diff(fine))
        first.append(first[-1] + count)
    E = np.concatenate(nodes)
    weights = np.asarray(flux(E.reshape(-1))).reshape(E.shape) / E
    return E, weights, np.concatenate(halves), np.array(first)

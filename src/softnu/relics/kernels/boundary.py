r"""Density near a closed body of triangles, first Born approximation, as a surface integral.

.. math::
    \frac{\delta n(x)}{n_0} = \delta\Big\{[x\ \text{inside}]
    - \frac1{4\pi}\oint d\Omega\,\cos 2k\rho\Big\},\qquad
    d\Omega = \frac{\hat n\cdot(x'-x)}{\rho^3}\,dS,

for an isotropic flux of momentum k, by Green's theorem from the volume integral of
:math:`2k\sin(2k\rho)/(4\pi\rho^2)` (derived). The Fermi-Dirac average over momenta puts
:math:`C(2\rho T)` for the cosine and ln 2 for 1. Bodies add up at this order.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.polynomial import chebyshev

from softnu.backgrounds.kernels import relic_momentum_moment
from softnu.checks import FloatArray
from softnu.numerics.compiled import compile_loops
from softnu.numerics.panels import legendre_rule
from softnu.numerics.piecewise import tabulate
from softnu.relics.kernels import boundary_loops as loops
from softnu.relics.kernels.flat import flat_profile
from softnu.relics.kernels.thermal import thermal_kernel, thermal_profile

#: From this many pairs of points and triangles on it pays to load the compiler; edges count
#: once more for each ten of their length.
MANY: Final = 2000
#: Triangles within so many of their radii are integrated along their edges.
_NEAR: Final = 6.0
#: Triangles with a larger radius are integrated along their edges from everywhere.
_LARGE: Final = 4.0
#: Largest radius of a part with seven nodes.
_PART: Final = 0.6
#: Nodes of an edge, in a panel.
_EDGE_NODES: Final = 10
#: How near a body's solid angle must come to a multiple of 4 pi to be taken for it.
_WHOLE: Final = 1e-4
#: Range of the tables of Q.
_TOP: Final = 64.0
#: Degree of the series of C; one less than a multiple of 4. Error 1e-8 of C.
_DEGREE: Final = 23
#: Points that are worked on together: their arrays stay in the fast memory.
_BLOCK: Final = 512

_A, _B = (6.0 - math.sqrt(15.0)) / 21.0, (6.0 + math.sqrt(15.0)) / 21.0
_W_A, _W_B = (155.0 - math.sqrt(15.0)) / 1200.0, (155.0 + math.sqrt(15.0)) / 1200.0
#: Barycentric coordinates and weights of seven nodes, exact for polynomials of degree 5
#: (J. Radon, Monatsh. Math. Phys. 52 (1948) 286).
_RULE: Final = np.array(
    [
        (1 / 3, 1 / 3, 1 / 3, 0.225),
        *((1 - 2 * a, a, a, w) for a, w in ((_A, _W_A), (_B, _W_B))),
        *((a, 1 - 2 * a, a, w) for a, w in ((_A, _W_A), (_B, _W_B))),
        *((a, a, 1 - 2 * a, w) for a, w in ((_A, _W_A), (_B, _W_B))),
    ]
)


class Law(NamedTuple):
    """The function g of the distance, and Q of the edges, in the forms that loops need.

    Attributes
    ----------
    at_zero : float
        g(0).
    oscillates : bool
        Whether g is the cosine; else :attr:`series` is used.
    series : ndarray (terms,)
        Of g in powers of u.
    table : ndarray (cells, terms)
        Of Q, to :data:`_TOP`.
    tail : ndarray (2, terms)
        Beyond it, series in 1/y^2.
    """

    at_zero: float
    oscillates: bool
    series: FloatArray
    table: FloatArray
    tail: FloatArray


class _Surface(NamedTuple):
    """Triangles (t, 3, 3) with what the loops need to know of them, and all their nodes."""

    triangles: FloatArray
    centres: FloatArray
    reach: FloatArray
    normals: FloatArray
    nodes: FloatArray
    weights: FloatArray
    first: npt.NDArray[np.int64]


def density(points: FloatArray, triangles: FloatArray, law: Law) -> FloatArray:
    r"""Return :math:`g(0)\,[x\ \text{inside}] - \frac1{4\pi}\oint d\Omega\,g(\rho)`.

    Parameters
    ----------
    points : ndarray (n, 3)
        Where, in the unit of length of the law.
    triangles : ndarray (t, 3, 3)
        Corners of a closed surface, counterclockwise seen from outside.
    law : Law
        One momentum (:func:`one_momentum`) or their Fermi-Dirac average (:func:`thermal`).

    Returns
    -------
    ndarray (n,)
        1e-7 g(0) or better; on the surface the mean of both sides.

    Notes
    -----
    Triangles that are near or large are integrated along their edges, with the radial integral
    done by hand; others by nodes. How often the body surrounds a point follows from the sum of
    the solid angles, which is a multiple of 4 pi except on the surface.
    """
    surface = _prepare(triangles, law.oscillates)
    pairs = len(points) * (len(triangles) + np.ptp(triangles, axis=1).sum() / 10.0)
    work = _compiled() if pairs >= MANY else _plain()
    x, w = legendre_rule(_EDGE_NODES)
    rule = np.array([0.5 * (x + 1.0), 0.5 * w])
    result = np.empty(len(points))
    for start in range(0, len(points), _BLOCK):
        block = np.ascontiguousarray(points[start : start + _BLOCK])
        solid, waves = np.zeros((2, len(block)))
        by_nodes = surface.nodes, surface.weights, surface.first, law.oscillates, law.series
        work["add_far"](*block.T.copy(), *surface[1:4], *by_nodes, solid, waves)
        by_edges = law.oscillates, law.table, len(law.table) / _TOP, law.tail, rule
        work["add_near"](block, *surface[:4], *by_edges, solid, waves)
        times = solid / (4.0 * math.pi)
        whole = np.round(times)
        times = np.where(np.abs(times - whole) < _WHOLE, whole, times)
        result[start : start + _BLOCK] = law.at_zero * times - waves / (4.0 * math.pi)
    return result


def _prepare(triangles: FloatArray, oscillates: bool) -> _Surface:
    centres = triangles.mean(axis=1)
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    twice = np.linalg.norm(across, axis=1)
    kept = twice > 0.0
    triangles, centres, across, twice = (v[kept] for v in (triangles, centres, across, twice))
    size = np.linalg.norm(triangles - centres[:, np.newaxis], axis=2).max(axis=1)
    # Without waves only the distance counts, which sets the scale of 1/rho^3 and of g.
    large = (size > _LARGE) & oscillates
    phase = np.where(large, 0.0, size) if oscillates else np.full(size.shape, _PART)
    parts = np.ceil(phase / _PART).astype(np.int64)
    first = np.concatenate(([0], np.cumsum(len(_RULE) * parts**2)))
    nodes, weights = np.empty((first[-1], 3)), np.empty(first[-1])
    for count in np.unique(parts[~large]):
        rows = np.flatnonzero(parts == count)
        rule = _subdivided(int(count))
        at = first[rows][:, np.newaxis] + np.arange(len(rule))
        nodes[at] = np.einsum("qc,tcx->tqx", rule[:, :3], triangles[rows])
        weights[at] = 0.5 * twice[rows][:, np.newaxis] * rule[:, 3]
    reach = np.where(large, np.inf, _NEAR * size)
    return _Surface(
        np.ascontiguousarray(triangles),
        centres,
        reach,
        across / twice[:, np.newaxis],
        nodes,
        weights,
        first,
    )


@cache
def _subdivided(parts: int) -> FloatArray:
    """Return the rule (nodes, 4) on each of parts^2 equal parts of a triangle."""
    upright = [[(i, j), (i + 1, j), (i, j + 1)] for i in range(parts) for j in range(parts - i)]
    turned = [
        [(i + 1, j + 1), (i, j + 1), (i + 1, j)]
        for i in range(parts - 1)
        for j in range(parts - 1 - i)
    ]
    two = np.concatenate([_RULE[:, :3] @ np.array(part) for part in upright + turned]) / parts
    weights = np.tile(_RULE[:, 3] / parts**2, parts**2)
    return np.column_stack([two, 1.0 - two.sum(axis=1), weights])


def density_of_momentum(
    points: FloatArray, triangles: FloatArray, delta: FloatArray, k: FloatArray
) -> FloatArray:
    """Return the relative overdensity of an isotropic flux of one momentum.

    Parameters
    ----------
    points : ndarray (n, 3)
        Where, 1/eV.
    triangles : ndarray (t, 3, 3)
        Corners of the closed surface, 1/eV.
    delta : ndarray ()
        (k'^2/k^2 - 1)/2 in the body.
    k : ndarray ()
        Momentum, eV.

    Returns
    -------
    ndarray (n,)
        delta n/n_0, first order in delta; 1e-7 of delta or better.
    """
    return delta * density(points * (2.0 * k), triangles * (2.0 * k), one_momentum())


def density_of_spectrum(
    points: FloatArray, triangles: FloatArray, m_nu: FloatArray, U: FloatArray, T: FloatArray
) -> FloatArray:
    r"""Return the relative overdensity, averaged over a Fermi-Dirac spectrum of momenta.

    :math:`-mU\langle p^{-2}\rangle\{[x\ \text{inside}]
    - \oint d\Omega\,C(2\rho T)/(4\pi\ln2)\}`.

    Parameters
    ----------
    points, triangles : ndarray
        As for :func:`density_of_momentum`.
    m_nu : ndarray ()
        Mass of the neutrino, eV; well above T.
    U : ndarray ()
        Potential in the body, eV.
    T : ndarray ()
        Temperature, eV.

    Returns
    -------
    ndarray (n,)
        delta n/n_0, first order in U, non-relativistic; 1e-7 of <delta> or better.
    """
    mean = -m_nu * U * relic_momentum_moment(np.asarray(-2.0)) / T**2
    return mean / math.log(2.0) * density(points * (2.0 * T), triangles * (2.0 * T), thermal())


@cache
def one_momentum() -> Law:
    """Return cos as a law, with F for the edges; lengths in 1/(2k)."""
    # Asymptotic series of the auxiliary functions: beyond _TOP eight terms are exact in floats.
    terms = range(8)
    amplitudes = [[(-1.0) ** n * math.factorial(2 * n + i) for n in terms] for i in (2, 1)]
    table = tabulate(flat_profile, _TOP, 128)
    return Law(1.0, True, np.zeros(0), table, np.array(amplitudes))


@cache
def thermal() -> Law:
    """Return C as a law, with P_FD for the edges; lengths in 1/(2T)."""
    u, t = (np.cos(np.pi * (np.arange(n) + 0.5) / n) for n in (200, 4))
    # C falls as 1/rho^2, as the factor (1 + u)/2 = 4/(4 + rho^2).
    ratio = thermal_kernel(2.0 * np.sqrt((1.0 - u) / (1.0 + u))) * 2.0 / (1.0 + u)
    series = np.asarray(chebyshev.cheb2poly(chebyshev.chebfit(u, ratio, _DEGREE)), np.float64)
    table = tabulate(thermal_profile, _TOP, 512)
    t = 0.5 * (1.0 + t) / _TOP**2
    decay = np.linalg.solve(np.vander(t, increasing=True), thermal_profile(t**-0.5) / t)
    tail = np.array([decay, np.zeros_like(decay)])
    return Law(math.log(2.0), False, series, table, tail)


_NAMES = (
    "look_up",
    "cosine",
    "tabulated",
    "half_edge",
    "height_above",
    "seen",
    "solid_angle",
    "add_far",
    "add_near",
)


@cache
def _compiled() -> dict[str, Callable[..., None]]:
    """Compile the loops."""
    return compile_loops((loops,), _NAMES)


def _plain() -> dict[str, Callable[..., None]]:
    return vars(loops)

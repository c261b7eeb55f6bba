r"""Kernels of a directional background: integrals over energies and sums over lobes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.backgrounds.flux import FluxSpectrum
from softnu.checks import FloatArray
from softnu.errors import ConvergenceError
from softnu.forces.kernels.directional import lobe, moments, quadrature
from softnu.forces.kernels.directional.compiled import loop
from softnu.forces.kernels.directional.panels import (
    halving_grid,
    nodes_between,
    quadrature_rule,
    smooth_edges,
)
from softnu.forces.kernels.directional.quadrature import Grid
from softnu.forces.kernels.directional.waves import WAVES
from softnu.forces.kernels.isotropic_tensor import Tensors
from softnu.forces.kernels.mode import FAST, HELICITIES
from softnu.numerics.filon import ComplexArray
from softnu.numerics.panels import NODES

#: Error that is tolerated, of the integral of the moduli of the waves.
TOLERANCE = 1e-9
#: Halvings of a panel: most separations need few.
_LEVELS = (5, 10)
#: Energies times separations from which on it pays to compile the loops.
_MANY = 20_000


class Lobes(NamedTuple):
    """A sky of lobes: axes (n, 3), concentrations (n,) and shares of the flux (n,)."""

    axis: FloatArray
    kappa_f: FloatArray
    weight: FloatArray


def directional_tensors(
    r: FloatArray,
    spectrum: FluxSpectrum,
    lobes: Lobes,
    exchange: lobe.Exchange,
    population: str,
    fast: str = "auto",
    *,
    gradient: bool = False,
) -> Tensors:
    r"""Integrate the kernel tensors over the energies and the sky of a background.

    Parameters
    ----------
    r : ndarray (..., 3)
        Separation r_1 - r_2, 1/eV, not 0.
    spectrum : FluxSpectrum
        Flux per energy and lines, of neutrinos and antineutrinos.
    lobes : Lobes
        Where they go; weights of 1 in all leave the flux as it is.
    exchange : Exchange
        One mass m_i of the background and one m_j between the particles, with factors.
    population, fast
        As for :func:`softnu.forces.kernels.directional.lobe.lobe_kernel`.
    gradient : bool
        Whether gradients with respect to r are wanted.

    Returns
    -------
    Tensors
        :math:`\int dE\,\frac1E\big(\frac{d\Phi_\nu}{dE} \pm \frac{d\Phi_{\bar\nu}}{dE}\big)`
        of the kernels, plus for S and minus for A: S, A (..., 4, 4) in eV^5, dS, dA
        (..., 3, 4, 4) in eV^6, or empty. The potential has the factor :math:`-4G_F^2`.

    Raises
    ------
    ConvergenceError
        If the spectrum is not smooth between its edges, or the kernel oscillates so fast and
        irregularly that 1e-9 of the integral of the moduli of the waves is not reached.

    Notes
    -----
    Integral of Eq. (2.25) of arXiv:2405.16801 for a flux (equal to the density, c = 1). Filon's
    rule with linearised phases takes any distance; the error is below 1e-9, usually 1e-11, of
    the integral of the moduli of the waves, besides 1e-15 times their phases. Neutrinos with
    energies below m_i do not exist and are left out.
    """
    size = moments.GRADIENT if gradient else moments.TENSOR
    total = _sum_over_sky(r, spectrum, lobes, exchange, population, fast, size)
    return Tensors(*total) if gradient else Tensors(*total[:2], *np.empty((2, 0, 3, 4, 4)))


def directional_S00(
    r: FloatArray,
    spectrum: FluxSpectrum,
    lobes: Lobes,
    exchange: lobe.Exchange,
    population: str,
    fast: str = "auto",
) -> FloatArray:
    """Integrate S^00 alone, for potentials of particles at rest without spin.

    Parameters
    ----------
    r, spectrum, lobes, exchange, population, fast
        As for :func:`directional_tensors`.

    Returns
    -------
    ndarray (...)
        In eV^5.
    """
    S, *_ = _sum_over_sky(r, spectrum, lobes, exchange, population, fast, moments.SCALAR)
    return S[..., 0, 0]


def _sum_over_sky(
    r: FloatArray,
    spectrum: FluxSpectrum,
    lobes: Lobes,
    exchange: lobe.Exchange,
    population: str,
    fast: str,
    size: int,
) -> tuple[FloatArray, ...]:
    """S, A, dS, dA (..., ) of all lobes, energies and particles."""
    flat = np.ascontiguousarray(r, dtype=np.float64).reshape(-1, 3)
    room = flat.shape[0] if size == moments.GRADIENT else 0
    shapes = ((flat.shape[0], 4, 4), (room, 3, 4, 4))
    S, A, dS, dA = (np.zeros(shapes[n]) for n in (0, 0, 1, 1))
    for sign, particle in ((1.0, "nu"), (-1.0, "nubar")):
        of_particle = exchange if sign > 0.0 else conjugate(exchange)
        for axis, kappa_f, weight in zip(*lobes, strict=True):
            where = flat, axis, float(kappa_f), of_particle
            for part in _of_particle(spectrum, particle, where, population, fast, size):
                S += weight * part.S
                A += sign * weight * part.A
                dS += weight * part.dS
                dA += sign * weight * part.dA
    shape = np.shape(r)[:-1]
    return (
        S.reshape((*shape, 4, 4)),
        A.reshape((*shape, 4, 4)),
        dS.reshape((*(shape if room else (0,)), 3, 4, 4)),
        dA.reshape((*(shape if room else (0,)), 3, 4, 4)),
    )


def conjugate(exchange: lobe.Exchange) -> lobe.Exchange:
    """Return what antineutrinos exchange: the conjugate product of couplings."""
    return exchange._replace(dirac=np.conj(exchange.dirac))


Place = tuple[FloatArray, FloatArray, float, lobe.Exchange]


def _of_particle(
    spectrum: FluxSpectrum, particle: str, where: Place, population: str, fast: str, size: int
) -> Iterator[Tensors]:
    """Lines and continuum of neutrinos or antineutrinos in one lobe."""
    r, axis, kappa_f, exchange = where
    m_i = float(exchange.m_i)
    for line in spectrum.lines:
        if line.particle == particle and m_i < line.E:
            k = np.asarray(np.sqrt((line.E - m_i) * (line.E + m_i)))
            concentration = np.asarray(kappa_f)
            tensors = lobe.run(r, k, axis, concentration, exchange, population, fast, size)
            yield Tensors(*(line.flux / line.E * tensor for tensor in tensors))
    flux = spectrum.nu if particle == "nu" else spectrum.nubar
    if len(spectrum.edges) > 1:
        edges = np.array(spectrum.edges)
        if np.any(flux(0.5 * (edges[1:] + edges[:-1])) != 0.0):
            yield _continuum(flux, edges, where, population, fast, size)


def _continuum(
    flux: Callable[[FloatArray], FloatArray],
    edges: FloatArray,
    where: Place,
    population: str,
    fast: str,
    size: int,
) -> Tensors:
    """Integrate over a continuous spectrum; halve more often where that is needed."""
    r, axis, kappa_f, exchange = where
    masses = float(exchange.m_i), float(exchange.m_j)
    thresholds = np.array([m for m in set(masses) if edges[0] <= m < edges[-1]])

    def watched(E: FloatArray) -> FloatArray:
        # The wave numbers have square roots at the thresholds.
        roots = np.sqrt(np.abs(E[:, np.newaxis] ** 2 - thresholds**2)) / E[:, np.newaxis]
        return np.asarray(flux(E) * (1.0 + roots.sum(axis=-1)))

    fine = smooth_edges(watched, np.unique(np.concatenate([edges, thresholds])))
    moments_of = np.empty((r.shape[0], size), dtype=np.complex128)
    left = np.arange(r.shape[0])
    for levels, nodes in zip(_LEVELS, (nodes_between(watched, fine), NODES), strict=False):
        grid = halving_grid(flux, fine, levels, nodes)
        values, reached = _integrate(
            r[left], axis, kappa_f, exchange, population, fast, grid, size
        )
        moments_of[left] = values
        left = left[~reached]
        if left.size == 0:
            return _assemble(r, axis, moments_of)
    distance = float(np.linalg.norm(r[left[0]]))
    raise ConvergenceError(
        f"the integral over energies does not converge at r = {distance:.6g} 1/eV: the waves of "
        "different masses, or of the flux, change too fast with energy"
    )


def _integrate(
    r: FloatArray,
    axis: FloatArray,
    kappa_f: float,
    exchange: lobe.Exchange,
    population: str,
    fast: str,
    grid: Grid,
    size: int,
) -> tuple[ComplexArray, npt.NDArray[np.bool_]]:
    """Return the moments (n, size) and whether they are as accurate as promised (n,)."""
    points, base, nodes = r.shape[0], grid[3][1], grid[0].shape[1]
    out = np.empty((points, size), dtype=np.complex128)
    modulus, error = np.empty(points), np.empty(points)
    # What one level of halvings cannot resolve needs many more.
    halvings = 1 if grid[3].size <= _LEVELS[0] + 2 else 2 ** _LEVELS[0]
    loop(quadrature.fill_spectrum, points * int(base) * nodes * halvings, _MANY)(
        r,
        np.ascontiguousarray(axis, dtype=np.float64),
        kappa_f,
        (float(exchange.m_i), float(exchange.m_j)),
        (complex(exchange.dirac), float(exchange.mass_term)),
        HELICITIES[population],
        FAST[fast],
        grid,
        quadrature_rule(nodes),
        lobe.work_room(size),
        _node_room(nodes, lobe.factors(size)),
        np.empty((base, size), dtype=np.complex128),
        out,
        modulus,
        error,
    )
    return out, error <= TOLERANCE * modulus


def _node_room(nodes: int, factors: int) -> quadrature.Nodes:
    """Return the arrays that hold the waves of the nodes of one panel."""
    return (
        np.empty((nodes, WAVES), dtype=np.complex128),
        np.empty((nodes, WAVES), dtype=np.complex128),
        np.empty((nodes, WAVES, factors), dtype=np.complex128),
        np.ones(nodes),
        np.ones(nodes, dtype=np.complex128),
        np.ones((nodes, 2)),
        np.empty(nodes, dtype=np.complex128),
        np.empty(nodes),
        np.empty(nodes, dtype=np.complex128),
        np.empty(nodes, dtype=np.complex128),
    )


def _assemble(r: FloatArray, axis: FloatArray, X: ComplexArray) -> Tensors:
    points, size = X.shape
    room = points if size == moments.GRADIENT else 0
    S, A = np.zeros((2, points, 4, 4))
    dS, dA = np.zeros((2, room, 3, 4, 4))
    loop(moments.assemble_points, points, lobe.MANY)(
        r, np.ascontiguousarray(axis, dtype=np.float64), X, S, A, dS, dA
    )
    return Tensors(S, A, dS, dA)

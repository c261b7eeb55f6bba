r"""The kernel of one momentum averaged over a lobe of directions, in closed form."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.forces.kernels.directional import moments, waves
from softnu.forces.kernels.directional.compiled import loop
from softnu.forces.kernels.isotropic_tensor import Tensors
from softnu.forces.kernels.mode import FAST, HELICITIES

#: From this many points on it pays to compile the loops (several seconds per process).
MANY = 5000


class Exchange(NamedTuple):
    r"""Which neutrinos are exchanged, and with what factor.

    Attributes
    ----------
    m_i, m_j : ndarray (...)
        Mass of the background neutrino and of the one between the two particles, eV.
    dirac : complex
        Factor c on the kernel inside its real part, :math:`T = \mathrm{Re}(c\,\ldots)`:
        a product of couplings :math:`g_{ij}g'_{ji}`, its conjugate for antineutrinos, or 1.
    mass_term : float
        Factor on the Majorana term :math:`-g^{\mu\nu}m_im_j\,\mathrm{Re}F\,w`.
    """

    m_i: FloatArray
    m_j: FloatArray
    dirac: complex = 1.0
    mass_term: float = 0.0


def one_mass(m_nu: npt.ArrayLike, majorana: bool) -> Exchange:
    """Return the exchange of neutrinos of one mass (eV) with couplings 1."""
    m = np.asarray(m_nu, dtype=np.float64)
    return Exchange(m, m, 1.0, 1.0 if majorana else 0.0)


def lobe_kernel(
    r: FloatArray,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    exchange: Exchange,
    population: str,
    fast: str = "auto",
) -> tuple[FloatArray, FloatArray]:
    r"""Return the kernel tensors of a lobe of neutrinos of one momentum.

    Parameters
    ----------
    r : ndarray (..., 3)
        Separation r_1 - r_2, 1/eV, not 0.
    k : ndarray (...)
        Size of the physical momentum, of neutrinos and of antineutrinos, eV, > 0.
    axis : ndarray (..., 3)
        Mean direction in which the neutrinos move; its length is ignored.
    kappa_f : ndarray (...)
        Concentration of the von Mises-Fisher distribution about the axis, >= 0: 0 is
        isotropic, 1/sigma^2 a small spread of sigma radians per component, infinity a beam.
    exchange : Exchange
        Masses and factors; :func:`one_mass` for neutrinos of one mass.
    population : {"sum", "produced", "opposite"}
        Which helicities are filled; Majorana neutrinos need "sum".
    fast : {"auto", "keep", "drop"}
        Waves that are replaced by their average, 0: those with a phase above 1e12, none, or
        also the fast ones, whatever their phase. Below \|Z\| = 2 no wave is fast.

    Returns
    -------
    S, A : ndarray (..., 4, 4)
        Contravariant components in the order 0, x, y, z; eV^3. The first index belongs to
        body 1. Neutrinos see S + A, antineutrinos S - A.

    Notes
    -----
    Average of Eqs. (2.30)-(2.33) of arXiv:2405.16801 over directions, exact at any distance,
    width and mass (formulas in :mod:`softnu.forces.kernels.directional.moments`). The error is
    1e-14 of the largest component, plus 1e-15 times the phase kr of the waves.

    Examples
    --------
    >>> S, A = lobe_kernel(
    ...     np.array([0.6, -0.3, 1.1]),
    ...     np.array(1.3),
    ...     np.array([0.0, 0.0, 1.0]),
    ...     np.array(5.0),
    ...     one_mass(0.0, majorana=False),
    ...     "sum",
    ... )
    >>> float(S[0, 0])
    0.05829591
    """
    S, A, _, _ = run(r, k, axis, kappa_f, exchange, population, fast, moments.TENSOR)
    return S, A


def lobe_kernel_gradient(
    r: FloatArray,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    exchange: Exchange,
    population: str,
    fast: str = "auto",
) -> Tensors:
    """Return the kernel tensors of a lobe and their gradients with respect to r.

    Parameters
    ----------
    r, k, axis, kappa_f, exchange, population, fast
        As for :func:`lobe_kernel`.

    Returns
    -------
    Tensors
        S, A (..., 4, 4) in eV^3 and dS, dA (..., 3, 4, 4) in eV^4.
    """
    return run(r, k, axis, kappa_f, exchange, population, fast, moments.GRADIENT)


def work_room(size: int) -> moments.Room:
    """Return the arrays that the loops work in, with room for `size` moments."""
    return (
        np.empty(waves.WAVES, dtype=np.complex128),
        np.empty(waves.WAVES, dtype=np.complex128),
        np.empty(waves.WAVES, dtype=np.complex128),
        np.empty((waves.WAVES, factors(size)), dtype=np.complex128),
        np.empty(size, dtype=np.complex128),
        np.empty(3),
        np.empty(3),
    )


def factors(size: int) -> int:
    """Return how many factors of each wave `size` moments need: second ones for gradients."""
    return waves.FACTORS if size == moments.GRADIENT else waves.FIRST


def run(
    r: FloatArray,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    exchange: Exchange,
    population: str,
    fast: str,
    size: int,
) -> Tensors:
    """Return the tensors of as many moments as `size` says; S^00 alone for the fewest."""
    scalars = (k, kappa_f, exchange.m_i, exchange.m_j)
    shape = np.broadcast_shapes(
        np.shape(r)[:-1], np.shape(axis)[:-1], *(np.shape(scalar) for scalar in scalars)
    )
    flat_r, flat_axis = (
        np.ascontiguousarray(np.broadcast_to(v, (*shape, 3)), dtype=np.float64).reshape(-1, 3)
        for v in (r, axis)
    )
    flat_k, flat_kappa, flat_i, flat_j = (
        np.ascontiguousarray(np.broadcast_to(v, shape), dtype=np.float64).reshape(-1)
        for v in scalars
    )
    points = flat_k.size
    room = points if size == moments.GRADIENT else 0
    S, A = np.zeros((points, 4, 4)), np.zeros((points, 4, 4))
    dS, dA = np.zeros((room, 3, 4, 4)), np.zeros((room, 3, 4, 4))
    loop(moments.fill, points, MANY)(
        flat_r,
        flat_k,
        flat_axis,
        flat_kappa,
        flat_i,
        flat_j,
        complex(exchange.dirac),
        float(exchange.mass_term),
        HELICITIES[population],
        FAST[fast],
        work_room(size),
        S,
        A,
        dS,
        dA,
    )
    gradient = (*shape, 3, 4, 4) if room else (0, 3, 4, 4)
    return Tensors(
        S.reshape((*shape, 4, 4)),
        A.reshape((*shape, 4, 4)),
        dS.reshape(gradient),
        dA.reshape(gradient),
    )

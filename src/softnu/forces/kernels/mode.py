r"""The closed-form kernel of one background mode, for any momentum, mass and helicity.

The Born wave scattered from body 2 interferes with the incoming wave at body 1. With
:math:`w = \cos(\kappa r)/(4\pi r)`, an external vector :math:`(K_0, \mathbf K)` that says which
helicities are filled, :math:`C = \cos \mathbf k\cdot\mathbf r` and
:math:`S_n = \sin \mathbf k\cdot\mathbf r`:

.. math::
    S^{00} &= K_0 E\,C w - S_n \mathbf K\cdot\nabla w, \\
    S^{ij} &= \delta_{ij}(K_0 E\,C w + S_n\mathbf K\cdot\nabla w)
              - S_n(K_i\partial_j w + K_j\partial_i w), \\
    S^{0i} &= E K_i\,C w - K_0 S_n\,\partial_i w, \\
    A^{ij} &= \epsilon_{ijl}(K_0 C\,\partial_l w - E K_l\,S_n w), \\
    A^{0i} &= -C\,(\mathbf K\times\nabla w)_i,

the Fourier transforms of Eqs. (2.30)-(2.33) of arXiv:2405.16801. Majorana neutrinos add
:math:`-g^{\mu\nu} m^2\, C w`.

Everything is linear in the four products C w, S_n w, C grad w, S_n grad w, which are formed
from the phases :math:`\kappa r(1 \mp \cos\alpha)`, and these never from differences of cosines.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels import mode_loops
from softnu.forces.kernels.isotropic_tensor import Tensors
from softnu.numerics.compiled import compile_loops

#: Numbers by which the loops know the words.
HELICITIES: Final = {"sum": 0, "produced": 1, "opposite": -1}
FAST: Final = {"auto": mode_loops.AUTO, "keep": mode_loops.KEEP, "drop": mode_loops.DROP}
#: From this many modes on it pays to load the compiler (about a second per process).
MANY = 1000


def external_vector(
    k: FloatArray, m_nu: FloatArray, population: str
) -> tuple[FloatArray, FloatArray]:
    r"""Return :math:`(K_0, K)` of the filled helicities.

    Parameters
    ----------
    k : ndarray (...)
        Size of the momentum, eV, > 0.
    m_nu : ndarray (...)
        Mass, eV.
    population : {"sum", "produced", "opposite"}
        Both helicities: (E, k). The one that weak interactions produce:
        :math:`\lambda(1, 1)`, :math:`\lambda = (E+k)/2`. The other one:
        :math:`\epsilon(1, -1)`, :math:`\epsilon = m^2/(2(E+k))`.

    Returns
    -------
    K_0, K : ndarray (...)
        Time component, and the component along the momentum with its sign; eV.
    """
    return mode_loops.external(k, np.hypot(k, m_nu), m_nu, HELICITIES[population])


def slow_factor(kr: FloatArray, alpha: FloatArray) -> FloatArray:
    r"""Return :math:`\cos^2(\alpha/2)\cos(2kr\sin^2(\alpha/2))`.

    Slow term of Eq. (4.4) of arXiv:2405.16801 at long distance, in units of
    :math:`k^2/(4\pi r)`. The error is 1e-15 times the phase, up to kr = 1e20.

    Parameters
    ----------
    kr : ndarray (...)
        Momentum times distance.
    alpha : ndarray (...)
        Angle between the momentum and r, 0 to pi.

    Returns
    -------
    ndarray (...)
        Between -1 and 1.
    """
    return np.cos(0.5 * alpha) ** 2 * np.cos(2.0 * kr * np.sin(0.5 * alpha) ** 2)


def mode_kernel(
    r: FloatArray,
    k: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
    fast: str = "auto",
) -> tuple[FloatArray, FloatArray]:
    r"""Return the symmetric and antisymmetric kernel tensors of single modes.

    Parameters
    ----------
    r : ndarray (..., 3)
        Separation r_1 - r_2, 1/eV, not 0.
    k : ndarray (..., 3)
        Physical momentum, of neutrinos and of antineutrinos, eV, not 0.
    m_nu : ndarray (...)
        Neutrino mass, eV.
    population : {"sum", "produced", "opposite"}
        Which helicities are filled.
    majorana : bool
        Add the Majorana mass term; needs "sum".
    fast : {"auto", "keep", "drop"}
        Waves that are replaced by their average, 0: those with a phase above 1e12, none, or
        also the one of the two that oscillates faster, whatever its phase.

    Returns
    -------
    S, A : ndarray (..., 4, 4)
        Contravariant components in the order 0, x, y, z; eV^3. The first index belongs to
        body 1. Neutrinos see S + A, antineutrinos S - A.

    Notes
    -----
    Fourier transform of Eqs. (2.30)-(2.33) of arXiv:2405.16801, exact at any distance. The
    error of each component is below 2e-15 (1 + kr)(1 + 1/kr) of the amplitude E K_0/(4 pi r) of
    the waves: at kr << 1 the gradient is 1/(kr) times the wave. Components that are far smaller
    do not have it relative to themselves: A^{0i}, which vanishes with the angle between r and k,
    the S^{0i} and S^{ij} of small kr, and all of slow heavy neutrinos where cos(kr) = 0.
    """
    S, A, _, _ = _run(r, k, m_nu, population, majorana, fast, gradient=False)
    return S, A


def mode_kernel_gradient(
    r: FloatArray,
    k: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
    fast: str = "auto",
) -> Tensors:
    r"""Return the kernel tensors of single modes and their gradients with respect to r.

    Parameters
    ----------
    r, k, m_nu, population, majorana, fast
        As for :func:`mode_kernel`.

    Returns
    -------
    Tensors
        S, A (..., 4, 4) in eV^3 and dS, dA (..., 3, 4, 4) in eV^4.
    """
    return _run(r, k, m_nu, population, majorana, fast, gradient=True)


def _run(
    r: FloatArray,
    k: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
    fast: str,
    *,
    gradient: bool,
) -> Tensors:
    shape = np.broadcast_shapes(np.shape(r)[:-1], np.shape(k)[:-1], np.shape(m_nu))
    flat_r, flat_k = (
        np.ascontiguousarray(np.broadcast_to(v, (*shape, 3)), dtype=np.float64).reshape(-1, 3)
        for v in (r, k)
    )
    flat_m = np.ascontiguousarray(np.broadcast_to(m_nu, shape), dtype=np.float64).reshape(-1)
    points = flat_m.size
    room = points if gradient else 0
    S, A = np.empty((points, 4, 4)), np.empty((points, 4, 4))
    dS, dA = np.empty((room, 3, 4, 4)), np.empty((room, 3, 4, 4))
    fill = _compiled() if points >= MANY else mode_loops.fill
    words = HELICITIES[population], majorana, FAST[fast]
    fill(flat_r, flat_k, flat_m, *words, S, A, dS, dA)
    return Tensors(
        S.reshape((*shape, 4, 4)),
        A.reshape((*shape, 4, 4)),
        dS.reshape((*shape, 3, 4, 4)) if gradient else dS,
        dA.reshape((*shape, 3, 4, 4)) if gradient else dA,
    )


@cache
def _compiled() -> Callable[..., None]:
    """Compile the loops."""
    names = ("keeps", "waves", "assemble", "external", "fill")
    return compile_loops((mode_loops,), names)["fill"]

"""One coupling of a mediator at a time, as limits and information are about."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.neutrinos.parameters import NeutrinoArrays
from softnu.quantity import NONNEGATIVE, Parameter
from softnu.renp.kernels import couplings, mediators, widths
from softnu.renp.kernels.couplings import ComplexArray, Current
from softnu.renp.kernels.mediators import Strength

#: Couplings of neutrinos to a vector and to a scalar mediator.
COUPLINGS = ("g_L", "g_R", "y_S", "y_P")
M_MED = Parameter("m_med", "energy", "mass of the mediator", range=NONNEGATIVE)


def is_vector(coupling: str) -> bool:
    """Return whether the mediator of a coupling is a vector."""
    return coupling.startswith("g")


def _pair(coupling: str, matrix: ComplexArray) -> tuple[ComplexArray, ComplexArray]:
    """The matrix in the place of the coupling, 0 in that of the other one."""
    zero = np.zeros_like(matrix)
    return (matrix, zero) if coupling in ("g_L", "y_S") else (zero, matrix)


def current_of(coupling: str, matrix: ComplexArray, majorana: bool) -> Current:
    """Return the current of a mediator with one coupling.

    Parameters
    ----------
    coupling : str
        One of :data:`COUPLINGS`.
    matrix : ndarray (..., n, n) of complex
        Hermitian coupling to pairs of mass states.
    majorana : bool
        Whether neutrinos are Majorana particles.

    Returns
    -------
    Current
    """
    build = couplings.vector_current if is_vector(coupling) else couplings.scalar_current
    return build(*_pair(coupling, matrix), majorana)


def strength_of(coupling: str, s: FloatArray, mass: FloatArray, width: FloatArray) -> Strength:
    """Return the strength of a mediator for a product of couplings of 1.

    Parameters
    ----------
    coupling : str
        One of :data:`COUPLINGS`.
    s : ndarray (...)
        Invariant mass squared of the pair, eV^2.
    mass, width : ndarray (...)
        Of the mediator, eV.

    Returns
    -------
    ndarray (...)
        As :func:`softnu.renp.kernels.mediators.vector_strength` or ``scalar_strength``.
    """
    build = mediators.vector_strength if is_vector(coupling) else mediators.scalar_strength
    return build(s, mass, width)


def width_of(
    coupling: str,
    matrix: ComplexArray,
    mass: FloatArray,
    g_nu: FloatArray | None,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Return the width of a mediator by decays to neutrinos, eV.

    Parameters
    ----------
    coupling, matrix, mass
        As for :func:`current_of` and :func:`strength_of`.
    g_nu : ndarray (...) or None
        What multiplies the matrix in the decays; None leaves the mediator without width.
    neutrinos : NeutrinoArrays
        Into what it decays.

    Returns
    -------
    ndarray (...)
    """
    if g_nu is None:
        return np.zeros(())
    build = widths.vector_width if is_vector(coupling) else widths.scalar_width
    unit = build(mass, *_pair(coupling, matrix), neutrinos.masses, neutrinos.majorana)
    return g_nu**2 * unit


def poles(
    s: FloatArray, mass: FloatArray, width: FloatArray, contributes: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return where a pair of that mass makes a mediator without width infinitely strong."""
    return np.asarray(mediators.on_pole(s, mass, width) & contributes)

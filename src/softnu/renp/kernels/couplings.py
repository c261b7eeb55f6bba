r"""Couplings of neutrino pairs to the electron's spin, as matrices in the mass basis.

In the non-relativistic limit the weak interaction couples the spin of the electron to the current
of the pair with :math:`a_{ij} = U_{ei}^*U_{ej} - \delta_{ij}/2` (arXiv:2110.03510; the other
coupling, :math:`v_{ij}`, drives E1-type transitions). Mediators add to it: a :class:`Current` is
:math:`C_0 + \kappa\,C_1` with the constant matrices of both parts and one number
:math:`\kappa(s)`, the product of couplings times the propagator
(:mod:`softnu.renp.kernels.mediators`). For Majorana neutrinos both orderings of the pair add up,

.. math:: L = a + k(g_L - g_R^T), \qquad R = -a^T + k(g_R - g_L^T), \qquad
          X \text{ with } y \to y + y^T,

and the sum over ordered pairs gets the factor 1/2.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray

ComplexArray = npt.NDArray[np.complex128]


class Current(NamedTuple):
    """Matrices (..., n, n) of one current: L, R with gamma^k, X_L, X_R with q^k (1/eV)."""

    L: ComplexArray
    R: ComplexArray
    X_L: ComplexArray | None = None
    X_R: ComplexArray | None = None


def transposed(matrix: ComplexArray) -> ComplexArray:
    """Return the transposes of matrices (..., n, n)."""
    return np.swapaxes(matrix, -1, -2)


def axial_coupling(U_e: ComplexArray, active: ComplexArray | None = None) -> ComplexArray:
    r"""Return :math:`a_{ij} = U_{ei}^*U_{ej} - C_{ij}/2`.

    Parameters
    ----------
    U_e : ndarray (..., n) of complex
        Row of the electron in the mixing matrix.
    active : ndarray (..., n, n) of complex, optional
        :math:`C_{ij} = \sum_{\alpha=e,\mu,\tau}U_{\alpha i}^*U_{\alpha j}`, 1 without sterile
        neutrinos.

    Returns
    -------
    ndarray (..., n, n) of complex
        Hermitian. Derived for sterile neutrinos, else arXiv:2110.03510.

    Examples
    --------
    >>> axial_coupling(np.array([0.8 + 0j, 0.6j, 0.0])).real.diagonal().round(12)
    array([ 0.14, -0.14, -0.5 ])
    """
    C = np.eye(U_e.shape[-1]) if active is None else active
    return np.conj(U_e)[..., :, np.newaxis] * U_e[..., np.newaxis, :] - 0.5 * C


def with_sterile(U_e: ComplexArray, sin2_theta14: FloatArray) -> tuple[ComplexArray, ComplexArray]:
    r"""Return the electron's row and C for a sterile neutrino that mixes by theta_14.

    Parameters
    ----------
    U_e : ndarray (..., 3) of complex
        Row of the electron of three neutrinos.
    sin2_theta14 : ndarray (...)
        :math:`\sin^2\theta_{14}`.

    Returns
    -------
    U_e : ndarray (..., 4) of complex
        :math:`(c_{14}U_e, s_{14})`.
    C : ndarray (..., 4, 4) of complex
        :math:`1 - U_s^*U_s` with the sterile row :math:`(-s_{14}U_e, c_{14})`.

    Examples
    --------
    >>> row, _ = with_sterile(np.array([0.8, 0.6, 0.0], dtype=complex), np.float64(0.36))
    >>> row.real.round(12)
    array([0.64, 0.48, 0.  , 0.6 ])
    """
    sine, cosine = np.sqrt(sin2_theta14), np.sqrt(1.0 - np.asarray(sin2_theta14))
    shape = np.broadcast_shapes(U_e.shape[:-1], sine.shape)
    row, sterile = np.empty((2, *shape, 4), dtype=np.complex128)
    row[..., :3], row[..., 3] = cosine[..., np.newaxis] * U_e, sine
    sterile[..., :3], sterile[..., 3] = -sine[..., np.newaxis] * U_e, cosine
    return row, np.eye(4) - np.conj(sterile)[..., :, np.newaxis] * sterile[..., np.newaxis, :]


def majorana_factor(a: ComplexArray) -> FloatArray:
    r"""Return :math:`B^M = \mathrm{Re}(a^2)/|a|^2`, by which Majorana neutrinos differ.

    Parameters
    ----------
    a : ndarray (...) of complex
        Element :math:`a_{ij}`, not 0.

    Returns
    -------
    ndarray (...)
        1 on the diagonal, the cosine of twice the phase else. arXiv:2110.03510.

    Examples
    --------
    >>> float(majorana_factor(np.complex128(1 + 1j)))
    0.0
    """
    return np.real(a * a) / np.abs(a) ** 2


def weak_current(a: ComplexArray, majorana: bool) -> Current:
    """Return the current of the Standard Model.

    Parameters
    ----------
    a : ndarray (..., n, n) of complex
        :func:`axial_coupling`.
    majorana : bool
        Whether neutrinos are Majorana particles.

    Returns
    -------
    Current
    """
    return Current(a, -transposed(a) if majorana else np.zeros_like(a))


def vector_current(g_L: ComplexArray, g_R: ComplexArray, majorana: bool) -> Current:
    r"""Return the current of a vector mediator, without :math:`q^\mu q^\nu/m_V^2`.

    Parameters
    ----------
    g_L, g_R : ndarray (..., n, n) of complex
        Hermitian couplings to left- and right-handed neutrinos.
    majorana : bool
        Whether neutrinos are Majorana particles: then only :math:`g_L - g_R^T` matters.

    Returns
    -------
    Current
        Eq. (22) of arXiv:2110.03510.
    """
    if majorana:
        return Current(g_L - transposed(g_R), g_R - transposed(g_L))
    return Current(*np.broadcast_arrays(g_L, g_R))


def longitudinal_current(current: Current, masses: FloatArray, m_V: FloatArray) -> Current:
    r"""Add the part :math:`q^\mu q^\nu/m_V^2` of the propagator to a vector current.

    .. math::
        X_L = -(m_i L - m_j R)/m_V^2, \qquad X_R = -(m_i R - m_j L)/m_V^2 .

    Parameters
    ----------
    current : Current
        :func:`vector_current`.
    masses : ndarray (..., n)
        Neutrino masses, eV.
    m_V : ndarray (...)
        Mass of the mediator, eV, > 0.

    Returns
    -------
    Current
        Derived; arXiv:2110.03510 leaves it out. It is 0 if the neutrino current is conserved.
    """
    m_i, m_j = masses[..., :, np.newaxis], masses[..., np.newaxis, :]
    M_sq = np.square(np.asarray(m_V, dtype=np.float64))[..., np.newaxis, np.newaxis]
    L, R = current.L, current.R
    return current._replace(X_L=-(m_i * L - m_j * R) / M_sq, X_R=-(m_i * R - m_j * L) / M_sq)


def scalar_current(y_S: ComplexArray, y_P: ComplexArray, majorana: bool) -> Current:
    r"""Return the current of a scalar mediator.

    .. math:: X_L = i(y_S - iy_P), \qquad X_R = i(y_S + iy_P) .

    Parameters
    ----------
    y_S, y_P : ndarray (..., n, n) of complex
        Hermitian scalar and pseudoscalar couplings.
    majorana : bool
        Whether neutrinos are Majorana particles: then y + y^T takes the place of y.

    Returns
    -------
    Current
        Derived from the interaction of arXiv:2110.03510; L = R = 0.
    """
    y_S, y_P = np.broadcast_arrays(y_S, y_P)
    if majorana:
        y_S, y_P = y_S + transposed(y_S), y_P + transposed(y_P)
    zero = np.zeros_like(y_S)
    return Current(zero, zero, 1j * y_S + y_P, 1j * y_S - y_P)

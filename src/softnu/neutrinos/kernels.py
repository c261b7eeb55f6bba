r"""Masses and mixing of three neutrinos, as functions of float arrays in eV and radians."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray

ComplexArray = npt.NDArray[np.complex128]


def masses(
    m_lightest: FloatArray, ordering: str, dm21_sq: FloatArray, dm3l_sq: FloatArray
) -> FloatArray:
    r"""Return the three masses from the lightest one.

    Normal ordering: :math:`m_1 = m`, :math:`m_2^2 = m^2 + \Delta m^2_{21}`,
    :math:`m_3^2 = m^2 + \Delta m^2_{31}`. Inverted: :math:`m_3 = m`,
    :math:`m_2^2 = m^2 - \Delta m^2_{32}`, :math:`m_1^2 = m_2^2 - \Delta m^2_{21}`.

    Parameters
    ----------
    m_lightest : ndarray (...)
        Lightest mass, eV.
    ordering : {"normal", "inverted"}
        Whether state 1 or state 3 is the lightest.
    dm21_sq : ndarray (...)
        :math:`m_2^2 - m_1^2 > 0`, eV^2.
    dm3l_sq : ndarray (...)
        :math:`m_3^2 - m_1^2 > 0` for normal, :math:`m_3^2 - m_2^2 < 0` for inverted ordering
        (its size above `dm21_sq`), eV^2; all broadcast.

    Returns
    -------
    ndarray (..., 3)
        Masses of states 1, 2, 3, eV. Definitions of NuFIT, arXiv:2410.05380.

    Examples
    --------
    >>> masses(np.float64(0.0), "normal", np.float64(7.49e-5), np.float64(2.513e-3))
    array([0.        , 0.00865448, 0.05012983])
    """
    m, dm21_sq, dm3l_sq = np.broadcast_arrays(m_lightest, dm21_sq, dm3l_sq)
    m_sq = np.square(m)
    if ordering == "normal":
        states = (m, np.sqrt(m_sq + dm21_sq), np.sqrt(m_sq + dm3l_sq))
    else:
        states = (np.sqrt(m_sq - dm3l_sq - dm21_sq), np.sqrt(m_sq - dm3l_sq), m)
    return np.stack(states, axis=-1)


def dm3l_sq_from_dm31_sq(dm31_sq: FloatArray, dm21_sq: FloatArray, ordering: str) -> FloatArray:
    r"""Return the larger splitting as NuFIT has it from :math:`m_3^2 - m_1^2`.

    Parameters
    ----------
    dm31_sq : ndarray (...)
        :math:`m_3^2 - m_1^2`, eV^2; negative for inverted ordering.
    dm21_sq : ndarray (...)
        :math:`m_2^2 - m_1^2`, eV^2.
    ordering : {"normal", "inverted"}
        Mass ordering.

    Returns
    -------
    ndarray (...)
        :math:`\Delta m^2_{31}` (normal) or :math:`\Delta m^2_{32}` (inverted), eV^2.

    Examples
    --------
    >>> float(dm3l_sq_from_dm31_sq(np.float64(-2.45e-3), np.float64(7.5e-5), "inverted"))
    -0.002525
    """
    return dm31_sq if ordering == "normal" else dm31_sq - dm21_sq


def pmns(
    sin2_theta12: FloatArray,
    sin2_theta13: FloatArray,
    sin2_theta23: FloatArray,
    delta_cp: FloatArray,
    alpha21: FloatArray,
    alpha31: FloatArray,
) -> ComplexArray:
    r"""Return the mixing matrix :math:`U_{\alpha i}`.

    The parametrisation of the Particle Data Group,
    :math:`U = R_{23}\,U_{13}(\delta)\,R_{12}\,\mathrm{diag}(1, e^{i\alpha_{21}/2},
    e^{i\alpha_{31}/2})`.

    Parameters
    ----------
    sin2_theta12, sin2_theta13, sin2_theta23 : ndarray (...)
        Squared sines of the mixing angles, 0 to 1; the angles are in the first quadrant.
    delta_cp, alpha21, alpha31 : ndarray (...)
        Dirac phase and Majorana phases, rad; all broadcast.

    Returns
    -------
    ndarray (..., 3, 3) of complex
        Rows e, mu, tau, columns mass states 1, 2, 3.

    Examples
    --------
    >>> zero = np.float64(0.0)
    >>> U = pmns(np.float64(0.308), np.float64(0.02215), np.float64(0.47), zero, zero, zero)
    >>> float(abs(U[0, 2]) ** 2)
    0.02215
    """
    s12, s13, s23 = (np.sqrt(s) for s in (sin2_theta12, sin2_theta13, sin2_theta23))
    c12, c13, c23 = (np.sqrt(1.0 - s) for s in (sin2_theta12, sin2_theta13, sin2_theta23))
    phase = np.exp(1j * np.asarray(delta_cp))
    rows = (
        (c12 * c13, s12 * c13, s13 * np.conj(phase)),
        (-s12 * c23 - c12 * s23 * s13 * phase, c12 * c23 - s12 * s23 * s13 * phase, s23 * c13),
        (s12 * s23 - c12 * c23 * s13 * phase, -c12 * s23 - s12 * c23 * s13 * phase, c23 * c13),
    )
    shape = np.broadcast_shapes(*(np.shape(a) for a in (s12, s13, s23, phase, alpha21, alpha31)))
    U = np.empty((*shape, 3, 3), dtype=np.complex128)
    right = (1.0, np.exp(0.5j * np.asarray(alpha21)), np.exp(0.5j * np.asarray(alpha31)))
    for a, row in enumerate(rows):
        for i, element in enumerate(row):
            U[..., a, i] = element * right[i]
    return U


def jarlskog(U: ComplexArray) -> FloatArray:
    r"""Return :math:`J = \mathrm{Im}(U_{e1} U_{\mu2} U_{e2}^* U_{\mu1}^*)`.

    Parameters
    ----------
    U : ndarray (..., 3, 3) of complex
        Mixing matrix.

    Returns
    -------
    ndarray (...)
        Jarlskog invariant; it does not depend on Majorana phases.

    Examples
    --------
    >>> s, zero = np.float64(0.5), np.float64(0.0)
    >>> float(jarlskog(pmns(s, np.float64(1 / 3), s, np.float64(np.pi / 2), zero, zero)))
    0.0962250
    """
    return np.imag(U[..., 0, 0] * U[..., 1, 1] * np.conj(U[..., 0, 1]) * np.conj(U[..., 1, 0]))

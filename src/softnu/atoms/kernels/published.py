r"""Formulae of arXiv:1912.09444 and arXiv:2405.16801 as printed, where the derivation differs."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray

_R_PREFACTOR: Final = -7.7e-33
_R_MASS: Final = -4.81


def loop_element(v: FloatArray) -> FloatArray:
    """Return the element as Eq. (2.19) of arXiv:2405.16801 normalises it, twice the derived one.

    Parameters
    ----------
    v : ndarray (...)
        The derived element.

    Returns
    -------
    ndarray (...)
        In the unit of `v`.
    """
    return 2.0 * v


def e1_m1_ratio(Ue_sq: FloatArray, m_a: FloatArray, sin2_theta_w: FloatArray) -> FloatArray:
    r"""Return R of 4F5/2(F=3) to 4F7/2(F=3) of hydrogen as printed.

    .. math:: R = -7.7\times10^{-33}\sum_iX_i[1-4.81(m_ia)^2],\qquad
        X_i = -\tfrac14+\sin^2\theta_W+\tfrac12|U_{ei}|^2

    Parameters
    ----------
    Ue_sq : ndarray (..., 3)
        :math:`|U_{ei}|^2`.
    m_a : ndarray (..., 3)
        Masses times the Bohr radius; a last axis of 1 is the same mass for all.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle.

    Returns
    -------
    ndarray (...)
        arXiv:1912.09444. The energies of that paper give 8e7 times this, with the other sign.
    """
    X = -0.25 + sin2_theta_w[..., np.newaxis] + 0.5 * Ue_sq
    return _R_PREFACTOR * np.sum(X * (1.0 + _R_MASS * m_a**2), axis=-1)

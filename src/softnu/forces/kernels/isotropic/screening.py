"""Thermal screening length."""

from __future__ import annotations

import numpy as np

from softnu.forces.kernels.isotropic.factors import FloatArray


def screening_length(T: FloatArray) -> FloatArray:
    r"""Return :math:`1/(2\pi T)`, over which thermal neutrinos screen the vacuum force.

    Decay of :func:`~softnu.forces.kernels.isotropic.total_over_vacuum` for massless
    Fermi-Dirac neutrinos at r T >> 1, from Eq. (3.20) of arXiv:2405.16801.

    Parameters
    ----------
    T : ndarray (...)
        Temperature, eV, > 0.

    Returns
    -------
    ndarray (...)
        Length, 1/eV.

    Examples
    --------
    >>> screening_length(np.float64(0.5))
    np.float64(0.3183098861837907)
    """
    return 1.0 / (2.0 * np.pi * T)

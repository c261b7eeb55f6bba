"""Limits on couplings of mediators from elsewhere: closed forms, and curves between points."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_F


def nsi_limit(m_med: FloatArray, epsilon: FloatArray) -> FloatArray:
    r"""Return the product of couplings that a limit on non-standard interactions allows.

    A heavy vector mediator gives
    :math:`-2\sqrt2\,G_F\,\epsilon^P(\bar\nu\gamma P_L\nu)(\bar e\gamma Pe)` with
    :math:`\epsilon^L = \epsilon^R = \epsilon`, so that

    .. math:: |g_V^e\,g_\nu| \le 2\sqrt2\,G_F\,|\epsilon|\,m^2 .

    Parameters
    ----------
    m_med : ndarray (...)
        Mass of the mediator, eV.
    epsilon : ndarray (...)
        :math:`\epsilon^L = \epsilon^R`, half of :math:`\epsilon^V`.

    Returns
    -------
    ndarray (...)
        Dimensionless; for masses well above the momentum transfer. Derived.

    Examples
    --------
    >>> float(nsi_limit(np.float64(1.0), np.float64(0.1)))
    3.299017152806e-24
    """
    return 2.0 * np.sqrt(2.0) * G_F * np.abs(epsilon) * np.square(m_med)


def curve_limit(mass: FloatArray, masses: FloatArray, limits: FloatArray) -> FloatArray:
    """Return a limit between the points of a curve, straight on logarithmic scales.

    Parameters
    ----------
    mass : ndarray (...)
        Where, > 0.
    masses, limits : ndarray (n,)
        Points, > 0; masses that do not fall. Two points at one mass are a step.

    Returns
    -------
    ndarray (...)
        Infinite, that is no bound, outside the masses.

    Examples
    --------
    >>> curve_limit(np.array([1.0, 10.0, 101.0]), np.array([1.0, 100.0]), np.array([1.0, 1e4]))
    array([  1., 100.,  inf])
    """
    inside = (mass >= masses[0]) & (mass <= masses[-1])
    between = np.exp(np.interp(np.log(mass), np.log(masses), np.log(limits)))
    return np.where(inside, between, np.inf)

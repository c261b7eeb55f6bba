r"""Widths of mediators that decay to pairs of neutrinos.

In its rest frame a mediator of mass M gives all its energy to the pair: the sums over pairs are
those of a spectrum (:mod:`softnu.renp.kernels.pairs`) with :math:`s = M^2` and no direction,

.. math::
    \Gamma_V &= \sum_{ij}\frac{c\,\Delta_{ij}}{8\pi M}\Big[(|L|^2+|R|^2)\,\frac t6
                \Big(3-\frac{t+4m_im_j}{M^2}\Big) + |L+R|^2\,m_im_j\Big], \\
    \Gamma_S &= \sum_{ij}\frac{c\,\Delta_{ij}}{8\pi M}\Big[(|Y_L|^2+|Y_R|^2)\,\frac t2
                + |Y_L-Y_R|^2\,m_im_j\Big],

over ordered pairs with :math:`t = M^2-(m_i+m_j)^2 > 0`; c = 1 for Dirac, 1/2 for Majorana
neutrinos. :math:`L = g_L`, :math:`R = g_R` and :math:`Y_{L,R} = y_S \mp iy_P`, for Majorana
neutrinos :math:`L = g_L-g_R^T`, :math:`R = g_R-g_L^T` and :math:`y+y^T` in place of y. Derived
from the interactions of arXiv:2110.03510; nothing in these forms cancels.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.renp.kernels import pairs
from softnu.renp.kernels.couplings import ComplexArray, Current, scalar_current, vector_current
from softnu.renp.kernels.master import quadratic_form


def vector_width(
    m_V: FloatArray, g_L: ComplexArray, g_R: ComplexArray, masses: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return :math:`\Gamma(V\to\nu\nu)`, eV.

    Parameters
    ----------
    m_V : ndarray (...)
        Mass of the mediator, eV, >= 0.
    g_L, g_R : ndarray (..., n, n) of complex
        Hermitian couplings to left- and right-handed neutrinos.
    masses : ndarray (..., n)
        Neutrino masses, eV.
    majorana : bool
        Whether neutrinos are Majorana particles.

    Returns
    -------
    ndarray (...)
        0 where no channel is open; :math:`g^2m_V/24\pi` for one massless chiral Dirac
        neutrino. Relative error 1e-15, also just above a threshold.

    Examples
    --------
    >>> g = np.array([[1.0 + 0j]])
    >>> float(24 * np.pi * vector_width(np.float64(2.0), g, 0 * g, np.zeros(1), False))
    2.0
    """
    return _width(m_V, vector_current(g_L, g_R, majorana), masses, majorana, 0.0)


def scalar_width(
    m_S: FloatArray, y_S: ComplexArray, y_P: ComplexArray, masses: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return :math:`\Gamma(S\to\nu\nu)`, eV.

    Parameters
    ----------
    m_S : ndarray (...)
        Mass of the mediator, eV, >= 0.
    y_S, y_P : ndarray (..., n, n) of complex
        Hermitian scalar and pseudoscalar couplings.
    masses, majorana
        As for :func:`vector_width`.

    Returns
    -------
    ndarray (...)
        0 where no channel is open. For one Dirac neutrino :math:`y_S^2m_S\beta^3/8\pi` and
        :math:`y_P^2m_S\beta/8\pi`, :math:`\beta^2 = 1-4m^2/m_S^2`. Relative error 1e-15, also
        just above a threshold.

    Examples
    --------
    >>> y = np.array([[1.0 + 0j]])
    >>> m = np.array([0.4])
    >>> round(float(8 * np.pi * scalar_width(np.float64(1.0), 0 * y, y, m, False)), 12)
    0.6
    """
    return _width(m_S, scalar_current(y_S, y_P, majorana), masses, majorana, 1.0)


def _width(
    mass: FloatArray, current: Current, masses: FloatArray, majorana: bool, along: float
) -> FloatArray:
    """Width by a current; `along` is the weight of its part along the pair's momentum."""
    weights = quadratic_form(current, None, masses, majorana)[:, 0]
    M = np.where(np.greater(mass, 0.0), mass, 1.0)
    total = np.zeros(np.broadcast_shapes(M.shape, weights.shape[2:]))
    for pair, (i, j) in enumerate(zip(*np.triu_indices(masses.shape[-1]), strict=True)):
        m_i, m_j = masses[..., i], masses[..., j]
        # In this order the differences are exact near the threshold.
        gap = (mass - np.maximum(m_i, m_j)) - np.minimum(m_i, m_j)
        is_open = gap > 0.0
        # In units of M, so that no mass of the mediator under- or overflows.
        x_i, x_j = (np.where(is_open, m / M, 0.0) for m in (m_i, m_j))
        t = np.where(is_open, gap / M * (1.0 + x_i + x_j), 0.0)
        Delta = pairs.two_body(t, 1.0, x_i, x_j)
        structures = pairs.structures(t, 1.0, 1.0, x_i, x_j, along)
        # A vector current has the first two structures alone.
        for factor, weight in zip(structures, weights[:, pair], strict=False):
            total = total + Delta * factor * weight
    return np.asarray(mass * total / (8.0 * np.pi))

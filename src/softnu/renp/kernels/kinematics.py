r"""Four-momentum of the pair and thresholds of its channels.

An excited atom, energy E above its ground state, emits a photon :math:`\omega` and a pair of
neutrinos with masses m_i, m_j. Macroscopic coherence fixes the pair's four-momentum,
:math:`q_0 = E - \omega` and :math:`Q = |\mathbf q| = |rE - \omega|`, where
:math:`rE\hat z` is the initial spatial phase (boost, :math:`|r| < 1`; r = 0 without). Then

.. math::
    s = q^2 = (1-r)E\,[(1+r)E - 2\omega], \qquad
    \omega_{ij} = \frac{(1+r)E}{2} - \frac{(m_i+m_j)^2}{2(1-r)E},

the kinematics of arXiv:2110.03510, with the boost. What decides near a threshold is the
excess :math:`t = s - (m_i+m_j)^2 = 2(1-r)E\,(\omega_{ij} - \omega)`; it is formed from
differences of energies and of masses, never from :math:`q_0^2 - Q^2`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.renp.kernels import pairs


class Photon(NamedTuple):
    r"""One photon energy and what it leaves for the pair; arrays (...) that broadcast.

    Attributes
    ----------
    omega : ndarray
        Energy of the photon, eV.
    q0, Q : ndarray
        Energy and size of the momentum of the pair, eV.
    s : ndarray
        Its invariant mass squared, eV^2.
    above : ndarray
        What s has above the squared mass of a pair whose threshold is near, eV^2: 2 (1 - r) E
        times the distance of omega below that threshold.
    reference : ndarray
        Mass of that pair, eV; 0 where omega itself is given.
    """

    omega: FloatArray
    q0: FloatArray
    Q: FloatArray
    s: FloatArray
    above: FloatArray
    reference: FloatArray


def photon_at(E_eg: FloatArray, omega: FloatArray, boost: FloatArray) -> Photon:
    """Return the kinematics of a photon of energy omega.

    Parameters
    ----------
    E_eg : ndarray (...)
        Energy of the excited state, eV, > 0.
    omega : ndarray (...)
        Energy of the photon, eV, > 0.
    boost : ndarray (...)
        r, the initial spatial phase over E_eg, -1 < r < 1.

    Returns
    -------
    Photon
        s is negative above the threshold of massless neutrinos.

    Examples
    --------
    >>> float(photon_at(np.float64(2.0), np.float64(0.75), np.float64(0.0)).s)
    1.0
    """
    # Near the edge the second factor is exact.
    s = 2.0 * (1.0 - boost) * E_eg * (0.5 * (1.0 + boost) * E_eg - omega)
    return Photon(omega, E_eg - omega, np.abs(boost * E_eg - omega), s, s, np.zeros(()))


def photon_below(
    E_eg: FloatArray, below: FloatArray, boost: FloatArray, pair_mass: FloatArray
) -> Photon:
    """Return the kinematics of a photon that far below the threshold of a pair.

    Parameters
    ----------
    E_eg, boost : ndarray (...)
        As for :func:`photon_at`.
    below : ndarray (...)
        Distance below the threshold, eV; all digits of it are kept.
    pair_mass : ndarray (...)
        m_i + m_j of the pair, eV.

    Returns
    -------
    Photon

    Examples
    --------
    >>> near = photon_below(np.float64(2.0), np.float64(1e-20), np.float64(0.0), np.float64(0.1))
    >>> float(excess(near, np.float64(0.05), np.float64(0.05)))
    4e-20
    """
    scale = 2.0 * (1.0 - boost) * E_eg
    edge = 0.5 * (1.0 + boost) * E_eg - pair_mass**2 / scale
    omega = edge - below
    Q, above = np.abs(boost * E_eg - omega), scale * below
    return Photon(omega, E_eg - omega, Q, above + pair_mass**2, above, pair_mass)


def threshold(E_eg: FloatArray, m_i: FloatArray, m_j: FloatArray, boost: FloatArray) -> FloatArray:
    r"""Return the highest photon energy at which a pair can be emitted, :math:`\omega_{ij}`.

    Parameters
    ----------
    E_eg, boost : ndarray (...)
        As for :func:`photon_at`.
    m_i, m_j : ndarray (...)
        Masses, eV.

    Returns
    -------
    ndarray (...)
        eV; negative if the atom's energy does not suffice. The six thresholds of arXiv:2110.03510.

    Examples
    --------
    >>> m = np.float64(0.01)
    >>> float(threshold(np.float64(2.14348), m, m, np.float64(0.0)))
    1.0716466938
    """
    return 0.5 * (1.0 + boost) * E_eg - (m_i + m_j) ** 2 / (2.0 * (1.0 - boost) * E_eg)


def excess(photon: Photon, m_i: FloatArray, m_j: FloatArray) -> FloatArray:
    r"""Return :math:`t = s - (m_i+m_j)^2` without cancellation, eV^2; negative if closed.

    Parameters
    ----------
    photon : Photon
        Kinematics (...).
    m_i, m_j : ndarray (...)
        Masses, eV.

    Returns
    -------
    ndarray (...)

    Examples
    --------
    >>> photon = photon_at(np.float64(2.0), np.float64(0.75), np.float64(0.0))
    >>> float(excess(photon, np.float64(0.1), np.float64(0.2)))
    0.91
    """
    return np.asarray(pairs.excess(photon.above, photon.reference, m_i, m_j))


def phase_space_factor(photon: Photon, m_i: FloatArray, m_j: FloatArray) -> FloatArray:
    r"""Return :math:`\Delta_{ij} = \sqrt{[s-(m_i+m_j)^2][s-(m_i-m_j)^2]}/s`, 0 if closed.

    Parameters
    ----------
    photon : Photon
        Kinematics (...).
    m_i, m_j : ndarray (...)
        Masses, eV.

    Returns
    -------
    ndarray (...)
        Between 0 and 1.

    Examples
    --------
    >>> photon = photon_at(np.float64(2.14348), np.float64(1.06), np.float64(0.0))
    >>> m = np.float64(0.01)
    >>> float(phase_space_factor(photon, m, m))
    0.99601821356
    """
    t = np.maximum(excess(photon, m_i, m_j), 0.0)
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    return np.asarray(pairs.two_body(t, s, m_i, m_j))


def neutrino_energy_limits(
    photon: Photon, m_i: FloatArray, m_j: FloatArray
) -> tuple[FloatArray, FloatArray]:
    r"""Return the least and the largest energy of neutrino i of an open channel.

    .. math::
        E_\pm = \frac{q_0A_i}{2s} \pm \frac{Q\Delta_{ij}}2, \qquad A_i = s + m_i^2 - m_j^2 ;

    the lower one as :math:`(A_i^2/4 + Q^2m_i^2)/(sE_+)`, which does not cancel.

    Parameters
    ----------
    photon : Photon
        Kinematics (...), below the threshold.
    m_i, m_j : ndarray (...)
        Masses, eV.

    Returns
    -------
    low, high : ndarray (...)
        eV.

    Examples
    --------
    >>> photon = photon_at(np.float64(2.14348), np.float64(1.06), np.float64(0.0))
    >>> m = np.float64(0.01)
    >>> [float(E) for E in neutrino_energy_limits(photon, m, m)]
    [0.01385034681, 1.0696296532]
    """
    A_i = photon.s + (m_i - m_j) * (m_i + m_j)
    high = 0.5 * (photon.q0 * A_i / photon.s + photon.Q * phase_space_factor(photon, m_i, m_j))
    low = (0.25 * A_i**2 + (photon.Q * m_i) ** 2) / (photon.s * high)
    return low, high

r"""What one channel contributes to a spectrum for each structure of the neutrino current.

The pair i, j is emitted with the generalised current (indices of the pair left out)

.. math:: \bar u_i\gamma^k(L P_L + R P_R)v_j + q^k\,\bar u_i(X_L P_L + X_R P_R)v_j .

Summed over spins, averaged over the phase space, and with the weight :math:`W_L` of the
component of the current along the pair's momentum, its square is

.. math::
    T &= (|L|^2+|R|^2)\,G + |L+R|^2\,m_im_j + W_L Q^2\big[
         (|X_L|^2+|X_R|^2)\,t/2 + |X_L-X_R|^2\,m_im_j \\
      &\quad + \mathrm{Re}(m_i u - m_j v) - \tfrac{m_i^2-m_j^2}{s}\mathrm{Re}(m_i u + m_j v)\big],
    \\
    G &= \frac t6\Big(3 - \frac{t+4m_im_j}{s}\Big)
         + W_L Q^2\Big(2\alpha - \frac{\Delta^2}6\Big), \qquad
    \alpha = \frac{s^2-(m_i^2-m_j^2)^2}{4s^2},

with :math:`u = LX_L^* + RX_R^*`, :math:`v = LX_R^* + RX_L^*`, t the excess and :math:`\Delta` the
phase-space factor of :mod:`softnu.renp.kernels.kinematics`. Photon exchange by dipoles adds

.. math::
    \frac{1-W_L}6 Q^2\big[(|D_L|^2+|D_R|^2)\,t\,(s+2(m_i-m_j)^2) + |D_L+D_R|^2\,6m_im_js\big].

This is Eqs. (16) and (22) of arXiv:2110.03510 for any W_L, masses, and complex couplings, in a
form in which nothing cancels: G and all brackets are sums of what is not negative. The functions
are plain arithmetic: they serve arrays, and single numbers in compiled loops.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def excess(above: Any, reference: Any, m_i: Any, m_j: Any) -> Any:
    r"""Return :math:`t = s - (m_i+m_j)^2` from :math:`s - M^2` for a mass M nearby.

    Parameters
    ----------
    above : ndarray (...) or float
        :math:`s - M^2`, eV^2.
    reference : ndarray (...) or float
        M, eV.
    m_i, m_j : ndarray (...) or float
        Masses, eV.

    Returns
    -------
    ndarray (...) or float
        eV^2, all digits of `above` where the masses add up to M; negative if closed.

    Examples
    --------
    >>> excess(1e-30, 0.3, 0.15, 0.15)
    1e-30
    """
    M = m_i + m_j
    return above - (M - reference) * (M + reference)


def two_body(t: Any, s: Any, m_i: Any, m_j: Any) -> Any:
    r"""Return :math:`\Delta_{ij} = \sqrt{t(t+4m_im_j)}/s` from the excess t >= 0.

    Parameters
    ----------
    t : ndarray (...) or float
        Excess over the threshold, eV^2, >= 0.
    s : ndarray (...) or float
        Invariant mass squared of the pair, eV^2, > 0.
    m_i, m_j : ndarray (...) or float
        Masses, eV.

    Returns
    -------
    ndarray (...) or float
        Between 0 and 1.

    Examples
    --------
    >>> float(two_body(1.0, 1.0, 0.0, 0.0))
    1.0
    """
    return np.sqrt(t * (t + 4.0 * m_i * m_j)) / s


def contact(t: Any, s: Any, Q: Any, m_i: Any, m_j: Any, W_L: Any) -> Any:
    r"""Return G, what multiplies :math:`|L|^2+|R|^2`, eV^2.

    Parameters
    ----------
    t : ndarray (...) or float
        Excess over the threshold, eV^2, >= 0.
    s, Q : ndarray (...) or float
        Invariant mass squared, eV^2, and momentum of the pair, eV.
    m_i, m_j : ndarray (...) or float
        Masses, eV.
    W_L : ndarray (...) or float
        Longitudinal weight, 0 to 1.

    Returns
    -------
    ndarray (...) or float

    Examples
    --------
    >>> contact(1.0, 1.0, 0.0, 0.0, 0.0, 0.5)
    0.3333333333
    """
    opened = (t + 4.0 * m_i * m_j) / s
    d = (m_i - m_j) * (m_i + m_j) / s
    along = 0.5 * (1.0 - d * d) - t * opened / (6.0 * s)
    return t * (3.0 - opened) / 6.0 + W_L * Q * Q * along


def contact_at(t: Any, z_i: Any, z_j: Any, across: Any, W_L: Any) -> Any:
    r"""Return what :func:`contact` is the mean of, over the directions of the neutrinos, eV^2.

    Parameters
    ----------
    t : ndarray (...) or float
        Excess over the threshold, eV^2, >= 0.
    z_i, z_j : ndarray (...) or float
        Momenta of both along that of the pair, eV; their sum is Q.
    across : ndarray (...) or float
        Square of the momentum of each across it, eV^2.
    W_L : ndarray (...) or float
        Longitudinal weight, 0 to 1.

    Returns
    -------
    ndarray (...) or float
        :math:`W_L(2p_{z,i}p_{z,j} + t/2) + (1-W_L)(t/2 - p_T^2)`.

    Examples
    --------
    >>> contact_at(1.0, 0.5, 0.5, 0.0, 1.0)
    1.0
    """
    return 0.5 * t + 2.0 * W_L * z_i * z_j - (1.0 - W_L) * across


def structures(t: Any, s: Any, Q: Any, m_i: Any, m_j: Any, W_L: Any) -> tuple[Any, ...]:
    r"""Return what multiplies the six structures of T without dipoles.

    Parameters
    ----------
    t, s, Q, m_i, m_j, W_L
        As for :func:`contact`.

    Returns
    -------
    tuple of ndarray (...) or float
        Factors of :math:`|L|^2+|R|^2`, :math:`|L+R|^2` (eV^2), :math:`|X_L|^2+|X_R|^2`,
        :math:`|X_L-X_R|^2` (eV^4), :math:`\mathrm{Re}(m_iu-m_jv)` (eV^2) and
        :math:`\mathrm{Re}(m_iu+m_jv)` (eV^2).

    Examples
    --------
    >>> [float(value) for value in structures(1.0, 1.0, 1.0, 0.0, 0.0, 1.0)]
    [0.6666666667, 0.0, 0.5, 0.0, 1.0, -0.0]
    """
    along = W_L * Q * Q
    mass = m_i * m_j
    return (
        contact(t, s, Q, m_i, m_j, W_L),
        mass,
        0.5 * along * t,
        along * mass,
        along,
        -along * (m_i - m_j) * (m_i + m_j) / s,
    )


def dipole(t: Any, s: Any, Q: Any, m_i: Any, m_j: Any, W_L: Any) -> tuple[Any, Any]:
    r"""Return what multiplies :math:`|D_L|^2+|D_R|^2` and :math:`|D_L+D_R|^2`, eV^6.

    Parameters
    ----------
    t, s, Q, m_i, m_j, W_L
        As for :func:`contact`.

    Returns
    -------
    tuple of ndarray (...) or float

    Examples
    --------
    >>> dipole(1.0, 1.0, 1.0, 0.0, 0.0, 0.0)
    (0.16666666666, 0.0)
    """
    transverse = (1.0 - W_L) * Q * Q / 6.0
    return (
        transverse * t * (s + 2.0 * (m_i - m_j) ** 2),
        transverse * 6.0 * m_i * m_j * s,
    )


def average(t: Any, s: Any, Q: Any, m_i: Any, m_j: Any, W_L: Any) -> Any:
    r"""Return the phase-space average :math:`I_{ij} = G + m_im_j`, eV^2.

    Parameters
    ----------
    t, s, Q, m_i, m_j, W_L
        As for :func:`contact`; W_L = 1 and 0 give the longitudinal and the transverse average.

    Returns
    -------
    ndarray (...) or float
        Mean over the energies of neutrino i of the squared current per :math:`|L|^2+|R|^2`,
        Eq. (16) of arXiv:2110.03510.

    Examples
    --------
    >>> average(1.0, 1.0, 1.0, 0.0, 0.0, 1.0 / 3.0)
    0.4444444444
    """
    return contact(t, s, Q, m_i, m_j, W_L) + m_i * m_j

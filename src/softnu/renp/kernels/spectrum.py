r"""Factors that every spectrum shares, and spectra that are more than a sum of currents.

.. math::
    I(\omega) = \frac{F_2}{(E_{vg}-\omega)^2}\sum_{ij} c\,\Delta_{ij}T_{ij}

(Eq. (16) of arXiv:2110.03510, F_2 = 1 there). The sum is that of
:mod:`softnu.renp.kernels.master`.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.renp.kernels import pairs
from softnu.renp.kernels.couplings import ComplexArray, Current, transposed
from softnu.renp.kernels.kinematics import (
    Photon,
    excess,
    neutrino_energy_limits,
    phase_space_factor,
)
from softnu.renp.kernels.master import CONTACT, MASS, quadratic_form


def two_level_factor(omega: FloatArray, E_vg: FloatArray, E_v2g: FloatArray) -> FloatArray:
    r"""Return :math:`F_2 = [1 - (E_{vg}-\omega)/(E_{v'g}-\omega)]^2`.

    The intermediate state decays only by its admixture of the other level v' with J = 1 of
    the same configuration, which contributes with the opposite sign.

    Parameters
    ----------
    omega : ndarray (...)
        Photon energy, eV.
    E_vg, E_v2g : ndarray (...)
        Energies of v and v', eV, not omega.

    Returns
    -------
    ndarray (...)
        Derived, exact for two levels that mix; 0 where they coincide.

    Examples
    --------
    >>> float(two_level_factor(np.float64(1.07), np.float64(2.23072), np.float64(3.10806)))
    0.1853113116
    """
    return np.asarray(((E_v2g - E_vg) / (E_v2g - omega)) ** 2)


def energy_factor(omega: FloatArray, E_vg: FloatArray, E_v2g: FloatArray | None) -> FloatArray:
    r"""Return :math:`F_2/(E_{vg}-\omega)^2`, 1/eV^2.

    Parameters
    ----------
    omega : ndarray (...)
        Photon energy, eV, below E_vg.
    E_vg : ndarray (...)
        Energy of the intermediate state, eV.
    E_v2g : ndarray (...) or None
        Energy of the second one; None leaves it out, as arXiv:2110.03510 does.

    Returns
    -------
    ndarray (...)
    """
    single = 1.0 / (E_vg - omega) ** 2
    return single if E_v2g is None else single * two_level_factor(omega, E_vg, E_v2g)


def dipole_sum(
    photon: Photon,
    masses: FloatArray,
    W_L: FloatArray,
    mu: ComplexArray,
    epsilon: ComplexArray,
    majorana: bool,
) -> FloatArray:
    r"""Return the sum over pairs of what dipole moments add to T, per :math:`|\zeta|^2`.

    With :math:`D_L = \mu - i\epsilon`, :math:`D_R = \mu + i\epsilon` (Majorana:
    :math:`D \to D - D^T`); photon exchange does not interfere with the weak interaction.

    Parameters
    ----------
    photon : Photon
        Kinematics (...).
    masses : ndarray (..., n)
        Neutrino masses, eV.
    W_L : ndarray (...)
        Longitudinal weight.
    mu, epsilon : ndarray (..., n, n) of complex
        Hermitian magnetic and electric moments, in one unit.
    majorana : bool
        Whether neutrinos are Majorana particles.

    Returns
    -------
    ndarray (...)
        eV^6. Derived.
    """
    D_L, D_R = mu - 1j * epsilon, mu + 1j * epsilon
    if majorana:
        D_L, D_R = D_L - transposed(D_L), D_R - transposed(D_R)
    weights = quadratic_form(Current(D_L, D_R), None, masses, majorana)[:, 0]
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    total = np.zeros(np.broadcast_shapes(np.shape(s), np.shape(W_L), masses.shape[:-1]))
    for pair, (i, j) in enumerate(zip(*np.triu_indices(masses.shape[-1]), strict=True)):
        m_i, m_j = masses[..., i], masses[..., j]
        t = np.maximum(excess(photon, m_i, m_j), 0.0)
        squares, sum_square = pairs.dipole(t, s, photon.Q, m_i, m_j, W_L)
        terms = squares * weights[CONTACT, pair] + sum_square * weights[MASS, pair]
        total = total + pairs.two_body(t, s, m_i, m_j) * terms
    return total


def differential_sum(
    photon: Photon,
    masses: FloatArray,
    W_L: FloatArray,
    a: ComplexArray,
    majorana: bool,
    E_nu: FloatArray,
) -> FloatArray:
    r"""Return the sum over ordered pairs of the spectrum in the energy of neutrino i, times Q.

    .. math::
        w = W_L(2p_z(Q-p_z)+P) + (1-W_L)(P - p_T^2), \quad
        p_z = \frac{q_0E_i - A_i/2}Q, \quad p_T^2 = E_i^2 - m_i^2 - p_z^2,

    with :math:`P = (s-m_i^2-m_j^2)/2`, :math:`A_i = s + m_i^2 - m_j^2`, and
    :math:`|a_{ij}|^2w - \delta_Mm_im_j\mathrm{Re}\,a_{ij}^2` inside the limits of the energy.

    Parameters
    ----------
    photon, masses, W_L
        As for :func:`dipole_sum`.
    a : ndarray (..., n, n) of complex
        Couplings to the electron's spin.
    majorana : bool
        Whether neutrinos are Majorana particles.
    E_nu : ndarray (...)
        Energy of neutrino i, eV.

    Returns
    -------
    ndarray (...)
        eV^2; 0 outside the limits. Derived; its integral over E_nu is the spectrum of
        arXiv:2110.03510.
    """
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    safe = photon._replace(s=s)
    total = np.zeros(())
    for i in range(masses.shape[-1]):
        for j in range(masses.shape[-1]):
            m_i, m_j = masses[..., i], masses[..., j]
            t = excess(photon, m_i, m_j)
            low, high = neutrino_energy_limits(safe, m_i, m_j)
            A_i = s + (m_i - m_j) * (m_i + m_j)
            p_z = (photon.q0 * E_nu - 0.5 * A_i) / photon.Q
            p_T_sq = np.maximum(E_nu**2 - m_i**2 - p_z**2, 0.0)
            w = pairs.contact_at(t, p_z, photon.Q - p_z, p_T_sq, W_L) + m_i * m_j
            element = a[..., i, j]
            value = np.abs(element) ** 2 * w
            if majorana:
                value = value - m_i * m_j * np.real(element**2)
            inside = (t > 0.0) & (E_nu >= low) & (E_nu <= high)
            total = total + np.where(inside, value, 0.0)
    return total


def mass_derivative_sum(
    photon: Photon, masses: FloatArray, W_L: FloatArray, weights: FloatArray
) -> FloatArray:
    r"""Return the derivative of the sum over pairs with respect to the lightest mass, eV.

    At fixed photon energy and splittings :math:`m_k' = m_{\rm lightest}/m_k`, so that
    :math:`t' = -2(m_i+m_j)(m_i+m_j)'` and s, Q, :math:`m_i^2-m_j^2` do not change.

    Parameters
    ----------
    photon, masses, W_L
        As for :func:`dipole_sum`.
    weights : ndarray (2, 3, p, ...)
        :func:`softnu.renp.kernels.master.quadratic_form` of the weak current.

    Returns
    -------
    ndarray (...)
        Derived; it diverges as :math:`(\omega_{ij}-\omega)^{-1/2}` below a threshold.
    """
    lightest = np.min(masses, axis=-1, keepdims=True)
    # The lightest mass itself changes at the rate 1, also at 0.
    rates = np.where(masses == lightest, 1.0, lightest / np.where(masses > 0.0, masses, 1.0))
    s = np.where(photon.s > 0.0, photon.s, 1.0)
    total = np.zeros(())
    for pair, (i, j) in enumerate(zip(*np.triu_indices(masses.shape[-1]), strict=True)):
        m_i, m_j, r_i, r_j = (x[..., n] for x in (masses, rates) for n in (i, j))
        t = excess(photon, m_i, m_j)
        is_open = t > 0.0
        t = np.where(is_open, t, 1.0)
        mass_rate = r_i * m_j + m_i * r_j
        t_rate = -2.0 * (m_i + m_j) * (r_i + r_j)
        opened, opened_rate = (t + 4.0 * m_i * m_j) / s, (t_rate + 4.0 * mass_rate) / s
        square_rate = (t_rate * opened + t * opened_rate) / s
        Delta = pairs.two_body(t, s, m_i, m_j)
        Delta_rate = square_rate / (2.0 * Delta)
        G = pairs.contact(t, s, photon.Q, m_i, m_j, W_L)
        G_rate = (t_rate * (3.0 - opened) - t * opened_rate) / 6.0 - (
            W_L * photon.Q**2 * square_rate / 6.0
        )
        squares, sum_square = weights[CONTACT, 0, pair], weights[MASS, 0, pair]
        value = Delta_rate * (squares * G + sum_square * m_i * m_j) + Delta * (
            squares * G_rate + sum_square * mass_rate
        )
        total = total + np.where(is_open, value, 0.0)
    return total


def open_channel(photon: Photon, m_i: FloatArray, m_j: FloatArray) -> np.ndarray:
    """Return where a pair can be emitted."""
    return np.asarray(phase_space_factor(photon, m_i, m_j) > 0.0)

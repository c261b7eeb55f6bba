r"""Couplings of the parity-violating interaction between an electron and a nucleus at rest.

.. math:: V = \frac{H_1}{2m_e}\{\sigma_e\cdot p, F(r)\} + \frac{H_2}{2m_e}\{\sigma_N\cdot p, F(r)\}
    + C\,(\sigma_e\times\sigma_N)\cdot\hat r\,F'(r),\qquad \sigma_N = \mathbf I/I,

the Hermitian form, with r from the nucleus to the electron. Recoil and weak magnetism of the
nucleus are left out, :math:`O(m_e/m_p)`.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import ALPHA, G_F
from softnu.matter.kernels import fermion_coupling


class Couplings(NamedTuple):
    r"""H_1, H_2 and :math:`m_eC`; arrays of one shape."""

    H1: FloatArray
    H2: FloatArray
    meC: FloatArray


def contract(
    vector_e: FloatArray, axial_e: FloatArray, vector_N: FloatArray, axial_N: FloatArray
) -> Couplings:
    r"""Return the couplings of the product of two currents :math:`\gamma^\mu(v-a\gamma_5)`.

    .. math:: H_1 = -a_ev_N,\qquad H_2 = v_ea_N,\qquad C = -H_2/2m_e

    Parameters
    ----------
    vector_e, axial_e, vector_N, axial_N : ndarray (...)
        Couplings of electron and nucleus; they broadcast.

    Returns
    -------
    Couplings
        Arrays (...). Derived from Pauli spinors; arXiv:1912.09444 has another sign of H_1 and C
        and, for Z exchange, another factor 2, arXiv:2405.16801 Eq. (2.19) the same factor.
    """
    H2 = np.asarray(vector_e * axial_N)
    return Couplings(np.asarray(-axial_e * vector_N), H2, -0.5 * H2)


def with_recoil(couplings: Couplings, mass: float, partner: float) -> Couplings:
    r"""Return the couplings to a partner of the electron that moves, in units of its motion.

    Relative velocities take the reduced mass, :math:`p/m_e\to p/\mu_r`, and a point particle
    adds its own part of the cross term:

    .. math:: \mu_rC = -\tfrac12\Big(\frac{\mu_r}{m_e}H_2 - \frac{\mu_r}{m_2}H_1\Big)

    Parameters
    ----------
    couplings : Couplings
        To a partner at rest, arrays (...).
    mass : float
        :math:`\mu_r/m_e`.
    partner : float
        :math:`\mu_r/m_2` for a point particle of mass m_2; 0 for a nucleus, whose weak
        magnetism is left out.

    Returns
    -------
    Couplings
        Arrays (...), :math:`\mu_rC` in place of :math:`m_eC`. Derived from
        :math:`C = -g_V^1g_A^2/2m_1-g_V^2g_A^1/2m_2`; cf. Eq. (2.19) of arXiv:2405.16801.
    """
    return couplings._replace(meC=-0.5 * (mass * couplings.H2 - partner * couplings.H1))


def loop(
    Ue_sq: FloatArray, vector_N: FloatArray, axial_N: FloatArray, sin2_theta_w: FloatArray
) -> Couplings:
    r"""Return the couplings of one mass state to electron and nucleus.

    :math:`a^e_{ii} = |U_{ei}|^2+g_V^e`, :math:`b^e_{ii} = |U_{ei}|^2+g_A^e`; a nucleus couples
    to all mass states alike and does not change them, so that the sum over one of them is whole.

    Parameters
    ----------
    Ue_sq : ndarray (...)
        :math:`|U_{ei}|^2`.
    vector_N, axial_N : ndarray (...)
        Couplings of the nucleus.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    Couplings
        Arrays (...). Sec. 2 of arXiv:1912.09444, where :math:`a^e_{ii} = 2X_i`.
    """
    g_V, g_A = _electron(sin2_theta_w)
    return contract(Ue_sq + g_V, Ue_sq + g_A, vector_N, axial_N)


def tree(vector_N: FloatArray, axial_N: FloatArray, sin2_theta_w: FloatArray) -> Couplings:
    r"""Return the couplings of Z exchange with :math:`F = \delta^3(r)`.

    Parameters
    ----------
    vector_N, axial_N : ndarray (...)
        Couplings of the nucleus.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    Couplings
        Arrays (...), 1/eV^2: :math:`\sqrt2G_F` times those of the currents.
    """
    g_V, g_A = _electron(sin2_theta_w)
    return _scaled(math.sqrt(2.0) * G_F, contract(g_V, g_A, vector_N, axial_N))


def z_gamma(Z: FloatArray, axial_N: FloatArray, sin2_theta_w: FloatArray) -> Couplings:
    r"""Return the couplings of Z-photon mixing by the electron's loop.

    The vector current of one particle is replaced by its charge times
    :math:`-g_V^e\alpha/3\pi`, once for the nucleus (H_1) and once for the electron (H_2).

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    axial_N : ndarray (...)
        Axial coupling of the nucleus.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    Couplings
        Arrays (...), 1/eV^2. Non-contact part of the running weak mixing angle; cf.
        arXiv:2205.02569.
    """
    g_V, g_A = _electron(sin2_theta_w)
    mixed = g_V * ALPHA / (3.0 * math.pi)
    return _scaled(math.sqrt(2.0) * G_F, contract(-mixed, g_A, Z * mixed, axial_N))


def _electron(sin2_theta_w: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the neutral-current couplings of the electron."""
    return (
        fermion_coupling("e", "mu", "vector", sin2_theta_w, 0.0, 0.0),
        fermion_coupling("e", "mu", "axial", sin2_theta_w, 0.0, 0.0),
    )


def _scaled(factor: float, couplings: Couplings) -> Couplings:
    return Couplings(*(factor * coupling for coupling in couplings))

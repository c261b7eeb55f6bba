r"""Parametric fluorescence nu_i -> nu_j + photon in a medium, initial neutrino at rest.

The medium has a resonance of width Gamma_v; the photon has phase velocity 1, so that phase
matching fixes omega = k. Derived by the golden rule from the interaction of arXiv:2507.10868.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import ALPHA, E_CHARGE, G_F, HBAR_C, M_E, C

#: 1 debye over the elementary charge, 1/eV: 1e-21/c is the debye in C m.
DEBYE: Final = 1e-21 / C / E_CHARGE / HBAR_C
#: Square of the elementary charge (Heaviside-Lorentz).
_E_SQ: Final = 4.0 * math.pi * ALPHA
#: Square of the Bohr magneton e/(2 m_e), 1/eV^2.
_MAGNETON_SQ: Final = _E_SQ / (4.0 * M_E**2)
#: Angular factors for random orientation, the electric dipole along the neutrino's coupling.
F_THETA: Final = {"E1": 1.0 / 15.0, "M1": 1.0 / 3.0}


def photon_energy(m_i: FloatArray, m_j: FloatArray) -> FloatArray:
    r"""Return :math:`\omega = k = (m_i^2-m_j^2)/(2m_i)`.

    Parameters
    ----------
    m_i, m_j : ndarray (...)
        Masses of the initial and the final neutrino, eV; m_i > m_j >= 0.

    Returns
    -------
    ndarray (...)
        eV; without cancellation beyond that of m_i - m_j.
    """
    return 0.5 * (m_i - m_j) * (1.0 + m_j / m_i)


def _final_speed(m_i: FloatArray, m_j: FloatArray) -> FloatArray:
    """Speed k/E_j of the final neutrino."""
    k = photon_energy(m_i, m_j)
    return k / np.hypot(k, m_j)


def rate(
    transition: str,
    m_i: FloatArray,
    m_j: FloatArray,
    C_sq: FloatArray,
    n_d: FloatArray,
    dipole: FloatArray,
    Gamma_v: FloatArray,
    f_theta: FloatArray,
    V_g: FloatArray,
    detuning: FloatArray,
) -> FloatArray:
    r"""Return the rate of one neutrino of a single momentum.

    .. math::
        \Gamma_{E1} &= \frac{G_F^2|C|^2}{2\pi e^2}\,
            \frac{f\,n_d^2\,d^4\,D_k\,\omega k^4}{\Delta^2+\Gamma_v^2/4}, \\
        \Gamma_{M1} &= \frac{G_F^2|C|^2}{2\pi}\,
            \frac{f\,n_d^2\,d^2\,D_k\,k^4/\omega}{\Delta^2+\Gamma_v^2/4},\qquad
        D_k = \frac1{V_g+v_j}.

    Parameters
    ----------
    transition : {"E1", "M1"}
        Electric or magnetic dipole of the medium.
    m_i, m_j : ndarray (...)
        Masses, eV.
    C_sq : ndarray (...)
        :math:`|U_{ei}^*U_{ej}|^2`.
    n_d : ndarray (...)
        Density of the dipoles, eV^3.
    dipole : ndarray (...)
        d in debye (E1) or in Bohr magnetons (M1).
    Gamma_v : ndarray (...)
        Width of the resonance, eV.
    f_theta : ndarray (...)
        Angular factor: :data:`F_THETA` for random orientation.
    V_g : ndarray (...)
        Group velocity of the photon, d omega/dk.
    detuning : ndarray (...)
        Distance Delta from the resonance, eV; not 0 if Gamma_v is.

    Returns
    -------
    ndarray (...)
        eV.
    """
    k = photon_energy(m_i, m_j)
    density_of_states = 1.0 / (V_g + _final_speed(m_i, m_j))
    if transition == "E1":
        medium = _E_SQ * (dipole * DEBYE) ** 4 * k**5
    else:
        medium = _MAGNETON_SQ * dipole**2 * k**3
    resonance = detuning**2 + 0.25 * Gamma_v**2
    weak = G_F**2 * C_sq / (2.0 * math.pi)
    return weak * f_theta * n_d**2 * density_of_states * medium / resonance


def spread_factor(
    Gamma_v: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
    inverse_momentum: FloatArray,
    V_g: FloatArray,
) -> FloatArray:
    r"""Return the share of the rate that is left by the spread of the momenta.

    .. math::
        \min\Big(1,\ \frac{\pi\Gamma_v}{2}\,\frac{\langle1/p\rangle}{2S}\Big),\qquad
        S = \frac{d\omega}{dp_\parallel} = \frac{V_gv_j}{V_g+v_j}.

    Parameters
    ----------
    Gamma_v : ndarray (...)
        Width of the resonance, eV.
    m_i, m_j : ndarray (...)
        Masses, eV.
    inverse_momentum : ndarray (...)
        Mean of 1/p of the neutrinos, 1/eV.
    V_g : ndarray (...)
        Group velocity of the photon, >= 0; with slow light (S = 0) nothing is lost.

    Returns
    -------
    ndarray (...)
        0 to 1.
    """
    v_j = _final_speed(m_i, m_j)
    S = V_g * v_j / (V_g + v_j)
    kept = 0.25 * math.pi * Gamma_v * inverse_momentum
    lossless = kept >= S
    return np.where(lossless, 1.0, kept / np.where(lossless, 1.0, S))

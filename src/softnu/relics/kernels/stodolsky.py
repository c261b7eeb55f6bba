"""Spin of electrons in the relic neutrinos: splitting, torque; the phase of a passage."""

from __future__ import annotations

import math

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_F


def dirac_current(
    n_left: FloatArray,
    n_right: FloatArray,
    nbar_left: FloatArray,
    nbar_right: FloatArray,
    v: FloatArray,
) -> FloatArray:
    r"""Return :math:`J^0 = \sum n\langle\bar\nu\gamma^0(1-\gamma_5)\nu\rangle` of Dirac neutrinos.

    Parameters
    ----------
    n_left, n_right, nbar_left, nbar_right : ndarray (...)
        Densities of neutrinos and antineutrinos by helicity, eV^3.
    v : ndarray (...)
        Their speed, 0 to 1.

    Returns
    -------
    ndarray (...)
        eV^3: the charge plus v times the excess of the helicities that weak interactions make.

    Notes
    -----
    One neutrino of helicity h has 1 - h v, one antineutrino -(1 + h v): derived from spinors.
    """
    charge = (n_left - nbar_right) + (n_right - nbar_left)
    return charge + v * ((n_left - nbar_right) - (n_right - nbar_left))


def majorana_current(n_left: FloatArray, n_right: FloatArray, v: FloatArray) -> FloatArray:
    r"""Return :math:`J^0 = 2v(n_- - n_+)` of Majorana neutrinos.

    Parameters
    ----------
    n_left, n_right : ndarray (...)
        Densities by helicity, eV^3.
    v : ndarray (...)
        Their speed, 0 to 1.

    Returns
    -------
    ndarray (...)
        eV^3. A Majorana neutrino of helicity h has -2 h v: derived from spinors.
    """
    return 2.0 * v * (n_left - n_right)


def splitting(g_A: FloatArray, wind: FloatArray, J0: FloatArray) -> FloatArray:
    r"""Return :math:`\Delta E = \sqrt2\,G_F|g_A|\,\beta\,|J^0|`.

    Parameters
    ----------
    g_A : ndarray (...)
        Axial coupling of the electron to these neutrinos: 1/2 for nu_e, -1/2 for nu_mu, nu_tau,
        \|U_ei\|^2 - 1/2 for a mass state.
    wind : ndarray (...)
        Speed beta relative to the frame where the neutrinos are isotropic.
    J0 : ndarray (...)
        Current in that frame, eV^3.

    Returns
    -------
    ndarray (...)
        Energy between the two spin states along the wind, eV; first order in beta.

    Notes
    -----
    L. Stodolsky, Phys. Rev. Lett. 34 (1975) 110; the factor derived with J^0 as above.
    """
    return math.sqrt(2.0) * G_F * np.abs(g_A) * wind * np.abs(J0)


def torque_acceleration(
    splitting: FloatArray, mass: FloatArray, R: FloatArray, geometry_factor: FloatArray
) -> FloatArray:
    r"""Return :math:`a = \gamma\,\Delta E/(\pi M R)`.

    Parameters
    ----------
    splitting : ndarray (...)
        Delta E, eV.
    mass : ndarray (...)
        Mass of the body per polarised electron (one for each atom: the mass of the atom), eV.
    R : ndarray (...)
        Size of the body, 1/eV.
    geometry_factor : ndarray (...)
        gamma, of order 1: moment of inertia M R^2/gamma.

    Returns
    -------
    ndarray (...)
        Acceleration at R, eV: of the torque Delta E/pi, derived.
    """
    return geometry_factor * splitting / (math.pi * mass * R)


def phase_probability(
    C: FloatArray, n: FloatArray, length: FloatArray, E_over_p: FloatArray
) -> FloatArray:
    r"""Return :math:`(\sqrt2\,G_F\,C\,n\,L\,E/p)^2`.

    Parameters
    ----------
    C : ndarray (...)
        Coupling of the scatterers.
    n : ndarray (...)
        Their density, eV^3.
    length : ndarray (...)
        Path, 1/eV.
    E_over_p : ndarray (...)
        E/p of Dirac neutrinos; 1 for Majorana neutrinos, whose potential has the factor p/E.

    Returns
    -------
    ndarray (...)
        Square of the phase that the potential adds; a probability while it is << 1.
    """
    return (math.sqrt(2.0) * G_F * C * n * length * E_over_p) ** 2

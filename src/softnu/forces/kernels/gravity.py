r"""Neutrino force in vacuum compared with gravity."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_F, G_N
from softnu.errors import ConvergenceError
from softnu.forces.kernels.spectral import scaled_potential, scaled_slope
from softnu.forces.kernels.vacuum import massless_potential

#: Newton steps in ln r: each is at most about 1 far from the root and squares the error near
#: it, so that this many reach masses 1e60 times the inverse massless crossover.
_MAX_STEPS: Final = 200
#: Largest last step in ln r: a few roundings of ln r.
_STEP_TOLERANCE: Final = 1e-14


def gravitational_potential(r: FloatArray, mass1: FloatArray, mass2: FloatArray) -> FloatArray:
    r"""Return :math:`-G_N M_1 M_2/r`.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    mass1, mass2 : ndarray (...)
        Masses, eV; all broadcast.

    Returns
    -------
    ndarray (...)
        Potential energy, eV.

    Examples
    --------
    >>> M_p = np.float64(938272088.16)
    >>> float(gravitational_potential(np.float64(1.0), M_p, M_p))
    -5.906149e-39
    """
    return -G_N * mass1 * mass2 / r


def ratio_to_gravity(
    r: FloatArray,
    gg: FloatArray,
    mass1: FloatArray,
    mass2: FloatArray,
    m_nu: FloatArray,
    majorana: bool,
) -> FloatArray:
    r"""Return the size of the neutrino force relative to gravity, :math:`|V/V_{grav}|`.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    gg : ndarray (...)
        Sum over flavours of the products of vector couplings,
        :math:`\sum_\alpha g_V^{1\alpha} g_V^{2\alpha}`.
    mass1, mass2 : ndarray (...)
        Masses of the bodies, eV, > 0.
    m_nu : ndarray (...)
        One mass for all neutrinos, eV, >= 0; all broadcast.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Dimensionless; :math:`|gg|\, G_F^2/(4\pi^3 r^4 G_N M_1 M_2)` for massless
        neutrinos. Sec. 1 of arXiv:2405.16801.

    Examples
    --------
    >>> one, M_p, massless = np.float64(1.0), np.float64(938272088.16), np.float64(0.0)
    >>> r = np.float64(3.6916e-3)  # 0.7285 nm
    >>> round(float(ratio_to_gravity(r, one, M_p, M_p, massless, False)), 3)
    1.0
    """
    w = scaled_potential(r, m_nu, m_nu).of(majorana)
    massless = massless_potential(r) / np.abs(gravitational_potential(r, mass1, mass2))
    with np.errstate(under="ignore"):
        return np.abs(gg) * massless * (w * np.exp(-2.0 * m_nu * r))


def gravity_crossover(
    gg: FloatArray,
    mass1: FloatArray,
    mass2: FloatArray,
    m_nu: FloatArray,
    majorana: bool,
) -> FloatArray:
    r"""Return the separation where the neutrino force is as strong as gravity.

    Massless neutrinos: :math:`r_0 = [|gg|\, G_F^2/(4\pi^3 G_N M_1 M_2)]^{1/4}`. Otherwise
    Newton's method for the logarithm of the ratio in ln r, from r_0: the logarithm is falling
    and concave, so the steps go monotonically to the only root.

    Parameters
    ----------
    gg : ndarray (...)
        Sum over flavours of the products of vector couplings.
    mass1, mass2 : ndarray (...)
        Masses of the bodies, eV, > 0.
    m_nu : ndarray (...)
        One mass for all neutrinos, eV, >= 0; all broadcast.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Separation, 1/eV.

    Raises
    ------
    ConvergenceError
        If there is no such separation because `gg` is 0, or it was not found.

    Examples
    --------
    >>> one, M_p, massless = np.float64(1.0), np.float64(938272088.16), np.float64(0.0)
    >>> float(gravity_crossover(one, M_p, M_p, massless, False))
    0.0036916
    """
    if np.any(np.equal(gg, 0.0)):
        raise ConvergenceError(
            "the neutrino force nowhere equals gravity: its couplings add up to 0"
        )
    r_0 = (G_F**2 / (4.0 * math.pi**3 * G_N) * (np.abs(gg) / mass1 / mass2)) ** 0.25
    r_0, m_nu = np.broadcast_arrays(r_0, m_nu)
    shift = np.zeros(r_0.shape)
    for _ in range(_MAX_STEPS):
        r = r_0 * np.exp(shift)
        w = scaled_potential(r, m_nu, m_nu).of(majorana)
        falling = scaled_slope(r, m_nu, m_nu).of(majorana) / w - 1.0
        step = (np.log(w) - 2.0 * m_nu * r - 4.0 * shift) / falling
        shift = shift + step
        if np.all(np.abs(step) <= _STEP_TOLERANCE * np.maximum(1.0, np.abs(shift))):
            return r_0 * np.exp(shift)
    raise ConvergenceError("no separation was found where the neutrino force equals gravity")

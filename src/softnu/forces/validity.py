"""Where a prediction of a force holds: warnings outside."""

from __future__ import annotations

import warnings

import numpy as np
from scipy.special import expit

from softnu.checks import FloatArray
from softnu.constants import HBAR_C
from softnu.errors import ValidityWarning

#: Below this distance (m) the exchanged momenta exceed tens of GeV: four-fermion theory fails.
_SHORTEST_R_M = 1e-17
#: Above this speed terms of second order in v exceed ten percent.
_LARGEST_SPEED = 0.3
#: Above this share of the target's mass the target recoils.
_LARGEST_ENERGY_SHARE = 0.1
#: A Gaussian in energy, which is not cut off at 0, needs this many standard deviations.
_LEAST_SIGMAS = 5.0


def warn_outside_validity(
    *,
    r: FloatArray | None = None,
    velocity1: FloatArray | None = None,
    velocity2: FloatArray | None = None,
    E_nu: FloatArray | None = None,
    mass: FloatArray | None = None,
    sigma_E: FloatArray | None = None,
) -> None:
    """Warn (:class:`ValidityWarning`) about arguments for which the assumptions fail.

    Parameters
    ----------
    r : ndarray, optional
        Distances, 1/eV.
    velocity1, velocity2 : ndarray (..., 3), optional
        Velocities of the particles.
    E_nu, mass : ndarray, optional
        Energy of background neutrinos and mass of the lighter target, eV.
    sigma_E : ndarray, optional
        Standard deviation of a Gaussian distribution of energies about E_nu, eV.
    """
    if r is not None and np.any(r * HBAR_C < _SHORTEST_R_M):
        _warn(f"r = {float(np.min(r)) * HBAR_C:.3g} m: the four-fermion theory needs r > 1e-17 m")
    for name, velocity in (("velocity1", velocity1), ("velocity2", velocity2)):
        if velocity is not None:
            speed = float(np.max(np.linalg.norm(velocity, axis=-1)))
            if speed > _LARGEST_SPEED:
                _warn(f"|{name}| = {speed:.3g}: terms beyond first order in v are left out")
    if E_nu is not None and mass is not None and np.any(E_nu > _LARGEST_ENERGY_SHARE * mass):
        _warn(
            f"the neutrino energy {float(np.max(E_nu)):.3g} eV exceeds a tenth of the target's "
            "mass: recoil is left out"
        )
    if E_nu is not None and sigma_E is not None and np.any(_LEAST_SIGMAS * sigma_E >= E_nu):
        _warn(
            f"sigma_E = {float(np.max(sigma_E)):.3g} eV is not below E/{_LEAST_SIGMAS:.0f}: a "
            "Gaussian has energies below 0"
        )


def _warn(text: str) -> None:
    warnings.warn(text, ValidityWarning, stacklevel=2)


def warn_about_pauli(distribution: str, T: FloatArray, mu: FloatArray, weight: FloatArray) -> None:
    """Warn (:class:`ValidityWarning`) if occupation numbers exceed 1.

    Parameters
    ----------
    distribution : {"fermi_dirac", "maxwell_boltzmann"}
        Statistics.
    T, mu : ndarray
        Temperature and chemical potential, eV.
    weight : ndarray
        The larger factor on the occupation numbers.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        # A degenerate gas fills its states wholly; one without neutrinos, mu = 0, has none.
        exponent = np.where(np.equal(mu, 0.0), 0.0, np.minimum(np.abs(mu) / T, 700.0))
    classical = distribution == "maxwell_boltzmann"
    largest = weight * (np.exp(exponent) if classical else expit(exponent))
    if np.any(largest > 1.0):
        _warn(
            f"occupation numbers reach {float(np.max(largest)):.3g}: Pauli allows 1, so mu, T or "
            "the weights describe no gas of neutrinos"
        )

"""Antineutrinos of a nuclear reactor: fissions, and the spectrum of each isotope."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from numpy.polynomial.polynomial import polyval

from softnu.checks import FloatArray
from softnu.data import load
from softnu.numerics.panels import panel_rule, uniform_edges

_DATA = load("reactor")
_MEV = 1e6
#: Fissioning isotopes, in the order of every array of fractions.
ISOTOPES: tuple[str, ...] = tuple(_DATA["spectra"])
#: Coefficients a_k of (E/MeV)^k, one column per isotope.
_COEFFICIENTS = np.array([_DATA["spectra"][isotope]["coefficients"] for isotope in ISOTOPES]).T
#: Energies between which the parametrisation holds, eV.
E_MIN: float = _DATA["E_min_MeV"] * _MEV
E_MAX: float = _DATA["E_max_MeV"] * _MEV
#: The exponent is a polynomial of degree 5: three panels integrate it to rounding.
EDGES: tuple[float, ...] = tuple(uniform_edges(E_MIN, E_MAX, 3).tolist())


def fission_flux(thermal_power: FloatArray, distance: FloatArray) -> FloatArray:
    r"""Fissions per area and time, :math:`P/(205\,\mathrm{MeV}\;4\pi d^2)`.

    Parameters
    ----------
    thermal_power : ndarray
        Thermal power, eV^2.
    distance : ndarray
        Distance from a point-like core, 1/eV.

    Returns
    -------
    ndarray
        eV^3.
    """
    return np.asarray(
        thermal_power / (_DATA["energy_per_fission_MeV"] * _MEV) / (4.0 * math.pi * distance**2)
    )


def total_flux(thermal_power: FloatArray, distance: FloatArray) -> FloatArray:
    """Flux of antineutrinos of all energies, six per fission, eV^3."""
    return _DATA["antineutrinos_per_fission"] * fission_flux(thermal_power, distance)


def spectra_per_fission(E: FloatArray) -> FloatArray:
    r"""Antineutrinos per fission and energy, :math:`\exp\sum_k a_k (E/\mathrm{MeV})^{k-1}`.

    Huber (arXiv:1106.0687) for 235U, 239Pu and 241Pu, Mueller et al. (arXiv:1101.2663) for
    238U; between 2 and 8 MeV only.

    Parameters
    ----------
    E : ndarray (...)
        Energy, eV.

    Returns
    -------
    ndarray (..., 4)
        1/eV, in the order of :data:`ISOTOPES`.
    """
    exponents = polyval(E / _MEV, _COEFFICIENTS)
    return np.moveaxis(np.exp(exponents), 0, -1) / _MEV


def flux_spectrum(
    thermal_power: FloatArray, distance: FloatArray, E: FloatArray, fractions: FloatArray
) -> FloatArray:
    """Flux of antineutrinos per energy, from 2 to 8 MeV.

    Parameters
    ----------
    thermal_power, distance, E : ndarray (...)
        Thermal power (eV^2), distance (1/eV), energy (eV).
    fractions : ndarray (..., 4)
        Fissions of each isotope per 205 MeV of heat.

    Returns
    -------
    ndarray (...)
        eV^2.
    """
    per_fission = (spectra_per_fission(E) * fractions).sum(axis=-1)
    return fission_flux(thermal_power, distance) * per_fission


@cache
def _moments() -> tuple[FloatArray, FloatArray]:
    """Antineutrinos per fission of each isotope between 2 and 8 MeV, and their energy."""
    E, weight = panel_rule(np.asarray(EDGES))
    spectra = spectra_per_fission(E)
    return weight @ spectra, (weight * E) @ spectra


def spectrum_flux(
    thermal_power: FloatArray, distance: FloatArray, fractions: FloatArray
) -> FloatArray:
    """Integral of :func:`flux_spectrum` over its range, 2 to 8 MeV, eV^3."""
    number, _ = _moments()
    return fission_flux(thermal_power, distance) * (fractions * number).sum(axis=-1)


def mean_energy(fractions: FloatArray) -> FloatArray:
    """Mean energy of the antineutrinos between 2 and 8 MeV, eV; `fractions` not all 0."""
    number, energy = _moments()
    return np.asarray((fractions * energy).sum(axis=-1) / (fractions * number).sum(axis=-1))

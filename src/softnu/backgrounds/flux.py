"""A directional background as kernels see it: flux per energy, and lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.panels import panel_rule


class Line(NamedTuple):
    """Neutrinos of one energy.

    Attributes
    ----------
    E : float
        Energy, eV.
    flux : float
        Flux, eV^3 (equal to the number density, c = 1).
    particle : {"nu", "nubar"}
        Neutrinos or antineutrinos.
    """

    E: float
    flux: float
    particle: str


class FluxSpectrum(NamedTuple):
    """Flux of neutrinos and antineutrinos of each flavour, at the place of the experiment.

    Attributes
    ----------
    nu, nubar : callable
        Vectorised flux per energy, eV^3/eV, as functions of the energy in eV; asked only
        between the first and the last of `edges`.
    edges : tuple of float
        Increasing energies in eV between which the flux is smooth; it is 0 outside. Empty if
        there are only lines.
    lines : tuple of Line
        Discrete energies beside the continuum.
    flavours : tuple of str
        Flavours of which each has this flux.
    """

    nu: Callable[[FloatArray], FloatArray]
    nubar: Callable[[FloatArray], FloatArray]
    edges: tuple[float, ...]
    lines: tuple[Line, ...] = ()
    flavours: tuple[str, ...] = ("e",)


def nothing(E: FloatArray) -> FloatArray:
    """Flux per energy of particles that are not there."""
    return np.zeros_like(E)


def flux_moment(spectrum: FluxSpectrum, power: int) -> float:
    """Integral of E^power times the flux, over everything in the spectrum.

    Parameters
    ----------
    spectrum : FluxSpectrum
        The flux; 16 Gauss-Legendre nodes between neighbouring edges resolve it.
    power : int
        0 for the flux itself, 1 for the energy that it carries.

    Returns
    -------
    float
        Neutrinos and antineutrinos of all flavours together, eV^(3 + power).
    """
    total = sum(line.E**power * line.flux for line in spectrum.lines)
    if spectrum.edges:
        E, weight = panel_rule(np.asarray(spectrum.edges))
        total += float((weight * E**power) @ (spectrum.nu(E) + spectrum.nubar(E)))
    return len(spectrum.flavours) * total


#: A Gaussian is e^-36 of its peak here, in standard deviations; panels of one each resolve it.
_GAUSSIAN_RANGE = 8.5


def gaussian_spectrum(
    E: float, sigma_E: float, flux: float, particle: str = "nu", flavours: tuple[str, ...] = ("e",)
) -> FluxSpectrum:
    """Return the spectrum of neutrinos with a Gaussian distribution of energies, or one energy.

    Parameters
    ----------
    E, sigma_E : float
        Mean and standard deviation, eV, 0 <= sigma_E < E/5; energies below 0 are cut off.
    flux : float
        Flux of each flavour, eV^3.
    particle : {"nu", "nubar"}
        Neutrinos or antineutrinos.
    flavours : tuple of str
        Flavours of which each has this flux.

    Returns
    -------
    FluxSpectrum
        A line if `sigma_E` is 0.
    """
    if sigma_E == 0.0:
        return FluxSpectrum(nothing, nothing, (), (Line(E, flux, particle),), flavours)

    def bell(energy: FloatArray) -> FloatArray:
        scale = flux / (np.sqrt(2.0 * np.pi) * sigma_E)
        return np.asarray(scale * np.exp(-0.5 * ((energy - E) / sigma_E) ** 2))

    steps = E + sigma_E * np.arange(-_GAUSSIAN_RANGE, _GAUSSIAN_RANGE + 1.0)
    edges = tuple(np.unique(np.maximum(steps, 0.0)).tolist())
    nu, nubar = (bell, nothing) if particle == "nu" else (nothing, bell)
    return FluxSpectrum(nu, nubar, edges, flavours=flavours)

"""What every source of neutrinos can tell: densities, mean energy, a figure of itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.drawing import draw_flux, draw_occupation
from softnu.backgrounds.flux import FluxSpectrum, flux_moment
from softnu.backgrounds.inputs import PARTICLES, Particle
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.units import checked, from_natural, to_natural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_POINTS = 400


class Density(NamedTuple):
    """Number and energy density (eV^3, eV^4) of neutrinos, taken as massless."""

    number: float
    energy: float


class IsotropicSource(ABC):
    """Neutrinos that come alike from all directions, with occupation numbers.

    Densities are those of one mass state and one of the helicities that are filled.
    """

    @abstractmethod
    def _occupation(self, k: FloatArray, particle: Particle) -> FloatArray:
        """Occupation numbers at the momenta `k` in eV."""

    @abstractmethod
    def _density(self, particle: Particle) -> Density:
        """Densities of neutrinos or antineutrinos."""

    @abstractmethod
    def _largest_k(self) -> float:
        """Momentum (eV) up to which a figure shows the occupation numbers."""

    def occupation(self, k: Any, particle: Particle = "nu") -> FloatArray:
        """Return the occupation numbers at momenta `k`.

        Parameters
        ----------
        k : Quantity or str
            Momenta >= 0.
        particle : {"nu", "nubar"}
            Neutrinos or antineutrinos.

        Returns
        -------
        ndarray
            Same shape as `k`.

        Raises
        ------
        SoftnuError
            If `k` lacks a unit or is negative, or `particle` is unknown.
        """
        checks.one_of("particle", particle, PARTICLES)
        return self._occupation(checked("k", k, "energy", checks.nonnegative), particle)

    @property
    def number_density(self) -> u.Quantity:
        """Neutrinos and antineutrinos of one mass state and helicity, per volume."""
        return from_natural(self._total().number, "1/cm3")

    @property
    def flux(self) -> u.Quantity:
        """Number density times c: the flux of massless neutrinos from all directions."""
        return from_natural(self._total().number, "1/(cm2 s)")

    @property
    def mean_energy(self) -> u.Quantity:
        """Mean momentum, which is the mean energy if the mass is negligible."""
        total = self._require_neutrinos()
        return from_natural(total.energy / total.number, "eV")

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the occupation numbers.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where to draw, by default the axes of a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The axes with the curves.

        Raises
        ------
        DomainError
            If there are no neutrinos.
        """
        self._require_neutrinos()
        k = np.linspace(0.0, self._largest_k(), _POINTS)
        curves: dict[Particle, FloatArray] = {
            particle: self._occupation(k, particle) for particle in PARTICLES
        }
        return draw_occupation(curves, k, ax)

    def _require_neutrinos(self) -> Density:
        total = self._total()
        if total.number == 0.0:
            raise DomainError("a background without neutrinos has no mean energy and no figure")
        return total

    def _total(self) -> Density:
        nu, nubar = self._density("nu"), self._density("nubar")
        return Density(nu.number + nubar.number, nu.energy + nubar.energy)


class FluxSource(ABC):
    """Neutrinos that arrive with a flux per energy, taken as massless."""

    @property
    @abstractmethod
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy as kernels see it, in natural units."""

    @property
    def flux(self) -> u.Quantity:
        """Flux of all energies, particles and flavours."""
        return self.spectrum_flux

    @property
    def spectrum_flux(self) -> u.Quantity:
        """The part of the flux whose spectrum is known: continuum and lines."""
        return from_natural(flux_moment(self.kernel_spectrum, 0), "1/(cm2 s)")

    @property
    def number_density(self) -> u.Quantity:
        """Flux divided by c."""
        return from_natural(to_natural("flux", self.flux, "flux"), "1/cm3")

    @property
    def mean_energy(self) -> u.Quantity:
        """Mean energy of the neutrinos whose spectrum is known."""
        spectrum = self.kernel_spectrum
        number = flux_moment(spectrum, 0)
        if number == 0.0:
            raise DomainError("a source without neutrinos has no mean energy")
        return from_natural(flux_moment(spectrum, 1) / number, "MeV")

    def flux_spectrum(self, E: Any, particle: Particle | None = None) -> u.Quantity:
        """Return the flux per energy of one flavour, without lines.

        Parameters
        ----------
        E : Quantity or str
            Energies >= 0.
        particle : {"nu", "nubar"}, optional
            Neutrinos or antineutrinos; by default what the source emits, neutrinos if both.

        Returns
        -------
        Quantity
            In 1/(cm2 s MeV), same shape as `E`.

        Raises
        ------
        SoftnuError
            If `E` lacks a unit or is outside the range in which the spectrum is known, or if
            the source has only lines.
        """
        chosen = checks.one_of("particle", particle or self._emits, PARTICLES)
        energies = checked("E", E, "energy", self._check_energy)
        spectrum = self.kernel_spectrum
        if not spectrum.edges:
            raise DomainError("the source has only lines: they are in kernel_spectrum.lines")
        function = spectrum.nu if chosen == "nu" else spectrum.nubar
        return from_natural(function(energies), "1/(cm2 s MeV)")

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the flux per energy of one flavour, and the lines.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where to draw, by default the axes of a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The axes with the curves.
        """
        return draw_flux(self._parts(), ax)

    @property
    def _emits(self) -> Particle:
        """What `flux_spectrum` gives if not asked for one of the two."""
        return "nu"

    def _parts(self) -> dict[str, FluxSpectrum]:
        """Spectra to be drawn, by their names in the legend."""
        return {"": self.kernel_spectrum}

    def _check_energy(self, name: str, value: Any) -> FloatArray:
        return checks.nonnegative(name, value)

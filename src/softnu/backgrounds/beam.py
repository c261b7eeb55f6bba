"""Neutrinos of one momentum, and the density that belongs to a flux."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.drawing import draw_flux
from softnu.backgrounds.flux import FluxSpectrum, Line, nothing
from softnu.backgrounds.inputs import FLAVOURS, PARTICLES, Particle, one_value
from softnu.checks import FloatArray
from softnu.quantity import NONNEGATIVE, Parameter, quantity
from softnu.units import from_natural, to_natural

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True)
class NeutrinoBeam:
    """Neutrinos that all move with one momentum, of one flavour, taken as massless.

    Parameters
    ----------
    k : Quantity or sequence of str
        Momentum vector, three components.
    flux : Quantity or str
        Number per area and time; equal to the number density times c.
    particle : {"nu", "nubar"}
        Neutrinos or antineutrinos, with the helicity that weak interactions produce.
    flavour : {"e", "mu", "tau"}
        Flavour at the place of the experiment.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Examples
    --------
    >>> beam = NeutrinoBeam(["0 MeV", "0 MeV", "3 MeV"], "5e9 1/(cm2 s)", particle="nubar")
    >>> beam.flavour
    'e'
    >>> beam.number_density.round(3)
    <Quantity 0.167 1 / cm3>
    """

    k: Any
    flux: u.Quantity | str
    particle: Particle = "nu"
    flavour: Literal["e", "mu", "tau"] = field(default="e")

    def __post_init__(self) -> None:
        checks.one_of("particle", self.particle, PARTICLES)
        checks.one_of("flavour", self.flavour, FLAVOURS)
        checks.nonzero_vector("k", self.k_natural)
        one_value("flux", self.flux, "flux", checks.nonnegative)

    @property
    def k_natural(self) -> FloatArray:
        """Momentum vector in eV."""
        return to_natural("k", self.k, "energy")

    @property
    def flux_natural(self) -> FloatArray:
        """Flux in eV^3."""
        return to_natural("flux", self.flux, "flux")

    @property
    def number_density(self) -> u.Quantity:
        """Flux divided by c."""
        return from_natural(density_from_flux(self.flux_natural), "1/cm3")

    @property
    def mean_energy(self) -> u.Quantity:
        """The energy of every neutrino."""
        return from_natural(np.linalg.norm(self.k_natural), "MeV")

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The beam as one line, in natural units."""
        energy = float(np.linalg.norm(self.k_natural))
        line = Line(energy, float(self.flux_natural), self.particle)
        return FluxSpectrum(nothing, nothing, (), (line,), (self.flavour,))

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw the line at the energy of the beam.

        Parameters
        ----------
        ax : matplotlib.axes.Axes, optional
            Where to draw, by default the axes of a new figure.

        Returns
        -------
        matplotlib.axes.Axes
            The axes with the line.
        """
        return draw_flux({"": self.kernel_spectrum}, ax)


@quantity(
    "backgrounds.density_from_flux",
    items=(Parameter("flux", "flux", "number per area and time", range=NONNEGATIVE),),
    unit="eV3",
    formula=r"n = \Phi/c",
    source="definition of a flux; arXiv:2405.16801, Sec. 4",
    papers=("2405.16801",),
    accuracy="1e-15",
    validity="neutrinos at the speed of light, from one direction",
    example={"flux": "5e9 1/(cm2 s)"},
)
def density_from_flux(flux: FloatArray) -> FloatArray:
    """Number density of a beam at the speed of light."""
    return flux

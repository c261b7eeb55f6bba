"""Neutrinos of a supernova."""

from __future__ import annotations

from dataclasses import dataclass

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.flux import FluxSpectrum
from softnu.backgrounds.inputs import FLAVOURS, one_value
from softnu.backgrounds.kernels import supernova as kernels
from softnu.backgrounds.source import FluxSource
from softnu.checks import FloatArray, in_range
from softnu.data import load
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, Range, quantity
from softnu.units import from_natural, to_natural

_DATA = load("supernova")
_MEAN_ENERGY = f"{_DATA['mean_energy_MeV']:g} MeV"
_TOTAL_ENERGY = f"{_DATA['total_energy_erg']:g} erg"
_DURATION = f"{_DATA['duration_s']:g} s"
_PINCHING: float = _DATA["pinching"]
#: Species that share the energy equally: three flavours, neutrinos and antineutrinos.
SPECIES: int = _DATA["species"]


def _check_pinching(name: str, value: object) -> FloatArray:
    return in_range(name, value, 0.0, 100.0)


@dataclass(frozen=True)
class SupernovaNeutrinos(FluxSource):
    """Neutrinos and antineutrinos of all flavours alike from a supernova, in a steady burst.

    Parameters
    ----------
    distance : Quantity or str
        From the supernova.
    mean_energy : Quantity or str
        Mean energy of a neutrino.
    pinching : float
        Exponent alpha of the spectrum, 0 to 100; larger is narrower.
    total_energy : Quantity or str
        Energy emitted in all six species, shared equally.
    duration : Quantity or str
        Duration of the emission.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Notes
    -----
    The spectrum is Eq. (1) of arXiv:1211.3920, the flux the average over the duration;
    flavour conversion changes nothing where all species are alike.

    Examples
    --------
    >>> burst = SupernovaNeutrinos("10 kpc")
    >>> f"{burst.flux:.3e}"
    '4.347e+10 1 / (s cm2)'
    >>> burst.mean_energy
    <Quantity 12. MeV>
    >>> f"{burst.flux_spectrum('15 MeV', particle='nubar'):.4e}"
    '3.2045e+08 1 / (MeV s cm2)'
    """

    distance: u.Quantity | str
    mean_energy: u.Quantity | str = _MEAN_ENERGY
    pinching: float = _PINCHING
    total_energy: u.Quantity | str = _TOTAL_ENERGY
    duration: u.Quantity | str = _DURATION

    def __post_init__(self) -> None:
        for name, kind, unit in (
            ("distance", "length", "kpc"),
            ("mean_energy", "energy", "MeV"),
            ("total_energy", "energy", "erg"),
            ("duration", "time", "s"),
        ):
            value = one_value(name, getattr(self, name), kind, checks.positive)
            object.__setattr__(self, name, from_natural(value, unit))
        one_value("pinching", self.pinching, "number", _check_pinching)

    @property
    def flux(self) -> u.Quantity:
        """Flux of all six species together."""
        return from_natural(SPECIES * self._species_flux, "1/(cm2 s)")

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy of each species as kernels see it, in natural units."""
        mean = to_natural("mean_energy", self.mean_energy, "energy")
        alpha, flux = np.asarray(float(self.pinching)), self._species_flux

        def one_species(E: FloatArray) -> FloatArray:
            return flux * kernels.pinched_spectrum(E, mean, alpha)

        edges = tuple(kernels.pinched_edges(float(mean), float(alpha)).tolist())
        return FluxSpectrum(one_species, one_species, edges, flavours=FLAVOURS)

    @property
    def _species_flux(self) -> FloatArray:
        return kernels.species_flux(
            to_natural("mean_energy", self.mean_energy, "energy"),
            to_natural("total_energy", self.total_energy, "energy") / SPECIES,
            to_natural("distance", self.distance, "length"),
            to_natural("duration", self.duration, "time"),
        )


_ENERGY_ITEM = Parameter("E", "energy", "neutrino energy", range=NONNEGATIVE)
_MEAN_ENERGY_ITEM = Parameter(
    "mean_energy", "energy", "mean neutrino energy", _MEAN_ENERGY, range=POSITIVE
)
_PINCHING_ITEM = Parameter(
    "pinching",
    "number",
    "exponent of the spectrum, larger is narrower",
    _PINCHING,
    range=Range("0 to 100", _check_pinching),
)
_BURST = (
    Parameter(
        "total_energy", "energy", "energy in all six species", _TOTAL_ENERGY, range=POSITIVE
    ),
    Parameter("distance", "length", "distance from the supernova", range=POSITIVE),
    Parameter("duration", "time", "duration of a steady emission", _DURATION, range=POSITIVE),
)
_PAPERS = ("1211.3920",)


@quantity(
    "backgrounds.supernova.flux",
    items=(_MEAN_ENERGY_ITEM, *_BURST),
    unit="1/(cm2 s)",
    formula=r"\Phi = \frac{E_{\rm tot}}{\langle E\rangle\,4\pi d^2\,\Delta t}",
    source="energy over mean energy, spread over a sphere",
    papers=(),
    accuracy="1e-12",
    validity="average over the duration; all six species together",
    example={"distance": "10 kpc"},
)
def flux(
    mean_energy: FloatArray, total_energy: FloatArray, distance: FloatArray, duration: FloatArray
) -> FloatArray:
    """Flux of supernova neutrinos and antineutrinos of all flavours."""
    return kernels.species_flux(mean_energy, total_energy, distance, duration)


@quantity(
    "backgrounds.supernova.flux_spectrum",
    items=(_ENERGY_ITEM, _MEAN_ENERGY_ITEM, _PINCHING_ITEM, *_BURST),
    unit="1/(cm2 s eV)",
    formula=r"\frac{d\Phi}{dE} = \frac{E_{\rm tot}/6}{\langle E\rangle\,4\pi d^2\,\Delta t}"
    r"\,\frac{(\alpha+1)^{\alpha+1}}{\langle E\rangle\Gamma(\alpha+1)}"
    r"\left(\frac{E}{\langle E\rangle}\right)^\alpha e^{-(\alpha+1)E/\langle E\rangle}",
    source="Tamborra et al., arXiv:1211.3920, Eq. (1)",
    papers=_PAPERS,
    accuracy="1e-13",
    validity="average over the duration; one of six species that share the energy equally",
    example={"E": "15 MeV", "distance": "10 kpc"},
)
def flux_spectrum(
    E: FloatArray,
    mean_energy: FloatArray,
    pinching: FloatArray,
    total_energy: FloatArray,
    distance: FloatArray,
    duration: FloatArray,
) -> FloatArray:
    """Flux per energy of one of the six species of supernova neutrinos."""
    one_species = kernels.species_flux(mean_energy, total_energy / SPECIES, distance, duration)
    return one_species * kernels.pinched_spectrum(E, mean_energy, pinching)

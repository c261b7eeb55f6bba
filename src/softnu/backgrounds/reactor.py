"""Antineutrinos of a nuclear reactor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.flux import FluxSpectrum, nothing
from softnu.backgrounds.inputs import Particle, one_value
from softnu.backgrounds.kernels import reactor as kernels
from softnu.backgrounds.source import FluxSource
from softnu.checks import FloatArray
from softnu.data import load
from softnu.errors import DomainError
from softnu.quantity import POSITIVE, Parameter, Range, quantity
from softnu.units import checked, from_natural, to_natural

_DEFAULT_FRACTIONS: list[float] = load("reactor")["fuel"]["fractions"]
#: Published fractions are rounded: their sum may exceed 1 by this much.
_ROUNDED_SUM = 1e-2
#: Energies at the ends of the range, converted from other units, may be rounded beyond them.
_ROUNDING = 1e-12
_ISOTOPES = ", ".join(kernels.ISOTOPES)


def check_fractions(name: str, value: Any) -> FloatArray:
    """Return shares of the four isotopes; raise :class:`DomainError` if they are none.

    They are used as given: four that add up to less than 1 are a part of the fissions.
    """
    fractions = checks.nonnegative(name, value)
    count = len(kernels.ISOTOPES)
    if fractions.ndim == 0 or fractions.shape[-1] != count:
        raise DomainError(
            f"{name} must be {count} numbers, for {_ISOTOPES}; its shape is {fractions.shape}"
        )
    total = fractions.sum(axis=-1)
    bad = (total == 0.0) | (total > 1.0 + _ROUNDED_SUM)
    if np.any(bad):
        raise DomainError(
            f"{name} with the sum {float(total[bad].flat[0]):.6g} is not allowed: shares of the "
            f"fissions of {_ISOTOPES} have a sum > 0 and at most 1"
        )
    return fractions


def check_energy(name: str, value: Any) -> FloatArray:
    """Return energies (eV); raise :class:`DomainError` outside 2 to 8 MeV."""
    energies = checks.finite(name, value)
    low, high = kernels.E_MIN * (1.0 - _ROUNDING), kernels.E_MAX * (1.0 + _ROUNDING)
    if np.any((energies < low) | (energies > high)):
        raise DomainError(
            f"{name} is not allowed: it must be between {kernels.E_MIN / 1e6:g} MeV and "
            f"{kernels.E_MAX / 1e6:g} MeV, where the spectrum is known"
        )
    return energies


@dataclass(frozen=True)
class ReactorNeutrinos(FluxSource):
    """Electron antineutrinos of a reactor, unoscillated, from a point-like core.

    The spectrum of Huber (arXiv:1106.0687) and Mueller et al. (arXiv:1101.2663) is known from
    2 to 8 MeV only and holds a part of the six antineutrinos per fission: `flux` counts all
    six; `spectrum_flux`, `mean_energy` and `kernel_spectrum` are those between 2 and 8 MeV.

    Parameters
    ----------
    thermal_power : Quantity or str
        Thermal (not electric) power.
    distance : Quantity or str
        From the core.
    fractions : sequence of float
        Shares of 235U, 238U, 239Pu and 241Pu in the fissions, used as given; a sum below 1
        stands for a part of the fuel.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Notes
    -----
    Every fission releases 205 MeV. The spectra are known to about 2 % at 3 MeV and 10 % at
    8 MeV; measurements lie 5 % below them and show an excess near 5 MeV.

    Examples
    --------
    >>> reactor = ReactorNeutrinos("2.9 GW", "1 km")
    >>> f"{reactor.flux:.3e}"
    '4.216e+09 1 / (s cm2)'
    >>> f"{reactor.spectrum_flux:.3e}"
    '1.121e+09 1 / (s cm2)'
    >>> f"{reactor.flux_spectrum('3 MeV'):.3e}"
    '4.390e+08 1 / (MeV s cm2)'
    """

    thermal_power: u.Quantity | str
    distance: u.Quantity | str
    fractions: tuple[float, ...] = tuple(_DEFAULT_FRACTIONS)

    def __post_init__(self) -> None:
        one_value("thermal_power", self.thermal_power, "power", checks.positive)
        one_value("distance", self.distance, "length", checks.positive)
        fractions = checked("fractions", self.fractions, "number", check_fractions)
        if fractions.ndim != 1:
            raise DomainError(f"fractions must be four numbers, its shape is {fractions.shape}")
        object.__setattr__(self, "fractions", tuple(fractions.tolist()))

    @property
    def flux(self) -> u.Quantity:
        """Flux of all energies: six antineutrinos per fission."""
        return from_natural(kernels.total_flux(*self._place), "1/(cm2 s)")

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy from 2 to 8 MeV as kernels see it, in natural units."""
        place, fractions = self._place, np.asarray(self.fractions)
        return FluxSpectrum(
            nothing, lambda E: kernels.flux_spectrum(*place, E, fractions), kernels.EDGES
        )

    @property
    def _place(self) -> tuple[FloatArray, FloatArray]:
        """Thermal power (eV^2) and distance (1/eV)."""
        return (
            to_natural("thermal_power", self.thermal_power, "power"),
            to_natural("distance", self.distance, "length"),
        )

    @property
    def _emits(self) -> Particle:
        return "nubar"

    def _check_energy(self, name: str, value: Any) -> FloatArray:
        return check_energy(name, value)


_POWER = Parameter("thermal_power", "power", "thermal power of the reactor", range=POSITIVE)
_DISTANCE = Parameter("distance", "length", "distance from the core", range=POSITIVE)
_FRACTIONS = Parameter(
    "fractions",
    "number list",
    f"shares of {_ISOTOPES} in the fissions",
    str(_DEFAULT_FRACTIONS),
    range=Range("four numbers >= 0, sum at most 1", check_fractions),
)
_PAPERS = ("1106.0687", "1101.2663")
_SPECTRA = "Huber, arXiv:1106.0687, Table III; Mueller et al., arXiv:1101.2663, Table VI"
_PLACE = {"thermal_power": "2.9 GW", "distance": "1 km"}


@quantity(
    "backgrounds.reactor.flux",
    items=(_POWER, _DISTANCE),
    unit="1/(cm2 s)",
    formula=r"\Phi = \frac{6\,P}{205\,\mathrm{MeV}\;4\pi d^2}",
    source="six antineutrinos per fission of 205 MeV; arXiv:2405.16801, Sec. 4",
    papers=("2405.16801",),
    accuracy="1e-15 beside a few percent of the two round numbers",
    validity="all energies, from 0; point-like core, no oscillations",
    example=_PLACE,
)
def flux(thermal_power: FloatArray, distance: FloatArray) -> FloatArray:
    """Flux of antineutrinos of all energies from a reactor."""
    return kernels.total_flux(thermal_power, distance)


@quantity(
    "backgrounds.reactor.flux_above_2_mev",
    items=(_POWER, _DISTANCE, _FRACTIONS),
    unit="1/(cm2 s)",
    formula=r"\int_{2\,\mathrm{MeV}}^{8\,\mathrm{MeV}}\frac{d\Phi}{dE}\,dE",
    source=_SPECTRA,
    papers=_PAPERS,
    accuracy="1e-14 beside 3 % of the spectra",
    validity="2 to 8 MeV; point-like core, no oscillations",
    example=_PLACE,
)
def flux_above_2_mev(
    thermal_power: FloatArray, distance: FloatArray, fractions: FloatArray
) -> FloatArray:
    """Flux of reactor antineutrinos between 2 and 8 MeV, a part of backgrounds.reactor.flux."""
    return kernels.spectrum_flux(thermal_power, distance, fractions)


@quantity(
    "backgrounds.reactor.flux_spectrum",
    items=(
        _POWER,
        _DISTANCE,
        Parameter(
            "E",
            "energy",
            "energy of the antineutrino",
            range=Range("2 MeV to 8 MeV", check_energy),
        ),
        _FRACTIONS,
    ),
    unit="1/(cm2 s eV)",
    formula=r"\frac{d\Phi}{dE} = \frac{P}{205\,\mathrm{MeV}\;4\pi d^2}"
    r"\sum_i f_i\,e^{\sum_k a_{ik}(E/\mathrm{MeV})^{k-1}}",
    source=_SPECTRA,
    papers=_PAPERS,
    accuracy="1e-13 beside 2 % of the spectra at 3 MeV, 10 % at 8 MeV",
    validity="2 to 8 MeV; point-like core, no oscillations",
    example={**_PLACE, "E": "3 MeV"},
)
def flux_spectrum(
    thermal_power: FloatArray, distance: FloatArray, E: FloatArray, fractions: FloatArray
) -> FloatArray:
    """Flux of antineutrinos per energy from a reactor."""
    return kernels.flux_spectrum(thermal_power, distance, E, fractions)


@quantity(
    "backgrounds.reactor.mean_energy",
    items=(_FRACTIONS,),
    unit="MeV",
    formula=r"\langle E\rangle = \int E\,\frac{d\Phi}{dE}\,dE\Big/\int\frac{d\Phi}{dE}\,dE",
    source=_SPECTRA,
    papers=_PAPERS,
    accuracy="1e-14 beside 1 % of the spectra",
    validity="mean between 2 and 8 MeV, where the spectrum is known",
    example={"fractions": [0.58, 0.07, 0.30, 0.05]},
)
def mean_energy(fractions: FloatArray) -> FloatArray:
    """Mean energy of the reactor antineutrinos between 2 and 8 MeV."""
    return kernels.mean_energy(fractions)

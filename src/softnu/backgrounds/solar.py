"""Neutrinos of the Sun, by component."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.flux import FluxSpectrum, Line, nothing
from softnu.backgrounds.kernels.allowed import allowed_edges, allowed_spectrum
from softnu.backgrounds.source import FluxSource
from softnu.checks import FloatArray
from softnu.data import load
from softnu.errors import DomainError
from softnu.quantity import NONNEGATIVE, Parameter, quantity
from softnu.units import to_natural

#: The components that a standard solar model predicts.
COMPONENTS: tuple[str, ...] = tuple(load("solar")["components"])
ALL = "all"
_CHOICES = (*COMPONENTS, ALL)
_WITH_SHAPE = tuple(name for name in COMPONENTS if "Q_MeV" in load("solar")["components"][name])


class Component(NamedTuple):
    """Neutrinos of one reaction: flux (eV^3), end point of an allowed spectrum (eV), lines."""

    flux: float
    Q: float | None
    lines: tuple[Line, ...]

    def continuum(self, E: FloatArray) -> FloatArray:
        """Flux per energy, eV^2, at energies in eV."""
        if self.Q is None:
            return nothing(E)
        return self.flux * allowed_spectrum(E, np.asarray(self.Q))

    @property
    def has_spectrum(self) -> bool:
        """Whether it is known how the flux is spread over energies."""
        return self.Q is not None or bool(self.lines)


@cache
def component_data(name: str) -> Component:
    """Return the component `name` of the data table, in natural units."""
    data = load("solar")["components"][name]
    total = float(to_natural("flux", f"{data['flux_per_cm2_s']} 1/(cm2 s)", "flux"))
    lines = (
        Line(line["E_MeV"] * 1e6, line["share"] * total, "nu") for line in data.get("lines", ())
    )
    Q = data["Q_MeV"] * 1e6 if "Q_MeV" in data else None
    return Component(total, Q, tuple(lines))


@cache
def _spectrum(names: tuple[str, ...]) -> FluxSpectrum:
    """Spectrum of the components `names` together."""
    chosen = [component_data(name) for name in names]
    if not any(component.has_spectrum for component in chosen):
        raise DomainError(
            f"the component {names[0]!r} is known by its flux only: its spectrum does not have "
            "the allowed shape; components with a spectrum: "
            + ", ".join(name for name in COMPONENTS if component_data(name).has_spectrum)
        )
    edges = [allowed_edges(component.Q) for component in chosen if component.Q is not None]
    lines = tuple(line for component in chosen for line in component.lines)

    def continuum(E: FloatArray) -> FloatArray:
        return np.sum([component.continuum(E) for component in chosen], axis=0)

    merged = tuple(np.unique(np.concatenate(edges)).tolist()) if edges else ()
    return FluxSpectrum(continuum, nothing, merged, lines)


@dataclass(frozen=True)
class SolarNeutrinos(FluxSource):
    """Electron neutrinos of the Sun at the Earth, unoscillated.

    Fluxes are those of the solar model B16-GS98 (arXiv:1611.09867). The spectra of pp, hep,
    13n, 15o and 17f have the allowed shape without Fermi function; pep and 7be are lines. The
    spectrum of 8b is of neither kind and not given: its flux counts in `flux`, and is missing
    in `spectrum_flux`, `mean_energy` and `kernel_spectrum`.

    Parameters
    ----------
    component : str
        "pp", "pep", "hep", "7be", "8b", "13n", "15o", "17f" or "all".

    Raises
    ------
    UnknownNameError
        If there is no such component.

    Examples
    --------
    >>> sun = SolarNeutrinos("pp")
    >>> f"{sun.flux:.2e}", sun.mean_energy.round(3)
    ('5.98e+10 1 / (s cm2)', <Quantity 0.268 MeV>)
    >>> SolarNeutrinos("7be").kernel_spectrum.lines[1].E
    384300.0
    """

    component: str = ALL

    def __post_init__(self) -> None:
        checks.one_of("component", self.component, _CHOICES)

    @property
    def flux(self) -> u.Quantity:
        """Flux of all energies."""
        data = load("solar")["components"]
        return u.Quantity(sum(data[n]["flux_per_cm2_s"] for n in self._names), "1/(cm2 s)")

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy and the lines as kernels see them, in natural units."""
        return _spectrum(self._names)

    @property
    def disk_radius(self) -> u.Quantity:
        """Angular radius of the Sun."""
        return u.Quantity(load("solar")["angles"]["disk_rad"], "rad")

    @property
    def production_radius(self) -> u.Quantity:
        """Angular radius, at most, of the region where the neutrinos are produced."""
        return u.Quantity(load("solar")["angles"]["production_rad"], "rad")

    @property
    def _names(self) -> tuple[str, ...]:
        return COMPONENTS if self.component == ALL else (self.component,)

    def _parts(self) -> dict[str, FluxSpectrum]:
        if self.component != ALL:
            return {self.component: self.kernel_spectrum}
        return {n: _spectrum((n,)) for n in COMPONENTS if component_data(n).has_spectrum}


def _component(meaning: str) -> Parameter:
    return Parameter("component", "word", meaning, choices=_CHOICES)


_MODEL = "B16-GS98, Vinyoles et al., arXiv:1611.09867"
_PAPERS = ("1611.09867",)


@quantity(
    "backgrounds.solar.flux",
    items=(_component("reaction, or all together"),),
    unit="1/(cm2 s)",
    formula=r"\Phi",
    source=_MODEL,
    papers=_PAPERS,
    accuracy="the printed digits; the model is uncertain by 0.6 % (pp) to 30 % (hep)",
    validity="at the Earth, no oscillations",
    example={"component": "pp"},
)
def flux(component: str) -> FloatArray:
    """Flux of solar neutrinos of one reaction."""
    return to_natural("flux", SolarNeutrinos(component).flux, "flux")


@quantity(
    "backgrounds.solar.flux_spectrum",
    items=(
        _component(f"reaction with a continuous spectrum ({', '.join(_WITH_SHAPE)}), or all"),
        Parameter("E", "energy", "neutrino energy", range=NONNEGATIVE),
    ),
    unit="1/(cm2 s eV)",
    formula=r"\frac{d\Phi}{dE} \propto E^2\,W\sqrt{W^2-m_e^2},\quad W = Q + m_e - E",
    source=f"allowed shape; {_MODEL}",
    papers=_PAPERS,
    accuracy="1e-14 beside the Fermi function: some percent, more where the positron is slow, "
    "close to the end point",
    validity="at the Earth, no oscillations; without lines and without 8b; 0 above Q",
    example={"component": "pp", "E": "0.2 MeV"},
)
def flux_spectrum(component: str, E: FloatArray) -> FloatArray:
    """Flux of solar neutrinos per energy, continuous part."""
    spectrum = SolarNeutrinos(component).kernel_spectrum
    if not spectrum.edges:
        raise DomainError(
            f"the component {component!r} has only lines; with a continuous spectrum: "
            + ", ".join(_WITH_SHAPE)
        )
    return spectrum.nu(E)


@quantity(
    "backgrounds.solar.mean_energy",
    items=(_component("reaction other than 8b, or all but 8b together"),),
    unit="MeV",
    formula=r"\langle E\rangle = \int E\,\frac{d\Phi}{dE}\,dE\Big/\int\frac{d\Phi}{dE}\,dE",
    source=f"allowed shape and lines; {_MODEL}",
    papers=_PAPERS,
    accuracy="1e-14 beside the Fermi function, which lowers it by up to 1 %",
    validity="at the Earth, no oscillations; lines included, 8b not",
    example={"component": "pp"},
)
def mean_energy(component: str) -> FloatArray:
    """Mean energy of solar neutrinos of one reaction."""
    return to_natural("mean_energy", SolarNeutrinos(component).mean_energy, "energy")

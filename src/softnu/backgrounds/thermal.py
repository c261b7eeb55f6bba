"""Isotropic neutrinos with a thermal distribution of momenta."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.inputs import POPULATIONS, Particle, Population, one_value
from softnu.backgrounds.kernels import thermal as kernels
from softnu.backgrounds.source import Density, IsotropicSource
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.units import from_natural, to_natural

DISTRIBUTIONS = ("fermi_dirac", "maxwell_boltzmann")
NATURES = ("dirac", "majorana")
#: e^700 is near the largest number.
_LARGEST_EXPONENT = 700.0
#: Figures end this many temperatures above the chemical potential.
_SHOWN_T = 12.0
#: Figures of a degenerate gas end at this many Fermi momenta.
_SHOWN_EDGES = 1.25


class HelicityDensities(NamedTuple):
    """Number densities of one mass state: neutrinos and antineutrinos of each helicity.

    Majorana neutrinos have no antineutrinos: both `nbar_left` and `nbar_right` are 0.
    """

    n_left: u.Quantity
    n_right: u.Quantity
    nbar_left: u.Quantity
    nbar_right: u.Quantity


@dataclass(frozen=True)
class ThermalNeutrinos(IsotropicSource):
    """Isotropic neutrinos and antineutrinos with a thermal distribution of momenta.

    The occupation numbers hold the physical momentum, not the energy, at any mass; neutrinos
    have chemical potential `mu`, antineutrinos ``-mu``. All mass states are filled alike.

    Parameters
    ----------
    T : Quantity or str
        Temperature, in K or eV; 0 for a degenerate gas (Fermi-Dirac only).
    mu : Quantity or str
        Chemical potential.
    distribution : {"fermi_dirac", "maxwell_boltzmann"}
        Quantum or classical statistics.
    population : {"sum", "produced", "opposite"} or None
        Which helicities carry the occupation numbers; Majorana neutrinos need "sum". None
        stands for what weak interactions fill: "produced" for Dirac, "sum" for Majorana.
    weight_nu, weight_nubar : float
        Factors on the occupation numbers.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Examples
    --------
    >>> ThermalNeutrinos(T="1.945 K").population
    'sum'
    >>> ThermalNeutrinos(T="1.945 K").mean_energy.to("meV").round(4)
    <Quantity 0.5282 meV>
    """

    T: u.Quantity | str
    mu: u.Quantity | str = "0 eV"
    distribution: Literal["fermi_dirac", "maxwell_boltzmann"] = "fermi_dirac"
    population: Population | None = "sum"
    weight_nu: float = 1.0
    weight_nubar: float = 1.0

    def __post_init__(self) -> None:
        checks.one_of("distribution", self.distribution, DISTRIBUTIONS)
        if self.population is not None:
            checks.one_of("population", self.population, POPULATIONS)
        classical = self.distribution == "maxwell_boltzmann"
        T = one_value(
            "T", self.T, "temperature", checks.positive if classical else checks.nonnegative
        )
        mu = one_value("mu", self.mu, "energy", checks.finite)
        for name in ("weight_nu", "weight_nubar"):
            one_value(name, getattr(self, name), "number", checks.nonnegative)
        if classical and abs(mu) > _LARGEST_EXPONENT * T:
            raise DomainError(
                f"mu = {self.mu} is not allowed: classical occupation numbers e^(mu/T) need "
                f"|mu| below {_LARGEST_EXPONENT:.0f} T"
            )

    @property
    def T_natural(self) -> FloatArray:
        """Temperature in eV."""
        return to_natural("T", self.T, "temperature")

    @property
    def mu_natural(self) -> FloatArray:
        """Chemical potential in eV."""
        return to_natural("mu", self.mu, "energy")

    def n_nu(self, k: Any) -> FloatArray:
        """Return the occupation numbers of neutrinos at momenta `k` (with a unit)."""
        return self.occupation(k, "nu")

    def n_nubar(self, k: Any) -> FloatArray:
        """Return the occupation numbers of antineutrinos at momenta `k` (with a unit)."""
        return self.occupation(k, "nubar")

    def helicity_densities(
        self, nature: Literal["dirac", "majorana"] = "dirac"
    ) -> HelicityDensities:
        """Return the number densities of one mass state by helicity.

        Parameters
        ----------
        nature : {"dirac", "majorana"}
            For Majorana neutrinos the two helicities are what is called neutrinos and
            antineutrinos here.

        Returns
        -------
        HelicityDensities
            In 1/cm3.

        Raises
        ------
        ConfigError
            If `nature` is "majorana" and only one helicity is filled.

        Examples
        --------
        >>> relic = ThermalNeutrinos(T="1.945 K", population=None)
        >>> relic.helicity_densities().n_left.round(3)
        <Quantity 55.976 1 / cm3>
        >>> relic.helicity_densities().n_right
        <Quantity 0. 1 / cm3>
        """
        checks.one_of("nature", nature, NATURES)
        nu, nubar = (
            from_natural(self._density(particle).number, "1/cm3") for particle in ("nu", "nubar")
        )
        none = 0.0 * nu
        if nature == "majorana":
            if self.population not in {"sum", None}:
                raise ConfigError(
                    f"population = {self.population!r} is not allowed for nature = 'majorana': "
                    "the helicities are then nu and nubar; give them different weights"
                )
            return HelicityDensities(nu, nubar, none, none)
        if self.population == "sum":
            return HelicityDensities(nu, nu, nubar, nubar)
        if self.population == "opposite":
            return HelicityDensities(none, nu, nubar, none)
        return HelicityDensities(nu, none, none, nubar)

    def _occupation(self, k: FloatArray, particle: Particle) -> FloatArray:
        weight, mu = self._weight_and_mu(particle)
        T = self.T_natural
        if T == 0.0:
            return weight * np.asarray((k <= mu) & (mu > 0.0), dtype=np.float64)
        classical = self.distribution == "maxwell_boltzmann"
        occupation = kernels.maxwell_boltzmann if classical else kernels.fermi_dirac
        return weight * occupation(k, T, mu)

    def _density(self, particle: Particle) -> Density:
        weight, mu = self._weight_and_mu(particle)
        T = self.T_natural
        if T == 0.0:
            number, energy = kernels.filled_density(np.maximum(mu, 0.0))
        elif self.distribution == "maxwell_boltzmann":
            number, energy = kernels.maxwell_boltzmann_density(T, mu)
        else:
            number, energy = kernels.fermi_dirac_density(T, mu)
        return Density(weight * float(number), weight * float(energy))

    def _weight_and_mu(self, particle: Particle) -> tuple[float, FloatArray]:
        if particle == "nu":
            return self.weight_nu, self.mu_natural
        return self.weight_nubar, -self.mu_natural

    def _largest_k(self) -> float:
        T, edge = float(self.T_natural), abs(float(self.mu_natural))
        if self.distribution == "maxwell_boltzmann":
            return _SHOWN_T * T
        return max(edge + _SHOWN_T * T, _SHOWN_EDGES * edge)

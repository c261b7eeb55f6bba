"""Neutrino backgrounds as frozen objects: what fills the space around the two particles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.data import load
from softnu.errors import ConfigError, DataError, DomainError
from softnu.units import checked, to_natural

Population = Literal["sum", "produced", "opposite"]
POPULATIONS = ("sum", "produced", "opposite")
DISTRIBUTIONS = ("fermi_dirac", "maxwell_boltzmann")
FLAVOURS = ("e", "mu", "tau")
#: e^700 is near the largest number.
_LARGEST_EXPONENT = 700.0


def _one(name: str, value: Any, kind: str, check: Callable[[str, Any], Any]) -> float:
    """Convert and check a value of which there is only one."""
    number = checked(name, value, kind, check)
    if number.ndim:
        raise DomainError(f"{name} must be one value, its shape is {number.shape}")
    return float(number)


@dataclass(frozen=True)
class ThermalNeutrinos:
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
        T = _one("T", self.T, "temperature", checks.positive if classical else checks.nonnegative)
        mu = _one("mu", self.mu, "energy", checks.finite)
        for name in ("weight_nu", "weight_nubar"):
            _one(name, getattr(self, name), "number", checks.nonnegative)
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


def RelicNeutrinos(
    T: u.Quantity | str | None = None, population: Population | None = None
) -> ThermalNeutrinos:
    """Return the cosmic neutrino background: Fermi-Dirac, no chemical potential.

    Parameters
    ----------
    T : Quantity or str, optional
        Temperature today; 1.945 K if not given.
    population : {"sum", "produced", "opposite"}, optional
        If not given: for Dirac neutrinos only the helicity that weak interactions produce,
        for Majorana neutrinos both.

    Returns
    -------
    ThermalNeutrinos
        The background.

    Raises
    ------
    SoftnuError
        If a value is not allowed.

    Examples
    --------
    >>> RelicNeutrinos().T
    '1.945 K'
    """
    if T is None:
        T = f"{load('backgrounds')['relic']['T_K']} K"
    checked("T", T, "temperature", checks.positive)
    return ThermalNeutrinos(T=T, population=population)


def DegenerateNeutrinos(mu: u.Quantity | str, population: Population = "sum") -> ThermalNeutrinos:
    """Return a degenerate gas: neutrinos up to momentum `mu`, antineutrinos if `mu` < 0.

    Parameters
    ----------
    mu : Quantity or str
        Chemical potential.
    population : {"sum", "produced", "opposite"}
        Which helicities are filled.

    Returns
    -------
    ThermalNeutrinos
        The background at T = 0.

    Examples
    --------
    >>> DegenerateNeutrinos("23 GeV").T
    '0 K'
    """
    return ThermalNeutrinos(T="0 K", mu=mu, population=population)


@dataclass(frozen=True, eq=False)
class IsotropicNeutrinos:
    """Isotropic neutrinos with any distribution of momenta.

    Give either two functions of the momentum, or a table.

    Parameters
    ----------
    k_scale : Quantity or str
        For functions: the momentum over which they vary, they must be negligible above 60
        of it and smooth.
    n_nu, n_nubar : callable or array_like
        Occupation numbers of neutrinos and antineutrinos: vectorised functions of the
        momentum in eV, or values at the momenta `k`, linear in between and 0 outside.
    k : Quantity or sequence of str, optional
        Momenta of the table, increasing.
    population : {"sum", "produced", "opposite"}
        Which helicities carry the occupation numbers.

    Raises
    ------
    SoftnuError
        If a value is not allowed: momenta not increasing, occupation numbers negative.

    Notes
    -----
    The potential of any isotropic background is the integral of Eq. (2.25) of
    arXiv:2405.16801 over the momentum, accurate to 1e-11 for smooth functions.

    Examples
    --------
    >>> import astropy.units as u
    >>> table = IsotropicNeutrinos((1.0, 0.0), (1.0, 0.0), k=[0, 2] * u.meV)
    >>> table.k_natural
    array([0.   , 0.002])
    """

    n_nu: Callable[[FloatArray], FloatArray] | tuple[float, ...]
    n_nubar: Callable[[FloatArray], FloatArray] | tuple[float, ...]
    k_scale: u.Quantity | str | None = None
    k: Any = None
    population: Population = "sum"

    def __post_init__(self) -> None:
        checks.one_of("population", self.population, POPULATIONS)
        if callable(self.n_nu) != callable(self.n_nubar):
            raise ConfigError("n_nu and n_nubar must both be functions, or both be tables")
        if callable(self.n_nu):
            if self.k_scale is None:
                raise ConfigError("missing k_scale: functions n_nu, n_nubar need it")
            _one("k_scale", self.k_scale, "energy", checks.positive)
        else:
            self._check_table()

    def _check_table(self) -> None:
        if self.k is None:
            raise ConfigError("missing k: a table of n_nu, n_nubar needs its momenta")
        momenta = checks.nonnegative("k", self.k_natural)
        for name, values in (("n_nu", self.n_nu), ("n_nubar", self.n_nubar)):
            if checks.nonnegative(name, values).shape != momenta.shape:
                raise DataError(f"{name} must have one value for each of the {momenta.size} k")
        if momenta.size < 2 or np.any(np.diff(momenta) <= 0):
            raise DataError("k must be at least two increasing momenta")

    @property
    def k_scale_natural(self) -> FloatArray:
        """Momentum scale of the functions in eV."""
        return to_natural("k_scale", self.k_scale, "energy")

    @property
    def k_natural(self) -> FloatArray:
        """Momenta of the table in eV."""
        k = self.k if isinstance(self.k, u.Quantity) else list(self.k)
        return to_natural("k", k, "energy")


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
    """

    k: Any
    flux: u.Quantity | str
    particle: Literal["nu", "nubar"] = "nu"
    flavour: Literal["e", "mu", "tau"] = field(default="e")

    def __post_init__(self) -> None:
        checks.one_of("particle", self.particle, ("nu", "nubar"))
        checks.one_of("flavour", self.flavour, FLAVOURS)
        checks.nonzero_vector("k", self.k_natural)
        _one("flux", self.flux, "flux", checks.nonnegative)

    @property
    def k_natural(self) -> FloatArray:
        """Momentum vector in eV."""
        return to_natural("k", self.k, "energy")

    @property
    def flux_natural(self) -> FloatArray:
        """Flux in eV^3."""
        return to_natural("flux", self.flux, "flux")


Background = ThermalNeutrinos | IsotropicNeutrinos | NeutrinoBeam

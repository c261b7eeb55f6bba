"""Isotropic neutrinos with any distribution of momenta."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.inputs import POPULATIONS, Particle, Population, one_value
from softnu.backgrounds.source import Density, IsotropicSource
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DataError
from softnu.numerics.panels import panel_rule, uniform_edges
from softnu.units import to_natural

#: Functions are negligible beyond this many scales; stated in the class's docs.
_SCALES = 60
#: Figures of functions end at this many scales.
_SHOWN_SCALES = 12.0


@dataclass(frozen=True, eq=False)
class IsotropicNeutrinos(IsotropicSource):
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
    >>> table.occupation("0.5 meV")
    array(0.75)
    >>> table.mean_energy.to("meV")
    <Quantity 1.2 meV>
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
            one_value("k_scale", self.k_scale, "energy", checks.positive)
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

    def _occupation(self, k: FloatArray, particle: Particle) -> FloatArray:
        n = self.n_nu if particle == "nu" else self.n_nubar
        if callable(n):
            return checks.nonnegative(f"n_{particle}", n(k))
        return np.asarray(np.interp(k, self.k_natural, n, left=0.0, right=0.0))

    def _density(self, particle: Particle) -> Density:
        if callable(self.n_nu):
            edges = uniform_edges(0.0, _SCALES * self.k_scale_natural, _SCALES)
        else:
            edges = self.k_natural
        k, weight = panel_rule(edges)
        states = weight * k**2 * self._occupation(k, particle) / (2.0 * math.pi**2)
        return Density(float(states.sum()), float((states * k).sum()))

    def _largest_k(self) -> float:
        if callable(self.n_nu):
            return _SHOWN_SCALES * float(self.k_scale_natural)
        return float(self.k_natural[-1])

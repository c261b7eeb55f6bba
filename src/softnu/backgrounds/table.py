"""Neutrinos from one direction with a flux that somebody else tabulated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds.flux import FluxSpectrum, nothing
from softnu.backgrounds.inputs import FLAVOURS, PARTICLES, Particle
from softnu.backgrounds.source import FluxSource
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DataError
from softnu.units import checked


@dataclass(frozen=True, eq=False)
class FluxTable(FluxSource):
    """A table of the flux per energy, linear between its energies and 0 outside.

    Parameters
    ----------
    E : Quantity or sequence of str
        Energies >= 0, increasing, at least two.
    nu, nubar : Quantity or sequence of str, optional
        Flux per energy of neutrinos and of antineutrinos, >= 0, one value per energy. One of
        them may be left out: there are none of these.
    flavours : tuple of {"e", "mu", "tau"}
        Flavours, at the place of the experiment, of which each has this flux.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed: energies not increasing, fluxes
        negative or of another number.

    Examples
    --------
    >>> import astropy.units as u
    >>> table = FluxTable([1, 2, 3] * u.MeV, nubar=[0, 4, 0] / (u.cm**2 * u.s * u.MeV))
    >>> table.flux.round(12), table.mean_energy.round(12)
    (<Quantity 4. 1 / (s cm2)>, <Quantity 2. MeV>)
    >>> table.flux_spectrum("1.5 MeV").round(12)
    <Quantity 2. 1 / (MeV s cm2)>
    """

    E: Any
    nu: Any = None
    nubar: Any = None
    flavours: tuple[str, ...] = ("e",)

    def __post_init__(self) -> None:
        flavours = [checks.one_of("flavours", flavour, FLAVOURS) for flavour in self.flavours]
        if not flavours or len(set(flavours)) < len(flavours):
            raise ConfigError(f"flavours = {flavours} is not allowed: one or more, each once")
        object.__setattr__(self, "flavours", tuple(flavours))
        energies = self._natural("E", "energy")
        if energies.ndim != 1 or energies.size < 2 or np.any(np.diff(energies) <= 0.0):
            raise DataError("E must be at least two increasing energies")
        if self.nu is None and self.nubar is None:
            raise ConfigError("missing nu or nubar: a table needs one of them")
        for particle in self._present:
            if self._natural(particle, "flux per energy").shape != energies.shape:
                raise DataError(
                    f"{particle} must have one value for each of the {energies.size} E"
                )

    @property
    def kernel_spectrum(self) -> FluxSpectrum:
        """The flux per energy as kernels see it, in natural units."""
        energies = self._natural("E", "energy")
        nu, nubar = (
            _linear(energies, self._natural(particle, "flux per energy"))
            if particle in self._present
            else nothing
            for particle in PARTICLES
        )
        return FluxSpectrum(nu, nubar, tuple(energies.tolist()), flavours=self.flavours)

    @property
    def _emits(self) -> Particle:
        return self._present[0]

    @property
    def _present(self) -> tuple[Particle, ...]:
        return tuple(name for name in PARTICLES if getattr(self, name) is not None)

    def _natural(self, name: str, kind: str) -> FloatArray:
        given = getattr(self, name)
        value = given if isinstance(given, u.Quantity) else list(given)
        return checked(name, value, kind, checks.nonnegative)


def _linear(energies: FloatArray, values: FloatArray) -> Callable[[FloatArray], FloatArray]:
    def interpolate(E: FloatArray) -> FloatArray:
        return np.asarray(np.interp(E, energies, values, left=0.0, right=0.0))

    return interpolate

"""What makes a force between two atoms at rest: the vacuum, or a background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConvergenceError, DomainError, unknown_name
from softnu.forces.background import background_ratio_to_gravity
from softnu.forces.named_backgrounds import (
    BACKGROUND,
    BEAMS,
    FILE_ENDING,
    THERMAL,
    NamedBackground,
)
from softnu.forces.parameters import M_NU, TwoBodies
from softnu.forces.vacuum import gravity_crossover, ratio_to_gravity
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import Parameter, flatten
from softnu.units import checked, to_natural

VACUUM: Final = "vacuum"
_VACUUM_PARAMETERS: Final = {one.name: one for one in (M_NU, NATURE)}
_BACKGROUND_PARAMETERS: Final = {one.name: one for one in flatten(BACKGROUND.items)}
#: Every medium that has a name.
MEDIUM_NAMES: Final = (VACUUM, *THERMAL, *BEAMS)


@dataclass(frozen=True)
class Medium:
    """The vacuum or a background, between two atoms at rest.

    Parameters
    ----------
    name : str
        "vacuum", or a named background such as "relic", "reactor", "solar_7be", "beam", or a
        file with the table of one.
    parameters : mapping
        Of the vacuum m_nu and nature; of a background those of the catalogue's quantity
        forces.background.ratio_to_gravity: T, mu, flux, E, sigma_E, alpha, width, with units.

    Raises
    ------
    SoftnuError
        If the name or a parameter is unknown, missing or not allowed.

    Examples
    --------
    >>> Medium("relic", {"T": "1.9454 K"}).label
    'relic (T = 1.9454 K)'
    """

    name: str = VACUUM
    parameters: Mapping[str, Any] = field(default_factory=dict, hash=False)
    _arguments: dict[str, Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.name not in MEDIUM_NAMES and not self.name.endswith(FILE_ENDING):
            what = f"background (or file that ends in {FILE_ENDING})"
            raise unknown_name(what, self.name, MEDIUM_NAMES)
        if self.is_vacuum:
            arguments = _read(_VACUUM_PARAMETERS, self.parameters, self.name)
        else:
            given = {**self.parameters, "background": self.name}
            read = _read(_BACKGROUND_PARAMETERS, given, self.name)
            arguments = {"background": BACKGROUND.build(**read)}
        object.__setattr__(self, "_arguments", arguments)
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))

    @property
    def is_vacuum(self) -> bool:
        """Whether there is no background."""
        return self.name == VACUUM

    @property
    def background(self) -> NamedBackground | None:
        """The background in natural units, None in vacuum."""
        return self._arguments.get("background")

    @property
    def is_beam(self) -> bool:
        """Whether the background's neutrinos come from one direction."""
        return self.background is not None and not self.background.is_isotropic

    @property
    def flux(self) -> FloatArray:
        """Flux of a beam, eV^3; 0 if it is none."""
        background = self.background
        if background is None or background.is_isotropic:
            return np.zeros(())
        if background.table is None:
            return background.flux
        return to_natural("flux", background.table.flux, "flux")

    @property
    def keeps_sign(self) -> bool:
        """Whether the potential of two atoms at rest has one sign at all distances."""
        background = self.background
        return background is None or (background.is_thermal and not background.mu)

    @property
    def decay_length(self) -> float:
        """Length of the exponential fall of the potential, or of a part of it; 0 if none, 1/eV."""
        background = self.background
        inverse = (
            2.0 * self._arguments["m_nu"] if background is None else 2.0 * np.pi * background.T
        )
        return float(1.0 / inverse) if inverse else 0.0

    @property
    def label(self) -> str:
        """Name and parameters as they were given."""
        words = ", ".join(f"{name} = {value}" for name, value in self.parameters.items())
        return f"{self.name} ({words})" if words else self.name

    def ratio_to_gravity(self, bodies: TwoBodies, r: FloatArray) -> FloatArray:
        """Return the size of the potential relative to gravity.

        Parameters
        ----------
        bodies : TwoBodies
            Couplings and masses of the two atoms.
        r : ndarray (...)
            Separation, 1/eV, > 0.

        Returns
        -------
        ndarray (...)
            Dimensionless.
        """
        ratio = ratio_to_gravity if self.is_vacuum else background_ratio_to_gravity
        with np.errstate(under="ignore"):
            found = np.asarray(ratio(bodies, r, **self._arguments))
        if np.any(np.isnan(found)):
            raise ConvergenceError(f"the force in {self.label} has no value at this separation")
        return found

    def separation_at_ratio(self, bodies: TwoBodies, ratio: float) -> FloatArray:
        """Return the separation at which the vacuum force over gravity has this size, 1/eV."""
        heavier = bodies._replace(mass1=bodies.mass1 * ratio)
        return gravity_crossover(heavier, **self._arguments)


def _read(known: Mapping[str, Parameter], given: Mapping[str, Any], medium: str) -> dict[str, Any]:
    """Check the parameters of a medium and turn them into natural units."""
    for name in given:
        if name not in known:
            raise unknown_name(f"parameter of {medium}:", name, set(known) - {"background"})
    return {name: _value(one, given.get(name, one.default)) for name, one in known.items()}


def _value(parameter: Parameter, value: Any) -> Any:
    if value is None:
        return None
    if parameter.kind == "name":
        return value
    if parameter.kind == "word":
        return checks.one_of(parameter.name, value, parameter.choices)
    natural = checked(parameter.name, value, parameter.kind, parameter.range.check)
    if natural.ndim:
        raise DomainError(f"{parameter.name} must be one value, its shape is {natural.shape}")
    return natural

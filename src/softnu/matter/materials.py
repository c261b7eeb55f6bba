"""Materials by name, from ``data/materials.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import astropy.units as u

from softnu import checks
from softnu.constants import N_A
from softnu.data import load
from softnu.errors import UnitsError, shown, unknown_name

_TABLE: Final[dict[str, Any]] = load("materials")["materials"]


@dataclass(frozen=True)
class Material:
    """A homogeneous, electrically neutral material.

    Parameters
    ----------
    name : str
        Any name.
    density : Quantity or str
        Mass density, > 0.
    molar_mass : Quantity or str
        Of one formula unit, > 0.
    Z, A : float
        Protons and nucleons of one formula unit, 0 <= Z <= A. A is the molar mass as a number
        in the table of named materials.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value is not allowed.

    Examples
    --------
    >>> Material("ice", "0.917 g/cm3", "18.015 g/mol", Z=10, A=18.015).number_density.round(-20)
    <Quantity 3.07e+22 1 / cm3>
    """

    name: str
    density: u.Quantity | str
    molar_mass: u.Quantity | str
    Z: float
    A: float

    def __post_init__(self) -> None:
        for name, unit in (("density", "g/cm3"), ("molar_mass", "g/mol")):
            value = _converted(name, getattr(self, name), unit)
            checks.positive(name, value.value)
            object.__setattr__(self, name, value)
        checks.positive("A", self.A)
        checks.in_range("Z", self.Z, 0.0, self.A)

    @property
    def number_density(self) -> u.Quantity:
        """Formula units per volume, 1/cm3."""
        moles = u.Quantity(self.density) / u.Quantity(self.molar_mass)
        return u.Quantity(N_A * moles.to_value("mol/cm3"), "1/cm3")


def _converted(name: str, value: u.Quantity | str, unit: str) -> u.Quantity:
    try:
        return u.Quantity(value).to(unit)
    except (TypeError, ValueError) as error:
        raise UnitsError(f"{name} = {shown(value)} needs a unit such as {unit!r}") from error


def material(name: str) -> Material:
    """Return a material by its name.

    Parameters
    ----------
    name : str
        For example "iron", "quartz", "earth_mantle".

    Returns
    -------
    Material
        Its density and composition.

    Raises
    ------
    UnknownNameError
        If it is not in the table.

    Examples
    --------
    >>> material("iron").density
    <Quantity 7.874 g / cm3>
    """
    if name not in _TABLE:
        raise unknown_name("material", name, _TABLE)
    entry = _TABLE[name]
    return Material(
        name,
        entry["density"] * u.Unit("g/cm3"),
        entry["molar_mass"] * u.Unit("g/mol"),
        entry["Z"],
        entry["A"],
    )

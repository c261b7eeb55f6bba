"""Isotopes by name, from ``data/isotopes.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from softnu.constants import M_E, U
from softnu.data import load
from softnu.errors import unknown_name

_TABLE: Final[dict[str, Any]] = load("isotopes")
#: Every name that stands for an isotope: 56Fe, Fe, D.
ISOTOPE_NAMES: Final = (*_TABLE["isotopes"], *_TABLE["elements"], *_TABLE["aliases"])
_SYMBOL_FIRST: Final = re.compile(r"([A-Z][a-z]?)-?(\d+)")


@dataclass(frozen=True)
class Isotope:
    """An isotope in its ground state.

    Attributes
    ----------
    name : str
        For example "56Fe".
    Z, N : int
        Numbers of protons and neutrons.
    mass : float
        Mass of the neutral atom, eV.
    """

    name: str
    Z: int
    N: int
    mass: float

    @property
    def nuclear_mass(self) -> float:
        """Mass of the bare nucleus, eV.

        Electrons are bound by 14.4381 Z^2.39 + 1.55468e-6 Z^5.35 eV (Lunney, Pearson and
        Thibault, Rev. Mod. Phys. 75 (2003) 1021).
        """
        binding = 14.4381 * self.Z**2.39 + 1.55468e-6 * self.Z**5.35
        return self.mass - self.Z * M_E + binding


def isotope(name: str) -> Isotope:
    """Return an isotope by its name.

    Parameters
    ----------
    name : str
        "56Fe", "Fe-56", "Fe56" or "D"; the symbol of an element alone means its most
        abundant isotope.

    Returns
    -------
    Isotope
        Numbers of nucleons and mass.

    Raises
    ------
    UnknownNameError
        If it is not in the table.

    Examples
    --------
    >>> isotope("Fe").name, isotope("D").N
    ('56Fe', 1)
    """
    key = find(name)
    if key is None:
        raise unknown_name("isotope", name, ISOTOPE_NAMES)
    entry = _TABLE["isotopes"][key]
    return Isotope(key, entry["Z"], entry["N"], entry["mass_u"] * U)


def find(name: str) -> str | None:
    """Return the key of the table that `name` stands for, None if there is none."""
    key = _TABLE["aliases"].get(name, name)
    if key in _TABLE["elements"]:
        key = _TABLE["elements"][key]["isotope"]
    elif match := _SYMBOL_FIRST.fullmatch(key):
        key = match[2] + match[1]
    return key if key in _TABLE["isotopes"] else None

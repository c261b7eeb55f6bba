"""Atoms that emit neutrino pairs: three levels and the strengths of the two steps."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.data import load, read_toml
from softnu.errors import (
    ConfigError,
    DataError,
    DomainError,
    SoftnuError,
    shown,
    unknown_name,
)
from softnu.renp.kernels.weights import longitudinal_weight
from softnu.units import checked, from_natural

#: Atoms that come with the package.
ATOM_NAMES: Final = tuple(name for name, value in load("atoms").items() if isinstance(value, dict))
#: The ending of files that hold an atom.
FILE_ENDING: Final = ".toml"
#: One wavenumber, eV (h c, exact), for levels given in 1/cm.
_PER_CM: Final = 1.2398419843320026e-4
#: More than any atom has; sums over sublevels take the square of it.
_LARGEST_J: Final = 20.0


@dataclass(frozen=True)
class Atom:
    """An atom with an excited state e, an intermediate one v and the ground state g.

    Parameters
    ----------
    name : str
        For people.
    E_eg, E_vg : Quantity or str
        Energies of e and v above g; v lies above e, so that it is virtual.
    gamma_vg : Quantity or str
        Rate of the E1 decay v to g.
    J2C : float
        (2 J_v + 1) C_ev, strength of the spin (M1) transition e to v.
    J : tuple of float
        Angular momenta of e, v, g.
    E_v2g : Quantity or str, optional
        Energy of the second intermediate level, whose admixture lets v decay.
    source : str
        Where the numbers come from.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> atom = load_atom("Yb")
    >>> atom.E_eg, atom.longitudinal_weight
    (<Quantity 2.14348 eV>, 0.0)
    """

    name: str
    E_eg: Any
    E_vg: Any
    gamma_vg: Any
    J2C: float
    J: tuple[float, float, float]
    E_v2g: Any = None
    source: str = ""

    def __post_init__(self) -> None:
        for name, kind, unit in (
            ("E_eg", "energy", "eV"),
            ("E_vg", "energy", "eV"),
            ("gamma_vg", "rate", "1/s"),
            ("E_v2g", "energy", "eV"),
        ):
            value = getattr(self, name)
            if value is not None:
                natural = checked(name, value, kind, checks.positive)
                object.__setattr__(self, name, from_natural(_one(name, natural), unit))
        object.__setattr__(self, "J2C", _one("J2C", checks.nonnegative("J2C", self.J2C)))
        if self.E_vg <= self.E_eg:
            raise DomainError(
                f"E_vg = {self.E_vg} is not allowed: it must be above E_eg = {self.E_eg}, or the "
                "intermediate state is real"
            )
        momenta = checks.in_range("J", self.J, 0.0, _LARGEST_J)
        if momenta.shape != (3,) or np.any(2.0 * momenta != np.round(2.0 * momenta)):
            raise DomainError(
                f"J = {shown(self.J)} is not allowed: three integers or halves of them, of e, v, g"
            )
        object.__setattr__(self, "J", tuple(momenta.tolist()))
        if math.isnan(self.longitudinal_weight):
            raise ConfigError(
                f"J = {self.J} is not allowed: no spin step e to v and E1 step v to g"
            )

    @property
    def longitudinal_weight(self) -> float:
        """The exact W_L of its transition."""
        return longitudinal_weight(*self.J)


def load_atom(name: str) -> Atom:
    """Return an atom by its name, or from a TOML file.

    Parameters
    ----------
    name : str
        A name such as "Yb", or the path of a file that ends in ``.toml`` and has the keys of
        :class:`Atom`, quantities with their units: ``E_eg = "2.14348 eV"``.

    Returns
    -------
    Atom

    Raises
    ------
    SoftnuError
        If there is no such atom or file, or its content is not allowed.

    Examples
    --------
    >>> load_atom("Xe").J
    (2.0, 1.0, 0.0)
    """
    if name.endswith(FILE_ENDING):
        return _from_table(read_toml(Path(name)), name)
    if name not in ATOM_NAMES:
        raise unknown_name("atom", name, ATOM_NAMES)
    entry = load("atoms")[name]
    second = entry["E_v2g_cm"] * _PER_CM if "E_v2g_cm" in entry else entry["E_v2g"]
    return Atom(
        name,
        f"{entry['E_eg']!r} eV",
        f"{entry['E_vg']!r} eV",
        f"{entry['gamma_vg']!r} 1/s",
        entry["J2C"],
        tuple(entry["J"]),
        f"{second!r} eV",
        entry.get("source", load("atoms")["source"]),
    )


def _one(name: str, value: FloatArray) -> float:
    if np.ndim(value):
        raise DomainError(f"{name} must be one number, its shape is {np.shape(value)}")
    return float(value)


def _from_table(content: Mapping[str, Any], where: str) -> Atom:
    known = [field.name for field in fields(Atom)]
    for key in content:
        if key not in known:
            raise unknown_name(f"key of {where}", key, known)
    missing = [
        key for key in ("name", "E_eg", "E_vg", "gamma_vg", "J2C", "J") if key not in content
    ]
    if missing:
        raise ConfigError(f"{where} lacks {', '.join(missing)}")
    J = content["J"]
    try:
        momenta = tuple(float(Fraction(str(item))) for item in J if isinstance(J, list))
    except (TypeError, ValueError, ZeroDivisionError):
        momenta = ()
    if not momenta:
        raise DataError(f"{where}: J = {shown(J)} is not a list such as [2, 1, 0] or ['1/2', ...]")
    try:
        return Atom(**{**content, "J": momenta})
    except SoftnuError as error:
        raise DataError(f"{where}: {error}") from None

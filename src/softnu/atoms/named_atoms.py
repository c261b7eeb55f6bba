"""Hydrogen-like atoms by name, from ``data/hydrogenic.toml``."""

from __future__ import annotations

from typing import Any, Final

from softnu.atoms.hydrogen_like import POSITRONIUM, HydrogenLike
from softnu.constants import M_MU, M_P
from softnu.data import load
from softnu.errors import DomainError, unknown_name
from softnu.matter.isotopes import isotope
from softnu.units import from_natural

_TABLE: Final = load("hydrogenic")
#: Names of atoms.
ATOM_NAMES: Final = tuple(_TABLE["atoms"])
_POSITRONIUM: Final = ("ps", "positronium")


def hydrogen_like(name: str, **changes: Any) -> HydrogenLike:
    """Return a hydrogen-like atom or ion by its name.

    Parameters
    ----------
    name : str
        One of :data:`ATOM_NAMES`, or "hydrogen", "deuterium", "muonium".
    **changes
        Fields of :class:`HydrogenLike` that shall differ, such as `reduced_mass` or `g_A_N`.

    Returns
    -------
    HydrogenLike
        With the electron's mass, muonium with the reduced mass.

    Raises
    ------
    SoftnuError
        If there is no such atom; positronium is refused.

    Examples
    --------
    >>> hydrogen_like("D").I, hydrogen_like("4He+").Z, hydrogen_like("7Li2+").g_N
    (1.0, 2, 2.1709512)
    >>> round(hydrogen_like("muonium").mass, 6)
    0.995187
    """
    if str(name).lower() in _POSITRONIUM:
        raise DomainError(f"atom = {name!r} is not allowed: {POSITRONIUM}")
    key = _TABLE["aliases"].get(name, name)
    if key not in _TABLE["atoms"]:
        raise unknown_name("atom", name, (*ATOM_NAMES, *_TABLE["aliases"]))
    entry = dict(_TABLE["atoms"][key])
    title = entry.pop("title")
    if "isotope" in entry:
        nucleus = isotope(entry.pop("isotope"))
        entry |= {"Z": nucleus.Z, "N": nucleus.N}
        entry["nuclear_mass"] = from_natural(nucleus.nuclear_mass, "eV")
    if "g_mu" in entry:
        entry |= _antimuon(entry.pop("g_mu"))
    return HydrogenLike(title, **(entry | changes))


def _antimuon(g: float) -> dict[str, Any]:
    """Return what an antimuon is in place of a nucleus; its axial coupling is T_3 of the muon."""
    return {
        "g_N": g * M_P / M_MU,
        "g_A_N": -0.5,
        "nuclear_mass": from_natural(M_MU, "eV"),
        "reduced_mass": True,
        "partner": "antimuon",
    }

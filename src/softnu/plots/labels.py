"""Labels with units; they need no plotting library."""

from __future__ import annotations

import astropy.units as u


def with_unit(text: str, unit: u.UnitBase) -> str:
    """Append a unit in brackets, if there is one.

    Examples
    --------
    >>> with_unit("gradient", u.Unit("eV2"))
    'gradient [eV²]'
    """
    words = unit.to_string("unicode", fraction=False)
    return f"{text} [{words}]" if words else text

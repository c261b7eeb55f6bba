"""Where the force in vacuum equals gravity."""

from __future__ import annotations

from typing import Any

from softnu.papers.claims import Claim
from softnu.papers.records import Content
from softnu.papers.values import digits, value

_PAPER, _ITEM = "2209.07082", "gravity"
#: Neutral hydrogen couples to nu_e with g_V = 1; the mass is the proton's.
_PROTONS: dict[str, Any] = {
    f"{name}{n}": number
    for n in (1, 2)
    for name, number in (("Z", 1), ("N", 0), ("mass", "938.27208816 MeV"))
}


def build() -> Content:
    """Compute the crossing of the two forces."""
    crossover = value("forces.vacuum.gravity_crossover", "nm", **_PROTONS)
    independent, precision = digits("0.7285")
    statement = "distance where the force of two protons with g_V = 1 equals gravity"
    return Content(
        claims=(
            Claim(
                id=f"{_PAPER}/{_ITEM}/crossover",
                paper=_PAPER,
                item=_ITEM,
                statement=statement,
                published="about 1 nm",
                published_value=1.0,
                precision=0.5,
                computed=crossover,
                unit="nm",
                source='summary in the talk "Neutrino forces and where to find them"',
            ),
            Claim(
                id=f"{_PAPER}/{_ITEM}/crossover-digits",
                paper=_PAPER,
                item=_ITEM,
                statement=statement,
                published="0.7285 (independent calculation)",
                published_value=independent,
                precision=precision,
                computed=crossover,
                unit="nm",
                source="vacuum potential over gravity",
            ),
        )
    )

"""What all items of the paper share: atom, neutrinos, target, how a claim is written."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from softnu.papers.claims import Claim, claim_of
from softnu.papers.values import digits

PAPER: Final = "2110.03510"
#: Ytterbium and the lightest neutrino of the figures.
ATOM: Final[dict[str, Any]] = {"atom": "Yb"}
M_LIGHTEST: Final = "0.01 eV"
#: The oscillation data that the paper cites, with |dm31| alike in both orderings.
OSCILLATIONS: Final[dict[str, Any]] = {
    "sin2_theta12": 0.318,
    "sin2_theta13": 0.022,
    "dm21_sq": "7.50e-5 eV2",
    "dm31_sq": "2.55e-3 eV2",
}
NEUTRINOS: Final[dict[str, Any]] = {"m_lightest": M_LIGHTEST, **OSCILLATIONS}
#: Target and run of the sensitivities. The paper's numbers are lost; these give its orders of
#: magnitude and the dependence on the lightest mass that it states.
TARGET: Final[dict[str, Any]] = {
    **ATOM,
    "n_a": "1e21 1/cm3",
    "volume": "100 cm3",
}
RUN: Final[dict[str, Any]] = {
    **TARGET,
    "trigger_energies": ["1.069 eV", "1.070 eV", "1.0708 eV"],
    "live_time": "20 d",
}
CONVENTION: Final = (
    "Target, exposure and trigger energies are ours: 100 cm3 of Yb with 1e21 atoms per cm3, "
    "1.069, 1.070 and 1.0708 eV in equal shares of 20 days."
)


#: A claim of this paper.
claim = partial(claim_of, PAPER)


def independent(
    item: str, name: str, statement: str, text: str, computed: float, source: str, unit: str = ""
) -> Claim:
    """Return a claim whose digits come from an independent calculation, not from the print."""
    number, precision = digits(text)
    words = f"{text} (independent calculation)"
    return claim(item, name, statement, (words, number), precision, computed, source, unit=unit)

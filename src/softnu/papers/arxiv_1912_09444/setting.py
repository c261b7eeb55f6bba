"""What all items of the paper share: the line, couplings, how a claim is written."""

from __future__ import annotations

import math
from functools import partial
from typing import Any, Final

from softnu.papers.claims import Claim, claim_of
from softnu.papers.values import digits, value

PAPER: Final = "1912.09444"
DIGITS: Final = (
    "Values marked as an independent calculation are not printed in the paper: the same "
    "formulas, evaluated a second time by other means."
)
#: The M1 line of hydrogen of which the paper gives R: A = 4F5/2 F=3, B = 4F7/2 F=3.
LINE: Final[dict[str, Any]] = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
#: What parity violation mixes into A, and A.
MIXED: Final[dict[str, Any]] = {
    "n1": 4,
    "l1": 2,
    "j1": "5/2",
    "n2": 4,
    "l2": 3,
    "j2": "5/2",
    "F": 3,
}
#: |U_ei|^2 of three massless neutrinos.
MASSLESS: Final[dict[str, Any]] = {"Ue_sq": [0.6813, 0.2967, 0.0220], "m_nu_a": 0}
#: What counts in the energies: those of the paper, and what it leaves out.
ENERGIES: Final[dict[str, dict[str, Any]]] = {
    "hyperfine": {"lamb": False, "widths": False},
    "Lamb": {"widths": False},
    "widths": {},
}


def spin_part(X: float) -> dict[str, Any]:
    """Return the couplings to the spin of the proton for a sum X of X_i, massless neutrinos."""
    coupling = partial(value, "atoms.coupling.loop", term="H2")
    H2 = 2.0 * X * (coupling(Ue_sq=1) - coupling(Ue_sq=0))
    return {"H1": 0.0, "H2": H2, "meC": -0.5 * H2, "m_nu_a": 0.0}


def frequency(name: str, **inputs: Any) -> float:
    """Return an energy as E/h, MHz."""
    return value(name, "MHz", **inputs) / (2.0 * math.pi)


#: A claim of this paper.
claim = partial(claim_of, PAPER)


def independent(
    item: str, name: str, statement: str, text: str, computed: float, unit: str = ""
) -> Claim:
    """Return a claim whose digits come from an independent calculation, not from the print."""
    number, precision = digits(text)
    words = f"{text} (independent calculation)"
    return claim(item, name, statement, (words, number), precision, computed, "derived", unit=unit)

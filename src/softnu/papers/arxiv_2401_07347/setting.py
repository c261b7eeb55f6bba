"""What all items of the paper share: relic neutrinos, Earth, how a claim is written."""

from __future__ import annotations

from functools import partial
from typing import Final

import astropy.units as u

from softnu.papers.claims import Claim, claim_of
from softnu.papers.values import convert, digits, value

PAPER: Final = "2401.07347"
#: Relic neutrinos of the talk, and a mass at which they are slow.
T: Final = "1.95 K"
M_NU: Final = "0.1 eV"
#: Of one species and helicity.
N: Final = "56 1/cm3"
#: Speed of the Sun relative to the frame where relic neutrinos are isotropic.
WIND: Final = 1.23e-3
#: Momentum of the examples with one momentum, the mean of 1.95 K to two digits.
K: Final = "5.3e-4 eV"
#: |delta| of the result of the paper, and the size of the Earth in units of 1/k.
DELTA: Final = 2.5e-8
EARTH: Final = 2.0**34
DIGITS: Final = (
    "Values marked as an independent calculation are not printed in the paper: the same "
    "formulas, evaluated a second time by other means."
)
TALK: Final = 'Shown in the talk "Coherent scatterings of relic neutrinos with material targets". '


def mean_momentum() -> u.Quantity:
    """Return the mean momentum of relic neutrinos, eV."""
    moment = value("backgrounds.relic.momentum_moment", power=1)
    return moment * convert(T, "eV") * u.eV


#: A claim of this paper.
claim = partial(claim_of, PAPER)


def independent(
    item: str, name: str, statement: str, text: str, computed: float, unit: str = ""
) -> Claim:
    """Return a claim whose digits come from an independent calculation, not from the print."""
    number, precision = digits(text)
    words = f"{text} (independent calculation)"
    return claim(item, name, statement, (words, number), precision, computed, "derived", unit=unit)

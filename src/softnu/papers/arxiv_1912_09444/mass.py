"""The mass of the neutrinos in the matrix element: c in v = v_0 [1 + c (m a)^2]."""

from __future__ import annotations

from typing import Any, Final

from softnu.papers.arxiv_1912_09444.setting import MIXED, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Content
from softnu.papers.values import value

_ITEM = "mass"
_PRINTED: Final = -4.81
_ERROR: Final = 0.10
_REASON: Final = (
    "With half of the cross term, (sigma_e x sigma_p).grad V, the coefficient is the printed one; "
    "the reduction of the Dirac currents fixes its weight and its sign as here, C = -H_2/2m."
)


def coefficient(cross: float, **inputs: Any) -> float:
    """Return c of 4D-4F for the spin of the proton, the cross term times a factor."""
    spin: dict[str, Any] = {"H1": 0, "H2": 1, "meC": -0.5 * cross}
    return value("atoms.pv_element.mass_coefficient", **MIXED, **spin, **inputs)


def _claim(name: str, statement: str, cross: float, reason: str = "") -> Claim:
    return claim(
        _ITEM,
        name,
        f"coefficient of (m a)² in the element of 4D-4F, {statement}",
        ("-4.81(10)", _PRINTED),
        _ERROR / abs(_PRINTED),
        coefficient(cross),
        "result for R",
        reason,
    )


def build() -> Content:
    """The coefficient as derived, and with other weights of the cross term."""
    return Content(
        claims=(
            _claim("derived", "derived", 1.0, _REASON),
            _claim("half-cross", "half of the cross term", 0.5),
            _claim("no-cross", "no cross term", 0.0, _REASON),
            _claim("other-sign", "cross term with the printed sign", -1.0, _REASON),
            independent(
                _ITEM,
                "majorana",
                "coefficient for Majorana neutrinos, derived",
                "-8.64",
                coefficient(1.0, nature="majorana"),
            ),
        )
    )

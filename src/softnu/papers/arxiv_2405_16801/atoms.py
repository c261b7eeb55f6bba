"""Section 6 of arXiv:2405.16801: how large background forces are in atoms."""

from __future__ import annotations

from typing import Any

from softnu.papers.claims import Claim
from softnu.papers.records import Content
from softnu.papers.values import value

_PAPER, _ITEM = "2405.16801", "section-6"
_R0 = "2.6e-10 m"
_RELIC_REASON = (
    "The exponent of the printed value is illegible in the text at hand. The printed "
    "formula at v = 1 gives the second of our numbers; the first has the derived normalisation of "
    "the O(v) terms, half the printed one."
)


def build() -> Content:
    """Evaluate the three estimates."""
    relic_inputs: dict[str, Any] = {"T": "1.9 K", "R0": _R0, "v": 1, "regime": "small"}
    relic = value("atoms.background.ratio_relic", **relic_inputs)
    relic_published = value("atoms.background.ratio_relic", **relic_inputs, convention="published")
    degenerate = value("atoms.background.ratio_degenerate", mu="23 GeV", regime="large")
    beam = value("atoms.background.ratio_beam", flux="1e13 1/(cm2 s)", R0=_R0)
    return Content(
        claims=(
            Claim(
                id=f"{_PAPER}/{_ITEM}/relic",
                paper=_PAPER,
                item=_ITEM,
                statement="relic neutrinos over Z exchange, per v: T = 1.9 K, R0 = 2.6e-10 m",
                published="64 G_F R0² T⁴ v/π², printed number illegible",
                published_value=None,
                precision=0.0,
                computed=relic,
                unit="",
                source="Eq. (6.6)",
                reason=_RELIC_REASON,
                published_convention=relic_published,
            ),
            Claim(
                id=f"{_PAPER}/{_ITEM}/degenerate",
                paper=_PAPER,
                item=_ITEM,
                statement="degenerate neutrinos over Z exchange, mu = 23 GeV",
                published="1e-3",
                published_value=1e-3,
                precision=0.05,
                computed=degenerate,
                unit="",
                source="Eq. (6.7), read as G_F mu²/2π (2π² would give 3.1e-4)",
            ),
            Claim(
                id=f"{_PAPER}/{_ITEM}/beam",
                paper=_PAPER,
                item=_ITEM,
                statement="beam over Z exchange, 1e13 1/(cm2 s), R0 = 2.6e-10 m",
                published="of order 1e-36",
                published_value=1e-36,
                precision=0.0,
                decades=0.5,
                computed=beam,
                unit="",
                source="Eq. (6.8)",
            ),
        )
    )

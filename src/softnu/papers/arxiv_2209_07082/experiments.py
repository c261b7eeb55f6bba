"""Experiments that look for new forces, and the neutrino forces that they would have to see."""

from __future__ import annotations

from typing import Any

from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import value

_PAPER, _ITEM = "2209.07082", "experiments"
_IRON: dict[str, Any] = {
    f"{name}{n}": number
    for n in (1, 2)
    for name, number in (("Z", 26), ("N", 30), ("mass", "55.9349 u"))
}
#: Experiment, published sensitivity to V/V_gravity, separation as published, one within it.
_EXPERIMENTS = (
    ("Washington 2007", 3.2e-16, "6400 km", "6400 km"),
    ("Washington 1999", 3.0e-9, "0.3 m", "0.3 m"),
    ("Irvine 1985", 0.7e-4, "2–5 cm", "3.5 cm"),
    ("Irvine 1985", 2.7e-4, "5–105 cm", "0.55 m"),
    ("Wuhan 2012", 1e-3, "2 mm", "2 mm"),
    ("Wuhan 2020", 3e-2, "0.1 mm", "0.1 mm"),
    ("Washington 2020", 1.0, "52 µm", "52 um"),
    ("levitated optomechanics", 1e4, "1 µm", "1 um"),
)
_RELIC_T = "1.9454 K"


def _background(background: str, r: str, **inputs: Any) -> float:
    return value(
        "forces.background.ratio_to_gravity", **_IRON, r=r, background=background, **inputs
    )


def build() -> Content:
    """Set forces over gravity beside published sensitivities."""
    rows = tuple(
        (
            name,
            separation,
            sensitivity,
            value("forces.vacuum.ratio_to_gravity", **_IRON, r=r),
            _background("relic", r, T=_RELIC_T),
            _background("reactor", r),
            _background("solar_7be", r),
        )
        for name, sensitivity, separation, r in _EXPERIMENTS
    )
    table = Table(
        "experiments",
        "Neutrino forces between two iron atoms over gravity, beside published sensitivities",
        (
            Column("experiment"),
            Column("separation"),
            Column("published sensitivity"),
            Column("vacuum"),
            Column("relic background"),
            Column("reactor"),
            Column("solar 7Be"),
        ),
        rows,
        "Massless neutrinos, absolute values. Relic background: Fermi-Dirac, 1.9454 K; beyond "
        "a millimetre it cancels the vacuum force. Reactor (5e9 1/(cm2 s), 3 MeV) and solar "
        "(4.93e9 1/(cm2 s), 0.862 MeV, unoscillated): slow part along the beam, an upper envelope "
        "before any spread of angles and energies.",
    )
    near, far = _background("reactor", "1 um"), _background("reactor", "1 m")
    return Content(
        tables=(table,),
        claims=(
            Claim(
                id=f"{_PAPER}/{_ITEM}/one-over-r",
                paper=_PAPER,
                item=_ITEM,
                statement="force along a beam over gravity: its ratio at 1 m to that at 1 um",
                published="the force falls as 1/r, like gravity",
                published_value=1.0,
                precision=1e-12,
                computed=far / near,
                unit="",
                source="abstract",
            ),
            Claim(
                id=f"{_PAPER}/{_ITEM}/reach",
                paper=_PAPER,
                item=_ITEM,
                statement="reactor force over the best sensitivity in the table",
                published="close to the available sensitivity",
                published_value=None,
                precision=0.0,
                computed=near / min(sensitivity for _, sensitivity, _, _ in _EXPERIMENTS),
                unit="",
                source="abstract",
                reason="The words carry no number. Ours is the envelope along the beam for two "
                "iron atoms, against the sensitivity at 6400 km.",
            ),
        ),
    )

"""Capture on tritium, the method that other detections are compared with."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.papers.arxiv_2401_07347.setting import M_NU, N, T, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, digits, value

_ITEM = "capture"
_MASS: Final = "100 g"
#: Nature, printed number per year, digits calculated independently.
_NATURES: Final = (("dirac", "4", "4.056"), ("majorana", "8", "8.112"))


def _rate(nature: str, v: FloatArray | float = 0.0) -> FloatArray:
    rate = array("relics.capture_rate", "1/yr", target_mass=_MASS, n=N, nature=nature, v=v)
    # The rate of Majorana neutrinos does not depend on the speed.
    return np.broadcast_to(rate, np.shape(v))


def _table() -> Table:
    speed = value("backgrounds.relic.mean_speed", m_nu=M_NU, T=T)
    rows = tuple(
        (nature.capitalize(), float(_rate(nature)), float(_rate(nature, speed)), float(printed))
        for nature, printed, _ in _NATURES
    )
    return Table(
        "capture-rates",
        "Captures on 100 g of tritium",
        (
            Column("neutrinos"),
            Column("at rest", "1/yr"),
            Column("at the mean speed", "1/yr"),
            Column("talk", "1/yr"),
        ),
        rows,
        f"56 1/cm3 of each mass state and populated helicity; mean speed of {M_NU} at {T}.",
    )


def _figure() -> Figure:
    v = np.linspace(0.0, 1.0, 101)
    return Figure(
        "capture-speed",
        "Captures on 100 g of tritium against the speed of the neutrinos",
        Column("v"),
        Column("rate", "1/yr"),
        tuple(Curve(nature.capitalize(), v, _rate(nature, v)) for nature, *_ in _NATURES),
        caption="Fast neutrinos of the produced helicity are captured twice as often, those of "
        "the other helicity not at all: the two natures differ for slow neutrinos only.",
    )


def _claims() -> list[Claim]:
    found = []
    for nature, printed, text in _NATURES:
        number, precision = digits(printed)
        ours = float(_rate(nature))
        words = f"captures of {nature.capitalize()} neutrinos on 100 g of tritium"
        found.append(
            claim(
                _ITEM,
                f"{nature}/printed",
                words,
                (printed, number),
                precision,
                ours,
                "talk",
                unit="1/yr",
            )
        )
        found.append(independent(_ITEM, f"{nature}/digits", words, text, ours, "1/yr"))
    return found


def build() -> Content:
    """Rates of both natures."""
    return Content(tables=(_table(),), figures=(_figure(),), claims=tuple(_claims()))

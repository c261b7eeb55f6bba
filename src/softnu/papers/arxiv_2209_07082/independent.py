"""The digits of the table of experiments against an independent calculation."""

from __future__ import annotations

from softnu.papers.arxiv_2209_07082.signals import Row, claim, over_gravity
from softnu.papers.claims import Claim
from softnu.papers.values import digits

#: Forces between two iron atoms over gravity, calculated independently of softnu: experiment,
#: vacuum, relic background (empty where it equals vacuum).
_INDEPENDENT = (
    ("washington_2007", "3.108e-65", ""),
    ("washington_1999", "6.437e-36", ""),
    ("irvine_1985_near", "3.475e-32", ""),
    ("irvine_1985_far", "5.698e-37", ""),
    ("wuhan_2012", "3.259e-27", ""),
    ("wuhan_2020", "5.214e-22", "7.758e-25"),
    ("washington_2020", "7.131e-21", "8.099e-25"),
    ("levitated_optomechanics", "5.214e-14", "8.231e-25"),
)
_INDEPENDENT_BEAMS = (("reactor", "1.106e-18"), ("solar_7be", "3.13e-19"))
#: At 2 mm, where 2 pi r T = 10.7, the relic background still leaves 0.3% of the vacuum force.
_SCREENING = 5e-3


def _independent(name: str, statement: str, text: str, computed: float) -> Claim:
    number, precision = digits(text)
    return claim(
        name, statement, (f"{text} (independent calculation)", number), precision, computed
    )


def claims(rows: tuple[Row, ...]) -> list[Claim]:
    """Compare vacuum and relic forces at every experiment, and the beams."""
    by_name = {row.name: row for row in rows}
    found = []
    for name, vacuum, relic in _INDEPENDENT:
        row = by_name[name]
        words = f"over gravity, {row.title}, r = {row.r:g} m"
        found.append(
            _independent(f"vacuum/{name}", f"force in vacuum {words}", vacuum, row.ratios[0])
        )
        statement = f"relic background {words}"
        if relic:
            found.append(_independent(f"relic/{name}", statement, relic, row.ratios[1]))
        else:
            found.append(
                claim(
                    f"relic/{name}",
                    f"relic background over vacuum, {row.title}, r = {row.r:g} m",
                    ("1: it cancels the vacuum force (independent calculation)", 1.0),
                    _SCREENING,
                    row.ratios[1] / row.ratios[0],
                )
            )
    for background, text in _INDEPENDENT_BEAMS:
        statement = f"{background} force over gravity along the beam"
        ours = float(over_gravity("6400 km", {"background": background}))
        found.append(_independent(f"beam/{background}", statement, text, ours))
    return found

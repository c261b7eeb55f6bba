"""Table of the oscillation data that the talk uses (NuFIT 6.0), and sums of masses."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np

from softnu.neutrinos import Neutrinos
from softnu.papers.arxiv_2401_07347.setting import claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import digits, value

_ITEM = "neutrinos"
_Ordering = Literal["normal", "inverted"]
_ORDERINGS: Final[tuple[_Ordering, _Ordering]] = ("normal", "inverted")
#: Name, symbol, factor between our number and the printed one, printed best fits.
_PARAMETERS: Final = (
    ("sin2_theta12", "sin² θ₁₂", 1.0, ("0.308", "0.308")),
    ("sin2_theta23", "sin² θ₂₃", 1.0, ("0.470", "0.550")),
    ("sin2_theta13", "sin² θ₁₃", 1.0, ("0.02215", "0.02231")),
    ("delta_cp", "δ_CP [deg]", 180.0 / np.pi, ("212", "274")),
    ("dm21_sq", "Δm²₂₁ [10⁻⁵ eV²]", 1e5, ("7.49", "7.49")),
    ("dm3l_sq", "Δm²₃ₗ [10⁻³ eV²]", 1e3, ("2.513", "-2.484")),
)
_ANGLES: Final = {
    "sin2_theta12": ("33.68", "33.68"),
    "sin2_theta23": ("43.3", "47.9"),
    "sin2_theta13": ("8.56", "8.59"),
}
_ROUNDED: Final = (
    "The printed sine squared has three digits, the angle four: sin² 33.68° = 0.3075 rounds to "
    "0.308."
)
_SUMS: Final = ("0.058784", "0.098922")


def _numbers(ordering: _Ordering, name: str, factor: float) -> tuple[float, float, float]:
    """Best fit and 3 sigma range in the printed unit."""
    nu = Neutrinos("0 eV", ordering=ordering)
    best = float(getattr(nu.oscillations, name))
    low, high = nu.interval(name, 3)
    return best * factor, low * factor, high * factor


def _table() -> Table:
    rows = []
    for name, symbol, factor, _ in _PARAMETERS:
        row: list[str | float] = [symbol]
        for ordering in _ORDERINGS:
            best, low, high = _numbers(ordering, name, factor)
            row += [best, f"{low:.4g} to {high:.4g}".replace("-", "−")]
        rows.append(tuple(row))
    return Table(
        "oscillations",
        "Oscillation data of NuFIT 6.0",
        (
            Column("parameter"),
            Column("normal"),
            Column("3σ range"),
            Column("inverted"),
            Column("3σ range, inverted"),
        ),
        tuple(rows),
        "Δm²₃ₗ is Δm²₃₁ for normal, Δm²₃₂ for inverted ordering, which is disfavoured by a χ² "
        "difference of 6.1.",
    )


def _claims() -> list[Claim]:
    found = []
    symbols = {name: symbol for name, symbol, *_ in _PARAMETERS}
    for name, symbol, factor, printed in _PARAMETERS:
        for ordering, text in zip(_ORDERINGS, printed, strict=True):
            number, precision = digits(text)
            best = _numbers(ordering, name, factor)[0]
            words = f"{symbol}, {ordering} ordering"
            found.append(
                claim(_ITEM, f"{name}/{ordering}", words, (text, number), precision, best, "talk")
            )
    for name, printed in _ANGLES.items():
        for ordering, text in zip(_ORDERINGS, printed, strict=True):
            number, precision = digits(text)
            sin2 = _numbers(ordering, name, 1.0)[0]
            angle = float(np.degrees(np.arcsin(np.sqrt(sin2))))
            words = f"angle with the printed {symbols[name]}, {ordering} ordering"
            found.append(
                claim(
                    _ITEM,
                    f"angle/{name}/{ordering}",
                    words,
                    (text, number),
                    precision,
                    angle,
                    "talk",
                    _ROUNDED if name == "sin2_theta12" else "",
                    unit="deg",
                )
            )
    for ordering, text in zip(_ORDERINGS, _SUMS, strict=True):
        total = value("neutrinos.mass_sum", "eV", m_lightest="0 eV", ordering=ordering)
        words = f"smallest sum of masses, {ordering} ordering"
        found.append(independent(_ITEM, f"sum/{ordering}", words, text, total, "eV"))
    return found


def build() -> Content:
    """Best fits and ranges, and the sums of masses that follow."""
    return Content(tables=(_table(),), claims=tuple(_claims()))

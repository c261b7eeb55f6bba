"""The profile above a flat Earth (Arvanitaki and Dimopoulos), and what corrects it."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.papers.arxiv_2401_07347.setting import DELTA, claim, independent, mean_momentum
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_ITEM = "flat-earth"
_ZETA: Final = np.linspace(0.0, 6.0, 301)
_AT: Final = (0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0)
#: G calculated independently.
_GUIDED: Final = ((0.0, "0.6666667"), (0.1, "0.5932082"), (0.5, "0.3800283"))
_WHY: Final = (
    "The formula counts reflected particles but not what the ground takes from the flux from "
    "below, which cancels the reflected flux at first order in the critical angle, and it has an "
    "exponential where the empty guided modes of the attractive side give the function G."
)
_NOT_EMPTY: Final = (
    "A lossless site of finite size has no bound modes: every mode is filled from outside, and "
    "the average density is that of D. The larger asymmetry needs guided modes that are kept "
    "empty, by absorption, roughness or a finite age."
)
#: Part of 0 < zeta < 2 by which (2/3) exp(-zeta) may be off G.
_EXPONENTIAL: Final = 0.11


def _critical() -> float:
    return value("relics.critical_angle", "rad", delta=-DELTA)


def _asymmetry(zeta: FloatArray, convention: str) -> FloatArray:
    return array(
        "relics.overdensity.flat_asymmetry", delta=DELTA, zeta=zeta, convention=convention
    )


def _guided(zeta: FloatArray | float) -> FloatArray:
    return array("relics.overdensity.guided_profile", zeta=np.asarray(zeta))


def _height(zeta: FloatArray) -> FloatArray:
    """Return y = 2 k h at the height of zeta penetration depths."""
    return 2.0 * zeta / _critical()


def _all_modes(zeta: FloatArray) -> FloatArray:
    """Asymmetry with all modes filled: the round Earth."""
    y = _height(zeta)
    nu, nubar = (array("relics.overdensity.flat", delta=delta, y=y) for delta in (-DELTA, DELTA))
    return nu - nubar


def _profile() -> Figure:
    theta = _critical()
    curves = (
        Curve("published", _ZETA, _asymmetry(_ZETA, "published") / theta),
        Curve("modes empty", _ZETA, _asymmetry(_ZETA, "derived") / theta),
        Curve("all modes", _ZETA, _all_modes(_ZETA) / theta),
    )
    return Figure(
        "flat-asymmetry",
        "Asymmetry above a flat Earth, and what is left of it",
        Column("height over penetration depth"),
        Column("(n − n̄)/n over θ_c"),
        curves,
        caption=f"|δ| = {DELTA:g}. Published: Arvanitaki and Dimopoulos. The constant term goes "
        "with the deficit of the flux from below, the rest if the guided modes are filled.",
    )


def _corrections() -> Figure:
    return Figure(
        "guided-modes",
        "Empty guided modes: the function G and the exponential",
        Column("height over penetration depth"),
        Column("deficit of antineutrinos over θ_c"),
        (
            Curve("G", _ZETA, _guided(_ZETA)),
            Curve("(2/3) exp(-ζ)", _ZETA, float(_guided(0.0)) * np.exp(-_ZETA)),
        ),
        log_y=True,
        caption="G falls as 1/(2 ζ²).",
    )


def _near() -> Figure:
    y = np.linspace(0.0, 40.0, 401)
    strong = 0.01
    curves = [
        Curve(label, y, array("relics.overdensity.flat", delta=delta, y=y, modes=modes) / strong)
        for label, delta, modes in (
            ("ν", -strong, "all"),
            ("ν̄, all modes", strong, "all"),
            ("ν̄, modes empty", strong, "guided_empty"),
        )
    ]
    return Figure(
        "flat-near",
        "Density above a flat Earth of |δ| = 0.01",
        Column("2 k h"),
        Column("δn/n₀ over |δ|"),
        tuple(curves),
        caption="With all modes the density differs by |δ|/2 at the surface, without the guided "
        "ones by (2/3) θ_c = 9.4 |δ|.",
    )


def _table() -> Table:
    zeta = np.asarray(_AT)
    columns = (_asymmetry(zeta, "published"), _asymmetry(zeta, "derived"), _all_modes(zeta))
    return Table(
        "flat-values",
        "Asymmetry (n − n̄)/n above a flat Earth",
        (
            Column("ζ"),
            Column("published"),
            Column("guided modes empty"),
            Column("all modes"),
        ),
        tuple((at, *map(float, row)) for at, *row in zip(_AT, *columns, strict=True)),
        f"|δ| = {DELTA:g}.",
    )


def _claims() -> list[Claim]:
    surface = np.zeros(())
    theta = _critical()
    zeta = np.linspace(0.0, 2.0, 201)
    ratio = float(_guided(0.0)) * np.exp(-zeta) / _guided(zeta) - 1.0
    site = 1.0 / (DELTA * float(mean_momentum().value))
    found = [
        claim(
            _ITEM,
            "published-surface",
            "asymmetry at the surface over the critical angle, published convention",
            ("16/15: (2/15) θ_c (3 + 5 exp(-ζ))", 16.0 / 15.0),
            # The angle for its sine.
            DELTA,
            float(_asymmetry(surface, "published")) / theta,
            "talk",
        ),
        claim(
            _ITEM,
            "surface",
            "asymmetry at the surface, all modes",
            (f"{16.0 / 15.0 * theta:.2e}: flat Earth", 16.0 / 15.0 * theta),
            0.05,
            float(_all_modes(surface)),
            "talk",
            _WHY,
        ),
        claim(
            _ITEM,
            "surface-guided",
            "asymmetry at the surface over the critical angle, guided modes empty",
            ("16/15", 16.0 / 15.0),
            0.05,
            float(_asymmetry(surface, "derived")) / theta,
            "talk",
            _WHY,
        ),
        claim(
            _ITEM,
            "constant",
            "asymmetry far above (ζ = 200) over the critical angle, guided modes empty",
            ("2/5", 0.4),
            0.05,
            float(_asymmetry(np.asarray(200.0), "derived")) / theta,
            "talk",
            _WHY,
        ),
        claim(
            _ITEM,
            "exponential",
            "largest deviation of (2/3) exp(-ζ) from G for ζ < 2",
            ("0: exponential", 0.0),
            _EXPONENTIAL,
            float(np.max(np.abs(ratio))),
            "talk",
        ),
        claim(
            _ITEM,
            "exponential-far",
            "(2/3) exp(-ζ) over G at ζ = 10",
            ("1: exponential", 1.0),
            _EXPONENTIAL,
            float(_guided(0.0) * np.exp(-10.0) / _guided(10.0)),
            "talk",
            "G falls as 1/(2 ζ²).",
        ),
        claim(
            _ITEM,
            "site",
            "length on which a grazing wave sees the surface as flat: 1/(k |δ|), |δ| = 2.5e-8, "
            "mean momentum",
            ("20: flat site of 20 km x 20 km", 20.0),
            0.0,
            convert(f"{site!r} 1/eV", "km"),
            "talk",
            unit="km",
            decades=0.3,
        ),
        claim(
            _ITEM,
            "site-asymmetry",
            "asymmetry at the surface of a lossless flat site",
            ("1e-4: of the order of the critical angle", 1e-4),
            0.0,
            float(np.abs(_all_modes(surface))),
            "talk",
            _NOT_EMPTY,
            decades=0.5,
        ),
    ]
    for at, text in _GUIDED:
        words = f"G at ζ = {at:g}"
        found.append(independent(_ITEM, f"guided/{at:g}", words, text, float(_guided(at))))
    return found


def build() -> Content:
    """The published profile, its two corrections, both conventions."""
    return Content(
        tables=(_table(),),
        figures=(_profile(), _corrections(), _near()),
        claims=tuple(_claims()),
    )

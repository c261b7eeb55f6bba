"""Section 6 of arXiv:2405.16801: how large background forces are in atoms."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np

from softnu.papers.arxiv_2405_16801.structures import FACTOR_2
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value

_PAPER, _ITEM = "2405.16801", "section-6"
_R0 = "2.6e-10 m"
_COLD, _HOT = "1.9 K", "1 MeV"
_LOW_MU, _HIGH_MU = "1 eV", "23 GeV"
#: Next terms of the limits: (2 mu R0)^2 at 1 eV, 3/(pi mu R0) at 23 GeV.
_LIMITS = {"small": 1e-4, "large": 1e-6}
#: Size of a proton over the Bohr radius, 2e-5, with the slope of both orbitals.
_NUCLEUS = 1e-4
_RELIC_REASON = (
    "The exponent of the printed value is illegible in the text at hand. The printed "
    "formula at v = 1 gives the second of our numbers; the first has the derived normalisation of "
    "the O(v) terms, half the printed one."
)


def _relic(T: str, regime: str, convention: str) -> float:
    inputs: dict[str, Any] = {"T": T, "R0": _R0, "v": 1}
    return value("atoms.background.ratio_relic", **inputs, regime=regime, convention=convention)


def _degenerate(mu: str, regime: str) -> float:
    return value("atoms.background.ratio_degenerate", mu=mu, R0=_R0, regime=regime)


def _beam() -> float:
    return value("atoms.background.ratio_beam", flux="1e13 1/(cm2 s)", R0=_R0)


def _claim(name: str, statement: str, published: str, source: str, **rest: Any) -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/{name}",
        paper=_PAPER,
        item=_ITEM,
        statement=statement,
        published=published,
        source=source,
        unit="",
        **rest,
    )


def _relics() -> tuple[Claim, ...]:
    cold, hot = _relic(_COLD, "small", "published"), _relic(_HOT, "large", "published")
    return (
        _claim(
            "relic",
            "relic neutrinos over Z exchange, per v: T = 1.9 K, R0 = 2.6e-10 m",
            "64 G_F R0² T⁴ v/π², printed number illegible",
            "Eq. (6.6)",
            published_value=None,
            precision=0.0,
            computed=_relic(_COLD, "small", "derived"),
            reason=_RELIC_REASON,
            published_convention=cold,
        ),
        _claim(
            "relic-hot",
            "thermal neutrinos over Z exchange, per v: T = 1 MeV, so T R0 >> 1",
            "8 G_F T² v/π², formula evaluated",
            "Eq. (6.5)",
            published_value=hot,
            precision=1e-12,
            computed=_relic(_HOT, "large", "derived"),
            reason=FACTOR_2,
            published_convention=hot,
        ),
    )


def _degenerates() -> tuple[Claim, ...]:
    limits = (
        ("small", _LOW_MU, "2 G_F mu³ R0/3π²"),
        ("large", _HIGH_MU, "G_F mu²/2π"),
    )
    return (
        _claim(
            "degenerate",
            "degenerate neutrinos over Z exchange, mu = 23 GeV",
            "1e-3",
            "Eq. (6.7), read as G_F mu²/2π (2π² would give 3.1e-4)",
            published_value=1e-3,
            precision=0.05,
            computed=_degenerate(_HIGH_MU, "any"),
        ),
        *(
            _claim(
                f"degenerate-{regime}",
                f"degenerate neutrinos over Z exchange, mu = {mu}: the whole integral",
                f"{formula}, formula evaluated",
                "Sec. 6, estimate before Eq. (6.7)",
                published_value=_degenerate(mu, regime),
                precision=_LIMITS[regime],
                computed=_degenerate(mu, "any"),
            )
            for regime, mu, formula in limits
        ),
    )


def _beams() -> Claim:
    return _claim(
        "beam",
        "beam over Z exchange, 1e13 1/(cm2 s), R0 = 2.6e-10 m",
        "of order 1e-36",
        "Eq. (6.8)",
        published_value=1e-36,
        precision=0.0,
        decades=0.5,
        computed=_beam(),
    )


def _contact() -> Claim:
    states = {"n1": 1, "n2": 2, "Z": 1}
    centre = value("atoms.heavy.delta_estimate", "eV", **states)
    return _claim(
        "contact",
        "Z exchange averaged over the nucleus, Eq. (6.4), over that at its centre, hydrogen 1S-2S",
        "1: the nucleus is small",
        "Eqs. (6.3), (6.4)",
        published_value=1.0,
        precision=_NUCLEUS,
        computed=value("atoms.heavy.delta_estimate", "eV", **states, A=1) / centre,
    )


def _table() -> Table:
    return Table(
        "atoms",
        "Parity violation by background neutrinos over that of Z exchange, R0 = 2.6e-10 m",
        (
            Column("background"),
            Column("printed estimate"),
            Column("at"),
            Column("printed"),
            Column("ours"),
        ),
        (
            (
                "thermal, T R0 << 1",
                "64 G_F R0² T⁴ v/π²",
                "T = 1.9 K, v = 1",
                _relic(_COLD, "small", "published"),
                _relic(_COLD, "small", "derived"),
            ),
            (
                "thermal, T R0 >> 1",
                "8 G_F T² v/π²",
                "T = 1 MeV, v = 1",
                _relic(_HOT, "large", "published"),
                _relic(_HOT, "large", "derived"),
            ),
            (
                "degenerate, mu R0 << 1",
                "2 G_F mu³ R0/3π²",
                "mu = 1 eV",
                _degenerate(_LOW_MU, "small"),
                _degenerate(_LOW_MU, "any"),
            ),
            (
                "degenerate, mu R0 >> 1",
                "G_F mu²/2π",
                "mu = 23 GeV",
                _degenerate(_HIGH_MU, "large"),
                _degenerate(_HIGH_MU, "any"),
            ),
            ("beam", "4π G_F Φ₀ R0", "Φ₀ = 1e13 1/(cm2 s)", _beam(), _beam()),
        ),
        "Orders of magnitude with couplings of one. Thermal: Maxwell-Boltzmann; ours has the "
        "derived normalisation of the terms linear in v. Degenerate: ours is the integral of "
        "which the printed forms are limits. Beam: for V = G_F² Φ₀/r²; Eq. (4.9) averaged over "
        "its fast phases has 2 in place of 4π.",
    )


def _figure() -> Figure:
    mu = np.geomspace(1.0, 1e9, 301)
    curves = tuple(
        Curve(
            label,
            mu,
            array("atoms.background.ratio_degenerate", mu=mu * u.eV, R0=_R0, regime=regime),
        )
        for label, regime in (
            ("whole integral", "any"),
            ("μ R0 ≪ 1", "small"),
            ("μ R0 ≫ 1", "large"),
        )
    )
    return Figure(
        "atoms-degenerate",
        "Parity violation by degenerate neutrinos over that of Z exchange",
        Column("μ", "eV"),
        Column("ratio"),
        curves,
        log_x=True,
        log_y=True,
        caption="R0 = 2.6e-10 m. The printed estimates are the two straight lines.",
    )


def build() -> Content:
    """Evaluate the estimates in both regimes."""
    return Content(
        tables=(_table(),),
        figures=(_figure(),),
        claims=(_contact(), *_relics(), *_degenerates(), _beams()),
    )

"""Section 3 of arXiv:2405.16801: massive neutrinos, where helicities count."""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.forces import as_printed
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import value

_PAPER, _ITEM = "2405.16801", "section-3-mass"
_MASSES = (0.01, 1.0, 10.0, 100.0)
_REASON = (
    "C_nu = 1/2 is the limit of infinite mass; the exact sum over the produced helicity of Dirac "
    "neutrinos approaches it as T/m only, so the printed terms of order T^2/m^2 beside it are "
    "below the error of C_nu."
)


def _j_a(m_over_T: float, **inputs: Any) -> float:
    return value(
        "forces.isotropic.j_factor",
        factor="a",
        r="0.5 1/eV",
        T="1 eV",
        m_nu=f"{m_over_T} eV",
        **inputs,
    )


def _ratios(m_over_T: float) -> tuple[float, float]:
    both = _j_a(m_over_T)
    produced = _j_a(m_over_T, population="produced")
    return produced / both, _j_a(m_over_T, nature="majorana") / both


def _limit(m_over_T: float, words: str, published: float, precision: float) -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/c-nu-{words}",
        paper=_PAPER,
        item=_ITEM,
        statement=f"C_nu: J_a of produced helicities over that of both, m/T = {m_over_T:g}, "
        "r T = 0.5, Fermi-Dirac",
        published=f"{published:g}",
        published_value=published,
        precision=precision,
        computed=_ratios(m_over_T)[0],
        unit="",
        source="C_nu of Eq. (3.6)",
        reason=_REASON if words == "heavy" else "",
    )


def _heavy_j_a() -> Claim:
    point = (np.asarray(0.5), np.asarray(1.0), np.asarray(30.0))
    printed = float(as_printed.j_a_heavy(*point))
    return Claim(
        id=f"{_PAPER}/{_ITEM}/j-a-heavy",
        paper=_PAPER,
        item=_ITEM,
        statement="J_a of Dirac relics, Maxwell-Boltzmann, m/T = 30, r T = 0.5",
        published="with C_nu = 1/2, formula evaluated",
        published_value=printed,
        precision=2e-3,
        computed=_j_a(30.0, population="produced", distribution="maxwell_boltzmann"),
        unit="",
        source="Eq. (3.6)",
        reason=_REASON,
    )


def build() -> Content:
    """Compute C_nu and the Majorana suppression at a few masses."""
    table = Table(
        "helicities",
        "J_a against that of Dirac neutrinos with both helicities filled, r T = 0.5, Fermi-Dirac",
        (Column("m/T"), Column("Dirac, produced helicity"), Column("Majorana")),
        tuple((m, *_ratios(m)) for m in _MASSES),
        "The spin-independent relic force vanishes for non-relativistic Majorana neutrinos.",
    )
    return Content(
        tables=(table,),
        claims=(
            _limit(0.01, "light", 1.0, 1e-3),
            _limit(100.0, "heavy", 0.5, 1e-2),
            _heavy_j_a(),
        ),
    )

"""Section 3 of arXiv:2405.16801: limits of massless thermal and degenerate backgrounds."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np

from softnu.forces import as_printed
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_PAPER, _ITEM = "2405.16801", "section-3"
_RELIC = "1.9454 K"
#: The next terms of the expansions at the small and large distances chosen below.
_EXPANSION = 1e-4
_LONG, _SHORT = "30 1/eV", "1e-3 1/eV"


def _j(factor: str, r: str, **inputs: Any) -> float:
    return value("forces.isotropic.j_factor", factor=factor, r=r, **inputs)


def _claim(
    name: str,
    statement: str,
    published: tuple[str, float],
    computed: float,
    source: str,
    precision: float = _EXPANSION,
    reason: str = "",
) -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/{name}",
        paper=_PAPER,
        item=_ITEM,
        statement=statement,
        published=published[0],
        published_value=published[1],
        precision=precision,
        computed=computed,
        unit="",
        source=source,
        reason=reason,
    )


def _long_distance() -> list[Claim]:
    limits = {"a": ("1", 1.0), "b": ("-3/2", -1.5), "c": ("5/2", 2.5)}
    equations = {"a": "Eq. (3.20)", "b": "Eq. (3.21)", "c": "Eq. (3.22)"}
    return [
        _claim(
            f"limit-{factor}",
            f"J_{factor} of a Fermi-Dirac background for r T → ∞ (here 30)",
            limit,
            _j(factor, _LONG, T="1 eV"),
            equations[factor],
        )
        for factor, limit in limits.items()
    ]


def _short_distance() -> list[Claim]:
    degenerate = {
        "a": ("2/3", 2.0 / 3.0, 4, "Eq. (3.28)"),
        "b": ("1/3", 1.0 / 3.0, 4, "Eq. (3.30)"),
        "c": ("1/3", 1.0 / 3.0, 4, "Eq. (3.31)"),
        "d": ("2/3", 2.0 / 3.0, 3, "Eq. (3.33)"),
    }
    return [
        _claim(
            f"degenerate-{factor}",
            f"J_{factor}/(mu r)^{power} of degenerate neutrinos for mu r → 0 (here 1e-3)",
            (text, number),
            _j(factor, _SHORT, T="0 eV", mu="1 eV") * 1e3**power,
            source,
        )
        for factor, (text, number, power, source) in degenerate.items()
    ]


def _linear_in_mu() -> Claim:
    r, T, mu = np.asarray(0.5), np.asarray(1.0), np.asarray(0.01)
    printed = float(as_printed.j_d_linear(r, T, mu))
    return _claim(
        "linear-mu",
        "J_d of a Fermi-Dirac background with mu/T = 0.01, r T = 0.5",
        (f"{printed:.6g}", printed),
        _j("d", "0.5 1/eV", T="1 eV", mu="0.01 eV"),
        "Eq. (3.24), linear in mu",
    )


def _earlier_j_c() -> list[Claim]:
    printed = float(as_printed.j_c_earlier(np.asarray(0.5)))
    computed = _j("c", "0.5 1/eV", T="1 eV", distribution="maxwell_boltzmann")
    statement = "J_c of a Maxwell-Boltzmann background at r T = 0.5"
    return [
        _claim(
            "j-c", statement, ("16 t⁴ (1 + 20 t²)/(1 + 4 t²)³ = 3/4", 0.75), computed, "Eq. (3.12)"
        ),
        _claim(
            "j-c-earlier",
            f"{statement}, as in the earlier literature",
            (f"16 t⁴ (7 + 12 t²)/(1 + 4 t²)³ = {printed:g}", printed),
            computed,
            "Ref. [47] of arXiv:2405.16801",
            reason="The numerator 7 + 12 r²T² of Ref. [47] is wrong, as arXiv:2405.16801 says; "
            "the sum over single modes confirms 1 + 20 r²T².",
        ),
    ]


def _screening() -> Figure:
    rT = np.linspace(0.01, 4.0, 400)
    curves = tuple(
        Curve(
            label,
            rT,
            np.abs(
                array("forces.isotropic.total_over_vacuum", r=rT / u.eV, T="1 eV", mu=f"{mu} eV")
            ),
        )
        for label, mu in (("μ = 0", 0.0), ("μ = T", 1.0))
    )
    return Figure(
        "screening",
        "Beyond the paper: the total force in a Fermi-Dirac background",
        Column("r T"),
        Column("|V_total / V_vacuum|"),
        curves,
        log_y=True,
        caption="Vacuum plus background fall as exp(−2 pi r T): a massless thermal background "
        "screens the force. With a chemical potential the sign changes at the dips.",
    )


def _relics() -> Table:
    length = value("forces.isotropic.screening_length", "mm", T=_RELIC)
    density = value("backgrounds.relic.number_density", "1/cm3", T=_RELIC)
    return Table(
        "relic-numbers",
        "Relic neutrinos at T = 1.9454 K",
        (
            Column("density of one species and helicity", "1/cm3"),
            Column("screening length 1/(2 pi T)", "mm"),
        ),
        ((density, length),),
    )


def _mass_range() -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/range",
        paper=_PAPER,
        item=_ITEM,
        statement="range 1/m of the vacuum force, neutrino mass 0.1 eV",
        published="of order 1e-4 cm",
        published_value=1e-4,
        precision=0.0,
        decades=0.5,
        computed=convert("10 1/eV", "cm"),
        unit="cm",
        source="text on massive neutrinos",
    )


def build() -> Content:
    """Compute the limits, the screened force and the relic numbers."""
    return Content(
        tables=(_relics(),),
        figures=(_screening(),),
        claims=(
            *_long_distance(),
            *_short_distance(),
            _linear_in_mu(),
            *_earlier_j_c(),
            _mass_range(),
        ),
    )

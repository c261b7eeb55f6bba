"""Figure 3 of arXiv:2405.16801: J_b and J_c of thermal backgrounds against r T."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value

_PAPER, _ITEM = "2405.16801", "figure-3"
_STATISTICS = (("FD", "fermi_dirac"), ("MB", "maxwell_boltzmann"))
_RT = Column("r T")
_REASON = (
    "The 10% hold only for r T << 1, where the ratio is 720/(7 pi^4) = 1.056. For r T >> 1 "
    "Fermi-Dirac neutrinos cancel the vacuum force exactly and classical ones twice over: the "
    "factor is 2."
)
_POINTS = (0.05, 0.1, 0.3, 0.5, 1.0, 2.0)


def _figure(factors: str, name: str, title: str, caption: str) -> Figure:
    rT = np.geomspace(0.02, 20.0, 241)
    curves = tuple(
        Curve(
            f"J_{factor}, {label}",
            rT,
            array(
                "forces.isotropic.j_factor",
                factor=factor,
                r=rT / u.eV,
                T="1 eV",
                distribution=distribution,
            ),
        )
        for factor in factors
        for label, distribution in _STATISTICS
    )
    return Figure(name, title, _RT, Column("J"), curves, log_x=True, caption=caption)


def _table() -> Table:
    rT = np.array(_POINTS)
    columns = [
        (
            f"J_{factor} {label}",
            array(
                "forces.isotropic.j_factor",
                factor=factor,
                r=rT / u.eV,
                T="1 eV",
                distribution=distribution,
            ),
        )
        for label, distribution in _STATISTICS
        for factor in "abc"
    ]
    return Table(
        "figure-3-values",
        "Values at some r T",
        (_RT, *(Column(name) for name, _ in columns)),
        tuple((float(x), *(float(y[i]) for _, y in columns)) for i, x in enumerate(rT)),
    )


def _excess(factor: str, rT: float) -> float:
    """Maxwell-Boltzmann over Fermi-Dirac, minus 1."""
    classical, quantum = (
        value(
            "forces.isotropic.j_factor",
            factor=factor,
            r=f"{rT} 1/eV",
            T="1 eV",
            distribution=distribution,
        )
        for distribution in ("maxwell_boltzmann", "fermi_dirac")
    )
    return classical / quantum - 1.0


def _claims() -> tuple[Claim, ...]:
    claims = []
    for factor in "bc":
        for words, rT in (("short", 0.02), ("long", 30.0)):
            claims.append(
                Claim(
                    id=f"{_PAPER}/{_ITEM}/statistics-{factor}-{words}",
                    paper=_PAPER,
                    item=_ITEM,
                    statement=f"J_{factor}, Maxwell-Boltzmann over Fermi-Dirac less 1, r T = {rT}",
                    published="differ by about 10%",
                    published_value=0.1,
                    precision=0.5,
                    computed=_excess(factor, rT),
                    unit="",
                    source="Sec. 3.1.4",
                    reason=_REASON if words == "long" else "",
                )
            )
    return tuple(claims)


def build() -> Content:
    """Compute the curves, values at some points, and the remark on statistics."""
    figure = _figure(
        "bc",
        "figure-3",
        "J_b and J_c, massless neutrinos, mu = 0",
        "FD: Fermi-Dirac, MB: Maxwell-Boltzmann.",
    )
    beside = _figure(
        "a",
        "figure-3-j-a",
        "J_a, the spin-independent factor, beside them",
        "At J_a = 1 the background cancels the vacuum force.",
    )
    return Content(tables=(_table(),), figures=(figure, beside), claims=_claims())

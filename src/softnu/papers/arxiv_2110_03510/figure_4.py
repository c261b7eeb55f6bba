"""Fig. 4: limits on light mediators against the lightest neutrino mass."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.papers.arxiv_2110_03510.limits import LEGEND, SCALAR, VECTOR, Coupling, limit
from softnu.papers.arxiv_2110_03510.setting import CONVENTION, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure

_ITEM = "figure-4"
_SOURCE = "Fig. 4"
_M_LIGHTEST = np.linspace(0.0, 0.05, 201)
_LIGHT = "0 eV"
#: Positive limits calculated independently at these lightest masses.
_AT = ("0 eV", "0.01 eV", "0.02 eV", "0.03 eV", "0.04 eV", "0.05 eV")
_G_L = ("2.81e-26", "2.80e-26", "2.80e-26", "3.36e-26", "5.59e-26", "9.80e-26")
_Y_S = ("3.27e-19", "3.45e-19", "4.11e-19", "6.22e-19", "10.0e-19", "21.5e-19")


def _figure(name: str, title: str, couplings: tuple[Coupling, ...], unit: float) -> Figure:
    curves = []
    for coupling in couplings:
        for root, sign in (("positive", 1.0), ("negative", -1.0)):
            y = sign / unit * limit(coupling, _LIGHT, root, m_lightest=_M_LIGHTEST * u.eV)
            curves.append(Curve(coupling.curve(root), _M_LIGHTEST, y))
    return Figure(
        name,
        title,
        Column("lightest neutrino mass", "eV"),
        Column(f"|product of couplings| / {unit:g}"),
        tuple(curves),
        caption="95 % C.L., state 1, massless mediator. " + LEGEND + CONVENTION,
    )


def _ratio(coupling: Coupling, root: str = "positive") -> float:
    return float(
        limit(coupling, _LIGHT, root, m_lightest="0.05 eV")
        / limit(coupling, _LIGHT, root, m_lightest="0 eV")
    )


def _claims() -> list[Claim]:
    g_L, g_R, _ = VECTOR
    y_S, y_P, _ = SCALAR
    found = []
    for coupling, texts in ((g_L, _G_L), (y_S, _Y_S)):
        for mass, text in zip(_AT, texts, strict=True):
            ours = float(limit(coupling, _LIGHT, m_lightest=mass))
            name = f"{coupling.name}/{mass.removesuffix(' eV')}"
            words = f"positive limit on {coupling.label}, lightest mass {mass}"
            found.append(independent(_ITEM, name, words, text, ours, _SOURCE))
    for coupling, root, text in (
        (g_L, "positive", "3.49"),
        (g_L, "negative", "2.81"),
        (g_R, "positive", "3.1"),
        (y_S, "positive", "6.6"),
        (y_P, "positive", "2.1"),
        (y_P, "negative", "3.0"),
    ):
        words = f"{root} limit on {coupling.label} at 0.05 eV over that at 0"
        name = f"ratio/{coupling.name}/{root}"
        found.append(independent(_ITEM, name, words, text, _ratio(coupling, root), _SOURCE))
    found += [
        claim(
            _ITEM,
            "factor",
            "positive limit on g_L at a lightest mass of 0.05 eV over that at 0",
            ("roughly a factor 4", 4.0),
            0.25,
            _ratio(g_L),
            _SOURCE,
        ),
        claim(
            _ITEM,
            "factor-scalar",
            "limit on y_S at a lightest mass of 0.05 eV over that at 0",
            ("roughly a factor 4", 4.0),
            0.25,
            _ratio(y_S),
            _SOURCE,
            "One factor is stated for all couplings; only those of vectors have it. "
            "Pseudoscalars change by 2 to 3.",
        ),
        claim(
            _ITEM,
            "closed",
            "positive limit on g_L of state 3 alone at a lightest mass of 0.05 eV is infinite "
            "(1 if so)",
            ("1: the pair 33 is closed at all three energies (independent calculation)", 1.0),
            0.0,
            float(np.isinf(limit(g_L, _LIGHT, m_lightest="0.05 eV", matrix="E_33"))),
            _SOURCE,
        ),
    ]
    return found


def build() -> Content:
    """Limits against the lightest neutrino mass."""
    return Content(
        figures=(
            _figure("lightest-vector", "Limits on a light vector mediator", VECTOR, 1e-26),
            _figure("lightest-scalar", "Limits on a light scalar mediator", SCALAR, 1e-19),
        ),
        claims=tuple(_claims()),
    )

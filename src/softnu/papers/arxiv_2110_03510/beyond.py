"""What the paper leaves out, in its own figures: exact weights, the second level, the width."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np

from softnu.papers.arxiv_2110_03510.figure_2 import standard
from softnu.papers.arxiv_2110_03510.limits import SCALAR, VECTOR, Coupling, limit
from softnu.papers.arxiv_2110_03510.setting import ATOM, NEUTRINOS, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure
from softnu.papers.values import array, value
from softnu.renp.atoms import load_atom

_ITEM = "beyond"
_ENERGIES = np.linspace(1.06, 1.0718, 1181)
_MASSES = np.geomspace(1e-2, 1e2, 801)
_SECOND = {"E_v2g": f"{float(load_atom('Yb').E_v2g.value)!r} eV"}
_XENON: dict[str, Any] = {
    "atom": "Xe",
    "trigger_energies": ["4.1570 eV", "4.1573 eV", "4.1575 eV"],
}
#: With a width the limit holds for the product of couplings at these couplings of neutrinos.
_G_NU = (1e-1, 1e-2)


def _spectra() -> Figure:
    E = _ENERGIES * u.eV
    published = standard(E)
    variants: tuple[tuple[str, dict[str, Any]], ...] = (
        ("published", {}),
        ("both levels", _SECOND),
        ("exact W_L = 0", {"W_L": "exact"}),
        ("exact W_L, both levels", {"W_L": "exact", **_SECOND}),
        ("exact W_L, Majorana", {"W_L": "exact", "nature": "majorana"}),
    )
    return Figure(
        "beyond-spectra",
        "Spectrum of Yb beyond the published approximations",
        Column("photon energy", "eV"),
        Column("I"),
        tuple(
            Curve(label, _ENERGIES, standard(E, **changes) if changes else published)
            for label, changes in variants
        ),
        log_y=True,
        y_min=1e-6,
        caption="Normal ordering, lightest mass 0.01 eV, Dirac neutrinos unless said. For 0-1-0 "
        "transitions the exact weight removes the larger part of the spectrum, and the second "
        "level cancels most of the rest.",
    )


def _limits() -> Figure:
    M = _MASSES * u.eV
    g_L, y_S = VECTOR[0], SCALAR[0]
    curves = [
        Curve("g_L, Yb, published", _MASSES, limit(g_L, M)),
        Curve("g_L, Yb, exact W_L", _MASSES, limit(g_L, M, W_L="exact", live_time="1080 d")),
        *(Curve(f"g_L, Yb, g_ν = {g_nu:g}", _MASSES, limit(g_L, M, g_nu=g_nu)) for g_nu in _G_NU),
    ]
    scalars = [
        Curve("y_S, Yb, published", _MASSES, limit(y_S, M)),
        Curve("y_S, Xe, W_L = 3/10", _MASSES, _xenon(y_S, M)),
    ]
    return Figure(
        "beyond-limits",
        "Limits with exact weights and widths",
        Column("mediator mass", "eV"),
        Column("product of couplings"),
        (*curves, *scalars),
        log_x=True,
        log_y=True,
        caption="Positive products, state 1. Exact W_L in Yb for 1080 days, which give the same "
        "number of events as 20 days of the published rate; a scalar leaves no trace there "
        "(W_L = 0), hence xenon for 20 days.",
    )


def _xenon(coupling: Coupling, M: u.Quantity) -> np.ndarray:
    return limit(coupling, M, W_L="exact", **_XENON)


def _claims() -> list[Claim]:
    exact = float(standard("1.07 eV", W_L="exact"))
    dipole = {"mu_nu": [[1e-11, 0, 0], [0, 0, 0], [0, 0, 0]]}
    found = [
        independent(
            _ITEM, "exact", "spectrum of Yb at 1.07 eV, exact W_L", "8.706e-4", exact, "derived"
        ),
        independent(
            _ITEM,
            "suppression",
            "published spectrum of Yb at 1.07 eV over the exact one",
            "56",
            float(standard("1.07 eV")) / exact,
            "derived",
        ),
        independent(
            _ITEM,
            "two-level/Yb",
            "factor of the second level, Yb at 1.07 eV",
            "0.1853",
            value("renp.two_level_factor", E_vg="2.23072 eV", trigger_energy="1.07 eV", **_SECOND),
            "derived",
        ),
        independent(
            _ITEM,
            "two-level/Xe",
            "factor of the second level, Xe at 4.157 eV",
            "0.0438",
            value(
                "renp.two_level_factor",
                E_vg="8.43653 eV",
                E_v2g="9.56972 eV",
                trigger_energy="4.157 eV",
            ),
            "derived",
        ),
    ]
    for weight, text in (("average", "0.00295"), ("exact", "0.248")):
        ratio = _dipole(weight, dipole) / float(standard("1.07 eV", W_L=weight)) - 1.0
        words = f"relative change of the spectrum at 1.07 eV by mu_11 = 1e-11 mu_B, W_L {weight}"
        found.append(independent(_ITEM, f"dipole/{weight}", words, text, ratio, "derived"))
    return found


def _dipole(weight: str, dipole: dict[str, Any]) -> float:
    inputs = ATOM | NEUTRINOS | {"trigger_energy": "1.07 eV", "W_L": weight} | dipole
    return float(array("renp.spectrum.dipole", **inputs))


def build() -> Content:
    """Spectra and limits with what the paper leaves out."""
    return Content(figures=(_spectra(), _limits()), claims=tuple(_claims()))

"""Fig. 2: spectra of ytterbium with the thresholds of the six pairs, and light mediators."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.papers.arxiv_2110_03510.setting import (
    ATOM,
    NEUTRINOS,
    claim,
    independent,
)
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value

_ITEM = "figure-2"
_SOURCE = "Fig. 2"
_PAIRS = ((1, 1), (1, 2), (2, 2), (1, 3), (2, 3), (3, 3))
_THRESHOLDS = (
    "1.071646694",
    "1.071614136",
    "1.071576714",
    "1.070858358",
    "1.070763321",
    "1.069267385",
)
_WEIGHTS = (".02789", ".41488", ".03572", ".02935", ".01368", ".22848")
_SM = (
    ("1.06", "0.076554"),
    ("1.069", "0.059810"),
    ("1.07", "0.048774"),
    ("1.0708", "0.045846"),
    ("1.0715", "0.039071"),
)
_ENERGIES = np.linspace(1.06, 1.0718, 1181)

#: Mediators of 1 keV with couplings of state 1 alone; the products of couplings are ours. Then
#: the relative change of the spectrum at 1.06 and 1.07 eV, calculated independently.
_MEDIATORS: tuple[tuple[str, str, str, dict[str, Any], tuple[str, str]], ...] = (
    ("g_L", "dirac", "vector", {"g_A_e": -3e-18, "g_L_nu": "E_11"}, ("0.12654", "0.18484")),
    ("g_R", "dirac", "vector", {"g_A_e": 6e-18, "g_R_nu": "E_11"}, ("0.17834", "0.26048")),
    ("y_S", "dirac", "scalar", {"y_P_e": 6e-11, "y_S_nu": "E_11"}, ("2.2487", "0.50523")),
    ("y_P", "dirac", "scalar", {"y_P_e": 6e-11, "y_P_nu": "E_11"}, ("2.2244", "0.46670")),
    ("g_R", "majorana", "vector", {"g_A_e": 6e-18, "g_R_nu": "E_11"}, ("0.34412", "0.50021")),
    ("y_S", "majorana", "scalar", {"y_P_e": 6e-11, "y_S_nu": "E_11"}, ("4.5243", "1.0116")),
    ("y_P", "majorana", "scalar", {"y_P_e": 6e-11, "y_P_nu": "E_11"}, ("4.476", "0.93448")),
)
_MASS = {"vector": {"m_V": "1 keV"}, "scalar": {"m_S": "1 keV"}}


def standard(E: Any, **changes: Any) -> FloatArray:
    """Return the spectrum of the Standard Model at photon energies E."""
    return array("renp.spectrum.sm", **(ATOM | NEUTRINOS | {"trigger_energy": E} | changes))


def mediated(E: Any, kind: str, couplings: dict[str, Any], **changes: Any) -> FloatArray:
    """Return the spectrum with a mediator of 1 keV."""
    inputs = ATOM | NEUTRINOS | _MASS[kind] | couplings | {"trigger_energy": E} | changes
    return array(f"renp.spectrum.{kind}", **inputs)


def _figure(nature: str) -> Figure:
    E = _ENERGIES * u.eV
    curves = [Curve("Standard Model", _ENERGIES, standard(E, nature=nature))]
    for name, of, kind, couplings, _ in _MEDIATORS:
        if of == nature:
            product = next(iter(couplings.values()))
            label = f"{name}, product {product:g}"
            curves.append(Curve(label, _ENERGIES, mediated(E, kind, couplings, nature=nature)))
    return Figure(
        f"spectra-{nature}",
        f"Spectrum of Yb, {nature.capitalize()} neutrinos, mediators of 1 keV coupled to state 1",
        Column("photon energy", "eV"),
        Column("I"),
        tuple(curves),
        caption="Normal ordering, lightest mass 0.01 eV, published sum over angles (W_L = 1/3). "
        "The six thresholds are kinks; the products of couplings are ours.",
    )


def _edges() -> tuple[Table, list[Claim]]:
    rows, claims = [], []
    weights = np.array(
        [
            (1.0 if i == j else 2.0)
            * sum(
                value("renp.coupling", i=i, j=j, part=part, **_mixing()) ** 2
                for part in ("re", "im")
            )
            for i, j in _PAIRS
        ]
    )
    for (i, j), text, weight_text, weight in zip(
        _PAIRS, _THRESHOLDS, _WEIGHTS, weights, strict=True
    ):
        edge = value("renp.threshold", "eV", **ATOM, **_masses(), i=i, j=j)
        rows.append((f"{i}, {j}", edge, float(weight)))
        claims += [
            independent(
                _ITEM,
                f"threshold/{i}{j}",
                f"threshold of states {i} and {j}",
                text,
                edge,
                _SOURCE,
                "eV",
            ),
            independent(
                _ITEM,
                f"weight/{i}{j}",
                f"|a|^2 of states {i} and {j}, both orders",
                weight_text,
                float(weight),
                _SOURCE,
            ),
        ]
    prominent = {rows[n][0] for n in np.argsort(weights)[-2:]}
    claims.append(
        claim(
            _ITEM,
            "prominent",
            "the two pairs with the largest weights are 12 and 33 (1 if so)",
            ("1: the kinks of 33 and 12 stand out", 1.0),
            0.0,
            float(prominent == {"1, 2", "3, 3"}),
            _SOURCE,
        )
    )
    table = Table(
        "thresholds",
        "Thresholds of the six pairs of Yb",
        (Column("pair"), Column("threshold", "eV"), Column("weight |a|^2")),
        tuple(rows),
        "Weights count both orders of unequal states.",
    )
    return table, claims


def _mixing() -> dict[str, Any]:
    return {name: NEUTRINOS[name] for name in ("sin2_theta12", "sin2_theta13")}


def _masses() -> dict[str, Any]:
    return {name: NEUTRINOS[name] for name in ("m_lightest", "dm21_sq", "dm31_sq")}


def _numbers() -> list[Claim]:
    claims = [
        independent(
            _ITEM,
            f"standard/{energy}",
            f"spectrum of the Standard Model at {energy} eV",
            text,
            float(standard(f"{energy} eV")),
            _SOURCE,
        )
        for energy, text in _SM
    ]
    for name, nature, kind, couplings, texts in _MEDIATORS:
        for energy, text in zip(("1.06", "1.07"), texts, strict=True):
            E = f"{energy} eV"
            ratio = float(mediated(E, kind, couplings, nature=nature) / standard(E, nature=nature))
            claims.append(
                independent(
                    _ITEM,
                    f"{name}/{nature}/{energy}",
                    f"relative change of the spectrum by {name}, {nature}, at {energy} eV",
                    text,
                    ratio - 1.0,
                    _SOURCE,
                )
            )
    shapes = [
        float(mediated(E, "scalar", couplings) / standard(E)) - 1.0
        for E in ("1.06 eV",)
        for _, nature, kind, couplings, _ in _MEDIATORS
        if kind == "scalar" and nature == "dirac"
    ]
    claims.append(
        claim(
            _ITEM,
            "scalar-pseudoscalar",
            "change by y_P over change by y_S at 1.06 eV",
            ("scalar and pseudoscalar almost alike", 1.0),
            0.05,
            shapes[1] / shapes[0],
            _SOURCE,
        )
    )
    return claims


def build() -> Content:
    """Spectra, thresholds and their weights."""
    table, claims = _edges()
    return Content(
        tables=(table,),
        figures=(_figure("dirac"), _figure("majorana")),
        claims=(*claims, *_numbers()),
    )

"""arXiv:1912.09444: the two-neutrino force of massive neutrinos between electron and nucleus."""

from __future__ import annotations

import math
from typing import Any

import astropy.units as u
import numpy as np

from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Item, Paper
from softnu.papers.values import array, value

NUMBER = "1912.09444"
_NATURES = (("Dirac", "dirac"), ("Majorana", "majorana"))
_MASSES = (0.01, 0.1)
#: Masses split by this much leave the closed form of equal masses for the spectral integral.
_SPLIT = 1e-7
_BESSEL_PRECISION = 1e-11


def _potential(r: u.Quantity, m: str, nature: str) -> np.ndarray:
    return array("forces.vacuum.pair_potential", "eV", r=r, m_i=m, m_j=m, nature=nature)


def _over_massless() -> Figure:
    x = np.geomspace(0.01, 10.0, 241)
    massless = _potential(x / u.eV, "0 eV", "dirac")
    curves = tuple(
        Curve(label, x, _potential(x / u.eV, "1 eV", nature) / massless)
        for label, nature in _NATURES
    )
    return Figure(
        "massive-over-massless",
        "Spin-independent potential of massive neutrinos over the massless one",
        Column("m r"),
        Column("V / V_massless"),
        curves,
        log_x=True,
        log_y=True,
    )


def _against_distance() -> Figure:
    r = np.geomspace(0.1, 20.0, 241)
    curves = [Curve("massless", r, _potential(r * u.um, "0 eV", "dirac"))]
    curves += [
        Curve(f"{label}, {m:g} eV", r, _potential(r * u.um, f"{m} eV", nature))
        for m in _MASSES
        for label, nature in _NATURES
    ]
    return Figure(
        "potential",
        "Spin-independent potential of two unit vector charges",
        Column("r", "µm"),
        Column("V", "eV"),
        tuple(curves),
        log_x=True,
        log_y=True,
        caption="Beyond 1/m the force is cut off, earlier for Majorana neutrinos.",
    )


def _bessel(label: str, nature: str, formula: str) -> Claim:
    r, m = 2.0 / u.eV, 0.4
    closed = value(
        "forces.vacuum.pair_potential_scaled", r=r, m_i=f"{m} eV", m_j=f"{m} eV", nature=nature
    )
    split = {"m_i": f"{m * (1 + _SPLIT)!r} eV", "m_j": f"{m * (1 - _SPLIT)!r} eV"}
    integral = value("forces.vacuum.pair_potential_scaled", r=r, **split, nature=nature)
    return Claim(
        id=f"{NUMBER}/potentials/{nature}",
        paper=NUMBER,
        item="potentials",
        statement=f"V exp(2 m r)/V_massless, {label}, m r = 0.8: spectral integral",
        published=f"{formula}, formula evaluated",
        published_value=closed,
        precision=_BESSEL_PRECISION,
        computed=integral,
        unit="",
        source="potentials of massive neutrinos",
    )


def _relative_sign() -> Claim:
    """Sign between 2 sigma_p.p V and (sigma_e x sigma_p).grad V, from two evaluations."""
    pair: dict[str, Any] = {
        "g_V1": 1,
        "g_A1": 0,
        "mass1": "0.51099895 MeV",
        "g_V2": 0,
        "g_A2": 1,
        "mass2": "938.27208816 MeV",
        "r": ["0 1/eV", "0 1/eV", "1 1/eV"],
        "order_v": 1,
    }
    along = value(
        "forces.vacuum.two_particles", "eV", **pair, spin2=[1, 0, 0], velocity1=[0.01, 0, 0]
    )
    crossed = value("forces.vacuum.two_particles", "eV", **pair, spin1=[1, 0, 0], spin2=[0, 1, 0])
    massless = {"r": "1 1/eV", "m_i": "0 eV", "m_j": "0 eV"}
    slope = value("forces.vacuum.pair_gradient", "eV2", **massless)
    return Claim(
        id=f"{NUMBER}/parity/sign",
        paper=NUMBER,
        item="parity",
        statement="sign between 2 sigma_p.p V and (sigma_e x sigma_p).grad V, r = r_e - r_p",
        published="+1",
        published_value=1.0,
        precision=0.0,
        computed=math.copysign(1.0, along) * math.copysign(1.0, crossed / slope),
        unit="",
        source="parity-violating potential",
        reason="With r = r_e - r_p the reduction of the Dirac currents gives a minus sign, in "
        "agreement with Eq. (2.18) of arXiv:2405.16801; the printed sign holds if the gradient "
        "acts on r_p - r_e.",
    )


def _potentials() -> Content:
    return Content(
        figures=(_over_massless(), _against_distance()),
        claims=(
            _bessel("Dirac", "dirac", "G_F² m³ K₃(2mr)/(4π³ r²)"),
            _bessel("Majorana", "majorana", "G_F² m² K₂(2mr)/(2π³ r³)"),
        ),
    )


def paper() -> Paper:
    """Return the items of the paper."""
    return Paper(
        NUMBER,
        (
            Item(
                "potentials",
                "Potentials of Dirac and Majorana neutrinos",
                _potentials,
                "Summarised with arXiv:2209.07082 in the talk "
                '"Neutrino forces and where to find them".',
            ),
            Item(
                "parity",
                "Parity-violating potential in hydrogen",
                lambda: Content(claims=(_relative_sign(),)),
            ),
        ),
    )

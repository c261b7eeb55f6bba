"""Potentials of massive neutrinos, and all that violates parity at atomic distances."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.atoms.parity_potentials import ParityPotentials
from softnu.checks import FloatArray
from softnu.constants import ALPHA, HBAR_C, M_E
from softnu.papers.arxiv_1912_09444.setting import PAPER
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure
from softnu.papers.values import array, value

_NATURES = (("Dirac", "dirac"), ("Majorana", "majorana"))
_MASSES = (0.01, 0.1)
#: Masses split by this much leave the closed form of equal masses for the spectral integral.
_SPLIT = 1e-7
_BESSEL_PRECISION = 1e-11
#: Potentials below this are not shown, eV.
_LOWEST = 1e-45


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
        id=f"{PAPER}/potentials/{nature}",
        paper=PAPER,
        item="potentials",
        statement=f"V exp(2 m r)/V_massless, {label}, m r = 0.8: spectral integral",
        published=f"{formula}, formula evaluated",
        published_value=closed,
        precision=_BESSEL_PRECISION,
        computed=integral,
        unit="",
        source="potentials of massive neutrinos",
    )


def _above(lowest: float, values: FloatArray) -> FloatArray:
    """Leave out what is too small to be shown."""
    return np.where(values > lowest, values, np.nan)


def _at_atoms() -> Figure:
    hydrogen = ParityPotentials("1H")
    r = np.geomspace(1e-16, 1e-9, 281)
    bohr_radii = r * ALPHA * M_E / HBAR_C
    curves = tuple(
        Curve(name, r, _above(_LOWEST, np.abs(hydrogen.function(column)(bohr_radii))))
        for name, column in (
            ("neutrinos", "loop_N"),
            ("with form factor", "loop_ff_N"),
            ("Z-photon mixing", "z_gamma_N"),
            ("Z, proton's size", "z_ff_N"),
        )
    )
    return Figure(
        "potential-atomic",
        "Potentials of the spin of the proton in hydrogen",
        Column("r", "m"),
        Column("|V_N|", "eV"),
        curves,
        log_x=True,
        log_y=True,
        caption="H_2 F of V = H_2 {sigma_N.p, F}/2m, massless neutrinos. The Bohr radius is "
        "5.3e-11 m. The form factor has the scale 0.843 GeV; where it changes the sign of the "
        "potential the curve has a dip.",
    )


def build() -> Content:
    """Potentials, and closed forms beside the spectral integral."""
    return Content(
        figures=(_over_massless(), _against_distance(), _at_atoms()),
        claims=(
            _bessel("Dirac", "dirac", "G_F² m³ K₃(2mr)/(4π³ r²)"),
            _bessel("Majorana", "majorana", "G_F² m² K₂(2mr)/(2π³ r³)"),
        ),
    )

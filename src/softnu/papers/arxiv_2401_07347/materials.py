"""Potentials, indices, critical angles and penetration depths of slow Dirac neutrinos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu.papers.arxiv_2401_07347.setting import M_NU, T, claim, independent, mean_momentum
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_ITEM = "materials"
#: Name in the table of materials, name for people, then digits calculated independently: U of
#: nu_e and nu_mu, delta of nu_e at the mean momentum and its Fermi-Dirac mean, the same of
#: nu_mu, and the penetration depth of nu_e.
_ROWS: Final = (
    ("water", "water", "1.269e-14 -8.49e-15 -4.53e-9 -1.73e-8 3.03e-9 1.16e-8 3.92"),
    ("quartz", "SiO₂", "2.518e-14 -2.532e-14 -8.98e-9 -3.43e-8 9.03e-9 3.45e-8 2.78"),
    ("earth_crust", "crust", "2.499e-14 -2.602e-14 -8.91e-9 -3.40e-8 9.28e-9 3.54e-8 2.79"),
    ("earth_mantle", "mantle", "4.190e-14 -4.328e-14 -1.49e-8 -5.70e-8 1.54e-8 5.89e-8 2.16"),
    ("earth_mean", "Earth", "4.849e-14 -5.396e-14 -1.73e-8 -6.60e-8 1.92e-8 7.35e-8 2.00"),
    ("aluminium", "Al", "2.294e-14 -2.669e-14 -8.18e-9 -3.12e-8 9.52e-9 3.63e-8 2.91"),
    ("iron", "Fe", "5.961e-14 -8.029e-14 -2.13e-8 -8.11e-8 2.86e-8 1.09e-7 1.81"),
    ("copper", "Cu", "6.310e-14 -9.294e-14 -2.25e-8 -8.59e-8 3.31e-8 1.27e-7 1.76"),
    ("tungsten", "W", "7.624e-14 -2.195e-13 -2.72e-8 -1.04e-7 7.83e-8 2.99e-7 1.60"),
    ("lead", "Pb", "4.052e-14 -1.307e-13 -1.44e-8 -5.52e-8 4.66e-8 1.78e-7 2.19"),
)
_QUANTITIES: Final = (
    ("U_e", "U of nu_e", "eV"),
    ("U_mu", "U of nu_mu", "eV"),
    ("delta_e", "delta of nu_e at the mean momentum", ""),
    ("mean_e", "Fermi-Dirac mean of delta, nu_e", ""),
    ("delta_mu", "delta of nu_mu at the mean momentum", ""),
    ("mean_mu", "Fermi-Dirac mean of delta, nu_mu", ""),
    ("depth_e", "penetration depth of nu_e", "m"),
)
_MOMENTA: Final = np.geomspace(1e-5, 1e-2, 121)


def potential(material: str, flavour: str = "e", v: float = 0.0) -> float:
    """Return U of left-helical Dirac neutrinos, eV."""
    return value(
        "relics.potential", "eV", material=material, flavour=flavour, helicity="left", v=v
    )


@dataclass(frozen=True)
class _Matter:
    """What a material does to slow neutrinos of the mean momentum."""

    material: str

    def delta(self, flavour: str, **momentum: Any) -> np.ndarray:
        U = f"{potential(self.material, flavour)!r} eV"
        return array("relics.delta", m_nu=M_NU, U=U, **momentum)

    def angle(self) -> float:
        delta = self.delta("e", k=mean_momentum())
        return value("relics.critical_angle", "rad", delta=delta)

    def depth(self, k: Any) -> np.ndarray:
        U = f"{potential(self.material)!r} eV"
        return array("relics.penetration_depth", "m", m_nu=M_NU, U=U, k=k)

    def numbers(self) -> tuple[float, ...]:
        found = [potential(self.material, flavour) for flavour in ("e", "mu")]
        for flavour in ("e", "mu"):
            found.append(float(self.delta(flavour, k=mean_momentum())))
            found.append(float(self.delta(flavour, T=T)))
        return (*found, float(self.depth(mean_momentum())))


def _tables() -> tuple[Table, Table]:
    potentials: list[tuple[str | float, ...]] = []
    indices: list[tuple[str | float, ...]] = []
    for material, label, _ in _ROWS:
        matter = _Matter(material)
        U_e, U_mu, *deltas, depth = matter.numbers()
        potentials.append((label, U_e, U_mu, matter.angle(), depth))
        indices.append((label, *deltas))
    return Table(
        "potentials",
        "Slow Dirac neutrinos in matter",
        (
            Column("material"),
            Column("U_e", "eV"),
            Column("U_μ", "eV"),
            Column("θ_c of ν_e", "rad"),
            Column("λ of ν_e", "m"),
        ),
        tuple(potentials),
        f"m = {M_NU}; critical angle and penetration depth at the mean momentum of {T}. "
        "Antineutrinos have the opposite potentials.",
    ), Table(
        "indices",
        "Index of matter, n - 1 = δ",
        (
            Column("material"),
            Column("δ of ν_e"),
            Column("mean δ of ν_e"),
            Column("δ of ν_μ"),
            Column("mean δ of ν_μ"),
        ),
        tuple(indices),
        f"m = {M_NU}; δ at the mean momentum of {T}, and its mean over the Fermi-Dirac spectrum.",
    )


def _index() -> Figure:
    curves = tuple(
        Curve(label, _MOMENTA, -_Matter(material).delta("e", k=_MOMENTA * u.eV))
        for material, label, _ in _ROWS
        if label in {"water", "crust", "Fe", "W"}
    )
    return Figure(
        "index",
        "Index of matter for slow neutrinos, n - 1 = δ",
        Column("momentum", "eV"),
        Column("−δ of ν_e"),
        curves,
        log_x=True,
        log_y=True,
        caption=f"m = {M_NU}, Dirac, left-helical; relic neutrinos have 5e-4 eV.",
    )


def _claims() -> list[Claim]:
    found = []
    for material, label, texts in _ROWS:
        numbers = _Matter(material).numbers()
        for (name, words, unit), text, ours in zip(
            _QUANTITIES, texts.split(), numbers, strict=True
        ):
            found.append(
                independent(_ITEM, f"{material}/{name}", f"{words}, {label}", text, ours, unit)
            )
    iron = _Matter("iron")
    return [
        claim(
            _ITEM,
            "index",
            "size of delta in iron, nu_e at the mean momentum",
            ("1e-8", 1e-8),
            0.0,
            float(-iron.delta("e", k=mean_momentum())),
            "talk",
            decades=0.5,
        ),
        claim(
            _ITEM,
            "critical-angle",
            "critical angle of iron, nu_e at the mean momentum",
            ("1e-4", 1e-4),
            0.0,
            iron.angle(),
            "talk",
            unit="rad",
            decades=0.5,
        ),
        claim(
            _ITEM,
            "wavelength",
            "1/T of the relic neutrinos",
            ("0.1 cm", 0.1),
            0.2,
            convert(f"{1.0 / convert(T, 'eV')!r} 1/eV", "cm"),
            "talk",
            unit="cm",
        ),
        claim(
            _ITEM,
            "slow",
            "U of slow over that of relativistic Dirac neutrinos",
            ("1/2: U = G_F (3Z - A) ρ/(2√2)", 0.5),
            1e-12,
            potential("iron") / potential("iron", v=1.0),
            "talk",
        ),
        *found,
    ]


def build() -> Content:
    """What matter does to slow neutrinos."""
    return Content(tables=_tables(), figures=(_index(),), claims=tuple(_claims()))

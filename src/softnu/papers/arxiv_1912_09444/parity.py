"""Couplings of the parity-violating potential: factors and signs."""

from __future__ import annotations

import math
from typing import Any

from softnu.constants import G_A_NUCLEON_ATOMS, G_F, SIN2_THETA_W
from softnu.papers.arxiv_1912_09444.setting import claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Content
from softnu.papers.values import value

_ITEM = "parity"
#: Closed forms on both sides.
_CLOSED = 1e-12
_TREE_REASON = (
    "The Hermitian form of the operator, {sigma.p, F}/2m, takes half of the printed strength; the "
    "signs of both spin terms follow from Pauli spinors and differ. The contact limit below is "
    "the usual Hamiltonian of atomic parity violation."
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
    return claim(
        _ITEM,
        "sign",
        "sign between 2 sigma_p.p V and (sigma_e x sigma_p).grad V, r = r_e - r_p",
        ("+1", 1.0),
        0.0,
        math.copysign(1.0, along) * math.copysign(1.0, crossed / slope),
        "parity-violating potential",
        "With r = r_e - r_p the reduction of the Dirac currents gives a minus sign, in "
        "agreement with Eq. (2.18) of arXiv:2405.16801; the printed sign holds if the gradient "
        "acts on r_p - r_e.",
    )


def _tree(term: str, electron: str, proton: str) -> Claim:
    couplings = [
        value(
            "matter.coupling.fermion",
            fermion=fermion,
            flavour="mu",
            current=current,
            g_A_nucleon=G_A_NUCLEON_ATOMS,
        )
        for fermion, current in (("e", electron), ("p", proton))
    ]
    scale = math.sqrt(2.0) * G_F * math.prod(couplings)
    product = f"g_{electron[0].upper()}^e g_{proton[0].upper()}^p"
    return claim(
        _ITEM,
        f"tree-{term}",
        f"{term[0]}_{term[1]} of Z exchange in units of √2 G_F {product}",
        (f"g² {product}/(2 c_W²): 2", 2.0),
        _CLOSED,
        value("atoms.coupling.tree", "1/eV2", term=term) / scale,
        "Z exchange",
        _TREE_REASON,
    )


def _contact() -> Claim:
    charge = value("matter.weak_charge", Z=1, N=0)
    return independent(
        _ITEM,
        "contact",
        "H_1 of Z exchange in units of G_F Q_W, that of {sigma_e.p, delta(r)} G_F Q_W/(4 √2 m)",
        "0.35355339",
        value("atoms.coupling.tree", "1/eV2", term="H1") / (G_F * charge),
    )


def _loop() -> Claim:
    """H2 of the loop over 2 X g_A/2, from the value at two |U_ei|^2."""
    share = 0.68
    X = -0.25 + SIN2_THETA_W + 0.5 * share
    return claim(
        _ITEM,
        "loop",
        "H_2 of the neutrino force in units of 2 X_i g_A/2, |U_ei|² = 0.68",
        ("1", 1.0),
        _CLOSED,
        value("atoms.coupling.loop", term="H2", Ue_sq=share) / (X * G_A_NUCLEON_ATOMS),
        "parity-violating potential",
    )


def build() -> Content:
    """Signs and factors of the potentials."""
    return Content(
        claims=(
            _relative_sign(),
            _loop(),
            _tree("H1", "axial", "vector"),
            _tree("H2", "vector", "axial"),
            _contact(),
        )
    )

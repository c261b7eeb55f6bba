"""Sizes of matrix elements: the estimates of the paper, the elements, what competes."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from softnu.constants import G_PROTON
from softnu.papers.arxiv_1912_09444.setting import (
    ENERGIES,
    LINE,
    MASSLESS,
    MIXED,
    claim,
    independent,
    spin_part,
)
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value

_ITEM = "scalings"
#: The smaller l of two neighbours.
_L: Final = (2, 3, 4, 5, 6)
#: Charges between which exponents are taken: powers of two carry no rounding.
_CHARGES: Final = (8, 16)
_LETTERS: Final = "SPDFGHIK"


def _states(l: int) -> dict[str, Any]:
    """Return the states l and l + 1 of the lowest n at which both have an M1 line."""
    n, j = l + 2, f"{2 * l + 1}/2"
    states = {"n1": n, "l1": l, "j1": j, "n2": n, "l2": l + 1, "j2": j}
    return {**states, "F": l + 1}


def _name(l: int) -> str:
    return f"{l + 2}{_LETTERS[l]}-{l + 2}{_LETTERS[l + 1]}"


def _loop(l: int) -> float:
    return abs(value("atoms.pv_element.loop", "eV", **_states(l), **MASSLESS))


def _tree(l: int, **inputs: Any) -> float:
    return abs(value("atoms.pv_element.tree", "eV", **_states(l), **inputs))


def _mixing(l: int) -> float:
    return abs(value("atoms.pv_element.z_gamma", "eV", **_states(l)))


def _dominance(l: int) -> float:
    return value("atoms.pv_element.dominance", **_states(l), **MASSLESS)


def _estimate(interaction: str, l: int) -> float:
    return value("atoms.pv_element.estimate", "eV", interaction=interaction, l=l)


def _exponent(counts: dict[str, Any]) -> float:
    Z = np.array(_CHARGES, dtype=float)
    inputs = {**LINE, **spin_part(1.0), **counts}
    small, large = array("atoms.e1_m1_ratio", **inputs, Z=Z, g_N=G_PROTON)
    return math.log2(large / small)


def _claims() -> tuple[Claim, ...]:
    whole = value("atoms.pv_element.loop", "eV", **MIXED, **MASSLESS)
    nucleon = _tree(2) / _loop(2)
    point = _tree(2, cutoff="91.1876 GeV") / _loop(2)
    estimated = _estimate("tree", 2) / _estimate("loop", 2)
    estimate_of_ratio = ("m_e α^9 (m_e/m_Z)^6 over m_e α^8 (m_e/m_Z)^4", estimated)
    without_lamb_shift, everything = ENERGIES["hyperfine"], ENERGIES["widths"]
    return (
        claim(
            _ITEM,
            "order-one",
            "element of 4D-4F by neutrinos over m_e α^8 (m_e/m_Z)^4",
            ("of order 1", 1.0),
            0.0,
            abs(whole) / _estimate("loop", 2),
            "estimates",
            "Powers of 1/n, 1/4π³ and small radial integrals, such as √7/172032, make a factor "
            "1e-5 together.",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "tree-point",
            "Z exchange over neutrinos, 4D-4F, size of the interaction 1/m_Z",
            estimate_of_ratio,
            0.0,
            point,
            "estimates",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "tree-nucleon",
            "Z exchange over neutrinos, 4D-4F, with the size of the proton, 1/0.843 GeV",
            estimate_of_ratio,
            0.0,
            nucleon,
            "estimates",
            "A proton is larger than 1/m_Z: contact interactions reach the electron over its "
            "size. Neutrinos are still far ahead.",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "largest",
            "neutrinos over Z-photon mixing by the electron's loop, 4D-4F",
            ("above 1: the largest long-range force that violates parity", 1.0),
            0.5,
            _dominance(2),
            "abstract",
            "True at large distances. Z-photon mixing has the range 1/(2 m_e), 274 times shorter "
            "than the Bohr radius, but is of first order in G_F: it is ahead between D and F, "
            "neutrinos from F and G on.",
        ),
        independent(
            _ITEM, "largest-FG", "neutrinos over Z-photon mixing, 5F-5G", "52.9", _dominance(3)
        ),
        independent(
            _ITEM, "largest-GH", "neutrinos over Z-photon mixing, 6G-6H", "2.05e7", _dominance(4)
        ),
        independent(
            _ITEM,
            "charge-hyperfine",
            "power of Z in R, hyperfine structure alone",
            "2.00",
            _exponent(without_lamb_shift),
        ),
        claim(
            _ITEM,
            "charge",
            "power of Z in R with Lamb shift and widths, Z from 8 to 16",
            ("1 (independent calculation, limit of large Z)", 1.0),
            0.05,
            _exponent(everything),
            "derived",
        ),
    )


def _table() -> Table:
    rows = tuple(
        (
            _name(l),
            _estimate("loop", l),
            _loop(l),
            _mixing(l),
            _tree(l),
            _estimate("tree", l),
            _dominance(l),
        )
        for l in _L
    )
    return Table(
        "elements",
        "Matrix elements of parity violation in hydrogen",
        (
            Column("states"),
            Column("neutrinos, estimate", "eV"),
            Column("neutrinos", "eV"),
            Column("Z-photon mixing", "eV"),
            Column("Z, proton's size", "eV"),
            Column("Z, estimate", "eV"),
            Column("neutrinos over mixing"),
        ),
        rows,
        "Sizes. Largest common j and F; three massless neutrinos. Below l = 2 the element of "
        "neutrinos diverges: D states always have an admixture of P, so that only transitions "
        "with l ≥ 3 are predicted without a model of short distances.",
    )


def _figure() -> Figure:
    l = np.array(_L, dtype=float)
    curves = tuple(
        Curve(name, l, np.array([of(one) for one in _L]))
        for name, of in (("neutrinos", _loop), ("Z-photon mixing", _mixing), ("Z exchange", _tree))
    )
    return Figure(
        "elements-l",
        "Matrix elements between l and l + 1, n = l + 2",
        Column("l"),
        Column("v", "eV"),
        curves,
        log_y=True,
        caption="Every further l costs an interaction of short range the square of its range over "
        "the Bohr radius, and the force of neutrinos, a power of r, a number only: from l = 3 on "
        "it is ahead of Z-photon mixing.",
    )


def build() -> Content:
    """Estimates beside elements."""
    return Content(tables=(_table(),), figures=(_figure(),), claims=_claims())

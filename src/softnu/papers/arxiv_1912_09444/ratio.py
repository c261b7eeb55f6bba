"""R, the E1 amplitude over that of M1: printed, from the printed energies, with all energies."""

from __future__ import annotations

from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu.constants import G_PROTON
from softnu.papers.arxiv_1912_09444.setting import (
    ENERGIES,
    LINE,
    MASSLESS,
    claim,
    frequency,
    spin_part,
)
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_ITEM = "ratio"
#: R over the sum of X_i, and the relative half of its last digit.
_PRINTED: Final = -7.7e-33
_DIGITS: Final = 0.05 / 7.7
_SHOWN: Final = "-7.7e-33 ΣX"
_DIFFERENT: Final = (
    "Not reproduced. The formula of the paper with its own energies, hyperfine structure alone, "
    "gives a positive number 8e7 times the printed one. The printed size would need an energy "
    "difference of 0.046 eV, as between levels of different n, in place of the 5.6e-10 eV of the "
    "hyperfine structure; the levels with n ≠ 4 alone indeed give 4e-34."
)
_COMPLETE: Final = (
    "Not reproduced: besides, the Lamb shift and the widths, which the paper leaves out, are "
    "larger than the hyperfine structure and take most of R away."
)


def ratio(**inputs: Any) -> float:
    """Return the ratio for the line of the paper."""
    return value("atoms.e1_m1_ratio", **LINE, **inputs)


def printed() -> float:
    """Return R of three massless neutrinos by the printed formula."""
    return ratio(**MASSLESS, convention="published")


def of_other_n() -> float:
    """Return R over the sum of X_i from admixtures of all other n and the continuum."""
    spin, energies = spin_part(1.0), ENERGIES["hyperfine"]
    every = ratio(**spin, **energies, admixtures="all_n")
    return every - ratio(**spin, **energies)


def _claims() -> tuple[Claim, ...]:
    spin = spin_part(1.0)
    source = ratio(**spin, **ENERGIES["hyperfine"])
    hyperfine = abs(
        frequency("atoms.level.hyperfine", n=4, l=3, j="5/2", F=3)
        - frequency("atoms.level.hyperfine", n=4, l=2, j="5/2", F=3)
    )
    gap = (hyperfine * u.MHz).to_value(u.eV, u.spectral())
    return (
        claim(
            _ITEM,
            "printed-energies",
            "R of 4F5/2-4F7/2, F = 3, over ΣX_i: hyperfine structure alone, spin of the proton",
            (_SHOWN, _PRINTED),
            _DIGITS,
            source,
            "result for R",
            _DIFFERENT,
        ),
        claim(
            _ITEM,
            "lamb",
            "R over ΣX_i with hyperfine structure and Lamb shift, spin of the proton",
            (_SHOWN, _PRINTED),
            _DIGITS,
            ratio(**spin, **ENERGIES["Lamb"]),
            "result for R",
            _COMPLETE,
        ),
        claim(
            _ITEM,
            "widths",
            "R over ΣX_i with hyperfine structure, Lamb shift and widths, spin of the proton",
            (_SHOWN, _PRINTED),
            _DIGITS,
            ratio(**spin, **ENERGIES["widths"]),
            "result for R",
            _COMPLETE,
        ),
        claim(
            _ITEM,
            "three-states",
            "R of three massless neutrinos, |U_ei|² = 0.6813, 0.2967, 0.0220, both spins",
            (f"{_SHOWN}, formula evaluated", printed()),
            _DIGITS,
            ratio(**MASSLESS),
            "result for R",
            _COMPLETE,
        ),
        claim(
            _ITEM,
            "denominator",
            "energy difference with which R has the printed size",
            ("5.6e-10 eV, that of the hyperfine structure", gap),
            _DIGITS,
            gap * abs(source / _PRINTED),
            "result for R",
            _DIFFERENT,
            unit="eV",
        ),
        claim(
            _ITEM,
            "other-n",
            "size of R over ΣX_i from the levels with n ≠ 4 and the continuum alone",
            ("which levels give the printed size is not said", None),
            0.0,
            abs(of_other_n()),
            "result for R",
            "A number of this size comes from energy differences of the gross structure. The sum "
            "of all is smaller than the printed R by a factor 20.",
        ),
    )


def _table() -> Table:
    spin = spin_part(1.0)
    rows: list[tuple[str | float, ...]] = [
        ("printed formula", _PRINTED, printed(), 0.0),
        ("n ≠ 4 alone", of_other_n(), _both_spins_of_other_n(), 0.0),
    ]
    names = ("hyperfine, as printed", "with Lamb shift", "with Lamb shift and widths")
    for name, counts in zip(names, ENERGIES.values(), strict=True):
        whole = {**MASSLESS, **counts}
        rows.append((name, ratio(**spin, **counts), ratio(**whole), ratio(**whole, part="re")))
    return Table(
        "ratio-energies",
        "R of 4F5/2-4F7/2, F = 3, by what counts in the energies",
        (
            Column("energies"),
            Column("R/ΣX, spin of the proton"),
            Column("R, three states, both spins"),
            Column("real part"),
        ),
        tuple(rows),
        "R is the imaginary part of the ratio of the amplitudes E1 and M1; with widths the ratio "
        "has a real part. Massless neutrinos; the spin of the electron adds 5 %.",
    )


def _both_spins_of_other_n() -> float:
    inputs = {**MASSLESS, **ENERGIES["hyperfine"]}
    return ratio(**inputs, admixtures="all_n") - ratio(**inputs)


def _against_charge() -> Figure:
    Z = np.arange(1.0, 41.0)
    names = ("hyperfine", "Lamb too", "widths too")
    curves = tuple(
        Curve(
            name,
            Z,
            array("atoms.e1_m1_ratio", **LINE, **spin_part(1.0), **counts, Z=Z, g_N=G_PROTON),
        )
        for name, counts in zip(names, ENERGIES.values(), strict=True)
    )
    return Figure(
        "ratio-charge",
        "R of 4F5/2-4F7/2, F = 3, against the charge of the nucleus",
        Column("Z"),
        Column("R/ΣX"),
        curves,
        log_x=True,
        log_y=True,
        caption="Spin 1/2, couplings and magnetic moment of a proton at any Z. R grows as Z² "
        "where the hyperfine structure separates the levels, as Z where Lamb shift and widths do.",
    )


def _against_mass() -> Figure:
    m_a = np.geomspace(1e-2, 10.0, 241)
    m = m_a / convert("0.529177210903e-10 m", "1/eV")
    inputs: dict[str, Any] = {**spin_part(1.0), "m_nu_a": m_a}
    massless = ratio(**spin_part(1.0))
    curves = [
        Curve(name, m, array("atoms.e1_m1_ratio", **LINE, **inputs, nature=nature) / massless)
        for name, nature in (("Dirac", "dirac"), ("Majorana", "majorana"))
    ]
    shares: dict[str, Any] = {"Ue_sq": MASSLESS["Ue_sq"], "m_nu_a": m_a, "convention": "published"}
    formula = array("atoms.e1_m1_ratio", **LINE, **shares) / printed()
    return Figure(
        "ratio-mass",
        "R of massive neutrinos over that of massless ones",
        Column("m", "eV"),
        Column("R/R(0)"),
        (*curves, Curve("Dirac, printed", m, np.where(formula > 0.0, formula, np.nan))),
        log_x=True,
        caption="One mass for all states. R falls where m reaches 1/a = 3.7 keV, so that it does "
        "not tell the masses of neutrinos: 0.1 eV changes it by 3e-9.",
    )


def build() -> Content:
    """R by the printed formula and by ours, and its dependence on Z and the mass."""
    return Content(
        tables=(_table(),), figures=(_against_mass(), _against_charge()), claims=_claims()
    )

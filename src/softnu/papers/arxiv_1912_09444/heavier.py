"""Contact interaction in hydrogen and heavier atoms: numbers quoted beside those of neutrinos."""

from __future__ import annotations

import math
from typing import Any

from softnu.atoms.apv_data import apv_data
from softnu.papers.arxiv_1912_09444.setting import claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import digits, value

_ITEM = "heavier"
_LITERATURE = "literature on atomic parity violation"
#: Name, Z, N.
_NUCLEI = (("Rb", 37, 48), ("Cs", 55, 78), ("Pb", 82, 126), ("Fr", 87, 136))


def _quoted(name: str, statement: str, text: str, computed: float, unit: str = "") -> Claim:
    number, precision = digits(text)
    return claim(
        _ITEM, name, statement, (text, number), precision, computed, _LITERATURE, unit=unit
    )


def _enhancement(Z: int, N: int) -> float:
    return value("atoms.heavy.relativistic_factor", Z=Z, A=Z + N)


def _charge(Z: int, N: int, level: str = "tree") -> float:
    return value("matter.weak_charge", Z=Z, N=N, level=level)


def _exponent(**inputs: Any) -> float:
    """Power of Z in the element of an alkali atom from Rb to Cs at fixed energies."""
    (_, *light), (_, *heavy) = _NUCLEI[:2]
    small, large = (
        value("atoms.pv_element.alkali", "eV", nu_s=1.87, nu_p=2.36, Z=Z, N=N, **inputs)
        for Z, N in (light, heavy)
    )
    return math.log(large / small) / math.log(heavy[0] / light[0])


def _claims() -> tuple[Claim, ...]:
    hydrogen = abs(value("atoms.pv_element.contact", "Hz", n_s=2, n_p=2))
    measured = apv_data("cs_6s_7s")
    return (
        _quoted(
            "cesium", "weak charge of Cs, Standard Model", "-73.2", _charge(55, 78, "radiative")
        ),
        independent(_ITEM, "cesium-tree", "weak charge of Cs, tree", "-73.87", _charge(55, 78)),
        claim(
            _ITEM,
            "cesium-measured",
            "weak charge of Cs, Standard Model, beside the measured one",
            ("-73.16 ± 0.29 ± 0.20", measured.weak_charge[0]),
            math.hypot(*measured.weak_charge[1:]) / abs(measured.weak_charge[0]),
            _charge(55, 78, "radiative"),
            "arXiv:0902.0335",
        ),
        _quoted(
            "cesium-amplitude",
            "Im E1_PV of Cs 6S-7S from the measured -1.5935 mV/cm, size",
            "0.837e-11",
            abs(measured.amplitude.value),
            "e a0",
        ),
        _quoted(
            "hydrogen",
            "v/h between 2S1/2 and 2P1/2 of hydrogen over (1 - 4 s²)/2",
            "0.0130",
            hydrogen / (0.5 * _charge(1, 0)),
            "Hz",
        ),
        _quoted("enhancement-cs", "relativistic factor of Cs", "2.8", _enhancement(55, 78)),
        _quoted("enhancement-pb", "relativistic factor of Pb", "9", _enhancement(82, 126)),
        claim(
            _ITEM,
            "z-cubed",
            "power of Z in the contact element from Rb to Cs, not relativistic",
            ("3", 3.0),
            0.1,
            _exponent(relativistic=False),
            "discussion of heavier atoms",
        ),
        claim(
            _ITEM,
            "z-cubed-relativistic",
            "power of Z in the contact element from Rb to Cs, relativistic",
            ("3", 3.0),
            0.1,
            _exponent(),
            "discussion of heavier atoms",
            "The law holds for Z exchange at the nucleus, Z² from the orbitals and one Z from the "
            "weak charge; relativity adds. The force of neutrinos between s and p "
            "states needs a model of the nucleus.",
        ),
    )


def _table() -> Table:
    rows = tuple((name, Z, N, _charge(Z, N), _enhancement(Z, N)) for name, Z, N in _NUCLEI)
    return Table(
        "contact",
        "Weak charges and relativistic factors",
        (
            Column("atom"),
            Column("Z"),
            Column("N"),
            Column("weak charge, tree"),
            Column("relativistic factor"),
        ),
        tuple((name, float(Z), float(N), *rest) for name, Z, N, *rest in rows),
        "Uniform nucleus of 1.2 fm A^1/3.",
    )


def build() -> Content:
    """Contact interaction of Z exchange where it is measured."""
    return Content(tables=(_table(),), claims=_claims())

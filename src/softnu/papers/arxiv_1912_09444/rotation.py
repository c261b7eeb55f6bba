"""Rotation of the polarisation of light: how far R is from what is measured."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from softnu.constants import HBAR
from softnu.papers.arxiv_1912_09444.ratio import printed
from softnu.papers.arxiv_1912_09444.setting import LINE, MASSLESS, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure
from softnu.papers.values import array, value

_ITEM = "rotation"
#: The smallest rotation that is measured, rad.
_SENSITIVITY: Final = 1e-9
#: Detuning in widths at which rotation and |R| are equal after one absorption length.
_DETUNING: Final = 0.5
_REASON: Final = (
    "R is not reproduced, and the rotation with it: see the item ratio. The real and the "
    "imaginary part of our ratio add up."
)


def _rotation(detuning: float) -> float:
    return value("atoms.optics.rotation", "rad", **LINE, **MASSLESS, detuning_widths=detuning)


def _claims() -> tuple[Claim, ...]:
    angle = abs(_rotation(_DETUNING))
    lifetime = HBAR / value("atoms.level.width", "eV", n=4, l=3)
    shortfall = value("atoms.optics.shortfall", **LINE, **MASSLESS)
    return (
        claim(
            _ITEM,
            "printed-ratio",
            "rotation after one absorption length half a width off the line, with the printed R",
            ("about 1e-32 rad", 1e-32),
            0.0,
            abs(printed()),
            "optical rotation",
            unit="rad",
            decades=0.5,
        ),
        claim(
            _ITEM,
            "angle",
            "rotation after one absorption length half a width off the line, with our ratio",
            ("about 1e-32 rad", 1e-32),
            0.0,
            angle,
            "optical rotation",
            _REASON,
            unit="rad",
            decades=0.5,
        ),
        claim(
            _ITEM,
            "orders-printed",
            "powers of ten from the rotation by the printed R to the best measured, 1e-9 rad",
            ("23", 23.0),
            0.5 / 23.0,
            math.log10(_SENSITIVITY / abs(printed())),
            "optical rotation",
        ),
        claim(
            _ITEM,
            "orders",
            "powers of ten from our rotation to the best measured one, 1e-9 rad",
            ("23", 23.0),
            0.5 / 23.0,
            math.log10(shortfall),
            "optical rotation",
            _REASON,
        ),
        independent(
            _ITEM,
            "wavelength",
            "wavelength of 4F5/2-4F7/2, F = 3",
            "1.3",
            value("atoms.optics.wavelength", "m", **LINE),
            "m",
        ),
        independent(_ITEM, "lifetime", "lifetime of 4F", "72.5", 1e9 * lifetime, "ns"),
    )


def _against_detuning() -> Figure:
    detuning = np.linspace(-3.0, 3.0, 241)
    angle = array("atoms.optics.rotation", "rad", **LINE, **MASSLESS, detuning_widths=detuning)
    return Figure(
        "rotation-detuning",
        "Rotation after one absorption length, 4F5/2-4F7/2, F = 3",
        Column("detuning over the width"),
        Column("Φ", "1e-26 rad"),
        (Curve("complex ratio", detuning, angle / 1e-26),),
        caption="Massless neutrinos. The rotation on the line itself is the real part of the "
        "ratio, which the widths give it. Light of 1.3 m and atoms that live 72.5 ns stand "
        "between this and an experiment.",
    )


def build() -> Content:
    """Rotation by the printed and by our ratio."""
    return Content(figures=(_against_detuning(),), claims=_claims())

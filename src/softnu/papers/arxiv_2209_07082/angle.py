"""How the force of a beam depends on the angle alpha between the beam and the two bodies."""

from __future__ import annotations

import math
from typing import Any

import astropy.units as u
import numpy as np
from scipy.optimize import brentq

from softnu.checks import FloatArray
from softnu.papers.claims import Claim
from softnu.papers.modes import in_plane, scaled_kernel
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_PAPER, _ITEM = "2209.07082", "angle"
_PRODUCTS = (2.0, 10.0, 40.0)
#: Where the limits of small angles are taken: 1/(E r) and its fast term are far below the digits.
_FAR = 1e6
#: Corrections to alpha^2 = pi/(E r) are pi/(12 E r).
_FAR_PRECISION = 1e-6
#: The fast term sin(2 E r)/(2 E r) for 3 MeV at a micrometre.
_FAST = 1e-7
_ALPHA = Column("α", "rad")
_FORCE = Column("V over that along the beam")
_SOURCES = (("reactor, 3 MeV", "3 MeV"), ("solar 7Be, 0.862 MeV", "0.862 MeV"))
_DISTANCES = (("1 µm", "1 um"), ("0.1 mm", "0.1 mm"), ("0.3 m", "0.3 m"), ("6400 km", "6400 km"))


def _slow(kr: Any, alpha: FloatArray) -> FloatArray:
    return array("forces.mode.slow_factor", kr=kr, alpha=alpha * u.rad)


def _exact() -> Figure:
    """Exact kernel at a few E r, and the slow term of the largest."""
    alpha = np.linspace(0.0, math.pi, 721)
    along = np.array([0.0, 0.0, 1.0])
    curves = [
        Curve(
            f"exact, E r = {kr:g}",
            alpha,
            scaled_kernel("00", along, kr * in_plane(np.sin(alpha), np.cos(alpha))),
        )
        for kr in _PRODUCTS
    ]
    curves.append(Curve(f"slow term, E r = {_PRODUCTS[-1]:g}", alpha, _slow(_PRODUCTS[-1], alpha)))
    return Figure(
        "angle",
        "Force of a monochromatic beam against the angle between the beam and r",
        _ALPHA,
        _FORCE,
        tuple(curves),
        caption="In units of −G_F² Φ₀ E g_V g_V'/(π r). The slow term is cos²(α/2) "
        "cos(2 E r sin²(α/2)); its mirror image at π − α makes the rest. Far from 0 and π, any "
        "spread of energies or distances averages both to zero.",
    )


def _small_angles() -> Figure:
    scaled = np.linspace(0.0, 3.0, 601)
    curves = tuple(
        Curve(label, scaled, _slow(kr, scaled * math.sqrt(math.pi / kr)))
        for label, kr in (("E r = 10", 10.0), ("E r = 100", 100.0), ("E r = 10⁶", _FAR))
    )
    return Figure(
        "small-angles",
        "Small angles: one curve for all E r",
        Column("α √(E r/π)"),
        _FORCE,
        curves,
        caption="Slow term. The force falls as 1/r only where α² is below π/(E r), its first "
        "zero.",
    )


def _distances() -> Figure:
    kr = np.geomspace(1.0, 1e4, 601)
    curves = tuple(
        Curve(f"α = {alpha:g} rad", kr, _slow(kr, np.asarray(alpha)))
        for alpha in (0.0, 0.01, 0.03, 0.1)
    )
    return Figure(
        "one-over-r",
        "r V against distance at fixed angles",
        Column("E r"),
        Column("r V over that along the beam"),
        curves,
        log_x=True,
        caption="Slow term. A constant is a force that falls as 1/r; beyond E r = π/α² it is "
        "lost.",
    )


def first_zero(kr: float) -> float:
    """Angle of the first zero of the slow term, found on its values."""
    estimate = math.sqrt(math.pi / kr)
    # In units of the estimate: the stopping rule is absolute, the angles are down to 1e-10.
    scaled = brentq(lambda scale: float(_slow(kr, np.asarray(scale * estimate))), 0.5, 1.3)
    return estimate * float(scaled)


def _openings() -> Table:
    """Angle and distance from the axis at which the force vanishes first."""
    rows = []
    for label, E in _SOURCES:
        for distance, r in _DISTANCES:
            length = convert(r, "1/eV")
            alpha = first_zero(convert(E, "eV") * length)
            offset = convert(f"{alpha * length!r} 1/eV", "um")
            rows.append((label, distance, alpha, offset))
    return Table(
        "openings",
        "Where the force of a beam has its first zero",
        (
            Column("neutrinos"),
            Column("separation r"),
            Column("angle α", "rad"),
            Column("distance from the axis α r", "µm"),
        ),
        tuple(rows),
        "Bodies that are wider than this, or beams that spread by more, see less than the force "
        "along the beam.",
    )


def _claims() -> tuple[Claim, ...]:
    potentials = [
        value(
            "forces.background.spin_independent",
            "eV",
            particle1="Fe",
            particle2="Fe",
            background="reactor",
            r=r,
            m_lightest="0 eV",
        )
        for r in ("1 um", "1 m")
    ]
    return (
        Claim(
            id=f"{_PAPER}/{_ITEM}/along",
            paper=_PAPER,
            item=_ITEM,
            statement="r V along a reactor beam, exact kernel: at 1 m over that at 1 um",
            published="the force falls as 1/r",
            published_value=1.0,
            precision=_FAST,
            computed=1e6 * potentials[1] / potentials[0],
            unit="",
            source="abstract",
        ),
        Claim(
            id=f"{_PAPER}/{_ITEM}/first-zero",
            paper=_PAPER,
            item=_ITEM,
            statement="first zero of the slow term: alpha² E r/π at E r = 1e6",
            published="1/r only for α² ≲ π/(E r)",
            published_value=1.0,
            precision=_FAR_PRECISION,
            computed=first_zero(_FAR) ** 2 * _FAR / math.pi,
            unit="",
            source="small-angle limit",
        ),
    )


def build() -> Content:
    """Compute the dependence on the angle, and its small-angle limit."""
    return Content(
        tables=(_openings(),),
        figures=(_exact(), _small_angles(), _distances()),
        claims=_claims(),
    )

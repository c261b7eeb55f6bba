"""How far the 1/r force of a beam survives a spread of angles and of energies."""

from __future__ import annotations

import math
from typing import Any

import astropy.units as u
import numpy as np
from scipy.optimize import brentq

from softnu.checks import FloatArray
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Map, Table
from softnu.papers.values import array, convert
from softnu.units import natural

_PAPER, _ITEM = "2209.07082", "smearing"
_FORCE = Column("mean of r V over r V along the beam")
#: A width at which all angles are small.
_WIDTH = 1e-3
_ANGLE = 0.03
_REACTOR = "3 MeV"
_SPREADS = (0.0, 0.05, 0.15)
#: Beams: energy and standard deviation of each component of the angle.
_BEAMS = (
    ("reactor core, 3 m wide at 1 km", _REACTOR, 0.75e-3),
    ("neutrinos of the core of the Sun, 7Be", "0.862 MeV", 1e-3),
    ("an ideal beam", _REACTOR, 1e-6),
)
#: Decades that the sign ≲ allows.
_ORDER = 0.5
_CONDITION = "1/r only for α² ≲ π/Δ(E r)"


def angle_factor(kr: Any, width: Any, spread: str = "gaussian", part: str = "re") -> FloatArray:
    """Return the mean slow factor along a beam whose directions spread by `width`."""
    return array(
        "forces.directional.angle_factor", kr=kr, width=width * u.rad, spread=spread, part=part
    )


def _energy_factor(E_r: FloatArray, spread: float, part: str = "re") -> FloatArray:
    """Mean slow factor at a fixed angle; `spread` is sigma_E/E."""
    return array(
        "forces.directional.energy_factor",
        "eV",
        E="1 eV",
        sigma_E=f"{spread} eV",
        r=E_r / u.eV,
        alpha=_ANGLE * u.rad,
        part=part,
    )


def _angles() -> Figure:
    scaled = np.geomspace(1e-2, 1e2, 601)
    kr = scaled / _WIDTH**2
    return Figure(
        "smearing-angle",
        "Spread of angles: the force on the axis of the beam",
        Column("E r × width²"),
        _FORCE,
        (
            Curve("Gaussian, width σ per component", scaled, angle_factor(kr, _WIDTH)),
            Curve("cone, width θ₀ its half angle", scaled, angle_factor(kr, _WIDTH, "cone")),
        ),
        log_x=True,
        caption="Below 1 the force falls as 1/r; above, the Gaussian leaves 1/(E r σ²)² of it.",
    )


def _energies() -> Figure:
    E_r = np.geomspace(10.0, 5e4, 801)
    curves = tuple(
        Curve(
            f"σ_E / E = {spread:g}" if spread else "one energy",
            E_r,
            _energy_factor(E_r, spread),
        )
        for spread in _SPREADS
    )
    return Figure(
        "smearing-energy",
        f"Spread of energies: the force at the angle α = {_ANGLE} rad",
        Column("E r"),
        _FORCE,
        curves,
        log_x=True,
        caption="Where E r passes π/α² the force of one energy oscillates; where σ_E r passes it, "
        "the mean force is lost.",
    )


def _collimation() -> Map:
    """Mean force of a reactor beam against distance and spread of angles."""
    r, width = np.geomspace(1e-7, 1e7, 141), np.geomspace(1e-12, 1e-2, 101)
    kr = (r * u.m).to_value("1/eV", natural()) * convert(_REACTOR, "eV")
    return Map(
        "smearing-map",
        "Spread of angles: what it leaves of the force of a reactor beam, 3 MeV",
        Column("r", "m"),
        Column("spread of angles σ", "rad"),
        _FORCE,
        r,
        width,
        angle_factor(kr[:, np.newaxis], width),
        log_x=True,
        log_y=True,
        scale="log",
        caption="On the axis of the beam, Gaussian spread. The corner of one colour is where the "
        "force falls as 1/r.",
    )


def _survival() -> Table:
    """Distances at which the spread of angles halves the force."""
    rows = []
    for label, E, width in _BEAMS:
        kr = _root(lambda kr, width=width: float(angle_factor(kr, width)) - 0.5, 1.0 / width**2)
        rows.append((label, E, width, convert(f"{kr / convert(E, 'eV')!r} 1/eV", "m")))
    return Table(
        "survival",
        "Up to where the force of a beam falls as 1/r",
        (
            Column("beam"),
            Column("energy"),
            Column("spread of angles σ", "rad"),
            Column("r at which half of the force is left", "m"),
        ),
        tuple(rows),
        "On the axis of the beam, Gaussian spread, point bodies.",
    )


def _root(excess: Any, near: float) -> float:
    """The zero of a function that falls, within an octave of `near`."""
    zero: float = brentq(excess, 0.5 * near, 2.0 * near)
    return zero


def _first_zero_of_cone() -> float:
    """E r theta_0^2/pi at the first zero of the mean over a cone."""
    kr = _root(lambda kr: float(angle_factor(kr, _WIDTH, "cone")), 2.0 * math.pi / _WIDTH**2)
    return kr * _WIDTH**2 / math.pi


def _dephasing() -> float:
    """alpha^2 sigma_E r/pi at which the size of the mean force has fallen to 1/e."""
    spread = 0.1

    def excess(E_r: float) -> float:
        parts = [float(_energy_factor(np.asarray(E_r), spread, part)) for part in ("re", "im")]
        return math.hypot(*parts) - math.exp(-1.0)

    return _root(excess, math.pi / (_ANGLE**2 * spread)) * _ANGLE**2 * spread / math.pi


def _claims() -> tuple[Claim, ...]:
    return (
        Claim(
            id=f"{_PAPER}/{_ITEM}/angles",
            paper=_PAPER,
            item=_ITEM,
            statement="directions in a cone about r: E r θ₀²/π at the first zero of the mean",
            published="1/r only for α² ≲ π/(E r)",
            published_value=1.0,
            precision=0.0,
            decades=_ORDER,
            computed=_first_zero_of_cone(),
            unit="",
            source="condition on the spread of angles",
        ),
        Claim(
            id=f"{_PAPER}/{_ITEM}/energies",
            paper=_PAPER,
            item=_ITEM,
            statement="Gaussian energies, σ_E/E = 0.1: α² σ_E r/π where the size of the mean "
            "force has fallen to 1/e",
            published=_CONDITION,
            published_value=1.0,
            precision=0.0,
            decades=_ORDER,
            computed=_dephasing(),
            unit="",
            source="condition on the spread of E r",
        ),
    )


def build() -> Content:
    """Compute mean forces, and the distances up to which they fall as 1/r."""
    return Content(
        tables=(_survival(),), figures=(_angles(), _collimation(), _energies()), claims=_claims()
    )

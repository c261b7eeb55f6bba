"""The result, -delta n_nu = delta n_nubar = 1.25e-8, and what it takes to compute it."""

from __future__ import annotations

import math
from time import perf_counter
from typing import Final

import numpy as np
from scipy.optimize import brentq

from softnu.papers.arxiv_2401_07347.materials import potential
from softnu.papers.arxiv_2401_07347.setting import (
    DELTA,
    EARTH,
    M_NU,
    T,
    claim,
    independent,
)
from softnu.papers.arxiv_2401_07347.spheres import at_surface
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Table
from softnu.papers.values import array, convert, value

_ITEM = "headline"
#: The printed result, and its three digits.
_RESULT: Final = 1.25e-8
_PRECISION: Final = 0.004
_LAPTOP: Final = 2 * 86400.0
#: Surface, speed in the potential, momentum over T with the printed result.
_CHOICES: Final = (
    ("Earth's crust, relativistic potential", "earth_crust", 1.0, "2.66"),
    ("mean Earth, slow neutrinos", "earth_mean", 0.0, "2.62"),
    ("iron, slow neutrinos", "iron", 0.0, "2.91"),
    ("Earth's crust, slow neutrinos", "earth_crust", 0.0, "1.88"),
)
#: Waves of the sum that is timed, enough to forget what a call costs.
_WAVES: Final = 1e7
_POINTS: Final = 100_000


def _at_surface(delta: float) -> float:
    return value("relics.overdensity.sphere", delta=delta, kR=EARTH, kr=EARTH)


def _momentum(U: float) -> float:
    """Momentum over T at which |delta| is that of the result."""
    scale = convert(T, "eV")

    def excess(x: float) -> float:
        delta = value("relics.delta", m_nu=M_NU, U=f"{U!r} eV", k=f"{x * scale!r} eV")
        return math.log(abs(delta) / DELTA)

    return float(brentq(excess, 0.1, 30.0))


def _thermal(U: str) -> float:
    return value("relics.overdensity.thermal", h="0 m", m_nu=M_NU, U=U, T=T)


def _time_of_closed_form() -> float:
    """Seconds per height."""
    y = np.linspace(0.0, 100.0, _POINTS)
    start = perf_counter()
    array("relics.overdensity.flat", delta=DELTA, y=y)
    return (perf_counter() - start) / _POINTS


def _time_of_sum() -> float:
    """Seconds per wave of the exact sum."""
    at_surface(DELTA, _WAVES)
    start = perf_counter()
    at_surface(DELTA, _WAVES)
    return (perf_counter() - start) / _WAVES


def _times(closed: float, wave: float) -> Table:
    return Table(
        "times",
        "What the density at the surface of the Earth costs",
        (Column("method"), Column("time", "s"), Column("how it is known")),
        (
            ("published sum", _LAPTOP, "text: two days on a laptop"),
            ("our sum", wave * EARTH, "10⁷ waves, scaled to 2³⁴"),
            ("closed form", closed, "10⁵ heights, per height"),
        ),
        "One core of the computer that made this page. The whole sum was carried out once for "
        "each sign: 1.2502e-8 and -1.2498e-8 with a rounding of 2e-12, in two to three minutes.",
    )


def _inputs() -> Table:
    rows = tuple(
        (label, U := potential(material, v=v), _momentum(U)) for label, material, v, _ in _CHOICES
    )
    return Table(
        "inputs",
        "Momenta at which |δ| = 2.5e-8",
        (Column("surface"), Column("U", "eV"), Column("k/T")),
        rows,
        f"m = {M_NU}, T = {T}, nu_e. The mean momentum is 3.15 T.",
    )


def _claims(closed: float, wave: float) -> list[Claim]:
    crust = "2.5e-14 eV"
    found = [
        claim(
            _ITEM,
            name,
            f"delta n/n_0 of {name} at the surface of the Earth, |delta| = 2.5e-8, kR = 2^34",
            (f"{sign * _RESULT:g}", sign * _RESULT),
            _PRECISION,
            _at_surface(sign * DELTA),
            "abstract",
        )
        for name, sign in (("neutrinos", -1.0), ("antineutrinos", 1.0))
    ]
    found += [
        claim(
            _ITEM,
            "inputs",
            "momentum over T that gives the result with the potential of slow neutrinos in the "
            "Earth's crust",
            ("momentum and potential are not stated", None),
            0.0,
            _momentum(potential("earth_crust")),
            "text",
            "The result fixes |δ| = 2.5e-8, which several choices of momentum and potential give.",
        ),
        claim(
            _ITEM,
            "time-sum",
            "exact sum over 1.7e10 waves on one core, scaled from 1e7 waves",
            ("two days on a laptop", _LAPTOP),
            0.0,
            wave * EARTH,
            "text",
            "Compiled recurrences take nanoseconds per wave. The number is measured when this "
            "page is made.",
            unit="s",
            decades=0.5,
        ),
        claim(
            _ITEM,
            "time-closed",
            "closed form, per height",
            ("two days on a laptop", _LAPTOP),
            0.0,
            closed,
            "text",
            "The sum is an integral in closed form, see the page on relic neutrinos. The number "
            "is measured when this page is made.",
            unit="s",
            decades=0.5,
        ),
        independent(
            _ITEM,
            "thermal-nu",
            "Fermi-Dirac average at the surface, U = 2.5e-14 eV, nu_e",
            "-1.7018e-8",
            _thermal(crust),
        ),
        independent(
            _ITEM,
            "thermal-nubar",
            "Fermi-Dirac average at the surface, U = -2.5e-14 eV, antineutrinos",
            "1.7018e-8",
            _thermal(f"-{crust}"),
        ),
    ]
    for label, material, v, text in _CHOICES:
        words = f"momentum over T with |delta| = 2.5e-8, {label}"
        ours = _momentum(potential(material, v=v))
        found.append(independent(_ITEM, f"momentum/{material}/{v:g}", words, text, ours))
    return found


def build() -> Content:
    """The result, its inputs and its cost."""
    closed, wave = _time_of_closed_form(), _time_of_sum()
    return Content(tables=(_times(closed, wave), _inputs()), claims=tuple(_claims(closed, wave)))

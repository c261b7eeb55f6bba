"""Experiments that look for new forces, and the neutrino forces that they would have to see."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np
from scipy.optimize import brentq

from softnu.data import load
from softnu.papers.arxiv_2209_07082 import independent
from softnu.papers.arxiv_2209_07082.signals import FORCES, REACTOR, Row, claim, over_gravity, rows
from softnu.papers.arxiv_2209_07082.smearing import angle_factor
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Points, Table
from softnu.units import natural

#: Spreads of the directions of a reactor's neutrinos, rad.
_SPREADS = (("1 µrad", 1e-6), ("0.75 mrad", 0.75e-3))
_DISTANCES = np.geomspace(1e-7, 1e8, 451)
#: Where the figure ends: vacuum falls to 1e-70 at the largest distances.
_Y_MIN = 1e-30


def _table(rows: tuple[Row, ...]) -> Table:
    return Table(
        "experiments",
        "Neutrino forces between two iron atoms over gravity, beside published sensitivities",
        (
            Column("experiment"),
            Column("separation"),
            Column("published sensitivity"),
            *(Column(name) for name, _ in FORCES),
        ),
        tuple((row.title, row.separation, row.sensitivity, *row.ratios) for row in rows),
        "Massless neutrinos, absolute values. Relic background: Fermi-Dirac, 1.9454 K; beyond "
        "a millimetre it cancels the vacuum force. Reactor (5e9 1/(cm2 s), 3 MeV) and solar "
        "(4.93e9 1/(cm2 s), 0.862 MeV, unoscillated): slow part along the beam, an upper envelope "
        "before any spread of angles and energies.",
    )


def _figure(rows: tuple[Row, ...]) -> Figure:
    r = _DISTANCES * u.m
    curves = [Curve(name, _DISTANCES, over_gravity(r, inputs)) for name, inputs in FORCES]
    along = over_gravity(r, REACTOR)
    kr = r.to_value("1/eV", natural()) * load("backgrounds")["reactor"]["E_eV"]
    for label, width in _SPREADS:
        curves.append(Curve(f"reactor, σ = {label}", _DISTANCES, along * angle_factor(kr, width)))
    return Figure(
        "signal",
        "Forces between two iron atoms over gravity, and what experiments have reached",
        Column("r", "m"),
        Column("|V / V_gravity|"),
        tuple(curves),
        log_x=True,
        log_y=True,
        points=Points(
            "published sensitivity",
            tuple(row.title for row in rows),
            np.array([row.r for row in rows]),
            np.array([row.sensitivity for row in rows]),
        ),
        y_min=_Y_MIN,
        caption="Reactor and solar 7Be: two bodies in line with a beam of one direction; σ is the "
        "spread of directions, 0.75 mrad that of a core 3 m wide seen from 1 km.",
    )


def _words(rows: tuple[Row, ...]) -> list[Claim]:
    """What the abstract says, as numbers."""
    near, far = (float(over_gravity(r, REACTOR)) for r in ("1 um", "1 m"))
    return [
        claim(
            "one-over-r",
            "force along a beam over gravity: its ratio at 1 m to that at 1 um",
            ("the force falls as 1/r, like gravity", 1.0),
            1e-12,
            far / near,
            "abstract",
        ),
        claim(
            "reach",
            "reactor force over the best sensitivity in the table",
            ("close to the available sensitivity", None),
            0.0,
            near / min(row.sensitivity for row in rows),
            "abstract",
            "The words carry no number. Ours is the envelope along the beam for two iron atoms, "
            "against the sensitivity at 6400 km.",
        ),
        claim(
            "enhancement",
            "distance from which the reactor force exceeds that in vacuum by 20 orders of "
            "magnitude, along the beam",
            ("more than 20 orders of magnitude", None),
            0.0,
            _distance_of_enhancement(1e20),
            "abstract of the first version",
            "The abstract gives no distance. Ours is where the envelope along the beam reaches "
            "that factor, for two iron atoms.",
            "m",
        ),
    ]


def _distance_of_enhancement(factor: float) -> float:
    """Distance in m at which the reactor force is `factor` times that in vacuum."""

    def excess(log_r: float) -> float:
        r = np.exp(log_r) * u.m
        ratio = over_gravity(r, REACTOR) / over_gravity(r, None)
        return float(np.log(ratio / factor))

    return math.exp(brentq(excess, math.log(_DISTANCES[0]), math.log(_DISTANCES[-1])))


def build() -> Content:
    """Set forces over gravity beside published sensitivities."""
    found = rows()
    return Content(
        tables=(_table(found),),
        figures=(_figure(found),),
        claims=(*_words(found), *independent.claims(found)),
    )

"""Experiments that look for new forces, and the neutrino forces that they would have to see."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np
from scipy.optimize import brentq

from softnu.checks import FloatArray
from softnu.forces.experiment_face import Experiment
from softnu.forces.experiments import all_experiments
from softnu.papers.arxiv_2209_07082.smearing import angle_factor
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Points, Table
from softnu.papers.values import array, digits, value
from softnu.units import natural

_PAPER, _ITEM = "2209.07082", "experiments"
_IRON = {"body1": "Fe", "body2": "Fe"}
_REACTOR: dict[str, Any] = {"background": "reactor"}
#: Energy of the reactor background, eV, and spreads of its directions, rad.
_REACTOR_E = 3e6
_SPREADS = (("1 µrad", 1e-6), ("0.75 mrad", 0.75e-3))
#: Name in tables and curves, inputs of the catalogue; None is vacuum.
_FORCES: tuple[tuple[str, dict[str, Any] | None], ...] = (
    ("vacuum", None),
    ("relic background", {"background": "relic", "T": "1.9454 K"}),
    ("reactor", _REACTOR),
    ("solar 7Be", {"background": "solar_7be"}),
)
_DISTANCES = np.geomspace(1e-7, 1e8, 451)
#: Where the figure ends: vacuum falls to 1e-70 at the largest distances.
_Y_MIN = 1e-30
#: Forces between two iron atoms over gravity, calculated independently of softnu: experiment,
#: vacuum, relic background (empty where it equals vacuum).
_INDEPENDENT = (
    ("washington_2007", "3.108e-65", ""),
    ("washington_1999", "6.437e-36", ""),
    ("irvine_1985_near", "3.475e-32", ""),
    ("irvine_1985_far", "5.698e-37", ""),
    ("wuhan_2012", "3.259e-27", ""),
    ("wuhan_2020", "5.214e-22", "7.758e-25"),
    ("washington_2020", "7.131e-21", "8.099e-25"),
    ("levitated_optomechanics", "5.214e-14", "8.231e-25"),
)
_INDEPENDENT_BEAMS = (("reactor", "1.106e-18"), ("solar_7be", "3.13e-19"))
#: At 2 mm the relic background still leaves exp(-2 pi r T) of the vacuum force, 0.3%.
_SCREENING = 5e-3
_SOURCE = "table of experiments"


@dataclass(frozen=True)
class _Row:
    """An experiment with the forces at its separation."""

    name: str
    title: str
    separation: str
    r: float
    sensitivity: float
    ratios: tuple[float, ...]


def over_gravity(r: Any, inputs: dict[str, Any] | None) -> FloatArray:
    """Return the size of the force between two iron atoms over gravity."""
    if inputs is None:
        return array("forces.vacuum.ratio_to_gravity", **_IRON, r=r)
    return array("forces.background.ratio_to_gravity", **_IRON, r=r, **inputs)


def _rows() -> tuple[_Row, ...]:
    rows = []
    for experiment in all_experiments():
        r = value("forces.experiment.separation", "m", experiment=experiment.name)
        rows.append(
            _Row(
                experiment.name,
                experiment.title,
                _separation(experiment),
                r,
                value("forces.experiment.sensitivity", experiment=experiment.name),
                tuple(float(over_gravity(r * u.m, inputs)) for _, inputs in _FORCES),
            )
        )
    return tuple(rows)


def _separation(experiment: Experiment) -> str:
    separation = experiment.separation
    at = f", here {separation.at}" if separation.nearest else ""
    return f"{separation}{at}".replace("um", "µm")


def _table(rows: tuple[_Row, ...]) -> Table:
    return Table(
        "experiments",
        "Neutrino forces between two iron atoms over gravity, beside published sensitivities",
        (
            Column("experiment"),
            Column("separation"),
            Column("published sensitivity"),
            *(Column(name) for name, _ in _FORCES),
        ),
        tuple((row.title, row.separation, row.sensitivity, *row.ratios) for row in rows),
        "Massless neutrinos, absolute values. Relic background: Fermi-Dirac, 1.9454 K; beyond "
        "a millimetre it cancels the vacuum force. Reactor (5e9 1/(cm2 s), 3 MeV) and solar "
        "(4.93e9 1/(cm2 s), 0.862 MeV, unoscillated): slow part along the beam, an upper envelope "
        "before any spread of angles and energies.",
    )


def _figure(rows: tuple[_Row, ...]) -> Figure:
    r = _DISTANCES * u.m
    curves = [Curve(name, _DISTANCES, over_gravity(r, inputs)) for name, inputs in _FORCES]
    along, kr = over_gravity(r, _REACTOR), r.to_value("1/eV", natural()) * _REACTOR_E
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


def _claim(
    name: str,
    statement: str,
    published: tuple[str, float | None],
    precision: float,
    computed: float,
    source: str = _SOURCE,
    reason: str = "",
    unit: str = "",
) -> Claim:
    return Claim(
        id=f"{_PAPER}/{_ITEM}/{name}",
        paper=_PAPER,
        item=_ITEM,
        statement=statement,
        published=published[0],
        published_value=published[1],
        precision=precision,
        computed=computed,
        unit=unit,
        source=source,
        reason=reason,
    )


def _independent(name: str, statement: str, text: str, computed: float) -> Claim:
    number, precision = digits(text)
    return _claim(
        name, statement, (f"{text} (independent calculation)", number), precision, computed
    )


def _digits(rows: tuple[_Row, ...]) -> list[Claim]:
    """Digits of the table against an independent calculation."""
    by_name = {row.name: row for row in rows}
    claims = []
    for name, vacuum, relic in _INDEPENDENT:
        row = by_name[name]
        words = f"over gravity, {row.title}, r = {row.r:g} m"
        claims.append(
            _independent(f"vacuum/{name}", f"force in vacuum {words}", vacuum, row.ratios[0])
        )
        statement = f"relic background {words}"
        if relic:
            claims.append(_independent(f"relic/{name}", statement, relic, row.ratios[1]))
        else:
            claims.append(
                _claim(
                    f"relic/{name}",
                    f"relic background over vacuum, {row.title}, r = {row.r:g} m",
                    ("1: it cancels the vacuum force (independent calculation)", 1.0),
                    _SCREENING,
                    row.ratios[1] / row.ratios[0],
                )
            )
    for background, text in _INDEPENDENT_BEAMS:
        statement = f"{background} force over gravity along the beam"
        ours = float(over_gravity("6400 km", {"background": background}))
        claims.append(_independent(f"beam/{background}", statement, text, ours))
    return claims


def _words(rows: tuple[_Row, ...]) -> list[Claim]:
    """What the abstract says, as numbers."""
    near, far = (float(over_gravity(r, _REACTOR)) for r in ("1 um", "1 m"))
    return [
        _claim(
            "one-over-r",
            "force along a beam over gravity: its ratio at 1 m to that at 1 um",
            ("the force falls as 1/r, like gravity", 1.0),
            1e-12,
            far / near,
            "abstract",
        ),
        _claim(
            "reach",
            "reactor force over the best sensitivity in the table",
            ("close to the available sensitivity", None),
            0.0,
            near / min(row.sensitivity for row in rows),
            "abstract",
            "The words carry no number. Ours is the envelope along the beam for two iron atoms, "
            "against the sensitivity at 6400 km.",
        ),
        _claim(
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
        ratio = over_gravity(r, _REACTOR) / over_gravity(r, None)
        return float(np.log(ratio / factor))

    return math.exp(brentq(excess, math.log(_DISTANCES[0]), math.log(_DISTANCES[-1])))


def build() -> Content:
    """Set forces over gravity beside published sensitivities."""
    rows = _rows()
    return Content(
        tables=(_table(rows),),
        figures=(_figure(rows),),
        claims=(*_words(rows), *_digits(rows)),
    )

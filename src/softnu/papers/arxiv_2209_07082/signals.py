"""The forces between two iron atoms over gravity, and the experiments that could see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import astropy.units as u

from softnu.checks import FloatArray
from softnu.forces.experiments.experiment import Experiment
from softnu.forces.experiments.files import all_experiments
from softnu.papers.claims import Claim
from softnu.papers.values import array, value

_PAPER, _ITEM = "2209.07082", "experiments"
#: Where sensitivities and separations are from.
TABLE = "table of experiments"
_IRON = {"body1": "Fe", "body2": "Fe"}
#: Inputs of the force along a reactor beam.
REACTOR: dict[str, Any] = {"background": "reactor"}
#: Name in tables and curves, inputs of the catalogue; None is vacuum.
FORCES: tuple[tuple[str, dict[str, Any] | None], ...] = (
    ("vacuum", None),
    ("relic background", {"background": "relic", "T": "1.9454 K"}),
    ("reactor", REACTOR),
    ("solar 7Be", {"background": "solar_7be"}),
)


@dataclass(frozen=True)
class Row:
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


def rows() -> tuple[Row, ...]:
    """Evaluate every force at the separation of every experiment."""
    found = []
    for experiment in all_experiments():
        r = value("forces.experiment.separation", "m", experiment=experiment.name)
        found.append(
            Row(
                experiment.name,
                experiment.title,
                _separation(experiment),
                r,
                value("forces.experiment.sensitivity", experiment=experiment.name),
                tuple(float(over_gravity(r * u.m, inputs)) for _, inputs in FORCES),
            )
        )
    return tuple(found)


def _separation(experiment: Experiment) -> str:
    separation = experiment.separation
    at = f", here {separation.at}" if separation.nearest else ""
    return f"{separation}{at}".replace("um", "µm")


def claim(
    name: str,
    statement: str,
    published: tuple[str, float | None],
    precision: float,
    computed: float,
    source: str = TABLE,
    reason: str = "",
    unit: str = "",
) -> Claim:
    """Return a claim of this item."""
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

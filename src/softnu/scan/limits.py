"""Curves from elsewhere that lie over a figure, in the units of its axes."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DataError, DomainError, unknown_name
from softnu.forces.experiments.files import EXPERIMENT_NAMES, load_experiment
from softnu.renp.bounds import BOUND_NAMES, load_bound
from softnu.scan.csv_axis import read_csv_axis
from softnu.scan.figure import Limit
from softnu.scan.tables import FileAxis
from softnu.units import express, from_natural

#: Points of the curve of a bound.
_POINTS: Final = 401


class Curve(NamedTuple):
    """A curve over a figure.

    Attributes
    ----------
    label : str
        Its name.
    x, y : ndarray
        Its points in the units of the figure.
    """

    label: str
    x: FloatArray
    y: FloatArray


def read_limit(limit: Limit, folder: Path | None) -> Limit:
    """Return a limit with the points of its file in the place of the name.

    Raises
    ------
    DataError
        If the file cannot be read, or has not two columns of numbers.
    """
    if limit.csv is None:
        return limit
    table = read_csv_axis(FileAxis(name="limit", csv=limit.csv), folder)
    if len(table.zip) != 2 or not all(isinstance(v[0], float) for v in table.zip.values()):
        raise DataError(f"{limit.csv}: a limit has two columns of numbers, x and y")
    (x, xs), (y, ys) = table.zip.items()
    points = {"x": xs, "y": ys, "x_unit": table.units.get(x, ""), "y_unit": table.units.get(y, "")}
    return Limit.model_validate({"label": limit.label or Path(limit.csv).stem, **points})


def curve_of(limit: Limit, x: FloatArray, x_unit: str, y_unit: str) -> Curve:
    """Return the points of a limit.

    Parameters
    ----------
    limit : Limit
        The limit, its file read in.
    x : ndarray
        Points along the horizontal axis of the figure.
    x_unit, y_unit : str
        Units of both axes.

    Returns
    -------
    Curve
        Not a number where there is no limit.

    Raises
    ------
    SoftnuError
        If there is no such bound or experiment, the units do not fit, or it is outside.
    """
    low, high = float(np.min(x)), float(np.max(x))
    if limit.bound is not None:
        curve = _of_bound(limit, low, high, x_unit)
    elif limit.experiment is not None:
        curve = _of_experiment(limit.experiment, limit.label)
    else:
        curve = (limit.label, u.Quantity(limit.x, limit.x_unit), u.Quantity(limit.y, limit.y_unit))
    label, xs, ys = curve
    found = Curve(label, express("x", xs, x_unit).value, express("y", ys, y_unit).value)
    given = found.x[np.isfinite(found.y)]
    if not given.size or np.max(given) < low or np.min(given) > high:
        raise DomainError("it lies outside of the figure")
    return found


def _of_bound(
    limit: Limit, low: float, high: float, unit: str
) -> tuple[str, u.Quantity, u.Quantity]:
    # By name only: a name that is a path would be read.
    if limit.bound not in BOUND_NAMES:
        raise unknown_name("bound", limit.bound, BOUND_NAMES)
    bound = load_bound(limit.bound)
    masses = np.geomspace(low, high, _POINTS) if low > 0 else np.linspace(low, high, _POINTS)[1:]
    x = u.Quantity(masses, unit)
    y = bound.limit(x, **limit.parameters)
    y[~np.isfinite(y.value)] = np.nan
    return limit.label or bound.title, x, y


def _of_experiment(name: str, label: str) -> tuple[str, u.Quantity, u.Quantity]:
    if name not in EXPERIMENT_NAMES:
        raise unknown_name("experiment", name, EXPERIMENT_NAMES)
    experiment = load_experiment(name)
    x = from_natural(experiment.separation.natural, "m")
    return label or experiment.title, x, u.Quantity(np.full(3, experiment.sensitivity_ratio))

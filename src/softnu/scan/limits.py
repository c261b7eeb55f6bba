"""Curves that a config lays over its figure, in the units of the axes."""

from __future__ import annotations

from pathlib import Path

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DataError
from softnu.scan.csv_axis import read_csv_axis
from softnu.scan.curves import Curve, Window, curve_of_bound, curve_of_experiment, placed
from softnu.scan.figure import Limit
from softnu.scan.tables import FileAxis


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
    """Return the curve of a limit whose file is read in, over points x in the units of a figure.

    It raises what :mod:`softnu.scan.curves` does.
    """
    window = Window(float(np.min(x)), float(np.max(x)), x_unit, y_unit)
    if limit.bound is not None:
        return curve_of_bound(limit.bound, window, limit.parameters, limit.label)
    if limit.experiment is not None:
        return curve_of_experiment(limit.experiment, window, limit.label)
    points = u.Quantity(limit.x, limit.x_unit), u.Quantity(limit.y, limit.y_unit)
    return placed(limit.label, *points, window)

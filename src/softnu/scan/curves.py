"""Curves of experiments and bounds in the units of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError, unknown_name
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


class Window(NamedTuple):
    """What of a figure curves must know.

    Attributes
    ----------
    low, high : float
        Ends of the horizontal axis.
    x_unit, y_unit : str
        Units of both axes.
    """

    low: float
    high: float
    x_unit: str
    y_unit: str


def placed(label: str, x: u.Quantity, y: u.Quantity, window: Window) -> Curve:
    """Return points in the units of a figure.

    Raises
    ------
    SoftnuError
        If the units do not fit, or all points are outside.

    Examples
    --------
    >>> window = Window(0.0, 1.0, "m", "")
    >>> placed("one", [50.0] * u.cm, [2.0] * u.one, window).x
    array([0.5])
    """
    found = Curve(
        label, express("x", x, window.x_unit).value, express("y", y, window.y_unit).value
    )
    given = found.x[np.isfinite(found.y)]
    if not given.size or np.max(given) < window.low or np.min(given) > window.high:
        raise DomainError("it lies outside of the figure")
    return found


def curve_of_bound(
    name: str, window: Window, parameters: Mapping[str, Any], label: str = ""
) -> Curve:
    """Return a bound that comes with the package, along the masses of a figure.

    Parameters
    ----------
    name : str
        The bound.
    window : Window
        The figure.
    parameters : mapping
        What the bound depends on beside the mass.
    label : str
        By default its title.

    Returns
    -------
    Curve
        Not a number where there is no limit.

    Raises
    ------
    SoftnuError
        If there is no such bound, the units do not fit, or it is outside.

    Examples
    --------
    >>> window = Window(1e-6, 1e3, "eV", "")
    >>> curve_of_bound("meson_decay_red_giants", window, {}).label
    'Meson decay and red giants'
    """
    from softnu.renp.bounds import BOUND_NAMES, load_bound

    # By name only: a name that is a path would be read.
    if name not in BOUND_NAMES:
        raise unknown_name("bound", name, BOUND_NAMES)
    bound = load_bound(name)
    spaced = np.geomspace if window.low > 0 else np.linspace
    masses = spaced(window.low, window.high, _POINTS)
    x = u.Quantity(masses if window.low > 0 else masses[1:], window.x_unit)
    y = bound.limit(x, **parameters)
    y[~np.isfinite(y.value)] = np.nan
    return placed(label or bound.title, x, y, window)


def curve_of_experiment(name: str, window: Window, label: str = "") -> Curve:
    """Return the sensitivity of an experiment, relative to gravity, over its separations.

    Raises
    ------
    SoftnuError
        If there is no such experiment, the units do not fit, or it is outside.

    Examples
    --------
    >>> curve_of_experiment("washington_1999", Window(1e-3, 1.0, "m", "")).label
    'Washington 1999'
    """
    from softnu.forces.experiments.files import EXPERIMENT_NAMES, load_experiment

    if name not in EXPERIMENT_NAMES:
        raise unknown_name("experiment", name, EXPERIMENT_NAMES)
    experiment = load_experiment(name)
    x = from_natural(experiment.separation.natural, "m")
    y = u.Quantity(np.full(3, experiment.sensitivity_ratio))
    return placed(label or experiment.title, x, y, window)

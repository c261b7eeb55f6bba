"""From a view to a picture: this runs in the process beside the page."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np

from softnu.catalogue import find
from softnu.catalogue.axes import is_axis
from softnu.catalogue.describe import as_text
from softnu.catalogue.table import Axis, Table, tabulate
from softnu.checks import FloatArray
from softnu.errors import ConfigError, SoftnuError, ValidityWarning
from softnu.explorer.limits import check
from softnu.explorer.picture import Line, Map, Picture
from softnu.explorer.view import Choice, View, axis_of, with_points
from softnu.plots.labels import with_unit
from softnu.plots.scales import SHOWN_DECADES, is_steep

#: Seconds that the points of one quantity may take; of a slower one fewer are computed.
BUDGET: Final = 3.0
#: Numbers of points by which the cost of the others is judged.
_FEW, _MORE = 2, 16
#: Values of the second axis up to which each gets a curve of its own.
MAX_CURVES: Final = 8
#: Empty space above and below curves, as a share of their height.
_MARGIN: Final = 0.05


def picture(view: View) -> Picture:
    """Compute what a view shows.

    Parameters
    ----------
    view : View
        The view.

    Returns
    -------
    Picture
        Numbers and labels.

    Raises
    ------
    SoftnuError
        If a name or an input is not allowed; the message names it.

    Examples
    --------
    >>> screening = Choice("forces.isotropic.screening_length", {"T": "1 K:2 K:3"})
    >>> picture(View(screening)).x_label
    'T: temperature of the neutrinos [K]'
    """
    check(view)
    remarks: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        view = _affordable(view, remarks)
        table = tabulate(view.choice.name, view.choice.inputs)
        overlays = [_overlay(overlay, table) for overlay in view.overlays]
    remarks += dict.fromkeys(
        str(one.message) for one in caught if issubclass(one.category, ValidityWarning)
    )
    if not table.axes:
        return _single(table, remarks)
    if len(table.axes) == 2 and len(table.axes[1].values) > MAX_CURVES:
        return _map(table, view, remarks)
    return _curves(table, overlays, view, remarks)


def _affordable(view: View, remarks: list[str]) -> View:
    """Return the view with as many points along the first axis as fit into the budget."""
    key = axis_of(view.choice)
    if key is None:
        return view
    asked = _points(view.choice.inputs[key])
    fitting = min(_fitting(choice, asked) for choice in (view.choice, *view.overlays))
    if fitting >= asked:
        return view
    remarks.append(f"{fitting} of {asked} points, as many as can be computed in {BUDGET:g} s")
    axis = with_points(view.choice.inputs[key], fitting)
    return view.along(key, axis)


def _fitting(choice: Choice, asked: int) -> int:
    key = axis_of(choice)
    if key is None or asked <= _MORE or find(choice.name).parameters[key].kind == "integer":
        return asked
    seconds = {}
    for count in (_FEW, _MORE):
        inputs = dict(choice.inputs) | {key: with_points(choice.inputs[key], count)}
        seconds[count] = _seconds(choice.name, inputs)
        if seconds[count] > BUDGET / _MORE:  # perhaps it has loaded or compiled something
            seconds[count] = _seconds(choice.name, inputs)
        if seconds[count] * _MORE > BUDGET * _FEW:
            return max(_FEW, int(BUDGET * count / seconds[count]))
    each = (seconds[_MORE] - seconds[_FEW]) / (_MORE - _FEW)
    return asked if each * asked <= BUDGET else int(BUDGET / each)


def _seconds(name: str, inputs: Mapping[str, str]) -> float:
    start = time.perf_counter()
    tabulate(name, inputs)
    return time.perf_counter() - start


def _points(axis: str) -> int:
    # What is not a number is reported where the axis is read.
    count = axis.split(":")[2].strip()
    return int(count) if count.isdecimal() else 1


def _overlay(overlay: Choice, table: Table) -> FloatArray:
    """Return the values of an overlay, in the unit and at the points of the table."""
    other = tabulate(overlay.name, overlay.inputs, str(table.values.unit))
    if len(other.axes) != 1 or not table.axes:
        raise ConfigError(f"{overlay.name} cannot lie over the figure: it needs one axis")
    mine, theirs = table.axes[0], other.axes[0]
    if theirs.parameter.base_kind != mine.parameter.base_kind or not np.array_equal(
        mine.values, theirs.values
    ):
        raise ConfigError(
            f"{overlay.name} cannot lie over the figure: {theirs.parameter.name} has not the "
            f"points of {mine.parameter.name}"
        )
    return np.asarray(other.values.value)


def name_of(overlay: Choice, choice: Choice) -> str:
    """Return a name of an overlay: what distinguishes it from another choice.

    Examples
    --------
    >>> first = Choice("demo", {"m": "0 eV", "r": "1 m:2 m:5"})
    >>> name_of(Choice("demo", {"m": "1 eV", "r": "1 m:2 m:5"}), first)
    'm = 1 eV'
    """
    if choice.name != overlay.name:
        return overlay.name
    differing = [
        f"{key} = {text}"
        for key, text in overlay.inputs.items()
        if choice.inputs.get(key) != text and not is_axis(text)
    ]
    return ", ".join(differing) or overlay.name.rsplit(".", 1)[-1]


def _single(table: Table, remarks: Sequence[str]) -> Picture:
    return Picture(
        title=_title(table),
        x=np.empty(0),
        x_label="",
        y_label=_label(table),
        log_x=False,
        log_y=False,
        columns=tuple(table.header()),
        value=float(table.values.value),
        remarks=tuple(remarks),
    )


def _map(table: Table, view: View, remarks: list[str]) -> Picture:
    if view.overlays or view.references:
        remarks.append("nothing can lie over a map: give the second axis fewer points")
    first, second = table.axes
    values = table.values.value
    steep = is_steep(values) if view.scale == "auto" else view.scale == "log"
    return Picture(
        title=_title(table),
        x=first.values.value,
        x_label=_axis_label(first),
        y_label=_axis_label(second),
        log_x=first.log,
        log_y=second.log,
        columns=tuple(table.header()),
        colours=Map(second.values.value, values, _label(table), steep),
        remarks=tuple(remarks),
    )


def _curves(
    table: Table, overlays: Sequence[FloatArray], view: View, remarks: list[str]
) -> Picture:
    first = table.axes[0]
    x = first.values.value
    own = _own_name(view) if overlays else ""
    lines = [Line(label, x, y) for label, y in _of_table(table, own)]
    for overlay, y in zip(view.overlays, overlays, strict=True):
        lines.append(Line(name_of(overlay, view.choice), x, y))
    values = np.concatenate([line.y for line in lines])
    log_y = is_steep(values) if view.scale == "auto" else view.scale == "log"
    names = [view.choice.name] * (len(lines) - len(overlays)) + [one.name for one in view.overlays]
    unit = f" [{table.values.unit}]" if str(table.values.unit) else ""
    columns = [f"{name}{unit}" for name in names]
    labelled = [
        column if line.label in {"", name} else f"{line.label}: {column}"
        for line, name, column in zip(lines, names, columns, strict=True)
    ]
    lines += _references(view, table, remarks)
    return Picture(
        title=_title(table),
        x=x,
        x_label=_axis_label(first),
        y_label=_label(table),
        log_x=first.log,
        log_y=log_y,
        columns=(table.header()[0], *labelled),
        lines=tuple(lines),
        y_range=_range(lines, log=log_y),
        remarks=tuple(remarks),
    )


def _range(lines: Sequence[Line], *, log: bool) -> tuple[float, float]:
    """Return ends of the vertical axis with some space beyond the curves."""
    values = np.concatenate([line.y for line in lines])
    values = values[np.isfinite(values)]
    if log:
        values = np.log10(np.abs(values[values != 0.0]))
    low, high = (float(values.min()), float(values.max())) if values.size else (0.0, 1.0)
    if log:
        low = max(low, high - SHOWN_DECADES)
    margin = _MARGIN * (high - low) or _MARGIN * abs(high) or 1.0
    # The names of experiments stand above them.
    above = 7.5 * margin if any(line.reference for line in lines) else margin
    low, high = low - margin, high + above
    return (10.0 ** max(low, -307.0), 10.0 ** min(high, 308.0)) if log else (low, high)


def _own_name(view: View) -> str:
    """Return what distinguishes the view's own curve from its overlays."""
    alike = [one for one in view.overlays if one.name == view.choice.name]
    return name_of(view.choice, alike[0]) if alike else view.choice.name


def _of_table(table: Table, name: str) -> Iterator[tuple[str, FloatArray]]:
    values = table.values.value
    if len(table.axes) == 1:
        yield name, values
        return
    second = table.axes[1]
    unit = f" {second.values.unit}".rstrip()
    for position, value in enumerate(second.values.value):
        yield f"{second.parameter.name} = {value:.6g}{unit}", values[:, position]


def _references(view: View, table: Table, remarks: list[str]) -> Iterator[Line]:
    """Yield experiments and bounds; say which of them have no place in the figure."""
    axis = table.axes[0].values
    low, high = float(np.min(axis.value)), float(np.max(axis.value))
    for name in view.references:
        try:
            yield _reference(name, low, high, str(axis.unit), str(table.values.unit))
        except SoftnuError as error:
            remarks.append(f"{name} is not shown: {error}")


@cache
def _reference(name: str, low: float, high: float, x_unit: str, y_unit: str) -> Line:
    from softnu.forces.experiments.files import EXPERIMENT_NAMES
    from softnu.scan.curves import Window, curve_of_bound, curve_of_experiment

    window = Window(low, high, x_unit, y_unit)
    if name in EXPERIMENT_NAMES:
        curve = curve_of_experiment(name, window)
    else:
        curve = curve_of_bound(name, window, {})
    return Line(curve.label, curve.x, curve.y, reference=True)


def _axis_label(axis: Axis) -> str:
    return with_unit(f"{axis.parameter.name}: {axis.parameter.meaning}", axis.values.unit)


def _label(table: Table) -> str:
    words = table.quantity.name.split(".", 1)[1].replace(".", " ").replace("_", " ")
    return with_unit(words, table.values.unit)


def _title(table: Table) -> str:
    fixed = ", ".join(f"{name} = {as_text(value)}" for name, value in table.fixed.items())
    return f"{table.quantity.meaning} {fixed}".strip()

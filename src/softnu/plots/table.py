"""The figure of a table of the catalogue: labels, units and scales follow from it."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from softnu.catalogue.describe import as_text
from softnu.catalogue.table import Axis, Table
from softnu.errors import ConfigError
from softnu.plots.heatmap import heatmap
from softnu.plots.labels import with_unit
from softnu.plots.lines import lines
from softnu.plots.style import style

#: Values of the second axis up to which each gets its own curve.
MAX_CURVES = 12
#: Characters that fit beside the figure's left margin.
_TITLE_WIDTH = 72


def draw(table: Table) -> Figure:
    """Draw a table with one axis as a curve, with two as curves or as a map of colours.

    Parameters
    ----------
    table : Table
        A result of :func:`softnu.catalogue.table.tabulate`.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Raises
    ------
    ConfigError
        If the table has no axis, or more than two.
    """
    if not 1 <= len(table.axes) <= 2:
        raise ConfigError(
            f"a plot needs one or two axes, such as 1:10:200, and here are {len(table.axes)}"
        )
    few = len(table.axes) == 1 or len(table.axes[1].values) <= MAX_CURVES
    axes = _curves(table) if few else _map(table)
    with style():
        axes.set_title(_title(table))
    # The axes of a figure of their own, of which the type says less.
    return axes.figure  # type: ignore[return-value]


def _axis_label(axis: Axis) -> str:
    meaning = axis.parameter.meaning
    name = axis.parameter.name
    return with_unit(f"{name}: {meaning}" if meaning else name, axis.values.unit)


def _result_label(table: Table) -> str:
    return with_unit(table.quantity.name.rsplit(".", 1)[-1].replace("_", " "), table.values.unit)


def _curves(table: Table) -> Axes:
    first, *others = table.axes
    values = table.values.value
    if others:
        unit = others[0].values.unit
        curves = {
            f"{value:.6g} {unit}".rstrip(): values[:, position]
            for position, value in enumerate(others[0].values.value)
        }
    else:
        curves = {"": values}
    return lines(
        first.values.value,
        curves,
        xlabel=_axis_label(first),
        ylabel=_result_label(table),
        log_x=first.log,
        legend_title=others[0].parameter.name if others else "",
    )


def _map(table: Table) -> Axes:
    first, second = table.axes
    return heatmap(
        first.values.value,
        second.values.value,
        table.values.value,
        xlabel=_axis_label(first),
        ylabel=_axis_label(second),
        label=_result_label(table),
        log_x=first.log,
        log_y=second.log,
    )


def _title(table: Table) -> str:
    fixed = ", ".join(f"{name} = {as_text(value)}" for name, value in table.fixed.items())
    parts = [f"{table.quantity.name}: {table.quantity.meaning.rstrip('.')}", fixed]
    return "\n".join(line for part in parts for line in textwrap.wrap(part, _TITLE_WIDTH))

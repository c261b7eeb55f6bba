"""A picture as a file: CSV, PNG or SVG."""

from __future__ import annotations

import csv
import textwrap
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final

import numpy as np

from softnu.errors import ConfigError
from softnu.explorer.first import picture_of
from softnu.explorer.picture import Picture
from softnu.explorer.view import View

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Endings of the files.
FORMATS: Final = ("csv", "png", "svg")
#: Characters in a line of the title.
_TITLE: Final = 72
_REFERENCE_COLOUR: Final = "0.45"


def export(view: View, ending: str) -> bytes:
    """Return the content of a file.

    Parameters
    ----------
    view : View
        What is shown.
    ending : {"csv", "png", "svg"}
        Kind of file. A table has the numbers that are drawn: a column for each curve, or of a map
        a row for each point; experiments and bounds are not in it.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    SoftnuError
        If the view cannot be computed, or nothing varies in it that could be drawn.

    Examples
    --------
    >>> from softnu.explorer.view import Choice
    >>> screening = Choice("forces.isotropic.screening_length", {"T": "1 K:2 K:2"})
    >>> export(View(screening), "csv").decode().splitlines()[0]
    'T [K],forces.isotropic.screening_length [m]'
    """
    shown = picture_of(view.query())
    if ending == "csv":
        return _table(shown).encode()
    if shown.value is not None:
        raise ConfigError("there is nothing to draw: choose a parameter that varies")
    from softnu.plots.style import style

    axes = draw(shown)
    stream = BytesIO()
    with style():
        axes.set_title("\n".join(textwrap.wrap(shown.title, _TITLE)))
        # The axes of a figure of their own, of which the type says less.
        axes.figure.savefig(stream, format=ending)  # type: ignore[union-attr]
    return stream.getvalue()


def draw(shown: Picture, ax: Axes | None = None) -> Axes:
    """Draw a picture, by default in a new figure.

    Parameters
    ----------
    shown : Picture
        The picture, no single value.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a map takes room for its colours from it.

    Returns
    -------
    matplotlib.axes.Axes
        The axes.

    Examples
    --------
    >>> shown = picture_of("quantity=forces.isotropic.screening_length&T=1+K:2+K:2")
    >>> draw(shown).get_xlabel()
    'T: temperature of the neutrinos [K]'
    """
    return _map(shown, ax) if shown.colours else _lines(shown, ax)


def _table(shown: Picture) -> str:
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(shown.columns)
    if shown.value is not None:
        writer.writerow([shown.value])
    elif shown.colours:
        x, y = np.meshgrid(shown.x, shown.colours.y, indexing="ij")
        columns = (x.ravel(), y.ravel(), shown.colours.values.ravel())
        writer.writerows(zip(*(column.tolist() for column in columns), strict=True))
    else:
        drawn = (shown.x, *(line.y for line in shown.curves))
        writer.writerows(zip(*(column.tolist() for column in drawn), strict=True))
    return stream.getvalue()


def _lines(shown: Picture, ax: Axes | None) -> Axes:
    from softnu.plots.lines import lines
    from softnu.plots.names import name_points

    axes = lines(
        shown.x,
        {line.label: line.y for line in shown.curves},
        xlabel=shown.x_label,
        ylabel=shown.y_label,
        log_x=shown.log_x,
        log_y=shown.log_y,
        ax=ax,
    )
    axes.set_ylim(shown.y_range)
    for line in shown.references:
        axes.plot(line.x, line.y, color=_REFERENCE_COLOUR)
        axes.plot(*line.mark, color=_REFERENCE_COLOUR, marker="o", markersize=4)
    named = [(line.label, *line.mark) for line in shown.references]
    name_points(axes, named, color=_REFERENCE_COLOUR)
    return axes


def _map(shown: Picture, ax: Axes | None) -> Axes:
    from softnu.plots.heatmap import heatmap

    assert shown.colours is not None
    return heatmap(
        shown.x,
        shown.colours.y,
        shown.colours.values,
        xlabel=shown.x_label,
        ylabel=shown.y_label,
        label=shown.colours.label,
        log_x=shown.log_x,
        log_y=shown.log_y,
        scale="log" if shown.colours.log else "linear",
        ax=ax,
    )

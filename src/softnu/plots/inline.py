"""Figures as ``<svg>`` elements that take their colours from the page around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from itertools import cycle
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from softnu.plots.heatmap import Scale, heatmap
from softnu.plots.levels import Arrow, LevelPanel, level_scheme
from softnu.plots.names import name_points
from softnu.plots.style import style

#: Stand-ins that no figure uses otherwise; each becomes a colour of the page.
_INK, _GRID = "#010203", "#040506"
#: Inches: width of a figure, margins around its axes, a line of the legend. A layout engine
#: would find margins too, and take as long as all the drawing.
_WIDTH, _LEFT, _BOTTOM, _RIM, _LEGEND_LINE = 7.0, 0.9, 0.55, 0.25, 0.19
#: Names in one line of the legend, at most; four stand two by two.
_COLUMNS = 3
#: Height of the axes that leaves room for names, relative to what points and curves need.
_HEADROOM = 1.35
#: Dots per inch of images inside an element: a map takes some ten kilobytes.
_DOTS = 110
_TEXT = re.compile(r"(?<=>)[^<>]*_[^<>]*(?=</text>)")
_SUBSCRIPT = re.compile(r"(?<=\w)_(\w+)")
_LOWERED = r'<tspan dy="0.25em" font-size="75%">\1</tspan><tspan dy="-0.19em">&#8203;</tspan>'
_DASHES = ("-", (0, (5, 1.5)), "-.", (0, (1, 1.2)), (0, (6, 1, 1, 1, 1, 1)), (0, (2, 2)))


def inline_svg(
    x: npt.ArrayLike,
    curves: Sequence[tuple[str, npt.ArrayLike]],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool = False,
    points: Sequence[tuple[str, float, float]] = (),
    points_label: str = "",
    y_min: float | None = None,
    name: str = "figure",
) -> str:
    """Draw curves over a common variable as an ``<svg>`` element for a web page.

    Text is text, the background is transparent, lines use the CSS variables ``--line-0``,
    ``--line-1``... and the grid ``--grid`` where the page defines them, so that one figure
    serves light and dark pages.

    Parameters
    ----------
    x : array_like
        The variable, in the unit that `xlabel` names.
    curves : sequence of (str, array_like)
        Names in the legend and values.
    xlabel, ylabel : str
        Labels, with units.
    log_x, log_y : bool
        Which axes are logarithmic.
    points : sequence of (str, float, float), optional
        Names and places of points; each name stands beside its point.
    points_label : str, optional
        What the points are, for the legend.
    y_min : float, optional
        Where the vertical axis starts, by default below all values.
    name : str
        Prefix of the identifiers inside, unique in the page; also the accessible name.

    Returns
    -------
    str
        The element.

    Examples
    --------
    >>> inline_svg([1, 2], [("a", [1, 2])], xlabel="x", ylabel="y")[:4]
    '<svg'
    """
    fixed: dict[Any, Any] = {"figure.constrained_layout.use": False}
    with page_style(), mpl.rc_context(fixed):
        figure = Figure(figsize=(_WIDTH, 5.2 if points else 4.2))
        ax = figure.add_subplot()
        colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
        for (label, y), colour, dash in zip(curves, cycle(colours), cycle(_DASHES), strict=False):
            ax.plot(x, np.asarray(y, dtype=np.float64), label=label, color=colour, linestyle=dash)
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.margins(x=0)
        if points:
            places = np.array([(x, y) for _, x, y in points])
            ax.plot(*places.T, linestyle="none", marker="D", color=_INK, label=points_label)
        ax.set_ylim(bottom=y_min)
        if points:
            to_axes = ax.transScale + ax.transLimits
            ax.set_ylim(top=to_axes.inverted().transform((0.0, _HEADROOM))[1])
            name_points(ax, points)
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
        # Above the axes, where it hides nothing: without a frame it would cross the curves.
        entries = len(ax.get_legend_handles_labels()[0])
        columns = entries if entries <= _COLUMNS else min((entries + 1) // 2, _COLUMNS)
        ax.legend(
            handlelength=3.2,
            loc="lower left",
            bbox_to_anchor=(0.0, 1.0),
            borderaxespad=0.2,
            ncols=columns,
        )
        _set_margins(figure, legend_lines=-(-entries // columns))
        return element(figure, name)


def inline_map(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    xlabel: str,
    ylabel: str,
    label: str,
    log_x: bool = False,
    log_y: bool = False,
    scale: Scale = "auto",
    equal: bool = False,
    name: str = "map",
) -> str:
    """Draw a function of two variables as an ``<svg>`` element for a web page.

    The colours are an image inside the element, the labels are text as in :func:`inline_svg`.

    Parameters
    ----------
    x, y, values, xlabel, ylabel, label, log_x, log_y, scale
        As for :func:`softnu.plots.heatmap.heatmap`.
    equal : bool
        Whether a length is the same along both axes.
    name : str
        Prefix of the identifiers inside, unique in the page; also the accessible name.

    Returns
    -------
    str
        The element.

    Examples
    --------
    >>> svg = inline_map([1, 2], [1, 2], [[1, 2], [3, 4]], xlabel="x", ylabel="y", label="f")
    >>> "data:image/png;base64," in svg
    True
    """
    with page_style():
        figure = Figure(figsize=(_WIDTH, 5.2))
        ax = heatmap(
            x,
            y,
            values,
            xlabel=xlabel,
            ylabel=ylabel,
            label=label,
            log_x=log_x,
            log_y=log_y,
            scale=scale,
            ax=figure.add_subplot(),
        )
        if equal:
            ax.set_aspect("equal")
        return element(figure, name)


def inline_levels(
    panels: Sequence[LevelPanel],
    arrows: Sequence[Arrow] = (),
    *,
    ylabel: str,
    name: str = "levels",
) -> str:
    """Draw a scheme of levels as an ``<svg>`` element for a web page.

    Parameters
    ----------
    panels, arrows, ylabel
        As for :func:`softnu.plots.levels.level_scheme`.
    name : str
        Prefix of the identifiers inside, unique in the page; also the accessible name.

    Returns
    -------
    str
        The element.

    Examples
    --------
    >>> panel = LevelPanel("n = 2", ("Bohr", "fine"), {"2P1/2": (0, -13.7)})
    >>> inline_levels([panel], ylabel="E/h [GHz]")[:4]
    '<svg'
    """
    with page_style():
        figure = Figure(figsize=(_WIDTH, 5.2))
        return element(level_scheme(panels, arrows, ylabel=ylabel, figure=figure), name)


@contextmanager
def page_style() -> Iterator[None]:
    """Use the house style with the colours of the page, for figures that become an element.

    Examples
    --------
    >>> with page_style():
    ...     figure = Figure()
    >>> element(figure, "empty")[:35]
    '<svg role="img" aria-label="empty" '
    """
    ink = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")
    colours: dict[Any, Any] = {
        **dict.fromkeys(ink, _INK),
        "grid.color": _GRID,
        "legend.frameon": False,
        "svg.fonttype": "none",
        "font.size": 11,
        "font.family": "sans-serif",
    }
    with style(), mpl.rc_context(colours):
        yield


def element(figure: Figure, name: str, *, subscripts: bool = True) -> str:
    """Return a figure made in :func:`page_style` as an element, to be called within it.

    Parameters
    ----------
    figure : Figure
        The figure.
    name : str
        Prefix of the identifiers inside, unique in the page; also the accessible name.
    subscripts : bool
        Whether what follows an underscore in a text is lowered.

    Returns
    -------
    str
        The element.
    """
    colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    stream = StringIO()
    figure.savefig(stream, format="svg", transparent=True, dpi=_DOTS)
    found = _for_page(stream.getvalue(), colours, name)
    return (
        _TEXT.sub(lambda text: _SUBSCRIPT.sub(_LOWERED, text[0]), found) if subscripts else found
    )


def _set_margins(figure: Figure, legend_lines: int) -> None:
    """Leave room for labels and legend; the same in every figure, so that axes line up."""
    height = figure.get_figheight()
    figure.subplots_adjust(
        left=_LEFT / _WIDTH,
        right=1.0 - _RIM / _WIDTH,
        bottom=_BOTTOM / height,
        top=1.0 - (_RIM + _LEGEND_LINE * legend_lines) / height,
    )


def _for_page(svg: str, colours: Sequence[str], name: str) -> str:
    """Keep the element alone: no prologue, no metadata, no clashing identifiers."""
    element = svg[svg.index("<svg") :].strip()
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = re.sub(r'\s(xmlns(:\w+)?|width|height|version)="[^"]*"', "", element, count=5)
    element = re.sub(r'id="', f'id="{name}-', element)
    element = re.sub(r"url\(#", f"url(#{name}-", element)
    element = re.sub(r'xlink:href="#', f'href="#{name}-', element)
    element = element.replace("xlink:href=", "href=")
    element = element.replace(_INK, "currentColor").replace(_GRID, f"var(--grid, {_GRID})")
    for position, colour in enumerate(colours):
        hexadecimal = mpl.colors.to_hex(colour)
        element = element.replace(hexadecimal, f"var(--line-{position}, {hexadecimal})")
    return element.replace("<svg", f'<svg role="img" aria-label="{name}"', 1)

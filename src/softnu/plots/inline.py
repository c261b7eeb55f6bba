"""Figures as ``<svg>`` elements that take their colours from the page around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import StringIO
from itertools import cycle
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.figure import Figure

from softnu.plots.style import style

#: Stand-ins that no figure uses otherwise; each becomes a colour of the page.
_INK, _GRID = "#010203", "#040506"
#: Names in one line of the legend; more of them go on two lines.
_COLUMNS = 3
_TEXT = re.compile(r"(?<=>)[^<>]*_[^<>]*(?=</text>)")
_SUBSCRIPT = re.compile(r"(?<=\w)_(\w+)")
_LOWERED = r'<tspan dy="0.25em" font-size="75%">\1</tspan><tspan dy="-0.19em">&#8203;</tspan>'
_DASHES = ("-", (0, (5, 1.5)), "-.", (0, (1, 1.2)), (0, (6, 1, 1, 1, 1, 1)))


def inline_svg(
    x: npt.ArrayLike,
    curves: Sequence[tuple[str, npt.ArrayLike]],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool = False,
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
    with style(), mpl.rc_context(_page_colours()):
        figure = Figure(figsize=(7.0, 4.2))
        ax = figure.add_subplot()
        colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
        for (label, y), colour, dash in zip(curves, cycle(colours), cycle(_DASHES), strict=False):
            ax.plot(x, np.asarray(y, dtype=np.float64), label=label, color=colour, linestyle=dash)
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.margins(x=0)
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
        # Above the axes, where it hides nothing: without a frame it would cross the curves.
        ax.legend(
            handlelength=3.2,
            loc="lower left",
            bbox_to_anchor=(0.0, 1.0),
            borderaxespad=0.2,
            ncols=len(curves) if len(curves) <= _COLUMNS else (len(curves) + 1) // 2,
        )
        stream = StringIO()
        figure.savefig(stream, format="svg", transparent=True)
    return _for_page(stream.getvalue(), colours, name)


def _page_colours() -> dict[Any, Any]:
    ink = ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color")
    return {
        **dict.fromkeys(ink, _INK),
        "grid.color": _GRID,
        "legend.frameon": False,
        "svg.fonttype": "none",
        "font.size": 11,
        "font.family": "sans-serif",
    }


def _for_page(svg: str, colours: Sequence[str], name: str) -> str:
    """Keep the element alone: no prologue, no metadata, no clashing identifiers."""
    element = svg[svg.index("<svg") :].strip()
    element = re.sub(r"<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    element = re.sub(r'\s(xmlns(:\w+)?|width|height|version)="[^"]*"', "", element, count=5)
    element = re.sub(r'id="', f'id="{name}-', element)
    element = re.sub(r"url\(#", f"url(#{name}-", element)
    element = re.sub(r'xlink:href="#', f'href="#{name}-', element)
    element = _TEXT.sub(lambda text: _SUBSCRIPT.sub(_LOWERED, text[0]), element)
    element = element.replace(_INK, "currentColor").replace(_GRID, f"var(--grid, {_GRID})")
    for position, colour in enumerate(colours):
        hexadecimal = mpl.colors.to_hex(colour)
        element = element.replace(hexadecimal, f"var(--line-{position}, {hexadecimal})")
    return element.replace("<svg", f'<svg role="img" aria-label="{name}"', 1)

"""A picture as an element of the page, which is there before the one that can be moved."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from softnu.explorer.export import draw
from softnu.explorer.picture import Picture
from softnu.plots.inline import element, page_style

#: Size in inches and margins, near those of the figure that takes its place. A layout engine
#: would take as long as all the drawing.
_SIZE = (8.8, 4.6)
_MARGINS = {"left": 0.09, "right": 0.98, "bottom": 0.13, "top": 0.94}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def still(shown: Picture) -> str:
    """Return a picture as an ``<svg>`` element, empty for a single value.

    Examples
    --------
    >>> from softnu.explorer.first import picture_of
    >>> still(picture_of("quantity=forces.isotropic.screening_length&T=1+K:2+K:2"))[:4]
    '<svg'
    """
    if shown.value is not None:
        return ""
    fixed: dict[Any, Any] = {"figure.constrained_layout.use": False}
    with page_style(), mpl.rc_context(fixed):
        figure = Figure(figsize=_SIZE)
        figure.subplots_adjust(**_MARGINS)
        axes = draw(shown, figure.add_subplot())
        # Drawing used the colours of files where the page has its own.
        axes.tick_params(which="both", grid_color=mpl.rcParams["grid.color"])
        legend = axes.get_legend()
        if legend is not None:
            legend.get_frame().set_visible(False)
        for axis in (axes.xaxis, axes.yaxis):
            if axis.get_scale() == "log":
                # Plain text: the parser of formulas takes longer than all the rest.
                axis.set_major_formatter(FuncFormatter(_power))
                axis.set_minor_formatter(NullFormatter())
        return element(figure, "figure", subscripts=False)


def _power(value: float, _: int) -> str:
    mantissa, exponent = f"{value:e}".split("e")
    factor = f"{float(mantissa):g}·" if float(mantissa) != 1 else ""
    return f"{factor}10{str(int(exponent)).translate(_RAISED)}"

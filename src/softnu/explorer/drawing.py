"""A picture as a figure of Bokeh, whose colours follow the page."""

from __future__ import annotations

from itertools import cycle
from typing import Any, Final

import numpy as np
from bokeh.models import (
    ColorBar,
    ColumnDataSource,
    CustomJS,
    HoverTool,
    LinearColorMapper,
    LogColorMapper,
    MultiLine,
    Range1d,
)
from bokeh.plotting import figure

from softnu.checks import FloatArray
from softnu.explorer.picture import Line, Map, Picture
from softnu.plots.scales import magnitude_label, signs

#: Colours that stand out on white and on black alike.
_COLOURS: Final = (
    "#2f80d0",
    "#d9722e",
    "#379a52",
    "#c2498f",
    "#8a6fd1",
    "#a8862a",
    "#2f9c9c",
    "#d05050",
    "#7f8c3a",
)
_REFERENCE: Final = "#747b87"
_DASHES: Final = ("solid", "dashed", "dotdash", "dotted")
_HEIGHT: Final = 440
_PALETTE: Final = "Viridis256"
_TOOLS: Final = "pan,box_zoom,wheel_zoom,reset"
_TIP: Final = [("x", "@x{%.6g}"), ("y", "@value{%.6g}")]
_REMOVE_STILL: Final = "document.querySelector('.still')?.remove()"
_PRINTF: Final = {"@x": "printf", "@value": "printf"}
#: Points up to which each is marked.
_FEW: Final = 30
_LEGEND_LINE: Final = 24
#: Radians by which the names of experiments rise, so that neighbours do not cover one another.
_SLANT: Final = 0.5
#: Share of the width beyond which a name has no room on the right.
_RIGHT: Final = 0.8


class Drawing:
    """A figure that is updated where it can be, and made anew where its layout changes."""

    def __init__(self) -> None:
        self.figure: Any = None
        self._layout: tuple[Any, ...] = ()
        self._sources: list[Any] = []

    def show(self, picture: Picture) -> bool:
        """Draw a picture with at least one axis; tell whether the figure is a new one."""
        layout = _layout(picture)
        if layout == self._layout and picture.colours is None:
            for source, data in zip(self._sources, _columns(picture), strict=True):
                source.data = data
            _set(self.figure.x_range, _ends(picture.x))
            _set(self.figure.y_range, picture.y_range)
            return False
        self._layout = layout
        self._sources = []
        self.figure = _empty(picture)
        if picture.colours is None:
            self._draw_lines(picture)
        else:
            _draw_map(self.figure, picture, picture.colours)
        return True

    def _draw_lines(self, picture: Picture) -> None:
        looks = zip(cycle(_COLOURS), cycle(_DASHES), strict=False)
        self._sources = [ColumnDataSource(data) for data in _columns(picture)]
        for line, source in zip(picture.curves, self._sources, strict=False):
            colour, dash = next(looks)
            name = {"legend_label": line.label} if line.label else {}
            self.figure.line(
                "x", "y", source=source, line_width=2.5, color=colour, line_dash=dash, **name
            )
            if len(line.x) < _FEW:
                self.figure.scatter("x", "y", source=source, color=colour, size=6)
            if "negative" in source.data:
                self.figure.line("x", "negative", source=source, line_width=1, color=colour)
        if picture.references:
            _draw_references(self.figure, self._sources[-1])
        if picture.log_y:
            values = np.concatenate([line.y for line in picture.lines])
            self.figure.yaxis.axis_label = magnitude_label(picture.y_label, values)
        if self.figure.legend:
            _place_legend(self.figure)
        # Not for ranges and curves of experiments and bounds, whose points are lists.
        shown = [one for one in self.figure.renderers if not isinstance(one.glyph, MultiLine)]
        self.figure.add_tools(HoverTool(tooltips=_TIP, formatters=_PRINTF, renderers=shown))


def _columns(picture: Picture) -> list[dict[str, Any]]:
    """Return the columns of each curve, and those of all experiments and bounds together."""
    columns: list[dict[str, Any]] = [_data(line, log=picture.log_y) for line in picture.curves]
    if picture.references:
        columns.append(_places(picture))
    return columns


def _places(picture: Picture) -> dict[str, Any]:
    """Return ranges of experiments and curves of bounds, and where their names stand."""
    x, y = np.transpose([line.mark for line in picture.references])
    # Near the right end a name stands on the left, and falls towards its point.
    scale = np.log if picture.log_x else np.asarray
    low, high = scale(np.array(_ends(picture.x)))
    turned = scale(x) > low + _RIGHT * (high - low)
    return {
        "xs": [line.x for line in picture.references],
        "ys": [line.y for line in picture.references],
        "x": x,
        "y": y,
        "value": y,
        "name": [line.label for line in picture.references],
        "angle": np.where(turned, -_SLANT, _SLANT),
        "side": ["right" if one else "left" for one in turned],
        "offset": np.where(turned, -4, 4),
    }


def _draw_references(made: Any, source: ColumnDataSource) -> None:
    made.multi_line("xs", "ys", source=source, line_width=2, color=_REFERENCE)
    made.scatter("x", "y", source=source, color=_REFERENCE, size=7)
    made.text(
        "x",
        "y",
        text="name",
        source=source,
        angle="angle",
        text_align="side",
        x_offset="offset",
        y_offset=-4,
        text_color=_REFERENCE,
        text_font_size="12px",
    )


def _layout(picture: Picture) -> tuple[Any, ...]:
    """Return what must stay the same so that a figure can be updated."""
    signed = tuple(signs(line.y) for line in picture.lines) if picture.log_y else ()
    labels = tuple((line.label, line.reference) for line in picture.lines)
    return picture.x_label, picture.y_label, picture.log_x, picture.log_y, labels, signed


def _data(line: Line, *, log: bool) -> dict[str, FloatArray]:
    """Return the columns of a curve; along a logarithmic axis negative parts are apart."""
    if not log:
        return {"x": line.x, "y": line.y, "value": line.y}
    data = {"x": line.x, "y": np.where(line.y > 0, line.y, np.nan), "value": line.y}
    if signs(line.y)[1]:
        data["negative"] = np.where(line.y < 0, -line.y, np.nan)
    return data


def _empty(picture: Picture) -> Any:
    made = figure(
        height=_HEIGHT,
        sizing_mode="stretch_width",
        x_axis_type="log" if picture.log_x else "linear",
        y_axis_type="log" if picture.log_y else "linear",
        x_range=Range1d(*_ends(picture.x)),
        y_range=Range1d(
            *(_ends(picture.colours.y) if picture.colours is not None else picture.y_range)
        ),
        x_axis_label=picture.x_label,
        y_axis_label=picture.y_label,
        tools=_TOOLS,
        toolbar_location="above",
        background_fill_alpha=0,
        border_fill_alpha=0,
        outline_line_alpha=0.3,
    )
    # The still figure of the first page goes when this one has a place, which is when it is drawn.
    made.js_on_change("inner_width", CustomJS(code=_REMOVE_STILL))
    made.toolbar.logo = None
    made.toolbar.active_scroll = None
    for axis in (made.xaxis, made.yaxis):
        axis.axis_label_text_font_style = "normal"
        axis.axis_label_text_font_size = "14px"
        axis.major_label_text_font_size = "13px"
    made.grid.grid_line_alpha = 0.35
    return made


def _place_legend(made: Any) -> None:
    """Put the legend below the axes, where it hides nothing."""
    legend = made.legend[0]
    legend.background_fill_alpha = 0
    legend.border_line_alpha = 0
    legend.click_policy = "hide"
    legend.label_text_font_size = "13px"
    legend.label_text_color = _REFERENCE
    legend.location = "top_left"
    legend.margin = 0
    legend.padding = 2
    legend.spacing = 0
    made.add_layout(legend, "below")
    made.height = _HEIGHT + _LEGEND_LINE * len(legend.items)


def _draw_map(made: Any, picture: Picture, colours: Map) -> None:
    magnitudes = np.abs(colours.values) if colours.log else colours.values
    finite = magnitudes[np.isfinite(magnitudes) & ((magnitudes > 0) | (not colours.log))]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    mapper = (LogColorMapper if colours.log else LinearColorMapper)(_PALETTE, low=low, high=high)
    left, right = _edges(picture.x, log=picture.log_x)
    bottom, top = _edges(colours.y, log=picture.log_y)
    shape = magnitudes.shape
    cells = {
        "left": np.repeat(left, shape[1]),
        "right": np.repeat(right, shape[1]),
        "bottom": np.tile(bottom, shape[0]),
        "top": np.tile(top, shape[0]),
        "value": magnitudes.ravel(),
    }
    made.quad(
        "left",
        "right",
        "top",
        "bottom",
        source=ColumnDataSource(cells),
        color={"field": "value", "transform": mapper},
    )
    label = magnitude_label(colours.label, colours.values) if colours.log else colours.label
    made.add_layout(ColorBar(color_mapper=mapper, title=label, background_fill_alpha=0), "below")


def _edges(points: FloatArray, *, log: bool) -> tuple[FloatArray, FloatArray]:
    """Return where the cells around points begin and end."""
    steps = np.log(points) if log else points
    middles = (steps[1:] + steps[:-1]) / 2
    edges = np.concatenate([steps[:1], middles, steps[-1:]])
    edges = np.exp(edges) if log else edges
    return edges[:-1], edges[1:]


def _ends(points: FloatArray) -> tuple[float, float]:
    low, high = float(np.min(points)), float(np.max(points))
    return (
        (low, high) if high > low else (low - 0.5 * abs(low or 1.0), low + 0.5 * abs(low or 1.0))
    )


def _set(axis: Range1d, ends: tuple[float, float]) -> None:
    axis.update(start=ends[0], end=ends[1])

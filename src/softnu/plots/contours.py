"""Contours and filled regions over two variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import AbstractPathEffect, withStroke

from softnu.plots.style import new_axes, style

FloatArray = npt.NDArray[np.float64]

_DASHES = ("-", "--", "-.", ":")
_ALPHA = 0.3
_INK, _HALO = "black", "white"


def contours(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    values: Mapping[str, npt.ArrayLike],
    levels: Sequence[float],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool = False,
    legend_title: str = "",
    on_colours: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Draw lines along which functions of two variables have given values.

    Parameters
    ----------
    x, y : array_like
        The variables, in the units that the labels name.
    values : mapping of str to array_like
        Functions of shape ``(len(x), len(y))`` by their name in the legend.
    levels : sequence of float
        The values; each line bears its own.
    xlabel, ylabel : str
        Labels of the axes, with units.
    log_x, log_y : bool, optional
        Which axes are logarithmic.
    legend_title : str, optional
        What the names in the legend are.
    on_colours : bool, optional
        Whether a map of colours is below: then all lines are black in a white frame.
    ax : matplotlib.axes.Axes, optional
        Where to draw, by default the axes of a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the lines.

    Examples
    --------
    >>> ax = contours([0, 1], [0, 1], {"": [[0, 1], [1, 2]]}, [0.5], xlabel="x", ylabel="y")
    >>> ax.get_xlabel()
    'x'
    """
    ax = _prepared(ax, log_x=log_x, log_y=log_y, xlabel=xlabel, ylabel=ylabel)
    handles = []
    with style():
        looks = _looks(values)
        for (name, function), (own, dash) in zip(values.items(), looks, strict=False):
            colour = _INK if on_colours else own
            shown, at = _flat(function, levels)
            lines = ax.contour(
                x, y, shown.T, levels=at, colors=colour, linestyles=dash, linewidths=1.4
            )
            names = {place: f"{level:.4g}" for place, level in zip(at, levels, strict=True)}
            texts = ax.clabel(lines, fmt=names, fontsize="small")
            if on_colours:
                halo: list[AbstractPathEffect] = [withStroke(linewidth=2.5, foreground=_HALO)]
                lines.set_path_effects(halo)
                for text in texts:
                    text.set_path_effects(halo)
            handles.append(Line2D([], [], color=colour, linestyle=dash, label=name))
    _name(ax, handles, legend_title)
    return ax


def regions(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    values: Mapping[str, npt.ArrayLike],
    threshold: float,
    side: str,
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool = False,
    legend_title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Fill where functions of two variables lie above or below a threshold.

    Parameters
    ----------
    x, y, values, xlabel, ylabel, log_x, log_y, legend_title, ax
        As for :func:`contours`.
    threshold : float
        Value at the border.
    side : {"above", "below"}
        Which side is filled.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the regions.

    Examples
    --------
    >>> f = {"f > 1": [[0, 1], [1, 2]]}
    >>> ax = regions([0, 1], [0, 1], f, 1.0, "above", xlabel="x", ylabel="y")
    >>> ax.get_legend().get_texts()[0].get_text()
    'f > 1'
    """
    ax = _prepared(ax, log_x=log_x, log_y=log_y, xlabel=xlabel, ylabel=ylabel)
    handles = []
    with style():
        for (name, function), (colour, dash) in zip(values.items(), _looks(values), strict=False):
            shown, (border,) = _flat(function, [threshold])
            filled = shown.filled(np.nan)
            low, high = np.nanmin(filled, initial=border), np.nanmax(filled, initial=border)
            # An end beyond all values, so that the extreme ones are inside.
            between = [border, high + 1.0] if side == "above" else [low - 1.0, border]
            ax.contourf(x, y, shown.T, levels=between, colors=[colour], alpha=_ALPHA)
            if low < border < high:
                ax.contour(
                    x, y, shown.T, levels=[border], colors=colour, linestyles=dash, linewidths=1.4
                )
            handles.append(
                Patch(facecolor=(colour, _ALPHA), edgecolor=colour, linestyle=dash, label=name)
            )
    _name(ax, handles, legend_title)
    return ax


def _prepared(ax: Axes | None, *, log_x: bool, log_y: bool, xlabel: str, ylabel: str) -> Axes:
    ax = new_axes() if ax is None else ax
    with style():
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
    return ax


def _looks(values: Mapping[str, Any]) -> zip[tuple[str, Any]]:
    """Return colours and line styles, the styles all the same if there is one function."""
    colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    return zip(cycle(colours), cycle(_DASHES if len(values) > 1 else ("-",)), strict=False)


def _flat(
    values: npt.ArrayLike, levels: Sequence[float]
) -> tuple[np.ma.MaskedArray[Any, Any], list[float]]:
    """Return values and levels between whose points straight lines are a good guess.

    Positive values, as they may span decades, are replaced by their logarithms.
    """
    array = np.ma.masked_invalid(np.asarray(values, dtype=np.float64))
    if np.all(array > 0.0) and min(levels) > 0.0:
        return np.ma.log10(array), [float(np.log10(level)) for level in levels]
    return array, [float(level) for level in levels]


def _name(ax: Axes, handles: Sequence[Any], title: str) -> None:
    with style():
        if any(handle.get_label() for handle in handles):
            ax.legend(handles=handles, title=title or None, alignment="left")

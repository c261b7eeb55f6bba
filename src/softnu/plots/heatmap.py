"""Values over two variables, as colours."""

from __future__ import annotations

from typing import Literal

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.colors import CenteredNorm, LogNorm, Normalize, SymLogNorm

from softnu.plots.scales import SHOWN_DECADES, is_steep, magnitude_label, signs
from softnu.plots.style import new_axes, style

Scale = Literal["auto", "linear", "log"]

#: Decades on each side of zero that a map of both signs resolves.
_DECADES = 6
#: From blue through white to orange: signs stay distinct for the colour-blind.
_SIGNED = "PuOr_r"


def heatmap(
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
    ax: Axes | None = None,
) -> Axes:
    """Draw a function of two variables.

    Parameters
    ----------
    x, y : array_like
        The variables, in the units that the labels name.
    values : array_like
        The function, of shape ``(len(x), len(y))``.
    xlabel, ylabel, label : str
        Labels of the two axes and of the colours, with units.
    log_x, log_y : bool, optional
        Which axes are logarithmic.
    scale : {"auto", "linear", "log"}, optional
        Scale of the colours; the default is logarithmic where the values span decades. A
        logarithmic scale of both signs is linear around zero.
    ax : matplotlib.axes.Axes, optional
        Where to draw, by default the axes of a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the map.

    Examples
    --------
    >>> ax = heatmap([1, 2], [1, 2], [[1, 2], [3, 4]], xlabel="x", ylabel="y", label="f")
    >>> ax.get_xlabel()
    'x'
    """
    ax = new_axes() if ax is None else ax
    array = np.asarray(values, dtype=np.float64)
    steep = is_steep(array) if scale == "auto" else scale == "log"
    mixed = all(signs(array))
    shown = np.abs(array) if steep and not mixed else array
    with style():
        mesh = ax.pcolormesh(
            np.asarray(x),
            np.asarray(y),
            np.ma.masked_invalid(shown).T,
            norm=_norm(shown, steep=steep, mixed=mixed),
            cmap=_SIGNED if mixed else mpl.rcParams["image.cmap"],
            shading="nearest",
            rasterized=True,
        )
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.set_xlabel(xlabel)
        ax.set_ylabel(ylabel)
        ax.grid(visible=False)
        colours = magnitude_label(label, array) if steep and not mixed else label
        ax.figure.colorbar(mesh, ax=ax, label=colours)
    return ax


def _norm(values: npt.NDArray[np.float64], *, steep: bool, mixed: bool) -> Normalize:
    largest = float(np.max(np.abs(values[np.isfinite(values)]), initial=0.0))
    if steep and mixed:
        # A whole decade, so that no tick lies in the linear part beside the one at zero.
        threshold = 10.0 ** (np.ceil(np.log10(largest)) - _DECADES)
        return SymLogNorm(threshold, vmin=-largest, vmax=largest)
    if mixed:
        return CenteredNorm(halfrange=largest)
    if steep:
        smallest = float(np.min(values[values > 0]))
        return LogNorm(vmin=max(smallest, largest * 10.0**-SHOWN_DECADES), vmax=largest)
    return Normalize()

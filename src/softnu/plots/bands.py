"""Curves with bands around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from softnu.plots.scales import is_steep, magnitude_label, signs
from softnu.plots.style import new_axes, style

#: How dark the widest band is; each narrower one lies on top of it.
_ALPHA = 0.22


class Band(NamedTuple):
    """What is drawn under one name.

    Attributes
    ----------
    edges : sequence of (array_like, array_like)
        Lower and upper edge of each band.
    middle : array_like or None
        The curve inside.
    """

    edges: Sequence[tuple[npt.ArrayLike, npt.ArrayLike]]
    middle: npt.ArrayLike | None = None


def bands(
    x: npt.ArrayLike,
    values: Mapping[str, Band],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool | None = None,
    legend_title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw bands over a common variable.

    Parameters
    ----------
    x : array_like
        The variable, in the unit that `xlabel` names.
    values : mapping of str to Band
        Bands by the name in the legend.
    xlabel, ylabel : str
        Labels, with units.
    log_x : bool, optional
        Whether the horizontal axis is logarithmic.
    log_y : bool, optional
        Whether the vertical axis is; by default where values of one sign span decades.
    legend_title : str, optional
        What the names in the legend are.
    ax : matplotlib.axes.Axes, optional
        Where to draw, by default the axes of a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the bands.

    Examples
    --------
    >>> ax = bands([1, 2], {"a": Band([([1, 2], [3, 4])])}, xlabel="x", ylabel="y")
    >>> len(ax.collections)
    1
    """
    ax = new_axes() if ax is None else ax
    everything = np.concatenate(
        [np.ravel(edge) for band in values.values() for pair in band.edges for edge in pair]
    )
    positive, negative = signs(everything)
    if log_y is None:
        log_y = is_steep(everything) and not (positive and negative)
    # Where all values are negative, a logarithmic scale shows their magnitudes.
    sign = -1.0 if log_y and negative and not positive else 1.0
    with style():
        colours = cycle(mpl.rcParams["axes.prop_cycle"].by_key()["color"])
        for (name, band), colour in zip(values.items(), colours, strict=False):
            for i, (low, high) in enumerate(band.edges):
                label = name if i == 0 and band.middle is None else None
                edges = sign * np.asarray(low), sign * np.asarray(high)
                ax.fill_between(x, *edges, color=colour, alpha=_ALPHA, linewidth=0, label=label)
            if band.middle is not None:
                ax.plot(x, sign * np.asarray(band.middle), color=colour, label=name)
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.margins(x=0)
        ax.set_xlabel(xlabel)
        ax.set_ylabel(magnitude_label(ylabel, everything) if sign < 0 else ylabel)
        if any(values):
            ax.legend(title=legend_title or None, alignment="left")
    return ax

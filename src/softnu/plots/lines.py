"""Curves over one variable."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle

import matplotlib as mpl
import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from softnu.plots.scales import SHOWN_DECADES, is_steep, magnitude_label, signs
from softnu.plots.style import new_axes, style

#: Line styles that go with the colours: curves stay distinct in grey.
_DASHES = ("-", "--", "-.", (0, (1, 1.2)))
#: Width of the negative part of a curve that changes sign on a logarithmic scale.
_THIN = 0.7


def lines(
    x: npt.ArrayLike,
    curves: Mapping[str, npt.ArrayLike],
    *,
    xlabel: str,
    ylabel: str,
    log_x: bool = False,
    log_y: bool | None = None,
    legend_title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw curves over a common variable.

    The vertical scale is logarithmic where the values span decades, or where that is asked for.
    It then shows magnitudes, and the label says so; where the sign changes, negative parts are
    thin.

    Parameters
    ----------
    x : array_like
        The variable, in the unit that `xlabel` names.
    curves : mapping of str to array_like
        Values by the name in the legend; a curve without a name is called ``""``.
    xlabel, ylabel : str
        Labels, with units.
    log_x : bool, optional
        Whether the horizontal axis is logarithmic.
    log_y : bool, optional
        Whether the vertical axis is; by default it follows from the values.
    legend_title : str, optional
        What the names in the legend are.
    ax : matplotlib.axes.Axes, optional
        Where to draw, by default the axes of a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the curves.

    Examples
    --------
    >>> ax = lines([1, 2, 3], {"": [1, 1e-3, 1e-6]}, xlabel="r [nm]", ylabel="V [eV]")
    >>> ax.get_yscale(), ax.get_ylabel()
    ('log', 'V [eV]')
    """
    ax = new_axes() if ax is None else ax
    values = {name: np.asarray(curve, dtype=np.float64) for name, curve in curves.items()}
    everything = np.concatenate([curve.ravel() for curve in values.values()])
    log_y = is_steep(everything) if log_y is None else log_y
    mixed = log_y and all(signs(everything))
    with style():
        colours = cycle(mpl.rcParams["axes.prop_cycle"].by_key()["color"])
        for (name, curve), colour, dash in zip(
            values.items(), colours, cycle(_DASHES), strict=False
        ):
            look = {"color": colour, "linestyle": dash}
            shown = np.abs(curve) if log_y else curve
            ax.plot(x, np.where(mixed & (curve < 0), np.nan, shown), label=name, **look)
            if mixed:
                thin = np.where(curve < 0, shown, np.nan)
                ax.plot(x, thin, linewidth=_THIN, **look)
        ax.set_xscale("log" if log_x else "linear")
        ax.set_yscale("log" if log_y else "linear")
        ax.margins(x=0)
        if log_y:
            top = np.max(np.abs(everything[np.isfinite(everything)]))
            if ax.get_ylim()[0] < top * 10.0**-SHOWN_DECADES:
                ax.set_ylim(top * 10.0**-SHOWN_DECADES, top * 100)
        ax.set_xlabel(xlabel)
        ax.set_ylabel(magnitude_label(ylabel, everything) if log_y else ylabel)
        if any(values):
            ax.legend(title=legend_title or None, alignment="left")
        if mixed:
            ax.annotate("thin: negative", (0.98, 0.02), xycoords="axes fraction", ha="right")
    return ax

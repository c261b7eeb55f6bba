"""Forces over gravity against separation, with what experiments could see."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes

from softnu.plots.lines import lines
from softnu.plots.scales import SHOWN_DECADES
from softnu.plots.style import new_axes, style

#: Labels of energies and of forces relative to gravity.
ENERGIES, FORCES = r"$|V/V_{\rm gravity}|$", r"$|F/F_{\rm gravity}|$"
#: Width and height in inches without the legend: the experiments' names stand above the axes.
_WIDTH, _HEIGHT = 7.2, 4.7
#: Height of a row of the legend in inches, and characters that fit side by side.
_ROW, _CHARACTERS = 0.2, 96
#: Characters in a line of the note.
_NOTE = 76
#: Characters that the line and the space around a name take, columns at most.
_AROUND, _COLUMNS = 10, 3
#: Distance between two names, as a share of the width of the axes.
_GAP = 0.034
#: How far above the axes the names begin, as a share of their height.
_NAMES_AT = 1.02
_INK, _LEADER = "black", "0.6"


class Sensitivity(NamedTuple):
    """What one experiment could see.

    Attributes
    ----------
    title : str
        Its name in the figure.
    separation : sequence of 3 floats
        Nearest, representative and farthest separation, m.
    ratio : float
        Potential over that of gravity.
    projected : bool
        Whether it is a plan.
    """

    title: str
    separation: Sequence[float]
    ratio: float
    projected: bool


def reach_plot(
    r: npt.ArrayLike,
    curves: Mapping[str, npt.ArrayLike],
    sensitivities: Sequence[Sensitivity],
    *,
    ylabel: str = ENERGIES,
    note: str = "",
) -> Axes:
    """Draw forces over gravity as curves, sensitivities as points with their names above.

    Parameters
    ----------
    r : array_like
        Separations, m.
    curves : mapping of str to array_like
        Force over gravity by what makes it.
    sensitivities : sequence of Sensitivity
        The experiments.
    ylabel : str, optional
        What the values are: :data:`ENERGIES`, :data:`FORCES` or others.
    note : str, optional
        What is assumed, above the legend.

    Returns
    -------
    matplotlib.axes.Axes
        The axes of a new figure.

    Examples
    --------
    >>> seen = Sensitivity("Washington 2020", (52e-6, 52e-6, 52e-6), 1.0, False)
    >>> ax = reach_plot([1e-6, 1e-3], {"vacuum": [5e-14, 5e-26]}, [seen])
    >>> ax.get_xlabel()
    'separation r [m]'
    """
    ax = new_axes()
    lines(
        r,
        curves,
        xlabel="separation r [m]",
        ylabel=ylabel,
        log_x=True,
        log_y=True,
        ax=ax,
    )
    with style():
        shown = [np.asarray(curve) for curve in curves.values()]
        top = max([one.ratio for one in sensitivities] + [float(np.max(c)) for c in shown])
        ax.set_ylim(top * 10.0**-SHOWN_DECADES, top * 100)
        _draw_sensitivities(ax, sensitivities)
        if (inside := ax.get_legend()) is not None:
            inside.remove()
        _draw_legend(ax, note)
    return ax


def _draw_legend(ax: Axes, note: str) -> None:
    """Name the curves below the axes, in as many columns as fit, and make room for it."""
    handles, names = ax.get_legend_handles_labels()
    longest = max(len(name) for name in names) + _AROUND
    columns = min(_COLUMNS, max(1, _CHARACTERS // longest))
    title = textwrap.wrap(note, _NOTE)
    rows = -(-len(names) // columns) + len(title)
    ax.figure.set_size_inches(_WIDTH, _HEIGHT + rows * _ROW)  # type: ignore[union-attr]
    ax.figure.legend(
        handles, names, loc="outside lower center", ncols=columns, title="\n".join(title)
    )


def _draw_sensitivities(ax: Axes, sensitivities: Sequence[Sensitivity]) -> None:
    for projected, label in ((False, "sensitivity, published"), (True, "sensitivity, projected")):
        chosen = [one for one in sensitivities if one.projected == projected]
        if not chosen:
            continue
        nearest, at, farthest = np.array([one.separation for one in chosen]).T
        ax.errorbar(
            at,
            [one.ratio for one in chosen],
            xerr=(at - nearest, farthest - at),
            fmt="o",
            color=_INK,
            markerfacecolor="white" if projected else _INK,
            label=label,
        )
    ordered = sorted(sensitivities, key=lambda one: one.separation[1])
    left, right = np.log(ax.get_xlim())
    wanted = (np.log([one.separation[1] for one in ordered]) - left) / (right - left)
    for one, x in zip(ordered, spread(wanted, _GAP), strict=True):
        # The leader ends where the slanted name begins, which is no corner of the name's box.
        ax.annotate(
            "",
            xy=(one.separation[1], one.ratio),
            xytext=(x, _NAMES_AT),
            textcoords="axes fraction",
            arrowprops={"arrowstyle": "-", "color": _LEADER, "linewidth": 0.6, "shrinkA": 0},
        )
        ax.text(
            x,
            _NAMES_AT,
            one.title,
            transform=ax.transAxes,
            rotation=45,
            rotation_mode="anchor",
            fontsize="small",
        )


def spread(positions: npt.ArrayLike, gap: float) -> npt.NDArray[np.float64]:
    """Move sorted positions in [0, 1] apart to at least `gap`, as little to the right as needed.

    Examples
    --------
    >>> spread([0.1, 0.1, 0.99, 1.0], 0.05)
    array([0.1 , 0.15, 0.95, 1.  ])
    """
    steps = gap * np.arange(np.size(positions))
    apart = np.maximum.accumulate(np.asarray(positions) - steps) + steps
    room = 1.0 - steps[::-1]
    return np.minimum(apart, room)

"""A scheme of energy levels, step by step of what shifts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import ConnectionPatch

from softnu.plots.style import style

#: Ends of the bar of a level within its step, whose width is one.
_BAR = (0.12, 0.88)
#: Room for the names at the right, in steps, and between neighbours, as part of the axes.
_NAMES, _GAP = 0.95, 0.09
#: Part of the range of energies that stays free above and below.
_MARGIN = 0.12
#: Where the first arrow stands within the last bar, and the distance to the next.
_ARROWS = (0.35, 0.25)
#: Widths of the first panel and of the others.
_WIDTHS = (2, 3)


class LevelPanel(NamedTuple):
    """Levels that share a scale.

    Attributes
    ----------
    title : str
        What they are, and the energy that they are counted from.
    steps : sequence of str
        What shifts them, one after the other.
    levels : mapping of str to sequence of float
        Energies after each step by the name of the level.
    """

    title: str
    steps: Sequence[str]
    levels: Mapping[str, Sequence[float]]


class Arrow(NamedTuple):
    """An arrow between two levels; a mixing is dashed and has two heads.

    The label stands in the legend.
    """

    start: str
    end: str
    label: str
    mixing: bool = False


def level_scheme(
    panels: Sequence[LevelPanel],
    arrows: Sequence[Arrow] = (),
    *,
    ylabel: str,
    figure: Figure | None = None,
) -> Figure:
    """Draw levels, the first panel at the left and the others above each other beside it.

    Parameters
    ----------
    panels : sequence of LevelPanel
        Levels; their scales are independent.
    arrows : sequence of Arrow
        Between levels of any panels.
    ylabel : str
        Label of the energies, with the unit.
    figure : matplotlib.figure.Figure, optional
        Where to draw, in the colours that are set; by default a new figure in the style.

    Returns
    -------
    matplotlib.figure.Figure
        The figure.

    Examples
    --------
    >>> panel = LevelPanel("n = 2", ("Bohr", "fine"), {"2P1/2": (0, -13.7), "2P3/2": (0, -2.7)})
    >>> figure = level_scheme([panel], [Arrow("2P1/2", "2P3/2", "M1")], ylabel="E/h [GHz]")
    >>> figure.axes[0].get_ylabel()
    'E/h [GHz]'
    """
    with style() if figure is None else nullcontext():
        figure = Figure(figsize=(7.0, 4.8)) if figure is None else figure
        others = panels[1:]
        widths = _WIDTHS if others else _WIDTHS[:1]
        grid = figure.add_gridspec(max(len(others), 1), len(widths), width_ratios=widths)
        places = [grid[:, 0], *(grid[row, 1] for row in range(len(others)))]
        colours = _colours(panels)
        drawn = {}
        for panel, place in zip(panels, places, strict=True):
            ax = figure.add_subplot(place)
            _draw_panel(ax, panel, colours)
            drawn.update(dict.fromkeys(panel.levels, (ax, panel)))
        figure.axes[0].set_ylabel(ylabel)
        for ax, panel in zip(figure.axes[1:-1], others, strict=False):
            if tuple(panel.steps) == tuple(others[-1].steps):
                # The names of the steps stand below the last panel.
                ax.tick_params(labelbottom=False)
        handles = [
            _draw_arrow(figure, drawn, arrow, _ARROWS[0] + _ARROWS[1] * position)
            for position, arrow in enumerate(arrows)
        ]
        if handles:
            figure.legend(handles=handles, loc="outside lower right", ncols=len(handles))
    return figure


def _colours(panels: Sequence[LevelPanel]) -> dict[str, str]:
    """Return the colour of each level: one for each l, that of text for names without l."""
    cycle = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    letters: dict[str, str] = {}
    found = {}
    for name in (name for panel in panels for name in panel.levels):
        letter = name.lstrip("0123456789")[:1]
        if letter.isupper():
            found[name] = letters.setdefault(letter, cycle[len(letters) % len(cycle)])
        else:
            found[name] = mpl.rcParams["text.color"]
    return found


def _draw_panel(ax: Axes, panel: LevelPanel, colours: Mapping[str, str]) -> None:
    start, end = _BAR
    steps = len(panel.steps)
    for name, energies in panel.levels.items():
        for step, energy in enumerate(energies):
            ax.plot([step + start, step + end], [energy, energy], color=colours[name])
            if step:
                ax.plot(
                    [step - 1 + end, step + start],
                    [energies[step - 1], energy],
                    color=colours[name],
                    linewidth=0.7,
                    linestyle=(0, (1, 1.5)),
                )
    everything = np.array(list(panel.levels.values()))
    low, high = float(everything.min()), float(everything.max())
    margin = _MARGIN * (high - low)
    low, high = low - margin, high + margin
    ax.set(xlim=(0.0, steps + _NAMES), ylim=(low, high), title=panel.title)
    ax.set_xticks(np.arange(steps) + 0.5, panel.steps)
    ax.tick_params(axis="x", which="both", length=0)
    ax.grid(visible=False, axis="x")
    last = {name: energies[-1] for name, energies in panel.levels.items()}
    names = sorted(last, key=last.__getitem__)
    heights = _apart(np.array([(last[name] - low) / (high - low) for name in names]))
    for name, height in zip(names, heights, strict=True):
        ax.annotate(
            name,
            (steps - 1 + end + 0.06, float(height)),
            xycoords=("data", "axes fraction"),
            verticalalignment="center",
            color=colours[name],
            fontsize="small",
        )


def _apart(heights: np.ndarray) -> np.ndarray:
    """Move sorted heights apart to the gap, evenly up and down."""
    steps = _GAP * np.arange(heights.size)
    up = np.maximum.accumulate(heights - steps) + steps
    down = np.minimum.accumulate((heights - steps)[::-1])[::-1] + steps
    middle: np.ndarray = 0.5 * (up + down)
    return middle


def _draw_arrow(
    figure: Figure, drawn: Mapping[str, tuple[Axes, LevelPanel]], arrow: Arrow, place: float
) -> Line2D:
    """Draw an arrow and return its line for the legend."""
    (one, start), (two, end) = (
        (ax, (len(panel.steps) - 1 + place, float(panel.levels[name][-1])))
        for name in (arrow.start, arrow.end)
        for ax, panel in (drawn[name],)
    )
    ink = mpl.rcParams["text.color"]
    look = {"color": ink, "linestyle": "--" if arrow.mixing else "-", "linewidth": 0.9}
    figure.add_artist(
        ConnectionPatch(
            xyA=start,
            xyB=end,
            coordsA=one.transData,
            coordsB=two.transData,
            arrowstyle="<->" if arrow.mixing else "->",
            mutation_scale=9,
            **look,
        )
    )
    return Line2D([], [], label=arrow.label, **look)

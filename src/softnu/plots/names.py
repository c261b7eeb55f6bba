"""Names that stand beside points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes

#: Degrees by which names rise, so that neighbours do not cover one another.
_SLANT = 30
#: Part of the width from which names go leftwards.
_RIGHT = 0.75


def name_points(ax: Axes, points: Sequence[tuple[str, float, float]], **text: Any) -> None:
    """Write slanted names: rising from the points, near the right edge falling to them.

    Parameters
    ----------
    ax : Axes
        Where to write; its limits are final.
    points : sequence of (str, float, float)
        Names and places.
    **text
        Passed to matplotlib, such as a colour.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> name_points(Figure().add_subplot(), [("here", 0.5, 0.5)])
    """
    to_axes = ax.transScale + ax.transLimits
    for name, x, y in points:
        falls = to_axes.transform((x, y))[0] > _RIGHT
        ax.annotate(
            name,
            (x, y),
            xytext=(-3 if falls else 3, 5),
            textcoords="offset points",
            rotation=-_SLANT if falls else _SLANT,
            rotation_mode="anchor",
            horizontalalignment="right" if falls else "left",
            fontsize="small",
            **text,
        )

"""The style of all figures: empty axes in it, and files from it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

#: What the formats would write about the time and the program: left out, so that the same
#: figure is the same file.
_METADATA = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}
#: Endings of the files that can be written.
FORMATS = tuple(sorted(_METADATA))


def style() -> AbstractContextManager[None]:
    """Return the context in which figures of softnu are made.

    Examples
    --------
    >>> import matplotlib as mpl
    >>> with style():
    ...     bool(mpl.rcParams["text.usetex"])
    False
    """
    context: AbstractContextManager[None] = matplotlib.style.context(
        str(files("softnu.plots") / "softnu.mplstyle")
    )
    return context


def new_axes() -> Axes:
    """Return the axes of a new figure in the style; it needs no display."""
    with style():
        return Figure().add_subplot()


def save(figure: Figure, path: Path) -> None:
    """Write a figure; the same figure gives the same file.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The figure.
    path : Path
        Where to; the ending is one of :data:`FORMATS`.
    """
    with style():
        figure.savefig(path, metadata=_METADATA[path.suffix.lower()])

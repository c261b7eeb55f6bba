"""What is drawn, as numbers and labels: made where it is computed, shown in the page."""

from __future__ import annotations

from dataclasses import dataclass

from softnu.checks import FloatArray


@dataclass(frozen=True)
class Line:
    """A curve of the figure.

    Attributes
    ----------
    label : str
        Its name in the legend, empty if it is the only one.
    x, y : ndarray
        Its points, in the units of the figure.
    reference : bool
        Whether it is an experiment or a bound.
    """

    label: str
    x: FloatArray
    y: FloatArray
    reference: bool = False

    @property
    def mark(self) -> tuple[float, float]:
        """The point of a reference beside which its name stands."""
        middle = len(self.x) // 2
        return float(self.x[middle]), float(self.y[middle])


@dataclass(frozen=True)
class Map:
    """A function of two variables, as colours.

    Attributes
    ----------
    y : ndarray
        The second variable.
    values : ndarray
        The function, of shape (x, y).
    label : str
        What the colours are, with the unit.
    log : bool
        Whether the colours show magnitudes on a logarithmic scale.
    """

    y: FloatArray
    values: FloatArray
    label: str
    log: bool


@dataclass(frozen=True)
class Picture:
    """What a view shows.

    Attributes
    ----------
    title : str
        The meaning of the quantity and the inputs that do not vary.
    x : ndarray
        Points along the horizontal axis, the same for all curves but references.
    x_label, y_label : str
        Labels of the axes, with units.
    log_x, log_y : bool
        Which axes are logarithmic. Along a logarithmic vertical axis magnitudes are shown.
    columns : tuple of str
        Column names of the table, units in brackets.
    lines : tuple of Line
        The curves, the quantity's own first; none if there is a map or a single value.
    y_range : tuple of float
        Ends of the vertical axis of curves.
    colours : Map or None
        The map.
    value : float or None
        The value, if nothing varies.
    remarks : tuple of str
        Warnings about validity, and what was left out.
    """

    title: str
    x: FloatArray
    x_label: str
    y_label: str
    log_x: bool
    log_y: bool
    columns: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    y_range: tuple[float, float] = (0.0, 1.0)
    colours: Map | None = None
    value: float | None = None
    remarks: tuple[str, ...] = ()

    @property
    def curves(self) -> tuple[Line, ...]:
        """The curves that are computed."""
        return tuple(line for line in self.lines if not line.reference)

    @property
    def references(self) -> tuple[Line, ...]:
        """Experiments and bounds."""
        return tuple(line for line in self.lines if line.reference)

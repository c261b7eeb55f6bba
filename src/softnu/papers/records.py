"""What a paper's reproduction consists of, as data: items with tables, figures and claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from softnu.checks import FloatArray
from softnu.papers.claims import Claim


@dataclass(frozen=True)
class Column:
    """Heading of a column: its name and unit (empty for text and pure numbers)."""

    name: str
    unit: str = ""

    @property
    def header(self) -> str:
        """Name with the unit in brackets."""
        return f"{self.name} [{self.unit}]" if self.unit else self.name


@dataclass(frozen=True)
class Table:
    """Named columns and rows of text or numbers."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | float, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Curve:
    """One line of a figure."""

    label: str
    x: FloatArray
    y: FloatArray


@dataclass(frozen=True)
class Points:
    """Named points of a figure, such as what experiments have reached."""

    label: str
    names: tuple[str, ...]
    x: FloatArray
    y: FloatArray


@dataclass(frozen=True)
class Figure:
    """Curves over one axis, with what is needed to draw them.

    Curves share their variable. Values below `y_min` are not shown.
    """

    id: str
    title: str
    x: Column
    y: Column
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    caption: str = ""
    points: Points | None = None
    y_min: float | None = None


@dataclass(frozen=True)
class Map:
    """Values over two axes, with what is needed to draw them as colours.

    Attributes
    ----------
    id, title, caption : str
        As of a figure.
    x, y, value : Column
        Headings of the two axes and of the values.
    at_x, at_y : ndarray (n,), ndarray (m,)
        The variables.
    values : ndarray (n, m)
        Values at each x and y.
    log_x, log_y : bool
        Which axes are logarithmic.
    scale : {"linear", "log"}
        Scale of the colours; logarithmic values of both signs are linear around zero.
    equal : bool
        Whether a length is the same along both axes.
    """

    id: str
    title: str
    x: Column
    y: Column
    value: Column
    at_x: FloatArray
    at_y: FloatArray
    values: FloatArray
    log_x: bool = False
    log_y: bool = False
    scale: Literal["linear", "log"] = "linear"
    equal: bool = False
    caption: str = ""


@dataclass(frozen=True)
class Levels:
    """Energy levels on a scale of their own, step by step of what shifts them.

    Attributes
    ----------
    title : str
        What they are.
    steps : tuple of str
        What shifts them.
    names : tuple of str
        Names of the levels.
    energies : ndarray (names, steps)
        Energies after each step.
    """

    title: str
    steps: tuple[str, ...]
    names: tuple[str, ...]
    energies: FloatArray


@dataclass(frozen=True)
class Scheme:
    """A scheme of energy levels, with what is needed to draw it.

    Attributes
    ----------
    id, title, caption : str
        As of a figure.
    energy : Column
        Heading of the energies.
    levels : tuple of Levels
        Groups of levels, the first at the left.
    arrows : tuple of (str, str, str)
        Transitions: names of two levels, and what the arrow is.
    mixings : tuple of (str, str, str)
        The same for states that are mixed.
    """

    id: str
    title: str
    energy: Column
    levels: tuple[Levels, ...]
    arrows: tuple[tuple[str, str, str], ...] = ()
    mixings: tuple[tuple[str, str, str], ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Content:
    """What an item of a paper holds once it is computed."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Figure | Map | Scheme, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True)
class Item:
    """A figure, table or section of a paper, and how to compute it."""

    id: str
    title: str
    build: Callable[[], Content]
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """The items of one paper."""

    number: str
    items: tuple[Item, ...]

"""What a paper's reproduction consists of, as data: items with tables, figures and claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
class Figure:
    """Curves over one axis, with what is needed to draw them."""

    id: str
    title: str
    x: Column
    y: Column
    curves: tuple[Curve, ...]
    log_x: bool = False
    log_y: bool = False
    caption: str = ""


@dataclass(frozen=True)
class Content:
    """What an item of a paper holds once it is computed."""

    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
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

"""The tables of a config that are right by themselves, collected one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from softnu.catalogue import find
from softnu.errors import SoftnuError
from softnu.neutrinos.sets import uncertainties
from softnu.quantity import Quantity
from softnu.scan.feeding import fed
from softnu.scan.tables import Axis, DrawnAxis, QuantityTable, axis_table


@dataclass
class Parts:
    """The tables of a config that are right by themselves, by their place in the file.

    Attributes
    ----------
    quantities, axes : dict
        The tables.
    known : dict
        What the catalogue knows of the quantities.
    mistakes : list of str
        What was found so far.
    hidden : set of str or None
        Parameters on axes that are wrong; None if they cannot be told.
    """

    quantities: dict[int, QuantityTable] = field(default_factory=dict)
    axes: dict[int, Axis] = field(default_factory=dict)
    known: dict[int, Quantity] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    hidden: set[str] | None = field(default_factory=set)

    def add_quantity(self, i: int, table: QuantityTable | None, mistakes: list[str]) -> None:
        """Take a quantity, or what is wrong with it."""
        self.mistakes += mistakes
        if table is None:
            return
        try:
            self.known[i] = find(table.name)
            self.quantities[i] = table
        except SoftnuError as error:
            self.mistakes.append(f"quantity.{i}.name: {error}")

    def add_axis(self, i: int, content: Any, axis: Axis | None, mistakes: list[str]) -> None:
        """Take an axis, or what is wrong with it."""
        self.mistakes += mistakes
        if axis is not None and isinstance(axis, DrawnAxis):
            try:
                uncertainties(axis.oscillation_set, axis.ordering)
            except SoftnuError as error:
                self.mistakes.append(f"axis.{i}.oscillation_set: {error}")
                axis = None
        if axis is not None:
            self.axes[i] = axis
        elif self.hidden is not None:
            names = _names_in(content)
            self.hidden = None if names is None else self.hidden | names

    @property
    def lists(self) -> dict[str, dict[int, Any]]:
        """The tables by the key of their list."""
        return {"quantity": self.quantities, "axis": self.axes}

    def feeds(self) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield axis, quantity, and the parameters of the quantity along the axis."""
        for a, axis in self.axes.items():
            for q, table in self.quantities.items():
                yield a, q, fed(axis, table, self.known[q])


def _names_in(content: Any) -> set[str] | None:
    """Return the parameters that an axis with mistakes would have, None if unknown."""
    if not isinstance(content, dict):
        return None
    if axis_table(content) is DrawnAxis:
        return set()  # no parameter of a fit is required
    if isinstance(content.get("parameter"), str):
        return {content["parameter"]}
    for key in ("zip", "ranges"):
        if isinstance(content.get(key), dict):
            return set(content[key])
    return None

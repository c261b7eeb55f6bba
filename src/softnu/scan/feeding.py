"""Which columns of an axis a quantity takes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from softnu.neutrinos.sets import uncertainties
from softnu.quantity import Alternatives, Group, Item, Quantity
from softnu.scan.tables import Axis, DrawnAxis, QuantityTable


def fed(axis: Axis, table: QuantityTable, quantity: Quantity) -> tuple[str, ...]:
    """Return the parameters of a quantity that vary along an axis.

    Parameters
    ----------
    axis : Axis
        The axis.
    table : QuantityTable
        The quantity as the config has it; what it fixes does not vary.
    quantity : Quantity
        The quantity as the catalogue has it.

    Returns
    -------
    tuple of str
        Names, in the order of the axis.
    """
    known = quantity.parameters
    if isinstance(axis, DrawnAxis):
        # What is given in another way, as theta12 for sin2_theta12, is not drawn either.
        taken = set(table.inputs) | set(_replaced(quantity.items, table.inputs))
        names: Iterable[str] = uncertainties(axis.oscillation_set, axis.ordering)
    else:
        taken, names = set(table.inputs), axis.columns
    return tuple(name for name in names if name in known and name not in taken)


def _replaced(items: tuple[Item, ...], given: Container[str]) -> Iterator[str]:
    """Yield the parameters whose alternatives are given."""
    for item in items:
        if isinstance(item, Group):
            yield from _replaced(item.items, given)
        elif isinstance(item, Alternatives):
            names = [parameter.name for option in item.options for parameter in option]
            if any(name in given for name in names):
                yield from names

"""What the page refuses before anything is computed: large grids, long texts, paths of files."""

from __future__ import annotations

import math
from typing import Final

from softnu.catalogue import find
from softnu.catalogue.axes import is_axis
from softnu.catalogue.inputs import is_list
from softnu.errors import ConfigError, DomainError, shown, unknown_name
from softnu.explorer.view import Choice, View
from softnu.quantity import Quantity

#: Points of one axis, and of a grid of two, at most.
MAX_AXIS, MAX_GRID = 2000, 40_000
#: Other quantities, and experiments and bounds, in one figure, at most.
MAX_OVERLAYS, MAX_REFERENCES = 8, 16
#: Characters of one value, at most.
MAX_TEXT = 1000
#: Letters that only paths of files have: names of particles, atoms and materials do without.
_OF_PATHS: Final = frozenset("/\\.~:")


def check(view: View) -> None:
    """Raise an error if a view is more than the page serves.

    Raises
    ------
    SoftnuError
        If a name is not known, a grid too large, a text too long, or a file named.
    """
    if len(view.overlays) > MAX_OVERLAYS:
        raise ConfigError(f"{len(view.overlays)} overlays are too many: at most {MAX_OVERLAYS}")
    if len(view.references) > MAX_REFERENCES:
        raise ConfigError(
            f"{len(view.references)} experiments and bounds are too many: at most {MAX_REFERENCES}"
        )
    for choice in (view.choice, *view.overlays):
        check_choice(choice)


def check_choice(choice: Choice) -> Quantity:
    """Return the quantity of a choice; raise as :func:`check` does."""
    quantity = find(choice.name)
    sizes = []
    for name, text in choice.inputs.items():
        if name not in quantity.parameters:
            raise unknown_name(f"parameter of {choice.name}:", name, quantity.parameters)
        if len(text) > MAX_TEXT:
            raise ConfigError(f"{name} is too long: at most {MAX_TEXT} characters")
        parameter = quantity.parameters[name]
        if parameter.kind == "name":
            if _OF_PATHS & set(text):
                raise DomainError(
                    f"{name} = {shown(text)} is not allowed: a name; the page opens no files"
                )
        elif is_axis(text):
            sizes.append(_points(name, text))
        elif is_list(text) and not parameter.has_items:
            sizes.append(text.count(",") + 1)
    if math.prod(sizes) > MAX_GRID:
        raise ConfigError(f"the grid has {math.prod(sizes)} points: at most {MAX_GRID}")
    return quantity


def _points(name: str, text: str) -> int:
    count = text.split(":")[2].strip()
    # What is not a number is reported where the axis is read.
    if not (count.isascii() and count.isdecimal()):
        return 1
    if len(count) > len(str(MAX_AXIS)) or int(count) > MAX_AXIS:
        raise ConfigError(f"{name} = {shown(text)}: an axis has at most {MAX_AXIS} points here")
    return int(count)

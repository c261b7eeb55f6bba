"""What the page shows first: a view for each domain, and one for any quantity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from softnu.catalogue import MODULES, find, quantities
from softnu.catalogue.axes import is_axis
from softnu.catalogue.describe import as_text
from softnu.catalogue.inputs import read_value
from softnu.catalogue.table import tabulate
from softnu.data import load
from softnu.errors import ConfigError, SoftnuError, unknown_name
from softnu.explorer.view import QUANTITY, Choice, View, axis_of, with_points
from softnu.quantity import Parameter, Quantity
from softnu.units import parse

#: Points of an axis, unless somebody asks for others.
POINTS: Final = 200
#: Points with which an axis is tried.
_PROBE: Final = 3
#: Kinds that cannot vary along an axis.
_FIXED: Final = ("word", "name", "boolean", "matrix", "half")
#: Steps of an axis of whole numbers, the most that work are taken.
_STEPS: Final = (20, 10, 5, 2, 1)
#: Factors from the example's value to the ends of an axis, the widest that works is taken.
_SPANS: Final = ((0.01, 100.0), (0.1, 10.0), (0.5, 2.0), (0.9, 1.0), (0.999, 1.0))


@dataclass(frozen=True)
class Start:
    """The first view of a domain.

    Attributes
    ----------
    title : str
        The domain.
    text : str
        What is seen.
    domains : tuple of str
        Domains of the catalogue.
    view : View
        The view.
    """

    title: str
    text: str
    domains: tuple[str, ...]
    view: View


def starts() -> dict[str, Start]:
    """Return the first views by name.

    Examples
    --------
    >>> list(starts())
    ['forces', 'atoms', 'relics', 'renp', 'matter']
    """
    return {name: _start(table) for name, table in load("explorer_views").items()}


def start(name: str) -> Start:
    """Return one of :func:`starts`.

    Raises
    ------
    UnknownNameError
        If there is none of that name.
    """
    known = starts()
    if name not in known:
        raise unknown_name("start view", name, known)
    return known[name]


def first_choice(name: str) -> Choice:
    """Return the example of a quantity along an axis that works.

    Parameters
    ----------
    name : str
        Dotted catalogue name.

    Returns
    -------
    Choice
        The first parameter of the example that can vary does, as far as values are allowed; if
        none can, the example itself.

    Raises
    ------
    UnknownNameError
        If there is no such quantity.

    Examples
    --------
    >>> first_choice("forces.isotropic.screening_length").inputs
    {'T': '0.01945 K:194.5 K:200:log'}
    """
    quantity = find(name)
    choice = Choice(name, {key: as_text(value) for key, value in quantity.example.items()})
    known = quantity.parameters
    whole = [key for key in choice.inputs if known[key].kind == "integer"]
    angles = [p.name for p in known.values() if p.kind == "angle"]
    for key in (*(one for one in choice.inputs if one not in whole), *whole, *angles):
        axis = working_axis(choice, key)
        if axis:
            rest = {other: text for other, text in choice.inputs.items() if other != key}
            return Choice(name, {key: axis, **rest})
    return choice


def working_axis(choice: Choice, key: str) -> str:
    """Return the widest axis of a parameter along which a choice can be computed.

    Parameters
    ----------
    choice : Choice
        The quantity and its inputs, other axes among them.
    key : str
        The parameter; its value is the middle, that of the example if it has none.

    Returns
    -------
    str
        The axis as text, empty if there is none that works.

    Examples
    --------
    >>> working_axis(Choice("forces.isotropic.screening_length"), "T")
    '0.01945 K:194.5 K:200:log'
    """
    quantity = find(choice.name)
    parameter = quantity.parameters[key]
    text = choice.inputs.get(key) or as_text(quantity.example.get(key, parameter.default))
    for axis in axes_for(parameter, text):
        try:
            tabulate(choice.name, {**choice.inputs, key: _shortened(axis)})
        except SoftnuError:
            continue
        return axis
    return ""


def _shortened(axis: str) -> str:
    """Return an axis with few points; between whole numbers there are none to leave out."""
    points = int(axis.split(":")[2])
    return with_points(axis, _PROBE) if points == POINTS else axis


def companions(choice: Choice) -> list[str]:
    """Return the quantities that can lie over a figure: of its unit, along its kind of axis.

    Examples
    --------
    >>> own = Choice("forces.vacuum.ratio_to_gravity", {"r": "1 nm:1 mm:50:log"})
    >>> "forces.background.ratio_to_gravity" in companions(own)
    True
    """
    key = axis_of(choice)
    if key is None:
        return []
    own = find(choice.name)
    return [
        name
        for domain in MODULES
        for name, other in quantities(domain).items()
        if other.unit == own.unit and _shared_axis(own.parameters[key], other)
    ]


def companion(choice: Choice, name: str) -> Choice:
    """Return another quantity along the same axis, with the inputs that both know.

    Parameters
    ----------
    choice : Choice
        What is shown.
    name : str
        One of :func:`companions`.

    Returns
    -------
    Choice
        Its example where the choice says nothing.

    Examples
    --------
    >>> own = Choice("forces.vacuum.ratio_to_gravity", {"r": "1 nm:1 mm:50:log", "body1": "Pb"})
    >>> companion(own, "forces.background.ratio_to_gravity").inputs
    {'r': '1 nm:1 mm:50:log', 'body1': 'Pb', 'body2': 'Fe'}
    """
    key = axis_of(choice)
    own, other = find(choice.name), find(name)
    theirs = _shared_axis(own.parameters[key], other) if key else ""
    if not key or not theirs:
        raise ConfigError(f"{name} cannot lie over the figure: it has no such axis")
    inputs = {one: as_text(value) for one, value in other.example.items()}
    for one, text in choice.inputs.items():
        known = other.parameters.get(one)
        if known is not None and known.kind == own.parameters[one].kind and not is_axis(text):
            inputs[one] = text
    inputs.pop(theirs, None)
    return Choice(name, {theirs: choice.inputs[key], **inputs})


def _shared_axis(parameter: Parameter, other: Quantity) -> str:
    """Return the parameter of a quantity that can vary in the same way, the same one first."""
    alike = [p.name for p in other.parameters.values() if p.kind == parameter.kind]
    return parameter.name if parameter.name in alike else next(iter(alike), "")


def axes_for(parameter: Parameter, text: str) -> Iterator[str]:
    """Yield axes around a value, the widest first; none if the parameter cannot vary.

    Examples
    --------
    >>> list(axes_for(Parameter("v", "angle", "an angle"), "0 rad"))
    ['0 rad:6.28 rad:200', '0 rad:1 rad:200']
    """
    if not can_vary(parameter):
        return
    try:
        read_value(parameter, text)
        value = parse(parameter.name, text)
    except SoftnuError:
        return
    if parameter.kind == "integer":
        whole = int(value.value)
        yield from (f"{whole}:{whole + steps}:{steps + 1}" for steps in _STEPS)
        return
    unit = f" {value.unit}".rstrip()
    if value.value == 0.0:
        ends = ("6.28", "1") if parameter.kind == "angle" else ("1",)
        yield from (f"0{unit}:{end}{unit}:{POINTS}" for end in ends)
        return
    for low, high in _SPANS:
        spacing = ":log" if value.value > 0 and high / low > 50.0 else ""
        first, last = (f"{value.value * factor:.6g}{unit}" for factor in (low, high))
        yield f"{first}:{last}:{POINTS}{spacing}"


def can_vary(parameter: Parameter) -> bool:
    """Tell whether there can be an axis of this parameter."""
    return parameter.kind not in _FIXED and not parameter.has_items


def is_continuous(parameter: Parameter) -> bool:
    """Tell whether values between two others are allowed."""
    return can_vary(parameter) and parameter.kind != "integer"


def _start(table: Mapping[str, Any]) -> Start:
    overlays = tuple(_choice(overlay) for overlay in table.get("overlay", ()))
    references = tuple(table.get("references", ()))
    view = View(_choice(table["choice"]), overlays, references, table.get("scale", "auto"))
    return Start(table["title"], table["text"], tuple(table["domains"]), view)


def _choice(table: Mapping[str, str]) -> Choice:
    return Choice(table[QUANTITY], {key: value for key, value in table.items() if key != QUANTITY})

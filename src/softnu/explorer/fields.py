"""A control for each parameter, generated from its description in the catalogue."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final

from softnu.catalogue.axes import is_axis
from softnu.catalogue.describe import NO_RANGE, units_of
from softnu.errors import SoftnuError
from softnu.explorer import widgets
from softnu.explorer.start import is_continuous
from softnu.quantity import UNIT_INTERVAL, Alternatives, Item, Parameter, Quantity
from softnu.units import parse

Changed = Callable[[], None]
#: The slider of a value without limits multiplies it, by this at most.
_SPAN: Final = 100.0
_LINEAR: Final = {"angle": 2.0 * math.pi, UNIT_INTERVAL.text: 1.0}


def hint(parameter: Parameter) -> str:
    """Return units and allowed values in a few words.

    Examples
    --------
    >>> from softnu.quantity import POSITIVE
    >>> hint(Parameter("T", "temperature", "temperature", range=POSITIVE))
    'K or eV, > 0'
    """
    words = [" or ".join(units_of(parameter))]
    if parameter.kind not in NO_RANGE:
        words.append(parameter.range.text)
    return ", ".join(filter(None, words))


def label(parameter: Parameter) -> str:
    """Return the label of a parameter: name, meaning, units and range."""
    words = hint(parameter)
    return f"{parameter.name}: {parameter.meaning}" + (f" ({words})" if words else "")


class Field:
    """The control of one parameter.

    Parameters
    ----------
    parameter : Parameter
        Its description.
    value : str
        What is given, empty if nothing is.
    changed : callable
        Called after each change.
    """

    def __init__(self, parameter: Parameter, value: str, changed: Changed) -> None:
        self.parameter = parameter
        self._changed = changed
        self._busy = False
        self._centre = 0.0
        self._unit = ""
        self._slider: Any = None
        self._entry = self._made(value)
        self._entry.param.watch(self._typed, "value")
        self.view = widgets.column(self._entry, margin=0)
        if value and is_continuous(parameter):
            self._add_slider()

    @property
    def value(self) -> str:
        """What is given, empty if nothing is."""
        return str(self._entry.value).strip()

    def put(self, value: str) -> None:
        """Give another value without a call of `changed`."""
        self._busy = True
        self._entry.value = value
        self._busy = False
        if self._slider is not None:
            self._centre_slider()
        elif value and is_continuous(self.parameter):
            self._add_slider()

    def _made(self, value: str) -> Any:
        parameter = self.parameter
        default = parameter.describe_default()
        absent = f"default: {default}" if default else "not given"
        if parameter.kind == "boolean" or (
            parameter.choices and parameter.kind in {"word", "name"}
        ):
            known = [str(choice) for choice in parameter.choices] or ["true", "false"]
            options = {choice: choice for choice in known}
            if not parameter.required or value not in options:
                options = {absent: ""} | options
            return widgets.select(label(parameter), options, value if value in known else "")
        words = f"or {', '.join(map(str, parameter.choices))}; " if parameter.choices else ""
        return widgets.text(label(parameter), value, words + absent)

    def _typed(self, _: Any) -> None:
        if self._busy:
            return
        if self._slider is not None:
            self._centre_slider()
        self._changed()

    def _add_slider(self) -> None:
        span = self._linear_span()
        low, high = (0.0, span) if span else (-1.0, 1.0)
        self._slider = widgets.slider(f"{self.parameter.name}, slider", low, high, low)
        self._centre_slider()
        self._slider.param.watch(self._slid, "value")
        self.view.append(self._slider)

    def _linear_span(self) -> float:
        kind, allowed = self.parameter.kind, self.parameter.range.text
        return _LINEAR.get(kind, _LINEAR.get(allowed, 0.0))

    def _centre_slider(self) -> None:
        """Put the slider where the value is; hide it if it cannot follow."""
        try:
            value = parse(self.parameter.name, self.value)
        except SoftnuError:
            self._slider.visible = False
            return
        self._centre, self._unit = float(value.value), str(value.unit)
        span = self._linear_span()
        self._slider.visible = (
            math.isfinite(self._centre) and self._centre != 0.0
            if not span
            else 0.0 <= self._centre <= span
        )
        if self._slider.visible:
            self._busy = True
            self._slider.value = self._centre if span else 0.0
            self._busy = False

    def _slid(self, event: Any) -> None:
        if self._busy:
            return
        value = event.new if self._linear_span() else self._centre * _SPAN**event.new
        self._busy = True
        self._entry.value = f"{value:.4g} {self._unit}".rstrip()
        self._busy = False
        self._changed()


class Fields:
    """The controls of all parameters of a quantity.

    Those with defaults of which nothing is given wait in a card, and are made when it is opened.

    Parameters
    ----------
    quantity : Quantity
        The quantity.
    inputs : mapping of str to str
        What is given, axes among it.
    changed : callable
        Called after each change.
    """

    def __init__(self, quantity: Quantity, inputs: Mapping[str, str], changed: Changed) -> None:
        self._parameters = quantity.parameters
        self._inputs = inputs
        self._changed = changed
        self._varying: Collection[str] = ()
        self._fields: dict[str, Field] = {}
        self._either: list[_Either] = []
        main: list[Any] = []
        self._more: list[Parameter | Alternatives] = []
        placed: set[str] = set()
        for item in _leaves(quantity.items):
            names = [p.name for p in _parameters(item)]
            if placed.issuperset(names):  # groups may share a parameter
                continue
            placed.update(names)
            if inputs.keys() & set(names) or _is_required(item):
                main.append(self._part(item))
            else:
                self._more.append(item)
        self.view = widgets.column(*main, margin=0)
        if self._more:
            self._card = widgets.card(f"{len(self._more)} more with defaults", ())
            self._card.param.watch(self._open, "collapsed")
            self.view.append(self._card)

    def field(self, name: str) -> Field:
        """Return the control of a parameter."""
        if name not in self._fields:
            value = self._inputs.get(name, "")
            value = "" if is_axis(value) else value
            made = Field(self._parameters[name], value, self._changed)
            made.view.visible = name not in self._varying
            self._fields[name] = made
        return self._fields[name]

    def values(self) -> dict[str, str]:
        """Return what is given, without options that are not chosen."""
        off = {name for either in self._either for name in either.left_out}
        return {
            name: field.value
            for name, field in self._fields.items()
            if field.value and name not in off
        }

    def hide(self, varying: Collection[str]) -> None:
        """Hide the fields of what varies along an axis, and choose its options."""
        self._varying = varying
        for name, field in self._fields.items():
            field.view.visible = name not in varying
        for either in self._either:
            either.settle(varying)

    def _open(self, _: Any) -> None:
        if self._more:
            items, self._more = self._more, []
            self._card.objects = [self._part(item) for item in items]
            self.hide(self._varying)

    def _part(self, item: Parameter | Alternatives) -> Any:
        if isinstance(item, Parameter):
            return self.field(item.name).view
        either = _Either(item, self.field, self._inputs, self._changed)
        self._either.append(either)
        return either.view


class _Either:
    """A choice between options, and the fields of the one that is chosen."""

    def __init__(
        self,
        item: Alternatives,
        field: Callable[[str], Field],
        inputs: Mapping[str, str],
        changed: Changed,
    ) -> None:
        self._changed = changed
        self._busy = False
        self._options = {
            " with ".join(p.name for p in option): [p.name for p in option]
            for option in item.options
        }
        given = (words for words, names in self._options.items() if inputs.keys() & set(names))
        first = next(given, next(iter(self._options)))
        self._choice = widgets.select("give one of", list(self._options), first)
        self._choice.param.watch(self._switched, "value")
        self._parts = {
            words: widgets.column(*(field(name).view for name in names), margin=0)
            for words, names in self._options.items()
        }
        self.view = widgets.column(self._choice, *self._parts.values(), margin=0)
        self._show()

    @property
    def left_out(self) -> list[str]:
        """The parameters of the options that are not chosen."""
        chosen = self._options[self._choice.value]
        return [n for names in self._options.values() for n in names if n not in chosen]

    def settle(self, varying: Collection[str]) -> None:
        """Choose the option of what varies along an axis, for as long as it does."""
        of_axis = [w for w, names in self._options.items() if set(names) & set(varying)]
        self._choice.visible = not of_axis
        if of_axis:
            self._busy = True
            self._choice.value = of_axis[0]
            self._busy = False
        self._show()

    def _switched(self, _: Any) -> None:
        self._show()
        if not self._busy:
            self._changed()

    def _show(self) -> None:
        for words, part in self._parts.items():
            part.visible = words == self._choice.value


def _leaves(items: tuple[Item, ...]) -> Iterator[Parameter | Alternatives]:
    for item in items:
        if isinstance(item, Parameter | Alternatives):
            yield item
        else:
            yield from _leaves(item.items)


def _parameters(item: Parameter | Alternatives) -> Iterator[Parameter]:
    if isinstance(item, Parameter):
        yield item
    else:
        for option in item.options:
            yield from option


def _is_required(item: Parameter | Alternatives) -> bool:
    first = (item,) if isinstance(item, Parameter) else item.options[0]
    return any(parameter.required for parameter in first)

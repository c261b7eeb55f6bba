"""The widgets of the page, with its style and with a label each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import panel as pn


@cache
def stylesheet(name: str) -> str:
    """Return the text of a style sheet of this folder."""
    return (files("softnu.explorer") / name).read_text(encoding="utf-8")


def _look(**settings: Any) -> dict[str, Any]:
    common = {"sizing_mode": "stretch_width", "stylesheets": [stylesheet("parts.css")]}
    return common | settings


def text(
    label: str, value: str = "", placeholder: str = "", **settings: Any
) -> pn.widgets.TextInput:
    """Return a field for text, whose value changes with the enter key or the loss of focus."""
    return pn.widgets.TextInput(
        name=label, value=value, placeholder=placeholder, **_look(**settings)
    )


def select(
    label: str, options: Sequence[str] | Mapping[str, str], value: str, **settings: Any
) -> pn.widgets.Select:
    """Return a list to choose from."""
    options = dict(options) if isinstance(options, Mapping) else list(options)
    return pn.widgets.Select(name=label, options=options, value=value, **_look(**settings))


def slider(label: str, start: float, end: float, value: float) -> pn.widgets.FloatSlider:
    """Return a slider whose label is there for screen readers only."""
    return pn.widgets.FloatSlider(
        name=label,
        start=start,
        end=end,
        step=(end - start) / 400,
        value=value,
        show_value=False,
        **_look(css_classes=["hidden-title"], margin=(-5, 18, 5, 18)),
    )


def button(label: str, **settings: Any) -> pn.widgets.Button:
    """Return a button."""
    return pn.widgets.Button(name=label, **_look(**settings))


def checks(
    label: str, options: Mapping[str, str], value: Sequence[str]
) -> pn.widgets.CheckBoxGroup:
    """Return boxes to check."""
    return pn.widgets.CheckBoxGroup(
        name=label, options=dict(options), value=list(value), **_look()
    )


def html(content: str = "", **settings: Any) -> pn.pane.HTML:
    """Return a piece of the page; what comes from users must be escaped in it."""
    return pn.pane.HTML(content, **_look(**settings))


def column(*parts: Any, **settings: Any) -> pn.Column:
    """Return parts below one another."""
    return pn.Column(*parts, **_look(**settings))


def row(*parts: Any) -> pn.Row:
    """Return parts beside one another."""
    return pn.Row(*parts, **_look())


def card(title: str, parts: Iterable[Any], *, collapsed: bool = True) -> pn.Card:
    """Return parts that can be hidden."""
    return pn.Card(*parts, title=title, collapsed=collapsed, **_look(margin=(8, 10)))

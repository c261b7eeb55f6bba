"""The same computation elsewhere: as Python, as a command line, as the config of a scan."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from typing import Final

from softnu.catalogue.axes import is_axis
from softnu.catalogue.inputs import is_list, split_list
from softnu.explorer.limits import check_choice
from softnu.explorer.view import Choice, View

_SPACINGS: Final = {"log": "log", "lin": "linear"}


def python(view: View) -> str:
    """Return Python code that computes what the view shows.

    Examples
    --------
    >>> view = View(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:50"}))
    >>> print(python(view).splitlines()[2])
    inputs = {'T': '1 K:3 K:50'}
    """
    lines = ["from softnu.catalogue.table import tabulate", ""]
    for choice in (view.choice, *view.overlays):
        lines += [
            f"inputs = {dict(choice.inputs)!r}",
            f"table = tabulate({choice.name!r}, inputs)",
            "print(table.values)  # on the grid of table.axes",
        ]
    return "\n".join(lines)


def command(view: View) -> str:
    """Return command lines that compute what the view shows.

    Examples
    --------
    >>> command(View(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:50"})))
    "softnu eval forces.isotropic.screening_length --T '1 K:3 K:50'"
    """
    lines = []
    for choice in (view.choice, *view.overlays):
        words = ["softnu", "eval", choice.name]
        for name, text in choice.inputs.items():
            words += [f"--{name}={text}"] if text.startswith("-") else [f"--{name}", text]
        lines.append(shlex.join(words))
    return "\n".join(lines)


def config(view: View) -> str:
    """Return the config of a scan that computes what the view shows.

    Quantities that lie over the figure are in it if their axes are the same.

    Raises
    ------
    SoftnuError
        If a name is not known.

    Examples
    --------
    >>> view = View(Choice("forces.isotropic.screening_length", {"T": "1 K:3 K:50"}))
    >>> print(config(view).splitlines()[0])
    schema = 1
    """
    axes = _axes(view.choice)
    shared = [view.choice, *(one for one in view.overlays if _axes(one) == axes)]
    lines = ["schema = 1"]
    for position, choice in enumerate(shared):
        lines += ["", "[[quantity]]", f"name = {_text(choice.name)}"]
        if len(shared) > 1:
            lines.append(f"label = {_text(f'curve_{position}')}")
        fixed = {key: text for key, text in choice.inputs.items() if key not in axes}
        if fixed:
            lines.append("[quantity.inputs]")
            lines += [f"{key} = {_text(text)}" for key, text in fixed.items()]
    for name, text in axes.items():
        lines += ["", "[[axis]]", f"parameter = {_text(name)}", *_axis(text)]
    return "\n".join(lines) + "\n"


def _axes(choice: Choice) -> dict[str, str]:
    known = check_choice(choice).parameters
    return {
        name: text
        for name, text in choice.inputs.items()
        if known[name].kind != "name"
        and (is_axis(text) or (is_list(text) and not known[name].has_items))
    }


def _axis(text: str) -> Iterator[str]:
    if is_list(text):
        yield f"values = {json.dumps([str(item) for item in split_list(text)])}"
        return
    start, stop, points, *spacing = (part.strip() for part in text.split(":"))
    yield f"start = {_number(start)}"
    yield f"stop = {_number(stop)}"
    yield f"points = {points}"
    yield f'spacing = "{_SPACINGS[spacing[0]] if spacing else "linear"}"'


def _number(text: str) -> str:
    """Return a bare number as TOML has it, anything else as text."""
    try:
        return repr(float(text))
    except ValueError:
        return _text(text)


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

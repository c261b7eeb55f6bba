"""A config to start from, for any quantity of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np

from softnu.catalogue import evaluate, find
from softnu.catalogue.describe import NO_RANGE, units_of
from softnu.catalogue.inputs import read_value
from softnu.errors import SoftnuError
from softnu.quantity import Parameter, Quantity
from softnu.scan.axes import is_wordy
from softnu.units import parse

_POINTS: Final = 20
_STEPPED: Final = ("integer", "half")
_OTHER_AXES: Final = """\
# Other kinds of axes, any number of them; the grid has all combinations of their points.
#
# [[axis]]  # numbers or words, one by one
# parameter = "nature"
# values = ["dirac", "majorana"]
#
# [[axis]]  # parameters that vary together
# name = "pair"
# zip = { m_i = ["0 eV", "0.01 eV"], m_j = ["0.05 eV", "0.05 eV"] }
#
# [[axis]]  # the same from a CSV file beside this one; its first line: m_i [eV],m_j [eV]
# name = "point"
# csv = "points.csv"
#
# [[axis]]  # random points that fill the ranges evenly
# name = "sample"
# samples = 500
# seed = 7
# method = "latin_hypercube"
# ranges = { m_lightest = { low = "1 meV", high = "0.1 eV", spacing = "log" } }
#
# [[axis]]  # draws from the uncertainties of oscillation data
# name = "draw"
# samples = 200
# seed = 1
# method = "gaussian"
# oscillation_set = "NuFIT-6.0"
# ordering = "normal"

# [run]
# chunk_seconds = 1.0      # time of one chunk, at least, if memory allows
# points_per_chunk = 1000  # or its size
"""
#: What else a figure may be.
_OTHER_FIGURES: Final = """\
# curves = "nature"                     # an axis whose points are curves of their own
# select = { m_lightest = "0.01 eV" }   # where axes are fixed that are not drawn
# xscale = "log"                        # or "linear"; yscale too
#
# Other kinds: "bands" with over = "sample"; over two parameters, with y = "m_lightest":
# "heatmap"; "contours" with levels = ["1e-20 eV"]; "regions" with threshold = "1e-20 eV" and
# side = "above".
#
# [[figure.limit]]  # a curve from elsewhere: bound, experiment, x with y, or a CSV file
# csv = "limit.csv"
"""


def template(name: str) -> str:
    """Return the text of a config for a quantity, with everything explained.

    Parameters
    ----------
    name : str
        Dotted catalogue name.

    Returns
    -------
    str
        TOML that works as it is: the example of the catalogue along one axis.

    Raises
    ------
    UnknownNameError
        If there is no such quantity.

    Examples
    --------
    >>> for line in template("forces.isotropic.screening_length").splitlines()[4:6]:
    ...     print(line)
    [[quantity]]
    name = "forces.isotropic.screening_length"
    """
    quantity = find(name)
    varied, axis = _axis(quantity)
    fixed = {key: value for key, value in quantity.example.items() if key != varied}
    lines = [
        "# A scan for softnu. Try it:  softnu scan plan FILE   then:  softnu scan run FILE",
        "schema = 1",
        f"title = {_toml(quantity.meaning)}",
        "",
        "[[quantity]]",
        f"name = {_toml(name)}",
        f"# label = {_toml(name.rsplit('.', maxsplit=1)[-1])}  # name of the variable",
        f"# unit = {_toml('' if quantity.unit_of else quantity.unit)}  # unit of the variable",
        "",
        "[quantity.inputs]  # parameters that do not vary",
        *_inputs(quantity, fixed, varied),
        "",
        "[[axis]]",
        *axis,
        "",
        _OTHER_AXES,
        *_figure(varied, axis),
        _OTHER_FIGURES,
    ]
    return "\n".join(lines)


def _figure(varied: str, axis: Sequence[str]) -> list[str]:
    """Return the lines of the figure, behind # if the axis has no numbers in a row."""
    mark = "" if any(line.startswith("start") for line in axis) else "# "
    lines = ["[figure]  # drawn at the end", 'kind = "lines"', f"x = {_toml(varied)}"]
    return [f"{mark}{line}" for line in lines]


def _inputs(quantity: Quantity, fixed: Mapping[str, Any], varied: str) -> Iterator[str]:
    """Yield the inputs of the example, and those that may be given, behind a #."""
    for name, parameter in quantity.parameters.items():
        if name in fixed:
            yield f"{name} = {_toml(fixed[name])}  # {_about(parameter)}"
        elif name != varied:
            example = parameter.default
            if parameter.required or example is None:
                example = next(iter(parameter.choices), _with_unit(1, parameter))
            yield f"# {name} = {_toml(example)}  # {_about(parameter)}"


def _about(parameter: Parameter) -> str:
    """Return the meaning and what is allowed, in one line."""
    allowed = [" or ".join(map(str, parameter.choices))] if parameter.choices else []
    if units := units_of(parameter):
        allowed.append("in " + " or ".join(units))
    if parameter.kind not in NO_RANGE:
        allowed.append(parameter.range.text)
    if default := parameter.describe_default():
        allowed.append(f"default {default}")
    return f"{parameter.meaning}; {', '.join(allowed)}" if allowed else parameter.meaning


def _with_unit(number: float, parameter: Parameter) -> Any:
    units = units_of(parameter)
    return f"{number} {units[0]}" if units else number


def _axis(quantity: Quantity) -> tuple[str, list[str]]:
    """Return the parameter that varies in the template and the lines of its axis."""
    known, example = quantity.parameters, quantity.example
    for name, value in example.items():
        if (ends := _ends(known[name], value)) is not None:
            return name, _spaced(name, *ends)
    for name, parameter in known.items():
        if name not in example and (parameter.kind == "angle" or _starts_at_zero(parameter)):
            return name, _spaced(name, _with_unit(0, parameter), _with_unit(1, parameter))
    for name, value in example.items():
        if others := [one for one in _others(known[name], value) if _works(quantity, name, one)]:
            return name, _listed(name, value, *others[:2])
    name, value = next(iter(example.items()))
    return name, _listed(name, value)


def _others(parameter: Parameter, value: Any) -> list[Any]:
    """Return values that a parameter may have beside the one of the example."""
    if parameter.choices:
        return [choice for choice in parameter.choices if choice != value]
    if parameter.kind in _STEPPED and isinstance(value, int):
        return [value + 1, value + 2]
    number = read_value(parameter, value)
    return [_with_unit(1, parameter)] if np.ndim(number) == 0 and number == 0.0 else []


def _works(quantity: Quantity, name: str, value: Any) -> bool:
    try:
        evaluate(quantity.name, **{**quantity.example, name: value})
    except SoftnuError:
        return False
    return True


def _listed(name: str, *values: Any) -> list[str]:
    return [f"parameter = {_toml(name)}", f"values = {_toml(values)}"]


def _spaced(name: str, start: Any, stop: Any) -> list[str]:
    return [
        f"parameter = {_toml(name)}",
        f"start = {_toml(start)}",
        f"stop = {_toml(stop)}",
        f"points = {_POINTS}",
        'spacing = "linear"  # or "log"',
    ]


def _ends(parameter: Parameter, value: Any) -> tuple[Any, Any] | None:
    """Return two values near the one of the example, None if numbers cannot vary freely."""
    if is_wordy(parameter, (value,)) or parameter.kind in _STEPPED:
        return None
    number = parse(parameter.name, str(value))
    if number.value == 0.0:
        return None
    start = float(f"{0.9 * number.value:.6g}")
    return (f"{start!r} {number.unit}", value) if str(number.unit) else (start, value)


def _starts_at_zero(parameter: Parameter) -> bool:
    """Tell whether an axis may start at the default, a zero."""
    if is_wordy(parameter) or parameter.kind in _STEPPED:
        return False
    try:
        return parse(parameter.name, str(parameter.default)).value == 0.0
    except SoftnuError:
        return False


def _toml(value: Any) -> str:
    """Write a value as TOML."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else repr(value)

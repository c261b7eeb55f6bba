"""Promises that every quantity of the catalogue keeps."""

from __future__ import annotations

import json
import shlex

import numpy as np
import pytest

from softnu import catalogue, evaluate
from softnu.catalogue.describe import as_text, command, describe
from softnu.catalogue.table import tabulate
from softnu.data import load
from softnu.errors import ConvergenceError, DomainError
from softnu.units import KINDS

NAMES = catalogue.names()
OPTIONS = {"csv", "help", "json", "plot", "unit"}
WORDS = {"word", "name", "boolean", "integer", "half", "matrix"}
every = pytest.mark.parametrize("name", NAMES)


def test_no_name_is_the_start_of_another():
    assert len(set(NAMES)) == len(NAMES)
    for name in NAMES:
        assert not [other for other in NAMES if other.startswith(f"{name}.")]


@every
def test_a_name_begins_with_its_domain(name):
    domain = name.split(".")[0]
    assert name in catalogue.quantities(domain)
    assert name == name.strip()
    assert name.replace(".", "").replace("_", "").isalnum()


@every
def test_a_quantity_says_what_it_is(name):
    quantity = catalogue.find(name)
    for text in (quantity.meaning, quantity.formula, quantity.source, quantity.accuracy):
        assert text.strip()
    assert "\n" not in quantity.meaning
    assert set(quantity.papers) <= set(load("papers"))
    assert len(quantity.parameters) == len(describe(quantity)["parameters"])


@every
def test_parameters_are_of_a_known_kind(name):
    for parameter in catalogue.find(name).parameters.values():
        kind = parameter.kind
        assert parameter.base_kind in KINDS or kind in WORDS
        # A word has choices; a name may have some, and words may take a number's place.
        assert (kind == "word") <= bool(parameter.choices) <= (kind in {"word", "name", "number"})
        assert parameter.meaning.strip()
        assert parameter.name not in OPTIONS


@every
def test_the_example_has_a_value(name):
    quantity = catalogue.find(name)
    result = evaluate(name, **quantity.example)
    assert result.shape == ()
    assert np.isfinite(result.value)


@every
def test_the_example_reads_the_same_on_the_command_line(name):
    quantity = catalogue.find(name)
    program, verb, shown, *words = shlex.split(command(quantity))
    assert (program, verb, shown) == ("softnu", "eval", name)
    inputs = dict(zip((w.removeprefix("--") for w in words[::2]), words[1::2], strict=True))
    assert inputs == {key: as_text(value) for key, value in quantity.example.items()}
    table = tabulate(name, inputs)
    assert table.values == evaluate(name, **quantity.example)


@every
def test_the_description_is_plain_data(name):
    description = describe(catalogue.find(name))
    assert json.loads(json.dumps(description)) == description


def test_what_no_float_can_hold_is_refused_without_a_warning():
    for inputs in ({"T": "1e160 K"}, {"T": "1e300 K"}):
        with pytest.raises(ConvergenceError, match="leaves the range of floating-point numbers"):
            evaluate("backgrounds.relic.number_density", **inputs)
    with pytest.raises(DomainError, match=r"T = '1e308 GeV' is not allowed: it must be finite"):
        evaluate("backgrounds.relic.number_density", T="1e308 GeV")
    with pytest.raises(ConvergenceError, match="leaves the range of floating-point numbers"):
        evaluate("backgrounds.reactor.flux", thermal_power="1 GW", distance="1e-200 m")


def test_overflow_on_the_way_to_a_finite_result_is_silent():
    value = evaluate("backgrounds.reactor.flux", thermal_power="1 GW", distance="1e200 m")
    assert value.value == 0.0

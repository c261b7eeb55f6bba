"""How a reference value and a computed one agree."""

from __future__ import annotations

import math

import pytest

from softnu.catalogue.reference import Comparison, compare

INF = math.inf


def comparison(expected, computed, rtol=1e-3, atol=0.0, error=""):
    return Comparison("id", "name", expected, computed, rtol, atol, error)


@pytest.mark.parametrize(
    ("one", "agrees"),
    [
        (comparison(1.0, 1.0009), True),
        (comparison(1.0, 1.0011), False),
        (comparison(-1.0, 1.0), False),
        (comparison(0.0, 1e-9), False),
        (comparison(0.0, 1e-9, atol=1e-8), True),
        (comparison(0.0, 0.0, rtol=0.0), True),
        (comparison(INF, INF), True),
        (comparison(-INF, INF), False),
        (comparison(1.0, INF), False),
        (comparison(INF, 1e308), False),
        (comparison(1.0, math.nan), False),
        (comparison(1.0, 1.0, error="no"), False),
    ],
)
def test_agreement(one, agrees):
    assert one.agrees is agrees


def test_deviation():
    assert comparison(2.0, 3.0).deviation == 0.5
    assert comparison(0.0, 3.0).deviation == 3.0
    assert comparison(INF, INF).deviation == 0.0


@pytest.mark.usefixtures("demo")
def test_entries_are_compared_in_their_own_unit():
    entry = {
        "id": "a",
        "quantity": "demo.well",
        "inputs": {"r": "1 1/eV"},
        "value": "-1.160451812155e4",
        "unit": "K",
        "rtol": "1e-12",
    }
    assert compare(entry).agrees

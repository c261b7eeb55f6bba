"""Bounds from elsewhere: the shipped ones are the published ones, curves, a file's mistakes."""

from __future__ import annotations

import re

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import DataError, SoftnuError, UnknownNameError
from softnu.renp.bound import Bound
from softnu.renp.bound_tables import read_points
from softnu.renp.bounds import BOUND_NAMES, all_bounds, load_bound
from softnu.schema import checked_table

#: Fermi's constant, 1/eV^2, as the PDG has it.
G_F = 1.1663787e-23
#: A few roundings.
RTOL_ROUNDING = 1e-14
#: Logarithms of limits near 1e-26 have 14 digits.
RTOL_LOG = 1e-13
#: The product of couplings that is quoted has two digits.
RTOL_QUOTED = 0.01

CURVE = """
title = "A curve"
description = "Points of a curve"
mediator = "scalar"
coupling = "|y|"
definition = "phi y nubar nu"
digitised = "by eye from Fig. 1"
projected = true
confidence = 0.95

[curve]
mass_unit = "keV"
limit_unit = "1/GeV"
points = [[1.0, 1e-10], [100.0, 1e-6]]

[reference]
key = "Me"
authors = "Me"
year = 2026
"""


def content(**changed) -> dict:
    found = {
        "title": "t",
        "description": "d",
        "mediator": "vector",
        "coupling": "g",
        "definition": "L",
        "digitised": "by eye",
        "projected": False,
        "confidence": 0.9,
        "curve": curve(),
        "reference": {"key": "a", "authors": "b", "year": 2020},
    }
    return {key: value for key, value in (found | changed).items() if value is not None}


def curve(**changed) -> dict:
    return {"mass_unit": "eV", "limit_unit": "", "points": [[1.0, 1e-3], [10.0, 1e-2]]} | changed


def bound(**changed) -> Bound:
    return checked_table(Bound, content(**changed), "mine", "mine.toml")


def test_the_shipped_bounds_are_closed_forms_with_their_sources():
    assert {one.name for one in all_bounds()} == set(BOUND_NAMES)
    assert set(BOUND_NAMES) == {"nsi", "meson_decay_red_giants"}
    for one in all_bounds():
        assert one.curve is None
        assert one.reference.arxiv
        assert not one.projected
        assert one == load_bound(one.name)


@given(m=st.floats(1e-3, 1e8), epsilon=st.floats(-10.0, 10.0))
def test_nonstandard_interactions_allow_couplings_that_rise_with_the_square_of_the_mass(
    m, epsilon
):
    expected = np.sqrt(8.0) * G_F * abs(epsilon) * m**2
    by_name = load_bound("nsi").limit(m * u.eV, epsilon=epsilon)
    by_catalogue = evaluate("renp.bound.nsi", m_med=m * u.eV, epsilon=epsilon)
    for found in (by_name, by_catalogue):
        assert found.value == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)


def test_mesons_and_red_giants_limit_the_product_up_to_10_keV():
    found = load_bound("meson_decay_red_giants").limit(["1e-6 eV", "10 keV", "10.001 keV"])
    assert found.value[:2] == pytest.approx([1.8e-16] * 2, rel=RTOL_QUOTED, abs=0)
    assert np.isinf(found.value[2])


def test_a_curve_is_straight_on_logarithmic_scales_and_ends(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(CURVE)
    mine = load_bound(path)
    assert mine.name == "mine"
    assert mine.projected
    found = mine.limit([0.999, 1.0, 10.0, 100.0, 101.0] * u.keV)
    assert found.unit == 1 / u.GeV
    assert found.value[1:4] == pytest.approx([1e-10, 1e-8, 1e-6], rel=RTOL_LOG, abs=0)
    assert np.all(np.isinf(found.value[[0, 4]]))
    # A mass may be given in any unit, as a scalar too.
    assert mine.limit("0.01 MeV").value == pytest.approx(1e-8, rel=RTOL_LOG, abs=0)


#: Masses that differ by two percent at least: closer ones have the same logarithm in the end.
MASSES = st.integers(-900, 900).map(lambda n: 1.02**n)


@given(
    st.lists(st.tuples(MASSES, st.floats(1e-30, 1.0)), min_size=2, unique_by=lambda p: p[0]),
    st.booleans(),
)
def test_a_curve_meets_its_points_and_lies_between_neighbours(points, falls):
    ordered = sorted(points)
    given_points = [list(point) for point in (ordered[::-1] if falls else ordered)]
    mine = bound(curve=curve(points=given_points))
    masses, limits = np.array(ordered).T
    assert mine.limit(masses * u.eV).value == pytest.approx(limits, rel=RTOL_LOG, abs=0)
    middle = np.sqrt(masses[1:]) * np.sqrt(masses[:-1])
    found = mine.limit(middle * u.eV).value
    low, high = np.minimum(limits[1:], limits[:-1]), np.maximum(limits[1:], limits[:-1])
    assert np.all((found >= low * (1 - RTOL_LOG)) & (found <= high * (1 + RTOL_LOG)))


def test_a_step_is_a_point_on_either_side():
    stepped = bound(curve=curve(points=[[1.0, 1.0], [1.0, 1e-3], [10.0, 1e-3], [10.0, 1.0]]))
    assert stepped.limit("2 eV").value == pytest.approx(1e-3, rel=RTOL_LOG, abs=0)
    assert np.isinf(stepped.limit("11 eV").value)


def test_files_of_two_columns_are_read(tmp_path):
    path = tmp_path / "limits.txt"
    path.write_text(
        "# Some stars\n# m_a [eV]  g\n\n1e4\t 2e-13  # end\n1e2, 1.3e-13\n1e-10 1.3e-13\n"
    )
    expected = ((1e-10, 1.3e-13), (1e2, 1.3e-13), (1e4, 2e-13))
    assert read_points(path) == expected
    toml = tmp_path / "stars.toml"
    toml.write_text(re.sub(r"points = .*", 'file = "limits.txt"', CURVE))
    assert load_bound(str(toml)).curve.points == expected


BAD_TABLES = {
    "one column": ("1\n2 3\n", "line 1: 1 columns, a mass and a limit are needed"),
    "three columns": ("1 2 3\n2 3\n", "line 1: 3 columns"),
    "a word": ("1 2\nmass limit\n", "line 2: mass = 'mass' is not a number"),
    "nan": ("1 2\n2 nan\n", "line 2: limit = nan is not allowed: finite and > 0"),
    "negative": ("1 2\n-2 1\n", "line 2: mass = -2 is not allowed"),
    "zero": ("1 0\n2 1\n", "line 1: limit = 0 is not allowed"),
    "turns": ("# x\n1 1\n3 1\n2 1\n4 1\n", "line 4: the mass 2 turns round"),
    "one point": ("1 1\n", "has 1 points: a curve needs at least 2"),
    "empty": ("# nothing\n", "has 0 points"),
}


@pytest.mark.parametrize(("text", "said"), BAD_TABLES.values(), ids=BAD_TABLES.keys())
def test_bad_tables_name_the_line(tmp_path, text, said):
    path = tmp_path / "limits.txt"
    path.write_text(text)
    with pytest.raises(DataError, match=re.escape(said)) as raised:
        read_points(path)
    assert str(raised.value).startswith(str(path))


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(DataError, match=r"absent\.txt cannot be read"):
        read_points(tmp_path / "absent.txt")
    with pytest.raises(DataError, match=r"cannot read .*absent\.toml"):
        load_bound(tmp_path / "absent.toml")
    path = tmp_path / "mine.toml"
    path.write_text("title = ")
    with pytest.raises(DataError, match="is not TOML"):
        load_bound(path)
    path.write_text(re.sub(r"points = .*", 'file = "absent.txt"', CURVE))
    with pytest.raises(DataError, match=r"absent\.txt cannot be read"):
        load_bound(path)
    path.write_text(re.sub(r"points = ", 'file = "absent.txt"\npoints = ', CURVE))
    with pytest.raises(DataError, match="give either points, or file"):
        load_bound(path)
    path.write_text(re.sub(r"points = .*", "file = 3", CURVE))
    with pytest.raises(DataError, match="file with the name of a file"):
        load_bound(path)


MISTAKES = {
    "unknown key": (content(titles="x"), "unknown key 'titles'; did you mean 'title'?"),
    "unknown key of the curve": (
        content(curve=curve(unit="eV")),
        "curve: unknown key 'unit'",
    ),
    "missing": (content(definition=None), "definition is missing"),
    "missing unit": (
        content(curve={"mass_unit": "eV", "points": [[1.0, 1.0], [2.0, 1.0]]}),
        "curve.limit_unit is missing",
    ),
    "mass in metres": (content(curve=curve(mass_unit="m")), "mass_unit in 'm' has the wrong unit"),
    "no unit of the limit": (
        content(curve=curve(limit_unit="x")),
        "limit_unit = 'x' is not a unit",
    ),
    "one point": (content(curve=curve(points=[[1.0, 1.0]])), "1 points: a curve needs at least 2"),
    "negative": (content(curve=curve(points=[[1.0, 1.0], [2.0, -1.0]])), "must be finite and > 0"),
    "turns": (
        content(curve=curve(points=[[1.0, 1.0], [3.0, 1.0], [2.0, 1.0], [4.0, 1.0]])),
        "the mass 2 turns round",
    ),
    "a word": (
        content(curve=curve(points="x")),
        "curve.points = 'x' is not allowed: it must be a list",
    ),
    "half a point": (content(curve=curve(points=[[1.0, 1.0], [2.0]])), "curve.points.1.1 is"),
    "no limit": (content(curve=None), "give one of closed_form, product, curve; none is given"),
    "two limits": (content(closed_form="nsi"), "closed_form and curve are given"),
    "unknown form": (content(curve=None, closed_form="x"), "closed_form = 'x' is not allowed"),
    "wrong mediator": (content(mediator="tensor"), "mediator = 'tensor' is not allowed"),
    "confidence": (content(confidence=95), "confidence = 95 is not allowed"),
    "no reason": (content(confidence="not stated"), "confidence_reason must say why"),
    "product": (
        content(curve=None, product={"electron": -1.0, "neutrino_squared": 1.0, "up_to": "1 eV"}),
        "product.electron = -1.0 is not allowed",
    ),
    "mass of the product": (
        content(curve=None, product={"electron": 1.0, "neutrino_squared": 1.0, "up_to": "1"}),
        "up_to = 1.0 has no unit",
    ),
    "reference": (content(reference={"key": "a"}), "reference.authors is missing"),
}


@pytest.mark.parametrize(("given_content", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_its_path(given_content, said):
    with pytest.raises(DataError, match=re.escape(said)) as raised:
        checked_table(Bound, given_content, "mine", "mine.toml")
    assert str(raised.value).startswith("mine.toml")


def test_what_is_asked_for_is_checked():
    with pytest.raises(UnknownNameError, match="unknown bound 'nsy'; did you mean 'nsi'"):
        load_bound("nsy")
    nsi = load_bound("nsi")
    with pytest.raises(SoftnuError, match="missing epsilon: the bound nsi needs it"):
        nsi.limit("1 eV")
    with pytest.raises(SoftnuError, match="unknown parameter of the bound nsi: 'eps'"):
        nsi.limit("1 eV", eps=1.0)
    with pytest.raises(SoftnuError, match="epsilon = nan is not allowed"):
        nsi.limit("1 eV", epsilon=float("nan"))
    with pytest.raises(SoftnuError, match="mass = '0 eV' is not allowed"):
        nsi.limit("0 eV", epsilon=1.0)
    with pytest.raises(SoftnuError, match="mass = 1 has no unit"):
        nsi.limit(1, epsilon=1.0)
    with pytest.raises(SoftnuError, match="unknown parameter"):
        load_bound("meson_decay_red_giants").limit("1 eV", epsilon=1.0)
    with pytest.raises(SoftnuError, match="m_med = '0 eV' is not allowed"):
        evaluate("renp.bound.nsi", m_med="0 eV", epsilon=1.0)

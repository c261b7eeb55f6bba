"""Values in chunks: the same as one by one, whatever the chunk and whatever fails beside them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import catalogue
from softnu.catalogue import evaluate
from softnu.errors import DomainError, SoftnuError
from softnu.scan import compute, search
from softnu.scan.compute import compute_chunk, variables
from softnu.scan.grid import Grid
from softnu.scan.search import fill, halves

#: An array and a single point may take different branches of a power or an exponential.
LAST_DIGITS = 4e-15
#: One factor between units.
ROUNDING = 1e-15

FORCES = """
schema = 1
[[quantity]]
name = "forces.vacuum.pair_potential"
label = "V"
unit = "neV"
[quantity.inputs]
m_i = "0.05 eV"
[[quantity]]
name = "neutrinos.mass_sum"
[[axis]]
parameter = "r"
start = "10 nm"
stop = "10 um"
points = 5
spacing = "log"
[[axis]]
parameter = "nature"
values = ["dirac", "majorana"]
[[axis]]
name = "point"
zip = { m_j = ["0 eV", "0.01 eV", "10 meV"], m_lightest = ["0 eV", "1 meV", "2 meV"], ordering = \
["normal", "inverted", "normal"] }
"""
NUMBER = """
schema = 1
[[quantity]]
name = "{quantity}"
label = "value"
[[axis]]
parameter = "x"
values = {values}
"""


def whole(config):
    return tuple(slice(0, size) for size in Grid.of(config).shape)


@pytest.fixture
def demo(monkeypatch):
    modules = {"demo": ("tests.demo_quantities", "tests.scan.demo_domain")}
    monkeypatch.setattr(catalogue, "MODULES", modules)
    catalogue.quantities.cache_clear()
    yield
    catalogue.quantities.cache_clear()


def test_values_are_those_of_the_catalogue_point_by_point(read):
    config = read(FORCES)
    result = compute_chunk(config, whole(config))
    r = np.geomspace(10, 10_000, 5)
    points = [("0 eV", "0 eV", "normal"), ("0.01 eV", "1 meV", "inverted"),
              ("10 meV", "2 meV", "normal")]  # fmt: skip
    for (a, distance), (b, nature), (c, (m_j, lightest, ordering)) in itertools.product(
        enumerate(r), enumerate(("dirac", "majorana")), enumerate(points)
    ):
        V = evaluate(
            "forces.vacuum.pair_potential",
            r=f"{float(distance)!r} nm", m_i="0.05 eV", m_j=m_j, nature=nature,
        )  # fmt: skip
        total = evaluate("neutrinos.mass_sum", m_lightest=lightest, ordering=ordering)
        assert result.values["V"][a, b, c] == pytest.approx(
            V.to_value("neV"), rel=LAST_DIGITS, abs=0
        )
        assert result.values["mass_sum"][a, b, c] == pytest.approx(
            total.value, rel=LAST_DIGITS, abs=0
        )
    assert result.failures == {"V": [], "mass_sum": []}


def test_variables_know_their_units(read):
    assert [(one.label, one.unit) for one in variables(read(FORCES))] == [
        ("V", "neV"),
        ("mass_sum", "eV"),
    ]


@pytest.mark.parametrize("points", [1, 2, 3, 7, 30])
def test_chunks_are_parts_of_the_whole(read, points):
    config = read(FORCES)
    expected = compute_chunk(config, whole(config)).values
    chunks = Grid.of(config).chunks(points)
    for i in range(chunks.count):
        bounds = chunks.bounds(i)
        for label, values in compute_chunk(config, bounds).values.items():
            assert values.flags.c_contiguous
            np.testing.assert_allclose(values, expected[label][bounds], rtol=LAST_DIGITS)


def test_small_blocks_give_the_same(read, monkeypatch):
    config = read(FORCES)
    expected = compute_chunk(config, whole(config)).values
    monkeypatch.setattr(compute, "BLOCK", 2)
    for label, values in compute_chunk(config, whole(config)).values.items():
        np.testing.assert_allclose(values, expected[label], rtol=LAST_DIGITS)


def test_a_chunk_gives_the_same_bytes_each_time(read):
    config = read(FORCES)
    first, second = (compute_chunk(config, whole(config)).values["V"] for _ in range(2))
    assert first.tobytes() == second.tobytes()


SPHERE = """
schema = 1
[[quantity]]
name = "forces.bodies.point_sphere"
label = "P"
[quantity.inputs]
R = "1 m"
[[axis]]
parameter = "power"
values = {powers}
[[axis]]
parameter = "r"
start = "1.5 m"
stop = "3 m"
points = 2
"""


def test_units_that_depend_on_the_inputs(read):
    config = read(SPHERE.format(powers=[5]))
    assert variables(config)[0].unit == "m-2"
    expected = [
        evaluate("forces.bodies.point_sphere", R="1 m", r=r, power=5).value
        for r in ("1.5 m", "3 m")
    ]
    np.testing.assert_allclose(
        compute_chunk(config, whole(config)).values["P"][0], expected, rtol=LAST_DIGITS
    )


def test_a_unit_that_changes_along_an_axis_is_no_value(read):
    config = read(SPHERE.format(powers=[5, 6]))
    result = compute_chunk(config, whole(config))
    assert np.isfinite(result.values["P"]).tolist() == [[True, True], [False, False]]
    assert all("cannot be expressed in 'm-2'" in reason for _, reason in result.failures["P"])


class TestFailures:
    def test_a_point_that_diverges_is_missing_and_the_rest_is_there(self, demo, read):
        config = read(NUMBER.format(quantity="demo.divergent", values=list(range(8))))
        result = compute_chunk(config, whole(config))
        expected = [1 / (x - 3) if x != 3 else np.nan for x in range(8)]
        np.testing.assert_allclose(result.values["value"], expected, rtol=ROUNDING)
        assert result.failures == {"value": [(3, "the matrix element diverges")]}

    def test_no_value_infinity_and_a_defect(self, demo, read):
        config = read(NUMBER.format(quantity="demo.infinite", values=[0, 0.5, 1, 2, 4]))
        result = compute_chunk(config, whole(config))
        # 1/0 is the quantity's own answer, made without an overflow.
        np.testing.assert_allclose(result.values["value"], [np.inf, 2, np.nan, np.nan, 0.25])
        assert result.failures["value"] == [
            (2, "no value for these inputs"),
            (3, "RuntimeError: unforeseen"),
        ]

    def test_a_value_that_no_float_holds_is_missing(self, demo, read):
        text = NUMBER.replace('"x"', '"r"').format(
            quantity="demo.well", values='["1 m", "1e-80 m", "2 m"]'
        )
        result = compute_chunk(read(text), (slice(0, 3),))
        assert np.isfinite(result.values["value"]).tolist() == [True, False, True]
        ((index, reason),) = result.failures["value"]
        assert (index, "range of floating-point numbers" in reason) == (1, True)

    def test_indices_are_those_of_the_flat_chunk(self, demo, read):
        text = """
        schema = 1
        [[quantity]]
        name = "demo.divergent"
        label = "value"
        [[quantity]]
        name = "demo.wave"
        label = "wave"
        [quantity.inputs]
        x = 0
        [[axis]]
        parameter = "x"
        values = [1, 2, 3, 4]
        [[axis]]
        parameter = "kind"
        values = ["sine", "cosine"]
        [[axis]]
        parameter = "y"
        values = [0, 1, 2]
        """
        result = compute_chunk(read(text), (slice(1, 4), slice(0, 2), slice(0, 3)))
        assert [i for i, _ in result.failures["value"]] == list(range(6, 12))
        assert np.isnan(result.values["value"]).ravel().nonzero()[0].tolist() == list(range(6, 12))
        assert result.failures["wave"] == []
        np.testing.assert_allclose(
            result.values["wave"][2, 1], np.exp([0.0, -1.0, -2.0]), rtol=ROUNDING
        )

    def test_draws_outside_the_range_are_missing(self, read, monkeypatch):
        monkeypatch.setattr(
            "softnu.scan.axes.uncertainties",
            lambda *_: {"sin2_theta12": (0.308, 0.4, 0.4)},
        )
        monkeypatch.setattr("softnu.scan.feeding.uncertainties", lambda *_: {"sin2_theta12": None})
        config = read(
            'schema = 1\n[[quantity]]\nname = "neutrinos.jarlskog"\nlabel = "J"\n[[axis]]\n'
            'name = "draw"\nsamples = 400\nseed = 3\nmethod = "gaussian"\n'
            'oscillation_set = "NuFIT-6.0"\n'
        )
        drawn = Grid.of(config).dimensions[0].coordinates[0].values
        outside = (drawn < 0) | (drawn > 1)
        assert 0 < outside.sum() < 400
        result = compute_chunk(config, whole(config))
        assert np.array_equal(np.isnan(result.values["J"]), outside)
        assert [i for i, _ in result.failures["J"]] == outside.nonzero()[0].tolist()
        assert all("between 0 and 1" in reason for _, reason in result.failures["J"])


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=42))
def test_only_points_that_fail_are_missing(bad):
    def evaluate_block(block):
        a, b = block
        points = itertools.product(range(a.start, a.stop), range(b.start, b.stop))
        if any(point in bad for point in points):
            raise DomainError("bad")
        return np.arange(a.start, a.stop)[:, None] + 10.0 * np.arange(b.start, b.stop)

    values, reasons = np.empty((6, 7)), {}
    place = (slice(0, 6), slice(0, 7))
    fill(values, place, place, evaluate_block, reasons)
    expected = np.arange(6)[:, None] + 10.0 * np.arange(7)
    for point in bad:
        expected[point] = np.nan
    np.testing.assert_array_equal(values, expected)
    assert reasons == dict.fromkeys(bad, "bad")


def test_a_wide_field_of_failures_is_not_searched_point_by_point(monkeypatch):
    monkeypatch.setattr(search, "EXACT", 10)
    calls = 0

    def evaluate_block(block):
        nonlocal calls
        calls += 1
        (part,) = block
        if part.stop > 100:
            raise DomainError("too far")
        return np.ones(part.stop - part.start)

    values, reasons = np.empty(100_000), {}
    place = (slice(0, 100_000),)
    fill(values, place, place, evaluate_block, reasons)
    assert np.isfinite(values).nonzero()[0].tolist() == list(range(100))
    assert sorted(reasons) == [(i,) for i in range(100, 100_000)]
    assert set(reasons.values()) == {
        "too far",
        "too far (like all corners of a block around it)",
    }
    assert calls < 300


def test_halves_are_a_division():
    first, second = halves((slice(2, 3), slice(0, 5)))
    assert (first, second) == ((slice(2, 3), slice(0, 2)), (slice(2, 3), slice(2, 5)))


def test_errors_of_the_machine_are_not_hidden():
    def evaluate_block(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(np.empty(2), (slice(0, 2),), (slice(0, 2),), evaluate_block, {})
    assert issubclass(DomainError, SoftnuError)

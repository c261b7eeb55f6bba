"""Grids and their division into chunks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.errors import ConfigError
from softnu.scan.grid import Chunks, Grid, shape_of

shapes = st.lists(st.integers(1, 12), min_size=1, max_size=4).map(tuple)

SCAN = """
schema = 1
[[quantity]]
name = "forces.vacuum.pair_potential"
[[quantity]]
name = "neutrinos.mass_sum"
[quantity.inputs]
ordering = "inverted"
[[axis]]
parameter = "r"
start = "1 nm"
stop = "1 mm"
points = 100
spacing = "log"
[[axis]]
name = "pair"
zip = { m_i = ["0 eV", "0.01 eV"], m_j = ["0.05 eV", "0.05 eV"], nature = ["dirac", "majorana"] }
[[axis]]
name = "lightest"
parameter = "m_lightest"
values = [0, 1, 2]
unit = "meV"
"""


@given(shapes, st.integers(1, 2000))
def test_chunks_cover_every_point_once(shape, points):
    chunks = Chunks.of(shape, points)
    seen = np.zeros(shape, dtype=int)
    for i in range(chunks.count):
        part = shape_of(chunks.bounds(i))
        assert math.prod(part) <= max(points, 1)
        assert all(n <= m for n, m in zip(part, chunks.shape, strict=True))
        seen[chunks.bounds(i)] += 1
    assert np.all(seen == 1)


@given(shapes, st.integers(1, 2000))
def test_chunks_are_as_few_as_a_factor_of_two_allows(shape, points):
    chunks = Chunks.of(shape, points)
    assert math.prod(chunks.shape) >= min(math.prod(shape), points) / 2 or 1 in chunks.shape


def test_the_last_dimensions_are_whole():
    assert Chunks.of((4, 100, 10), 250).shape == (1, 25, 10)
    assert Chunks.of((4, 100, 10), 5000).shape == (4, 100, 10)
    assert Chunks.of((4, 100, 10), 2500).shape == (2, 100, 10)
    assert Chunks.of((4, 100, 10), 3).shape == (1, 1, 3)


def test_dimensions_of_a_config(read):
    grid = Grid.of(read(SCAN))
    assert grid.shape == (100, 2, 3)
    assert grid.size == 600
    r, pair, lightest = grid.dimensions
    assert [one.name for one in pair.coordinates] == ["m_i", "m_j", "nature"]
    assert pair.coordinates[2].values.tolist() == ["dirac", "majorana"]
    assert r.coordinates[0].unit == "nm"
    assert (lightest.name, lightest.coordinates[0].name) == ("lightest", "m_lightest")
    assert lightest.coordinates[0].values.tolist() == [0.0, 1.0, 2.0]


def test_the_grid_of_a_config_is_made_once(read):
    assert Grid.of(read(SCAN)) is Grid.of(read(SCAN))


def test_too_many_chunks_are_refused(read):
    grid = Grid.of(read(SCAN.replace("points = 100", "points = 1_000_000")))
    with pytest.raises(ConfigError, match="6000000 chunks, more than 1000000"):
        grid.chunks(1)

"""Plans: the cost that is measured, and the chunks that follow from it."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.errors import ConfigError
from softnu.scan import plan as module
from softnu.scan.config import from_canonical
from softnu.scan.plan import MAX_CHUNK_BYTES, choose_chunks, measure, plan

SCAN = """
schema = 1
[[quantity]]
name = "forces.isotropic.screening_length"
label = "one"
[[quantity]]
name = "forces.isotropic.screening_length"
label = "two"
[[axis]]
name = "i"
parameter = "T"
start = "1 K"
stop = "2 K"
points = {points}
[run]
{run}
"""
DIVERGENT = """
schema = 1
[[quantity]]
name = "demo.divergent"
[[axis]]
parameter = "x"
values = [1, 2, 3]
"""
#: Time for a sample, seconds.
SHORT = 1e-6


def clock_of(seconds_per_point, monkeypatch):
    """A clock that runs with the points that are computed."""
    now = 0.0

    def compute(config, bounds):
        nonlocal now
        now += seconds_per_point * math.prod(part.stop - part.start for part in bounds)
        return module.ChunkResult({}, {})

    monkeypatch.setattr(module, "compute_chunk", compute)
    return lambda: now


@pytest.mark.parametrize("seconds_per_point", [1e-9, 1e-6, 1e-3, 2.0])
def test_the_measured_cost_is_that_of_the_points(read, monkeypatch, seconds_per_point):
    config = read(SCAN.format(points=1_000_000, run=""))
    clock = clock_of(seconds_per_point, monkeypatch)
    cost = measure(config, 0.2, clock)
    # The clock adds up numbers of the same size: only rounding.
    assert cost.seconds_per_point == pytest.approx(seconds_per_point, rel=1e-9, abs=0)
    # The sample is as long as it must be, not much longer.
    assert cost.points * seconds_per_point < max(8 * 0.2, 3.01 * seconds_per_point)


@pytest.mark.parametrize("held_up", [1, 4, 7])
def test_a_stall_of_the_machine_does_not_count(read, monkeypatch, held_up):
    """One computation of the sample takes a second longer than it should."""
    config = read(SCAN.format(points=1_000_000, run=""))
    clock = clock_of(1e-6, monkeypatch)
    fair, calls, lost = module.compute_chunk, 0, 0.0

    def compute(config, bounds):
        nonlocal calls, lost
        calls += 1
        lost += calls == held_up + 1
        return fair(config, bounds)

    monkeypatch.setattr(module, "compute_chunk", compute)
    cost = measure(config, 0.2, lambda: clock() + lost)
    # The clock adds up numbers of different size: only rounding.
    assert cost.seconds_per_point == pytest.approx(1e-6, rel=1e-6, abs=0)


def test_a_plan_knows_points_time_and_disk(read):
    found = plan(read(SCAN.format(points=1000, run="")), SHORT)
    assert (found.grid.size, found.variables, found.chunks.count) == (1000, 2, 1)
    assert found.bytes_on_disk == found.bytes_per_chunk == 1000 * 2 * 8
    assert found.seconds == found.cost.seconds_per_point * 1000
    assert 0.0 < found.cost.seconds_per_point < 1.0


def test_a_sample_says_why_points_have_no_value(scan_demo, read):
    found = plan(read(DIVERGENT), 60.0)
    assert found.cost.failures == ("the matrix element diverges",)


def wide_scan(seconds):
    axes = [
        {"parameter": "m_lightest", "start": "0 eV", "stop": "1 eV", "points": 3000},
        {"parameter": "dm21_sq", "start": "7e-5 eV2", "stop": "8e-5 eV2", "points": 3000},
    ]
    name = "neutrinos.mass_sum"
    content = {
        "schema": 1,
        "quantity": [{"name": name, "label": label} for label in ("a", "b")],
        "axis": axes,
        "run": {"chunk_seconds": seconds},
    }
    return from_canonical(json.dumps(content))


@given(st.floats(1e-12, 1e4), st.floats(0.01, 100.0))
def test_chunks_take_the_time_or_the_memory_that_is_allowed(cost, seconds):
    config = wide_scan(seconds)
    chunks = choose_chunks(config, cost)
    points = math.prod(chunks.shape)
    assert points * 2 * 8 <= MAX_CHUNK_BYTES
    full = chunks.count == 1 or 2 * points * 2 * 8 > MAX_CHUNK_BYTES
    assert full or points * cost >= seconds / 2


def test_the_config_may_say_the_size(read):
    config = read(SCAN.format(points=1000, run="points_per_chunk = 300"))
    assert choose_chunks(config, 1.0).shape == (250,)
    assert choose_chunks(config, 1e-9).shape == (250,)


def test_a_size_beyond_memory_is_refused(read):
    config = read(SCAN.format(points=10_000_000, run="points_per_chunk = 3_000_000"))
    with pytest.raises(ConfigError, match="at most 2097152 for 2 variables"):
        choose_chunks(config, 1.0)


def test_the_number_of_chunks_is_limited_even_if_points_are_slow(read):
    text = SCAN.format(points=10_000_000, run="")
    chunks = choose_chunks(read(text), 100.0)
    assert 400_000 < chunks.count <= 1_000_000

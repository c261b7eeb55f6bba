"""A scan ends in the same bytes whatever computes it and however often it is interrupted."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from softnu.errors import ConfigError, EngineError, StoreError, StoreWarning, ValidityWarning
from softnu.scan import work
from softnu.scan.engines import ThisProcess
from softnu.scan.rerun import read_scan
from softnu.scan.run import run
from softnu.scan.status import read_status
from softnu.scan.store import Store
from softnu.scan.work import Work
from tests.scan.demo_domain import LOG
from tests.scan.scans import Stops, contents, wave_scan

POINTS, PER_CHUNK = 22, 4
CHUNKS = 6


@pytest.fixture
def log(tmp_path, monkeypatch) -> Path:
    """The file that notes each computation."""
    path = tmp_path / "log"
    monkeypatch.setenv(LOG, str(path))
    return path


@pytest.fixture
def wave(config):
    return config(wave_scan(POINTS, PER_CHUNK))


class Counted:
    """Progress that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple] = []

    def begin(self, points: int, done: int) -> None:
        self.told.append(("begin", points, done))

    def advance(self, points: int, failed: int) -> None:
        self.told.append(("advance", points, failed))

    def end(self) -> None:
        self.told.append(("end",))


def test_values_and_progress(wave, tmp_path):
    progress = Counted()
    store = run(wave, tmp_path / "a.zarr", progress=progress, engine=ThisProcess())
    expected = np.sin(np.arange(POINTS))
    np.testing.assert_array_equal(store.to_dataset().value.values, expected)
    assert progress.told[0] == ("begin", POINTS, 0)
    assert progress.told[-1] == ("end",)
    assert sum(one[1] for one in progress.told[1:-1]) == POINTS
    assert store.verify() == {}
    assert store.writer is None


def test_a_finished_scan_computes_nothing(wave, tmp_path, log):
    run(wave, tmp_path / "a.zarr")
    assert len(log.read_text().split()) == CHUNKS
    before = contents(tmp_path / "a.zarr")
    run(wave, tmp_path / "a.zarr")
    assert len(log.read_text().split()) == CHUNKS
    assert contents(tmp_path / "a.zarr") == before


@pytest.mark.parametrize("error", [EngineError, KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_scan_that_stops_goes_on_from_there(wave, tmp_path, log, after, error):
    undisturbed = contents(run(wave, tmp_path / "whole.zarr").path)
    log.unlink()
    progress = Counted()
    with pytest.raises(error):
        run(wave, tmp_path / "a.zarr", engine=Stops(after, error), progress=progress)
    assert progress.told[-1] == ("end",)
    assert len(Store.open(tmp_path / "a.zarr").done()) == after
    run(wave, tmp_path / "a.zarr")
    assert len(log.read_text().split()) == CHUNKS
    assert contents(tmp_path / "a.zarr") == undisturbed


def test_errors_say_what_is_kept(wave, tmp_path):
    with pytest.raises(EngineError, match="gone; 2 of 6 chunks are finished and kept"):
        run(wave, tmp_path / "a.zarr", engine=Stops(2, EngineError))


def test_damaged_chunks_are_computed_again_and_no_others(wave, tmp_path, log):
    store = run(wave, tmp_path / "a.zarr")
    before = contents(store.path)
    log.unlink()
    (store.path / "value" / "c" / "1").write_bytes(b"rubbish")
    (store.path / ".softnu" / "done" / "4").write_bytes(b"rubbish")
    with pytest.warns(StoreWarning) as warned:
        run(wave, store.path)
    assert [str(one.message).split(": ", 1)[1] for one in warned] == [
        "chunk 1 is computed again: the values of value have changed",
        "chunk 4 is computed again: the marker is damaged",
    ]
    assert log.read_text().split() == ["4", "16"]
    assert contents(store.path) == before


def test_points_that_fail_are_missing_with_their_reason(config, tmp_path):
    scan = config(wave_scan(8, 4, quantity="demo.divergent"))
    store = run(scan, tmp_path / "a.zarr")
    values = store.to_dataset().value
    assert np.flatnonzero(np.isnan(values.values)).tolist() == [3]
    [one] = store.missing()[0]
    assert (one.variable, one.points) == ("value", 1)
    assert "the matrix element diverges" in one.reason


def test_warnings_of_validity_are_said_once_and_kept(config, tmp_path):
    scan = config(wave_scan(30, 4, quantity="demo.divergent"))
    for _ in range(2):
        with pytest.warns(ValidityWarning) as warned:
            store = run(scan, tmp_path / "a.zarr")
        assert [str(one.message) for one in warned] == ["x is above 10"]
    assert store.to_dataset().attrs["warnings"] == ["x is above 10"]


def test_a_chunk_that_an_engine_gives_up_is_missing(config, tmp_path):
    from softnu.scan.engines import Lost

    class Gives(ThisProcess):
        def run(self, tasks, compute):
            for task in tasks:
                yield task, Lost("no luck") if task == 5 else compute(task)

    store = run(config(wave_scan(POINTS, PER_CHUNK)), tmp_path / "a.zarr", engine=Gives())
    assert np.isnan(store.to_dataset().value.values).tolist() == [False] * 20 + [True] * 2
    assert store.missing()[0][0].points == 2
    assert store.verify() == {}


def test_engines_that_send_values_back_give_the_same_bytes(wave, tmp_path):
    class Remote(ThisProcess):
        local = False

    there = run(wave, tmp_path / "there.zarr", engine=Remote())
    here = run(wave, tmp_path / "here.zarr", engine=ThisProcess())
    assert contents(there.path) == contents(here.path)


def test_workers_of_another_version_are_refused(wave, monkeypatch):
    asked = Work(wave.canonical(), PER_CHUNK, None)
    monkeypatch.setattr(work, "__version__", "0.0.0")
    with pytest.raises(EngineError, match=r"the worker has softnu 0\.0\.0"):
        asked(0)


def test_another_scan_is_refused(wave, config, tmp_path):
    before = contents(run(wave, tmp_path / "a.zarr").path)
    with pytest.raises(ConfigError, match=r"axis\.0\.points is 22 there and 23 now"):
        run(config(wave_scan(POINTS + 1, PER_CHUNK)), tmp_path / "a.zarr")
    assert contents(tmp_path / "a.zarr") == before


def test_a_folder_of_something_else_is_left_alone(wave, tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match="is not the store of a scan"):
        run(wave, tmp_path)
    assert sorted(tmp_path.iterdir()) == before


def test_a_store_can_be_moved(wave, tmp_path):
    with pytest.raises(EngineError):
        run(wave, tmp_path / "a.zarr", engine=Stops(3, EngineError))
    shutil.move(tmp_path / "a.zarr", tmp_path / "b.zarr")
    moved = run(wave, tmp_path / "b.zarr")
    assert contents(moved.path) == contents(run(wave, tmp_path / "c.zarr").path)


def test_status_of_a_scan_that_stopped(config, tmp_path):
    scan = config(wave_scan(POINTS, PER_CHUNK, quantity="demo.divergent"))
    with pytest.raises(EngineError):
        run(scan, tmp_path / "a.zarr", engine=Stops(CHUNKS - 1, EngineError))
    found = read_status(tmp_path / "a.zarr")
    assert (found.points, found.done) == (POINTS, POINTS - PER_CHUNK)
    assert (found.chunks, found.chunks_done) == (CHUNKS, CHUNKS - 1)
    assert found.missing == ()
    assert found.warnings == ("x is above 10",)
    assert found.writer is None


@pytest.mark.parametrize("as_netcdf", [False, True])
def test_a_dataset_can_be_repeated_from_its_attributes(wave, tmp_path, as_netcdf):
    store = run(wave, tmp_path / "a.zarr")
    source = store.path
    if as_netcdf:
        source = tmp_path / "a.nc"
        store.to_dataset().to_netcdf(source, engine="h5netcdf")
    scan, points = read_scan(source)
    again = run(scan, tmp_path / "again.zarr", points_per_chunk=points)
    assert contents(again.path) == contents(store.path)

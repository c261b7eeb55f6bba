"""Scans that are killed thirty times, and scans on a cluster whose parts are killed."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from softnu.scan.cluster import Cluster
from softnu.scan.engines import Lost
from tests.scan import jobs
from tests.scan.dask_processes import Dask
from tests.scan.kills import killed_and_resumed
from tests.scan.scans import PATIENCE, contents, ended, start, wave_scan, written

KILLS = 30
#: Seconds that each chunk takes on the cluster, so that deaths come in the middle.
SLOW = 0.1
POINTS, PER_CHUNK, CHUNKS = 120, 2, 60


@pytest.mark.slow
def test_thirty_kills(tmp_path):
    engines = list(itertools.islice(itertools.cycle(["process", "process", "processes"]), KILLS))
    killed, whole = killed_and_resumed(tmp_path, engines, chunks=2500, seed=20)
    assert killed == whole


@pytest.fixture
def dask(tmp_path) -> Iterator[Dask]:
    preload = "tests.scan.program"
    running = Dask(tmp_path, workers=2, preload=preload, wait=SLOW)
    yield running
    running.close()


def finished(store: Path) -> int:
    return len(list((store / ".softnu" / "done").glob("*")))


def wait_for_chunks(store: Path, number: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while finished(store) < number:
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.slow
def test_a_cluster_whose_parts_are_killed(dask, tmp_path):
    file = written(tmp_path, wave_scan(POINTS, PER_CHUNK))
    whole, store = tmp_path / "whole.zarr", tmp_path / "a.zarr"
    assert ended(start("run", str(file), f"--output={whole}"))[0] == 0
    # A worker dies: others go on.
    scan = start("run", str(file), f"--output={store}", f"--scheduler={dask.address}")
    wait_for_chunks(store, 10)
    dask.kill_a_worker()
    code, _, err = ended(scan)
    assert code == 0, err
    assert "Traceback" not in err
    assert contents(store) == contents(whole)
    # The scheduler dies: one clear error, what is finished is kept, and the scan goes on.
    store = tmp_path / "b.zarr"
    scan = start("run", str(file), f"--output={store}", f"--scheduler={dask.address}")
    wait_for_chunks(store, 10)
    dask.scheduler.kill()
    code, out, err = ended(scan)
    assert (code, out) == (2, "")
    [error] = [line for line in err.splitlines() if not re.match(r"\d+ %", line)]
    assert error.startswith(f"softnu: error: the dask scheduler at {dask.address} has gone; ")
    assert f"{finished(store)} of {CHUNKS} chunks are finished and kept" in error
    assert 10 <= finished(store) < CHUNKS
    assert ended(start("run", str(file), f"--output={store}"))[0] == 0
    assert contents(store) == contents(whole)


@pytest.mark.slow
def test_a_chunk_that_kills_its_workers_is_given_up_alone(dask):
    results = dict(Cluster(dask.address).run(range(11, 16), jobs.square_but_13))
    assert results.pop(13) == Lost()
    assert results == {task: task * task for task in (11, 12, 14, 15)}

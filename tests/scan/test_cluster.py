"""Work on a dask cluster of real processes survives its deaths, or ends in one clear error.

Whole scans on a cluster, with workers that are killed: ``validation/test_scan_deaths.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from softnu.errors import ConfigError, EngineError
from softnu.scan import cluster as module
from softnu.scan.cluster import Cluster
from tests.scan import jobs
from tests.scan.dask_processes import Dask

#: Nobody listens there.
NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture
def dask(tmp_path) -> Iterator[Dask]:
    running = Dask(tmp_path, workers=1)
    yield running
    running.close()


def test_a_worker_dies_and_then_the_scheduler(dask, tmp_path, capfd):
    engine = Cluster(dask.address)
    results = list(engine.run(range(6), jobs.DeadlyOnce(tmp_path)))
    assert (tmp_path / "killed").exists()
    assert sorted(results) == [(task, task * task) for task in range(6)]
    with pytest.raises(ZeroDivisionError, match="a defect"):
        list(engine.run(range(3), jobs.defect))
    going = engine.run(range(1000), jobs.square)
    next(going)
    dask.scheduler.kill()
    with pytest.raises(EngineError, match=f"^the dask scheduler at {dask.address} has gone$"):
        list(going)
    assert capfd.readouterr().err == ""


def test_a_scheduler_that_does_not_answer(monkeypatch):
    monkeypatch.setattr(module, "_TIMEOUT", 0.5)
    with pytest.raises(EngineError, match=f"no dask scheduler answers at {NOWHERE}"):
        next(Cluster(NOWHERE).run([0], jobs.square))


def test_an_address_that_is_none():
    with pytest.raises(EngineError, match="no dask scheduler answers at nonsense"):
        next(Cluster("nonsense://x").run([0], jobs.square))


def test_dask_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed.comm", None)
    with pytest.raises(ConfigError, match=r"pip install 'softnu\[cluster\]'"):
        next(Cluster(NOWHERE).run([0], jobs.square))

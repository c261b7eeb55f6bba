"""Engines compute each chunk once, whatever happens to their workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from softnu.errors import ConfigError, UnknownNameError
from softnu.scan import engines
from softnu.scan.engines import Lost, ThisProcess, choose, fitting
from softnu.scan.processes import Processes
from tests.scan import jobs
from tests.scan.scans import PATIENCE, ROOT

#: Seconds in which a process that was told to end has ended.
SOON = 10


def squares(count: int) -> dict[int, int]:
    return {task: task * task for task in range(count)}


def wait_until(condition) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def running(folder: Path) -> list[psutil.Process]:
    """Return the workers that noted themselves in a folder and are still there."""
    return [
        psutil.Process(int(one.name))
        for one in folder.iterdir()
        if psutil.pid_exists(int(one.name))
        and psutil.Process(int(one.name)).status() != psutil.STATUS_ZOMBIE
    ]


def test_this_process_goes_in_order():
    assert list(ThisProcess().run(range(4), jobs.square)) == [(0, 0), (1, 1), (2, 4), (3, 9)]


def test_processes_compute_each_task_once():
    results = list(Processes(2).run(range(10), jobs.square))
    assert len(results) == 10
    assert dict(results) == squares(10)


def test_tasks_are_taken_only_when_there_is_room():
    taken = []

    def tasks():
        for task in range(50):
            taken.append(task)
            yield task

    results = Processes(2).run(tasks(), jobs.square)
    for number, _ in enumerate(results, start=1):
        assert len(taken) <= number + 2
    assert len(taken) == 50


def test_no_tasks_start_no_process(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(Processes(2).run([], jobs.square)) == []


def test_a_worker_has_one_thread_and_this_process_keeps_its_own(monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert list(Processes(1).run([0], jobs.threads)) == [(0, "1")]
    assert os.environ["OMP_NUM_THREADS"] == "7"


def test_the_chunk_of_a_dead_worker_is_computed_again(tmp_path):
    assert dict(Processes(2).run(range(6), jobs.DeadlyOnce(tmp_path))) == squares(6)
    assert (tmp_path / "killed").exists()


def test_a_chunk_that_kills_its_workers_is_given_up_alone():
    results = dict(Processes(2).run(range(11, 16), jobs.square_but_13))
    assert results.pop(13) == Lost("computing it kills the worker process")
    assert results == {task: task * task for task in (11, 12, 14, 15)}


def test_a_defect_is_not_hidden():
    with pytest.raises(ZeroDivisionError, match="a defect"):
        list(Processes(1).run([0], jobs.defect))


def test_closing_ends_the_workers_at_once(tmp_path):
    results = Processes(2).run(_then_wait(tmp_path), _Mixed(tmp_path))
    assert next(results) == (0, 0)
    wait_until(lambda: len(running(tmp_path)) == 1)
    workers = running(tmp_path)
    results.close()
    assert psutil.wait_procs(workers, timeout=SOON)[1] == []


class _Mixed(jobs.Endless):
    """Task 0 ends, others do not."""

    def __call__(self, task: int) -> int:
        return task if task == 0 else super().__call__(task)


def _then_wait(folder: Path):
    yield 0
    yield 1


def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    code = (
        "import sys, pathlib\n"
        "from softnu.scan.processes import Processes\n"
        "from tests.scan.jobs import Endless\n"
        "if __name__ == '__main__':\n"
        "    list(Processes(2).run(range(9), Endless(pathlib.Path(sys.argv[1]))))\n"
    )
    script = tmp_path / "script.py"
    script.write_text(code)
    folder = tmp_path / "workers"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as parent:
        wait_until(lambda: len(running(folder)) == 2)
        workers = running(folder)
        parent.send_signal(signal.SIGKILL)
    assert psutil.wait_procs(workers, timeout=SOON)[1] == []


def test_a_program_without_its_guard_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from softnu.scan.processes import Processes\n"
        "from tests.scan.jobs import square\n"
        "list(Processes(1).run([1], square))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert "EngineError: a worker process cannot be started" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("procs", None, None), UnknownNameError, "did you mean 'process'"),
        (("dask", None, None), ConfigError, "needs --scheduler"),
        (("processes", None, "tcp://a:1"), ConfigError, "--scheduler is for the engine dask"),
        (("process", 2, None), ConfigError, "--workers is for the engine processes"),
        (("", 2, "tcp://a:1"), ConfigError, "--workers is for the engine processes"),
        (("processes", 0, None), ConfigError, "--workers 0 is not allowed"),
    ],
)
def test_words_that_contradict_each_other(words, error, message):
    with pytest.raises(error, match=message):
        choose(*words)


def test_words_that_do_not():
    assert choose("", None, None) is None
    assert choose("process", None, None) == ThisProcess()
    assert choose("", 3, None) == Processes(3)
    assert choose("", None, "tcp://a:1").scheduler == "tcp://a:1"
    assert choose("processes", None, None).workers >= 1


@pytest.mark.parametrize(
    ("cores", "chunks", "engine"),
    [
        (1, 100, ThisProcess()),
        (8, 3, ThisProcess()),
        (8, 4, Processes(2)),
        (8, 100, Processes(8)),
    ],
)
def test_processes_are_started_where_they_are_worth_it(monkeypatch, cores, chunks, engine):
    monkeypatch.setattr(engines, "_cores", lambda: cores)
    assert fitting(chunks) == engine

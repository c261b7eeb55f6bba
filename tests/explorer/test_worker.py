"""The process beside the page: it answers, refuses, and is replaced when it must be stopped."""

import os
import threading
import time

import pytest

from softnu.errors import ConvergenceError, EngineError
from softnu.explorer.worker import Worker

#: Seconds that the short-lived worker has for an answer, and in which it must be stopped.
LIMIT, STOPPED = 0.5, 10.0


@pytest.fixture(scope="module")
def worker():
    made = Worker()
    yield made
    made.close()


def test_it_answers_in_a_process_of_its_own(worker):
    assert worker.ask(os.getpid) != os.getpid()
    assert worker.ask(divmod, 7, 2) == (3, 1)


def test_errors_come_back_as_they_are(worker):
    with pytest.raises(EngineError, match="cannot be computed: ZeroDivisionError"):
        worker.ask(divmod, 1, 0)


def test_too_much_memory_is_refused(worker):
    with pytest.raises(ConvergenceError, match="memory"):
        worker.ask(bytes, 2**40)
    assert worker.ask(abs, -1) == 1


def test_a_process_that_dies_is_replaced(worker):
    first = worker.ask(os.getpid)
    with pytest.raises(ConvergenceError, match="ended its process"):
        worker.ask(os._exit, 3)
    assert worker.ask(os.getpid) != first


def test_what_takes_too_long_is_stopped():
    worker = Worker(LIMIT + 20.0)
    worker.ask(abs, 1)
    worker.time_limit = LIMIT
    start = time.monotonic()
    with pytest.raises(ConvergenceError, match=r"longer than 0\.5 s"):
        worker.ask(time.sleep, 60)
    assert time.monotonic() - start < STOPPED
    worker.time_limit = 20.0
    assert worker.ask(abs, -2) == 2
    worker.close()


def test_closing_does_not_wait_for_an_answer():
    worker = Worker()
    worker.ask(abs, 1)
    said = []

    def ask():
        with pytest.raises(ConvergenceError, match="ended its process") as caught:
            worker.ask(time.sleep, 60)
        said.append(caught.value)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while not worker._turn.locked():
        time.sleep(0.01)
    start = time.monotonic()
    worker.close()
    waiting.join()
    assert time.monotonic() - start < STOPPED
    assert len(said) == 1
    with pytest.raises(EngineError, match="was stopped"):
        worker.ask(abs, 1)

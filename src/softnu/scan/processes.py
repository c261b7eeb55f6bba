"""Chunks computed by processes of this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, ClassVar

from softnu.errors import EngineError
from softnu.scan.engines import Lost, Result

#: Workers that a chunk may kill before it counts as failed.
MAX_DEATHS = 3

#: Each worker is one thread: libraries with threads of their own would fight for the cores.
_ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMBA_NUM_THREADS",
    ),
    "1",
)


@dataclass(frozen=True)
class Processes:
    """Some processes of this machine, each with one chunk at a time.

    A worker that dies is replaced and its chunk computed again; a chunk that has killed
    :data:`MAX_DEATHS` of them is given up. All workers end at once when the
    iterator is closed or this process dies.

    Attributes
    ----------
    workers : int
        How many.
    """

    workers: int
    local: ClassVar[bool] = True

    def run(
        self, tasks: Iterable[int], work: Callable[[int], Result]
    ) -> Generator[tuple[int, Result | Lost], None, None]:
        """Yield each task with its result, in the order in which they end.

        Raises
        ------
        EngineError
            If a worker cannot be started.
        """
        rest = iter(tasks)
        deaths: Counter[int] = Counter()
        lifeline, held = get_context("spawn").Pipe(duplex=False)
        seats = [_Seat(work, lifeline) for _ in range(self.workers)]
        running: dict[Future[Result], tuple[_Seat, int]] = {}

        def fill(seat: _Seat) -> None:
            task = next(rest, None)
            if task is not None:
                running[seat.submit(task)] = seat, task

        try:
            for seat in seats:
                fill(seat)
            while running:
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    seat, task = running.pop(future)
                    result: Result | Lost
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        seat.restart()
                        deaths[task] += 1
                        if deaths[task] < MAX_DEATHS:
                            running[seat.submit(task)] = seat, task
                            continue
                        result = Lost()
                    fill(seat)
                    yield task, result
        finally:
            held.close()
            for seat in seats:
                seat.close()
            lifeline.close()


class _Seat:
    """A place for one worker, so that a death has one chunk to blame."""

    def __init__(self, work: Callable[[int], Any], lifeline: Connection) -> None:
        self._arguments = (work, lifeline)
        self._pool: ProcessPoolExecutor | None = None
        self._started: Future[None] | None = None

    def submit(self, task: int) -> Future[Any]:
        try:
            return self._worker().submit(_compute, task)
        except BrokenProcessPool:
            # It died with nothing to do.
            self.restart()
            return self._worker().submit(_compute, task)

    def _worker(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, get_context("spawn"), initializer=_begin, initargs=self._arguments
            )
            with _surroundings_of_workers():
                self._started = self._pool.submit(_nothing)
        return self._pool

    def restart(self) -> None:
        """Clear the place of a worker that has died."""
        started, self._started = self._started, None
        self.close()
        if started is None or started.exception() is not None:
            raise EngineError(
                "a worker process cannot be started; a Python program that starts a scan needs "
                "the line: if __name__ == '__main__'"
            )

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


@contextmanager
def _surroundings_of_workers() -> Iterator[None]:
    """Start processes with one thread, and deaf to Ctrl-C from their first moment."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    if hasattr(signal, "pthread_sigmask"):
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


# --- in the worker ---------------------------------------------------------------------------

_work: Callable[[int], Any]


def _begin(work: Callable[[int], Any], lifeline: Connection) -> None:
    global _work  # noqa: PLW0603 - a worker has one piece of work for all its life
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    """End this process when the other end of the line is closed, by will or by death."""
    try:
        lifeline.recv()
    except EOFError:
        os._exit(1)


def _nothing() -> None:
    pass


def _compute(task: int) -> Any:
    return _work(task)

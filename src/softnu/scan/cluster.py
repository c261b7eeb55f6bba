"""Chunks computed by the workers of a dask scheduler."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from softnu.errors import ConfigError, EngineError
from softnu.scan.engines import Lost, Result

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler's answer when a scan starts.
_TIMEOUT = 30
#: Seconds after which the scheduler is asked again how many workers it has.
_LOOK_AROUND = 2.0
#: Chunks handed out for each thread of the cluster: one computed, one waiting.
_PER_THREAD = 2


@dataclass(frozen=True)
class Cluster:
    """The workers of a dask scheduler, on this machine or on many.

    They send back what they compute to this process, which must be able to reach them, so they
    need no common file system. If a worker dies, dask
    gives its chunks to others; one that kills its workers even when it is the only one is given
    up.

    Attributes
    ----------
    scheduler : str
        Its address, such as ``tcp://10.0.0.1:8786``.
    """

    scheduler: str
    local: ClassVar[bool] = False

    def run(
        self, tasks: Iterable[int], work: Callable[[int], Result]
    ) -> Generator[tuple[int, Result | Lost], None, None]:
        """Yield each task with its result, in the order in which they end.

        Raises
        ------
        ConfigError
            If dask.distributed is not installed.
        EngineError
            If the scheduler does not answer, or goes while chunks are out.
        """
        try:
            from distributed.comm import CommClosedError
        except ImportError as error:
            raise ConfigError(
                "dask.distributed is not installed: pip install 'softnu[cluster]'"
            ) from error
        with _silence(), _connected(self.scheduler) as client:
            try:
                yield from _compute(client, iter(tasks), work, self.scheduler)
            except CommClosedError as error:
                raise _gone(self.scheduler) from error


def _compute(
    client: Client, tasks: Iterator[int], work: Callable[[int], Result], scheduler: str
) -> Generator[tuple[int, Result | Lost], None, None]:
    from distributed import KilledWorker

    scan = uuid4().hex
    # The work goes to the scheduler once; who needs it gets it from there or from a neighbour.
    shared = client.submit(_itself, work, key=f"softnu-{scan}", pure=False)
    arrived: SimpleQueue[Future] = SimpleQueue()
    out: dict[Future, int] = {}
    suspects: list[int] = []
    alone = False

    def send(task: int) -> None:
        key = f"softnu-{scan}-{task}{'-alone' if alone else ''}"
        future = client.submit(_apply, shared, task, key=key, pure=False)
        out[future] = task
        future.add_done_callback(arrived.put)

    room, looked = 0, -_LOOK_AROUND
    while True:
        if monotonic() - looked > _LOOK_AROUND:
            if client.status != "running":
                raise _gone(scheduler)
            room = _PER_THREAD * max(1, sum(client.nthreads().values()))
            looked = monotonic()
        while len(out) < room and (task := next(tasks, None)) is not None:
            send(task)
        if not out and suspects:
            alone = True
            send(suspects.pop())
        if not out:
            return
        try:
            future = arrived.get(timeout=_LOOK_AROUND)
        except Empty:
            continue
        task = out.pop(future)
        if future.cancelled():
            raise _gone(scheduler)
        result: Result | Lost
        try:
            result = future.result()
        except KilledWorker:
            if not alone:
                # Dask blames all chunks that wait on a worker for its death.
                suspects.append(task)
                continue
            result = Lost()
        del future
        yield task, result


@contextmanager
def _connected(scheduler: str) -> Iterator[Client]:
    from distributed import Client

    try:
        # Results come straight from the workers: through the scheduler, chunks of many MB would
        # hold up everything else that it does.
        client = Client(scheduler, timeout=_TIMEOUT, set_as_default=False, direct_to_workers=True)
    except (OSError, ValueError) as error:
        raise EngineError(f"no dask scheduler answers at {scheduler}: {error}") from error
    try:
        yield client
    finally:
        client.close(timeout=_TIMEOUT)


def _gone(scheduler: str) -> EngineError:
    return EngineError(f"the dask scheduler at {scheduler} has gone")


@contextmanager
def _silence() -> Iterator[None]:
    """Keep the client's remarks on connections from the terminal: errors say what matters."""
    loggers = [logging.getLogger(f"distributed.{part}") for part in ("client", "comm", "core")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


# --- on the worker ---------------------------------------------------------------------------


def _itself(work: Any) -> Any:
    return work


def _apply(work: Callable[[int], Any], task: int) -> Any:
    return work(task)

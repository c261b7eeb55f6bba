"""Where chunks are computed: one small interface, three implementations.

An engine gets the numbers of chunks and a function that computes one, and yields what it gave
as soon as it is there, in any order. It holds only a bounded number of chunks at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from softnu.errors import ConfigError, unknown_name

Result = TypeVar("Result")

NAMES = ("process", "processes", "dask")


@dataclass(frozen=True)
class Lost:
    """What an engine yields for a chunk that cannot be computed.

    Attributes
    ----------
    reason : str
        Why.
    """

    reason: str = "computing it kills the worker process"


class Engine(Protocol):
    """Something that computes chunks.

    Attributes
    ----------
    local : bool
        Whether its workers see the folders of this process: then they write what they compute.
    """

    local: ClassVar[bool]

    def run(
        self, tasks: Iterable[int], work: Callable[[int], Result]
    ) -> Generator[tuple[int, Result | Lost], None, None]:
        """Yield each task with its result, in the order in which they end.

        Closing the iterator stops what is still being computed.
        """
        ...


@dataclass(frozen=True)
class ThisProcess:
    """One chunk after the other, here."""

    local: ClassVar[bool] = True

    def run(
        self, tasks: Iterable[int], work: Callable[[int], Result]
    ) -> Generator[tuple[int, Result | Lost], None, None]:
        """Yield each task with its result."""
        for task in tasks:
            yield task, work(task)


def choose(name: str, workers: int | None, scheduler: str | None) -> Engine | None:
    """Return the engine that the words of the command line mean.

    Parameters
    ----------
    name : str
        One of :data:`NAMES`, or empty.
    workers : int or None
        Processes of this machine, by default one for each core that this process may use.
    scheduler : str or None
        Address of a dask scheduler.

    Returns
    -------
    Engine or None
        The engine; None if the words leave it open.

    Raises
    ------
    ConfigError
        If the words contradict each other.
    UnknownNameError
        If there is no such engine.

    Examples
    --------
    >>> choose("processes", 2, None)
    Processes(workers=2)
    """
    if name and name not in NAMES:
        raise unknown_name("engine", name, NAMES)
    if scheduler is not None and name not in {"", "dask"}:
        raise ConfigError(f"--scheduler is for the engine dask, not {name}")
    if workers is not None and (scheduler is not None or name in {"dask", "process"}):
        raise ConfigError("--workers is for the engine processes")
    if workers is not None and workers < 1:
        raise ConfigError(f"--workers {workers} is not allowed: it must be 1 or more")
    if scheduler is not None:
        from softnu.scan.cluster import Cluster

        return Cluster(scheduler)
    if name == "dask":
        raise ConfigError("the engine dask needs --scheduler, such as tcp://10.0.0.1:8786")
    if name == "processes" or workers is not None:
        from softnu.scan.processes import Processes

        return Processes(workers or _cores())
    return ThisProcess() if name == "process" else None


def fitting(chunks: int) -> Engine:
    """Return the engine for a scan of which nothing else is said.

    Starting processes takes a second or two: it is worth it from two chunks for each.

    Examples
    --------
    >>> fitting(chunks=1)
    ThisProcess()
    """
    workers = min(_cores(), chunks // 2)
    if workers < 2:
        return ThisProcess()
    from softnu.scan.processes import Processes

    return Processes(workers)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

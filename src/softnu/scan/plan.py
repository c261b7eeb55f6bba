"""What a scan will cost, from a measured sample, and the chunks that follow from it."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from softnu.errors import ConfigError
from softnu.scan.compute import BLOCK, ChunkResult, compute_chunk
from softnu.scan.config import ScanConfig
from softnu.scan.grid import MAX_CHUNKS, Bounds, Chunks, Grid, shape_of

#: Bytes of the values in one chunk, at most, so that a few chunks in each process and the one
#: that is written stay well below 1 GiB.
MAX_CHUNK_BYTES: Final = 32 * 2**20
_BYTES_PER_VALUE: Final = 8
#: Seconds that a sample should take: long beside the resolution and noise of a clock.
_SAMPLE_SECONDS: Final = 0.2
#: Samples of one size; the mean of their costs counts.
_REPEATS: Final = 3
_GROWTH: Final = 8
#: Seconds for which something else on the machine may hold up a sample: one that takes less is
#: repeated before its time is believed.
_STALL: Final = 2.0


@dataclass(frozen=True)
class Cost:
    """Measured cost of a scan.

    Attributes
    ----------
    seconds_per_point : float
        Time for all variables at one point, in one process.
    points : int
        Points of the sample.
    failures : tuple of str
        Why points of the sample have no value, each reason once.
    """

    seconds_per_point: float
    points: int
    failures: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What a scan will cost.

    Attributes
    ----------
    grid : Grid
        Its points.
    chunks : Chunks
        Their division into tasks.
    cost : Cost
        The measured sample.
    variables : int
        Number of variables.
    """

    grid: Grid
    chunks: Chunks
    cost: Cost
    variables: int

    @property
    def seconds(self) -> float:
        """Estimated time in one process."""
        return self.cost.seconds_per_point * self.grid.size

    @property
    def bytes_on_disk(self) -> int:
        """Size of the values before compression."""
        return self.grid.size * self.variables * _BYTES_PER_VALUE

    @property
    def bytes_per_chunk(self) -> int:
        """Size of the values of one chunk in memory."""
        return math.prod(self.chunks.shape) * self.variables * _BYTES_PER_VALUE


def plan(config: ScanConfig, sample_seconds: float = _SAMPLE_SECONDS) -> Plan:
    """Estimate what a scan will cost.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    sample_seconds : float
        Time that the last sample should take; the whole takes a few times as long.

    Returns
    -------
    Plan
        Points, chunks, estimated time and disk.

    Raises
    ------
    SoftnuError
        If the chunks that the config asks for are too large or too many.
    """
    cost = measure(config, sample_seconds)
    chunks = choose_chunks(config, cost.seconds_per_point)
    return Plan(Grid.of(config), chunks, cost, len(config.quantity))


def measure(
    config: ScanConfig,
    sample_seconds: float = _SAMPLE_SECONDS,
    clock: Callable[[], float] = time.perf_counter,
) -> Cost:
    """Compute small parts of the grid, at random places but the same each time.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    sample_seconds : float
        The parts grow until their computation takes that long.
    clock : callable
        Gives the time in seconds.

    Returns
    -------
    Cost
        The measured cost.
    """
    shape = Grid.of(config).shape
    rng = random.Random(0)
    reasons: dict[str, None] = {}
    # The first point compiles and loads what the quantities need; its time does not count.
    compute_chunk(config, tuple(slice(0, 1) for _ in shape))
    points = 1
    while True:
        parts = Chunks.of(shape, points)
        places = [parts.bounds(rng.randrange(parts.count)) for _ in range(_REPEATS)]
        seconds, results = _timed(config, places, clock)
        largest = points >= min(BLOCK, math.prod(shape))
        if (largest or seconds >= sample_seconds) and seconds < _STALL:
            seconds = min(seconds, _timed(config, places, clock)[0])
        for result in results:
            reasons |= dict.fromkeys(_reasons(result))
        if largest or seconds >= sample_seconds:
            return _cost(places, seconds, tuple(reasons))
        points *= _GROWTH


def _timed(
    config: ScanConfig, places: list[Bounds], clock: Callable[[], float]
) -> tuple[float, list[ChunkResult]]:
    start = clock()
    results = [compute_chunk(config, place) for place in places]
    return clock() - start, results


def _reasons(result: ChunkResult) -> list[str]:
    return [reason for found in result.failures.values() for _, reason in found]


def _cost(places: list[Bounds], seconds: float, reasons: tuple[str, ...]) -> Cost:
    points = sum(math.prod(shape_of(place)) for place in places)
    return Cost(seconds / points, points, reasons)


def choose_chunks(config: ScanConfig, seconds_per_point: float) -> Chunks:
    """Return the chunks of a scan: as the config asks, or by cost.

    Parameters
    ----------
    config : ScanConfig
        The scan.
    seconds_per_point : float
        Time for all variables at one point.

    Returns
    -------
    Chunks
        Each takes the time that the config asks for, unless memory sets a limit.

    Raises
    ------
    ConfigError
        If the chunks that the config asks for are too large or too many.
    """
    grid = Grid.of(config)
    largest = MAX_CHUNK_BYTES // (_BYTES_PER_VALUE * len(config.quantity))
    asked = config.run.points_per_chunk
    if asked is not None:
        if asked > largest:
            raise ConfigError(
                f"run.points_per_chunk = {asked} is not allowed: at most {largest} for "
                f"{len(config.quantity)} variables, because of memory"
            )
        return grid.chunks(asked)
    by_cost = math.ceil(config.run.chunk_seconds / max(seconds_per_point, 1e-12))
    fewest = math.ceil(grid.size / MAX_CHUNKS)
    return grid.chunks(min(largest, max(by_cost, 2 * fewest)))

"""One measurement and the ways to take it: shared by every benchmark of this folder."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """A measured number beside its target.

    Attributes
    ----------
    name : str
        What was measured.
    value : float
        The number.
    unit : str
        Its unit, ``"x"`` for a ratio between two routes of this run.
    target : float or None
        The bound to meet, None for a number that is only reported.
    at_most : bool
        Whether the target is an upper bound.
    note : str
        The route it was compared with, the accuracy reached.
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    at_most: bool = True
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the target is met (True where there is none)."""
        if self.target is None:
            return True
        return self.value <= self.target if self.at_most else self.value >= self.target


def seconds(call: Callable[[], object], repeat: int = 5) -> float:
    """Return the best of `repeat` timings of `call`, after one call that warms up."""
    call()
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def peak_bytes(call: Callable[[], object]) -> int:
    """Return the peak of Python-visible memory that `call` allocates (after a warm-up)."""
    call()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

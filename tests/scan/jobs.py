"""Work for engines, in a module that processes of their own can import."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


def square(task: int) -> int:
    """Return the square of a number."""
    return task * task


def threads(task: int) -> str:
    """Return how many threads numerical libraries may have here."""
    return os.environ.get("OMP_NUM_THREADS", "")


def defect(task: int) -> int:
    """Fail as no work should."""
    raise ZeroDivisionError("a defect")


def square_but_13(task: int) -> int:
    """Kill the process where the number is 13."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task


@dataclass(frozen=True)
class DeadlyOnce:
    """Kill the process at the first number 3."""

    folder: Path

    def __call__(self, task: int) -> int:
        """Return the square of a number."""
        mark = self.folder / "killed"
        if task == 3 and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return task * task


@dataclass(frozen=True)
class Endless:
    """Note the process, then compute for ever."""

    folder: Path

    def __call__(self, task: int) -> int:
        """Never return."""
        (self.folder / str(os.getpid())).touch()
        time.sleep(3600)
        return task

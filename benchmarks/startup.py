"""How long the program takes to start, over a bare interpreter."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.measure import Measurement

#: Starts of each kind; the median of many short runs is steadier than their mean.
_STARTS = 15


def measure() -> list[Measurement]:
    """Return the cost of importing the package and of the first answers of the program."""
    python = sys.executable
    bare = _median([python, "-c", "pass"])
    package = _median([python, "-c", "import softnu"])
    program = [python, "-m", "softnu"]
    return [
        Measurement("bare interpreter", bare, "s"),
        Measurement("import softnu, over the bare interpreter", package - bare, "s", 0.25),
        Measurement("softnu --help", _median([*program, "--help"]), "s", 0.5),
        Measurement("softnu list", _median([*program, "list"]), "s"),
        Measurement("softnu eval, one number", _median([*program, *_EVAL]), "s"),
    ]


_EVAL = ("eval", "forces.isotropic.screening_length", "--T", "1.945 K")


def _median(command: Sequence[str]) -> float:
    return statistics.median(_once(command) for _ in range(_STARTS))


def _once(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start

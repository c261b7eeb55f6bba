"""Quantities that are slow, log what they compute, fail, warn or kill their process."""

from __future__ import annotations

import os
import signal
import time
import warnings
from pathlib import Path

import numpy as np

from softnu.errors import DomainError, ValidityWarning
from softnu.quantity import Parameter, quantity

#: Set by tests: a file to which each computation is noted, and how long each takes (seconds).
LOG, WAIT = "SOFTNU_TEST_LOG", "SOFTNU_TEST_WAIT"
#: Set by tests: a file whose presence kills the process that finds it; it removes it first.
BOMB = "SOFTNU_TEST_BOMB"

X = Parameter("x", "number", "a number")
Y = Parameter("y", "number", "another number", default=0)
KIND = Parameter("kind", "word", "a word", default="sine", choices=("sine", "cosine"))
DESCRIPTION = {
    "formula": "x",
    "source": "none",
    "papers": ("2209.07082", "2405.16801"),
    "accuracy": "exact",
    "example": {"x": 1},
}


@quantity("demo.wave", items=(X, Y, KIND), unit="eV", **DESCRIPTION)
def wave(x, y, kind):
    """A wave, slowly."""
    if LOG in os.environ:
        with Path(os.environ[LOG]).open("a", encoding="utf-8") as log:
            log.write(f"{np.min(x):g}\n")
    if BOMB in os.environ and Path(os.environ[BOMB]).exists():
        Path(os.environ[BOMB]).unlink()
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(float(os.environ.get(WAIT, "0")))
    return (np.sin if kind == "sine" else np.cos)(x) * np.exp(-y)


@quantity("demo.deadly", items=(X,), unit="", **DESCRIPTION)
def deadly(x):
    """A number that kills its process where it is 13."""
    if np.any(x == 13):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2.0 * x


@quantity("demo.divergent", items=(X,), unit="", **DESCRIPTION)
def divergent(x):
    """A number that diverges where it is 3, and is outside its validity above 10."""
    if np.any(x == 3):
        raise DomainError("the matrix element diverges")
    if np.any(x > 10):
        warnings.warn("x is above 10", ValidityWarning, stacklevel=2)
    return 1.0 / (x - 3.0)

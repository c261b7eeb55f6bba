"""Values of catalogue quantities as plain numbers in a stated unit."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np

from softnu.catalogue import evaluate
from softnu.checks import FloatArray
from softnu.units import natural


def array(name: str, unit: str = "", **inputs: Any) -> FloatArray:
    """Evaluate the quantity `name` for arrays of inputs, in `unit`."""
    return np.asarray(evaluate(name, **inputs).to_value(unit, natural()), dtype=np.float64)


def value(name: str, unit: str = "", **inputs: Any) -> float:
    """Evaluate the quantity `name` at a point, in `unit`."""
    return float(array(name, unit, **inputs))


def convert(text: str, unit: str) -> float:
    """Express a quantity in another unit, with hbar = c = k_B = 1 where kinds meet."""
    return float(u.Quantity(text).to_value(unit, natural()))

"""Values of catalogue quantities as plain numbers in a stated unit."""

from __future__ import annotations

import warnings
from decimal import Decimal
from typing import Any

import astropy.units as u
import numpy as np

from softnu.catalogue import evaluate
from softnu.checks import FloatArray
from softnu.errors import ValidityWarning
from softnu.units import natural


def array(name: str, unit: str = "", **inputs: Any) -> FloatArray:
    """Evaluate the quantity `name` for arrays of inputs, in `unit`."""
    with warnings.catch_warnings():
        # Papers evaluate their formulas also where they warn, as classical gases with mu > 0.
        warnings.simplefilter("ignore", ValidityWarning)
        result = evaluate(name, **inputs)
    return np.asarray(result.to_value(unit, natural()), dtype=np.float64)


def value(name: str, unit: str = "", **inputs: Any) -> float:
    """Evaluate the quantity `name` at a point, in `unit`."""
    return float(array(name, unit, **inputs))


def convert(text: str, unit: str) -> float:
    """Express a quantity in another unit, with hbar = c = k_B = 1 where kinds meet."""
    return float(u.Quantity(text).to_value(unit, natural()))


def digits(text: str) -> tuple[float, float]:
    """Return a printed number, and half a unit of its last digit relative to it.

    Examples
    --------
    >>> digits("1.25e-3")
    (0.00125, 0.004)
    """
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    half = Decimal("0.5").scaleb(int(exponent))
    return float(number), float(half / abs(number))

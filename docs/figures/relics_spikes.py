"""Trapped waves: density at the surface of a small sphere against its size at δ = 0.147 (kR = 100:
χ = 5.7), as the exact sum and in closed form."""

import warnings
from typing import Any

import numpy as np

from softnu import evaluate
from softnu.errors import ValidityWarning


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    delta, kR = 0.147, np.linspace(98.5, 101.5, 1501)
    sphere = {"delta": delta, "kR": kR, "kr": kR}
    with warnings.catch_warnings():
        # Resonances are what it is about.
        warnings.simplefilter("ignore", ValidityWarning)
        curves = [
            (label, evaluate("relics.overdensity.sphere", method=method, **sphere).value)
            for label, method in (("exact", "exact"), ("closed form", "closed_form"))
        ]
    return [{"x": kR, "curves": curves, "xlabel": "kR", "ylabel": "δn/n₀"}]

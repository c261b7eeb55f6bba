"""Slow part of the force along a beam, over its value at α = 0, against the angle α
between the beam and r. Beyond α² of about π/(k r) it oscillates and averages out."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    alpha = np.linspace(0.0, 1.5, 400) * u.rad
    return [
        {
            "x": alpha.value,
            "curves": [
                (f"k r = {kr}", evaluate("forces.mode.slow_factor", kr=kr, alpha=alpha).value)
                for kr in (3, 30, 100)
            ],
            "xlabel": "α [rad]",
            "ylabel": "slow factor",
        }
    ]

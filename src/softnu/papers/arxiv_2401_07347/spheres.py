"""Exact densities at the surface of spheres.

Many points in one call share the cost of compiling the sums.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.checks import FloatArray
from softnu.papers.values import array


def at_surface(delta: Any, kR: Any) -> FloatArray:
    """Return delta n/n_0 at the surface by the sum over partial waves."""
    return array(
        "relics.overdensity.sphere", delta=delta, kR=kR, kr=kR, region="outside", method="exact"
    )


def over_half(delta: Any, kR: Any) -> FloatArray:
    """Return delta n/n_0 at the surface over delta/2, for +delta and -delta (2, ...)."""
    both = np.stack([np.asarray(delta, dtype=np.float64), -np.asarray(delta, dtype=np.float64)])
    return at_surface(both, kR) / (0.5 * both)


def strength(chi: Any, kR: Any) -> FloatArray:
    """Return |delta| with kR |delta|^(3/2) = chi."""
    return np.asarray((chi / np.asarray(kR)) ** (2.0 / 3.0))

r"""Random points that are the same on every machine and with every version of the libraries.

The bits come from a generator whose stream is fixed (PCG64); what is made of them is written
out here, because the samplers of the libraries may change.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from softnu.checks import FloatArray


def uniform(seed: int, stream: int, count: int) -> FloatArray:
    """Return numbers between 0 and 1, both excluded, from one stream of a seed.

    Examples
    --------
    >>> uniform(7, 0, 3).round(6)
    array([0.625095, 0.897214, 0.775686])
    """
    bits = np.random.PCG64(np.random.SeedSequence((seed, stream))).random_raw(count)
    # 53 bits and a half: never 0, never 1.
    return ((bits >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53


def latin_hypercube(seed: int, stream: int, count: int) -> FloatArray:
    """Return one coordinate of a Latin hypercube: one number in each of `count` equal slices.

    Examples
    --------
    >>> np.sort(np.floor(4 * latin_hypercube(7, 0, 4)))
    array([0., 1., 2., 3.])
    """
    numbers = uniform(seed, stream, 2 * count)
    slices = np.argsort(numbers[:count], kind="stable")
    return (slices + numbers[count:]) / count


def between(fractions: FloatArray, low: float, high: float, *, log: bool) -> FloatArray:
    """Return the points at `fractions` of the way from `low` to `high`, or of its logarithm."""
    if log:
        return np.asarray(low ** (1.0 - fractions) * high**fractions)
    return low + (high - low) * fractions


def two_sided_gaussian(
    seed: int, stream: int, count: int, best: float, down: float, up: float
) -> FloatArray:
    r"""Return draws from two half Gaussians that meet at the best fit.

    Half of the draws lie on each side, so that the interval from best - down to best + up
    holds 68.3 % of them.

    Examples
    --------
    >>> draws = two_sided_gaussian(7, 0, 10_000, best=0.0, down=1.0, up=2.0)
    >>> [float(np.mean(draws < 0).round(2)), float(np.mean((draws > -1) & (draws < 2)).round(2))]
    [0.5, 0.68]
    """
    normal = ndtri(uniform(seed, stream, count))
    return best + normal * np.where(normal < 0.0, down, up)

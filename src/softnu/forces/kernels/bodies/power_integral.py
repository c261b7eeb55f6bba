"""Closed forms of powers of the distance, and the integral where their terms cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.bodies.integral import CentralPotential

#: A closed form holds where its largest term exceeds the sum by at most this factor.
CANCELLATION: Final = 30.0


def unit_of_length(*lengths: FloatArray) -> FloatArray:
    """Return a power of two close to the largest finite one of `lengths`.

    In this unit no power of a length leaves the range of floats, and nothing is rounded when
    lengths are divided by it, so that small differences between them survive.

    Examples
    --------
    >>> float(unit_of_length(np.float64(0.3), np.float64(5.0), np.float64(np.inf)))
    8.0
    """
    largest = np.maximum.reduce([np.where(np.isfinite(a), a, 0.0) for a in lengths])
    _, exponent = np.frexp(largest)
    return np.ldexp(1.0, exponent)


def unless_cancelled(
    closed: FloatArray,
    largest: FloatArray,
    n: int,
    dimension: int,
    integral: Callable[..., FloatArray],
    *lengths: FloatArray,
) -> FloatArray:
    r"""Return a closed form, and the integral over distances where it loses digits.

    Parameters
    ----------
    closed, largest : ndarray (...)
        The closed form, and the size of the largest of its terms.
    n, dimension : int
        Power of the distance; the result is a length to the power `dimension` - n.
    integral : callable
        Of :mod:`~softnu.forces.kernels.bodies.central`; takes the potential and the lengths.
    *lengths : ndarray (...)
        Sizes and gap of the bodies; they broadcast with `closed`.

    Returns
    -------
    ndarray (...)
        Relative error below 1e-13 if the terms have 1e-15.
    """
    cancels = ~(largest < CANCELLATION * np.abs(closed))
    if not np.any(cancels):
        return closed
    chosen = [np.broadcast_to(length, closed.shape)[cancels] for length in lengths]
    unit = unit_of_length(*chosen)
    potential = CentralPotential(lambda s: s ** float(-n), power=float(n))
    result = np.array(closed)
    scaled = (length / unit for length in chosen)
    result[cancels] = unit ** float(dimension - n) * integral(potential, *scaled)
    return result

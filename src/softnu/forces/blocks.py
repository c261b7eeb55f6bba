"""Work through many points in blocks, so that the tensors of each point stay few."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from softnu.checks import FloatArray

#: Points of one block: a tensor and its gradient take 64 doubles a point.
_BLOCK = 8192


def in_blocks(
    function: Callable[..., FloatArray],
    scalars: Mapping[str, FloatArray],
    vectors: Mapping[str, FloatArray],
) -> FloatArray:
    """Evaluate a function of points, a block at a time.

    Parameters
    ----------
    function : callable
        Takes the arguments below by name and returns one number for each point.
    scalars : mapping of ndarray (...)
        One number a point; they broadcast.
    vectors : mapping of ndarray (..., 3)
        One vector a point; they broadcast with the scalars.

    Returns
    -------
    ndarray (...)
        As if the function had been called once.
    """
    shape = np.broadcast_shapes(
        *(np.shape(a) for a in scalars.values()), *(np.shape(a)[:-1] for a in vectors.values())
    )
    size = int(np.prod(shape))
    if size <= _BLOCK:
        return np.broadcast_to(function(**scalars, **vectors), shape)
    out = np.empty(size)
    for start in range(0, size, _BLOCK):
        stop = min(start + _BLOCK, size)
        points = np.unravel_index(np.arange(start, stop), shape)
        out[start:stop] = function(
            **{name: np.broadcast_to(a, shape)[points] for name, a in scalars.items()},
            **{name: np.broadcast_to(a, (*shape, 3))[points] for name, a in vectors.items()},
        )
    return out.reshape(shape)

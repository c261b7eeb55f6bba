"""Work through many points in blocks, or in groups that share what is dear to compute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import numpy.typing as npt

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


def distinct_sets(
    shape: tuple[int, ...], *columns: FloatArray
) -> Iterator[tuple[npt.NDArray[np.intp], list[float]]]:
    """Yield the groups of points that share the values of some parameters.

    Parameters
    ----------
    shape : tuple of int
        Shape of the points.
    *columns : ndarray (...)
        One value a point; each broadcasts to `shape`.

    Yields
    ------
    chosen : ndarray of int
        Positions of the group's points among all, counted in C order.
    values : list of float
        The value of each column that they share.
    """
    keys = np.column_stack([np.broadcast_to(column, shape).reshape(-1) for column in columns])
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    for number, row in enumerate(distinct):
        yield np.flatnonzero(which.reshape(-1) == number), row.tolist()

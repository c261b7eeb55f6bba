"""Values in a block of a grid where some points may have none."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import SoftnuError
from softnu.scan.grid import Bounds, shape_of

#: Points without a value, and why.
Reasons: TypeAlias = dict[tuple[int, ...], str]

#: What a quantity may raise where it has no value. An error that is none of softnu's own is a
#: defect, which a scan survives and reports at the point.
FAILURES: Final = (
    SoftnuError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
#: Points found to fail one by one, for one variable in one chunk; about ten seconds of work.
#: After that a part of the block fails as a whole if all its corners do.
EXACT: Final = 20_000


def fill(
    values: FloatArray,
    place: Bounds,
    origin: Bounds,
    evaluate: Callable[[Bounds], FloatArray],
    reasons: Reasons,
) -> None:
    """Compute a block of values; points that fail become nan, and their reasons are kept.

    A block in which something fails is halved until only points that fail are left, so that
    all others are computed.

    Parameters
    ----------
    values : ndarray
        Where the values go.
    place : tuple of slice
        The block in `values`.
    origin : tuple of slice
        Where `values` stands in the grid.
    evaluate : callable
        Gives the values of a part of the grid, or raises one of :data:`FAILURES`.
    reasons : dict
        Takes the points of `values` that fail.
    """
    try:
        values[place] = evaluate(_shifted(place, origin))
    except FAILURES as error:
        if max(shape_of(place)) == 1:
            values[place] = np.nan
            reasons[tuple(part.start for part in place)] = in_words(error)
        elif len(reasons) >= EXACT and _all_corners_fail(place, origin, evaluate):
            values[place] = np.nan
            note = f"{in_words(error)} (like all corners of a block around it)"
            reasons |= dict.fromkeys(_points(place), note)
        else:
            for half in halves(place):
                fill(values, half, origin, evaluate, reasons)
        return
    empty = np.isnan(values[place])
    for point in np.argwhere(empty) if empty.any() else ():
        index = tuple(int(i) + part.start for i, part in zip(point, place, strict=True))
        reasons[index] = "no value for these inputs"


def in_words(error: Exception) -> str:
    """Return why a point has no value."""
    text = " ".join(str(error).split())
    return text if isinstance(error, SoftnuError) else f"{type(error).__name__}: {text}"


def halves(place: Bounds) -> tuple[Bounds, Bounds]:
    """Return the two halves of a block, divided along its longest side.

    Examples
    --------
    >>> halves((slice(0, 2), slice(3, 8)))[0]
    (slice(0, 2, None), slice(3, 5, None))
    """
    shape = shape_of(place)
    longest = shape.index(max(shape))
    part = place[longest]
    middle = (part.start + part.stop) // 2
    before, after = place[:longest], place[longest + 1 :]
    return (
        (*before, slice(part.start, middle), *after),
        (*before, slice(middle, part.stop), *after),
    )


def _shifted(place: Bounds, origin: Bounds) -> Bounds:
    return tuple(
        slice(part.start + start.start, part.stop + start.start)
        for part, start in zip(place, origin, strict=True)
    )


def _all_corners_fail(
    place: Bounds, origin: Bounds, evaluate: Callable[[Bounds], FloatArray]
) -> bool:
    for corner in itertools.product(*({part.start, part.stop - 1} for part in place)):
        try:
            value = evaluate(_shifted(tuple(slice(i, i + 1) for i in corner), origin))
        except FAILURES:
            continue
        if not np.any(np.isnan(value)):
            return False
    return True


def _points(place: Bounds) -> itertools.product[tuple[int, ...]]:
    return itertools.product(*(range(part.start, part.stop) for part in place))

"""Which scale suits the values: logarithmic where they span decades."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

#: Values whose largest magnitude is this many times the middle one would lie on the zero line.
_STEEP = 30.0
#: Decades below the largest magnitude that a logarithmic scale shows.
SHOWN_DECADES = 40


def is_steep(values: npt.ArrayLike) -> bool:
    """Tell whether `values` need a logarithmic scale to be seen.

    Parameters
    ----------
    values : array_like
        What is drawn; zeros and infinities do not count.

    Returns
    -------
    bool
        Whether the largest magnitude exceeds the median one by far.

    Examples
    --------
    >>> is_steep([1e-9, 1e-6, 1e-3]), is_steep([-1, 0, 1])
    (True, False)
    """
    magnitudes = np.abs(np.asarray(values, dtype=np.float64).ravel())
    magnitudes = magnitudes[np.isfinite(magnitudes) & (magnitudes > 0)]
    return bool(magnitudes.size and np.max(magnitudes) > _STEEP * np.median(magnitudes))


def signs(values: npt.ArrayLike) -> tuple[bool, bool]:
    """Tell whether there are positive and negative numbers among `values`."""
    array = np.asarray(values, dtype=np.float64)
    return bool(np.any(array > 0)), bool(np.any(array < 0))


def magnitude_label(label: str, values: npt.ArrayLike) -> str:
    """Return the label of an axis that shows magnitudes: y, -y or |y| by the signs."""
    positive, negative = signs(values)
    if not negative:
        return label
    return f"|{label}|" if positive else f"\N{MINUS SIGN}{label}"

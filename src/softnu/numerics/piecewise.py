"""Tables of smooth functions: polynomials on cells of equal width, for compiled loops."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from softnu.checks import FloatArray

#: Terms of the polynomial of each cell.
TERMS = 10


def tabulate(function: Callable[[FloatArray], FloatArray], top: float, cells: int) -> FloatArray:
    """Return the polynomials that interpolate `function` on cells of 0 to `top`.

    Parameters
    ----------
    function : callable
        Takes and returns an ndarray (...).
    top : float
        Upper end.
    cells : int
        Number of cells. With half-width a, and the nearest singularity of the function at
        distance d, the error is about (2 d/a)^-10 of its size.

    Returns
    -------
    ndarray (cells, TERMS)
        Coefficients of ascending powers of the position in the cell, -1 to 1.

    Examples
    --------
    >>> table = tabulate(np.cos, 4.0, 8)
    >>> round(look_up(1.0, table, 2.0), 14) == round(float(np.cos(1.0)), 14)
    True
    """
    x = np.cos(np.pi * (np.arange(TERMS) + 0.5) / TERMS)
    middle = np.arange(cells)[:, np.newaxis] + 0.5
    values = function((middle + 0.5 * x) * (top / cells))
    return np.ascontiguousarray(np.linalg.solve(np.vander(x, increasing=True), values.T).T)


def look_up(y: float, table: FloatArray, per_width: float) -> float:
    """Return the value at y from a table of cells; `per_width` is 1 over the width of one."""
    cell = min(int(y * per_width), table.shape[0] - 1)
    x = 2.0 * (y * per_width - cell) - 1.0
    last = table.shape[1] - 1
    total = table[cell, last]
    for term in range(last - 1, -1, -1):
        total = total * x + table[cell, term]
    return float(total)

"""A central potential that is dear to evaluate, tabulated once for many pairs of bodies."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.errors import ConvergenceError
from softnu.forces.kernels.bodies.integral import UNDERFLOW, CentralPotential

#: A panel of the table ends at this multiple of its start.
_GROWTH: Final = 2.0
#: Widest panel in decay lengths: the small end keeps its digits.
_DECAYS: Final = 4.0
#: Widest panel in wavelengths over 2 pi: the polynomials follow this phase to rounding.
_PHASE: Final = 16.0
#: Chebyshev polynomials of a panel.
_TERMS: Final = 32
#: Panels of a table, at most: 26 MB.
_MAX_PANELS: Final = 100_000


def tabulated(potential: CentralPotential, low: float) -> CentralPotential:
    """Return the same potential, interpolated between Chebyshev nodes.

    Panels are filled when a distance in them is first asked for.

    Parameters
    ----------
    potential : CentralPotential
        What is to be tabulated.
    low : float
        Smallest distance at which it will be asked for, > 0.

    Returns
    -------
    CentralPotential
        Relative error 1e-15 of the largest value in a panel, whose ends differ by a factor of
        about 100 at most. Asking raises ConvergenceError if the potential oscillates so fast that
        the table would not fit in memory.

    Examples
    --------
    >>> table = tabulated(CentralPotential(lambda s: s**-5.0), 1.0)
    >>> round(float(table.v(np.array([7.0]))[0]) * 7.0**5, 12)
    1.0
    """
    return potential._replace(v=_Table(potential, low))


class _Table:
    """Chebyshev coefficients of v in panels that grow with the distance."""

    def __init__(self, potential: CentralPotential, low: float) -> None:
        self._potential = potential
        self._edges = np.array([low])
        self._coefficients = np.empty((_TERMS, 0))
        self._filled = np.empty(0, dtype=bool)

    def __call__(self, s: FloatArray) -> FloatArray:
        """Interpolate v at the distances `s`, not below the lowest one."""
        self._extend(float(np.max(s)))
        panel = np.clip(np.searchsorted(self._edges, s, side="right") - 1, 0, None)
        asked = np.unique(panel)
        self._fill(asked[~self._filled[asked]])
        start, end = self._edges[panel], self._edges[panel + 1]
        t = (2.0 * s - start - end) / (end - start)
        above, current = np.zeros_like(t), np.zeros_like(t)
        for row in self._coefficients[:0:-1]:
            above, current = current, 2.0 * t * current - above + row[panel]
        return t * current - above + self._coefficients[0][panel]

    def _extend(self, high: float) -> None:
        """Add panels until they reach beyond `high`."""
        edges = [float(self._edges[-1])]
        while edges[-1] <= high:
            s = edges[-1]
            widths = [(_GROWTH - 1.0) * s, _PHASE * self._potential.period]
            widths += [_DECAYS * one for one in self._potential.lengths if s < UNDERFLOW * one]
            edges.append(s + min(widths))
            if len(edges) + self._edges.size > _MAX_PANELS:
                raise ConvergenceError(
                    "the potential oscillates too fast to be tabulated up to the distance "
                    f"{high:.3g}/eV: its wavelength over 2 pi is {self._potential.period:.3g}/eV"
                )
        new = len(edges) - 1
        self._edges = np.concatenate([self._edges, edges[1:]])
        self._coefficients = np.pad(self._coefficients, ((0, 0), (0, new)))
        self._filled = np.pad(self._filled, (0, new))

    def _fill(self, panels: npt.NDArray[np.intp]) -> None:
        """Expand v in some panels."""
        if panels.size == 0:
            return
        angles = math.pi * (np.arange(_TERMS) + 0.5) / _TERMS
        start, end = self._edges[panels, np.newaxis], self._edges[panels + 1, np.newaxis]
        nodes = start + 0.5 * (end - start) * (1.0 + np.cos(angles))
        modes = np.cos(np.arange(_TERMS)[:, np.newaxis] * angles) * (2.0 / _TERMS)
        modes[0] *= 0.5
        self._coefficients[:, panels] = modes @ self._potential.v(nodes).T
        self._filled[panels] = True

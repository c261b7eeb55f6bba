"""Occupation numbers in k (comoving), real or complex, as sums and differences over nu, nubar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from softnu.forces.kernels.isotropic.factors import FloatArray

IntArray = npt.NDArray[np.intp]
# Relative size below which a species is dropped next to the other.
_NOTHING = 1e-20


@dataclass(frozen=True)
class FermiDirac:
    """Neutrinos and antineutrinos at chemical potentials +-mu; columns (p, 1).

    Attributes
    ----------
    t : ndarray
        r T, > 0.
    q : ndarray
        r |mu|.
    w_more, w_less : ndarray
        Weights of the species at +|mu| and at -|mu|.
    sign : ndarray
        +1 where neutrinos are the species at +|mu|, else -1.
    less_sum, less_gap : bool
        Whether the occupation 1 of the species at +|mu| is left out of n_nu + n_nubar and of
        n_nu - n_nubar (its holes are counted, negative).
    """

    t: FloatArray
    q: FloatArray
    w_more: FloatArray
    w_less: FloatArray
    sign: FloatArray
    less_sum: bool = False
    less_gap: bool = False

    def __call__(self, y: Any) -> tuple[Any, Any]:
        """Return n_nu + n_nubar and n_nu - n_nubar at y = k r, Re y >= 0."""
        if not np.any(self.q):
            fall = np.exp(-y / self.t)
            n = fall / (1.0 + fall)
            return (self.w_more + self.w_less) * n, self.sign * (self.w_more - self.w_less) * n
        rise = np.exp((y - self.q) / self.t)
        more = 1.0 / (rise + 1.0)
        # A factor of its own: its rounding, x times 1e-16, is then common to all y.
        fall = np.exp(-y / self.t) * np.exp(-self.q / self.t)
        stay = 1.0 / (1.0 + fall)  # 1 - n of the species at -|mu|
        less = fall * stay
        # more - less without cancellation at small mu.
        gap = more * stay * -np.expm1(-2.0 * self.q / self.t)
        holes = -rise * more
        total = self.w_more * (holes if self.less_sum else more) + self.w_less * less
        if self.less_gap:
            return total, self.sign * (self.w_more * holes - self.w_less * less)
        # What both species share cancels in `gap`; what one has more of cannot cancel.
        shared = np.minimum(self.w_more, self.w_less)
        rest = (self.w_more - shared) * more - (self.w_less - shared) * less
        return total, self.sign * (shared * gap + rest)

    def filled_alone(self) -> FermiDirac:
        """Return the occupation without the species at -|mu|."""
        return replace(self, w_less=np.zeros_like(self.w_less))

    def dilute_alone(self) -> FermiDirac:
        """Return the occupation without the species at +|mu|."""
        return replace(self, w_more=np.zeros_like(self.w_more))

    def dilute_counts(self) -> IntArray:
        """Return the points where the species at -|mu| is more than 1e-20 of the other."""
        suppressed = self.w_less * np.exp(-self.q / self.t)
        return np.flatnonzero(suppressed > _NOTHING * self.w_more)

    def at(self, points: IntArray) -> FermiDirac:
        """Return the occupation at some of the points."""
        return replace(
            self,
            t=self.t[points],
            q=self.q[points],
            w_more=self.w_more[points],
            w_less=self.w_less[points],
            sign=self.sign[points],
        )


@dataclass(frozen=True)
class Exponential:
    """n_S = n_A = e^{-k/T}: Maxwell-Boltzmann without its activities."""

    t: FloatArray

    def __call__(self, y: Any) -> tuple[Any, Any]:
        """Return the two (equal) occupations at y = k r."""
        n = np.exp(-y / self.t)
        return n, n

    def at(self, points: IntArray) -> Exponential:
        """Return the occupation at some of the points."""
        return Exponential(self.t[points])


@dataclass(frozen=True)
class Full:
    """n_S = n_A = 1."""

    def __call__(self, y: Any) -> tuple[Any, Any]:
        """Return two rows of ones."""
        one = np.ones((1, np.shape(y)[-1]))
        return one, one

    def at(self, points: IntArray) -> Full:  # noqa: ARG002
        """Return the occupation at some of the points: it is the same for all."""
        return self

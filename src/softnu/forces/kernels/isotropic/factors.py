"""The four J-factors of an isotropic background and the shape in which kernels pass them on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
ComplexArray = npt.NDArray[np.complex128]


class JFactors(NamedTuple):
    """J_a (spin independent), J_b, J_c (spin dependent), J_d (parity violating); each (...)."""

    a: FloatArray
    b: FloatArray
    c: FloatArray
    d: FloatArray


class Parts(NamedTuple):
    """What is wanted: J_a, J_b, J_c; J_d; and r dJ/dr of them."""

    abc: bool = True
    d: bool = True
    slopes: bool = False

    @property
    def rows(self) -> int:
        """Rows of a result: J_a, J_b, J_c, J_d and, with slopes, r dJ/dr of the four."""
        return 8 if self.slopes else 4


class Points(NamedTuple):
    """Points to work on, each (n,): r, T, mu, m and the weights of nu and nubar."""

    r: FloatArray
    T: FloatArray
    mu: FloatArray
    m: FloatArray
    w: FloatArray
    wbar: FloatArray

    def at(self, where: npt.NDArray[np.intp] | npt.NDArray[np.bool_] | slice) -> Points:
        """Return some of the points."""
        return Points(*(a[where] for a in self))


def flat_points(
    r: npt.ArrayLike,
    T: npt.ArrayLike,
    mu: npt.ArrayLike,
    m: npt.ArrayLike,
    w: npt.ArrayLike,
    wbar: npt.ArrayLike,
) -> tuple[Points, tuple[int, ...]]:
    """Broadcast to one axis (numbers without a copy); return the points and their shape."""
    floats = [np.asarray(a, dtype=np.float64) for a in (r, T, mu, m, w, wbar)]
    shape = np.broadcast_shapes(*(a.shape for a in floats))
    size = int(np.prod(shape))
    flat = (
        np.broadcast_to(a.reshape(()), (size,))
        if a.size == 1
        else np.broadcast_to(a, shape).reshape(-1)
        for a in floats
    )
    return Points(*flat), shape

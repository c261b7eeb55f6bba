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

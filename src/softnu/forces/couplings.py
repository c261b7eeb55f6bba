"""Catalogue quantity of couplings in the basis of mass states: matter and neutrinos together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.constants import G_A_NUCLEON, SIN2_THETA_W
from softnu.matter import mass_basis_coupling
from softnu.neutrinos.parameters import MIXING, PART
from softnu.quantity import UNIT_INTERVAL, Parameter, quantity

_STATES = (1, 2, 3)


@quantity(
    "matter.coupling.mass_basis",
    items=(
        Parameter("fermion", "word", "which fermion", choices=("e", "p", "n", "u", "d")),
        Parameter("current", "word", "g_V or g_A", choices=("vector", "axial")),
        Parameter("i", "word", "mass state of the row", choices=_STATES),
        Parameter("j", "word", "mass state of the column", choices=_STATES),
        PART,
        Parameter(
            "sin2_theta_w",
            "number",
            "sin^2 of the weak mixing angle",
            SIN2_THETA_W,
            range=UNIT_INTERVAL,
        ),
        Parameter("g_A_nucleon", "number", "axial charge of the nucleon", G_A_NUCLEON),
        MIXING,
    ),
    unit="",
    formula=r"g_{ij} = g_{NC}\,\delta_{ij} + [\chi=e]\,U_{ei}^* U_{ej}",
    source="Table 1 of arXiv:2405.16801 rotated to mass states",
    papers=("2405.16801", "1912.09444"),
    accuracy="1e-15",
    validity="tree level, low momentum transfer; parameters of normal ordering where none are "
    "given",
    example={"fermion": "e", "current": "vector", "i": 1, "j": 2, "part": "re"},
)
def mass_basis(
    fermion: str,
    current: str,
    i: int,
    j: int,
    part: str,
    sin2_theta_w: FloatArray,
    g_A_nucleon: FloatArray,
    mixing: npt.NDArray[np.complex128],
) -> FloatArray:
    """Element of the Hermitian coupling matrix of a fermion to the mass states."""
    matrix = mass_basis_coupling(
        fermion, current, mixing, sin2_theta_w, g_A_nucleon, np.asarray(0.0)
    )
    element = matrix[..., i - 1, j - 1]
    return np.asarray(element.real if part == "re" else element.imag)

"""Catalogue quantities of neutrino masses and mixing."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.neutrinos import kernels
from softnu.neutrinos.parameters import FLAVOUR, MASS_STATE, MASSES, MIXING, PART
from softnu.quantity import quantity

_FLAVOURS = ("e", "mu", "tau")
_PMNS = "PDG parametrisation, Particle Data Group review of neutrino mixing, times Majorana phases"


@quantity(
    "neutrinos.mass",
    items=(MASSES, MASS_STATE),
    unit="eV",
    formula=r"m_2^2 = m_1^2 + \Delta m^2_{21},\quad m_3^2 = m_1^2 + \Delta m^2_{31}",
    source="NuFIT 6.0 (arXiv:2410.05380); arXiv:2110.03510, Sec. 2",
    papers=("2410.05380", "2110.03510"),
    accuracy="1e-15",
    example={"m_lightest": "0.01 eV", "mass_state": 3},
)
def mass(masses: FloatArray, mass_state: int) -> FloatArray:
    """Mass of one state from the lightest mass and the splittings."""
    return masses[..., mass_state - 1]


@quantity(
    "neutrinos.mass_sum",
    items=(MASSES,),
    unit="eV",
    formula=r"\sum_i m_i",
    source="NuFIT 6.0 (arXiv:2410.05380)",
    papers=("2410.05380",),
    accuracy="1e-15",
    example={"m_lightest": "0 eV"},
)
def mass_sum(masses: FloatArray) -> FloatArray:
    """Sum of the three masses."""
    return np.asarray(masses.sum(axis=-1))


@quantity(
    "neutrinos.mixing",
    items=(MIXING, FLAVOUR, MASS_STATE, PART),
    unit="",
    formula=r"U = R_{23}\,U_\delta\,R_{13}\,U_\delta^\dagger\,R_{12}\,"
    r"\mathrm{diag}(1, e^{i\alpha_{21}/2}, e^{i\alpha_{31}/2})",
    source=_PMNS,
    papers=("2410.05380",),
    accuracy="1e-15",
    validity="three states, unitary; parameters of normal ordering where none are given",
    example={"flavour": "e", "mass_state": 3, "part": "re"},
)
def mixing(
    mixing: npt.NDArray[np.complex128], flavour: str, mass_state: int, part: str
) -> FloatArray:
    """Element U_alpha i of the mixing matrix."""
    element = mixing[..., _FLAVOURS.index(flavour), mass_state - 1]
    return np.asarray(element.real if part == "re" else element.imag)


@quantity(
    "neutrinos.mixing_sq",
    items=(MIXING, FLAVOUR, MASS_STATE),
    unit="",
    formula=r"|U_{\alpha i}|^2",
    source=_PMNS,
    papers=("2410.05380",),
    accuracy="1e-15",
    validity="three states, unitary; parameters of normal ordering where none are given",
    example={"flavour": "e", "mass_state": 3},
)
def mixing_sq(mixing: npt.NDArray[np.complex128], flavour: str, mass_state: int) -> FloatArray:
    """Share of a flavour in a mass state, |U_alpha i|^2."""
    return np.asarray(np.abs(mixing[..., _FLAVOURS.index(flavour), mass_state - 1]) ** 2)


@quantity(
    "neutrinos.jarlskog",
    items=(MIXING,),
    unit="",
    formula=r"J = \mathrm{Im}(U_{e1} U_{\mu2} U^*_{e2} U^*_{\mu1})",
    source=_PMNS,
    papers=("2410.05380",),
    accuracy="1e-15",
    validity="three states, unitary; parameters of normal ordering where none are given",
    example={},
)
def jarlskog(mixing: npt.NDArray[np.complex128]) -> FloatArray:
    """Jarlskog invariant, the size of CP violation in oscillations."""
    return kernels.jarlskog(mixing)

"""Catalogue quantities of the couplings of matter to neutrinos."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.constants import G_A_NUCLEON, SIN2_THETA_W
from softnu.matter import kernels
from softnu.quantity import (
    NONNEGATIVE,
    UNIT_INTERVAL,
    Parameter,
    quantity,
)

_PAPERS = ("2405.16801",)
_TREE = "tree level, low momentum transfer"
_SIGN = r"\bar\chi\gamma^\mu(g_V - g_A\gamma_5)\chi"
_FERMION = Parameter("fermion", "word", "which fermion", choices=("e", "p", "n", "u", "d"))
_FLAVOUR = Parameter("flavour", "word", "flavour of the neutrino", choices=("e", "mu", "tau"))
_CURRENT = Parameter("current", "word", "g_V or g_A", choices=("vector", "axial"))
_WEAK_ANGLE = Parameter(
    "sin2_theta_w", "number", "sin^2 of the weak mixing angle", SIN2_THETA_W, range=UNIT_INTERVAL
)
_AXIAL_CHARGE = Parameter("g_A_nucleon", "number", "axial charge of the nucleon", G_A_NUCLEON)
_Z = Parameter("Z", "integer", "number of protons", range=NONNEGATIVE)
_N = Parameter("N", "integer", "number of neutrons", range=NONNEGATIVE)


@quantity(
    "matter.coupling.fermion",
    items=(
        _FERMION,
        _FLAVOUR,
        _CURRENT,
        _WEAK_ANGLE,
        _AXIAL_CHARGE,
        Parameter("strange_spin", "number", "strange contribution to the spin", 0),
    ),
    unit="",
    formula=_SIGN + r",\ g_V = T_3 - 2Q\sin^2\theta_W,\ g_A = T_3,"
    r"\ \text{plus 1 for e with } \nu_e",
    source="Table 1 of arXiv:2405.16801 in the sign of the Particle Data Group",
    papers=_PAPERS,
    accuracy="exact",
    validity=_TREE,
    example={"fermion": "e", "flavour": "e", "current": "vector"},
)
def fermion(
    fermion: str,
    flavour: str,
    current: str,
    sin2_theta_w: FloatArray,
    g_A_nucleon: FloatArray,
    strange_spin: FloatArray,
) -> FloatArray:
    """Tree-level coupling g_V or g_A of a fermion to one flavour of neutrinos."""
    return kernels.fermion_coupling(
        fermion, flavour, current, sin2_theta_w, g_A_nucleon, strange_spin
    )


@quantity(
    "matter.coupling.atom",
    items=(
        _Z,
        _N,
        Parameter("neutral", "boolean", "with its electrons", True),
        _FLAVOUR,
        _WEAK_ANGLE,
    ),
    unit="",
    formula=r"Z(\tfrac12 - 2\sin^2\theta_W) - \tfrac N2,\quad"
    r"\text{neutral: } Z\delta_{\alpha e} - \tfrac N2",
    source="coherent sum of the constituents, arXiv:2405.16801, Sec. 2",
    papers=_PAPERS,
    accuracy="exact",
    validity=_TREE + "; wavelengths larger than the nucleus (the atom if neutral)",
    example={"Z": 26, "N": 30, "flavour": "e"},
)
def atom(
    Z: FloatArray, N: FloatArray, neutral: bool, flavour: str, sin2_theta_w: FloatArray
) -> FloatArray:
    """Coherent vector coupling of a nucleus or of a neutral atom."""
    return kernels.atom_coupling(Z, N, neutral, flavour, sin2_theta_w)


@quantity(
    "matter.weak_charge",
    items=(
        _Z,
        _N,
        _WEAK_ANGLE,
        Parameter(
            "level", "word", "tree or with corrections", "tree", choices=("tree", "radiative")
        ),
    ),
    unit="",
    formula=r"Q_W = Z(1-4\sin^2\theta_W) - N,\quad"
    r"\text{radiative: } -2[(2Z+N)C_{1u} + (Z+2N)C_{1d}](1-\alpha/2\pi)",
    source="Particle Data Group, electroweak review; arXiv:1912.09444",
    papers=("1912.09444",),
    accuracy="tree exact; radiative 0.1 %",
    validity="zero momentum transfer",
    example={"Z": 55, "N": 78},
)
def weak_charge(Z: FloatArray, N: FloatArray, sin2_theta_w: FloatArray, level: str) -> FloatArray:
    """Weak charge of a nucleus."""
    return kernels.weak_charge(Z, N, sin2_theta_w, level)

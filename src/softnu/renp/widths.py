"""Catalogue quantities: widths of mediators by decays to neutrinos."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.neutrinos.parameters import MASSES, NATURE
from softnu.quantity import NONNEGATIVE, Parameter, quantity
from softnu.renp.kernels import widths
from softnu.renp.kernels.couplings import ComplexArray
from softnu.renp.spectra import PAPER, matrix

_SOURCE = "derived from the interactions of arXiv:2110.03510"
_VALIDITY = "decays to the three neutrinos alone; 0 below all thresholds"


@quantity(
    "renp.width.vector",
    items=(
        Parameter("m_V", "energy", "mass of the mediator", range=NONNEGATIVE),
        Parameter("g_nu", "number", "multiplies both matrices", 1),
        matrix("g_L_nu", "couplings of left-handed neutrinos"),
        matrix("g_R_nu", "couplings of right-handed neutrinos"),
        NATURE,
        MASSES,
    ),
    unit="eV",
    formula=r"\Gamma_V = \sum_{ij}\frac{c\Delta_{ij}}{24\pi m_V}"
    r"\big[(|L|^2+|R|^2)(P+2E_iE_j) + 6m_im_j\mathrm{Re}(LR^*)\big]",
    source=_SOURCE,
    papers=(PAPER,),
    accuracy="1e-14; beside a threshold, of the distance to it that the masses leave",
    validity=_VALIDITY,
    example={"m_V": "0.1 eV", "g_nu": 1e-10, "g_L_nu": "E_11", "m_lightest": "0.01 eV"},
)
def vector(
    m_V: FloatArray,
    g_nu: FloatArray,
    g_L_nu: ComplexArray,
    g_R_nu: ComplexArray,
    nature: str,
    masses: FloatArray,
) -> FloatArray:
    """Width of a vector mediator by decays to neutrinos."""
    return g_nu**2 * widths.vector_width(m_V, g_L_nu, g_R_nu, masses, nature == "majorana")


@quantity(
    "renp.width.scalar",
    items=(
        Parameter("m_S", "energy", "mass of the mediator", range=NONNEGATIVE),
        Parameter("y_nu", "number", "multiplies both matrices", 1),
        matrix("y_S_nu", "scalar couplings of neutrinos"),
        matrix("y_P_nu", "pseudoscalar couplings of neutrinos"),
        NATURE,
        MASSES,
    ),
    unit="eV",
    formula=r"\Gamma_S = \sum_{ij}\frac{c\Delta_{ij}}{8\pi m_S}"
    r"\big[P(|Y_L|^2+|Y_R|^2) - 2m_im_j\mathrm{Re}(Y_LY_R^*)\big],\ Y_{L,R} = y_S \mp iy_P",
    source=_SOURCE,
    papers=(PAPER,),
    accuracy="1e-14; beside a threshold, of the distance to it that the masses leave",
    validity=_VALIDITY,
    example={"m_S": "0.1 eV", "y_nu": 1e-10, "y_S_nu": "E_11", "m_lightest": "0.01 eV"},
)
def scalar(
    m_S: FloatArray,
    y_nu: FloatArray,
    y_S_nu: ComplexArray,
    y_P_nu: ComplexArray,
    nature: str,
    masses: FloatArray,
) -> FloatArray:
    """Width of a scalar mediator by decays to neutrinos."""
    return y_nu**2 * widths.scalar_width(m_S, y_S_nu, y_P_nu, masses, nature == "majorana")

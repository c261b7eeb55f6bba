"""Catalogue quantities of the couplings between an electron and a nucleus."""

from __future__ import annotations

import numpy as np

from softnu.atoms.kernels import couplings as kernels
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.parameters import NUCLEUS, Nucleus
from softnu.checks import FloatArray
from softnu.quantity import UNIT_INTERVAL, Parameter, quantity

_PAPERS = ("1912.09444", "2405.16801")
_TERM = Parameter("term", "word", "sigma_e, sigma_N or cross term", choices=("H1", "H2", "meC"))
_VALIDITY = "nucleus at rest; recoil and weak magnetism left out, O(m_e/m_p)"


@quantity(
    "atoms.coupling.loop",
    items=(
        _TERM,
        Parameter("Ue_sq", "number", "|U_ei|^2 of the mass state", range=UNIT_INTERVAL),
        NUCLEUS,
    ),
    unit="",
    formula=r"H_1=-b^e_{ii}g_V^N,\ H_2=a^e_{ii}g_A^N,\ m_eC=-H_2/2;\quad"
    r" a^e_{ii}=|U_{ei}|^2+g_V^e,\ b^e_{ii}=|U_{ei}|^2+g_A^e",
    source="Sec. 2 of arXiv:1912.09444, signs as derived from Pauli spinors",
    papers=_PAPERS,
    accuracy="5e-15",
    validity=_VALIDITY,
    example={"term": "H2", "Ue_sq": 0.68},
)
def loop(term: str, Ue_sq: FloatArray, nucleus: Nucleus) -> FloatArray:
    """Coupling of one mass state to the spins of electron and nucleus."""
    axial = _axial(term, nucleus)
    return _term(term, kernels.loop(Ue_sq, nucleus.vector, axial, nucleus.sin2_theta_w))


@quantity(
    "atoms.coupling.tree",
    items=(_TERM, NUCLEUS),
    unit="1/eV2",
    formula=r"H_1=-\sqrt2G_Fg_A^eg_V^N,\ H_2=\sqrt2G_Fg_V^eg_A^N,\ m_eC=-H_2/2",
    source="contact limit of Z exchange; arXiv:1912.09444 and Eq. (2.19) of arXiv:2405.16801 "
    "have twice this and other signs",
    papers=_PAPERS,
    accuracy="5e-15",
    validity=_VALIDITY + "; tree level",
    example={"term": "H1"},
)
def tree(term: str, nucleus: Nucleus) -> FloatArray:
    """Coefficient of delta^3(r) by exchange of a Z."""
    axial = _axial(term, nucleus)
    return _term(term, kernels.tree(nucleus.vector, axial, nucleus.sin2_theta_w))


def _axial(term: str, nucleus: Nucleus) -> FloatArray:
    """Return the axial coupling of the nucleus where the term has it."""
    return np.zeros(()) if term == "H1" else nucleus.axial(None)


def _term(term: str, couplings: Couplings) -> FloatArray:
    found: FloatArray = getattr(couplings, term)
    return found

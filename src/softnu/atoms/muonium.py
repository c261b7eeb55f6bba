"""Catalogue quantities of muonium, an electron bound to an antimuon."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.elements import bohr_radius, exchange_element
from softnu.atoms.kernels.mixing import ComplexArray
from softnu.atoms.kernels.mixing import e1_m1_ratio as ratio_kernel
from softnu.atoms.kernels.muonium import LeptonExchange, loop_couplings
from softnu.atoms.named_atoms import hydrogen_like
from softnu.atoms.parameters import SIN2, line_of, pair_of
from softnu.atoms.parity import energies
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.atoms.ratio import COUNTS, EXAMPLE, FORMULA
from softnu.checks import FloatArray
from softnu.neutrinos.parameters import NEUTRINOS, NeutrinoArrays
from softnu.quantity import quantity

_PAPERS = ("1912.09444", "2405.16801")
_ATOM: Final = hydrogen_like("Mu")
_ONE: Final = np.ones(())
_VALIDITY = (
    "leading order in alpha, point vertices: l1 + l2 >= 5; antimuon with recoil, its magnetic "
    "moment in hyperfine structure only"
)


@quantity(
    "atoms.muonium.pv_element",
    items=(
        *(
            make(f"{name}{state}")
            for state in "12"
            for name, make in (("n", qn.principal), ("l", qn.orbital), ("j", qn.electronic))
        ),
        qn.total("F"),
        SIN2,
        NEUTRINOS,
    ),
    unit="eV",
    formula=r"v=\frac{G_F^2}{4\pi^3\mu_ra^6}\sum_{ij}\big[(H_1^{ij}A_e+H_2^{ij}A_N)K_p^{ij}"
    r"-\mu_rC^{ij}A_xK_g^{ij}\big],\ H_1=b^e_{ij}a^\mu_{ji},\ H_2=a^e_{ij}b^\mu_{ji}",
    source="derived as Sec. 2 of arXiv:1912.09444 for two leptons; all pairs of mass states",
    papers=_PAPERS,
    accuracy="1e-13 of the larger of its terms",
    validity=_VALIDITY,
    example={
        "n1": 4,
        "l1": 2,
        "j1": "5/2",
        "n2": 4,
        "l2": 3,
        "j2": "5/2",
        "F": 3,
        "m_lightest": "0 eV",
    },
)
def pv_element(
    n1: FloatArray,
    l1: FloatArray,
    j1: FloatArray,
    n2: FloatArray,
    l2: FloatArray,
    j2: FloatArray,
    F: FloatArray,
    sin2_theta_w: FloatArray,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Matrix element of the force of neutrinos between electron and antimuon."""

    def single(*numbers: float, **arrays: Any) -> FloatArray:
        couplings, exchange = _force(neutrinos.majorana, **arrays)
        return exchange_element(pair_of(*numbers, _ATOM.I), couplings, exchange, _ONE)

    return np.asarray(_over(single, (n1, l1, j1, n2, l2, j2, F), sin2_theta_w, neutrinos))


@quantity(
    "atoms.muonium.e1_m1_ratio",
    items=(
        qn.principal("n"),
        qn.orbital("l"),
        qn.electronic("j1"),
        qn.total("F1"),
        qn.electronic("j2"),
        qn.total("F2"),
        SIN2,
        NEUTRINOS,
        *COUNTS,
    ),
    unit="",
    formula=FORMULA,
    source="atoms.e1_m1_ratio with the elements of atoms.muonium.pv_element, g_mu m_e/m_mu in "
    "the hyperfine structure",
    papers=_PAPERS,
    accuracy="1e-11 of the formula; 1e-2 of nature, whose M1 amplitude has terms m_e/m_mu",
    validity=_VALIDITY + "; M1 amplitude of the electron",
    example=EXAMPLE,
)
def e1_m1_ratio(
    n: FloatArray,
    l: FloatArray,
    j1: FloatArray,
    F1: FloatArray,
    j2: FloatArray,
    F2: FloatArray,
    sin2_theta_w: FloatArray,
    neutrinos: NeutrinoArrays,
    part: str,
    hyperfine: bool,
    lamb: bool,
    widths: bool,
) -> FloatArray:
    """Amplitude of E1 by parity violation over that of M1 in muonium."""

    def single(*numbers: float, **arrays: Any) -> ComplexArray:
        line = line_of(*numbers, _ATOM.I)
        energy = energies(_ATOM, line, hyperfine=hyperfine, lamb=lamb, widths=widths)
        couplings, exchange = _force(neutrinos.majorana, **arrays)
        return ratio_kernel(line, couplings, exchange, _ONE, energy, False)

    ratio = np.asarray(_over(single, (n, l, j1, F1, j2, F2), sin2_theta_w, neutrinos))
    return ratio.imag if part == "im" else ratio.real


def _force(
    majorana: bool, masses: FloatArray, mixing: ComplexArray, sin2_theta_w: FloatArray
) -> tuple[Couplings, LeptonExchange]:
    U = mixing.reshape(*mixing.shape[:-1], 3, 3)
    couplings = loop_couplings(U, sin2_theta_w, majorana, _ATOM.mass, _ATOM.partner_mass)
    return couplings, LeptonExchange(masses * bohr_radius(_ONE, _ATOM.mass), _ATOM.mass)


def _over(
    single: Any,
    numbers: tuple[FloatArray, ...],
    sin2_theta_w: FloatArray,
    neutrinos: NeutrinoArrays,
) -> Any:
    """Evaluate over arrays of quantum numbers; the mixing matrix is a list of nine numbers."""
    U = neutrinos.mixing
    lists: dict[str, Any] = {"masses": neutrinos.masses, "mixing": U.reshape(*U.shape[:-2], 9)}
    return over_quantum_numbers(single, numbers, {"sin2_theta_w": sin2_theta_w}, lists)

"""Catalogue quantities of the matrix elements that violate parity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from softnu.atoms.kernels import couplings as coupling_kernels
from softnu.atoms.kernels import elements as kernels
from softnu.atoms.kernels import published
from softnu.atoms.kernels.radial import adjacent
from softnu.atoms.parameters import (
    CONVENTION,
    COUPLINGS,
    ELEMENT,
    LOOP,
    NUCLEUS,
    Element,
    Loop,
    Nucleus,
    exchange_of,
    loop_couplings,
    nucleus_of,
    nucleus_values,
    pair_of,
)
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E, M_Z
from softnu.errors import DomainError
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, quantity

_PAPERS = ("1912.09444",)
_STATES: dict[str, Any] = {
    "n1": 4,
    "l1": 2,
    "j1": "5/2",
    "n2": 4,
    "l2": 3,
    "j2": "5/2",
    "F": 3,
}
_LOOP_EXAMPLE = {**_STATES, "m_lightest": "0 eV"}
_PHASE = "<1|V|2> = -i v, radial functions positive near the nucleus"
_STATIC = f"{_PHASE}; nucleus at rest, non-relativistic electron"


@quantity(
    "atoms.pv_element.loop",
    items=(ELEMENT, LOOP, CONVENTION),
    unit="eV",
    formula=r"v=\frac{G_F^2}{4\pi^3m_ea^6}\sum_i\big[(H_1^iA_e+H_2^iA_N)K_p^i"
    r"-m_eC^iA_xK_g^i\big]",
    source="arXiv:1912.09444, factors as derived; published: twice, as Eq. (2.19) of "
    "arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-13 of the larger of its terms",
    validity=_STATIC + "; l1 + l2 >= 5, or a cutoff (a model of short distances)",
    example=_LOOP_EXAMPLE,
)
def loop(element: Element, loop: Loop, convention: str) -> FloatArray:
    """Matrix element of the force of neutrinos between electron and nucleus."""
    v = _loop_element(element, loop)
    return published.loop_element(v) if convention == "published" else v


@quantity(
    "atoms.pv_element.mass_coefficient",
    items=(ELEMENT, COUPLINGS, NATURE),
    unit="",
    formula=r"c=-\eta\frac{\{\ldots\}_{\rho^{-3}}}{\{\ldots\}_{\rho^{-5}}},\quad"
    r" \eta=\tfrac12\ \text{(Dirac)},\ 1\ \text{(Majorana)}",
    source="arXiv:1912.09444, which has -4.81(10) for 4D-4F; derived -4.32",
    papers=_PAPERS,
    accuracy="1e-13",
    validity="one mass for all states, m a << 1; the next term is of order (m a)^4",
    example=_STATES,
)
def mass_coefficient(element: Element, couplings: Loop, nature: str) -> FloatArray:
    """Coefficient c of the mass in v = v_0 [1 + c (m a)^2]."""

    def single(*numbers: float, **arrays: Any) -> FloatArray:
        pair = pair_of(*numbers)
        of_states = loop_couplings(pair.I, nucleus_of(arrays), arrays)
        if not adjacent(pair.l1, pair.l2):
            raise DomainError(
                f"l2 = {pair.l2} is not allowed: it must differ by one from l1 = {pair.l1}"
            )
        return kernels.mass_coefficient(pair, of_states, nature == "majorana")

    return _over(single, element, couplings)


@quantity(
    "atoms.pv_element.tree",
    items=(
        ELEMENT,
        NUCLEUS,
        Parameter(
            "cutoff", "energy", "scale of the nucleon's dipole", "0.843 GeV", range=POSITIVE
        ),
    ),
    unit="eV",
    formula=r"v=\frac1{m_ea^4}\big[(H_1A_e+H_2A_N)K_p-m_eC\,A_xK_g\big],\quad"
    r" F=\frac{\Lambda^3e^{-\Lambda r}}{8\pi}",
    source="contact limit of Z exchange, with the form factor of a nucleon",
    papers=_PAPERS,
    accuracy="1e-13",
    validity=_STATIC,
    example=_STATES,
)
def tree(element: Element, nucleus: Nucleus, cutoff: FloatArray) -> FloatArray:
    """Matrix element of Z exchange."""

    def single(*numbers: float, cutoff: FloatArray, **values: Any) -> FloatArray:
        pair, nucleus = pair_of(*numbers), nucleus_of(values)
        of_nucleus = coupling_kernels.tree(
            nucleus.vector, nucleus.axial(pair.I), nucleus.sin2_theta_w
        )
        return kernels.tree_element(pair, of_nucleus, nucleus.Z, cutoff)

    values = {**nucleus_values(nucleus), "cutoff": cutoff}
    return np.asarray(over_quantum_numbers(single, tuple(element), values))


@quantity(
    "atoms.pv_element.z_gamma",
    items=(ELEMENT, NUCLEUS),
    unit="eV",
    formula=r"H_1=-\sqrt2G_Fg_A^eZg_V^e\frac\alpha{3\pi},\ H_2=-\sqrt2G_Fg_A^Ng_V^e"
    r"\frac\alpha{3\pi},\ F=\frac1{4\pi r}\int dt(1+\tfrac{2m_e^2}t)\sqrt{1-\tfrac{4m_e^2}t}"
    r"\,e^{-\sqrt tr}",
    source="non-contact part of the running weak mixing angle; cf. arXiv:2205.02569",
    papers=_PAPERS,
    accuracy="1e-13 of the larger of its terms",
    validity=_STATIC + "; l1 + l2 >= 3, the electron's loop only",
    example=_STATES,
)
def z_gamma(element: Element, nucleus: Nucleus) -> FloatArray:
    """Matrix element of the competing mixing of Z and photon, of range 1/(2 m_e)."""
    return _z_gamma_element(element, nucleus)


@quantity(
    "atoms.pv_element.dominance",
    items=(ELEMENT, LOOP),
    unit="",
    formula=r"|v_{\nu\nu}/v_{Z\gamma}|",
    source="ratio of atoms.pv_element.loop and atoms.pv_element.z_gamma",
    papers=_PAPERS,
    accuracy="1e-12",
    validity=_STATIC + "; above 1 for min(l1, l2) >= 3 only",
    example=_LOOP_EXAMPLE,
)
def dominance(element: Element, loop: Loop) -> FloatArray:
    """How far the force of neutrinos dominates the parity violation of two states."""
    competing = _z_gamma_element(element, loop.nucleus)
    if np.any(competing == 0.0):
        raise DomainError(
            "the states are not allowed: Z-photon mixing does not connect them, or by less than "
            "the smallest float; they must have l that differ by one, and for I = 0 the same j"
        )
    return np.abs(_loop_element(element, loop) / competing)


@quantity(
    "atoms.pv_element.estimate",
    items=(
        Parameter("interaction", "word", "Z exchange or neutrinos", choices=("tree", "loop")),
        Parameter("l", "integer", "the smaller l of the two states", range=NONNEGATIVE),
    ),
    unit="eV",
    formula=r"\text{tree: }m_e\alpha^{2\ell+5}(m_e/m_Z)^{2\ell+2},\quad"
    r"\text{loop: }m_e\alpha^8(m_e/m_Z)^4",
    source="arXiv:1912.09444",
    papers=_PAPERS,
    accuracy="1e-13 of the formula",
    validity="an order of magnitude for hydrogen: the element of 4D-4F is 9e-6 of the loop's",
    example={"interaction": "loop", "l": 2},
)
def estimate(interaction: str, l: FloatArray) -> FloatArray:
    """Order of magnitude of a matrix element in hydrogen."""
    if interaction == "loop":
        return np.broadcast_to(M_E * ALPHA**8 * (M_E / M_Z) ** 4, l.shape)
    exponent = (2.0 * l + 5.0) * math.log(ALPHA) + (2.0 * l + 2.0) * math.log(M_E / M_Z)
    return M_E * np.exp(exponent)


def _over(single: Any, element: Element, loop: Loop) -> FloatArray:
    return np.asarray(over_quantum_numbers(single, tuple(element), loop.values, loop.lists))


def _loop_element(element: Element, loop: Loop) -> FloatArray:
    majorana = loop.exchange.majorana

    def single(*numbers: float, **arrays: Any) -> FloatArray:
        pair, nucleus = pair_of(*numbers), nucleus_of(arrays)
        of_states = loop_couplings(pair.I, nucleus, arrays)
        return kernels.exchange_element(pair, of_states, exchange_of(arrays, majorana), nucleus.Z)

    return _over(single, element, loop)


def _z_gamma_element(element: Element, nucleus: Nucleus) -> FloatArray:
    def single(*numbers: float, **values: Any) -> FloatArray:
        pair, nucleus = pair_of(*numbers), nucleus_of(values)
        of_nucleus = coupling_kernels.z_gamma(
            nucleus.Z, nucleus.axial(pair.I), nucleus.sin2_theta_w
        )
        return kernels.z_gamma_element(pair, of_nucleus, nucleus.Z)

    return np.asarray(over_quantum_numbers(single, tuple(element), nucleus_values(nucleus)))

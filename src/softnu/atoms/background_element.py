"""Catalogue quantity of the matrix elements of a background of neutrinos."""

from __future__ import annotations

import numpy as np

from softnu.atoms.kernels.background_element import Gas, background_element, charges
from softnu.atoms.kernels.elements import bohr_radius
from softnu.atoms.parameters import (
    ELEMENT,
    NUCLEUS,
    Element,
    Nucleus,
    nucleus_of,
    nucleus_values,
    pair_of,
)
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.checks import FloatArray
from softnu.forces.isotropic import check_thermal
from softnu.forces.parameters import THERMAL
from softnu.quantity import quantity

_GAS = ("T", "mu", "m_nu", "weight_nu", "weight_nubar")


@quantity(
    "atoms.background.element",
    items=(ELEMENT, *THERMAL, NUCLEUS),
    unit="eV",
    formula=r"v=\frac1{m_e}[A_eK_p[f_e]+A_N(K_p[f_b]+K_r[f_c])]"
    r"-A_x\int r^2R_1\Big[\frac{f_c/r-f_b'}{2m_e}+f_\times\Big]R_2\,dr,\quad"
    r" f\propto\frac{G_F^2J}{4\pi^3r^5}",
    source="Secs. 2, 3 of arXiv:2405.16801 between states of an atom; derived, where its terms "
    "with a velocity have twice this",
    papers=("2405.16801",),
    accuracy="1e-11 of the larger of its terms; 1e-9 in cold, dense gases of massive neutrinos of "
    "one helicity, or with unequal weights",
    validity="<1|V|2> = -i v; nucleus at rest, a point (T, mu below the 0.84 GeV of a nucleon); "
    "one occupation, in the momentum, for all flavours; to be added to the vacuum's element",
    example={
        "n1": 4,
        "l1": 2,
        "j1": "5/2",
        "n2": 4,
        "l2": 3,
        "j2": "5/2",
        "F": 3,
        "T": "1.945 K",
    },
)
def element(
    element: Element,
    distribution: str,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    nature: str,
    population: str,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    nucleus: Nucleus,
) -> FloatArray:
    """Matrix element of the force in a thermal background of neutrinos."""
    check_thermal(distribution, T, mu, np.maximum(weight_nu, weight_nubar), nature, population)

    def single(*numbers: float, **values: FloatArray) -> FloatArray:
        pair, of_nucleus = pair_of(*numbers), nucleus_of(values)
        T, mu, m_nu, weight_nu, weight_nubar = (values[name] for name in _GAS)
        a = bohr_radius(of_nucleus.Z)
        gas = Gas(
            T * a,
            mu * a,
            m_nu * a,
            weight_nu,
            weight_nubar,
            distribution,
            population,
            nature == "majorana",
        )
        couplings = charges(of_nucleus.vector, of_nucleus.axial(pair.I), of_nucleus.sin2_theta_w)
        return background_element(pair, couplings, gas, of_nucleus.Z)

    gas = dict(zip(_GAS, (T, mu, m_nu, weight_nu, weight_nubar), strict=True))
    values = {**gas, **nucleus_values(nucleus)}
    return np.asarray(over_quantum_numbers(single, tuple(element), values))

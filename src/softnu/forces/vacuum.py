"""Catalogue quantities of the force in vacuum."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels import gravity, vacuum
from softnu.forces.kernels.contraction import PotentialOperator
from softnu.forces.kernels.short_distance import short_distance_factor as form_factor
from softnu.forces.operators import TwoParticles, expectation, vacuum_operator
from softnu.forces.parameters import BODIES, M_NU, PAIR, PARTICLES, R, TwoBodies
from softnu.forces.validity import warn_outside_validity
from softnu.matter import coupling_matrix
from softnu.neutrinos.parameters import NATURE, NEUTRINOS, NeutrinoArrays
from softnu.quantity import ANY, POSITIVE, Parameter, quantity

_PAPERS = ("2405.16801",)
_FOUR_FERMION = "four-fermion theory (r > 1e-17 m), static point particles"
_PAIR_EXAMPLE = {"r": "1 um", "m_i": "0.05 eV", "m_j": "0.01 eV"}
_SPECTRAL = (
    r"V_{ij} = \frac{G_F^2}{48\pi^3 r}\int_{(m_i+m_j)^2}^\infty dt\,\frac{\sqrt\lambda}{t}"
    r"\Big[t - \frac{m_i^2+m_j^2}{2} - \frac{(m_i^2-m_j^2)^2}{2t} - 3\kappa_M m_i m_j\Big]"
    r"e^{-\sqrt t\, r}"
)
_SOURCE = "Eq. (2.2) of arXiv:2405.16801, extended to two masses by its spectral integral"
_ACCURACY = "1e-13 for 1e-8 <= m r <= 1e4"


@quantity(
    "forces.vacuum.pair_potential",
    items=PAIR,
    unit="eV",
    formula=_SPECTRAL,
    source=_SOURCE,
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_FOUR_FERMION,
    example=_PAIR_EXAMPLE,
)
def pair_potential(r: FloatArray, m_i: FloatArray, m_j: FloatArray, nature: str) -> FloatArray:
    """Potential by exchange of one pair of neutrinos, for unit vector couplings."""
    warn_outside_validity(r=r)
    return vacuum.pair_potential(r, m_i, m_j, nature == "majorana")


@quantity(
    "forces.vacuum.pair_potential_scaled",
    items=PAIR,
    unit="",
    formula=r"V_{ij}\,e^{(m_i+m_j)r} \Big/ \frac{G_F^2}{4\pi^3 r^5}",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_FOUR_FERMION,
    example=_PAIR_EXAMPLE,
)
def pair_potential_scaled(
    r: FloatArray, m_i: FloatArray, m_j: FloatArray, nature: str
) -> FloatArray:
    """Potential of a pair without its exponential, over the massless potential."""
    return vacuum.pair_potential_scaled(r, m_i, m_j, nature == "majorana")


@quantity(
    "forces.vacuum.pair_gradient",
    items=PAIR,
    unit="eV2",
    formula=r"dV_{ij}/dr",
    source=_SOURCE,
    papers=(*_PAPERS, "1912.09444"),
    accuracy=_ACCURACY,
    validity=_FOUR_FERMION,
    example=_PAIR_EXAMPLE,
)
def pair_gradient(r: FloatArray, m_i: FloatArray, m_j: FloatArray, nature: str) -> FloatArray:
    """Derivative of the potential of one pair with respect to the distance."""
    warn_outside_validity(r=r)
    return vacuum.pair_gradient(r, m_i, m_j, nature == "majorana")


@quantity(
    "forces.vacuum.spin_coefficient",
    items=(
        *PAIR,
        Parameter("term", "word", "which coefficient", choices=("s1_s2", "s1_r_s2_r")),
    ),
    unit="",
    formula=r"V = g_A g_A' [v_d\,\sigma_1\!\cdot\!\sigma_2"
    r" + v_r\,(\sigma_1\!\cdot\!\hat r)(\sigma_2\!\cdot\!\hat r)],"
    r"\quad m\to0:\ v_d = -\tfrac32 V_0,\ v_r = \tfrac52 V_0",
    source="Eq. (2.17) of arXiv:2405.16801, extended to masses",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_FOUR_FERMION,
    example={**_PAIR_EXAMPLE, "term": "s1_s2"},
)
def spin_coefficient(
    r: FloatArray, m_i: FloatArray, m_j: FloatArray, nature: str, term: str
) -> FloatArray:
    """Coefficient of a spin structure for unit axial couplings, over the massless potential."""
    v_d, v_r = vacuum.spin_coefficients(r, m_i, m_j, nature == "majorana")
    return v_d if term == "s1_s2" else v_r


@quantity(
    "forces.vacuum.short_distance_factor",
    items=(
        Parameter("Mr", "number", "form-factor mass times distance", range=POSITIVE),
        Parameter("log_scale", "number", "ln(M^2/mu^2), contact term", 0, range=ANY),
    ),
    unit="",
    formula=r"S(x) = \tfrac{x^4}{12}\{e^x E_1 - e^{-x}\mathrm{Ei} - 1 + e^{-x}"
    r" + \tfrac x2(e^x E_1 + e^{-x}\mathrm{Ei})\} + \tfrac{x^4}{12} L e^{-x}(1-\tfrac x2)",
    source="form factor M^2/(M^2+Q^2) in both vertices of the massless loop",
    papers=("1912.09444",),
    accuracy="1e-13",
    validity="massless neutrinos; the contact part depends on the scheme",
    example={"Mr": 5},
)
def short_distance_factor(Mr: FloatArray, log_scale: FloatArray) -> FloatArray:
    """Factor on the massless potential by a form factor of scale M in both vertices."""
    return form_factor(Mr, log_scale)


@quantity(
    "forces.vacuum.spin_independent",
    items=(
        Parameter("particle1", "name", "e, p, n or an atom such as Fe, 56Fe"),
        Parameter("particle2", "name", "e, p, n or an atom such as Fe, 56Fe"),
        R,
        NEUTRINOS,
    ),
    unit="eV",
    formula=r"V = \sum_{ij} \big[\mathrm{Re}(g_{ij}g'_{ji}) V^D_{ij}"
    r" + \mathrm{Re}(g_{ij}g'_{ij})(V^M_{ij}-V^D_{ij})\big]",
    source=_SOURCE + ", with couplings in the mass basis",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_FOUR_FERMION,
    example={"particle1": "e", "particle2": "n", "r": "1 um", "m_lightest": "0.01 eV"},
)
def spin_independent(
    particle1: str, particle2: str, r: FloatArray, neutrinos: NeutrinoArrays
) -> FloatArray:
    """Potential of two particles or atoms at rest by exchange of all neutrinos."""
    warn_outside_validity(r=r)
    g1, g2 = (coupling_matrix(name, "vector", neutrinos.mixing) for name in (particle1, particle2))
    return vacuum.spin_independent(r, g1, g2, neutrinos.masses, neutrinos.majorana)


@quantity(
    "forces.vacuum.two_particles",
    items=(PARTICLES, M_NU, NATURE),
    unit="eV",
    formula=r"\langle V_0 + a_1\!\cdot\!\sigma_1 + a_2\!\cdot\!\sigma_2"
    r" + \sigma_1 B \sigma_2\rangle",
    source="Eqs. (2.2), (2.17)-(2.19) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-13",
    validity=_FOUR_FERMION + ", first order in v; product states of the spins",
    example={
        "particle1": "e",
        "particle2": "n",
        "spin1": [0, 0, 1],
        "spin2": [1, 0, 0],
        "velocity1": [0.01, 0, 0],
        "r": ["1 nm", "0 nm", "2 nm"],
    },
)
def two_particles(particles: TwoParticles, m_nu: FloatArray, nature: str) -> FloatArray:
    """Expectation value of the potential of two spinning, moving particles."""
    majorana = nature == "majorana"

    def environment(pair: TwoParticles, m_nu: FloatArray) -> PotentialOperator:
        return vacuum_operator(pair, m_nu, m_nu, majorana)

    return expectation(particles, environment, m_nu=m_nu)


@quantity(
    "forces.vacuum.ratio_to_gravity",
    items=(BODIES, R, M_NU, NATURE),
    unit="",
    formula=r"|V/V_{\rm grav}| = \sum_\alpha g_V^\alpha g_V'^\alpha\,"
    r"\frac{G_F^2}{4\pi^3 r^4 G_N M_1 M_2}",
    source="ratio of Eq. (2.2) of arXiv:2405.16801 to Newton's potential",
    papers=("2209.07082",),
    accuracy="1e-13 beside the 2e-5 of G_N",
    validity=_FOUR_FERMION,
    example={"body1": "Fe", "body2": "Fe", "r": "52 um"},
)
def ratio_to_gravity(
    bodies: TwoBodies, r: FloatArray, m_nu: FloatArray, nature: str
) -> FloatArray:
    """Size of the force between two atoms relative to gravity, all flavours."""
    warn_outside_validity(r=r)
    return gravity.ratio_to_gravity(
        r, bodies.products.sum(axis=-1), bodies.mass1, bodies.mass2, m_nu, nature == "majorana"
    )


@quantity(
    "forces.vacuum.gravity_crossover",
    items=(BODIES, M_NU, NATURE),
    unit="m",
    formula=r"|V(r)/V_{\rm grav}(r)| = 1",
    source="root of forces.vacuum.ratio_to_gravity",
    papers=("2209.07082",),
    accuracy="1e-12 beside the 5e-6 of G_N",
    validity=_FOUR_FERMION,
    example={"body1": "Fe", "body2": "Fe"},
)
def gravity_crossover(bodies: TwoBodies, m_nu: FloatArray, nature: str) -> FloatArray:
    """Separation at which the force between two atoms equals gravity."""
    return gravity.gravity_crossover(
        np.abs(bodies.products.sum(axis=-1)),
        bodies.mass1,
        bodies.mass2,
        m_nu,
        nature == "majorana",
    )

"""Catalogue quantities of isotropic thermal backgrounds."""

from __future__ import annotations

from functools import partial

import numpy as np

from softnu.checks import FloatArray, positive
from softnu.errors import DomainError
from softnu.forces.kernels import isotropic
from softnu.forces.mode import require_majorana_sum
from softnu.forces.operators import TwoParticles, expectation, thermal_operator
from softnu.forces.parameters import PARTICLES, THERMAL, R
from softnu.forces.validity import warn_about_pauli
from softnu.quantity import POSITIVE, Parameter, quantity

_PAPERS = ("2405.16801",)
_VALIDITY = "occupation in the momentum, not the energy; static point particles"
_THERMAL_EXAMPLE = {"T": "1.945 K"}


def check_thermal(
    distribution: str,
    T: FloatArray,
    mu: FloatArray,
    weight: FloatArray,
    nature: str,
    population: str,
) -> None:
    """Raise unless temperature, statistics, nature and population go together."""
    if distribution == "maxwell_boltzmann":
        positive("T", T)
    require_majorana_sum(nature, population)
    warn_about_pauli(distribution, T, mu, weight)


@quantity(
    "forces.isotropic.j_factor",
    items=(
        Parameter("factor", "word", "which J", choices=("a", "b", "c", "d")),
        R,
        *THERMAL,
    ),
    unit="",
    formula=r"V = -\frac{G_F^2}{4\pi^3r^5}\{g_Vg_V' J_a + g_Ag_A'[\sigma_1\!\cdot\!\sigma_2 J_b"
    r" + (\sigma_1\!\cdot\!\hat r)(\sigma_2\!\cdot\!\hat r)J_c"
    r" - \hat r\!\cdot\!(\sigma_1\times\sigma_2)J_d]\}",
    source="Eqs. (3.5)-(3.33) of arXiv:2405.16801; massless Fermi-Dirac at any mu in closed form",
    papers=_PAPERS,
    accuracy="1e-12 closed forms, 1e-11 massive (relative to the largest J where J is suppressed)",
    validity=_VALIDITY,
    example={"factor": "a", "r": "0.1 mm", **_THERMAL_EXAMPLE},
)
def j_factor(
    factor: str,
    r: FloatArray,
    distribution: str,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    nature: str,
    population: str,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
) -> FloatArray:
    """Function J of an isotropic background: a spin independent, b and c, d spin dependent."""
    check_thermal(distribution, T, mu, np.maximum(weight_nu, weight_nubar), nature, population)
    return isotropic.j_factor(
        factor,
        r,
        T,
        mu,
        m_nu,
        weight_nu,
        weight_nubar,
        distribution,
        population,
        nature == "majorana",
    )


@quantity(
    "forces.isotropic.total_over_vacuum",
    items=(R, *THERMAL),
    unit="",
    formula=r"V_{\rm tot}/V_0 = \frac\psi2[(1+z\coth z)\cos\nu + \nu\sin\nu],"
    r"\ z = 2\pi rT,\ \nu = 2\mu r,\ \psi = z/\sinh z",
    source="Eq. (3.20) of arXiv:2405.16801 plus vacuum, summed without cancellation",
    papers=_PAPERS,
    accuracy="1e-12 massless Fermi-Dirac at any rT; otherwise 1e-12 of the larger part",
    validity=_VALIDITY,
    example={"r": "1 mm", **_THERMAL_EXAMPLE},
)
def total_over_vacuum(
    r: FloatArray,
    distribution: str,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    nature: str,
    population: str,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
) -> FloatArray:
    """Vacuum plus background over vacuum, spin independent: thermal screening."""
    check_thermal(distribution, T, mu, np.maximum(weight_nu, weight_nubar), nature, population)
    ratio = isotropic.total_over_vacuum(
        r, T, mu, m_nu, weight_nu, weight_nubar, distribution, population, nature == "majorana"
    )
    if np.any(np.isinf(ratio)):
        raise DomainError(
            f"m_nu = {float(np.max(m_nu)):.6g} eV is too large at this r: the vacuum force falls "
            "as e^(-2 m_nu r), and the ratio exceeds the largest number for m_nu r above 350"
        )
    return ratio


@quantity(
    "forces.isotropic.screening_length",
    items=(Parameter("T", "temperature", "temperature of the neutrinos", range=POSITIVE),),
    unit="m",
    formula=r"1/(2\pi T)",
    source="decay of Eq. (3.20) of arXiv:2405.16801 plus vacuum",
    papers=_PAPERS,
    accuracy="1e-15",
    validity="massless neutrinos, Fermi-Dirac",
    example=_THERMAL_EXAMPLE,
)
def screening_length(T: FloatArray) -> FloatArray:
    """Distance over which thermal neutrinos screen the vacuum force."""
    return isotropic.screening_length(T)


@quantity(
    "forces.isotropic.two_particles",
    items=(PARTICLES, *THERMAL),
    unit="eV",
    formula=r"\langle V_0 + a_1\!\cdot\!\sigma_1 + a_2\!\cdot\!\sigma_2"
    r" + \sigma_1 B\sigma_2\rangle",
    source="Eqs. (2.36)-(2.43) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-11",
    validity=_VALIDITY + "; first order in v",
    example={
        "particle1": "e",
        "particle2": "n",
        "spin1": [0, 0, 1],
        "spin2": [1, 0, 0],
        "r": ["0 um", "0 um", "50 um"],
        **_THERMAL_EXAMPLE,
    },
)
def two_particles(
    particles: TwoParticles,
    distribution: str,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    nature: str,
    population: str,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
) -> FloatArray:
    """Expectation value of the potential of two particles in a thermal background."""
    check_thermal(distribution, T, mu, np.maximum(weight_nu, weight_nubar), nature, population)
    environment = partial(
        thermal_operator,
        distribution=distribution,
        population=population,
        majorana=nature == "majorana",
    )
    return expectation(
        particles,
        environment,
        T=T,
        mu=mu,
        m_nu=m_nu,
        weight_nu=weight_nu,
        weight_nubar=weight_nubar,
    )

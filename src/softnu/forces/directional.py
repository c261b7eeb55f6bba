"""Catalogue quantities of directional backgrounds: lobes of directions, spreads of energy."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.forces.blocks import in_blocks
from softnu.forces.kernels.directional import lobe
from softnu.forces.kernels.directional import spread as kernels
from softnu.forces.mode import (
    COMPONENT,
    FAST,
    N_NU,
    N_NUBAR,
    TENSOR,
    component_of,
    require_majorana_sum,
)
from softnu.forces.operators import TwoParticles, expectation, lobe_operator
from softnu.forces.parameters import ANGLE, M_NU, PARTICLES, POPULATION, R_VECTOR, R
from softnu.forces.validity import warn_outside_validity
from softnu.neutrinos.parameters import NATURE, PART
from softnu.numerics.filon import ComplexArray
from softnu.quantity import NONNEGATIVE, NONZERO_VECTOR, POSITIVE, Item, Parameter, quantity

_PART = replace(PART, default="re")
_PAPERS = ("2405.16801", "2209.07082")
_LOBE: tuple[Item, ...] = (
    Parameter("k", "energy", "size of the momentum of the neutrinos", range=POSITIVE),
    Parameter(
        "axis",
        "vector",
        "mean direction in which they move; its length is ignored",
        range=NONZERO_VECTOR,
    ),
    Parameter(
        "kappa_f",
        "number",
        "concentration about the axis: 0 isotropic, 1/sigma^2 for small angles",
        range=NONNEGATIVE,
    ),
)


@quantity(
    "forces.directional.kernel",
    items=(TENSOR, COMPONENT, R_VECTOR, *_LOBE, M_NU, POPULATION, NATURE, FAST),
    unit="eV3",
    formula=r"\int\!d\Omega_k\,\frac{\kappa_f e^{\kappa_f\hat k\cdot\hat n}}{4\pi\sinh\kappa_f}"
    r"\,\{S^{\mu\nu}, A^{\mu\nu}\}(\mathbf k, \mathbf r)",
    source="average of forces.mode.kernel over directions in closed form; Eqs. (2.30)-(2.33) "
    "of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-14 of the largest component, plus 1e-15 times the phase k r of the waves",
    validity="static targets, E well below the target's mass",
    example={
        "tensor": "S",
        "component": "00",
        "r": ["0 um", "0 um", "1 um"],
        "k": "0.2 eV",
        "axis": [0, 0.1, 1],
        "kappa_f": 50,
        "m_nu": "0.05 eV",
    },
)
def kernel(
    tensor: str,
    component: str,
    r: FloatArray,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    m_nu: FloatArray,
    population: str,
    nature: str,
    fast: str = "auto",
) -> FloatArray:
    """Kernel averaged over von Mises-Fisher directions around an axis."""
    require_majorana_sum(nature, population)

    def one_component(
        r: FloatArray, k: FloatArray, axis: FloatArray, kappa_f: FloatArray, m_nu: FloatArray
    ) -> FloatArray:
        exchange = lobe.one_mass(m_nu, nature == "majorana")
        tensors = lobe.lobe_kernel(r, k, axis, kappa_f, exchange, population, fast)
        return component_of(tensors, tensor, component)

    scalars = {"k": k, "kappa_f": kappa_f, "m_nu": m_nu}
    return in_blocks(one_component, scalars, {"r": r, "axis": axis})


@quantity(
    "forces.directional.angle_factor",
    items=(
        Parameter(
            "spread",
            "word",
            "Gaussian about the mean direction, or a cone about r",
            "gaussian",
            choices=("gaussian", "cone"),
        ),
        Parameter("kr", "number", "momentum times distance", range=NONNEGATIVE),
        Parameter("alpha", "angle", "between r and the mean direction", "0 rad", range=ANGLE),
        Parameter(
            "width",
            "angle",
            "standard deviation per component, or half angle of the cone",
            range=ANGLE,
        ),
        _PART,
    ),
    unit="",
    formula=r"\frac{1}{1-is}\exp\frac{ikr\,\alpha^2}{2(1-is)},\ s = kr\,\sigma^2;\quad"
    r"\text{cone: } \frac{e^{ikr\,d}-1}{ikr\,d},\ d = 2\sin^2\tfrac{\theta_0}{2}",
    source="average of the slow phase of Eq. (4.4) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-15 times the phase, up to kr = 1e20",
    validity="Gaussian: small angles and widths, where 1 - cos is half the square; cone: "
    "alpha = 0, any half angle",
    example={"kr": 1e6, "alpha": "1e-3 rad", "width": "5e-4 rad"},
)
def angle_factor(
    spread: str, kr: FloatArray, alpha: FloatArray, width: FloatArray, part: str
) -> FloatArray:
    """Mean of e^{i kr alpha^2/2} over small angles, or of e^{i kr (1-cos)} over a cone."""
    if spread == "gaussian":
        return _part(kernels.gaussian_angle_factor(kr, alpha, width), part)
    if np.any(alpha != 0.0):
        raise DomainError(
            f"alpha = {float(np.max(alpha)):.6g} rad is not allowed: it must be 0 for "
            "spread = 'cone', whose axis is r"
        )
    return _part(kernels.cone_factor(kr + 0.0 * alpha, width), part)


@quantity(
    "forces.directional.energy_factor",
    items=(
        Parameter("E", "energy", "mean energy", range=POSITIVE),
        Parameter("sigma_E", "energy", "its standard deviation", range=NONNEGATIVE),
        R,
        Parameter("alpha", "angle", "between r and the direction of the beam", range=ANGLE),
        _PART,
    ),
    unit="eV",
    formula=r"(E+i\sigma_E^2\varphi)\,e^{iE\varphi-\sigma_E^2\varphi^2/2},\quad"
    r"\varphi = 2r\sin^2\tfrac\alpha2",
    source="Gaussian average of the slow wave of Eq. (4.4) of arXiv:2405.16801",
    papers=_PAPERS,
    accuracy="1e-15 times the phase, up to E r = 1e20",
    validity="sigma_E below E/5 (warns above): the Gaussian is not cut off at E = 0",
    example={"E": "0.862 MeV", "sigma_E": "0.3 keV", "r": "1 m", "alpha": "1e-9 rad"},
)
def energy_factor(
    E: FloatArray, sigma_E: FloatArray, r: FloatArray, alpha: FloatArray, part: str
) -> FloatArray:
    """Mean of E e^{iE phi} over Gaussian energies, phi = 2 r sin^2(alpha/2)."""
    warn_outside_validity(E_nu=E, sigma_E=sigma_E)
    phi = 2.0 * r * np.sin(0.5 * alpha) ** 2
    return _part(kernels.gaussian_energy_factor(E, sigma_E, phi), part)


@quantity(
    "forces.directional.two_particles",
    items=(PARTICLES, *_LOBE, N_NU, N_NUBAR, M_NU, POPULATION, NATURE, FAST),
    unit="eV",
    formula=r"-\frac{4G_F^2}{E}\langle[(n+\bar n)S^{\mu\nu}"
    r" + (n-\bar n)A^{\mu\nu}]\,j_{1\mu}j_{2\nu}\rangle",
    source="forces.mode.two_particles averaged over directions in closed form",
    papers=_PAPERS,
    accuracy="1e-12 of the largest term, plus 1e-15 times the phase k r of the waves",
    validity="static targets, first order in v; product states of the spins",
    example={
        "particle1": "e",
        "particle2": "n",
        "spin1": [0, 0, 1],
        "r": ["0 um", "0 um", "1 um"],
        "k": "0.2 eV",
        "axis": [0, 0.1, 1],
        "kappa_f": 50,
        "n_nu": "56 1/cm3",
        "m_nu": "0.05 eV",
    },
)
def two_particles(
    particles: TwoParticles,
    k: FloatArray,
    axis: FloatArray,
    kappa_f: FloatArray,
    n_nu: FloatArray,
    n_nubar: FloatArray,
    m_nu: FloatArray,
    population: str,
    nature: str,
    fast: str = "auto",
) -> FloatArray:
    """Expectation value of the potential of two particles in a lobe of neutrinos."""
    require_majorana_sum(nature, population)
    warn_outside_validity(
        E_nu=np.hypot(k, m_nu), mass=np.minimum(particles.mass1, particles.mass2)
    )
    environment = partial(
        lobe_operator, population=population, majorana=nature == "majorana", fast=fast
    )
    background = {"k": k, "kappa_f": kappa_f, "n_nu": n_nu, "n_nubar": n_nubar, "m_nu": m_nu}
    return expectation(particles, environment, axis_vector=axis, **background)


def _part(value: ComplexArray, part: str) -> FloatArray:
    return np.asarray(value.real if part == "re" else value.imag)

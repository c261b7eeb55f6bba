"""Catalogue quantities of a background with a single momentum."""

from __future__ import annotations

from functools import partial

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError
from softnu.forces.blocks import in_blocks
from softnu.forces.kernels import mode as kernels
from softnu.forces.operators import TwoParticles, expectation, mode_operator
from softnu.forces.parameters import ANGLE, K_VECTOR, PARTICLES, POPULATION, R_VECTOR
from softnu.forces.validity import warn_outside_validity
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import NONNEGATIVE, Parameter, quantity

_PAPERS = ("2405.16801", "2209.07082")
TENSOR = Parameter("tensor", "word", "symmetric or antisymmetric part", choices=("S", "A"))
COMPONENT = Parameter(
    "component",
    "word",
    "indices, 0 for time",
    choices=tuple(a + b for a in "0xyz" for b in "0xyz"),
)
FAST = Parameter(
    "fast",
    "word",
    "waves set to their average 0: with phases above 1e12, none, the faster ones",
    "auto",
    choices=tuple(kernels.FAST),
)
N_NU = Parameter("n_nu", "number density", "neutrinos per helicity", range=NONNEGATIVE)
N_NUBAR = Parameter(
    "n_nubar", "number density", "antineutrinos per helicity", "0 eV3", range=NONNEGATIVE
)
_M_NU = Parameter("m_nu", "energy", "mass of the neutrino", range=NONNEGATIVE)


def require_majorana_sum(nature: str, population: str) -> None:
    """Raise :class:`ConfigError` for a Majorana background with one helicity filled."""
    if nature == "majorana" and population != "sum":
        raise ConfigError(
            f"population = {population!r} is not allowed for nature = 'majorana': the helicities "
            "are then nu and nubar; give them different weights with population = 'sum'"
        )


def component_of(
    tensors: tuple[FloatArray, FloatArray], tensor: str, component: str
) -> FloatArray:
    """Return the component, such as "0z", of S or A (..., 4, 4)."""
    row, column = ("0xyz".index(letter) for letter in component)
    return tensors["SA".index(tensor)][..., row, column]


@quantity(
    "forces.mode.kernel",
    items=(
        TENSOR,
        COMPONENT,
        R_VECTOR,
        K_VECTOR,
        _M_NU,
        POPULATION,
        NATURE,
        FAST,
    ),
    unit="eV3",
    formula=r"V = -8 G_F^2\int\!\frac{d^3k}{(2\pi)^3 2E}\{[n_\nu+n_{\bar\nu}]S^{\mu\nu}"
    r" + [n_\nu-n_{\bar\nu}]A^{\mu\nu}\}\, j_{1\mu} j_{2\nu}",
    source="Fourier transform of Eqs. (2.30)-(2.33) of arXiv:2405.16801 in closed form",
    papers=_PAPERS,
    accuracy="2e-15 (1 + k r)(1 + 1/(k r)) of the amplitude E K_0/(4 pi r) of the waves; not of "
    "components that are far smaller, such as A^0i near the axis",
    validity="static targets, E well below the target's mass",
    example={
        "tensor": "S",
        "component": "00",
        "r": ["0 um", "0 um", "1 um"],
        "k": ["0 eV", "0.1 eV", "0.2 eV"],
        "m_nu": "0.05 eV",
    },
)
def kernel(
    tensor: str,
    component: str,
    r: FloatArray,
    k: FloatArray,
    m_nu: FloatArray,
    population: str,
    nature: str,
    fast: str = "auto",
) -> FloatArray:
    """Component of the kernel tensor of one background mode."""
    require_majorana_sum(nature, population)

    def one_component(r: FloatArray, k: FloatArray, m_nu: FloatArray) -> FloatArray:
        tensors = kernels.mode_kernel(r, k, m_nu, population, nature == "majorana", fast)
        return component_of(tensors, tensor, component)

    return in_blocks(one_component, {"m_nu": m_nu}, {"r": r, "k": k})


@quantity(
    "forces.mode.slow_factor",
    items=(
        Parameter("kr", "number", "momentum times distance", range=NONNEGATIVE),
        Parameter("alpha", "angle", "angle between r and the momentum", range=ANGLE),
    ),
    unit="",
    formula=r"\cos^2(\alpha/2)\cos(2kr\sin^2(\alpha/2))",
    source="Eq. (4.4) of arXiv:2405.16801, slow term",
    papers=_PAPERS,
    accuracy="1e-15 times the phase",
    validity="kr >> 1; the fast term averages to 0",
    example={"kr": 1e6, "alpha": "1e-3 rad"},
)
def slow_factor(kr: FloatArray, alpha: FloatArray) -> FloatArray:
    """Slowly varying angular factor of the force along a beam."""
    return kernels.slow_factor(kr, alpha)


@quantity(
    "forces.mode.two_particles",
    items=(
        PARTICLES,
        K_VECTOR,
        N_NU,
        N_NUBAR,
        _M_NU,
        POPULATION,
        NATURE,
        FAST,
    ),
    unit="eV",
    formula=r"-\frac{4G_F^2}{E}\langle[(n+\bar n)S^{\mu\nu}"
    r" + (n-\bar n)A^{\mu\nu}]\,j_{1\mu}j_{2\nu}\rangle",
    source="Eqs. (2.25)-(2.37) of arXiv:2405.16801 with physical momenta of antineutrinos",
    papers=_PAPERS,
    accuracy="1e-12 of the largest term",
    validity="static targets, first order in v; product states of the spins",
    example={
        "particle1": "e",
        "particle2": "n",
        "spin1": [0, 0, 1],
        "r": ["0 um", "0 um", "1 um"],
        "k": ["0 eV", "0.1 eV", "0.2 eV"],
        "n_nu": "56 1/cm3",
        "m_nu": "0.05 eV",
    },
)
def two_particles(
    particles: TwoParticles,
    k: FloatArray,
    n_nu: FloatArray,
    n_nubar: FloatArray,
    m_nu: FloatArray,
    population: str,
    nature: str,
    fast: str = "auto",
) -> FloatArray:
    """Expectation value of the potential of two particles in a single background mode."""
    require_majorana_sum(nature, population)
    E = np.sqrt((k**2).sum(axis=-1) + m_nu**2)
    warn_outside_validity(E_nu=E, mass=np.minimum(particles.mass1, particles.mass2))
    environment = partial(
        mode_operator, population=population, majorana=nature == "majorana", fast=fast
    )
    return expectation(particles, environment, k_vector=k, n_nu=n_nu, n_nubar=n_nubar, m_nu=m_nu)

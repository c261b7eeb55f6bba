"""Catalogue quantities: spins in the relic neutrinos (Stodolsky effect), phase of a passage."""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    REQUIRED,
    UNIT_INTERVAL,
    Parameter,
    Range,
    quantity,
)
from softnu.relics.kernels import stodolsky as kernels

_PAPER = "2401.07347"
_STODOLSKY = "L. Stodolsky, Phys. Rev. Lett. 34 (1975) 110; helicities and natures derived"
_FIRST_ORDER = "first order in the wind, neutrinos isotropic in their frame"


def _density(name: str, meaning: str, default: Any = REQUIRED) -> Parameter:
    return Parameter(name, "number density", meaning, default, range=NONNEGATIVE)


def _at_least_one(name: str, value: FloatArray) -> FloatArray:
    array = np.asarray(value, dtype=np.float64)
    if not np.all(np.isfinite(array) & (array >= 1.0)):
        raise DomainError(f"{name} = {float(np.min(array)):.6g} is not allowed: it must be >= 1")
    return array


G_A = Parameter("g_A", "number", "axial coupling of the electron to these neutrinos")
WIND = Parameter("wind", "speed", "speed relative to the relic neutrinos", range=UNIT_INTERVAL)
J0 = Parameter("J0", "number density", "current J^0 of the background, any sign")
DIRAC_OR_MAJORANA = Parameter("nature", "word", NATURE.meaning, choices=NATURE.choices)


@quantity(
    "relics.stodolsky.current",
    items=(
        DIRAC_OR_MAJORANA,
        _density("n_left", "left-helical neutrinos"),
        _density("n_right", "right-helical neutrinos"),
        _density("nbar_left", "left-helical antineutrinos, Dirac only", "0 1/cm3"),
        _density("nbar_right", "right-helical antineutrinos, Dirac only", "0 1/cm3"),
        Parameter("v", "speed", "speed of the neutrinos", range=UNIT_INTERVAL),
    ),
    unit="1/cm3",
    formula=r"J^0 = n_-(1+v) + n_+(1-v) - \bar n_+(1+v) - \bar n_-(1-v)"
    r"\ \text{or}\ 2v(n_- - n_+)",
    source=_STODOLSKY,
    papers=(_PAPER,),
    accuracy="4e-16 of the sum of the densities",
    validity="one speed; isotropic neutrinos",
    example={
        "nature": "dirac",
        "n_left": "60 1/cm3",
        "n_right": "0 1/cm3",
        "nbar_right": "52 1/cm3",
        "v": 0.01,
    },
)
def current(
    nature: str,
    n_left: FloatArray,
    n_right: FloatArray,
    nbar_left: FloatArray,
    nbar_right: FloatArray,
    v: FloatArray,
) -> FloatArray:
    """Weak current J^0 of a background, by helicities."""
    if nature == "dirac":
        return kernels.dirac_current(n_left, n_right, nbar_left, nbar_right, v)
    for name, density in (("nbar_left", nbar_left), ("nbar_right", nbar_right)):
        if np.any(density > 0.0):
            raise ConfigError(
                f"{name} is not allowed for nature = 'majorana': there are n_left and n_right only"
            )
    return kernels.majorana_current(n_left, n_right, v)


@quantity(
    "relics.stodolsky.splitting",
    items=(G_A, WIND, J0),
    unit="eV",
    formula=r"\Delta E = \sqrt2\,G_F|g_A|\,\beta\,|J^0|",
    source=_STODOLSKY,
    papers=(_PAPER,),
    accuracy="2e-15",
    validity=_FIRST_ORDER,
    example={"g_A": 0.5, "wind": 1.23e-3, "J0": "112 1/cm3"},
)
def splitting(g_A: FloatArray, wind: FloatArray, J0: FloatArray) -> FloatArray:
    """Energy between the spin states of an electron along the relic wind."""
    return kernels.splitting(g_A, wind, J0)


@quantity(
    "relics.stodolsky.acceleration",
    items=(
        G_A,
        WIND,
        J0,
        Parameter(
            "molar_mass", "molar mass", "of the atoms, one polarised electron each", range=POSITIVE
        ),
        Parameter("R", "length", "size of the body", range=POSITIVE),
        Parameter(
            "geometry_factor", "number", "M R^2 over the moment of inertia", 1, range=NONNEGATIVE
        ),
    ),
    unit="cm/s2",
    formula=r"a = \frac{N_A}{M}\,\frac{\Delta E}{\pi}\,\frac{\gamma}{R}",
    source=_STODOLSKY,
    papers=(_PAPER,),
    accuracy="2e-15",
    validity=_FIRST_ORDER,
    example={"g_A": 0.5, "wind": 1e-3, "J0": "224 1/cm3", "molar_mass": "100 g/mol", "R": "1 cm"},
)
def acceleration(
    g_A: FloatArray,
    wind: FloatArray,
    J0: FloatArray,
    molar_mass: FloatArray,
    R: FloatArray,
    geometry_factor: FloatArray,
) -> FloatArray:
    """Acceleration at the rim of a polarised body by the torque of the relic wind."""
    energy = kernels.splitting(g_A, wind, J0)
    return kernels.torque_acceleration(energy, molar_mass, R, geometry_factor)


@quantity(
    "relics.phase_probability",
    items=(
        Parameter("C", "number", "coupling of the scatterers"),
        Parameter("n", "number density", "of the scatterers", range=NONNEGATIVE),
        Parameter("length", "length", "path through them", range=NONNEGATIVE),
        DIRAC_OR_MAJORANA,
        Parameter(
            "E_over_p",
            "number",
            "energy over momentum of the neutrino, Dirac only",
            1,
            range=Range(">= 1", _at_least_one),
        ),
    ),
    unit="",
    formula=r"P = (\sqrt2\,G_FCnL)^2 \times (E/p)^2\ \text{for Dirac}",
    source="derived from the potential of slow neutrinos",
    papers=(_PAPER,),
    accuracy="2e-15",
    validity="P << 1; slow neutrinos",
    example={"nature": "majorana", "C": 1, "n": "1 mol/cm3", "length": "100 km"},
)
def phase_probability(
    C: FloatArray, n: FloatArray, length: FloatArray, nature: str, E_over_p: FloatArray
) -> FloatArray:
    """Square of the phase that matter adds to a neutrino on its path."""
    if nature == "majorana" and np.any(E_over_p != 1.0):
        raise ConfigError("E_over_p is not allowed for nature = 'majorana': it cancels there")
    return kernels.phase_probability(C, n, length, E_over_p)

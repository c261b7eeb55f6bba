"""A small domain of quantities for tests that must not depend on the physics."""

from __future__ import annotations

import warnings

import numpy as np

from softnu.errors import ValidityWarning
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    SPIN,
    Alternatives,
    Group,
    Parameter,
    quantity,
)

R = Parameter("r", "length", "separation", range=POSITIVE)
M = Parameter("m_nu", "energy", "neutrino mass", default="0 eV", range=NONNEGATIVE)


@quantity(
    "demo.well",
    items=(R, M),
    unit="eV",
    formula=r"-e^{-2 m r}/r^5 \cdot \mathrm{eV}^{-4}",
    source="Eq. (1) of arXiv:2209.07082",
    papers=("2209.07082", "2405.16801"),
    accuracy="1e-15",
    example={"r": "1 um", "m_nu": "0.1 eV"},
)
def well(r, m_nu):
    """An attractive well."""
    return -np.exp(-2 * m_nu * r) / r**5


@quantity(
    "demo.oscillation",
    items=(R, Parameter("k", "energy", "momentum", range=POSITIVE)),
    unit="",
    formula=r"\cos(kr)/(kr)^3",
    source="none",
    papers=(),
    accuracy="1e-15",
    example={"r": "1 um", "k": "1 eV"},
)
def oscillation(r, k):
    """Friedel-like oscillations of both signs."""
    return np.cos(k * r) / (k * r) ** 3


@quantity(
    "demo.shift",
    items=(
        Parameter("mu", "energy", "chemical potential"),
        Parameter("alpha31", "angle", "phase", default="0 rad"),
        Parameter("n", "integer", "how often", default=1, range=POSITIVE),
        Parameter("nature", "word", "nature", default="dirac", choices=("dirac", "majorana")),
        Parameter("both", "boolean", "twice", default=False),
        Parameter("spin", "number vector", "spin", default=[0, 0, 1], range=SPIN),
    ),
    unit="eV",
    formula=r"n \mu \cos\alpha",
    source="none",
    papers=(),
    accuracy="exact",
    validity="|mu| below 10 eV",
    example={"mu": "-2 eV", "spin": [0, 0, 1], "both": True},
)
def shift(mu, alpha31, n, nature, both, spin):
    """A shift of either sign."""
    if np.any(np.abs(mu) > 10):
        warnings.warn("mu is outside the validity:\n|mu| <= 10 eV", ValidityWarning, stacklevel=2)
    return n * mu * np.cos(alpha31) * (1 + both) * spin[..., 2]


@quantity(
    "demo.body",
    items=(
        Alternatives(
            (
                (Parameter("material", "name", "a material"),),
                (
                    Parameter("density", "number density", "its density", range=POSITIVE),
                    Parameter("Z", "integer", "its charge", range=POSITIVE),
                ),
            )
        ),
        Group("neutrino", (M,), lambda m_nu: m_nu),
    ),
    unit="1/cm3",
    formula="Z n",
    source="none",
    papers=(),
    accuracy="exact",
    example={"density": "1 1/cm3", "Z": 2},
)
def body(material, density, Z, neutrino):
    """Electrons in a body."""
    return density * Z if material is None else 1.0 + neutrino


@quantity(
    "demo.infinite",
    items=(Parameter("x", "number", "a number", range=NONNEGATIVE),),
    unit="",
    formula="1/x",
    source="none",
    papers=(),
    accuracy="exact",
    example={"x": 1},
)
def infinite(x):
    """A reciprocal that is infinite at zero, nan at one, a defect at two."""
    if np.any(x == 2):
        raise RuntimeError("unforeseen")
    with np.errstate(divide="ignore"):
        return np.where(x == 1, np.nan, 1 / x)

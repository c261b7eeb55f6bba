"""Catalogue quantities: potential of neutrinos in matter, refraction, total reflection."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray, in_range
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos.parameters import FLAVOUR, MASS_STATE, MIXING, NATURE
from softnu.quantity import (
    POSITIVE,
    UNIT_INTERVAL,
    Alternatives,
    Group,
    Parameter,
    Range,
    quantity,
)
from softnu.relics.kernels import potential as kernels
from softnu.relics.parameters import (
    M_NU,
    MATERIAL,
    PARTICLE,
    K,
    Matter,
    U,
    choose_state,
)

_PAPER = "2401.07347"
_MATTER = "uniform, unpolarised matter"
_GRAZING = Range(
    "0 to pi/2", lambda name, value: in_range(name, value, 0.0, 0.5 * np.pi * (1.0 + 1e-15))
)
#: Electrons per flavour of neutrino that the charged current sees.
_SEES_ELECTRONS = {"e": 1.0, "mu": 0.0, "tau": 0.0}


class Speed(NamedTuple):
    """Speed of a neutrino, and 1 minus it."""

    v: FloatArray
    slowness: FloatArray


def _build_speed(v: FloatArray | None, m_nu: FloatArray | None, k: FloatArray | None) -> Speed:
    if v is not None:
        return Speed(v, 1.0 - v)
    # Both are there: they are the other option.
    m_nu, k = np.asarray(m_nu), np.asarray(k)
    return Speed(k / np.hypot(m_nu, k), kernels.slowness(m_nu, k))


def electron_share(flavour: str) -> FloatArray:
    """Return the share of nu_e in a flavour: 1 or 0."""
    return np.asarray(_SEES_ELECTRONS[flavour])


def _build_share(flavour: str | None, mass_state: int | None, **mixing: Any) -> FloatArray:
    """Share of nu_e in a flavour or in a mass state."""
    if mass_state is not None:
        row = MIXING.build(**mixing)[..., 0, :]
        return np.asarray(np.abs(row[..., mass_state - 1]) ** 2)
    for name, value in mixing.items():
        if value is not None and "theta" in name:
            raise ConfigError(f"{name} is not allowed with flavour: it goes with mass_state")
    return electron_share(str(flavour))


_V = Parameter("v", "speed", "speed of the neutrino, 1 if relativistic", range=UNIT_INTERVAL)


@quantity(
    "relics.potential",
    items=(
        MATERIAL,
        Group("share", (Alternatives(((FLAVOUR,), (MASS_STATE,))), *MIXING.items), _build_share),
        NATURE,
        PARTICLE,
        Parameter(
            "helicity", "word", "spin against or along the momentum", choices=("left", "right")
        ),
        Group("speed", (Alternatives(((_V,), (M_NU, K))),), _build_speed),
    ),
    unit="eV",
    formula=r"U = \frac{G_F}{\sqrt2}\,n\,X\,\frac{J^0}{2},\ X_e = 3Z-A,\ X_{\mu,\tau} = Z-A,\ "
    r"X_i = 2Z|U_{ei}|^2+Z-A,\ J^0 = 1\pm v,\ -(1\pm v)\ \text{or}\ \pm2v",
    source="derived from spinors of any speed and helicity; slow limit as in arXiv:2401.07347",
    papers=(_PAPER,),
    accuracy="4e-15",
    validity=_MATTER + "; mass states: mixing by matter left out, U << dm^2/2E",
    example={"material": "iron", "flavour": "e", "helicity": "left", "v": 0.01},
)
def potential(
    matter: Matter,
    share: FloatArray,
    nature: str,
    particle: str | None,
    helicity: str,
    speed: Speed,
) -> FloatArray:
    """Potential energy of a neutrino in matter, > 0 if repelled."""
    particle, helicity = choose_state(nature, particle, helicity)
    factor = kernels.current_factor(nature, particle, helicity)
    charge = kernels.matter_charge(matter.Z, matter.A, share)
    return kernels.potential(matter.n, charge, kernels.half_current(factor, *speed))


@quantity(
    "relics.delta",
    items=(
        M_NU,
        U,
        Alternatives(
            ((K,), (Parameter("T", "temperature", "of the relic neutrinos", range=POSITIVE),))
        ),
    ),
    unit="",
    formula=r"\delta = \frac{k'^2/k^2-1}{2} = \frac{-2EU+U^2}{2k^2}\ \text{or}\ "
    r"-U\langle E/p^2\rangle+\tfrac12U^2\langle p^{-2}\rangle",
    source="derived: k'^2 = (E - U)^2 - m^2",
    papers=(_PAPER,),
    accuracy="4e-15 at one momentum, 1e-13 of the mean",
    validity=_MATTER + "; the same U for all momenta of the mean",
    example={"m_nu": "0.1 eV", "U": "2.5e-14 eV", "k": "5.3e-4 eV"},
)
def delta(
    m_nu: FloatArray, U: FloatArray, k: FloatArray | None, T: FloatArray | None
) -> FloatArray:
    """Half the relative change of the squared momentum in matter, or its thermal mean."""
    if k is not None:
        return kernels.index_delta(m_nu, U, k)
    return kernels.mean_index_delta(m_nu, U, np.asarray(T))


@quantity(
    "relics.refractivity",
    items=(M_NU, U, K),
    unit="",
    formula=r"n-1 = k'/k-1 = \sqrt{1+2\delta}-1",
    source="derived: k'^2 = (E - U)^2 - m^2",
    papers=(_PAPER,),
    accuracy="4e-15",
    validity=_MATTER + "; delta >= -1/2, below which no wave enters",
    example={"m_nu": "0.1 eV", "U": "2.5e-14 eV", "k": "5.3e-4 eV"},
)
def refractivity(m_nu: FloatArray, U: FloatArray, k: FloatArray) -> FloatArray:
    """Refractive index of matter for neutrinos, minus 1."""
    found = kernels.index_delta(m_nu, U, k)
    if np.any(found < -0.5):
        raise DomainError(
            f"k is not allowed: delta = {float(np.min(found)):.6g}, and below -1/2 no wave "
            "enters the matter; a larger k or a smaller U has an index"
        )
    return kernels.refractivity(found)


def _attracts_not(name: str, value: FloatArray) -> FloatArray:
    return in_range(name, value, -np.finfo(np.float64).max, 0.0)


@quantity(
    "relics.critical_angle",
    items=(
        Parameter(
            "delta",
            "number",
            "(k'^2/k^2 - 1)/2, k' the momentum inside",
            range=Range("<= 0", _attracts_not),
        ),
    ),
    unit="rad",
    formula=r"\sin\theta_c = \sqrt{-2\delta}",
    source="derived: k' along the normal vanishes",
    papers=(_PAPER,),
    accuracy="4e-15",
    validity="flat face; pi/2 from delta = -1/2 down: all angles are reflected",
    example={"delta": -1e-8},
)
def critical_angle(delta: FloatArray) -> FloatArray:
    """Grazing angle up to which a face that repels neutrinos reflects them totally."""
    return kernels.critical_angle(delta)


@quantity(
    "relics.penetration_depth",
    items=(
        M_NU,
        U,
        K,
        Parameter("theta", "angle", "grazing angle", "0 rad", range=_GRAZING),
    ),
    unit="m",
    formula=r"\lambda = \frac{1}{\sqrt{2EU-U^2-k^2\sin^2\theta}}",
    source="derived: decay of the amplitude in total reflection",
    papers=(_PAPER,),
    accuracy="4e-15, less near the critical angle",
    validity="flat face, theta below the critical angle",
    example={"m_nu": "0.1 eV", "U": "2.5e-14 eV", "k": "5.3e-4 eV"},
)
def penetration_depth(
    m_nu: FloatArray, U: FloatArray, k: FloatArray, theta: FloatArray
) -> FloatArray:
    """Depth to which the amplitude of a totally reflected neutrino reaches."""
    squared = kernels.decay_rate_squared(m_nu, U, k, theta)
    if np.any(squared <= 0.0):
        raise DomainError(
            "theta is not allowed with these m_nu, U and k: it must be below the critical "
            "angle, arcsin sqrt(2EU - U^2)/k; waves enter the matter"
        )
    return np.asarray(1.0 / np.sqrt(squared))

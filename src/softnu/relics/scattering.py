"""Catalogue quantities: coherent elastic scattering of relic neutrinos on a sphere."""

from __future__ import annotations

import warnings
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ValidityWarning
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import NONNEGATIVE, POSITIVE, Alternatives, Group, Parameter, quantity
from softnu.relics.kernels import potential
from softnu.relics.kernels import scattering as kernels
from softnu.relics.parameters import FLAVOUR_E, M_NU, MATERIAL, K, Matter, U
from softnu.relics.spin import WIND

_PAPER = "2401.07347"
_SOURCE = "derived: Born amplitude of a uniform sphere"
_VALIDITY = "first Born approximation: k R |delta| << 1, a warning from 0.1 on"
_ACCURACY = "2e-14"
#: Phase k R |delta| of the sphere from which on the Born approximation is warned about.
_LARGEST_PHASE = 0.1

KIND = Parameter(
    "kind",
    "word",
    "all that is scattered, or weighted with 1 - cos",
    choices=("total", "transport"),
)
R = Parameter("R", "length", "radius of the sphere", range=POSITIVE)
N = Parameter("n", "number density", "of the neutrinos", range=NONNEGATIVE)
_EXAMPLE = {"m_nu": "0.1 eV", "U": "5.96e-14 eV", "k": "5.3e-4 eV", "R": "1 cm"}


class Waves(NamedTuple):
    """Energy times potential, eV^2, and momentum, eV, of a neutrino."""

    EU: FloatArray
    k: FloatArray


def _build_waves(
    EU: FloatArray | None, m_nu: FloatArray | None, U: FloatArray | None, k: FloatArray
) -> Waves:
    if EU is not None:
        return Waves(EU, k)
    # Both are there: they are the other option.
    return Waves(np.hypot(np.asarray(m_nu), k) * np.asarray(U), k)


def warn_beyond_born(EU: FloatArray, k: FloatArray, R: FloatArray) -> None:
    """Warn (:class:`ValidityWarning`) where the phase of the sphere is not small."""
    phase = float(np.max(np.abs(EU) * R / k))
    if phase > _LARGEST_PHASE:
        warnings.warn(
            f"k R |delta| = {phase:.3g}: the Born approximation needs it to be << 1",
            ValidityWarning,
            stacklevel=2,
        )


def _cross_section(kind: str, EU: FloatArray, k: FloatArray, R: FloatArray) -> FloatArray:
    warn_beyond_born(EU, k, R)
    if kind == "total":
        return kernels.total_cross_section(EU, k, R)
    return kernels.transport_cross_section(EU, k, R)


@quantity(
    "relics.scattering.form_factor",
    items=(
        Parameter("order", "word", "0: total, 2: transport cross section", choices=(0, 2)),
        Parameter("w", "number", "2 k R", range=NONNEGATIVE),
    ),
    unit="",
    formula=r"I_n(w) = \int_0^w x^{n+1}\Big(\frac{3j_1(x)}{x}\Big)^2dx",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="5e-15",
    example={"order": 2, "w": 3},
)
def form_factor(order: int, w: FloatArray) -> FloatArray:
    """Form factor of a uniform sphere, integrated over the momentum transfer."""
    return kernels.form_factor(order, w)


@quantity(
    "relics.scattering.cross_section",
    items=(
        KIND,
        Group(
            "waves",
            (
                Alternatives(((Parameter("EU", "energy2", "energy times potential"),), (M_NU, U))),
                K,
            ),
            _build_waves,
        ),
        R,
    ),
    unit="m2",
    formula=r"\sigma = \frac{2\pi}{k^2}\Big(\frac{EUV}{2\pi}\Big)^2\frac{I_0(w)}{R^2},"
    r"\ \sigma_{tr} = \frac{\pi}{k^4}\Big(\frac{EUV}{2\pi}\Big)^2\frac{I_2(w)}{R^4},\ w = 2kR",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example=_EXAMPLE | {"kind": "total"},
)
def cross_section(kind: str, waves: Waves, R: FloatArray) -> FloatArray:
    """Cross section of coherent elastic scattering on a sphere."""
    return _cross_section(kind, *waves, R)


@quantity(
    "relics.scattering.rate",
    items=(KIND, N, M_NU, U, K, R),
    unit="1/s",
    formula=r"\Gamma = n\,v\,\sigma,\ v = k/E",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example=_EXAMPLE | {"kind": "total", "n": "56 1/cm3"},
)
def rate(
    kind: str, n: FloatArray, m_nu: FloatArray, U: FloatArray, k: FloatArray, R: FloatArray
) -> FloatArray:
    """Rate of coherent elastic scattering on a sphere, one momentum."""
    E = np.hypot(m_nu, k)
    return n * k / E * _cross_section(kind, E * U, k, R)


@quantity(
    "relics.scattering.drag_force",
    items=(N, M_NU, U, K, R, WIND),
    unit="N",
    formula=r"F = \frac{n\,w}{3k^2}\,\frac{d}{dk}\big(k^4\sigma_{tr}\big)",
    source="derived: momentum that the wind loses, potential given",
    papers=(_PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY + "; wind << k/E",
    example=_EXAMPLE | {"n": "56 1/cm3", "wind": 1.23e-3},
)
def drag_force(
    n: FloatArray,
    m_nu: FloatArray,
    U: FloatArray,
    k: FloatArray,
    R: FloatArray,
    wind: FloatArray,
) -> FloatArray:
    """Force of the relic wind on a sphere, one momentum."""
    warn_beyond_born(np.hypot(m_nu, k) * U, k, R)
    return kernels.drag_force(n, m_nu, U, np.zeros(()), k, R, wind)


@quantity(
    "relics.scattering.acceleration",
    items=(MATERIAL, FLAVOUR_E, N, M_NU, K, R, WIND, NATURE),
    unit="cm/s2",
    formula=r"a = F/M,\ F = \frac{n\,w}{3k^2}\,\frac{d}{dk}\big(k^4\sigma_{tr}\big),\ U = U(v(k))",
    source="derived: momentum that the wind loses, potential of each neutrino at its own speed",
    papers=(_PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY + "; wind << k/E; left-helical neutrinos",
    example={
        "material": "iron",
        "n": "56 1/cm3",
        "m_nu": "0.1 eV",
        "k": "5.3e-4 eV",
        "R": "1 mm",
        "wind": 1.23e-3,
    },
)
def acceleration(
    matter: Matter,
    flavour: str,
    n: FloatArray,
    m_nu: FloatArray,
    k: FloatArray,
    R: FloatArray,
    wind: FloatArray,
    nature: str,
) -> FloatArray:
    """Acceleration of a sphere by the relic wind, one momentum."""
    E = np.hypot(m_nu, k)
    share = np.asarray(1.0 if flavour == "e" else 0.0)
    charge = potential.matter_charge(matter.Z, matter.A, share)
    factor = potential.current_factor(nature, "nu", "left")
    # Of one atom: the force has the square of the density, which may be 0.
    v, slowness = k / E, potential.slowness(m_nu, k)
    per_atom = potential.potential(
        np.ones(()), charge, potential.half_current(factor, v, slowness)
    )
    slope = potential.potential(np.ones(()), charge, factor.speed * m_nu**2 / E**3)
    warn_beyond_born(matter.n * E * per_atom, k, R)
    force = kernels.drag_force(n, m_nu, per_atom, slope, k, R, wind)
    volume = 4.0 / 3.0 * np.pi * R**3
    return matter.n * force / (matter.mass * volume)

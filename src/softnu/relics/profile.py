"""Catalogue quantities: density of relic neutrinos above a named material, force of its slope."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import NONNEGATIVE, POSITIVE, Alternatives, Parameter, quantity
from softnu.relics.kernels import mean, potential
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.gradient import gradient_acceleration
from softnu.relics.kernels.guided import flat_empty_density
from softnu.relics.kernels.potential import Factor
from softnu.relics.parameters import (
    FLAVOUR_E,
    M_NU,
    MATERIAL,
    MODES,
    PARTICLE,
    H,
    K,
    Matter,
    choose_state,
)
from softnu.relics.potentials import electron_share

_PAPER = "2401.07347"
_EXAMPLE = {"material": "earth_crust", "m_nu": "0.1 eV", "h": "0.1 mm"}
HELICITY = Parameter(
    "helicity",
    "word",
    "spin against or along the momentum",
    None,
    "the one that weak interactions produce",
    choices=("left", "right"),
)


def strength(matter: Matter, flavour: str) -> FloatArray:
    """Return the potential energy of a fast left-helical neutrino of a flavour, eV."""
    charge = potential.matter_charge(matter.Z, matter.A, electron_share(flavour))
    return potential.potential(matter.n, charge, np.ones(()))


def delta_at(full: FloatArray, factor: Factor, m_nu: FloatArray, k: FloatArray) -> FloatArray:
    """Return delta at momentum k of neutrinos that are slower than those of `full`."""
    v = k / np.hypot(m_nu, k)
    U = full * potential.half_current(factor, v, potential.slowness(m_nu, k))
    return potential.index_delta(m_nu, U, k)


def mean_over_momenta(
    full: FloatArray,
    factor: Factor,
    m_nu: FloatArray,
    h: FloatArray,
    T: FloatArray,
    guided_empty: bool,
) -> FloatArray:
    """Return the Fermi-Dirac mean of the density, whose potential depends on the speed."""
    neutrino = mean.Neutrino(T, m_nu, full * factor.rest, full * factor.speed)
    return mean.mean_density(h, neutrino, guided_empty)


@quantity(
    "relics.overdensity.profile",
    items=(
        MATERIAL,
        FLAVOUR_E,
        NATURE,
        PARTICLE,
        HELICITY,
        M_NU,
        H,
        Alternatives(
            ((K,), (Parameter("T", "temperature", "of the relic neutrinos", range=POSITIVE),))
        ),
        MODES,
    ),
    unit="",
    formula=r"\frac{\delta n}{n_0} = D(\delta,2kh),\ \delta = \frac{-2EU+U^2}{2k^2},\ U = U(k/E);"
    r"\ \text{its mean over}\ k^2/(e^{k/T}+1)",
    source="derived: local density of states above a half-space",
    papers=(_PAPER,),
    accuracy="one momentum: 8e-15 of |delta|/(2 + 4kh); mean: 2e-12 of the value at the surface",
    validity="flat, lossless matter, isotropic flux; a sphere of radius R adds at most "
    "|delta|/(2kR), and resonances if delta > 0 and kR delta^(3/2) > 1",
    example=_EXAMPLE | {"T": "1.945 K"},
)
def profile(
    matter: Matter,
    flavour: str,
    nature: str,
    particle: str | None,
    helicity: str | None,
    m_nu: FloatArray,
    h: FloatArray,
    k: FloatArray | None,
    T: FloatArray | None,
    modes: str,
) -> FloatArray:
    """Excess of relic neutrinos above a material, delta n/n_0."""
    factor = potential.current_factor(nature, *choose_state(nature, particle, helicity))
    full, empty = strength(matter, flavour), modes == "guided_empty"
    if k is None:
        return mean_over_momenta(full, factor, m_nu, h, np.asarray(T), empty)
    density = flat_empty_density if empty else flat_density
    return density(delta_at(full, factor, m_nu, k), 2.0 * k * h)


@quantity(
    "relics.gradient_acceleration",
    items=(
        MATERIAL,
        M_NU,
        K,
        H,
        Parameter("n", "number density", "of neutrinos, and of antineutrinos", range=NONNEGATIVE),
        MODES,
        FLAVOUR_E,
    ),
    unit="cm/s2",
    formula=r"a = -\frac{U_1}{M}\,\frac{d(n_\nu-n_{\bar\nu})}{dh},\ "
    r"U_1 = \frac{G_F}{\sqrt2}\,X\,\frac{1+v}2",
    source="derived; I. Ferreras, I. Wasserman, Phys. Rev. D 52 (1995) 5459",
    papers=(_PAPER,),
    accuracy="1e-14 of the value at the surface over 1 + 2kh",
    validity="flat, lossless matter of which the accelerated atom is too; one momentum; Dirac "
    "neutrinos of the helicities that weak interactions produce",
    example=_EXAMPLE | {"k": "5.3e-4 eV", "n": "56 1/cm3"},
)
def acceleration(
    matter: Matter,
    m_nu: FloatArray,
    k: FloatArray,
    h: FloatArray,
    n: FloatArray,
    modes: str,
    flavour: str,
) -> FloatArray:
    """Acceleration of matter by the gradient of neutrinos minus antineutrinos, > 0 upwards."""
    factor = potential.current_factor("dirac", "nu", "left")
    v = k / np.hypot(m_nu, k)
    half = potential.half_current(factor, v, potential.slowness(m_nu, k))
    one_atom = strength(matter._replace(n=np.ones(())), flavour) * half
    return gradient_acceleration(
        m_nu, k, one_atom * matter.n, one_atom, matter.mass, h, n, modes == "guided_empty"
    )

"""Catalogue parameters of relic neutrinos in matter: materials, neutrinos of one helicity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.matter.materials import Material, material
from softnu.neutrinos.parameters import FLAVOUR
from softnu.quantity import NONNEGATIVE, POSITIVE, Alternatives, Group, Parameter
from softnu.units import to_natural

M_NU = Parameter("m_nu", "energy", "mass of the neutrino", range=NONNEGATIVE)
K = Parameter("k", "energy", "momentum of the neutrino", range=POSITIVE)
H = Parameter("h", "length", "height above the surface", range=NONNEGATIVE)
U = Parameter("U", "energy", "potential energy in the matter, > 0 repels")
FLAVOUR_E = Parameter("flavour", "word", FLAVOUR.meaning, "e", choices=FLAVOUR.choices)
PARTICLE = Parameter(
    "particle",
    "word",
    "neutrino or antineutrino, Dirac only",
    None,
    "nu",
    choices=("nu", "nubar"),
)
MODES = Parameter(
    "modes",
    "word",
    "waves guided by attractive matter: filled or empty",
    "all",
    choices=("all", "guided_empty"),
)


class Matter(NamedTuple):
    """Uniform matter: formula units per volume, eV^3, the mass of one, eV, and its contents."""

    n: FloatArray
    mass: FloatArray
    Z: FloatArray
    A: FloatArray


def matter_of(named: Material) -> Matter:
    """Return a material as floats in natural units."""
    density = to_natural("density", named.density, "mass density")
    molar_mass = to_natural("molar_mass", named.molar_mass, "molar mass")
    return Matter(density / molar_mass, molar_mass, np.asarray(named.Z), np.asarray(named.A))


def build_matter(
    material: str | None,
    density: FloatArray | None,
    molar_mass: FloatArray | None,
    Z: FloatArray | None,
    A: FloatArray | None,
) -> Matter:
    """Matter by its name, or by density and composition."""
    if material is not None:
        return _named(material)
    # All four are there: they are the other option.
    density, molar_mass, Z, A = (np.asarray(value) for value in (density, molar_mass, Z, A))
    if np.any(Z > A):
        Z, A = np.broadcast_arrays(Z, A)
        raise DomainError(
            f"Z = {float(Z[Z > A][0]):.6g} is not allowed: it must be at most A = "
            f"{float(A[Z > A][0]):.6g}"
        )
    return Matter(density / molar_mass, molar_mass, Z, A)


def _named(name: str) -> Matter:
    return matter_of(material(name))


def choose_state(nature: str, particle: str | None, helicity: str | None) -> tuple[str, str]:
    """Return particle and helicity; what is not given is what weak interactions produce.

    Majorana neutrinos have no antiparticles: their left helicity is called nu here.
    """
    if nature == "majorana":
        if particle is not None:
            raise ConfigError(
                f"particle = {particle!r} is not allowed for nature = 'majorana': give the "
                "helicity"
            )
        return "nu", helicity or "left"
    particle = particle or "nu"
    return particle, helicity or ("left" if particle == "nu" else "right")


MATERIAL = Group(
    "matter",
    (
        Alternatives(
            (
                (Parameter("material", "name", "named material, such as iron"),),
                (
                    Parameter("density", "mass density", "of the matter", range=NONNEGATIVE),
                    Parameter(
                        "molar_mass", "molar mass", "of atoms or formula units", range=POSITIVE
                    ),
                    Parameter("Z", "number", "protons of one", range=NONNEGATIVE),
                    Parameter("A", "number", "nucleons of one", range=POSITIVE),
                ),
            ),
        ),
    ),
    build_matter,
)

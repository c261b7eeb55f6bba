"""Catalogue parameters of forces: separations, particles, bodies, backgrounds."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray, in_range
from softnu.forces.kernels.contraction import CouplingProducts
from softnu.forces.operators import TwoParticles
from softnu.forces.validity import warn_outside_validity
from softnu.matter import atom_coupling, particle_couplings
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import (
    NONNEGATIVE,
    NONZERO_VECTOR,
    POSITIVE,
    SPIN,
    VELOCITY,
    Alternatives,
    Group,
    Item,
    Parameter,
    Range,
)

FLAVOURS = ("e", "mu", "tau")
POPULATIONS = ("sum", "produced", "opposite")

R = Parameter("r", "length", "separation of the two particles", range=POSITIVE)
R_VECTOR = Parameter(
    "r", "length vector", "separation r_1 - r_2, from particle 2 to 1", range=NONZERO_VECTOR
)
M_NU = Parameter("m_nu", "energy", "mass of the neutrino", "0 eV", range=NONNEGATIVE)
K_VECTOR = Parameter("k", "energy vector", "momentum of the neutrinos", range=NONZERO_VECTOR)
POPULATION = Parameter(
    "population", "word", "which helicities are filled", "sum", choices=POPULATIONS
)
ANGLE = Range("0 to pi", lambda name, value: in_range(name, value, 0.0, np.pi))
PAIR: tuple[Item, ...] = (
    R,
    Parameter("m_i", "energy", "mass of one neutrino of the pair", range=NONNEGATIVE),
    Parameter("m_j", "energy", "mass of the other neutrino", range=NONNEGATIVE),
    NATURE,
)
THERMAL: tuple[Item, ...] = (
    Parameter(
        "distribution",
        "word",
        "statistics of the background",
        "fermi_dirac",
        choices=("fermi_dirac", "maxwell_boltzmann"),
    ),
    Parameter("T", "temperature", "temperature, 0 for a degenerate gas", range=NONNEGATIVE),
    Parameter("mu", "energy", "chemical potential of nu, minus that of nubar", "0 eV"),
    M_NU,
    NATURE,
    POPULATION,
    Parameter("weight_nu", "number", "factor on the occupation of nu", 1, range=NONNEGATIVE),
    Parameter("weight_nubar", "number", "factor on the occupation of nubar", 1, range=NONNEGATIVE),
)


def _particle(number: int) -> tuple[Item, ...]:
    return (
        Alternatives(
            (
                (Parameter(f"particle{number}", "name", f"particle {number}: e, p, n, Fe, ..."),),
                (
                    Parameter(f"g_V{number}", "number", f"vector coupling of particle {number}"),
                    Parameter(f"g_A{number}", "number", f"axial coupling of particle {number}"),
                    Parameter(
                        f"mass{number}", "mass", f"mass of particle {number}", range=POSITIVE
                    ),
                ),
            )
        ),
        Parameter(
            f"spin{number}",
            "vector",
            f"expectation value of the Pauli vector of particle {number}",
            (0, 0, 0),
            range=SPIN,
        ),
        Parameter(
            f"velocity{number}",
            "speed vector",
            f"velocity (p + p')/2m of particle {number}",
            (0, 0, 0),
            range=VELOCITY,
        ),
    )


def build_particles(
    flavour: str, order_v: int | str, convention: str, r: FloatArray, **given: Any
) -> TwoParticles:
    """Resolve names into couplings and multiply them, flavour by flavour."""
    flavours = FLAVOURS if flavour == "all" else (flavour,)
    named = any(given[f"particle{n}"] is not None for n in (1, 2))
    couplings = []
    for n in (1, 2):
        name = given[f"particle{n}"]
        if name is None:
            # Given couplings belong to one neutrino; beside a named particle, to each flavour.
            count = len(flavours) if named else 1
            spread = np.ones(count)
            g_V = np.asarray(given[f"g_V{n}"])[..., np.newaxis] * spread
            g_A = np.asarray(given[f"g_A{n}"])[..., np.newaxis] * spread
            couplings.append((g_V, g_A, given[f"mass{n}"]))
        else:
            couplings.append(particle_couplings(name, flavours))
    (g_V1, g_A1, mass1), (g_V2, g_A2, mass2) = couplings
    warn_outside_validity(
        r=np.linalg.norm(r, axis=-1), velocity1=given["velocity1"], velocity2=given["velocity2"]
    )
    return TwoParticles(
        r,
        CouplingProducts(
            VV=(g_V1 * g_V2).sum(axis=-1),
            VA=(g_V1 * g_A2).sum(axis=-1),
            AV=(g_A1 * g_V2).sum(axis=-1),
            AA=(g_A1 * g_A2).sum(axis=-1),
        ),
        mass1,
        mass2,
        given["spin1"],
        given["spin2"],
        given["velocity1"],
        given["velocity2"],
        order_v,
        2.0 if convention == "published" else 1.0,
    )


PARTICLES = Group(
    "particles",
    (
        *_particle(1),
        *_particle(2),
        Parameter(
            "flavour",
            "word",
            "which neutrinos named particles exchange",
            "all",
            choices=(*FLAVOURS, "all"),
        ),
        R_VECTOR,
        Parameter(
            "order_v",
            "word",
            "0 static terms, 1 terms linear in a velocity or 1/mass, all both",
            "all",
            choices=(0, 1, "all"),
        ),
        Parameter(
            "convention",
            "word",
            "published doubles the terms linear in v that violate parity",
            "derived",
            choices=("derived", "published"),
        ),
    ),
    build_particles,
)


class TwoBodies(NamedTuple):
    """Product of vector couplings per flavour (..., 3) and the two masses in eV."""

    products: FloatArray
    mass1: FloatArray
    mass2: FloatArray


def _body(number: int) -> tuple[Item, ...]:
    return (
        Alternatives(
            (
                (Parameter(f"body{number}", "name", f"atom {number}: Fe, 56Fe, Pb, ..."),),
                (
                    Parameter(f"Z{number}", "integer", "protons", range=NONNEGATIVE),
                    Parameter(f"N{number}", "integer", "neutrons", range=NONNEGATIVE),
                    Parameter(f"mass{number}", "mass", f"mass of atom {number}", range=POSITIVE),
                ),
            )
        ),
        Parameter(f"neutral{number}", "boolean", "with its electrons", True),
    )


def build_bodies(**given: Any) -> TwoBodies:
    """Resolve names into coherent couplings per flavour and masses."""
    from softnu.constants import SIN2_THETA_W
    from softnu.matter import isotope

    couplings, masses = [], []
    for n in (1, 2):
        Z, N, mass = given[f"Z{n}"], given[f"N{n}"], given[f"mass{n}"]
        if given[f"body{n}"] is not None:
            atom = isotope(given[f"body{n}"])
            Z, N, mass = np.asarray(atom.Z), np.asarray(atom.N), np.asarray(atom.mass)
        neutral = given[f"neutral{n}"]
        couplings.append(
            np.stack(
                [atom_coupling(Z, N, neutral, f, np.asarray(SIN2_THETA_W)) for f in FLAVOURS],
                axis=-1,
            )
        )
        masses.append(mass)
    return TwoBodies(couplings[0] * couplings[1], masses[0], masses[1])


BODIES = Group("bodies", (*_body(1), *_body(2)), build_bodies)

"""Catalogue parameters of radiative pair emission: atoms, photons, targets, runs."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray, in_range
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos.parameters import REAL_NEUTRINOS, NeutrinoArrays
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    UNIT_INTERVAL,
    Alternatives,
    Group,
    Item,
    Parameter,
    Range,
)
from softnu.renp.atoms import ATOM_NAMES, load_atom
from softnu.renp.kernels.kinematics import Photon, photon_at, photon_below
from softnu.renp.kernels.weights import AVERAGE, longitudinal_weights
from softnu.units import to_natural

_OF_ATOM = "of the atom"
#: |r| < 1; the closest floats to 1 leave no energy to the pair.
_BOOST = Range("-1 < r < 1", lambda name, value: in_range(name, value, -1 + 1e-12, 1 - 1e-12))

ATOM = Parameter("atom", "name", "atom, or a .toml file of one", choices=ATOM_NAMES)
E_EG = Parameter("E_eg", "energy", "energy of the excited state", range=POSITIVE)
BOOST = Parameter("boost", "number", "initial spatial phase over E_eg", 0, range=_BOOST)
TRIGGER_ENERGY = Parameter("trigger_energy", "energy", "energy of the photon", range=POSITIVE)
BELOW_THRESHOLD = Parameter(
    "below_threshold", "energy", "distance of the photon below the threshold"
)
#: Either the atom's name or its excitation energy: what kinematics needs.
EXCITATION = Alternatives(((E_EG,), (ATOM,)))
LEVELS: tuple[Item, ...] = (
    Alternatives(
        (
            (ATOM,),
            (
                E_EG,
                Parameter("E_vg", "energy", "energy of the intermediate state", range=POSITIVE),
            ),
        )
    ),
    *(
        Parameter(
            f"J_{state}",
            "half",
            f"angular momentum of {state}",
            None,
            _OF_ATOM,
            range=NONNEGATIVE,
        )
        for state in "evg"
    ),
    Parameter("E_v2g", "energy", "energy of the second intermediate level", None, range=POSITIVE),
)
W_L = Parameter(
    "W_L",
    "number",
    "longitudinal weight; average: the published sum, 1/3",
    "average",
    choices=("average", "exact"),
    range=UNIT_INTERVAL,
)
PHOTON: tuple[Item, ...] = (
    Alternatives(((TRIGGER_ENERGY,), (BELOW_THRESHOLD,))),
    BOOST,
)
TARGET: tuple[Item, ...] = (
    Parameter("gamma_vg", "rate", "rate of v to g", None, _OF_ATOM, range=POSITIVE),
    Parameter("J2C", "number", "strength of e to v", None, _OF_ATOM, range=NONNEGATIVE),
    Parameter("n_a", "number density", "density of atoms", range=NONNEGATIVE),
    Parameter("n_gamma", "number density", "density of photons", None, "n_a", range=NONNEGATIVE),
    Parameter("volume", "volume", "volume of the target", range=NONNEGATIVE),
    Parameter("eta", "number", "coherence, 0 to 1", 1, range=UNIT_INTERVAL),
    Parameter(
        "norm",
        "word",
        "normalisation of the rate",
        "literature",
        choices=("literature", "first_principles"),
    ),
)


class Levels(NamedTuple):
    """Energies of the levels in eV, angular momenta and strengths; None if not known."""

    E_eg: FloatArray
    E_vg: FloatArray
    E_v2g: FloatArray | None
    J: tuple[FloatArray, FloatArray, FloatArray] | None
    gamma_vg: FloatArray | None
    J2C: FloatArray | None


class Emission(NamedTuple):
    """An atom that emits a photon and a pair of neutrinos; all in eV."""

    levels: Levels
    photon: Photon
    W_L: FloatArray
    neutrinos: NeutrinoArrays


class Target(NamedTuple):
    """Many atoms: densities in eV^3, volume in 1/eV^3, rate in eV."""

    gamma_vg: FloatArray
    J2C: FloatArray
    n_a: FloatArray
    n_gamma: FloatArray
    volume: FloatArray
    eta: FloatArray
    norm: str


def build_excitation(E_eg: FloatArray | None, atom: str | None) -> FloatArray:
    """Energy of the excited state, eV."""
    if E_eg is not None:
        return E_eg
    return np.asarray(load_atom(str(atom)).E_eg.value)


def build_levels(
    atom: str | None,
    E_eg: FloatArray | None,
    E_vg: FloatArray | None,
    E_v2g: FloatArray | None,
    **J: FloatArray | None,
) -> Levels:
    """Levels by the name of the atom, or by energies; given angular momenta win."""
    named = None if atom is None else load_atom(atom)
    if named is not None:
        E_eg, E_vg = np.asarray(named.E_eg.value), np.asarray(named.E_vg.value)
    if E_eg is None or E_vg is None:
        raise ConfigError("missing: atom or E_eg with E_vg")
    if np.any(E_vg <= E_eg):
        raise DomainError(
            f"E_vg = {float(np.min(E_vg)):.6g} eV is not allowed: it must be above E_eg, "
            "or the intermediate state is real"
        )
    momenta = [
        value if value is not None or named is None else np.asarray(named.J[n])
        for n, value in enumerate(J[f"J_{state}"] for state in "evg")
    ]
    known = [value for value in momenta if value is not None]
    return Levels(
        E_eg,
        E_vg,
        E_v2g,
        (known[0], known[1], known[2]) if len(known) == 3 else None,
        None if named is None else to_natural("gamma_vg", named.gamma_vg, "rate"),
        None if named is None else np.asarray(named.J2C),
    )


def build_weight(W_L: FloatArray | str, levels: Levels) -> FloatArray:
    """Longitudinal weight as a number."""
    if isinstance(W_L, str):
        if W_L == "average":
            return np.asarray(AVERAGE)
        if levels.J is None:
            raise ConfigError("W_L = 'exact' needs J_e, J_v and J_g, or a named atom")
        return exact_weight(*levels.J)
    return W_L


def exact_weight(J_e: FloatArray, J_v: FloatArray, J_g: FloatArray) -> FloatArray:
    """Longitudinal weight of a transition; refuse a forbidden one."""
    weight = longitudinal_weights(J_e, J_v, J_g)
    forbidden = np.isnan(weight)
    if np.any(forbidden):
        first = [f"{np.broadcast_to(J, weight.shape)[forbidden][0]:g}" for J in (J_e, J_v, J_g)]
        raise DomainError(
            f"J_e, J_v, J_g = {', '.join(first)} are not allowed: no spin step e to v and E1 step "
            "v to g"
        )
    return weight


def build_photon(
    E_eg: FloatArray,
    trigger_energy: FloatArray | None,
    below_threshold: FloatArray | None,
    boost: FloatArray,
    pair_mass: FloatArray,
    E_vg: FloatArray | None = None,
) -> Photon:
    """Kinematics of a photon, given by its energy or by its distance below a threshold."""
    if trigger_energy is not None:
        photon = photon_at(E_eg, trigger_energy, boost)
    else:
        photon = photon_below(E_eg, np.asarray(below_threshold), boost, pair_mass)
        if np.any(photon.omega <= 0.0):
            edge = float(np.min(photon_below(E_eg, np.zeros(()), boost, pair_mass).omega))
            raise DomainError(
                f"below_threshold = {float(np.max(np.asarray(below_threshold))):.6g} eV is not "
                f"allowed: it must be less than the threshold, {edge:.6g} eV"
            )
    if E_vg is not None:
        require_virtual(photon.omega, E_vg)
    return photon


def require_virtual(omega: FloatArray, E_vg: FloatArray) -> None:
    """Raise :class:`DomainError` for photons that can excite the intermediate state."""
    if np.any(omega >= E_vg):
        raise DomainError(
            f"trigger_energy = {float(np.max(omega)):.6g} eV is not allowed: it must be below "
            "E_vg, the energy of the intermediate state"
        )


def require_off_resonance(omega: FloatArray, E_v2g: FloatArray) -> None:
    """Raise :class:`DomainError` for photons with the energy of the second level."""
    if np.any(omega == E_v2g):
        raise DomainError(
            f"E_v2g = {float(np.asarray(E_v2g).flat[0]):.6g} eV is not allowed: trigger_energy is "
            "the same, the second level is on resonance"
        )


def build_emission(
    W_L: FloatArray | str,
    neutrinos: NeutrinoArrays,
    trigger_energy: FloatArray | None,
    below_threshold: FloatArray | None,
    boost: FloatArray,
    **levels: Any,
) -> Emission:
    """Everything of a spectrum but the mediator."""
    built = build_levels(**levels)
    lightest = 2.0 * np.min(neutrinos.masses, axis=-1)
    photon = build_photon(built.E_eg, trigger_energy, below_threshold, boost, lightest, built.E_vg)
    if built.E_v2g is not None:
        require_off_resonance(photon.omega, built.E_v2g)
    return Emission(built, photon, build_weight(W_L, built), neutrinos)


def build_target(
    levels: Levels,
    gamma_vg: FloatArray | None,
    J2C: FloatArray | None,
    n_a: FloatArray,
    n_gamma: FloatArray | None,
    volume: FloatArray,
    eta: FloatArray,
    norm: str,
) -> Target:
    """Target, with what is not given taken from the named atom."""
    found = {}
    for name, given, known in (
        ("gamma_vg", gamma_vg, levels.gamma_vg),
        ("J2C", J2C, levels.J2C),
    ):
        value = known if given is None else given
        if value is None:
            raise ConfigError(f"missing {name}: it comes with a named atom, or must be given")
        found[name] = value
    return Target(
        **found,
        n_a=n_a,
        n_gamma=n_a if n_gamma is None else n_gamma,
        volume=volume,
        eta=eta,
        norm=norm,
    )


SPECTRUM = Group("emission", (*LEVELS, *PHOTON, W_L, REAL_NEUTRINOS), build_emission)

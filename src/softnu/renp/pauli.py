"""Catalogue quantity: blocking of pairs by relic neutrinos."""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos.parameters import REAL_NEUTRINOS, NeutrinoArrays
from softnu.quantity import POSITIVE, Alternatives, Group, Parameter, quantity
from softnu.renp.kernels import pauli
from softnu.renp.kernels.kinematics import photon_at
from softnu.renp.kernels.master import quadratic_form
from softnu.renp.parameters import (
    BOOST,
    LEVELS,
    TRIGGER_ENERGY,
    W_L,
    Emission,
    build_levels,
    build_weight,
    require_virtual,
)
from softnu.renp.spectra import weak

_P = Parameter(
    "p",
    "energy",
    "momentum of each neutrino if the pair of two lightest has none in all",
    range=POSITIVE,
)


def _build(
    W_L: FloatArray | str,
    neutrinos: NeutrinoArrays,
    trigger_energy: FloatArray | None,
    boost: FloatArray | None,
    p: FloatArray | None,
    **levels: Any,
) -> Emission:
    """An emission whose photon is given by its energy, or by the momentum in a pair at rest."""
    built = build_levels(**levels)
    if trigger_energy is not None and boost is not None:
        photon = photon_at(built.E_eg, trigger_energy, boost)
    else:
        momentum = np.asarray(p)
        lightest = np.min(neutrinos.masses, axis=-1)
        photon = pauli.pair_at_rest(built.E_eg, momentum, lightest)
        if np.any(photon.omega <= 0.0):
            raise DomainError(
                f"p = {float(np.max(momentum)):.6g} eV is not allowed: the pair would have more "
                "energy than E_eg"
            )
    require_virtual(photon.omega, built.E_vg)
    return Emission(built, photon, build_weight(W_L, built), neutrinos)


@quantity(
    "renp.pauli_factor",
    items=(
        Group(
            "emission",
            (*LEVELS, Alternatives(((TRIGGER_ENERGY, BOOST), (_P,))), W_L, REAL_NEUTRINOS),
            _build,
        ),
        Parameter("T", "temperature", "temperature of relic neutrinos", "1.945 K", range=POSITIVE),
        Parameter("mu", "energy", "their chemical potential", "0 eV"),
    ),
    unit="",
    formula=r"I^{-1}\int dI\,[1-f(p_i)][1-\tilde f(p_j)],\ f = 1/(e^{(p-\mu)/T}+1),\ "
    r"\tilde f = 1/(e^{(p+\mu)/T}+1)",
    source="derived",
    papers=(),
    accuracy="1e-12 by p; from trigger_energy and boost, beside the rounding of the pair's "
    "momentum over T",
    validity="Standard Model; occupation by momentum, the same for both helicities; without boost "
    "it differs from 1 by 1e-7 at most",
    example={"atom": "Yb", "p": "1e-4 eV", "m_lightest": "0.01 eV"},
)
def pauli_factor(emission: Emission, T: FloatArray, mu: FloatArray) -> FloatArray:
    """Spectrum with relic neutrinos that block slow pairs, over the spectrum without."""
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    weights = quadratic_form(weak(emission.neutrinos), None, masses, majorana)
    found = pauli.pauli_factor(emission.photon, masses, emission.W_L, weights, T, mu)
    if np.any(np.isnan(found)):
        raise DomainError(
            "trigger_energy is not allowed: no pair can be emitted, there is nothing to block"
        )
    return found

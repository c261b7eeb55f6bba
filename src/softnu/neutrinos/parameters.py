"""Catalogue parameters that describe neutrinos, and what is built from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos import kernels
from softnu.neutrinos.sets import SETS, best_fit
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    UNIT_INTERVAL,
    Alternatives,
    Group,
    Item,
    Parameter,
)

_OF_SET = "of the oscillation set"

NATURE = Parameter(
    "nature", "word", "Dirac or Majorana neutrinos", "dirac", choices=("dirac", "majorana")
)
MASS_STATE = Parameter("mass_state", "word", "which mass state", choices=(1, 2, 3))
FLAVOUR = Parameter("flavour", "word", "which flavour", choices=("e", "mu", "tau"))
PART = Parameter("part", "word", "real or imaginary part", choices=("re", "im"))
_SET = Parameter(
    "oscillation_set", "word", "named set of oscillation data", "NuFIT-6.0", choices=SETS
)


def _optional(name: str, kind: str, meaning: str, **rest: Any) -> Parameter:
    return Parameter(name, kind, meaning, None, _OF_SET, **rest)


def _angle(name: str) -> Alternatives:
    return Alternatives(
        (
            (_optional(f"sin2_{name}", "number", f"sin^2 of {name}", range=UNIT_INTERVAL),),
            (_optional(name, "angle", f"mixing angle {name}"),),
        )
    )


M_LIGHTEST = Parameter("m_lightest", "energy", "mass of the lightest neutrino", range=NONNEGATIVE)
_MASS_ITEMS: tuple[Item, ...] = (
    M_LIGHTEST,
    Parameter("ordering", "word", "mass ordering", "normal", choices=("normal", "inverted")),
    _optional("dm21_sq", "energy2", "m_2^2 - m_1^2", range=POSITIVE),
    Alternatives(
        (
            (_optional("dm3l_sq", "energy2", "m_3^2 - m_1^2 > 0 or m_3^2 - m_2^2 < 0"),),
            (_optional("dm31_sq", "energy2", "m_3^2 - m_1^2, with its sign"),),
        )
    ),
)
_ANGLES: tuple[Item, ...] = (_angle("theta12"), _angle("theta13"), _angle("theta23"))
_DELTA = _optional("delta_cp", "angle", "CP-violating phase")
_MAJORANA_PHASES: tuple[Item, ...] = (
    Parameter("alpha21", "angle", "Majorana phase", "0 rad"),
    Parameter("alpha31", "angle", "Majorana phase", "0 rad"),
)
_MIXING_ITEMS: tuple[Item, ...] = (*_ANGLES, _DELTA, *_MAJORANA_PHASES)
#: All phases are 0 unless given, as arXiv:2110.03510 compares spectra.
_REAL_MIXING_ITEMS: tuple[Item, ...] = (
    *_ANGLES,
    replace(_DELTA, default="0 rad", default_text=""),
    *_MAJORANA_PHASES,
)


class NeutrinoArrays(NamedTuple):
    """Masses (..., 3) in eV, mixing matrix (..., 3, 3), and whether they are Majorana."""

    masses: FloatArray
    mixing: npt.NDArray[np.complex128]
    majorana: bool


def build_masses(
    m_lightest: FloatArray,
    ordering: str,
    dm21_sq: FloatArray | None,
    dm3l_sq: FloatArray | None,
    dm31_sq: FloatArray | None,
    oscillation_set: str,
) -> FloatArray:
    """Masses (..., 3) in eV from the parameters of the group."""
    fit = best_fit(oscillation_set, ordering)
    dm21 = np.asarray(fit.dm21_sq if dm21_sq is None else dm21_sq)
    sign = 1.0 if ordering == "normal" else -1.0
    for name, value in (("dm3l_sq", dm3l_sq), ("dm31_sq", dm31_sq)):
        if value is not None and np.any(sign * value <= 0.0):
            raise DomainError(
                f"{name} = {float(value.flat[0]):.6g} eV2 is not allowed: it must be "
                f"{'> 0' if sign > 0 else '< 0'} for {ordering} ordering"
            )
    if dm31_sq is not None:
        dm3l_sq = kernels.dm3l_sq_from_dm31_sq(dm31_sq, dm21, ordering)
    dm3l = np.asarray(fit.dm3l_sq if dm3l_sq is None else dm3l_sq)
    if np.any(np.abs(dm3l) <= dm21):
        raise DomainError("dm21_sq must be smaller than the size of dm3l_sq (or dm31_sq)")
    return kernels.masses(m_lightest, ordering, dm21, dm3l)


def build_mixing(
    oscillation_set: str,
    alpha21: FloatArray,
    alpha31: FloatArray,
    ordering: str = "normal",
    **given: FloatArray | None,
) -> npt.NDArray[np.complex128]:
    """Mixing matrix (..., 3, 3) from the parameters of the group."""
    fit = best_fit(oscillation_set, ordering)
    values: dict[str, FloatArray] = {}
    for angle in ("theta12", "theta13", "theta23"):
        sin2, plain = given[f"sin2_{angle}"], given[angle]
        if sin2 is None:
            sin2 = np.asarray(
                getattr(fit, f"sin2_{angle}") if plain is None else np.sin(plain) ** 2
            )
        values[f"sin2_{angle}"] = sin2
    delta = given["delta_cp"]
    return kernels.pmns(
        **values,
        delta_cp=np.asarray(fit.delta_cp if delta is None else delta),
        alpha21=alpha21,
        alpha31=alpha31,
    )


def build_neutrinos(nature: str, **given: Any) -> NeutrinoArrays:
    """Masses, mixing and nature from the parameters of the whole group."""
    of_masses = {name: given.pop(name) for name in ("m_lightest", "dm21_sq", "dm3l_sq", "dm31_sq")}
    common = {name: given[name] for name in ("ordering", "oscillation_set")}
    return NeutrinoArrays(
        build_masses(**of_masses, **common),
        build_mixing(**given),
        nature == "majorana",
    )


MASSES = Group("masses", (*_MASS_ITEMS, _SET), build_masses)
MIXING = Group("mixing", (*_MIXING_ITEMS, _SET), build_mixing)
REAL_MIXING = Group("mixing", (*_REAL_MIXING_ITEMS, _SET), build_mixing)
REAL_NEUTRINOS = Group(
    "neutrinos", (*_MASS_ITEMS, *_REAL_MIXING_ITEMS, _SET, NATURE), build_neutrinos
)
NEUTRINOS = Group("neutrinos", (*_MASS_ITEMS, *_MIXING_ITEMS, _SET, NATURE), build_neutrinos)

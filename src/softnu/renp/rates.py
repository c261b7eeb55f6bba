"""Catalogue quantities: rates of photons, and events of a run at several trigger energies."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError
from softnu.neutrinos.parameters import REAL_NEUTRINOS, NeutrinoArrays
from softnu.quantity import NONNEGATIVE, POSITIVE, Group, Item, Parameter, quantity
from softnu.renp import spectra
from softnu.renp.kernels import rates, spectrum
from softnu.renp.kernels.couplings import ComplexArray, Current
from softnu.renp.kernels.kinematics import photon_at
from softnu.renp.kernels.master import Response
from softnu.renp.parameters import (
    LEVELS,
    PHOTON,
    TARGET,
    W_L,
    Emission,
    Levels,
    Target,
    build_emission,
    build_levels,
    build_target,
    build_weight,
    require_virtual,
)
from softnu.renp.spectra import PAPER

LITERATURE = "Eq. (11) of arXiv:2110.03510 (literature), or derived (first_principles)"
ACCURACY = "1e-16 E_eg over the distance of a trigger energy to the nearest threshold"
VALIDITY = "coherent target; one intermediate state unless E_v2g is given; W_L as chosen"
EXAMPLE_TARGET = {"atom": "Yb", "n_a": "1e21 1/cm3", "volume": "100 cm3"}
EXAMPLE_RUN = EXAMPLE_TARGET | {
    "trigger_energies": ["1.069 eV", "1.07 eV", "1.0708 eV"],
    "live_time": "20 d",
    "m_lightest": "0.01 eV",
    "oscillation_set": "deSalas-2020",
}
_LEVEL_NAMES = ("atom", "E_eg", "E_vg", "E_v2g", "J_e", "J_v", "J_g")
_TARGET_NAMES = ("gamma_vg", "J2C", "n_a", "n_gamma", "volume", "eta", "norm")
_RUN_ITEMS: tuple[Item, ...] = (
    *LEVELS,
    *TARGET,
    Parameter("trigger_energies", "energy list", "energies of the photon", range=POSITIVE),
    Parameter("live_time", "time", "in all, the same at each energy", range=NONNEGATIVE),
    W_L,
    Parameter(
        "background_rate", "rate", "other events, at each energy", "0 1/s", range=NONNEGATIVE
    ),
    REAL_NEUTRINOS,
)


class Emitter(NamedTuple):
    """Levels of the atom and the target that is made of it."""

    levels: Levels
    target: Target


class EmittedRate(NamedTuple):
    """A target at one photon energy."""

    emission: Emission
    target: Target


class Run(NamedTuple):
    """A target, watched at several photon energies; natural units.

    Attributes
    ----------
    levels, target, W_L, neutrinos
        As in a spectrum and a rate.
    omega, times : ndarray (..., k)
        Photon energies and the time at each.
    background : ndarray (...)
        Rate of other events.
    """

    levels: Levels
    target: Target
    omega: FloatArray
    times: FloatArray
    W_L: FloatArray
    background: FloatArray
    neutrinos: NeutrinoArrays

    def axes(self, *others: FloatArray | ComplexArray) -> int:
        """Return the number of axes of the grid of points, with other arrays (...)."""
        J = self.levels.J or ()
        levels = (*self.levels[:3], *J)
        arrays: tuple[FloatArray | ComplexArray | None, ...]
        arrays = (*levels, *self.target[:-1], self.W_L, self.background, *others)
        shapes = [np.shape(array) for array in arrays if array is not None]
        shapes += [self.omega.shape[:-1], self.times.shape[:-1]]
        shapes += [self.neutrinos.masses.shape[:-1], self.neutrinos.mixing.shape[:-2]]
        return max(len(shape) for shape in shapes)


def _build_emitter(**given: Any) -> Emitter:
    levels = build_levels(**{name: given.pop(name) for name in _LEVEL_NAMES})
    return Emitter(levels, build_target(levels, **given))


def build_rate(**given: Any) -> EmittedRate:
    """Target and photon from the parameters of both groups."""
    of_target = {name: given.pop(name) for name in _TARGET_NAMES}
    emission = build_emission(**given)
    return EmittedRate(emission, build_target(emission.levels, **of_target))


def _build_run(
    trigger_energies: FloatArray,
    live_time: FloatArray,
    W_L: FloatArray | str,
    background_rate: FloatArray,
    neutrinos: NeutrinoArrays,
    **of_emitter: Any,
) -> Run:
    levels, target = _build_emitter(**of_emitter)
    require_virtual(np.max(trigger_energies, axis=-1), levels.E_vg)
    times = live_time[..., np.newaxis] / trigger_energies.shape[-1]
    weight = build_weight(W_L, levels)
    return Run(levels, target, trigger_energies, times, weight, background_rate, neutrinos)


EMITTER = Group("emitter", (*LEVELS, *TARGET), _build_emitter)
RATE = Group("emitted", (*LEVELS, *TARGET, *PHOTON, W_L, REAL_NEUTRINOS), build_rate)
RUN = Group("run", _RUN_ITEMS, _build_run)


def prefactor(levels: Levels, target: Target, omega: FloatArray) -> FloatArray:
    """Return Gamma_0 at photon energies omega, eV."""
    epsilon = rates.field_energy(target.norm, levels.E_eg, omega)
    return rates.rate_prefactor(epsilon, levels.E_vg, *target[:-1])


def per_sum(levels: Levels, target: Target, omega: FloatArray) -> FloatArray:
    """Return the rate per sum over pairs, 1/eV: what any current is multiplied by."""
    return prefactor(levels, target, omega) * spectrum.energy_factor(
        omega, levels.E_vg, levels.E_v2g
    )


def frequencies_first(values: FloatArray, axes: int) -> FloatArray:
    """Move the last axis to the front, so that it broadcasts with a grid of so many axes."""
    moved = np.moveaxis(values, -1, 0)
    return moved.reshape(len(moved), *[1] * (axes + 1 - moved.ndim), *moved.shape[1:])


class Watched(NamedTuple):
    """A run with photon energies on the first axis (k, ...).

    Attributes
    ----------
    sums : Response
        Sums over pairs, eV^2.
    s : ndarray
        Invariant mass squared of the pair, eV^2.
    exposure : ndarray
        Events per sum, 1/eV^2.
    background : ndarray
        Other events.
    """

    sums: Response
    s: FloatArray
    exposure: FloatArray
    background: FloatArray


def watch(run: Run, axes: int, mediator: Current | None = None) -> Watched:
    """Return sums over pairs and exposures at each photon energy of a run."""
    omega, times = (frequencies_first(values, axes) for values in (run.omega, run.times))
    photon = photon_at(run.levels.E_eg, omega, np.zeros(()))
    sums = spectra.mediated(Emission(run.levels, photon, run.W_L, run.neutrinos), mediator)
    exposure = times * per_sum(run.levels, run.target, omega)
    return Watched(sums, photon.s, exposure, run.background * times)


@quantity(
    "renp.rate_prefactor",
    items=(
        EMITTER,
        Parameter(
            "trigger_energy",
            "energy",
            "energy of the photon, for norm = first_principles",
            None,
            range=POSITIVE,
        ),
    ),
    unit="1/s",
    formula=r"\Gamma_0 = \epsilon\,n_a^2n_\gamma V\eta\,G_F^2\gamma_{vg}(2J_v+1)C_{ev}/E_{vg}^3,"
    r"\ \epsilon = 3E_{eg}/2\ \text{or}\ \omega",
    source=LITERATURE,
    papers=(PAPER,),
    accuracy="1e-14",
    validity="coherent target; a pure state has eta = 1/4 at most from first principles",
    example=EXAMPLE_TARGET,
)
def rate_prefactor(emitter: Emitter, trigger_energy: FloatArray | None) -> FloatArray:
    """Rate of photons over the dimensionless spectrum."""
    levels, target = emitter
    if trigger_energy is None:
        if target.norm == "first_principles":
            raise ConfigError("missing trigger_energy: norm = 'first_principles' depends on it")
        trigger_energy = levels.E_eg
    else:
        require_virtual(trigger_energy, levels.E_vg)
    return prefactor(levels, target, trigger_energy)


@quantity(
    "renp.rate",
    items=(RATE,),
    unit="1/s",
    formula=r"\Gamma = \Gamma_0I(\omega)",
    source=LITERATURE + "; Eq. (16) for the spectrum",
    papers=(PAPER,),
    accuracy=ACCURACY,
    validity=VALIDITY,
    example=EXAMPLE_TARGET | {"trigger_energy": "1.07 eV", "m_lightest": "0.01 eV"},
)
def rate(emitted: EmittedRate) -> FloatArray:
    """Rate of photons from a target, Standard Model."""
    emission, target = emitted
    total = spectra.mediated(emission).constant
    return total * per_sum(emission.levels, target, emission.photon.omega)


@quantity(
    "renp.expected_events",
    items=(RUN,),
    unit="",
    formula=r"N = \sum_kt_k[\Gamma_0I(\omega_k) + b]",
    source=LITERATURE + "; Eq. (16) for the spectrum",
    papers=(PAPER,),
    accuracy=ACCURACY,
    validity=VALIDITY,
    example=EXAMPLE_RUN,
)
def expected_events(run: Run) -> FloatArray:
    """Events of a run, Standard Model and background."""
    seen = watch(run, run.axes())
    return np.sum(seen.exposure * seen.sums.constant + seen.background, axis=0)

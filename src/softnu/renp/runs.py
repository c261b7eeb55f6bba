"""A target and its schedule of trigger energies: what a run of pair emission consists of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from dataclasses import replace as _replace
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos import Neutrinos
from softnu.renp.face import atom_of, levels_of, neutrino_arrays, weight_of
from softnu.renp.parameters import Levels, build_target, require_virtual
from softnu.renp.parameters import Target as TargetArrays
from softnu.renp.rates import Run, prefactor
from softnu.units import checked, from_natural, to_natural

NORMS = ("literature", "first_principles")


@dataclass(frozen=True)
class Target:
    """A volume of coherently excited atoms.

    Parameters
    ----------
    atom : Atom or str
        The atom, or its name.
    n_a : Quantity or str
        Number density of atoms.
    volume : Quantity or str
        Volume.
    n_gamma : Quantity or str, optional
        Number density of the photons of the field that drives the emission; that of the atoms
        if not given.
    eta : float
        Coherence, 0 to 1.
    norm : {"literature", "first_principles"}
        Normalisation of the rate.
    W_L : {"average", "exact"} or float
        Longitudinal weight: the published sum over angles (1/3), the exact one of the atom, or
        a number between 0 and 1.
    second_level : bool
        Include the second intermediate level of the atom.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    >>> target.rate_prefactor("1.07 eV").round(7)
    <Quantity 0.0005118 1 / s>
    >>> target.replace(eta=0.5).eta
    0.5
    """

    atom: Any
    n_a: Any
    volume: Any
    n_gamma: Any = None
    eta: float = 1.0
    norm: Literal["literature", "first_principles"] = "literature"
    W_L: Any = "average"
    second_level: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "atom", atom_of(self.atom))
        for name, kind, unit in (
            ("n_a", "number density", "1/cm3"),
            ("volume", "volume", "cm3"),
            ("n_gamma", "number density", "1/cm3"),
        ):
            value = getattr(self, name)
            if value is not None:
                natural = checked(name, value, kind, checks.nonnegative)
                object.__setattr__(self, name, from_natural(one(name, natural), unit))
        object.__setattr__(self, "eta", one("eta", checks.in_range("eta", self.eta, 0.0, 1.0)))
        checks.one_of("norm", self.norm, NORMS)
        one("W_L", weight_of(self.W_L, self.levels))

    @property
    def levels(self) -> Levels:
        """Levels of its atom, natural units."""
        return levels_of(self.atom, second_level=self.second_level)

    @property
    def arrays(self) -> TargetArrays:
        """What its rate is computed from, natural units."""
        n_gamma = self.n_a if self.n_gamma is None else self.n_gamma
        return build_target(
            self.levels,
            gamma_vg=None,
            J2C=None,
            n_a=to_natural("n_a", self.n_a, "number density"),
            n_gamma=to_natural("n_gamma", n_gamma, "number density"),
            volume=to_natural("volume", self.volume, "volume"),
            eta=np.asarray(self.eta),
            norm=self.norm,
        )

    def rate_prefactor(self, trigger_energy: u.Quantity | str) -> u.Quantity:
        r"""Return :math:`\Gamma_0`, the rate of photons over the dimensionless spectrum.

        Parameters
        ----------
        trigger_energy : Quantity or str
            Energies of the photon (...), below E_vg; they matter for "first_principles".

        Returns
        -------
        astropy.units.Quantity (...)
            1/s. Eq. (11) of arXiv:2110.03510, or derived from first principles.

        Raises
        ------
        SoftnuError
            If the unit is missing, or the value not allowed.
        """
        omega = checked("trigger_energy", trigger_energy, "energy", checks.positive)
        require_virtual(omega, self.levels.E_vg)
        values = np.broadcast_to(prefactor(self.levels, self.arrays, omega), omega.shape)
        return from_natural(values, "1/s")

    def replace(self, **changes: Any) -> Target:
        """Return the same target with some fields changed.

        Parameters
        ----------
        **changes
            Fields and their new values.

        Returns
        -------
        Target
            A new object.

        Raises
        ------
        UnknownNameError
            If there is no such field.
        """
        for name in changes:
            checks.one_of("field of Target", name, [field.name for field in fields(self)])
        return _replace(self, **changes)


@dataclass(frozen=True)
class Schedule:
    """Energies of the triggering light, and how long it runs at each.

    Parameters
    ----------
    trigger_energies : sequence of Quantity or str, or Quantity
        Energies of the photon.
    times : sequence of Quantity or str, or Quantity
        The time at each of them.

    Raises
    ------
    SoftnuError
        If a unit is missing, a value is not allowed, or there are not as many times as energies.

    Examples
    --------
    >>> Schedule(["1.069 eV", "1.07 eV"], ["5 d", "10 d"]).live_time.to("d")
    <Quantity 15. d>
    >>> Schedule.equally(["1.069 eV", "1.07 eV"], "20 d").times[0].to("d")
    <Quantity 10. d>
    """

    trigger_energies: Any
    times: Any

    def __post_init__(self) -> None:
        shapes = []
        for name, kind, unit, check in (
            ("trigger_energies", "energy", "eV", checks.positive),
            ("times", "time", "s", checks.nonnegative),
        ):
            values = checked(name, getattr(self, name), kind, check)
            if values.ndim != 1 or values.size == 0:
                raise DomainError(f"{name} is not a list, such as ['1.069 eV', '1.07 eV']")
            shapes.append(values.size)
            object.__setattr__(self, name, tuple(from_natural(value, unit) for value in values))
        if shapes[0] != shapes[1]:
            raise ConfigError(
                f"times: there are {shapes[1]} for {shapes[0]} trigger_energies; give one for "
                "each, or Schedule.equally"
            )

    @classmethod
    def equally(
        cls, trigger_energies: Sequence[u.Quantity | str] | u.Quantity, live_time: u.Quantity | str
    ) -> Schedule:
        """Return a schedule that divides a time equally.

        Parameters
        ----------
        trigger_energies : sequence of Quantity or str, or Quantity
            Energies of the photon.
        live_time : Quantity or str
            The time in all.

        Returns
        -------
        Schedule

        Raises
        ------
        SoftnuError
            If a unit is missing, or a value not allowed.
        """
        energies = np.atleast_1d(to_natural("trigger_energies", trigger_energies, "energy"))
        total = one("live_time", checked("live_time", live_time, "time", checks.nonnegative))
        each = np.full(energies.size, total / max(energies.size, 1))
        return cls(from_natural(energies, "eV"), from_natural(each, "s"))

    @property
    def live_time(self) -> u.Quantity:
        """The time in all, s."""
        return u.Quantity(self.times).sum()


def run_of(
    target: Target, schedule: Schedule, neutrinos: Neutrinos, background_rate: u.Quantity | str
) -> Run:
    """Return a run in natural units."""
    levels = target.levels
    omega = to_natural("trigger_energies", u.Quantity(schedule.trigger_energies), "energy")
    require_virtual(omega, levels.E_vg)
    return Run(
        levels,
        target.arrays,
        omega,
        to_natural("times", u.Quantity(schedule.times), "time"),
        weight_of(target.W_L, levels),
        background_of(background_rate),
        neutrino_arrays(neutrinos),
    )


def one(name: str, value: FloatArray) -> float:
    """Return a single number, or refuse an array."""
    if np.ndim(value):
        raise DomainError(f"{name} must be one number, its shape is {np.shape(value)}")
    return float(value)


def background_of(rate: u.Quantity | str) -> FloatArray:
    """Return the rate of other events, eV."""
    return np.asarray(
        one("background_rate", checked("background_rate", rate, "rate", checks.nonnegative))
    )

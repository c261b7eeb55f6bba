"""How far the force in each medium is from what an experiment sees, and what would be needed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu.backgrounds.kernels.reactor import total_flux
from softnu.checks import FloatArray
from softnu.errors import ConfigError
from softnu.forces.experiments.experiment import Experiment
from softnu.forces.experiments.files import load_experiment
from softnu.forces.experiments.medium import VACUUM, Medium
from softnu.forces.experiments.signal import compares_points, signal
from softnu.units import from_natural, to_natural

#: The media that are compared if none is asked for.
DEFAULT_MEDIA: Final = (VACUUM, "relic", "reactor", "solar_7be")
_BODIES: Final = (
    "The signal is the force between two atoms (or formula units) at rest at the stated "
    "separation, or between spheres and slabs where sizes are given, relative to gravity there."
)
_BEAM: Final = (
    "Along a beam it is an upper envelope: the slow part of the energy of two points in line with "
    "the beam, without spread of angles or energies unless these are given. The size of the "
    "bodies reduces it further, the more the larger the energy times the separation."
)
#: A reactor to speak of, as in arXiv:2405.16801.
_POWER: Final = "2.9 GW"
_DISTANCE: Final = "1 km"
#: Closer than this is inside the core.
_CORE: Final = "3 m"
#: A curve reaches this factor beyond the separations of the experiments.
_BEYOND: Final = 20.0


@dataclass(frozen=True)
class Need:
    """One change that would by itself bring the force within reach.

    Attributes
    ----------
    name : str
        What would have to change: sensitivity, separation, flux, distance, thermal power or
        density.
    value : Quantity
        To which value.
    meaning : str
        In words.
    """

    name: str
    value: u.Quantity
    meaning: str

    def __str__(self) -> str:
        return f"{self.name} {self.value.value:.3g} {self.value.unit}".rstrip()


@dataclass(frozen=True)
class Reach:
    """The force in one medium beside the sensitivity of one experiment.

    Attributes
    ----------
    experiment : Experiment
        The experiment.
    medium : Medium
        Vacuum or background.
    signal : float
        Size of the force relative to gravity, at the experiment's separation.
    """

    experiment: Experiment
    medium: Medium
    signal: float

    @property
    def sensitivity(self) -> float:
        """What the experiment sees, relative to gravity."""
        return self.experiment.sensitivity_ratio

    @property
    def shortfall(self) -> float:
        """Sensitivity over signal: 1 or less means within reach."""
        return self.sensitivity / self.signal if self.signal else math.inf

    @property
    def orders(self) -> float:
        """Orders of magnitude between sensitivity and signal; negative within reach."""
        return math.log10(self.shortfall)

    @property
    def verdict(self) -> str:
        """How far it is, in words."""
        if self.shortfall <= 1.0:
            return f"within reach: the signal is {1.0 / self.shortfall:.3g} times the sensitivity"
        if math.isinf(self.shortfall):
            return "there is no force, or it is too small for a floating-point number"
        return f"the signal is {self.orders:.1f} orders of magnitude below the sensitivity"

    @property
    def needs(self) -> tuple[Need, ...]:
        """Changes each of which would by itself make the signal equal the sensitivity."""
        if self.medium.is_vacuum:
            return (*self._better_sensitivity(), *self._closer())
        return (*self._better_sensitivity(), *self._stronger_background())

    def _better_sensitivity(self) -> tuple[Need, ...]:
        if not self.signal:
            return ()
        given = self.experiment.sensitivity
        value = u.Quantity(given.force or given.acceleration or given.ratio) / self.shortfall
        return (Need("sensitivity", value, "of the experiment, at the same separation"),)

    def _closer(self) -> tuple[Need, ...]:
        if not compares_points(self.experiment):
            return ()
        r = self.medium.separation_at_ratio(self.experiment.bodies, self.sensitivity)
        meaning = "with the same sensitivity to V/V_gravity"
        return (Need("separation", from_natural(r, "m"), meaning),)

    def _stronger_background(self) -> tuple[Need, ...]:
        background = self.medium.background
        if background is None or not self.signal:
            return ()
        if not self.medium.is_beam:
            meaning = (
                "times as many neutrinos of the same momenta; Pauli allows occupation up to 1"
            )
            return (Need("density", u.Quantity(self.shortfall), meaning),)
        flux = self.medium.flux * self.shortfall
        found = Need("flux", from_natural(flux, "1/(cm2 s)"), "in the same direction")
        return (found, *_reactors(flux)) if background.name == "reactor" else (found,)


def _reactors(flux: FloatArray) -> tuple[Need, ...]:
    """Distance and thermal power of reactors with this flux (eV^3)."""
    power = to_natural("thermal power", _POWER, "power")
    distance = to_natural("distance", _DISTANCE, "length")
    closer = distance * np.sqrt(total_flux(power, distance) / flux)
    stronger = power * flux / total_flux(power, distance)
    where = f"from {_POWER} of thermal power"
    if closer < to_natural("core", _CORE, "length"):
        where += ", which is inside the core"
    return (
        Need("distance", from_natural(closer, "m"), where),
        Need("thermal power", from_natural(stronger, "GW"), f"at a distance of {_DISTANCE}"),
    )


def reach(
    experiment: Experiment | str | Path,
    medium: Medium | str = VACUUM,
    parameters: Mapping[str, Any] | None = None,
) -> Reach:
    """Compare the force in a medium with the sensitivity of an experiment.

    Parameters
    ----------
    experiment : Experiment, str or Path
        An experiment, its name, or its TOML file.
    medium : Medium or str
        "vacuum" or a named background.
    parameters : mapping, optional
        Parameters of a medium that is given by name, see :class:`Medium`.

    Returns
    -------
    Reach
        Signal, sensitivity, shortfall, and what would be needed.

    Raises
    ------
    SoftnuError
        If the experiment or the medium is unknown or not allowed.

    Notes
    -----
    The signal is :math:`|V/V_{grav}|` of forces.vacuum.ratio_to_gravity and
    forces.background.ratio_to_gravity; arXiv:2209.07082 compares experiments in this way. Along
    a beam it is an upper envelope: no spread of angles or energies, point-like bodies.

    Examples
    --------
    >>> found = reach("washington_2007", "reactor")
    >>> print(f"{found.signal:.3e} {found.orders:.1f}")
    1.106e-18 2.5
    >>> print(found.needs[1])
    flux 1.45e+12 1 / (s cm2)
    """
    if not isinstance(experiment, Experiment):
        experiment = load_experiment(experiment)
    if isinstance(medium, str):
        medium = Medium(medium, parameters or {})
    elif parameters:
        raise ConfigError("parameters belong to the medium: give its name, or a Medium with them")
    seen = signal(experiment, medium, experiment.r_natural)
    return Reach(experiment, medium, float(seen))


@dataclass(frozen=True)
class Curve:
    """The force in a medium over separation.

    Attributes
    ----------
    label : str
        The medium, and the bodies if they differ between curves.
    ratio : ndarray
        Size of the force relative to gravity at the separations that were asked for.
    """

    label: str
    ratio: FloatArray


def separations(found: Sequence[Reach], points: int = 400) -> u.Quantity:
    """Return separations, in m, that span those of the experiments and a bit more."""
    ranges = np.array([one.experiment.separation.natural for one in found])
    low, high = ranges.min() / _BEYOND, ranges.max() * _BEYOND
    return from_natural(np.geomspace(low, high, points), "m")


def curves(found: Sequence[Reach], r: u.Quantity) -> tuple[Curve, ...]:
    """Return the force over gravity in each medium, for each pair of bodies.

    Parameters
    ----------
    found : sequence of Reach
        Experiments and media.
    r : Quantity
        Separations.

    Returns
    -------
    tuple of Curve
        One for each medium and pair of bodies that occur in `found`.

    Examples
    --------
    >>> one = curves([reach("washington_2020", "reactor")], u.Quantity([1, 10], "mm"))[0]
    >>> print(one.label, one.ratio)
    reactor [1.106e-18 1.106e-18]
    """
    natural = to_natural("r", r, "length")
    chosen = {(one.experiment.pair, one.medium.label): one for one in found}
    several = len({pair for pair, _ in chosen}) > 1
    return tuple(
        Curve(
            f"{label}: {pair}" if several else label,
            signal(one.experiment, one.medium, natural),
        )
        for (pair, label), one in chosen.items()
    )


def caveats(found: Sequence[Reach]) -> list[str]:
    """Return what the numbers leave out, as sentences."""
    beams = any(one.medium.is_beam for one in found)
    return [_BODIES, *([_BEAM] if beams else [])]

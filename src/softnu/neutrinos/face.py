"""Neutrinos as one frozen object: masses, mixing, nature."""

from __future__ import annotations

from dataclasses import dataclass, fields
from dataclasses import replace as _replace
from typing import Any, Final, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.errors import DomainError
from softnu.neutrinos import kernels
from softnu.neutrinos.kernels import ComplexArray
from softnu.neutrinos.sets import ORDERINGS, SETS, Oscillations, best_fit
from softnu.neutrinos.sets import interval as set_interval
from softnu.units import from_natural, to_natural

NATURES: Final = ("dirac", "majorana")
#: Kind and unit of the fields that carry one.
_KINDS: Final = {
    "m_lightest": ("energy", "eV"),
    "dm21_sq": ("energy2", "eV2"),
    "dm3l_sq": ("energy2", "eV2"),
    "delta_cp": ("angle", "rad"),
    "alpha21": ("angle", "rad"),
    "alpha31": ("angle", "rad"),
}
_ANGLES: Final = ("sin2_theta12", "sin2_theta13", "sin2_theta23")


@dataclass(frozen=True, repr=False)
class Neutrinos:
    """Three neutrinos: lightest mass, ordering, Dirac or Majorana nature, oscillation data.

    Quantities are stored in eV, eV^2 and rad, so that equal neutrinos compare equal however
    they were written; the object can be a key of a dictionary.

    Parameters
    ----------
    m_lightest : Quantity or str
        Mass of the lightest state, for example ``"0.01 eV"``; >= 0.
    ordering : {"normal", "inverted"}
        Whether state 1 or state 3 is the lightest.
    nature : {"dirac", "majorana"}
        Dirac or Majorana neutrinos.
    oscillation_set : str
        One of :data:`softnu.neutrinos.SETS`; gives what is not given below.
    sin2_theta12, sin2_theta13, sin2_theta23 : float, optional
        Squared sines of the mixing angles.
    delta_cp : Quantity or str, optional
        Dirac phase.
    alpha21, alpha31 : Quantity or str
        Majorana phases.
    dm21_sq : Quantity or str, optional
        m_2^2 - m_1^2 > 0.
    dm3l_sq : Quantity or str, optional
        m_3^2 - m_1^2 > 0 for normal, m_3^2 - m_2^2 < 0 for inverted ordering.

    Raises
    ------
    SoftnuError
        If a unit is missing, a word is unknown or a value is not allowed; the message names
        the argument.

    Examples
    --------
    >>> nu = Neutrinos("0.01 eV", ordering="inverted", nature="majorana")
    >>> nu.masses
    <Quantity [0.05009092, 0.05083306, 0.01      ] eV>
    >>> nu.replace(ordering="normal").mass_sum.round(6)
    <Quantity 0.074342 eV>
    >>> Neutrinos("10 meV") == Neutrinos("0.01 eV")
    True
    """

    m_lightest: u.Quantity | str
    ordering: Literal["normal", "inverted"] = "normal"
    nature: Literal["dirac", "majorana"] = "dirac"
    oscillation_set: str = SETS[0]
    sin2_theta12: float | None = None
    sin2_theta13: float | None = None
    sin2_theta23: float | None = None
    delta_cp: u.Quantity | str | None = None
    alpha21: u.Quantity | str = "0 rad"
    alpha31: u.Quantity | str = "0 rad"
    dm21_sq: u.Quantity | str | None = None
    dm3l_sq: u.Quantity | str | None = None

    def __post_init__(self) -> None:
        checks.one_of("ordering", self.ordering, ORDERINGS)
        checks.one_of("nature", self.nature, NATURES)
        checks.one_of("oscillation_set", self.oscillation_set, SETS)
        for name, (kind, unit) in _KINDS.items():
            value = getattr(self, name)
            if value is not None:
                number = _scalar(name, to_natural(name, value, kind))
                object.__setattr__(self, name, from_natural(number, unit))
        for name in _ANGLES:
            value = getattr(self, name)
            if value is not None:
                number = _scalar(name, to_natural(name, value, "number"))
                checks.in_range(name, number, 0.0, 1.0)
                object.__setattr__(self, name, number)
        checks.nonnegative("m_lightest", _number(self.m_lightest))
        self._check_splittings()

    def _check_splittings(self) -> None:
        known = self.oscillations
        checks.positive("dm21_sq", known.dm21_sq)
        if self.ordering == "normal" and known.dm3l_sq <= 0.0:
            raise DomainError(
                f"dm3l_sq = {known.dm3l_sq:.6g} eV2 is not allowed: it must be > 0 for normal "
                "ordering"
            )
        if self.ordering == "inverted" and known.dm3l_sq >= -known.dm21_sq:
            raise DomainError(
                f"dm3l_sq = {known.dm3l_sq:.6g} eV2 is not allowed: it must be < 0 for inverted "
                f"ordering, and larger in size than dm21_sq = {known.dm21_sq:.6g} eV2"
            )

    @property
    def oscillations(self) -> Oscillations:
        """Oscillation parameters in eV^2 and rad: what was given, else those of the set."""
        given = {}
        for field in fields(Oscillations):
            value = getattr(self, field.name)
            if value is not None:
                given[field.name] = _number(value)
        return _replace(best_fit(self.oscillation_set, self.ordering), **given)

    @property
    def masses(self) -> u.Quantity:
        """Masses of states 1, 2, 3, in eV."""
        known = self.oscillations
        natural = kernels.masses(
            np.asarray(_number(self.m_lightest)),
            self.ordering,
            np.asarray(known.dm21_sq),
            np.asarray(known.dm3l_sq),
        )
        return from_natural(natural, "eV")

    @property
    def mass_sum(self) -> u.Quantity:
        """Sum of the masses, in eV."""
        return self.masses.sum()

    @property
    def mixing(self) -> ComplexArray:
        """Mixing matrix (3, 3): rows e, mu, tau, columns mass states 1, 2, 3."""
        known = self.oscillations
        values = (getattr(known, name) for name in (*_ANGLES, "delta_cp"))
        phases = (_number(self.alpha21), _number(self.alpha31))
        return kernels.pmns(*(np.asarray(value) for value in (*values, *phases)))

    @property
    def jarlskog(self) -> float:
        """Jarlskog invariant, the size of CP violation in oscillations."""
        return float(kernels.jarlskog(self.mixing))

    def interval(self, parameter: str, sigmas: Literal[1, 3] = 3) -> tuple[float, float]:
        """Return the range that the oscillation set allows for one parameter.

        Parameters
        ----------
        parameter : str
            Attribute of :class:`softnu.neutrinos.Oscillations`, for example "sin2_theta23".
        sigmas : {1, 3}
            Which range.

        Returns
        -------
        low, high : float
            In eV^2 and rad.

        Raises
        ------
        UnknownNameError
            If the parameter is not known.
        DataError
            If the set states no range of it.
        """
        return set_interval(self.oscillation_set, self.ordering, parameter, sigmas)

    def replace(self, **changes: Any) -> Neutrinos:
        """Return the same neutrinos with some fields changed.

        Parameters
        ----------
        **changes
            Fields and their new values.

        Returns
        -------
        Neutrinos
            A new object.

        Raises
        ------
        UnknownNameError
            If there is no such field.
        """
        for name in changes:
            checks.one_of("field of Neutrinos", name, [field.name for field in fields(self)])
        return _replace(self, **changes)

    def __repr__(self) -> str:
        shown = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None or (field.name in ("alpha21", "alpha31") and value.value == 0.0):
                continue
            shown.append(f"{field.name}={value if isinstance(value, u.Quantity) else repr(value)}")
        return f"Neutrinos({', '.join(shown)})"


def _number(value: u.Quantity | str | float) -> float:
    """Return the number in a field that `__post_init__` has brought to natural units."""
    return float(u.Quantity(value).value)


def _scalar(name: str, value: checks.FloatArray) -> float:
    number = checks.finite(name, value)
    if number.ndim != 0:
        raise DomainError(f"{name} must be one number, its shape is {number.shape}")
    return float(number)

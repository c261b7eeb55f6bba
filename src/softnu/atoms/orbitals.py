"""Orbitals that another code tabulated, and matrix elements between them.

Lengths are in Bohr radii throughout: that is what atomic codes write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

import astropy.units as u
import numpy as np

from softnu.atoms.kernels import tabulated as kernels
from softnu.atoms.kernels.contact import contact_element
from softnu.atoms.kernels.radial import adjacent
from softnu.atoms.kernels.tabulated import Potential
from softnu.atoms.labels import LETTERS
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E
from softnu.errors import ConfigError, DataError
from softnu.units import from_natural

_LETTERS: Final = LETTERS.lower()
#: 6s, 6s_{1/2}, 6s_1/2, 6s1/2, 6s+, 6p-.
LABEL: Final = re.compile(rf"(\d+)([{_LETTERS}])(?:_?\{{?(\d+)/2\}}?|([+-]))?", re.IGNORECASE)
#: The norm of a state may differ from 1 by this: tables have few digits and end somewhere.
_NORM: Final = 1e-3
_FEWEST: Final = 8
#: What an orbital has, by whether it is relativistic.
_KINDS: Final = ("P, without j", "f and g, with j")


class State(NamedTuple):
    """Quantum numbers of an orbital; `j` is None where there is no spin-orbit coupling."""

    n: int
    l: int
    j: float | None

    @property
    def kappa(self) -> int:
        """Dirac's quantum number: l for j = l - 1/2, -(l + 1) for j = l + 1/2."""
        return self.l if self.j is not None and self.j < self.l else -(self.l + 1)

    def __str__(self) -> str:
        spin = "" if self.j is None else f"_{int(2 * self.j)}/2"
        return f"{self.n}{_LETTERS[self.l]}{spin}"


class RadialIntegrals(NamedTuple):
    r"""Radial integrals of a potential F, in the unit of F over Bohr radii.

    Attributes
    ----------
    momentum : float
        :math:`K_p = \int r^2R_1(F\,DR_2+\frac12F'R_2)\,dr`.
    gradient : float
        :math:`K_g = \int r^2R_1F'R_2\,dr`.
    """

    momentum: float
    gradient: float


def parse_state(label: str) -> State:
    """Return the quantum numbers that a label means.

    Parameters
    ----------
    label : str
        "6s_{1/2}", "6s1/2", "6p-" (j = l - 1/2), "6s+", or "4d" without j.

    Returns
    -------
    State
        n, l, j.

    Raises
    ------
    DataError
        If there is no such state.

    Examples
    --------
    >>> parse_state("6p_{3/2}"), str(parse_state("5d-"))
    (State(n=6, l=1, j=1.5), '5d_3/2')
    """
    match = LABEL.fullmatch(label)
    if match is None:
        raise DataError(
            f"{label!r} is not a state: write 6s_{{1/2}}, 6s1/2, 6s+, 6p- or, without j, 4d"
        )
    n, l = int(match[1]), _LETTERS.index(match[2].lower())
    j = int(match[3]) / 2 if match[3] else None
    if match[4]:
        j = l + 0.5 if match[4] == "+" else l - 0.5
    if l >= n or (j is not None and (abs(j - l) != 0.5 or j < 0.0)):
        raise DataError(f"{label!r} is not a state: l must be below n, and j = l +- 1/2 > 0")
    return State(n, l, j)


@dataclass(frozen=True, eq=False)
class TabulatedOrbital:
    r"""A bound orbital on a grid.

    Parameters
    ----------
    state : State
        Quantum numbers; with j it is a solution of the Dirac equation.
    r : ndarray (n,)
        Radii in Bohr radii, > 0, increasing.
    components : tuple of ndarray (n,)
        :math:`(P,)` with :math:`P = rR`, or :math:`(f, g)` of the spinor
        :math:`\frac1r(f\,\Omega_{\kappa m},\,ig\,\Omega_{-\kappa m})`, normalised to 1.

    Raises
    ------
    DataError
        If the radii do not increase, a shape is wrong, the norm is not 1 or g has the sign of
        the spinor (f, -ig): the message says which.

    Notes
    -----
    The sign of a state is changed where necessary so that P or f is positive near the nucleus;
    signs of matrix elements then mean the same for all tables. The sign of g, which decides that
    of parity violation, follows from the Dirac equation and is checked.

    Examples
    --------
    >>> r = np.geomspace(1e-5, 60.0, 300)
    >>> TabulatedOrbital(State(1, 0, None), r, (2.0 * r * np.exp(-r),))
    TabulatedOrbital(1s, 300 radii from 1e-05 to 60)
    """

    state: State
    r: FloatArray
    components: tuple[FloatArray, ...]

    def __post_init__(self) -> None:
        r = np.asarray(self.r, dtype=np.float64)
        parts = tuple(np.asarray(part, dtype=np.float64) for part in self.components)
        if r.ndim != 1 or r.size < _FEWEST or not np.all(np.diff(r, prepend=0.0) > 0.0):
            raise DataError(f"{self.state}: r must be {_FEWEST} or more increasing radii > 0")
        if any(part.shape != r.shape or not np.all(np.isfinite(part)) for part in parts):
            raise DataError(f"{self.state}: every component must have {r.size} finite values")
        if len(parts) != (1 if self.state.j is None else 2):
            raise DataError(f"{self.state}: P without j, or f and g with j")
        norm = kernels.norm(r, parts)
        if not abs(norm - 1.0) <= _NORM:
            raise DataError(f"{self.state}: the norm is {norm:.6g}, not 1 (r in Bohr radii?)")
        if len(parts) == 2 and kernels.small_component_sign(r, self.state.kappa, *parts) < 0.0:
            raise DataError(
                f"{self.state}: g has the sign of the spinor (f, -ig); read it with "
                "small_component='-ig'"
            )
        inner = parts[0][np.flatnonzero(parts[0])[0]]
        object.__setattr__(self, "r", r)
        object.__setattr__(self, "components", tuple(np.sign(inner) * part for part in parts))

    @property
    def relativistic(self) -> bool:
        """Whether it solves the Dirac equation."""
        return self.state.j is not None

    def __repr__(self) -> str:
        extent = f"from {self.r[0]:g} to {self.r[-1]:g}"
        return f"TabulatedOrbital({self.state}, {self.r.size} radii {extent})"


def radial_integrals(
    one: TabulatedOrbital, two: TabulatedOrbital, potential: Potential
) -> RadialIntegrals:
    """Return K_p and K_g of a potential between two orbitals that are not relativistic.

    Parameters
    ----------
    one, two : TabulatedOrbital
        Without j, on the same radii.
    potential : callable
        F of radii in Bohr radii, in any unit. It need not be smooth on the scale of the table.

    Returns
    -------
    RadialIntegrals
        0 unless l differs by one. 1e-9 for 500 logarithmic radii, else that of the table.

    Raises
    ------
    SoftnuError
        If the orbitals do not fit, or the integrals do not end within the table.

    Examples
    --------
    >>> r = np.geomspace(1e-5, 120.0, 400)
    >>> s = TabulatedOrbital(State(2, 0, None), r, ((2 - r) * r * np.exp(-r / 2) / 8**0.5,))
    >>> p = TabulatedOrbital(State(2, 1, None), r, (r**2 * np.exp(-r / 2) / 24**0.5,))
    >>> radial_integrals(s, p, lambda r: 1 / r).momentum
    0.0721687836
    """
    _require_fit(one, two, relativistic=False)
    if not adjacent(one.state.l, two.state.l):
        return RadialIntegrals(0.0, 0.0)
    ladders = kernels.nonrelativistic_ladders(
        one.r, (one.state.l, one.components[0]), (two.state.l, two.components[0]), potential
    )
    return RadialIntegrals(float(ladders.momentum), float(ladders.gradient))


def chirality_integral(
    one: TabulatedOrbital, two: TabulatedOrbital, potential: Potential
) -> float:
    r"""Return :math:`\int F(f_1g_2-g_1f_2)\,dr = -i\langle1|\gamma_5F|2\rangle`.

    Parameters
    ----------
    one, two : TabulatedOrbital
        With j, on the same radii.
    potential : callable
        F of radii in Bohr radii, in any unit.

    Returns
    -------
    float
        In the unit of F; 0 unless l differs by one at the same j. For a light atom
        :math:`\alpha K_p`, with K_p as :func:`radial_integrals` gives it.

    Raises
    ------
    SoftnuError
        If the orbitals do not fit, or the integral does not end within the table.
    """
    _require_fit(one, two, relativistic=True)
    if one.state.kappa != -two.state.kappa:
        return 0.0
    return kernels.chirality_integral(
        one.r, _pair(one.components), _pair(two.components), potential
    )


def electron_element(
    one: TabulatedOrbital, two: TabulatedOrbital, potential: Potential
) -> u.Quantity:
    r"""Return v of the electron's spin part, :math:`\langle1|V|2\rangle = -iv`.

    .. math:: V = \frac1{2m_e}\{\sigma_e\cdot p,\,F\}\ \text{or}\ \gamma_5F,
        \qquad v = -\alpha K_p[F]\ \text{or}\ -\int F(f_1g_2-g_1f_2)\,dr

    Parameters
    ----------
    one, two : TabulatedOrbital
        On the same radii, both with j or both without.
    potential : callable
        F of radii in Bohr radii, with its coupling H_1, in eV: for example a function of
        :class:`softnu.atoms.parity_potentials.ParityPotentials`.

    Returns
    -------
    Quantity
        Energy.

    Raises
    ------
    SoftnuError
        If the orbitals do not fit, or the integral does not end within the table.
    """
    if one.relativistic and two.relativistic:
        return from_natural(-chirality_integral(one, two, potential), "eV")
    per_bohr_radius = radial_integrals(one, two, potential).momentum
    momentum = np.asarray(per_bohr_radius * ALPHA * M_E)
    return from_natural(contact_element(np.ones(()), momentum), "eV")


def _pair(components: tuple[FloatArray, ...]) -> tuple[FloatArray, FloatArray]:
    f, g = components
    return f, g


def _require_fit(one: TabulatedOrbital, two: TabulatedOrbital, relativistic: bool) -> None:
    """Raise :class:`ConfigError` unless both are of the kind asked for, on the same radii."""
    for orbital in (one, two):
        if orbital.relativistic != relativistic:
            has, needed = (_KINDS[kind] for kind in (orbital.relativistic, relativistic))
            raise ConfigError(f"{orbital.state} has {has}; this needs {needed}")
    if one.r.shape != two.r.shape or not np.array_equal(one.r, two.r):
        raise ConfigError(f"{one.state} and {two.state} must be tabulated at the same radii")

"""Catalogue parameters of atoms: nuclei, states, transitions, couplings, neutrinos."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels import couplings as kernels
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.elements import Pair, PairExchange, bohr_radius
from softnu.atoms.kernels.mixing import Line
from softnu.atoms.nuclei import axial_coupling, g_factor
from softnu.checks import FloatArray
from softnu.constants import G_A_NUCLEON_ATOMS, SIN2_THETA_W
from softnu.errors import ConfigError, DomainError
from softnu.matter.kernels import atom_coupling
from softnu.neutrinos.parameters import M_LIGHTEST, MASSES, MIXING, NATURE
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    UNIT_INTERVAL,
    Alternatives,
    Group,
    Item,
    Parameter,
)

_OF_NUCLEUS = "of the nucleus"

N = Parameter("N", "integer", "number of neutrons", 0, range=NONNEGATIVE)
SIN2 = Parameter(
    "sin2_theta_w", "number", "sin^2 of the weak mixing angle", SIN2_THETA_W, range=UNIT_INTERVAL
)
G_A_NUCLEON = Parameter("g_A_nucleon", "number", "axial charge of the nucleon", G_A_NUCLEON_ATOMS)
G_A_N = Parameter("g_A_N", "number", "axial coupling of the nucleus", None, _OF_NUCLEUS)
G_N = Parameter("g_N", "number", "g factor of the nucleus", None, _OF_NUCLEUS)
CUTOFF = Parameter(
    "cutoff",
    "energy",
    "scale of a form factor in both vertices of the loop",
    None,
    "none, point vertices",
    range=POSITIVE,
)
LOG_SCALE = Parameter("log_scale", "number", "ln(cutoff^2/mu^2), its contact term", 0)
CONVENTION = Parameter(
    "convention",
    "word",
    "normalisation as derived, or as published",
    "derived",
    choices=("derived", "published"),
)


class Nucleus(NamedTuple):
    """A nucleus: charge, neutrons, couplings; arrays that broadcast."""

    Z: FloatArray
    N: FloatArray
    sin2_theta_w: FloatArray
    g_A_nucleon: FloatArray
    g_A_N: FloatArray | None

    @property
    def vector(self) -> FloatArray:
        """The vector coupling, half the weak charge."""
        return atom_coupling(self.Z, self.N, False, "mu", self.sin2_theta_w)

    def axial(self, I: float | None) -> FloatArray:
        """Return the axial coupling for nuclear spin `I` (None: not said)."""
        return axial_coupling(self, I)


class Loop(NamedTuple):
    """Couplings and masses of the neutrinos exchanged between electron and nucleus.

    Attributes
    ----------
    nucleus : Nucleus
        The nucleus.
    Ue_sq : ndarray (..., 3) or None
        Shares of the electron neutrino in the mass states, unless couplings are given.
    given : Couplings or None
        Couplings of one mass state, arrays (..., 1).
    exchange : PairExchange
        Masses (..., k), nature, form factor.
    """

    nucleus: Nucleus
    Ue_sq: FloatArray | None
    given: Couplings | None
    exchange: PairExchange

    @property
    def values(self) -> dict[str, FloatArray | None]:
        """What has the shape of a grid, by name."""
        return nucleus_values(self.nucleus)

    @property
    def lists(self) -> dict[str, FloatArray | None]:
        """What has a last axis of mass states, by name."""
        H1, H2, meC = (None, None, None) if self.given is None else self.given
        exchange = self.exchange
        return {
            "Ue_sq": self.Ue_sq,
            "H1": H1,
            "H2": H2,
            "meC": meC,
            "m_a": exchange.m_a,
            "M_a": exchange.M_a,
            "log_scale": exchange.log_scale,
        }


class Element(NamedTuple):
    """Quantum numbers of two states of the same F, as arrays."""

    n1: FloatArray
    l1: FloatArray
    j1: FloatArray
    n2: FloatArray
    l2: FloatArray
    j2: FloatArray
    F: FloatArray
    I: FloatArray


class Transition(NamedTuple):
    """Quantum numbers of an M1 transition within one n and l, as arrays; charge and g factor."""

    numbers: tuple[FloatArray, ...]
    Z: FloatArray
    g_N: FloatArray | None


def nucleus_values(nucleus: Nucleus) -> dict[str, FloatArray | None]:
    """Return the arrays of a nucleus by name."""
    return dict(nucleus._asdict())


def nucleus_of(values: Mapping[str, FloatArray | None]) -> Nucleus:
    """Return the nucleus that :func:`nucleus_values` has taken apart."""
    return Nucleus(*(values[name] for name in Nucleus._fields))  # type: ignore[arg-type]


def loop_couplings(I: float, nucleus: Nucleus, lists: Mapping[str, Any]) -> Couplings:
    """Return the couplings (..., k) of all mass states to a nucleus of spin `I`."""
    if lists["Ue_sq"] is None:
        return Couplings(lists["H1"], lists["H2"], lists["meC"])
    vector, axial, sin2 = (
        np.asarray(x)[..., np.newaxis]
        for x in (nucleus.vector, nucleus.axial(I), nucleus.sin2_theta_w)
    )
    return kernels.loop(lists["Ue_sq"], vector, axial, sin2)


def exchange_of(lists: Mapping[str, Any], majorana: bool) -> PairExchange:
    """Return the masses and the form factor that :attr:`Loop.lists` has taken apart."""
    return PairExchange(lists["m_a"], majorana, lists["M_a"], lists["log_scale"])


def pair_of(*numbers: float) -> Pair:
    """Return the pair of states with these quantum numbers, checked."""
    n1, l1, j1, n2, l2, j2, F, I = numbers
    for n, l, j, names in (
        (n1, l1, j1, qn.Names("n1", "l1", "j1")),
        (n2, l2, j2, qn.Names("n2", "l2", "j2")),
    ):
        qn.require_orbital(n, l, names)
        qn.require_electronic(l, j, names)
        qn.require_total(j, F, I, names)
    return Pair(int(n1), int(l1), j1, int(n2), int(l2), j2, F, I)


def line_of(*numbers: float) -> Line:
    """Return the M1 transition with these quantum numbers, checked."""
    n, l, j1, F1, j2, F2, I = numbers
    qn.require_orbital(n, l)
    for j, F, names in ((j1, F1, qn.Names(j="j1", F="F1")), (j2, F2, qn.Names(j="j2", F="F2"))):
        qn.require_electronic(l, j, names)
        qn.require_total(j, F, I, names)
    line = Line(int(n), int(l), j1, F1, j2, F2, I)
    if (j1, F1) == (j2, F2):
        raise DomainError(f"j2 = {j2:g}, F2 = {F2:g} is not allowed: both states are the same")
    if line.m1 == 0.0:
        raise DomainError(
            f"F1 = {F1:g}, F2 = {F2:g} is not allowed: the M1 amplitude vanishes for "
            f"|F1 - F2| > 1, and for I = 0 and F = 0"
        )
    return line


def build_element(**numbers: FloatArray) -> Element:
    """Quantum numbers of two states."""
    return Element(**numbers)


def build_transition(Z: FloatArray, g_N: FloatArray | None, **numbers: FloatArray) -> Transition:
    """Quantum numbers of a transition."""
    return Transition(tuple(numbers[name] for name in Line._fields), Z, g_N)


def transition_g_N(Z: FloatArray, g_N: FloatArray | None, I: float) -> FloatArray:
    """Return the g factor of a nucleus, known for hydrogen and deuterium."""
    return g_factor(Z, I) if g_N is None else g_N


def build_couplings(
    Ue_sq: FloatArray | None,
    H1: FloatArray | None,
    H2: FloatArray | None,
    meC: FloatArray | None,
    **rest: Any,
) -> Loop:
    """Couplings of all mass states, massless."""
    nucleus = Nucleus(*(rest.pop(name) for name in Nucleus._fields))
    angles = [name for name in _ANGLES if rest[name] is not None]
    if angles and (Ue_sq is not None or H1 is not None):
        other = "H1, H2, meC" if Ue_sq is None else "Ue_sq"
        raise ConfigError(f"give only one of: {angles[0]} or {other}")
    given = None
    if H1 is not None and H2 is not None and meC is not None:
        given = Couplings(*(np.asarray(value)[..., np.newaxis] for value in (H1, H2, meC)))
    elif Ue_sq is None:
        Ue_sq = np.abs(MIXING.build(**rest)[..., 0, :]) ** 2
    elif Ue_sq.shape[-1] != 3:
        raise DomainError(f"Ue_sq must have 3 items, not {Ue_sq.shape[-1]}")
    nothing = np.zeros(1)
    return Loop(nucleus, Ue_sq, given, PairExchange(nothing, False, None, nothing))


def build_loop(
    nature: str,
    masses: FloatArray | None,
    m_lightest: FloatArray | None,
    m_nu_a: FloatArray | None,
    cutoff: FloatArray | None,
    log_scale: FloatArray,
    **rest: Any,
) -> Loop:
    """Couplings and masses of the neutrinos."""
    splittings = {name: rest.pop(name) for name in ("dm21_sq", "dm3l_sq", "dm31_sq")}
    common = {name: rest[name] for name in ("ordering", "oscillation_set")}
    massless = build_couplings(**rest)
    a = bohr_radius(massless.nucleus.Z)[..., np.newaxis]
    if m_nu_a is not None:
        m_a = np.asarray(m_nu_a)[..., np.newaxis]
    elif masses is None:
        m_a = MASSES.build(m_lightest=m_lightest, **splittings, **common) * a
    else:
        m_a = masses * a
    states = 3 if massless.given is None else 1
    if m_nu_a is None and m_a.shape[-1] != states:
        what = "H1, H2, meC are those of one state" if states == 1 else "there are three states"
        raise DomainError(f"masses must have {states} items, not {m_a.shape[-1]}: {what}")
    M_a = None if cutoff is None else cutoff[..., np.newaxis] * a
    exchange = PairExchange(m_a, nature == "majorana", M_a, log_scale[..., np.newaxis])
    return massless._replace(exchange=exchange)


_ANGLES = ("sin2_theta12", "theta12", "sin2_theta13", "theta13", "sin2_theta23", "theta23")
_SHARES = Parameter(
    "Ue_sq",
    "number list",
    "|U_ei|^2 of the three mass states",
    None,
    "of the mixing matrix",
    range=UNIT_INTERVAL,
)
_GIVEN = tuple(
    Parameter(name, "number", f"coupling {name} of one state, in place of all others")
    for name in ("H1", "H2", "meC")
)
_NUCLEUS_ITEMS: tuple[Item, ...] = (qn.Z, N, SIN2, G_A_NUCLEON, G_A_N)
#: The ordering says which values of a set hold: it comes with the masses, else it is normal.
_COUPLING_ITEMS: tuple[Item, ...] = (
    *_NUCLEUS_ITEMS,
    Alternatives(((_SHARES,), _GIVEN)),
    *MIXING.items,
)
_MASS_LIST = Parameter("masses", "energy list", "neutrino masses", range=NONNEGATIVE)
_MASS_A = Parameter("m_nu_a", "number", "neutrino mass times a", range=NONNEGATIVE)
#: Splittings and ordering; the oscillation set comes with the mixing.
_SPLITTINGS = tuple(item for item in MASSES.items if item not in (M_LIGHTEST, *MIXING.items))
_LOOP_ITEMS: tuple[Item, ...] = (
    *_COUPLING_ITEMS,
    Alternatives(((_MASS_LIST,), (M_LIGHTEST,), (_MASS_A,))),
    *_SPLITTINGS,
    NATURE,
    CUTOFF,
    LOG_SCALE,
)

NUCLEUS = Group("nucleus", _NUCLEUS_ITEMS, Nucleus)
ELEMENT = Group(
    "element",
    (
        *(
            make(f"{name}{state}")
            for state in "12"
            for name, make in (("n", qn.principal), ("l", qn.orbital), ("j", qn.electronic))
        ),
        qn.total("F"),
        qn.I,
    ),
    build_element,
)
COUPLINGS = Group("couplings", _COUPLING_ITEMS, build_couplings)
LOOP = Group(
    "loop",
    _LOOP_ITEMS,
    build_loop,
)
TRANSITION = Group(
    "transition",
    (
        qn.principal("n"),
        qn.orbital("l"),
        qn.electronic("j1"),
        qn.total("F1"),
        qn.electronic("j2"),
        qn.total("F2"),
        qn.I,
        qn.Z,
        G_N,
    ),
    build_transition,
)

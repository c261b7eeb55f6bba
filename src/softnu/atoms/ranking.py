"""All M1 transitions of an atom, ranked by the parity violation that neutrinos cause in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as _replace
from functools import cache, partial
from itertools import combinations
from typing import Final, Literal

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu import checks
from softnu.atoms import quantum_numbers as qn
from softnu.atoms.hydrogen_like import HydrogenLike
from softnu.atoms.kernels.angular import m1
from softnu.atoms.kernels.elements import Exchange
from softnu.atoms.kernels.hydrogenic import Orbital
from softnu.atoms.kernels.mixing import ComplexArray, Sublevel, e1_m1_ratio
from softnu.atoms.kernels.radial import Ladders
from softnu.atoms.parity import Interaction, neutrino_force, z_gamma_mixing
from softnu.atoms.states import State, Transition, one_number
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos import Neutrinos

#: The smallest l for which the point-like force of neutrinos gives finite admixtures.
L_MIN: Final = 3
#: By what a ranking can be sorted.
SORTS: Final = ("R", "dominance")


@dataclass(frozen=True, eq=False)
class Ranking:
    r"""M1 transitions and what parity violation does in them.

    Attributes
    ----------
    atom : HydrogenLike
        The atom.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    transitions : tuple of Transition
        In the order of the arrays (n,).
    ratio, competing : ndarray (n,) of complex
        :math:`\mathcal R`, the E1 amplitude over that of M1, by the force of neutrinos and by
        the mixing of Z and photon; R of arXiv:1912.09444 is the imaginary part.
    wavelength : Quantity (n,)
        Of the transition, m.
    lifetime : Quantity (n,)
        Of its states, which have one n and l and live equally long, s.
    """

    atom: HydrogenLike
    neutrinos: Neutrinos
    transitions: tuple[Transition, ...]
    ratio: ComplexArray
    competing: ComplexArray
    wavelength: u.Quantity
    lifetime: u.Quantity

    @property
    def size(self) -> FloatArray:
        r""":math:`|\mathcal R|` of the force of neutrinos."""
        return np.abs(self.ratio)

    @property
    def dominance(self) -> FloatArray:
        r""":math:`|\mathcal R|` of the force of neutrinos over that of the competing one."""
        return np.abs(self.ratio) / np.abs(self.competing)

    def sorted(self, by: Literal["R", "dominance"] = "R") -> Ranking:
        """Return the same transitions, the largest first.

        Parameters
        ----------
        by : {"R", "dominance"}
            :attr:`size` or :attr:`dominance`.

        Returns
        -------
        Ranking
            The table in that order.

        Raises
        ------
        UnknownNameError
            For another word.
        """
        checks.one_of("sort", by, SORTS)
        return self.rows(np.argsort(-(self.size if by == "R" else self.dominance), kind="stable"))

    def top(self, count: int) -> Ranking:
        """Return the first `count` transitions; :class:`DomainError` unless it is > 0."""
        return self.rows(np.arange(len(self))[: int(one_number("top", count, checks.positive, 1))])

    def __len__(self) -> int:
        return len(self.transitions)

    def rows(self, order: npt.NDArray[np.intp]) -> Ranking:
        """Return the transitions at these places, in this order."""
        return _replace(
            self,
            transitions=tuple(self.transitions[row] for row in order),
            **{
                name: getattr(self, name)[order]
                for name in ("ratio", "competing", "wavelength", "lifetime")
            },
        )


def m1_transitions(
    I: float, n_max: int, *, n_min: int = 4, l_min: int = L_MIN
) -> tuple[Transition, ...]:
    """Return all M1 transitions between different states of one n and l.

    Parameters
    ----------
    I : float
        Spin of the nucleus.
    n_max, n_min : int
        Range of n.
    l_min : int
        Smallest l.

    Returns
    -------
    tuple of Transition
        By n, l, j and F; also those between hyperfine states of one j.

    Raises
    ------
    DomainError
        If a number is not allowed, or there is no transition.

    Examples
    --------
    >>> len(m1_transitions(0.5, 8)), m1_transitions(0, 4)
    (75, (Transition('4F5/2 F=5/2 - 4F7/2 F=7/2', I=0),))
    """
    n_min, n_max = (
        int(one_number(name, value, qn.PRINCIPAL.check, 1.0))
        for name, value in (("n_min", n_min), ("n_max", n_max))
    )
    l_min = int(one_number("l_min", l_min, checks.nonnegative, 1.0))
    found = [
        Transition(one, two)
        for n in range(n_min, n_max + 1)
        for l in range(l_min, n)
        for one, two in combinations(_sublevels(n, l, I), 2)
        if m1(l, one.j, one.F, two.j, two.F, I) != 0.0
    ]
    if not found:
        raise DomainError(
            f"n_min = {n_min}, n_max = {n_max}, l_min = {l_min} are not allowed: there is no M1 "
            "transition"
        )
    return tuple(found)


def rank(
    atom: HydrogenLike,
    neutrinos: Neutrinos,
    *,
    n_min: int = 4,
    n_max: int = 10,
    l_min: int = L_MIN,
    sort: Literal["R", "dominance"] = "R",
) -> Ranking:
    r"""Return all M1 transitions of an atom, those with the largest parity violation first.

    Hyperfine structure, Lamb shift and widths count; states of the same n are mixed in.
    Transitions in which neutrinos violate no parity are left out.

    Parameters
    ----------
    atom : HydrogenLike
        The atom.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    n_min, n_max : int
        Range of n.
    l_min : int
        Smallest l, at least 3: below, point-like vertices give no finite answer. From l = 4 on
        the force of neutrinos dominates parity violation.
    sort : {"R", "dominance"}
        By :math:`|\mathcal R|`, or by how far it exceeds that of the mixing of Z and photon.

    Returns
    -------
    Ranking
        The table. 1e-11 of the formulas of arXiv:1912.09444, with the Lamb shift and widths.

    Raises
    ------
    SoftnuError
        If a number is not allowed, or a coupling of the nucleus is not known.

    Examples
    --------
    >>> from softnu.atoms.named_atoms import hydrogen_like
    >>> best = rank(hydrogen_like("H"), Neutrinos("0 eV"), n_max=8).top(1)
    >>> best.transitions[0], best.size
    (Transition('8F5/2 F=2 - 8F7/2 F=3', I=1/2), array([3.32889553e-25]))
    """
    checks.one_of("sort", sort, SORTS)
    if l_min < L_MIN:
        raise DomainError(
            f"l_min = {l_min:g} is not allowed: it must be {L_MIN} or more, for "
            "point-like vertices make the element between l = 1 and l = 2 infinite"
        )
    transitions = m1_transitions(atom.I, n_max, n_min=n_min, l_min=l_min)
    ratio, competing = _ratios(
        transitions, [neutrino_force(atom, neutrinos), z_gamma_mixing(atom)]
    )
    table = Ranking(
        atom,
        neutrinos,
        transitions,
        ratio,
        competing,
        u.Quantity([atom.wavelength(one) for one in transitions]),
        u.Quantity([atom.lifetime(one.first) for one in transitions]),
    )
    return table.rows(np.flatnonzero(ratio)).sorted(sort)


class _Remembered:
    """An interaction's radial integrals, each computed once for all transitions."""

    def __init__(self, exchange: Exchange) -> None:
        self.mass, self.shape, self.scale = exchange.mass, exchange.shape, exchange.scale
        self._ladders = cache(exchange.ladders)

    def ladders(self, one: Orbital, two: Orbital) -> Ladders:
        return self._ladders(one, two)


def _ratios(transitions: tuple[Transition, ...], forces: list[Interaction]) -> ComplexArray:
    """Return the ratio (n,) of E1 and M1 for each interaction."""
    atom = forces[0].atom

    @cache
    def energy(n: int, level: Sublevel) -> ComplexArray:
        state = State(n, *level, atom.I)
        return atom.complex_shift(state, hyperfine=True, lamb=True, widths=True)

    exchanges = [_Remembered(force.exchange) for force in forces]
    Z = np.asarray(float(atom.Z))
    return np.array(
        [
            [
                e1_m1_ratio(
                    one.line, force.couplings, exchange, Z, partial(energy, one.first.n), False
                )
                for one in transitions
            ]
            for force, exchange in zip(forces, exchanges, strict=True)
        ]
    )


def _sublevels(n: int, l: int, I: float) -> Iterator[State]:
    """Yield the hyperfine states of one n and l, by j and F."""
    for j in (l - 0.5, l + 0.5):
        for step in range(int(2 * min(I, j)) + 1):
            if j > 0:
                yield State(n, l, j, abs(j - I) + step, I)

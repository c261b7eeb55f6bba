"""Hyperfine states of hydrogen-like atoms and transitions between them, by their labels."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from softnu import checks
from softnu.atoms import labels
from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels.elements import Pair
from softnu.atoms.kernels.mixing import Line
from softnu.atoms.parameters import line_of, pair_of
from softnu.errors import DomainError, shown

#: Quantum numbers and what they are multiples of.
_STEPS: Final = {"n": 1.0, "l": 1.0, "j": 0.5, "F": 0.5, "I": 0.5}
#: What stands between two labels.
_BETWEEN: Final = re.compile(r"\s+-\s+|\s*(?:->|\u2013|\u2192)\s*")


@dataclass(frozen=True, repr=False)
class State:
    r"""A hyperfine state :math:`|n\,((\ell\tfrac12)jI)F\rangle`.

    Parameters
    ----------
    n, l : int
        Principal quantum number and orbital angular momentum.
    j, F : float
        Angular momentum of the electron, and of the atom.
    I : float
        Spin of the nucleus.

    Raises
    ------
    DomainError
        If there is no such state; the message says what is allowed.

    Examples
    --------
    >>> State(4, 3, 2.5, 3)
    State('4F5/2 F=3', I=1/2)
    >>> State.parse("4F7/2 F=9/2", I=1).inputs()
    {'n': 4, 'l': 3, 'j': 3.5, 'F': 4.5, 'I': 1.0}
    >>> State.parse("4F5/2 F=4")
    Traceback (most recent call last):
    softnu.errors.DomainError: F = 4 is not allowed: it must be 2 to 3 in steps of 1 for ...
    """

    n: int
    l: int
    j: float
    F: float
    I: float = 0.5

    def __post_init__(self) -> None:
        for name, step in _STEPS.items():
            number = one_number(name, getattr(self, name), checks.nonnegative, step)
            object.__setattr__(self, name, number)
        qn.PRINCIPAL.check("n", self.n)
        qn.require_orbital(self.n, self.l)
        qn.require_electronic(self.l, self.j)
        qn.require_total(self.j, self.F, self.I)

    @classmethod
    def parse(cls, label: str, I: float = 0.5) -> State:
        """Return the state that a label means.

        Parameters
        ----------
        label : str
            "4F5/2 F=3"; F may be left out for I = 0, where it is j.
        I : float
            Spin of the nucleus.

        Returns
        -------
        State
            The state.

        Raises
        ------
        DomainError
            If it is no label, or there is no such state.
        """
        found = labels.read(label)
        F = found.j if found.F is None and I == 0 else found.F
        if F is None:
            raise DomainError(
                f"state = {shown(label)} is not allowed: F is missing; it may be "
                f"{labels.half(abs(found.j - I))} to {labels.half(found.j + I)} for I = {I:g}"
            )
        return cls(found.n, found.l, found.j, F, I)

    def inputs(self) -> dict[str, float]:
        """Return the quantum numbers by the names of the catalogue."""
        return {name: getattr(self, name) for name in _STEPS}

    def __str__(self) -> str:
        return labels.write(self.n, self.l, self.j, self.F)

    def __repr__(self) -> str:
        return f"State({str(self)!r}, I={labels.half(self.I)})"


@dataclass(frozen=True, repr=False)
class Transition:
    """Two different states of one atom, whose order matters.

    Parameters
    ----------
    first, second : State
        The states A and B.

    Raises
    ------
    DomainError
        If the states are the same or belong to different nuclei.

    Examples
    --------
    >>> line = Transition.parse("4F5/2 F=3 - 4F7/2 F=3")
    >>> line
    Transition('4F5/2 F=3 - 4F7/2 F=3', I=1/2)
    >>> line.inputs()
    {'n': 4, 'l': 3, 'j1': 2.5, 'F1': 3.0, 'j2': 3.5, 'F2': 3.0, 'I': 0.5}
    """

    first: State
    second: State

    def __post_init__(self) -> None:
        if self.first.I != self.second.I:
            raise DomainError(
                f"I = {self.first.I:g} and {self.second.I:g} are not allowed: both states must "
                "have one nucleus"
            )
        if self.first == self.second:
            raise DomainError(f"second = {self.second} is not allowed: it is the first state")

    @classmethod
    def parse(cls, text: str, I: float = 0.5) -> Transition:
        """Return the transition that two labels mean.

        Parameters
        ----------
        text : str
            "4F5/2 F=3 - 4F7/2 F=3".
        I : float
            Spin of the nucleus.

        Returns
        -------
        Transition
            The transition.

        Raises
        ------
        DomainError
            If it is not two labels, or there is no such state.
        """
        parts = _BETWEEN.split(str(text).strip())
        if len(parts) != 2:
            raise DomainError(
                f"transition = {shown(text)} is not allowed: write two states, such as "
                "'4F5/2 F=3 - 4F7/2 F=3'"
            )
        return cls(*(State.parse(part, I) for part in parts))

    @property
    def line(self) -> Line:
        """The M1 transition within one n and l; :class:`DomainError` for any other."""
        one, two = self.first, self.second
        if (one.n, one.l) != (two.n, two.l):
            raise DomainError(f"transition = '{self}' is not allowed: M1 keeps n and l")
        return line_of(one.n, one.l, one.j, one.F, two.j, two.F, one.I)

    @property
    def pair(self) -> Pair:
        """Two states that a scalar connects; :class:`DomainError` unless F is the same."""
        one, two = self.first, self.second
        if one.F != two.F:
            raise DomainError(f"transition = '{self}' is not allowed: parity violation keeps F")
        return pair_of(one.n, one.l, one.j, two.n, two.l, two.j, one.F, one.I)

    def inputs(self) -> dict[str, float]:
        """Return the inputs of an M1 transition by the names of the catalogue."""
        return self.line._asdict()

    def element_inputs(self) -> dict[str, float]:
        """Return the inputs of a matrix element of parity violation, likewise."""
        return self.pair._asdict()

    def __str__(self) -> str:
        return f"{self.first} - {self.second}"

    def __repr__(self) -> str:
        return f"Transition({str(self)!r}, I={labels.half(self.first.I)})"


def one_number(
    name: str,
    value: float,
    check: Callable[[str, float], checks.FloatArray],
    step: float | None = None,
) -> float:
    """Return `value` as one number; raise :class:`DomainError` if it is none.

    Parameters
    ----------
    name : str
        The argument's name, for errors.
    value : float
        What was given.
    check : callable
        One of :mod:`softnu.checks`.
    step : float, optional
        1 for an integer, 0.5 for an integer or half of one.

    Returns
    -------
    float or int
        An int where `step` is 1.

    Examples
    --------
    >>> one_number("n", 4.0, checks.positive, 1.0)
    4
    """
    array = check(name, value)
    if array.ndim:
        raise DomainError(f"{name} must be one number, its shape is {array.shape}")
    if step is not None and float(array) % step:
        what = "an integer" if step == 1.0 else "an integer or half of one"
        raise DomainError(f"{name} = {float(array):g} is not allowed: it must be {what}")
    return int(array) if step == 1.0 else float(array)

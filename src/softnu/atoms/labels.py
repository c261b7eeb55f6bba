"""Spectroscopic notation of hyperfine states: 4F5/2 F=3, read and written."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from softnu.errors import DomainError, shown

#: Letters of l = 0, 1, 2... up to 20: without J, and without a second P and S.
LETTERS: Final = "SPDFGHIKLMNOQRTUVWXYZ"
_LABEL: Final = re.compile(
    r"(?P<n>\d+)\s*(?:(?P<letter>[A-Z])|\[l=(?P<l>\d+)\])\s*_?\{?(?P<j>\d+(?:/2)?)\}?"
    r"(?:[\s,]+F\s*=\s*(?P<F>\d+(?:/2)?)|\s*\((?:F\s*=\s*)?(?P<G>\d+(?:/2)?)\))?",
    re.IGNORECASE,
)


class Label(NamedTuple):
    """What a label says; F is None where it is not said."""

    n: int
    l: int
    j: float
    F: float | None


def read(label: str) -> Label:
    """Return the quantum numbers that a label means; their ranges are not checked.

    Parameters
    ----------
    label : str
        "4F5/2 F=3"; also "4f_{5/2}, F=3" and "4F5/2(3)". l above 20 has no letter: write
        "30[l=21]43/2 F=21".

    Returns
    -------
    Label
        n, l, j, F.

    Raises
    ------
    DomainError
        If it is no label, or the letter means no l.

    Examples
    --------
    >>> read("4F5/2 F=3"), read("21S1/2(0)")
    (Label(n=4, l=3, j=2.5, F=3.0), Label(n=21, l=0, j=0.5, F=0.0))
    """
    match = _LABEL.fullmatch(str(label).strip())
    if match is None:
        raise DomainError(
            f"state = {shown(label)} is not allowed: write n, the letter of l, j and F, such as "
            "'4F5/2 F=3'"
        )
    letter, F = match["letter"], match["F"] or match["G"]
    if letter is not None and letter.upper() not in LETTERS:
        raise DomainError(
            f"state = {shown(label)} is not allowed: the letters are {' '.join(LETTERS)} for "
            f"l = 0 to {len(LETTERS) - 1}, without J; beyond, write [l={len(LETTERS)}]"
        )
    l = int(match["l"]) if letter is None else LETTERS.index(letter.upper())
    return Label(
        int(match["n"]), l, float(Fraction(match["j"])), None if F is None else float(Fraction(F))
    )


def write(n: int, l: int, j: float, F: float) -> str:
    """Return the label of a state, as :func:`read` reads it.

    Parameters
    ----------
    n, l, j, F : float
        Quantum numbers.

    Returns
    -------
    str
        Such as "4F5/2 F=3".

    Examples
    --------
    >>> write(4, 3, 2.5, 3.0), write(30, 21, 21.5, 21.5)
    ('4F5/2 F=3', '30[l=21]43/2 F=43/2')
    """
    letter = LETTERS[l] if l < len(LETTERS) else f"[l={l}]"
    return f"{n}{letter}{half(j)} F={half(F)}"


def half(number: float) -> str:
    """Return an integer or half of one as text.

    Examples
    --------
    >>> half(2.5), half(3.0)
    ('5/2', '3')
    """
    return str(Fraction(number))

"""Levels of hydrogen with n = 4: what separates states of opposite parity."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.papers.arxiv_1912_09444.setting import claim, frequency, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Levels, Scheme, Table

_ITEM = "levels"
_N: Final = 4
_LETTERS: Final = "SPDFGH"
_STEPS: Final = ("fine", "Lamb", "hyperfine")
#: l and j of the states shown; the first group holds A, 4F5/2 F=3, the second B, 4F7/2 F=3.
_GROUPS: Final = (((3, "7/2"),), ((2, "5/2"), (3, "5/2")))


def _fine(j: str) -> float:
    return frequency("atoms.level.fine_structure", n=_N, j=j)


def _lamb(l: int, j: str) -> float:
    return frequency("atoms.level.lamb_shift", n=_N, l=l, j=j)


def _hyperfine(l: int, j: str, F: int) -> float:
    return frequency("atoms.level.hyperfine", n=_N, l=l, j=j, F=F)


def _width(l: int) -> float:
    return frequency("atoms.level.width", n=_N, l=l)


def _without_shifts(l: int, j: str, F: int) -> float:
    state = {"n": _N, "l": l, "j": j, "F": F}
    return frequency("atoms.level.energy", **state, lamb=False, hyperfine=False)


def _name(l: int, j: str, F: int | None = None) -> str:
    return f"{_N}{_LETTERS[l]}{j}" + ("" if F is None else f" F={F}")


def _sublevels(j: str) -> tuple[int, int]:
    """Both F of a level, for a proton."""
    twice = int(j.removesuffix("/2"))
    return (twice - 1) // 2, (twice + 1) // 2


def _group(states: tuple[tuple[int, str], ...]) -> Levels:
    names, energies = [], []
    for l, j in states:
        shift = _lamb(l, j)
        for F in _sublevels(j):
            names.append(_name(l, j, F))
            energies.append((0.0, shift, shift + _hyperfine(l, j, F)))
    return Levels(f"j = {states[0][1]}", _STEPS, tuple(names), np.array(energies))


def scheme() -> Scheme:
    """Return the levels that the M1 line and the admixture connect."""
    fine = {f"j = {j}": (0.0, _fine(j)) for j in ("1/2", "3/2", "5/2", "7/2")}
    gross = Levels("n = 4", ("Bohr", "fine"), tuple(fine), np.array(list(fine.values())))
    A, B, mixed = _name(3, "5/2", 3), _name(3, "7/2", 3), _name(2, "5/2", 3)
    return Scheme(
        "levels",
        "Levels of hydrogen with n = 4",
        Column("E/h", "MHz"),
        (gross, *(_group(states) for states in _GROUPS)),
        arrows=((A, B, "M1"),),
        mixings=((A, mixed, "parity admixture"),),
        caption="Left: from Bohr's level. Right: from the fine structure of each j, on scales of "
        "their own. Levels of one j and of opposite parity are apart by the Lamb shift and the "
        "hyperfine structure only.",
    )


def _table() -> Table:
    rows = [
        (_name(l, j, F), _fine(j), _lamb(l, j), _hyperfine(l, j, F), _width(l))
        for states in reversed(_GROUPS)
        for l, j in states
        for F in _sublevels(j)
    ]
    columns = ("fine structure", "Lamb shift", "hyperfine shift", "width/2π")
    return Table(
        "level-shifts",
        "Shifts of Bohr's level and widths, n = 4",
        (Column("level"), *(Column(name, "MHz") for name in columns)),
        tuple(rows),
        "Leading order in α, electron mass in place of the reduced mass.",
    )


def _claims() -> tuple[Claim, ...]:
    hyperfine = _hyperfine(3, "5/2", 3) - _hyperfine(2, "5/2", 3)
    lamb = _lamb(3, "5/2") - _lamb(2, "5/2")
    half_width = 0.5 * (_width(2) - _width(3))
    upper = _fine("7/2") + _lamb(3, "7/2") + _hyperfine(3, "7/2", 3)
    lower = _fine("5/2") + _lamb(2, "5/2") + _hyperfine(2, "5/2", 3)
    apart = "E(4F5/2) - E(4D5/2), F = 3"
    left_out = (
        "Both are left out of the printed energies, and both are larger than the hyperfine "
        "structure: the levels are wider than their distance."
    )
    return (
        claim(
            _ITEM,
            "degenerate",
            f"{apart}: fine structure alone",
            ("0 (independent calculation)", 0.0),
            0.0,
            _without_shifts(3, "5/2", 3) - _without_shifts(2, "5/2", 3),
            "derived",
            unit="MHz",
        ),
        independent(_ITEM, "hyperfine", f"{apart}: hyperfine", "-0.1360", hyperfine, "MHz"),
        independent(_ITEM, "lamb", f"{apart}: Lamb shift", "-0.8116", lamb, "MHz"),
        independent(_ITEM, "gap", f"{apart}: both", "-0.9475", hyperfine + lamb, "MHz"),
        independent(
            _ITEM, "width", "half the width of 4D less that of 4F", "1.105", half_width, "MHz"
        ),
        independent(_ITEM, "fine", "E(4F7/2) - E(4D5/2), F = 3", "227", upper - lower, "MHz"),
        claim(
            _ITEM,
            "lamb-left-out",
            f"{apart}: Lamb shift over hyperfine",
            ("0: left out", 0.0),
            0.0,
            lamb / hyperfine,
            "energy levels",
            left_out,
        ),
        claim(
            _ITEM,
            "width-left-out",
            "difference of the half widths of 4D and 4F over |E(4F5/2) - E(4D5/2)|, F = 3",
            ("0: left out", 0.0),
            0.0,
            half_width / abs(hyperfine + lamb),
            "energy levels",
            left_out,
        ),
    )


def build() -> Content:
    """Level scheme, shifts and distances."""
    return Content(tables=(_table(),), figures=(scheme(),), claims=_claims())

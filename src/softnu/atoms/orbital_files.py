"""Files of tabulated orbitals: those of the code ampsci, and plain columns."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, Literal

import numpy as np

from softnu.atoms.orbitals import LABEL, State, TabulatedOrbital, parse_state
from softnu.checks import FloatArray, one_of
from softnu.errors import DataError
from softnu.schema import refusal

#: Heading of one component in ampsci's files.
_BLOCK: Final = re.compile(r"#\s*([fg]) block", re.IGNORECASE)
#: Heading of a column: f(6s1/2), g(6s1/2), P(4d), or the state alone.
_COLUMN: Final = re.compile(r"(?:([fgP])\((.+)\)|([^()]+))")


def read_orbitals(
    path: str | Path, small_component: Literal["ig", "-ig"] = "ig"
) -> dict[str, TabulatedOrbital]:
    """Read orbitals that another code tabulated.

    Parameters
    ----------
    path : str or Path
        A text file: either as ampsci's module ``writeOrbitals`` writes it (a line ``r`` and the
        states in quotes, then ``# f block`` and ``# g block``), or plain columns under a line
        such as ``r P(4d) P(4f)`` or ``r f(6s1/2) g(6s1/2)``. Other lines that begin with # are
        comments. Lengths in Bohr radii, components normalised to 1.
    small_component : {"ig", "-ig"}
        The sign with which g stands in the spinor (f, ig) or (f, -ig).

    Returns
    -------
    dict of str to TabulatedOrbital
        By names such as "4d" and "6s_1/2", in the order of the file.

    Raises
    ------
    DataError
        If the file cannot be read or is wrong; the message lists all mistakes.

    Examples
    --------
    >>> read_orbitals("absent.txt")
    Traceback (most recent call last):
    softnu.errors.DataError: cannot read absent.txt: No such file or directory
    """
    sign = 1.0 if one_of("small_component", small_component, ("ig", "-ig")) == "ig" else -1.0
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path} is not text: {error}") from error
    header, blocks, mistakes = _split(lines)
    columns = [] if mistakes else _columns(header, blocks, mistakes)
    found: dict[State, dict[str, tuple[FloatArray, FloatArray]]] = {}
    for state, part, r, values in columns:
        if part in found.setdefault(state, {}):
            mistakes.append(f"{state}: {part} is given twice")
        found[state][part] = (r, sign * values if part == "g" else values)
    orbitals = {}
    for state, parts in found.items():
        try:
            orbitals[str(state)] = _orbital(state, parts)
        except DataError as error:
            mistakes.append(str(error))
    if mistakes:
        raise refusal(str(path), mistakes)
    return orbitals


def _split(lines: list[str]) -> tuple[list[str], dict[str, FloatArray], list[str]]:
    """Return the words of the header, a table for each block ("" if there are none), mistakes."""
    header: list[str] = []
    rows: dict[str, list[list[float]]] = {}
    mistakes: list[str] = []
    block = ""
    for number, line in enumerate(lines, start=1):
        words = line.split()
        heading = _BLOCK.match(line.strip())
        if heading:
            block = heading[1].lower()
        elif not header and words and (line.lstrip()[0] != "#" or _names_columns(words[1:])):
            header = [word.strip('"') for word in words if word != "#"]
            if header[0] != "r" or len(header) < 2:
                break
        elif words and not words[0].startswith("#"):
            try:
                values = [float(word) for word in words]
            except ValueError:
                mistakes.append(f"line {number}: {line.strip()[:40]!r} are not numbers")
                continue
            if len(values) != len(header):
                mistakes.append(
                    f"line {number} has {len(values)} columns, its header has {len(header)}"
                )
                continue
            rows.setdefault(block, []).append(values)
    if not header or header[0] != "r" or len(header) < 2:
        mistakes.append("the first line must be r and the names of the columns")
    elif not rows:
        mistakes.append("there are no rows of numbers")
    return header, {name: np.asarray(table) for name, table in rows.items()}, mistakes


def _names_columns(words: list[str]) -> bool:
    """Tell whether a comment is the header of the columns."""
    named = [_COLUMN.fullmatch(word.strip('"')) for word in words[1:]]
    return (
        len(words) > 1
        and words[0] == "r"
        and all(match is not None and LABEL.fullmatch(match[2] or match[3]) for match in named)
    )


def _columns(
    header: list[str], blocks: dict[str, FloatArray], mistakes: list[str]
) -> list[tuple[State, str, FloatArray, FloatArray]]:
    """Return state, component (P, f or g), radii and values of every column."""
    columns = []
    for position, name in enumerate(header[1:], start=1):
        match = _COLUMN.fullmatch(name)
        try:
            state = parse_state(name if match is None else match[2] or match[3])
        except DataError as error:
            mistakes.append(str(error))
            continue
        for block, table in blocks.items():
            part = block or (match[1] if match and match[1] else "P")
            columns.append((state, part, table[:, 0], table[:, position]))
    return columns


def _orbital(state: State, parts: dict[str, tuple[FloatArray, FloatArray]]) -> TabulatedOrbital:
    """Return one orbital; raise :class:`DataError` for what is missing or does not fit."""
    needed = ("P",) if state.j is None else ("f", "g")
    if set(parts) == {"P"}:  # j is only a label of an orbital that is not relativistic
        state, needed = state._replace(j=None), ("P",)
    if set(parts) != set(needed):
        raise DataError(f"{state} needs {' and '.join(needed)}, not {' and '.join(parts)}")
    radii = [parts[name][0] for name in needed]
    if any(not np.array_equal(r, radii[0]) for r in radii):
        raise DataError(f"{state}: f and g must have the same radii")
    return TabulatedOrbital(state, radii[0], tuple(parts[name][1] for name in needed))

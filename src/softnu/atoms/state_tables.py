"""Tables of energies, dipoles and weak elements for sums over states: their files and checks."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from softnu.atoms.apv_data import MEASUREMENT_NAMES
from softnu.atoms.orbitals import State, parse_state
from softnu.constants import ALPHA, HBAR, HBAR_C, M_E
from softnu.data import load, read_toml
from softnu.errors import DataError, unknown_name
from softnu.schema import FrozenTable, Text, check, refusal

#: Units of energies and weak elements, in eV; wavenumbers and frequencies times h.
ENERGY_UNITS: Final = {
    "eV": 1.0,
    "1/cm": 2.0 * math.pi * HBAR_C * 100.0,
    "hartree": ALPHA**2 * M_E,
    "Hz": 2.0 * math.pi * HBAR,
}
_FOLDER: Final = "apv_tables"
#: The tables that come with the package.
TABLE_NAMES: Final = tuple(
    sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("softnu.data") / _FOLDER).iterdir()
        if entry.name.endswith(".toml")
    )
)
#: Heading of a column of a CSV file: its name and, in brackets, its unit.
_HEADING: Final = re.compile(r"(\w+)\s*(?:\[(.*)\])?")

EnergyUnit: TypeAlias = Literal["eV", "1/cm", "hartree", "Hz"]
Finite: TypeAlias = Annotated[float, Field(allow_inf_nan=False)]


class Units(FrozenTable):
    """Units of the columns."""

    energy: EnergyUnit
    dipole: Literal["e a0"]
    weak: EnergyUnit


class Level(FrozenTable):
    """A state and its energy."""

    state: Text
    energy: Finite


class Intermediate(Level):
    r"""An intermediate state n.

    Attributes
    ----------
    dipole_final, dipole_initial : float
        Reduced dipoles :math:`\langle f\|D\|n\rangle`, :math:`\langle n\|D\|i\rangle`.
    weak_initial, weak_final : float
        :math:`{\rm Im}\langle n|H|i\rangle`, :math:`{\rm Im}\langle f|H|n\rangle`.
    """

    dipole_final: Finite
    weak_initial: Finite
    weak_final: Finite
    dipole_initial: Finite


def _listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class StateTable(FrozenTable):
    """What a sum over states needs.

    Attributes
    ----------
    title, source, date : str
        What it is, where the numbers come from, and when.
    measurement : str
        Name of a measurement to compare with, or empty.
    units : Units
        Units of the columns.
    initial, final : Level
        The states of the transition.
    intermediate : tuple of Intermediate
        The states of the sum, of opposite parity.
    """

    title: Text
    source: Text
    date: str = ""
    measurement: str = ""
    units: Units
    initial: Level
    final: Level
    intermediate: Annotated[
        tuple[Intermediate, ...], BeforeValidator(_listed), Field(min_length=1)
    ]


def load_states(name: str | Path) -> StateTable:
    """Return a table by its name, or from a file.

    Parameters
    ----------
    name : str or Path
        One of :data:`TABLE_NAMES`, or a path that ends in .toml or .csv.

    Returns
    -------
    StateTable
        Its content, checked.

    Raises
    ------
    UnknownNameError
        If there is no such name.
    DataError
        If the file cannot be read or is wrong; the message lists all mistakes.

    Examples
    --------
    >>> [row.state for row in load_states("cs_6s_7s").intermediate]
    ['6p_1/2', '7p_1/2', '8p_1/2']
    """
    path = Path(name)
    if path.suffix == ".toml":
        return checked_states(read_toml(path), str(path))
    if path.suffix == ".csv":
        return checked_states(_read_csv(path), str(path))
    if str(name) not in TABLE_NAMES:
        raise unknown_name("table of states", str(name), TABLE_NAMES)
    return checked_states(load(f"{_FOLDER}/{name}"), str(name))


def template() -> str:
    """Return the text of a table that comes with the package, to start from."""
    path = files("softnu.data") / _FOLDER / f"{TABLE_NAMES[0]}.toml"
    return path.read_text(encoding="utf-8")


def checked_states(content: Mapping[str, Any], where: str) -> StateTable:
    """Return the table that a file describes; raise :class:`MistakesError` for all mistakes.

    Parameters
    ----------
    content : mapping
        As TOML gives it.
    where : str
        The file, for errors.

    Returns
    -------
    StateTable
        Complete; parities, angular momenta and energies fit.
    """
    table, mistakes = check(StateTable, content)
    if table is not None:
        mistakes = list(_physics(table))
    if table is None or mistakes:
        raise refusal(where, mistakes)
    return table


def _physics(table: StateTable) -> Iterator[str]:
    """Yield what contradicts selection rules or makes a term infinite."""
    if table.measurement and table.measurement not in MEASUREMENT_NAMES:
        yield str(unknown_name("measurement", table.measurement, MEASUREMENT_NAMES))
    places = {"initial": table.initial, "final": table.final}
    places |= {f"intermediate.{n}": row for n, row in enumerate(table.intermediate)}
    states: dict[str, State] = {}
    for place, level in places.items():
        try:
            states[place] = parse_state(level.state)
        except DataError as error:
            yield f"{place}.state: {error}"
            continue
        if states[place].j is None:
            yield f"{place}.state = {level.state!r} needs j: write {level.state}_1/2"
    if len(states) < len(places) or any(state.j is None for state in states.values()):
        return
    seen: dict[State, str] = {}
    for place, state in states.items():
        if state in seen:
            yield f"{place}.state = {str(state)!r} is also {seen[state]}.state"
        seen.setdefault(state, place)
    if (states["initial"].l + states["final"].l) % 2:
        yield "initial and final must have the same parity"
    for place, row in zip(list(places)[2:], table.intermediate, strict=True):
        yield from _row_mistakes(place, row, table, states)


def _row_mistakes(
    place: str, row: Intermediate, table: StateTable, states: Mapping[str, State]
) -> Iterator[str]:
    n = states[place]
    for end, level in (("initial", table.initial), ("final", table.final)):
        state = states[end]
        dipole, weak = getattr(row, f"dipole_{end}"), getattr(row, f"weak_{end}")
        if dipole and (abs(n.l - state.l) != 1 or abs((n.j or 0.0) - (state.j or 0.0)) > 1.0):
            yield f"{place}.dipole_{end} must be 0 between {n} and {state}"
        if weak and (abs(n.l - state.l) != 1 or n.j != state.j):
            yield f"{place}.weak_{end} must be 0 between {n} and {state}: H keeps j"
        if row.energy == level.energy:
            yield f"{place}.energy = {row.energy:g} is that of the {end} state"


def _read_csv(path: Path) -> dict[str, Any]:
    """Return the content of a CSV file as TOML would give it.

    The header has role, state and the columns of a table with their units in brackets, such as
    ``energy [eV]``; role is initial, final or intermediate. Lines ``# key = text`` before it
    give title, source, date and measurement.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path} is not text: {error}") from error
    content: dict[str, Any] = {}
    for line in lines:
        key, equals, value = line.removeprefix("#").partition("=")
        if line.startswith("#") and equals:
            content[key.strip()] = value.strip()
    rows = list(csv.reader(line for line in lines if line.strip() and not line.startswith("#")))
    mistakes: list[str] = []
    names = _headings(rows[0] if rows else [], content, mistakes)
    for number, cells in enumerate(rows[1:], start=2):
        row = {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if cell.strip()}
        role = row.pop("role", "")
        if len(cells) != len(names):
            mistakes.append(f"row {number} has {len(cells)} cells, the header has {len(names)}")
        elif role in ("initial", "final") and role not in content:
            content[role] = row
        elif role == "intermediate":
            content.setdefault(role, []).append(row)
        else:
            mistakes.append(
                f"row {number}: role = {role!r} is not allowed: initial, final (once) or "
                "intermediate"
            )
    if mistakes:
        raise refusal(str(path), mistakes)
    return content


def _headings(cells: list[str], content: dict[str, Any], mistakes: list[str]) -> list[str]:
    """Return the names of the columns; put their units into the content."""
    names: list[str] = []
    units: dict[str, str] = {}
    for cell in cells:
        match = _HEADING.fullmatch(cell.strip())
        name, unit = (match[1], match[2]) if match else (cell, None)
        names.append(name)
        kind = name.split("_")[0]
        if kind not in Units.model_fields:
            continue
        if unit is None:
            mistakes.append(f"column {name} needs a unit in brackets, such as {name} [eV]")
        elif units.setdefault(kind, unit) != unit:
            mistakes.append(f"column {name} is in {unit!r}, another one in {units[kind]!r}")
    content["units"] = units
    return names


def _cell(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text.strip()

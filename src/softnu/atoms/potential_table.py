"""Tables of the potentials of parity violation: made, written for other codes, read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np

from softnu import checks
from softnu.atoms.parity_potentials import SOURCES, ParityPotentials
from softnu.checks import FloatArray
from softnu.constants import ALPHA, HBAR_C, M_E
from softnu.errors import DataError
from softnu.schema import refusal
from softnu.units import checked

_FORMAT: Final = "softnu-potentials/1"
_OPERATOR: Final = (
    "V = 1/(2 m_e) {sigma_e.p, V_e} + 1/(2 m_e) {sigma_N.p, V_N} "
    "- 1/(2 m_e) (sigma_e x sigma_N).r/|r| dV_N/dr; relativistic: gamma_5 V_e "
    "+ alpha.sigma_N V_N; "
    "columns SOURCE_e, SOURCE_N are V_e, V_N with their couplings; loop_1, 2, 3 are the exchange "
    "of one mass state for unit couplings; r from the nucleus to the electron, sigma_N = I/|I|"
)


class UnitSystem(NamedTuple):
    """Names of length and energy, and what they are in Bohr radii and eV."""

    length: str
    energy: str
    bohr_radii: float
    electronvolts: float


#: How a table can be written.
UNIT_SYSTEMS: Final = {
    "atomic": UnitSystem("a0", "hartree", 1.0, ALPHA**2 * M_E),
    "eV": UnitSystem("m", "eV", ALPHA * M_E / HBAR_C, 1.0),
}


@dataclass(frozen=True, eq=False)
class PotentialTable:
    """Potentials of parity violation on a grid.

    Attributes
    ----------
    r : ndarray (n,)
        Radii in Bohr radii, increasing.
    columns : mapping of str to ndarray (n,)
        Potentials in eV, by their names.
    notes : mapping of str to str
        What they are: nucleus, couplings, masses, sources.
    """

    r: FloatArray
    columns: Mapping[str, FloatArray]
    notes: Mapping[str, str]


def logarithmic_radii(r_min: Any = "1 fm", r_max: Any = "5 nm", points: int = 500) -> FloatArray:
    """Return radii in equal logarithmic steps, in Bohr radii.

    Parameters
    ----------
    r_min, r_max : Quantity or str
        The first and the last one.
    points : int
        How many, at least 2.

    Returns
    -------
    ndarray (points,)
        Bohr radii.

    Raises
    ------
    SoftnuError
        If a unit is missing, or the radii do not increase.

    Examples
    --------
    >>> logarithmic_radii("1 fm", "1 nm", 3)
    array([1.88972612e-05, 1.88972612e-02, 1.88972612e+01])
    """
    first, last = (
        float(checked(name, value, "length", checks.positive)) * ALPHA * M_E
        for name, value in (("r_min", r_min), ("r_max", r_max))
    )
    if not first < last:
        raise DataError(f"r_min = {r_min} must be below r_max = {r_max}")
    checks.in_range("points", points, 2, 10**6)
    return np.geomspace(first, last, points)


def tabulate(potentials: ParityPotentials, r: FloatArray) -> PotentialTable:
    """Return all potentials of a nucleus on a grid.

    Parameters
    ----------
    potentials : ParityPotentials
        The nucleus, neutrinos and form factors.
    r : ndarray (n,)
        Bohr radii, > 0, increasing.

    Returns
    -------
    PotentialTable
        One column for each potential.

    Raises
    ------
    DataError
        If the radii do not increase.

    Examples
    --------
    >>> table = tabulate(ParityPotentials("133Cs"), logarithmic_radii(points=3))
    >>> list(table.columns)[:4], table.notes["nucleus"]
    (['loop_1', 'loop_2', 'loop_3', 'loop_e'], '133Cs')
    """
    r = np.asarray(r, dtype=np.float64)
    if r.ndim != 1 or r.size < 1 or not np.all(np.diff(r, prepend=0.0) > 0.0):
        raise DataError("r must be increasing radii > 0")
    columns = {name: potentials.function(name)(r) for name in potentials.columns}
    return PotentialTable(r, columns, _notes(potentials))


def _notes(potentials: ParityPotentials) -> dict[str, str]:
    """Return what the header says of the potentials."""
    neutrinos = potentials.neutrinos
    notes = {
        "nucleus": potentials.nucleus,
        "neutrinos": "massless" if neutrinos is None else repr(neutrinos),
        "sin2_theta_w": repr(potentials.sin2_theta_w),
        "form_factor_scale_eV": repr(potentials.scale),
        "log_scale": repr(potentials.log_scale),
    }
    if not potentials.nuclear_spin:
        notes["nuclear_spin"] = "g_A_N of this nucleus is not given: no potentials V_N"
    for source, of_states in potentials.couplings.items():
        unit = "" if source.startswith("loop") else " 1/eV2"
        H1 = ", ".join(repr(float(one.H1)) for one in of_states)
        H2 = ", ".join(repr(float(one.H2)) for one in of_states)
        spin = f"; H2 = {H2}{unit}; C = -H2/(2 m_e)" if potentials.nuclear_spin else ""
        notes[source] = f"{SOURCES[source]}; H1 = {H1}{unit}{spin}"
    return notes


def write_potentials(table: PotentialTable, path: str | Path, units: str = "atomic") -> None:
    """Write a table as text columns for other codes.

    Parameters
    ----------
    table : PotentialTable
        The table.
    path : str or Path
        The file; it is overwritten.
    units : {"atomic", "eV"}
        Bohr radii and hartree, or m and eV.

    Raises
    ------
    UnknownNameError
        If there is no such system of units.
    DataError
        If the file cannot be written.
    """
    text = table_text(table, units)
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise DataError(f"cannot write {path}: {error.strerror}") from error


def table_text(table: PotentialTable, units: str = "atomic") -> str:
    """Return a table as text: lines that begin with # say what it is, then names, then numbers.

    Parameters
    ----------
    table : PotentialTable
        The table.
    units : {"atomic", "eV"}
        Bohr radii and hartree, or m and eV.

    Returns
    -------
    str
        Every number with the digits that give the same float back.

    Raises
    ------
    UnknownNameError
        If there is no such system of units.
    """
    from softnu import __version__

    system = UNIT_SYSTEMS[checks.one_of("units", units, UNIT_SYSTEMS)]
    notes = {"format": _FORMAT, "version": f"softnu {__version__}", "operator": _OPERATOR}
    lines = [f"# {key} = {value}" for key, value in (notes | dict(table.notes)).items()]
    names = [f"{name}[{system.energy}]" for name in table.columns]
    lines.append(" ".join((f"r[{system.length}]", *names)))
    numbers = np.column_stack(
        [table.r / system.bohr_radii]
        + [values / system.electronvolts for values in table.columns.values()]
    )
    lines += [" ".join(map(repr, row)) for row in numbers.tolist()]
    return "\n".join(lines) + "\n"


def read_potentials(path: str | Path) -> PotentialTable:
    """Read a table that :func:`write_potentials` has written.

    Parameters
    ----------
    path : str or Path
        The file.

    Returns
    -------
    PotentialTable
        In Bohr radii and eV.

    Raises
    ------
    DataError
        If it cannot be read or is not such a table; the message lists all mistakes.

    Examples
    --------
    >>> read_potentials("absent.txt")
    Traceback (most recent call last):
    softnu.errors.DataError: cannot read absent.txt: No such file or directory
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path} is not text: {error}") from error
    notes = {}
    for line in lines:
        key, equals, value = line.removeprefix("#").partition("=")
        if line.startswith("#") and equals:
            notes[key.strip()] = value.strip()
    body = [(n, line.split()) for n, line in enumerate(lines, 1) if line[:1] not in ("", "#")]
    header = body[0][1] if body else []
    system = next((one for one in UNIT_SYSTEMS.values() if _written_in(header, one)), None)
    if notes.pop("format", None) != _FORMAT or system is None:
        raise DataError(f"{path} is not a table of potentials of the format {_FORMAT}")
    rows, mistakes = [], []
    for number, words in body[1:]:
        try:
            rows.append([float(word) for word in words])
        except ValueError:
            mistakes.append(f"line {number} has words that are not numbers")
            continue
        if len(words) != len(header):
            mistakes.append(f"line {number} has {len(words)} columns, not {len(header)}")
    if mistakes or not rows:
        raise refusal(str(path), mistakes or ["there are no rows of numbers"])
    numbers = np.asarray(rows)
    names = [word.partition("[")[0] for word in header]
    columns = {name: numbers[:, n] * system.electronvolts for n, name in enumerate(names) if n}
    return PotentialTable(numbers[:, 0] * system.bohr_radii, columns, notes)


def _written_in(header: list[str], system: UnitSystem) -> bool:
    """Tell whether the names of the columns carry these units."""
    wanted = [f"[{system.length}]"] + [f"[{system.energy}]"] * (len(header) - 1)
    return bool(header) and all(
        word.endswith(unit) for word, unit in zip(header, wanted, strict=True)
    )

"""Bounds on couplings of mediators from elsewhere, as data: those that come along, and files."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from softnu.checks import FloatArray
from softnu.data import load, read_toml
from softnu.errors import DataError, unknown_name
from softnu.quantity import POSITIVE, Parameter, quantity
from softnu.renp.bound_tables import read_points
from softnu.renp.kernels import bounds

if TYPE_CHECKING:
    from softnu.renp.bound import Bound

_FOLDER: Final = "bounds"
#: The bounds that come with the package, by the names of their files.
BOUND_NAMES: Final = tuple(
    sorted(
        entry.name.removesuffix(".toml")
        for entry in (files("softnu.data") / _FOLDER).iterdir()
        if entry.name.endswith(".toml")
    )
)


def load_bound(name: str | Path) -> Bound:
    """Return a bound by its name, or from a file.

    Parameters
    ----------
    name : str or Path
        One of :data:`BOUND_NAMES`, or the path of a TOML file with the keys of
        :class:`~softnu.renp.bound.Bound`.

    Returns
    -------
    Bound

    Raises
    ------
    UnknownNameError
        If there is no such name; the message lists the nearest ones.
    DataError
        If the file, or the one with the points, cannot be read or is wrong; the message lists
        all mistakes.

    Examples
    --------
    >>> load_bound("nsi").parameters
    ('epsilon',)
    """
    from softnu.renp.bound import Bound
    from softnu.schema import checked_table

    path = Path(name)
    if path.suffix == ".toml":
        return checked_table(Bound, _with_points(read_toml(path), path), path.stem, str(path))
    if str(name) not in BOUND_NAMES:
        raise unknown_name("bound", str(name), BOUND_NAMES)
    return checked_table(Bound, load(f"{_FOLDER}/{name}"), str(name), str(name))


def all_bounds() -> tuple[Bound, ...]:
    """Return the bounds that come with the package.

    Examples
    --------
    >>> [bound.name for bound in all_bounds()]
    ['meson_decay_red_giants', 'nsi']
    """
    return tuple(load_bound(name) for name in BOUND_NAMES)


def _with_points(content: dict[str, Any], path: Path) -> dict[str, Any]:
    """Put the points of another file in the place of its name."""
    curve = content.get("curve")
    if not isinstance(curve, dict) or "file" not in curve:
        return content
    rest = {key: value for key, value in curve.items() if key != "file"}
    if "points" in rest or not isinstance(curve["file"], str):
        raise DataError(f"{path}: curve: give either points, or file with the name of a file")
    return content | {"curve": rest | {"points": read_points(path.parent / curve["file"])}}


@quantity(
    "renp.bound.nsi",
    items=(
        Parameter("m_med", "energy", "mass of the mediator", range=POSITIVE),
        Parameter("epsilon", "number", "limit on eps^L = eps^R, half of that on eps^V"),
    ),
    unit="",
    formula=r"|g_V^eg_\nu| \le 2\sqrt2\,G_F\,|\epsilon|\,m^2",
    source="derived; shown in arXiv:2110.03510",
    papers=("2110.03510",),
    accuracy="1e-14",
    validity="mediators much heavier than the momentum transfer; the vector coupling of the "
    "electron alone",
    example={"m_med": "1 eV", "epsilon": 0.1},
)
def nsi(m_med: FloatArray, epsilon: FloatArray) -> FloatArray:
    """Product of couplings that a limit on non-standard interactions allows."""
    return bounds.nsi_limit(m_med, epsilon)

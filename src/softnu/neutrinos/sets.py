"""Named sets of oscillation parameters, from ``data/oscillation_sets.toml``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from softnu.checks import one_of
from softnu.data import load
from softnu.errors import DataError
from softnu.neutrinos.kernels import dm3l_sq_from_dm31_sq

ORDERINGS: Final = ("normal", "inverted")
#: Names of the sets; the first is the default.
SETS: Final = tuple(name for name, value in load("oscillation_sets").items() if name != "date")
#: Radians in one unit of the file, by the ending of a phase's name.
_PHASE_UNITS: Final = {"delta_cp_deg": math.pi / 180.0, "delta_cp_pi": math.pi}


@dataclass(frozen=True)
class Oscillations:
    """Oscillation parameters in natural units.

    Attributes
    ----------
    sin2_theta12, sin2_theta13, sin2_theta23 : float
        Squared sines of the mixing angles.
    delta_cp : float
        Dirac phase, rad.
    dm21_sq : float
        m_2^2 - m_1^2, eV^2.
    dm3l_sq : float
        m_3^2 - m_1^2 > 0 for normal, m_3^2 - m_2^2 < 0 for inverted ordering, eV^2.
    """

    sin2_theta12: float
    sin2_theta13: float
    sin2_theta23: float
    delta_cp: float
    dm21_sq: float
    dm3l_sq: float


def _table(oscillation_set: str, ordering: str) -> dict[str, Any]:
    one_of("oscillation_set", oscillation_set, SETS)
    one_of("ordering", ordering, ORDERINGS)
    return load("oscillation_sets")[oscillation_set][ordering]


@cache
def best_fit(oscillation_set: str, ordering: str) -> Oscillations:
    """Return the best fit of a named set.

    Parameters
    ----------
    oscillation_set : str
        One of :data:`SETS`.
    ordering : {"normal", "inverted"}
        Mass ordering.

    Returns
    -------
    Oscillations
        Its parameters.

    Raises
    ------
    UnknownNameError
        If there is no such set or ordering.

    Examples
    --------
    >>> best_fit("NuFIT-6.0", "normal").sin2_theta12
    0.308
    """
    best = {name: entry["best"] for name, entry in _table(oscillation_set, ordering).items()}
    for name, radians in _PHASE_UNITS.items():
        if name in best:
            best["delta_cp"] = best.pop(name) * radians
    if "dm31_sq" in best:
        best["dm3l_sq"] = dm3l_sq_from_dm31_sq(best.pop("dm31_sq"), best["dm21_sq"], ordering)
    return Oscillations(**best)


def interval(
    oscillation_set: str, ordering: str, parameter: str, sigmas: int
) -> tuple[float, float]:
    """Return the allowed range of one parameter of a named set.

    Parameters
    ----------
    oscillation_set : str
        One of :data:`SETS`.
    ordering : {"normal", "inverted"}
        Mass ordering.
    parameter : str
        Attribute of :class:`Oscillations`.
    sigmas : {1, 3}
        The best fit with its 1 sigma errors, or the 3 sigma range.

    Returns
    -------
    low, high : float
        In the units of :class:`Oscillations`.

    Raises
    ------
    UnknownNameError
        If a name is not known.
    DataError
        If the set states no range of this parameter.

    Examples
    --------
    >>> interval("NuFIT-6.0", "normal", "sin2_theta23", 3)
    (0.435, 0.585)
    """
    table = _table(oscillation_set, ordering)
    one_of("parameter", parameter, list(Oscillations.__dataclass_fields__))
    one_of("sigmas", sigmas, (1, 3))
    key, unit = parameter, 1.0
    if parameter == "delta_cp":
        key, unit = next((n, unit) for n, unit in _PHASE_UNITS.items() if n in table)
    entry = table.get(key, {})
    if ("range_3sigma" if sigmas == 3 else "sigma") not in entry:
        raise DataError(
            f"the set {oscillation_set!r} states no {sigmas} sigma range of {parameter}"
        )
    if sigmas == 3:
        low, high = entry["range_3sigma"]
    else:
        low, high = entry["best"] - entry["sigma"][0], entry["best"] + entry["sigma"][1]
    return low * unit, high * unit


def uncertainties(oscillation_set: str, ordering: str) -> dict[str, tuple[float, float, float]]:
    """Return the parameters of a named set with their errors, as quantities name them.

    Parameters
    ----------
    oscillation_set : str
        One of :data:`SETS`.
    ordering : {"normal", "inverted"}
        Mass ordering.

    Returns
    -------
    dict
        Best fit and 1 sigma errors (down, up) of each parameter, in rad and eV^2; the larger
        splitting is ``dm3l_sq`` or ``dm31_sq``, whichever the set states.

    Raises
    ------
    UnknownNameError
        If there is no such set or ordering.

    Examples
    --------
    >>> uncertainties("deSalas-2020", "normal")["dm31_sq"]
    (0.00255, 3e-05, 2e-05)
    """
    found = {}
    for name, entry in _table(oscillation_set, ordering).items():
        key, radians = ("delta_cp", _PHASE_UNITS[name]) if name in _PHASE_UNITS else (name, 1.0)
        down, up = entry["sigma"]
        found[key] = (entry["best"] * radians, down * radians, up * radians)
    return found

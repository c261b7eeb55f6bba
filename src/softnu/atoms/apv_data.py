"""Published measurements of parity violation in atoms, from ``data/apv.toml``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

from softnu.constants import ALPHA, HBAR_C, M_E
from softnu.data import load
from softnu.errors import unknown_name
from softnu.schema import Reference

_TABLE: Final = {name: entry for name, entry in load("apv").items() if isinstance(entry, dict)}
#: Measurements that the package knows.
MEASUREMENT_NAMES: Final = tuple(_TABLE)
#: Atomic unit of the electric field, mV/cm: a hartree per electron charge and Bohr radius.
_FIELD: Final = 1e3 * ALPHA**3 * M_E**2 / (100.0 * HBAR_C)


@dataclass(frozen=True)
class Measured:
    """A value and its standard error."""

    value: float
    error: float


@dataclass(frozen=True)
class Measurement:
    r"""A measured amplitude of parity violation.

    Attributes
    ----------
    name, title, isotope : str
        The transition and the nucleus.
    initial, final : str
        Its states.
    ratio : Measured
        :math:`{\rm Im}\,E1_{PV}/\beta` in mV/cm.
    beta : Measured
        Vector part of the transition polarisability of the Stark effect, a_0^3.
    weak_charge : tuple of float
        What the authors find for Q_W, its error from the experiment and from atomic theory.
    references : tuple of Reference
        Where it is published.
    """

    name: str
    title: str
    isotope: str
    initial: str
    final: str
    ratio: Measured
    beta: Measured
    weak_charge: tuple[float, float, float]
    references: tuple[Reference, ...]

    @property
    def amplitude(self) -> Measured:
        r""":math:`{\rm Im}\,E1_{PV}` in e a_0: the ratio times beta."""
        value = self.ratio.value * self.beta.value / _FIELD
        relative = math.hypot(
            self.ratio.error / self.ratio.value, self.beta.error / self.beta.value
        )
        return Measured(value, abs(value) * relative)


def apv_data(name: str) -> Measurement:
    """Return a published measurement of parity violation.

    Parameters
    ----------
    name : str
        One of :data:`MEASUREMENT_NAMES`.

    Returns
    -------
    Measurement
        Its values, errors and references.

    Raises
    ------
    UnknownNameError
        If there is no such name.

    Examples
    --------
    >>> cesium = apv_data("cs_6s_7s")
    >>> cesium.ratio, cesium.weak_charge
    (Measured(value=-1.5935, error=0.0056), (-73.16, 0.29, 0.2))
    >>> cesium.amplitude.value
    -8.3743704e-12
    """
    if name not in _TABLE:
        raise unknown_name("measurement", name, MEASUREMENT_NAMES)
    entry: dict[str, Any] = dict(_TABLE[name])
    for key in ("ratio", "beta"):
        entry[key] = Measured(*entry[key])
    entry["weak_charge"] = tuple(entry["weak_charge"])
    entry["references"] = tuple(Reference(**one) for one in entry["references"])
    return Measurement(name, **entry)

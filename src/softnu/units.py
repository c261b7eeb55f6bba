r"""The one place where a quantity becomes a float in eV and back.

Inside the package hbar = c = k_B = 1 and everything is a power of eV. At the edge a length
may be given in m or in 1/eV, a mass in eV, u or kg, a temperature in K or eV, a flux in
1/(cm2 s) or eV3, a density in 1/cm3 or eV3, a speed as a number or in km/s. Which units a
parameter may have follows from its *kind* (:data:`KINDS`).
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu import constants
from softnu.errors import DomainError, UnitsError

FloatArray = npt.NDArray[np.float64]

#: Characters in the text of a quantity, at most.
_LONGEST = 200

#: Units at which the reduction of another unit ends, with their value in eV to the given
#: power. The atomic mass unit is one of them, so that its pinned value is used and not the
#: library's.
_BASES: dict[str, tuple[float, int]] = {
    "eV": (1.0, 1),
    "u": (constants.U, 1),
    "Da": (constants.U, 1),
    "m": (1.0 / constants.HBAR_C, -1),
    "s": (1.0 / constants.HBAR, -1),
    "kg": (constants.C**2 / constants.E_CHARGE, 1),
    "K": (constants.K_B, 1),
    "mol": (constants.N_A, 0),
    "rad": (1.0, 0),
}


@dataclass(frozen=True)
class Kind:
    """What a parameter is: the units it may carry.

    Attributes
    ----------
    unit : str
        The unit in which people write it, ``""`` for a bare number.
    accepts : tuple of str
        Units that are accepted, up to a factor; the first line of defence against mix-ups.
    """

    unit: str
    accepts: tuple[str, ...]


#: The kinds of parameters, by the words that the catalogue uses.
KINDS: dict[str, Kind] = {
    "energy": Kind("eV", ("eV",)),
    "energy2": Kind("eV2", ("eV2",)),
    "mass": Kind("eV", ("eV", "kg", "u")),
    "length": Kind("m", ("m", "1/eV")),
    "temperature": Kind("K", ("K", "eV")),
    "flux": Kind("1/(cm2 s)", ("1/(cm2 s)", "eV3")),
    "flux per energy": Kind("1/(cm2 s eV)", ("1/(cm2 s eV)", "eV2")),
    "number density": Kind("1/cm3", ("1/cm3", "mol/cm3", "eV3")),
    "mass density": Kind("g/cm3", ("g/cm3", "eV4")),
    "molar mass": Kind("g/mol", ("g/mol",)),
    "power": Kind("GW", ("GW", "eV2")),
    "time": Kind("s", ("s", "1/eV")),
    "rate": Kind("1/s", ("1/s", "eV")),
    "area": Kind("m2", ("m2", "1/eV2")),
    "volume": Kind("cm3", ("cm3", "1/eV3")),
    "force": Kind("N", ("N", "eV2")),
    "acceleration": Kind("m/s2", ("m/s2", "eV")),
    "speed": Kind("", ("", "km/s")),
    "angle": Kind("rad", ("rad",)),
    "number": Kind("", ("",)),
}


@cache
def _natural_factor(unit: u.UnitBase) -> tuple[float, int]:
    """Value of `unit` in eV to an integer power, and that power."""
    if isinstance(unit, u.NamedUnit):
        if unit.name in _BASES:
            return _BASES[unit.name]
        if isinstance(unit, u.IrreducibleUnit):
            raise UnitsError(f"the unit {str(unit)!r} has no equivalent with hbar = c = k_B = 1")
        unit = unit.represents
    factor, power = float(unit.scale), 0.0
    for base, exponent in zip(unit.bases, unit.powers, strict=True):
        value, base_power = _natural_factor(base)
        factor *= value ** float(exponent)
        power += base_power * float(exponent)
    return factor, round(power)


def parse(name: str, text: str) -> u.Quantity:
    """Read a quantity such as ``"0.05 eV"`` or ``"1nm"``.

    Parameters
    ----------
    name : str
        The argument's name, for the error.
    text : str
        A number and a unit that :mod:`astropy.units` knows.

    Returns
    -------
    astropy.units.Quantity
        The quantity; dimensionless if no unit was written.

    Raises
    ------
    UnitsError
        If the text is not a number with a unit.

    Examples
    --------
    >>> parse("r", "1nm")
    <Quantity 1. nm>
    """
    try:
        # The longest unit has some tens of characters; the parser is slow on long nonsense.
        if len(text) > _LONGEST:
            raise ValueError("too long")
        return u.Quantity(text.strip())
    except (TypeError, ValueError) as error:
        raise UnitsError(
            f"{name} = {reprlib.repr(text)} is not a number with a unit, such as '0.05 eV' or "
            "'1 nm'"
        ) from error


def to_natural(name: str, value: Any, kind: str) -> FloatArray:
    """Convert a quantity (or text, or a list of them) to floats in powers of eV.

    Parameters
    ----------
    name : str
        The argument's name, for errors.
    value : Quantity, str, number or sequence of these
        Bare numbers are accepted only where the kind has no unit.
    kind : str
        A key of :data:`KINDS`.

    Returns
    -------
    ndarray of float64
        Same shape as `value`.

    Raises
    ------
    UnitsError
        If a unit is missing, unreadable or of the wrong kind.

    Examples
    --------
    >>> round(float(to_natural("r", "1 um", "length")), 6)
    5.067731
    """
    if isinstance(value, str):
        value = parse(name, value)
    elif isinstance(value, list | tuple) and any(
        isinstance(v, str | u.Quantity | list | tuple) for v in value
    ):
        parts = [to_natural(name, v, kind) for v in value]
        if any(part.shape != parts[0].shape for part in parts):
            raise UnitsError(f"{name} = {reprlib.repr(value)}: the items differ in shape")
        return np.stack(parts)
    spec = KINDS[kind]
    bare = not isinstance(value, u.Quantity)
    _refuse_what_is_not_real(name, value if bare else value.value)
    if "" not in spec.accepts and (bare or value.unit == u.dimensionless_unscaled):
        written = reprlib.repr(value) if bare else value.value
        raise UnitsError(
            f"{name} = {written} has no unit: it is {_article(kind)} and needs one, such as "
            f"{spec.unit!r}"
        )
    if bare:
        try:
            return np.asarray(value, dtype=np.float64)
        except (TypeError, ValueError, OverflowError) as error:
            raise UnitsError(f"{name} = {reprlib.repr(value)} is not a number") from error
    if not any(value.unit.is_equivalent(u.Unit(unit)) for unit in spec.accepts):
        allowed = ", ".join(repr(unit) for unit in spec.accepts if unit) or "a bare number"
        raise UnitsError(
            f"{name} in {str(value.unit)!r} has the wrong unit: it is {_article(kind)} and may be "
            f"given in {allowed}"
        )
    factor, _ = _natural_factor(value.unit)
    # What no float can hold becomes infinite and is refused where the range is checked.
    with np.errstate(over="ignore"):
        return np.asarray(value.value, dtype=np.float64) * factor


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _refuse_what_is_not_real(name: str, value: Any) -> None:
    """Raise :class:`UnitsError` for complex, boolean and masked numbers."""
    try:
        kind = np.asarray(value).dtype.kind
    except ValueError:
        return  # a ragged list, which is reported where it is converted
    if kind in "cb" or isinstance(value, np.ma.MaskedArray):
        raise UnitsError(f"{name} = {reprlib.repr(value)} is not a real number")


def checked(name: str, value: Any, kind: str, check: Callable[[str, Any], Any]) -> FloatArray:
    """Convert a quantity as :func:`to_natural` does, and check it.

    Parameters
    ----------
    name, value, kind
        As for :func:`to_natural`.
    check : callable
        One of :mod:`softnu.checks`: takes the name and the floats.

    Returns
    -------
    ndarray of float64
        In powers of eV.

    Raises
    ------
    SoftnuError
        If the unit or the value is not allowed; the message shows what the user wrote.

    Examples
    --------
    >>> from softnu.checks import positive
    >>> checked("T", "-1 K", "temperature", positive)
    Traceback (most recent call last):
    softnu.errors.DomainError: T = '-1 K' is not allowed: it must be finite and > 0
    """
    natural = to_natural(name, value, kind)
    try:
        return np.asarray(check(name, natural))
    except DomainError as error:
        _, found, rest = str(error).partition(" is not allowed: ")
        if not found:
            raise
        written = reprlib.repr(value if isinstance(value, str | list | tuple) else str(value))
        raise DomainError(f"{name} = {written} is not allowed: {rest}") from None


@cache
def natural_value(unit: str) -> float:
    """Return the value of a unit in powers of eV.

    Examples
    --------
    >>> natural_value("keV")
    1000.0
    """
    return _natural_factor(u.Unit(unit))[0]


def from_natural(value: npt.ArrayLike, unit: str) -> u.Quantity:
    """Give floats in powers of eV their unit.

    Parameters
    ----------
    value : array_like
        Floats in eV to the power that belongs to `unit`.
    unit : str
        Unit of the result, ``""`` for a dimensionless one.

    Returns
    -------
    astropy.units.Quantity
        Same shape as `value`.

    Examples
    --------
    >>> from_natural(5.067730716156395, "um").round(12)
    <Quantity 1. um>
    """
    return u.Quantity(np.asarray(value) / natural_value(unit), u.Unit(unit))


def express(name: str, value: u.Quantity, unit: str) -> u.Quantity:
    """Convert a result to another unit, with hbar = c = k_B = 1 where kinds meet.

    Parameters
    ----------
    name : str
        What the result is, for errors.
    value : Quantity
        The result.
    unit : str
        The unit that is asked for, ``""`` for a bare number.

    Returns
    -------
    astropy.units.Quantity
        The same result in `unit`.

    Raises
    ------
    UnitsError
        If `unit` is not a unit, or not one of this result.

    Examples
    --------
    >>> express("the length", u.Quantity("1 mm"), "1/eV").round(3)
    <Quantity 5067.731 1 / eV>
    """
    try:
        if len(unit) > _LONGEST:
            raise ValueError("too long")
        target = u.Unit(unit)
    except (TypeError, ValueError) as error:
        raise UnitsError(f"{reprlib.repr(unit)} is not a unit that is known") from error
    try:
        return value.to(target, natural())
    except u.UnitConversionError as error:
        raise UnitsError(
            f"{name} is in {str(value.unit)!r}; that cannot be expressed in {unit!r}"
        ) from error


def natural() -> list[tuple[u.UnitBase, u.UnitBase, Callable[[Any], Any], Callable[[Any], Any]]]:
    """Return the equivalencies hbar = c = k_B = 1 for :mod:`astropy.units`.

    Returns
    -------
    list of tuple
        To be given to :meth:`astropy.units.Quantity.to`.

    Examples
    --------
    >>> import astropy.units as u
    >>> (1 * u.um).to(1 / u.eV, natural()).round(6)
    <Quantity 5.067731 1 / eV>
    """
    pairs = []
    for kind in KINDS.values():
        units = [u.Unit(unit) for unit in kind.accepts]
        first = units[0]
        for other in units[1:]:
            ratio = _natural_factor(first)[0] / _natural_factor(other)[0]
            if not first.is_equivalent(other):
                pairs.append(_pair(first, other, ratio))
    return pairs


def _pair(
    first: u.UnitBase, other: u.UnitBase, ratio: float
) -> tuple[u.UnitBase, u.UnitBase, Callable[[Any], Any], Callable[[Any], Any]]:
    return first, other, lambda x: x * ratio, lambda x: x / ratio

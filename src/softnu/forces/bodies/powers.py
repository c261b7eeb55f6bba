"""Catalogue quantities of extended bodies that attract or repel as a power of the distance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from softnu.checks import FloatArray, in_range
from softnu.constants import HBAR_C
from softnu.errors import ConfigError, ConvergenceError, DomainError
from softnu.forces.kernels.bodies import power_plane, power_round, power_shells, power_spheres
from softnu.quantity import POSITIVE, Parameter, Range, quantity

#: Beyond these powers the closed forms lose digits and lengths in 1/eV leave the range of floats.
_POWERS = (-10, 16)
_SOURCE = "closed form, derived from the distribution of distances between the bodies"
_PAPERS = ("2405.16801",)
_POWER = Parameter(
    "power",
    "integer",
    "exponent n of the potential s^-n of two points",
    5,
    range=Range("-10 to 16", lambda name, value: in_range(name, value, *_POWERS)),
)


def _length(name: str, meaning: str) -> Parameter:
    return Parameter(name, "length", meaning, range=POSITIVE)


def _thickness(name: str, meaning: str) -> Parameter:
    return Parameter(name, "length", meaning, None, "infinite: a half-space", range=POSITIVE)


def _or_endless(thickness: FloatArray | None) -> FloatArray:
    return np.asarray(np.inf) if thickness is None else thickness


def _one_power(power: FloatArray) -> int:
    if np.ndim(power) != 0:
        raise ConfigError("power must be one number: the unit of the result depends on it")
    return int(power)


def _metres(exponent: int) -> Callable[..., str]:
    """Return the unit m^(exponent - power) as a function of the arguments."""

    def unit(power: FloatArray, **_: Any) -> str:
        remaining = exponent - _one_power(power)
        return f"m{remaining}" if remaining else ""

    return unit


def _in_range(value: Callable[[], FloatArray]) -> FloatArray:
    """Return a positive result; raise :class:`ConvergenceError` if no float can hold it."""
    with np.errstate(all="ignore"):
        result = value()
    if np.any((result == 0.0) | ~np.isfinite(result)):
        raise ConvergenceError(
            "the result leaves the range of floating-point numbers: the lengths are too far from "
            "1/eV for this power"
        )
    return result


def gap(r: FloatArray, **radii: FloatArray) -> FloatArray:
    """Return the distance between the surfaces; raise :class:`DomainError` if they overlap.

    Parameters
    ----------
    r : ndarray (...)
        Distance of the centres, 1/eV.
    **radii : ndarray (...)
        Radii by the names of their arguments, 1/eV.

    Returns
    -------
    ndarray (...)
        The gap, 1/eV, > 0.
    """
    reach = sum(radii.values(), np.zeros(()))
    h = r
    # The largest first: bodies of unequal size then keep all digits of a small gap.
    for radius in np.sort(np.stack(np.broadcast_arrays(*radii.values())), axis=0)[::-1]:
        h = h - radius
    if np.any(h <= 0.0):
        first = np.flatnonzero(h <= 0.0)[0]
        shown = np.broadcast_to(r, h.shape).flat[first] * HBAR_C
        least = np.broadcast_to(reach, h.shape).flat[first] * HBAR_C
        raise DomainError(
            f"r = {shown:.6g} m is not allowed: the bodies overlap, it must exceed "
            f"{' + '.join(radii)} = {least:.6g} m"
        )
    return h


@quantity(
    "forces.bodies.point_sphere",
    items=(
        _length("R", "radius of the sphere"),
        _length("r", "distance of the point from the centre, > R"),
        _POWER,
    ),
    unit="m(3-power)",
    unit_of=_metres(3),
    formula=r"\int_{|\mathbf x|<R} \frac{d^3x}{|\mathbf r-\mathbf x|^n};\quad "
    r"n=5:\ \frac{4\pi R^3}{3r(r^2-R^2)^2}",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy="2e-14 beside the rounding of r - R",
    example={"R": "1 m", "r": "1.5 m", "power": 5},
)
def point_sphere(R: FloatArray, r: FloatArray, power: FloatArray) -> FloatArray:
    """Integral of s^-power over a sphere of unit density, from a point outside."""
    h, n = gap(r, R=R), _one_power(power)
    return _in_range(lambda: power_round.point_sphere(R, h, n))


@quantity(
    "forces.bodies.sphere_sphere",
    items=(
        _length("R1", "radius of one sphere"),
        _length("R2", "radius of the other"),
        _length("r", "distance of the centres, > R1 + R2"),
        _POWER,
    ),
    unit="m(6-power)",
    unit_of=_metres(6),
    formula=r"\int_{|\mathbf x_1|<R_1}\!d^3x_1\int_{|\mathbf x_2|<R_2}\!d^3x_2\,"
    r"|\mathbf r+\mathbf x_1-\mathbf x_2|^{-n}",
    source=_SOURCE + "; where it cancels, the integral over that distribution",
    papers=_PAPERS,
    accuracy="1e-12 beside the rounding of r - R1 - R2",
    example={"R1": "1 m", "R2": "1 m", "r": "2.5 m", "power": 5},
)
def sphere_sphere(R1: FloatArray, R2: FloatArray, r: FloatArray, power: FloatArray) -> FloatArray:
    """Integral of s^-power over two spheres of unit density."""
    h, n = gap(r, R1=R1, R2=R2), _one_power(power)
    return _in_range(lambda: power_spheres.sphere_sphere(R1, R2, h, n))


@quantity(
    "forces.bodies.sphere_plate",
    items=(
        _length("R", "radius of the sphere"),
        _length("r", "distance of its centre from the surface of the plate, > R"),
        _POWER,
        _thickness("thickness", "thickness of the plate"),
    ),
    unit="m(6-power)",
    unit_of=_metres(6),
    formula=r"\int_{|\mathbf x|<R}\! d^3x\,\frac{2\pi (r+x_z)^{3-n}}{(n-2)(n-3)};\quad "
    r"n=5:\ \frac{\pi^2}{3}\Big[2r\ln\frac{r+R}{r-R} - 4R\Big]",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy="2e-14 beside the rounding of r - R",
    validity="power >= 4: the integral diverges otherwise",
    example={"R": "0.5 m", "r": "0.6 m", "power": 5},
)
def sphere_plate(
    R: FloatArray, r: FloatArray, power: FloatArray, thickness: FloatArray | None
) -> FloatArray:
    """Integral of s^-power over a sphere and a half-space, or a plate, of unit density."""
    h, t, n = gap(r, R=R), _or_endless(thickness), _one_power(power)
    return _in_range(lambda: power_plane.sphere_slab(R, h, t, n))


@quantity(
    "forces.bodies.plates",
    items=(
        _length("h", "gap between the surfaces"),
        _POWER,
        _thickness("thickness1", "thickness of one plate"),
        _thickness("thickness2", "thickness of the other"),
    ),
    unit="m(4-power)",
    unit_of=_metres(4),
    formula=r"\frac{2\pi h^{4-n}}{(n-2)(n-3)(n-4)}",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy="2e-14",
    validity="power >= 5, with a finite thickness >= 4: the integral diverges otherwise",
    example={"h": "1 um", "power": 5},
)
def plates(
    h: FloatArray,
    power: FloatArray,
    thickness1: FloatArray | None,
    thickness2: FloatArray | None,
) -> FloatArray:
    """Integral of s^-power over two half-spaces, or plates, of unit density, per area."""
    t1, t2, n = _or_endless(thickness1), _or_endless(thickness2), _one_power(power)
    return _in_range(lambda: power_plane.slabs(h, t1, t2, n))


@quantity(
    "forces.bodies.point_plate",
    items=(
        _length("h", "height of the point above the surface"),
        _POWER,
        _thickness("thickness", "thickness of the plate"),
    ),
    unit="m(3-power)",
    unit_of=_metres(3),
    formula=r"\frac{2\pi h^{3-n}}{(n-2)(n-3)}",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy="2e-14",
    validity="power >= 4, with a finite thickness >= 3: the integral diverges otherwise",
    example={"h": "1 um", "power": 5},
)
def point_plate(h: FloatArray, power: FloatArray, thickness: FloatArray | None) -> FloatArray:
    """Integral of s^-power over a half-space, or a plate, of unit density, from a point."""
    t, n = _or_endless(thickness), _one_power(power)
    return _in_range(lambda: power_plane.point_slab(h, t, n))


@quantity(
    "forces.bodies.point_shell",
    items=(
        _length("inner", "inner radius of the spherical shell"),
        _length("outer", "its outer radius, > inner"),
        _length("r", "distance of the point from the centre, < inner or > outer"),
        _POWER,
    ),
    unit="m(3-power)",
    unit_of=_metres(3),
    formula=r"\int_{R_i<|\mathbf x|<R_o} \frac{d^3x}{|\mathbf r-\mathbf x|^n}",
    source=_SOURCE,
    papers=_PAPERS,
    accuracy="1e-13 beside the rounding of r - outer or inner - r; inside, 1e-15 outer/r",
    example={"inner": "0.9 m", "outer": "1 m", "r": "1.5 m", "power": 5},
)
def point_shell(
    inner: FloatArray, outer: FloatArray, r: FloatArray, power: FloatArray
) -> FloatArray:
    """Integral of s^-power over a spherical shell of unit density, from a point."""
    inner, outer, r = np.broadcast_arrays(inner, outer, r)
    for name, bad, allowed in (
        ("inner", inner >= outer, "smaller than outer"),
        ("r", (r >= inner) & (r <= outer), "smaller than inner or larger than outer"),
    ):
        if np.any(bad):
            shown = {"inner": inner, "r": r}[name][bad].flat[0] * HBAR_C
            raise DomainError(f"{name} = {shown:.6g} m is not allowed: it must be {allowed}")
    n, inside = _one_power(power), r < inner
    beyond = ~inside
    h = r[beyond] - outer[beyond]

    def both() -> FloatArray:
        result = np.empty(r.shape)
        result[inside] = power_shells.point_inside(inner[inside], outer[inside], r[inside], n)
        result[beyond] = power_shells.point_outside(inner[beyond], outer[beyond], h, n)
        return result

    return _in_range(both)

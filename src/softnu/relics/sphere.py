"""Density of relic neutrinos around and in a uniform sphere, at one momentum.

Catalogue quantities, and :func:`density_around_sphere`, which chooses the method and says how
sure it is.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import astropy.units as u
import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray, finite, nonnegative, one_of, positive
from softnu.errors import ConfigError, DomainError, ValidityWarning
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, quantity
from softnu.relics.kernels import partial_waves, sphere_born
from softnu.relics.kernels.flat import flat_density, flat_profile
from softnu.relics.kernels.potential import index_delta
from softnu.relics.kernels.resonance import resonance_bound
from softnu.units import checked, from_natural, to_natural

_PAPERS = ("2401.07347",)
#: Above this kR |delta|^(3/2) trapped waves may matter for delta > 0.
LARGEST_CHI = 1.0
DELTA = Parameter("delta", "number", "(k'^2/k^2 - 1)/2, k' the momentum inside")
KR = Parameter("kR", "number", "momentum times radius", range=POSITIVE)
KR_POINT = Parameter("kr", "number", "momentum times distance from the centre", range=NONNEGATIVE)


@quantity(
    "relics.partial_wave.tan_phase_shift",
    items=(Parameter("l", "integer", "angular momentum", range=NONNEGATIVE), DELTA, KR),
    unit="",
    formula=r"\tan\delta_l = \frac{k\,j_l(k'R)j_{l+1}(kR) - k'j_l(kR)j_{l+1}(k'R)}"
    r"{k\,j_l(k'R)n_{l+1}(kR) - k'j_{l+1}(k'R)n_l(kR)}",
    source="arXiv:2401.07347",
    papers=_PAPERS,
    accuracy="1e-13 up to kR = 1000; beyond 1e-16 kR^(1/2) of delta kR",
    validity="delta > -1/2; 0 where below 1e-300",
    example={"l": 3, "delta": 0.01, "kR": 5},
)
def tan_phase_shift(l: FloatArray, delta: FloatArray, kR: FloatArray) -> FloatArray:
    """Tangent of the phase shift of a partial wave at a uniform sphere."""
    _require_propagation(delta)
    return partial_waves.tan_phase_shift(np.asarray(l).astype(np.int64), delta, kR)


@quantity(
    "relics.overdensity.sphere",
    items=(
        DELTA,
        KR,
        KR_POINT,
        Parameter(
            "region",
            "word",
            "which side of the surface the formula is for",
            "auto",
            choices=("auto", "inside", "outside"),
        ),
        Parameter(
            "method",
            "word",
            "form near the surface of a large sphere, or sum over partial waves",
            "closed_form",
            choices=("closed_form", "exact"),
        ),
    ),
    unit="",
    formula=r"D(\delta, 2kh)\ \text{or}\ \delta[1-F(2kd)/2];\quad"
    r"\sum_l(2l+1)\,\mathrm{Re}\,\big[\tfrac12(e^{2i\delta_l}-1)\,h_l^{(1)}(kr)^2\big]",
    source="sum: arXiv:2401.07347; its limit for large spheres: derived",
    papers=_PAPERS,
    accuracy="exact: 5e-12 absolute to kR = 1e10; closed_form: |delta|/(2kR) outside",
    validity="one momentum, isotropic flux; for delta > 0 and kR delta^(3/2) > 1 resonances",
    example={"delta": 1e-3, "kR": 20, "kr": 20.5, "method": "exact"},
)
def overdensity(
    delta: FloatArray, kR: FloatArray, kr: FloatArray, region: str, method: str
) -> FloatArray:
    """Excess density (n - n_0)/n_0 of relic neutrinos around or in a uniform sphere."""
    delta, kR, kr = np.broadcast_arrays(delta, kR, kr)
    inside = _inside(kR, kr, region)
    warn_about_resonances(delta, kR)
    if method == "closed_form":
        return closed_form(delta, 2.0 * np.abs(kr - kR), inside)
    _require_propagation(delta)
    return partial_waves.sphere_overdensity(delta, kR, kr, inside)


@quantity(
    "relics.overdensity.sphere_born",
    items=(KR, KR_POINT),
    unit="",
    formula=r"\frac{(z+X)F(2(z-X)) - (z-X)F(2(z+X)) - \cos 2z\,\sin 2X}{4z}\ (z\ge X),\quad"
    r"1-\frac{(z+X)F(2(X-z)) - (X-z)F(2(X+z)) + \sin 2z\,\cos 2X}{4z}\ (z\le X)",
    source="derived: first Born approximation, isotropic flux; X = kR, z = kr",
    papers=_PAPERS,
    accuracy="1e-14",
    validity="first order in delta; one momentum",
    example={"kR": 20, "kr": 20.7},
)
def born(kR: FloatArray, kr: FloatArray) -> FloatArray:
    """Excess density around or in a uniform sphere over delta, to first order in delta."""
    return sphere_born.sphere_born(kR, kr)


def closed_form(delta: FloatArray, y: FloatArray, inside: npt.NDArray[np.bool_]) -> FloatArray:
    """Return D(delta, y) outside and delta (1 - F(y)/2) inside, y = 2k times height or depth."""
    delta, y, inside = np.broadcast_arrays(delta, y, inside)
    if not np.any(inside):
        return flat_density(delta, y)
    out = np.empty(y.shape)
    out[~inside] = flat_density(delta[~inside], y[~inside])
    out[inside] = delta[inside] * (1.0 - 0.5 * flat_profile(y[inside]))
    return out


def closed_form_error(
    delta: FloatArray, kR: FloatArray, kr: FloatArray, inside: npt.NDArray[np.bool_]
) -> FloatArray:
    r"""Return a bound on the error of :func:`closed_form`, without resonances.

    Outside :math:`|\delta|/(2kR)`; inside :math:`|\delta|\min(1, 1/(2kr)) + 5\delta^2/4`. Found
    by exact sums for kR from 30 to 5000.
    """
    size = np.abs(delta)
    # A share of 1 at the centre, where the waves of the whole surface meet.
    within = size / np.maximum(2.0 * kr, 1.0) + 1.25 * size**2
    return np.where(inside, within, size / (2.0 * kR))


def warn_about_resonances(delta: FloatArray, kR: FloatArray) -> None:
    """Warn (:class:`ValidityWarning`) if delta > 0 and kR delta^(3/2) > 1."""
    chi = kR * np.maximum(delta, 0.0) ** 1.5
    if np.any(chi > LARGEST_CHI):
        warnings.warn(
            f"kR delta^(3/2) = {float(np.max(chi)):.3g} with delta > 0: narrow resonances; the "
            "exact sum at one momentum differs from the closed form, its average over k does not",
            ValidityWarning,
            stacklevel=3,
        )


def _require_propagation(delta: FloatArray) -> None:
    if np.any(delta <= -0.5):
        raise DomainError(
            f"delta = {float(np.min(delta)):.6g} is not allowed: partial waves need delta > -1/2, "
            "a real momentum inside"
        )


def _inside(kR: FloatArray, kr: FloatArray, region: str) -> npt.NDArray[np.bool_]:
    inside = kr < kR
    if region == "outside" and np.any(inside):
        raise DomainError(f"kr = {float(np.min(kr)):.6g} is not allowed: outside it is >= kR")
    if region == "inside" and np.any(kr > kR):
        raise DomainError(f"kr = {float(np.max(kr)):.6g} is not allowed: inside it is <= kR")
    return np.full(kr.shape, True) if region == "inside" else np.asarray(inside)


@dataclass(frozen=True, eq=False)
class SphereDensity:
    r"""Excess density around a sphere, and how it was found.

    Attributes
    ----------
    value : Quantity (...)
        :math:`(n-n_0)/n_0`.
    method : {"closed_form", "exact"}
        What computed it.
    error : Quantity (...)
        Bound on the error of `value`: of the closed form with `resonance`, of the sum that of
        rounding.
    resonance : Quantity (...)
        Estimate of what trapped waves change at one momentum, for delta > 0.
    chi : Quantity (...)
        :math:`kR|\delta|^{3/2}`.
    """

    value: u.Quantity
    method: str
    error: u.Quantity
    resonance: u.Quantity
    chi: u.Quantity


def density_around_sphere(
    radius: u.Quantity | str,
    momentum: u.Quantity | str,
    height: u.Quantity | str,
    *,
    delta: npt.ArrayLike | None = None,
    U: u.Quantity | str | None = None,
    m_nu: u.Quantity | str | None = None,
    method: Literal["auto", "closed_form", "exact"] = "auto",
    accuracy: float = 1e-3,
    progress: Callable[[float], object] | None = None,
    workers: int = 1,
) -> SphereDensity:
    r"""Excess density of relic neutrinos of one momentum around or in a uniform sphere.

    Parameters
    ----------
    radius, momentum : Quantity or str
        Of the sphere; of the neutrinos far away. Any shapes that broadcast.
    height : Quantity or str
        Above the surface; negative inside, down to the centre.
    delta : array_like, optional
        :math:`(k'^2/k^2-1)/2`, negative if the sphere repels; or give `U` with `m_nu`.
    U, m_nu : Quantity or str, optional
        Potential energy in the sphere, mass of the neutrino.
    method : {"auto", "closed_form", "exact"}
        "auto" takes the closed form if the bound on its error is at most `accuracy` times
        \|delta\| everywhere, else the exact sum.
    accuracy : float
        See `method`.
    progress : callable, optional
        Called about once a second of a long sum with the share that is done.
    workers : int
        Threads among which the points of an exact sum are shared out.

    Returns
    -------
    SphereDensity
        Values, method, bound on the error, resonance term, chi.

    Raises
    ------
    SoftnuError
        If a unit is missing, a value not allowed (partial waves need delta > -1/2), or neither
        or both of delta and U are given.

    Warns
    -----
    ValidityWarning
        If delta > 0 and chi > 1: the density has narrow resonances in the momentum. Its average
        over momenta remains the closed form.

    Notes
    -----
    Closed form: the exact answer for a flat surface, which for a sphere is off by less than
    :math:`|\delta|/(2kR)` and the resonance term; derived, and verified by sums up to
    kR = 1.7e10. Exact: the sum over partial waves of arXiv:2401.07347, about 8 ns per wave.

    Examples
    --------
    The Earth repels electron neutrinos:

    >>> found = density_around_sphere("6371 km", "0.53 meV", "0 m", delta=-2.5e-8)
    >>> found.method, found.value.round(12), found.error < 1e-18
    ('closed_form', <Quantity -1.25e-08>, np.True_)
    """
    R = checked("radius", radius, "length", positive)
    k = checked("momentum", momentum, "energy", positive)
    h = to_natural("height", height, "length")
    finite("height", h)
    if np.any(h < -R):
        raise DomainError("height is not allowed: it must be at least minus the radius")
    d = _delta(delta, U, m_nu, k)
    one_of("method", method, ("auto", "closed_form", "exact"))
    if workers < 1:
        raise DomainError(f"workers = {workers} is not allowed: it must be at least 1")
    d, kR, kh = np.broadcast_arrays(d, k * R, k * h)
    # Rounding must not bring a point at the centre below it.
    kr, inside = np.maximum(kR + kh, 0.0), kh < 0.0
    warn_about_resonances(d, kR)
    resonance = resonance_bound(d, kR)
    error = closed_form_error(d, kR, kr, inside) + resonance
    if method == "auto":
        good = np.all(error <= positive("accuracy", accuracy) * np.abs(d))
        method = "closed_form" if good else "exact"
    if method == "closed_form":
        value = closed_form(d, 2.0 * np.abs(kh), inside)
    else:
        _require_propagation(d)
        value = partial_waves.sphere_overdensity(d, kR, kr, inside, progress, workers)
        error = partial_waves.rounding(d, kR)
    chi = kR * np.abs(d) ** 1.5
    numbers = (from_natural(v, "") for v in (value, error, resonance, chi))
    value, error, resonance, chi = numbers
    return SphereDensity(value, method, error, resonance, chi)


def _delta(delta: Any, U: Any, m_nu: Any, k: FloatArray) -> FloatArray:
    if (delta is None) == (U is None) or (U is None) != (m_nu is None):
        raise ConfigError("give either delta, or U with m_nu")
    if delta is not None:
        return finite("delta", delta)
    energy = checked("U", U, "energy", finite)
    return index_delta(checked("m_nu", m_nu, "energy", nonnegative), energy, k)

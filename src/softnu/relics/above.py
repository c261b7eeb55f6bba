"""Density of relic neutrinos above a material: the functions that read like the physics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray, finite, in_range, nonnegative, one_of, positive
from softnu.errors import ConfigError, DomainError, shown
from softnu.matter import materials
from softnu.matter.materials import Material
from softnu.relics.kernels import mean, potential
from softnu.relics.kernels.flat import flat_density
from softnu.relics.kernels.guided import flat_empty_density
from softnu.relics.kernels.resonance import resonance_bound
from softnu.relics.parameters import Matter, choose_state, matter_of
from softnu.relics.potentials import electron_share
from softnu.relics.profile import delta_at, mean_over_momenta, strength
from softnu.relics.sphere import warn_about_resonances
from softnu.units import checked, from_natural

Flavour = Literal["e", "mu", "tau"]
Nature = Literal["dirac", "majorana"]
Particle = Literal["nu", "nubar"]
Helicity = Literal["left", "right"]


@dataclass(frozen=True, eq=False)
class DensityAbove:
    r"""Excess density above a material, and how sure it is.

    Attributes
    ----------
    value : Quantity (...)
        :math:`\delta n/n_0`.
    method : {"one momentum", "mean over momenta"}
        What was computed: the exact density above a flat face, or its Fermi-Dirac mean.
    error : Quantity (...)
        Bound on what the curvature of the body changes; with the estimate of its resonances
        for one momentum and delta > 0 (a mean over momenta has none left). For filled waves.
    """

    value: u.Quantity
    method: str
    error: u.Quantity


def overdensity_above(
    material: Material | str,
    height: u.Quantity | str,
    *,
    m_nu: u.Quantity | str,
    momentum: u.Quantity | str | None = None,
    T: u.Quantity | str | None = None,
    flavour: Flavour = "e",
    nature: Nature = "dirac",
    particle: Particle | None = None,
    helicity: Helicity | None = None,
    modes: Literal["all", "guided_empty"] = "all",
    radius: u.Quantity | str = "6371 km",
) -> DensityAbove:
    r"""Excess density of relic neutrinos above a large body of one material.

    Parameters
    ----------
    material : Material or str
        What lies at the surface; only the first millimetres matter.
    height : Quantity or str
        Above the surface, any shape.
    m_nu : Quantity or str
        Mass of the neutrino; broadcasts with `height`.
    momentum, T : Quantity or str
        One momentum, or the temperature of a Fermi-Dirac spectrum: one of them.
    flavour : {"e", "mu", "tau"}
        Flavour of the neutrinos.
    nature : {"dirac", "majorana"}
        Nature of the neutrinos.
    particle : {"nu", "nubar"}, optional
        Dirac only; "nu" if not given.
    helicity : {"left", "right"}, optional
        The one that weak interactions produce if not given; left for Majorana neutrinos.
    modes : {"all", "guided_empty"}
        Whether the waves that attractive matter guides are filled.
    radius : Quantity or str
        Radius of the body, for the bound on the error.

    Returns
    -------
    DensityAbove
        Value, method, bound on the error.

    Raises
    ------
    SoftnuError
        If a unit is missing or a value not allowed.

    Warns
    -----
    ValidityWarning
        For one momentum, if delta > 0 and kR delta^(3/2) > 1: narrow resonances.

    Notes
    -----
    Exact in the potential, which depends on the speed; derived from the local density of
    states. The first order of slow neutrinos is in arXiv:2401.07347.

    Examples
    --------
    >>> found = overdensity_above("earth_crust", "0 m", m_nu="0.1 eV", T="1.95 K")
    >>> found.value.round(12), found.method
    (<Quantity -1.7043e-08>, 'mean over momenta')
    """
    matter = any_matter(material)
    h = checked("height", height, "length", nonnegative)
    m = checked("m_nu", m_nu, "energy", nonnegative)
    R = checked("radius", radius, "length", positive)
    factor = factor_of(nature, particle, helicity)
    full = strength(matter, one_of("flavour", flavour, ("e", "mu", "tau")))
    empty = one_of("modes", modes, ("all", "guided_empty")) == "guided_empty"
    if (momentum is None) == (T is None):
        raise ConfigError("give either momentum or T")
    if T is not None:
        temperature = checked("T", T, "temperature", positive)
        value = mean_over_momenta(full, factor, m, h, temperature, empty)
        neutrino = mean.Neutrino(temperature, m, full * factor.rest, full * factor.speed)
        return _result(value, "mean over momenta", mean.curvature_bound(neutrino, R))
    k = checked("momentum", momentum, "energy", positive)
    delta = delta_at(full, factor, m, k)
    warn_about_resonances(delta, k * R)
    density = flat_empty_density if empty else flat_density
    error = np.abs(delta) / (2.0 * k * R) + resonance_bound(delta, k * R)
    return _result(density(delta, 2.0 * k * h), "one momentum", error)


def matter_potential(
    material: Material | str,
    *,
    v: Any,
    flavour: Flavour = "e",
    nature: Nature = "dirac",
    particle: Particle | None = None,
    helicity: Helicity | None = None,
) -> u.Quantity:
    r"""Potential energy of a neutrino in a material.

    Parameters
    ----------
    material : Material or str
        The material, unpolarised.
    v : float, array_like or Quantity
        Speed of the neutrino (c = 1), 0 to 1.
    flavour, nature, particle, helicity
        As for :func:`overdensity_above`.

    Returns
    -------
    Quantity (...)
        U in eV, > 0 if the neutrino is repelled: derived from spinors.

    Raises
    ------
    SoftnuError
        If a value is not allowed.

    Examples
    --------
    >>> (matter_potential("iron", v=0) / matter_potential("iron", v=1)).round(12)
    <Quantity 0.5>
    """
    matter = any_matter(material)
    speed = checked("v", v, "speed", lambda name, value: in_range(name, value, 0.0, 1.0))
    charge = potential.matter_charge(
        matter.Z, matter.A, electron_share(one_of("flavour", flavour, ("e", "mu", "tau")))
    )
    half = potential.half_current(factor_of(nature, particle, helicity), speed, 1.0 - speed)
    return from_natural(potential.potential(matter.n, charge, half), "eV")


def factor_of(nature: str, particle: str | None, helicity: str | None) -> potential.Factor:
    """Return the current of a neutrino by its names; what is not given is what is produced."""
    one_of("nature", nature, ("dirac", "majorana"))
    if particle is not None:
        one_of("particle", particle, ("nu", "nubar"))
    if helicity is not None:
        one_of("helicity", helicity, ("left", "right"))
    return potential.current_factor(nature, *choose_state(nature, particle, helicity))


def any_matter(given: Material | str) -> Matter:
    """Return a material, or that of a name, as floats."""
    if isinstance(given, Material):
        return matter_of(given)
    if not isinstance(given, str):
        raise DomainError(f"material = {shown(given)} is not allowed: give a name or a Material")
    return matter_of(materials.material(given))


def _result(value: FloatArray, method: str, error: FloatArray) -> DensityAbove:
    value, error = np.broadcast_arrays(finite("the density", value), error)
    return DensityAbove(from_natural(value, ""), method, from_natural(error, ""))

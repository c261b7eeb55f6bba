"""Energy and force of two bodies: the functions that read like the physics."""

from __future__ import annotations

import reprlib
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds import IsotropicNeutrinos, ThermalNeutrinos
from softnu.checks import FloatArray
from softnu.errors import ConfigError, ConvergenceError, DomainError
from softnu.forces.kernels.bodies import shapes
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.bodies.medium import Exchange, central_potential
from softnu.forces.kernels.bodies.shapes import Ball, Layer, Shape
from softnu.forces.kernels.bodies.table import tabulated
from softnu.forces.mode import require_majorana_sum
from softnu.forces.potential import spectrum_of
from softnu.forces.validity import warn_outside_validity
from softnu.matter import to_mass_basis
from softnu.matter.bodies import Body, HalfSpace, Point, Shell, Slab, Sphere
from softnu.neutrinos import Neutrinos
from softnu.units import checked, from_natural, to_natural

Isotropic = ThermalNeutrinos | IsotropicNeutrinos
Part = Literal["total", "vacuum", "background"]


def body_potential(
    body1: Body,
    body2: Body,
    *,
    gap: u.Quantity | str,
    neutrinos: Neutrinos,
    background: Isotropic | None = None,
    part: Part = "total",
) -> u.Quantity:
    """Energy of two bodies at rest by exchange of neutrino pairs.

    Bodies are uniform, the force adds up over their atoms or formula units with coherent
    vector couplings; all mass states and mixing are included.

    Parameters
    ----------
    body1, body2 : Point, Sphere, Shell, Slab or HalfSpace
        The bodies, from :mod:`softnu.matter.bodies`; outside of each other.
    gap : Quantity or str
        Distance between the surfaces (of two points, between them), in m or 1/eV; any shape.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    background : ThermalNeutrinos or IsotropicNeutrinos, optional
        None for vacuum.
    part : {"total", "vacuum", "background"}
        Vacuum and background together, or one of them.

    Returns
    -------
    Quantity (...)
        Energy in eV, of two plane bodies per area in eV/m2; repulsive if positive and falling.

    Raises
    ------
    SoftnuError
        If an argument is not allowed; the message names it.

    Notes
    -----
    Eqs. (2.2), (2.25) of arXiv:2405.16801 summed over the distribution of distances between
    the bodies. Accuracy 1e-12 in vacuum (a thin shell loses the digits of its radius over its
    thickness); in a background that of the potential of two particles. Valid for gaps far
    above 1e-17 m and beyond the size of atoms. In a background of massive neutrinos electrons
    make mass states beat: large bodies then take seconds to minutes.

    Examples
    --------
    >>> from softnu.matter.bodies import Sphere
    >>> ball = Sphere("tungsten", "10 um")
    >>> body_potential(ball, ball, gap="1 um", neutrinos=Neutrinos("0.01 eV"))
    <Quantity 1.39212141e-25 eV>
    """
    h = _gap(gap)
    value = _interaction(body1, body2, h, neutrinos, background, part, force=False)
    return from_natural(value, "eV/m2" if _plane(body1, body2) else "eV")


def body_force(
    body1: Body,
    body2: Body,
    *,
    gap: u.Quantity | str,
    neutrinos: Neutrinos,
    background: Isotropic | None = None,
    part: Part = "total",
) -> u.Quantity:
    """Force between two bodies at rest by exchange of neutrino pairs.

    Parameters
    ----------
    body1, body2, gap, neutrinos, background, part
        As for :func:`body_potential`; one of the bodies must have an extension.

    Returns
    -------
    Quantity (...)
        -dU/dgap in N, of two plane bodies per area in N/m2; > 0 if they repel. For round
        bodies it loses the digits of the distance of their centres over the sum of their radii.

    Raises
    ------
    SoftnuError
        If an argument is not allowed; the message names it.

    Examples
    --------
    >>> from softnu.matter.bodies import HalfSpace, Sphere
    >>> ball, wall = Sphere("tungsten", "10 um"), HalfSpace("gold")
    >>> body_force(ball, wall, gap="1 um", neutrinos=Neutrinos("0.01 eV"))
    <Quantity 5.02082839e-38 N>
    """
    h = _gap(gap)
    if isinstance(body1, Point) and isinstance(body2, Point):
        raise ConfigError(
            "body1 and body2 are both a Point: the force is that of bodies of which one has an "
            "extension; two particles have softnu.potential"
        )
    value = _interaction(body1, body2, h, neutrinos, background, part, force=True)
    return from_natural(value, "N/m2" if _plane(body1, body2) else "N")


def body_gravity(body1: Body, body2: Body, *, gap: u.Quantity | str) -> u.Quantity:
    """Newton's force between two bodies, to compare others with.

    Parameters
    ----------
    body1, body2 : Point, Sphere, Shell or Slab
        The bodies; the attraction of a half-space is infinite.
    gap : Quantity or str
        Distance between the surfaces, in m or 1/eV; any shape.

    Returns
    -------
    Quantity (...)
        In N, of two slabs per area in N/m2; < 0: they attract.

    Raises
    ------
    SoftnuError
        If an argument is not allowed; the message names it.

    Examples
    --------
    >>> from softnu.matter.bodies import Sphere
    >>> ball = Sphere("tungsten", "10 um")
    >>> body_gravity(ball, ball, gap="1 um")
    <Quantity -9.84024294e-22 N>
    """
    h = _gap(gap)
    shape1, shape2 = (_shape(name, b) for name, b in (("body1", body1), ("body2", body2)))
    value = shapes.gravity_force(shape1, shape2, h, body1.density_natural, body2.density_natural)
    return from_natural(value, "N/m2" if _plane(body1, body2) else "N")


def energy_of(
    exchange: Exchange, shape1: Shape, shape2: Shape, h: FloatArray, *, force: bool
) -> FloatArray:
    """Return energy or force of two bodies of one scatterer per volume.

    Parameters
    ----------
    exchange : Exchange
        Couplings of the scatterers, neutrinos, background.
    shape1, shape2 : Ball or Layer
        Shapes.
    h : ndarray (...)
        Gap, 1/eV.
    force : bool
        The force instead of the energy.

    Returns
    -------
    ndarray (...)
        In powers of eV, to be multiplied by the number densities.

    Raises
    ------
    ConvergenceError
        If the potential oscillates too often over the bodies.
    """
    potential: CentralPotential = central_potential(exchange)
    if h.size > 1:
        potential = tabulated(potential, float(np.min(h)))
    try:
        return shapes.energy(potential, shape1, shape2, h, force=force)
    except ConvergenceError as error:
        raise ConvergenceError(f"the bodies are too large for this medium: {error}") from error


def _interaction(
    body1: Body,
    body2: Body,
    h: FloatArray,
    neutrinos: Neutrinos,
    background: Isotropic | None,
    part: Part,
    *,
    force: bool,
) -> FloatArray:
    shape1, shape2 = (_shape(name, b) for name, b in (("body1", body1), ("body2", body2)))
    checks.one_of("part", part, ("total", "vacuum", "background"))
    if not isinstance(neutrinos, Neutrinos):
        raise DomainError(
            f"neutrinos = {reprlib.repr(neutrinos)} is not allowed: give one such as "
            "softnu.Neutrinos('0.01 eV')"
        )
    if background is None and part == "background":
        raise ConfigError("missing background: part = 'background' needs one")
    if background is not None and not isinstance(
        background, ThermalNeutrinos | IsotropicNeutrinos
    ):
        raise DomainError(
            f"background = {reprlib.repr(background)} is not allowed: bodies are summed in "
            "isotropic backgrounds such as softnu.RelicNeutrinos(); for a beam on a sphere see "
            "forces.bodies.sphere_beam_kernel and forces.bodies.sphere_beam_slow"
        )
    warn_outside_validity(r=h)
    U, majorana = neutrinos.mixing, neutrinos.nature == "majorana"
    exchange = Exchange(
        to_mass_basis(body1.couplings, U),
        to_mass_basis(body2.couplings, U),
        to_natural("masses", neutrinos.masses, "energy"),
        majorana,
        vacuum=part != "background",
    )
    if background is not None and part != "vacuum":
        population = background.population or ("sum" if majorana else "produced")
        require_majorana_sum(neutrinos.nature, population)
        exchange = exchange._replace(spectrum=spectrum_of(background), population=population)
    densities = body1.scatterers_natural * body2.scatterers_natural
    value = densities * energy_of(exchange, shape1, shape2, h, force=force)
    if not np.all(np.isfinite(value)):
        raise ConvergenceError("the bodies have no finite energy for these arguments")
    return value


def _gap(gap: Any) -> FloatArray:
    return checked("gap", gap, "length", checks.positive)


def _plane(body1: Body, body2: Body) -> bool:
    return all(isinstance(body, Slab | HalfSpace) for body in (body1, body2))


def _shape(name: str, body: Body) -> Shape:
    if isinstance(body, Point):
        return Ball(np.zeros(()), np.zeros(()))
    if isinstance(body, Sphere):
        return Ball(to_natural("R", body.R, "length"), np.zeros(()))
    if isinstance(body, Shell):
        outer, inner = (to_natural("radius", r, "length") for r in (body.outer, body.inner))
        return Ball(outer, inner)
    if isinstance(body, Slab):
        return Layer(to_natural("thickness", body.thickness, "length"))
    if isinstance(body, HalfSpace):
        return Layer(np.asarray(np.inf))
    raise DomainError(
        f"{name} = {reprlib.repr(body)} is not allowed: give a Point, Sphere, Shell, Slab or "
        "HalfSpace of softnu.matter.bodies"
    )

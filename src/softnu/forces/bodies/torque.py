"""Torques on a rigid set of bodies near sources, and on polarised bodies."""

from __future__ import annotations

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.forces.bodies.face import Isotropic, Part, body_force, body_gravity
from softnu.forces.kernels.bodies import torque as kernels
from softnu.forces.potential import Potential
from softnu.matter.bodies import Point, Shell, Sphere
from softnu.neutrinos import Neutrinos
from softnu.units import checked, from_natural, to_natural

Round = Point | Sphere | Shell


@dataclass(frozen=True, eq=False)
class Placed:
    """A round body at a place.

    Parameters
    ----------
    body : Point, Sphere or Shell
        The body.
    position : Quantity or sequence of str
        Position of its centre, three lengths.

    Raises
    ------
    SoftnuError
        If the body is not round or the position not three lengths.

    Examples
    --------
    >>> Placed(Sphere("tungsten", "1 mm"), ["1 cm", "0 cm", "0 cm"]).radius_natural.round(3)
    np.float64(5067.731)
    """

    body: Round
    position: Any

    def __post_init__(self) -> None:
        if not isinstance(self.body, Point | Sphere | Shell):
            raise DomainError(
                f"body = {reprlib.repr(self.body)} is not allowed: torques are those of a Point, "
                "Sphere or Shell"
            )
        checked("position", self.position, "length", checks.vector)

    @property
    def position_natural(self) -> FloatArray:
        """Position of the centre (..., 3), 1/eV."""
        return to_natural("position", self.position, "length")

    @property
    def radius_natural(self) -> FloatArray:
        """Outer radius, 1/eV; 0 for a point."""
        if isinstance(self.body, Point):
            return np.zeros(())
        radius = self.body.R if isinstance(self.body, Sphere) else self.body.outer
        return to_natural("radius", radius, "length")


def rigid_torque(
    rotor: Sequence[Placed],
    sources: Sequence[Placed],
    *,
    axis: Any,
    neutrinos: Neutrinos | None = None,
    background: Isotropic | None = None,
    part: Part = "total",
) -> u.Quantity:
    """Torque of sources on a rigid set of bodies, such as the two masses of a torsion balance.

    Parameters
    ----------
    rotor : sequence of Placed
        Bodies that turn together about an axis through the origin.
    sources : sequence of Placed
        Bodies at rest around them.
    axis : array_like (3,)
        Direction of the axis; its length is ignored.
    neutrinos : Neutrinos, optional
        What the bodies exchange; Newton's gravity alone if not given.
    background, part
        As for :func:`softnu.forces.bodies.face.body_force`.

    Returns
    -------
    Quantity
        Component along the axis, in N m; positive for a right-handed turn.

    Raises
    ------
    SoftnuError
        If bodies overlap or an argument is not allowed; the message names it.

    Examples
    --------
    >>> ball = Sphere("tungsten", "1 mm")
    >>> arm = [Placed(ball, ["1 cm", "0 cm", "0 cm"]), Placed(ball, ["-1 cm", "0 cm", "0 cm"])]
    >>> source = [Placed(ball, ["1 cm", "3 mm", "0 cm"])]
    >>> rigid_torque(arm, source, axis=(0, 0, 1))
    <Quantity 4.80597991e-16 N m>
    """
    direction = checked("axis", axis, "number", checks.nonzero_vector)
    if not rotor or not sources:
        raise DomainError("rotor and sources must each have at least one body")
    positions, forces = [], []
    for moved in rotor:
        for fixed in sources:
            apart = moved.position_natural - fixed.position_natural
            distance = np.linalg.norm(apart, axis=-1)
            gap = distance - moved.radius_natural - fixed.radius_natural
            if np.any(gap <= 0.0):
                raise DomainError(
                    f"rotor and sources overlap: {moved.body!r} and {fixed.body!r} are "
                    f"{from_natural(np.min(distance), 'm'):.6g} apart"
                )
            h = from_natural(gap, "m")
            if neutrinos is None:
                force = body_gravity(moved.body, fixed.body, gap=h)
            else:
                force = body_force(
                    moved.body,
                    fixed.body,
                    gap=h,
                    neutrinos=neutrinos,
                    background=background,
                    part=part,
                )
            strength = to_natural("force", force, "force") / distance
            positions.append(moved.position_natural)
            forces.append(strength[..., np.newaxis] * apart)
    arms, pushes = (np.stack(np.broadcast_arrays(*v), axis=-2) for v in (positions, forces))
    return from_natural(kernels.rigid_torque(arms, pushes, direction), "N m")


def spin_torque(
    potential: Potential,
    spin1: Any,
    spin2: Any = (0.0, 0.0, 0.0),
    *,
    spins: float = 1.0,
) -> u.Quantity:
    r"""Torque on a polarised body by the spin-dependent part of a potential.

    :math:`\tau = N\,(\mathbf a_1 + B\langle\sigma_2\rangle)\times\langle\sigma_1\rangle`: the
    change of the angular momentum :math:`N\sigma_1/2`.

    Parameters
    ----------
    potential : Potential
        Of one spin of the body (particle 1), from :func:`softnu.potential`.
    spin1, spin2 : array_like (..., 3)
        Polarisations: expectation values of the Pauli vectors, length at most 1.
    spins : float
        Number N of spins in the body, small beside the distance over which the potential varies.

    Returns
    -------
    Quantity (..., 3)
        Torque in N m.

    Raises
    ------
    SoftnuError
        If a spin is longer than 1 or the number is not positive.

    Examples
    --------
    >>> from softnu import Neutrinos, NeutrinoBeam, atom, electron, potential
    >>> beam = NeutrinoBeam(["0 keV", "0 keV", "20 keV"], "6e10 1/(cm2 s)")
    >>> V = potential(
    ...     electron(), atom("Pb"), r="1 nm", neutrinos=Neutrinos("0 eV"), background=beam
    ... )
    >>> spin_torque(V, (1, 0, 0), spins=1e23)
    <Quantity [ 0.00000000e+00, -4.02126e-49,  0.00000000e+00] N m>
    """
    s1 = checked("spin1", spin1, "number", checks.spin)
    s2 = checked("spin2", spin2, "number", checks.spin)
    number = checked("spins", spins, "number", checks.positive)
    a_1, B = (to_natural("potential", value, "energy") for value in (potential.a_1, potential.B))
    field = a_1 + (B * s2[..., np.newaxis, :]).sum(axis=-1)
    return from_natural(number[..., np.newaxis] * kernels.spin_torque(field, s1), "N m")

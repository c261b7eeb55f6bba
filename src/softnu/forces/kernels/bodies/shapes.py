"""Energy and force of any two bodies: round ones in layers, plane ones in slabs."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_N
from softnu.errors import DomainError
from softnu.forces.kernels.bodies import central
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.gravity import gravitational_potential


class Ball(NamedTuple):
    """A sphere or spherical shell of outer and inner radius; a point if `outer` is 0."""

    outer: FloatArray
    inner: FloatArray


class Layer(NamedTuple):
    """A slab without end, of a thickness that may be infinite (a half-space)."""

    thickness: FloatArray


Shape = Ball | Layer


def is_point(shape: Shape) -> bool:
    """Whether a body has no extension."""
    return isinstance(shape, Ball) and not np.any(shape.outer)


def energy(
    potential: CentralPotential, body1: Shape, body2: Shape, h: FloatArray, *, force: bool
) -> FloatArray:
    """Return energy or force of two bodies of unit density (a point counts as one particle).

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points, in eV at distances in 1/eV.
    body1, body2 : Ball or Layer
        Shapes, lengths in 1/eV; they broadcast with `h`.
    h : ndarray (...)
        Gap between the surfaces, 1/eV, > 0.
    force : bool
        The force -dU/dh, > 0 if they repel, instead of the energy; not for two points.

    Returns
    -------
    ndarray (...)
        eV times the volumes of the bodies, for two layers per area. Except near a point, a
        shell is the difference of two spheres and loses the digits of its outer radius over its
        thickness.
    """
    if isinstance(body1, Layer):
        if isinstance(body2, Layer):
            return central.slabs(potential, h, body1.thickness, body2.thickness, force=force)
        return energy(potential, body2, body1, h, force=force)
    if isinstance(body2, Ball) and is_point(body1):
        if is_point(body2):
            return potential.v(h)
        return central.point_ball(potential, body2.inner, body2.outer, h, force=force)
    if isinstance(body2, Ball) and is_point(body2):
        return energy(potential, body2, body1, h, force=force)
    if is_point(body1) and isinstance(body2, Layer):
        return central.point_slab(potential, h, body2.thickness, force=force)
    total: FloatArray = np.zeros(())
    for sign1, R1, inset1 in _solid(body1):
        if isinstance(body2, Layer):
            part = central.sphere_slab(potential, R1, h + inset1, body2.thickness, force=force)
            total = total + sign1 * part
            continue
        for sign2, R2, inset2 in _solid(body2):
            part = central.spheres(potential, R1, R2, h + inset1 + inset2, force=force)
            total = total + sign1 * sign2 * part
    return total


def _solid(ball: Ball) -> list[tuple[float, FloatArray, FloatArray]]:
    """Spheres whose sum is the ball: sign, radius, depth below the outer surface."""
    spheres = [(1.0, ball.outer, np.zeros(()))]
    if np.any(ball.inner):
        spheres.append((-1.0, ball.inner, ball.outer - ball.inner))
    return spheres


def gravity_force(
    body1: Shape, body2: Shape, h: FloatArray, density1: FloatArray, density2: FloatArray
) -> FloatArray:
    r"""Return Newton's force between two bodies, < 0: they attract.

    :math:`-G_N M_1M_2/D^2` for round bodies, :math:`-2\pi G_N M\rho t` for a round body and a
    slab, :math:`-2\pi G_N\rho_1\rho_2t_1t_2` per area for two slabs.

    Parameters
    ----------
    body1, body2 : Ball or Layer
        Shapes, lengths in 1/eV; they broadcast with `h`.
    h : ndarray (...)
        Gap between the surfaces, 1/eV.
    density1, density2 : ndarray (...)
        Mass densities, eV^4; of a point its mass, eV.

    Returns
    -------
    ndarray (...)
        eV^2, for two layers eV^4.

    Raises
    ------
    DomainError
        If a slab has no end: its attraction is infinite.
    """
    if isinstance(body1, Ball) and isinstance(body2, Ball):
        D = body1.outer + body2.outer + h
        masses = (_mass(body1, density1), _mass(body2, density2))
        return gravitational_potential(D, *masses) / D
    strength = -2.0 * math.pi * G_N * np.ones_like(h)
    for body, density in ((body1, density1), (body2, density2)):
        if isinstance(body, Layer) and np.any(np.isinf(body.thickness)):
            raise DomainError("gravity of a half-space is infinite: give it a thickness")
        strength = strength * _mass(body, density)
    return strength


def _mass(body: Shape, density: FloatArray) -> FloatArray:
    """Mass of a ball, or mass per area of a layer."""
    if isinstance(body, Layer):
        return density * body.thickness
    if is_point(body):
        return density
    return density * (4.0 / 3.0 * math.pi) * (body.outer**3 - body.inner**3)

r"""Energy and force of two bodies for any central potential: one integral over distances.

.. math::
    U(h) = \int_h^\infty s\,v(s)\,w(s-h)\,ds, \qquad F(h) = -\frac{dU}{dh}

with the weights w of :mod:`~softnu.forces.kernels.bodies.weights`, by the panels of
:mod:`~softnu.forces.kernels.bodies.integral`.
"""

from __future__ import annotations

from functools import partial

from softnu.checks import FloatArray
from softnu.forces.kernels.bodies import weights
from softnu.forces.kernels.bodies.integral import CentralPotential, integrate

__all__ = [
    "CentralPotential",
    "point_ball",
    "point_in_shell",
    "point_slab",
    "slabs",
    "sphere_slab",
    "spheres",
]


def point_ball(
    potential: CentralPotential,
    inner: FloatArray,
    outer: FloatArray,
    h: FloatArray,
    *,
    force: bool = False,
) -> FloatArray:
    """Return energy or force of a point and a sphere or spherical shell of unit density.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    inner, outer, h : ndarray (...)
        Radii, inner = 0 for a solid sphere, and distance from the surface, > 0; in the unit of
        length of `potential`.
    force : bool
        The force -dU/dh instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^3, or force times length^3. Relative error below 1e-13; of a
        force, 1e-15 D/outer: it is the difference of the two halves of the sphere.
    """
    return integrate(potential, partial(weights.point_ball, force=force), h, inner, outer, h)


def point_in_shell(
    potential: CentralPotential,
    inner: FloatArray,
    outer: FloatArray,
    D: FloatArray,
    *,
    force: bool = False,
) -> FloatArray:
    """Return energy or force of a point inside a hollow sphere of unit density.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    inner, outer, D : ndarray (...)
        Radii of the shell and distance of the point from its centre, 0 < D < inner < outer.
    force : bool
        The force -dU/dD, > 0 outward, instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^3, or force times length^3. Relative error 1e-15 outer/D: at the
        centre everything cancels.

    Examples
    --------
    >>> newton = CentralPotential(lambda s: 1.0 / s)
    >>> float(point_in_shell(newton, 1.0, 2.0, 0.5))
    18.8495559
    """
    weight = partial(weights.point_in_shell, force=force)
    return integrate(potential, weight, inner - D, inner, outer, D)


def spheres(
    potential: CentralPotential,
    R1: FloatArray,
    R2: FloatArray,
    h: FloatArray,
    *,
    force: bool = False,
) -> FloatArray:
    """Return energy or force of two spheres of unit density.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    R1, R2, h : ndarray (...)
        Radii and gap, > 0.
    force : bool
        The force -dU/dh instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^6, or force times length^6. Relative error below 1e-13; of a
        force, 1e-15 D/(R1+R2).

    Examples
    --------
    >>> newton = CentralPotential(lambda s: 1.0 / s)
    >>> 3.0 * float(spheres(newton, 1.0, 1.0, 1.0))
    17.54596338
    """
    return integrate(potential, partial(weights.spheres, force=force), h, R1, R2, h)


def point_slab(
    potential: CentralPotential, h: FloatArray, t: FloatArray, *, force: bool = False
) -> FloatArray:
    """Return energy or force of a point and a slab of unit density without end.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    h, t : ndarray (...)
        Distance and thickness, > 0; t may be infinite (a half-space).
    force : bool
        The force -dU/dh instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^3, or force times length^3. Relative error below 1e-13.
    """
    return integrate(potential, partial(weights.point_slab, force=force), h, t)


def sphere_slab(
    potential: CentralPotential,
    R: FloatArray,
    h: FloatArray,
    t: FloatArray,
    *,
    force: bool = False,
) -> FloatArray:
    """Return energy or force of a sphere and a slab of unit density without end.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    R, h, t : ndarray (...)
        Radius, gap and thickness, > 0; t may be infinite (a half-space).
    force : bool
        The force -dU/dh instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^6, or force times length^6. Relative error below 1e-13.
    """
    return integrate(potential, partial(weights.sphere_slab, force=force), h, R, t)


def slabs(
    potential: CentralPotential,
    h: FloatArray,
    t1: FloatArray,
    t2: FloatArray,
    *,
    force: bool = False,
) -> FloatArray:
    """Return energy or force per area of two slabs of unit density without end.

    Parameters
    ----------
    potential : CentralPotential
        Energy of two points.
    h, t1, t2 : ndarray (...)
        Gap and thicknesses, > 0; a thickness may be infinite (a half-space).
    force : bool
        The force -dU/dh instead of the energy.

    Returns
    -------
    ndarray (...)
        Energy times length^4, or force times length^4. Relative error below 1e-13.
    """
    return integrate(potential, partial(weights.slabs, force=force), h, t1, t2)

"""Extended bodies as frozen objects: a shape and what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.constants import SIN2_THETA_W
from softnu.errors import DomainError, shown
from softnu.matter.kernels import FLAVOURS, atom_coupling
from softnu.matter.materials import Material, material
from softnu.matter.particles import Particle, particle
from softnu.units import checked, from_natural, to_natural


def _length(name: str, value: Any, check: Callable[[str, Any], FloatArray]) -> u.Quantity:
    length = checked(name, value, "length", check)
    if length.ndim != 0:
        raise DomainError(f"{name} must be one length, its shape is {length.shape}")
    return from_natural(length, "m")


def _material(value: Material | str) -> Material:
    if isinstance(value, Material):
        return value
    if not isinstance(value, str):
        raise DomainError(
            f"material = {shown(value)} is not allowed: give a name such as 'tungsten' or a "
            "Material"
        )
    return material(value)


def formula_unit_couplings(substance: Material) -> FloatArray:
    r"""Return the coherent vector couplings of one formula unit of a neutral material.

    :math:`g_V = Z\,\delta_{\alpha e} - \frac12(A-Z)`, as of a neutral atom of Z protons and
    A - Z neutrons; both may be fractions.

    Parameters
    ----------
    substance : Material
        The material.

    Returns
    -------
    ndarray (3,)
        To nu_e, nu_mu, nu_tau. Sec. 2.1 of arXiv:2405.16801.

    Examples
    --------
    >>> formula_unit_couplings(material("aluminium")).round(6)
    array([ 6.009231, -6.990769, -6.990769])
    """
    N = substance.A - substance.Z
    return np.array(
        [float(atom_coupling(substance.Z, N, True, f, SIN2_THETA_W)) for f in FLAVOURS]
    )


@dataclass(frozen=True)
class _Filled:
    """A body that is filled with a material."""

    material: Material | str

    def __post_init__(self) -> None:
        object.__setattr__(self, "material", _material(self.material))

    @property
    def couplings(self) -> FloatArray:
        """Vector couplings (3,) of one scatterer to nu_e, nu_mu, nu_tau."""
        return formula_unit_couplings(_material(self.material))

    @property
    def scatterers_natural(self) -> FloatArray:
        """Formula units per volume, eV^3."""
        density = _material(self.material).number_density
        return to_natural("number_density", density, "number density")

    @property
    def density_natural(self) -> FloatArray:
        """Mass density, eV^4."""
        return to_natural("density", _material(self.material).density, "mass density")


@dataclass(frozen=True)
class Sphere(_Filled):
    """A solid sphere.

    Parameters
    ----------
    material : str or Material
        What it is made of, for example "tungsten".
    R : Quantity or str
        Radius, > 0.

    Raises
    ------
    SoftnuError
        If the material is unknown or the radius not allowed.

    Examples
    --------
    >>> Sphere("tungsten", "1 cm").R
    <Quantity 0.01 m>
    """

    R: u.Quantity | str

    def __post_init__(self) -> None:
        super().__post_init__()
        object.__setattr__(self, "R", _length("R", self.R, checks.positive))


@dataclass(frozen=True)
class Shell(_Filled):
    """A spherical shell.

    Parameters
    ----------
    material : str or Material
        What it is made of.
    inner, outer : Quantity or str
        Radii, 0 < inner < outer.

    Raises
    ------
    SoftnuError
        If the material is unknown or a radius not allowed.

    Examples
    --------
    >>> Shell("copper", "9 mm", "1 cm").inner
    <Quantity 0.009 m>
    """

    inner: u.Quantity | str
    outer: u.Quantity | str

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("inner", "outer"):
            object.__setattr__(self, name, _length(name, getattr(self, name), checks.positive))
        inner, outer = u.Quantity(self.inner), u.Quantity(self.outer)
        if inner >= outer:
            raise DomainError(f"inner = {inner} is not allowed: it must be < outer = {outer}")


@dataclass(frozen=True)
class Slab(_Filled):
    """A plane slab whose width is infinite beside all distances.

    Parameters
    ----------
    material : str or Material
        What it is made of.
    thickness : Quantity or str
        Thickness, > 0.

    Raises
    ------
    SoftnuError
        If the material is unknown or the thickness not allowed.

    Examples
    --------
    >>> Slab("silicon", "0.5 mm").thickness
    <Quantity 0.0005 m>
    """

    thickness: u.Quantity | str

    def __post_init__(self) -> None:
        super().__post_init__()
        thickness = _length("thickness", self.thickness, checks.positive)
        object.__setattr__(self, "thickness", thickness)


@dataclass(frozen=True)
class HalfSpace(_Filled):
    """Everything behind a plane surface: a slab thicker than all distances.

    Parameters
    ----------
    material : str or Material
        What it is made of.

    Raises
    ------
    SoftnuError
        If the material is unknown.

    Examples
    --------
    >>> HalfSpace("gold").material.Z
    79
    """


@dataclass(frozen=True)
class Point:
    """A body without extension: one atom, or a particle.

    Parameters
    ----------
    atom : str or Particle
        For example "Fe", "208Pb", "n".

    Raises
    ------
    SoftnuError
        If the name is unknown.

    Examples
    --------
    >>> Point("Fe").couplings
    array([ 11., -15., -15.])
    """

    atom: Particle | str

    def __post_init__(self) -> None:
        if isinstance(self.atom, str):
            object.__setattr__(self, "atom", particle(self.atom))
        elif not isinstance(self.atom, Particle):
            raise DomainError(
                f"atom = {shown(self.atom)} is not allowed: give a name such as 'Fe' or a Particle"
            )

    @property
    def _particle(self) -> Particle:
        return particle(self.atom) if isinstance(self.atom, str) else self.atom

    @property
    def couplings(self) -> FloatArray:
        """Vector couplings (3,) to nu_e, nu_mu, nu_tau."""
        return np.array(self._particle.g_V)

    @property
    def scatterers_natural(self) -> FloatArray:
        """One."""
        return np.ones(())

    @property
    def density_natural(self) -> FloatArray:
        """Mass, eV."""
        return to_natural("mass", self._particle.mass, "mass")


Body = Point | Sphere | Shell | Slab | HalfSpace

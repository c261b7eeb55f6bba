"""An experiment that looks for forces beside gravity: two bodies, and what it could see.

The classes are the layout of an experiment's TOML file; :mod:`softnu.forces.experiments` reads
such files. They are frozen and refuse unknown keys.
"""

from __future__ import annotations

from typing import Any, Self

import astropy.units as u
import numpy as np
from pydantic import field_validator, model_validator

from softnu.checks import FloatArray
from softnu.constants import U
from softnu.errors import ConfigError
from softnu.forces.experiment_parts import (
    FrozenTable,
    Length,
    Mass,
    Reference,
    Sensitivity,
    Separation,
    Text,
)
from softnu.forces.kernels.gravity import gravitational_potential
from softnu.forces.parameters import TwoBodies, build_bodies
from softnu.matter import isotope, material
from softnu.units import to_natural


class ExperimentBody(FrozenTable):
    """One of the two bodies: what its atoms are, and its size or mass where they matter.

    Attributes
    ----------
    atom : str or None
        An isotope or element, such as "Fe"; or
    material : str or None
        a named material, such as "tungsten".
    radius : str or None
        Radius of a sphere of the material, with its unit; a body without one is a point.
    mass : str or None
        Mass of a point-like body, with its unit; needed where the sensitivity is a force or an
        acceleration.
    """

    atom: str | None = None
    material: str | None = None
    radius: Length | None = None
    mass: Mass | None = None

    @field_validator("atom")
    @classmethod
    def _known_atom(cls, name: str) -> str:
        isotope(name)
        return name

    @field_validator("material")
    @classmethod
    def _known_material(cls, name: str) -> str:
        material(name)
        return name

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.atom is None) == (self.material is None):
            raise ConfigError("give one of atom and material")
        if self.radius is not None and self.material is None:
            raise ConfigError("a radius needs a material, for its density")
        if self.radius is not None and self.mass is not None:
            raise ConfigError("give one of radius and mass: a sphere's mass is that of its volume")
        return self

    @property
    def name(self) -> str:
        """Atom or material."""
        return self.atom or str(self.material)

    def __str__(self) -> str:
        return f"{self.name} (radius {self.radius})" if self.radius else self.name

    @property
    def composition(self) -> tuple[float, float, float]:
        """Protons, neutrons and mass (eV) of one neutral atom or formula unit."""
        if self.atom is not None:
            found = isotope(self.atom)
            return found.Z, found.N, found.mass
        named = material(self.name)
        return named.Z, named.A - named.Z, u.Quantity(named.molar_mass).to_value("g/mol") * U

    @property
    def R_natural(self) -> FloatArray:
        """Radius, 1/eV; 0 for a point."""
        return to_natural("radius", self.radius or "0 m", "length")

    @property
    def mass_natural(self) -> FloatArray | None:
        """Mass of the body, eV; None if it is not known."""
        if self.mass is not None:
            return to_natural("mass", self.mass, "mass")
        if self.radius is None:
            return None
        density = to_natural("density", material(self.name).density, "mass density")
        return np.asarray(density * sphere_volume(self.R_natural))


def sphere_volume(R: FloatArray) -> FloatArray:
    """Return the volume of a sphere of radius R."""
    return np.asarray(4.0 / 3.0 * np.pi * R**3)


class Experiment(FrozenTable):
    """An experiment that looks for forces beside gravity.

    Attributes
    ----------
    name : str
        Short name, that of the file.
    title, description : str
        For people.
    separation : Separation
        Distance of the two bodies.
    sensitivity : Sensitivity
        The smallest force that it could see.
    body1, body2 : ExperimentBody
        What attracts what; body 1 is the one whose acceleration is measured.
    reference : Reference
        Where it is published.
    projected : bool
        Whether it is a plan.

    Examples
    --------
    >>> from softnu.forces.experiments import load_experiment
    >>> washington = load_experiment("washington_2020")
    >>> washington.separation.at, washington.sensitivity_ratio
    ('52 um', 1.0)
    """

    name: Text
    title: Text
    description: Text
    separation: Separation
    sensitivity: Sensitivity
    body1: ExperimentBody
    body2: ExperimentBody
    reference: Reference
    projected: bool = False

    @field_validator("separation", mode="before")
    @classmethod
    def _one_value(cls, value: Any) -> Any:
        return {"at": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _masses(self) -> Self:
        needed = {"force": ("body1", "body2"), "acceleration": ("body2",)}
        for kind, bodies in needed.items():
            for body in bodies:
                if getattr(self.sensitivity, kind) and getattr(self, body).mass_natural is None:
                    raise ConfigError(
                        f"missing {body}.mass or {body}.radius: a sensitivity in {kind} needs one"
                    )
        return self

    @property
    def sees_force(self) -> bool:
        """Whether the sensitivity is a force or an acceleration, not a ratio of potentials."""
        return self.sensitivity.ratio is None

    @property
    def pair(self) -> str:
        """What is compared, in words: "Fe and Fe"; "tungsten (radius 1 mm) and ..., forces"."""
        return f"{self.body1} and {self.body2}" + (", forces" if self.sees_force else "")

    @property
    def bodies(self) -> TwoBodies:
        """Couplings and masses of one atom or formula unit of each body, as kernels see them."""
        units = (self.body1.composition, self.body2.composition)
        given: dict[str, Any] = {}
        for n, (Z, N, mass) in enumerate(units, start=1):
            values = {"body": None, "Z": Z, "N": N, "mass": mass, "neutral": True}
            given |= {
                f"{name}{n}": np.asarray(value) if isinstance(value, int | float) else value
                for name, value in values.items()
            }
        return build_bodies(**given)

    @property
    def r_natural(self) -> FloatArray:
        """Separation at which forces are evaluated, 1/eV."""
        return np.asarray(self.separation.natural[1])

    def centres_natural(self, r: FloatArray) -> FloatArray:
        """Return the distance of the centres for a separation r of the surfaces, 1/eV."""
        return np.asarray(r + self.body1.R_natural + self.body2.R_natural)

    @property
    def sensitivity_ratio(self) -> float:
        r"""Sensitivity relative to gravity at the representative separation.

        A force F becomes :math:`F D^2/(G_N M_1 M_2)`, an acceleration a of body 1 becomes
        :math:`a D^2/(G_N M_2)`, where D is the distance of the centres: gravity between points
        or spheres.
        """
        given = self.sensitivity
        if given.ratio is not None:
            return given.ratio
        if given.force is not None:
            seen, M1 = to_natural("force", given.force, "force"), self.body1.mass_natural
        else:
            seen, M1 = to_natural("acceleration", given.acceleration, "acceleration"), np.ones(())
        D = self.centres_natural(self.r_natural)
        newton = -gravitational_potential(D, np.asarray(M1), np.asarray(self.body2.mass_natural))
        return float(seen * D / newton)

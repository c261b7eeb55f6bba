"""An experiment that looks for forces beside gravity: two bodies, and what it could see.

The classes are the layout of an experiment's TOML file, frozen and without unknown keys;
:mod:`softnu.forces.experiments.files` reads such files.
"""

from __future__ import annotations

from typing import Any, Final, Self

import astropy.units as u
import numpy as np
from pydantic import field_validator, model_validator

from softnu.checks import FloatArray
from softnu.constants import U
from softnu.errors import ConfigError
from softnu.forces.experiments.parts import Length, Mass, Sensitivity, Separation
from softnu.forces.kernels.bodies.shapes import Ball, Layer, Shape, gravity_force
from softnu.forces.parameters import TwoBodies, build_bodies
from softnu.matter import isotope, material
from softnu.schema import FrozenTable, Reference, Text
from softnu.units import to_natural

#: The shape of a body without extension.
POINT: Final = Ball(np.zeros(()), np.zeros(()))


class ExperimentBody(FrozenTable):
    """One of the two bodies: what its atoms are, and its size or mass where they matter.

    Attributes
    ----------
    atom : str or None
        An isotope or element, such as "Fe"; or
    material : str or None
        a named material, such as "tungsten".
    radius, thickness : str or None
        Of a sphere, or of a slab much wider than the other body is large, of the material; with
        its unit. A body without one is a point.
    mass : str or None
        Mass of a point-like body, with its unit; needed where the sensitivity is a force, or an
        acceleration towards it.
    """

    atom: str | None = None
    material: str | None = None
    radius: Length | None = None
    thickness: Length | None = None
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
        sizes = [n for n in ("radius", "thickness", "mass") if getattr(self, n) is not None]
        if len(sizes) > 1:
            raise ConfigError(
                f"give one of radius, thickness, mass; {' and '.join(sizes)} are given"
            )
        if sizes not in ([], ["mass"]) and self.material is None:
            raise ConfigError(f"a {sizes[0]} needs a material, for its density")
        return self

    @property
    def name(self) -> str:
        """Atom or material."""
        return self.atom or str(self.material)

    def __str__(self) -> str:
        sizes = ("radius", "thickness")
        words = [f" ({name} {getattr(self, name)})" for name in sizes if getattr(self, name)]
        return "".join((self.name, *words))

    @property
    def composition(self) -> tuple[float, float, float]:
        """Protons, neutrons and mass (eV) of one neutral atom or formula unit."""
        if self.atom is not None:
            found = isotope(self.atom)
            return found.Z, found.N, found.mass
        named = material(self.name)
        return named.Z, named.A - named.Z, u.Quantity(named.molar_mass).to_value("g/mol") * U

    @property
    def shape(self) -> Shape:
        """Shape as kernels see it, lengths in 1/eV."""
        if self.thickness is not None:
            return Layer(to_natural("thickness", self.thickness, "length"))
        return Ball(self.R_natural, np.zeros(()))

    @property
    def R_natural(self) -> FloatArray:
        """Radius, 1/eV; 0 if it has none."""
        return to_natural("radius", self.radius or "0 m", "length")

    @property
    def density_natural(self) -> FloatArray | None:
        """Mass density, eV^4; of a point its mass, eV; None if that is not known."""
        if self.radius is None and self.thickness is None:
            return None if self.mass is None else to_natural("mass", self.mass, "mass")
        return to_natural("density", material(self.name).density, "mass density")


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
    >>> from softnu.forces.experiments.files import load_experiment
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
    def _comparable(self) -> Self:
        needed = {"force": ("body1", "body2"), "acceleration": ("body2",)}
        for kind, bodies in needed.items():
            for body in bodies:
                if getattr(self.sensitivity, kind) and getattr(self, body).density_natural is None:
                    raise ConfigError(
                        f"missing {body}.mass, {body}.radius or {body}.thickness: "
                        f"a sensitivity in {kind} needs one"
                    )
        slabs = [n for n in ("body1", "body2") if getattr(self, n).thickness is not None]
        if slabs and not self.sees_force:
            raise ConfigError(
                f"{slabs[0]}.thickness needs a sensitivity in force or acceleration: gravity "
                "of a wide slab has no potential to compare with"
            )
        if "body1" in slabs:
            raise ConfigError("body1.thickness: only body 2 may be a wide slab, body 1 is moved")
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

    @property
    def sensitivity_ratio(self) -> float:
        """Sensitivity relative to gravity at the representative separation.

        A force is divided by Newton's force between the bodies, an acceleration by that of
        body 1 under this force.
        """
        given = self.sensitivity
        if given.ratio is not None:
            return given.ratio
        body1, body2 = self.body1.shape, self.body2.shape
        density2 = np.asarray(self.body2.density_natural)
        if given.force is not None:
            density1 = np.asarray(self.body1.density_natural)
            newton = gravity_force(body1, body2, self.r_natural, density1, density2)
            return float(to_natural("force", given.force, "force") / -newton)
        # A sphere falls like a point of unit mass at its centre.
        one, r = np.ones(()), self.r_natural + self.body1.R_natural
        newton = gravity_force(POINT, body2, r, one, density2)
        return float(to_natural("acceleration", given.acceleration, "acceleration") / -newton)

"""Catalogue parameters of two bodies of named materials, and of what is between them."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, unknown_name
from softnu.forces.kernels.bodies.shapes import Ball, Layer, Shape
from softnu.forces.named_backgrounds import BEAMS, THERMAL, NamedBackground, build_background
from softnu.quantity import NONNEGATIVE, POSITIVE, Group, Parameter

_VACUUM: Final = "vacuum"
_GEOMETRY = Parameter(
    "geometry",
    "word",
    "two spheres, a sphere (body 1) above a plate, or two plates",
    choices=("spheres", "sphere_plate", "plates"),
)


class TwoShapes(NamedTuple):
    """Two bodies: shapes, materials by name, and whether both are plates."""

    body1: Shape
    body2: Shape
    material1: str
    material2: str
    plates: bool


def build_shapes(
    geometry: str,
    material1: str,
    material2: str,
    R1: FloatArray | None,
    R2: FloatArray | None,
    thickness1: FloatArray | None,
    thickness2: FloatArray | None,
) -> TwoShapes:
    """Check which lengths belong to the geometry and build both bodies."""
    round1, round2 = geometry != "plates", geometry == "spheres"
    bodies = (
        _shape(geometry, "1", R1, thickness1, is_round=round1),
        _shape(geometry, "2", R2, thickness2, is_round=round2),
    )
    return TwoShapes(*bodies, material1, material2, not round1)


def _shape(
    geometry: str, number: str, R: FloatArray | None, t: FloatArray | None, *, is_round: bool
) -> Shape:
    wrong = f"thickness{number}" if is_round else f"R{number}"
    if (t if is_round else R) is not None:
        raise ConfigError(f"{wrong} does not belong to geometry = {geometry!r}")
    if not is_round:
        return Layer(np.asarray(np.inf) if t is None else t)
    if R is None:
        raise ConfigError(f"missing R{number}: geometry = {geometry!r} needs it")
    return Ball(R, np.zeros(()))


def build_medium(
    background: str, T: FloatArray | None, mu: FloatArray | None
) -> NamedBackground | None:
    """Fill in the defaults of an isotropic background; None for the vacuum."""
    if background == _VACUUM:
        for name, value in (("T", T), ("mu", mu)):
            if value is not None:
                raise ConfigError(f"{name} does not belong to the background {_VACUUM!r}")
        return None
    if background in BEAMS:
        raise ConfigError(
            f"background = {background!r} comes from one direction: bodies are summed in "
            "isotropic backgrounds only; forces.bodies.sphere_beam_kernel and "
            "forces.bodies.sphere_beam_slow give a sphere in a beam"
        )
    if background not in THERMAL:
        raise unknown_name("background", background, (_VACUUM, *THERMAL))
    return build_background(
        background=background,
        T=T,
        mu=mu,
        flux=None,
        E=None,
        sigma_E=None,
        alpha=np.zeros(()),
        width=None,
        convention="derived",
    )


SHAPES = Group(
    "bodies",
    (
        _GEOMETRY,
        Parameter("material1", "name", "material of body 1, such as tungsten"),
        Parameter("material2", "name", "material of body 2"),
        Parameter("R1", "length", "radius of sphere 1", None, range=POSITIVE),
        Parameter("R2", "length", "radius of sphere 2", None, range=POSITIVE),
        Parameter("thickness1", "length", "of plate 1", None, "a half-space", range=POSITIVE),
        Parameter("thickness2", "length", "of plate 2", None, "a half-space", range=POSITIVE),
    ),
    build_shapes,
)
MEDIUM = Group(
    "medium",
    (
        Parameter(
            "background",
            "name",
            "vacuum, or an isotropic background, whose own part is then given",
            _VACUUM,
            choices=(_VACUUM, *THERMAL),
        ),
        Parameter("T", "temperature", "temperature", None, "of the background", range=NONNEGATIVE),
        Parameter("mu", "energy", "chemical potential", None, "of the background"),
    ),
    build_medium,
)

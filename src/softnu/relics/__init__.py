"""Relic neutrinos: density around bodies, mechanical and spin effects, detection."""

from softnu.relics.above import DensityAbove, matter_potential, overdensity_above
from softnu.relics.layers import overdensity_above_layers
from softnu.relics.mesh import Mesh, density_near
from softnu.relics.sphere import SphereDensity, density_around_sphere

__all__ = [
    "DensityAbove",
    "Mesh",
    "SphereDensity",
    "density_around_sphere",
    "density_near",
    "matter_potential",
    "overdensity_above",
    "overdensity_above_layers",
]

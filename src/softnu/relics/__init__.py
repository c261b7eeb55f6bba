"""Relic neutrinos: density around bodies, mechanical and spin effects, detection."""

from softnu.relics.mesh import Mesh, density_near

__all__ = ["Mesh", "density_near"]

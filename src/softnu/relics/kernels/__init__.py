"""Kernels of the relic neutrinos: floats in natural units."""

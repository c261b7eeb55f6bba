"""Relic neutrinos: density around bodies, mechanical and spin effects, detection."""

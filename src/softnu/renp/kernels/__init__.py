"""Formulas of radiative pair emission: pure functions of floats in natural units (eV)."""

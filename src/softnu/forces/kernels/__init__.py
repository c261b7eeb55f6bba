"""Formulas of the forces: pure functions of floats in natural units (eV)."""

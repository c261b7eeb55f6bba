"""Formulas of atoms as functions of float arrays in natural units."""

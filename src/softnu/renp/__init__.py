"""RENP: radiative emission of neutrino pairs from excited atoms, and light mediators in it."""

from softnu.renp.atoms import ATOM_NAMES, Atom, load_atom
from softnu.renp.face import spectrum, thresholds
from softnu.renp.mediators import Dipoles, Mediator, ScalarMediator, VectorMediator

__all__ = [
    "ATOM_NAMES",
    "Atom",
    "Dipoles",
    "Mediator",
    "ScalarMediator",
    "VectorMediator",
    "load_atom",
    "spectrum",
    "thresholds",
]

"""RENP: radiative emission of neutrino pairs from excited atoms, and light mediators in it."""

from softnu.renp.atoms import ATOM_NAMES, Atom, load_atom
from softnu.renp.face import spectrum, thresholds
from softnu.renp.mediators import Dipoles, Mediator, ScalarMediator, VectorMediator
from softnu.renp.runs import Schedule, Target
from softnu.renp.sensitivity import expected_events, limits
from softnu.renp.sensitivity_design import Design, optimise_frequencies
from softnu.renp.sensitivity_fisher import Coupling, fisher_matrix

__all__ = [
    "ATOM_NAMES",
    "Atom",
    "Coupling",
    "Design",
    "Dipoles",
    "Mediator",
    "ScalarMediator",
    "Schedule",
    "Target",
    "VectorMediator",
    "expected_events",
    "fisher_matrix",
    "limits",
    "load_atom",
    "optimise_frequencies",
    "spectrum",
    "thresholds",
]

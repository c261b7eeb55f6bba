"""Atoms: the parity violation that neutrino forces cause in them."""

from softnu.atoms.hydrogen_like import HydrogenLike
from softnu.atoms.named_atoms import ATOM_NAMES, hydrogen_like
from softnu.atoms.parity import Interaction, neutrino_force, z_gamma_mixing
from softnu.atoms.ranking import Ranking, m1_transitions, rank
from softnu.atoms.states import State, Transition

__all__ = [
    "ATOM_NAMES",
    "HydrogenLike",
    "Interaction",
    "Ranking",
    "State",
    "Transition",
    "hydrogen_like",
    "m1_transitions",
    "neutrino_force",
    "rank",
    "z_gamma_mixing",
]

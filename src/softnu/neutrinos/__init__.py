"""Neutrinos: masses, ordering, mixing, Dirac or Majorana nature, oscillation data."""

from softnu.neutrinos.face import Neutrinos
from softnu.neutrinos.sets import SETS, Oscillations, best_fit, interval

__all__ = ["SETS", "Neutrinos", "Oscillations", "best_fit", "interval"]

"""Neutrino backgrounds: how many neutrinos and antineutrinos fill each momentum."""

from softnu.backgrounds.face import (
    Background,
    DegenerateNeutrinos,
    IsotropicNeutrinos,
    NeutrinoBeam,
    RelicNeutrinos,
    ThermalNeutrinos,
)

__all__ = [
    "Background",
    "DegenerateNeutrinos",
    "IsotropicNeutrinos",
    "NeutrinoBeam",
    "RelicNeutrinos",
    "ThermalNeutrinos",
]

"""Neutrino backgrounds: how many neutrinos and antineutrinos fill each momentum."""

from softnu.backgrounds.beam import NeutrinoBeam
from softnu.backgrounds.degenerate import DegenerateNeutrinos
from softnu.backgrounds.directional import BeamSpectrum, DirectionalNeutrinos, Lobe
from softnu.backgrounds.files import read_background
from softnu.backgrounds.isotropic import IsotropicNeutrinos
from softnu.backgrounds.reactor import ReactorNeutrinos
from softnu.backgrounds.relic import RelicNeutrinos
from softnu.backgrounds.solar import SolarNeutrinos
from softnu.backgrounds.source import FluxSource, IsotropicSource
from softnu.backgrounds.supernova import SupernovaNeutrinos
from softnu.backgrounds.table import FluxTable
from softnu.backgrounds.thermal import HelicityDensities, ThermalNeutrinos

#: Backgrounds that a potential knows as they are.
Background = ThermalNeutrinos | IsotropicNeutrinos | NeutrinoBeam | DirectionalNeutrinos

__all__ = [
    "Background",
    "BeamSpectrum",
    "DegenerateNeutrinos",
    "DirectionalNeutrinos",
    "FluxSource",
    "FluxTable",
    "HelicityDensities",
    "IsotropicNeutrinos",
    "IsotropicSource",
    "Lobe",
    "NeutrinoBeam",
    "ReactorNeutrinos",
    "RelicNeutrinos",
    "SolarNeutrinos",
    "SupernovaNeutrinos",
    "ThermalNeutrinos",
    "read_background",
]

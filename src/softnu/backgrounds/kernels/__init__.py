"""Formulas of the backgrounds: pure functions of floats in natural units (eV)."""

from softnu.backgrounds.kernels.relic import (
    relic_flux_spectrum,
    relic_mean_speed,
    relic_momentum_moment,
    relic_number_density,
    relic_temperature,
)
from softnu.backgrounds.kernels.thermal import fermi_dirac, maxwell_boltzmann

__all__ = [
    "fermi_dirac",
    "maxwell_boltzmann",
    "relic_flux_spectrum",
    "relic_mean_speed",
    "relic_momentum_moment",
    "relic_number_density",
    "relic_temperature",
]

"""Catalogue quantity: capture of relic neutrinos on tritium, the method others compare with."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.neutrinos.parameters import NATURE
from softnu.quantity import NONNEGATIVE, UNIT_INTERVAL, Parameter, quantity
from softnu.relics.kernels import capture as kernels


@quantity(
    "relics.capture_rate",
    items=(
        Parameter("target_mass", "mass", "of tritium", range=NONNEGATIVE),
        Parameter(
            "n", "number density", "per mass state and populated helicity", range=NONNEGATIVE
        ),
        Parameter("nature", "word", NATURE.meaning, choices=NATURE.choices),
        Parameter("v", "speed", "speed of the neutrinos", 0, range=UNIT_INTERVAL),
        Parameter(
            "cross_section",
            "area",
            "cross section times speed",
            "3.834e-45 cm2",
            range=NONNEGATIVE,
        ),
    ),
    unit="1/yr",
    formula=r"\Gamma = N_T\,\bar\sigma\sum_i|U_{ei}|^2\sum_hn_{i,h}\,(1-2hv)",
    source="A. J. Long, C. Lunardini, E. Sabancilar, arXiv:1405.7654",
    papers=("1405.7654",),
    accuracy="1e-15 times the cross section's, a few per mille",
    validity="all mass states populated alike: left-helical neutrinos (Dirac), both helicities "
    "(Majorana)",
    example={"target_mass": "100 g", "n": "56 1/cm3", "nature": "majorana"},
)
def capture_rate(
    target_mass: FloatArray,
    n: FloatArray,
    nature: str,
    v: FloatArray,
    cross_section: FloatArray,
) -> FloatArray:
    """Captures of relic neutrinos on tritium per time."""
    return kernels.capture_rate(target_mass, n, nature == "majorana", v, cross_section)

"""Soft neutrino physics: neutrino forces and what they do in atoms and in matter.

The names below are loaded on first use, so that ``import softnu`` costs almost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from softnu.backgrounds import (
        DegenerateNeutrinos,
        DirectionalNeutrinos,
        IsotropicNeutrinos,
        NeutrinoBeam,
        ReactorNeutrinos,
        RelicNeutrinos,
        SolarNeutrinos,
        SupernovaNeutrinos,
        ThermalNeutrinos,
        read_background,
    )
    from softnu.catalogue import evaluate
    from softnu.errors import SoftnuError
    from softnu.forces.experiments.reach import reach
    from softnu.forces.potential import potential
    from softnu.matter import atom, electron, neutron, particle, proton
    from softnu.neutrinos import Neutrinos
    from softnu.units import natural

    __version__: str

__all__ = [
    "DegenerateNeutrinos",
    "DirectionalNeutrinos",
    "IsotropicNeutrinos",
    "NeutrinoBeam",
    "Neutrinos",
    "ReactorNeutrinos",
    "RelicNeutrinos",
    "SoftnuError",
    "SolarNeutrinos",
    "SupernovaNeutrinos",
    "ThermalNeutrinos",
    "__version__",
    "atom",
    "electron",
    "evaluate",
    "natural",
    "neutron",
    "particle",
    "potential",
    "proton",
    "reach",
    "read_background",
]

#: Where each public name is defined.
_HOMES = {
    "DegenerateNeutrinos": "softnu.backgrounds",
    "DirectionalNeutrinos": "softnu.backgrounds",
    "IsotropicNeutrinos": "softnu.backgrounds",
    "NeutrinoBeam": "softnu.backgrounds",
    "Neutrinos": "softnu.neutrinos",
    "ReactorNeutrinos": "softnu.backgrounds",
    "RelicNeutrinos": "softnu.backgrounds",
    "SoftnuError": "softnu.errors",
    "SolarNeutrinos": "softnu.backgrounds",
    "SupernovaNeutrinos": "softnu.backgrounds",
    "ThermalNeutrinos": "softnu.backgrounds",
    "atom": "softnu.matter",
    "electron": "softnu.matter",
    "evaluate": "softnu.catalogue",
    "natural": "softnu.units",
    "neutron": "softnu.matter",
    "particle": "softnu.matter",
    "potential": "softnu.forces.potential",
    "proton": "softnu.matter",
    "reach": "softnu.forces.experiments.reach",
    "read_background": "softnu.backgrounds",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        value: object = _version()
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'softnu' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    try:
        return str(import_module("softnu._version").__version__)
    except ModuleNotFoundError:
        from importlib.metadata import version

        return version("softnu")

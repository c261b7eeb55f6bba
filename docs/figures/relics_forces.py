"""Accelerations of iron by relic neutrinos against the radius of the body (m = 0.1 eV, 5.3e-4 eV,
56 per cm³): torque on a polarised body with all neutrinos and no antineutrinos, and the relic
wind, whose push on neutrinos of one momentum goes with cos² 2kR beyond 1/k."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    R = np.geomspace(1e-5, 1e-2, 801) * u.m

    def wind(nature: str) -> Any:
        slow = {"m_nu": "0.1 eV", "k": "5.3e-4 eV", "n": "56 1/cm3", "wind": 1.23e-3}
        inputs = {"material": "iron", "R": R, "nature": nature, **slow}
        return evaluate("relics.scattering.acceleration", **inputs).value

    torque = {"g_A": 0.5, "wind": 1.23e-3, "J0": "112 1/cm3", "molar_mass": "55.845 g/mol"}
    return [
        {
            "x": R.value,
            "curves": [
                ("torque", evaluate("relics.stodolsky.acceleration", R=R, **torque).value),
                ("wind, Dirac", wind("dirac")),
                ("wind, Majorana", wind("majorana")),
            ],
            "xlabel": "radius [m]",
            "ylabel": "acceleration [cm/s²]",
            "log_x": True,
            "log_y": True,
        }
    ]

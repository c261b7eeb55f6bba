"""Limits (95 %) on the product of the electron's coupling and that of the lightest mass state,
from 100 cm³ of ytterbium in 20 days, without width: positive products, Dirac neutrinos."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import Neutrinos
from softnu.renp import Schedule, Target, limits


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    mass = np.geomspace(1e-3, 1e4, 501) * u.eV
    nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")

    def curve(coupling: str) -> Any:
        return limits(target, schedule, nu, coupling, "E_11", mass).positive

    return [
        {
            "x": mass.value,
            "curves": [("vector, g_L", curve("g_L")), ("scalar, y_S", curve("y_S"))],
            "xlabel": "mass of the mediator [eV]",
            "ylabel": "product of couplings",
            "log_x": True,
            "log_y": True,
        }
    ]

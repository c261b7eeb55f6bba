"""Parity violation in 4F5/2-4F7/2 by massive neutrinos over that by massless ones, one mass for
all states: it takes a mass of keV, the inverse size of the atom, to change it."""

from typing import Any

import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    line = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
    mass = np.geomspace(10.0, 3e4, 201)
    inputs = {**line, "m_nu_a": mass / 3728.94}

    def curve(nature: str) -> Any:
        massless = evaluate("atoms.e1_m1_ratio", **line, m_nu_a=0)
        return (evaluate("atoms.e1_m1_ratio", **inputs, nature=nature) / massless).value

    return [
        {
            "x": mass,
            "curves": [("Dirac", curve("dirac")), ("Majorana", curve("majorana"))],
            "xlabel": "m [eV]",
            "ylabel": "R/R(0)",
            "log_x": True,
        }
    ]

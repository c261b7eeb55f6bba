"""Force between two spheres of tungsten, by neutrinos in vacuum with the lightest one massless,
over Newton's force between them. Small gaps: only the facing surfaces count."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate

_MATERIALS = {"material1": "tungsten", "material2": "tungsten"}
_RADII = ("1 um", "30 um", "1 mm")


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    h = np.geomspace(1e-8, 1e-2, 300) * u.m
    curves = []
    for R in _RADII:
        spheres = {"geometry": "spheres", **_MATERIALS, "R1": R, "R2": R, "h": h}
        force = evaluate("forces.bodies.force", **spheres, m_lightest="0 eV")
        newton = evaluate("forces.bodies.gravity", **spheres)
        curves.append((f"R = {R.replace('um', 'µm')}", np.abs((force / newton).to_value(""))))
    return [
        {
            "x": h.value,
            "curves": curves,
            "xlabel": "gap h [m]",
            "ylabel": "force over gravity",
            "log_x": True,
            "log_y": True,
        }
    ]

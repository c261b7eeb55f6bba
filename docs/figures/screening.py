"""Vacuum plus background over vacuum at T = 1.945 K, massless neutrinos. Fermi-Dirac statistics
cancel the force beyond 1/(2πT) = 0.19 mm; Maxwell-Boltzmann statistics would turn its sign."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    r = np.geomspace(0.01, 10.0, 200) * u.mm
    return [
        {
            "x": r.value,
            "curves": [
                (
                    name,
                    evaluate(
                        "forces.isotropic.total_over_vacuum",
                        r=r,
                        T="1.945 K",
                        distribution=name.lower().replace("-", "_"),
                    ).value,
                )
                for name in ("Fermi-Dirac", "Maxwell-Boltzmann")
            ],
            "xlabel": "r [mm]",
            "ylabel": "V total / V vacuum",
            "log_x": True,
        }
    ]

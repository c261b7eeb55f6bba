"""Density of relic neutrinos above the Earth's crust (m = 0.1 eV, Dirac): neutrinos of the mean
momentum, and averages over the Fermi-Dirac momenta of 1.95 K."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import evaluate


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    h = np.linspace(0.0, 3.0, 301) * u.mm

    def curve(particle: str, **momenta: str) -> Any:
        matter = {"material": "earth_crust", "m_nu": "0.1 eV", "particle": particle}
        return 1e8 * evaluate("relics.overdensity.profile", h=h, **matter, **momenta).value

    return [
        {
            "x": h.value,
            "curves": [
                ("ν, thermal", curve("nu", T="1.95 K")),
                ("ν̄, thermal", curve("nubar", T="1.95 K")),
                ("ν, 5.3e-4 eV", curve("nu", k="5.3e-4 eV")),
                ("ν̄, 5.3e-4 eV", curve("nubar", k="5.3e-4 eV")),
            ],
            "xlabel": "height [mm]",
            "ylabel": "10⁸ δn/n₀",
        }
    ]

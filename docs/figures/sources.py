"""Flux per energy of three sources: the Sun (without its lines and ⁸B), a reactor of 2.9 GW at
1 km where its spectrum is known, and one species of a supernova at 10 kpc during its 10 s."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu.backgrounds import ReactorNeutrinos, SolarNeutrinos, SupernovaNeutrinos


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    E = np.geomspace(0.02, 60.0, 1200) * u.MeV
    known = (2 * u.MeV <= E) & (8 * u.MeV >= E)
    reactor = np.full(E.shape, np.nan)
    reactor[known] = ReactorNeutrinos("2.9 GW", "1 km").flux_spectrum(E[known]).value
    sun = SolarNeutrinos().flux_spectrum(E).value
    return [
        {
            "x": E.value,
            "curves": [
                ("Sun", np.where(sun > 1e-2, sun, np.nan)),
                ("reactor", reactor),
                ("supernova", SupernovaNeutrinos("10 kpc").flux_spectrum(E).value),
            ],
            "xlabel": "E [MeV]",
            "ylabel": "flux per energy [1/(cm² s MeV)]",
            "log_x": True,
            "log_y": True,
        }
    ]

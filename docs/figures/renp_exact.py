"""What the published approximations leave out, in ytterbium: the coherence of the intermediate
sublevels (exact weight 0 of a 0-1-0 transition) and the second intermediate level."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import Neutrinos
from softnu.renp import spectrum


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    E = np.linspace(1.06, 1.0718, 601) * u.eV
    nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    variants: list[tuple[str, dict[str, Any]]] = [
        ("published", {}),
        ("second level", {"second_level": True}),
        ("exact weight", {"W_L": "exact"}),
        ("both", {"W_L": "exact", "second_level": True}),
    ]
    curves = [(label, spectrum("Yb", E, nu, **changes).value) for label, changes in variants]
    return [
        {
            "x": E.value,
            "curves": curves,
            "xlabel": "photon energy [eV]",
            "ylabel": "I",
            "log_y": True,
            "y_min": 1e-6,
        }
    ]

"""Spectrum of ytterbium with and without mediators of 1 keV and these products of couplings
(normal ordering, lightest mass 0.01 eV, Dirac neutrinos). The kinks are thresholds of pairs of
mass states."""

from typing import Any

import astropy.units as u
import numpy as np

from softnu import Neutrinos
from softnu.renp import ScalarMediator, VectorMediator, spectrum


def panels() -> list[dict[str, Any]]:
    """Return the drawings as arguments of `inline_svg`."""
    E = np.linspace(1.06, 1.0718, 601) * u.eV
    nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    mediators = [
        ("Standard Model", None),
        ("vector, -3e-18", VectorMediator("1 keV", g_A_e=-3e-18, g_L="E_11")),
        ("scalar, 2e-11", ScalarMediator("1 keV", y_P_e=2e-11, y_S="E_11")),
    ]
    curves = [
        (label, spectrum("Yb", E, nu, mediator=mediator).value) for label, mediator in mediators
    ]
    return [
        {
            "x": E.value,
            "curves": curves,
            "xlabel": "photon energy [eV]",
            "ylabel": "I",
        }
    ]

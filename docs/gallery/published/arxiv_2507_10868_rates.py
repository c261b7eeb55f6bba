"""
Fluorescence of relic neutrinos
===============================

Photons per year from transitions between mass states in a medium of coherent dipoles,
:cite:t:`Huang:2025fluorescence`, against the width of the resonance, for both orderings.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos, evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

width = np.geomspace(1e-12, 1e-6, 121) * u.eV
medium = {"n_d": "1e22 1/cm3", "dipole": 1, "n": "56 1/cm3", "volume": "27 m3"}
rates = {}
for ordering, i in (("normal", 3), ("inverted", 2)):
    nu = Neutrinos("0 eV", ordering=ordering)
    states = {
        "m_i": nu.masses[i - 1],
        "m_j": nu.masses[0],
        "C_sq": float(abs(nu.mixing[0, i - 1] * nu.mixing[0, 0]) ** 2),
    }
    for dipole in ("M1", "E1"):
        rates[f"{dipole}, {ordering}"] = evaluate(
            "relics.fluorescence.rate", transition=dipole, Gamma_v=width, **states, **medium
        ).to_value("1/yr")
with style():
    fig, ax = plt.subplots()
lines(
    width.value,
    rates,
    xlabel="width of the resonance [eV]",
    ylabel="photons [1/yr]",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

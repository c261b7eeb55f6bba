"""
Energy of fluorescence photons
==============================

Photons of transitions between mass states against the lightest mass, in both orderings: what a
search has to be sensitive to. Three of the four energies differ by less than 3 %.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos, evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

lightest = np.geomspace(1e-3, 0.3, 61)
curves = {}
for ordering, i in (("normal", 3), ("inverted", 2)):
    masses = [Neutrinos(f"{m} eV", ordering=ordering).masses for m in lightest]
    for final in (1, 3) if ordering == "inverted" else (1, 2):
        energies = [
            evaluate("relics.fluorescence.photon_energy", m_i=m[i - 1], m_j=m[final - 1]).value
            for m in masses
        ]
        curves[f"{ordering}, {i} → {final}"] = np.array(energies)
with style():
    fig, ax = plt.subplots()
lines(
    lightest,
    curves,
    xlabel="lightest mass [eV]",
    ylabel="energy of the photon [eV]",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

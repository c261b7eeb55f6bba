"""
Ordering and nature in the spectrum
===================================

The thresholds tell the masses and their ordering, the shape near them whether neutrinos are
Majorana particles.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import spectrum

E = np.linspace(1.055, 1.071, 401) * u.eV
with style():
    fig, ax = plt.subplots()
lines(
    E.value,
    {
        f"{ordering}, {nature}": spectrum(
            "Yb", E, Neutrinos("0.05 eV", ordering=ordering, nature=nature)
        )
        for ordering in ("normal", "inverted")
        for nature in ("dirac", "majorana")
    },
    xlabel="photon energy [eV]",
    ylabel="spectrum I",
    ax=ax,
)
plt.show()

"""
Capture of relic neutrinos on tritium
=====================================

Captures per year on 100 g, against the speed of the neutrinos. At rest Dirac and Majorana
neutrinos differ by a factor 2, at the speed of light not at all; :cite:t:`Long:2014capture`.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

v = np.linspace(0.0, 1.0, 101)
target = {"target_mass": "100 g", "n": "56 1/cm3"}
with style():
    fig, ax = plt.subplots()
lines(
    v,
    {
        nature: np.broadcast_to(
            evaluate("relics.capture_rate", nature=nature, v=v, **target).to_value("1/yr"), v.shape
        )
        for nature in ("dirac", "majorana")
    },
    xlabel="speed",
    ylabel="captures [1/yr]",
    ax=ax,
)
ax.set_ylim(0, 10)
plt.show()

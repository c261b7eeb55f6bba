"""
In and around a small sphere
============================

A sphere of some wavelengths, with all partial waves and to first order in the index.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

kR, delta = 20.0, 5e-3
kr = np.linspace(0.0, 60.0, 601)
exact = evaluate("relics.overdensity.sphere", delta=delta, kR=kR, kr=kr, method="exact") / delta
born = evaluate("relics.overdensity.sphere_born", kR=kR, kr=kr)
with style():
    fig, ax = plt.subplots()
lines(
    kr,
    {"exact": exact, "first order": born},
    xlabel="k r",
    ylabel=r"$\delta n/n_0$ over $\delta$",
    log_y=False,
    ax=ax,
)
plt.show()

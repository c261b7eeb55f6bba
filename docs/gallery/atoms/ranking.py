"""
Which line to look at
=====================

All M1 lines of hydrogen up to n = 10: the size of the parity violation, and by how far
neutrinos dominate it.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.atoms import hydrogen_like, rank
from softnu.plots.style import style

found = rank(hydrogen_like("H"), Neutrinos("0 eV"), n_max=10)
l = np.array([line.first.l for line in found.transitions])
with style():
    fig, ax = plt.subplots()
    for one in np.unique(l):
        ax.plot(found.dominance[l == one], found.size[l == one], "o", label=f"l = {one}")
    ax.axvline(1.0, color="0.5", linewidth=0.8)
    ax.set(xscale="log", yscale="log", xlabel="neutrinos over Z-photon mixing", ylabel="|R|")
    ax.legend(ncols=2)
plt.show()

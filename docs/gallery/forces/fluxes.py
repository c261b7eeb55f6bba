"""
Sources of neutrinos side by side
=================================

Spectra of the Sun, of a reactor and of a supernova as softnu has them.
"""

import matplotlib.pyplot as plt

from softnu import ReactorNeutrinos, SolarNeutrinos, SupernovaNeutrinos
from softnu.plots.style import style

sources = {
    "the Sun": SolarNeutrinos(),
    "2.9 GW at 1 km": ReactorNeutrinos("2.9 GW", "1 km"),
    "a supernova at 10 kpc, first second": SupernovaNeutrinos("10 kpc"),
}
with style():
    fig, axes = plt.subplots(3, 1, figsize=(7, 10))
for ax, (name, source) in zip(axes, sources.items(), strict=True):
    source.plot(ax=ax)
    ax.set_title(name)
axes[0].legend(loc="center left", bbox_to_anchor=(1, 0.5))
plt.show()

"""
A map with contours
===================

A scan over two parameters: how many events of pair emission a target gives, against its density
and volume, with the lines of 1, 10 and 100 events.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.heatmap import heatmap
from softnu.plots.style import style

density, volume = np.geomspace(1e20, 1e22, 60), np.geomspace(1.0, 1e4, 61)
events = evaluate(
    "renp.expected_events",
    atom="Yb",
    trigger_energies=["1.069 eV", "1.07 eV", "1.0708 eV"],
    live_time="20 d",
    m_lightest="0.01 eV",
    n_a=density[:, np.newaxis] / u.cm**3,
    volume=volume * u.cm**3,
).value
with style():
    fig, ax = plt.subplots()
    heatmap(
        density,
        volume,
        events,
        xlabel="density of atoms [1/cm³]",
        ylabel="volume [cm³]",
        label="events",
        log_x=True,
        log_y=True,
        ax=ax,
    )
    shown = ax.contour(density, volume, events.T, levels=[1, 10, 100], colors="white")
    ax.clabel(shown, fmt="%g")
plt.show()

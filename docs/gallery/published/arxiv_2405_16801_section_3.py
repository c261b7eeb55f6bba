"""
A thermal background screens the force
======================================

Vacuum and background together, over the vacuum alone. The background of Sec. 3 of
:cite:t:`Ghosh:2024spin` cancels the force at large distances; with quantum statistics the rest
falls as exp(-2 pi r T), with classical statistics the sign turns around.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

rT = np.linspace(0.01, 3.0, 301)
total = {
    "Fermi-Dirac": {},
    "Fermi-Dirac, μ = T": {"mu": "1 eV"},
    "Maxwell-Boltzmann": {"distribution": "maxwell_boltzmann"},
}
with style():
    fig, ax = plt.subplots()
lines(
    rT,
    {
        name: evaluate("forces.isotropic.total_over_vacuum", r=rT / u.eV, T="1 eV", **choice)
        for name, choice in total.items()
    },
    xlabel="r T",
    ylabel="total over vacuum",
    log_y=True,
    ax=ax,
)
ax.set_ylim(1e-9, 5)
plt.show()

"""
Dirac and Majorana neutrinos in the potential
=============================================

Potential of two unit charges by exchange of a pair of massive neutrinos, over that of massless
ones, as :cite:t:`Ghosh:2019atomic` compare them.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

r = np.geomspace(0.01, 10.0, 301) * u.um
pair = "forces.vacuum.pair_potential"
massless = evaluate(pair, r=r, m_i="0 eV", m_j="0 eV")
with style():
    fig, ax = plt.subplots()
lines(
    r.value,
    {
        f"{nature}, {m}": evaluate(pair, r=r, m_i=m, m_j=m, nature=nature) / massless
        for m in ("0.05 eV", "0.5 eV")
        for nature in ("dirac", "majorana")
    },
    xlabel="r [µm]",
    ylabel="V over that of massless neutrinos",
    log_x=True,
    log_y=True,
    ax=ax,
)
ax.set_ylim(1e-4, 2.0)
plt.show()

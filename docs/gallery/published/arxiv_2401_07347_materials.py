"""
Index of matter for slow neutrinos
==================================

n - 1 of materials for electron neutrinos of 0.1 eV against their momentum; relic neutrinos have
about 5e-4 eV. Materials of :cite:t:`Huang:2024earth` and of the experiments that think of them.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.relics import matter_potential

k = np.geomspace(1e-5, 1e-2, 61) * u.eV
with style():
    fig, ax = plt.subplots()
lines(
    k.value,
    {
        name: -evaluate("relics.delta", k=k, m_nu="0.1 eV", U=matter_potential(name, v=0))
        for name in ("water", "earth_crust", "iron", "tungsten")
    },
    xlabel="momentum [eV]",
    ylabel="-(n - 1)",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

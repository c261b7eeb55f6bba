"""
Limits against the lightest neutrino mass
=========================================

Figure 4 of :cite:t:`Ge:2021mediators`: limits on a light mediator weaken as the thresholds of
the heavier pairs pass the trigger energies.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import Schedule, Target, limits

target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")
lightest = np.linspace(0.0, 0.05, 41)
neutrinos = [
    Neutrinos(f"{m} eV", oscillation_set="deSalas-2020", delta_cp="0 rad") for m in lightest
]
with style():
    fig, axes = plt.subplots(1, 2, figsize=(9, 4))
for ax, name in zip(axes, ("g_L", "y_S"), strict=True):
    found = [limits(target, schedule, nu, name, "E_11", "1e-3 eV") for nu in neutrinos]
    lines(
        lightest,
        {
            f"{name}, positive": [float(one.positive) for one in found],
            f"{name}, negative": [-float(one.negative) for one in found],
        },
        xlabel="lightest neutrino mass [eV]",
        ylabel="product of couplings",
        ax=ax,
    )
plt.show()

"""
Your mediator with a width
==========================

Limit on a vector that couples to all mass states alike, for three strengths of that coupling.
The width by decays to neutrinos fills the dip at the pole.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import Schedule, Target, limits

target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")
nu = Neutrinos("0.01 eV")
mass = np.linspace(0.06, 0.12, 1201) * u.eV
universal = np.eye(3)
with style():
    fig, ax = plt.subplots()
lines(
    mass.value,
    {
        f"g_ν = {g_nu:g}": limits(target, schedule, nu, "g_L", universal, mass, g_nu=g_nu).positive
        for g_nu in (1e-3, 0.1, 0.5)
    },
    xlabel="mass of the mediator [eV]",
    ylabel="limit on g_A of the electron × g_ν",
    log_y=True,
    ax=ax,
)
ax.set_ylim(top=3e-25)
ax.legend(loc="upper left")
plt.show()

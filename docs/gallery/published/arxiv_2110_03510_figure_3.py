"""
Limits against the mass of the mediator
=======================================

Figure 3 of :cite:t:`Ge:2021mediators`: products of the couplings of electron and neutrinos that
20 days of 100 cm³ of ytterbium exclude, at 95 %. The dips are poles of mediators without width.
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
nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
mass = np.geomspace(1e-3, 1e4, 401) * u.eV
with style():
    fig, axes = plt.subplots(1, 2, figsize=(9, 4.2))
for ax, names in zip(axes, (("g_L", "g_R"), ("y_S", "y_P")), strict=True):
    curves = {}
    for name in names:
        found = limits(target, schedule, nu, name, "E_11", mass)
        curves[f"{name}, positive"] = found.positive
        curves[f"{name}, negative"] = np.abs(found.negative)
    lines(
        mass.value,
        curves,
        xlabel="mass of the mediator [eV]",
        ylabel="product of couplings",
        log_x=True,
        log_y=True,
        ax=ax,
    )
plt.show()

"""
Excluded regions
================

Pairs of mediator mass and product of couplings that two runs exclude, filled, and what meson
decays with red giants exclude.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.style import style
from softnu.renp import Schedule, Target, limits
from softnu.renp.bounds import load_bound

nu = Neutrinos("0.01 eV")
mass = np.geomspace(1e-2, 1e4, 301) * u.eV
energies = ["1.069 eV", "1.07 eV", "1.0708 eV"]
elsewhere = load_bound("meson_decay_red_giants").limit(mass)
with style():
    fig, ax = plt.subplots()
    for volume, colour in (("1e6 cm3", "#a6d8f2"), ("100 cm3", "#0072b2")):
        target = Target("Yb", n_a="1e21 1/cm3", volume=volume)
        found = limits(target, Schedule.equally(energies, "20 d"), nu, "y_S", "E_11", mass)
        ax.fill_between(mass.value, found.positive, 1e-5, color=colour, label=f"{volume}, 20 d")
    ax.plot(mass.value, elsewhere, color="black", linestyle="--", label="mesons × stars")
    ax.set(xscale="log", yscale="log", ylim=(1e-22, 1e-6))
    ax.set(xlabel="mass of the scalar [eV]", ylabel="|y_P of electron × y_S|")
    ax.legend(loc="upper left")
plt.show()

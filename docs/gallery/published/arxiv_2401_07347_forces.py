"""
Accelerations by relic neutrinos
================================

What pushes a sphere of iron, against its radius, and what a torsion balance could see: the
torque on polarised electrons is of first order in the Fermi constant, the wind of second order.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

R = np.geomspace(1e-5, 1e-2, 801) * u.m
wind = {"material": "iron", "n": "56 1/cm3", "m_nu": "0.1 eV", "k": "5.3e-4 eV", "wind": 1.23e-3}
torque = {"g_A": 0.5, "wind": 1e-3, "J0": "224 1/cm3", "molar_mass": "100 g/mol"}
accelerations = {
    "torque on spins": evaluate("relics.stodolsky.acceleration", R=R, **torque),
    "wind, Dirac": evaluate("relics.scattering.acceleration", R=R, nature="dirac", **wind),
    "wind, Majorana": evaluate("relics.scattering.acceleration", R=R, nature="majorana", **wind),
    "torsion balance": np.full(R.shape, 1e-15) * u.cm / u.s**2,
}
with style():
    fig, ax = plt.subplots()
lines(
    R.value,
    {name: a.to_value("cm/s2") for name, a in accelerations.items()},
    xlabel="radius [m]",
    ylabel="acceleration [cm/s²]",
    log_x=True,
    log_y=True,
    ax=ax,
)
ax.legend(loc="center right", bbox_to_anchor=(1, 0.75))
plt.show()

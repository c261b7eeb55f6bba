"""
Where to trigger
================

Fisher information per time about the lightest mass and about a coupling, against the trigger
energy; lines mark the energies that ``optimise_frequencies`` chooses for both together.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import Coupling, Schedule, Target, fisher_matrix, optimise_frequencies

target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
nu = Neutrinos("0.01 eV")
parameters = {"lightest mass": "m_lightest", "coupling g_L": Coupling("g_L", "E_11", "1 keV")}
E = np.concatenate([np.linspace(1.0655, 1.0713, 30), np.linspace(1.07132, 1.0718, 25)])
information = {
    name: np.array(
        [
            fisher_matrix(target, Schedule([f"{e} eV"], ["1 d"]), nu, [one], line_width="2e-5 eV")[
                0, 0
            ]
            for e in E
        ]
    )
    for name, one in parameters.items()
}
best = optimise_frequencies(
    target, nu, list(parameters.values()), "2e-5 eV", "20 d", within=("1.0655 eV", "1.0718 eV")
)
with style():
    fig, ax = plt.subplots()
    lines(
        E,
        {name: one / one.max() for name, one in information.items()},
        xlabel="trigger energy [eV]",
        ylabel="information over its maximum",
        log_y=False,
        ax=ax,
    )
    for energy in best.schedule.trigger_energies:
        ax.axvline(energy.to_value(u.eV), color="0.5", linestyle=":")
plt.show()

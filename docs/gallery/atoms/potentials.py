"""
Potentials that violate parity
==============================

What the spin of the proton feels in hydrogen: the force of neutrinos, with and without form
factor, and the mixing of Z and photon, which is stronger below a few picometres.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu.atoms.parity_potentials import ParityPotentials
from softnu.plots.lines import lines
from softnu.plots.style import style

hydrogen = ParityPotentials("1H")
rho = np.geomspace(1e-5, 10.0, 241)
columns = {"neutrinos": "loop_N", "with form factor": "loop_ff_N", "Z-photon mixing": "z_gamma_N"}
values = {name: np.abs(hydrogen.function(column)(rho)) for name, column in columns.items()}
with style():
    fig, ax = plt.subplots()
lines(
    rho,
    {name: np.where(one > 1e-60, one, np.nan) for name, one in values.items()},
    xlabel="r [Bohr radii]",
    ylabel="size of the potential [eV]",
    log_x=True,
    log_y=True,
    ax=ax,
)
ax.set_ylim(1e-50, 1e-5)
plt.show()

"""
Which parity violation wins at which l
======================================

Matrix elements between the states of l and l + 1 with n = l + 2, largest j and F in common: by
neutrinos and by the mixing of Z and photon. The force of longest range, which
:cite:t:`Ghosh:2019atomic` propose, is ahead from l = 3 on.
"""

import matplotlib.pyplot as plt

from softnu import Neutrinos
from softnu.atoms import State, hydrogen_like, neutrino_force, z_gamma_mixing
from softnu.plots.lines import lines
from softnu.plots.style import style

hydrogen = hydrogen_like("H")
forces = {
    "neutrinos": neutrino_force(hydrogen, Neutrinos("0 eV")),
    "Z-photon mixing": z_gamma_mixing(hydrogen),
}
momenta = range(2, 7)


def states(l):
    """States of l and l + 1 with n = l + 2, j = l + 1/2 and F = l + 1."""
    return State(l + 2, l, l + 0.5, l + 1), State(l + 2, l + 1, l + 0.5, l + 1)


with style():
    fig, ax = plt.subplots()
lines(
    momenta,
    {
        name: [abs(force.element(*states(l)).to_value("eV")) for l in momenta]
        for name, force in forces.items()
    },
    xlabel="l",
    ylabel="matrix element [eV]",
    log_y=True,
    ax=ax,
)
ax.set_xticks(momenta)
plt.show()

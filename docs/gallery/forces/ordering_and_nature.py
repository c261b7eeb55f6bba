"""
Orderings and natures in the force
==================================

Potential of two neutrons over that by massless neutrinos, for both orderings and natures. Beyond
a tenth of a millimetre only the lightest state is left, with a third of the whole or less.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos, evaluate, neutron, potential
from softnu.plots.lines import lines
from softnu.plots.style import style

r = np.geomspace(1, 200, 161) * u.um


def V(**choice):
    """Potential for a lightest mass of 1 meV."""
    return potential(neutron(), neutron(), r=r, neutrinos=Neutrinos("0.001 eV", **choice)).V_0


pair = evaluate("forces.vacuum.pair_potential", r=r, m_i="0 eV", m_j="0 eV")
massless = pair * sum(g**2 for g in neutron().g_V)
with style():
    fig, ax = plt.subplots()
lines(
    r.value,
    {
        f"{ordering}, {nature}": V(ordering=ordering, nature=nature) / massless
        for ordering in ("normal", "inverted")
        for nature in ("dirac", "majorana")
    },
    xlabel="r [µm]",
    ylabel="V over that by massless neutrinos",
    log_x=True,
    log_y=False,
    ax=ax,
)
plt.show()

"""
Orderings and natures in the force
==================================

Potential of two neutrons over that of massless neutrinos, for both orderings and natures.
Beyond a tenth of a millimetre the lightest state alone is left.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos, neutron, potential
from softnu.plots.lines import lines
from softnu.plots.style import style

r = np.geomspace(1, 200, 161) * u.um


def V(**choice):
    """Potential for a lightest mass of 1 meV."""
    return potential(neutron(), neutron(), r=r, neutrinos=Neutrinos("0.001 eV", **choice)).V_0


massless = -V()[0] * (r[0] / r) ** 5
with style():
    fig, ax = plt.subplots()
lines(
    r.value,
    {
        f"{ordering}, {nature}": V(ordering=ordering, nature=nature) / V()[0] * (r / r[0]) ** 5
        for ordering in ("normal", "inverted")
        for nature in ("dirac", "majorana")
    },
    xlabel="r [µm]",
    ylabel="r⁵ V over its value at 1 µm",
    log_x=True,
    log_y=False,
    ax=ax,
)
plt.show()

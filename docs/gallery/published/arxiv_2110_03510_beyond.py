"""
The same spectrum with exact angular momentum
=============================================

What :cite:t:`Ge:2021mediators` leave out, one after the other: coherent intermediate sublevels
(``W_L="exact"``) and the second intermediate level of ytterbium.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import spectrum

nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
E = np.linspace(1.06, 1.0717, 391) * u.eV
variants = {
    "published": {},
    "both levels": {"second_level": True},
    "exact weight": {"W_L": "exact"},
    "exact weight, both levels": {"W_L": "exact", "second_level": True},
}
with style():
    fig, ax = plt.subplots()
lines(
    E.value,
    {name: spectrum("Yb", E, nu, **choice) for name, choice in variants.items()},
    xlabel="photon energy [eV]",
    ylabel="spectrum I",
    log_y=True,
    ax=ax,
)
ax.set_ylim(1e-6, 1.0)
plt.show()

"""
Slow light keeps the fluorescence
=================================

The share of the rate that the spread of relic momenta leaves, against the group velocity of the
photon: with slow light its energy hardly depends on the momentum of the neutrino;
:cite:t:`Huang:2025fluorescence`.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos, evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

V_g = np.geomspace(1e-9, 1.0, 181)
masses = Neutrinos("0 eV").masses
states = {"m_i": masses[2], "m_j": masses[0], "T": "1.95 K"}
with style():
    fig, ax = plt.subplots()
lines(
    V_g,
    {
        f"width {width:g} eV": evaluate(
            "relics.fluorescence.spread_factor", V_g=V_g, Gamma_v=width * u.eV, **states
        )
        for width in (1e-12, 1e-10, 1e-8)
    },
    xlabel="group velocity of the photon",
    ylabel="share of the rate",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

"""
Flavours, antineutrinos, Majorana neutrinos
===========================================

Thermal density above water: the sign follows from the weak charges. The effect on
Majorana neutrinos is suppressed by their speed.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.relics import overdensity_above

h = np.linspace(0, 2, 61) * u.mm
kinds = {
    r"$\nu_e$": {"flavour": "e"},
    r"$\nu_\mu$": {"flavour": "mu"},
    r"$\bar\nu_e$": {"flavour": "e", "particle": "nubar"},
    r"$\nu_e$, Majorana": {"flavour": "e", "nature": "majorana"},
}
with style():
    fig, ax = plt.subplots()
lines(
    h.value,
    {
        name: 1e8 * overdensity_above("water", h, m_nu="0.1 eV", T="1.95 K", **kind).value.value
        for name, kind in kinds.items()
    },
    xlabel="height [mm]",
    ylabel="10⁸ δn/n₀",
    log_y=False,
    ax=ax,
)
plt.show()

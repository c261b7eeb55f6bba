"""
Flavours, antineutrinos, Majorana neutrinos
===========================================

Thermal density above water: the sign follows from the weak charges. Majorana neutrinos are
suppressed by their speed.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.relics import overdensity_above

h = np.linspace(0, 2, 61) * u.mm
kinds = {
    "ν_e": {"flavour": "e"},
    "ν_μ": {"flavour": "mu"},
    "ν̄_e": {"flavour": "e", "particle": "nubar"},
    "Majorana, e": {"flavour": "e", "nature": "majorana"},
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

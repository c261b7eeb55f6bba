"""
What lies on the floor counts
=============================

Density of relic neutrinos above a floor of quartz with a sheet of lead on it, for three
thicknesses: the upper millimetre decides.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.relics import overdensity_above_layers

h = np.linspace(0, 2, 101) * u.mm
with style():
    fig, ax = plt.subplots()
lines(
    h.value,
    {
        f"lead, {thickness}": 1e8
        * overdensity_above_layers(
            [("lead", thickness)], h, below="quartz", m_nu="0.1 eV", T="1.95 K"
        ).value
        for thickness in ("0.01 mm", "0.1 mm", "1 mm")
    },
    xlabel="height [mm]",
    ylabel="10⁸ δn/n₀",
    ax=ax,
)
plt.show()

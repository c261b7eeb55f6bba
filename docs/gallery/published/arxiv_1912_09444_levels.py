"""
Levels of hydrogen that neutrinos mix
=====================================

Energies of 4D and 4F with j = 5/2 and 7/2 by fine structure, Lamb shift and hyperfine structure
together, for the scheme of :cite:t:`Ghosh:2019atomic`. The M1 line 4F5/2-4F7/2 becomes E1 by
the admixture of 4D5/2.
"""

import astropy.units as u
import matplotlib.pyplot as plt

from softnu.atoms import hydrogen_like
from softnu.plots.levels import Arrow, LevelPanel, level_scheme
from softnu.plots.style import style

hydrogen = hydrogen_like("H")
centre = hydrogen.energy("4F5/2 F=3")


def shift(state):
    """Energy above 4F5/2 F=3, MHz."""
    return float((hydrogen.energy(state) - centre).to_value("MHz", u.spectral()))


groups = {
    "j = 7/2": ("4F7/2 F=3", "4F7/2 F=4"),
    "j = 5/2": ("4F5/2 F=2", "4F5/2 F=3", "4D5/2 F=2", "4D5/2 F=3"),
}
panels = [
    LevelPanel(f"{j}, above 4F5/2 F=3", ("all together",), {s: (shift(s),) for s in states})
    for j, states in groups.items()
]
arrows = [
    Arrow("4F5/2 F=3", "4F7/2 F=3", "M1"),
    Arrow("4F5/2 F=3", "4D5/2 F=3", "mixed by neutrinos", mixing=True),
]
with style():
    fig = plt.figure(figsize=(7.5, 4.5))
    level_scheme(panels, arrows, ylabel="E/h [MHz]", figure=fig)
    fig.axes[1].set_yticks([-0.8, -0.4, 0.0, 0.4, 0.8])
plt.show()

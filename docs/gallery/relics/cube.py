"""
Relic neutrinos near a cube
===========================

Any body of triangles: the density of antineutrinos in a plane through a cube of iron of 1 cm.
Read your own with ``Mesh.read("laboratory.stl")``.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu.plots.heatmap import heatmap
from softnu.plots.style import style
from softnu.relics import Mesh, density_near, matter_potential

corners = [[x, y, z] for x in (-5, 5) for y in (-5, 5) for z in (-5, 5)] * u.mm
sides = ("0132", "4675", "0451", "2376", "0264", "1573")
halves = [[int(side[i]) for i in half] for side in sides for half in ((0, 1, 2), (0, 2, 3))]
cube = Mesh(corners, halves)
x = np.linspace(-7, 7, 51)
points = np.stack(np.broadcast_arrays(x[:, None], 0.0, x), axis=-1) * u.mm
U = matter_potential("iron", v=0, particle="nubar")
excess = density_near(cube, points, "0.1 eV", U, T="1.95 K")
with style():
    fig, ax = plt.subplots(figsize=(6.2, 4.8))
heatmap(
    x,
    x,
    1e8 * excess.value,
    xlabel="x [mm]",
    ylabel="z [mm]",
    label="10⁸ δn/n₀",
    scale="linear",
    ax=ax,
)
ax.set_aspect("equal")
plt.show()

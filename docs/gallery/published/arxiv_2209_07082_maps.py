"""
Maps of the force around a beam
===============================

r V around a beam along z, from one direction and with a spread of directions of 0.25 rad
(concentration 16), in units of its value along the beam; :cite:t:`Ghosh:2022backgrounds`.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.heatmap import heatmap
from softnu.plots.style import style

along, across = np.linspace(-12.0, 12.0, 97), np.linspace(0.1, 12.0, 49)
z, x = np.meshgrid(along, across, indexing="ij")
r = np.stack([x, np.zeros_like(x), z], axis=-1)
common = {"tensor": "S", "component": "00", "r": r / u.eV}
one = evaluate("forces.mode.kernel", k=[0, 0, 1] * u.eV, m_nu="0 eV", **common)
spread = evaluate("forces.directional.kernel", k="1 eV", axis=[0, 0, 1], kappa_f=16.0, **common)
with style():
    fig, axes = plt.subplots(2, 1, figsize=(7, 7))
for ax, kernel, title in zip(axes, (one, spread), ("one direction", "0.25 rad"), strict=True):
    force = 4 * np.pi * np.linalg.norm(r, axis=-1) * kernel.value
    heatmap(along, across, force, xlabel="E z", ylabel="E x", label="r V", scale="linear", ax=ax)
    ax.set_title(title)
    ax.set_aspect("equal")
plt.show()

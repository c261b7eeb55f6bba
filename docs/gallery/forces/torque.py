"""
Torque on a torsion balance
===========================

Two balls of tungsten on an arm, and a third one that is carried around them: the torques of the
neutrino force, which repels, and of gravity, against the angle between arm and source.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.forces.bodies import Placed, rigid_torque
from softnu.matter.bodies import Sphere
from softnu.plots.lines import lines
from softnu.plots.style import style

ball = Sphere("tungsten", "1 mm")
arm = [Placed(ball, [f"{x} cm", "0 cm", "0 cm"]) for x in (1, -1)]
angle = np.linspace(-np.pi / 2, np.pi / 2, 121)
positions = 1.25 * np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=-1)
torques = {"gravity": [], "neutrinos": []}
for x, y, _ in positions:
    source = [Placed(ball, [f"{x} cm", f"{y} cm", "0 cm"])]
    for name, neutrinos in (("gravity", None), ("neutrinos", Neutrinos("0 eV"))):
        torque = rigid_torque(arm, source, axis=(0, 0, 1), neutrinos=neutrinos)
        torques[name].append(torque.to_value("N m"))
with style():
    fig, ax = plt.subplots()
lines(
    np.degrees(angle),
    {name: np.array(torque) / np.max(np.abs(torque)) for name, torque in torques.items()},
    xlabel="angle of the source [degrees]",
    ylabel="torque over its largest value",
    ax=ax,
)
largest = ", ".join(f"{name} {max(np.abs(torque)):.1e} N m" for name, torque in torques.items())
ax.set_title(f"largest: {largest}")
plt.show()

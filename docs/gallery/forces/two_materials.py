"""
Force between two materials
===========================

A ball of tungsten above a wide plate of gold: the force of neutrino pairs beside gravity,
against the gap.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.forces.bodies import body_force, body_gravity
from softnu.matter.bodies import HalfSpace, Slab, Sphere
from softnu.plots.lines import lines
from softnu.plots.style import style

gap = np.geomspace(0.1, 100, 31) * u.um
ball = Sphere("tungsten", "20 um")
force = body_force(ball, HalfSpace("gold"), gap=gap, neutrinos=Neutrinos("0.01 eV"))
gravity = body_gravity(ball, Slab("gold", "1 mm"), gap=gap)
gravity = np.broadcast_to(abs(gravity.to_value("N")), gap.shape)
with style():
    fig, ax = plt.subplots()
lines(
    gap.value,
    {"neutrinos": force.to_value("N"), "gravity of a slab of 1 mm": gravity},
    xlabel="gap [µm]",
    ylabel="force [N]",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

r"""
Spins in a beam of neutrinos
============================

The vector :math:`\vec a_1` that a beam of solar neutrinos gives to the spin of an electron near
a lead atom, against the angle between beam and separation: the spin turns about this vector.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import NeutrinoBeam, Neutrinos, atom, electron, potential
from softnu.plots.lines import lines
from softnu.plots.style import style

alpha = np.linspace(0, np.pi, 181)
direction = np.stack([np.sin(alpha), np.zeros_like(alpha), np.cos(alpha)], axis=-1)
beam = NeutrinoBeam(["0 keV", "0 keV", "20 keV"], "6e10 1/(cm2 s)")
V = potential(
    electron(),
    atom("Pb"),
    r="0.05 nm",
    direction=direction,
    neutrinos=Neutrinos("0 eV"),
    background=beam,
    part="background",
)
a = V.a_1.to_value("eV")
with style():
    fig, ax = plt.subplots()
lines(
    alpha,
    {f"{name} the beam": a[:, i] / 1e-52 for i, name in ((0, "across"), (2, "along"))},
    xlabel="angle between beam and r [rad]",
    ylabel="a₁ [1e-52 eV]",
    ax=ax,
)
plt.show()

r"""
Relic neutrinos above the Earth
===============================

Their excess density above the ground, :math:`|\delta| = 2.5\cdot10^{-8}`, which
:cite:t:`Huang:2024earth` sum from partial waves: for one momentum, and the shape of the average
over all momenta.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate, natural
from softnu.plots.lines import lines
from softnu.plots.style import style

T, delta = 1.95 * u.K, 2.5e-8
k = 3.15 * T.to("eV", u.temperature_energy())
h = np.geomspace(1e-6, 1e-1, 401) * u.m
y = 2 * k.value * h.to_value("1/eV", natural())
thermal = evaluate("relics.overdensity.thermal_profile", h=h, T=T) / np.log(2)
with style():
    fig, ax = plt.subplots()
lines(
    h.value,
    {
        "ν": 1e8 * evaluate("relics.overdensity.flat", delta=-delta, y=y),
        "ν̄": 1e8 * evaluate("relics.overdensity.flat", delta=delta, y=y),
        "ν, all momenta": -0.5e8 * delta * thermal,
        "ν̄, all momenta": 0.5e8 * delta * thermal,
    },
    xlabel="height [m]",
    ylabel="10⁸ δn/n₀",
    log_x=True,
    ax=ax,
)
plt.show()

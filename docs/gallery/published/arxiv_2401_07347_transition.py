r"""
From the round to the flat Earth
================================

Exact density at the surface of a sphere over :math:`\delta/2`, where :math:`kR|\delta|^{3/2}`
passes one: the condition of :cite:t:`Huang:2024earth`. Neutrinos do not notice. Waves of
antineutrinos that go around the sphere become trapped and narrow: a background with spikes.
"""

import warnings

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.errors import ValidityWarning
from softnu.plots.lines import lines
from softnu.plots.style import style

chi, kR = np.geomspace(0.1, 10.0, 401), 1000.0
delta = (chi / kR) ** (2 / 3)


def over_half(delta):
    """Exact density at the surface over delta/2."""
    sphere = {"delta": delta, "kR": kR, "kr": kR, "method": "exact"}
    with warnings.catch_warnings():
        # That resonances are narrow here is what the figure shows.
        warnings.simplefilter("ignore", ValidityWarning)
        return evaluate("relics.overdensity.sphere", **sphere) / (delta / 2)


with style():
    fig, ax = plt.subplots()
lines(
    chi,
    {"ν̄": np.clip(over_half(delta), -12, 12), "ν": over_half(-delta)},
    xlabel=r"$kR|\delta|^{3/2}$",
    ylabel=r"$\delta n/n_0$ over $\delta/2$, cut at 12",
    log_x=True,
    log_y=False,
    ax=ax,
)
plt.show()

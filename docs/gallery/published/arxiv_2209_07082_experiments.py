"""
Forces beside what experiments have reached
===========================================

Forces of two iron atoms over gravity, in vacuum and along beams, and the published
sensitivities: the comparison of :cite:t:`Ghosh:2022backgrounds`.
"""

import matplotlib.pyplot as plt

from softnu import reach
from softnu.forces.experiments.files import all_experiments
from softnu.forces.experiments.reach import curves, separations
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.units import from_natural

experiments = all_experiments()
found = [
    reach(one, medium)
    for one in experiments
    for medium in ("vacuum", "relic", "reactor", "solar_7be")
]
r = separations(found)
with style():
    fig, ax = plt.subplots(figsize=(7.5, 5))
lines(
    r.value,
    {curve.label: curve.ratio for curve in curves(found, r)},
    xlabel="separation [m]",
    ylabel="force over gravity",
    log_x=True,
    log_y=True,
    ax=ax,
)
for one in experiments:
    at = from_natural(one.r_natural, "m").value
    ax.plot(at, one.sensitivity_ratio, "o", color="black")
    ax.annotate(
        one.name.replace("_", " "),
        (at, one.sensitivity_ratio),
        xytext=(0, 6),
        rotation=90,
        ha="center",
        textcoords="offset points",
        fontsize=7,
    )
ax.set(xlim=(2e-8, 1e8), ylim=(1e-36, 1e22))
plt.show()

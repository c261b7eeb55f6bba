"""
Reach of your experiment
========================

A planned torsion balance as an object, and by how much it misses the force in vacuum, among
relic neutrinos and in line with a reactor at any distance.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import ReactorNeutrinos, reach
from softnu.forces.experiments.experiment import Experiment
from softnu.plots.lines import lines
from softnu.plots.style import style

balance = Experiment.model_validate(
    {
        "name": "balance",
        "title": "A planned balance",
        "description": "Two plates of tungsten",
        "separation": "0.1 mm",
        "sensitivity": {"ratio": 1e-3, "confidence": 0.95, "source": "design"},
        "body1": {"material": "tungsten"},
        "body2": {"material": "tungsten"},
        "reference": {"key": "Plan", "authors": "We", "year": 2026},
        "projected": True,
    }
)
distance = np.geomspace(10, 1e4, 31)
fluxes = [ReactorNeutrinos("2.9 GW", f"{d} m").flux for d in distance]
at = [reach(balance, "reactor", {"flux": flux}).signal for flux in fluxes]
flat = {
    "vacuum": reach(balance).signal,
    "relic neutrinos": reach(balance, "relic").signal,
    "sensitivity": balance.sensitivity_ratio,
}
with style():
    fig, ax = plt.subplots()
lines(
    distance,
    {"reactor, 2.9 GW": at} | {name: np.full(31, value) for name, value in flat.items()},
    xlabel="distance of the reactor [m]",
    ylabel="force over gravity",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

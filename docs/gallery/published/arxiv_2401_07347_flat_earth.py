"""
The asymmetry above a flat Earth
================================

Neutrinos minus antineutrinos above a flat face over the critical angle: the formula of
:cite:t:`Arvanitaki:2023surface`, what its guided waves leave if they are empty, and nothing
that could be seen on this scale if all waves are filled, as :cite:t:`Huang:2024earth` find for
a sphere.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

zeta, delta = np.linspace(0.0, 5.0, 201), 2.5e-8
theta_c = evaluate("relics.critical_angle", delta=-delta).to_value("rad")
asymmetry = {
    name: evaluate(
        "relics.overdensity.flat_asymmetry", delta=delta, zeta=zeta, convention=convention
    )
    / theta_c
    for name, convention in (("as printed", "published"), ("guided waves empty", "derived"))
}
nu, nubar = (
    evaluate("relics.overdensity.flat", delta=sign * delta, y=2 * zeta / theta_c)
    for sign in (-1, 1)
)
with style():
    fig, ax = plt.subplots()
lines(
    zeta,
    asymmetry | {"all waves filled": (nu - nubar) / theta_c},
    xlabel="height over penetration depth",
    ylabel=r"$(n-\bar n)/n$ over $\theta_c$",
    ax=ax,
)
plt.show()

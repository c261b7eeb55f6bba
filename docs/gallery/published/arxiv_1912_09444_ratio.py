r"""
R against the mass of the neutrinos
===================================

The amplitude of E1 over that of M1 in 4F5/2-4F7/2 of hydrogen, over that of massless neutrinos,
beside the formula of :cite:t:`Ghosh:2019atomic`, :math:`1-4.81\,(ma)^2`. A mass matters where
it reaches 1/a = 3.7 keV.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

line = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
line["Ue_sq"] = [0.6813, 0.2967, 0.0220]
ma = np.geomspace(0.01, 3.0, 121)
choices = {
    "Dirac": {"nature": "dirac"},
    "Majorana": {"nature": "majorana"},
    "Dirac, as printed": {"convention": "published"},
}
R = {}
for name, choice in choices.items():
    at_zero = evaluate("atoms.e1_m1_ratio", **line, m_nu_a=0, **choice)
    R[name] = evaluate("atoms.e1_m1_ratio", **line, m_nu_a=ma, **choice) / at_zero
with style():
    fig, ax = plt.subplots()
lines(
    ma, R, xlabel="m a", ylabel="R over that of massless neutrinos", log_x=True, log_y=False, ax=ax
)
ax.set_ylim(-0.1, 1.1)
plt.show()

"""
R against the charge of the nucleus
===================================

The line 4F5/2-4F7/2 in ions, by what parts the levels: with the hyperfine structure alone R grows
as the square of Z, with Lamb shift and widths, which grow as its fourth power, only as Z.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

Z = np.arange(1.0, 41.0)
line = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
couplings = {"H1": 0.0, "H2": 1.0, "meC": -0.5, "m_nu_a": 0, "g_N": 5.585695}
energies = {
    "hyperfine structure alone": {"lamb": False, "widths": False},
    "with Lamb shift": {"widths": False},
    "with Lamb shift and widths": {},
}
with style():
    fig, ax = plt.subplots()
lines(
    Z,
    {
        name: evaluate("atoms.e1_m1_ratio", **line, **couplings, **choice, Z=Z)
        for name, choice in energies.items()
    },
    xlabel="Z",
    ylabel="R for a unit coupling of the nuclear spin",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

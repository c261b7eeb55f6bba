"""
Rotation of light near the line
===============================

Rotation of the polarisation after one absorption length of hydrogen in 4F5/2, by the force of
neutrinos, against the detuning. :cite:t:`Ghosh:2019atomic` find 1e-32 rad with an R that is not
reproduced.
"""

import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

detuning = np.linspace(-4.0, 4.0, 241)
line = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
angle = evaluate(
    "atoms.optics.rotation",
    **line,
    Ue_sq=[0.6813, 0.2967, 0.0220],
    m_nu_a=0,
    detuning_widths=detuning,
)
with style():
    fig, ax = plt.subplots()
lines(
    detuning,
    {"": angle.to_value("rad") / 1e-26},
    xlabel="detuning over the width",
    ylabel="rotation [1e-26 rad]",
    ax=ax,
)
plt.show()

"""
Parity violation in a sea of neutrinos
======================================

The matrix element of 4D-4F hydrogen in a degenerate background over that of the vacuum, against
its chemical potential. Where the shortest wavelength of the sea is that of the atom the background
wins by far; a sea with much shorter wavelengths cancels the force: the ratio tends to -1.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

states = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": 3}
vacuum = evaluate("atoms.pv_element.loop", **states, m_lightest="0 eV")
mu = np.geomspace(1.0, 1e5, 401) * u.eV
background = evaluate("atoms.background.element", **states, T="0 K", mu=mu)
with style():
    fig, ax = plt.subplots()
lines(
    mu.value,
    {"": background / vacuum},
    xlabel="chemical potential [eV]",
    ylabel="background over vacuum",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

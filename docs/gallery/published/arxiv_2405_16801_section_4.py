r"""
Force of a beam and its slow term
=================================

Against the angle between beam and separation, the exact kernel of one mode and the slow term of
Eq. (4.4) of :cite:t:`Ghosh:2024spin`. What they differ by oscillates with twice the phase and
averages out over any spread of energies, except near :math:`\alpha = \pi`.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

alpha = np.linspace(0.0, np.pi, 361)
curves = {}
for Er in (3.0, 12.0):
    k = Er * np.stack([np.sin(alpha), np.zeros_like(alpha), np.cos(alpha)], axis=-1)
    mode = {"tensor": "S", "component": "00", "r": [0, 0, 1] / u.eV, "k": k * u.eV, "m_nu": "0 eV"}
    S = evaluate("forces.mode.kernel", **mode).value
    curves[f"exact, E r = {Er:g}"] = 4 * np.pi * S / Er**2
    curves[f"slow term, E r = {Er:g}"] = evaluate(
        "forces.mode.slow_factor", kr=Er, alpha=alpha * u.rad
    )
with style():
    fig, ax = plt.subplots()
lines(alpha, curves, xlabel="α [rad]", ylabel=r"$4\pi r\,S^{00}/E^2$", ax=ax)
ax.set_ylim(-1.1, 1.7)
ax.legend(ncols=2, loc="upper right")
plt.show()

r"""
What a spread of angles and energies leaves
===========================================

Mean force over that along a sharp beam. A spread of directions of width :math:`\sigma` ends the
1/r force at :math:`Er\sigma^2 = 1`; one of energies, off the axis, where
:math:`\sigma_Er\alpha^2` reaches :math:`\pi`. The curves behind the estimates of
:cite:t:`Ghosh:2022backgrounds`.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

width, alpha = 1e-3, 0.03
scaled, Er = np.geomspace(0.01, 100.0, 401), np.geomspace(10.0, 1e5, 2001)
with style():
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
lines(
    scaled,
    {
        shape: evaluate(
            "forces.directional.angle_factor",
            kr=scaled / width**2,
            width=width * u.rad,
            spread=shape,
        )
        for shape in ("gaussian", "cone")
    },
    xlabel="E r × width²",
    ylabel="mean over the force along a beam",
    log_x=True,
    ax=left,
)
lines(
    Er,
    {
        f"σ_E/E = {spread:g}": evaluate(
            "forces.directional.energy_factor",
            E="1 eV",
            sigma_E=spread * u.eV,
            r=Er / u.eV,
            alpha=alpha * u.rad,
        ).value
        for spread in (0.0, 0.05, 0.15)
    },
    xlabel="E r",
    ylabel=f"the same at α = {alpha} rad",
    log_x=True,
    ax=right,
)
plt.show()

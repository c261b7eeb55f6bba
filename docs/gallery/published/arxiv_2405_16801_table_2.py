r"""
Spin-spin force of a beam
=========================

The kernel :math:`S^{ij}` of one mode against the angle between the beam and the separation,
beside the decomposition into :math:`\delta_{ij}` and :math:`\hat r_i\hat r_j` that
:cite:t:`Ghosh:2024spin` print, Eqs. (4.14) to (4.18). Only the traces agree.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.forces.as_printed import beam_spin_tensor
from softnu.plots.lines import lines
from softnu.plots.style import style

Er = 3.0
alpha = np.linspace(0.0, np.pi, 181)
r = np.array([Er, 0.0, 0.0])
k = np.stack([np.cos(alpha), np.zeros_like(alpha), np.sin(alpha)], axis=-1)


def exact(component):
    """4 pi r S^ij/E^2 of one mode."""
    mode = {"r": r / u.eV, "k": k * u.eV, "m_nu": "0 eV"}
    S = evaluate("forces.mode.kernel", tensor="S", component=component, **mode)
    return 4 * np.pi * Er * S.value


printed = beam_spin_tensor(r, k)
with style():
    fig, ax = plt.subplots()
lines(
    alpha,
    {
        "exact, rr": exact("xx"),
        "exact, tt and nn": exact("zz"),
        "as printed, rr": printed[:, 0, 0],
        "as printed, tt": printed[:, 2, 2],
        "as printed, nn": printed[:, 1, 1],
    },
    xlabel="angle between beam and r [rad]",
    ylabel=r"$4\pi r\,S^{ij}/E^2$",
    ax=ax,
)
plt.show()

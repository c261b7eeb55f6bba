r"""
How narrow the force of a beam is
=================================

:cite:t:`Ghosh:2022backgrounds` find a force that falls as 1/r along a beam of neutrinos. Off
its axis it holds for :math:`\alpha^2 \lesssim \pi/(Er)` only: in units of that angle there is
one curve for all energies and distances.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style


def slow(Er, alpha):
    """Force over that along the beam, without the fast oscillation."""
    factor = evaluate("forces.mode.slow_factor", kr=Er, alpha=alpha * u.rad)
    return factor / evaluate("forces.mode.slow_factor", kr=Er, alpha="0 rad")


scaled = np.linspace(0.0, 3.0, 301)
Er = np.geomspace(1.0, 1e4, 401)
with style():
    fig, (left, right) = plt.subplots(1, 2, figsize=(9, 4))
lines(
    scaled,
    {f"E r = {at:g}": slow(at, scaled * np.sqrt(np.pi / at)) for at in (10.0, 100.0, 1e6)},
    xlabel=r"$\alpha\sqrt{Er/\pi}$",
    ylabel="V over that along the beam",
    ax=left,
)
lines(
    Er,
    {f"α = {alpha:g}": slow(Er, alpha) for alpha in (0.0, 0.01, 0.03, 0.1)},
    xlabel="E r",
    ylabel="r V over that along the beam",
    log_x=True,
    ax=right,
)
plt.show()

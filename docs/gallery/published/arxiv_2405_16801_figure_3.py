"""
Spin-dependent forces in a thermal background
=============================================

Figure 3 of :cite:t:`Ghosh:2024spin`: the functions :math:`J_b` and :math:`J_c` of massless
neutrinos, for quantum and for classical statistics.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

rT = np.geomspace(0.01, 100.0, 401)
names = {"FD": "fermi_dirac", "MB": "maxwell_boltzmann"}
J = {
    f"$J_{factor}$, {short}": evaluate(
        "forces.isotropic.j_factor", factor=factor, r=rT / u.eV, T="1 eV", distribution=name
    )
    for factor in "bc"
    for short, name in names.items()
}
with style():
    fig, ax = plt.subplots()
lines(rT, J, xlabel="r T", ylabel="J", log_x=True, log_y=False, ax=ax)
plt.show()

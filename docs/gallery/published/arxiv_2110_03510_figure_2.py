"""
Spectrum of ytterbium with light mediators
==========================================

Figure 2 of :cite:t:`Ge:2021mediators`: the spectrum of the photon in the emission of a pair,
with mediators of 1 keV that couple to the first mass state. Every kink is the threshold of a
pair of mass states.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import Neutrinos
from softnu.plots.lines import lines
from softnu.plots.style import style
from softnu.renp import ScalarMediator, VectorMediator, spectrum, thresholds

nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
E = np.linspace(1.06, 1.0718, 591) * u.eV
mediators = {
    "Standard Model": None,
    "vector, g_L": VectorMediator("1 keV", g_A_e=-3e-18, g_L="E_11"),
    "vector, g_R": VectorMediator("1 keV", g_A_e=6e-18, g_R="E_11"),
    "scalar, y_S": ScalarMediator("1 keV", y_P_e=6e-11, y_S="E_11"),
    "pseudoscalar, y_P": ScalarMediator("1 keV", y_P_e=6e-11, y_P="E_11"),
}
with style():
    fig, ax = plt.subplots()
    lines(
        E.value,
        {name: spectrum("Yb", E, nu, mediator=one) for name, one in mediators.items()},
        xlabel="photon energy [eV]",
        ylabel="spectrum I",
        ax=ax,
    )
    for edge in np.unique(thresholds("Yb", nu).value.round(9)):
        ax.axvline(edge, color="0.6", linewidth=0.7, linestyle=":")
plt.show()

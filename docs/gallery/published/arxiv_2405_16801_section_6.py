"""
Degenerate neutrinos in atoms
=============================

Parity violation by a degenerate sea of neutrinos over that by Z exchange, and the two limits
from which Sec. 6 of :cite:t:`Ghosh:2024spin` estimates :math:`10^{-3}` at 23 GeV.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import evaluate
from softnu.plots.lines import lines
from softnu.plots.style import style

mu = np.geomspace(1.0, 1e11, 301) * u.eV
regimes = {"whole integral": "any", "μ R₀ ≪ 1": "small", "μ R₀ ≫ 1": "large"}
with style():
    fig, ax = plt.subplots()
lines(
    mu.value,
    {
        name: evaluate("atoms.background.ratio_degenerate", mu=mu, R0="2.6e-10 m", regime=regime)
        for name, regime in regimes.items()
    },
    xlabel="chemical potential [eV]",
    ylabel="over Z exchange",
    log_x=True,
    log_y=True,
    ax=ax,
)
plt.show()

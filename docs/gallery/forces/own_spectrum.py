"""
A background with your own spectrum
===================================

Occupation numbers may be any functions of the momentum: here a thermal spectrum and one with a
bump, such as the decay of a particle would leave. What counts at a distance r are momenta about
1/r.
"""

import astropy.units as u
import matplotlib.pyplot as plt
import numpy as np

from softnu import IsotropicNeutrinos, Neutrinos, neutron, potential
from softnu.plots.lines import lines
from softnu.plots.style import style

T, bump = 1.68e-4, 2e-3


def thermal(k):
    """Occupation of each helicity at 1.95 K, momenta in eV."""
    return 1 / (np.exp(k / T) + 1)


def with_bump(k):
    """The same and a narrow peak at 2 meV."""
    return thermal(k) + 0.01 * np.exp(-(((k - bump) / (0.1 * bump)) ** 2))


r = np.geomspace(10, 2000, 161) * u.um
nu = Neutrinos("0 eV")
curves = {}
for name, n in (("thermal", thermal), ("with a bump", with_bump)):
    sea = IsotropicNeutrinos(n, n, k_scale="2e-4 eV")
    V = potential(neutron(), neutron(), r=r, neutrinos=nu, background=sea, part="background")
    curves[name] = V.V_0.to_value("eV") * r.to_value("um") ** 5
with style():
    fig, ax = plt.subplots()
lines(
    r.value, curves, xlabel="r [µm]", ylabel="r⁵ V of the background [eV µm⁵]", log_x=True, ax=ax
)
plt.show()

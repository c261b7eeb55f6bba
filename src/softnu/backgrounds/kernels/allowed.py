"""Neutrinos of allowed beta decay, without Fermi function: the spectra of the Sun."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import M_E
from softnu.numerics.panels import geometric_edges

#: Panels toward the end point, where the spectrum is a square root: the last one, 4^-16 of
#: the width, holds 4^-24 of the neutrinos.
_PANELS = 16


def allowed_spectrum(E: FloatArray, Q: FloatArray) -> FloatArray:
    r"""Probability density of the neutrino energy in an allowed decay with end point `Q`.

    :math:`f(E) = E^2\,W\sqrt{W^2-m_e^2}/N`, :math:`W = Q + m_e - E`, 0 above `Q`; the norm is

    .. math:: N = m_e^5\left[\frac{p(2w^4-9w^2-8)}{60} + \frac{w\,\mathrm{arcosh}\,w}{4}\right],
        \quad w = 1 + Q/m_e,\ p = \sqrt{w^2-1}.

    Parameters
    ----------
    E : ndarray
        Neutrino energy, eV, >= 0.
    Q : ndarray
        Largest neutrino energy, eV; the norm cancels below 0.1 MeV.

    Returns
    -------
    ndarray
        1/eV, to 1e-14 for Q above 0.4 MeV. The Fermi function, which is left out, changes it
        by some percent, and by more close to the end point, where the positron is slow.
    """
    E = np.minimum(E, Q)
    kinetic = Q - E
    spectrum = E**2 * (kinetic + M_E) * np.sqrt(kinetic * (kinetic + 2.0 * M_E))
    w = 1.0 + Q / M_E
    p = np.sqrt(Q / M_E * (Q / M_E + 2.0))
    norm = p * (2.0 * w**4 - 9.0 * w**2 - 8.0) / 60.0 + w * np.arccosh(w) / 4.0
    return np.asarray(spectrum / (norm * M_E**5))


def allowed_edges(Q: float) -> FloatArray:
    """Edges of panels from 0 to `Q` (eV) on which the spectrum is smooth."""
    return Q - geometric_edges(Q, _PANELS)[::-1]

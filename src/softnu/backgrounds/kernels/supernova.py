"""Neutrinos of a supernova: the pinched spectrum, and its dilution with distance."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import gammainccinv, gammaincinv, gammaln, xlogy

from softnu.checks import FloatArray

#: Share of the neutrinos that may lie beyond the panels.
_TAIL = 1e-17
#: Panels span at most this many standard deviations of the spectrum.
_PANEL_SIGMAS = 2.0


def pinched_spectrum(E: FloatArray, mean_energy: FloatArray, pinching: FloatArray) -> FloatArray:
    r"""Probability density of the energy in a supernova, the "alpha fit".

    .. math:: f(E) = \frac{(\alpha+1)^{\alpha+1}}{\langle E\rangle\,\Gamma(\alpha+1)}
        \left(\frac{E}{\langle E\rangle}\right)^{\alpha}
        e^{-(\alpha+1)E/\langle E\rangle}

    Eq. (1) of arXiv:1211.3920; its norm is 1 and its mean :math:`\langle E\rangle`.

    Parameters
    ----------
    E, mean_energy : ndarray
        Energy >= 0 and its mean > 0, eV.
    pinching : ndarray
        :math:`\alpha` >= 0; 2.3 is close to a Fermi-Dirac spectrum.

    Returns
    -------
    ndarray
        1/eV, to 1e-14 times the larger of 1 and alpha ln(alpha).
    """
    shape = pinching + 1.0
    x = shape * E / mean_energy
    return np.asarray(shape / mean_energy * np.exp(xlogy(pinching, x) - x - gammaln(shape)))


def species_flux(
    mean_energy: FloatArray,
    species_energy: FloatArray,
    distance: FloatArray,
    duration: FloatArray,
) -> FloatArray:
    r"""Flux :math:`E_s/(\langle E\rangle\,4\pi d^2\,\Delta t)` of one species, eV^3.

    Parameters
    ----------
    mean_energy, species_energy : ndarray
        Mean energy of a neutrino, energy emitted in this species, eV.
    distance, duration : ndarray
        Distance, and duration of a steady emission, 1/eV.
    """
    return np.asarray(species_energy / mean_energy / (4.0 * math.pi * distance**2) / duration)


def pinched_edges(mean_energy: float, pinching: float) -> FloatArray:
    """Edges of panels (eV) on which the spectrum is smooth; all but 1e-17 of it is inside."""
    shape = pinching + 1.0
    low, high = gammaincinv(shape, _TAIL), gammainccinv(shape, _TAIL)
    ratio = 1.0 + _PANEL_SIGMAS / math.sqrt(shape)
    count = math.ceil(math.log(high / low) / math.log(ratio))
    return np.concatenate(([0.0], np.geomspace(low, high, count + 1))) * mean_energy / shape

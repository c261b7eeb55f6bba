r"""How many photons a second: from a spectrum to a rate, and to events of a run.

.. math::
    \Gamma = \Gamma_0\,I(\omega), \qquad
    \Gamma_0 = \epsilon\,\frac{n_a^2n_\gamma V\eta\,G_F^2\,\gamma_{vg}(2J_v+1)C_{ev}}{E_{vg}^3},

with the energy :math:`\epsilon` of the field that drives the emission: :math:`3E_{eg}/2` in the
literature (Dinh et al. 2013, the form that arXiv:2110.03510, Eq. (11), takes up), :math:`\omega`
from :math:`|E^-|^2 = \omega n_\gamma/2` and :math:`|d|^2 = 3\pi\gamma_{vg}/E_{vg}^3`. A mediator
of coupling g changes the number of events in a run exactly by :math:`Ag + Bg^2`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import G_F
from softnu.renp.kernels.master import Response
from softnu.renp.kernels.mediators import Strength


class Events(NamedTuple):
    """Events at each trigger energy (k, ...): expected, and coefficients of g and g^2."""

    expected: FloatArray
    linear: FloatArray
    square: FloatArray


def field_energy(norm: str, E_eg: FloatArray, omega: FloatArray) -> FloatArray:
    r"""Return :math:`\epsilon`, eV.

    Parameters
    ----------
    norm : {"literature", "first_principles"}
        Which normalisation.
    E_eg, omega : ndarray (...)
        Energies of the excited state and of the photon, eV.

    Returns
    -------
    ndarray (...)

    Examples
    --------
    >>> float(field_energy("literature", np.float64(2.0), np.float64(0.9)))
    3.0
    """
    return 1.5 * E_eg if norm == "literature" else omega


def rate_prefactor(
    epsilon: FloatArray,
    E_vg: FloatArray,
    gamma_vg: FloatArray,
    J2C: FloatArray,
    n_a: FloatArray,
    n_gamma: FloatArray,
    volume: FloatArray,
    eta: FloatArray,
) -> FloatArray:
    r"""Return :math:`\Gamma_0`, eV.

    Parameters
    ----------
    epsilon : ndarray (...)
        :func:`field_energy`, eV.
    E_vg : ndarray (...)
        Energy of the intermediate state, eV, > 0.
    gamma_vg : ndarray (...)
        Rate of its decay to the ground state, eV.
    J2C : ndarray (...)
        :math:`(2J_v+1)C_{ev}`.
    n_a, n_gamma : ndarray (...)
        Densities of atoms and photons, eV^3.
    volume : ndarray (...)
        Volume, eV^-3.
    eta : ndarray (...)
        Coherence, 0 to 1; all broadcast.

    Returns
    -------
    ndarray (...)
        Eq. (11) of arXiv:2110.03510 as the literature has it. A pure coherent state has
        eta = 1/4 from first principles.
    """
    atoms = n_a**2 * n_gamma * volume * eta
    return np.asarray(epsilon * atoms * G_F**2 * gamma_vg * J2C / E_vg**3)


def events(
    sums: Response, strength: Strength, exposure: FloatArray, background: FloatArray
) -> Events:
    r"""Return expected events and how they change with a product of couplings.

    Parameters
    ----------
    sums : Response
        Sums over pairs at each trigger energy (k, ...), eV^2.
    strength : ndarray (k, ...)
        Strength of the mediator for a product of couplings of 1.
    exposure : ndarray (k, ...)
        Events per sum: time, :math:`\Gamma_0` and the energy factor of the spectrum, eV^-2.
    background : ndarray (k, ...)
        Events of other origin.

    Returns
    -------
    Events
        Exact: the spectrum is a quadratic form in the current.
    """
    return Events(
        exposure * sums.constant + background,
        exposure * sums.linear * np.real(strength),
        exposure * sums.square * (np.real(strength) ** 2 + np.imag(strength) ** 2),
    )

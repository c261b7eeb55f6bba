"""Capture of relic neutrinos on tritium."""

from __future__ import annotations

from typing import Final

from softnu.checks import FloatArray
from softnu.constants import E_CHARGE, N_A, C

#: Mass of one tritium atom, eV; 3.0160492779 g/mol, Atomic Mass Evaluation 2020.
TRITIUM_MASS: Final = 3.0160492779e-3 / N_A * C**2 / E_CHARGE


def capture_rate(
    target_mass: FloatArray,
    n: FloatArray,
    majorana: bool,
    v: FloatArray,
    cross_section: FloatArray,
) -> FloatArray:
    r"""Return :math:`\Gamma = N_T\,\bar\sigma\sum_i|U_{ei}|^2\sum_hn_{i,h}(1-2hv)`.

    Parameters
    ----------
    target_mass : ndarray (...)
        Mass of tritium, eV.
    n : ndarray (...)
        Density of each mass state and populated helicity, eV^3.
    majorana : bool
        Both helicities are populated and captured; else the left one only.
    v : ndarray (...)
        Speed of the neutrinos.
    cross_section : ndarray (...)
        :math:`\bar\sigma = \sigma v`, 1/eV^2.

    Returns
    -------
    ndarray (...)
        Captures per time, eV. Eq. (3.14) of arXiv:1405.7654 summed over mass states that are
        populated alike, all of which have the same speed.
    """
    weight = 2.0 if majorana else 1.0 + v
    return target_mass / TRITIUM_MASS * cross_section * n * weight

"""Neutrino forces in isotropic backgrounds: the J-factors of arXiv:2405.16801.

==========================  ===========================================================
``maxwell_boltzmann``       massless, closed forms
``fermi_dirac``             massless, any mu and T including T = 0, closed forms
``massive``                 any mass, helicities, unequal weights: contours and panels
``general``, ``table``      any n(k)
``select``, ``total``       the functions offered here
==========================  ===========================================================

The parts of the quadrature: ``amplitudes`` (mass and helicity), ``brackets`` (oscillation),
``occupation``, ``tails`` (nodes), ``everywhere_filled`` (n = 1).
"""

from softnu.forces.kernels.isotropic.factors import JFactors
from softnu.forces.kernels.isotropic.general import j_factors_of
from softnu.forces.kernels.isotropic.screening import screening_length
from softnu.forces.kernels.isotropic.select import j_factor, j_factors, j_factors_with_slopes
from softnu.forces.kernels.isotropic.table import j_factors_of_table
from softnu.forces.kernels.isotropic.total import total_over_vacuum

__all__ = [
    "JFactors",
    "j_factor",
    "j_factors",
    "j_factors_of",
    "j_factors_of_table",
    "j_factors_with_slopes",
    "screening_length",
    "total_over_vacuum",
]

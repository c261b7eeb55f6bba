"""Neutrino forces in isotropic backgrounds: the J-factors of arXiv:2405.16801."""

from softnu.forces.kernels.isotropic.factors import JFactors
from softnu.forces.kernels.isotropic.screening import screening_length
from softnu.forces.kernels.isotropic.select import j_factor, j_factors, j_factors_with_slopes
from softnu.forces.kernels.isotropic.total import total_over_vacuum

__all__ = [
    "JFactors",
    "j_factor",
    "j_factors",
    "j_factors_with_slopes",
    "screening_length",
    "total_over_vacuum",
]

r"""From kernel tensors to a potential: the contraction with the currents of two particles.

Non-relativistic currents of particle a, current :math:`\bar\chi\gamma^\mu(g_V - g_A\gamma_5)\chi`:

.. math::
    j^0 = g_V - g_A\,\sigma\cdot\bar v, \qquad j^i = -g_A\,\sigma^i + g_V\,\tilde v^i,

with :math:`\tilde v_1 = \bar v_1 + (\sigma_1\times\nabla)/(2m_1)` and
:math:`\tilde v_2 = \bar v_2 - (\sigma_2\times\nabla)/(2m_2)` acting on the kernel
(Sec. 2.2 of arXiv:2405.16801, which writes :math:`g_V + g_A\gamma_5`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray
from softnu.forces.kernels.isotropic_tensor import LEVI_CIVITA


class CouplingProducts(NamedTuple):
    """Products of the couplings of particle 1 (first letter) and particle 2; each (...)."""

    VV: FloatArray
    VA: FloatArray
    AV: FloatArray
    AA: FloatArray


@dataclass(frozen=True, eq=False)
class PotentialOperator:
    r"""The potential :math:`V_0 + a_1\cdot\sigma_1 + a_2\cdot\sigma_2 + \sigma_1 B\,\sigma_2`.

    V_0 (...), a_1 and a_2 (..., 3), B (..., 3, 3), where B_ij multiplies
    :math:`\sigma_1^i\sigma_2^j`. Potentials add up, and may be multiplied by a number.
    """

    V_0: FloatArray
    a_1: FloatArray
    a_2: FloatArray
    B: FloatArray

    @property
    def parts(self) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """V_0, a_1, a_2, B."""
        return self.V_0, self.a_1, self.a_2, self.B

    def __add__(self, other: PotentialOperator) -> PotentialOperator:
        return PotentialOperator(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __mul__(self, factor: float) -> PotentialOperator:
        return PotentialOperator(*(factor * part for part in self.parts))

    def expectation(self, spin1: FloatArray, spin2: FloatArray) -> FloatArray:
        """Return the expectation value (...) in a product state with spin vectors (..., 3)."""
        return (
            self.V_0
            + (self.a_1 * spin1).sum(axis=-1)
            + (self.a_2 * spin2).sum(axis=-1)
            + np.einsum("...i,...ij,...j->...", spin1, self.B, spin2)
        )


def contract_static(S: FloatArray, A: FloatArray, products: CouplingProducts) -> PotentialOperator:
    r"""Terms without velocities and without 1/m.

    .. math::
        g_Vg_V' S^{00} + g_Ag_A'\,\sigma_1^i\sigma_2^j(S^{ij}+A^{ij})
        + g_Ag_V'\,\sigma_1^i(S^{0i}-A^{0i}) + g_Vg_A'\,\sigma_2^i(S^{0i}+A^{0i})

    Parameters
    ----------
    S, A : ndarray (..., 4, 4)
        Symmetric and antisymmetric kernel, times the strength of the potential.
    products : CouplingProducts
        Products of couplings.

    Returns
    -------
    PotentialOperator
        Eqs. (2.31), (2.32), (2.36) of arXiv:2405.16801.
    """
    VV, VA, AV, AA = _columns(products)
    S0, A0 = S[..., 0, 1:], A[..., 0, 1:]
    return PotentialOperator(
        VV[..., 0] * S[..., 0, 0],
        AV * (S0 - A0),
        VA * (S0 + A0),
        AA[..., np.newaxis] * (S + A)[..., 1:, 1:],
    )


def contract_linear(
    S: FloatArray,
    A: FloatArray,
    dS: FloatArray,
    dA: FloatArray,
    products: CouplingProducts,
    mass1: FloatArray,
    velocity1: FloatArray,
    mass2: FloatArray,
    velocity2: FloatArray,
    parity_violating_factor: float,
) -> PotentialOperator:
    r"""All terms linear in a velocity or in 1/m.

    .. math::
        &-g_Ag_V'[S^{00}\sigma_1\cdot\bar v_1 + (S+A)^{ij}\sigma_1^i\tilde v_2^j]
        - g_Vg_A'[S^{00}\sigma_2\cdot\bar v_2 + (S+A)^{ij}\tilde v_1^i\sigma_2^j] \\
        &- g_Vg_V'[S^{0i}(\tilde v_1+\tilde v_2)^i + A^{0i}(\tilde v_2-\tilde v_1)^i] \\
        &- g_Ag_A'[(S+A)^{0i}(\sigma_1\cdot\bar v_1)\sigma_2^i
        + (S-A)^{0i}(\sigma_2\cdot\bar v_2)\sigma_1^i]

    Parameters
    ----------
    S, A : ndarray (..., 4, 4)
        Symmetric and antisymmetric kernel, times the strength of the potential.
    dS, dA : ndarray (..., 3, 4, 4)
        Their gradients with respect to r_1 - r_2, derivative first.
    products : CouplingProducts
        Products of couplings.
    mass1, mass2 : ndarray (...)
        Masses, eV.
    velocity1, velocity2 : ndarray (..., 3)
        Velocities (p + p')/2m.
    parity_violating_factor : float
        Factor on the terms in g_A g_V': 1, or 2 as in Eqs. (2.37), (2.43) of the paper.

    Returns
    -------
    PotentialOperator
        Eqs. (2.19), (2.37), (2.43) of arXiv:2405.16801 with all terms of the antisymmetric
        kernel, which the paper leaves out.
    """
    VV, VA, AV, AA = _columns(products)
    VA, AV = parity_violating_factor * VA, parity_violating_factor * AV
    v1, v2 = velocity1, velocity2
    half1, half2 = (0.5 / np.asarray(m)[..., np.newaxis] for m in (mass1, mass2))
    S00, S0, A0 = S[..., 0, 0, np.newaxis], S[..., 0, 1:], A[..., 0, 1:]
    T, dT = (S + A)[..., 1:, 1:], (dS + dA)[..., 1:, 1:]
    curl_S0, curl_A0 = (np.einsum("abi,...bi->...a", LEVI_CIVITA, d[..., 0, 1:]) for d in (dS, dA))
    # (sigma x grad)^j T_ij = sigma^a eps_jab d_b T_ij, and the same for the first index.
    turn2 = np.einsum("jab,...bij->...ia", LEVI_CIVITA, dT)
    turn1 = np.einsum("iab,...bij->...aj", LEVI_CIVITA, dT)
    spins = np.newaxis

    V_0 = -VV[..., 0] * ((S0 * (v1 + v2)).sum(axis=-1) + (A0 * (v2 - v1)).sum(axis=-1))
    a_1 = -AV * (S00 * v1 + np.einsum("...ij,...j->...i", T, v2))
    a_1 = a_1 - VV * half1 * (curl_S0 - curl_A0)
    a_2 = -VA * (S00 * v2 + np.einsum("...ij,...i->...j", T, v1))
    a_2 = a_2 + VV * half2 * (curl_S0 + curl_A0)
    B = (AV * half2)[..., spins] * turn2 - (VA * half1)[..., spins] * turn1
    B = B - AA[..., spins] * (
        v1[..., :, spins] * (S0 + A0)[..., spins, :] + (S0 - A0)[..., :, spins] * v2[..., spins, :]
    )
    return PotentialOperator(V_0, a_1, a_2, B)


def _columns(products: CouplingProducts) -> tuple[FloatArray, ...]:
    """Products with a last axis of length one, to multiply vectors."""
    return tuple(np.asarray(product)[..., np.newaxis] for product in products)

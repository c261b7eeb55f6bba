r"""Occupation 1 at all momenta: closed forms.

It is the part of a Fermi gas that hides the vacuum force: J_a, J_b, J_c are then the vacuum
potentials of the same mass and nature over V_0. What is left, n - 1, is small for a
gas with mu >> T wherever the integrals over k/E at k of order 1/r are taken.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from softnu.forces.kernels.isotropic.factors import FloatArray, Parts


def everywhere_filled(M: FloatArray, population: str, majorana: bool, parts: Parts) -> FloatArray:
    r"""Return J_a, J_b, J_c at n_S = 1, from :math:`\int dk\,(k/E)\sin 2kr = m K_1(2mr)`.

    Parameters
    ----------
    M : ndarray (n,)
        m r.
    population, majorana
        As in :func:`~softnu.forces.kernels.isotropic.j_factors`; ``opposite`` loses relative
        accuracy as 1/M^2 where M is small.
    parts : Parts
        What is wanted; the rows of J_d are 0.

    Returns
    -------
    ndarray (rows, n)
    """
    out = np.zeros((parts.rows, M.size))
    if not parts.abc:
        return out
    x = 2.0 * np.maximum(M, 1e-300)  # M K_1 -> 1/2, M^2 K_0 -> 0
    K0, K1 = 0.25 * x**2 * special.k0(x), 0.5 * x * special.k1(x)  # M^2 K_0, M K_1
    M2 = M**2
    mass = 0.0 if majorana else M2 * K1
    out[0] = 2.0 * K1 + 2.0 * K0 + mass
    out[1] = -3.0 * K1 - 3.0 * K0 - mass
    out[2] = (5.0 + 2.0 * M2) * K1 + 5.0 * K0
    if parts.slopes:
        if majorana:
            out[4], out[5] = -4.0 * M2 * K1, 6.0 * M2 * K1
        else:
            out[4], out[5] = -2.0 * M2 * (K1 + K0), 2.0 * M2 * (2.0 * K1 + K0)
        out[6] = -2.0 * M2 * (3.0 * K1 + 2.0 * K0)
    if population != "sum":
        # Half of `sum` plus (`produced`) or minus (`opposite`) half of the massless values.
        half = 0.5 if population == "produced" else -0.5
        out *= 0.5
        out[:3] += half * np.array([[1.0], [-1.5], [2.5]])
    return out

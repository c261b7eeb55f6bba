r"""The kernel tensors of anything isotropic, from four functions of the distance.

Without a preferred direction the symmetric kernel has only :math:`S^{00}` and
:math:`S^{ij} = \delta_{ij} P + \hat r_i\hat r_j Q`, the antisymmetric one only
:math:`A^{ij} = \epsilon_{ijl}\hat r_l R`. The vacuum is the case R = 0.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray

#: Levi-Civita symbol, eps_xyz = +1.
LEVI_CIVITA: FloatArray = np.zeros((3, 3, 3))
for _i, _j, _k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
    LEVI_CIVITA[_i, _j, _k], LEVI_CIVITA[_j, _i, _k] = 1.0, -1.0


class RadialFunctions(NamedTuple):
    """S^00, the parts P of delta_ij and Q of r_i r_j, and R of eps_ijl r_l; each (...)."""

    S00: FloatArray
    P: FloatArray
    Q: FloatArray
    R: FloatArray


class Tensors(NamedTuple):
    """Kernels S, A (..., 4, 4) and their gradients dS, dA (..., 3, 4, 4), derivative first."""

    S: FloatArray
    A: FloatArray
    dS: FloatArray
    dA: FloatArray


def isotropic_tensors(
    direction: FloatArray, r: FloatArray, radial: RadialFunctions, slope: RadialFunctions
) -> Tensors:
    r"""Assemble the kernels and their gradients.

    Parameters
    ----------
    direction : ndarray (..., 3)
        Unit vector from particle 2 to particle 1.
    r : ndarray (...)
        Distance, 1/eV.
    radial, slope : RadialFunctions
        The four functions and their derivatives with respect to `r`.

    Returns
    -------
    Tensors
        With :math:`\partial_l \hat r_i = (\delta_{il} - \hat r_i\hat r_l)/r`.
    """
    h = np.asarray(direction)
    eye = np.eye(3)
    hh = h[..., :, np.newaxis] * h[..., np.newaxis, :]
    turn = np.einsum("ijl,...l->...ij", LEVI_CIVITA, h)
    # dh[..., l, i] = d_l h_i
    dh = (eye - hh) / np.asarray(r)[..., np.newaxis, np.newaxis]
    dhh = dh[..., :, :, np.newaxis] * h[..., np.newaxis, np.newaxis, :]
    dhh = dhh + np.swapaxes(dhh, -1, -2)
    dturn = np.einsum("ijm,...lm->...lij", LEVI_CIVITA, dh)

    def tensor(values: RadialFunctions) -> tuple[FloatArray, FloatArray]:
        P, Q, R = (np.asarray(f)[..., np.newaxis, np.newaxis] for f in values[1:])
        space = P * eye + Q * hh
        S = np.zeros((*space.shape[:-2], 4, 4))
        S[..., 0, 0] = values.S00
        S[..., 1:, 1:] = space
        A = np.zeros_like(S)
        A[..., 1:, 1:] = R * turn
        return S, A

    S, A = tensor(radial)
    along_S, along_A = tensor(slope)
    dS = h[..., :, np.newaxis, np.newaxis] * along_S[..., np.newaxis, :, :]
    dA = h[..., :, np.newaxis, np.newaxis] * along_A[..., np.newaxis, :, :]
    Q, R = (np.asarray(f)[..., np.newaxis, np.newaxis, np.newaxis] for f in (radial.Q, radial.R))
    dS[..., 1:, 1:] += Q * dhh
    dA[..., 1:, 1:] += R * dturn
    return Tensors(S, A, dS, dA)

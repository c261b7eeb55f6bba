r"""Torques: on a rigid body about an axis, and on spins."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray


def rigid_torque(positions: FloatArray, forces: FloatArray, axis: FloatArray) -> FloatArray:
    r"""Return the torque :math:`\hat n\cdot\sum_i x_i\times F_i` about an axis through the origin.

    Parameters
    ----------
    positions, forces : ndarray (..., n, 3)
        Where each force acts, 1/eV, and the force, eV^2.
    axis : ndarray (..., 3)
        Direction of the axis; its length is ignored.

    Returns
    -------
    ndarray (...)
        In eV.

    Examples
    --------
    >>> arm, push = np.array([[2.0, 0.0, 0.0]]), np.array([[0.0, 3.0, 0.0]])
    >>> float(rigid_torque(arm, push, np.array([0.0, 0.0, 1.0])))
    6.0
    """
    along = axis / np.linalg.norm(axis, axis=-1, keepdims=True)
    return (np.cross(positions, forces).sum(axis=-2) * along).sum(axis=-1)


def spin_torque(field: FloatArray, spin: FloatArray) -> FloatArray:
    r"""Return the torque :math:`\tau = \mathbf a\times\langle\sigma\rangle` on a spin 1/2.

    From :math:`V = \mathbf a\cdot\sigma` and the angular momentum :math:`\mathbf S = \sigma/2`:
    :math:`d\mathbf S/dt = i[V, \mathbf S] = \mathbf a\times\sigma = 2\,\mathbf a\times\mathbf S`.

    Parameters
    ----------
    field : ndarray (..., 3)
        Coefficient of the Pauli vector in the potential, eV.
    spin : ndarray (..., 3)
        Expectation value of the Pauli vector.

    Returns
    -------
    ndarray (..., 3)
        In eV: change of the angular momentum (hbar = 1) with time.

    Examples
    --------
    >>> spin_torque(np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0]))
    array([0., 1., 0.])
    """
    return np.cross(field, spin)

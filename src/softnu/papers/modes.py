"""The kernel of one massless background mode in units that keep only angles and phases."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.papers.values import array


def scaled_kernel(component: str, r: FloatArray, k: FloatArray) -> FloatArray:
    """Return a component of the symmetric kernel in units of k^2/(4 pi r).

    Parameters
    ----------
    component : str
        Two of ``0xyz``.
    r : ndarray (..., 3)
        Separation, 1/eV.
    k : ndarray (..., 3)
        Momentum, eV.

    Returns
    -------
    ndarray (...)
        A pure number; 1 is the slow term of component 00 along the beam.
    """
    kernel = array(
        "forces.mode.kernel",
        "eV3",
        tensor="S",
        component=component,
        r=r / u.eV,
        k=k * u.eV,
        m_nu="0 eV",
    )
    return 4.0 * math.pi * np.linalg.norm(r, axis=-1) / (k**2).sum(axis=-1) * kernel


def in_plane(x: FloatArray, z: FloatArray) -> FloatArray:
    """Return the vectors (x, 0, z), which stand in the last axis."""
    x, z = np.broadcast_arrays(x, z)
    return np.stack([x, np.zeros_like(x), z], axis=-1)

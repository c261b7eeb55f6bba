"""Force on matter in the gradient of the density of relic neutrinos above a flat face."""

from __future__ import annotations

from softnu.checks import FloatArray
from softnu.relics.kernels.flat import flat_slope
from softnu.relics.kernels.guided import flat_empty_slope
from softnu.relics.kernels.potential import index_delta


def gradient_acceleration(
    m_nu: FloatArray,
    k: FloatArray,
    U: FloatArray,
    energy_volume: FloatArray,
    mass: FloatArray,
    h: FloatArray,
    n: FloatArray,
    guided_empty: bool,
) -> FloatArray:
    r"""Return :math:`a = -\frac{u}{M}\,\frac{d}{dh}(n_\nu-n_{\bar\nu})` of an atom.

    Parameters
    ----------
    m_nu, k : ndarray (...)
        Mass and momentum of the neutrinos, eV.
    U : ndarray (...)
        Potential energy of neutrinos in the matter below, eV; -U of antineutrinos.
    energy_volume : ndarray (...)
        u, integral of the potential of one atom over its volume, 1/eV^2.
    mass : ndarray (...)
        M of the atom, eV.
    h : ndarray (...)
        Height, 1/eV.
    n : ndarray (...)
        Density of neutrinos, and of antineutrinos, far away, eV^3.
    guided_empty : bool
        Whether the guided waves of the attracted kind are empty.

    Returns
    -------
    ndarray (...)
        eV, > 0 away from the surface. One momentum; both densities exact in U. At the surface
        :math:`-\frac{u}{M}\,n\,\pi k\,[\delta(-U)-\delta(U)]/2` if all waves are filled.
        Derived: no force is left at first order without a gradient.
    """
    slope = flat_empty_slope if guided_empty else flat_slope
    y = 2.0 * k * h
    difference = slope(index_delta(m_nu, U, k), y) - slope(index_delta(m_nu, -U, k), y)
    return -energy_volume / mass * n * 2.0 * k * difference

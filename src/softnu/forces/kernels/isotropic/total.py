"""Vacuum plus background over vacuum."""

from __future__ import annotations

import numpy as np

from softnu.forces.kernels.isotropic import fermi_dirac
from softnu.forces.kernels.isotropic.factors import FloatArray, Points, flat_points
from softnu.forces.kernels.isotropic.select import BLOCK, j_factor
from softnu.forces.kernels.vacuum import pair_potential_scaled


def total_over_vacuum(
    r: FloatArray,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    distribution: str,
    population: str,
    majorana: bool,
) -> FloatArray:
    r"""Return :math:`(V_{\rm vac} + V_{\rm bkg})/V_{\rm vac}`, spin independent.

    :math:`1 - J_a V_0/V_{\rm vac}` with the vacuum potential of the same mass and nature. For
    massless Fermi-Dirac neutrinos at T > 0 with unit weights it is summed without cancellation,
    :math:`\tfrac\psi2[(1 + z\coth z)\cos\nu + \nu\sin\nu]`, z = 2 pi r T, nu = 2 mu r
    (Eq. (3.20) of arXiv:2405.16801 plus vacuum), and keeps its relative accuracy as e^{-z}.

    Parameters
    ----------
    r, T, mu, m_nu, weight_nu, weight_nubar, distribution, population, majorana
        As in :func:`~softnu.forces.kernels.isotropic.j_factors`.

    Returns
    -------
    ndarray (...)
        Finite; where the vacuum force is e^{-2 m r} smaller than the background, the ratio is
        large, and where it exceeds the largest float (m r above about 350) it is +-inf without
        a warning. Relative error 1e-12 of the larger of 1 and the background's part.

    Examples
    --------
    >>> args = (1.0, 0.0, 0.0, 1.0, 1.0, "fermi_dirac", "sum", False)
    >>> float(total_over_vacuum(np.float64(5.0), *args))
    2.31283565424e-11
    """
    points, shape = flat_points(r, T, mu, m_nu, weight_nu, weight_nubar)
    out = np.empty(points.r.size)
    for start in range(0, out.size, BLOCK):
        block = slice(start, start + BLOCK)
        out[block] = _block(points.at(block), distribution, population, majorana)
    return out.reshape(shape)


def _block(points: Points, distribution: str, population: str, majorana: bool) -> FloatArray:
    r, T, mu, m, w, wbar = points
    closed = (m == 0.0) & (T > 0.0) & (w == 1.0) & (wbar == 1.0)
    if distribution != "fermi_dirac" or population == "opposite":
        closed[:] = False
    out = np.empty(r.shape)
    if np.any(closed):
        R = r[closed]
        out[closed] = fermi_dirac.screened_total(2.0 * np.pi * R * T[closed], 2.0 * mu[closed] * R)
    if not np.all(closed):
        k = ~closed
        J = j_factor("a", *points.at(k), distribution, population, majorana)
        # V_0/V_vac = e^{2 m r}/w, in two factors so that only the result can overflow.
        half = np.exp(np.minimum(m[k] * r[k], 709.0))
        with np.errstate(over="ignore"):
            out[k] = 1.0 - (J * half / pair_potential_scaled(r[k], m[k], m[k], majorana)) * half
    return out

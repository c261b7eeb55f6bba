r"""Isotropic background of a mass state i with the intermediate mass state j.

The mode kernel of Sec. 4 holds with the wave number of the intermediate state,
:math:`\kappa_j = \sqrt{k^2 + m_i^2 - m_j^2}`, in the spherical wave
:math:`w = \cos(\kappa_j r)/(4\pi r)` (:math:`e^{-|\kappa_j| r}` below the threshold
:math:`E_i = m_j`). Averaged over directions, with spherical Bessel functions of kr:

.. math::
    S^{00} &= K_0 E\, j_0 w - K j_1 w', \\
    S^{ij} &= \delta_{ij}(K_0 E\, j_0 w + K j_1 w') - 2\hat r_i\hat r_j K j_1 w', \\
    A^{ij} &= \epsilon_{ijl}\hat r_l (K_0\, j_0 w' - E K j_1 w),

and the Majorana term :math:`-g^{\mu\nu} m_i m_j\, j_0 w` (arXiv:2405.16801, Secs. 2.3 and 3,
extended to unequal masses).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import spherical_jn

from softnu.checks import FloatArray, nonnegative
from softnu.constants import G_F
from softnu.errors import ConvergenceError
from softnu.forces.kernels.isotropic import j_factors_with_slopes
from softnu.forces.kernels.isotropic_tensor import RadialFunctions
from softnu.forces.kernels.mode import external_vector
from softnu.forces.kernels.spectrum import Spectrum, Thermal
from softnu.numerics.panels import panel_rule

#: Largest phase k r of one panel, in radians; 24 nodes then integrate to rounding.
_PANEL_PHASE = 3.0
#: Nodes per panel: the phase and the spectrum are integrated to rounding.
_NODES = 24
#: The narrowest panel at k = 0, in units of the smallest scale of the integrand.
_SMALLEST_PANEL = 1e-3
#: Panels are halved this often toward a threshold: a square root leaves 2^-45 there.
_THRESHOLD_HALVINGS = 30
#: Beyond this many decay lengths e^{-|kappa| r} is 0 in double precision.
_EVANESCENT = 750.0
#: Distances that share a grid.
_BLOCK = 64
#: Distances times nodes worked on at once: 4 MB for each intermediate array.
_BLOCK_NODES = 500_000
#: Above this phase 1e-8 of the integrand is lost to rounding.
_MAX_PHASE = 1e4


class MassStateKernel(NamedTuple):
    """Radial functions of the background integral and of its Majorana mass term."""

    dirac: RadialFunctions
    dirac_slope: RadialFunctions
    mass_term: RadialFunctions
    mass_term_slope: RadialFunctions


def mass_state_kernel(
    r: FloatArray, m_i: float, m_j: float, spectrum: Spectrum, population: str
) -> MassStateKernel:
    r"""Integrate the direction-averaged kernel over the spectrum.

    Parameters
    ----------
    r : ndarray (...)
        Distances, 1/eV.
    m_i, m_j : float
        Masses of the background state and of the intermediate state, eV.
    spectrum : Spectrum
        Occupation numbers.
    population : {"sum", "produced", "opposite"}
        Helicities that carry them.

    Returns
    -------
    MassStateKernel
        :math:`\int\!\frac{k^2dk}{4\pi^2E_i}` of the kernels, S with
        :math:`n_\nu+n_{\bar\nu}` and A with :math:`n_\nu-n_{\bar\nu}`, in eV^5; each (...).
        Relative accuracy 1e-12 for equal masses in a thermal spectrum, at any distance;
        otherwise the integrand oscillates and 1e-16 (k_max r)^2 of it is lost, which is
        1e-12 up to k_max r = 100 (k_max = 45 T).

    Raises
    ------
    ConvergenceError
        If k_max r is so large that the stated accuracy is lost.
    """
    distances = np.asarray(r, dtype=np.float64)
    if spectrum.edges[-1] == 0.0:  # a degenerate gas without neutrinos
        none = RadialFunctions(*np.zeros((4, *distances.shape)))
        return MassStateKernel(none, none, none, none)
    if m_i == m_j and spectrum.thermal is not None:
        return _equal_masses(distances, m_i, spectrum.thermal, population)
    flat = distances.reshape(-1)
    values = np.empty((10, flat.size))
    # Neighbouring distances share a grid, which the largest of them decides.
    order = np.argsort(flat)
    for start in range(0, flat.size, _BLOCK):
        chosen = order[start : start + _BLOCK]
        nodes, weights = _grid(float(flat[chosen[-1]]), m_i, m_j, spectrum)
        rows = max(1, _BLOCK_NODES // nodes.size)
        for first in range(0, chosen.size, rows):
            some = chosen[first : first + rows]
            values[:, some] = _integrate(
                flat[some], m_i, m_j, spectrum, population, nodes, weights
            )
    S00, P, Q, R, dS00, dP, dQ, dR, mass, dmass = values.reshape(10, *distances.shape)
    zero = np.zeros(distances.shape)
    return MassStateKernel(
        RadialFunctions(S00, P, Q, R),
        RadialFunctions(dS00, dP, dQ, dR),
        RadialFunctions(-mass, mass, zero, zero),
        RadialFunctions(-dmass, dmass, zero, zero),
    )


def spin_independent(
    r: FloatArray,
    direct: FloatArray,
    crossed: FloatArray,
    masses: Sequence[float],
    spectrum: Spectrum,
    population: str,
) -> FloatArray:
    r"""Return the background part of the potential, summed over all pairs of mass states.

    .. math::
        V = -8G_F^2\sum_{ij}\int\!\frac{k^2dk}{4\pi^2E_i}\,n_S\,\{
        \mathrm{Re}(g^1_{ij}g^2_{ji})\,[K_0E_i\,j_0w - K j_1w']
        - \mathrm{Re}(g^1_{ij}g^2_{ij})\,m_im_j\,j_0w\}

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    direct, crossed : ndarray (..., 3, 3)
        Products of couplings :math:`\mathrm{Re}(g^1_{ij}g^2_{ji})`, and for Majorana neutrinos
        :math:`\mathrm{Re}(g^1_{ij}g^2_{ij})`, 0 for Dirac; leading axes broadcast with `r`.
    masses : sequence of 3 floats
        Neutrino masses, eV.
    spectrum : Spectrum
        Occupation numbers, the same for each mass state.
    population : {"sum", "produced", "opposite"}
        Helicities that carry them.

    Returns
    -------
    ndarray (...)
        Potential, eV. Eqs. (2.25), (2.30) of arXiv:2405.16801 with mass states; accuracy and
        errors as of :func:`mass_state_kernel`.
    """
    total = np.zeros(np.broadcast_shapes(np.shape(r), direct.shape[:-2], crossed.shape[:-2]))
    for i, m_i in enumerate(masses):
        for j, m_j in enumerate(masses):
            one, other = direct[..., i, j], crossed[..., i, j]
            if np.any(one) or np.any(other):
                kernel = mass_state_kernel(r, m_i, m_j, spectrum, population)
                total += one * kernel.dirac.S00 + other * kernel.mass_term.S00
    return -8.0 * G_F**2 * total


def _equal_masses(r: FloatArray, m: float, thermal: Thermal, population: str) -> MassStateKernel:
    r"""Take the J-factors, which lose nothing at large rT: S^00 = J_a/(32 pi^3 r^5), ..."""
    scale = 1.0 / (32.0 * np.pi**3 * r**5)

    def radial(majorana: bool) -> tuple[FloatArray, FloatArray]:
        J, slope = (
            np.stack(rows)
            for rows in j_factors_with_slopes(
                r,
                np.asarray(thermal.T),
                np.asarray(thermal.mu),
                np.asarray(m),
                np.asarray(thermal.weight_nu),
                np.asarray(thermal.weight_nubar),
                thermal.distribution,
                population,
                majorana,
            )
        )
        # S^00, P, Q, R belong to J_a, J_b, J_c, -J_d; d/dr of J/r^5 is (r J' - 5 J)/r^6.
        signs = np.array([1.0, 1.0, 1.0, -1.0]).reshape(4, *np.ones(r.ndim, dtype=int))
        return signs * scale * J, signs * scale / r * (slope - 5.0 * J)

    values, slopes = radial(majorana=False)
    if population != "sum":
        none = RadialFunctions(*np.zeros_like(values))
        return MassStateKernel(RadialFunctions(*values), RadialFunctions(*slopes), none, none)
    with_mass, mass_slopes = radial(majorana=True)
    return MassStateKernel(
        RadialFunctions(*values),
        RadialFunctions(*slopes),
        RadialFunctions(*(with_mass - values)),
        RadialFunctions(*(mass_slopes - slopes)),
    )


def _grid(r: float, m_i: float, m_j: float, spectrum: Spectrum) -> tuple[FloatArray, FloatArray]:
    """Nodes and weights that resolve the spectrum, the masses, the threshold and the phases."""
    k_end = spectrum.edges[-1]
    gap = np.sqrt(abs((m_i - m_j) * (m_i + m_j)))
    scales = [scale for scale in (spectrum.scale, m_i, gap) if 0.0 < scale < k_end]
    smallest = _SMALLEST_PANEL * min(scales, default=k_end)
    halvings = np.arange(np.ceil(np.log2(k_end / smallest)) + 1)
    count = int(np.ceil(k_end * r / _PANEL_PHASE)) + 1
    if k_end * r > _MAX_PHASE:
        raise ConvergenceError(
            f"the background integral over two different mass states has the phase "
            f"k r = {k_end * r:.3g}: beyond {_MAX_PHASE:.0e} rounding spoils it; use a smaller r"
        )
    edges = [
        np.zeros(1),
        np.asarray(spectrum.edges),
        k_end * 0.5**halvings,
        np.linspace(0.0, k_end, count),
    ]
    if gap > 0.0:
        # Panels of equal phase in kappa_j; below a threshold at k = gap also graded, since
        # e^{-|kappa_j| r} has a square root there (above it cos(kappa_j r) is analytic).
        sign = 1.0 if m_i > m_j else -1.0
        steps = np.arange(0.0, np.hypot(k_end, gap) + _PANEL_PHASE / r, _PANEL_PHASE / r)
        edges.append(_momentum_at(steps, -sign * gap**2))
        if sign < 0.0:
            evanescent = steps[steps < min(gap, _EVANESCENT / r)]
            edges.append(np.sqrt((gap - evanescent) * (gap + evanescent)))
            edges.append(gap * (1.0 - 0.5 ** np.arange(1, _THRESHOLD_HALVINGS)))
            edges.append(np.array([gap]))
    joined = np.unique(np.concatenate(edges))
    return panel_rule(joined[(joined >= 0.0) & (joined <= k_end)], _NODES)


def _momentum_at(kappa: FloatArray, shift: float) -> FloatArray:
    """Momenta k with k^2 = kappa^2 + shift, those that are real."""
    squared = kappa**2 + shift
    return np.sqrt(squared[squared >= 0.0])


def _integrate(
    r: FloatArray,
    m_i: float,
    m_j: float,
    spectrum: Spectrum,
    population: str,
    k: FloatArray,
    weight: FloatArray,
) -> FloatArray:
    """Return the ten integrals at the distances `r` (n,), shape (10, n)."""
    E = np.hypot(k, m_i)
    K0, K = external_vector(k, np.asarray(m_i), population)
    measure = weight * k**2 / (4.0 * np.pi**2 * E)
    n_nu, n_nubar = (
        nonnegative("n_nu", spectrum.n_nu(k)),
        nonnegative("n_nubar", spectrum.n_nubar(k)),
    )
    both, difference = measure * (n_nu + n_nubar), measure * (n_nu - n_nubar)

    x = k * r[:, np.newaxis]
    j0, j1 = spherical_jn(0, x), spherical_jn(1, x)
    dj0 = -k * j1
    dj1 = k * spherical_jn(1, x, derivative=True)
    w, dw, ddw = _spherical_wave(r[:, np.newaxis], (k**2 + (m_i - m_j) * (m_i + m_j)))

    even, odd = j0 * w, j1 * dw
    deven, dodd = dj0 * w + j0 * dw, dj1 * dw + j1 * ddw
    turn = K0 * j0 * dw - E * K * j1 * w
    dturn = K0 * (dj0 * dw + j0 * ddw) - E * K * (dj1 * w + j1 * dw)
    KE = K0 * E
    return np.stack(
        [
            (KE * even - K * odd) @ both,
            (KE * even + K * odd) @ both,
            (-2.0 * K * odd) @ both,
            turn @ difference,
            (KE * deven - K * dodd) @ both,
            (KE * deven + K * dodd) @ both,
            (-2.0 * K * dodd) @ both,
            dturn @ difference,
            m_i * m_j * even @ both,
            m_i * m_j * deven @ both,
        ]
    )


def _spherical_wave(
    r: FloatArray, kappa_squared: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return w = cos(kappa r)/(4 pi r), or e^{-|kappa| r}/(4 pi r), with w' and w''."""
    kappa = np.sqrt(np.abs(kappa_squared))
    travels = kappa_squared >= 0.0
    phase = kappa * r
    shape = np.where(travels, np.cos(phase), np.exp(-phase))
    slope = -kappa * np.where(travels, np.sin(phase), np.exp(-phase))
    w = shape / (4.0 * np.pi * r)
    dw = (slope - shape / r) / (4.0 * np.pi * r)
    return w, dw, -kappa_squared * w - 2.0 * dw / r

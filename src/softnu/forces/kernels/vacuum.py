r"""Neutrino force in vacuum: massless, massive, spin-dependent, with mixing.

Potentials are for unit couplings in natural units (r in 1/eV, V in eV); V > 0 and falling
with r is repulsive. Four-fermion theory: r well above 1/m_Z.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.constants import G_F
from softnu.forces.kernels.spectral import (
    PairPoint,
    integrate,
    scaled_potential,
    scaled_slope,
)

ComplexArray = npt.NDArray[np.complex128]

#: Strength of the massless potential, 1/eV^4.
_STRENGTH: Final = G_F**2 / (4.0 * math.pi**3)
#: Unordered pairs of three mass states.
PAIRS: Final = ((0, 0), (1, 1), (2, 2), (0, 1), (0, 2), (1, 2))


def massless_potential(r: FloatArray) -> FloatArray:
    r"""Return :math:`V_0 = G_F^2/(4\pi^3 r^5)`, the force of massless neutrinos.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.

    Returns
    -------
    ndarray (...)
        Potential for unit couplings, eV. Eq. (2.2) of arXiv:2405.16801.

    Examples
    --------
    >>> float(massless_potential(np.float64(1.0)))
    1.09690635e-48
    """
    return _STRENGTH / r**5


def pair_potential_scaled(
    r: FloatArray, m_i: FloatArray, m_j: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return :math:`w = V_{ij}\, e^{(m_i+m_j) r}/V_0`, which neither under- nor overflows.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    m_i, m_j : ndarray (...)
        Neutrino masses, eV, >= 0; they broadcast with `r`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Dimensionless, 1 at m r = 0. Relative error below 1e-14 for m r up to 1e9.
        Sec. 2.2 of arXiv:2405.16801; equal masses in closed form (Bessel functions).

    Examples
    --------
    >>> float(pair_potential_scaled(np.float64(2.0), np.float64(0.4), np.float64(0.4), True))
    3.09859896
    """
    return scaled_potential(r, m_i, m_j).of(majorana)


def pair_potential(r: FloatArray, m_i: FloatArray, m_j: FloatArray, majorana: bool) -> FloatArray:
    r"""Return the potential of a pair of neutrinos of masses m_i, m_j.

    .. math::
        V_{ij}(r) = \frac{G_F^2}{48\pi^3 r}\int_{(m_i+m_j)^2}^\infty dt\,
        \frac{\sqrt{\lambda}}{t}\left[t - \frac{m_i^2+m_j^2}{2}
        - \frac{(m_i^2-m_j^2)^2}{2t} - 3\kappa m_i m_j\right] e^{-\sqrt t\, r}

    with :math:`\kappa` = 0 (Dirac) or 1 (Majorana).

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    m_i, m_j : ndarray (...)
        Neutrino masses, eV, >= 0; they broadcast with `r`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Potential for unit couplings, eV; 0 where it is below the smallest float
        (see :func:`log_pair_potential`). Sec. 2.2 of arXiv:2405.16801.

    Examples
    --------
    >>> float(pair_potential(np.float64(1.0), np.float64(0.3), np.float64(0.3), False))
    1.04955453e-48
    """
    w = pair_potential_scaled(r, m_i, m_j, majorana)
    with np.errstate(under="ignore"):
        return massless_potential(r) * (w * np.exp(-(m_i + m_j) * r))


def log_pair_potential(
    r: FloatArray, m_i: FloatArray, m_j: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return :math:`\ln(V_{ij}/\mathrm{eV})`, also where the potential itself underflows.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    m_i, m_j : ndarray (...)
        Neutrino masses, eV, >= 0; they broadcast with `r`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Natural logarithm of :func:`pair_potential`. Sec. 2.2 of arXiv:2405.16801.

    Examples
    --------
    >>> float(log_pair_potential(np.float64(1e4), np.float64(0.3), np.float64(0.3), False))
    -6136.587427
    """
    w = pair_potential_scaled(r, m_i, m_j, majorana)
    return math.log(_STRENGTH) - 5.0 * np.log(r) + np.log(w) - (m_i + m_j) * r


def pair_gradient(r: FloatArray, m_i: FloatArray, m_j: FloatArray, majorana: bool) -> FloatArray:
    r"""Return :math:`dV_{ij}/dr`: the factor :math:`-(1+\sqrt t\,r)/r` under the integral.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    m_i, m_j : ndarray (...)
        Neutrino masses, eV, >= 0; they broadcast with `r`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Derivative of :func:`pair_potential`, eV^2, always <= 0; it enters the velocity
        dependent terms, Sec. 2.3 of arXiv:2405.16801.

    Examples
    --------
    >>> massless = np.float64(0.0)
    >>> float(pair_gradient(np.float64(1.0), massless, massless, False))
    -5.48453175e-48
    """
    slope = scaled_slope(r, m_i, m_j).of(majorana)
    with np.errstate(under="ignore"):
        return -massless_potential(r) / r * (slope * np.exp(-(m_i + m_j) * r))


def spin_coefficients(
    r: FloatArray, m_i: FloatArray, m_j: FloatArray, majorana: bool
) -> tuple[FloatArray, FloatArray]:
    r"""Return the coefficients of the spin-spin force over the massless potential.

    :math:`V = g_A^1 g_A^2\, V_0 [v_d\, \sigma_1\cdot\sigma_2 + v_r\, (\sigma_1\cdot\hat r)
    (\sigma_2\cdot\hat r)]`, where with :math:`x = \sqrt t\, r`

    .. math::
        V_0 v_d &= \frac{G_F^2}{48\pi^3 r}\int dt\,\frac{\sqrt\lambda}{t}\, e^{-x}
            \left[-r_a - r_b\frac{1+x}{r^2}\right], \\
        V_0 v_r &= \frac{G_F^2}{48\pi^3 r}\int dt\,\frac{\sqrt\lambda}{t}\, e^{-x}
            r_b\frac{3+3x+x^2}{r^2}, \\
        r_a &= t - \tfrac12(m_i^2+m_j^2) - \frac{(m_i^2-m_j^2)^2}{2t} - 3\kappa m_i m_j, \quad
        r_b = 1 + \frac{m_i^2+m_j^2}{t} - \frac{2(m_i^2-m_j^2)^2}{t^2}.

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    m_i, m_j : ndarray (...)
        Neutrino masses, eV, >= 0; they broadcast with `r`.
    majorana : bool
        Majorana neutrinos (:math:`\kappa` = 1); Dirac otherwise (0).

    Returns
    -------
    v_d, v_r : ndarray (...)
        Dimensionless, :math:`e^{-(m_i+m_j)r}` included; -3/2 and 5/2 for massless
        neutrinos: Eq. (2.17) of arXiv:2405.16801, here for any masses.

    Examples
    --------
    >>> massless = np.float64(0.0)
    >>> v_d, v_r = spin_coefficients(np.float64(1.0), massless, massless, False)
    >>> float(v_d), float(v_r)
    (-1.5, 2.5)
    """

    def brackets(p: PairPoint) -> tuple[FloatArray, FloatArray]:
        r_a = p.v * (1.0 + 0.5 * p.d_sq / p.X_sq)
        if not majorana:
            r_a = r_a + 3.0 * p.mm
        x0_sq = p.x0 * p.x0
        r_b = (p.v * (p.v + 0.5 * (5.0 * x0_sq + p.d_sq)) + 6.0 * p.mm * x0_sq) / p.X_sq**2
        return -r_a - r_b * (1.0 + p.X), r_b * (3.0 + 3.0 * p.X + p.X_sq)

    v_d, v_r = integrate(brackets, r, m_i, m_j)
    with np.errstate(under="ignore"):
        decay = np.exp(-(m_i + m_j) * r)
        return v_d * decay, v_r * decay


def spin_independent(
    r: FloatArray, g1: ComplexArray, g2: ComplexArray, masses: FloatArray, majorana: bool
) -> FloatArray:
    r"""Return the potential of two particles, summed over all pairs of mass states.

    .. math::
        V = \sum_{ij} g^1_{ij} g^2_{ji} V^D_{ij} \quad\text{(Dirac)},\qquad
        V = \sum_{ij} \mathrm{Re}(g^1_{ij} g^2_{ji}) V^D_{ij}
          + \mathrm{Re}(g^1_{ij} g^2_{ij})(V^M_{ij}-V^D_{ij}) \quad\text{(Majorana)}

    Parameters
    ----------
    r : ndarray (...)
        Separation, 1/eV, > 0.
    g1, g2 : ndarray (..., 3, 3)
        Hermitian vector couplings of the two particles in the basis of mass states.
    masses : ndarray (..., 3)
        Neutrino masses, eV, >= 0.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    ndarray (...)
        Potential, eV; `r` and the leading axes of the others broadcast.
        Sec. 2.2 of arXiv:2405.16801 with mixing.

    Examples
    --------
    >>> g = np.eye(3, dtype=complex)
    >>> V = spin_independent(np.float64(1.0), g, g, np.zeros(3), False)
    >>> float(V / massless_potential(np.float64(1.0)))
    3.0
    """
    total: FloatArray | float = 0.0
    kept, of_mass = pair_strengths(g1, g2, majorana)
    for pair, (i, j) in enumerate(PAIRS):
        m_i, m_j = masses[..., i], masses[..., j]
        w = scaled_potential(r, m_i, m_j)
        term = kept[..., pair] * w.majorana + of_mass[..., pair] * w.mass_term
        with np.errstate(under="ignore"):
            total = total + term * np.exp(-(m_i + m_j) * r)
    with np.errstate(under="ignore"):
        return massless_potential(r) * total


def pair_strengths(
    g1: ComplexArray, g2: ComplexArray, majorana: bool
) -> tuple[FloatArray, FloatArray]:
    r"""Return what multiplies the two parts of the potential of each pair of mass states.

    :math:`\mathrm{Re}(g^1_{ij} g^2_{ji})` multiplies both parts of
    :func:`~softnu.forces.kernels.spectral.scaled_potential`; Majorana neutrinos take
    :math:`\mathrm{Re}(g^1_{ij} g^2_{ij})` from the mass term. Pairs i != j count twice.

    Parameters
    ----------
    g1, g2 : ndarray (..., 3, 3)
        Hermitian couplings of two particles.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.

    Returns
    -------
    kept, of_mass : ndarray (..., 6)
        In the order of :data:`PAIRS`. Sec. 2.2 of arXiv:2405.16801 with mixing.

    Examples
    --------
    >>> kept, of_mass = pair_strengths(np.eye(3), np.eye(3), True)
    >>> kept.tolist(), of_mass.tolist()
    ([1.0, 1.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
    """
    i, j = np.array(PAIRS).T
    one, two = g1[..., i, j], g2[..., i, j]
    multiplicity = np.where(i == j, 1.0, 2.0)
    kept = multiplicity * np.real(one * np.conj(two))
    return kept, kept - multiplicity * np.real(one * two) if majorana else kept

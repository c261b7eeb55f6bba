r"""Parity violation where the electron meets the nucleus: states s and p1/2.

The radial integral of :math:`\delta^3(r)` between them is
:math:`K_p = \frac3{8\pi}R_s(0)R_p'(0)`; the electron's spin part of the interaction then has
:math:`v = -H_1K_p/m_e`, with :math:`\langle s|V|p\rangle = -iv`.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from scipy import special

from softnu.atoms.kernels.hydrogenic import Orbital, value
from softnu.checks import FloatArray
from softnu.constants import ALPHA, G_F, M_E

#: Gauss-Legendre rule over a nucleus, whose radius is a small part of a.
_NODES: Final = np.polynomial.legendre.leggauss(24)


def nuclear_radius(A: FloatArray, r0: FloatArray) -> FloatArray:
    r"""Return :math:`r_N = r_0A^{1/3}`, the radius of a uniform sphere.

    Parameters
    ----------
    A : ndarray (...)
        Number of nucleons, > 0.
    r0 : ndarray (...)
        1/eV; both broadcast.

    Returns
    -------
    ndarray (...)
        1/eV; a few per cent for heavy nuclei.
    """
    return r0 * np.cbrt(A)


def dipole_scale(A: FloatArray, r0: FloatArray) -> FloatArray:
    r"""Return the scale M of the dipole form factor that has the radius of a nucleus.

    :math:`(1+Q^2/M^2)^{-2} = 1-Q^2\langle r^2\rangle/6+\dots` with
    :math:`\langle r^2\rangle = \frac35r_N^2` makes :math:`M = \sqrt{20}/r_N`.

    Parameters
    ----------
    A, r0 : ndarray (...)
        As for :func:`nuclear_radius`.

    Returns
    -------
    ndarray (...)
        eV. Derived.
    """
    return math.sqrt(20.0) / nuclear_radius(A, r0)


def relativistic_factor(Z: FloatArray, A: FloatArray, r0: FloatArray) -> FloatArray:
    r"""Return the enhancement of the contact element by the relativistic electron.

    .. math:: K_r = \Big[\frac{\Gamma(3)}{\Gamma(2\gamma+1)}\Big]^2
        (2Z\alpha m_er_N)^{2\gamma-2},\qquad \gamma = \sqrt{1-Z^2\alpha^2}

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus, below 137.04.
    A, r0 : ndarray (...)
        As for :func:`nuclear_radius`.

    Returns
    -------
    ndarray (...)
        1 at small Z, 2.8 for Cs, 8.9 for Pb; 1e-14 of the formula. Bouchiat and Bouchiat,
        J. Phys. (Paris) 35 (1974) 899.
    """
    gamma = np.sqrt((1.0 - Z * ALPHA) * (1.0 + Z * ALPHA))
    size = 2.0 * Z * ALPHA * M_E * nuclear_radius(A, r0)
    return (2.0 / special.gamma(2.0 * gamma + 1.0)) ** 2 * size ** (2.0 * gamma - 2.0)


def hydrogenic_contact(n_s: FloatArray, n_p: FloatArray, Z: FloatArray) -> FloatArray:
    r"""Return :math:`K_p[\delta^3]` between nS and n'P of a hydrogen-like atom.

    .. math:: K_p = \frac1{2\pi a^4}\sqrt{\frac{n_p^2-1}{n_s^3n_p^5}}

    Parameters
    ----------
    n_s, n_p : ndarray (...)
        Principal quantum numbers, n_s >= 1, n_p >= 2.
    Z : ndarray (...)
        Charge of the nucleus; all broadcast.

    Returns
    -------
    ndarray (...)
        eV^4; exact for a point nucleus, far from relativity. Derived from
        :math:`R_s(0) = 2n^{-3/2}`, :math:`R_p'(0) = \frac23\sqrt{(n^2-1)/n^5}`.
    """
    shape = np.sqrt((n_p**2 - 1.0) / (n_s**3 * n_p**5))
    return (Z * ALPHA * M_E) ** 4 * shape / (2.0 * math.pi)


def alkali_contact(nu_s: FloatArray, nu_p: FloatArray, Z: FloatArray) -> FloatArray:
    r"""Return the size of :math:`K_p[\delta^3]` between ns and n'p of an alkali atom.

    .. math:: |K_p| = \frac{Z^2(\alpha m_e)^4}{2\pi(\nu_s\nu_p)^{3/2}}

    Near the nucleus the electron sees the whole charge; how often it is there follows from its
    energy, by the formula of Fermi and Segre.

    Parameters
    ----------
    nu_s, nu_p : ndarray (...)
        Effective quantum numbers :math:`\sqrt{R_\infty/|E|}`, > 0.
    Z : ndarray (...)
        Charge of the nucleus; all broadcast.

    Returns
    -------
    ndarray (...)
        eV^4; 30 %. Bouchiat and Bouchiat, J. Phys. (Paris) 35 (1974) 899.
    """
    return Z**2 * (ALPHA * M_E) ** 4 / (2.0 * math.pi * (nu_s * nu_p) ** 1.5)


def contact_element(H1: FloatArray, K_p: FloatArray) -> FloatArray:
    r"""Return :math:`v = -H_1K_p/m_e` of the electron's spin part of a contact interaction.

    Parameters
    ----------
    H1 : ndarray (...)
        Coefficient of :math:`\frac1{2m_e}\{\sigma_e\cdot p,\delta^3(r)\}`, 1/eV^2.
    K_p : ndarray (...)
        Radial integral, eV^4.

    Returns
    -------
    ndarray (...)
        eV. For Z exchange :math:`H_1 = G_FQ_W/2\sqrt2`; Bouchiat and Bouchiat (1974).
    """
    return -H1 * K_p / M_E


def delta_estimate(
    one: Orbital, two: Orbital, Z: FloatArray, nucleus: FloatArray | None
) -> FloatArray:
    r"""Return :math:`G_F\Psi_1^*(0)\Psi_2(0)` of two S states, or its mean over the nucleus.

    .. math:: G_F\Psi_1^*\Psi_2(0),\qquad
        G_Fn_N\int_{r<r_N}\Psi_1^*\Psi_2\,d^3r,\quad n_N^{-1} = \tfrac43\pi r_N^3

    Parameters
    ----------
    one, two : Orbital
        Radial functions with l = 0.
    Z : ndarray (...)
        Charge of the nucleus.
    nucleus : ndarray (...) or None
        r_N, 1/eV, well below a; None for the point.

    Returns
    -------
    ndarray (...)
        eV. An order of magnitude of parity violation: Eqs. (6.3), (6.4) of arXiv:2405.16801.
    """
    kappa = np.asarray(Z * ALPHA * M_E)
    if nucleus is None:
        mean = value(one, np.zeros(())) * value(two, np.zeros(()))
    else:
        x, w = _NODES
        x, w = 0.5 * (1.0 + x), 0.5 * w
        rho = (kappa * nucleus)[..., np.newaxis] * x
        decay = np.exp(-(one.decay + two.decay) * rho)
        mean = (decay * value(one, rho) * value(two, rho)) @ (3.0 * w * x**2)
    return G_F * kappa**3 * mean / (4.0 * math.pi)

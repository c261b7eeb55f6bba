r"""Special cases as arXiv:2405.16801 prints them, to be compared with the general results.

Natural units (eV). Nothing in the package computes with these; the reproduction of the paper
does, to put a printed formula beside the general one.
"""

from __future__ import annotations

import numpy as np
from scipy.special import spherical_jn

from softnu.checks import FloatArray
from softnu.constants import G_F


def beam_spin_independent(r: FloatArray, E: FloatArray, flux: FloatArray) -> FloatArray:
    r"""Potential of two unit vector charges, the beam along r; eV.

    .. math:: -\frac{G_F^2\Phi_0 E}{\pi r}\left[1 + \frac{\sin 2Er}{2Er}\right]

    The integral (4.3) of arXiv:2405.16801 at alpha = 0.
    """
    x = E * r
    return -(G_F**2) * flux * E / (np.pi * r) * (1.0 + np.sin(2.0 * x) / (2.0 * x))


def beam_parity_violating(r: FloatArray, E: FloatArray, flux: FloatArray) -> FloatArray:
    r"""Coefficient of rh.(s1 x s2) of two unit axial charges, the beam along r; eV.

    .. math:: \frac{G_F^2\Phi_0}{2\pi r^2}\left[1 + \cos 2Er + 2Er\sin 2Er\right]

    Eq. (4.9) of arXiv:2405.16801.
    """
    x = E * r
    bracket = 1.0 + np.cos(2.0 * x) + 2.0 * x * np.sin(2.0 * x)
    return G_F**2 * flux / (2.0 * np.pi * r**2) * bracket


def parity_violating_integral(r: FloatArray, E: FloatArray, alpha: FloatArray) -> FloatArray:
    r"""Integral I_PV of the parity-violating potential of a beam, eV.

    .. math:: \frac{2\pi^2}{r}\cos(Er)\cos(Er\cos\alpha)

    Eq. (4.10) of arXiv:2405.16801, there said to hold at long distance.
    """
    return 2.0 * np.pi**2 / r * np.cos(E * r) * np.cos(E * r * np.cos(alpha))


def beam_spin_tensor(r: FloatArray, k: FloatArray) -> FloatArray:
    r"""Spin-spin tensor of a beam by the decomposition of an isotropic background.

    .. math::
        4\pi r\,S^{ij}/k^2 = \tfrac12\left[\delta_{ij}T + \partial_i\partial_j\Phi\right],\quad
        T = 3\cos(xc)\cos x - c\sin(xc)h,\quad \nabla^2\Phi = -T,

    with :math:`x = kr`, :math:`c = \cos\alpha`, :math:`h = \sin x + \cos x/x` and T the trace of
    the kernel, because :math:`K^{ij} = \frac12 K^{ll}(\delta_{ij} - q_iq_j/q^2)` there. The paper
    leaves :math:`\Phi` as integrals; their sine integrals have elementary second derivatives.

    Eqs. (4.14)-(4.18), (C.7) of arXiv:2405.16801.

    Parameters
    ----------
    r : ndarray (..., 3)
        Separation, 1/eV.
    k : ndarray (..., 3)
        Momentum of massless neutrinos, eV.

    Returns
    -------
    ndarray (..., 3, 3)
        Tensor in units of :math:`k^2/(4\pi r)`.
    """
    length, size = np.linalg.norm(r, axis=-1), np.linalg.norm(k, axis=-1)
    x = (size * length)[..., np.newaxis, np.newaxis]
    to_1, along = r / length[..., np.newaxis], k / size[..., np.newaxis]
    c = (to_1 * along).sum(axis=-1)[..., np.newaxis, np.newaxis]
    C, Sn, h = np.cos(x * c), np.sin(x * c), np.sin(x) + np.cos(x) / x
    rr, kk, rk = _outer(to_1, to_1), _outer(along, along), _outer(to_1, along)
    one = np.eye(3)
    trace = 3.0 * C * np.cos(x) - c * Sn * h
    sines = -(3.0 * rr - one) / (2.0 * x**2)
    for sign in (1.0, -1.0):
        a = x * (1.0 + sign * c)
        both = to_1 + sign * along
        sines = sines + 0.5 * x * spherical_jn(1, a) * _outer(both, both)
        sines = sines - 0.5 * (one - rr) * spherical_jn(0, a)
    wave = C * (rr * (2.0 * h / x - np.cos(x)) - (one - rr) * h / x - kk * np.cos(x))
    wave = wave + Sn * h * (rk + np.swapaxes(rk, -1, -2))
    return 0.5 * (one * trace + sines + 0.5 * wave)


def _outer(a: FloatArray, b: FloatArray) -> FloatArray:
    return a[..., :, np.newaxis] * b[..., np.newaxis, :]


def j_a_heavy(r: FloatArray, T: FloatArray, m_nu: FloatArray) -> FloatArray:
    r"""J_a of Maxwell-Boltzmann neutrinos with m >> T and C_nu = 1/2.

    .. math:: \frac12\,\frac{8T^3r^4[m^2(1+4t^2)+16T^2]}{m(1+4t^2)^3},\quad t = rT

    Eq. (3.6) of arXiv:2405.16801.
    """
    d = 1.0 + 4.0 * (r * T) ** 2
    return 4.0 * T**3 * r**4 * (m_nu**2 * d + 16.0 * T**2) / (m_nu * d**3)


def j_d_linear(r: FloatArray, T: FloatArray, mu: FloatArray) -> FloatArray:
    r"""J_d of Fermi-Dirac neutrinos to first order in mu.

    .. math:: \frac{\mu r z}{4\sinh^3 z}\left[2 + 3z^2 + (z^2-2)\cosh 2z\right],\quad z=2\pi rT

    Eq. (3.24) of arXiv:2405.16801.
    """
    z = 2.0 * np.pi * r * T
    bracket = 2.0 + 3.0 * z**2 + (z**2 - 2.0) * np.cosh(2.0 * z)
    return mu * r * z / (4.0 * np.sinh(z) ** 3) * bracket


def j_c_earlier(t: FloatArray) -> FloatArray:
    r"""J_c of Maxwell-Boltzmann neutrinos as in the earlier literature, t = r T.

    .. math:: \frac{16t^4(7+12t^2)}{(1+4t^2)^3}

    Ref. [47] of arXiv:2405.16801, which the paper corrects to 1 + 20 t^2 in Eq. (3.12).
    """
    return 16.0 * t**4 * (7.0 + 12.0 * t**2) / (1.0 + 4.0 * t**2) ** 3

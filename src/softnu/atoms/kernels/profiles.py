r"""The radial potentials F(r) between electron and nucleus, point by point.

For codes that have orbitals of their own; the integrals over hydrogen-like orbitals are in
:mod:`~softnu.atoms.kernels.potentials`, in closed form. Couplings are left out.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import M_E
from softnu.forces.kernels.short_distance import short_distance_factor
from softnu.forces.kernels.vacuum import pair_potential

#: Gauss-Legendre nodes of the spectral integral of Z-photon mixing: 1e-13.
_NODES: Final = np.polynomial.legendre.leggauss(64)
#: Where its exponential is over.
_DECAYED: Final = 40.0


def pair_profile(
    r: FloatArray, m: FloatArray, majorana: bool, M: float, log_scale: float
) -> FloatArray:
    r"""Return :math:`V_{\nu\nu}(r)` of one mass state for unit couplings, with a form factor.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    m : ndarray (...)
        Mass of the neutrino, eV, >= 0; broadcasts with `r`.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.
    M : float
        Scale of a form factor in both vertices, eV; infinite for point vertices.
    log_scale : float
        Its contact term, :math:`\ln(M^2/\mu^2)`.

    Returns
    -------
    ndarray (...)
        eV: :math:`V(r)\,S(Mr)` with V of arXiv:1912.09444; 1e-13. The product neglects the mass
        where S differs from 1, at r of 1/M: relative errors of (m/M)^2.
    """
    V = pair_potential(r, m, m, majorana)
    if math.isinf(M):
        return V
    return V * short_distance_factor(M * r, np.asarray(log_scale))


def yukawa_profile(r: FloatArray, M: float) -> FloatArray:
    r"""Return :math:`M^2e^{-Mr}/4\pi r`: exchange of a boson over its contact limit.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.
    M : float
        Mass of the boson, eV.

    Returns
    -------
    ndarray (...)
        eV^3, with unit volume integral. Sec. 3 of arXiv:1912.09444.
    """
    with np.errstate(under="ignore"):
        return M**2 * np.exp(-M * r) / (4.0 * math.pi * r)


def dipole_profile(r: FloatArray, M: float) -> FloatArray:
    r"""Return :math:`M^3e^{-Mr}/8\pi`: a contact with the form factor :math:`(1+Q^2/M^2)^{-2}`.

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, >= 0.
    M : float
        Scale of the form factor, eV.

    Returns
    -------
    ndarray (...)
        eV^3, with unit volume integral.
    """
    with np.errstate(under="ignore"):
        return M**3 * np.exp(-M * r) / (8.0 * math.pi)


def z_gamma_profile(r: FloatArray) -> FloatArray:
    r"""Return the potential of Z-photon mixing by the electron's loop.

    .. math:: F = \frac1{4\pi r}\int_{4m_e^2}^\infty dt\,\Big(1+\frac{2m_e^2}t\Big)
        \sqrt{1-\frac{4m_e^2}t}\,e^{-\sqrt tr}
        = \frac{2m_e^2}{\pi r}\int_0^\infty d\theta\,\sinh^2\theta
        \Big(1+\frac1{2\cosh^2\theta}\Big)e^{-2m_er\cosh\theta}

    Parameters
    ----------
    r : ndarray (...)
        Distance, 1/eV, > 0.

    Returns
    -------
    ndarray (...)
        eV^3; 1/(2 pi r^3) at small r; 1e-13 for m_e r > 1e-8. Spectral density of the vacuum
        polarisation, Berestetskii, Lifshitz and Pitaevskii, Sec. 113; cf. arXiv:2205.02569.
    """
    x = 2.0 * M_E * np.asarray(r, dtype=np.float64)[..., np.newaxis]
    node, weight = _NODES
    # exp(-x (cosh - 1)) is over at the upper end.
    half = np.arcsinh(np.sqrt(0.5 * _DECAYED / x))
    theta = half * (1.0 + node)
    density = polarisation_density(theta)
    with np.errstate(under="ignore"):
        decay = np.exp(-x * (1.0 + 2.0 * np.sinh(0.5 * theta) ** 2))
        return 2.0 * M_E**2 / math.pi * (density * decay @ weight) * half[..., 0] / r


def polarisation_density(theta: FloatArray) -> FloatArray:
    r"""Return the spectral density of the electron's loop, over :math:`8m_e^2\,d\theta`.

    .. math:: dt\,\Big(1+\frac{2m_e^2}t\Big)\sqrt{1-\frac{4m_e^2}t}
        = 8m_e^2\sinh^2\theta\,\Big(1+\frac1{2\cosh^2\theta}\Big)d\theta,\qquad
        \sqrt t = 2m_e\cosh\theta

    Parameters
    ----------
    theta : ndarray (...)
        Rapidity, >= 0.

    Returns
    -------
    ndarray (...)
        Berestetskii, Lifshitz and Pitaevskii, Sec. 113.
    """
    return np.asarray(np.sinh(theta) ** 2 * (1.0 + 0.5 / np.cosh(theta) ** 2))

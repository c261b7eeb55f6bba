r"""How strongly a mediator of some mass adds to the weak interaction.

With :math:`D = s - M^2 + iM\Gamma` (fixed-width Breit-Wigner; s is timelike, so the pole lies
inside the kinematic range),
:math:`\mathcal L = V_\mu g_A^e\,\bar e\gamma^\mu\gamma_5e + \ldots` and
:math:`\mathcal L = \phi\,\bar e\,(y_S^e + iy_P^e\gamma_5)\,e + \ldots` give

.. math::
    k = \frac{g_A^e}{\sqrt2\,G_F\,D}, \qquad
    \kappa = \frac{y_P^e}{2\sqrt2\,m_e\,G_F\,D}, \qquad
    \zeta = \frac{2\kappa_M\mu_B}{2\sqrt2\,G_F\,s} .

The last one is photon exchange by dipole moments in Bohr magnetons, mu_B = e/(2 m_e).
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.constants import ALPHA, G_F, M_E
from softnu.renp.kernels.couplings import ComplexArray

#: What multiplies the current of a mediator; real for mediators without width.
Strength = FloatArray | ComplexArray
#: Bohr magneton e/(2 m_e) with e^2 = 4 pi alpha, 1/eV.
MU_B = np.sqrt(4.0 * np.pi * ALPHA) / (2.0 * M_E)
#: Couplings are multiplied by this to be dimensionless beside G_F: sqrt2 G_F, 1/eV^2.
_WEAK = np.sqrt(2.0) * G_F


def propagator(s: FloatArray, mass: FloatArray, width: FloatArray) -> Strength:
    r"""Return :math:`1/D`, 1/eV^2; 0 on the pole of a mediator without width.

    Parameters
    ----------
    s : ndarray (...)
        Invariant mass squared of the pair, eV^2.
    mass, width : ndarray (...)
        Of the mediator, eV.

    Returns
    -------
    ndarray (...)
        Real without width, else complex. Where :func:`on_pole` holds the value is meaningless,
        and 0.

    Examples
    --------
    >>> float(propagator(np.float64(2.0), np.float64(1.0), np.float64(0.0)))
    1.0
    >>> complex(propagator(np.float64(1.0), np.float64(1.0), np.float64(0.5)))
    -2j
    """
    D: Strength = s - np.square(mass)
    if np.any(width):
        D = D + 1j * np.multiply(mass, width)
    return np.asarray(1.0 / np.where(D == 0.0, np.inf, D))


def on_pole(s: FloatArray, mass: FloatArray, width: FloatArray) -> np.ndarray:
    """Return where s is the squared mass of a mediator without width.

    Parameters
    ----------
    s, mass, width : ndarray (...)
        As for :func:`propagator`.

    Returns
    -------
    ndarray (...) of bool
    """
    return np.asarray((s == np.square(mass)) & (np.multiply(mass, width) == 0.0))


def vector_strength(s: FloatArray, m_V: FloatArray, Gamma_V: FloatArray) -> Strength:
    r"""Return k for :math:`g_A^e = 1`, dimensionless.

    Parameters
    ----------
    s, m_V, Gamma_V : ndarray (...)
        As for :func:`propagator`.

    Returns
    -------
    ndarray (...)
        As of :func:`propagator`. Eq. (22) of arXiv:2110.03510.
    """
    return propagator(s, m_V, Gamma_V) / _WEAK


def scalar_strength(s: FloatArray, m_S: FloatArray, Gamma_S: FloatArray) -> Strength:
    r"""Return :math:`\kappa` for :math:`y_P^e = 1`, 1/eV.

    Parameters
    ----------
    s, m_S, Gamma_S : ndarray (...)
        As for :func:`propagator`.

    Returns
    -------
    ndarray (...)
        As of :func:`propagator`. Only the pseudoscalar coupling of the electron contributes at
        leading order.
    """
    return propagator(s, m_S, Gamma_S) / (2.0 * M_E * _WEAK)


def dipole_strength(s: FloatArray, kappa_M: FloatArray) -> FloatArray:
    r"""Return :math:`\zeta\mu_B`: what dipole moments in Bohr magnetons are multiplied by.

    Parameters
    ----------
    s : ndarray (...)
        Invariant mass squared of the pair, eV^2, > 0.
    kappa_M : ndarray (...)
        :math:`\mathbf L + 2\mathbf S = 2\kappa_M\mathbf S`: 1/2 for transitions that change J
        in LS coupling, 1 for spin alone.

    Returns
    -------
    ndarray (...)
        1/eV^2.
    """
    return kappa_M * MU_B**2 / (_WEAK * s)

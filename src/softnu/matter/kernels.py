r"""Tree-level couplings of matter to neutrinos, in the sign of the Particle Data Group.

.. math::
    \mathcal L = -\frac{G_F}{\sqrt2}\,[\bar\nu\gamma^\mu(1-\gamma_5)\nu]\,
    [\bar\chi\gamma_\mu(g_V - g_A\gamma_5)\chi].

Flavours are counted e, mu, tau along the last axis of arrays.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.constants import ALPHA
from softnu.data import load

ComplexArray = npt.NDArray[np.complex128]

FLAVOURS: Final = ("e", "mu", "tau")
FERMIONS: Final = ("e", "p", "n", "u", "d")
#: Third component of the weak isospin and electric charge.
_ISOSPIN_CHARGE: Final = {
    "e": (-0.5, -1.0),
    "mu": (-0.5, -1.0),
    "p": (0.5, 1.0),
    "n": (-0.5, 0.0),
    "u": (0.5, 2.0 / 3.0),
    "d": (-0.5, -1.0 / 3.0),
}


def fermion_coupling(
    fermion: str,
    flavour: str,
    current: str,
    sin2_theta_w: FloatArray | float,
    g_A_nucleon: FloatArray | float,
    strange_spin: FloatArray | float,
) -> FloatArray:
    r"""Return g_V or g_A of a charged lepton, nucleon or quark at tree level.

    :math:`g_V = T_3 - 2 Q \sin^2\theta_W`, :math:`g_A = T_3`; for nucleons
    :math:`g_A = T_3\, g_A^N - \Delta s/2`. Exchange of W adds 1 to both couplings of a
    charged lepton to the neutrino of its flavour.

    Parameters
    ----------
    fermion : {"e", "mu", "p", "n", "u", "d"}
        The fermion.
    flavour : {"e", "mu", "tau"}
        Flavour of the neutrino.
    current : {"vector", "axial"}
        g_V or g_A.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle.
    g_A_nucleon : ndarray (...)
        Isovector axial charge of the nucleon.
    strange_spin : ndarray (...)
        Contribution of strange quarks to the spin of the nucleon; all broadcast.

    Returns
    -------
    ndarray (...)
        Coupling. Sec. 2.1 of arXiv:2405.16801, where the axial current has the other sign.

    Examples
    --------
    >>> float(fermion_coupling("e", "e", "vector", 0.23121, 1.2754, 0.0))
    0.96242
    >>> float(fermion_coupling("n", "mu", "axial", 0.23121, 1.2754, 0.0))
    -0.6377
    """
    T_3, Q = _ISOSPIN_CHARGE[fermion]
    charged = 1.0 if fermion == flavour else 0.0
    if current == "vector":
        neutral = T_3 - 2.0 * Q * np.asarray(sin2_theta_w)
    elif fermion in ("p", "n"):
        neutral = T_3 * np.asarray(g_A_nucleon) - 0.5 * np.asarray(strange_spin)
    else:
        neutral = np.asarray(T_3)
    return np.asarray(neutral + charged)


def atom_coupling(
    Z: FloatArray | float,
    N: FloatArray | float,
    neutral: bool,
    flavour: str,
    sin2_theta_w: FloatArray | float,
) -> FloatArray:
    r"""Return the coherent g_V of a nucleus, or of an atom with its Z electrons.

    Nucleus: :math:`Z(\frac12 - 2\sin^2\theta_W) - N/2`. Neutral atom: the neutral-current
    parts of electrons and protons cancel, :math:`Z\delta_{\alpha e} - N/2`.

    Parameters
    ----------
    Z, N : ndarray (...)
        Numbers of protons and neutrons.
    neutral : bool
        With the electrons.
    flavour : {"e", "mu", "tau"}
        Flavour of the neutrino.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    ndarray (...)
        Coupling. Sec. 2.1 of arXiv:2405.16801.

    Examples
    --------
    >>> float(atom_coupling(26, 30, True, "e", 0.23121))
    11.0
    """
    Z, N = np.asarray(Z, dtype=np.float64), np.asarray(N, dtype=np.float64)
    if neutral:
        protons = np.full(np.shape(sin2_theta_w), 1.0 if flavour == "e" else 0.0)
    else:
        protons = fermion_coupling("p", flavour, "vector", sin2_theta_w, 0.0, 0.0)
    return np.asarray(Z * protons + N * -0.5)


def to_mass_basis(g: npt.ArrayLike, U: ComplexArray) -> ComplexArray:
    r"""Return :math:`g_{ij} = \sum_\alpha g^\alpha U_{\alpha i}^* U_{\alpha j}`.

    What is common to all flavours stays exactly diagonal, for U is unitary:
    :math:`g_{ij} = g^\tau\delta_{ij} + \sum_\alpha (g^\alpha-g^\tau) U_{\alpha i}^*U_{\alpha j}`.

    Parameters
    ----------
    g : array_like (..., 3)
        Couplings to the flavours e, mu, tau.
    U : ndarray (..., 3, 3) of complex
        Mixing matrix; leading axes broadcast with those of `g`.

    Returns
    -------
    ndarray (..., 3, 3) of complex
        Hermitian coupling matrix of the mass states.

    Examples
    --------
    >>> to_mass_basis([0.5, -0.5, -0.5], np.eye(3)).real.diagonal()
    array([ 0.5, -0.5, -0.5])
    """
    g = np.asarray(g, dtype=np.float64)
    common = g[..., 2, np.newaxis, np.newaxis]
    total = common * np.eye(3, dtype=np.complex128)
    for a in range(2):
        row = U[..., a, :]
        product = np.conj(row)[..., :, np.newaxis] * row[..., np.newaxis, :]
        total = total + (g[..., a, np.newaxis, np.newaxis] - common) * product
    return total


def mass_basis_coupling(
    fermion: str,
    current: str,
    U: ComplexArray,
    sin2_theta_w: FloatArray | float,
    g_A_nucleon: FloatArray | float,
    strange_spin: FloatArray | float,
) -> ComplexArray:
    r"""Return :math:`g_{ij} = g_{NC}\delta_{ij} + \delta_{\chi\alpha}U_{\alpha i}^*U_{\alpha j}`.

    Parameters
    ----------
    fermion : {"e", "mu", "p", "n", "u", "d"}
        The fermion; :math:`\alpha` is the flavour of a charged lepton.
    current : {"vector", "axial"}
        g_V or g_A.
    U : ndarray (..., 3, 3) of complex
        Mixing matrix.
    sin2_theta_w, g_A_nucleon, strange_spin : ndarray (...)
        As in :func:`fermion_coupling`; all broadcast.

    Returns
    -------
    ndarray (..., 3, 3) of complex
        Hermitian matrix over mass states. Sec. 2 of arXiv:1912.09444.

    Examples
    --------
    >>> mass_basis_coupling("n", "vector", np.eye(3), 0.23121, 1.2754, 0.0).real.diagonal()
    array([-0.5, -0.5, -0.5])
    """
    g = [
        fermion_coupling(fermion, flavour, current, sin2_theta_w, g_A_nucleon, strange_spin)
        for flavour in FLAVOURS
    ]
    return to_mass_basis(np.stack(g, axis=-1), U)


def atom_mass_basis_coupling(
    Z: FloatArray | float,
    N: FloatArray | float,
    neutral: bool,
    U: ComplexArray,
    sin2_theta_w: FloatArray | float,
) -> ComplexArray:
    r"""Return the coherent coupling matrix of a nucleus, or of an atom with its Z electrons.

    Neutral atom: :math:`g_{ij} = -\frac N2\delta_{ij} + Z\, U_{ei}^* U_{ej}`.

    Parameters
    ----------
    Z, N : ndarray (...)
        Numbers of protons and neutrons.
    neutral : bool
        With the electrons.
    U : ndarray (..., 3, 3) of complex
        Mixing matrix.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    ndarray (..., 3, 3) of complex
        Hermitian matrix over mass states. Sec. 2 of arXiv:1912.09444.

    Examples
    --------
    >>> atom_mass_basis_coupling(26, 30, True, np.eye(3), 0.23121).real.diagonal()
    array([ 11., -15., -15.])
    """
    g = [atom_coupling(Z, N, neutral, flavour, sin2_theta_w) for flavour in FLAVOURS]
    return to_mass_basis(np.stack(g, axis=-1), U)


def weak_charge(
    Z: FloatArray | float, N: FloatArray | float, sin2_theta_w: FloatArray | float, level: str
) -> FloatArray:
    r"""Return the weak charge of a nucleus.

    Tree: :math:`Q_W = Z(1-4\sin^2\theta_W) - N`. Radiative:
    :math:`Q_W = -2[(2Z+N)C_{1u} + (Z+2N)C_{1d}](1-\alpha/2\pi)` with tabulated
    :math:`C_{1q}`; `sin2_theta_w` is not used.

    Parameters
    ----------
    Z, N : ndarray (...)
        Numbers of protons and neutrons.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle, for the tree level; all broadcast.
    level : {"tree", "radiative"}
        Without or with radiative corrections.

    Returns
    -------
    ndarray (...)
        Weak charge. Sec. 6.1 of arXiv:2405.16801; radiative: Particle Data Group, review of
        the electroweak model.

    Examples
    --------
    >>> float(weak_charge(55, 78, 0.23121, "tree")), float(weak_charge(55, 78, 0.0, "radiative"))
    (-73.8662, -73.24543)
    """
    Z, N = np.asarray(Z, dtype=np.float64), np.asarray(N, dtype=np.float64)
    if level == "tree":
        return 2.0 * atom_coupling(Z, N, False, "mu", sin2_theta_w)
    table: dict[str, Any] = load("weak_charge")
    quarks = (2.0 * Z + N) * table["C_1u"] + (Z + 2.0 * N) * table["C_1d"]
    return np.asarray(-2.0 * quarks * (1.0 - ALPHA / (2.0 * math.pi)))

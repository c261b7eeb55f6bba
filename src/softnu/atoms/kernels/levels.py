r"""Energy levels of hydrogen-like atoms: gross, fine and hyperfine structure, Lamb shift, width.

Shifts are leading order in :math:`Z\alpha`. Electron mass in place of the reduced mass: every
formula takes `mass`, the factor :math:`\mu_r/m_e`, which is 1 where the mass of the nucleus is
left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.atoms.kernels.bethe import bethe_log
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.kernels.radial import moment
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E, M_P


def gross(Z: FloatArray, n: int, mass: float) -> FloatArray:
    r"""Return Bohr's levels, :math:`E_0 = -(Z\alpha)^2\mu_r/2n^2`.

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n : int
        Principal quantum number.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...)
        eV.
    """
    return -0.5 * (Z * ALPHA) ** 2 * M_E * mass / n**2


def fine_structure(Z: FloatArray, n: int, j: float, mass: float) -> FloatArray:
    r"""Return :math:`-\frac{(Z\alpha)^4\mu_r}{2n^4}\Big(\frac n{j+1/2}-\frac34\Big)`.

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n, j : float
        Quantum numbers.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...)
        Shift of Bohr's level, eV. Bethe and Salpeter (1957), Eq. (17.1).
    """
    return -0.5 * (Z * ALPHA) ** 4 * M_E * mass / n**4 * (n / (j + 0.5) - 0.75)


def hyperfine(
    Z: FloatArray, n: int, l: int, j: float, F: float, I: float, g_N: FloatArray, mass: float
) -> FloatArray:
    r"""Return the magnetic hyperfine shift.

    .. math:: \frac{\alpha(Z\alpha)^3g_Nm_e^2}{2m_pn^3(2\ell+1)}
        \frac{F(F+1)-j(j+1)-I(I+1)}{j(j+1)}\Big(\frac{\mu_r}{m_e}\Big)^3

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n, l, j, F, I : float
        Quantum numbers; any l, also 0.
    g_N : ndarray (...)
        :math:`\mu_N/(\mu_{nm}I)`, nuclear magnetons.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...)
        eV; 0 for I = 0. Bethe and Salpeter (1957), Sec. 22; 1S of hydrogen: 1421.16 MHz
        (measured 1420.41; the rest is reduced mass and anomalous moment).
    """
    cosine = (F * (F + 1) - j * (j + 1) - I * (I + 1)) / (j * (j + 1))
    strength = ALPHA * (Z * ALPHA) ** 3 * g_N * M_E**2 * mass**3 / (2.0 * M_P)
    return strength * cosine / (n**3 * (2 * l + 1))


def lamb_shift(
    Z: FloatArray, n: int, l: int, j: float, bethe_log: FloatArray, mass: float
) -> FloatArray:
    r"""Return the Lamb shift of states with l >= 1.

    .. math:: \frac{4\alpha(Z\alpha)^4m_e}{3\pi n^3}\Big[-\ln k_0(n,\ell)
        +\frac38\frac c{2\ell+1}\Big]\Big(\frac{\mu_r}{m_e}\Big)^3,\qquad
        c = \frac1{\ell+1}\ (j=\ell+\tfrac12),\ -\frac1\ell\ (j=\ell-\tfrac12)

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n, l, j : float
        Quantum numbers, l >= 1.
    bethe_log : ndarray (...)
        :math:`\ln k_0(n,\ell)`.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...)
        eV, leading order. Bethe and Salpeter (1957), Sec. 21.
    """
    c = 1.0 / (l + 1) if j > l else -1.0 / l
    strength = 4.0 * ALPHA * (Z * ALPHA) ** 4 * M_E * mass**3 / (3.0 * math.pi * n**3)
    return strength * (0.375 * c / (2 * l + 1) - bethe_log)


def width(Z: FloatArray, n: int, l: int, mass: float) -> FloatArray:
    r"""Return the radiative width, the sum over all lower states.

    .. math:: \Gamma_{n\ell} = \sum_{n'<n,\,\ell'=\ell\pm1}\frac43\alpha\omega^3
        \frac{\max(\ell,\ell')}{2\ell+1}\Big|\int r^3R_{n'\ell'}R_{n\ell}\,dr\Big|^2

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n, l : int
        Quantum numbers.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...)
        eV, non-relativistic E1; 0 for 1S and, as two photons are left out, for 2S. Bethe and
        Salpeter (1957), Sec. 63.
    """
    total = 0.0
    for l_low in (l - 1, l + 1):
        for n_low in range(max(l_low, 0) + 1, n if l_low >= 0 else 0):
            dipole = moment(state(n_low, l_low), state(n, l), 1)
            omega = 0.5 * (1.0 / n_low**2 - 1.0 / n**2)
            total += omega**3 * max(l, l_low) / (2 * l + 1) * dipole**2
    return 4.0 / 3.0 * ALPHA * (Z * ALPHA) ** 4 * M_E * mass * total


class Corrections(NamedTuple):
    r"""What counts in the energies of states, and what it needs.

    Attributes
    ----------
    g_N : ndarray (...) or None
        g factor of the nucleus, nuclear magnetons; None leaves out hyperfine structure.
    lamb : bool
        With the Lamb shift.
    widths : bool
        With -i Gamma/2.
    bethe_logs : mapping
        :math:`\ln k_0` by (n, l), arrays (...), where not those of the package.
    """

    g_N: FloatArray | None
    lamb: bool
    widths: bool
    bethe_logs: Mapping[tuple[int, int], FloatArray]


def complex_shift(
    Z: FloatArray,
    n: int,
    l: int,
    j: float,
    F: float,
    I: float,
    corrections: Corrections,
    mass: float = 1.0,
) -> npt.NDArray[np.complex128]:
    r"""Return the shift of Bohr's level, and -i Gamma/2.

    Parameters
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    n, l, j, F, I : float
        Quantum numbers; l >= 1 for the Lamb shift.
    corrections : Corrections
        What counts.
    mass : float
        Reduced mass over the electron's.

    Returns
    -------
    ndarray (...) of complex
        eV. Differences at equal n are formed from shifts, never from whole energies, which
        would cost eight digits.
    """
    shift = fine_structure(Z, n, j, mass)
    if corrections.g_N is not None and I > 0:
        shift = shift + hyperfine(Z, n, l, j, F, I, corrections.g_N, mass)
    if corrections.lamb:
        known = corrections.bethe_logs.get((n, l))
        logarithm = np.asarray(bethe_log(n, l)) if known is None else known
        shift = shift + lamb_shift(Z, n, l, j, logarithm, mass)
    gamma = width(Z, n, l, mass) if corrections.widths else 0.0
    return np.asarray(shift - 0.5j * gamma)

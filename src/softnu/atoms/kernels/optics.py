r"""Optics of a magnetic dipole line: rates, refractive index and its rotation of polarisation.

A line of centre :math:`\omega_0 = 2\pi/\lambda` and homogeneous full width :math:`\Gamma` in a
vapour whose atoms spread :math:`\omega_0` by a Gaussian of deviation :math:`\sigma`; detuning
:math:`\delta = \omega-\omega_0`.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from scipy import special

from softnu.atoms.kernels.levels import Corrections, complex_shift, hyperfine
from softnu.atoms.kernels.mixing import Line
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E

ComplexArray = npt.NDArray[np.complex128]


def transition_energy(line: Line, Z: FloatArray, g_N: FloatArray) -> FloatArray:
    r"""Return the energy of state 1 less that of state 2.

    Parameters
    ----------
    line : Line
        The states.
    Z, g_N : ndarray (...)
        Charge and g factor of the nucleus.

    Returns
    -------
    ndarray (...)
        eV: fine structure, hyperfine structure and Lamb shift. The first and the last are the
        same for states of one j, and left out.
    """
    if line.j1 == line.j2:
        first, second = (hyperfine(Z, line.n, *end, line.I, g_N, 1.0) for end in line.ends)
        return np.asarray(first - second)
    corrections = Corrections(g_N, True, False, {})
    first, second = (complex_shift(Z, line.n, *end, line.I, corrections).real for end in line.ends)
    return np.asarray(first - second)


def m1_rate(m1: float, F: float, omega: FloatArray) -> FloatArray:
    r"""Return the rate of spontaneous M1 emission.

    .. math:: A = \frac{\alpha\omega^3}{3m_e^2}\frac{|\langle1\|L+2S\|2\rangle|^2}{2F+1}

    Parameters
    ----------
    m1 : float
        Reduced element of L + 2 S.
    F : float
        Total angular momentum of the upper state.
    omega : ndarray (...)
        Energy of the transition, eV, >= 0.

    Returns
    -------
    ndarray (...)
        eV. Bethe and Salpeter (1957), Sec. 66; 21 cm: 2.87e-15 1/s.
    """
    return ALPHA * omega**3 / (3.0 * M_E**2) * m1**2 / (2.0 * F + 1.0)


def line_shape(x: FloatArray, y: FloatArray) -> ComplexArray:
    r"""Return a Voigt line, :math:`i\sqrt\pi\,y\,w(x+iy)` with Faddeeva's function w.

    Parameters
    ----------
    x : ndarray (...)
        :math:`\delta/(\sqrt2\sigma)`.
    y : ndarray (...)
        :math:`\Gamma/(2\sqrt2\sigma)`, >= 0.

    Returns
    -------
    ndarray (...) of complex
        :math:`(n-1)/(\alpha_0\lambda/4\pi)`; 1e-13.
    """
    return np.asarray(1j * math.sqrt(math.pi) * y * special.wofz(x + 1j * y))


def lorentz_shape(detuning_widths: FloatArray) -> ComplexArray:
    r"""Return the line of atoms at rest, :math:`-1/(2\delta/\Gamma+i)`.

    Parameters
    ----------
    detuning_widths : ndarray (...)
        :math:`\delta/\Gamma`.

    Returns
    -------
    ndarray (...) of complex
        The limit of :func:`line_shape` for y >> 1.
    """
    return np.asarray(-1.0 / (2.0 * detuning_widths + 1j))


def shape(detuning: FloatArray, width: FloatArray, doppler: FloatArray) -> ComplexArray:
    """Return the shape of a line with or without motion of the atoms.

    Parameters
    ----------
    detuning, width, doppler : ndarray (...)
        delta, Gamma > 0 and sigma >= 0, eV; they broadcast.

    Returns
    -------
    ndarray (...) of complex
        :func:`line_shape`, or :func:`lorentz_shape` where `doppler` is 0.
    """
    moving = doppler > 0.0
    spread = math.sqrt(2.0) * np.where(moving, doppler, 1.0)
    voigt = line_shape(detuning / spread, 0.5 * width / spread)
    return np.where(moving, voigt, lorentz_shape(detuning / width))


def index_scale(
    n_atoms: FloatArray, omega: FloatArray, rate: FloatArray, width: FloatArray
) -> FloatArray:
    r"""Return :math:`\alpha_0\lambda/4\pi`, which times the shape of the line is n - 1.

    .. math:: \alpha_0 = N_l\frac{\lambda^2}{2\pi}\frac{g_u}{g_l}\frac A\Gamma
        \Big(1-\frac{N_ug_l}{N_lg_u}\Big)

    Parameters
    ----------
    n_atoms : ndarray (...)
        :math:`N_l` of atoms in the lower state, or :math:`-N_u` of atoms in the upper one, eV^3.
    omega : ndarray (...)
        Energy of the transition, eV, > 0.
    rate : ndarray (...)
        :math:`Ag_u/g` with the degeneracy g of the state that the atoms are in, eV.
    width : ndarray (...)
        :math:`\Gamma`, eV, > 0.

    Returns
    -------
    ndarray (...)
        Negative for gain. Loudon, The Quantum Theory of Light (2000), Ch. 2.
    """
    wavelength = 2.0 * math.pi / omega
    return n_atoms * wavelength**3 * rate / (8.0 * math.pi**2 * width)


def rotation(ratio: ComplexArray, detuning_widths: FloatArray, lengths: FloatArray) -> FloatArray:
    r"""Return the rotation of the polarisation of light by a vapour of atoms at rest.

    .. math:: \Phi = \frac{4\pi L}\lambda\,\mathrm{Re}[(n-1)(-i\mathcal R)]
        = N\Big(\mathrm{Re}\,\mathcal R-\frac{2\delta}\Gamma\mathrm{Im}\,\mathcal R\Big)

    Parameters
    ----------
    ratio : ndarray (...) of complex
        E1 over M1, :math:`\mathcal R`.
    detuning_widths : ndarray (...)
        :math:`\delta/\Gamma`.
    lengths : ndarray (...)
        Absorption lengths N at this detuning.

    Returns
    -------
    ndarray (...)
        Radians. Sec. 3 of arXiv:1912.09444, for complex R.
    """
    return lengths * (ratio.real - 2.0 * detuning_widths * ratio.imag)

r"""Closed forms of the slow wave of a beam with a spread of angles or energies.

The slow wave of a beam is :math:`e^{iE\varphi}`, :math:`\varphi = 2r\sin^2(\alpha/2)`
(Eq. (4.4) of arXiv:2405.16801). Averages of it decide how far from the axis, and from the
source, the force falls with 1/r only (Sec. 4 of arXiv:2209.07082).
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.numerics.filon import ComplexArray

#: Beyond this many sigma phi the mean wave is e^{-500000}, 0 in double precision.
_DEPHASED = 1e3


def gaussian_angle_factor(kr: FloatArray, alpha: FloatArray, width: FloatArray) -> ComplexArray:
    r"""Return the mean of :math:`e^{ikr\alpha^2/2}` over a small two-dimensional Gaussian.

    .. math::
        \frac{1}{1-is}\exp\frac{ikr\,\alpha^2}{2(1-is)}, \qquad s = kr\,\sigma^2

    Parameters
    ----------
    kr : ndarray (...)
        Momentum times distance, >= 0.
    alpha : ndarray (...)
        Angle between r and the mean direction, radians; small.
    width : ndarray (...)
        Standard deviation sigma of each component of the angle, radians; small.

    Returns
    -------
    ndarray (...) of complex
        Gaussian integral of the small-angle phase of Eq. (4.4) of arXiv:2405.16801. Accurate
        to 1e-15 times its phase, up to kr = 1e20.
    """
    narrowing = 1.0 / (1.0 - 1j * (kr * width**2))
    return np.asarray(np.exp(0.5j * kr * alpha**2 * narrowing) * narrowing)


def cone_factor(kr: FloatArray, width: FloatArray) -> ComplexArray:
    r"""Return the mean of :math:`e^{ikr(1-\cos\theta)}` over a cone about r.

    .. math::
        \frac{e^{ikr\,d}-1}{ikr\,d} = e^{ikr\,d/2}\,\mathrm{sinc}(kr\,d/2),
        \qquad d = 2\sin^2(\theta_0/2)

    Parameters
    ----------
    kr : ndarray (...)
        Momentum times distance, >= 0.
    width : ndarray (...)
        Half angle theta_0 of the cone, radians, 0 to pi.

    Returns
    -------
    ndarray (...) of complex
        Accurate to 1e-15 times kr d, up to kr = 1e20.
    """
    phase = kr * np.sin(0.5 * width) ** 2
    return np.asarray(np.exp(1j * phase) * np.sinc(phase / np.pi))


def gaussian_energy_factor(E: FloatArray, sigma_E: FloatArray, phi: FloatArray) -> ComplexArray:
    r"""Return the mean of :math:`E e^{iE\varphi}` over a Gaussian distribution of energies.

    .. math:: (E_0 + i\sigma_E^2\varphi)\, e^{iE_0\varphi - \sigma_E^2\varphi^2/2}

    Parameters
    ----------
    E, sigma_E : ndarray (...)
        Mean and standard deviation, eV, sigma_E < E/5: energies below 0 are not cut off.
    phi : ndarray (...)
        :math:`2r\sin^2(\alpha/2)`, 1/eV.

    Returns
    -------
    ndarray (...) of complex
        In eV; accurate to 1e-15 times the phase :math:`E_0\varphi`.
    """
    return np.asarray((E + 1j * sigma_E**2 * phi) * gaussian_wave(E, sigma_E, phi))


def gaussian_wave(E: FloatArray, sigma_E: FloatArray, phi: FloatArray) -> ComplexArray:
    r"""Return the mean of :math:`e^{iE\varphi}`: :math:`e^{iE_0\varphi-\sigma_E^2\varphi^2/2}`.

    Parameters
    ----------
    E, sigma_E, phi : ndarray (...)
        As for :func:`gaussian_energy_factor`.

    Returns
    -------
    ndarray (...) of complex
        Characteristic function of the distribution of energies.
    """
    spread = np.minimum(sigma_E * phi, _DEPHASED)
    with np.errstate(under="ignore"):
        return np.asarray(np.exp(1j * E * phi - 0.5 * spread**2))

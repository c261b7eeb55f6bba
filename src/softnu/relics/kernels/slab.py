r"""Pressure of neutrinos on faces and slabs, Fresnel coefficients at any incidence.

A wave meets a flat face at :math:`\mu = \cos` of the angle to the normal; behind it
:math:`\mu' = \sqrt{\mu^2+2\delta}` and :math:`r = (\mu-\mu')/(\mu+\mu') = -2\delta/(\mu+\mu')^2`.
Pressures are in units n v k of the incident beam, positive along it. Derived from the balance of
momentum; the cancellation of the two faces at first order is the theorem of N. Cabibbo and
L. Maiani, Phys. Lett. B 114 (1982) 115.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.checks import FloatArray

#: sinh of more than this would overflow when squared; the slab reflects totally long before.
_LARGEST_EXPONENT = 300.0
#: sinh x/x is 1 below it.
_SMALLEST_EXPONENT = 1e-9


class _Face(NamedTuple):
    """What a face does to a wave: the amplitudes r reflected and 1 - r that balances it.

    Where it reflects totally they are 1 and 0.
    """

    r: FloatArray
    rest: FloatArray


def _face(cos_theta: FloatArray, delta: FloatArray) -> _Face:
    behind = np.sqrt(np.maximum(cos_theta**2 + 2.0 * delta, 0.0))
    total = cos_theta + behind
    return _Face(np.minimum(-2.0 * delta / total**2, 1.0), 2.0 * behind / total)


def front_pressure(cos_theta: FloatArray, delta: FloatArray) -> FloatArray:
    r"""Return the pressure :math:`2\mu^2r` on the face that the beam enters.

    Parameters
    ----------
    cos_theta : ndarray (...)
        mu, 0 < mu <= 1.
    delta : ndarray (...)
        (k'^2/k^2 - 1)/2, any sign.

    Returns
    -------
    ndarray (...)
        In units n v k: -delta to first order, 2 mu^2 in total reflection.

    Notes
    -----
    :math:`\mu[\mu(1+R)-(1-R)\mu']` with :math:`R = r^2`, without its cancellation; 1e-15.
    """
    return 2.0 * cos_theta**2 * _face(cos_theta, delta).r


def rear_pressure(cos_theta: FloatArray, delta: FloatArray) -> FloatArray:
    r"""Return the pressure :math:`-2\mu^2r(1-r)^2` on the face it leaves by.

    Parameters
    ----------
    cos_theta, delta : ndarray (...)
        As for :func:`front_pressure`.

    Returns
    -------
    ndarray (...)
        In units n v k: +delta to first order, 0 in total reflection.

    Notes
    -----
    :math:`\mu(1-R)[\mu'(1+R)-(1-R)\mu]`, without its cancellation; 1e-15.
    """
    r, rest = _face(cos_theta, delta)
    return -2.0 * cos_theta**2 * r * rest**2


def faces_pressure(cos_theta: FloatArray, delta: FloatArray) -> FloatArray:
    r"""Return the pressure on both faces of a slab, whose waves do not interfere.

    Parameters
    ----------
    cos_theta, delta : ndarray (...)
        As for :func:`front_pressure`.

    Returns
    -------
    ndarray (...)
        :math:`2\mu^2r^2(2-r)` in units n v k: of second order in delta,
        :math:`\delta^2/\mu^2`.

    Notes
    -----
    The sum of :func:`front_pressure` and :func:`rear_pressure`, in which the first order
    cancels, formed without the cancellation; 1e-15.
    """
    r = _face(cos_theta, delta).r
    return 2.0 * (cos_theta * r) ** 2 * (2.0 - r)


def slab_reflectivity(cos_theta: FloatArray, delta: FloatArray, kt: FloatArray) -> FloatArray:
    r"""Return the share of a wave that a slab reflects.

    .. math::
        R = \Big|\frac{r(1-e)}{1-r^2e}\Big|^2 = \frac{a^2}{\mu^2+a^2},\qquad
        a = \delta\,\frac{\sin(\mu'kt)}{\mu'},\quad e = e^{2i\mu'kt}.

    Parameters
    ----------
    cos_theta, delta : ndarray (...)
        As for :func:`front_pressure`.
    kt : ndarray (...)
        Momentum times thickness, >= 0.

    Returns
    -------
    ndarray (...)
        Between 0 and 1.

    Notes
    -----
    The second form holds for imaginary mu' too, with sinh for sin. The error is 1e-15 times the
    phase mu' k t.
    """
    squared = cos_theta**2 + 2.0 * delta
    phase = np.sqrt(np.abs(squared)) * kt
    exponent = np.clip(phase, _SMALLEST_EXPONENT, _LARGEST_EXPONENT)
    ratio = np.where(squared >= 0.0, np.sinc(phase / np.pi), np.sinh(exponent) / exponent)
    a = delta * kt * ratio
    return np.asarray((a / np.hypot(cos_theta, a)) ** 2)


def slab_pressure(cos_theta: FloatArray, delta: FloatArray, kt: FloatArray) -> FloatArray:
    r"""Return the pressure :math:`2\mu^2R` on a slab, with interference of its faces.

    Parameters
    ----------
    cos_theta, delta, kt : ndarray (...)
        As for :func:`slab_reflectivity`.

    Returns
    -------
    ndarray (...)
        In units n v k, never negative.
    """
    return 2.0 * cos_theta**2 * slab_reflectivity(cos_theta, delta, kt)


def one_sided_pressure(delta: FloatArray) -> FloatArray:
    r"""Return the pressure of an isotropic flux that reaches a face from one side only.

    .. math::
        \int_0^1 2\mu^2 R\,d\mu = \theta_c^3\Big\{\tfrac23\ [\delta<0] + \tfrac14\Big[(1-q)
        \pm\frac{1-q^3}{3} \mp\frac{1-q^5}{5} - \ldots\Big]\Big\},\quad
        \theta_c = \sqrt{2|\delta|},

    with q = \|r\| at normal incidence.

    Parameters
    ----------
    delta : ndarray (...)
        Any sign; from -1/2 down every neutrino is reflected.

    Returns
    -------
    ndarray (...)
        In units n v k, n the density of the neutrinos that reach the face: to leading order
        :math:`\tfrac{32}{35}\theta_c^3` (delta < 0), :math:`\tfrac{16}{105}\theta_c^3`
        (delta > 0). It vanishes if both sides are reached.

    Notes
    -----
    With mu = theta_c cosh t or theta_c sinh t, r is e^{-2t}; 1e-15.
    """
    theta = np.sqrt(2.0 * np.abs(delta))
    repels = delta < 0.0
    inner = np.sqrt(np.maximum(1.0 + np.where(repels, -1.0, 1.0) * theta**2, 0.0))
    q = np.minimum(theta / (1.0 + inner), 1.0)
    odd = [(1.0 - q**n) / n for n in (1, 3, 5, 7)]
    sign = np.where(repels, 1.0, -1.0)
    refracted = 0.25 * (odd[0] + sign * odd[1] - odd[2] - sign * odd[3])
    reflected = np.where(repels, 2.0 / 3.0 * np.minimum(theta, 1.0) ** 3, 0.0)
    return np.asarray(reflected + theta**3 * np.where(theta * repels < 1.0, refracted, 0.0))

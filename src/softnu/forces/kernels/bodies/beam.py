r"""A sphere in a beam of neutrinos of one momentum, exactly, by partial waves.

A point at **r** sees the spherical waves of all points of the sphere,

.. math::
    B(\mathbf r) = \int_{|\mathbf s|<R}\! d^3s\; e^{-i\mathbf k\cdot(\mathbf r-\mathbf s)}
    \frac{e^{ik|\mathbf r-\mathbf s|}}{4\pi|\mathbf r-\mathbf s|}
    = e^{-i\mathbf k\cdot\mathbf r}\, ik\sum_l (2l+1)\, i^l\, h_l^{(1)}(kr)\,
    P_l(\hat k\cdot\hat r)\, I_l,
    \qquad I_l = \frac{R^3}2\,[j_l^2 - j_{l-1}j_{l+1}](kR),

and with the complex conjugate waves :math:`\tilde B`, where :math:`-ik` and :math:`h_l^{(2)}`
take the place of :math:`ik` and :math:`h_l^{(1)}`. The spin-independent kernel of the whole
sphere follows by acting on both,

.. math::
    \int\! S^{00} d^3s = \mathrm{Re}\Big\{ e^{-i\mathbf k\cdot\mathbf r}
    \big(K_0E - i\mathbf K\cdot\nabla\big)\,
    e^{i\mathbf k\cdot\mathbf r}\tfrac12(B+\tilde B)\Big\}

(derived from Eqs. (2.25), (2.30) of arXiv:2405.16801). The waves are carried without their
phase :math:`e^{ikr}`, which is joined to that of the beam as
:math:`kr(1\mp\cos\alpha) = 2kr\sin^2(\alpha/2)`, so that nothing is lost far away.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import spherical_jn

from softnu.checks import FloatArray
from softnu.forces.kernels.mode import external_vector

ComplexArray = npt.NDArray[np.complex128]

#: Below this kR the waves l > 5 are below rounding, and more of them would overflow.
_SMALL: Final = 1e-3
_FEW_WAVES: Final = 5


class _Waves(NamedTuple):
    """Sums over l of (2l+1) i^l P_l I_l times h_l, and times its derivative along the beam.

    Both without the phase e^{ikr}; ``conjugate`` ones belong to the waves e^{-ikr}.
    """

    wave: ComplexArray
    slope: ComplexArray
    conjugate_wave: ComplexArray
    conjugate_slope: ComplexArray


def sphere_beam(k: FloatArray, axis: FloatArray, R: FloatArray, r: FloatArray) -> ComplexArray:
    r"""Return B(r), the waves of a beam from all points of a sphere.

    Parameters
    ----------
    k : ndarray (...)
        Momentum, eV, > 0.
    axis : ndarray (..., 3)
        Its direction; the length is ignored.
    R : ndarray (...)
        Radius of the sphere, 1/eV; k R from 1e-40 on.
    r : ndarray (..., 3)
        Position relative to the centre, 1/eV, outside the sphere.

    Returns
    -------
    ndarray (...) of complex
        In 1/eV^2. The error is 3e-15 (1 + k R) of the forward wave, and that of the phase
        k r (1 - cos alpha). The cost grows with k R: a second for some points at 1e4.

    Examples
    --------
    >>> r, axis = np.array([0.3, 0.5, 2.0]), np.array([0.6, 0.0, 0.8])
    >>> complex(sphere_beam(np.float64(3.0), axis, np.float64(1.0), r)).real
    0.05278039
    """
    sine, _ = _half_angles(axis, r)
    distance = np.linalg.norm(r, axis=-1)
    waves = _partial_waves(k, axis, R, r)
    return 1j * k * np.exp(2j * k * distance * sine) * waves.wave


def sphere_beam_kernel(
    k: FloatArray,
    axis: FloatArray,
    R: FloatArray,
    r: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
) -> FloatArray:
    r"""Return the kernel :math:`S^{00}` of one mode, integrated over a sphere of unit density.

    Parameters
    ----------
    k, axis, R, r
        As for :func:`sphere_beam`.
    m_nu : ndarray (...)
        Neutrino mass, eV.
    population : {"sum", "produced", "opposite"}
        Which helicities are filled.
    majorana : bool
        Add the Majorana mass term; needs "sum".

    Returns
    -------
    ndarray (...)
        Dimensionless (eV^3 times volume); errors as of :func:`sphere_beam`, relative to
        K_0 E times B.

    Examples
    --------
    >>> r, axis = np.array([0.0, 0.0, 2.0]), np.array([0.0, 0.0, 1.0])
    >>> one, massless = np.float64(1.0), np.float64(0.0)
    >>> float(sphere_beam_kernel(one, axis, one, r, massless, "sum", False))
    0.14117126
    """
    sine, cosine = _half_angles(axis, r)
    distance = np.linalg.norm(r, axis=-1)
    waves = _partial_waves(k, axis, R, r)
    K0, K = external_vector(k, m_nu, population)
    energy = K0 * np.hypot(k, m_nu) - (m_nu**2 if majorana else 0.0)
    slow = 1j * k * np.exp(2j * k * distance * sine)
    fast = -1j * k * np.exp(-2j * k * distance * cosine)
    total = slow * (energy * waves.wave - 1j * K * waves.slope)
    total = total + fast * (energy * waves.conjugate_wave - 1j * K * waves.conjugate_slope)
    return 0.5 * total.real


def _half_angles(axis: FloatArray, r: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return sin^2 and cos^2 of half the angle between two vectors, each to rounding."""
    along = axis / np.linalg.norm(axis, axis=-1, keepdims=True)
    direction = r / np.linalg.norm(r, axis=-1, keepdims=True)
    return 0.25 * ((along - direction) ** 2).sum(-1), 0.25 * ((along + direction) ** 2).sum(-1)


def _partial_waves(k: FloatArray, axis: FloatArray, R: FloatArray, r: FloatArray) -> _Waves:
    """Sum over l, by upward recurrence for h_l and P_l."""
    sine, cosine = _half_angles(axis, r)
    x, z = k * R, k * np.linalg.norm(r, axis=-1)
    x, z, R, sine, cosine = np.broadcast_arrays(x, z, R, sine, cosine)
    last = np.where(x < _SMALL, _FEW_WAVES, np.ceil(x + 12.0 * (1.0 + np.cbrt(x))))
    backward = cosine < sine  # where P_l(-c) = (-1)^l P_l(c) is taken from the other side
    u = np.minimum(sine, cosine)
    c = 1.0 - 2.0 * u  # |cos alpha|

    j_before, j = np.cos(x) / x, np.sinc(x / np.pi)
    h_before, h = 1.0 / z + 0j, -1j / z  # h_-1 and h_0 without e^{iz}
    P, step_before = np.ones(x.shape), np.zeros(x.shape)  # P_l, and P_l - P_{l-1}
    sums = np.zeros((4, *x.shape), dtype=complex)
    for l in range(int(np.max(last, initial=0.0)) + 1):
        j_next = _next_bessel(l, x, j, j_before)
        I = 0.5 * R**3 * (j * j - j_before * j_next) * (2 * l + 1)
        sign = np.where(backward, (-1.0) ** l, 1.0)
        # (1 - c^2) dP_l/dc, of the side that is taken.
        turn = l * (2.0 * u * P - step_before)
        slope = k * (
            np.where(backward, -1.0, 1.0) * (c * (h_before - (l + 1) / z * h) * P + h / z * turn)
        )
        weight = sign * I
        wave, slope = weight * P * h, weight * slope
        sums += np.stack([wave, slope, wave.conj(), slope.conj()]) * 1j**l
        step = (l * step_before - 2.0 * (2 * l + 1) * u * P) / (l + 1)
        P, step_before = P + step, step
        h_before, h = h, np.where(l < last, (2 * l + 1) / z * h - h_before, 0.0)
        j_before, j = j, j_next
    return _Waves(*sums)


def _next_bessel(l: int, x: FloatArray, j: FloatArray, j_before: FloatArray) -> FloatArray:
    """Return j_{l+1}(x): by upward recurrence as long as that is stable."""
    following = np.asarray((2 * l + 1) / x * j - j_before)
    evanescent = l + 1 > x
    if np.any(evanescent):
        following[evanescent] = spherical_jn(l + 1, x[evanescent])
    return following

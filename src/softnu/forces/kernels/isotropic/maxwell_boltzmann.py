r"""Massless neutrinos with Maxwell-Boltzmann occupation: closed forms."""

from __future__ import annotations

import numpy as np

from softnu.errors import DomainError
from softnu.forces.kernels.isotropic.factors import FloatArray, Parts

# exp(700) is close to the largest float.
_LOG_MAX = 700.0


def activities(
    x: FloatArray, weight_nu: FloatArray, weight_nubar: FloatArray
) -> tuple[FloatArray, FloatArray]:
    r"""Return :math:`(w e^x \pm \bar w e^{-x})/2` with x = mu/T, both without cancellation.

    They replace cosh(mu/T) and sinh(mu/T) of the closed forms where the weights differ.
    """
    if np.any(np.abs(x) > _LOG_MAX):
        raise DomainError(
            f"|mu|/T = {float(np.max(np.abs(x))):.6g} is not allowed with "
            f"distribution 'maxwell_boltzmann': exp(mu/T) overflows beyond {_LOG_MAX:g}"
        )
    even = 0.5 * (weight_nu * np.exp(x) + weight_nubar * np.exp(-x))
    # What both species share makes a sinh; what one has more of cannot cancel.
    shared = np.minimum(weight_nu, weight_nubar)
    rest = (weight_nu - shared) * np.exp(x) - (weight_nubar - shared) * np.exp(-x)
    return even, shared * np.sinh(x) + 0.5 * rest


def massless(t: FloatArray, even: FloatArray, odd: FloatArray, parts: Parts) -> FloatArray:
    r"""Return the J-factors, Eqs. (3.5)-(3.24) of arXiv:2405.16801 at m = 0.

    .. math::
        J_a = \frac{32 c\,t^4}{(1+4t^2)^2},\quad
        J_b = \frac{16 c\,t^4(1-12t^2)}{(1+4t^2)^3},\quad
        J_c = \frac{16 c\,t^4(1+20t^2)}{(1+4t^2)^3},\quad
        J_d = \frac{8 s\,t^3(1+20t^2)}{(1+4t^2)^3}

    Parameters
    ----------
    t : ndarray (n,)
        r T, >= 0.
    even, odd : ndarray (n,)
        c and s: cosh(mu/T) and sinh(mu/T), or what :func:`activities` makes of the weights.
    parts : Parts
        What is wanted.

    Returns
    -------
    ndarray (rows, n)
        Relative error a few 1e-16 (of the larger term where J_b changes sign).
    """
    u = 4.0 * t**2
    g = t**2 / (1.0 + u)
    out = np.zeros((parts.rows, t.size))
    out[0] = 32.0 * even * g**2
    out[1] = 16.0 * even * g**2 * ((1.0 - 3.0 * u) / (1.0 + u))
    out[2] = 16.0 * even * g**2 * ((1.0 + 5.0 * u) / (1.0 + u))
    out[3] = 8.0 * odd * g * (t / (1.0 + u)) * ((1.0 + 5.0 * u) / (1.0 + u))
    if parts.slopes:
        inverse = 1.0 / (1.0 + u)
        out[4] = 4.0 * out[0] * inverse
        out[5] = 64.0 * even * g**2 * inverse * ((1.0 - 5.0 * u) * inverse)
        out[6] = 64.0 * even * g**2 * inverse * ((1.0 + 7.0 * u) * inverse)
        # 3 + 22 u - 5 u^2 over (1 + u)^2, as a product of bounded quotients.
        out[7] = (8.0 * odd * g * (t * inverse)) * (
            3.0 * inverse**2 + (22.0 * inverse - 5.0 * (u * inverse)) * (u * inverse)
        )
    return out

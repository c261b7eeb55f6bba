r"""Neutrino force where the four-fermion theory ends: a form factor in both vertices."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import special

from softnu.checks import FloatArray

#: Below this x the closed form loses nothing; above it its terms cancel as 12/x^4.
_CLOSED_FORM_BELOW: Final = 1.0
#: Trapezoidal rule in ln u. The poles of the integrand and the growth of exp(-u) at complex
#: ln u leave an error of exp(-7.5/h), 1e-16 at this step.
_STEP: Final = 0.15
#: Range of u: u^4 exp(-u) is below 1e-16 of its integral outside.
_U_LOW: Final = 1e-4
_U_HIGH: Final = 60.0
_NODES: Final = np.arange(int(np.ceil(np.log(_U_HIGH / _U_LOW) / _STEP)) + 1)
#: Points evaluated at once, so that points times nodes stay in cache.
_BLOCK: Final = 128


def short_distance_factor(Mr: FloatArray, log_scale: FloatArray) -> FloatArray:
    r"""Return S(Mr): the massless potential with :math:`M^2/(M^2+Q^2)` in both vertices is V_0 S.

    .. math::
        S(x) &= \frac{x^4}{12}\left\{e^x E_1 - e^{-x}\mathrm{Ei} - 1 + e^{-x}
            + \frac x2 (e^x E_1 + e^{-x}\mathrm{Ei})\right\}
            + \frac{x^4}{12} L\, e^{-x}\left(1 - \frac x2\right) \\
        &= \frac1{12}\,\mathrm{PV}\!\int_0^\infty \frac{u^3(u-2)\,e^{-u}}{1-u^2/x^2}\,du
            + \frac{x^4}{12}\, e^{-x}\left[1 + L\left(1 - \frac x2\right)\right].

    The first form is used for x < 1, the second, which does not cancel, above.

    Parameters
    ----------
    Mr : ndarray (...)
        Scale of the form factor times separation, > 0 (M = m_Z for Z exchange, 0.843 GeV for
        the dipole of a nucleon).
    log_scale : ndarray (...)
        :math:`L = \ln(M^2/\mu^2)`, where the contact term is subtracted; 0 for
        :math:`\mu = M`. Broadcasts with `Mr`.

    Returns
    -------
    ndarray (...)
        Dimensionless; 1 + 40/x^2 + ... at large, :math:`-x^4(\ln x+\gamma)/6` at small x.
        Error below 1e-14 of the larger of \|S\| and x^4 e^{-x}; S vanishes at
        x = 0.861 and 4.141 for L = 0. The volume integral of V_0 S is 0 for L = 0: what is
        inside 1/M is a correction to the contact interaction, not a force of its own.
        Fourier transform of :math:`Q^2\ln Q^2/(1+Q^2)^2`; the massless loop is that of
        Sec. 2.2 of arXiv:2405.16801.

    Examples
    --------
    >>> float(short_distance_factor(np.float64(20.0), np.float64(0.0)))
    1.12213378
    """
    x = np.asarray(Mr, dtype=np.float64)
    small = x < _CLOSED_FORM_BELOW
    if np.all(small):
        regular = _closed_form(x)
    elif not np.any(small):
        regular = _principal_value(x)
    else:
        regular = np.empty(x.shape)
        regular[small] = _closed_form(x[small])
        regular[~small] = _principal_value(x[~small])
    contact = np.exp(4.0 * np.log(x) - x) / 12.0
    return regular + contact * (1.0 + log_scale * (1.0 - 0.5 * x))


def _closed_form(x: FloatArray) -> FloatArray:
    """Return S without its terms in exp(-x), from exponential integrals."""
    rising, falling = np.exp(x) * special.exp1(x), np.exp(-x) * special.expi(x)
    return x**4 / 12.0 * (rising - falling - 1.0 + 0.5 * x * (rising + falling))


def _principal_value(x: FloatArray) -> FloatArray:
    """Return the same from the principal-value integral, for x >= 1."""
    flat = x.reshape(-1)
    blocks = [_trapezoid(flat[s : s + _BLOCK]) for s in range(0, flat.size, _BLOCK)]
    return np.concatenate(blocks or [flat]).reshape(x.shape)


def _trapezoid(x: FloatArray) -> FloatArray:
    """Sum over nodes u = x e^t, t an odd multiple of half a step: half way around the pole."""
    first = np.floor(np.log(_U_LOW / x) / _STEP)
    t = (first[:, None] + (_NODES + 0.5)) * _STEP
    u = x[:, None] * np.exp(t)
    integrand = u**3 * (u * (u - 2.0) * np.exp(-u)) / -np.expm1(2.0 * t)
    return integrand.sum(axis=1) * (_STEP / 12.0)

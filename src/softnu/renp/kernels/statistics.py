r"""How many events differ from how many, by how much: chi^2 of counts and its thresholds.

With :math:`y = (N_{\rm test}-N_{\rm true})/N_{\rm true}`,

.. math::
    \chi^2_{\rm Poisson} = 2N_{\rm true}\,[y - \ln(1+y)], \qquad
    \chi^2_{\rm Gauss} = N_{\rm true}\,y^2 ,

the first being :math:`2[N_{\rm test}-N_{\rm true}+N_{\rm true}\ln(N_{\rm true}/N_{\rm test})]`
(arXiv:2110.03510 counts the events of all trigger energies together).
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray

#: chi^2 of one parameter at 95 % confidence.
CHI2_95 = 3.841458820694124
#: Where c/N_true is smaller, a series replaces Newton's method, whose equation cancels there.
_SERIES = 1e-4
#: Coefficients of e, e^2, ... with e^2 = c/N_true, about the branch point of Lambert's function.
_SERIES_TERMS = (1.0, -1 / 6, 1 / 36, -1 / 270, 1 / 4320, 1 / 17010)
#: Newton steps from the start below to rounding, for c/N_true from _SERIES to 1e300.
_STEPS = 7
#: y - ln(1+y) by a series in r = y/(2+y) for smaller y; its terms fall by r^2 < 1/30.
_SMALL = 0.3
_TERMS = 12


def chi_square(statistic: str, N_true: FloatArray, excess: FloatArray) -> FloatArray:
    r"""Return chi^2 of N_true expected and N_true + excess tested events.

    Parameters
    ----------
    statistic : {"poisson", "gauss"}
        Which of the two.
    N_true : ndarray (...)
        Expected events, > 0.
    excess : ndarray (...)
        :math:`N_{\rm test}-N_{\rm true}`; not below -N_true but for rounding.

    Returns
    -------
    ndarray (...)
        Relative error 1e-15, also for small excesses; infinite for Poisson if nothing is left.

    Examples
    --------
    >>> float(chi_square("gauss", np.float64(4.0), np.float64(2.0)))
    1.0
    """
    y = excess / N_true
    if statistic == "gauss":
        return np.asarray(N_true * y**2)
    return np.asarray(2.0 * N_true * _over_logarithm(np.maximum(y, -1.0)))


def chi_square_slope(statistic: str, N_true: FloatArray, excess: FloatArray) -> FloatArray:
    r"""Return the derivative of :func:`chi_square` with respect to the excess.

    Parameters
    ----------
    statistic, N_true, excess
        As for :func:`chi_square`.

    Returns
    -------
    ndarray (...)
        :math:`2y/(1+y)` or 2y.

    Examples
    --------
    >>> float(chi_square_slope("gauss", np.float64(4.0), np.float64(2.0)))
    1.0
    """
    y = excess / N_true
    if statistic == "gauss":
        return np.asarray(2.0 * y)
    with np.errstate(divide="ignore"):
        return np.asarray(2.0 * y / np.maximum(1.0 + y, 0.0))


def threshold(upper: bool, statistic: str, N_true: FloatArray, chi2: FloatArray) -> FloatArray:
    r"""Return the events at which chi^2 has a value, above or below those expected.

    .. math::
        N_\mp = -N_{\rm true}\,W_b\big(-e^{-1-\chi^2/(2N_{\rm true})}\big), \qquad
        N_\mp = N_{\rm true} \mp \sqrt{\chi^2N_{\rm true}},

    for Poisson with the branch b = 0 (lower) and -1 (upper) of Lambert's function, and Gauss.

    Parameters
    ----------
    upper : bool
        Whether more than expected.
    statistic : {"poisson", "gauss"}
        Which chi^2.
    N_true, chi2 : ndarray (...)
        Expected events and the value, > 0.

    Returns
    -------
    ndarray (...)
        Relative error 1e-14. Negative for Gauss if no deficit is that significant.

    Examples
    --------
    >>> float(threshold(True, "poisson", np.float64(45.0), np.float64(CHI2_95)))
    59.4583105431
    """
    if statistic == "gauss":
        return N_true + deviation(upper, statistic, N_true, chi2)
    return N_true * np.exp(_log_ratio(upper, chi2 / N_true))


def deviation(upper: bool, statistic: str, N_true: FloatArray, chi2: FloatArray) -> FloatArray:
    """Return :func:`threshold` less the events expected, without cancellation.

    Parameters
    ----------
    upper, statistic, N_true, chi2
        As for :func:`threshold`.

    Returns
    -------
    ndarray (...)
        Relative error 1e-14.

    Examples
    --------
    >>> float(deviation(False, "gauss", np.float64(4.0), np.float64(1.0)))
    -2.0
    """
    if statistic == "gauss":
        size = np.sqrt(chi2 * N_true)
        return size if upper else -size
    return N_true * np.expm1(_log_ratio(upper, chi2 / N_true))


def _log_ratio(upper: bool, ratio: FloatArray) -> FloatArray:
    r"""Solve :math:`e^u - 1 - u = c/2N` for u = ln(N_test/N_true), above or below 0."""
    sign = 1.0 if upper else -1.0
    e = sign * np.sqrt(ratio)
    series = np.zeros_like(e)
    for coefficient in reversed(_SERIES_TERMS):
        series = e * (coefficient + series)
    h = 0.5 * ratio
    u = np.log1p(e + e**2 / 3.0) if upper else e - e**2 / 6.0
    for _ in range(_STEPS):
        slope = np.expm1(u)
        u = u - (slope - u - h) / slope
    return np.where(ratio < _SERIES, series, u)


def _over_logarithm(y: FloatArray) -> FloatArray:
    """Return y - ln(1+y), from y = -1 on, without cancellation."""
    small = np.abs(y) < _SMALL
    r = np.where(small, y, 0.0) / (2.0 + np.where(small, y, 0.0))
    series = np.zeros_like(r)
    for n in range(_TERMS, 0, -1):
        series = r**2 * (series + 1.0 / (2 * n + 1))
    # ln(1+y) = 2 artanh r, and y - 2r = r y.
    near = r * np.where(small, y, 0.0) - 2.0 * r * series
    with np.errstate(divide="ignore"):
        far = y - np.log1p(np.where(small, 0.0, y))
    return np.where(small, near, far)

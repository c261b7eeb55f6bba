r"""What a trigger energy tells about a parameter: Fisher information of a counted rate.

A rate R, counted for a time t, has Poisson statistics; per time

.. math:: F_{ab} = \frac{\partial_aR\,\partial_bR}{R}

(with other events at a rate b, R + b below the bar). One trigger energy gives a matrix of rank 1;
several parameters need as many energies.
"""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray


def information(rate: FloatArray, *slopes: FloatArray) -> FloatArray:
    r"""Return the Fisher information per time.

    Parameters
    ----------
    rate : ndarray (...)
        Rate of all events.
    *slopes : ndarray (...)
        Its derivatives with respect to the p parameters.

    Returns
    -------
    ndarray (..., p, p)
        Derived; 0 where there are no events.

    Examples
    --------
    >>> information(np.float64(4.0), np.float64(2.0)).tolist()
    [[1.0]]
    """
    scaled = scaled_slopes(rate, *slopes)
    return np.asarray(scaled[..., :, np.newaxis] * scaled[..., np.newaxis, :])


def scaled_slopes(rate: FloatArray, *slopes: FloatArray) -> FloatArray:
    r"""Return :math:`\partial_aR/\sqrt R`, whose products are the Fisher information.

    Parameters
    ----------
    rate, *slopes
        As for :func:`information`.

    Returns
    -------
    ndarray (..., p)

    Examples
    --------
    >>> scaled_slopes(np.float64(4.0), np.float64(2.0), np.float64(-6.0)).tolist()
    [1.0, -3.0]
    """
    counted = rate > 0.0
    root = np.sqrt(np.where(counted, rate, 1.0))
    columns = [np.where(counted, slope / root, 0.0) for slope in slopes]
    return np.stack(np.broadcast_arrays(*columns), axis=-1)

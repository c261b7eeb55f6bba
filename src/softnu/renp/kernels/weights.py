r"""Longitudinal weight of a transition, from its angular momenta.

The intermediate sublevels are coherent: with an unpolarised initial state and linearly polarised
light along :math:`\hat\epsilon` the weights of the components i, j of the neutrino current are

.. math::
    W_{ij} \propto \sum_{M_e, M_g} A_iA_j^*, \qquad
    A_i = \sum_{M_v}\langle g|\mathbf d\cdot\hat\epsilon|v\rangle\langle v|S_i|e\rangle,

with unit trace, :math:`W_{ij} = \alpha\delta_{ij} + \beta\epsilon_i\epsilon_j`, and :math:`W_L` is
the component along the light. Adding the intermediate sublevels up incoherently, as
arXiv:2110.03510 does, gives 1/3 for every transition.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from softnu.checks import FloatArray

#: The published sum over angles.
AVERAGE = 1.0 / 3.0


def clebsch_gordan(j1: float, m1: float, j2: float, m2: float, J: float) -> float:
    r"""Return :math:`\langle j_1m_1j_2m_2|J\,m_1{+}m_2\rangle` (Racah's sum).

    Parameters
    ----------
    j1, m1, j2, m2, J : float
        Integers or half-integers.

    Returns
    -------
    float
        0 where selection rules forbid it; exact to rounding for angular momenta of atoms.

    Examples
    --------
    >>> round(clebsch_gordan(0.5, 0.5, 0.5, -0.5, 1.0) ** 2, 12)
    0.5
    """
    M = m1 + m2
    if not (abs(j1 - j2) <= J <= j1 + j2) or abs(m1) > j1 or abs(m2) > j2 or abs(M) > J:
        return 0.0
    if any(x % 1 for x in (j1 + j2 + J, j1 - m1, j2 - m2)):
        return 0.0

    def factorial(x: float) -> int:
        return math.factorial(round(x))

    total = 0.0
    for k in range(round(j1 + j2 - J) + 1):
        below = (j1 + j2 - J - k, j1 - m1 - k, j2 + m2 - k, J - j2 + m1 + k, J - j1 - m2 + k)
        if min(below) >= 0:
            total += (-1) ** k / math.prod(map(factorial, (k, *below)))
    triangle = (
        factorial(J + j1 - j2) * factorial(J - j1 + j2) * factorial(j1 + j2 - J)
    ) / factorial(j1 + j2 + J + 1)
    states = math.prod(map(factorial, (J + M, J - M, j1 - m1, j1 + m1, j2 - m2, j2 + m2)))
    return math.sqrt((2 * J + 1) * triangle * states) * total


@lru_cache(maxsize=256)
def longitudinal_weight(J_e: float, J_v: float, J_g: float) -> float:
    r"""Return :math:`W_L` of the transition e to v (M1, spin) to g (E1).

    Parameters
    ----------
    J_e, J_v, J_g : float
        Angular momenta; one and the same step changes J by at most 1, not 0 to 0.

    Returns
    -------
    float
        0 to 1/2; nan if the transition is forbidden.

    Notes
    -----
    Derived. With light along z and polarised along x, a rank-one operator has the
    Cartesian components :math:`O_z = O_0`, :math:`O_x = (O_{-1} - O_1)/\sqrt2`.

    Examples
    --------
    >>> round(longitudinal_weight(2, 1, 0), 12)
    0.3
    """
    along = everything = 0.0
    for M_e in np.arange(-J_e, J_e + 1):
        for M_g in np.arange(-J_g, J_g + 1):
            amplitude = np.zeros(3)  # spherical components -1, 0, 1 of the spin operator
            for q in (-1, 0, 1):
                M_v = M_e + q
                if abs(M_v) > J_v:
                    continue
                step = clebsch_gordan(J_e, M_e, 1, q, J_v)
                light = clebsch_gordan(J_v, M_v, 1, -1, J_g) * (M_v - 1 == M_g) - clebsch_gordan(
                    J_v, M_v, 1, 1, J_g
                ) * (M_v + 1 == M_g)
                amplitude[q + 1] = step * light
            along += amplitude[1] ** 2
            everything += float(amplitude @ amplitude)
    return float(along / everything) if everything > 0.0 else math.nan


def longitudinal_weights(J_e: FloatArray, J_v: FloatArray, J_g: FloatArray) -> FloatArray:
    """Return :func:`longitudinal_weight` of arrays that broadcast."""
    return np.asarray(np.vectorize(longitudinal_weight, otypes=[float])(J_e, J_v, J_g))

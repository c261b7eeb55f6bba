r"""E1 amplitudes that parity violation makes, as a sum over intermediate states."""

from __future__ import annotations

import math
from typing import NamedTuple

from softnu.checks import FloatArray


class Sums(NamedTuple):
    r"""Contributions of the states n to :math:`-i\langle f\|E1_{PV}\|i\rangle`; arrays (n,).

    Attributes
    ----------
    initial : ndarray (n,)
        Mixed into the initial state.
    final : ndarray (n,)
        Mixed into the final state.
    """

    initial: FloatArray
    final: FloatArray


def mixing_sums(
    E_i: float,
    E_f: float,
    E: FloatArray,
    dipoles: tuple[FloatArray, FloatArray],
    weak: tuple[FloatArray, FloatArray],
) -> Sums:
    r"""Return the terms of second order in the dipole and the weak interaction.

    .. math:: \langle f\|E1_{PV}\|i\rangle = \sum_n
        \frac{\langle f\|D\|n\rangle\langle n|H|i\rangle}{E_i-E_n}
        + \frac{\langle f|H|n\rangle\langle n\|D\|i\rangle}{E_f-E_n}

    H is a scalar: it does not change m, so that reduced dipoles give the reduced amplitude.

    Parameters
    ----------
    E_i, E_f : float
        Energies of the two states.
    E : ndarray (n,)
        Energies of the intermediate states, none equal to them.
    dipoles : tuple of ndarray (n,)
        :math:`\langle f\|D\|n\rangle` and :math:`\langle n\|D\|i\rangle`.
    weak : tuple of ndarray (n,)
        Imaginary parts of :math:`\langle n|H|i\rangle` and :math:`\langle f|H|n\rangle`, in the
        unit of the energies.

    Returns
    -------
    Sums
        In the unit of the dipoles. Bouchiat and Bouchiat, J. Phys. (Paris) 35 (1974) 899.
    """
    return Sums(dipoles[0] * weak[0] / (E_i - E), weak[1] * dipoles[1] / (E_f - E))


def stretched_factor(j_f: float, j_i: float) -> float:
    r"""Return :math:`\langle j_fm|T_0|j_im\rangle/\langle j_f\|T\|j_i\rangle`, m the smaller j.

    Parameters
    ----------
    j_f, j_i : float
        Angular momenta that differ by one at most, not both 0.

    Returns
    -------
    float
        :math:`\sqrt{j/((j+1)(2j+1))}` for equal j, else
        :math:`\pm1/\sqrt{j_>(2j_>+1)}`, positive for j_f > j_i: theorem of Wigner and Eckart,
        Edmonds (1957), Eq. (5.4.1).
    """
    larger = max(j_f, j_i)
    if j_f == j_i:
        return math.sqrt(larger / ((larger + 1.0) * (2.0 * larger + 1.0)))
    size = 1.0 / math.sqrt(larger * (2.0 * larger + 1.0))
    return size if j_f > j_i else -size

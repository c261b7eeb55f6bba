"""Catalogue quantities of angular factors between hyperfine states."""

from __future__ import annotations

import numpy as np

from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels import angular as kernels
from softnu.atoms.quantum_numbers import Names, over_quantum_numbers
from softnu.checks import FloatArray
from softnu.quantity import Parameter, quantity

_PAPERS = ("1912.09444",)
_ACCURACY = "1e-14; 0 exactly where selection rules forbid"
_PHASES = "Condon-Shortley phases, coupling order l, s, then j, I"


@quantity(
    "atoms.angular.pv",
    items=(
        Parameter("factor", "word", "which term", choices=("A_e", "A_N", "A_x")),
        qn.orbital("l1"),
        qn.electronic("j1"),
        qn.orbital("l2"),
        qn.electronic("j2"),
        qn.total("F"),
        qn.I,
    ),
    unit="",
    formula=r"A_e=-\delta_{j_1j_2},\ A_N=(-1)^{j_2+I+F}\begin{Bmatrix}F&I&j_1\\1&j_2&I"
    r"\end{Bmatrix}\sqrt{(I+1)(2I+1)/I}\;r_N,\ A_x:\ r_N\to r_x",
    source="derived for arXiv:1912.09444; Edmonds (1957), Chs. 6, 7",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_PHASES,
    example={"factor": "A_N", "l1": 2, "j1": "5/2", "l2": 3, "j2": "5/2", "F": 3},
)
def pv(
    factor: str,
    l1: FloatArray,
    j1: FloatArray,
    l2: FloatArray,
    j2: FloatArray,
    F: FloatArray,
    I: FloatArray,
) -> FloatArray:
    """Angular factor of the electron-spin, nuclear-spin or cross term."""

    def single(l1: float, j1: float, l2: float, j2: float, F: float, I: float) -> float:
        for l, j, names in ((l1, j1, Names(l="l1", j="j1")), (l2, j2, Names(l="l2", j="j2"))):
            qn.require_electronic(l, j, names)
            qn.require_total(j, F, I, names)
        found: float = getattr(kernels.parity_factors(int(l1), j1, int(l2), j2, F, I), factor)
        return found

    return np.asarray(over_quantum_numbers(single, (l1, j1, l2, j2, F, I), {}))


@quantity(
    "atoms.angular.e1",
    items=(
        qn.orbital("l1"),
        qn.electronic("j1"),
        qn.total("F1"),
        qn.orbital("l2"),
        qn.electronic("j2"),
        qn.total("F2"),
        qn.I,
    ),
    unit="",
    formula=r"(-1)^{j_1+I+F_2+1}\sqrt{(2F_1+1)(2F_2+1)}\begin{Bmatrix}F_1&1&F_2\\j_2&I&j_1"
    r"\end{Bmatrix}\langle\ell_1j_1\|C^1\|\ell_2j_2\rangle",
    source="Edmonds (1957), Eq. (7.1.7)",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_PHASES,
    example={"l1": 2, "j1": "5/2", "F1": 3, "l2": 3, "j2": "7/2", "F2": 3},
)
def e1(
    l1: FloatArray,
    j1: FloatArray,
    F1: FloatArray,
    l2: FloatArray,
    j2: FloatArray,
    F2: FloatArray,
    I: FloatArray,
) -> FloatArray:
    """Reduced element of the direction r/r between hyperfine states."""

    def single(
        l1: float, j1: float, F1: float, l2: float, j2: float, F2: float, I: float
    ) -> float:
        for l, j, F, names in ((l1, j1, F1, _FIRST), (l2, j2, F2, _SECOND)):
            qn.require_electronic(l, j, names)
            qn.require_total(j, F, I, names)
        return kernels.e1(int(l1), j1, F1, int(l2), j2, F2, I)

    return np.asarray(over_quantum_numbers(single, (l1, j1, F1, l2, j2, F2, I), {}))


@quantity(
    "atoms.angular.m1",
    items=(
        qn.orbital("l"),
        qn.electronic("j1"),
        qn.total("F1"),
        qn.electronic("j2"),
        qn.total("F2"),
        qn.I,
    ),
    unit="",
    formula=r"\langle1\|\mathbf L+2\mathbf S\|2\rangle",
    source="Edmonds (1957), Eqs. (7.1.7), (7.1.8)",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_PHASES,
    example={"l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3},
)
def m1(
    l: FloatArray,
    j1: FloatArray,
    F1: FloatArray,
    j2: FloatArray,
    F2: FloatArray,
    I: FloatArray,
) -> FloatArray:
    """Reduced element of the magnetic moment between hyperfine states of one l."""

    def single(l: float, j1: float, F1: float, j2: float, F2: float, I: float) -> float:
        for j, F, names in ((j1, F1, Names(j="j1", F="F1")), (j2, F2, Names(j="j2", F="F2"))):
            qn.require_electronic(l, j, names)
            qn.require_total(j, F, I, names)
        return kernels.m1(int(l), j1, F1, j2, F2, I)

    return np.asarray(over_quantum_numbers(single, (l, j1, F1, j2, F2, I), {}))


_FIRST, _SECOND = Names(l="l1", j="j1", F="F1"), Names(l="l2", j="j2", F="F2")

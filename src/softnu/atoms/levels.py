"""Catalogue quantities of the energy levels of hydrogen-like atoms."""

from __future__ import annotations

import numpy as np

from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels import levels as kernels
from softnu.atoms.kernels.bethe import bethe_log as of_table_or_sum
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.checks import FloatArray
from softnu.constants import G_PROTON
from softnu.errors import DomainError
from softnu.quantity import Parameter, quantity

_PAPERS = ("1912.09444",)
_N, _L, _J, _F = qn.principal("n"), qn.orbital("l"), qn.electronic("j"), qn.total("F")
_G_N = Parameter("g_N", "number", "g factor of the nucleus, nuclear magnetons", G_PROTON)
_BETHE = Parameter(
    "bethe_log", "number", "Bethe logarithm ln k_0", None, "of the table, or summed"
)
_LEADING = "leading order in Z alpha; electron mass, not the reduced mass"
_ACCURACY = "1e-14 of the formula"
_EXAMPLE = {"n": 4, "l": 3, "j": "5/2"}


@quantity(
    "atoms.level.fine_structure",
    items=(qn.Z, _N, _J),
    unit="eV",
    formula=r"-\frac{(Z\alpha)^4m_e}{2n^4}\Big(\frac n{j+1/2}-\frac34\Big)",
    source="Bethe and Salpeter (1957), Eq. (17.1)",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_LEADING,
    example={"n": 4, "j": "5/2"},
)
def fine_structure(Z: FloatArray, n: FloatArray, j: FloatArray) -> FloatArray:
    """Shift of Bohr's level by relativity and spin-orbit coupling."""

    def single(n: float, j: float, Z: FloatArray) -> FloatArray:
        if j % 1 != 0.5 or j + 0.5 > n:
            raise DomainError(
                f"j = {j:g} is not allowed: it must be 0.5 to {n - 0.5:g} in steps of 1 for "
                f"n = {n:g}"
            )
        return kernels.fine_structure(Z, int(n), j, 1.0)

    return np.asarray(over_quantum_numbers(single, (n, j), {"Z": Z}))


@quantity(
    "atoms.level.hyperfine",
    items=(qn.Z, _N, _L, _J, _F, qn.I, _G_N),
    unit="eV",
    formula=r"\frac{\alpha(Z\alpha)^3g_Nm_e^2}{2m_pn^3(2\ell+1)}"
    r"\frac{F(F+1)-j(j+1)-I(I+1)}{j(j+1)}",
    source="Bethe and Salpeter (1957), Sec. 22",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_LEADING + ", no anomalous moment: 5e-4 above the measured 21 cm line",
    example={"n": 1, "l": 0, "j": "1/2", "F": 1},
)
def hyperfine(
    Z: FloatArray,
    n: FloatArray,
    l: FloatArray,
    j: FloatArray,
    F: FloatArray,
    I: FloatArray,
    g_N: FloatArray,
) -> FloatArray:
    """Magnetic hyperfine shift of a level."""

    def single(
        n: float, l: float, j: float, F: float, I: float, Z: FloatArray, g_N: FloatArray
    ) -> FloatArray:
        _require(n, l, j, F, I)
        return kernels.hyperfine(Z, int(n), int(l), j, F, I, g_N, 1.0)

    return np.asarray(over_quantum_numbers(single, (n, l, j, F, I), {"Z": Z, "g_N": g_N}))


@quantity(
    "atoms.level.lamb_shift",
    items=(qn.Z, _N, _L, _J, _BETHE),
    unit="eV",
    formula=r"\frac{4\alpha(Z\alpha)^4m_e}{3\pi n^3}\Big[-\ln k_0(n,\ell)"
    r"+\frac38\frac c{2\ell+1}\Big],\ c=\frac1{\ell+1}\ \text{or}\ -\frac1\ell",
    source="Bethe and Salpeter (1957), Sec. 21",
    papers=_PAPERS,
    accuracy="that of the Bethe logarithm",
    validity=_LEADING + "; l >= 1",
    example=_EXAMPLE,
)
def lamb_shift(
    Z: FloatArray, n: FloatArray, l: FloatArray, j: FloatArray, bethe_log: FloatArray | None
) -> FloatArray:
    """Shift of a level with l >= 1 by the vacuum fluctuations of the field."""

    def single(
        n: float, l: float, j: float, Z: FloatArray, bethe_log: FloatArray | None
    ) -> FloatArray:
        qn.require_orbital(n, l)
        qn.require_electronic(l, j)
        require_lamb(l)
        known = of_table_or_sum(int(n), int(l)) if bethe_log is None else bethe_log
        return kernels.lamb_shift(Z, int(n), int(l), j, np.asarray(known), 1.0)

    values = {"Z": Z, "bethe_log": bethe_log}
    return np.asarray(over_quantum_numbers(single, (n, l, j), values))


@quantity(
    "atoms.level.bethe_log",
    items=(_N, _L),
    unit="",
    formula=r"\ln k_0 = \frac{n^3}2\sum_{m,\ell'}\frac{\max(\ell,\ell')}{2\ell+1}"
    r"|\langle m\ell'|r|n\ell\rangle|^2\Delta E^3\ln|2\Delta E|",
    source="Drake and Swainson, Phys. Rev. A 41 (1990) 1243; sums over Sturmian functions",
    papers=_PAPERS,
    accuracy="the last digit of the table (n <= 10); beyond it 1e-2 for l = 1, 1e-4 for l = 2, "
    "1e-6 for l >= 3",
    validity="l >= 1, n <= 40; non-relativistic",
    example={"n": 4, "l": 3},
)
def bethe_log(n: FloatArray, l: FloatArray) -> FloatArray:
    """Bethe logarithm of a state with l >= 1."""

    def single(n: float, l: float) -> float:
        qn.require_orbital(n, l)
        require_lamb(l)
        return of_table_or_sum(int(n), int(l))

    return np.asarray(over_quantum_numbers(single, (n, l), {}))


@quantity(
    "atoms.level.width",
    items=(qn.Z, _N, _L),
    unit="eV",
    formula=r"\Gamma_{n\ell} = \sum\tfrac43\alpha\omega^3\frac{\max(\ell,\ell')}{2\ell+1}"
    r"\Big|\int r^3R'R\,dr\Big|^2",
    source="Bethe and Salpeter (1957), Sec. 63",
    papers=_PAPERS,
    accuracy="1e-13 of the formula",
    validity="E1 emission of one photon, non-relativistic: 0 for 1S, and 2S, which emits two",
    example={"n": 4, "l": 3},
)
def width(Z: FloatArray, n: FloatArray, l: FloatArray) -> FloatArray:
    """Radiative width of a level."""

    def single(n: float, l: float, Z: FloatArray) -> FloatArray:
        qn.require_orbital(n, l)
        return kernels.width(Z, int(n), int(l), 1.0)

    return np.asarray(over_quantum_numbers(single, (n, l), {"Z": Z}))


@quantity(
    "atoms.level.energy",
    items=(
        qn.Z,
        _N,
        _L,
        _J,
        _F,
        qn.I,
        _G_N,
        Parameter("lamb", "boolean", "with the Lamb shift", True),
        Parameter("hyperfine", "boolean", "with the hyperfine shift", True),
    ),
    unit="eV",
    formula=r"-\frac{(Z\alpha)^2m_e}{2n^2}+E_{\rm fs}+E_{\rm hf}+E_L",
    source="sum of the shifts of atoms.level",
    papers=_PAPERS,
    accuracy="2e-16 of the Bohr energy",
    validity=_LEADING + "; differences within one n lose digits: use the shifts",
    example={**_EXAMPLE, "F": 3},
)
def energy(
    Z: FloatArray,
    n: FloatArray,
    l: FloatArray,
    j: FloatArray,
    F: FloatArray,
    I: FloatArray,
    g_N: FloatArray,
    lamb: bool,
    hyperfine: bool,
) -> FloatArray:
    """Energy of a level below the ionisation threshold."""

    def single(
        n: float, l: float, j: float, F: float, I: float, Z: FloatArray, g_N: FloatArray
    ) -> FloatArray:
        _require(n, l, j, F, I)
        if lamb:
            require_lamb(l)
        corrections = kernels.Corrections(g_N if hyperfine else None, lamb, False, {})
        shift = kernels.complex_shift(Z, int(n), int(l), j, F, I, corrections)
        return kernels.gross(Z, int(n), 1.0) + shift.real

    return np.asarray(over_quantum_numbers(single, (n, l, j, F, I), {"Z": Z, "g_N": g_N}))


def require_lamb(l: float) -> None:
    """Raise :class:`DomainError` for s states, whose Lamb shift is not computed."""
    if l == 0:
        raise DomainError("l = 0 is not allowed: the Lamb shift is known here for l >= 1")


def _require(n: float, l: float, j: float, F: float, I: float) -> None:
    qn.require_orbital(n, l)
    qn.require_electronic(l, j)
    qn.require_total(j, F, I)

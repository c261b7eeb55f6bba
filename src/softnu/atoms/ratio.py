"""Catalogue quantity of the E1 amplitude that parity violation gives to an M1 transition."""

from __future__ import annotations

from typing import Any

import numpy as np

from softnu.atoms.kernels import mixing as kernels
from softnu.atoms.kernels.levels import Corrections, complex_shift
from softnu.atoms.kernels.mixing import ComplexArray, Line, Sublevel
from softnu.atoms.kernels.published import e1_m1_ratio as printed
from softnu.atoms.parameters import (
    CONVENTION,
    LOOP,
    TRANSITION,
    Loop,
    Transition,
    exchange_of,
    line_of,
    loop_couplings,
    nucleus_of,
    transition_g_N,
)
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos.parameters import PART
from softnu.quantity import Parameter, quantity

#: Of the ratio of any atom, and a transition that has one.
FORMULA = (
    r"\mathcal R=\frac{\sum_\Delta\frac{iv_{\Delta A}}{\mathcal E_A-\mathcal E_\Delta}"
    r"\langle\Delta\|r\|B\rangle-\frac{iv_{\Delta B}}{\mathcal E_B-\mathcal E_\Delta}"
    r"\langle A\|r\|\Delta\rangle}{\langle A\|L+2S\|B\rangle/2m_e},\quad"
    r" \mathcal E=E-\tfrac i2\Gamma"
)
EXAMPLE = {
    "n": 4,
    "l": 3,
    "j1": "5/2",
    "F1": 3,
    "j2": "7/2",
    "F2": 3,
    "m_lightest": "0 eV",
}
#: n, l, j1, F1, j2, F2 and I of the one transition for which arXiv:1912.09444 prints R.
_PRINTED = np.array([4.0, 3.0, 2.5, 3.0, 3.5, 3.0, 0.5])
#: Which part of the ratio, and what counts in the energies.
COUNTS = (
    Parameter("part", "word", "real or imaginary part", "im", choices=PART.choices),
    Parameter("hyperfine", "boolean", "hyperfine shifts in the energies", True),
    Parameter("lamb", "boolean", "Lamb shifts in the energies", True),
    Parameter("widths", "boolean", "widths in the energies", True),
)


@quantity(
    "atoms.e1_m1_ratio",
    items=(
        TRANSITION,
        LOOP,
        *COUNTS,
        Parameter(
            "bethe_logs",
            "number rows",
            "[n, l, ln k_0] of states",
            None,
            "of the table, or summed",
        ),
        Parameter(
            "admixtures",
            "word",
            "states mixed in: of the same n, or of all n and the continuum",
            "same_n",
            choices=("same_n", "all_n"),
        ),
        CONVENTION,
    ),
    unit="",
    formula=FORMULA,
    source="arXiv:1912.09444, with the Lamb shift and widths that it leaves out; published: its "
    "-7.7e-33 sum_i X_i [1 - 4.81 (m_i a)^2]",
    papers=("1912.09444",),
    accuracy="1e-11 of the formula; 1e-3 of nature, whose levels have higher orders",
    validity="hydrogen-like atoms, nucleus at rest; l >= 3, or a cutoff (a model)",
    example=EXAMPLE,
)
def e1_m1_ratio(
    transition: Transition,
    loop: Loop,
    part: str,
    hyperfine: bool,
    lamb: bool,
    widths: bool,
    bethe_logs: FloatArray | None,
    admixtures: str,
    convention: str,
) -> FloatArray:
    """Amplitude of E1 by parity violation over that of M1; R is its imaginary part."""
    if convention == "published":
        return _published(transition, loop, part)
    counts = {"hyperfine": hyperfine, "lamb": lamb, "widths": widths}
    ratio = complex_ratio(transition, loop, bethe_logs, all_n=admixtures == "all_n", **counts)
    return ratio.imag if part == "im" else ratio.real


def complex_ratio(
    transition: Transition,
    loop: Loop,
    bethe_logs: FloatArray | None = None,
    *,
    hyperfine: bool = True,
    lamb: bool = True,
    widths: bool = True,
    all_n: bool = False,
) -> ComplexArray:
    """Return the complex ratio (...) of the amplitudes of E1 and M1."""
    majorana = loop.exchange.majorana
    logs = _bethe_logs(bethe_logs)

    def single(*numbers: float, g_N: FloatArray | None, **arrays: Any) -> ComplexArray:
        line, nucleus = line_of(*numbers), nucleus_of(arrays)
        if lamb and line.l < 2:
            raise DomainError(
                f"l = {line.l} is not allowed with lamb: the Lamb shift of s states is not known "
                "here; leave it out, or choose l >= 2"
            )
        g = transition_g_N(nucleus.Z, g_N, line.I) if hyperfine else None
        corrections = Corrections(g, lamb, widths, logs)
        return kernels.e1_m1_ratio(
            line,
            loop_couplings(line.I, nucleus, arrays),
            exchange_of(arrays, majorana),
            nucleus.Z,
            _energies(line, nucleus.Z, corrections),
            all_n,
        )

    values = {**loop.values, "g_N": transition.g_N}
    return np.asarray(over_quantum_numbers(single, transition.numbers, values, loop.lists))


def _published(transition: Transition, loop: Loop, part: str) -> FloatArray:
    numbers = np.stack(np.broadcast_arrays(*transition.numbers), axis=-1)
    nucleus = loop.nucleus
    if (
        np.any(numbers != _PRINTED)
        or np.any(nucleus.Z != 1)
        or np.any(nucleus.N != 0)
        or loop.Ue_sq is None
        or loop.exchange.majorana
        or loop.exchange.M_a is not None
        or part != "im"
    ):
        raise DomainError(
            "convention = 'published' is not allowed here: the printed formula is for the "
            "imaginary part, hydrogen (Z = 1, N = 0, I = 1/2), n = 4, l = 3, j1 = 5/2, F1 = 3, "
            "j2 = 7/2, F2 = 3, Dirac neutrinos and point vertices"
        )
    return printed(loop.Ue_sq, loop.exchange.m_a, nucleus.sin2_theta_w)


def _energies(line: Line, Z: FloatArray, corrections: Corrections) -> Any:
    def energy(level: Sublevel) -> ComplexArray:
        return complex_shift(Z, line.n, *level, line.I, corrections)

    return energy


def _bethe_logs(rows: FloatArray | None) -> dict[tuple[int, int], FloatArray]:
    if rows is None:
        return {}
    if rows.ndim != 2 or rows.shape[-1] != 3:
        raise DomainError("bethe_logs must be a list of [n, l, value]")
    if np.any(rows[:, :2] % 1):
        raise DomainError("bethe_logs must have integers n, l in its rows [n, l, value]")
    return {(int(row[0]), int(row[1])): np.asarray(row[2]) for row in rows}

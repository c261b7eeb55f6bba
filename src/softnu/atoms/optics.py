"""Catalogue quantities of magnetic dipole lines: rates, refractive index, optical rotation."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from softnu.atoms.kernels import optics as kernels
from softnu.atoms.kernels.levels import width
from softnu.atoms.kernels.mixing import Line
from softnu.atoms.parameters import (
    LOOP,
    TRANSITION,
    Loop,
    Transition,
    line_of,
    transition_g_N,
)
from softnu.atoms.quantum_numbers import over_quantum_numbers
from softnu.atoms.ratio import complex_ratio
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos.parameters import PART
from softnu.quantity import NONNEGATIVE, POSITIVE, Alternatives, Parameter, quantity

_PAPERS = ("1912.09444",)
_LEVELS = "levels of leading order in Z alpha, without the reduced mass"
_LINE: dict[str, Any] = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
_DETUNING = Parameter("detuning", "energy", "energy of the light less that of the line")
#: Detuning of `atoms.optics.shortfall` in widths, where |Re R - Im R| of an absorption length is
#: the rotation.
_HALF_A_WIDTH = np.asarray(0.5)


@quantity(
    "atoms.optics.wavelength",
    items=(TRANSITION,),
    unit="m",
    formula=r"2\pi/|E_1-E_2|",
    source="levels of atoms.level",
    papers=_PAPERS,
    accuracy="1e-12 of the formula",
    validity=_LEVELS,
    example=_LINE,
)
def wavelength(transition: Transition) -> FloatArray:
    """Wavelength of a transition between two states of one n and l."""

    def single(*numbers: float, Z: FloatArray, g_N: FloatArray | None) -> FloatArray:
        return 2.0 * math.pi / np.abs(_energy(line_of(*numbers), Z, g_N))

    return _over_lines(single, transition)


@quantity(
    "atoms.m1_rate",
    items=(
        TRANSITION,
        Parameter(
            "omega", "energy", "energy of the transition", None, "of the levels", range=POSITIVE
        ),
    ),
    unit="1/s",
    formula=r"A=\frac{\alpha\omega^3}{3m_e^2}\frac{|\langle1\|L+2S\|2\rangle|^2}{2F_1+1}",
    source="Bethe and Salpeter (1957), Sec. 66",
    papers=_PAPERS,
    accuracy="1e-12 of the formula",
    validity=_LEVELS + "; state 1 is the upper one",
    example={"n": 1, "l": 0, "j1": "1/2", "F1": 1, "j2": "1/2", "F2": 0},
)
def m1_rate(transition: Transition, omega: FloatArray | None) -> FloatArray:
    """Rate of spontaneous M1 emission from state 1 to state 2 of the same n and l."""

    def single(
        *numbers: float, Z: FloatArray, g_N: FloatArray | None, omega: FloatArray | None
    ) -> FloatArray:
        line = line_of(*numbers)
        if omega is None:
            omega = _energy(line, Z, g_N)
        if np.any(omega < 0.0):
            raise DomainError(
                f"j1 = {line.j1:g}, F1 = {line.F1:g} is not allowed: state 1 emits and must be "
                f"the upper one, but lies {float(-np.min(omega)):.6g} eV below state 2"
            )
        return _emission(line, omega)

    return _over_lines(single, transition, omega=omega)


@quantity(
    "atoms.optics.line_shape",
    items=(
        Parameter("x", "number", "detuning over sqrt(2) times the Doppler deviation"),
        Parameter(
            "y",
            "number",
            "half the homogeneous width over sqrt(2) times the Doppler deviation",
            range=NONNEGATIVE,
        ),
        PART,
    ),
    unit="",
    formula=r"i\sqrt\pi\,y\,w(x+iy)",
    source="Voigt profile with Faddeeva's function w",
    papers=_PAPERS,
    accuracy="1e-13",
    validity="one line, weak light, detuning far below the line's energy",
    example={"x": 1, "y": 0.01, "part": "im"},
)
def line_shape(x: FloatArray, y: FloatArray, part: str) -> FloatArray:
    """Refractive index n - 1 of a Voigt line over alpha_0 lambda/4 pi."""
    return _part(kernels.line_shape(x, y), part)


@quantity(
    "atoms.optics.refractivity",
    items=(
        TRANSITION,
        Parameter("n_atoms", "number density", "density of the atoms", range=NONNEGATIVE),
        _DETUNING,
        Parameter(
            "doppler", "energy", "deviation of the line's energy by motion", range=NONNEGATIVE
        ),
        Parameter("part", "word", "real or imaginary part", "re", choices=PART.choices),
    ),
    unit="",
    formula=r"\frac{\alpha_0\lambda}{4\pi}\,i\sqrt\pi\,y\,w(x+iy),\quad"
    r" \alpha_0 = \pm N\frac{\lambda^2}{2\pi}\frac{A}{\Gamma}\frac{g_u}{g_1},\quad"
    r" \Gamma = 2\Gamma_{n\ell}",
    source="Voigt profile; Loudon, The Quantum Theory of Light (2000), Ch. 2",
    papers=_PAPERS,
    accuracy="1e-12 of the formula",
    validity=_LEVELS + "; all atoms in state 1 (gain if it is the upper one), natural width and "
    "Doppler width only; weak light near the line",
    example={**_LINE, "n_atoms": "1e10 1/cm3", "detuning": "1e-8 eV", "doppler": "2e-11 eV"},
)
def refractivity(
    transition: Transition,
    n_atoms: FloatArray,
    detuning: FloatArray,
    doppler: FloatArray,
    part: str,
) -> FloatArray:
    """Refractive index n - 1 of a vapour of atoms in state 1 near an M1 line."""

    def single(
        *numbers: float,
        Z: FloatArray,
        g_N: FloatArray | None,
        n_atoms: FloatArray,
        detuning: FloatArray,
        doppler: FloatArray,
    ) -> FloatArray:
        line = line_of(*numbers)
        omega = _energy(line, Z, g_N)
        energy = np.abs(omega)
        if np.any(detuning <= -energy):
            raise DomainError(
                f"detuning = {float(np.min(detuning)):.6g} eV is not allowed: light has an energy "
                f"> 0, and the line's is {float(np.min(energy)):.6g} eV"
            )
        gamma = _line_width(line, Z)
        n_lower = np.where(omega < 0.0, n_atoms, -n_atoms)
        scale = kernels.index_scale(n_lower, energy, _emission(line, energy), gamma)
        return _part(scale * kernels.shape(detuning, gamma, doppler), part)

    return _over_lines(single, transition, n_atoms=n_atoms, detuning=detuning, doppler=doppler)


@quantity(
    "atoms.optics.rotation",
    items=(
        TRANSITION,
        LOOP,
        Alternatives(
            (
                (_DETUNING,),
                (Parameter("detuning_widths", "number", "detuning over the full width"),),
            )
        ),
        Parameter(
            "absorption_lengths",
            "number",
            "length of the path, in absorption lengths at this detuning",
            1,
            range=NONNEGATIVE,
        ),
    ),
    unit="rad",
    formula=r"\Phi=\frac{4\pi L}\lambda\mathrm{Re}[(n-1)(-i\mathcal R)]"
    r"=N\Big(\mathrm{Re}\,\mathcal R-\frac{2\delta}\Gamma\mathrm{Im}\,\mathcal R\Big)",
    source="Sec. 3 of arXiv:1912.09444, with complex R",
    papers=_PAPERS,
    accuracy="1e-11 of the formula",
    validity="a Lorentz line, atoms in state 1; l >= 3, or a cutoff (a model). For "
    "4F5/2-4F7/2 the light has a wavelength of 1.3 m, and the atoms live 72.5 ns",
    example={**_LINE, "m_lightest": "0 eV", "detuning_widths": 0.5},
)
def rotation(
    transition: Transition,
    loop: Loop,
    detuning: FloatArray | None,
    detuning_widths: FloatArray | None,
    absorption_lengths: FloatArray,
) -> FloatArray:
    """Rotation of the polarisation of light by the force of neutrinos in a vapour."""
    ratio = complex_ratio(transition, loop)
    if detuning is not None:

        def single(
            *numbers: float, Z: FloatArray, g_N: FloatArray | None, detuning: FloatArray
        ) -> FloatArray:
            del g_N  # the width does not depend on it
            return detuning / _line_width(line_of(*numbers), Z)

        detuning_widths = _over_lines(single, transition, detuning=detuning)
    return kernels.rotation(ratio, np.asarray(detuning_widths), absorption_lengths)


@quantity(
    "atoms.optics.shortfall",
    items=(
        TRANSITION,
        LOOP,
        Parameter(
            "sensitivity", "angle", "smallest rotation that is seen", "1e-9 rad", range=POSITIVE
        ),
    ),
    unit="",
    formula=r"\Phi_{\rm min}/|\Phi|,\quad \delta=\Gamma/2,\ N=1",
    source="arXiv:1912.09444, which has 10^23; the sensitivity is that of Lintz, Guena and "
    "Bouchiat (2006)",
    papers=_PAPERS,
    accuracy="1e-11 of the formula",
    validity="as atoms.optics.rotation: for 4F light of 1.3 m and atoms that live 72.5 ns; inf "
    "without a rotation",
    example={**_LINE, "m_lightest": "0 eV"},
)
def shortfall(transition: Transition, loop: Loop, sensitivity: FloatArray) -> FloatArray:
    """Factor that the best measured rotation is away from that of the force of neutrinos."""
    angle = np.abs(
        kernels.rotation(complex_ratio(transition, loop), _HALF_A_WIDTH, np.asarray(1.0))
    )
    angle, sensitivity = np.broadcast_arrays(angle, sensitivity)
    beyond = np.full(angle.shape, math.inf)
    return np.divide(sensitivity, angle, out=beyond, where=angle > 0.0)


def _over_lines(
    function: Callable[..., FloatArray], transition: Transition, **values: FloatArray | None
) -> FloatArray:
    """Evaluate a function of the quantum numbers, Z, g_N and other values on arrays."""
    grid = {"Z": transition.Z, "g_N": transition.g_N, **values}
    return np.asarray(over_quantum_numbers(function, transition.numbers, grid))


def _energy(line: Line, Z: FloatArray, g_N: FloatArray | None) -> FloatArray:
    """Return the energy of state 1 less that of state 2, or raise where there is no line."""
    omega = kernels.transition_energy(line, Z, transition_g_N(Z, g_N, line.I))
    if np.any(omega == 0.0):
        raise DomainError(
            f"g_N = 0 is not allowed: j1 = {line.j1:g}, F1 = {line.F1:g} and j2 = {line.j2:g}, "
            f"F2 = {line.F2:g} then have the same energy, and there is no line"
        )
    return omega


def _emission(line: Line, omega: FloatArray) -> FloatArray:
    """Return A, or A g_u/g_1 if state 1 is the lower one."""
    return kernels.m1_rate(line.m1, line.F1, omega)


def _line_width(line: Line, Z: FloatArray) -> FloatArray:
    """Return the width of the line, the sum of those of its states."""
    gamma = 2.0 * width(Z, line.n, line.l, 1.0)
    if np.any(gamma == 0.0):
        raise DomainError(
            f"n = {line.n}, l = {line.l} is not allowed: the state does not decay by E1, and the "
            "line has no natural width"
        )
    return gamma


def _part(values: kernels.ComplexArray, part: str) -> FloatArray:
    return values.imag if part == "im" else values.real

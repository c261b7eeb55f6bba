"""A directional background as kernels see it: flux per energy, and lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from softnu.checks import FloatArray


class Line(NamedTuple):
    """Neutrinos of one energy.

    Attributes
    ----------
    E : float
        Energy, eV.
    flux : float
        Flux, eV^3 (equal to the number density, c = 1).
    particle : {"nu", "nubar"}
        Neutrinos or antineutrinos.
    """

    E: float
    flux: float
    particle: str


class FluxSpectrum(NamedTuple):
    """Flux of neutrinos and antineutrinos of each flavour, at the place of the experiment.

    Attributes
    ----------
    nu, nubar : callable
        Vectorised flux per energy, eV^3/eV, as functions of the energy in eV; asked only
        between the first and the last of `edges`.
    edges : tuple of float
        Increasing energies in eV between which the flux is smooth; it is 0 outside. Empty if
        there are only lines.
    lines : tuple of Line
        Discrete energies beside the continuum.
    flavours : tuple of str
        Flavours of which each has this flux.
    """

    nu: Callable[[FloatArray], FloatArray]
    nubar: Callable[[FloatArray], FloatArray]
    edges: tuple[float, ...]
    lines: tuple[Line, ...] = ()
    flavours: tuple[str, ...] = ("e",)

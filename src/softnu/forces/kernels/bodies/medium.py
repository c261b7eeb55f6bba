"""The neutrino force between two points as a central potential, in vacuum and backgrounds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray
from softnu.forces.kernels import mass_states, vacuum
from softnu.forces.kernels.bodies.integral import CentralPotential
from softnu.forces.kernels.spectrum import Spectrum

ComplexArray = npt.NDArray[np.complex128]


class Exchange(NamedTuple):
    """What two points exchange.

    Attributes
    ----------
    g1, g2 : ndarray (3, 3) of complex
        Vector couplings in the basis of mass states.
    masses : ndarray (3,)
        Neutrino masses, eV.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.
    spectrum : Spectrum or None
        Isotropic background, None without one.
    population : {"sum", "produced", "opposite"}
        Helicities that carry it.
    vacuum : bool
        Whether the vacuum force is included.
    """

    g1: ComplexArray
    g2: ComplexArray
    masses: FloatArray
    majorana: bool
    spectrum: Spectrum | None = None
    population: str = "sum"
    vacuum: bool = True


def central_potential(exchange: Exchange) -> CentralPotential:
    """Return the spin-independent potential of two points.

    Parameters
    ----------
    exchange : Exchange
        Couplings, neutrinos, background.

    Returns
    -------
    CentralPotential
        In eV at distances in 1/eV: :func:`softnu.forces.kernels.vacuum.spin_independent` plus
        :func:`softnu.forces.kernels.mass_states.spin_independent`.
    """
    direct = np.real(exchange.g1 * exchange.g2.T)
    crossed = np.real(exchange.g1 * exchange.g2) if exchange.majorana else np.zeros((3, 3))

    def v(s: FloatArray) -> FloatArray:
        total = np.zeros(np.shape(s))
        if exchange.vacuum:
            total += vacuum.spin_independent(
                s, exchange.g1, exchange.g2, exchange.masses, exchange.majorana
            )
        if exchange.spectrum is not None:
            states = exchange.masses.tolist()
            total += mass_states.spin_independent(
                s, direct, crossed, states, exchange.spectrum, exchange.population
            )
        return total

    pairs = np.add.outer(exchange.masses, exchange.masses)[(direct != 0.0) | (crossed != 0.0)]
    decay = 1.0 / pairs[pairs > 0.0]
    lengths = tuple(np.unique(decay).tolist())
    if exchange.spectrum is None:
        return CentralPotential(v, lengths, endless=bool(np.any(pairs == 0.0)))
    thermal, period = _background_scales(exchange, mixes=bool(np.any(np.triu(direct, 1))))
    return CentralPotential(v, (*lengths, *thermal), period)


def _background_scales(exchange: Exchange, *, mixes: bool) -> tuple[tuple[float, ...], float]:
    """Return the decay lengths of a background's force and its wavelength over 2 pi."""
    spectrum = exchange.spectrum
    assert spectrum is not None
    wave_numbers = [0.0]
    if mixes:
        # A state with a heavier or lighter partner beats with the difference of their squares.
        low, high = float(np.min(exchange.masses)), float(np.max(exchange.masses))
        wave_numbers.append(math.sqrt((high - low) * (high + low)))
    if spectrum.thermal is None:
        wave_numbers.append(2.0 * spectrum.edges[-1])
        lengths: tuple[float, ...] = ()
    else:
        wave_numbers.append(2.0 * abs(spectrum.thermal.mu))
        T = spectrum.thermal.T
        lengths = (1.0 / (2.0 * math.pi * T),) if T > 0.0 else ()
    fastest = max(wave_numbers)
    return lengths, 1.0 / fastest if fastest > 0.0 else math.inf

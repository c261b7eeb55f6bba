"""Occupation numbers as functions of the momentum, with what a quadrature must know of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from softnu.backgrounds.kernels import fermi_dirac, maxwell_boltzmann
from softnu.checks import FloatArray

#: Where the exponential has fallen below rounding: e^-45 = 3e-20.
_CUT = 45.0
#: Width, in T, of panels across a Fermi edge: its poles lie at distance pi T.
_EDGE_PANEL = 4.0


class Thermal(NamedTuple):
    """Temperature and chemical potential (eV), weights and statistics of a thermal spectrum."""

    T: float
    mu: float
    weight_nu: float
    weight_nubar: float
    distribution: str


class Spectrum(NamedTuple):
    """Occupation numbers, and where they matter.

    Attributes
    ----------
    n_nu, n_nubar : callable
        Occupation numbers as functions of the momentum (eV).
    scale : float
        Momentum over which they vary, eV.
    edges : tuple of float
        Momenta where panels must end; the largest is where the spectrum ends.
    thermal : Thermal or None
        What a thermal spectrum is made of: closed forms know it.
    """

    n_nu: Callable[[FloatArray], FloatArray]
    n_nubar: Callable[[FloatArray], FloatArray]
    scale: float
    edges: tuple[float, ...]
    thermal: Thermal | None = None


def thermal_spectrum(
    T: float, mu: float, weight_nu: float, weight_nubar: float, distribution: str
) -> Spectrum:
    """Return the spectrum of a thermal background (degenerate for `T` = 0).

    Parameters
    ----------
    T, mu : float
        Temperature and chemical potential, eV; antineutrinos have ``-mu``.
    weight_nu, weight_nubar : float
        Factors on the occupation numbers.
    distribution : {"fermi_dirac", "maxwell_boltzmann"}
        Statistics.

    Returns
    -------
    Spectrum
        Its occupation numbers and panels.
    """
    thermal = Thermal(T, mu, weight_nu, weight_nubar, distribution)
    if T == 0.0:
        filled, empty = (weight_nu, 0.0) if mu > 0.0 else (0.0, weight_nubar)
        edge = abs(mu)
        return Spectrum(
            lambda k: np.full_like(k, filled),
            lambda k: np.full_like(k, empty),
            edge,
            (edge,),
            thermal,
        )
    occupation = fermi_dirac if distribution == "fermi_dirac" else maxwell_boltzmann
    temperature, potential = np.asarray(T), np.asarray(mu)
    end = _CUT * T
    edges: tuple[float, ...] = (end,)
    if distribution == "fermi_dirac" and mu != 0.0:
        end += abs(mu)
        steps = np.arange(abs(mu) - _CUT * T, end, _EDGE_PANEL * T)
        edges = (*steps[steps > 0.0].tolist(), end)
    return Spectrum(
        lambda k: weight_nu * occupation(k, temperature, potential),
        lambda k: weight_nubar * occupation(k, temperature, -potential),
        T,
        edges,
        thermal,
    )


def table_spectrum(k: FloatArray, n_nu: FloatArray, n_nubar: FloatArray) -> Spectrum:
    """Return the spectrum of a table: linear between its momenta `k` (n,), 0 outside."""
    return Spectrum(
        lambda p: np.interp(p, k, n_nu, left=0.0, right=0.0),
        lambda p: np.interp(p, k, n_nubar, left=0.0, right=0.0),
        float(np.min(np.diff(k))),
        tuple(k.tolist()),
    )

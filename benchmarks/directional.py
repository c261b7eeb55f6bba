"""Directional backgrounds: a map around a smeared beam and a spectrum, over quadrature."""

from __future__ import annotations

import numpy as np
from scipy import integrate

from benchmarks.measure import Measurement, peak_bytes, seconds
from softnu.backgrounds import SolarNeutrinos
from softnu.backgrounds.flux import FluxSpectrum, Line, nothing
from softnu.forces.kernels.directional.lobe import lobe_kernel, one_mass
from softnu.forces.kernels.directional.spectra import Lobes, directional_tensors
from softnu.forces.kernels.mode import mode_kernel
from softnu.numerics.panels import NODES

#: Points of the map, and of the comparisons that take long.
_MAP, _FEW = 1_000_000, 8
#: Energies and separations of the solar spectrum.
_ENERGIES, _SEPARATIONS = 200, 10_000
#: Targets: seconds for the map, seconds for the spectrum, speed over quadrature, peak memory.
_MAP_SECONDS, _SPECTRUM_SECONDS = 1.0, 2.0
_RATIO = 1e4
_OUTPUTS = 10.0
_AXIS = np.array([0.0, 0.0, 1.0])
#: A spread of 0.1 rad about the axis.
_KAPPA_F = 100.0
_SUN = SolarNeutrinos("pp").kernel_spectrum
#: The radius of the Sun is seen under 4.65 mrad.
_SUN_KAPPA_F = 1.0 / 4.65e-3**2
_MASSLESS = one_mass(0.0, False)
#: Accuracy asked of the quadrature over directions.
_ACCURACY = 1e-6


def _around_the_beam(count: int) -> np.ndarray:
    """Separations of 1e-2 to 1e3 wavelengths over 2 pi at all angles to the beam."""
    side = round(np.sqrt(count))
    x, alpha = np.meshgrid(np.geomspace(1e-2, 1e3, side), np.linspace(0.0, np.pi, side))
    return np.stack([x * np.sin(alpha), 0.0 * x, x * np.cos(alpha)], -1).reshape(-1, 3)


def _map(r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return lobe_kernel(r, np.asarray(1.0), _AXIS, np.asarray(_KAPPA_F), _MASSLESS, "sum")


def _by_quadrature(r: np.ndarray) -> float:
    """S^00 of one point of the map: adaptive quadrature of single modes over the sphere."""

    def mode(phi: float, c: float) -> float:
        s = np.sqrt(1.0 - c * c)
        k = np.array([s * np.cos(phi), s * np.sin(phi), c])
        S, _ = mode_kernel(r, k, np.asarray(0.0), "sum", False)
        return float(S[0, 0]) * np.exp(_KAPPA_F * (c - 1.0))

    # Within eight widths of the axis lies all of the lobe.
    edge = 1.0 - 32.0 / _KAPPA_F
    value, _ = integrate.dblquad(
        mode, edge, 1.0, 0.0, 2.0 * np.pi, epsabs=_ACCURACY / _KAPPA_F, epsrel=_ACCURACY
    )
    return float(_KAPPA_F / (2.0 * np.pi) * value)


def _solar_table(E: np.ndarray) -> FluxSpectrum:
    """The flux of pp neutrinos as a table, linear between its energies."""
    flux = _SUN.nu(E)
    return FluxSpectrum(lambda energy: np.interp(energy, E, flux), nothing, tuple(E))


def _solar_lines(E: np.ndarray) -> FluxSpectrum:
    """The same as a sum of lines (trapezoids)."""
    flux = np.gradient(E) * _SUN.nu(E)
    lines = tuple(Line(float(e), float(f), "nu") for e, f in zip(E, flux, strict=True) if f > 0)
    return FluxSpectrum(nothing, nothing, (), lines)


def measure() -> list[Measurement]:
    points = _around_the_beam(_MAP)
    few = points[:: _MAP // _FEW][:_FEW]
    map_seconds = seconds(lambda: _map(points), repeat=5)
    exact = _map(few)[0][:, 0, 0]
    routes = [_by_quadrature(r) for r in few]
    deviation = float(np.max(np.abs(routes - exact)) / np.max(np.abs(exact)))
    by_quadrature = seconds(lambda: [_by_quadrature(r) for r in few], repeat=1) / _FEW

    E = np.linspace(_SUN.edges[0], _SUN.edges[-1], _ENERGIES)
    # From a tenth of a nanometre to a kilometre, in 1/eV, 1e-3 rad off the axis.
    r = np.geomspace(5e-4, 5e9, _SEPARATIONS)[:, None] * np.array([1e-3, 0.0, 1.0])

    def spectrum(flux: FluxSpectrum, kappa_f: float = np.inf) -> float:
        lobes = Lobes(_AXIS[None], np.array([kappa_f]), np.ones(1))
        return seconds(lambda: directional_tensors(r, flux, lobes, _MASSLESS, "sum"), repeat=2)

    smooth = spectrum(_SUN)
    nodes = NODES * (len(_SUN.edges) - 1)
    return [
        Measurement(
            "directional: S and A around a smeared beam, 1e6 points",
            map_seconds,
            "s",
            _MAP_SECONDS,
        ),
        Measurement(
            "directional: scipy over the sphere, S00 only, over ours",
            by_quadrature / (map_seconds / points.shape[0]),
            "x",
            _RATIO,
            at_most=False,
            note=f"they differ by {deviation:.0e} of the largest",
        ),
        Measurement(
            "directional: solar spectrum at 1e4 separations, S and A",
            smooth,
            "s",
            _SPECTRUM_SECONDS,
            note=f"its integral, with {nodes} energies",
        ),
        Measurement(
            "directional: the same with the angular size of the Sun",
            spectrum(_SUN, _SUN_KAPPA_F),
            "s",
            note="two more waves",
        ),
        Measurement(
            "directional: solar spectrum as 200 lines, 1e4 separations",
            spectrum(_solar_lines(E)),
            "s",
            _SPECTRUM_SECONDS,
            note="right at small distances only",
        ),
        Measurement(
            "directional: the integral of a table with 200 energies",
            spectrum(_solar_table(E)),
            "s",
            note="199 panels, each exact for any phase",
        ),
        Measurement(
            "directional: peak memory for 1e6 points",
            peak_bytes(lambda: _map(points)) / (2 * 16 * 8 * points.shape[0]),
            "outputs",
            _OUTPUTS,
        ),
    ]

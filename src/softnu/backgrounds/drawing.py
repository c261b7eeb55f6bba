"""Figures of the sources; matplotlib is imported when one is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from importlib.resources import files
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from softnu.backgrounds.flux import FluxSpectrum, Line
from softnu.backgrounds.inputs import Particle
from softnu.checks import FloatArray
from softnu.units import from_natural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DASHES = ("-", "--", "-.", ":")
_NAMES = {"nu": "neutrinos", "nubar": "antineutrinos"}
_UNITS = {"GeV": 1e9, "MeV": 1e6, "keV": 1e3, "eV": 1.0, "meV": 1e-3}
_POINTS = 400
#: Decades of a flux that are shown below its maximum.
_DECADES = 6
#: A continuum that spans this ratio of energies has a logarithmic axis.
_WIDE = 10.0


def draw_occupation(curves: Mapping[Particle, FloatArray], k: FloatArray, ax: Axes | None) -> Axes:
    """Draw occupation numbers of neutrinos and antineutrinos over the momenta `k` (eV)."""
    unit = _unit_for(float(k[-1]))
    with _style():
        ax = ax or _new_axes()
        for (particle, values), dash in zip(curves.items(), cycle(_DASHES), strict=False):
            ax.plot(k / _UNITS[unit], values, dash, label=_NAMES[particle])
        ax.set_xlim(0.0, float(k[-1]) / _UNITS[unit])
        ax.set_ylim(bottom=0.0)
        ax.set_xlabel(f"momentum [{unit}]")
        ax.set_ylabel("occupation number")
        ax.legend()
    return ax


def draw_flux(parts: Mapping[str, FluxSpectrum], ax: Axes | None) -> Axes:
    """Draw the flux per energy of one flavour, each part with its name, and the lines.

    Where a part has a continuum of neutrinos and of antineutrinos that are not alike, both
    are drawn. The lines reach up to their flux.
    """
    unit = _unit_for(max(_largest_energy(part) for part in parts.values()))
    curves = [curve for name, part in parts.items() for curve in _curves(name, part)]
    lines = [(name, line) for name, part in parts.items() for line in part.lines]
    fluxes = [values for _, _, values in curves]
    fluxes += [from_natural([line.flux], "1/(cm2 s)").value for _, line in lines]
    top = max(float(np.max(values)) for values in fluxes)
    with _style():
        ax = ax or _new_axes()
        for (name, E, values), dash in zip(curves, cycle(_DASHES), strict=False):
            scaled = values if unit == "MeV" else values * _UNITS[unit] / _UNITS["MeV"]
            ax.plot(E / _UNITS[unit], np.where(scaled > 0.0, scaled, np.nan), dash, label=name)
        for number, (name, line) in enumerate(lines):
            _draw_line(ax, name, line, unit, f"C{(len(curves) + number) % 7}")
        ax.set_yscale("log")
        if top > 0.0:
            ax.set_ylim(top * 10.0**-_DECADES, top * 10.0)
        if any(E[-1] > _WIDE * E[0] for _, E, _ in curves):
            ax.set_xscale("log")
        ax.set_xlabel(f"energy [{unit}]")
        ax.set_ylabel(_flux_label(unit, bool(curves), bool(lines)))
        ax.legend()
    return ax


def _curves(name: str, part: FluxSpectrum) -> list[tuple[str, FloatArray, FloatArray]]:
    """Name, energies (eV) and flux (1/(cm2 s MeV)) of each continuum of a part."""
    if not part.edges:
        return []
    low, high = max(part.edges[0], 1e-3 * part.edges[-1]), part.edges[-1]
    E = np.geomspace(low, high, _POINTS) if high > _WIDE * low else np.linspace(low, high, _POINTS)
    nu, nubar = (from_natural(f(E), "1/(cm2 s MeV)").value for f in (part.nu, part.nubar))
    if np.array_equal(nu, nubar):
        return [(name or "neutrinos, and antineutrinos alike", E, nu)]
    shown = {"nu": nu, "nubar": nubar}
    return [
        (name or _NAMES[particle], E, values) for particle, values in shown.items() if values.any()
    ]


def _draw_line(ax: Axes, name: str, line: Line, unit: str, colour: str) -> None:
    flux = from_natural(line.flux, "1/(cm2 s)").value
    energy = line.E / _UNITS[unit]
    label = f"{name or _NAMES[line.particle]}, {energy:.4g} {unit}"
    ax.vlines(energy, 0.0, flux, color=colour, label=label)


def _flux_label(unit: str, has_curves: bool, has_lines: bool) -> str:
    per_energy = f"flux [1/(cm$^2$ s {unit})]"
    if not has_lines:
        return per_energy
    return f"{per_energy}; lines [1/(cm$^2$ s)]" if has_curves else "flux [1/(cm$^2$ s)]"


def _largest_energy(part: FluxSpectrum) -> float:
    return max([*part.edges[-1:], *(line.E for line in part.lines)], default=1.0)


def _unit_for(energy: float) -> str:
    """Unit in which an energy (eV) is a number above 0.1."""
    return next((unit for unit, size in _UNITS.items() if energy >= 0.1 * size), "meV")


def _style() -> AbstractContextManager[None]:
    import matplotlib.style

    context: AbstractContextManager[None] = matplotlib.style.context(
        str(files("softnu") / "plots" / "softnu.mplstyle")
    )
    return context


def _new_axes() -> Axes:
    from matplotlib.figure import Figure

    return Figure().add_subplot()

"""Figures of the sources; matplotlib is imported when one is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from importlib.resources import files
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from softnu.backgrounds.flux import FluxSpectrum, Line
from softnu.backgrounds.inputs import Particle
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.units import from_natural

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DASHES = ("-", "--", "-.", ":")
_NAMES = {"nu": "neutrinos", "nubar": "antineutrinos"}
_UNITS = {"GeV": 1e9, "MeV": 1e6, "keV": 1e3, "eV": 1.0, "meV": 1e-3}
_POINTS = 400
#: Decades that are shown below the maximum of the weakest curve or line.
_DECADES = 4
#: A continuum over more than this ratio of energies has a logarithmic axis, down to the
#: inverse of its square.
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
    are drawn. The lines reach up to their flux. Raises :class:`DomainError` if all is 0.
    """
    unit = _unit_for(max(_largest_energy(part) for part in parts.values()))
    curves = [curve for name, part in parts.items() for curve in _curves(name, part, unit)]
    lines = [_lines(name, part.lines, unit) for name, part in parts.items() if part.lines]
    peaks = [float(np.max(drawn.flux)) for drawn in (*curves, *lines)]
    visible = [peak for peak in peaks if peak > 0.0]
    if not visible:
        raise DomainError("a source without neutrinos has no figure")
    with _style():
        import matplotlib as mpl

        colours = cycle(mpl.rcParams["axes.prop_cycle"].by_key()["color"])
        ax = ax or _new_axes()
        for curve, dash in zip(curves, cycle(_DASHES), strict=False):
            ax.plot(curve.E, curve.flux, dash, color=next(colours), label=curve.label)
        for line in lines:
            ax.vlines(line.E, 0.0, line.flux, color=next(colours), label=line.label)
        ax.set_yscale("log")
        ax.set_ylim(min(visible) * 10.0**-_DECADES, max(visible) * 10.0)
        if any(curve.E[-1] > _WIDE * curve.E[0] for curve in curves):
            ax.set_xscale("log")
        ax.set_xlabel(f"energy [{unit}]")
        ax.set_ylabel(_flux_label(unit, bool(curves), bool(lines)))
        ax.legend()
    return ax


class _Curve(NamedTuple):
    """A continuum, or lines, in the units of the figure."""

    label: str
    E: FloatArray
    flux: FloatArray


def _lines(name: str, lines: Sequence[Line], unit: str) -> _Curve:
    E = np.array([line.E for line in lines]) / _UNITS[unit]
    flux = from_natural([line.flux for line in lines], "1/(cm2 s)").value
    energies = ", ".join(f"{energy:.4g}" for energy in E)
    return _Curve(f"{name or _NAMES[lines[0].particle]}, {energies} {unit}", E, flux)


def _curves(name: str, part: FluxSpectrum, unit: str) -> list[_Curve]:
    """Curves of the continua of a part that are there."""
    if not part.edges:
        return []
    low, high = max(part.edges[0], part.edges[-1] / _WIDE**2), part.edges[-1]
    E = np.geomspace(low, high, _POINTS) if high > _WIDE * low else np.linspace(low, high, _POINTS)
    shown = E / _UNITS[unit]
    nu, nubar = (from_natural(f(E), f"1/(cm2 s {unit})").value for f in (part.nu, part.nubar))
    if np.array_equal(nu, nubar):
        return [_Curve(name or "neutrinos, and antineutrinos alike", shown, nu)]
    present = {"nu": nu, "nubar": nubar}
    return [_Curve(name or _NAMES[p], shown, flux) for p, flux in present.items() if flux.any()]


def _flux_label(unit: str, has_curves: bool, has_lines: bool) -> str:
    per_energy = f"flux [1/(cm$^2$ s {unit})]"
    if not has_lines:
        return per_energy
    return f"{per_energy}; lines [1/(cm$^2$ s)]" if has_curves else "flux [1/(cm$^2$ s)]"


def _largest_energy(part: FluxSpectrum) -> float:
    return max([*part.edges[-1:], *(line.E for line in part.lines)])


def _unit_for(energy: float) -> str:
    """Unit in which an energy (eV) is a number of at least 1, if there is one."""
    return next((unit for unit, size in _UNITS.items() if energy >= size), "meV")


def _style() -> AbstractContextManager[None]:
    import matplotlib.style

    context: AbstractContextManager[None] = matplotlib.style.context(
        str(files("softnu") / "plots" / "softnu.mplstyle")
    )
    return context


def _new_axes() -> Axes:
    from matplotlib.figure import Figure

    return Figure().add_subplot()

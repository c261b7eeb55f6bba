"""Section 4 of arXiv:2405.16801: how the force depends on the direction of a beam."""

from __future__ import annotations

import math

import astropy.units as u
import numpy as np

from softnu.forces import as_printed
from softnu.papers.claims import Claim
from softnu.papers.modes import in_plane, scaled_kernel
from softnu.papers.records import Column, Content, Curve, Figure
from softnu.papers.values import array, convert, value

_PAPER, _ITEM = "2405.16801", "section-4"
_PRODUCTS = (3.0, 12.0)
#: Double quadratures of the printed integrals at E = 1 eV, r = 0.7/eV, alpha = 0.6; eV.
_QUADRATURE = {"si": 20.0716042056028, "pv": 18.0672890415478, "a": 16.0629738774927}
_QUADRATURE_PRECISION = 1e-13
#: What "about" allows for a number of one digit.
_ABOUT = 0.2


def _components(letters: str) -> float:
    """Sum of components ii of the symmetric kernel at the point of the quadratures."""
    return sum(
        value(
            "forces.mode.kernel",
            "eV3",
            tensor="S",
            component=2 * letter,
            r=["0 1/eV", "0 1/eV", "0.7 1/eV"],
            k=[f"{math.sin(0.6)!r} eV", "0 eV", f"{math.cos(0.6)!r} eV"],
            m_nu="0 eV",
        )
        for letter in letters
    )


def _integrals() -> list[Claim]:
    r, E, alpha = np.asarray(0.7), np.asarray(1.0), np.asarray(0.6)
    # The paper's integrals are 4 pi^3 times the kernel at E = 1.
    ours = {
        "si": ("Eq. (4.3)", "integral I_SI", 4.0 * math.pi**3 * _components("0")),
        "pv": (
            "Eq. (4.7) and its closed form (4.10)",
            "integral I_PV, which (4.10) gives at every r, not at long distance only",
            float(as_printed.parity_violating_integral(r, E, alpha)),
        ),
        "a": ("Eq. (4.19)", "integral I_a, the trace", 4.0 * math.pi**3 * _components("xyz")),
    }
    return [
        Claim(
            id=f"{_PAPER}/{_ITEM}/integral-{name}",
            paper=_PAPER,
            item=_ITEM,
            statement=f"{statement}, at E r = 0.7, alpha = 0.6",
            published=f"double quadrature of {source}: {_QUADRATURE[name]}",
            published_value=_QUADRATURE[name],
            precision=_QUADRATURE_PRECISION,
            computed=computed,
            unit="eV",
            source=source,
        )
        for name, (source, statement, computed) in ours.items()
    ]


def _figure() -> Figure:
    alpha, along = np.linspace(0.0, math.pi, 361), np.array([0.0, 0.0, 1.0])
    curves = []
    for kr in _PRODUCTS:
        slow = array("forces.mode.slow_factor", kr=kr, alpha=alpha * u.rad)
        exact = scaled_kernel("00", along, kr * in_plane(np.sin(alpha), np.cos(alpha)))
        curves.append(Curve(f"exact, E r = {kr:g}", alpha, exact))
        curves.append(Curve(f"slow term, E r = {kr:g}", alpha, slow))
    return Figure(
        "direction",
        "Force of a beam against the angle alpha between r and the beam",
        Column("α", "rad"),
        Column("4π r S⁰⁰ / E²"),
        tuple(curves),
        caption="Exact kernel of one mode and the slow term of Eq. (4.4). The difference is the "
        "fast term, which averages to zero over any spread of energies, except near α = π, where "
        "it is slow.",
    )


def _reactor() -> tuple[Claim, ...]:
    flux_in_eV3 = convert("5e9 1/(cm2 s)", "eV3")
    flux = value("backgrounds.reactor.flux", "1/(cm2 s)", thermal_power="2.9 GW", distance="1 km")
    return (
        Claim(
            id=f"{_PAPER}/{_ITEM}/reactor-flux",
            paper=_PAPER,
            item=_ITEM,
            statement="flux of reactor antineutrinos, 2.9 GW at 1 km",
            published="about 5e9 1/(cm2 s)",
            published_value=5e9,
            precision=_ABOUT,
            computed=flux,
            unit="1/(cm2 s)",
            source="text on reactors",
        ),
        Claim(
            id=f"{_PAPER}/{_ITEM}/reactor-density",
            paper=_PAPER,
            item=_ITEM,
            statement="density of reactor antineutrinos, flux 5e9 1/(cm2 s)",
            published="0.17 cm^-3",
            published_value=0.17,
            precision=0.03,
            computed=convert(f"{flux_in_eV3!r} eV3", "1/cm3"),
            unit="1/cm3",
            source="text on reactors",
        ),
    )


def build() -> Content:
    """Compute the integrals at a point and the dependence on the angle."""
    return Content(figures=(_figure(),), claims=(*_integrals(), *_reactor()))

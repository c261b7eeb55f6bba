"""Density around the round Earth: size of the sphere, profiles of neutrinos and antineutrinos."""

from __future__ import annotations

from typing import Any, Final

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.papers.arxiv_2401_07347.setting import (
    DELTA,
    EARTH,
    T,
    claim,
    independent,
    mean_momentum,
)
from softnu.papers.arxiv_2401_07347.spheres import over_half, strength
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value
from softnu.units import natural

_ITEM = "density"
#: kR, |delta|, surface density over delta/2 for +delta and -delta; calculated independently.
_SCAN: Final = (
    (1e2, 6.2996e-3, "0.9972213", "0.9993289"),
    (1e3, 1.3572e-3, "0.9995427", "1.0007033"),
    (1e4, 2.9240e-4, "0.9998937", "1.0000771"),
    (1e5, 6.2996e-5, "0.9999791", "1.0000214"),
    (2.0**20, 1.3e-5, "0.9999958", "1.0000044"),
)
#: Height, F at the mean momentum, Fermi-Dirac average over ln 2; calculated independently.
_PROFILE: Final = (
    ("0 um", "1", "1"),
    ("10 um", "0.9171318", "0.9686331"),
    ("30 um", "0.7600287", "0.9081598"),
    ("0.1 mm", "0.2998063", "0.7198997"),
    ("0.2 mm", "-0.1280454", "0.5101479"),
    ("0.3 mm", "-0.3216000", "0.3596656"),
    ("0.5 mm", "-0.2400808", "0.1827475"),
    ("1 mm", "0.1596347", "0.0471220"),
    ("2 mm", "0.0818339", "0.0106783"),
    ("5 mm", "-0.0369975", "1.66487e-3"),
    ("1 cm", "4.208e-3", "4.14899e-4"),
    ("10 cm", "-8.8022e-4", "4.14473e-6"),
    ("1 m", "-1.8359e-4", "4.14468e-8"),
)
#: The criterion of the table of sizes.
_CHI: Final = 0.05
_SIZES: Final = np.geomspace(30.0, 1e6, 19)
#: Of densities in figures.
_UNIT: Final = 1e-8
_HEIGHTS: Final = np.geomspace(1e-6, 1e-1, 401)


def _flat(delta: float, h: Any) -> FloatArray:
    return array("relics.overdensity.flat", delta=delta, y=_phase(h))


def _phase(h: Any) -> FloatArray:
    """Return y = 2 k h at the mean momentum."""
    k = mean_momentum().to_value("eV")
    return np.asarray(2.0 * k * u.Quantity(h).to_value("1/eV", natural()))


def _thermal(h: Any) -> FloatArray:
    """Fermi-Dirac average over its value at the surface."""
    surface = value("relics.overdensity.thermal_profile", h="0 m", T=T)
    return array("relics.overdensity.thermal_profile", h=h, T=T) / surface


def _earth() -> Figure:
    h = _HEIGHTS * u.m
    thermal = _thermal(h)
    curves = (
        Curve("ν", _HEIGHTS, _flat(-DELTA, h) / _UNIT),
        Curve("ν̄", _HEIGHTS, _flat(DELTA, h) / _UNIT),
        Curve("ν, thermal", _HEIGHTS, -0.5 * DELTA * thermal / _UNIT),
        Curve("ν̄, thermal", _HEIGHTS, 0.5 * DELTA * thermal / _UNIT),
    )
    return Figure(
        "earth-profile",
        "Density above the Earth",
        Column("height", "m"),
        Column("10⁸ δn/n₀"),
        curves,
        log_x=True,
        caption=f"|δ| = {DELTA:g} at the mean momentum of 1.95 K. Thermal: shape of the "
        "Fermi-Dirac average, with the same value at the surface.",
    )


def _envelope() -> Figure:
    heights = np.geomspace(1e-5, 1e3, 801)
    h = heights * u.m
    return Figure(
        "earth-far",
        "Density far above the Earth",
        Column("height", "m"),
        Column("|δn| over its value at the surface"),
        (
            Curve("one momentum", heights, np.abs(_flat(DELTA, h)) / (0.5 * DELTA)),
            Curve("thermal", heights, _thermal(h)),
        ),
        log_x=True,
        log_y=True,
        y_min=1e-14,
        caption="One momentum: the sign alternates, and the envelope falls as 1/h. Averaged over "
        "momenta the density falls as 1/h².",
    )


def _around() -> Figure:
    """A small sphere as a whole, where curvature counts."""
    kR, delta = 20.0, 1e-3
    kr = np.linspace(0.0, 60.0, 601)
    exact, born = (
        array("relics.overdensity.sphere", delta=delta, kR=kR, kr=kr, method="exact") / delta,
        array("relics.overdensity.sphere_born", kR=kR, kr=kr),
    )
    return Figure(
        "small-sphere",
        "Density in and around a small sphere, kR = 20",
        Column("k r"),
        Column("δn/n₀ over δ"),
        (Curve("exact", kr, exact), Curve("first Born", kr, born)),
        caption="δ = 1e-3. Inside, the density is higher by δ on average.",
    )


def _scan() -> Figure:
    delta = strength(_CHI, _SIZES)
    curves = [
        Curve(label, _SIZES, np.abs(ratio - 1.0))
        for label, ratio in zip(("ν̄, δ > 0", "ν, δ < 0"), over_half(delta, _SIZES), strict=True)
    ]
    return Figure(
        "sizes-scan",
        f"Density at the surface of spheres of any size, kR |δ|³ᐟ² = {_CHI:g}",
        Column("kR"),
        Column("|δn/n₀ over δ/2, less 1|"),
        (*curves, Curve("1/(kR) + |δ|/3", _SIZES, 1.0 / _SIZES + delta / 3.0)),
        log_x=True,
        log_y=True,
        caption="Exact partial-wave sums. The density tends to δ/2: neither the critical angle "
        "nor the number of waves leaves a trace.",
    )


def _sizes(ratios: FloatArray) -> Table:
    rows = tuple(
        (
            kR,
            delta,
            kR * delta**1.5,
            *map(float, pair - 1.0),
            _closed(delta, kR) / (0.5 * delta) - 1.0,
        )
        for (kR, delta, *_), pair in zip(_SCAN, ratios.T, strict=True)
    )
    return Table(
        "sizes",
        "Exact density at the surface over δ/2, less 1",
        (
            Column("kR"),
            Column("|δ|"),
            Column("kR |δ|³ᐟ²"),
            Column("ν̄, exact"),
            Column("ν, exact"),
            Column("ν̄, closed form"),
        ),
        rows,
    )


def _closed(delta: float, kR: float) -> float:
    return value("relics.overdensity.sphere", delta=delta, kR=kR, kr=kR)


def _mono(h: str) -> float:
    return value("relics.overdensity.flat_profile", y=float(_phase(h)))


def _heights() -> Table:
    rows = tuple((h, _mono(h), float(_thermal(h))) for h, *_ in _PROFILE)
    return Table(
        "profile",
        "Density above the Earth over its value at the surface",
        (Column("height"), Column("one momentum"), Column("thermal")),
        rows,
        f"Mean momentum of {T}; Fermi-Dirac average for slow neutrinos.",
    )


def _claims(ratios: FloatArray) -> list[Claim]:
    found = []
    for (kR, _, *texts), pair in zip(_SCAN, ratios.T, strict=True):
        for sign, text, ours in zip(("plus", "minus"), texts, pair, strict=True):
            words = f"exact density over delta/2 at the surface, kR = {kR:.6g}, delta {sign}"
            found.append(independent(_ITEM, f"size/{kR:.0f}/{sign}", words, text, float(ours)))
    for h, mono, thermal in _PROFILE:
        found.append(independent(_ITEM, f"F/{h}", f"F(2kh), mean momentum, {h}", mono, _mono(h)))
        words = f"Fermi-Dirac average over that at the surface, {h}"
        found.append(independent(_ITEM, f"thermal/{h}", words, thermal, float(_thermal(h))))
    return [*_words(), *found]


def _words() -> list[Claim]:
    centimetre = float(np.abs(_flat(DELTA, "1 cm")))
    tangent = value("relics.partial_wave.tan_phase_shift", l=0, delta=0.01, kR=5)
    far = [float(_thermal(h)) for h in ("1 m", "10 m")]
    return [
        independent(
            _ITEM,
            "phase-shift",
            "tan of the phase shift by the printed formula with one momentum k outside, l = 0, "
            "delta = 0.01, kR = 5",
            "0.0529063",
            tangent,
        ),
        claim(
            _ITEM,
            "centimetre",
            "size of delta n/n_0 1 cm above the Earth, one momentum, |delta| = 2.5e-8",
            ("6e-6", 6e-6),
            0.0,
            centimetre,
            "abstract of an early version",
            "Exact sums exclude it: a centimetre above the surface the density of one momentum "
            "has fallen to 0.4 % of |δ|/2.",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "decrease",
            "density of one momentum 1 mm over that 0.2 mm above the surface",
            ("0 to 1: it decreases gradually", 0.5),
            1.0,
            float(_flat(DELTA, "1 mm") / _flat(DELTA, "0.2 mm")),
            "abstract",
            "For one momentum the sign alternates under an envelope 1/(2kh); only the average "
            "over momenta decreases steadily.",
        ),
        claim(
            _ITEM,
            "far",
            "thermal density at 1 m over that at 10 m",
            ("100: it falls as 1/h² (independent calculation)", 100.0),
            1e-5,
            far[0] / far[1],
            "derived",
        ),
        claim(
            _ITEM,
            "slope",
            "slope (F(y) - 1)/y of the profile at the surface, a nanometre above it",
            ("-pi/2 (independent calculation)", -np.pi / 2.0),
            1e-5,
            (_mono("1 nm") - 1.0) / float(_phase("1 nm")),
            "derived",
        ),
        claim(
            _ITEM,
            "earth-sized",
            "closed form at the surface, kR = 2^34, delta = 2.5e-8",
            (
                "1.00018 δ/2: sum over 1.7e10 waves, rounding 2e-4 (independent calculation)",
                1.00018 * 0.5 * DELTA,
            ),
            2e-4,
            _closed(DELTA, EARTH),
            "derived",
        ),
    ]


def build() -> Content:
    """Exact sums for spheres of growing size, and profiles."""
    kR, delta = (np.array(column) for column in ([row[i] for row in _SCAN] for i in (0, 1)))
    ratios = over_half(delta, kR)
    return Content(
        tables=(_sizes(ratios), _heights()),
        figures=(_earth(), _envelope(), _around(), _scan()),
        claims=tuple(_claims(ratios)),
    )

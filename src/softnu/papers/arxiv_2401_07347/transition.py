"""From the round to the flat Earth: what happens when kR |delta|^(3/2) is no longer small."""

from __future__ import annotations

from typing import Final

import numpy as np

from softnu.checks import FloatArray
from softnu.papers.arxiv_2401_07347.setting import claim, independent
from softnu.papers.arxiv_2401_07347.spheres import at_surface, over_half, strength
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value

_ITEM = "transition"
_KR: Final = 1e4
#: Half the width of the window of kR, and the momenta in it.
_HALF: Final = 5.0
_MOMENTA: Final = 401
#: Momenta that resolve spikes 0.01 wide in kR.
_FINE: Final = 8001
_CHIS: Final = (1.0, 3.0, 10.0, 30.0, 100.0)
#: chi, |delta| at kR = 100 and 200: windows in which all spikes are resolved.
_RESOLVED: Final = ((100.0, 4.0, "0.07041"), (200.0, 5.0, "0.05595"))
#: Median over the critical angle at chi, calculated independently.
_MEDIANS: Final = ((10.0, "-0.348"), (30.0, "-0.454"), (100.0, "-0.535"))
#: Im s_1 at beta, calculated independently.
_POLES: Final = (
    (0.2, "1.42059"),
    (1.0, "0.56177"),
    (2.0, "0.18009"),
    (3.0, "0.037952"),
    (4.0, "3.9354e-3"),
    (5.0, "1.9201e-4"),
    (6.0, "5.0397e-6"),
)
#: The figure of the transition is cut here: spikes are hundreds high.
_SHOWN: Final = (-12.0, 12.0)
#: What the ends of a window of 10 in kR leave of the spikes.
_WINDOW: Final = 1e-3
#: Deviation from the closed form at which it counts as lost.
_LOST: Final = 0.1
_SUFFICIENT: Final = (
    "The condition is sufficient, not necessary: neutrinos never leave the perturbative result, "
    "and antineutrinos do so above about 2.5 only, at the size of the Earth above 6."
)


def _delta(kR: float, beta: float) -> float:
    """Return delta at 2^(1/3) (kR)^(2/3) delta = beta."""
    return beta / (2.0 ** (1.0 / 3.0) * kR ** (2.0 / 3.0))


def _means() -> FloatArray:
    """Weighted means over momenta that resolve all spikes."""
    kR, delta = (
        np.array(column)[:, np.newaxis]
        for column in zip(*((kR, _delta(kR, beta)) for kR, beta, _ in _RESOLVED), strict=True)
    )
    densities = at_surface(delta, kR + np.linspace(-_HALF, _HALF, _FINE))
    return np.asarray(np.average(densities, axis=-1, weights=np.hanning(_FINE)))


def _flat(delta: float, modes: str = "all") -> float:
    return value("relics.overdensity.flat", delta=delta, y=0, modes=modes)


def _lost() -> float:
    """The first kR delta^(3/2) at which the density is off the closed form, kR = 1000."""
    kR, chi = 1e3, np.linspace(1.0, 4.0, 61)
    delta = strength(chi, kR)
    closed = array("relics.overdensity.flat", delta=delta, y=0)
    off = np.abs(at_surface(delta, kR) / closed - 1.0) > _LOST
    return float(chi[np.argmax(off)])


def _regimes() -> tuple[Table, dict[float, float], FloatArray]:
    """Return the table, the medians over the critical angle, and the means of neutrinos."""
    delta = strength(np.array(_CHIS), _KR)[:, np.newaxis]
    plus, minus = over_half(delta, np.linspace(_KR - _HALF, _KR + _HALF, _MOMENTA))
    theta = np.sqrt(2.0 * delta[:, 0])
    medians = np.median(plus, axis=-1) * 0.5 * delta[:, 0] / theta
    empty = array("relics.overdensity.flat", delta=delta[:, 0], y=0, modes="guided_empty") / theta
    means = [np.mean(ratio, axis=-1) for ratio in (minus, plus)]
    rows = [
        tuple(map(float, row))
        for row in zip(_CHIS, delta[:, 0], *means, medians, empty, strict=True)
    ]
    table = Table(
        "regimes",
        "Density at the surface of a sphere with kR = 10⁴",
        (
            Column("χ"),
            Column("|δ|"),
            Column("mean of ν over -|δ|/2"),
            Column("mean of ν̄ over |δ|/2"),
            Column("median of ν̄ over θ_c"),
            Column("flat, modes empty, over θ_c"),
        ),
        tuple(rows),
        "χ = kR |δ|³ᐟ². Means and medians over a window of 10 in kR, 401 momenta, which do not "
        "resolve the spikes beyond χ = 3: there the mean of the antineutrinos says little, and "
        "the median is the density between spikes.",
    )
    return table, dict(zip(_CHIS, map(float, medians), strict=True)), means[0]


def _scan() -> Figure:
    chi = np.geomspace(0.1, 10.0, 401)
    curves = []
    sizes = np.array([[100.0], [3000.0]])
    for label, ratios in zip(("ν̄", "ν"), over_half(strength(chi, sizes), sizes), strict=True):
        for kR, ratio in zip(sizes[:, 0], ratios, strict=True):
            curves.append(Curve(f"{label}, kR = {kR:g}", chi, np.clip(ratio, *_SHOWN)))
    return Figure(
        "transition",
        "Density at the surface where the Earth flattens",
        Column("χ"),
        Column("δn/n₀ over δ/2"),
        tuple(curves),
        log_x=True,
        caption="χ = kR |δ|³ᐟ². Exact sums; values beyond ±12 are drawn there. Neutrinos keep to "
        "δ/2. For antineutrinos trapped waves become narrow: a negative background with spikes.",
    )


def _spikes() -> Figure:
    kR, beta, _ = _RESOLVED[0]
    delta = _delta(kR, beta)
    at = np.linspace(kR - 1.5, kR + 1.5, 1501)
    flat = np.full_like(at, _flat(delta))
    empty = np.full_like(at, _flat(delta, "guided_empty"))
    return Figure(
        "spikes",
        "Trapped waves: density of antineutrinos at the surface of a small sphere",
        Column("kR"),
        Column("δn/n₀"),
        (
            Curve("exact", at, at_surface(delta, at)),
            Curve("closed form", at, flat),
            Curve("modes empty", at, empty),
        ),
        caption=f"δ = {delta:.4f}, χ = {kR * delta**1.5:.2f}. The mean over momenta "
        "that resolve the spikes is the closed form again.",
    )


def _poles() -> Figure:
    beta = np.linspace(0.1, 7.0, 139)
    imaginary = array("relics.overdensity.regge_pole", beta=beta, part="im")
    return Figure(
        "poles",
        "Width of the sharpest trapped wave",
        Column("β"),
        Column("Im s₁"),
        (Curve("Im s₁", beta, imaginary),),
        log_y=True,
        caption="β = 2¹ᐟ³ χ²ᐟ³. The trapped waves change the density by less than "
        "2 θ_c exp(−2π (kR/2)¹ᐟ³ Im s₁).",
    )


def _claims(medians: dict[float, float], neutrinos: FloatArray) -> list[Claim]:
    found = [
        claim(
            _ITEM,
            "criterion",
            f"kR δ³ᐟ² from which on antineutrinos are {_LOST:.0%} off the closed form, kR = 1000",
            ("1: the perturbative result needs kR |δ|³ᐟ² << 1", 1.0),
            0.25,
            _lost(),
            "text",
            _SUFFICIENT,
        ),
        claim(
            _ITEM,
            "neutrinos",
            "density of neutrinos over -|delta|/2 at kR |δ|³ᐟ² = 10, kR = 1e4",
            ("1.003 (independent calculation)", 1.003),
            5e-4,
            float(neutrinos[_CHIS.index(10.0)]),
            "derived",
        ),
    ]
    for chi, text in _MEDIANS:
        words = f"median density of antineutrinos over θ_c at kR δ³ᐟ² = {chi:g}, kR = 1e4"
        found.append(independent(_ITEM, f"median/{chi:g}", words, text, medians[chi]))
    for (kR, beta, text), mean in zip(_RESOLVED, _means(), strict=True):
        closed = _flat(_delta(kR, beta))
        found.append(
            claim(
                _ITEM,
                f"mean/{kR:g}",
                f"mean density of antineutrinos about kR = {kR:g} over the closed form",
                ("1 (independent calculation)", 1.0),
                _WINDOW,
                float(mean) / closed,
                "derived",
            )
        )
        words = f"closed form, kR = {kR:g}, β = {beta:g}"
        found.append(independent(_ITEM, f"closed/{kR:g}", words, text, closed))
    for beta, text in _POLES:
        ours = value("relics.overdensity.regge_pole", beta=beta, part="im")
        found.append(independent(_ITEM, f"pole/{beta:g}", f"Im s_1 at β = {beta:g}", text, ours))
    return found


def build() -> Content:
    """Regimes of kR |delta|^(3/2), spikes, and how sharp they are."""
    table, medians, neutrinos = _regimes()
    return Content(
        tables=(table,),
        figures=(_scan(), _spikes(), _poles()),
        claims=tuple(_claims(medians, neutrinos)),
    )

"""arXiv:2507.10868: photons from relic neutrinos by parametric fluorescence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

import astropy.units as u
import numpy as np

from softnu.checks import FloatArray
from softnu.neutrinos import Neutrinos
from softnu.papers.claims import Claim, claim_of
from softnu.papers.records import Column, Content, Curve, Figure, Item, Paper, Table
from softnu.papers.values import array, digits, value

PAPER: Final = "2507.10868"
_RATES, _SPREAD = "rates", "spread"
#: Medium and target; density, moment and width of the dipoles are ours.
_WIDTH: Final = "1e-10 eV"
_TARGET: Final[dict[str, Any]] = {"n_d": "1e22 1/cm3", "n": "56 1/cm3", "volume": "27 m3"}
_T: Final = "1.95 K"
_SETTING = (
    "The density of dipoles (1e22 1/cm3), their moment (1 Bohr magneton, 1 debye) and the width "
    "of the resonance (1e-10 eV) are ours; lightest neutrino massless, 27 m3, 56 1/cm3."
)
_UNSTATED = (
    "Density, moment and width of the dipoles are not given with the number. With 1e22 1/cm3, "
    "a Bohr magneton, 1e-10 eV and the angular factor 1/3 the rate is 12.8 per year; 5 needs a "
    "product of angular factor, squared density and squared moment 2.6 times smaller."
)
_DEBYE = (
    "Density, moment and width of the dipoles are not given with the number. The rate grows as "
    "the fourth power of the moment: 0.66 debye in place of 1 gives 4e-8."
)
_INVERSE = (
    "The numbers for inverted ordering follow only with V_g + v_j, the inverse of the density of "
    "states 1/(V_g + v_j) of the golden rule: v_j is 1 for the massless final neutrino of normal "
    "ordering, 0.015 for that of inverted ordering."
)


@dataclass(frozen=True)
class _Case:
    """A transition between mass states in a medium, with the number of the talk."""

    transition: str
    ordering: Literal["normal", "inverted"]
    i: int
    j: int
    talk: str
    independent: str
    reason: str

    @property
    def label(self) -> str:
        return f"{self.transition}, {self.ordering}"

    @property
    def id(self) -> str:
        return f"{self.transition}-{self.ordering}"

    @property
    def masses(self) -> dict[str, u.Quantity]:
        masses = self._neutrinos.masses
        return {"m_i": masses[self.i - 1], "m_j": masses[self.j - 1]}

    @property
    def mixing(self) -> float:
        electron = self._neutrinos.mixing[0]
        return float(np.abs(electron[self.i - 1] * electron[self.j - 1]) ** 2)

    @property
    def _neutrinos(self) -> Neutrinos:
        return Neutrinos("0 eV", ordering=self.ordering)

    def rate(self, **changes: Any) -> FloatArray:
        inputs = (
            _TARGET
            | {
                "transition": self.transition,
                **self.masses,
                "C_sq": self.mixing,
                "dipole": 1,
                "Gamma_v": _WIDTH,
            }
            | changes
        )
        return array("relics.fluorescence.rate", "1/yr", **inputs)

    def kept(self, **changes: Any) -> FloatArray:
        inputs = {"Gamma_v": _WIDTH, **self.masses, "T": _T} | changes
        return array("relics.fluorescence.spread_factor", **inputs)


_CASES: Final = (
    _Case("M1", "normal", 3, 1, "5", "12.80", _UNSTATED),
    _Case("M1", "inverted", 2, 1, "9e-4", "9.234e-3", _INVERSE),
    _Case("E1", "normal", 3, 1, "4e-8", "2.082e-7", _DEBYE),
    _Case("E1", "inverted", 2, 1, "7e-15", "1.350e-13", _INVERSE),
)


_claim = partial(claim_of, PAPER)


def _independent(
    item: str, name: str, statement: str, text: str, computed: float, unit: str = ""
) -> Claim:
    number, precision = digits(text)
    words = f"{text} (independent calculation)"
    return _claim(
        item, name, statement, (words, number), precision, computed, "derived", unit=unit
    )


def _printed(
    item: str, name: str, statement: str, text: str, computed: float, reason: str, unit: str
) -> Claim:
    number, precision = digits(text)
    return _claim(item, name, statement, (text, number), precision, computed, "talk", reason, unit)


def _photon_energy(case: _Case) -> float:
    return value("relics.fluorescence.photon_energy", "eV", **case.masses)


def _speed(case: _Case) -> float:
    """Speed of the final neutrino."""
    k = _photon_energy(case)
    return k / float(np.hypot(k, case.masses["m_j"].to_value("eV")))


def _inverse_jacobian(case: _Case) -> float:
    """Rate with V_g + v_j for the density of states, as the talk's ratios have it."""
    return float(case.rate()) * (1.0 + _speed(case)) ** 2


def _rate_table() -> Table:
    rows = tuple(
        (
            case.label,
            f"{case.i} → {case.j}",
            _photon_energy(case),
            float(case.rate()),
            _inverse_jacobian(case),
            float(case.talk),
        )
        for case in _CASES
    )
    return Table(
        "fluorescence",
        "Photons from relic neutrinos of one momentum",
        (
            Column("dipole, ordering"),
            Column("states"),
            Column("photon energy", "eV"),
            Column("rate", "1/yr"),
            Column("with V_g + v_j", "1/yr"),
            Column("talk", "1/yr"),
        ),
        rows,
        _SETTING + " Rates with V_g + v_j in place of 1/(V_g + v_j) are not physical: they show "
        "what the talk's ratios of the orderings follow from.",
    )


def _rate_figure() -> Figure:
    width = np.geomspace(1e-12, 1e-6, 121)
    return Figure(
        "fluorescence-width",
        "Rate against the width of the resonance",
        Column("Γ_v", "eV"),
        Column("rate", "1/yr"),
        tuple(Curve(case.label, width, case.rate(Gamma_v=width * u.eV)) for case in _CASES),
        log_x=True,
        log_y=True,
        caption=_SETTING + " Neutrinos of one momentum, on resonance.",
    )


def _rates() -> Content:
    found = []
    for case in _CASES:
        rate = float(case.rate())
        words = f"rate, {case.label} ordering"
        found.append(
            _printed(_RATES, f"{case.id}/talk", words, case.talk, rate, case.reason, "1/yr")
        )
        found.append(
            _independent(_RATES, f"{case.id}/rate", words, case.independent, rate, "1/yr")
        )
    for (normal, inverted), ratio in (
        (_CASES[:2], ("5/9e-4", 5.0 / 9e-4)),
        (_CASES[2:], ("4e-8/7e-15", 4e-8 / 7e-15)),
    ):
        # One digit each.
        precision = 0.12
        found.append(
            _claim(
                _RATES,
                f"{normal.transition}/orderings",
                f"rate of normal over that of inverted ordering, {normal.transition}",
                ratio,
                precision,
                float(normal.rate() / inverted.rate()),
                "talk",
                reason=_INVERSE,
            )
        )
        found.append(
            _claim(
                _RATES,
                f"{normal.transition}/orderings-inverse",
                f"the same with V_g + v_j in place of 1/(V_g + v_j), {normal.transition}",
                ratio,
                precision,
                _inverse_jacobian(normal) / _inverse_jacobian(inverted),
                "talk",
            )
        )
    for case, text in zip(_CASES[:2], ("0.0250649", "7.51408e-4"), strict=True):
        found.append(
            _independent(
                _RATES,
                f"photon-energy/{case.ordering}",
                f"energy of the photon, {case.i} → {case.j}, {case.ordering} ordering",
                text,
                _photon_energy(case),
                "eV",
            )
        )
    return Content(tables=(_rate_table(),), figures=(_rate_figure(),), claims=tuple(found))


def _spread_figure() -> Figure:
    V_g = np.geomspace(1e-9, 1.0, 181)
    curves = tuple(
        Curve(f"Γ_v = {width:g} eV", V_g, _CASES[0].kept(V_g=V_g, Gamma_v=width * u.eV))
        for width in (1e-12, 1e-10, 1e-8)
    )
    return Figure(
        "fluorescence-spread",
        "What the spread of relic momenta leaves of the rate",
        Column("group velocity of the photon"),
        Column("share of the rate"),
        curves,
        log_x=True,
        log_y=True,
        caption="States 3 → 1, normal ordering, 1.95 K. With slow light the energy of the photon "
        "hardly changes with the momentum of the neutrino, and nothing is lost.",
    )


def _spread_table() -> Table:
    rows = []
    for case in _CASES:
        rate, kept = float(case.rate()), float(case.kept())
        rows.append((case.label, kept, rate * kept))
    return Table(
        "fluorescence-averaged",
        "Rates with the spread of relic momenta",
        (Column("dipole, ordering"), Column("share left"), Column("rate", "1/yr")),
        tuple(rows),
        _SETTING + " Fermi-Dirac momenta at 1.95 K.",
    )


def _spread() -> Content:
    magnetic = _CASES[0]
    kept = float(magnetic.kept())
    speeds = np.geomspace(1e-9, 1e-5, 401)
    lossless = magnetic.kept(V_g=speeds) == 1.0
    found = (
        _claim(
            _SPREAD,
            "share",
            "share of the M1 rate that the spread of momenta leaves, width 1e-10 eV",
            ("2e-6 per year of 5 per year", 4e-7),
            # One digit each.
            0.35,
            kept,
            "talk",
        ),
        _independent(_SPREAD, "share-digits", "the same", "4.264e-7", kept),
        _printed(
            _SPREAD,
            "rate",
            "M1 rate with the spread of momenta, normal ordering",
            "2e-6",
            float(magnetic.rate()) * kept,
            _UNSTATED,
            "1/yr",
        ),
        _claim(
            _SPREAD,
            "slow-light",
            "group velocity below which nothing is lost, M1, width 1e-10 eV",
            ("2e-7 (independent calculation)", 2e-7),
            0.5,
            float(np.max(speeds[lossless])),
            "derived",
        ),
    )
    return Content(tables=(_spread_table(),), figures=(_spread_figure(),), claims=found)


def paper() -> Paper:
    """Return the items of the paper."""
    digits_note = (
        "Values marked as an independent calculation are not printed: the same formulas, "
        "evaluated a second time by other means."
    )
    talk = 'Numbers are those of the talk "Coherent scatterings of relic neutrinos with material'
    return Paper(
        PAPER,
        (
            Item(_RATES, "Fluorescence rates", _rates, f'{talk} targets". {digits_note}'),
            Item(_SPREAD, "What the spread of momenta leaves", _spread, digits_note),
        ),
    )

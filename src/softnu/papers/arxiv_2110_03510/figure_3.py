"""Fig. 3: limits on vector and scalar mediators against their mass."""

from __future__ import annotations

import astropy.units as u
import numpy as np

from softnu.papers.arxiv_2110_03510.limits import LEGEND, SCALAR, VECTOR, Coupling, limit
from softnu.papers.arxiv_2110_03510.setting import CONVENTION, NEUTRINOS, RUN, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, value
from softnu.renp.bounds import load_bound

_ITEM = "figure-3"
_SOURCE = "Fig. 3"
_MASSES = np.geomspace(1e-3, 1e6, 901)
_NSI = (
    "NSI: non-standard interactions of that size, which probe the vector coupling of the "
    "electron. "
)
_DECAYS = "mesons × stars: meson decays times red giants. "
#: Limits calculated independently: mediator mass, coupling, positive and negative limit.
_INDEPENDENT: tuple[tuple[str, Coupling, str, str], ...] = tuple(
    (mass, coupling, *texts)
    for mass, row in (
        (
            "1e-3 eV",
            (
                ("2.80e-26", "-5.77e-26"),
                ("4.02e-26", "-4.02e-26"),
                ("5.77e-26", "-2.80e-26"),
                ("3.44e-19", "-3.44e-19"),
                ("3.05e-19", "-3.61e-19"),
                ("2.08e-19", "-2.64e-19"),
            ),
        ),
        (
            "0.3 eV",
            (
                ("8.29e-25", "-3.78e-25"),
                ("5.60e-25", "-5.60e-25"),
                ("3.78e-25", "-8.29e-25"),
                ("3.88e-18", "-3.88e-18"),
                ("4.08e-18", "-3.50e-18"),
                ("2.97e-18", "-2.40e-18"),
            ),
        ),
        (
            "1 eV",
            (
                ("1.00e-23", "-4.57e-24"),
                ("6.77e-24", "-6.77e-24"),
                ("4.57e-24", "-1.00e-23"),
                ("4.76e-17", "-4.76e-17"),
                ("5.01e-17", "-4.29e-17"),
                ("3.65e-17", "-2.94e-17"),
            ),
        ),
        (
            "1e4 eV",
            (
                ("1.01e-15", "-4.60e-16"),
                ("6.82e-16", "-6.82e-16"),
                ("4.60e-16", "-1.01e-15"),
                ("4.80e-9", "-4.80e-9"),
                ("5.05e-9", "-4.33e-9"),
                ("3.69e-9", "-2.96e-9"),
            ),
        ),
    )
    for coupling, texts in zip((*VECTOR, *SCALAR), row, strict=True)
)


def _figure(
    name: str, title: str, couplings: tuple[Coupling, ...], bound: Curve, note: str
) -> Figure:
    curves = []
    for coupling in couplings:
        for root, sign in (("positive", 1.0), ("negative", -1.0)):
            y = sign * limit(coupling, _MASSES * u.eV, root)
            curves.append(Curve(coupling.curve(root), _MASSES, y))
    return Figure(
        name,
        title,
        Column("mediator mass", "eV"),
        Column("|product of couplings|"),
        (*curves, bound),
        log_x=True,
        log_y=True,
        caption="95 % C.L., state 1, Poisson statistics of the total number. Dips: the pair has "
        "the mass of the mediator, without width. " + note + LEGEND + CONVENTION,
    )


def _bounds() -> tuple[Curve, Curve]:
    """Closed forms that can be drawn: other curves of the paper's figure are not recoverable."""
    nsi = array("renp.bound.nsi", m_med=_MASSES * u.eV, epsilon=0.1)
    decays = load_bound("meson_decay_red_giants").limit(_MASSES * u.eV)
    return (
        Curve("NSI, ε = 0.1", _MASSES, nsi),
        Curve("mesons × stars", _MASSES, np.where(np.isfinite(decays), decays, np.nan)),
    )


def _table() -> Table:
    rows = []
    for mass in ("1e-3 eV", "0.3 eV", "1 eV", "1e4 eV"):
        for coupling in (*VECTOR, *SCALAR):
            both = (float(limit(coupling, mass, root)) for root in ("positive", "negative"))
            rows.append((mass, coupling.label, *both))
    return Table(
        "limits",
        "Limits on the product of the electron's and the neutrinos' coupling",
        (Column("mediator mass"), Column("coupling"), Column("positive"), Column("negative")),
        tuple(rows),
        CONVENTION,
    )


def _digits() -> list[Claim]:
    found = []
    for mass, coupling, *texts in _INDEPENDENT:
        for root, text in zip(("positive", "negative"), texts, strict=True):
            found.append(
                independent(
                    _ITEM,
                    f"{coupling.id}/{mass.removesuffix(' eV')}/{root}",
                    f"{root} limit on {coupling.label}, state 1, mediator of {mass}",
                    text,
                    float(limit(coupling, mass, root)),
                    _SOURCE,
                )
            )
    events = value("renp.expected_events", **RUN, **NEUTRINOS)
    found.append(
        independent(_ITEM, "events", "events of the Standard Model", "45.525", events, "text")
    )
    return found


def _words() -> list[Claim]:
    g_L, y_S = VECTOR[0], SCALAR[0]
    majorana = (Coupling("g_L", "majorana"), Coupling("y_S", "majorana"))
    light, heavy = "1e-3 eV", "1e4 eV"
    return [
        claim(
            _ITEM,
            "vector-lightest",
            "positive limit on g_L for a light mediator",
            ("1e-26: reach of vector mediators", 1e-26),
            0.0,
            float(limit(g_L, light)),
            "abstract",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "vector-heaviest",
            "positive limit on g_L for a mediator of 10 keV",
            ("1e-15: reach of vector mediators", 1e-15),
            0.0,
            float(limit(g_L, heavy)),
            "abstract",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "scalar-lightest",
            "limit on y_S for a light mediator",
            ("1e-19: reach of scalar mediators", 1e-19),
            0.0,
            float(limit(y_S, light)),
            "abstract",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "scalar-heaviest",
            "limit on y_S for a mediator of 10 keV",
            ("1e-9: reach of scalar mediators", 1e-9),
            0.0,
            float(limit(y_S, heavy)),
            "abstract",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "slope",
            "limit on g_L at 10 keV over that at 100 eV",
            ("the limits rise as the square of the mass", 1e4),
            1e-3,
            float(limit(g_L, heavy) / limit(g_L, "100 eV")),
            _SOURCE,
        ),
        claim(
            _ITEM,
            "plateau",
            "limit on g_L at 1e-4 eV over that at 1e-3 eV",
            ("the limits do not depend on light masses", 1.0),
            1e-2,
            float(limit(g_L, "1e-4 eV") / limit(g_L, light)),
            _SOURCE,
        ),
        claim(
            _ITEM,
            "majorana-left",
            "positive limit on g_L of Majorana over that of Dirac neutrinos",
            ("alike for Dirac and Majorana neutrinos", 1.0),
            2e-2,
            float(limit(majorana[0], "1 eV") / limit(g_L, "1 eV")),
            _SOURCE,
        ),
        claim(
            _ITEM,
            "majorana-scalar",
            "limit on y_S of Majorana over that of Dirac neutrinos",
            ("1/sqrt2 (independent calculation)", 0.5**0.5),
            2e-2,
            float(limit(majorana[1], "1 eV") / limit(y_S, "1 eV")),
            _SOURCE,
        ),
    ]


def build() -> Content:
    """Limits against the mediator's mass, with the bounds that have closed forms."""
    nsi, decays = _bounds()
    return Content(
        tables=(_table(),),
        figures=(
            _figure("limits-vector", "Limits on vector mediators", VECTOR, nsi, _NSI),
            _figure("limits-scalar", "Limits on scalar mediators", SCALAR, decays, _DECAYS),
        ),
        claims=(*_words(), *_digits()),
    )

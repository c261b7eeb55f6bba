"""Accelerations, scattering rates and phases beside what experiments can see."""

from __future__ import annotations

from typing import Any, Final

import astropy.units as u
import numpy as np
from scipy.optimize import brentq

from softnu.checks import FloatArray
from softnu.papers.arxiv_2401_07347.materials import potential
from softnu.papers.arxiv_2401_07347.setting import M_NU, WIND, K, N, claim, independent
from softnu.papers.claims import Claim
from softnu.papers.records import Column, Content, Curve, Figure, Table
from softnu.papers.values import array, convert, value

_ITEM = "forces"
#: What torsion balances have reached, cm/s2.
_BALANCE: Final = 1e-15
_RADII: Final = np.geomspace(1e-5, 1.0, 201)
#: Where the push of the wind on one momentum is resolved: it oscillates with the radius.
_SMALL: Final = np.geomspace(1e-5, 1e-2, 801)
#: Iron: m_nu, k, n as in the table of radii; U of the electron flavour to three digits.
_IRON: Final[dict[str, Any]] = {"n": N, "m_nu": M_NU, "U": "5.96e-14 eV", "k": K}
#: Radius, then rate and transport rate calculated independently.
_SPHERES: Final = (
    ("0.1 mm", "1.13e-11", "1.12e-11"),
    ("0.5 mm", "9.3e-8", "6.9e-8"),
    ("1 mm", "1.7e-6", "4.6e-7"),
    ("1 cm", "1.8e-2", "1.1e-4"),
    ("10 cm", "182", "1.65e-2"),
)
#: Radius, drag at fixed U calculated independently.
_FORCES: Final = (("0.1 mm", "9.63035e-43"), ("1 cm", "9.87989e-37"))
_SEEN_RATE: Final = 0.01
_EMPTY: Final = "guided_empty"
_WHICH_RATE: Final = (
    "An iron sphere of half a metre has a Born rate of 1e5 per s in all. 0.01 per s is the total "
    "rate of a sphere of 0.9 cm, of 8 cm for Majorana neutrinos, or the rate weighted with the "
    "transferred momentum at 8 cm; the talk does not say which it is."
)


def _rate(kind: str, R: Any, **changes: Any) -> FloatArray:
    return array("relics.scattering.rate", "1/s", **(_IRON | {"kind": kind, "R": R} | changes))


def _majorana() -> str:
    """Return U of left-helical Majorana neutrinos in iron at the momentum of the table."""
    inputs = {"material": "iron", "flavour": "e", "nature": "majorana", "helicity": "left"}
    U = value("relics.potential", "eV", **inputs, m_nu=M_NU, k=K)
    return f"{U!r} eV"


def _drag(R: Any, nature: str = "dirac") -> FloatArray:
    return array(
        "relics.scattering.acceleration",
        "cm/s2",
        material="iron",
        n=N,
        m_nu=M_NU,
        k=K,
        R=R,
        wind=WIND,
        nature=nature,
    )


def _stodolsky(R: Any, **changes: Any) -> FloatArray:
    """Torque on a polarised body; all neutrinos and no antineutrinos, the largest current."""
    inputs = {"g_A": 0.5, "wind": 1e-3, "J0": "224 1/cm3", "molar_mass": "100 g/mol"} | changes
    return array("relics.stodolsky.acceleration", "cm/s2", **inputs, R=R)


def _gradient(h: Any, modes: str = "all") -> FloatArray:
    return array(
        "relics.gradient_acceleration",
        "cm/s2",
        material="iron",
        m_nu=M_NU,
        k=K,
        h=h,
        n=N,
        modes=modes,
    )


def _radius_of(kind: str, U: str) -> float:
    """Radius of the iron sphere with the rate of the talk, cm."""

    def excess(log_R: float) -> float:
        rate = float(_rate(kind, f"{10.0**log_R!r} m", U=U))
        return float(np.log10(rate / _SEEN_RATE))

    return 100.0 * float(10.0 ** brentq(excess, -4.0, 1.0))


def _summary() -> Table:
    largest = float(np.max(_drag(_SMALL * u.m)))
    rows = (
        ("Stodolsky torque, 1 cm", "G_F", float(_stodolsky("1 cm"))),
        ("gradient at the surface", "G_F²", float(np.abs(_gradient("0 m")))),
        ("gradient, guided modes empty", "G_F²", float(np.abs(_gradient("0.1 m", _EMPTY)))),
        ("wind on a sphere, 0.5 mm, Dirac", "G_F²", largest),
        ("wind on a sphere, 1 cm, Dirac", "G_F²", float(_drag("1 cm"))),
        ("wind on a sphere, 1 cm, Majorana", "G_F²", float(_drag("1 cm", "majorana"))),
    )
    return Table(
        "accelerations",
        "Accelerations by relic neutrinos",
        (
            Column("effect"),
            Column("order"),
            Column("acceleration", "cm/s2"),
            Column("over 1e-15 cm/s2"),
        ),
        tuple((*row, row[-1] / _BALANCE) for row in rows),
        "Iron; the torque for A = 100, one polarised electron per atom, neutrinos without "
        "antineutrinos (twice 56 1/cm3). Torsion balances see 1e-15 cm/s2.",
    )


def _accelerations() -> Figure:
    R = _SMALL * u.m
    return Figure(
        "accelerations-radius",
        "Accelerations against the radius of the body",
        Column("radius", "m"),
        Column("acceleration", "cm/s2"),
        (
            Curve("Stodolsky", _SMALL, _stodolsky(R)),
            Curve("wind, Dirac", _SMALL, _drag(R)),
            Curve("wind, Majorana", _SMALL, _drag(R, "majorana")),
            Curve("gradient", _SMALL, np.full_like(_SMALL, abs(float(_gradient("0 m"))))),
            Curve("torsion balance", _SMALL, np.full_like(_SMALL, _BALANCE)),
        ),
        log_x=True,
        log_y=True,
        caption=f"Iron (torque: A = 100), m = {M_NU}, momentum {K}, 56 1/cm3. The "
        "gradient acts within a tenth of a millimetre of a surface. The wind of one momentum "
        "pushes with cos² 2kR beyond 1/k.",
    )


def _rates() -> Figure:
    R, U = _RADII * u.m, _majorana()
    return Figure(
        "scattering-rates",
        "Rate of coherent scattering on a sphere of iron",
        Column("radius", "m"),
        Column("rate", "1/s"),
        (
            Curve("total, Dirac", _RADII, _rate("total", R)),
            Curve("transport, Dirac", _RADII, _rate("transport", R)),
            Curve("total, Majorana", _RADII, _rate("total", R, U=U)),
            Curve("0.01 per s", _RADII, np.full_like(_RADII, _SEEN_RATE)),
        ),
        log_x=True,
        log_y=True,
        caption="One species, 56 1/cm3. Below 1/k (0.4 mm) the rate grows as the square of the "
        "number of atoms, above as R⁴; weighted with the transferred momentum, as R² ln R.",
    )


def _spheres() -> Table:
    rows = tuple(
        (
            R,
            float(_drag(R)),
            float(_rate("total", R)),
            float(_rate("transport", R)),
            float(_rate("total", R, U=_majorana())),
        )
        for R, *_ in (*_SPHERES, ("50 cm",))
    )
    return Table(
        "spheres",
        "Relic wind on spheres of iron",
        (
            Column("radius"),
            Column("acceleration", "cm/s2"),
            Column("rate", "1/s"),
            Column("transport rate", "1/s"),
            Column("rate, Majorana", "1/s"),
        ),
        rows,
        f"m = {M_NU}, momentum {K}, 56 1/cm3, wind 1.23e-3.",
    )


def _digits() -> list[Claim]:
    found = []
    for R, *texts in _SPHERES:
        for kind, text in zip(("total", "transport"), texts, strict=True):
            words = f"{kind} rate of a sphere of iron, {R}"
            ours = float(_rate(kind, R))
            found.append(independent(_ITEM, f"{kind}/{R}", words, text, ours, "1/s"))
    for R, text in _FORCES:
        force = value("relics.scattering.drag_force", "N", **_IRON, R=R, wind=WIND)
        words = f"force of the wind on a sphere of iron, {R}, U fixed"
        found.append(independent(_ITEM, f"force/{R}", words, text, force, "N"))
    found.append(
        independent(
            _ITEM,
            "acceleration",
            "acceleration of a sphere of iron by the wind, 1 mm",
            "1.98424e-32",
            float(_drag("1 mm")),
            "cm/s2",
        )
    )
    found.append(
        independent(
            _ITEM,
            "total/50 cm",
            "total rate of a sphere of iron, 50 cm",
            "1.13e5",
            float(_rate("total", "50 cm")),
            "1/s",
        )
    )
    return found


def _talk() -> list[Claim]:
    order = 0.5
    largest = float(np.max(_drag(_SMALL * u.m)))
    return [
        claim(
            _ITEM,
            "stodolsky",
            "acceleration by the Stodolsky torque, A = 100, 1 cm, |g_A| = 1/2, wind 1e-3",
            ("4e-29", 4e-29),
            0.125,
            float(_stodolsky("1 cm")),
            "talk",
            unit="cm/s2",
        ),
        claim(
            _ITEM,
            "gradient",
            "acceleration by the gradient at the surface of iron",
            ("order 1e-30", 1e-30),
            0.0,
            abs(float(_gradient("0 m"))),
            "talk",
            unit="cm/s2",
            decades=order,
        ),
        claim(
            _ITEM,
            "gradient-guided",
            "the same where the guided modes are empty, 10 cm above",
            ("order 1e-30", 1e-30),
            0.0,
            abs(float(_gradient("0.1 m", _EMPTY))),
            "talk",
            unit="cm/s2",
            decades=order,
        ),
        claim(
            _ITEM,
            "balance",
            "acceleration by the wind, largest of all radii, over 1e-15 cm/s2 of a torsion "
            "balance: it is below 1 (1 if so)",
            ("1: out of reach", 1.0),
            0.0,
            float(largest < _BALANCE),
            "talk",
        ),
        claim(
            _ITEM,
            "scattering-rate",
            "total rate of a sphere of iron, 50 cm",
            ("0.01", _SEEN_RATE),
            0.0,
            float(_rate("total", "50 cm")),
            "talk",
            _WHICH_RATE,
            unit="1/s",
            decades=order,
        ),
        *(
            independent(
                _ITEM, f"radius/{name}", f"radius with 0.01 per s, {words}", text, ours, "cm"
            )
            for name, words, text, ours in (
                ("total", "total, Dirac", "0.86", _radius_of("total", _IRON["U"])),
                ("majorana", "total, Majorana", "8.4", _radius_of("total", _majorana())),
                ("transport", "transport, Dirac", "7.9", _radius_of("transport", _IRON["U"])),
            )
        ),
        *_first_order(),
    ]


def _first_order() -> list[Claim]:
    """No force at first order in G_F; the phase that is of this order."""
    delta = 1e-6
    pressure = value("relics.slab.pressure", cos_theta=0.5, delta=delta, model="incoherent_faces")
    return [
        claim(
            _ITEM,
            "no-first-order",
            "pressure of a collimated beam on a slab over delta, in units n v k, delta = 1e-6",
            ("0: no force at first order in G_F", 0.0),
            1e-5,
            pressure / delta,
            "talk",
        ),
        claim(
            _ITEM,
            "phase-majorana",
            "path through 1 mol/cm3 on which P = C², Majorana",
            ("2500 km", 2500.0),
            0.05,
            _path("majorana", 1.0),
            "talk",
            unit="km",
        ),
        claim(
            _ITEM,
            "phase-dirac",
            "path through 1 mol/cm3 on which P = C², Dirac, E/p = 189",
            ("10 km", 10.0),
            0.05,
            _path("dirac", 189.0),
            "talk",
            "13.7 km at the mean momentum and 0.1 eV (E/p = 189); 10 km belongs to E/p = 258.",
            unit="km",
        ),
        claim(
            _ITEM,
            "phase-factor",
            "P of Majorana over that of Dirac neutrinos at the same path and E/p = 1",
            ("2", 2.0),
            1e-6,
            (_path("dirac", 1.0) / _path("majorana", 1.0)) ** 2,
            "talk",
            "The speed in the potential of Majorana neutrinos cancels against the time that they "
            "take; a factor 2 beyond that does not follow, and may be a convention.",
        ),
        claim(
            _ITEM,
            "relative-current",
            "U of Majorana over U of Dirac neutrinos in iron, m = 0.1 eV, momentum 5.3e-4 eV",
            ("2v: suppressed by the speed", 2.0 * convert(K, "eV") / convert(M_NU, "eV")),
            1e-2,
            convert(_majorana(), "eV") / potential("iron"),
            "text",
        ),
    ]


def _path(nature: str, E_over_p: float) -> float:
    """Length, km, at which the probability is the squared coupling."""
    probability = value(
        "relics.phase_probability",
        C=1,
        n="1 mol/cm3",
        length="1 km",
        nature=nature,
        E_over_p=E_over_p,
    )
    return float(probability**-0.5)


def build() -> Content:
    """Accelerations, rates and phases."""
    return Content(
        tables=(_summary(), _spheres()),
        figures=(_accelerations(), _rates()),
        claims=(*_talk(), *_digits()),
    )

"""Statements of the paper that we find otherwise, each with numbers."""

from __future__ import annotations

from typing import Any

from softnu.papers.arxiv_2110_03510.figure_2 import mediated, standard
from softnu.papers.arxiv_2110_03510.limits import VECTOR, limit
from softnu.papers.arxiv_2110_03510.setting import claim
from softnu.papers.claims import Claim
from softnu.papers.records import Content
from softnu.papers.values import value
from softnu.renp.atoms import load_atom

_ITEM = "differences"
_E = "1.06 eV"


def _shift(couplings: dict[str, Any], **changes: Any) -> float:
    """Change of the spectrum by a scalar mediator of 1 keV."""
    return float(mediated(_E, "scalar", couplings, **changes) - standard(_E, **changes))


def _interference(couplings: dict[str, Any], **changes: Any) -> float:
    """Part of the change that is odd in the product of couplings, over the even part."""
    flipped = couplings | {"y_P_e": -couplings["y_P_e"]}
    up, down = (_shift(one, **changes) for one in (couplings, flipped))
    return (up - down) / (up + down)


def _claims() -> list[Claim]:
    scalar = {"y_P_e": 6e-11, "y_S_nu": "E_11"}
    pseudoscalar = {"y_P_e": 6e-11, "y_P_nu": "E_11"}
    majorana = {"nature": "majorana"}
    xenon = load_atom("Xe")
    contact = float(limit(VECTOR[0], "1 keV"))
    nsi = value("renp.bound.nsi", m_med="1 keV", epsilon=0.1)
    return [
        claim(
            _ITEM,
            "pseudoscalar-majorana",
            "change of the Majorana spectrum by y_P over that of the Dirac spectrum, at 1.06 eV",
            ("0: the pseudoscalar part disappears for Majorana neutrinos", 0.0),
            1e-6,
            _shift(pseudoscalar, **majorana) / _shift(pseudoscalar),
            "text",
            "A pseudoscalar coupling is allowed for Majorana neutrinos, as explicitly "
            "antisymmetrised amplitudes show: with real diagonal couplings it is the scalar whose "
            "interference vanishes.",
        ),
        claim(
            _ITEM,
            "interference-scalar",
            "change by y_S at 1.06 eV: part linear in the coupling over the square",
            ("above 1: the interference dominates", 1.0),
            0.5,
            _interference(scalar),
            "text",
            "For diagonal Hermitian scalar couplings the interference with the weak interaction "
            "is exactly 0; the square sets the reach.",
        ),
        claim(
            _ITEM,
            "interference-pseudoscalar",
            "change by y_P at 1.06 eV: part linear in the coupling over the square",
            ("above 1: the interference dominates", 1.0),
            0.5,
            _interference(pseudoscalar),
            "text",
            "It is suppressed by the neutrino mass.",
        ),
        claim(
            _ITEM,
            "angular-sum",
            "longitudinal weight of a 0-1-0 transition such as that of Yb",
            ("1/3: incoherent sum over the intermediate sublevels", 1.0 / 3.0),
            1e-6,
            value("renp.longitudinal_weight", J_e=0, J_v=1, J_g=0),
            "text",
            "The intermediate sublevels are coherent. The rate of Yb is then 56 times smaller at "
            "1.07 eV, and a scalar mediator leaves no trace: a photon and a spin-0 pair along one "
            "line cannot lead from J = 0 to J = 0.",
        ),
        claim(
            _ITEM,
            "longitudinal",
            "change of the spectrum at 1.07 eV by a vector of 0.01 eV with q q/M^2 over that "
            "without, g_L of state 1, product 1e-26",
            ("1: the piece q q/M^2 is left out", 1.0),
            0.1,
            _longitudinal(),
            "text",
            "Left out by the paper. It vanishes for conserved currents only, and grows as 1/M^2 "
            "below about 0.1 eV: the plateau at low masses holds for conserved currents.",
        ),
        claim(
            _ITEM,
            "gain",
            "bound by non-standard interactions with ε = 0.1 over the limit on g_L, 1 keV",
            ("1e3: gain over non-standard interactions above an eV", 1e3),
            0.0,
            nsi / contact,
            "text",
            "The limit at high masses corresponds to a change of the weak coupling by about 0.3, "
            "the size of such interactions that are still allowed.",
            decades=1.0,
        ),
        claim(
            _ITEM,
            "xenon-strength",
            "(2 J_v + 1) C_ev of Xe for pure jj coupling over the value of the paper",
            ("1", 1.0),
            1e-6,
            (1.0 / 6.0) / xenon.J2C,
            "text",
            "C_ev = 2/3 holds for 3P0 - 3P1; for 6s[3/2]2 - 6s[3/2]1 the value is 1/18.",
        ),
        claim(
            _ITEM,
            "second-level",
            "factor of the second intermediate level on the rate of Yb at 1.07 eV",
            ("1: it is left out", 1.0),
            1e-2,
            value(
                "renp.two_level_factor",
                E_vg="2.23072 eV",
                E_v2g="3.10806 eV",
                trigger_energy="1.07 eV",
            ),
            "text",
            "The intermediate state decays by its admixture of 1P1 alone, which contributes with "
            "the opposite sign.",
        ),
    ]


def _longitudinal() -> float:
    inputs: dict[str, Any] = {"g_A_e": 1e-26, "g_L_nu": "E_11", "m_V": "0.01 eV"}
    E = "1.07 eV"
    base = float(standard(E))
    with_it, without = (
        float(mediated(E, "vector", inputs, longitudinal=longitudinal)) - base
        for longitudinal in (True, False)
    )
    return with_it / without


def build() -> Content:
    """Statements that we find otherwise."""
    return Content(claims=tuple(_claims()))

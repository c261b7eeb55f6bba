"""Catalogue quantities of one channel: thresholds, couplings, phase space, weights."""

from __future__ import annotations

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.neutrinos.parameters import MASSES, PART, REAL_MIXING
from softnu.quantity import (
    NONNEGATIVE,
    POSITIVE,
    UNIT_INTERVAL,
    Alternatives,
    Group,
    Parameter,
    quantity,
)
from softnu.renp.kernels import couplings, kinematics, pairs, spectrum, weights
from softnu.renp.kernels.couplings import ComplexArray
from softnu.renp.kernels.kinematics import Photon
from softnu.renp.parameters import (
    BELOW_THRESHOLD,
    BOOST,
    EXCITATION,
    TRIGGER_ENERGY,
    build_excitation,
    exact_weight,
    require_off_resonance,
)
from softnu.renp.spectra import PAPER

_STATES = (1, 2, 3)
_I = Parameter("i", "word", "mass state of the neutrino", choices=_STATES)
_J = Parameter("j", "word", "mass state of the antineutrino", choices=_STATES)
_EXCITED = Group("E_eg", (EXCITATION,), build_excitation)
_YB = {"atom": "Yb", "m_lightest": "0.01 eV", "i": 1, "j": 2}
_EDGE = "1e-16 E_eg over the distance to the threshold; from below_threshold 1e-15"


def _pair(masses: FloatArray, i: int, j: int) -> tuple[FloatArray, FloatArray]:
    return masses[..., i - 1], masses[..., j - 1]


def _opened(
    E_eg: FloatArray,
    trigger_energy: FloatArray,
    boost: FloatArray,
    m_i: FloatArray,
    m_j: FloatArray,
) -> Photon:
    """Kinematics of a photon of an open channel; refuse a closed one."""
    photon = kinematics.photon_at(E_eg, trigger_energy, boost)
    closed = ~spectrum.open_channel(photon, m_i, m_j)
    if np.any(closed):
        edge = kinematics.threshold(E_eg, m_i, m_j, boost)
        omega, edge = (np.broadcast_to(x, closed.shape)[closed][0] for x in (trigger_energy, edge))
        raise DomainError(
            f"trigger_energy = {omega:.9g} eV is not allowed: the channel is closed, its "
            f"threshold is {edge:.9g} eV"
        )
    return photon


@quantity(
    "renp.threshold",
    items=(_EXCITED, _I, _J, BOOST, MASSES),
    unit="eV",
    formula=r"\omega_{ij} = (1+r)E_{eg}/2 - (m_i+m_j)^2/[2(1-r)E_{eg}]",
    source="thresholds of arXiv:2110.03510; boost derived",
    papers=(PAPER,),
    accuracy="1e-14",
    example=_YB,
)
def threshold(
    E_eg: FloatArray, i: int, j: int, boost: FloatArray, masses: FloatArray
) -> FloatArray:
    """Largest photon energy at which a pair of mass states can be emitted."""
    return kinematics.threshold(E_eg, *_pair(masses, i, j), boost)


@quantity(
    "renp.pair_mass_sq",
    items=(_EXCITED, TRIGGER_ENERGY, BOOST),
    unit="eV2",
    formula=r"s = (1-r)E_{eg}[(1+r)E_{eg}-2\omega]",
    source="kinematics of arXiv:2110.03510; boost derived",
    papers=(PAPER,),
    accuracy="1e-15 beside the rounding of E_eg/2 - trigger_energy",
    validity="negative above the threshold of massless neutrinos",
    example={"atom": "Yb", "trigger_energy": "1.07 eV"},
)
def pair_mass_sq(E_eg: FloatArray, trigger_energy: FloatArray, boost: FloatArray) -> FloatArray:
    """Invariant mass squared of the pair."""
    return kinematics.photon_at(E_eg, trigger_energy, boost).s


@quantity(
    "renp.coupling",
    items=(_I, _J, PART, REAL_MIXING),
    unit="",
    formula=r"a_{ij} = U_{ei}^*U_{ej} - \delta_{ij}/2",
    source="arXiv:2110.03510 (the conjugate there, which changes nothing)",
    papers=(PAPER,),
    accuracy="1e-14",
    example={"i": 1, "j": 2, "part": "re"},
)
def coupling(i: int, j: int, part: str, mixing: ComplexArray) -> FloatArray:
    """Coupling of a pair to the spin of the electron."""
    a = couplings.axial_coupling(mixing[..., 0, :])[..., i - 1, j - 1]
    return a.real if part == "re" else a.imag


@quantity(
    "renp.majorana_factor",
    items=(_I, _J, REAL_MIXING),
    unit="",
    formula=r"B^M_{ij} = \mathrm{Re}(a_{ij}^2)/|a_{ij}|^2",
    source="arXiv:2110.03510",
    papers=(PAPER,),
    accuracy="1e-14",
    example={"i": 1, "j": 2, "alpha21": "1 rad"},
)
def majorana_factor(i: int, j: int, mixing: ComplexArray) -> FloatArray:
    """Factor of the term by which Majorana neutrinos differ from Dirac neutrinos."""
    a = couplings.axial_coupling(mixing[..., 0, :])[..., i - 1, j - 1]
    if np.any(a == 0.0):
        raise DomainError(f"the coupling of states {i} and {j} is 0: it has no phase")
    return couplings.majorana_factor(a)


@quantity(
    "renp.phase_space_factor",
    items=(_EXCITED, Alternatives(((TRIGGER_ENERGY,), (BELOW_THRESHOLD,))), BOOST, _I, _J, MASSES),
    unit="",
    formula=r"\Delta_{ij} = \sqrt{[s-(m_i+m_j)^2][s-(m_i-m_j)^2]}/s",
    source="arXiv:2110.03510",
    papers=(PAPER,),
    accuracy=_EDGE,
    validity="0 for a closed channel; below_threshold is below omega_ij",
    example=_YB | {"trigger_energy": "1.07 eV"},
)
def phase_space_factor(
    E_eg: FloatArray,
    trigger_energy: FloatArray | None,
    below_threshold: FloatArray | None,
    boost: FloatArray,
    i: int,
    j: int,
    masses: FloatArray,
) -> FloatArray:
    """Phase space of a pair over that of massless neutrinos."""
    m_i, m_j = _pair(masses, i, j)
    if trigger_energy is not None:
        photon = kinematics.photon_at(E_eg, trigger_energy, boost)
    else:
        photon = kinematics.photon_below(E_eg, np.asarray(below_threshold), boost, m_i + m_j)
    return kinematics.phase_space_factor(photon, m_i, m_j)


@quantity(
    "renp.neutrino_energy_limit",
    items=(
        Parameter("bound", "word", "least or largest energy", choices=("min", "max")),
        _EXCITED,
        TRIGGER_ENERGY,
        BOOST,
        _I,
        _J,
        MASSES,
    ),
    unit="eV",
    formula=r"E_\pm = \frac{q_0(s+m_i^2-m_j^2)}{2s} \pm \frac{Q\Delta_{ij}}2",
    source="kinematics of arXiv:2110.03510; boost derived",
    papers=(PAPER,),
    accuracy=_EDGE,
    validity="open channels; a closed one is refused",
    example=_YB | {"bound": "min", "trigger_energy": "1.07 eV"},
)
def neutrino_energy_limit(
    bound: str,
    E_eg: FloatArray,
    trigger_energy: FloatArray,
    boost: FloatArray,
    i: int,
    j: int,
    masses: FloatArray,
) -> FloatArray:
    """Least or largest energy of neutrino i."""
    m_i, m_j = _pair(masses, i, j)
    photon = _opened(E_eg, trigger_energy, boost, m_i, m_j)
    return kinematics.neutrino_energy_limits(photon, m_i, m_j)[bound == "max"]


@quantity(
    "renp.phase_space_average",
    items=(
        _EXCITED,
        TRIGGER_ENERGY,
        BOOST,
        Parameter(
            "W_L",
            "number",
            "longitudinal weight; average: 1/3",
            "average",
            choices=("average",),
            range=UNIT_INTERVAL,
        ),
        _I,
        _J,
        MASSES,
    ),
    unit="eV2",
    formula=r"I_{ij} = W_LI^L + (1-W_L)I^T,\ I^L = 2Q^2\alpha - q_0^2\Delta^2/6 + P,\ "
    r"I^T = P - s\Delta^2/6,\ P = (s-m_i^2-m_j^2)/2",
    source="Eq. (16) of arXiv:2110.03510 for W_L = 1/3; else derived",
    papers=(PAPER,),
    accuracy=_EDGE,
    validity="open channels; a closed one is refused",
    example=_YB | {"trigger_energy": "1.07 eV"},
)
def phase_space_average(
    E_eg: FloatArray,
    trigger_energy: FloatArray,
    boost: FloatArray,
    W_L: FloatArray | str,
    i: int,
    j: int,
    masses: FloatArray,
) -> FloatArray:
    """Squared current of a pair, averaged over the energies of the neutrinos."""
    m_i, m_j = _pair(masses, i, j)
    photon = _opened(E_eg, trigger_energy, boost, m_i, m_j)
    weight = weights.AVERAGE if isinstance(W_L, str) else W_L
    t = kinematics.excess(photon, m_i, m_j)
    return np.asarray(pairs.average(t, photon.s, photon.Q, m_i, m_j, weight))


@quantity(
    "renp.longitudinal_weight",
    items=tuple(
        Parameter(f"J_{state}", "half", f"angular momentum of {state}", range=NONNEGATIVE)
        for state in "evg"
    ),
    unit="",
    formula=r"W_L = W_{zz},\ W_{ij} \propto \sum_{M_eM_g}A_iA_j^*,\ "
    r"A_i = \sum_{M_v}\langle g|d_\epsilon|v\rangle\langle v|S_i|e\rangle",
    source="derived",
    papers=(),
    accuracy="1e-14",
    validity="light along the pair, linearly polarised; unpolarised initial state",
    example={"J_e": 2, "J_v": 1, "J_g": 0},
)
def longitudinal_weight(J_e: FloatArray, J_v: FloatArray, J_g: FloatArray) -> FloatArray:
    """Exact longitudinal weight of a transition."""
    return exact_weight(J_e, J_v, J_g)


@quantity(
    "renp.two_level_factor",
    items=(
        Parameter("E_vg", "energy", "energy of the intermediate state", range=POSITIVE),
        Parameter("E_v2g", "energy", "energy of the second one", range=POSITIVE),
        TRIGGER_ENERGY,
    ),
    unit="",
    formula=r"F_2 = [1-(E_{vg}-\omega)/(E_{v'g}-\omega)]^2",
    source="derived: two levels with J = 1 that mix",
    papers=(),
    accuracy="1e-14",
    validity="photon energies away from both levels",
    example={"E_vg": "2.23072 eV", "E_v2g": "3.10806 eV", "trigger_energy": "1.07 eV"},
)
def two_level_factor(
    E_vg: FloatArray, E_v2g: FloatArray, trigger_energy: FloatArray
) -> FloatArray:
    """Factor of the second intermediate level on a spectrum."""
    require_off_resonance(trigger_energy, E_v2g)
    return spectrum.two_level_factor(trigger_energy, E_vg, E_v2g)

"""Catalogue quantities: photons from relic neutrinos in a medium with a resonance."""

from __future__ import annotations

import numpy as np

from softnu.backgrounds.kernels import relic_momentum_moment
from softnu.backgrounds.relic import T as TEMPERATURE
from softnu.checks import FloatArray
from softnu.errors import DomainError
from softnu.quantity import NONNEGATIVE, POSITIVE, UNIT_INTERVAL, Parameter, quantity
from softnu.relics.kernels import fluorescence as kernels

_PAPER = "2507.10868"
_SOURCE = "golden rule; arXiv:2507.10868"
_MATCHED = "phase velocity 1, initial neutrino at rest"

M_I = Parameter("m_i", "energy", "mass of the initial neutrino", range=POSITIVE)
M_J = Parameter("m_j", "energy", "mass of the final neutrino, below m_i", range=NONNEGATIVE)
GAMMA_V = Parameter("Gamma_v", "energy", "width of the resonance", range=NONNEGATIVE)
V_G = Parameter("V_g", "speed", "group velocity of the photon", 1, range=UNIT_INTERVAL)


def _require_decay(m_i: FloatArray, m_j: FloatArray) -> None:
    if np.any(m_j >= m_i):
        raise DomainError("m_j is not allowed: it must be below m_i, else no energy is left")


@quantity(
    "relics.fluorescence.photon_energy",
    items=(M_I, M_J),
    unit="eV",
    formula=r"\omega = \frac{m_i^2-m_j^2}{2m_i}",
    source="phase matching; arXiv:2507.10868",
    papers=(_PAPER,),
    accuracy="1e-16 m_i/(m_i - m_j)",
    validity=_MATCHED,
    example={"m_i": "0.0501 eV", "m_j": "0.0086 eV"},
)
def photon_energy(m_i: FloatArray, m_j: FloatArray) -> FloatArray:
    """Energy of the photon of nu_i -> nu_j."""
    _require_decay(m_i, m_j)
    return kernels.photon_energy(m_i, m_j)


@quantity(
    "relics.fluorescence.rate",
    items=(
        Parameter(
            "transition",
            "word",
            "dipole of the medium, electric or magnetic",
            choices=("E1", "M1"),
        ),
        M_I,
        M_J,
        Parameter("C_sq", "number", "|U_ei* U_ej|^2", range=UNIT_INTERVAL),
        Parameter("n_d", "number density", "of the dipoles", range=NONNEGATIVE),
        Parameter(
            "dipole", "number", "moment, in Bohr magnetons (M1) or debye (E1)", range=NONNEGATIVE
        ),
        GAMMA_V,
        Parameter(
            "f_theta",
            "number",
            "angular factor",
            None,
            "1/15 (E1) or 1/3 (M1): random orientation",
            range=UNIT_INTERVAL,
        ),
        V_G,
        Parameter("detuning", "energy", "distance from the resonance", "0 eV"),
        Parameter("n", "number density", "of the neutrinos nu_i", range=NONNEGATIVE),
        Parameter("volume", "volume", "of the medium", range=NONNEGATIVE),
    ),
    unit="1/yr",
    formula=r"nV\frac{G_F^2|C|^2}{2\pi}\,\frac{f\,n_d^2}{(V_g+v_j)(\Delta^2+\Gamma_v^2/4)}"
    r"\times\{d^4k^5/e^2,\ d^2k^3\}",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="1e-15 times 5 m_i/(m_i - m_j)",
    validity=_MATCHED + "; one momentum: the spread of momenta costs spread_factor",
    example={
        "transition": "M1",
        "m_i": "0.0501 eV",
        "m_j": "0 eV",
        "C_sq": 0.015,
        "n_d": "1e22 1/cm3",
        "dipole": 1,
        "Gamma_v": "1e-10 eV",
        "n": "56 1/cm3",
        "volume": "27 m3",
    },
)
def rate(
    transition: str,
    m_i: FloatArray,
    m_j: FloatArray,
    C_sq: FloatArray,
    n_d: FloatArray,
    dipole: FloatArray,
    Gamma_v: FloatArray,
    f_theta: FloatArray | None,
    V_g: FloatArray,
    detuning: FloatArray,
    n: FloatArray,
    volume: FloatArray,
) -> FloatArray:
    """Rate of fluorescence photons from relic neutrinos of one momentum."""
    _require_decay(m_i, m_j)
    if np.any((Gamma_v == 0.0) & (detuning == 0.0)):
        raise DomainError("Gamma_v = 0 is not allowed with detuning = 0: the rate would diverge")
    f = np.asarray(kernels.F_THETA[transition]) if f_theta is None else f_theta
    one = kernels.rate(transition, m_i, m_j, C_sq, n_d, dipole, Gamma_v, f, V_g, detuning)
    return n * volume * one


@quantity(
    "relics.fluorescence.spread_factor",
    items=(GAMMA_V, M_I, M_J, TEMPERATURE, V_G),
    unit="",
    formula=r"\min\Big(1, \frac{\pi\Gamma_v}{4S}\langle1/p\rangle\Big),"
    r"\ S = \frac{V_gv_j}{V_g+v_j}",
    source=_SOURCE,
    papers=(_PAPER,),
    accuracy="1e-15 times m_i/(m_i - m_j)",
    validity="Fermi-Dirac momenta, far wider than the resonance; an estimate where it is near 1",
    example={"m_i": "0.0501 eV", "m_j": "0 eV", "Gamma_v": "1e-10 eV"},
)
def spread_factor(
    Gamma_v: FloatArray, m_i: FloatArray, m_j: FloatArray, T: FloatArray, V_g: FloatArray
) -> FloatArray:
    """Share of the fluorescence rate that the spread of relic momenta leaves."""
    _require_decay(m_i, m_j)
    inverse = relic_momentum_moment(np.asarray(-1.0)) / T
    return kernels.spread_factor(Gamma_v, m_i, m_j, inverse, V_g)

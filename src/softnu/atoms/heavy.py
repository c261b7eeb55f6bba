"""Catalogue quantities of heavy atoms: contact elements, relativistic enhancement, estimates."""

from __future__ import annotations

import math

import numpy as np

from softnu.atoms.kernels import contact as kernels
from softnu.atoms.kernels import couplings
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.parameters import NUCLEUS, N, Nucleus
from softnu.atoms.quantum_numbers import CHARGE, over_quantum_numbers, principal
from softnu.checks import FloatArray, in_range
from softnu.constants import SIN2_THETA_W
from softnu.quantity import POSITIVE, Parameter, Range, quantity
from softnu.units import to_natural

_PAPERS = ("1912.09444",)
_BOUCHIAT = "Bouchiat and Bouchiat, J. Phys. (Paris) 35 (1974) 899"
_CHARGE = Parameter("Z", "integer", "charge of the nucleus, Z alpha < 1", range=CHARGE)
_NUCLEONS = Parameter("A", "integer", "number of nucleons", range=POSITIVE)
_SIZE = Parameter("r0", "length", "radius of a nucleus over A^(1/3)", "1.2 fm", range=POSITIVE)
_N_P = Parameter(
    "n_p",
    "integer",
    "principal quantum number of the P state",
    range=Range("2 to 80", lambda name, value: in_range(name, value, 2, 80)),
)
_LEVEL = "effective quantum number sqrt(13.6057 eV/binding energy) of the"
#: Radius of a nucleus over A^(1/3) in relativistic contact elements, 1/eV.
_R0 = to_natural("r0", "1.2 fm", "length")


@quantity(
    "atoms.heavy.relativistic_factor",
    items=(_CHARGE, _NUCLEONS, _SIZE),
    unit="",
    formula=r"K_r = \Big[\frac{\Gamma(3)}{\Gamma(2\gamma+1)}\Big]^2"
    r"(2Z\alpha m_er_0A^{1/3})^{2\gamma-2},\quad\gamma=\sqrt{1-Z^2\alpha^2}",
    source=_BOUCHIAT,
    papers=_PAPERS,
    accuracy="1e-14 of the formula",
    validity="s1/2 - p1/2 elements of a contact interaction, uniform nucleus: a few per cent",
    example={"Z": 55, "A": 133},
)
def relativistic_factor(Z: FloatArray, A: FloatArray, r0: FloatArray) -> FloatArray:
    """Enhancement of parity violation at the nucleus by the relativistic electron."""
    return kernels.relativistic_factor(Z, A, r0)


@quantity(
    "atoms.pv_element.contact",
    items=(
        principal("n_s"),
        _N_P,
        NUCLEUS,
        Parameter("relativistic", "boolean", "times K_r with A = Z + N", False),
    ),
    unit="Hz",
    formula=r"\frac vh = -\frac{G_FQ_W}{2\sqrt2\,m_eh}\,\frac3{8\pi}R_s(0)R_p'(0)\,[K_r]",
    source="contact limit of Z exchange; " + _BOUCHIAT,
    papers=_PAPERS,
    accuracy="1e-14 of the formula",
    validity="hydrogen-like atoms, nS1/2 is the bra; without K_r, Z alpha << 1",
    example={"n_s": 2, "n_p": 2},
)
def contact(n_s: FloatArray, n_p: FloatArray, nucleus: Nucleus, relativistic: bool) -> FloatArray:
    """v/h between nS1/2 and n'P1/2 by the electron-spin part of Z exchange."""
    K_p = kernels.hydrogenic_contact(n_s, n_p, nucleus.Z)
    return _electron_part(nucleus, K_p, relativistic) / (2.0 * math.pi)


@quantity(
    "atoms.pv_element.alkali",
    items=(
        Parameter("nu_s", "number", f"{_LEVEL} s state", range=POSITIVE),
        Parameter("nu_p", "number", f"{_LEVEL} p state", range=POSITIVE),
        _CHARGE,
        N,
        Parameter("relativistic", "boolean", "times K_r with A = Z + N", True),
    ),
    unit="eV",
    formula=r"|v| = \frac{G_F|Q_W|Z^2\alpha^4m_e^3}{4\sqrt2\pi(\nu_s\nu_p)^{3/2}}\,[K_r]",
    source="Fermi-Segre formula; " + _BOUCHIAT,
    papers=_PAPERS,
    accuracy="30 %",
    validity="one electron outside closed shells, ns1/2 and n'p1/2. Not for E1 amplitudes in "
    "which the terms of several n'p cancel, such as 6S-7S of Cs",
    example={"nu_s": 1.8692, "nu_p": 2.3285, "Z": 55, "N": 78},
)
def alkali(
    nu_s: FloatArray, nu_p: FloatArray, Z: FloatArray, N: FloatArray, relativistic: bool
) -> FloatArray:
    """|v| between ns1/2 and n'p1/2 of an alkali atom from its energies, an estimate."""
    nucleus = Nucleus(Z, N, np.asarray(SIN2_THETA_W), np.zeros(()), np.zeros(()))
    K_p = kernels.alkali_contact(nu_s, nu_p, Z)
    return np.abs(_electron_part(nucleus, K_p, relativistic))


def _electron_part(nucleus: Nucleus, K_p: FloatArray, relativistic: bool) -> FloatArray:
    """Return v, in eV, of the electron's spin part of Z exchange."""
    tree = couplings.tree(nucleus.vector, np.zeros(()), nucleus.sin2_theta_w)
    v = kernels.contact_element(tree.H1, K_p)
    if not relativistic:
        return v
    return v * kernels.relativistic_factor(nucleus.Z, nucleus.Z + nucleus.N, _R0)


@quantity(
    "atoms.heavy.delta_estimate",
    items=(
        principal("n1"),
        principal("n2"),
        _CHARGE,
        Parameter("A", "integer", "number of nucleons", None, "point nucleus", range=POSITIVE),
        _SIZE,
    ),
    unit="eV",
    formula=r"G_F\Psi_1^*(0)\Psi_2(0)\ \text{or}\ "
    r"\frac{3G_F}{4\pi r_N^3}\int_{r<r_N}\Psi_1^*\Psi_2\,d^3r,\ r_N = r_0A^{1/3}",
    source="Eqs. (6.3), (6.4) of arXiv:2405.16801 with hydrogen-like S states",
    papers=("2405.16801",),
    accuracy="2e-14 of the formula",
    validity="an order of magnitude: couplings of one, not relativistic",
    example={"n1": 1, "n2": 2, "Z": 55, "A": 133},
)
def delta_estimate(
    n1: FloatArray, n2: FloatArray, Z: FloatArray, A: FloatArray | None, r0: FloatArray
) -> FloatArray:
    """Parity violation by Z exchange as the overlap of two S states at the nucleus."""

    def of(n1: float, n2: float, Z: FloatArray, r_N: FloatArray | None) -> FloatArray:
        return kernels.delta_estimate(state(int(n1), 0), state(int(n2), 0), Z, r_N)

    r_N = None if A is None else kernels.nuclear_radius(A, r0)
    estimate: FloatArray = over_quantum_numbers(of, (n1, n2), {"Z": Z, "r_N": r_N})
    return estimate

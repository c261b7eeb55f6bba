"""Pinned constants, in eV-based natural units unless the name says otherwise.

All come from ``data/constants.toml`` (SI definitions of 2019, CODATA 2018, PDG), with all
digits, and never from a library whose values may change with its version.
"""

from __future__ import annotations

from typing import Final

from softnu.data import load

_EXACT = load("constants")["exact"]
_CODATA = load("constants")["codata2018"]
_WEAK = load("constants")["weak"]

#: Speed of light, m/s (exact).
C: Final[float] = float(_EXACT["c_m_per_s"])
#: Elementary charge, C (exact): joules in one eV.
E_CHARGE: Final[float] = _EXACT["e_C"]
#: hbar c, eV m.
HBAR_C: Final[float] = _EXACT["hbar_c_eV_m"]
#: hbar, eV s.
HBAR: Final[float] = _EXACT["hbar_eV_s"]
#: Boltzmann constant, eV/K.
K_B: Final[float] = _EXACT["k_B_eV_per_K"]
#: Avogadro constant, 1/mol (exact).
N_A: Final[float] = _EXACT["N_A_per_mol"]

#: Fine-structure constant.
ALPHA: Final[float] = _CODATA["alpha"]
#: Electron mass, eV.
M_E: Final[float] = _CODATA["m_e_eV"]
#: Proton mass, eV.
M_P: Final[float] = _CODATA["m_p_eV"]
#: Neutron mass, eV.
M_N: Final[float] = _CODATA["m_n_eV"]
#: Muon mass, eV.
M_MU: Final[float] = _CODATA["m_mu_eV"]
#: g factor of the proton, nuclear magnetons: a default of parameters.
G_PROTON: Final[float] = _CODATA["g_proton"]
#: Atomic mass constant, eV.
U: Final[float] = _CODATA["u_eV"]
#: Newton's constant, 1/eV^2: G / (hbar c^5) times the square of the joules in one eV,
#: with hbar = HBAR E_CHARGE.
G_N: Final[float] = _CODATA["G_N_m3_per_kg_s2"] * E_CHARGE / (HBAR * C**5)

#: Fermi constant, 1/eV^2.
G_F: Final[float] = _WEAK["G_F_per_GeV2"] * 1e-18
#: sin^2 of the weak mixing angle: a default of parameters, not a fixed number.
SIN2_THETA_W: Final[float] = _WEAK["sin2_theta_w"]
#: Axial charge of the nucleon as used for forces: a default of parameters.
G_A_NUCLEON: Final[float] = _WEAK["g_A_nucleon_forces"]
#: Axial charge of the nucleon as used for atoms: a default of parameters.
G_A_NUCLEON_ATOMS: Final[float] = _WEAK["g_A_nucleon_atoms"]
#: Mass of the Z boson, eV.
M_Z: Final[float] = _WEAK["m_Z_GeV"] * 1e9

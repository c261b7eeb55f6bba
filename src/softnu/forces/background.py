"""Catalogue quantities of named backgrounds, by themselves and with the vacuum force."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from softnu.backgrounds import IsotropicNeutrinos
from softnu.checks import FloatArray
from softnu.forces.beams import beam_potential, beam_slow_potential
from softnu.forces.blocks import distinct_sets
from softnu.forces.kernels import gravity, isotropic, mass_states, vacuum
from softnu.forces.kernels.spectrum import Spectrum, table_spectrum, thermal_spectrum
from softnu.forces.named_backgrounds import BACKGROUND, NamedBackground
from softnu.forces.parameters import BODIES, R, TwoBodies
from softnu.forces.validity import warn_outside_validity
from softnu.matter import coupling_matrix
from softnu.neutrinos.parameters import NEUTRINOS, NeutrinoArrays
from softnu.quantity import Parameter, quantity

_PAPERS = ("2405.16801", "2209.07082")


@quantity(
    "forces.background.spin_independent",
    items=(
        Parameter("particle1", "name", "e, p, n or an atom such as Fe, 56Fe"),
        Parameter("particle2", "name", "e, p, n or an atom such as Fe, 56Fe"),
        R,
        BACKGROUND,
        NEUTRINOS,
    ),
    unit="eV",
    formula=r"-8G_F^2\sum_{ij}\int\!\frac{k^2dk}{4\pi^2E_i}n_S\{\mathrm{Re}(g_{ij}g'_{ji})"
    r"[K_0E_ij_0w - Kj_1w'] - \mathrm{Re}(g_{ij}g'_{ij})m_im_jj_0w\};\quad"
    r"\text{beam: } -4G_F^2\Phi\,g_Vg_V'\langle S^{00}/E\rangle",
    source="Eqs. (2.25), (2.30) of arXiv:2405.16801 with mass states; beams: closed form",
    papers=_PAPERS,
    accuracy="1e-12 for hadrons at any distance; with electrons, which mix mass states, 1e-11 "
    "for r T up to 2 and 1e-15 (45 r T)^2 beyond, refused for 45 r T above 1e4; beams 1e-13, "
    "with spread energies and tables 1e-9, besides 1e-15 times the phase k r",
    validity="mass states filled alike (relic: produced helicity for Dirac); beams are massless "
    "electron (anti)neutrinos with Gaussian energies and von Mises-Fisher directions, a table of "
    "a flux has its own flavours; E below a tenth of the target's mass",
    example={"particle1": "e", "particle2": "n", "r": "50 um", "m_lightest": "0.01 eV"},
)
def background_spin_independent(
    particle1: str,
    particle2: str,
    r: FloatArray,
    background: NamedBackground,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Background part of the potential of two particles or atoms at rest."""
    warn_outside_validity(r=r)
    if not background.is_isotropic:
        return beam_potential(particle1, particle2, r, background)
    g1, g2 = (coupling_matrix(name, "vector", neutrinos.mixing) for name in (particle1, particle2))
    direct = np.real(g1 * np.swapaxes(g2, -1, -2))
    crossed = np.real(g1 * g2) if neutrinos.majorana else np.zeros_like(direct)
    relic_dirac = background.name == "relic" and not neutrinos.majorana
    population = "produced" if relic_dirac else "sum"
    return _isotropic_sum(r, background, neutrinos.masses, direct, crossed, population)


def _isotropic_sum(
    r: FloatArray,
    background: NamedBackground,
    masses: FloatArray,
    direct: npt.NDArray[np.float64],
    crossed: npt.NDArray[np.float64],
    population: str,
) -> FloatArray:
    """Sum over mass states; each distinct set of masses, T and mu is integrated once."""
    shape = np.broadcast_shapes(
        r.shape, masses.shape[:-1], background.T.shape, background.mu.shape, direct.shape[:-2]
    )
    distances = np.broadcast_to(r, shape).reshape(-1)
    direct = np.broadcast_to(direct, (*shape, 3, 3)).reshape(-1, 3, 3)
    crossed = np.broadcast_to(crossed, (*shape, 3, 3)).reshape(-1, 3, 3)
    total = np.empty(distances.shape)
    states = np.moveaxis(masses, -1, 0)
    for chosen, (*state_masses, T, mu) in distinct_sets(
        shape, *states, background.T, background.mu
    ):
        total[chosen] = mass_states.spin_independent(
            distances[chosen],
            direct[chosen],
            crossed[chosen],
            state_masses,
            _occupation(background, T, mu),
            population,
        )
    return total.reshape(shape)


def _occupation(background: NamedBackground, T: float, mu: float) -> Spectrum:
    table = background.table
    if isinstance(table, IsotropicNeutrinos):
        return table_spectrum(table.k_natural, np.asarray(table.n_nu), np.asarray(table.n_nubar))
    return thermal_spectrum(T, mu, 1.0, 1.0, "fermi_dirac")


@quantity(
    "forces.background.ratio_to_gravity",
    items=(BODIES, R, BACKGROUND),
    unit="",
    formula=r"|V_{\rm bkg}/V_{\rm grav}|;\quad\text{beam: }"
    r"\frac{G_F^2\Phi\,g_Vg_V'}{\pi G_NM_1M_2}\cos^2\tfrac\alpha2\,"
    r"|\mathrm{Re}\langle Ee^{2iEr\sin^2(\alpha/2)}\rangle|",
    source="Eqs. (3.20), (4.4) of arXiv:2405.16801 over Newton's potential",
    papers=_PAPERS,
    accuracy="1e-12 beside the 2e-5 of G_N",
    validity="massless neutrinos, point bodies; beams: slow part only, for alpha below pi/2, "
    "energies Gaussian, directions von Mises-Fisher; a table of a flux has its own flavours",
    example={"body1": "Fe", "body2": "Fe", "r": "52 um"},
)
def background_ratio_to_gravity(
    bodies: TwoBodies, r: FloatArray, background: NamedBackground
) -> FloatArray:
    """Size of the background force between two atoms relative to gravity."""
    warn_outside_validity(r=r)
    newton = np.abs(gravity.gravitational_potential(r, bodies.mass1, bodies.mass2))
    if not background.is_isotropic:
        V = beam_slow_potential(bodies, r, background)
    elif background.is_thermal:
        one, zero = np.asarray(1.0), np.asarray(0.0)
        J_a = isotropic.j_factor(
            "a", r, background.T, background.mu, zero, one, one, "fermi_dirac", "sum", False
        )
        V = bodies.products.sum(axis=-1) * vacuum.massless_potential(r) * J_a
    else:
        flavours = bodies.products[..., np.newaxis] * np.eye(3)
        V = _isotropic_sum(r, background, np.zeros(3), flavours, np.zeros((3, 3)), "sum")
    return np.abs(V) / newton


@quantity(
    "forces.total.spin_independent",
    items=(
        Parameter("particle1", "name", "e, p, n or an atom such as Fe, 56Fe"),
        Parameter("particle2", "name", "e, p, n or an atom such as Fe, 56Fe"),
        R,
        BACKGROUND,
        NEUTRINOS,
    ),
    unit="eV",
    formula=r"V_{\rm vac} + V_{\rm bkg}",
    source="sum of forces.vacuum.spin_independent and forces.background.spin_independent",
    papers=_PAPERS,
    accuracy="1e-11 of the larger part: the two cancel for m_nu << T and rT >> 1, where "
    "forces.isotropic.total_over_vacuum keeps all digits",
    validity="as its two parts",
    example={"particle1": "e", "particle2": "n", "r": "50 um", "m_lightest": "0.01 eV"},
)
def total_spin_independent(
    particle1: str,
    particle2: str,
    r: FloatArray,
    background: NamedBackground,
    neutrinos: NeutrinoArrays,
) -> FloatArray:
    """Potential of two particles or atoms at rest, vacuum and background together."""
    from softnu.forces.vacuum import spin_independent

    vacuum_part = spin_independent(particle1, particle2, r, neutrinos)
    background_part = background_spin_independent(particle1, particle2, r, background, neutrinos)
    return vacuum_part + background_part

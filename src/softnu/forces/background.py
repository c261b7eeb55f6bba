"""Catalogue quantities of named backgrounds, by themselves and with the vacuum force."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.checks import FloatArray, positive
from softnu.constants import G_F
from softnu.data import load
from softnu.errors import ConfigError
from softnu.forces.kernels import gravity, isotropic, mode, vacuum
from softnu.forces.kernels.mass_states import mass_state_kernel
from softnu.forces.kernels.spectrum import thermal_spectrum
from softnu.forces.parameters import ANGLE, BODIES, FLAVOURS, R, TwoBodies
from softnu.forces.validity import warn_outside_validity
from softnu.matter import coupling_matrix, particle_couplings
from softnu.neutrinos.parameters import NEUTRINOS, NeutrinoArrays
from softnu.quantity import NONNEGATIVE, POSITIVE, Group, Parameter, quantity
from softnu.units import to_natural

_PAPERS = ("2405.16801", "2209.07082")
_THERMAL = ("relic", "thermal", "degenerate")
_BEAMS = ("reactor", "solar_7be", "solar_pp", "beam")
_OF_BACKGROUND = "of the background"


class NamedBackground(NamedTuple):
    """A named background in natural units: thermal (T, mu) or a beam (flux, E, alpha)."""

    name: str
    T: FloatArray
    mu: FloatArray
    flux: FloatArray
    E: FloatArray
    alpha: FloatArray

    @property
    def is_thermal(self) -> bool:
        """Whether it is isotropic and thermal; a beam otherwise."""
        return self.name in _THERMAL


def build_background(
    background: str,
    T: FloatArray | None,
    mu: FloatArray | None,
    flux: FloatArray | None,
    E: FloatArray | None,
    alpha: FloatArray,
) -> NamedBackground:
    """Fill in the defaults of a named background; refuse what it does not have."""
    given: dict[str, Any] = {"T": T, "mu": mu, "flux": flux, "E": E}
    defaults: dict[str, Any] = {"T": 0.0, "mu": 0.0, "flux": 0.0, "E": 0.0}
    allowed: tuple[str, ...] = ("T", "mu")
    required: tuple[str, ...] = ()
    if background == "relic":
        defaults["T"] = to_natural("T", f"{load('backgrounds')['relic']['T_K']} K", "temperature")
    elif background in _THERMAL:
        allowed = ("T", "mu") if background == "thermal" else ("mu",)
        required = allowed
    else:
        allowed = ("flux", "E")
        required = allowed if background == "beam" else ()
        if background != "beam":
            source = load("backgrounds")[background]
            defaults["flux"] = to_natural("flux", f"{source['flux_per_cm2_s']} 1/(cm2 s)", "flux")
            defaults["E"] = np.asarray(source["E_eV"])
    for name, value in given.items():
        if value is not None and name not in allowed:
            raise ConfigError(f"{name} does not belong to the background {background!r}")
        if value is None and name in required:
            raise ConfigError(f"missing {name}: the background {background!r} needs it")
    values = {
        name: np.asarray(defaults[name] if value is None else value)
        for name, value in given.items()
    }
    if background in {"relic", "thermal"}:
        positive("T", values["T"])
    return NamedBackground(name=background, alpha=alpha, **values)


BACKGROUND = Group(
    "background",
    (
        Parameter("background", "word", "named background", "relic", choices=(*_THERMAL, *_BEAMS)),
        Parameter("T", "temperature", "temperature", None, _OF_BACKGROUND, range=NONNEGATIVE),
        Parameter("mu", "energy", "chemical potential", None, _OF_BACKGROUND),
        Parameter("flux", "flux", "flux of a beam", None, _OF_BACKGROUND, range=NONNEGATIVE),
        Parameter(
            "E", "energy", "neutrino energy of a beam", None, _OF_BACKGROUND, range=POSITIVE
        ),
        Parameter("alpha", "angle", "between r and the arrival axis", "0 rad", range=ANGLE),
    ),
    build_background,
)


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
    r"\text{beam: } -\frac{4G_F^2\Phi}{E}g_Vg_V'S^{00}",
    source="Eqs. (2.25), (2.30) of arXiv:2405.16801 with mass states; beams: closed form",
    papers=_PAPERS,
    accuracy="1e-12 for hadrons at any distance; with electrons, which mix mass states, 1e-11 "
    "for r T up to 2 and 1e-15 (45 r T)^2 beyond, refused for 45 r T above 1e4",
    validity="mass states filled alike (relic: produced helicity for Dirac); beams are massless "
    "electron (anti)neutrinos of one momentum, E below a tenth of the target's mass",
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
    if not background.is_thermal:
        return _beam_potential(particle1, particle2, r, background)
    g1, g2 = (coupling_matrix(name, "vector", neutrinos.mixing) for name in (particle1, particle2))
    direct = np.real(g1 * np.swapaxes(g2, -1, -2))
    crossed = np.real(g1 * g2) if neutrinos.majorana else np.zeros_like(direct)
    relic_dirac = background.name == "relic" and not neutrinos.majorana
    return _thermal_sum(
        r, background, neutrinos.masses, direct, crossed, "produced" if relic_dirac else "sum"
    )


def _thermal_sum(
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
    keys = np.column_stack(
        [
            np.broadcast_to(masses, (*shape, 3)).reshape(-1, 3),
            np.broadcast_to(background.T, shape).reshape(-1),
            np.broadcast_to(background.mu, shape).reshape(-1),
        ]
    )
    direct = np.broadcast_to(direct, (*shape, 3, 3)).reshape(-1, 3, 3)
    crossed = np.broadcast_to(crossed, (*shape, 3, 3)).reshape(-1, 3, 3)
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    total = np.zeros(distances.shape)
    for number, (*state_masses, T, mu) in enumerate(distinct):
        chosen = np.flatnonzero(which.reshape(-1) == number)
        spectrum = thermal_spectrum(T, mu, 1.0, 1.0, "fermi_dirac")
        for i, m_i in enumerate(state_masses):
            for j, m_j in enumerate(state_masses):
                if not (np.any(direct[chosen, i, j]) or np.any(crossed[chosen, i, j])):
                    continue
                kernel = mass_state_kernel(distances[chosen], m_i, m_j, spectrum, population)
                total[chosen] += direct[chosen, i, j] * kernel.dirac.S00
                total[chosen] += crossed[chosen, i, j] * kernel.mass_term.S00
    return -8.0 * G_F**2 * total.reshape(shape)


def _beam_potential(
    particle1: str, particle2: str, r: FloatArray, beam: NamedBackground
) -> FloatArray:
    (g_V1, _, mass1), (g_V2, _, mass2) = (
        particle_couplings(name, ("e",)) for name in (particle1, particle2)
    )
    warn_outside_validity(E_nu=beam.E, mass=np.minimum(mass1, mass2))
    zero = np.zeros(np.broadcast_shapes(r.shape, beam.E.shape, beam.alpha.shape))
    along = np.stack([zero, zero, r + zero], axis=-1)
    k = np.stack(
        [beam.E * np.sin(beam.alpha) + zero, zero, beam.E * np.cos(beam.alpha) + zero], -1
    )
    S, _ = mode.mode_kernel(along, k, np.asarray(0.0), "sum", False)
    return (g_V1 * g_V2)[..., 0] * (-4.0 * G_F**2 * beam.flux / beam.E) * S[..., 0, 0]


@quantity(
    "forces.background.ratio_to_gravity",
    items=(BODIES, R, BACKGROUND),
    unit="",
    formula=r"|V_{\rm bkg}/V_{\rm grav}|;\quad\text{beam: }"
    r"\frac{G_F^2\Phi E\,g_Vg_V'}{\pi G_NM_1M_2}\cos^2\tfrac\alpha2\,"
    r"|\cos(2Er\sin^2\tfrac\alpha2)|",
    source="Eqs. (3.20), (4.4) of arXiv:2405.16801 over Newton's potential",
    papers=_PAPERS,
    accuracy="1e-12 beside the 2e-5 of G_N",
    validity="massless neutrinos; beams: slow part only, one momentum, point bodies",
    example={"body1": "Fe", "body2": "Fe", "r": "52 um"},
)
def background_ratio_to_gravity(
    bodies: TwoBodies, r: FloatArray, background: NamedBackground
) -> FloatArray:
    """Size of the background force between two atoms relative to gravity."""
    warn_outside_validity(r=r)
    newton = np.abs(gravity.gravitational_potential(r, bodies.mass1, bodies.mass2))
    if background.is_thermal:
        one, zero = np.asarray(1.0), np.asarray(0.0)
        J_a = isotropic.j_factor(
            "a", r, background.T, background.mu, zero, one, one, "fermi_dirac", "sum", False
        )
        V = bodies.products.sum(axis=-1) * vacuum.massless_potential(r) * J_a
    else:
        slow = mode.slow_factor(background.E * r, background.alpha)
        electron = bodies.products[..., FLAVOURS.index("e")]
        V = electron * G_F**2 * background.flux * background.E / (np.pi * r) * slow
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

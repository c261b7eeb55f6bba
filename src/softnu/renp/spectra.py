"""Catalogue quantities: spectra of the photons that are emitted with neutrino pairs."""

from __future__ import annotations

import warnings

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ConfigError, ValidityWarning
from softnu.neutrinos.parameters import NeutrinoArrays
from softnu.quantity import NONNEGATIVE, POSITIVE, UNIT_INTERVAL, Parameter, quantity
from softnu.renp.kernels import couplings, mediators, spectrum
from softnu.renp.kernels.couplings import ComplexArray, Current
from softnu.renp.kernels.master import Response, quadratic_form, response
from softnu.renp.kernels.mediators import Strength
from softnu.renp.parameters import SPECTRUM, Emission

PAPER = "2110.03510"
_EXAMPLE = {"atom": "Yb", "trigger_energy": "1.07 eV", "m_lightest": "0.01 eV"}
_ACCURACY = (
    "1e-14 from below_threshold, and 2e-16 (m_i + m_j)^2 over the excess of other channels than "
    "the lightest; from trigger_energy, 1e-16 E_eg over its distance to the nearest threshold"
)
_VALIDITY = "one intermediate state unless E_v2g is given; coherent target, W_L as chosen"


def matrix(name: str, meaning: str) -> Parameter:
    """Return a parameter that is a Hermitian matrix of couplings to mass states."""
    return Parameter(name, "matrix", meaning, 0)


def weak(neutrinos: NeutrinoArrays) -> Current:
    """Return the current of the Standard Model."""
    a = couplings.axial_coupling(neutrinos.mixing[..., 0, :])
    return couplings.weak_current(a, neutrinos.majorana)


def mediated(emission: Emission, mediator: Current | None = None) -> Response:
    """Return the sums over pairs of the weak interaction and a mediator, eV^2."""
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    weights = quadratic_form(weak(emission.neutrinos), mediator, masses, majorana)
    return response(emission.photon, masses, emission.W_L, weights)


def to_spectrum(emission: Emission, total: FloatArray) -> FloatArray:
    """Multiply a sum over pairs by what all spectra share."""
    levels = emission.levels
    return total * spectrum.energy_factor(emission.photon.omega, levels.E_vg, levels.E_v2g)


def with_pole(sums: Response, kappa: Strength, pole: np.ndarray) -> FloatArray:
    """Return the sums at one strength of the mediator, infinite on its pole."""
    total = sums.at(kappa)
    infinite = pole & (sums.square > 0.0)
    if np.any(infinite):
        total = np.where(infinite, np.inf, total)
        warnings.warn(
            "the pair has the mass of the mediator, which has no width: give one, such as "
            "that of renp.width.vector or renp.width.scalar",
            ValidityWarning,
            stacklevel=3,
        )
    return total


@quantity(
    "renp.spectrum.sm",
    items=(
        SPECTRUM,
        Parameter("m4", "energy", "mass of a sterile fourth state", None, range=NONNEGATIVE),
        Parameter("sin2_theta14", "number", "its mixing, with m4", None, range=UNIT_INTERVAL),
    ),
    unit="",
    formula=r"I = (E_{vg}-\omega)^{-2}\sum_{ij}\Delta_{ij}\big[|a_{ij}|^2I_{ij} "
    r"- \delta_M m_im_j\mathrm{Re}\,a_{ij}^2\big]\Theta(\omega_{ij}-\omega)",
    source="Eq. (16) of arXiv:2110.03510; sterile neutrino, boost and exact W_L derived",
    papers=(PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example=_EXAMPLE,
)
def sm(emission: Emission, m4: FloatArray | None, sin2_theta14: FloatArray | None) -> FloatArray:
    """Spectrum of the photon, Standard Model."""
    if (m4 is None) != (sin2_theta14 is None):
        raise ConfigError("m4 and sin2_theta14 go together: give both or none")
    if m4 is None or sin2_theta14 is None:
        return to_spectrum(emission, mediated(emission).constant)
    three = emission.neutrinos
    masses = _append(three.masses, m4)
    a = couplings.axial_coupling(*couplings.with_sterile(three.mixing[..., 0, :], sin2_theta14))
    current = couplings.weak_current(a, three.majorana)
    weights = quadratic_form(current, None, masses, three.majorana)
    total = response(emission.photon, masses, emission.W_L, weights).constant
    return to_spectrum(emission, total)


@quantity(
    "renp.spectrum.vector",
    items=(
        SPECTRUM,
        Parameter("g_A_e", "number", "axial coupling of the electron"),
        matrix("g_L_nu", "couplings of left-handed neutrinos"),
        matrix("g_R_nu", "couplings of right-handed neutrinos"),
        Parameter("m_V", "energy", "mass of the mediator", range=NONNEGATIVE),
        Parameter("Gamma_V", "energy", "its width", "0 eV", range=NONNEGATIVE),
        Parameter(
            "longitudinal", "boolean", "with q^mu q^nu/m_V^2, for currents not conserved", False
        ),
    ),
    unit="",
    formula=r"I = (E_{vg}-\omega)^{-2}\sum_{ij}\Delta_{ij}T_{ij},\ L = a + kg_L,\ R = kg_R,\ "
    r"k = g_A^e/[\sqrt2G_F(s-m_V^2+im_V\Gamma_V)]",
    source="Eqs. (16) and (22) of arXiv:2110.03510; width and longitudinal part derived",
    papers=(PAPER,),
    accuracy=_ACCURACY + "; of the larger of weak part and mediator where they cancel",
    validity=_VALIDITY
    + "; without the longitudinal part for m_V above 1 eV, or conserved currents",
    example=_EXAMPLE | {"g_A_e": -3e-18, "g_L_nu": "E_11", "m_V": "1 keV"},
)
def vector(
    emission: Emission,
    g_A_e: FloatArray,
    g_L_nu: ComplexArray,
    g_R_nu: ComplexArray,
    m_V: FloatArray,
    Gamma_V: FloatArray,
    longitudinal: bool,
) -> FloatArray:
    """Spectrum of the photon with a vector mediator."""
    current = couplings.vector_current(g_L_nu, g_R_nu, emission.neutrinos.majorana)
    if longitudinal:
        if np.any(m_V == 0.0):
            raise ConfigError("longitudinal with m_V = 0 is not allowed: it is divided by m_V^2")
        current = couplings.longitudinal_current(current, emission.neutrinos.masses, m_V)
    sums = mediated(emission, current)
    s = emission.photon.s
    k = g_A_e * mediators.vector_strength(s, m_V, Gamma_V)
    pole = mediators.on_pole(s, m_V, Gamma_V) & (g_A_e != 0.0)
    return to_spectrum(emission, with_pole(sums, k, pole))


@quantity(
    "renp.spectrum.scalar",
    items=(
        SPECTRUM,
        Parameter("y_P_e", "number", "pseudoscalar coupling of the electron"),
        matrix("y_S_nu", "scalar couplings of neutrinos"),
        matrix("y_P_nu", "pseudoscalar couplings of neutrinos"),
        Parameter("m_S", "energy", "mass of the mediator", range=NONNEGATIVE),
        Parameter("Gamma_S", "energy", "its width", "0 eV", range=NONNEGATIVE),
    ),
    unit="",
    formula=r"I = (E_{vg}-\omega)^{-2}\sum_{ij}\Delta_{ij}T_{ij},\ X_{L,R} = "
    r"i\kappa(y_S \mp iy_P),\ \kappa = y_P^e/[2\sqrt2m_eG_F(s-m_S^2+im_S\Gamma_S)]",
    source="derived from the interaction of arXiv:2110.03510",
    papers=(PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY + "; 0 for W_L = 0",
    example=_EXAMPLE | {"y_P_e": 6e-11, "y_S_nu": "E_11", "m_S": "1 keV"},
)
def scalar(
    emission: Emission,
    y_P_e: FloatArray,
    y_S_nu: ComplexArray,
    y_P_nu: ComplexArray,
    m_S: FloatArray,
    Gamma_S: FloatArray,
) -> FloatArray:
    """Spectrum of the photon with a scalar mediator."""
    sums = mediated(
        emission, couplings.scalar_current(y_S_nu, y_P_nu, emission.neutrinos.majorana)
    )
    s = emission.photon.s
    kappa = y_P_e * mediators.scalar_strength(s, m_S, Gamma_S)
    pole = mediators.on_pole(s, m_S, Gamma_S) & (y_P_e != 0.0)
    return to_spectrum(emission, with_pole(sums, kappa, pole))


@quantity(
    "renp.spectrum.dipole",
    items=(
        SPECTRUM,
        matrix("mu_nu", "magnetic moments of neutrinos, in Bohr magnetons"),
        matrix("epsilon_nu", "electric moments of neutrinos, in Bohr magnetons"),
        Parameter(
            "kappa_M", "number", "L + 2 S = 2 kappa_M S; 1/2 if J changes, 1 for spin alone", 0.5
        ),
    ),
    unit="",
    formula=r"I = I_{SM} + (E_{vg}-\omega)^{-2}\sum_{ij}\Delta_{ij}\frac{1-W_L}6\zeta^2Q^2"
    r"\{(|D_L|^2+|D_R|^2)[s^2+s(m_i^2+m_j^2)-2d^2]+12m_im_js\mathrm{Re}(D_LD_R^*)\}",
    source="derived",
    papers=(),
    accuracy=_ACCURACY,
    validity=_VALIDITY + "; photon exchange only, no interference",
    example=_EXAMPLE | {"mu_nu": [[1e-11, 0, 0], [0, 0, 0], [0, 0, 0]]},
)
def dipole(
    emission: Emission, mu_nu: ComplexArray, epsilon_nu: ComplexArray, kappa_M: FloatArray
) -> FloatArray:
    """Spectrum of the photon with dipole moments of the neutrinos."""
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    added = spectrum.dipole_sum(emission.photon, masses, emission.W_L, mu_nu, epsilon_nu, majorana)
    s = np.where(emission.photon.s > 0.0, emission.photon.s, 1.0)
    zeta = mediators.dipole_strength(s, kappa_M)
    return to_spectrum(emission, mediated(emission).constant + zeta**2 * added)


@quantity(
    "renp.spectrum.mass_derivative",
    items=(SPECTRUM,),
    unit="1/eV",
    formula=r"dI/dm_{\rm lightest}\ \text{at fixed}\ \omega, \Delta m^2_{21}, \Delta m^2_{3l}",
    source="derivative of Eq. (16) of arXiv:2110.03510",
    papers=(PAPER,),
    accuracy=_ACCURACY + "; of the largest term where those of both signs cancel",
    validity=_VALIDITY + "; it diverges just below each threshold",
    example=_EXAMPLE,
)
def mass_derivative(emission: Emission) -> FloatArray:
    """Derivative of the spectrum with respect to the lightest neutrino mass."""
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    weights = quadratic_form(weak(emission.neutrinos), None, masses, majorana)
    total = spectrum.mass_derivative_sum(emission.photon, masses, emission.W_L, weights)
    return to_spectrum(emission, total)


@quantity(
    "renp.differential_spectrum",
    items=(
        SPECTRUM,
        Parameter("E_nu", "energy", "energy of neutrino i of each ordered pair", range=POSITIVE),
    ),
    unit="1/eV",
    formula=r"\frac{dI}{dE_i} = \frac1{Q(E_{vg}-\omega)^2}\sum_{ij}\big[|a_{ij}|^2w "
    r"- \delta_Mm_im_j\mathrm{Re}\,a_{ij}^2\big]",
    source="derived; its integral is Eq. (16) of arXiv:2110.03510",
    papers=(PAPER,),
    accuracy=_ACCURACY,
    validity=_VALIDITY + "; 0 outside the limits of E_nu; Q = 0 is refused",
    example=_EXAMPLE | {"E_nu": "0.5 eV"},
)
def differential(emission: Emission, E_nu: FloatArray) -> FloatArray:
    """Spectrum of the photon per energy of one neutrino."""
    if np.any(emission.photon.Q == 0.0):
        raise ConfigError(
            "trigger_energy = boost E_eg leaves the pair no momentum: both energies are then fixed"
        )
    neutrinos = emission.neutrinos
    a = couplings.axial_coupling(neutrinos.mixing[..., 0, :])
    total = spectrum.differential_sum(
        emission.photon, neutrinos.masses, emission.W_L, a, neutrinos.majorana, E_nu
    )
    return to_spectrum(emission, total / emission.photon.Q)


def _append(masses: FloatArray, m4: FloatArray) -> FloatArray:
    shape = np.broadcast_shapes(masses.shape[:-1], np.shape(m4))
    fourth = np.broadcast_to(m4, shape)[..., np.newaxis]
    return np.concatenate([np.broadcast_to(masses, (*shape, 3)), fourth], axis=-1)

"""The relic neutrino background: the object, and the quantities of the catalogue."""

from __future__ import annotations

import astropy.units as u

from softnu import checks
from softnu.backgrounds import kernels
from softnu.backgrounds.inputs import Population, one_value
from softnu.backgrounds.thermal import ThermalNeutrinos
from softnu.checks import FloatArray, in_range
from softnu.data import load
from softnu.quantity import NONNEGATIVE, POSITIVE, Parameter, Range, quantity


def RelicNeutrinos(
    T: u.Quantity | str | None = None,
    population: Population | None = None,
    clustering: float = 1.0,
) -> ThermalNeutrinos:
    """Return the cosmic neutrino background: Fermi-Dirac, no chemical potential.

    Parameters
    ----------
    T : Quantity or str, optional
        Temperature today; 1.945 K if not given.
    population : {"sum", "produced", "opposite"}, optional
        The helicities that are filled. If not given, those of free streaming: for Dirac
        neutrinos only the helicity that weak interactions produce (left-helical neutrinos,
        right-helical antineutrinos), for Majorana neutrinos both.
    clustering : float, optional
        Factor >= 0 on all number densities, with the momenta left as they are.

    Returns
    -------
    ThermalNeutrinos
        The background.

    Raises
    ------
    SoftnuError
        If a value is not allowed.

    Notes
    -----
    Gravity turns the momenta of slow Dirac neutrinos and leaves their spins. Potentials and
    densities add up, so that any composition is the sum of two backgrounds: a share f of the
    produced helicity is ``population="produced", clustering=f`` and
    ``population="opposite", clustering=1 - f``; with f = 1/2 this is the same as
    ``population="sum", clustering=0.5``. The model leaves the shape of the spectrum as it is:
    potentials warn where it could put more than one neutrino into a state.

    Examples
    --------
    >>> RelicNeutrinos().T
    '1.945 K'
    >>> RelicNeutrinos(clustering=1.2).helicity_densities().n_left.round(2)
    <Quantity 67.17 1 / cm3>
    """
    if T is None:
        T = f"{load('backgrounds')['relic']['T_K']} K"
    one_value("T", T, "temperature", checks.positive)
    weight = one_value("clustering", clustering, "number", checks.nonnegative)
    return ThermalNeutrinos(T=T, population=population, weight_nu=weight, weight_nubar=weight)


T = Parameter("T", "temperature", "neutrino temperature today", "1.945 K", range=POSITIVE)
M_NU = Parameter("m_nu", "energy", "mass of the neutrino", range=NONNEGATIVE)
_SPECTRUM = "Fermi-Dirac spectrum of momenta, no chemical potential, no clustering"


@quantity(
    "backgrounds.relic.temperature",
    items=(Parameter("T_gamma", "temperature", "photon temperature", "2.7255 K", range=POSITIVE),),
    unit="K",
    formula=r"T_\nu = (4/11)^{1/3} T_\gamma",
    source="entropy conservation; arXiv:2401.07347, Sec. 2",
    papers=("2401.07347",),
    accuracy="1e-15",
    validity="instantaneous decoupling",
    example={"T_gamma": "2.7255 K"},
)
def temperature(T_gamma: FloatArray) -> FloatArray:
    """Temperature of the relic neutrinos from that of the photons."""
    return kernels.relic_temperature(T_gamma)


@quantity(
    "backgrounds.relic.number_density",
    items=(T,),
    unit="1/cm3",
    formula=r"n = \frac{3\zeta(3)}{4\pi^2} T^3",
    source="Fermi-Dirac integral; arXiv:2401.07347, Sec. 2",
    papers=("2401.07347",),
    accuracy="1e-15",
    validity=_SPECTRUM,
    example={"T": "1.945 K"},
)
def number_density(T: FloatArray) -> FloatArray:
    """Number density of relic neutrinos of one species and one helicity."""
    return kernels.relic_number_density(T)


@quantity(
    "backgrounds.relic.momentum_moment",
    items=(
        Parameter(
            "power",
            "integer",
            "exponent of p/T",
            range=Range("-2 to 100", lambda name, value: in_range(name, value, -2, 100)),
        ),
    ),
    unit="",
    formula=r"\langle (p/T)^a\rangle = \frac{\Gamma(3+a)\,\eta(3+a)}{2\,\eta(3)}",
    source="Fermi-Dirac integral; arXiv:2401.07347, Sec. 2",
    papers=("2401.07347",),
    accuracy="1e-14",
    validity=_SPECTRUM,
    example={"power": 1},
)
def momentum_moment(power: FloatArray) -> FloatArray:
    """Mean of (p/T)^power over the relic momentum spectrum."""
    return kernels.relic_momentum_moment(power)


@quantity(
    "backgrounds.relic.mean_speed",
    items=(M_NU, T),
    unit="",
    formula=r"\langle v\rangle = \langle p/\sqrt{p^2+m^2}\rangle",
    source="Fermi-Dirac integral; arXiv:2401.07347, Sec. 2",
    papers=("2401.07347",),
    accuracy="1e-12",
    validity=_SPECTRUM,
    example={"m_nu": "0.05 eV"},
)
def mean_speed(m_nu: FloatArray, T: FloatArray) -> FloatArray:
    """Mean speed of relic neutrinos of one mass."""
    return kernels.relic_mean_speed(m_nu, T)


@quantity(
    "backgrounds.relic.flux_spectrum",
    items=(
        Parameter("p", "energy", "momentum", range=NONNEGATIVE),
        M_NU,
        T,
    ),
    unit="1/(cm2 s eV)",
    formula=r"\frac{d\Phi}{dp} = \frac{v\,p^2}{2\pi^2}\,\frac{1}{e^{p/T}+1}",
    source="arXiv:2401.07347, Sec. 2",
    papers=("2401.07347",),
    accuracy="1e-15",
    validity=_SPECTRUM,
    example={"p": "0.0005 eV", "m_nu": "0.05 eV"},
)
def flux_spectrum(p: FloatArray, m_nu: FloatArray, T: FloatArray) -> FloatArray:
    """Flux per momentum of relic neutrinos of one mass state and helicity."""
    return kernels.relic_flux_spectrum(p, m_nu, T)

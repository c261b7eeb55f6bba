"""Catalogue quantity: Fisher information on a coupling, or on the lightest neutrino mass."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np

from softnu.checks import FloatArray
from softnu.errors import ValidityWarning
from softnu.neutrinos.parameters import REAL_NEUTRINOS
from softnu.quantity import Group, Parameter, quantity
from softnu.renp import spectra
from softnu.renp.kernels import fisher as kernels
from softnu.renp.kernels import spectrum
from softnu.renp.kernels.couplings import ComplexArray
from softnu.renp.kernels.master import quadratic_form
from softnu.renp.parameters import LEVELS, TARGET, TRIGGER_ENERGY, W_L, Emission
from softnu.renp.probes import COUPLINGS, M_MED, current_of, poles, strength_of
from softnu.renp.rates import ACCURACY, EXAMPLE_TARGET, VALIDITY, EmittedRate, build_rate, per_sum
from softnu.renp.spectra import PAPER

#: The parameter that is not a coupling.
M_LIGHTEST = "m_lightest"
PARAMETERS = (*COUPLINGS, M_LIGHTEST)


def coupling_slope(
    emission: Emission, coupling: str, matrix: ComplexArray, m_med: FloatArray
) -> FloatArray:
    """Return the derivative of the sum over pairs with respect to a product of couplings at 0.

    Parameters
    ----------
    emission : Emission
        Of the photon (...).
    coupling, matrix, m_med
        As those of renp.limit; the mediator has no width.

    Returns
    -------
    ndarray (...)
        eV^2; infinite on the pole of the mediator.
    """
    s = emission.photon.s
    sums = spectra.mediated(emission, current_of(coupling, matrix, emission.neutrinos.majorana))
    no_width = np.zeros(())
    slope = sums.linear * strength_of(coupling, s, m_med, no_width)
    return np.where(poles(s, m_med, no_width, sums.linear != 0.0), np.inf, slope)


def mass_slope(emission: Emission) -> FloatArray:
    """Return the derivative of the sum over pairs with respect to the lightest mass, eV.

    Parameters
    ----------
    emission : Emission
        Of the photon (...).

    Returns
    -------
    ndarray (...)
        It diverges just below each threshold.
    """
    masses, majorana = emission.neutrinos.masses, emission.neutrinos.majorana
    weights = quadratic_form(spectra.weak(emission.neutrinos), None, masses, majorana)
    return spectrum.mass_derivative_sum(emission.photon, masses, emission.W_L, weights)


def _build(**given: Any) -> EmittedRate:
    return build_rate(below_threshold=None, boost=np.zeros(()), **given)


def _unit(parameter: str, **_: Any) -> str:
    return "1/(s eV2)" if parameter == M_LIGHTEST else "1/s"


@quantity(
    "renp.fisher_information",
    items=(
        Group("emitted", (*LEVELS, *TARGET, TRIGGER_ENERGY, W_L, REAL_NEUTRINOS), _build),
        Parameter("parameter", "word", "what is to be measured", choices=PARAMETERS),
        Parameter("matrix", "matrix", "pattern of the coupling", 0),
        replace(M_MED, default="0 eV"),
    ),
    unit="1/s; 1/(s eV2) for m_lightest",
    unit_of=_unit,
    formula=r"F = (\partial_\theta R)^2/R,\ R = \Gamma_0I(\omega)",
    source="derived",
    papers=(PAPER,),
    accuracy=ACCURACY + ", twice as much",
    validity=VALIDITY + "; products of couplings at 0, no width; monochromatic light",
    example=EXAMPLE_TARGET
    | {
        "trigger_energy": "1.07 eV",
        "m_lightest": "0.01 eV",
        "parameter": "g_L",
        "matrix": "E_11",
    },
)
def fisher_information(
    emitted: EmittedRate, parameter: str, matrix: ComplexArray, m_med: FloatArray
) -> FloatArray:
    """Information per time that a trigger energy gives about a parameter."""
    emission, target = emitted
    factor = per_sum(emission.levels, target, emission.photon.omega)
    rate = factor * spectra.mediated(emission).constant
    if parameter == M_LIGHTEST:
        slope = mass_slope(emission)
    else:
        slope = coupling_slope(emission, parameter, matrix, m_med)
        if np.any(np.isinf(slope)):
            warnings.warn(
                "a pair has the mass of the mediator, which has no width here: the information "
                "is infinite; renp.limit takes g_nu, which fixes a width",
                ValidityWarning,
                stacklevel=2,
            )
    return kernels.information(rate, factor * slope)[..., 0, 0]

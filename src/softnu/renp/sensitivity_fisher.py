"""What a run tells about couplings and the lightest mass: its Fisher information."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.matrices import read_matrix
from softnu.renp import spectra
from softnu.renp.fisher import M_LIGHTEST, coupling_slope, mass_slope
from softnu.renp.kernels import fisher, optimise
from softnu.renp.kernels.kinematics import photon_at
from softnu.renp.parameters import Emission
from softnu.renp.probes import COUPLINGS
from softnu.renp.rates import Run, per_sum
from softnu.renp.runs import Schedule, Target, one, run_of
from softnu.renp.sensitivity import NO_BACKGROUND
from softnu.units import checked, from_natural, to_natural


@dataclass(frozen=True, eq=False)
class Coupling:
    """A product of couplings of a mediator to electron and neutrinos, as a parameter.

    Parameters
    ----------
    name : {"g_L", "g_R", "y_S", "y_P"}
        Coupling of neutrinos to a vector or a scalar mediator.
    matrix : matrix
        Its Hermitian pattern: 3x3, or an element such as ``"E_12"``.
    m_med : Quantity or str
        Mass of the mediator, which has no width.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> Coupling("g_L", "E_11", "1 keV").m_med
    <Quantity 1000. eV>
    """

    name: Literal["g_L", "g_R", "y_S", "y_P"]
    matrix: Any
    m_med: Any

    def __post_init__(self) -> None:
        checks.one_of("coupling", self.name, COUPLINGS)
        object.__setattr__(self, "matrix", read_matrix("matrix", self.matrix))
        mass = one("m_med", checked("m_med", self.m_med, "energy", checks.nonnegative))
        object.__setattr__(self, "m_med", from_natural(mass, "eV"))


#: What information is about: products of couplings, and the lightest neutrino mass.
FisherParameter = Coupling | Literal["m_lightest"]


def fisher_matrix(
    target: Target,
    schedule: Schedule,
    neutrinos: Neutrinos,
    parameters: Sequence[FisherParameter],
    *,
    line_width: u.Quantity | str | None = None,
    background_rate: u.Quantity | str = NO_BACKGROUND,
) -> FloatArray:
    r"""Return the Fisher information of a run, at vanishing couplings.

    Parameters
    ----------
    target : Target
        The atoms.
    schedule : Schedule
        Trigger energies and times.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    parameters : sequence of Coupling or "m_lightest"
        What is to be measured.
    line_width : Quantity or str, optional
        Standard deviation of the energy of the light; without it the light is monochromatic.
    background_rate : Quantity or str
        Rate of other events at each trigger energy.

    Returns
    -------
    ndarray (p, p)
        :math:`\sum_kt_k\,\partial_aR\,\partial_bR/R`; couplings are dimensionless, masses in
        eV. Its inverse bounds the covariance of any measurement. Derived.

    Raises
    ------
    SoftnuError
        If a unit is missing, a value is not allowed, or the pole of a mediator is met.

    Examples
    --------
    >>> target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    >>> nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    >>> run = Schedule(["1.069 eV"], ["1 s"])
    >>> F = fisher_matrix(target, run, nu, [Coupling("g_L", "E_11", "0 eV")])
    >>> print(f"{F[0, 0]:.5e}")
    2.38589e+44
    """
    run = run_of(target, schedule, neutrinos, background_rate)
    wanted = parameters_of(parameters, neutrinos)
    sigma = line_width_of(line_width, run.omega)
    refuse_poles(run, wanted, run.omega - reach(sigma), run.omega + reach(sigma))
    rows = scaled_slopes(run, wanted, sigma, run.omega)
    return information_of(rows, run.times)


def parameters_of(
    parameters: Sequence[FisherParameter], neutrinos: Neutrinos
) -> list[FisherParameter]:
    """Check what information is about."""
    wanted = list(parameters)
    if not wanted:
        raise ConfigError("missing parameters: give a Coupling or 'm_lightest'")
    for parameter in wanted:
        if not isinstance(parameter, Coupling):
            checks.one_of("parameter", parameter, (M_LIGHTEST,))
            if neutrinos.m_lightest == 0.0 * u.eV:
                raise DomainError(
                    "m_lightest = 0 eV is not allowed as a parameter: spectra depend on its "
                    "square, and nothing tells about it there"
                )
    return wanted


def line_width_of(line_width: u.Quantity | str | None, omega: FloatArray) -> float | None:
    """Return the line width, eV, if light at these energies can have it."""
    if line_width is None:
        return None
    sigma = one("line_width", checked("line_width", line_width, "energy", checks.positive))
    if np.any(reach(sigma) >= omega):
        raise DomainError(
            f"line_width = {sigma:.6g} eV is not allowed: the line must be narrow beside the "
            f"trigger energy, {optimise.LINE_WIDTHS:.0f} widths below {np.min(omega):.6g} eV"
        )
    return sigma


def reach(sigma: float | None) -> float:
    """Return how far from its centre a line is looked at, eV."""
    return 0.0 if sigma is None else optimise.LINE_WIDTHS * sigma


def refuse_poles(
    run: Run, parameters: list[FisherParameter], low: FloatArray, high: FloatArray
) -> None:
    """Raise :class:`DomainError` if a mediator can be on its pole between photon energies."""
    heavy, light = (photon_at(run.levels.E_eg, omega, np.zeros(())).s for omega in (low, high))
    for parameter in parameters:
        if isinstance(parameter, Coupling):
            mass_sq = float(parameter.m_med.value) ** 2
            if mass_sq > 0.0 and np.any((light <= mass_sq) & (mass_sq <= heavy)):
                pole = 0.5 * (run.levels.E_eg - mass_sq / run.levels.E_eg)
                raise DomainError(
                    f"m_med = {parameter.m_med} is not allowed: at the trigger energy "
                    f"{float(pole):.9g} eV the mediator, which has no width here, is on its "
                    "pole; choose energies away from it"
                )


def scaled_slopes(
    run: Run, parameters: list[FisherParameter], sigma: float | None, omega: FloatArray
) -> FloatArray:
    """Return the derivatives of the rate over its root (k, p) at photon energies (k,)."""
    weights, owner = np.ones(omega.size), np.arange(omega.size)
    if sigma is None:
        photon = photon_at(run.levels.E_eg, omega, np.zeros(()))
    else:
        E_eg, masses = float(run.levels.E_eg), run.neutrinos.masses
        photon, weights, owner = optimise.line_photons(omega, sigma, E_eg, masses)
    emission = Emission(run.levels, photon, run.W_L, run.neutrinos)
    factor = weights * per_sum(run.levels, run.target, photon.omega)

    def averaged(sums: FloatArray) -> FloatArray:
        total = np.bincount(owner, factor * sums, minlength=omega.size)
        return np.asarray(total, dtype=np.float64)

    slopes = [
        averaged(
            coupling_slope(emission, p.name, p.matrix, to_natural("m_med", p.m_med, "energy"))
            if isinstance(p, Coupling)
            else mass_slope(emission)
        )
        for p in parameters
    ]
    rate = averaged(spectra.mediated(emission).constant) + run.background
    return fisher.scaled_slopes(rate, *slopes)


def information_of(rows: FloatArray, times: FloatArray) -> FloatArray:
    """Return the information of a run (p, p) from scaled slopes (k, p) and times (k,)."""
    return np.einsum("ka,kb,k->ab", rows, rows, times)

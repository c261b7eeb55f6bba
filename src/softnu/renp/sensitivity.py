"""What a run of radiative pair emission sees: events, and limits on mediators."""

from __future__ import annotations

from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.matrices import read_matrix
from softnu.renp.face import spectrum
from softnu.renp.kernels.limits import Limits
from softnu.renp.kernels.statistics import CHI2_95
from softnu.renp.limits import BINNINGS, STATISTICS, limits_of
from softnu.renp.mediators import Mediator
from softnu.renp.probes import COUPLINGS
from softnu.renp.runs import Schedule, Target, background_of, run_of
from softnu.units import checked, from_natural

NO_BACKGROUND = "0 1/s"


def expected_events(
    target: Target,
    schedule: Schedule,
    neutrinos: Neutrinos,
    *,
    mediator: Mediator | None = None,
    background_rate: u.Quantity | str = NO_BACKGROUND,
) -> FloatArray:
    r"""Return the expected number of events at each trigger energy.

    Parameters
    ----------
    target : Target
        The atoms.
    schedule : Schedule
        Trigger energies (k,) and times.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    mediator : VectorMediator, ScalarMediator or Dipoles, optional
        What adds to the weak interaction.
    background_rate : Quantity or str
        Rate of other events at each trigger energy.

    Returns
    -------
    ndarray (k,)
        :math:`t_k[\Gamma_0I(\omega_k) + b]`; their sum is what arXiv:2110.03510 counts.

    Raises
    ------
    SoftnuError
        If a unit is missing, or a value not allowed.

    Examples
    --------
    >>> target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    >>> schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")
    >>> nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    >>> expected_events(target, schedule, nu).sum().round(3)
    np.float64(45.525)
    """
    omega = u.Quantity(schedule.trigger_energies)
    background = u.Quantity(from_natural(background_of(background_rate), "1/s"))
    I = spectrum(
        target.atom,
        omega,
        neutrinos,
        mediator=mediator,
        W_L=target.W_L,
        second_level=target.second_level,
    )
    rate = target.rate_prefactor(omega) * I + background
    return np.asarray((u.Quantity(schedule.times) * rate).to_value(""))


def limits(
    target: Target,
    schedule: Schedule,
    neutrinos: Neutrinos,
    coupling: Literal["g_L", "g_R", "y_S", "y_P"],
    matrix: Any,
    m_med: u.Quantity | str,
    *,
    g_nu: float | None = None,
    statistic: Literal["poisson", "gauss"] = "poisson",
    binning: Literal["total", "per_frequency"] = "total",
    chi2: float = CHI2_95,
    background_rate: u.Quantity | str = NO_BACKGROUND,
) -> Limits:
    r"""Return the limits on a product of couplings, if a run sees what is expected without it.

    Parameters
    ----------
    target : Target
        The atoms.
    schedule : Schedule
        Trigger energies and times.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    coupling : {"g_L", "g_R", "y_S", "y_P"}
        Coupling of neutrinos to a vector (with :math:`g_A^e` of the electron) or a scalar
        mediator (with :math:`y_P^e`).
    matrix : matrix
        Its Hermitian pattern: 3x3, or an element such as ``"E_12"``; with a single unit entry
        the limit is on the product of that coupling and the electron's.
    m_med : Quantity or str
        Masses of the mediator (...).
    g_nu : float, optional
        Coupling of neutrinos (it multiplies the matrix) that fixes the mediator's width; without
        it there is none, and at a pole the limit is 0.
    statistic : {"poisson", "gauss"}
        Which chi^2.
    binning : {"total", "per_frequency"}
        All events together, as arXiv:2110.03510 counts, or chi^2 summed over the energies.
    chi2 : float
        chi^2 at the limit; by default 95 % confidence of one parameter.
    background_rate : Quantity or str
        Rate of other events at each trigger energy.

    Returns
    -------
    Limits
        Every root, as arrays (...): ``positive`` and ``negative`` are those closest to 0,
        ``lowest`` and ``highest`` the outermost, ``windows`` (..., n, 2) the allowed intervals.

    Raises
    ------
    SoftnuError
        If a unit is missing, a value is not allowed, or no event is expected.

    Warns
    -----
    ValidityWarning
        If a pair has the mass of a mediator without width.

    Examples
    --------
    >>> target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    >>> schedule = Schedule.equally(["1.069 eV", "1.07 eV", "1.0708 eV"], "20 d")
    >>> nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    >>> found = limits(target, schedule, nu, "g_L", "E_11", ["1e-3 eV", "1e4 eV"])
    >>> print(found.positive, found.negative)
    [2.80032539e-26 1.01121859e-15] [-5.77288473e-26 -4.60295920e-16]
    """
    checks.one_of("coupling", coupling, COUPLINGS)
    checks.one_of("statistic", statistic, STATISTICS)
    checks.one_of("binning", binning, BINNINGS)
    return limits_of(
        run_of(target, schedule, neutrinos, background_rate),
        coupling,
        read_matrix("matrix", matrix),
        checked("m_med", m_med, "energy", checks.nonnegative),
        None if g_nu is None else checks.nonnegative("g_nu", g_nu),
        statistic,
        binning,
        checks.positive("chi2", chi2),
    )

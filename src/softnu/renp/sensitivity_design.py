"""The trigger energies that tell most about couplings and the lightest mass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.checks import FloatArray
from softnu.errors import ConfigError, DomainError
from softnu.neutrinos import Neutrinos
from softnu.renp.kernels import optimise
from softnu.renp.kernels.kinematics import threshold
from softnu.renp.runs import Schedule, Target, one, run_of
from softnu.renp.sensitivity import NO_BACKGROUND
from softnu.renp.sensitivity_fisher import (
    FisherParameter,
    information_of,
    line_width_of,
    parameters_of,
    reach,
    refuse_poles,
    scaled_slopes,
)
from softnu.units import checked, from_natural

#: The lowest trigger energy that is looked at unless a range is given, over the highest.
_LOWEST = 0.01


@dataclass(frozen=True, eq=False)
class Design:
    """The best run of its length.

    Attributes
    ----------
    schedule : Schedule
        Trigger energies and times.
    information : ndarray (p, p)
        Its Fisher information; masses in eV.
    """

    schedule: Schedule
    information: FloatArray


def optimise_frequencies(
    target: Target,
    neutrinos: Neutrinos,
    parameters: Sequence[FisherParameter],
    line_width: u.Quantity | str,
    live_time: u.Quantity | str,
    *,
    count: int | None = None,
    within: tuple[u.Quantity | str, u.Quantity | str] | None = None,
    background_rate: u.Quantity | str = NO_BACKGROUND,
) -> Design:
    r"""Return the trigger energies, equally long each, that tell most about parameters.

    The determinant of the Fisher information is maximised (D-optimal): the volume of the error
    ellipsoid is the smallest; for one parameter and one energy its error is.

    Parameters
    ----------
    target : Target
        The atoms.
    neutrinos : Neutrinos
        Masses, mixing and nature.
    parameters : sequence of Coupling or "m_lightest"
        What is to be measured.
    line_width : Quantity or str
        Standard deviation of the energy of the light, > 0: below a threshold the derivative of
        the spectrum with respect to a mass diverges, and only the average over the line is
        finite.
    live_time : Quantity or str
        The time in all.
    count : int, optional
        How many trigger energies, at least one for each parameter (the default).
    within : tuple of two Quantity or str, optional
        Range of the energies; by default up to above the highest threshold.
    background_rate : Quantity or str
        Rate of other events at each trigger energy.

    Returns
    -------
    Design

    Raises
    ------
    SoftnuError
        If a unit is missing, a value is not allowed, no energy tells about a parameter, or the
        pole of a mediator lies in the range.

    Examples
    --------
    >>> target = Target("Yb", n_a="1e21 1/cm3", volume="100 cm3")
    >>> nu = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
    >>> best = optimise_frequencies(target, nu, ["m_lightest"], "1e-5 eV", "20 d")
    >>> best.schedule.trigger_energies[0].round(5)
    <Quantity 1.07161 eV>
    """
    wanted = parameters_of(parameters, neutrinos)
    number = len(wanted) if count is None else count
    if number < len(wanted):
        raise ConfigError(
            f"count = {count} is not allowed: {len(wanted)} parameters need as many energies"
        )
    # The time matters for the information at the end, not for the choice.
    once = Schedule.equally(from_natural(np.full(number, 1.0), "eV"), live_time)
    run = run_of(target, once, neutrinos, background_rate)
    E_eg, masses = run.levels.E_eg, run.neutrinos.masses
    edges = np.unique(threshold(E_eg, masses[:, np.newaxis], masses, np.zeros(())))
    if within is None:
        low, high = _LOWEST * edges[-1], edges[-1]
    else:
        low, high = (
            one("within", checked("within", value, "energy", checks.positive)) for value in within
        )
        if not low < high:
            raise DomainError(f"within = {within} is not allowed: the first must be the lower one")
    sigma = line_width_of(line_width, np.asarray([low]))
    if sigma is None:
        raise ConfigError("missing line_width: only the average over a line has an optimum")
    high = min(high, float(edges[-1] + reach(sigma)))
    ends = np.array([[low - reach(sigma)], [high + reach(sigma)]])
    refuse_poles(run, wanted, *ends)
    energies = optimise.candidates(low, high, sigma, edges)
    best = optimise.d_optimal(
        lambda omega: scaled_slopes(run, wanted, sigma, omega), energies, number
    )
    if best is None:
        raise DomainError(
            "parameters is not allowed: at no trigger energy do the events tell about all of them"
        )
    rows = scaled_slopes(run, wanted, sigma, best)
    return Design(
        Schedule.equally(from_natural(best, "eV"), live_time), information_of(rows, run.times)
    )

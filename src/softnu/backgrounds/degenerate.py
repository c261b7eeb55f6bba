"""A degenerate gas of neutrinos."""

from __future__ import annotations

import astropy.units as u

from softnu.backgrounds.inputs import Population
from softnu.backgrounds.thermal import ThermalNeutrinos


def DegenerateNeutrinos(mu: u.Quantity | str, population: Population = "sum") -> ThermalNeutrinos:
    """Return a degenerate gas: neutrinos up to momentum `mu`, antineutrinos if `mu` < 0.

    Parameters
    ----------
    mu : Quantity or str
        Chemical potential.
    population : {"sum", "produced", "opposite"}
        Which helicities are filled.

    Returns
    -------
    ThermalNeutrinos
        The background at T = 0.

    Examples
    --------
    >>> DegenerateNeutrinos("23 GeV").T
    '0 K'
    >>> DegenerateNeutrinos("23 GeV").mean_energy.to("GeV").round(3)
    <Quantity 17.25 GeV>
    """
    return ThermalNeutrinos(T="0 K", mu=mu, population=population)

"""Amplitudes of parity violation in heavy atoms, from tables of other people's elements."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from softnu.atoms.apv_data import Measurement, apv_data
from softnu.atoms.kernels.second_order import mixing_sums, stretched_factor
from softnu.atoms.orbitals import parse_state
from softnu.atoms.state_tables import ENERGY_UNITS, StateTable, load_states


@dataclass(frozen=True)
class Term:
    """What one intermediate state adds to the reduced amplitude, in units of i e a_0.

    Attributes
    ----------
    state : str
        The intermediate state.
    initial, final : float
        By its admixture to the initial and to the final state.
    """

    state: str
    initial: float
    final: float


@dataclass(frozen=True)
class Amplitude:
    r"""An E1 amplitude that parity violation makes, in units of i e a_0.

    Attributes
    ----------
    table : StateTable
        Where it comes from.
    terms : tuple of Term
        Contributions to the reduced amplitude.
    """

    table: StateTable
    terms: tuple[Term, ...]

    @property
    def reduced(self) -> float:
        r""":math:`-i\langle f\|E1_{PV}\|i\rangle`, the sum of all terms."""
        return sum(term.initial + term.final for term in self.terms)

    @property
    def per_reduced(self) -> float:
        """The z component for the largest m that both states have, over the reduced amplitude."""
        j_f, j_i = (parse_state(one.state).j for one in (self.table.final, self.table.initial))
        return stretched_factor(j_f or 0.0, j_i or 0.0)

    @property
    def z(self) -> float:
        """The z component: the amplitude that the literature quotes for S states."""
        return self.reduced * self.per_reduced

    @property
    def cancellation(self) -> float:
        """The sum of the sizes of all terms over the size of the sum, infinite if that is 0."""
        size = sum(abs(term.initial) + abs(term.final) for term in self.terms)
        return size / abs(self.reduced) if self.reduced else math.inf

    @property
    def measurement(self) -> Measurement | None:
        """The measurement of the same transition that the table names."""
        return apv_data(self.table.measurement) if self.table.measurement else None


def sum_over_states(table: StateTable | str | Path) -> Amplitude:
    r"""Return the E1 amplitude of a forbidden transition as a sum over intermediate states.

    .. math:: \langle f\|E1_{PV}\|i\rangle = \sum_n
        \frac{\langle f\|D\|n\rangle\langle n|H|i\rangle}{E_i-E_n}
        + \frac{\langle f|H|n\rangle\langle n\|D\|i\rangle}{E_f-E_n}

    Parameters
    ----------
    table : StateTable, str or Path
        Energies, reduced dipoles and weak elements; or the name or the file of a table.

    Returns
    -------
    Amplitude
        Every term, the sum, and the measurement to compare with. As good as the table: states
        that it leaves out are not in the sum.

    Raises
    ------
    SoftnuError
        If the table is not known or wrong.

    Examples
    --------
    >>> amplitude = sum_over_states("cs_6s_7s")
    >>> amplitude.z, amplitude.measurement.amplitude.value
    (-1.07446715e-11, -8.3743704e-12)
    >>> round(amplitude.cancellation, 1)
    5.3
    """
    if not isinstance(table, StateTable):
        table = load_states(table)
    energy, weak = ENERGY_UNITS[table.units.energy], ENERGY_UNITS[table.units.weak]
    columns = {
        name: np.array([getattr(row, name) for row in table.intermediate])
        for name in ("energy", "dipole_final", "weak_initial", "weak_final", "dipole_initial")
    }
    sums = mixing_sums(
        energy * table.initial.energy,
        energy * table.final.energy,
        energy * columns["energy"],
        (columns["dipole_final"], columns["dipole_initial"]),
        (weak * columns["weak_initial"], weak * columns["weak_final"]),
    )
    rows = zip(table.intermediate, sums.initial, sums.final, strict=True)
    return Amplitude(table, tuple(Term(row.state, float(i), float(f)) for row, i, f in rows))

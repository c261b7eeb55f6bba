r"""Matrix elements of parity violation, :math:`\langle1|V|2\rangle = -iv` with real v.

:math:`v = \frac1{m_ea^{p}}[(H_1A_e+H_2A_N)K_p - m_eC\,A_xK_g]` with the power p of the potential
in :math:`1/a`, the angular factors of :mod:`~softnu.atoms.kernels.angular` and the radial
integrals of :mod:`~softnu.atoms.kernels.radial`.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from softnu.atoms.kernels.angular import ParityFactors, parity_factors
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.hydrogenic import Orbital, state
from softnu.atoms.kernels.potentials import (
    SINGULARITY,
    dipole_ladders,
    pair_ladders,
    z_gamma_ladders,
)
from softnu.atoms.kernels.radial import Ladders, adjacent, converges, power_ladders
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E
from softnu.errors import DivergentMatrixElement, DomainError
from softnu.forces.kernels.vacuum import massless_potential


class Pair(NamedTuple):
    """Quantum numbers of two hyperfine states of the same F."""

    n1: int
    l1: int
    j1: float
    n2: int
    l2: int
    j2: float
    F: float
    I: float

    @property
    def factors(self) -> ParityFactors:
        """The angular factors."""
        return parity_factors(self.l1, self.j1, self.l2, self.j2, self.F, self.I)

    @property
    def orbitals(self) -> tuple[Orbital, Orbital]:
        """The radial functions."""
        return state(self.n1, self.l1), state(self.n2, self.l2)


class Exchange(Protocol):
    """What an interaction has beside its couplings: its radial integrals and its scale.

    Attributes
    ----------
    mass : float
        Reduced mass over the electron's.
    shape : tuple of int
        (..., k) of the radial integrals, for k terms that add up.
    """

    @property
    def mass(self) -> float:
        """See above."""

    @property
    def shape(self) -> tuple[int, ...]:
        """See above."""

    def ladders(self, one: Orbital, two: Orbital) -> Ladders:
        """Return the radial integrals (..., k), or raise where they diverge."""

    def scale(self, Z: FloatArray) -> FloatArray:
        """Return the unit of matrix elements for a charge Z (...), eV."""


class PairExchange(NamedTuple):
    """What the force of neutrinos needs beside its couplings.

    Attributes
    ----------
    m_a : ndarray (..., k)
        Masses of k mass states times a.
    majorana : bool
        Majorana neutrinos; Dirac otherwise.
    M_a : ndarray (..., 1) or None
        Scale of the form factor in both vertices times a; None for point vertices.
    log_scale : ndarray (..., 1)
        Its contact term.
    mass : float
        Reduced mass over the electron's.
    """

    m_a: FloatArray
    majorana: bool
    M_a: FloatArray | None
    log_scale: FloatArray
    mass: float = 1.0

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape (..., k)."""
        return self.m_a.shape

    def ladders(self, one: Orbital, two: Orbital) -> Ladders:
        """Return the radial integrals (..., k), or raise where they diverge."""
        return pair_exchange_ladders(one, two, self)

    def scale(self, Z: FloatArray) -> FloatArray:
        """Return the unit of matrix elements, eV."""
        return loop_scale(Z, self.mass)


class ZGammaExchange(NamedTuple):
    """What the mixing of Z and photon needs beside its couplings.

    Attributes
    ----------
    Z : ndarray (...)
        Charge of the nucleus.
    mass : float
        Reduced mass over the electron's.
    """

    Z: FloatArray
    mass: float = 1.0

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape (..., 1)."""
        return (*np.shape(self.Z), 1)

    def ladders(self, one: Orbital, two: Orbital) -> Ladders:
        """Return the radial integrals (..., 1), or raise where they diverge."""
        require_convergent(
            (one.l, two.l),
            SINGULARITY["z_gamma"],
            "there it belongs to the running of the contact interaction; see "
            "atoms.pv_element.tree",
        )
        there, back = z_gamma_ladders(one, two, self.Z * self.mass)
        return Ladders(there[..., np.newaxis], back[..., np.newaxis])

    def scale(self, Z: FloatArray) -> FloatArray:
        r"""Return :math:`1/\mu_ra^4`, eV^3, as the couplings are in 1/eV^2."""
        return 1.0 / (self.mass * M_E * bohr_radius(Z, self.mass) ** 4)


def bohr_radius(Z: FloatArray, mass: float = 1.0) -> FloatArray:
    r"""Return :math:`a = 1/(Z\alpha\mu_r)`, 1/eV, for a charge Z (...), `mass` in m_e."""
    return 1.0 / (Z * ALPHA * M_E * mass)


def weak_element(ladders: Ladders, factors: ParityFactors, couplings: Couplings) -> FloatArray:
    r"""Return :math:`(H_1A_e+H_2A_N)K_p - m_eC\,A_xK_g` with nothing that cancels.

    Parameters
    ----------
    ladders : Ladders
        Radial integrals (...).
    factors : ParityFactors
        Angular factors.
    couplings : Couplings
        Arrays (...); they broadcast with `ladders`.

    Returns
    -------
    ndarray (...)
        In the units of the ladders; written in L_12 and L_21, whose coefficients have
        :math:`A_N\mp A_x`, exactly 0 where the leading term drops out.
    """
    along = 0.5 * couplings.H1 * factors.A_e
    surplus = (couplings.meC + 0.5 * couplings.H2) * factors.A_x
    there = along + 0.5 * couplings.H2 * factors.difference + surplus
    back = -along - 0.5 * couplings.H2 * factors.total + surplus
    return there * ladders.there + back * ladders.back


def require_convergent(pair: tuple[int, int], power: int, remedy: str) -> None:
    """Raise :class:`DivergentMatrixElement` where the potential is too singular.

    Parameters
    ----------
    pair : tuple of int
        Orbital angular momenta that differ by one.
    power : int
        The potential is r^-power at the origin.
    remedy : str
        What the user can do.
    """
    if not converges(*pair, power):
        degree = "logarithmically" if sum(pair) + 2 == power else "as a power of the cut-off"
        raise DivergentMatrixElement(
            f"the matrix element between l = {pair[0]} and l = {pair[1]} diverges {degree} for a "
            f"potential r^-{power}: {remedy}"
        )


def pair_exchange_ladders(one: Orbital, two: Orbital, exchange: PairExchange) -> Ladders:
    """Return the radial integrals of the force of neutrinos, or raise where they diverge.

    Parameters
    ----------
    one, two : Orbital
        Radial functions whose l differ by one.
    exchange : PairExchange
        Masses, nature, form factor.

    Returns
    -------
    Ladders
        Arrays (..., k).
    """
    if exchange.M_a is None:
        require_convergent(
            (one.l, two.l),
            SINGULARITY["neutrino_pair"],
            "give cutoff, the scale of a form factor in both vertices (0.843 GeV for the dipole "
            "of a nucleon, 91.1876 GeV for Z exchange), or choose states with l1 + l2 >= 5",
        )
    return pair_ladders(
        one, two, exchange.m_a, exchange.majorana, exchange.M_a, exchange.log_scale
    )


def loop_scale(Z: FloatArray, mass: float = 1.0) -> FloatArray:
    r"""Return :math:`E_s = G_F^2/(4\pi^3\mu_ra^6)`, eV: 5.7711e-33 for Z = 1, `mass` = 1."""
    a = bohr_radius(Z, mass)
    return massless_potential(a) / (mass * M_E * a)


def exchange_element(
    pair: Pair, couplings: Couplings, exchange: Exchange, Z: FloatArray
) -> FloatArray:
    r"""Return v of an interaction, summed over its terms.

    Parameters
    ----------
    pair : Pair
        The two states.
    couplings : Couplings
        Arrays (..., k), for k terms: the mass states of neutrinos.
    exchange : Exchange
        Radial integrals (..., k) and scale.
    Z : ndarray (...)
        Charge of the nucleus.

    Returns
    -------
    ndarray (...)
        eV; 1e-13 of the larger of its terms. Sec. 4 of arXiv:1912.09444, derived
        normalisation.

    Raises
    ------
    DivergentMatrixElement
        Where the interaction is too singular: neutrinos without a form factor for
        l_1 + l_2 < 5.
    """
    if not adjacent(pair.l1, pair.l2):
        shapes = [np.shape(part) for part in (*couplings, Z[..., np.newaxis])]
        return np.zeros(np.broadcast_shapes(*shapes, exchange.shape)[:-1])
    v = weak_element(exchange.ladders(*pair.orbitals), pair.factors, couplings)
    return exchange.scale(Z) * np.sum(v, axis=-1)


def mass_coefficient(pair: Pair, couplings: Couplings, majorana: bool) -> FloatArray:
    r"""Return c of :math:`v = v_0[1+c(ma)^2]` for one small mass of all states.

    Parameters
    ----------
    pair : Pair
        The two states, whose l differ by one.
    couplings : Couplings
        Arrays (..., k), for k mass states.
    majorana : bool
        Twice the coefficient of Dirac neutrinos.

    Returns
    -------
    ndarray (...)
        From :math:`s = 1 - \eta(ma\rho)^2`, :math:`\eta` = 1/2 (Dirac), 1 (Majorana).
        Sec. 4 of arXiv:1912.09444, which has -4.81(10) for 4D-4F, derived -4.32.

    Raises
    ------
    DomainError
        Where v_0 vanishes.
    DivergentMatrixElement
        For l_1 + l_2 < 5.
    """
    require_convergent(
        (pair.l1, pair.l2),
        SINGULARITY["neutrino_pair"],
        "the coefficient exists for l1 + l2 >= 5 only",
    )
    zero = np.zeros(())
    massless, massive = (
        np.sum(
            weak_element(power_ladders(*pair.orbitals, power, zero), pair.factors, couplings), -1
        )
        for power in (5, 3)
    )
    if np.any(massless == 0.0):
        raise DomainError(
            f"j1 = {pair.j1:g}, j2 = {pair.j2:g} is not allowed: the matrix element vanishes"
        )
    return (-1.0 if majorana else -0.5) * massive / massless


def tree_element(
    pair: Pair, couplings: Couplings, Z: FloatArray, cutoff: FloatArray
) -> FloatArray:
    r"""Return v of Z exchange with the dipole form factor of a nucleon.

    Parameters
    ----------
    pair : Pair
        The two states.
    couplings : Couplings
        Of the contact interaction, arrays (...), 1/eV^2.
    Z : ndarray (...)
        Charge of the nucleus.
    cutoff : ndarray (...)
        Scale of the dipole, eV.

    Returns
    -------
    ndarray (...)
        eV; 1e-13.
    """
    if not adjacent(pair.l1, pair.l2):
        shapes = [np.shape(part) for part in (*couplings, Z, cutoff)]
        return np.zeros(np.broadcast_shapes(*shapes))
    a = bohr_radius(Z)
    ladders = dipole_ladders(*pair.orbitals, cutoff * a)
    return weak_element(ladders, pair.factors, couplings) / (M_E * a**4)


def z_gamma_element(pair: Pair, couplings: Couplings, Z: FloatArray) -> FloatArray:
    r"""Return v of Z-photon mixing, the competing force of range :math:`1/2m_e`.

    Parameters
    ----------
    pair : Pair
        The two states.
    couplings : Couplings
        Arrays (...), 1/eV^2.
    Z : ndarray (...)
        Charge of the nucleus.

    Returns
    -------
    ndarray (...)
        eV; 1e-13 of the larger of its terms.

    Raises
    ------
    DivergentMatrixElement
        For s and p states, where the contact part is not known.
    """
    return exchange_element(pair, one_term(couplings), ZGammaExchange(Z), Z)


def one_term(couplings: Couplings) -> Couplings:
    """Return couplings (...) as those (..., 1) of an interaction that has one term."""
    return Couplings(*(coupling[..., np.newaxis] for coupling in couplings))

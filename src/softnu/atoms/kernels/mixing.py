r"""What parity violation mixes into two states, and the E1 amplitude between them.

With complex energies :math:`\mathcal E = E - i\Gamma/2` and left eigenvectors that are not the
conjugates of the right ones, the E1 amplitude of an M1 transition A -> B is

.. math:: \mathcal R = \frac{\sum_\Delta
    \frac{iv_{\Delta A}}{\mathcal E_A-\mathcal E_\Delta}\langle\Delta\|r\|B\rangle
    -\frac{iv_{\Delta B}}{\mathcal E_B-\mathcal E_\Delta}\langle A\|r\|\Delta\rangle}
    {\langle A\|L+2S\|B\rangle/2m_e},

in units of that of M1. The electron's charge cancels, and the phases of the states do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from softnu.atoms.kernels.angular import e1, m1, parity_factors
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.elements import Exchange, bohr_radius, weak_element
from softnu.atoms.kernels.hydrogenic import Orbital, state
from softnu.atoms.kernels.radial import Ladders, moment
from softnu.checks import FloatArray
from softnu.constants import ALPHA, M_E
from softnu.errors import DomainError

ComplexArray = npt.NDArray[np.complex128]


class Sublevel(NamedTuple):
    """Quantum numbers of a hyperfine state with a given n and I."""

    l: int
    j: float
    F: float


class Line(NamedTuple):
    """An M1 transition between two hyperfine states of one n and l, and its nuclear spin."""

    n: int
    l: int
    j1: float
    F1: float
    j2: float
    F2: float
    I: float

    @property
    def ends(self) -> tuple[Sublevel, Sublevel]:
        """The states 1 and 2."""
        return Sublevel(self.l, self.j1, self.F1), Sublevel(self.l, self.j2, self.F2)

    @property
    def m1(self) -> float:
        """The reduced element of L + 2 S."""
        return m1(self.l, self.j1, self.F1, self.j2, self.F2, self.I)


def e1_m1_ratio(
    line: Line,
    couplings: Couplings,
    exchange: Exchange,
    Z: FloatArray,
    energy: Callable[[Sublevel], ComplexArray],
    all_n: bool,
) -> ComplexArray:
    r"""Return the E1 amplitude over that of M1.

    Parameters
    ----------
    line : Line
        The transition; its M1 element must not vanish.
    couplings, exchange, Z
        As for :func:`~softnu.atoms.kernels.elements.exchange_element`.
    energy : callable
        Complex energy (...) of a state of the same n, eV, up to a common shift.
    all_n : bool
        Admixtures of all n and of the continuum, not of the same n alone.

    Returns
    -------
    ndarray (...) of complex
        :math:`\mathcal R`, whose imaginary part is R of arXiv:1912.09444.

    Raises
    ------
    DomainError
        If a state is degenerate with one that is mixed into it.
    DivergentMatrixElement
        For neutrinos and l < 3, without a form factor.
    """
    total: ComplexArray = np.zeros((), dtype=np.complex128)
    unit = exchange.scale(Z) * bohr_radius(Z, exchange.mass)
    for l_mixed in (line.l - 1, line.l + 1):
        for radial, gap in _channels(line, l_mixed, exchange, Z, energy, all_n):
            total = total + _both_ends(line, l_mixed, couplings, radial, gap)
    return 2.0 * M_E * unit * total / line.m1


def mixed_element(
    line: Line, mixed: Sublevel, end: Sublevel, couplings: Couplings, ladders: Ladders
) -> FloatArray:
    """Return v between a state that is mixed in (bra) and an end of the line, summed.

    Parameters
    ----------
    line : Line
        The transition.
    mixed, end : Sublevel
        The two states, of the same F.
    couplings : Couplings
        Arrays (..., k), for k mass states.
    ladders : Ladders
        Radial integrals (..., k), the mixed state first.

    Returns
    -------
    ndarray (...)
        Without the scale of the interaction.
    """
    factors = parity_factors(mixed.l, mixed.j, end.l, end.j, end.F, line.I)
    return np.asarray(np.sum(weak_element(ladders, factors, couplings), axis=-1))


class _Radial(NamedTuple):
    """Radial integrals of parity violation and of E1 of states that are mixed in."""

    ladders: Ladders
    dipole: float


#: Energy of an end above a state that is mixed into it, (...).
_Gap = Callable[[Sublevel, Sublevel], ComplexArray]


def _channels(
    line: Line,
    l_mixed: int,
    exchange: Exchange,
    Z: FloatArray,
    energy: Callable[[Sublevel], ComplexArray],
    all_n: bool,
) -> list[tuple[_Radial, _Gap]]:
    """Return what can be mixed in with one l: the state of the same n, and all others."""
    if l_mixed < 0:
        return []
    n, own = line.n, state(line.n, line.l)
    found: list[tuple[_Radial, _Gap]] = []
    if l_mixed < n:
        near = state(n, l_mixed)
        radial = _Radial(exchange.ladders(near, own), moment(near, own, 1))

        def near_gap(end: Sublevel, mixed: Sublevel) -> ComplexArray:
            gap = energy(end) - energy(mixed)
            if np.any(gap == 0.0):
                raise DomainError(
                    f"the states n = {n}, l = {end.l} and {mixed.l}, j = {end.j:g}, F = {end.F:g} "
                    "have the same energy: keep hyperfine, lamb or widths, or their mixing is not "
                    "a perturbation"
                )
            return gap

        found.append((radial, near_gap))
    if all_n:
        atomic_unit = (Z * ALPHA) ** 2 * M_E * exchange.mass
        hartree: ComplexArray = np.asarray(atomic_unit, dtype=np.complex128)

        def far_gap(*_: Sublevel) -> ComplexArray:
            return hartree

        found.extend(
            (_Radial(exchange.ladders(far, own), weight), far_gap)
            for far, weight in perturbed(n, line.l, l_mixed)
        )
    return found


def perturbed(n: int, l: int, l_mixed: int) -> list[tuple[Orbital, float]]:
    r"""Return :math:`\sum_{n'\ne n}|n'\ell'\rangle\langle n'\ell'|\rho|n\ell\rangle/(E_n-E_{n'})`.

    The sum over bound states and continuum is finite in the Sturmian functions
    :math:`S_k = \rho^{\ell'}e^{-\rho/n}L_k^{2\ell'+1}(2\rho/n)`, in which
    :math:`(H-E_n)S_k = (\frac{k+\ell'+1}n-1)S_k/\rho`.

    Parameters
    ----------
    n, l : int
        The state.
    l_mixed : int
        l' of the others.

    Returns
    -------
    list of (Orbital, float)
        The functions and their coefficients; energies in units of
        :math:`(Z\alpha)^2m_e`. Dalgarno and Lewis, Proc. R. Soc. A 233 (1955) 70.
    """
    own = state(n, l)
    basis = [Orbital(k, l_mixed, 1.0 / n, 1.0) for k in range(n + 2 - l_mixed)]
    bound = state(n, l_mixed) if l_mixed < n else None
    overlap = 0.0 if bound is None else moment(bound, own, 1)
    coefficients: list[float] = []
    for k, sturmian in enumerate(basis):
        level = n - k - l_mixed - 1
        source = moment(sturmian, own, 1)
        if bound is not None:
            source -= overlap * moment(sturmian, bound, 0)
        coefficients.append(
            0.0 if level == 0 else n / level * source / moment(sturmian, sturmian, -1)
        )
    if bound is not None:
        # What is left of the state itself makes the sum orthogonal to it.
        projections = [moment(sturmian, bound, 0) for sturmian in basis]
        excess = sum(c * p for c, p in zip(coefficients, projections, strict=True))
        coefficients[bound.k] = -excess / projections[bound.k]
    return list(zip(basis, coefficients, strict=True))


def _both_ends(
    line: Line, l_mixed: int, couplings: Couplings, radial: _Radial, gap: _Gap
) -> ComplexArray:
    """Return the sum over j of the states of one l that are mixed into both ends."""
    first, second = line.ends
    total: ComplexArray = np.zeros((), dtype=np.complex128)
    for j in (l_mixed - 0.5, l_mixed + 0.5):
        for sign, end, other in ((1j, first, second), (-1j, second, first)):
            mixed = Sublevel(l_mixed, j, end.F)
            dipole = _dipole(line.I, mixed, other, mixed_first=end is first)
            if j < 0 or dipole == 0.0:
                continue
            v = mixed_element(line, mixed, end, couplings, radial.ladders)
            if np.any(v != 0.0):
                total = total + sign * v * radial.dipole * dipole / gap(end, mixed)
    return total


def _dipole(I: float, mixed: Sublevel, other: Sublevel, *, mixed_first: bool) -> float:
    """Return the angular factor of E1 between a mixed state and the other end."""
    one, two = (mixed, other) if mixed_first else (other, mixed)
    return e1(one.l, one.j, one.F, two.l, two.j, two.F, I)

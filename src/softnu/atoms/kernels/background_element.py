r"""Matrix elements of the parity-violating potential of an isotropic neutrino background.

With the factors J of :mod:`softnu.forces.kernels.isotropic`, :math:`\langle1|V|2\rangle = -iv`,

.. math:: v &= \frac1{m_e}[A_eK_p[f_e]+A_N(K_p[f_b]+K_r[f_c])]
        - A_x\int r^2R_1\Big[\frac{f_c/r-f_b'}{2m_e}+f_\times\Big]R_2\,dr,\\
    f_e &= \frac{G_F^2J_a}{4\pi^3r^5}\sum_\alpha g_A^{e\alpha}g_V^N,\quad
    f_{b,c} = \frac{G_F^2J_{b,c}}{4\pi^3r^5}\sum_\alpha g_V^{e\alpha}g_A^N,\quad
    f_\times = \frac{G_F^2J_d}{4\pi^3r^5}\sum_\alpha g_A^{e\alpha}g_A^N,

.. math:: K_r[f] = \tfrac12\int r^2f\,(R_1R_2'-R_1'R_2)\,dr

and :math:`K_p` of :mod:`~softnu.atoms.kernels.radial`. All three flavours are equally abundant.
Contraction of Secs. 2.2 and 3 of arXiv:2405.16801 with a nucleus at rest; derived, half of what
its Eq. (2.43) has for the terms with a velocity. As J vanishes at the origin, every pair of
states has an element.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from softnu.atoms.kernels.elements import Pair, loop_scale
from softnu.atoms.kernels.filled_sphere import cold_moment
from softnu.atoms.kernels.hydrogenic import Orbital, raised, value
from softnu.atoms.kernels.radial import adjacent, innermost, log_rule, log_step
from softnu.checks import FloatArray
from softnu.constants import ALPHA
from softnu.errors import DomainError
from softnu.forces.kernels.isotropic import JFactors, j_factors
from softnu.matter.kernels import FLAVOURS, fermion_coupling

#: Step in ln r, relative to that of potentials that are not oscillating: 1e-14.
_STEP: Final = 0.8
#: What massless neutrinos make of J_a, J_b, J_c, J_d far away: they screen the vacuum's force.
_SCREENED: Final = (1.0, -1.5, 2.5, 0.0)
#: From these ratios of the rates of oscillation and decay on the waves of J_d are summed apart, in
#: a gas that does not screen within the atom, and in one that does ...
_WAVES_APART: Final = (5.0, 10.0)
#: ... and from this one on the others are cut off ...
_MANY_WAVES: Final = 40.0
#: ... by an error function of ln r of this width, centred at this phase 2 mu r: 1e-12 ...
_CUT_WIDTH: Final = 0.35
_CUT_PHASE: Final = 100.0
#: ... within which this step in ln r resolves them.
_CUT_STEP: Final = 5e-3
#: Points worked on together, so that temporary arrays stay small.
_BLOCK: Final = 16
#: Most waves that are followed to the end of the atom: 2e5 radii.
_MOST_WAVES: Final = 500.0


class Gas(NamedTuple):
    """An isotropic gas of neutrinos, the same for all flavours; lengths in units of a.

    Attributes
    ----------
    T, mu, m : ndarray (...)
        Temperature, chemical potential and mass times a.
    weight_nu, weight_nubar : ndarray (...)
        Factors of the occupations.
    distribution, population, majorana
        As for :func:`softnu.forces.kernels.isotropic.j_factors`.
    """

    T: FloatArray
    mu: FloatArray
    m: FloatArray
    weight_nu: FloatArray
    weight_nubar: FloatArray
    distribution: str
    population: str
    majorana: bool

    def factors(self, rho: FloatArray) -> JFactors:
        """Return J at radii (nodes,), as arrays (..., nodes)."""
        T, mu, m, w, wbar = (np.asarray(number)[..., np.newaxis] for number in self[:5])
        return j_factors(rho, T, mu, m, w, wbar, self.distribution, self.population, self.majorana)

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape (...)."""
        return np.broadcast_shapes(*map(np.shape, self[:5]))

    def blocks(self) -> Iterator[Gas]:
        """Yield the gas in blocks of points, each (n,)."""
        numbers = (np.broadcast_to(number, self.shape).reshape(-1) for number in self[:5])
        T, mu, m, w, wbar = numbers
        for start in range(0, max(T.size, 1), _BLOCK):
            at = slice(start, start + _BLOCK)
            yield Gas(T[at], mu[at], m[at], w[at], wbar[at], *self[5:])

    @property
    def screened_share(self) -> FloatArray:
        """Share of the vacuum's force screened far away, (...); nan where J is not elementary.

        It is for massless neutrinos, if one weight matters.
        """
        share = 0.0 if self.population == "opposite" else self.single_weight
        return np.where(np.asarray(self.m) == 0.0, share, np.nan)

    @property
    def single_weight(self) -> FloatArray:
        """The one weight that matters, (...); nan where there are two."""
        T, mu, _, w, wbar = np.broadcast_arrays(*self[:5])
        filled = np.where((T == 0.0) & (mu < 0.0), wbar, w)
        return np.where((w == wbar) | (T == 0.0), filled, np.nan)


class Charges(NamedTuple):
    r"""Products of couplings of electron and nucleus, summed over flavours; arrays (...).

    Attributes
    ----------
    axial_vector, vector_axial, axial_axial : ndarray
        :math:`\sum g_A^eg_V^N`, :math:`\sum g_V^eg_A^N`, :math:`\sum g_A^eg_A^N`.
    """

    axial_vector: FloatArray
    vector_axial: FloatArray
    axial_axial: FloatArray


def charges(vector_N: FloatArray, axial_N: FloatArray, sin2_theta_w: FloatArray) -> Charges:
    r"""Return the couplings to the three flavours together.

    Parameters
    ----------
    vector_N, axial_N : ndarray (...)
        Couplings of the nucleus.
    sin2_theta_w : ndarray (...)
        Squared sine of the weak mixing angle; all broadcast.

    Returns
    -------
    Charges
        Arrays (...); :math:`\sum g_V^e = -\frac12+6s_W^2`, :math:`\sum g_A^e = -\frac12`.
    """
    g_V, g_A = (
        sum(
            fermion_coupling("e", flavour, current, sin2_theta_w, 0.0, 0.0) for flavour in FLAVOURS
        )
        for current in ("vector", "axial")
    )
    return Charges(
        np.asarray(g_A * vector_N), np.asarray(g_V * axial_N), np.asarray(g_A * axial_N)
    )


def background_element(pair: Pair, of: Charges, gas: Gas, Z: FloatArray) -> FloatArray:
    r"""Return v of the background between two states.

    Parameters
    ----------
    pair : Pair
        The two states.
    of : Charges
        Couplings, arrays (...).
    gas : Gas
        The background, arrays (...).
    Z : ndarray (...)
        Charge of the nucleus; all broadcast.

    Returns
    -------
    ndarray (...)
        eV; 1e-11 of the largest term. 0 unless the l differ by one.

    Raises
    ------
    DomainError
        If the waves in the potential of cold, dense and massive neutrinos are too many.
    """
    if not adjacent(pair.l1, pair.l2):
        return np.zeros(np.broadcast_shapes(*map(np.shape, (*of, *gas[:5], Z))))
    one, two = pair.orbitals
    integrals = radial_integrals(one, two, gas)
    A_e, A_N, A_x, difference, total = pair.factors
    top = 2.0 * max(pair.l1, pair.l2) + 1.0
    up, down = (1.0, 0.0) if pair.l2 > pair.l1 else (0.0, 1.0)
    a, b, c = integrals.a, integrals.b, integrals.c
    # L_12 and L_21 are `there` and `back`, and for the one that lowers l `top` times `same`.
    electron = 0.5 * A_e * (a.there - a.back + (up - down) * top * a.same)
    nucleus = 0.5 * difference * (b.there + up * top * b.same)
    nucleus = nucleus - 0.5 * total * (b.back + down * top * b.same)
    # Of these K_r keeps `same` once.
    nucleus = nucleus + 0.5 * A_N * (c.there - c.back)
    nucleus = nucleus + 0.5 * (up * difference - down * total) * c.same
    cross = A_x * integrals.d / (Z * ALPHA)
    return loop_scale(Z) * (
        of.axial_vector * electron + of.vector_axial * nucleus - of.axial_axial * cross
    )


class _Sums(NamedTuple):
    r"""Integrals over :math:`f = J\rho^{-5}`; arrays (...).

    Attributes
    ----------
    there, back : ndarray
        :math:`\int\rho^2R_1f(R_2'-\frac{\ell_2}\rho R_2)` and with 1 and 2 exchanged.
    same : ndarray
        :math:`\int\rho R_1fR_2`.
    """

    there: FloatArray
    back: FloatArray
    same: FloatArray


class RadialIntegrals(NamedTuple):
    r"""Integrals over J_a, J_b, J_c and :math:`\int\rho^{-3}R_1J_dR_2\,d\rho`."""

    a: _Sums
    b: _Sums
    c: _Sums
    d: FloatArray


def radial_integrals(one: Orbital, two: Orbital, gas: Gas) -> RadialIntegrals:
    r"""Return the radial integrals of a background.

    Trapezoidal rule in :math:`\ln\rho`, as
    :func:`~softnu.atoms.kernels.radial.smooth_ladders`. The waves :math:`e^{2i\mu r}` of a
    degenerate gas are analytic to the right of the origin, where J has a limit too: they are cut
    off smoothly after many wavelengths, which leaves the integral as it is.

    Parameters
    ----------
    one, two : Orbital
        Radial functions.
    gas : Gas
        The background, arrays (...).

    Returns
    -------
    RadialIntegrals
        Arrays (...); 5e-12, but where J_d is summed with the others 1e-16 of its largest wave.
    """
    rows = [_integrals_of_block(one, two, block) for block in gas.blocks()]
    columns = np.concatenate(rows, axis=-1).reshape(10, *gas.shape)
    a, b, c = (_Sums(*columns[k : k + 3]) for k in (0, 3, 6))
    return RadialIntegrals(a, b, c, columns[9])


def _integrals_of_block(one: Orbital, two: Orbital, gas: Gas) -> FloatArray:
    """Return three integrals each over J_a, J_b and J_c, and that over J_d; shape (10, n)."""
    rate = one.decay + two.decay
    waves = _waves(gas, rate)
    cut = (waves > _MANY_WAVES) & np.isfinite(gas.screened_share)
    followed = float(np.max(waves, where=~cut, initial=0.0))
    if followed > _MOST_WAVES:
        raise DomainError(
            f"|mu| = {float(np.max(np.abs(gas.mu))):.6g}/a, with a = 1/(Z alpha m_e), is too "
            "large: the potential of a cold gas oscillates in the atom, which for neutrinos with "
            f"a mass or with unequal weights is followed over {_MOST_WAVES:.0f} waves, not "
            f"{followed:.0f}"
        )
    step = _STEP * log_step(one, two) * math.atan2(1.0, followed) / (0.5 * math.pi)
    if np.any(cut):
        step = min(step, _CUT_STEP)
    # J vanishes as r^3 or faster within the wavelength of the fastest neutrinos.
    fastest = float(np.max(np.maximum(gas.T, np.abs(gas.mu)), initial=rate))
    first = math.floor(math.log(innermost(one, two, 0.0, 1.0 / fastest)) / step)
    rho, root = log_rule(one, two, step, first)
    J = gas.factors(rho)
    if np.any(cut):
        J = _cut_off(J, rho, gas, cut)
    u1, u2 = root * value(one, rho), root * value(two, rho)
    there, back = u1 * root * raised(two, rho) * rho, u2 * root * raised(one, rho) * rho
    vectors = np.stack(J[:3]) @ np.stack([there, back, u1 * u2], axis=-1)
    d = J.d @ (rho * u1 * u2)
    apart = _is_summed_apart(gas, waves, rate)
    if one.l + two.l >= 3 and np.any(apart):
        d[apart] = gas.single_weight[apart] * cold_moment(one, two, gas.T[apart], gas.mu[apart])
    return np.concatenate([np.moveaxis(vectors, -1, 1).reshape(9, -1), d[np.newaxis]])


def _waves(gas: Gas, rate: float) -> FloatArray:
    """Return how much faster J oscillates than the functions, and J itself, decay; (...)."""
    waves = 2.0 * np.abs(gas.mu) / (rate + 2.0 * math.pi * gas.T)
    if gas.distribution == "maxwell_boltzmann":
        waves = np.zeros_like(waves)
    return waves


def _is_summed_apart(gas: Gas, waves: FloatArray, rate: float) -> npt.NDArray[np.bool_]:
    """Tell where the waves of J_d cancel and :func:`cold_moment` gives what is left; (...)."""
    if gas.population == "sum":  # where J_d does not depend on the mass
        elementary = np.isfinite(gas.single_weight)
    else:
        elementary = gas.screened_share > 0.0
    screens = 2.0 * math.pi * gas.T / rate
    return np.asarray(elementary & (waves > np.clip(_WAVES_APART[0] * screens, *_WAVES_APART)))


def _cut_off(J: JFactors, rho: FloatArray, gas: Gas, cut: npt.NDArray[np.bool_]) -> JFactors:
    """Return J without its waves beyond :data:`_CUT_PHASE` at the points `cut`."""
    phase = 2.0 * np.maximum(np.abs(gas.mu)[..., np.newaxis] * rho, _CUT_PHASE * 1e-99)
    faded = 0.5 * special.erfc(np.log(_CUT_PHASE / phase) / _CUT_WIDTH)
    faded = np.where(cut[..., np.newaxis], faded, 0.0)
    share = np.where(cut, gas.screened_share, 0.0)[..., np.newaxis]
    return JFactors(
        *(
            (1.0 - faded) * factor + faded * share * limit
            for factor, limit in zip(J, _SCREENED, strict=True)
        )
    )

"""The potential of two particles as an operator on their spins, for each environment.

An environment (vacuum, isotropic background, single mode, lobe) gives kernel tensors; one
contraction with the currents of the particles serves them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from softnu.backgrounds.flux import FluxSpectrum
from softnu.checks import FloatArray
from softnu.constants import G_F
from softnu.forces.blocks import in_blocks
from softnu.forces.kernels import isotropic, vacuum
from softnu.forces.kernels.contraction import (
    CouplingProducts,
    PotentialOperator,
    contract_linear,
    contract_static,
)
from softnu.forces.kernels.directional.lobe import Exchange, lobe_kernel_gradient, one_mass
from softnu.forces.kernels.directional.spectra import Lobes, directional_tensors
from softnu.forces.kernels.isotropic_tensor import RadialFunctions, Tensors, isotropic_tensors
from softnu.forces.kernels.mass_states import mass_state_kernel
from softnu.forces.kernels.mode import mode_kernel_gradient
from softnu.forces.kernels.spectrum import Spectrum


class TwoParticles(NamedTuple):
    """Two spinning, moving particles, in natural units.

    Attributes
    ----------
    r : ndarray (..., 3)
        Separation r_1 - r_2.
    products : CouplingProducts
        Products of couplings, summed over the flavours that are exchanged.
    mass1, mass2 : ndarray (...)
        Masses.
    spin1, spin2, velocity1, velocity2 : ndarray (..., 3)
        Expectation values of the Pauli vectors, velocities (p + p')/2m.
    order_v : 0, 1 or "all"
        Which orders in v and 1/mass are wanted.
    parity_violating_factor : float
        Factor on the terms linear in v in g_A g_V: 1 derived, 2 published.
    """

    r: FloatArray
    products: CouplingProducts
    mass1: FloatArray
    mass2: FloatArray
    spin1: FloatArray
    spin2: FloatArray
    velocity1: FloatArray
    velocity2: FloatArray
    order_v: int | str
    parity_violating_factor: float


_PAIR_SCALARS = ("mass1", "mass2")
_PAIR_VECTORS = ("r", "spin1", "spin2", "velocity1", "velocity2")


def combine(static: Tensors, linear: Tensors, pair: TwoParticles) -> PotentialOperator:
    """Contract kernel tensors with the currents, in the orders that are wanted.

    Parameters
    ----------
    static, linear : Tensors
        For the terms without velocities and for those linear in them; in vacuum they differ,
        since a gradient term drops out where the vector current is conserved.
    pair : TwoParticles
        The particles.

    Returns
    -------
    PotentialOperator
        In eV.
    """
    parts = []
    if pair.order_v in {0, "all"}:
        parts.append(contract_static(static.S, static.A, pair.products))
    if pair.order_v in {1, "all"}:
        parts.append(
            contract_linear(
                *linear,
                pair.products,
                pair.mass1,
                pair.velocity1,
                pair.mass2,
                pair.velocity2,
                pair.parity_violating_factor,
            )
        )
    return parts[0] if len(parts) == 1 else parts[0] + parts[1]


def expectation(
    pair: TwoParticles, operator: Callable[..., PotentialOperator], **scalars: FloatArray
) -> FloatArray:
    """Return the expectation value (...) of ``operator(pair, **scalars)`` in the pair's spins.

    Works in blocks of points; further vectors of the environment are given as scalars whose
    name ends in ``_vector``.
    """
    vectors = {name: scalars.pop(name) for name in tuple(scalars) if name.endswith("_vector")}

    def of_block(**values: FloatArray) -> FloatArray:
        products = CouplingProducts(*(values.pop(name) for name in CouplingProducts._fields))
        own: dict[str, Any] = {name: values.pop(name) for name in _PAIR_SCALARS + _PAIR_VECTORS}
        block = pair._replace(products=products, **own)
        return operator(block, **values).expectation(block.spin1, block.spin2)

    return in_blocks(
        of_block,
        pair.products._asdict() | {name: getattr(pair, name) for name in _PAIR_SCALARS} | scalars,
        {name: getattr(pair, name) for name in _PAIR_VECTORS} | vectors,
    )


def vacuum_operator(
    pair: TwoParticles, m_i: FloatArray, m_j: FloatArray, majorana: bool
) -> PotentialOperator:
    """Exchange of the neutrinos i, j in vacuum (Eqs. (2.2), (2.17)-(2.19) of 2405.16801)."""
    r, direction = _polar(pair.r)
    V = vacuum.pair_potential(r, m_i, m_j, majorana)
    slope = vacuum.pair_gradient(r, m_i, m_j, majorana)
    v_d, v_r = vacuum.spin_coefficients(r, m_i, m_j, majorana)
    V_0 = vacuum.massless_potential(r)
    zero = np.zeros_like(V)
    none = RadialFunctions(zero, zero, zero, zero)
    static = RadialFunctions(V, v_d * V_0, v_r * V_0, zero)
    linear = RadialFunctions(V, -V, zero, zero)
    return combine(
        isotropic_tensors(direction, r, static, none),
        isotropic_tensors(direction, r, linear, RadialFunctions(slope, -slope, zero, zero)),
        pair,
    )


def thermal_operator(
    pair: TwoParticles,
    T: FloatArray,
    mu: FloatArray,
    m_nu: FloatArray,
    weight_nu: FloatArray,
    weight_nubar: FloatArray,
    distribution: str,
    population: str,
    majorana: bool,
) -> PotentialOperator:
    """Isotropic thermal background of one neutrino mass (Secs. 3.1-3.3 of 2405.16801)."""
    r, _ = _polar(pair.r)
    factors, slopes = isotropic.j_factors_with_slopes(
        r, T, mu, m_nu, weight_nu, weight_nubar, distribution, population, majorana
    )
    return j_operator(pair, factors, slopes)


def j_operator(
    pair: TwoParticles, factors: isotropic.JFactors, slopes: isotropic.JFactors
) -> PotentialOperator:
    """Potential from the J-factors and r times their derivatives."""
    r, direction = _polar(pair.r)
    scale = -(G_F**2) / (4.0 * np.pi**3 * r**5)
    values = RadialFunctions(
        scale * factors.a, scale * factors.b, scale * factors.c, -scale * factors.d
    )
    # d/dr of J/r^5 is (r J' - 5 J)/r^6.
    change = RadialFunctions(
        scale / r * (slopes.a - 5.0 * factors.a),
        scale / r * (slopes.b - 5.0 * factors.b),
        scale / r * (slopes.c - 5.0 * factors.c),
        -scale / r * (slopes.d - 5.0 * factors.d),
    )
    tensors = isotropic_tensors(direction, r, values, change)
    return combine(tensors, tensors, pair)


def mass_state_operators(
    pair: TwoParticles, m_i: float, m_j: float, spectrum: Spectrum, population: str
) -> tuple[PotentialOperator, PotentialOperator]:
    """Isotropic background of state i with intermediate state j: Dirac part, Majorana term."""
    r, direction = _polar(pair.r)
    kernel = mass_state_kernel(r, m_i, m_j, spectrum, population)
    prefactor = -8.0 * G_F**2
    operators = []
    for value, change in (
        (kernel.dirac, kernel.dirac_slope),
        (kernel.mass_term, kernel.mass_term_slope),
    ):
        tensors = isotropic_tensors(direction, r, value, change)
        scaled = Tensors(*(prefactor * tensor for tensor in tensors))
        operators.append(combine(scaled, scaled, pair))
    return operators[0], operators[1]


def mode_operator(
    pair: TwoParticles,
    k_vector: FloatArray,
    n_nu: FloatArray,
    n_nubar: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
    fast: str = "auto",
) -> PotentialOperator:
    r"""Background of a single momentum: :math:`-(4G_F^2/E)[(n+\bar n)S + (n-\bar n)A]`.

    Densities are per populated helicity (Eq. (2.25) of 2405.16801 with physical momenta).
    """
    k = np.asarray(k_vector)
    E = np.sqrt((k**2).sum(axis=-1) + np.asarray(m_nu) ** 2)
    tensors = mode_kernel_gradient(pair.r, k, m_nu, population, majorana, fast)
    return _monochromatic(pair, tensors, E, n_nu, n_nubar)


def lobe_operator(
    pair: TwoParticles,
    k: FloatArray,
    axis_vector: FloatArray,
    kappa_f: FloatArray,
    n_nu: FloatArray,
    n_nubar: FloatArray,
    m_nu: FloatArray,
    population: str,
    majorana: bool,
    fast: str,
) -> PotentialOperator:
    """Background of one energy from a lobe of directions, as :func:`mode_operator`."""
    tensors = lobe_kernel_gradient(
        pair.r, k, axis_vector, kappa_f, one_mass(m_nu, majorana), population, fast
    )
    return _monochromatic(pair, tensors, np.hypot(k, m_nu), n_nu, n_nubar)


def directional_operator(
    pair: TwoParticles,
    spectrum: FluxSpectrum,
    lobes: Lobes,
    exchange: Exchange,
    population: str,
    fast: str,
) -> PotentialOperator:
    r"""Background of a flux per energy from a sky of lobes.

    :math:`-4G_F^2\int dE\,[(\Phi_\nu+\Phi_{\bar\nu})S + (\Phi_\nu-\Phi_{\bar\nu})A]/E`,
    Eq. (2.25) of 2405.16801 with physical momenta of antineutrinos.
    """
    tensors = directional_tensors(
        pair.r, spectrum, lobes, exchange, population, fast, gradient=pair.order_v != 0
    )
    scaled = Tensors(*(-4.0 * G_F**2 * tensor for tensor in tensors))
    return combine(scaled, scaled, pair)


def _monochromatic(
    pair: TwoParticles, tensors: Tensors, E: FloatArray, n_nu: FloatArray, n_nubar: FloatArray
) -> PotentialOperator:
    S, A, dS, dA = tensors
    both = (-4.0 * G_F**2 / E * (n_nu + n_nubar))[..., np.newaxis, np.newaxis]
    difference = (-4.0 * G_F**2 / E * (n_nu - n_nubar))[..., np.newaxis, np.newaxis]
    scaled = Tensors(
        both * S,
        difference * A,
        both[..., np.newaxis, :, :] * dS,
        difference[..., np.newaxis, :, :] * dA,
    )
    return combine(scaled, scaled, pair)


def _polar(r: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Distance (...) and unit vector (..., 3) of a separation (..., 3)."""
    distance = np.linalg.norm(r, axis=-1)
    return distance, r / distance[..., np.newaxis]

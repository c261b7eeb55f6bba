"""The potential of two particles: the function that reads like the physics."""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import astropy.units as u
import numpy as np

from softnu import checks
from softnu.backgrounds import (
    Background,
    DirectionalNeutrinos,
    IsotropicNeutrinos,
    NeutrinoBeam,
    ThermalNeutrinos,
)
from softnu.checks import FloatArray
from softnu.errors import ConfigError, ConvergenceError, DomainError
from softnu.forces.kernels.contraction import CouplingProducts, PotentialOperator
from softnu.forces.kernels.directional.lobe import Exchange, one_mass
from softnu.forces.kernels.directional.spectra import Lobes
from softnu.forces.kernels.spectrum import Spectrum, table_spectrum, thermal_spectrum
from softnu.forces.mode import require_majorana_sum
from softnu.forces.operators import (
    TwoParticles,
    directional_operator,
    mass_state_operators,
    mode_operator,
    vacuum_operator,
)
from softnu.forces.validity import warn_about_pauli, warn_outside_validity
from softnu.matter import Particle
from softnu.neutrinos import Neutrinos
from softnu.units import checked, from_natural, to_natural

#: Correlations of spins computed in floats may exceed 1 by this much.
_ROUNDING = 1e-12
#: Momenta beyond this many scales of a user's spectrum are left out; stated in its docs.
_SCALES = 60.0


@dataclass(frozen=True, eq=False)
class Potential:
    r"""Potential energy as an operator on the spins of the two particles.

    :math:`V = V_0 + a_1\cdot\sigma_1 + a_2\cdot\sigma_2 + \sigma_1 B\,\sigma_2`.

    Attributes
    ----------
    V_0 : Quantity (...)
        Spin-independent part, eV.
    a_1, a_2 : Quantity (..., 3)
        Coefficients of the Pauli vectors, eV.
    B : Quantity (..., 3, 3)
        Coefficient of :math:`\sigma_1^i\sigma_2^j`, eV.
    """

    V_0: u.Quantity
    a_1: u.Quantity
    a_2: u.Quantity
    B: u.Quantity

    def expectation(
        self,
        spin1: Any = (0.0, 0.0, 0.0),
        spin2: Any = (0.0, 0.0, 0.0),
        correlation: Any = None,
    ) -> u.Quantity:
        r"""Return the expectation value for given spins.

        Parameters
        ----------
        spin1, spin2 : array_like (..., 3)
            Expectation values of the Pauli vectors, length at most 1.
        correlation : array_like (..., 3, 3), optional
            :math:`\langle\sigma_1^i\sigma_2^j\rangle` of an entangled state; the product
            of the two vectors if not given.

        Returns
        -------
        Quantity (...)
            Potential energy in eV.

        Raises
        ------
        DomainError
            If a spin is longer than 1 or the correlation is not 3 by 3.
        """
        s1 = checked("spin1", spin1, "number", checks.spin)
        s2 = checked("spin2", spin2, "number", checks.spin)
        shapes = {"V_0": self.V_0.shape, "spin1": s1.shape[:-1], "spin2": s2.shape[:-1]}
        if correlation is None:
            _require_broadcast(**shapes)
            correlation = s1[..., :, np.newaxis] * s2[..., np.newaxis, :]
        joint = checks.in_range("correlation", correlation, -1.0 - _ROUNDING, 1.0 + _ROUNDING)
        if joint.shape[-2:] != (3, 3):
            raise DomainError(
                f"correlation must have the shape (..., 3, 3), its shape is {joint.shape}"
            )
        _require_broadcast(**shapes, correlation=joint.shape[:-2])
        return (
            self.V_0
            + (self.a_1 * s1).sum(axis=-1)
            + (self.a_2 * s2).sum(axis=-1)
            + (self.B * joint).sum(axis=(-2, -1))
        )


def potential(
    particle1: Particle,
    particle2: Particle,
    *,
    r: u.Quantity | str,
    neutrinos: Neutrinos,
    direction: Any = (0.0, 0.0, 1.0),
    velocity1: Any = (0.0, 0.0, 0.0),
    velocity2: Any = (0.0, 0.0, 0.0),
    background: Background | None = None,
    part: Literal["total", "vacuum", "background"] = "total",
    order_v: Literal[0, 1, "all"] = "all",
    convention: Literal["derived", "published"] = "derived",
) -> Potential:
    """Potential of two particles by exchange of neutrino pairs.

    All mass states and mixing are included in vacuum and in isotropic backgrounds, where the
    mass states are filled alike. A beam is one flavour of massless neutrinos; a directional
    background has massless flavours, or a mixture of mass states with all masses.

    Parameters
    ----------
    particle1, particle2 : Particle
        For example :func:`softnu.electron` and :func:`softnu.neutron`.
    r : Quantity or str
        Distances, in m or 1/eV; any shape (...).
    neutrinos : Neutrinos
        Masses, mixing and nature.
    direction : array_like (..., 3)
        From particle 2 to particle 1; its length is ignored. Broadcasts with `r`.
    velocity1, velocity2 : array_like (..., 3)
        Velocities in the frame of the background, c = 1.
    background : Background, optional
        ThermalNeutrinos, IsotropicNeutrinos, NeutrinoBeam or DirectionalNeutrinos; None for
        vacuum.
    part : {"total", "vacuum", "background"}
        Vacuum and background together, or one of them.
    order_v : {0, 1, "all"}
        Terms without velocity and 1/mass, linear in them, or both.
    convention : {"derived", "published"}
        "published" doubles the parity-violating terms linear in v, as arXiv:2405.16801 prints.

    Returns
    -------
    Potential
        Operator on the spins, in eV; repulsive if positive and falling with `r`.

    Raises
    ------
    SoftnuError
        If an argument is not allowed; the message names it.

    Notes
    -----
    Eqs. (2.2), (2.17)-(2.19), (2.25)-(2.37) of arXiv:2405.16801. Accuracy 1e-13 in vacuum,
    1e-11 in a background up to r T = 2, relative to the larger of the two parts; beyond,
    where pairs of different mass states are integrated, 1e-15 (45 r T)^2 of their terms. In a
    directional background 1e-9 of the integral of the moduli of the waves, besides 1e-15 times
    the phase of those that are kept.
    Valid for r > 1e-17 m and to first order in the velocities.

    Examples
    --------
    >>> from softnu import Neutrinos, electron, neutron, potential
    >>> V = potential(electron(), neutron(), r="1 um", neutrinos=Neutrinos("0.01 eV"))
    >>> V.V_0
    <Quantity -1.45437983e-52 eV>

    Neutrinos of the Sun that move from one iron atom to another:

    >>> from softnu import atom
    >>> from softnu.backgrounds import DirectionalNeutrinos, SolarNeutrinos
    >>> sun = DirectionalNeutrinos(SolarNeutrinos("7be"), axis=(0, 0, 1), width="1e-3 rad")
    >>> common = {"r": "1 um", "neutrinos": Neutrinos("0.01 eV"), "part": "background"}
    >>> potential(atom("Fe"), atom("Fe"), background=sun, **common).V_0
    <Quantity -6.109931e-56 eV>
    """
    for name, given in (("particle1", particle1), ("particle2", particle2)):
        _require(name, given, Particle, "such as softnu.electron() or softnu.atom('Fe')")
    _require("neutrinos", neutrinos, Neutrinos, "such as softnu.Neutrinos('0.01 eV')")
    if background is not None:
        _require("background", background, Background, "such as softnu.RelicNeutrinos()")
    distance = checked("r", r, "length", checks.positive)
    along = checked("direction", direction, "number", checks.nonzero_vector)
    along = along / np.linalg.norm(along, axis=-1, keepdims=True)
    v1 = checked("velocity1", velocity1, "speed", checks.velocity)
    v2 = checked("velocity2", velocity2, "speed", checks.velocity)
    _require_broadcast(
        r=distance.shape,
        direction=along.shape[:-1],
        velocity1=v1.shape[:-1],
        velocity2=v2.shape[:-1],
    )
    checks.one_of("part", part, ("total", "vacuum", "background"))
    checks.one_of("order_v", order_v, (0, 1, "all"))
    checks.one_of("convention", convention, ("derived", "published"))
    if part == "background" and background is None:
        raise ConfigError("missing background: part = 'background' needs one")
    warn_outside_validity(r=distance, velocity1=v1, velocity2=v2)
    pair = _Pair(
        particle1,
        particle2,
        neutrinos,
        TwoParticles(
            r=distance[..., np.newaxis] * along,
            products=CouplingProducts(*(np.zeros(()) for _ in range(4))),
            mass1=to_natural("mass1", particle1.mass, "mass"),
            mass2=to_natural("mass2", particle2.mass, "mass"),
            spin1=np.zeros(3),
            spin2=np.zeros(3),
            velocity1=v1,
            velocity2=v2,
            order_v=order_v,
            parity_violating_factor=2.0 if convention == "published" else 1.0,
        ),
    )
    operators = []
    if part != "background":
        operators.append(pair.in_vacuum())
    if part != "vacuum" and background is not None:
        operators.append(pair.in_background(background))
    result = operators[0] if len(operators) == 1 else operators[0] + operators[1]
    if not all(np.all(np.isfinite(value)) for value in result.parts):
        raise ConvergenceError("the potential has no finite value for these arguments")
    return Potential(*(from_natural(value, "eV") for value in result.parts))


def _require(name: str, value: Any, kind: Any, example: str) -> None:
    if not isinstance(value, kind):
        raise DomainError(f"{name} = {reprlib.repr(value)} is not allowed: give one {example}")


def _require_broadcast(**shapes: tuple[int, ...]) -> None:
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        words = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ConfigError(f"the shapes do not broadcast: {words}") from None


@dataclass(frozen=True, eq=False)
class _Pair:
    """Two particles with the neutrinos that they exchange."""

    particle1: Particle
    particle2: Particle
    neutrinos: Neutrinos
    kinematics: TwoParticles

    @property
    def majorana(self) -> bool:
        return self.neutrinos.nature == "majorana"

    def with_states(
        self, i: int, j: int, *, crossed: bool, imaginary: bool = False
    ) -> TwoParticles:
        """Kinematics with Re(g_ij g'_ji), or Re(g_ij g'_ij) if `crossed`; or Im of these."""
        U = self.neutrinos.mixing
        g_V1, g_A1, g_V2, g_A2 = (
            particle.mass_basis(current, U)
            for particle in (self.particle1, self.particle2)
            for current in ("vector", "axial")
        )
        other = (i, j) if crossed else (j, i)

        def product(g1: Any, g2: Any) -> FloatArray:
            value = g1[i, j] * g2[other]
            return np.asarray(value.imag if imaginary else value.real)

        return self.kinematics._replace(
            products=CouplingProducts(
                product(g_V1, g_V2), product(g_V1, g_A2), product(g_A1, g_V2), product(g_A1, g_A2)
            )
        )

    def in_vacuum(self) -> PotentialOperator:
        masses = to_natural("masses", self.neutrinos.masses, "energy")
        total: PotentialOperator | None = None
        for i, m_i in enumerate(masses):
            for j, m_j in enumerate(masses):
                pair = self.with_states(i, j, crossed=False)
                parts = [vacuum_operator(pair, m_i, m_j, majorana=False)]
                if self.majorana:
                    crossed = self.with_states(i, j, crossed=True)
                    with_mass = vacuum_operator(crossed, m_i, m_j, majorana=True)
                    without = vacuum_operator(crossed, m_i, m_j, majorana=False)
                    parts += [with_mass, without * -1.0]
                for operator in parts:
                    total = operator if total is None else total + operator
        assert total is not None
        return total

    def in_background(self, background: Background) -> PotentialOperator:
        if isinstance(background, NeutrinoBeam):
            return self._in_beam(background)
        if isinstance(background, DirectionalNeutrinos):
            return self._in_directional(background)
        population = background.population or ("sum" if self.majorana else "produced")
        require_majorana_sum(self.neutrinos.nature, population)
        if isinstance(background, ThermalNeutrinos):
            warn_about_pauli(
                background.distribution,
                background.T_natural,
                background.mu_natural,
                np.maximum(background.weight_nu, background.weight_nubar),
            )
        spectrum = spectrum_of(background)
        masses = to_natural("masses", self.neutrinos.masses, "energy")
        total: PotentialOperator | None = None
        for i, m_i in enumerate(masses):
            for j, m_j in enumerate(masses):
                pair = self.with_states(i, j, crossed=False)
                if i != j and not any(pair.products):
                    continue  # hadrons do not mix mass states
                states = (float(m_i), float(m_j), spectrum, population)
                operator = mass_state_operators(pair, *states)[0]
                if self.majorana:
                    crossed = self.with_states(i, j, crossed=True)
                    operator = operator + mass_state_operators(crossed, *states)[1]
                total = operator if total is None else total + operator
        assert total is not None
        return total

    def with_flavours(self, flavours: tuple[str, ...]) -> TwoParticles:
        """Kinematics with the products of couplings summed over coherent flavours."""
        (g_V1, g_A1), (g_V2, g_A2) = (
            [
                np.array([particle.coupling(current, flavour) for flavour in flavours])
                for current in ("vector", "axial")
            ]
            for particle in (self.particle1, self.particle2)
        )
        pairs = ((g_V1, g_V2), (g_V1, g_A2), (g_A1, g_V2), (g_A1, g_A2))
        return self.kinematics._replace(
            products=CouplingProducts(*(np.asarray(g1 @ g2) for g1, g2 in pairs))
        )

    def _in_beam(self, beam: NeutrinoBeam) -> PotentialOperator:
        pair = self.with_flavours((beam.flavour,))
        energy = np.linalg.norm(beam.k_natural, axis=-1)
        warn_outside_validity(E_nu=energy, mass=np.minimum(pair.mass1, pair.mass2))
        density, none = beam.flux_natural, np.zeros(())
        n_nu, n_nubar = (density, none) if beam.particle == "nu" else (none, density)
        return mode_operator(
            pair, beam.k_natural, n_nu, n_nubar, np.zeros(()), "produced", majorana=False
        )

    def _in_directional(self, background: DirectionalNeutrinos) -> PotentialOperator:
        spectrum, fractions = background.kernel_spectrum, background.fractions
        energies = [*spectrum.edges[-1:], *(line.E for line in spectrum.lines)]
        lighter = np.minimum(self.kinematics.mass1, self.kinematics.mass2)
        warn_outside_validity(E_nu=np.array(energies), mass=lighter)
        lobes = Lobes(background.axes, background.concentrations, background.weights)
        if fractions is None:
            pair = self.with_flavours(spectrum.flavours)
            massless = one_mass(0.0, majorana=False)
            return directional_operator(
                pair, spectrum, lobes, massless, "produced", background.fast
            )
        masses = to_natural("masses", self.neutrinos.masses, "energy")
        population = "sum" if self.majorana else "produced"
        total: PotentialOperator | None = None
        for i in np.flatnonzero(fractions):
            for j in range(masses.size):
                for pair, dirac, mass_term in self._exchanges(int(i), j):
                    exchange = Exchange(masses[i], masses[j], dirac, mass_term)
                    operator = directional_operator(
                        pair, spectrum, lobes, exchange, population, background.fast
                    )
                    # The flux is that of each flavour, the fractions are of all.
                    operator = operator * (len(spectrum.flavours) * fractions[i])
                    total = operator if total is None else total + operator
        assert total is not None
        return total

    def _exchanges(self, i: int, j: int) -> Iterator[tuple[TwoParticles, complex, float]]:
        """Yield the products of couplings of incoming i and intermediate j that do not vanish.

        With each, the factors on the kernel and on its Majorana term:
        Re(c T) = Re(c) Re(T) + Im(c) Re(iT). Im(c) is 0 unless the couplings of both particles
        to the three flavours differ and CP is violated.
        """
        direct = self.with_states(i, j, crossed=False)
        if i != j and not any(direct.products):
            return  # hadrons do not mix mass states
        yield direct, 1.0, 0.0
        phases = self.with_states(i, j, crossed=False, imaginary=True)
        largest = max(abs(product) for product in direct.products)
        if any(abs(product) > _ROUNDING * largest for product in phases.products):
            yield phases, 1j, 0.0
        if self.majorana:
            yield self.with_states(i, j, crossed=True), 0.0, 1.0


def spectrum_of(background: ThermalNeutrinos | IsotropicNeutrinos) -> Spectrum:
    """Return the occupation numbers of an isotropic background as kernels see them."""
    if isinstance(background, ThermalNeutrinos):
        return thermal_spectrum(
            float(background.T_natural),
            float(background.mu_natural),
            background.weight_nu,
            background.weight_nubar,
            background.distribution,
        )
    n_nu, n_nubar = background.n_nu, background.n_nubar
    if callable(n_nu) and callable(n_nubar):
        scale = float(background.k_scale_natural)
        steps = np.arange(1.0, _SCALES + 1.0)
        return Spectrum(n_nu, n_nubar, scale, tuple((steps * scale).tolist()))
    return table_spectrum(background.k_natural, np.asarray(n_nu), np.asarray(n_nubar))

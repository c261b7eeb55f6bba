"""Catalogue quantities of radial integrals between hydrogen-like states."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from softnu.atoms import quantum_numbers as qn
from softnu.atoms.kernels import potentials
from softnu.atoms.kernels import radial as kernels
from softnu.atoms.kernels.elements import (
    PairExchange,
    bohr_radius,
    pair_exchange_ladders,
    require_convergent,
)
from softnu.atoms.kernels.hydrogenic import Orbital, state
from softnu.atoms.kernels.radial import Ladders
from softnu.atoms.quantum_numbers import Names, over_quantum_numbers
from softnu.checks import FloatArray, in_range
from softnu.errors import ConfigError, DomainError
from softnu.quantity import ANY, NONNEGATIVE, POSITIVE, Group, Parameter, Range, quantity

_PAPERS = ("1912.09444",)
_ORBITALS = (qn.principal("n1"), qn.orbital("l1"), qn.principal("n2"), qn.orbital("l2"))
_POWERS = Range("-200 to 200", lambda name, value: in_range(name, value, -200, 200))
#: What each potential is described by.
_NEEDS = {
    "power": ("power",),
    "neutrino_pair": ("m_nu_a", "nature"),
    "regularised": ("M_a",),
    "dipole": ("M_a",),
    "yukawa": ("M_a", "M"),
    "z_gamma": (),
}


class Potential(NamedTuple):
    """A radial potential and two states; None is what the kind does not have."""

    kernel: str
    nature: str | None
    numbers: tuple[FloatArray, ...]
    values: dict[str, FloatArray | None]


def build_potential(
    kernel: str,
    nature: str | None,
    n1: FloatArray,
    l1: FloatArray,
    n2: FloatArray,
    l2: FloatArray,
    **values: FloatArray | None,
) -> Potential:
    """Potential with what describes it, and nothing else."""
    given = [name for name, value in {**values, "nature": nature}.items() if value is not None]
    given = [name for name in given if name not in ("Z", "log_scale")]
    needed = _NEEDS[kernel]
    for name in given:
        if name not in needed:
            allowed = " or ".join(needed) or "nothing"
            raise ConfigError(f"{name} does not describe kernel = '{kernel}': give {allowed}")
    if kernel == "yukawa":
        if len(given) != 1:
            raise ConfigError("give one of: M_a or M, for kernel = 'yukawa'")
    elif len(given) < len(needed):
        missing = next(name for name in needed if name not in given)
        raise ConfigError(f"missing {missing}: it describes kernel = '{kernel}'")
    power = values["power"]
    if power is not None and power.size > 1:
        return Potential(kernel, nature, (n1, l1, n2, l2, power), values | {"power": None})
    return Potential(kernel, nature, (n1, l1, n2, l2), values)


_RADIAL = Group(
    "potential",
    (
        Parameter("kernel", "word", "radial potential", choices=tuple(_NEEDS)),
        Parameter("power", "integer", "F = rho^-power", None, range=_POWERS),
        Parameter("m_nu_a", "number", "neutrino mass times a", None, range=NONNEGATIVE),
        Parameter("nature", "word", "of the pair", None, choices=("dirac", "majorana")),
        Parameter("M_a", "number", "scale times a", None, range=POSITIVE),
        Parameter("M", "energy", "mass of the boson", None, range=POSITIVE),
        qn.Z,
        Parameter("log_scale", "number", "contact term of regularised", 0, range=ANY),
        *_ORBITALS,
    ),
    build_potential,
)
_ACCURACY = "1e-14 up to n = 10, 1e-13 at n = 30, 2e-12 at n = 80, of the larger of its terms"
_VALIDITY = "s < l1 + l2 + 2 for a potential that is rho^-s at the origin; a = 1/(Z alpha m_e)"


@quantity(
    "atoms.radial.momentum",
    items=(_RADIAL,),
    unit="",
    formula=r"K_p=\int\rho^2R_1\big(F\,DR_2+\tfrac12F'R_2\big)d\rho,\quad"
    r" DR=R'-\tfrac\ell\rho R\ \text{or}\ R'+\tfrac{\ell+1}\rho R",
    source="reduction of {sigma.p, F}; arXiv:1912.09444",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example={"kernel": "power", "power": 5, "n1": 4, "l1": 2, "n2": 4, "l2": 3},
)
def momentum(potential: Potential) -> FloatArray:
    """Radial integral of the momentum with a potential, with lengths in units of a."""
    return _evaluate(potential, gradient=False)


@quantity(
    "atoms.radial.gradient",
    items=(_RADIAL,),
    unit="",
    formula=r"K_g=\int\rho^2R_1F'R_2\,d\rho",
    source="reduction of (sigma_e x sigma_N).grad F; arXiv:1912.09444",
    papers=_PAPERS,
    accuracy=_ACCURACY,
    validity=_VALIDITY,
    example={
        "kernel": "neutrino_pair",
        "m_nu_a": 0.01,
        "nature": "dirac",
        "n1": 4,
        "l1": 2,
        "n2": 4,
        "l2": 3,
    },
)
def gradient(potential: Potential) -> FloatArray:
    """Radial integral of the slope of a potential, with lengths in units of a."""
    return _evaluate(potential, gradient=True)


@quantity(
    "atoms.radial.moment",
    items=(Parameter("power", "integer", "p of rho^p", range=_POWERS), *_ORBITALS),
    unit="",
    formula=r"\int\rho^{2+p}R_1R_2\,d\rho",
    source="Bethe and Salpeter (1957), Sec. 63",
    papers=_PAPERS,
    accuracy="1e-14 up to n = 10, 1e-13 at n = 30, of the integral of the absolute value",
    validity="l1 + l2 + p > -3",
    example={"power": 1, "n1": 4, "l1": 2, "n2": 4, "l2": 3},
)
def moment(
    power: FloatArray, n1: FloatArray, l1: FloatArray, n2: FloatArray, l2: FloatArray
) -> FloatArray:
    """Moment of the product of two radial functions; power 1 is the dipole."""

    def single(n1: float, l1: float, n2: float, l2: float, power: float) -> float:
        one, two = _orbitals(n1, l1, n2, l2)
        if l1 + l2 + power <= -3:
            raise DomainError(
                f"power = {power:g} is not allowed: it must be > {-3 - l1 - l2:g} for "
                f"l1 = {l1:g}, l2 = {l2:g}, or the moment diverges at the origin"
            )
        highest = kernels.MAX_EXPONENT - 2 - one.l - two.l
        if power > highest:
            raise DomainError(f"power = {power:g} is not allowed: it must be <= {highest}")
        return kernels.moment(one, two, int(power))

    return np.asarray(over_quantum_numbers(single, (n1, l1, n2, l2, power), {}))


def _orbitals(n1: float, l1: float, n2: float, l2: float) -> tuple[Orbital, Orbital]:
    qn.require_orbital(n1, l1, Names(n="n1", l="l1"))
    qn.require_orbital(n2, l2, Names(n="n2", l="l2"))
    return state(int(n1), int(l1)), state(int(n2), int(l2))


def _evaluate(potential: Potential, *, gradient: bool) -> FloatArray:
    def single(
        n1: float, l1: float, n2: float, l2: float, *power: float, **values: FloatArray | None
    ) -> FloatArray:
        one, two = _orbitals(n1, l1, n2, l2)
        if power:
            values["power"] = np.asarray(power[0])
        shape = np.broadcast_shapes(*(np.shape(v) for v in values.values() if v is not None))
        if not kernels.adjacent(one.l, two.l):
            return np.zeros(shape)
        ladders = _ladders(potential, one, two, values)
        found = ladders.gradient if gradient else ladders.momentum
        return np.broadcast_to(found, shape)

    return np.asarray(over_quantum_numbers(single, potential.numbers, potential.values))


def _ladders(
    potential: Potential, one: Orbital, two: Orbital, values: dict[str, FloatArray | None]
) -> Ladders:
    """Return the integrals of the potential that is asked for."""
    Z, M_a, power = np.asarray(values["Z"]), values["M_a"], values["power"]
    massless = np.zeros(())
    if potential.kernel == "neutrino_pair":
        m_a, log_scale = np.asarray(values["m_nu_a"]), np.zeros(1)
        exchange = PairExchange(m_a, potential.nature == "majorana", None, log_scale)
        return pair_exchange_ladders(one, two, exchange)
    if potential.kernel == "regularised" and M_a is not None:
        return potentials.pair_ladders(
            one, two, massless, False, M_a, np.asarray(values["log_scale"])
        )
    if power is not None:
        s = int(power.flat[0])
        require_convergent((one.l, two.l), s, f"choose power < {one.l + two.l + 2}")
        lowest = one.l + two.l + 1 - kernels.MAX_EXPONENT
        if s < lowest:
            raise DomainError(f"power = {s} is not allowed: it must be >= {lowest}")
        return kernels.power_ladders(one, two, s, massless)
    s = potentials.SINGULARITY[potential.kernel]
    require_convergent((one.l, two.l), s, f"choose l1 + l2 > {s - 2}")
    if potential.kernel == "z_gamma":
        return potentials.z_gamma_ladders(one, two, Z)
    if M_a is None:
        M_a = np.asarray(values["M"]) * bohr_radius(Z)
    if potential.kernel == "dipole":
        return potentials.dipole_ladders(one, two, M_a)
    return potentials.yukawa_ladders(one, two, M_a)

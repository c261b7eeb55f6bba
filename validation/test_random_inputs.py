"""Half a million random valid inputs: finite numbers, no exception, whatever the corner.

Those of atoms, whose quantum numbers must fit together, have a file of their own.
"""

import warnings

import astropy.units as u
import numpy as np
import pytest

from softnu.catalogue import evaluate, find, names
from softnu.errors import ValidityWarning
from softnu.quantity import NONNEGATIVE, POSITIVE, UNIT_INTERVAL, Alternatives, Group
from softnu.renp.atoms import load_atom

pytestmark = pytest.mark.slow

#: Points per evaluation and evaluations per quantity, where the words are drawn anew.
POINTS, ROUNDS = 500, 60
#: Quantities that integrate numerically for each distinct set of masses: fewer points.
FEW_POINTS, FEW_ROUNDS = 20, 10
COSTLY = {"forces.background.spin_independent", "forces.total.spin_independent"}

#: Decades of the natural value, by kind; the physics of the package lives inside them.
DECADES = {
    "length": (-7.0, 7.0),
    "energy": (-6.0, 3.0),
    "energy2": (-6.0, -1.0),
    "mass": (0.0, 11.0),
    "temperature": (-5.0, 2.0),
    "flux": (-25.0, -5.0),
    "number density": (-15.0, 0.0),
    "number": (-3.0, 3.0),
    "rate": (-15.0, -5.0),
    "volume": (10.0, 20.0),
    "time": (15.0, 25.0),
}
NATURAL_UNIT = {
    "length": "1/eV",
    "energy": "eV",
    "energy2": "eV2",
    "mass": "eV",
    "temperature": "eV",
    "flux": "eV3",
    "number density": "eV3",
    "number": "",
    "speed": "",
    "angle": "rad",
    "rate": "eV",
    "volume": "1/eV3",
    "time": "1/eV",
}
NAMES = {
    "particle": ["e", "p", "n", "Fe", "Pb"],
    "body": ["H", "Fe", "Pb", "Cu"],
    "atom": ["Yb", "Xe", "Sr"],
}
#: Transitions e to v to g with a spin step and an E1 step.
TRANSITIONS = [(0, 1, 0), (2, 1, 0), (1, 1, 1), ("1/2", "3/2", "1/2"), (3, 2, 1)]
#: Quantities that need an open channel.
OPEN = {"renp.neutrino_energy_limit", "renp.phase_space_average", "renp.pauli_factor"}
#: Infinite where the coupling does nothing.
UNBOUNDED = {"renp.limit"}


def draw_number(rng, parameter, kind, points):
    if kind == "angle":
        return rng.uniform(0.0, np.pi, points)
    if parameter.range is UNIT_INTERVAL:
        return rng.uniform(0.0, 1.0, points)
    values = 10.0 ** rng.uniform(*DECADES[kind], points)
    if parameter.range is POSITIVE or kind in {"length", "mass"}:
        return values
    if parameter.range is NONNEGATIVE:
        return np.where(rng.random(points) < 0.1, 0.0, values)
    return values * rng.choice([-1.0, 1.0], points)


def draw(rng, parameter, points):
    name, kind = parameter.name, parameter.kind
    if kind == "word":
        return rng.choice(np.array(parameter.choices, dtype=object))
    if kind == "name":
        return rng.choice(NAMES[name.rstrip("12")])
    if kind == "boolean":
        return bool(rng.integers(2))
    if kind == "integer":
        return rng.integers(1, 80, points) if name != "power" else rng.integers(-2, 20, points)
    if kind == "number" and parameter.choices and rng.random() < 0.5:
        return rng.choice(np.array(parameter.choices, dtype=object))
    if kind == "half":
        return 1
    if kind.endswith(" list"):
        kind = kind.removesuffix(" list")
    if kind == "matrix":
        matrix = rng.normal(size=(points, 3, 3)) + 1j * rng.normal(size=(points, 3, 3))
        return matrix + np.conj(np.swapaxes(matrix, -1, -2))
    if kind.endswith("vector"):
        base = kind.removesuffix("vector").strip()
        direction = rng.normal(size=(points, 3))
        direction /= np.linalg.norm(direction, axis=-1, keepdims=True)
        if name.startswith(("spin", "velocity")):
            largest = 0.999 if name.startswith("spin") else 0.1
            return direction * rng.uniform(0.0, largest, (points, 1))
        size = 10.0 ** rng.uniform(*DECADES[base], (points, 1))
        return size * direction * u.Unit(NATURAL_UNIT[base])
    return draw_number(rng, parameter, kind, points) * u.Unit(NATURAL_UNIT[kind])


def draw_items(rng, items, points):
    inputs = {}
    for item in items:
        if isinstance(item, Group):
            inputs.update(draw_items(rng, item.items, points))
        elif isinstance(item, Alternatives):
            optional = not item.options[0][0].required
            if not (optional and rng.random() < 0.7):
                option = item.options[rng.integers(len(item.options))]
                inputs.update({p.name: draw(rng, p, points) for p in option})
        elif item.required or rng.random() < 0.5:
            inputs[item.name] = draw(rng, item, points)
    return inputs


def keep_valid(inputs):
    """Mend what only the combination forbids."""
    if inputs.get("nature") == "majorana" and "population" in inputs:
        inputs["population"] = "sum"
    if inputs.get("distribution") == "maxwell_boltzmann":
        inputs["T"] = np.maximum(inputs["T"], 1e-5 * u.eV)
        if "mu" in inputs:
            # e^{mu/T} is the density: beyond e^100 it is no gas.
            inputs["mu"] = np.clip(inputs["mu"], -100 * inputs["T"], 100 * inputs["T"])
    sign = -1.0 if inputs.get("ordering") == "inverted" else 1.0
    for Z, N in (("Z1", "N1"), ("Z2", "N2")):
        if N in inputs:
            # Nuclei as they are; with N > 2 Z the couplings of two flavours can cancel.
            inputs[N] = np.minimum(inputs[N], 2 * inputs[Z] - 1)
    if "neutral1" in inputs or "neutral2" in inputs:
        # Likewise between an atom and an ion.
        inputs["neutral1"] = inputs["neutral2"] = inputs.get("neutral1", True)
    if "dm21_sq" in inputs:
        inputs["dm21_sq"] = np.minimum(inputs["dm21_sq"], 1e-3 * u.eV**2)
    for name in ("dm3l_sq", "dm31_sq"):
        if name in inputs:
            inputs[name] = sign * np.maximum(np.abs(inputs[name]), 2.1e-3 * u.eV**2)


@pytest.mark.parametrize("name", [name for name in names() if not name.startswith("atoms.")])
def test_random_valid_inputs_give_finite_numbers(name):
    rng = np.random.default_rng(sum(map(ord, name)))
    quantity = find(name)
    costly = name in COSTLY
    for _ in range(FEW_ROUNDS if costly else ROUNDS):
        points = FEW_POINTS if costly else POINTS
        inputs = draw_items(rng, quantity.items, points)
        if "background" in quantity.parameters:
            complete_background(rng, inputs, points)
        if name.startswith("renp."):
            complete_emission(rng, inputs, points, name)
        keep_valid(inputs)
        if name == "forces.isotropic.total_over_vacuum" and "m_nu" in inputs:
            # The vacuum force e^{-2 m r} must not underflow, being divided by.
            inputs["m_nu"] = np.minimum(inputs["m_nu"], 100.0 / inputs["r"])
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", ValidityWarning)
            result = evaluate(name, **inputs)
        finite = np.isfinite(result.value)
        if name in UNBOUNDED:
            finite |= np.isinf(result.value)
        assert np.all(finite), inputs


def complete_background(rng, inputs, points):
    """Give the named background the parameters that it has, and no others."""
    background = inputs.setdefault("background", "relic")
    values = {
        "T": rng.uniform(0.01, 300.0, points) * u.K,
        # Both signs, and none.
        "mu": rng.choice([-1.0, 0.0, 1.0], points) * rng.uniform(1e-4, 0.1, points) * u.eV,
        "flux": 10.0 ** rng.uniform(5, 13, points) * u.Unit("1/(cm2 s)"),
        "E": 10.0 ** rng.uniform(3, 6.5, points) * u.eV,
    }
    wanted = {
        "relic": ("T",) if rng.random() < 0.5 else (),
        "thermal": ("T", "mu"),
        "degenerate": ("mu",),
        "beam": ("flux", "E"),
    }.get(background, ())
    for parameter, value in values.items():
        inputs.pop(parameter, None)
        if parameter in wanted:
            inputs[parameter] = value
    if background in {"relic", "thermal", "degenerate"}:
        # Two hadrons know no limit; electrons mix mass states, whose integrals end at kr = 1e4.
        hadrons = {inputs.get("particle1", "n"), inputs.get("particle2", "n")} <= {"n", "p"}
        farthest = 1.0 if hadrons else -4.0
        inputs["r"] = 10.0 ** rng.uniform(-7, farthest, points) * u.m


def complete_emission(rng, inputs, points, name):
    """Order the energies of levels and photons, open channels, allow the transition."""
    wanted = find(name).parameters
    for J in ("J_e", "J_v", "J_g"):
        inputs.pop(J, None)
    if "J_e" in wanted and (rng.random() < 0.5 or "atom" not in inputs):
        transition = TRANSITIONS[rng.integers(len(TRANSITIONS))]
        inputs.update(zip(("J_e", "J_v", "J_g"), transition, strict=True))
    E = rng.uniform(1.0, 10.0, points)
    if "atom" in inputs:
        E = np.full(points, load_atom(str(inputs["atom"])).E_eg.value)
    elif "E_eg" in inputs:
        inputs["E_eg"] = E * u.eV
    if "E_vg" in inputs:
        inputs["E_vg"] = E * rng.uniform(1.01, 1.5, points) * u.eV
    if "E_v2g" in inputs:
        inputs["E_v2g"] = E * rng.uniform(1.6, 3.0, points) * u.eV
    if "m_lightest" in inputs:
        inputs["m_lightest"] = np.minimum(inputs["m_lightest"], 0.1 * u.eV)
    r = np.zeros(points)
    if "boost" in inputs:
        r = inputs["boost"] = rng.uniform(-0.3, 0.3, points)
    for splitting in ("dm31_sq", "dm3l_sq"):
        if splitting in inputs:
            inputs[splitting] = np.minimum(np.abs(inputs[splitting]), 0.01 * u.eV**2)
    # The heaviest pair has less than 0.3 eV.
    edge = 0.5 * (1 + r) * E - 0.3**2 / (2 * (1 - r) * E)
    highest = 0.999 if name in OPEN else 1.1
    if "trigger_energy" in inputs:
        inputs["trigger_energy"] = edge * rng.uniform(0.01, highest, points) * u.eV
    if "trigger_energies" in inputs:
        inputs["trigger_energies"] = edge[:, None] * rng.uniform(0.01, 0.99, (points, 3)) * u.eV
    if "below_threshold" in inputs:
        inputs["below_threshold"] = edge * 10.0 ** rng.uniform(-18.0, -0.1, points) * u.eV
    if "m4" in inputs or "sin2_theta14" in inputs:
        inputs["m4"] = rng.uniform(0.0, 3.0, points) * u.eV
        inputs["sin2_theta14"] = rng.uniform(0.0, 1.0, points)
    if "p" in inputs:
        inputs["p"] = E * 10.0 ** rng.uniform(-6.0, -0.5, points) * u.eV
    if inputs.get("longitudinal"):
        inputs["m_V"] = np.maximum(inputs["m_V"], 1e-6 * u.eV)
    if "gamma_vg" in wanted and "atom" not in inputs:
        inputs["gamma_vg"] = 10.0 ** rng.uniform(2.0, 9.0, points) / u.s
        inputs["J2C"] = rng.uniform(0.0, 2.0, points)
    if name in UNBOUNDED:
        # Some event must be expected.
        for factor in ("n_a", "n_gamma", "volume", "live_time", "eta", "J2C"):
            if factor in inputs:
                size = inputs[factor]
                inputs[factor] = np.where(size == 0.0, np.max(size), size)
    if name == "renp.rate_prefactor":
        inputs["trigger_energy"] = edge * rng.uniform(0.01, 1.0, points) * u.eV

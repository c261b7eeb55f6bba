"""Random states, nuclei and neutrinos in every quantity of atoms: finite numbers, no traceback."""

import warnings

import astropy.units as u
import numpy as np
import pytest

from softnu.atoms.kernels.angular import m1
from softnu.catalogue import evaluate, find, names
from softnu.errors import DomainError, ValidityWarning

pytestmark = pytest.mark.slow

#: Evaluations of each quantity, with new states, and points of each.
ROUNDS, POINTS = 60, 8
#: Largest n where every integral is right, and where Bethe logarithms are wanted.
LARGEST, LARGEST_LAMB = 80, 12
#: What may refuse states that exist: where an element or a gap of the right sign is missing.
REFUSING = {
    "atoms.pv_element.mass_coefficient",
    "atoms.pv_element.dominance",
    "atoms.background.element",
    "atoms.m1_rate",
    "atoms.optics.refractivity",
}
SPINS = [0.0, 0.5, 1.0, 1.5, 4.5]
#: What the dimensions of other numbers allow.
DRAWS = {
    "R0": lambda rng: 10.0 ** rng.uniform(-12, -6, POINTS) * u.m,
    "r0": lambda rng: rng.uniform(0.5, 2.0, POINTS) * u.fm,
    "T": lambda rng: 10.0 ** rng.uniform(-5, 0, POINTS) * u.eV,
    "mu": lambda rng: 10.0 ** rng.uniform(-4, 1, POINTS) * u.eV,
    "flux": lambda rng: 10.0 ** rng.uniform(0, 20, POINTS) * u.Unit("1/(cm2 s)"),
    "v": lambda rng: rng.uniform(0, 1, POINTS),
    "nu_s": lambda rng: rng.uniform(0.5, 20, POINTS),
    "nu_p": lambda rng: rng.uniform(0.5, 20, POINTS),
    "x": lambda rng: rng.normal(size=POINTS) * 10.0 ** rng.uniform(-3, 5, POINTS),
    "y": lambda rng: 10.0 ** rng.uniform(-6, 5, POINTS),
    "n_atoms": lambda rng: 10.0 ** rng.uniform(5, 22, POINTS) * u.Unit("1/cm3"),
    "detuning": lambda rng: rng.normal(size=POINTS) * 1e-8 * u.eV,
    "doppler": lambda rng: 10.0 ** rng.uniform(-12, -6, POINTS) * u.eV,
    "omega": lambda rng: 10.0 ** rng.uniform(-9, 0, POINTS) * u.eV,
    "cutoff": lambda rng: 10.0 ** rng.uniform(6, 11, POINTS) * u.eV,
    "m_lightest": lambda rng: 10.0 ** rng.uniform(-6, 3, POINTS) * u.eV,
    "m_nu": lambda rng: 10.0 ** rng.uniform(-6, 0, POINTS) * u.eV,
    "Ue_sq": lambda rng: rng.dirichlet([1.0, 1.0, 1.0]),
    "absorption_lengths": lambda rng: rng.uniform(0.1, 10, POINTS),
    "bethe_log": lambda rng: -rng.uniform(0, 0.1, POINTS),
    "bethe_logs": lambda rng: [[n, 4, -0.01 * rng.random()] for n in range(5, 12)],
    "log_scale": lambda rng: rng.normal(size=POINTS),
    "sin2_theta_w": lambda rng: rng.uniform(0.0, 0.24, POINTS),
}
POTENTIALS = {
    "power": {"power": lambda rng: int(rng.integers(-10, 4))},
    "neutrino_pair": {
        "m_nu_a": lambda rng: 10.0 ** rng.uniform(-300, 6, POINTS),
        "nature": lambda rng: str(rng.choice(["dirac", "majorana"])),
    },
    "regularised": {"M_a": lambda rng: 10.0 ** rng.uniform(-3, 12, POINTS)},
    "dipole": {"M_a": lambda rng: 10.0 ** rng.uniform(-3, 2, POINTS)},
    "yukawa": {"M_a": lambda rng: 10.0 ** rng.uniform(-3, 2, POINTS)},
    "z_gamma": {},
}


def level(rng, l, I):
    j = float(rng.choice([j for j in (l - 0.5, l + 0.5) if j > 0]))
    return j, float(rng.choice(np.arange(abs(j - I), j + I + 1)))


def pair_of_states(rng, I, largest, lowest, lines):
    """States of l and l + 1 in either order, of the same F unless for E1."""
    l = int(rng.integers(lowest, largest - 2))
    ls = (l, l + 1) if rng.random() < 0.5 else (l + 1, l)
    while True:
        (j1, F1), (j2, F2) = (level(rng, l, I) for l in ls)
        if F1 == F2 or lines:
            break
    n1, n2 = (int(rng.integers(l + 1, largest + 1)) for l in ls)
    numbers = {"n1": n1, "l1": ls[0], "j1": j1, "n2": n2, "l2": ls[1], "j2": j2}
    return numbers | ({"F1": F1, "F2": F2} if lines else {"F": F1})


def line(rng, I, largest, lowest):
    """An M1 transition between two states of one n and l."""
    while True:
        l = int(rng.integers(lowest, largest))
        (j1, F1), (j2, F2) = level(rng, l, I), level(rng, l, I)
        if (j1, F1) != (j2, F2) and m1(l, j1, F1, j2, F2, I) != 0.0:
            break
    n = int(rng.integers(l + 1, largest + 1))
    return {"n": n, "l": l, "j1": j1, "F1": F1, "j2": j2, "F2": F2}


def single(rng, I, largest):
    l = int(rng.integers(1, largest))
    j, F = level(rng, l, I)
    return {"n": int(rng.integers(l + 1, largest + 1)), "l": l, "j": j, "F": F}


def states(rng, name, parameters, I):
    loops = "m_lightest" in parameters or "mass_coefficient" in name
    largest = LARGEST_LAMB if {"lamb", "bethe_log", "g_N"} & parameters else LARGEST
    largest = LARGEST_LAMB if name.endswith(("bethe_log", "background.element")) else largest
    if "l1" in parameters:
        return pair_of_states(rng, I, largest, 2 if loops or "kernel" in parameters else 1,
                              lines="F1" in parameters)  # fmt: skip
    if "j1" in parameters:
        return line(rng, I, largest, 3 if loops else 2)
    numbers = single(rng, I, largest)
    numbers |= {key: int(rng.integers(2, LARGEST + 1)) for key in ("n1", "n2", "n_s", "n_p")}
    if name.endswith("fine_structure"):
        numbers["j"] = rng.integers(0, numbers["n"]) + 0.5
    return numbers


def inputs_of(rng, name):
    quantity = find(name)
    parameters = quantity.parameters
    I = 0.5 if "muonium" in name else float(rng.choice(SPINS))
    drawn = {key: draw(rng) for key, draw in DRAWS.items()}
    if "m_lightest" in parameters or rng.random() < 0.5:
        drawn.pop("cutoff" if "m_lightest" in parameters else "Ue_sq", None)
    for optional in ("bethe_log", "bethe_logs", "omega", "Ue_sq"):
        required = optional in parameters and parameters[optional].required
        if rng.random() < 0.5 and not required:
            drawn.pop(optional, None)
    if name == "atoms.coupling.loop":
        drawn["Ue_sq"] = rng.uniform(0, 1, POINTS)
    Z = rng.integers(1, 138 if "heavy" not in name else 137, POINTS)
    drawn |= {"Z": Z, "N": rng.integers(0, 180, POINTS), "A": 2 * Z, "I": I}
    drawn |= {key: rng.uniform(0.1, 3.0, POINTS) for key in ("g_N", "g_A_N")}
    drawn |= states(rng, name, set(parameters), I)
    for key, parameter in parameters.items():
        if parameter.kind == "boolean":
            drawn[key] = key == "widths" or bool(rng.integers(2))
        elif parameter.kind == "word" and key not in ("convention", "population"):
            drawn[key] = str(rng.choice(np.array(parameter.choices, dtype=object)))
    if "kernel" in parameters:
        drawn.pop("nature", None)
        drawn |= {key: draw(rng) for key, draw in POTENTIALS[drawn["kernel"]].items()}
    elif "power" in parameters:
        drawn["power"] = int(rng.integers(-4, 8))
    return {key: value for key, value in drawn.items() if key in parameters}


@pytest.mark.parametrize("name", [name for name in names() if name.startswith("atoms.")])
def test_random_atoms_give_finite_numbers(name):
    rng = np.random.default_rng(sum(map(ord, name)))
    evaluated = 0
    for _ in range(ROUNDS):
        inputs = inputs_of(rng, name)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.simplefilter("ignore", ValidityWarning)
            try:
                result = evaluate(name, **inputs)
            except DomainError:
                if name in REFUSING:
                    continue
                raise
        evaluated += 1
        assert np.all(np.isfinite(result.value)), inputs
    assert evaluated > ROUNDS / 10

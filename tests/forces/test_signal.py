"""Signals between points and spheres: closed forms, limits, derivatives, other quadrature."""

from __future__ import annotations

import math
import re
import tomllib

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from softnu.errors import ConfigError
from softnu.forces.experiments.files import template
from softnu.forces.experiments.medium import Medium
from softnu.forces.experiments.mistakes import checked_experiment
from softnu.forces.experiments.reach import caveats, curves, reach, separations
from softnu.forces.experiments.signal import signal

HBAR_C = 1.973269804593025e-7
#: Integrals over spheres and closed forms, beside the rounding of differences of distances.
RTOL_SPHERES = 1e-11
#: The five-point derivative in ln r: (1e-3)^4 times the slopes of a fifth power, over 30.
RTOL_DERIVATIVE = 1e-9
#: Terms of the next order in (radius/distance)^2, or (r T)^2, left out by a limit.
RTOL_LIMIT = 1e-4
VACUUM, RELIC = Medium(), Medium("relic")
REACTOR = Medium("reactor")
ENERGY = {"ratio": 1e-3}
FORCE = {"force": "1e-12 N"}
MASS = {"mass": "1 g"}


def experiment(sensitivity, body1=MASS, body2=MASS):
    """Two bodies of tungsten that are 1 mm apart unless the test says otherwise."""
    tables = {
        "sensitivity": {"confidence": 0.95, "source": "here", **sensitivity},
        "body1": {"material": "tungsten", **body1},
        "body2": {"material": "tungsten", **body2},
    }
    return checked_experiment(tomllib.loads(template()) | tables, "mine", "mine.toml")


def at(metres):
    return np.asarray(metres / HBAR_C)


def sphere(metres):
    return {"radius": f"{metres!r} m"}


lengths = st.floats(1e-6, 1e-1)


@settings(max_examples=40)
@given(R=lengths, h=lengths)
def test_energy_of_a_point_and_a_sphere(R, h):
    """1/s^5 over a sphere: 4 pi R^3/(3 D (D^2 - R^2)^2)."""
    found = signal(experiment(ENERGY, body2=sphere(R)), VACUUM, at(h))
    D = R + h
    points = VACUUM.ratio_to_gravity(experiment(ENERGY).bodies, at(D))
    assert found == pytest.approx(points * D**4 / (h * (D + R)) ** 2, rel=RTOL_SPHERES, abs=0)


@settings(max_examples=40)
@given(R=st.floats(1e-5, 1e-2), h=st.floats(1e-5, 1e-2))
def test_force_of_a_point_and_a_sphere(R, h):
    """Minus the derivative of 1/(D (D^2 - R^2)^2), over 1/D^2."""
    found = signal(experiment(FORCE, body1=sphere(R)), VACUUM, at(h))
    D = R + h
    gap = h * (D + R)
    points = VACUUM.ratio_to_gravity(experiment(ENERGY).bodies, at(D))
    expected = points * D**4 * (gap**-2 + 4 * D**2 * gap**-3)
    assert found == pytest.approx(expected, rel=RTOL_SPHERES, abs=0)


@pytest.mark.parametrize(("a", "b", "h"), [(1.0, 1.0, 1.0), (2.0, 0.3, 0.4), (0.5, 4.0, 0.05)])
def test_energy_of_two_spheres(a, b, h):
    """The closed form of a point and a sphere, integrated over the other sphere."""
    D = a + b + h

    def u(l):
        return 4 * math.pi * a**3 / (3 * l * (l**2 - a**2) ** 2)

    U, _ = quad(
        lambda l: u(l) * math.pi * l / D * (b**2 - (D - l) ** 2), D - b, D + b, epsrel=1e-13
    )
    newton = (4 * math.pi / 3) ** 2 * (a * b) ** 3 / D
    one = 1e-3  # m
    found = signal(experiment(ENERGY, sphere(a * one), sphere(b * one)), VACUUM, at(h * one))
    points = VACUUM.ratio_to_gravity(experiment(ENERGY).bodies, at(one))
    assert found == pytest.approx(points * U / newton, rel=RTOL_SPHERES, abs=0)


@pytest.mark.parametrize("sensitivity", [ENERGY, FORCE])
@pytest.mark.parametrize("medium", [VACUUM, RELIC, Medium("vacuum", {"m_nu": "1 meV"})])
def test_far_apart_spheres_are_points(sensitivity, medium):
    small = experiment(sensitivity, sphere(1e-6), sphere(2e-6))
    D = 1e-3
    points = signal(experiment(sensitivity), medium, at(D))
    assert signal(small, medium, at(D - 3e-6)) == pytest.approx(points, rel=RTOL_LIMIT, abs=0)


def test_spheres_may_be_exchanged():
    big, small = sphere(3e-3), sphere(1e-4)
    for sensitivity in (ENERGY, FORCE):
        there, back = (
            signal(experiment(sensitivity, *pair), RELIC, at(1e-4))
            for pair in ((big, small), (small, big))
        )
        assert there == pytest.approx(back, rel=RTOL_SPHERES, abs=0)


@pytest.mark.parametrize("m", [1e-4, 1e-3, 1e-2])
def test_force_of_two_points_with_massive_neutrinos(m):
    """Dirac: V ~ K_3(2 m r)/r^2; the force over gravity is -r^2 dV/dr over -r V/r."""
    medium = Medium("vacuum", {"m_nu": f"{m!r} eV"})
    r = 1e-4 / HBAR_C

    def V(x):
        return mpmath.besselk(3, 2 * m * x) / x**2

    steepness = float(-r * mpmath.diff(V, r) / V(r))
    energy, force = (signal(experiment(one), medium, at(1e-4)) for one in (ENERGY, FORCE))
    assert force / energy == pytest.approx(steepness, rel=RTOL_DERIVATIVE, abs=0)


def test_force_of_two_points_with_massless_neutrinos():
    energy, force = (signal(experiment(one), VACUUM, at(1e-4)) for one in (ENERGY, FORCE))
    assert force / energy == pytest.approx(5.0, rel=RTOL_DERIVATIVE, abs=0)


def test_the_relic_force_falls_like_gravity_near_and_like_the_vacuum_force_far():
    for r, steepness in ((1e-7, 1.0), (1e-1, 5.0)):
        energy, force = (signal(experiment(one), RELIC, at(r)) for one in (ENERGY, FORCE))
        assert force / energy == pytest.approx(steepness, rel=RTOL_LIMIT, abs=0)


@pytest.mark.parametrize("t", [1e-5, 1e-3, 1e3])
def test_force_on_a_point_above_a_slab(t):
    """1/s^5 below a point: energy pi/3 (h^-2 - (h+t)^-2); gravity 2 pi t, whatever the height."""
    slab = {"thickness": f"{t!r} m"}
    h = 1e-4
    found = signal(experiment(FORCE, body2=slab), VACUUM, at(h))
    points = VACUUM.ratio_to_gravity(experiment(ENERGY).bodies, at(h))
    force = 2 * math.pi / 3 * (h**-3 - (h + t) ** -3)
    assert found == pytest.approx(
        points * h**4 * force / (2 * math.pi * t), rel=RTOL_SPHERES, abs=0
    )


def test_a_small_sphere_above_a_slab_is_a_point():
    slab = {"thickness": "1 mm"}
    for medium in (VACUUM, RELIC):
        point = signal(experiment(FORCE, body2=slab), medium, at(1e-3))
        small = signal(experiment(FORCE, sphere(1e-6), slab), medium, at(1e-3 - 1e-6))
        assert small == pytest.approx(point, rel=RTOL_LIMIT, abs=0)


def test_the_pull_of_a_slab_does_not_depend_on_the_height():
    """F = 2 pi G M rho t with tungsten of 19.25 g/cm3; the acceleration has no mass in it."""
    slab = {"thickness": "1 mm"}
    pull = 2 * math.pi * 6.67430e-11 * 19250 * 1e-3
    M = 19250 * 4 / 3 * math.pi * 1e-9
    heavy = experiment({"force": "1e-12 N"}, sphere(1e-3), slab)
    assert heavy.sensitivity_ratio == pytest.approx(1e-12 / (pull * M), rel=RTOL_DERIVATIVE, abs=0)
    for body in (sphere(1e-3), {}):
        falling = experiment({"acceleration": "1e-12 m/s2"}, body, slab)
        assert falling.sensitivity_ratio == pytest.approx(1e-12 / pull, rel=RTOL_DERIVATIVE, abs=0)


def test_along_a_beam_size_and_kind_of_sensitivity_do_not_matter():
    points = signal(experiment(ENERGY), REACTOR, at(1e-3))
    for sensitivity in (ENERGY, FORCE):
        spheres = experiment(sensitivity, sphere(1e-3), sphere(1e-2))
        assert signal(spheres, REACTOR, at(1e-3)) == points


@pytest.mark.parametrize("R", [None, "1 mm"])
def test_signals_broadcast(R):
    r = np.geomspace(1e-5, 1e-2, 6).reshape(2, 3) / HBAR_C
    body = {"radius": R} if R else MASS
    one = experiment(FORCE, body, body)
    found = signal(one, RELIC, r)
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx(
        float(signal(one, RELIC, r[1, 2])), rel=RTOL_SPHERES, abs=0
    )


@pytest.mark.parametrize(
    "medium",
    [Medium("degenerate", {"mu": "1 meV"}), Medium("thermal", {"T": "2 K", "mu": "1 eV"})],
)
def test_where_the_sign_changes_only_points_are_compared(medium):
    assert signal(experiment(ENERGY), medium, at(1e-3)) > 0
    for one in (experiment(FORCE), experiment(ENERGY, sphere(1e-3), sphere(1e-3))):
        with pytest.raises(ConfigError, match="may change its sign: only energies of points"):
            signal(one, medium, at(1e-3))


def test_the_force_of_spheres_is_compared_with_their_gravity():
    """F D^2/(G M_1 M_2) with the masses of two spheres of tungsten, 19.25 g/cm3."""
    one = experiment({"force": "1e-12 N"}, sphere(1e-3), sphere(2e-3))
    M1, M2 = (19250 * 4 / 3 * math.pi * R**3 for R in (1e-3, 2e-3))
    gap = 0.1e-3
    expected = 1e-12 * (gap + 3e-3) ** 2 / (6.67430e-11 * M1 * M2)
    assert one.sensitivity_ratio == pytest.approx(expected, rel=RTOL_DERIVATIVE, abs=0)
    in_acceleration = experiment(
        {"acceleration": f"{1e-12 / M1!r} m/s2"}, sphere(1e-3), sphere(2e-3)
    )
    assert in_acceleration.sensitivity_ratio == pytest.approx(expected, rel=RTOL_DERIVATIVE, abs=0)


def test_reach_between_spheres():
    one = experiment(FORCE, sphere(1e-3), sphere(1e-3))
    found = reach(one, VACUUM)
    assert found.signal == float(signal(one, VACUUM, one.r_natural))
    assert [need.name for need in found.needs] == ["sensitivity"]
    assert found.needs[0].value.unit == "N"
    assert "spheres and slabs where sizes are given" in caveats([found])[0]
    (curve,) = curves([found], separations([found], 3))
    assert curve.label == "vacuum"
    assert curve.ratio[1] == pytest.approx(found.signal, rel=RTOL_SPHERES, abs=0)


def test_pairs_tell_radius_and_force():
    assert experiment(ENERGY).pair == "tungsten and tungsten"
    expected = "tungsten (radius 0.001 m) and tungsten, forces"
    assert experiment(FORCE, sphere(1e-3)).pair == expected


MISTAKES = {
    "a radius without a density": (
        {"body1": {"atom": "Fe", "radius": "1 mm"}},
        "body1: a radius needs a material, for its density",
    ),
    "radius and mass": (
        {"body1": {"material": "iron", "radius": "1 mm", "mass": "1 g"}},
        "body1: give one of radius, thickness, mass; radius and mass are given",
    ),
    "a slab without a density": (
        {"body2": {"atom": "Fe", "thickness": "1 mm"}},
        "body2: a thickness needs a material, for its density",
    ),
    "a slab and a ratio of potentials": (
        {"body2": {"material": "iron", "thickness": "1 mm"}},
        "body2.thickness needs a sensitivity in force or acceleration",
    ),
    "a slab that moves": (
        {
            "sensitivity": {"confidence": 0.95, "source": "here", "force": "1 N"},
            "body1": {"material": "iron", "thickness": "1 mm"},
            "body2": {"material": "iron", "radius": "1 mm"},
        },
        "body1.thickness: only body 2 may be a wide slab",
    ),
    "negative radius": (
        {"body1": {"material": "iron", "radius": "-1 mm"}},
        "body1.radius: radius = '-1 mm' is not allowed",
    ),
}


@pytest.mark.parametrize(("tables", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_of_a_sphere(tables, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        checked_experiment(tomllib.loads(template()) | tables, "mine", "mine.toml")

"""Bodies under any central potential: closed forms, nested quadrature, forces, Newton's shells."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from softnu.backgrounds import ThermalNeutrinos
from softnu.errors import ConvergenceError, DomainError
from softnu.forces.kernels import vacuum
from softnu.forces.kernels.bodies import (
    central,
    integral,
    power_plane,
    power_round,
    power_spheres,
    table,
)
from softnu.forces.kernels.bodies.central import CentralPotential
from softnu.forces.kernels.bodies.medium import Exchange, central_potential
from softnu.forces.kernels.bodies.shapes import Ball, Layer, energy, gravity_force
from softnu.forces.kernels.bodies.table import tabulated
from softnu.forces.potential import spectrum_of

STATED = 1e-13  # what the integrals promise
CLOSED = 1e-12  # promise of the closed form for two spheres
QUAD = 1e-9  # nested adaptive quadrature asked for 1e-11, with corners that it must find
DERIVATIVE = 1e-9  # five-point formula: step^4 times slopes to the fifth power, and rounding
TABLE = 1e-12  # rounding of the largest value in a panel, over the smallest one
LOST = 1e-9  # differences of bodies that lose up to six digits

NEWTON = CentralPotential(lambda s: 1.0 / s, power=1.0)
NONE = np.zeros(())
ENDLESS = np.asarray(np.inf)
gaps = st.floats(-6.0, 3.0).map(lambda e: 10.0**e)
sizes = st.floats(-3.0, 3.0).map(lambda e: 10.0**e)
masses = st.floats(-3.0, 2.0).map(lambda e: 10.0**e)


def _power(n):
    return CentralPotential(lambda s: s ** float(-n), power=float(n))


def _massive(m):
    """The force of a neutrino of mass m, in units of the massless one at distance 1."""
    unit = float(vacuum.massless_potential(1.0))
    return CentralPotential(
        lambda s: vacuum.pair_potential(s, m, m, False) / unit, lengths=(0.5 / m,), endless=False
    )


#: Each pair of bodies as a function of potential, gap and force: sizes of order one.
GEOMETRIES = {
    "point_sphere": lambda v, h, force: central.point_ball(v, 0.0, 1.3, h, force=force),
    "point_shell": lambda v, h, force: central.point_ball(v, 1.1, 1.3, h, force=force),
    "spheres": lambda v, h, force: central.spheres(v, 1.3, 0.4, h, force=force),
    "point_slab": lambda v, h, force: central.point_slab(v, h, 0.7, force=force),
    "sphere_slab": lambda v, h, force: central.sphere_slab(v, 1.3, h, 0.7, force=force),
    "sphere_thick_slab": lambda v, h, force: central.sphere_slab(v, 1.3, h, 4.0, force=force),
    "sphere_half_space": lambda v, h, force: central.sphere_slab(v, 1.3, h, np.inf, force=force),
    "slabs": lambda v, h, force: central.slabs(v, h, 0.7, 1.9, force=force),
    "half_spaces": lambda v, h, force: central.slabs(v, h, np.inf, np.inf, force=force),
}
every_geometry = pytest.mark.parametrize("geometry", GEOMETRIES.values(), ids=GEOMETRIES)


class TestClosedForms:
    @given(R=sizes, h=gaps, n=st.integers(1, 12))
    def test_point_and_sphere(self, R, h, n):
        value = central.point_ball(_power(n), 0.0, R, h)
        assert value == pytest.approx(float(power_round.point_sphere(R, h, n)), rel=STATED, abs=0)

    @given(a=sizes, b=sizes, h=gaps, n=st.integers(1, 10))
    def test_spheres(self, a, b, h, n):
        value = central.spheres(_power(n), a, b, h)
        expected = float(power_spheres.sphere_sphere(a, b, h, n))
        assert value == pytest.approx(expected, rel=CLOSED, abs=0)

    @given(h=gaps, t=sizes, n=st.integers(4, 12), endless=st.booleans())
    def test_point_and_slab(self, h, t, n, endless):
        t = np.inf if endless else t
        expected = float(power_plane.point_slab(h, t, n))
        assert central.point_slab(_power(n), h, t) == pytest.approx(expected, rel=STATED, abs=0)

    @given(R=sizes, h=gaps, t=sizes, n=st.integers(5, 12), endless=st.booleans())
    def test_sphere_and_slab(self, R, h, t, n, endless):
        R, h, t = (np.asarray(a) for a in (R, h, np.inf if endless else t))
        expected = float(power_plane.sphere_slab(R, h, t, n))
        assert central.sphere_slab(_power(n), R, h, t) == pytest.approx(
            expected, rel=3 * STATED, abs=0
        )

    @given(h=gaps, t1=sizes, t2=sizes, n=st.integers(5, 12), endless=st.booleans())
    def test_slabs(self, h, t1, t2, n, endless):
        h, t1, t2 = (np.asarray(a) for a in (h, np.inf if endless else t1, t2))
        expected = float(power_plane.slabs(h, t1, t2, n))
        assert central.slabs(_power(n), h, t1, t2) == pytest.approx(
            expected, rel=3 * STATED, abs=0
        )


class TestMassivePotentials:
    @pytest.mark.parametrize("m", [0.01, 1.0, 30.0])
    @pytest.mark.parametrize("h", [1e-3, 0.3, 5.0])
    def test_point_and_sphere_equal_quadrature_of_the_slices(self, m, h):
        v, R = _massive(m), 1.3
        D = R + h

        def slices(s):
            return math.pi * s / D * (R * R - (D - s) ** 2) * float(v.v(s))

        edges = [s for s in h + np.array([0.1, 1.0, 10.0]) * min(h, 1.0 / m) if s < h + 2 * R]
        quad, _ = integrate.quad(slices, h, h + 2 * R, points=edges, epsrel=1e-11, epsabs=0)
        assert central.point_ball(v, 0.0, R, h) == pytest.approx(quad, rel=QUAD, abs=0)

    @pytest.mark.parametrize("m", [0.1, 3.0])
    def test_spheres_equal_nested_quadrature(self, m):
        v, a, b, h = _massive(m), 1.3, 0.4, 0.2
        D = a + b + h

        def slices(s):
            return math.pi * s / D * (b * b - (D - s) ** 2)

        def shell(s):
            return slices(s) * float(central.point_ball(v, 0.0, a, s - a))

        quad, _ = integrate.quad(shell, D - b, D + b, epsrel=1e-11, epsabs=0)
        assert central.spheres(v, a, b, h) == pytest.approx(quad, rel=QUAD, abs=0)

    @pytest.mark.parametrize("t", [0.05, 3.0, np.inf])
    def test_sphere_and_slab_equal_nested_quadrature(self, t):
        v, R, h = _massive(0.7), 1.3, 0.2

        def slices(y):
            return math.pi * y * (2 * R - y) * float(central.point_slab(v, h + y, t))

        quad, _ = integrate.quad(slices, 0.0, 2 * R, points=[0.1, 0.5], epsrel=1e-11, epsabs=0)
        assert central.sphere_slab(v, R, h, t) == pytest.approx(quad, rel=QUAD, abs=0)

    @pytest.mark.parametrize(("t1", "t2"), [(0.3, 1.7), (5.0, 0.2), (np.inf, 0.5)])
    def test_slabs_equal_nested_quadrature(self, t1, t2):
        v, h = _massive(0.7), 0.2
        quad, _ = integrate.quad(
            lambda x: float(central.point_slab(v, h + x, t1)), 0.0, t2, epsrel=1e-11, epsabs=0
        )
        assert central.slabs(v, h, t1, t2) == pytest.approx(quad, rel=QUAD, abs=0)

    @given(a=sizes, b=sizes, h=gaps, m=masses)
    def test_energy_is_positive_symmetric_and_below_the_massless_one(self, a, b, h, m):
        value = float(central.spheres(_massive(m), a, b, h))
        assert 0.0 <= value <= float(central.spheres(_power(5), a, b, h)) * (1 + CLOSED)
        assert value == pytest.approx(
            float(central.spheres(_massive(m), b, a, h)), rel=STATED, abs=0
        )

    @every_geometry
    def test_thin_slices_of_the_gap_do_not_matter(self, geometry):
        # Gaps as an array, in any order and shape, give what each gives alone.
        v, h = _massive(2.0), np.array([[3.0, 1e-5], [0.1, 40.0]])
        together = geometry(v, h, False)
        alone = [float(geometry(v, one, False)) for one in h.ravel()]
        np.testing.assert_allclose(together.ravel(), alone, rtol=STATED)


class TestForce:
    @every_geometry
    @pytest.mark.parametrize("potential", [_power(6), _massive(1.5)], ids=["power", "massive"])
    @pytest.mark.parametrize("h", [0.01, 0.5, 6.0])
    def test_is_the_derivative_of_the_energy(self, geometry, potential, h):
        step = 1e-3 * min(h, 1.0)  # short beside the gap and the decay length
        far2, far1, near1, near2 = (
            float(geometry(potential, h + k * step, False)) for k in (2, 1, -1, -2)
        )
        slope = (far2 - 8.0 * far1 + 8.0 * near1 - near2) / (12.0 * step)
        assert geometry(potential, h, True) == pytest.approx(slope, rel=DERIVATIVE, abs=0)

    def test_of_gravity_is_newtons(self):
        h = np.array([1e-3, 1.0, 1e3])
        volumes = (4.0 / 3.0 * math.pi) ** 2 * (1.3 * 0.4) ** 3
        force = central.spheres(NEWTON, 1.3, 0.4, h, force=True)
        # The two halves of the spheres cancel: stated 1e-15 D/(R1 + R2).
        np.testing.assert_allclose(force, volumes / (1.7 + h) ** 2, rtol=1e-12)

    def test_of_half_spaces_is_the_energy_of_a_point_above_one(self):
        force = central.slabs(_power(6), 0.3, np.inf, np.inf, force=True)
        point = central.point_slab(_power(6), 0.3, np.inf)
        assert force == pytest.approx(float(point), rel=STATED, abs=0)


class TestInsideAShell:
    @given(part=st.floats(0.01, 0.99), t=st.floats(0.01, 10.0))
    def test_gravity_is_constant_and_pulls_nowhere(self, part, t):
        outer = 1.0 + t
        energy_there = central.point_in_shell(NEWTON, 1.0, outer, part)
        assert energy_there == pytest.approx(2 * math.pi * (outer**2 - 1.0), rel=LOST, abs=0)
        force = central.point_in_shell(NEWTON, 1.0, outer, part, force=True)
        assert abs(float(force)) <= 1e-11 * float(energy_there) / part  # terms of opposite sign

    @pytest.mark.parametrize("D", [0.1, 0.6, 0.9])
    @pytest.mark.parametrize("t", [0.05, 0.5, 3.0])
    def test_equals_brute_force_over_the_shell(self, D, t):
        v = _massive(0.8)
        x, w = np.polynomial.legendre.leggauss(200)
        rho, c = np.meshgrid(1.0 + 0.5 * t * (x + 1.0), x, indexing="ij")
        s = np.sqrt(rho**2 + D**2 - 2.0 * rho * D * c)
        brute = (0.5 * t * w[:, None] * w * 2.0 * math.pi * rho**2 * v.v(s)).sum()
        value = central.point_in_shell(v, 1.0, 1.0 + t, D)
        assert value == pytest.approx(brute, rel=1e-8, abs=0)  # 200 nodes beside a wall 0.1 away

    def test_the_force_is_the_derivative(self):
        v, D, step = _massive(0.8), 0.5, 1e-3
        far2, far1, near1, near2 = (
            float(central.point_in_shell(v, 1.0, 1.4, D + k * step)) for k in (2, 1, -1, -2)
        )
        slope = (far2 - 8.0 * far1 + 8.0 * near1 - near2) / (12.0 * step)
        force = central.point_in_shell(v, 1.0, 1.4, D, force=True)
        assert force == pytest.approx(
            slope, rel=1e-8, abs=0
        )  # step^4 times larger slopes at the wall


class TestOscillations:
    def test_a_wave_is_resolved(self):
        # The mean of sin(ks)/(ks) over a sphere is that at its centre times a form factor.
        k, R, h = 40.0, 1.3, 0.7
        wave = CentralPotential(lambda s: np.sin(k * s) / (k * s), period=1.0 / k, power=1.0)
        x, D = k * R, R + h
        form = 4.0 * math.pi * R**3 * (math.sin(x) - x * math.cos(x)) / x**3
        expected = form * math.sin(k * D) / (k * D)
        scale = 4.0 / 3.0 * math.pi * R**3 / (k * D)
        assert central.point_ball(wave, 0.0, R, h) == pytest.approx(expected, abs=1e-13 * scale)

    def test_too_many_wavelengths_are_refused(self, monkeypatch):
        monkeypatch.setattr(integral, "_MAX_PANELS", 100)
        monkeypatch.setattr(table, "_MAX_PANELS", 100)
        wave = CentralPotential(lambda s: np.cos(1e9 * s) / s, period=1e-9)
        with pytest.raises(ConvergenceError, match="oscillates too fast to be summed"):
            central.point_ball(wave, 0.0, 1.0, 1.0)
        with pytest.raises(ConvergenceError, match="too fast to be tabulated"):
            tabulated(wave, 1.0).v(np.array([10.0]))


class TestTable:
    @given(m=masses, low=gaps)
    def test_reproduces_the_potential(self, m, low):
        v = _massive(m)
        s = low * np.geomspace(1.0, 1e4, 300)
        exact = v.v(s)
        seen = exact > 1e-250  # beyond, the potential itself in eV is denormal
        found = tabulated(v, low).v(s)
        np.testing.assert_allclose(found[seen], exact[seen], rtol=TABLE)

    def test_asks_only_for_the_panels_that_are_needed(self):
        asked = []

        def v(s):
            asked.append(s.size)
            return s**-5.0

        interpolated = tabulated(CentralPotential(v), 1.0)
        interpolated.v(np.array([1.5, 1e6]))
        interpolated.v(np.array([1.6, 1.1e6]))
        assert sum(asked) <= 3 * 32

    def test_bodies_do_not_see_the_difference(self):
        v, h = _massive(1.0), np.geomspace(1e-5, 1e2, 50)
        direct = central.spheres(v, 1.0, 2.0, h)
        np.testing.assert_allclose(
            central.spheres(tabulated(v, 1e-5), 1.0, 2.0, h), direct, rtol=TABLE
        )


class TestEndlessBodies:
    def test_a_potential_that_falls_too_slowly_is_refused(self):
        with pytest.raises(DomainError, match=r"falls like s\^-4 .* faster than s\^-4"):
            central.slabs(_power(4), 1.0, np.inf, np.inf)
        assert central.slabs(_power(4), 1.0, 2.0, np.inf) > 0.0
        with pytest.raises(DomainError, match=r"faster than s\^-3"):
            central.sphere_slab(_power(3), 1.0, 1.0, np.inf)
        # The force converges where the energy does not.
        assert central.slabs(_power(4), 1.0, np.inf, np.inf, force=True) > 0.0


class TestShapes:
    def test_a_shell_is_the_difference_of_spheres(self):
        v, h, shell = _power(5), np.asarray(0.4), Ball(np.asarray(1.0), np.asarray(0.7))
        for other, inset in ((Ball(np.asarray(0.5), NONE), 0.3), (Layer(np.asarray(2.0)), 0.3)):
            solid = Ball(np.asarray(1.0), NONE)
            core = Ball(np.asarray(0.7), NONE)
            for force in (False, True):
                expected = energy(v, solid, other, h, force=force)
                expected = expected - energy(v, core, other, h + inset, force=force)
                found = energy(v, other, shell, h, force=force)
                assert found == pytest.approx(float(expected), rel=LOST, abs=0)

    def test_two_shells_attract_by_gravity_like_points(self):
        one = Ball(np.asarray(1.0), np.asarray(0.7))
        other = Ball(np.asarray(2.0), np.asarray(1.5))
        h = np.array([0.1, 3.0])
        volumes = (4.0 / 3.0 * math.pi) ** 2 * (1.0 - 0.7**3) * (8.0 - 1.5**3)
        found = energy(NEWTON, one, other, h, force=False)
        np.testing.assert_allclose(found, volumes / (3.0 + h), rtol=1e-12)

    def test_points_have_the_potential_itself(self):
        point = Ball(NONE, NONE)
        assert energy(_power(5), point, point, np.asarray(2.0), force=False) == 2.0**-5
        above = energy(_power(5), point, Layer(ENDLESS), np.asarray(2.0), force=False)
        assert above == pytest.approx(math.pi / 12.0, rel=STATED, abs=0)
        near = energy(_power(5), point, Ball(np.asarray(1.0), NONE), np.asarray(1.0), force=False)
        assert near == pytest.approx(4.0 * math.pi / 54.0, rel=STATED, abs=0)

    def test_gravity_of_slabs_does_not_depend_on_the_gap(self):
        slab, h = Layer(np.asarray(2.0)), np.array([0.1, 10.0])
        one = np.ones(())
        force = gravity_force(slab, Ball(np.asarray(1.0), NONE), h, one, one)
        assert force[0] == force[1] < 0.0
        with pytest.raises(DomainError, match="half-space is infinite"):
            gravity_force(Layer(ENDLESS), slab, h, one, one)


class TestLargeBesideSmall:
    @pytest.mark.parametrize(
        ("R1", "R2", "h"), [(1e3, 1.0, 0.1), (1e4, 1.0, 3.0), (1e5, 0.01, 0.3)]
    )
    def test_a_thermal_gas_between_them_is_summed_over_all_pairs(self, R1, R2, h):
        """Both balls in concentric layers of the other; T = 1, massless."""
        one = Exchange(
            0.5 * np.eye(3) + 0j,
            0.5 * np.eye(3) + 0j,
            np.zeros(3),
            majorana=False,
            spectrum=spectrum_of(ThermalNeutrinos("1 eV")),
            population="produced",
            vacuum=False,
        )
        potential = central_potential(one)
        x, w = np.polynomial.legendre.leggauss(24)

        def rule(edges):
            middle, half = 0.5 * (edges[1:] + edges[:-1]), 0.5 * np.diff(edges)
            return (middle[:, None] + half[:, None] * x).ravel(), (half[:, None] * w).ravel()

        depth, measure = rule(2.0 * R2 * np.concatenate([[0.0], np.geomspace(1e-3, 1.0, 8)]))
        brute = 0.0
        for gap, part in zip(h + depth, measure * depth * (2.0 * R2 - depth), strict=True):
            s, ds = rule(np.geomspace(gap, gap + 2.0 * R1, 60))
            inner = (ds * s * potential.v(s) * (s - gap) * (2.0 * R1 + gap - s)).sum()
            brute += part * inner * math.pi**2 / (R1 + R2 + h)  # D of the inner sum cancels
        found = float(central.spheres(potential, R1, R2, h))
        assert found == pytest.approx(brute, rel=STATED, abs=0)

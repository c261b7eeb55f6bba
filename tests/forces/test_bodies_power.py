"""Bodies that attract as a power of the distance: volumes, Newton, Hamaker, brute force."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import ConfigError, ConvergenceError, DomainError
from softnu.forces.kernels.bodies import power_plane, power_round, power_shells, power_spheres
from softnu.forces.kernels.bodies.power_integral import CANCELLATION
from softnu.forces.kernels.bodies.power_spheres import _corners

ROUNDING = 2e-14  # tens of operations, some with the power as exponent
SPHERES = 1e-12  # stated for two spheres: the closed form cancels up to thirty times
BRUTE = 1e-9  # product rules with nine nodes a direction, for bodies three radii apart
ENDLESS = np.asarray(np.inf)

powers = st.integers(-10, 16)
#: Radii and gaps from grains on a planet to planets seen from afar.
scales = st.floats(-6.0, 4.0).map(lambda e: 10.0**e)
round_pairs = pytest.mark.parametrize(
    ("R", "h"), [(1.0, 1e-6), (1.0, 0.03), (2.0, 1.0), (1.0, 2.3), (1.0, 2.4), (1.0, 1e3)]
)


def _mp_slices(R, h, f):
    """Integrate f(distance) over the slices pi y (2R - y) of a sphere, y from the gap."""
    with mpmath.workdps(20):
        R, h = mpmath.mpf(R), mpmath.mpf(h)
        panels = max(1, math.ceil(math.log10(2 * R / h)))
        edges = [mpmath.mpf(0)] + [
            2 * R * mpmath.mpf(10) ** (k - panels) for k in range(panels + 1)
        ]
        integral = mpmath.quad(
            lambda y: y * (2 * R - y) * f(h + y), edges, method="gauss-legendre"
        )
        return mpmath.pi * integral


def _ball(R, nodes=20):
    """Points and weights of a product rule in a ball about the origin."""
    x, w = np.polynomial.legendre.leggauss(nodes)
    rho, w_rho = 0.5 * R * (x + 1.0), 0.5 * R * w
    phi = 2.0 * math.pi * np.arange(2 * nodes) / (2 * nodes)
    r, c, p = (a.ravel() for a in np.meshgrid(rho, x, phi, indexing="ij"))
    weight = (w_rho * rho**2)[:, None, None] * w[:, None] * np.full(2 * nodes, math.pi / nodes)
    s = np.sqrt(1.0 - c**2)
    return np.stack([r * s * np.cos(p), r * s * np.sin(p), r * c], -1), weight.ravel()


class TestPointAndSphere:
    @round_pairs
    @pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 6, 7, 8, 12])
    def test_equals_the_integral_over_slices(self, R, h, n):
        D = mpmath.mpf(R) + mpmath.mpf(h)
        exact = _mp_slices(R, h, lambda s: s ** (1 - n)) / D
        assert float(power_round.point_sphere(R, h, n)) == pytest.approx(
            float(exact), rel=ROUNDING, abs=0
        )

    @given(R=scales, h=scales)
    def test_springs_add_the_moment_of_inertia(self, R, h):
        volume = 4.0 / 3.0 * math.pi * R**3
        expected = volume * ((R + h) ** 2 + 0.6 * R**2)
        assert power_round.point_sphere(R, h, -2) == pytest.approx(expected, rel=ROUNDING, abs=0)

    @given(R=scales, h=scales)
    def test_gravity_is_that_of_the_centre(self, R, h):
        expected = 4.0 / 3.0 * math.pi * R**3 / (R + h)
        assert power_round.point_sphere(R, h, 1) == pytest.approx(expected, rel=ROUNDING, abs=0)

    @given(R=scales, h=scales)
    def test_the_fifth_power_is_the_printed_closed_form(self, R, h):
        expected = 4.0 * math.pi * R**3 / (3.0 * (R + h) * (h * (2.0 * R + h)) ** 2)
        assert power_round.point_sphere(R, h, 5) == pytest.approx(expected, rel=ROUNDING, abs=0)

    @given(R=scales, h=scales, n=powers, factor=st.floats(0.1, 10.0))
    def test_scales_as_a_length_to_the_power_three_minus_n(self, R, h, n, factor):
        larger = power_round.point_sphere(factor * R, factor * h, n)
        expected = factor ** (3 - n) * power_round.point_sphere(R, h, n)
        assert larger == pytest.approx(expected, rel=10 * ROUNDING, abs=0)

    @given(R=scales, h=scales, n=st.integers(1, 16))
    def test_lies_between_the_nearest_and_the_farthest_point(self, R, h, n):
        mean = power_round.point_sphere(R, h, n) / (4.0 / 3.0 * math.pi * R**3)
        assert (h + 2.0 * R) ** -n * (1 - ROUNDING) <= mean <= h**-n * (1 + ROUNDING)

    @pytest.mark.parametrize("c", [1, 2, 3])
    def test_series_and_logarithm_meet(self, c):
        # The series is used below R/D = 0.3; both sides of the crossover lie on one curve.
        q = 0.3 + np.array([-2e-9, -1e-9, 1e-9, 2e-9])
        values = power_round.slice_moment(1.0, 1.0 / q - 1.0, c)
        steps = np.diff(values)
        assert steps[1] == pytest.approx(
            steps[0] + steps[2], rel=1e-5, abs=0
        )  # steps have 9 digits less


class TestPlanes:
    @pytest.mark.parametrize("n", [4, 5, 6, 9, 12])
    @pytest.mark.parametrize("t", [1e-5, 0.4999, 0.5001, 3.0, 1e6, np.inf])
    def test_point_above_a_slab_is_the_integral_over_its_height(self, n, t):
        h = 1.0
        with mpmath.workdps(30):
            near, far = mpmath.mpf(h), h + mpmath.mpf(t)
            edges = [near, min(2 * near, far), far]
            exact = mpmath.quad(lambda z: 2 * mpmath.pi / (n - 2) * z ** (2 - n), edges)
        assert power_plane.point_slab(h, t, n) == pytest.approx(float(exact), rel=ROUNDING, abs=0)

    def test_a_slab_exists_for_the_third_power(self):
        assert power_plane.point_slab(1.0, 2.0, 3) == pytest.approx(
            2 * math.pi * math.log(3.0), rel=ROUNDING, abs=0
        )

    @round_pairs
    @pytest.mark.parametrize("n", [4, 5, 8])
    @pytest.mark.parametrize("thin", [1e-5, 0.4999, 0.5001, np.inf])
    def test_sphere_and_slab_equal_the_integral_over_slices(self, R, h, n, thin):
        t = thin * h

        def slab(z):
            far = mpmath.mpf(0) if math.isinf(t) else (z + t) ** (3 - n)
            return 2 * mpmath.pi / ((n - 2) * (n - 3)) * (z ** (3 - n) - far)

        exact = float(_mp_slices(R, h, slab))
        value = power_plane.sphere_slab(*(np.asarray(a) for a in (R, h, t)), n)
        assert value == pytest.approx(exact, rel=5e-14, abs=0)

    @given(R=scales, h=scales)
    def test_sphere_and_half_space_are_the_printed_closed_form(self, R, h):
        with mpmath.workdps(50):
            D = mpmath.mpf(R) + mpmath.mpf(h)
            printed = mpmath.pi**2 / 3 * (2 * D * mpmath.log((D + R) / mpmath.mpf(h)) - 4 * R)
        value = float(power_plane.sphere_slab(np.asarray(R), np.asarray(h), ENDLESS, 5))
        assert value == pytest.approx(float(printed), rel=ROUNDING, abs=0)

    @given(h=scales, t1=scales, t2=scales, n=st.integers(4, 16))
    def test_slabs_add_up(self, h, t1, t2, n):
        def slabs(gap, one, other):
            return float(power_plane.slabs(*(np.asarray(a) for a in (gap, one, other)), n))

        whole = slabs(h, t1, t2)
        parts = slabs(h, t1, 0.5 * t2) + slabs(h + 0.5 * t2, t1, 0.5 * t2)
        assert whole == pytest.approx(parts, rel=1e-12, abs=0)  # n times the rounding of h + t2/2
        assert whole == pytest.approx(slabs(h, t2, t1), rel=ROUNDING, abs=0)

    def test_half_spaces_are_slabs_thicker_than_everything(self):
        h, thick = np.asarray(1.0), np.asarray(1e9)
        for n in (5, 7):
            assert power_plane.slabs(h, thick, thick, n) == pytest.approx(
                float(power_plane.slabs(h, ENDLESS, ENDLESS, n)), rel=2e-9, abs=0
            )

    def test_a_half_space_on_a_slab_has_a_logarithm_for_the_fourth_power(self):
        value = power_plane.slabs(np.asarray(1.0), np.asarray(2.0), ENDLESS, 4)
        assert value == pytest.approx(math.pi * math.log(3.0), rel=ROUNDING, abs=0)


class TestSpheres:
    @pytest.mark.parametrize("n", [-2, 1, 3, 5, 6, 7, 9])
    def test_equals_brute_force_over_both_volumes(self, n):
        R1, R2, D = 1.0, 0.6, 5.0
        first, w1 = _ball(R1, 9)
        second, w2 = _ball(R2, 9)
        second = second + np.array([0.0, 0.0, D])
        s = np.sqrt(((first[:, None] - second[None]) ** 2).sum(-1))
        brute = w1 @ s ** float(-n) @ w2
        value = power_spheres.sphere_sphere(R1, R2, D - R1 - R2, n)
        assert value == pytest.approx(brute, rel=BRUTE, abs=0)

    @given(a=scales, b=scales, h=scales)
    def test_no_force_law_counts_pairs_and_newton_sees_centres(self, a, b, h):
        volumes = (4.0 / 3.0 * math.pi) ** 2 * a**3 * b**3
        assert power_spheres.sphere_sphere(a, b, h, 0) == pytest.approx(
            volumes, rel=SPHERES, abs=0
        )
        newton = volumes / (a + b + h)
        assert power_spheres.sphere_sphere(a, b, h, 1) == pytest.approx(newton, rel=SPHERES, abs=0)

    @given(a=scales, b=scales, h=scales)
    def test_the_sixth_power_is_hamaker(self, a, b, h):
        # Far away the terms cancel to (a b)^3/h^6, from 1.
        with mpmath.workdps(150):
            a_, b_, h_ = (mpmath.mpf(x) for x in (a, b, h))
            near, far = h_ * (h_ + 2 * (a_ + b_)), (h_ + 2 * a_) * (h_ + 2 * b_)
            hamaker = 2 * a_ * b_ * (1 / near + 1 / far) + mpmath.log(near / far)
            expected = float(mpmath.pi**2 / 6 * hamaker)
        value = float(power_spheres.sphere_sphere(a, b, h, 6))
        assert value == pytest.approx(expected, rel=SPHERES, abs=0)

    @given(a=scales, b=scales, h=scales, n=powers)
    def test_is_symmetric_and_falls_with_the_gap(self, a, b, h, n):
        value = float(power_spheres.sphere_sphere(a, b, h, n))
        assert value > 0.0
        assert value == pytest.approx(
            float(power_spheres.sphere_sphere(b, a, h, n)), rel=SPHERES, abs=0
        )
        if n > 0:
            assert power_spheres.sphere_sphere(a, b, 1.1 * h, n) < value * (1 + SPHERES)

    @pytest.mark.parametrize("n", [2, 4, 5, 6, 8, 12])
    def test_closed_form_and_integral_meet(self, n):
        # Where cancellation reaches the bound, both still agree.
        h = np.geomspace(1e-3, 30.0, 400)
        closed, largest = _corners(np.ones(400), np.full(400, 0.8), h, n)
        near = int(np.argmin(np.abs(np.log(largest / np.abs(closed) / CANCELLATION))))
        chosen = slice(max(near - 5, 0), near + 5)
        closed = closed[chosen]
        both = power_spheres.sphere_sphere(1.0, 0.8, h[chosen], n)
        np.testing.assert_allclose(both, closed, rtol=SPHERES)

    def test_far_away_they_are_points(self):
        volumes = (4.0 / 3.0 * math.pi) ** 2 * 8.0
        value = power_spheres.sphere_sphere(1.0, 2.0, 1e6, 5)
        # The first correction is n(n-1)/10 (R1^2 + R2^2)/D^2.
        assert value == pytest.approx(volumes * (1e6 + 3.0) ** -5.0, rel=1e-10, abs=0)

    def test_a_huge_sphere_is_a_half_space(self):
        plate = power_plane.sphere_slab(np.asarray(1.0), np.asarray(0.1), ENDLESS, 6)
        value = power_spheres.sphere_sphere(1.0, 1e7, 0.1, 6)
        assert value == pytest.approx(float(plate), rel=1e-6, abs=0)  # of order R1/R2

    @pytest.mark.parametrize("n", [6, 7, 9])
    def test_near_contact_derjaguin_holds(self, n):
        # U = 2 pi R1 R2/(R1+R2) times the energy per area of plates, integrated over the gap.
        a, b, h = 1.0, 0.5, 1e-7
        plates = 2 * math.pi * h ** (5 - n) / ((n - 2) * (n - 3) * (n - 4) * (n - 5))
        expected = 2 * math.pi * a * b / (a + b) * plates
        value = power_spheres.sphere_sphere(a, b, h, n)
        assert value == pytest.approx(expected, rel=1e-5, abs=0)  # h/R times its logarithm


class TestShells:
    @pytest.mark.parametrize("n", [1, 2, 3, 5, 8])
    @pytest.mark.parametrize("t", [1e-6, 0.2499, 0.2501, 0.9])
    def test_a_shell_is_a_sphere_without_its_core(self, n, t):
        outer, h = 1.0, 0.5
        with mpmath.workdps(40):
            whole = _mp_slices(outer, h, lambda s: s ** (1 - n))
            core = _mp_slices(mpmath.mpf(outer) - t, h + mpmath.mpf(t), lambda s: s ** (1 - n))
            exact = float((whole - core) / mpmath.mpf(outer + h))
        value = power_shells.point_outside(outer - t, outer, h, n)
        assert value == pytest.approx(exact, rel=1e-9, abs=0)  # outer - t has lost ten digits of t

    @given(inner=st.floats(0.5, 2.0), t=scales, part=st.floats(1e-3, 0.999))
    def test_gravity_is_constant_inside(self, inner, t, part):
        outer = inner + t
        expected = 2.0 * math.pi * (outer - inner) * (outer + inner)
        value = power_shells.point_inside(inner, outer, part * inner, 1)
        assert value == pytest.approx(expected, rel=1e-9, abs=0)  # the thin shell loses six digits

    def test_a_thin_shell_keeps_the_digits_of_its_thickness(self):
        # Neither radius is a short binary fraction; their difference is exact.
        inner, outer = 7.056586188687591, 7.056586239200114
        mass = 4.0 / 3.0 * math.pi * (outer - inner) * (outer**2 + outer * inner + inner**2)
        value = power_shells.point_outside(inner, outer, 0.3, 1)
        assert value == pytest.approx(mass / (outer + 0.3), rel=ROUNDING, abs=0)
        inside = power_shells.point_inside(inner, outer, 5.9, 1)
        expected = 2.0 * math.pi * (outer - inner) * (outer + inner)
        assert inside == pytest.approx(expected, rel=ROUNDING, abs=0)

    def test_inside_the_fifth_power_pulls_to_the_wall(self):
        D = np.array([0.1, 0.5, 0.9])
        assert np.all(np.diff(power_shells.point_inside(1.0, 1.2, D, 5)) > 0.0)

    def test_the_surface_of_a_hollow_sphere_is_seen_at_one_distance_from_the_centre(self):
        thin = power_shells.point_inside(1.0, 1.0 + 1e-4, 1e-3, 5)
        assert thin == pytest.approx(4.0 * math.pi * 1e-4, rel=1e-3, abs=0)  # t/R and (D/R)^2


class TestCatalogue:
    def test_units_follow_the_power(self):
        value = evaluate("forces.bodies.sphere_sphere", R1="1 m", R2="1 m", r="3 m", power=6)
        assert value.unit == ""
        assert str(evaluate("forces.bodies.plates", h="1 m", power=7).unit) == "1 / m3"
        assert str(evaluate("forces.bodies.point_sphere", R="1 m", r="2 m", power=2).unit) == "m"

    @pytest.mark.parametrize("swap", [False, True])
    def test_a_small_gap_beside_unequal_spheres_keeps_its_digits(self, swap):
        a, b, r = 11.28532654793411, 2674.465367023868, 2685.7508143253303
        with mpmath.workdps(60):
            a_, b_ = mpmath.mpf(a), mpmath.mpf(b)
            h = mpmath.mpf(r) - a_ - b_
            near, far = h * (h + 2 * (a_ + b_)), (h + 2 * a_) * (h + 2 * b_)
            hamaker = 2 * a_ * b_ * (1 / near + 1 / far) + mpmath.log(near / far)
            expected = float(mpmath.pi**2 / 6 * hamaker)
        first, second = (b, a) if swap else (a, b)
        inputs = {"R1": f"{first!r} 1/eV", "R2": f"{second!r} 1/eV", "r": f"{r!r} 1/eV"}
        value = evaluate("forces.bodies.sphere_sphere", power=6, **inputs)
        assert value.value == pytest.approx(expected, rel=SPHERES, abs=0)

    def test_lengths_broadcast(self):
        value = evaluate("forces.bodies.point_sphere", R="1 m", r=["2 m", "3 m"])
        assert value.shape == (2,)

    def test_thicknesses_are_optional(self):
        thick = evaluate("forces.bodies.plates", h="1 um", thickness1="1 m", thickness2="1 m")
        endless = evaluate("forces.bodies.plates", h="1 um")
        assert thick.value == pytest.approx(endless.value, rel=1e-5, abs=0)
        inputs = {"R": "1 m", "r": "2 m", "thickness": "1 km"}
        plate = evaluate("forces.bodies.sphere_plate", **inputs)
        endless = evaluate("forces.bodies.sphere_plate", R="1 m", r="2 m")
        assert plate.value == pytest.approx(endless.value, rel=1e-5, abs=0)
        point = evaluate("forces.bodies.point_plate", h="1 um", thickness="1 m")
        assert point.value == pytest.approx(
            evaluate("forces.bodies.point_plate", h="1 um").value, rel=1e-11, abs=0
        )

    @pytest.mark.parametrize(
        ("name", "inputs", "words"),
        [
            ("point_sphere", {"R": "1 m", "r": "1 m"}, "r = 1 m is not allowed.*exceed R = 1 m"),
            ("point_sphere", {"R": "-1 m", "r": "1 m"}, "R = '-1 m'"),
            ("point_sphere", {"R": "1 m", "r": "2 m", "power": 17}, "power = 17 .* -10 and 16"),
            ("point_sphere", {"R": "1 m", "r": "2 m", "power": 2.5}, "power = 2.5 is not an int"),
            (
                "sphere_sphere",
                {"R1": "1 m", "R2": "1 m", "r": ["3 m", "1.9 m"]},
                r"r = 1.9 m .* R1 \+ R2 = 2 m",
            ),
            ("sphere_plate", {"R": "1 m", "r": "0.5 m"}, "r = 0.5 m"),
            ("sphere_plate", {"R": "1 m", "r": "2 m", "power": 3}, "power = 3 .* power >= 4"),
            ("plates", {"h": "0 m"}, "h = '0 m'"),
            ("plates", {"h": "1 m", "power": 4}, "power = 4 .* power >= 5"),
            ("plates", {"h": "1 m", "power": 3, "thickness1": "1 m"}, "power >= 4"),
            ("point_plate", {"h": "1 m", "power": 3}, "a half-space is finite for power >= 4"),
            ("point_plate", {"h": "1 m", "power": 2, "thickness": "1 m"}, "a slab .* >= 3"),
            ("point_shell", {"inner": "2 m", "outer": "1 m", "r": "3 m"}, "inner = 2 m"),
            ("point_shell", {"inner": "1 m", "outer": "2 m", "r": "1.5 m"}, "r = 1.5 m"),
        ],
    )
    def test_what_cannot_be_is_refused(self, name, inputs, words):
        with pytest.raises(DomainError, match=words):
            evaluate(f"forces.bodies.{name}", **inputs)

    @pytest.mark.parametrize("power", [-10, 16])
    def test_what_no_float_can_hold_is_refused(self, power):
        with pytest.raises(ConvergenceError, match="leaves the range of floating-point numbers"):
            evaluate("forces.bodies.point_sphere", R="1e19 m", r="2e25 m", power=power)

    def test_a_grid_of_powers_has_no_unit(self):
        with pytest.raises(ConfigError, match="power must be one number"):
            evaluate("forces.bodies.plates", h="1 m", power=[5, 6])

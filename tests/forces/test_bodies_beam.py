"""A sphere in a beam: brute force, small and large spheres, symmetries, the slow wave."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import ConfigError, DomainError
from softnu.forces.kernels.bodies import beam, eikonal
from softnu.forces.kernels.directional.spread import gaussian_angle_factor
from softnu.forces.kernels.mode import external_vector, mode_kernel
from tests.strategies import vectors

BRUTE = 1e-12  # product rule of 24 by 24 by 64 nodes, for waves of a few radians
ROUNDING = 1e-13  # of the forward wave, times 1 + k R
POINT = 1e-7  # (k R)^2 with k R = 1e-4, and (R/r)^2 with R/r = 1e-4
NEAR = 0.11  # the mean of (s/r)^2/2 over a sphere is 1/10 of (R/r)^2
AXIS = np.array([0.6, 0.0, 0.8])
MASSLESS = np.zeros(())
ONE = np.ones(())
PLACES = pytest.mark.parametrize(
    "r", [[0.3, 0.5, 2.0], [0.0, 0.0, -2.0], [1.2, 0.0, 1.6], [-1.2, 0.0, -1.6]]
)


def _ball(nodes=24):
    x, w = np.polynomial.legendre.leggauss(nodes)
    rho, w_rho = 0.5 * (x + 1.0), 0.5 * w
    phi = 2.0 * math.pi * np.arange(64) / 64
    r, c, p = (a.ravel() for a in np.meshgrid(rho, x, phi, indexing="ij"))
    weight = (w_rho * rho**2)[:, None, None] * w[:, None] * np.full(64, math.pi / 32)
    s = np.sqrt(1.0 - c**2)
    return np.stack([r * s * np.cos(p), r * s * np.sin(p), r * c], -1), weight.ravel()


BALL, WEIGHTS = _ball()


def _slow_part(k, r):
    """The slow wave of the exact kernel of a unit sphere: what remains without e^{-ikr}."""
    sine, _ = beam._half_angles(AXIS, r)
    waves = beam._partial_waves(k, AXIS, ONE, r)
    phase = np.exp(2j * k * np.linalg.norm(r, axis=-1) * sine)
    return (0.5j * k * phase * (k**2 * waves.wave - 1j * k * waves.slope)).real


def _at(distance, alpha):
    """A point at an angle to the axis."""
    aside = np.array([0.8, 0.0, -0.6])
    return distance * (np.cos(alpha) * AXIS + np.sin(alpha) * aside)


class TestPartialWaves:
    @PLACES
    @pytest.mark.parametrize("k", [0.3, 3.0])
    def test_equal_the_integral_over_the_sphere(self, r, k):
        apart = np.array(r) - BALL
        s = np.linalg.norm(apart, axis=-1)
        brute = WEIGHTS @ (np.exp(1j * k * (s - apart @ AXIS)) / (4.0 * math.pi * s))
        value = complex(beam.sphere_beam(np.float64(k), 2.0 * AXIS, ONE, np.array(r)))
        assert abs(value - brute) <= BRUTE * abs(brute)

    @PLACES
    @pytest.mark.parametrize(
        ("m_nu", "population", "majorana"),
        [
            (0.0, "sum", False),
            (2.0, "produced", False),
            (2.0, "opposite", False),
            (2.0, "sum", True),
        ],
    )
    def test_the_kernel_is_that_of_one_mode_integrated(self, r, m_nu, population, majorana):
        k, r = 3.0, np.array(r)
        K0, K = external_vector(np.float64(k), np.float64(m_nu), population)
        apart = r - BALL
        s, along = np.linalg.norm(apart, axis=-1), apart @ AXIS
        w = np.cos(k * s) / (4.0 * math.pi * s)
        slope = -(k * np.sin(k * s) + np.cos(k * s) / s) / (4.0 * math.pi * s)
        energy = K0 * math.hypot(k, m_nu) - (m_nu**2 if majorana else 0.0)
        S00 = energy * np.cos(k * along) * w - np.sin(k * along) * K * along / s * slope
        brute, scale = WEIGHTS @ S00, WEIGHTS @ np.abs(S00)
        value = beam.sphere_beam_kernel(
            np.float64(k), AXIS, ONE, r, np.float64(m_nu), population, majorana
        )
        assert abs(float(value) - brute) <= BRUTE * scale

    @given(kr=st.floats(1e-4, 1e3), direction=vectors())
    def test_a_small_sphere_is_a_point(self, kr, direction):
        r = direction / np.linalg.norm(direction)
        R = 1e-4 / max(kr, 1.0)
        value = beam.sphere_beam_kernel(
            np.float64(kr), AXIS, np.float64(R), r, MASSLESS, "sum", False
        )
        S, _ = mode_kernel(r, kr * AXIS, MASSLESS, "sum", False)
        volume = 4.0 / 3.0 * math.pi * R**3
        scale = volume * kr * (kr + 1.0) / (4.0 * math.pi)
        assert abs(float(value) - volume * S[0, 0]) <= POINT * scale

    @settings(max_examples=30)
    @given(k=st.floats(1e-3, 30.0), direction=vectors(), distance=st.floats(1.001, 1e4))
    def test_the_kernel_does_not_know_which_way_is_back(self, k, direction, distance):
        r = distance * direction / np.linalg.norm(direction)

        def kernel(axis):
            return float(
                beam.sphere_beam_kernel(np.float64(k), axis, ONE, r, MASSLESS, "sum", False)
            )

        forward = k**2 * 4.0 / 3.0 * math.pi / (4.0 * math.pi * (distance - 1.0)) + k**2
        assert abs(kernel(AXIS) - kernel(-AXIS)) <= ROUNDING * (1.0 + k * distance) * forward

    @settings(max_examples=30)
    @given(k=st.floats(1e-3, 30.0), direction=vectors(), distance=st.floats(1.001, 100.0))
    def test_turning_everything_changes_nothing(self, k, direction, distance):
        r = distance * direction / np.linalg.norm(direction)
        turn = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
        one = complex(beam.sphere_beam(np.float64(k), AXIS, ONE, r))
        other = complex(beam.sphere_beam(np.float64(k), turn @ AXIS, ONE, turn @ r))
        assert abs(one - other) <= ROUNDING * (1.0 + k * distance)

    def test_behind_a_large_sphere_the_wave_is_its_length(self):
        # Geometric optics: i/(2k) times the path of 2 R through the sphere, up to diffraction.
        k = np.array([100.0, 1000.0])
        B = beam.sphere_beam(k, AXIS, ONE, 1.5 * AXIS)
        missing = np.abs(B * k - 1j)
        assert np.all(missing < 0.2)
        assert missing[1] < missing[0]

    def test_spheres_of_all_sizes_are_summed_together(self):
        k = np.array([1e-40, 1e-5, 0.3, 40.0, 2000.0])
        together = beam.sphere_beam(k, AXIS, ONE, _at(1.7, 0.4))
        alone = [complex(beam.sphere_beam(np.float64(x), AXIS, ONE, _at(1.7, 0.4))) for x in k]
        np.testing.assert_allclose(together, alone, rtol=1e-11)
        assert np.all(np.isfinite(together))


class TestSlowWave:
    @pytest.mark.parametrize("kR", [50.0, 400.0, 2000.0])
    @pytest.mark.parametrize(("distance", "accuracy"), [(20.0, 3e-3), (100.0, 2e-4)])
    @pytest.mark.parametrize("b", [0.0, 0.3, 1.0])
    def test_stated_accuracy_beside_the_exact_waves(self, kR, distance, accuracy, b):
        alpha = b / distance
        exact = float(_slow_part(np.float64(kR), _at(distance, alpha)))
        wave = complex(eikonal.sphere_slow_wave(kR * distance, 1.0 / distance, alpha, 0.0))
        value = float(eikonal.sphere_slow_kernel(kR, 1.0, distance, alpha, 0.0))
        size = kR**2 / (3.0 * distance) * abs(wave)
        assert abs(value - exact) <= accuracy * size

    @pytest.mark.parametrize("k", [1e-6, 0.1, 3.0])
    @pytest.mark.parametrize("distance", [20.0, 100.0])
    @pytest.mark.parametrize("b", [0.0, 0.3, 1.0])
    def test_a_small_sphere_sums_the_slow_waves_of_its_points(self, k, distance, b):
        apart = _at(distance, b / distance) - BALL
        s, along = np.linalg.norm(apart, axis=-1), apart @ AXIS
        slow = k**2 / (4.0 * math.pi * s) * 0.5 * (1.0 + along / s) * np.cos(k * (s - along))
        value = float(eikonal.sphere_slow_kernel(k, 1.0, distance, b / distance, 0.0))
        size = k**2 / (3.0 * distance)
        assert abs(value - WEIGHTS @ slow) <= NEAR * size / distance**2

    @given(
        f=st.floats(1e-3, 0.3),
        alpha=st.floats(0.0, 3.0),
        width=st.floats(0.0, 1.0),
    )
    def test_a_sphere_smears_like_a_gaussian_of_its_mean_square(self, f, alpha, width):
        kr, size = 1e8, math.sqrt(f / 1e8)
        angle, spread = alpha * size, width * size
        wave = complex(eikonal.sphere_slow_wave(kr, size, angle, spread))
        joint = math.sqrt(spread**2 + size**2 / 5.0)
        gaussian = complex(gaussian_angle_factor(kr, angle, joint))
        # The mean fourth power of a sphere is 8/35 R^4, of the Gaussian 8/25 R^4.
        assert abs(wave - gaussian) <= 0.012 * f**2 * (1.0 + alpha) ** 4

    @pytest.mark.parametrize("f", [0.1, 5.0, 300.0])
    @pytest.mark.parametrize("b", [0.0, 0.7, 1.5])
    def test_equals_brute_force_over_the_columns(self, f, b):
        x, w = np.polynomial.legendre.leggauss(700)
        s = 0.5 * (x + 1.0)
        phi = 2.0 * math.pi * np.arange(2000) / 2000
        phase = 0.5 * f * (s[:, None] ** 2 + b**2 - 2.0 * s[:, None] * b * np.cos(phi))
        # Columns of a sphere, over its volume; the square root costs digits at the edge.
        columns = 1.5 * s * np.sqrt(1.0 - s**2) * w
        brute = columns @ np.exp(1j * phase).mean(axis=1)
        size = 1e-6
        alpha = 2.0 * math.asin(0.5 * b * size)
        wave = complex(eikonal.sphere_slow_wave(f / size**2, size, alpha, 0.0))
        assert abs(wave - brute) <= 1e-6

    @pytest.mark.parametrize("width", [0.0, 0.3])
    def test_a_spread_of_directions_is_an_average(self, width):
        f, size, alpha = 4.0, 1e-3, 0.4e-3
        kr, sigma = f / size**2, width * size
        x, w = np.polynomial.hermite_e.hermegauss(60)
        w = w / w.sum()
        dx, dy = np.meshgrid(sigma * x, sigma * x, indexing="ij")
        angles = np.hypot(alpha + dx, dy)
        waves = eikonal.sphere_slow_wave(kr, size, angles, 0.0)
        mean = np.einsum("i,j,ij->", w, w, waves)
        wave = complex(eikonal.sphere_slow_wave(kr, size, alpha, sigma))
        assert abs(wave - mean) <= 1e-6  # small angles: 2 sin(alpha/2) and alpha differ by size^2

    def test_a_sphere_that_is_too_large_is_refused(self):
        with pytest.raises(DomainError, match="phase of the beam across the sphere"):
            eikonal.sphere_slow_wave(1e14, 1e-3, 0.0, 0.0)


class TestCatalogue:
    INPUTS = {"k": "3 eV", "axis": [0.6, 0, 0.8], "R": "1 1/eV"}
    OUTSIDE = ["0.3 1/eV", "0.5 1/eV", "2 1/eV"]

    @pytest.mark.parametrize("name", ["sphere_beam", "sphere_beam_kernel"])
    def test_points_inside_are_refused(self, name):
        extra = {"part": "re"} if name == "sphere_beam" else {}
        with pytest.raises(DomainError, match="overlap, it must exceed R = "):
            evaluate(f"forces.bodies.{name}", **self.INPUTS, r=["0 m", "0 m", "0.5 1/eV"], **extra)

    @pytest.mark.parametrize("k", ["1e-50 eV", "1 MeV"])
    def test_sizes_that_partial_waves_cannot_do_are_refused(self, k):
        inputs = self.INPUTS | {"k": k, "r": self.OUTSIDE}
        with pytest.raises(DomainError, match=r"k R = .* partial waves are summed from"):
            evaluate("forces.bodies.sphere_beam_kernel", **inputs)

    def test_a_majorana_background_has_both_helicities(self):
        with pytest.raises(ConfigError, match="population = 'produced'"):
            evaluate(
                "forces.bodies.sphere_beam_kernel",
                **self.INPUTS,
                r=self.OUTSIDE,
                nature="majorana",
                population="produced",
            )

    def test_the_slow_kernel_has_widths_up_to_a_half_turn(self):
        inputs = {"k": "1 eV", "R": "0.1 mm", "r": "1 cm"}
        with pytest.raises(DomainError, match=r"width = '4 rad' .* between 0 and 3.14159"):
            evaluate("forces.bodies.sphere_beam_slow", **inputs, width="4 rad")

    def test_the_slow_kernel_of_the_smallest_sphere_is_that_of_a_point(self):
        inputs = {"k": "1 eV", "r": "1 cm", "alpha": "1e-3 rad"}
        tiny = evaluate("forces.bodies.sphere_beam_slow", R="1e-90 m", **inputs)
        small = evaluate("forces.bodies.sphere_beam_slow", R="1e-12 m", **inputs)
        assert tiny.value == pytest.approx(1e-234 * small.value, rel=1e-12, abs=0)

    def test_the_slow_kernel_refuses_overlap_and_broadcasts(self):
        inputs = {"k": "1 eV", "R": "0.1 mm"}
        with pytest.raises(DomainError, match="r = 5e-05 m"):
            evaluate("forces.bodies.sphere_beam_slow", **inputs, r="50 um")
        value = evaluate("forces.bodies.sphere_beam_slow", **inputs, r=["1 cm", "1 m"])
        assert value.shape == (2,)

    def test_points_broadcast(self):
        r = [self.OUTSIDE, ["0 1/eV", "0 1/eV", "3 1/eV"]]
        value = evaluate("forces.bodies.sphere_beam", **self.INPUTS, r=r, part="im")
        alone = evaluate("forces.bodies.sphere_beam", **self.INPUTS, r=r[1], part="im")
        assert value.shape == (2,)
        assert value[1] == alone

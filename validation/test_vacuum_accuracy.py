"""The vacuum force against arbitrary-precision evaluation of the printed formulas."""

import mpmath as mp
import numpy as np
import pytest

from softnu.forces.kernels import spectral, vacuum
from softnu.forces.kernels.short_distance import short_distance_factor

pytestmark = pytest.mark.slow

STATED = 1e-13  # what the kernels promise
FORM_FACTOR = 1e-13  # relative to the larger of |S| and its exponential part

PRODUCTS = [10.0**e for e in range(-8, 10)]
RATIOS = [0.0, 1e-12, 1e-6, 1e-3, 0.1, 0.5, 0.999, 1.0 - 1e-9, 1.0]
NATURES = pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])


def _spectral(x, ratio, functions, digits=50):
    """Integrate f(X, a, b) as printed; at 50 digits its cancellations do no harm."""
    with mp.workdps(digits):
        a, b = mp.mpf(x), mp.mpf(x) * mp.mpf(ratio)
        x0, d = a + b, a - b

        def integrand(f):
            def of_u(u):
                X = x0 + u
                root = mp.sqrt((X**2 - x0**2) * (X**2 - d**2))
                return root / X * f(X, a, b) * mp.exp(-u)

            return of_u

        scales = [x0 * mp.mpf(10) ** e for e in (-6, -3, -1, 0)]
        edges = {mp.mpf(e) for e in ("0", "1e-3", "1", "5", "20", "60", "150")}
        edges |= {s for s in (*scales, b) if 0 < s < 60}
        return [mp.quad(integrand(f), sorted(edges)) / 6 for f in functions]


def _bracket(kappa):
    def of_X(X, a, b):
        return X**2 - (a**2 + b**2) / 2 - (a**2 - b**2) ** 2 / (2 * X**2) - 3 * kappa * a * b

    return of_X


def _r_b(X, a, b):
    return 1 + (a**2 + b**2) / X**2 - 2 * (a**2 - b**2) ** 2 / X**4


@NATURES
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("x", PRODUCTS)
def test_potential_and_slope_keep_the_stated_accuracy(x, ratio, majorana):
    bracket = _bracket(int(majorana))
    potential, slope = _spectral(x, ratio, [bracket, lambda X, a, b: bracket(X, a, b) * (1 + X)])
    args = (np.float64(x), np.float64(1.0), np.float64(ratio))
    assert abs(spectral.scaled_potential(*args).of(majorana) / potential - 1) < STATED
    assert abs(spectral.scaled_slope(*args).of(majorana) / slope - 1) < STATED


@NATURES
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("x", [1e-8, 1e-4, 1e-2, 0.3, 2.0, 30.0, 150.0])
def test_spin_coefficients_keep_the_stated_accuracy(x, ratio, majorana):
    bracket = _bracket(int(majorana))
    v_d, v_r = _spectral(
        x,
        ratio,
        [
            lambda X, a, b: -bracket(X, a, b) - _r_b(X, a, b) * (1 + X),
            lambda X, a, b: _r_b(X, a, b) * (3 + 3 * X + X**2),
        ],
    )
    decay = mp.exp(-mp.mpf(x) * (1 + mp.mpf(ratio)))
    computed = vacuum.spin_coefficients(
        np.float64(x), np.float64(1.0), np.float64(ratio), majorana
    )
    # The exponent itself is rounded: 2 x roundings.
    tolerance = STATED + 4.4e-16 * x
    assert abs(computed[0] / (v_d * decay) - 1) < tolerance
    assert abs(computed[1] / (v_r * decay) - 1) < tolerance


@pytest.mark.parametrize("log_scale", [0.0, -9.37, 4.0])
def test_short_distance_factor_keeps_the_stated_accuracy(log_scale):
    points = np.concatenate([np.geomspace(1e-8, 1e3, 150), [1.0 - 1e-12, 1.0, 0.86146, 4.14066]])
    computed = short_distance_factor(points, log_scale)
    with mp.workdps(60):
        for value, point in zip(computed, points, strict=True):
            x = mp.mpf(float(point))
            rising, falling = mp.exp(x) * mp.e1(x), mp.exp(-x) * mp.ei(x)
            braces = rising - falling - 1 + mp.exp(-x) + x / 2 * (rising + falling)
            contact = x**4 / 12 * mp.exp(-x)
            exact = x**4 / 12 * braces + contact * log_scale * (1 - x / 2)
            scale = max(abs(exact), contact * (1 + abs(log_scale)))
            assert abs(value - exact) < FORM_FACTOR * scale

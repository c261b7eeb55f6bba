"""Density above flat matter: definitions in thirty digits, limits, crossovers, sums of waves."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import SoftnuError
from softnu.numerics.panels import panel_rule
from softnu.relics.kernels import flat, guided
from softnu.relics.kernels.exponential import exponential_integrals

#: Of the amplitude, for the series of exponential integrals.
TOL_SERIES = 8e-15
#: Of the amplitude, for the integral at large delta.
TOL_INTEGRAL = 1e-12
#: Closed forms at the surface, and G.
RTOL_CLOSED = 5e-15
#: Of sums over many waves with a tail left out.
RTOL_SUM = 1e-9

SMALL = [1e-12, -2.5e-8, 1e-6, -1e-4, 4.9e-3]
LARGE = [5.1e-3, -0.02, 0.3, -0.45, -0.5 + 1e-9, -0.5, -0.5 - 1e-9, -0.8, 7.0, -30.0, 1e4]
#: On both sides of y = 5, where the table takes over, and of y |v_0| = 10, where the path ends.
HEIGHTS = [1e-9, 1e-3, 0.7, 4.2, 4.99, 5.01, 5.2, 30.0, 700.0]
deltas = st.one_of(st.floats(-1e3, 1e3), st.floats(-1e-2, 1e-2), st.floats(-0.52, -0.48))
heights = st.floats(0.0, 1e4)


def density(delta, y):
    """D by mpmath: the original integral, turned to mu = 1 + i t, reflection at its face."""
    with mpmath.workdps(30):
        d, y = mpmath.mpf(delta), mpmath.mpf(y)

        def reflected(mu):
            return -2 * d / (mu + mpmath.sqrt(mu**2 + 2 * d)) ** 2

        # Total reflection begins at t = i(1 - sqrt(-2 delta)).
        start = abs(1 - mpmath.sqrt(-2 * d)) if d < 0 else mpmath.mpf(1)
        scales = sorted({start / 10, start, 10 * start, 1 / y, 10 / y, 100 / y})
        integral = mpmath.quad(
            lambda t: reflected(1 + 1j * t) * mpmath.exp(-y * t), [0, *scales, mpmath.inf]
        )
        return float(mpmath.re(-1j * mpmath.exp(1j * y) * integral))


def slope(delta, y):
    with mpmath.workdps(30):
        d, y = mpmath.mpf(delta), mpmath.mpf(y)

        def weighted(t):
            mu = 1 + 1j * t
            return 2 * d * mu / (mu + mpmath.sqrt(mu**2 + 2 * d)) ** 2 * mpmath.exp(-y * t)

        start = abs(1 - mpmath.sqrt(-2 * d)) if d < 0 else mpmath.mpf(1)
        scales = sorted({start / 10, start, 10 * start, 1 / y, 10 / y, 100 / y})
        integral = mpmath.quad(weighted, [0, *scales, mpmath.inf])
        return float(mpmath.re(-mpmath.exp(1j * y) * integral))


def amplitude(delta, y):
    return min(abs(delta), max(1.0, abs(delta) ** 0.5)) / (2 + 2 * y)


@pytest.mark.parametrize("delta", SMALL + LARGE)
@pytest.mark.parametrize("y", [0.7, 4.99, 5.01, 700.0])
def test_the_density_is_the_turned_integral(delta, y):
    found = flat.flat_density(np.float64(delta), np.float64(y))
    tolerance = (TOL_SERIES if abs(delta) <= 5e-3 else TOL_INTEGRAL) * amplitude(delta, y)
    assert found == pytest.approx(density(delta, y), rel=0, abs=tolerance + 1e-16 * abs(y * found))


@pytest.mark.parametrize("delta", [-2.5e-8, 4.9e-3, 5.1e-3, 0.3, -0.5, -0.8])
@pytest.mark.parametrize("y", [0.7, 4.99, 5.01, 30.0])
def test_the_slope_is_that_of_the_turned_integral(delta, y):
    found = flat.flat_slope(np.float64(delta), np.float64(y))
    tolerance = (TOL_SERIES if abs(delta) <= 5e-3 else TOL_INTEGRAL) * 2 * amplitude(delta, y)
    assert found == pytest.approx(slope(delta, y), rel=0, abs=tolerance)


@pytest.mark.parametrize("delta", [1e-10, -1e-3, 4.9e-3, 5.1e-3, 0.05, -0.4, -0.5, -0.8, 30, -1e5])
def test_at_the_surface_it_has_a_closed_form(delta):
    with mpmath.workdps(40):
        d = mpmath.mpf(delta)
        expected = mpmath.re((1 + 2 * d) ** mpmath.mpf(1.5)) / (3 * d) - 1 / (3 * d) - 1
    found = flat.flat_density(np.float64(delta), np.float64(0.0))
    assert found == pytest.approx(float(expected), rel=RTOL_CLOSED, abs=0)
    # Continuous from the integral, which is used at any y > 0.
    near = flat.flat_density(np.float64(delta), np.float64(1e-16))
    assert near == pytest.approx(
        float(expected), rel=TOL_INTEGRAL * max(1, abs(delta) ** 0.5), abs=0
    )
    if delta >= -0.5:
        slope_there = flat.flat_slope(np.float64(delta), np.float64(0.0))
        assert slope_there == pytest.approx(-np.pi * delta / 4, rel=RTOL_CLOSED, abs=0)


@pytest.mark.parametrize("delta", [-0.6, -3.0])
def test_the_slope_at_a_wall_is_that_of_the_reflected_waves(delta):
    # Re of the integral of i mu r over mu = 0 to 1.
    with mpmath.workdps(30):
        s = mpmath.sqrt(-2 * mpmath.mpf(delta))
        expected = mpmath.quad(lambda m: 2 * m**2 * mpmath.sqrt(s**2 - m**2) / s**2, [0, 1])
    found = flat.flat_slope(np.float64(delta), np.float64(0.0))
    assert found == pytest.approx(float(expected), rel=RTOL_CLOSED * 4, abs=0)


@pytest.mark.parametrize("y", [0.0, *HEIGHTS, 1e6])
def test_the_profile_is_an_exponential_integral(y):
    with mpmath.workdps(40):
        z = mpmath.mpc(0, -mpmath.mpf(y))
        F = float(mpmath.re(mpmath.expint(2, z)))
        derivative = float(-mpmath.im(mpmath.expint(1, z))) if y else -np.pi / 2
    tolerance = TOL_SERIES / (1 + y)
    found = flat.flat_profile(np.float64(y))
    assert found == pytest.approx(F, rel=0, abs=tolerance)
    found = flat.flat_profile_slope(np.float64(y))
    assert found == pytest.approx(derivative, rel=0, abs=tolerance)


def test_all_orders_of_the_table_are_exponential_integrals():
    orders = tuple(range(2, 17, 2))
    for y in (5.0, 6.0, 50.0, 1e4):
        found = exponential_integrals(np.array([y]), orders)
        for m, value in zip(orders, found, strict=True):
            with mpmath.workdps(30):
                expected = float(mpmath.re(mpmath.expint(m, mpmath.mpc(0, -y))))
            # The n-th order is multiplied with (delta/2)^(n - 1), at most 2.5e-3 each.
            loss = 1 if m == 2 else 2.5e-3 ** (1 - m // 2)
            assert value[0] == pytest.approx(expected, rel=0, abs=TOL_SERIES * loss / (1 + y))


def test_over_and_underdensity_cancel():
    edges = np.linspace(0.0, 2000.0, 401)
    y, weight = panel_rule(edges)
    # The integral up to Y is -cos(Y)/Y^0 of the rest: -Im E_3(-iY) beyond it.
    tail = float(mpmath.im(mpmath.expint(3, mpmath.mpc(0, -2000.0))))
    assert weight @ flat.flat_profile(y) == pytest.approx(tail, rel=0, abs=1e-13)


@given(y=st.floats(0.0, 1e5), d=st.floats(1e-12, 1e-7))
def test_small_densities_are_linear_and_opposite(y, d):
    attracted, repelled = (
        flat.flat_density(np.float64(sign * d), np.float64(y)) for sign in (1, -1)
    )
    linear = 0.5 * d * flat.flat_profile(np.float64(y))
    # The second order is delta^2/2 times E_4, at most 1/|3 - iy|; 1 % for the third.
    second = 0.505 * d**2 / np.hypot(3.0, y) + TOL_SERIES * d / (1 + y)
    assert attracted == pytest.approx(linear, rel=0, abs=second)
    assert repelled == pytest.approx(-linear, rel=0, abs=second)


@given(d=deltas, y=heights)
def test_no_more_is_missing_than_there_is(d, y):
    value = flat.flat_density(np.float64(d), np.float64(y))
    assert np.isfinite(value)
    assert value >= -1.0 - TOL_INTEGRAL


def test_a_hard_wall_doubles_and_empties():
    y = np.linspace(0.1, 30.0, 60)
    found = flat.flat_density(np.float64(-1e12), y)
    np.testing.assert_allclose(found, -np.sin(y) / y, rtol=0, atol=1e-5)


@pytest.mark.parametrize("delta", [0.02, 0.5])
@pytest.mark.parametrize("y", [0.0, 1.0, 9.0])
def test_open_and_guided_waves_add_up(delta, y):
    """Waves that come from above interfere with themselves, waves from below are diluted."""
    theta = np.sqrt(2 * delta)
    # From above r cos(y mu) + r^2/2; from below, transmitted into mu: t^2 mu/mu'/2 of the flux.
    mu, weight = panel_rule(np.concatenate([[0.0], np.geomspace(1e-6, 1.0, 60)]))
    inner = np.sqrt(mu**2 + 2 * delta)
    r = (mu - inner) / (mu + inner)
    open_waves = weight @ (0.5 * (1 + r**2) + r * np.cos(y * mu) + 0.5 * (1 - r**2) - 1.0)
    # Bound waves fall as e^(-kappa h) outside: |t|^2 kappa/(2q) with t = 2 q/(q + i kappa).
    x, weight = panel_rule(np.linspace(0.0, 0.5 * np.pi, 9))
    kappa, q = theta * np.cos(x), theta * np.sin(x)
    bound = weight @ (q * 2 * q * kappa / (2 * delta) * np.exp(-y * kappa))
    found = flat.flat_density(np.float64(delta), np.float64(y))
    assert open_waves + bound == pytest.approx(found, rel=RTOL_SUM, abs=1e-10)
    empty = evaluate("relics.overdensity.flat", delta=delta, y=y, modes="guided_empty")
    assert empty.value == pytest.approx(open_waves, rel=RTOL_SUM, abs=1e-10)


@pytest.mark.parametrize("zeta", [0.0, 1e-9, 0.3, 3.0, 19.999, 20.001, 60.0, 1e6])
def test_the_guided_profile_and_its_slope(zeta):
    with mpmath.workdps(30):
        a = 2 * mpmath.mpf(zeta)
        u = sorted(
            {mpmath.mpf(x) for x in (0, 0.5, 1)} | {min(c / (1 + a), 1) for c in (1, 9, 60)}
        )

        def root(x):
            return mpmath.sqrt(1 - x**2) * mpmath.exp(-a * x)

        G = float(2 * mpmath.quad(lambda x: x * root(x), u))
        derivative = float(-4 * mpmath.quad(lambda x: x**2 * root(x), u))
    assert guided.guided_profile(np.float64(zeta)) == pytest.approx(G, rel=1e-14, abs=0)
    assert guided.guided_slope(np.float64(zeta)) == pytest.approx(derivative, rel=1e-13, abs=0)


def test_the_guided_profile_at_the_surface():
    assert guided.guided_profile(np.float64(0.0)) == pytest.approx(2 / 3, rel=RTOL_CLOSED, abs=0)
    assert guided.guided_slope(np.float64(0.0)) == pytest.approx(
        -np.pi / 4, rel=RTOL_CLOSED, abs=0
    )


@given(d=st.floats(1e-10, 0.3), y=st.floats(0.0, 1e3))
def test_empty_waves_are_missing_where_matter_attracts(d, y):
    for sign in (1, -1):
        delta, height = np.float64(sign * d), np.float64(y)
        every = flat.flat_density(delta, height)
        empty = guided.flat_empty_density(delta, height)
        assert empty < every if sign > 0 else empty == every


def test_the_slope_of_empty_waves():
    y, step = np.linspace(0.5, 40.0, 30), 1e-4
    for delta in (1e-3, 0.1, -0.1):
        d = np.float64(delta)
        numeric = guided.flat_empty_density(d, y + step) - guided.flat_empty_density(d, y - step)
        found = guided.flat_empty_slope(d, y)
        # Differences of second order: step^2 and rounding over the step.
        np.testing.assert_allclose(numeric / (2 * step), found, rtol=0, atol=1e-8 * abs(delta))


@settings(max_examples=30)
@given(d=st.floats(-0.4, 0.4), zeta=st.floats(0.0, 50.0))
def test_the_asymmetry_counts_the_size_of_delta(d, zeta):
    found, mirror = (
        evaluate("relics.overdensity.flat_asymmetry", delta=x, zeta=zeta).value for x in (d, -d)
    )
    assert found == mirror
    if abs(d) < 1e-12:
        assert abs(found) <= (2 * abs(d)) ** 0.5


def test_the_published_asymmetry_is_larger():
    for d in (1e-8, 2.5e-8):
        for zeta in (0.0, 1.0):
            derived, published = (
                evaluate("relics.overdensity.flat_asymmetry", delta=d, zeta=zeta, convention=c)
                for c in ("derived", "published")
            )
            assert 1.4 * derived < published
        # 2/3 of theta_c and nothing far away against 16/15 and 2/5.
        assert derived.value < 1.0 * (2 * d) ** 0.5
    assert evaluate("relics.overdensity.flat_asymmetry", delta=0, zeta=1).value == 0.0


@settings(max_examples=30)
@given(
    d=st.floats(-1e-4, 1e-4),
    kh=st.floats(0.0, 100.0),
    t1=st.floats(0.0, 10.0),
    t2=st.floats(0.0, 10.0),
)
def test_slabs_on_slabs_add_up(d, kh, t1, t2):
    def slab(h, t):
        return float(evaluate("relics.overdensity.slab", delta=d, kh=h, kt=t).value)

    tolerance = 1e-14 * abs(d)
    assert slab(kh, t1) + slab(kh + t1, t2) == pytest.approx(
        slab(kh, t1 + t2), rel=0, abs=tolerance
    )


def test_a_thick_slab_is_a_half_space():
    found = evaluate("relics.overdensity.slab", delta=1e-8, kh=0.3, kt=1e9)
    expected = evaluate("relics.overdensity.flat", delta=1e-8, y=0.6)
    assert found.value == pytest.approx(expected.value, rel=1e-7, abs=0)


def test_heights_and_deltas_broadcast():
    delta = np.array([[1e-9], [-2e-3], [0.2], [-0.7]])
    y = np.array([0.0, 1.0, 4.999, 5.001, 80.0])
    found = flat.flat_density(delta, y)
    assert found.shape == (4, 5)
    for i, d in enumerate(delta[:, 0]):
        for j, height in enumerate(y):
            single = flat.flat_density(np.float64(d), height)
            tolerance = 1e-14 * amplitude(d, height)
            assert found[i, j] == pytest.approx(float(single), rel=0, abs=tolerance)
    assert flat.flat_density(np.zeros(0), np.zeros(0)).shape == (0,)
    many = flat.flat_density(np.float64(2.5e-8), np.linspace(0.0, 9.0, 9001))
    assert many[9000] == flat.flat_density(np.float64(2.5e-8), np.float64(9.0))


def test_no_matter_changes_nothing():
    y = np.array([0.0, 1.0, 1e3])
    assert not np.any(flat.flat_density(np.float64(0.0), y))
    assert not np.any(flat.flat_slope(np.float64(0.0), y))


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("flat", {"delta": 1, "y": -1}, "y = '-1' is not allowed"),
        ("flat", {"delta": float("nan"), "y": 1}, "delta = 'nan' is not allowed"),
        ("flat", {"delta": 1, "y": 1, "modes": "al"}, "did you mean 'all'"),
        ("flat_profile", {"y": float("inf")}, "y = 'inf' is not allowed"),
        ("guided_profile", {"zeta": -0.1}, "zeta = '-0.1' is not allowed"),
        ("flat_asymmetry", {"delta": 1e-8, "zeta": -1}, "zeta = '-1' is not allowed"),
        ("slab", {"delta": 1e-8, "kh": -1, "kt": 1}, "kh = '-1' is not allowed"),
        ("slab", {"delta": 1e-8, "kh": 1, "kt": "1 m"}, "kt in 'm' has the wrong unit"),
    ],
)
def test_what_is_not_allowed_is_named(name, inputs, message):
    with pytest.raises(SoftnuError, match=message):
        evaluate(f"relics.overdensity.{name}", **inputs)

"""Faces and slabs: Fresnel amplitudes in arbitrary precision, no force at first order."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import SoftnuError
from softnu.relics.kernels import slab

#: A few roundings of closed forms.
RTOL_ROUNDING = 4e-15
#: Roundings of the phase mu' k t, whose sine may be small.
RTOL_PHASE = 4e-16
#: Quadrature of a smooth function, tanh-sinh at 30 digits, rounded to floats.
RTOL_QUADRATURE = 1e-13

cosines = st.floats(1e-6, 1.0)
deltas = st.one_of(st.floats(1e-12, 3.0), st.floats(1e-12, 3.0).map(lambda d: -d))


def inside(mu: float, delta: float) -> mpmath.mpc:
    return mpmath.sqrt(mpmath.mpc(mpmath.mpf(mu) ** 2 + 2 * mpmath.mpf(delta)))


@given(mu=cosines, delta=deltas)
def test_both_faces_balance_the_momentum(mu, delta):
    with mpmath.workdps(60):
        behind = inside(mu, delta)
        R = abs((mu - behind) / (mu + behind)) ** 2
        passes = behind.real
        front = mu * (mu * (1 + R) - (1 - R) * passes)
        rear = mu * (1 - R) * (passes * (1 + R) - (1 - R) * mu)
    # In the branch next to total reflection mu'^2 is a difference of floats.
    distance = abs(mu * mu + 2 * delta) / (mu * mu)
    rtol = RTOL_ROUNDING * (1 + 1 / np.sqrt(distance)) if distance > 0 else 1.0
    arguments = np.float64(mu), np.float64(delta)
    assert slab.front_pressure(*arguments) == pytest.approx(float(front), rel=rtol, abs=0)
    found = slab.rear_pressure(*arguments)
    assert found == pytest.approx(float(rear) if passes else 0.0, rel=4 * rtol, abs=0)
    assert slab.faces_pressure(*arguments) == pytest.approx(float(front + rear), rel=rtol, abs=0)


@given(mu=st.floats(0.05, 1.0), delta=st.floats(1e-14, 1e-6), sign=st.sampled_from([-1, 1]))
def test_no_force_of_first_order_acts_on_a_slab(mu, delta, sign):
    # Cabibbo and Maiani: -delta on the front, +delta on the rear, delta^2/mu^2 together.
    d = np.float64(sign * delta)
    expansion = 10 * delta / mu**2 + RTOL_ROUNDING
    assert slab.front_pressure(np.float64(mu), d) == pytest.approx(-d, rel=expansion, abs=0)
    assert slab.rear_pressure(np.float64(mu), d) == pytest.approx(d, rel=expansion, abs=0)
    both = slab.faces_pressure(np.float64(mu), d)
    assert both == pytest.approx((delta / mu) ** 2, rel=expansion, abs=0)


@given(mu=cosines, delta=deltas, kt=st.floats(1e-3, 300.0))
def test_the_slab_reflects_as_the_series_of_its_echoes(mu, delta, kt):
    with mpmath.workdps(400):
        behind = inside(mu, delta)
        r = (mu - behind) / (mu + behind)
        e = mpmath.exp(2j * behind * mpmath.mpf(kt))
        R = float(abs(r * (1 - e) / (1 - r**2 * e)) ** 2) if behind != 0 else None
        phase = abs(behind) * kt
        tangent = abs(mpmath.tan(behind * mpmath.mpf(kt)))
        slope = float(phase * (1 + 1 / tangent)) if tangent else np.inf
    if R is None:
        return
    # Errors of mu'^2 and of the phase, multiplied by the slope of the sine.
    rtol = RTOL_ROUNDING + RTOL_PHASE * (4 * slope + (mu * kt) ** 2)
    found = slab.slab_reflectivity(np.float64(mu), np.float64(delta), np.float64(kt))
    assert found == pytest.approx(R, rel=rtol, abs=0)


def test_the_slab_at_the_critical_angle_and_far_beyond():
    mu, kt = np.float64(0.5), np.array([0.1, 3.0, 1e5])
    a = 0.125 * kt  # mu' = 0: sin(mu' kt)/mu' is kt
    expected = a**2 / (0.25 + a**2)
    found = slab.slab_reflectivity(mu, np.float64(-0.125), kt)
    assert found == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)
    # The tunnelling amplitude leaves the range of floats; what is reflected does not.
    assert slab.slab_reflectivity(np.float64(0.1), np.float64(-1.0), np.float64(1e9)) == 1.0
    assert slab.slab_reflectivity(mu, np.float64(0.1), np.float64(0.0)) == 0.0
    assert slab.slab_reflectivity(mu, np.float64(0.0), np.float64(7.0)) == 0.0


@pytest.mark.parametrize("delta", [-3.0, -0.5, -0.3, -1e-3, -1e-8, 1e-8, 1e-3, 0.3, 3.0], ids=str)
def test_isotropic_flux_from_one_side(delta):
    with mpmath.workdps(30):

        def integrand(mu):
            behind = inside(mu, delta)
            return 2 * mu**2 * abs((mu - behind) / (mu + behind)) ** 2

        theta = mpmath.sqrt(2 * abs(mpmath.mpf(delta)))
        edges = [0] + [theta * f for f in (1, 2, 4, 16, 64, 1024, 2**15) if theta * f < 1] + [1]
        expected = float(mpmath.quad(integrand, edges))
    found = slab.one_sided_pressure(np.float64(delta))
    assert found == pytest.approx(expected, rel=RTOL_QUADRATURE, abs=0)


def test_grazing_neutrinos_alone_press_from_one_side():
    delta = 1e-12
    theta = np.sqrt(2 * delta)
    # The upper end of the integral adds -theta_c/8 of theta_c^3.
    assert slab.one_sided_pressure(np.float64(-delta)) == pytest.approx(
        32 / 35 * theta**3, rel=theta, abs=0
    )
    assert slab.one_sided_pressure(np.float64(delta)) == pytest.approx(
        16 / 105 * theta**3, rel=theta, abs=0
    )


def test_the_pressure_of_the_catalogue():
    beam = {"cos_theta": [0.3, 0.9], "delta": -1e-3}
    reflected = evaluate("relics.slab.reflectivity", **beam, kt=7.0)
    pressure = evaluate("relics.slab.pressure", **beam, kt=7.0)
    assert pressure.value == pytest.approx(
        2 * np.array([0.3, 0.9]) ** 2 * reflected.value, rel=RTOL_ROUNDING, abs=0
    )
    assert evaluate("relics.slab.pressure", **beam, model="incoherent_faces").shape == (2,)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({"cos_theta": 0}, "cos_theta = '0' is not allowed"),
        ({"cos_theta": 1.1}, "cos_theta = '1.1' is not allowed"),
        ({"delta": float("nan")}, "delta"),
        ({"kt": -1}, "kt = '-1' is not allowed"),
        ({"model": "faces"}, "unknown model 'faces'"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    good = {"cos_theta": 0.5, "delta": 1e-3, "kt": 1.0}
    with pytest.raises(SoftnuError, match=message):
        evaluate("relics.slab.pressure", **good | given_values)


def test_the_coherent_pressure_needs_a_thickness():
    with pytest.raises(SoftnuError, match="missing kt: model = 'coherent'"):
        evaluate("relics.slab.pressure", cos_theta=0.5, delta=1e-3)

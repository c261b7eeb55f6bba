"""Estimates of parity violation by background neutrinos: closed forms, limits, errors."""

from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from softnu import evaluate
from softnu.atoms.kernels.background import degenerate_ratio
from softnu.constants import G_F
from softnu.errors import SoftnuError

#: Closed form and series in double precision.
ROUNDING = 2e-14
#: The limits are reached with relative corrections of s^2/5 and 4/(pi s).
NEAR_LIMIT = 1e-3

FLUX, NM = u.Unit("1/(cm2 s)"), u.nm


@pytest.mark.parametrize("s", [1e-6, 0.01, 0.3, 0.499999, 0.5, 0.500001, 2.0, 1e3])
def test_closed_form_and_series_equal_the_integral(s):
    value = degenerate_ratio(np.asarray(s / 2.0), np.asarray(1.0), "any")
    with mp.workdps(40):
        big = mpf(s)
        exact = ((big**2 + 2) * mp.atan(big) - 2 * big) / 4
    assert float(value) == pytest.approx(float(G_F / np.pi**2 * exact), rel=ROUNDING, abs=0)


@pytest.mark.parametrize("x", [0.2, 1.5])
def test_degenerate_estimate_is_the_integral_over_the_wave_function(x):
    with mp.workdps(30):

        def integrand(y):
            z = mpf(x) * y
            return mp.exp(-y) * ((1 - z**2) * mp.sin(2 * z) - 2 * z * mp.cos(2 * z)) / y**3

        exact = mp.quad(integrand, mp.linspace(mpf(10) ** -8, 80, 60))
    value = float(degenerate_ratio(np.asarray(x), np.asarray(1.0), "any"))
    # The integrand is 2 x^3/3 at y = 0: what is left out below 1e-8 is 1e-8 of it.
    assert value == pytest.approx(float(G_F / np.pi**2 * exact), rel=1e-7, abs=0)


@given(st.floats(1e-12, 1e-2))
def test_small_degenerate_gases_follow_the_cubic_limit(x):
    mu, R0 = np.asarray(x), np.asarray(1.0)
    limit = degenerate_ratio(mu, R0, "small")
    assert float(degenerate_ratio(mu, R0, "any")) == pytest.approx(
        float(limit), rel=NEAR_LIMIT, abs=0
    )


@given(st.floats(2e3, 1e20))
def test_dense_degenerate_gases_follow_the_square_limit(x):
    mu, R0 = np.asarray(x), np.asarray(1.0)
    limit = degenerate_ratio(mu, R0, "large")
    assert float(degenerate_ratio(mu, R0, "any")) == pytest.approx(
        float(limit), rel=NEAR_LIMIT, abs=0
    )


@pytest.mark.parametrize("regime", ["small", "large"])
def test_published_relic_estimate_is_twice_the_derived_one(regime):
    inputs = {"T": "1.9 K", "v": 0.3, "regime": regime}
    derived = evaluate("atoms.background.ratio_relic", **inputs)
    published = evaluate("atoms.background.ratio_relic", **inputs, convention="published")
    assert float(published / derived) == 2.0


def test_estimates_broadcast():
    value = evaluate("atoms.background.ratio_beam", flux=[[1], [2]] * FLUX, R0=[1, 2, 3] * NM)
    assert value.shape == (2, 3)
    assert float(value[1, 2] / value[0, 0]) == pytest.approx(6.0, rel=1e-15, abs=0)


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("ratio_relic", {"T": "0 K", "v": 1, "regime": "small"}, "T = "),
        ("ratio_relic", {"T": "1 K", "v": 2, "regime": "small"}, "v = "),
        ("ratio_relic", {"T": "1 K", "v": 1, "regime": "smalls"}, "did you mean 'small'"),
        ("ratio_degenerate", {"mu": "-1 eV"}, "mu = "),
        ("ratio_degenerate", {"mu": "1 eV", "R0": "0 m"}, "R0 = "),
        ("ratio_beam", {"flux": "-1 1/(cm2 s)"}, "flux = "),
        ("ratio_beam", {}, "missing flux"),
    ],
)
def test_bad_input_is_named(name, inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate(f"atoms.background.{name}", **inputs)

"""chi^2 of counts and its thresholds, against root finding in arbitrary precision."""

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import DomainError, SoftnuError, UnknownNameError
from softnu.renp.kernels.statistics import (
    CHI2_95,
    chi_square,
    chi_square_slope,
    deviation,
    threshold,
)

STATED = 2e-14  # what the kernel promises, and some rounding of the comparison
DERIVATIVE = 1e-7  # a central difference with a step of 1e-5 of the excess
DIGITS = 60

STATISTICS = pytest.mark.parametrize("statistic", ["poisson", "gauss"])
SIDES = pytest.mark.parametrize("upper", [True, False], ids=["upper", "lower"])
#: c/N from where only the square counts to where almost nothing was expected; the borders of
#: the series are among them.
RATIOS = (1e-12, 1e-6, 0.99e-4, 1e-4, 1.01e-4, 1e-2, 1.0, 30.0, 1e3, 1e6, 1e12)
counts = st.floats(-6.0, 12.0).map(lambda e: 10.0**e)
tiny = st.floats(-20.0, 0.0).map(lambda e: 10.0**e)


def _exact(upper, N, c):
    """The threshold by bisection of the printed chi^2."""
    N, c = mpmath.mpf(N), mpmath.mpf(c)

    def difference(u):
        x = mpmath.exp(u)
        return 2 * N * (x - 1 - u) - c

    low, high = (
        (mpmath.mpf(0), mpmath.log(2 + c / N) * 2) if upper else (-2 - c / N, mpmath.mpf(0))
    )
    for _ in range(4 * DIGITS):
        middle = (low + high) / 2
        if (difference(middle) > 0) == upper:
            high = middle
        else:
            low = middle
    return N * mpmath.exp(low), N * mpmath.expm1(low)


class TestThresholds:
    @SIDES
    @pytest.mark.parametrize("ratio", RATIOS)
    def test_poisson_thresholds_solve_the_printed_chi_square(self, upper, ratio):
        N = np.float64(CHI2_95 / ratio)
        with mpmath.workdps(DIGITS):
            events, change = _exact(upper, float(N), CHI2_95)
            for ours, exact in (
                (threshold(upper, "poisson", N, CHI2_95), events),
                (deviation(upper, "poisson", N, CHI2_95), change),
            ):
                # A few deep deficits lie below every float.
                if exact and abs(exact) > 1e-300:
                    assert abs(mpmath.mpf(float(ours)) / exact - 1) < STATED * (
                        1 + abs(mpmath.log(abs(events) / float(N)))
                    )

    @SIDES
    @STATISTICS
    @given(N=counts, c=st.floats(1e-3, 100.0))
    def test_threshold_has_the_chi_square_that_was_asked_for(self, upper, statistic, N, c):
        change = deviation(upper, statistic, np.float64(N), np.float64(c))
        left = threshold(upper, statistic, np.float64(N), np.float64(c))
        # chi^2 depends on the last digits of N + change: few if almost nothing is left.
        rounding = STATED * (1.0 + N / max(abs(left), 1e-16 * N))
        found = chi_square(statistic, np.float64(N), change)
        assert found == pytest.approx(c, rel=rounding, abs=0) or rounding > 1.0
        assert (change > 0.0) == upper

    def test_series_and_newton_meet(self):
        N = CHI2_95 / (1e-4 * (1.0 + np.array([-1e-9, 1e-9])))
        for upper in (True, False):
            below, above = deviation(upper, "poisson", N, CHI2_95)
            assert above / below == pytest.approx(1.0, rel=2e-9, abs=0)

    def test_many_events_are_gaussian(self):
        N = np.float64(1e12)
        for upper in (True, False):
            poisson = deviation(upper, "poisson", N, CHI2_95)
            gauss = deviation(upper, "gauss", N, CHI2_95)
            # The next term is e/3, e^2 = c/N.
            assert poisson / gauss == pytest.approx(1.0, abs=np.sqrt(CHI2_95 / N))

    def test_gaussian_deficit_may_not_exist(self):
        assert threshold(False, "gauss", np.float64(1.0), np.float64(CHI2_95)) < 0.0
        assert threshold(False, "poisson", np.float64(1.0), np.float64(CHI2_95)) > 0.0


class TestChiSquare:
    @given(y=st.one_of(st.floats(-0.999, 10.0).filter(lambda y: abs(y) > 1e-20), tiny))
    def test_poisson_chi_square_is_the_printed_one(self, y):
        N = 8.0
        with mpmath.workdps(DIGITS):
            exact = 2 * N * (mpmath.mpf(y) - mpmath.log1p(mpmath.mpf(y)))
        ours = float(chi_square("poisson", np.float64(N), np.float64(N * y)))
        assert ours == pytest.approx(float(exact), rel=STATED, abs=0)

    @STATISTICS
    @pytest.mark.parametrize("excess", [-3.0, -1e-3, 1e-3, 4.0])
    def test_slope_is_the_derivative(self, statistic, excess):
        N, step = np.float64(5.0), 1e-5 * abs(excess)
        high, low = (chi_square(statistic, N, np.float64(excess + s)) for s in (step, -step))
        slope = chi_square_slope(statistic, N, np.float64(excess))
        assert slope == pytest.approx((high - low) / (2 * step), rel=DERIVATIVE, abs=0)

    def test_no_event_left_is_infinitely_unlikely(self):
        assert chi_square("poisson", np.float64(5.0), np.float64(-5.0)) == np.inf
        assert chi_square("poisson", np.float64(5.0), np.float64(-5.0 - 1e-15)) == np.inf


class TestCatalogue:
    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"N_true": 0}, DomainError),
            ({"N_true": -1}, DomainError),
            ({"chi2": 0}, DomainError),
            ({"side": "upwards"}, UnknownNameError),
            ({"statistic": "normal"}, UnknownNameError),
        ],
    )
    def test_wrong_inputs_are_named(self, wrong, error):
        with pytest.raises(error, match=next(iter(wrong))):
            evaluate("renp.statistics.threshold", **({"side": "upper", "N_true": 45} | wrong))

    def test_missing_count_is_named(self):
        with pytest.raises(SoftnuError, match="N_true"):
            evaluate("renp.statistics.threshold", side="upper")

"""Longitudinal weights from angular momenta: recursion of the coefficients, sums, values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.errors import DomainError
from softnu.renp.kernels.weights import (
    AVERAGE,
    clebsch_gordan,
    longitudinal_weight,
    longitudinal_weights,
)

#: Sums of some ten products of square roots.
ROUNDING = 1e-13

halves = st.integers(0, 5).map(lambda n: n / 2)
#: Initial, intermediate and final angular momenta, and the weight along the light.
VALUES = {
    (0, 1, 0): 0.0,
    (2, 1, 0): 3 / 10,
    (1, 1, 0): 1 / 2,
    (0, 1, 1): 1 / 2,
    (1, 1, 1): 1 / 4,
    (2, 1, 1): 35 / 100,
    (3, 2, 1): 3 / 10,
    (0, 1, 2): 3 / 10,
    (0.5, 0.5, 0.5): 1 / 3,
    (0.5, 1.5, 0.5): 1 / 6,
}


def projections(J):
    return np.arange(-J, J + 1)


class TestClebschGordan:
    @given(j1=halves, j2=halves, step=st.integers(0, 5), down=st.integers(0, 10))
    def test_lowering_the_total_lowers_either(self, j1, j2, step, down):
        J = abs(j1 - j2) + step
        M = J - down
        if j1 + j2 < J or M <= -J:
            return

        def lowered(j, m):
            return np.sqrt(max(j * (j + 1) - m * (m - 1), 0.0))

        for m1 in projections(j1):
            m2 = M - 1 - m1
            from_either = lowered(j1, m1 + 1) * clebsch_gordan(j1, m1 + 1, j2, m2, J)
            from_either += lowered(j2, m2 + 1) * clebsch_gordan(j1, m1, j2, m2 + 1, J)
            expected = lowered(J, M) * clebsch_gordan(j1, m1, j2, m2, J)
            if abs(m2) <= j2:
                assert from_either == pytest.approx(expected, abs=ROUNDING)

    @given(j1=halves, j2=halves)
    def test_states_of_total_angular_momentum_are_orthonormal(self, j1, j2):
        totals = [(J, M) for J in np.arange(abs(j1 - j2), j1 + j2 + 1) for M in projections(J)]
        table = np.array(
            [
                [
                    clebsch_gordan(j1, m1, j2, m2, J) * (m1 + m2 == M)
                    for m1 in projections(j1)
                    for m2 in projections(j2)
                ]
                for J, M in totals
            ]
        )
        np.testing.assert_allclose(table @ table.T, np.eye(len(totals)), rtol=0, atol=ROUNDING)

    @given(j1=halves, j2=halves)
    def test_the_stretched_state_has_phase_one(self, j1, j2):
        assert clebsch_gordan(j1, j1, j2, j2, j1 + j2) == pytest.approx(1.0, rel=ROUNDING, abs=0)

    @pytest.mark.parametrize(
        "wrong",
        [
            (1, 2, 1, 0, 2),
            (1, 0, 1, 0, 3),
            (1, 1, 1, 1, 1),
            (0.5, 0.5, 1, 0, 1),
            (1, 0.5, 1, 0.5, 1),
        ],
    )
    def test_selection_rules(self, wrong):
        assert clebsch_gordan(*wrong) == 0.0


class TestWeight:
    @pytest.mark.parametrize(("J", "value"), VALUES.items())
    def test_known_transitions(self, J, value):
        assert longitudinal_weight(*J) == pytest.approx(value, abs=ROUNDING)

    @given(J_e=halves, J_v=halves, J_g=halves)
    def test_lies_between_zero_and_one_half_or_is_forbidden(self, J_e, J_v, J_g):
        def step(a, b):
            return abs(a - b) <= 1 <= a + b and (a + b) % 1 == 0

        weight = longitudinal_weight(J_e, J_v, J_g)
        if step(J_e, J_v) and step(J_v, J_g):
            assert -ROUNDING <= weight <= 0.5 + ROUNDING
        else:
            assert np.isnan(weight)

    @pytest.mark.parametrize("J", VALUES)
    def test_incoherent_intermediate_states_give_the_published_average(self, J):
        # Squares before the sum over M_v: nothing is left that knows the axis of the light.
        spin = vector_operator(*J[:2])
        by_component = np.sum(np.abs(spin) ** 2, axis=(1, 2))
        assert by_component[2] / by_component.sum() == pytest.approx(AVERAGE, rel=ROUNDING, abs=0)

    @pytest.mark.parametrize("J", VALUES)
    def test_tensor_has_unit_trace_and_the_axis_of_the_light(self, J):
        # Spherical to Cartesian by hand, for light polarised along x and along y.
        for polarisation in "xy":
            W = tensor(*J, polarisation)
            assert np.trace(W).real == pytest.approx(1.0, rel=ROUNDING, abs=0)
            assert W[2, 2].real == pytest.approx(longitudinal_weight(*J), abs=ROUNDING)
            other = {"x": 1, "y": 0}[polarisation]
            assert W[other, other] == pytest.approx(W[2, 2], abs=ROUNDING)
            np.testing.assert_allclose(W, np.diag(np.diag(W)), rtol=0, atol=ROUNDING)

    def test_arrays_broadcast(self):
        found = longitudinal_weights(np.array([0.0, 2.0]), np.array(1.0), np.zeros((3, 1)))
        assert found.shape == (3, 2)
        np.testing.assert_allclose(found[1], [0.0, 0.3], rtol=0, atol=ROUNDING)

    @pytest.mark.parametrize("J", [(0, 0, 0), (0, 1, 3), (0.5, 1, 0.5), (3, 1, 0)])
    def test_forbidden_transitions_are_refused(self, J):
        with pytest.raises(DomainError, match=r"J_e, J_v, J_g = .* are not allowed"):
            evaluate("renp.longitudinal_weight", J_e=J[0], J_v=J[1], J_g=J[2])

    def test_half_integers_may_be_written_as_fractions(self):
        weight = evaluate("renp.longitudinal_weight", J_e="1/2", J_v="3/2", J_g="1/2")
        assert weight.value == pytest.approx(1 / 6, rel=ROUNDING, abs=0)


def vector_operator(J, J2):
    """Cartesian components of any vector operator between multiplets, up to one factor."""
    spherical = np.array(
        [
            [
                [clebsch_gordan(J, M, 1, q, J2) * (M + q == M2) for M in projections(J)]
                for M2 in projections(J2)
            ]
            for q in (-1, 0, 1)
        ]
    )
    minus, zero, plus = spherical
    return np.array([(minus - plus) / np.sqrt(2), 1j * (minus + plus) / np.sqrt(2), zero])


def tensor(J_e, J_v, J_g, polarisation):
    spin, dipole = vector_operator(J_e, J_v), vector_operator(J_v, J_g)
    amplitude = np.einsum("gv,kve->kge", dipole["xyz".index(polarisation)], spin)
    W = np.einsum("kge,lge->kl", amplitude, amplitude.conj())
    return W / np.trace(W)

"""Masses and mixing: definitions, unitarity, invariances, reference values."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.neutrinos import kernels
from softnu.neutrinos.sets import best_fit
from softnu.units import to_natural

ROUNDING = 1e-14  # a few operations in float64
CANCELLATION = 1e-15  # of sums of products of numbers up to 1

sin2 = st.floats(0.0, 1.0)
phases = st.floats(-10.0, 10.0)
angles = st.tuples(sin2, sin2, sin2, phases, phases, phases)
splittings = st.tuples(st.floats(1e-6, 1e-4), st.floats(2e-4, 1e-2))
lightest = st.floats(0.0, 10.0)


class TestMasses:
    @given(m=lightest, d=splittings)
    def test_normal_ordering_has_the_given_splittings(self, m, d):
        m1, m2, m3 = kernels.masses(m, "normal", *d)
        assert m1 == m
        assert m2**2 - m1**2 == pytest.approx(d[0], abs=ROUNDING * m3**2)
        assert m3**2 - m1**2 == pytest.approx(d[1], abs=ROUNDING * m3**2)

    @given(m=lightest, d=splittings)
    def test_inverted_ordering_has_the_given_splittings(self, m, d):
        m1, m2, m3 = kernels.masses(m, "inverted", d[0], -d[1])
        assert m3 == m
        assert m2**2 - m1**2 == pytest.approx(d[0], abs=ROUNDING * m2**2)
        assert m3**2 - m2**2 == pytest.approx(-d[1], abs=ROUNDING * m2**2)

    @given(m=lightest, d=splittings)
    def test_larger_splitting_may_be_given_between_states_3_and_1(self, m, d):
        dm3l = kernels.dm3l_sq_from_dm31_sq(-d[1], d[0], "inverted")
        m1, m2, m3 = kernels.masses(m, "inverted", d[0], dm3l)
        assert m3**2 - m1**2 == pytest.approx(-d[1], abs=ROUNDING * m2**2)
        assert kernels.dm3l_sq_from_dm31_sq(d[1], d[0], "normal") == d[1]

    def test_arrays_broadcast(self):
        m = kernels.masses(np.zeros((4, 1)), "normal", 7e-5, np.full(3, 2.5e-3))
        assert m.shape == (4, 3, 3)


class TestMixing:
    @given(parameters=angles)
    def test_matrix_is_unitary(self, parameters):
        U = kernels.pmns(*parameters)
        np.testing.assert_allclose(U @ U.conj().T, np.eye(3), rtol=0, atol=4 * CANCELLATION)

    @given(parameters=angles)
    def test_matrix_is_the_product_of_three_rotations(self, parameters):
        s12, s13, s23, delta, a21, a31 = parameters

        def rotation(i, j, sin2, phase):
            R = np.eye(3, dtype=complex)
            R[i, i] = R[j, j] = np.sqrt(1 - sin2)
            R[i, j] = np.sqrt(sin2) * np.exp(-1j * phase)
            R[j, i] = -np.conj(R[i, j])
            return R

        majorana = np.diag(np.exp(0.5j * np.array([0.0, a21, a31])))
        U = rotation(1, 2, s23, 0.0) @ rotation(0, 2, s13, delta) @ rotation(0, 1, s12, 0.0)
        np.testing.assert_allclose(
            kernels.pmns(*parameters), U @ majorana, rtol=0, atol=4 * CANCELLATION
        )

    @given(parameters=angles, left=st.tuples(phases, phases, phases))
    def test_jarlskog_invariant_does_not_change_under_rephasing(self, parameters, left):
        U = kernels.pmns(*parameters)
        rephased = np.exp(1j * np.array(left))[:, None] * U
        dirac = kernels.pmns(*parameters[:4], 0.0, 0.0)
        invariant = kernels.jarlskog(U)
        assert kernels.jarlskog(rephased) == pytest.approx(invariant, abs=CANCELLATION)
        assert kernels.jarlskog(dirac) == pytest.approx(invariant, abs=CANCELLATION)

    @given(parameters=angles)
    def test_jarlskog_invariant_is_the_product_of_sines_and_cosines(self, parameters):
        s12, s13, s23, delta, *_ = parameters
        product = np.prod([np.sqrt(s * (1 - s)) for s in (s12, s13, s23)])
        expected = product * np.sqrt(1 - s13) * np.sin(delta)
        invariant = kernels.jarlskog(kernels.pmns(*parameters))
        assert invariant == pytest.approx(expected, abs=CANCELLATION)
        assert abs(invariant) <= 1 / (6 * np.sqrt(3)) + CANCELLATION

    def test_arrays_broadcast(self):
        U = kernels.pmns(np.full(4, 0.3), 0.02, 0.5, np.zeros((2, 1)), 0.0, 0.0)
        assert U.shape == (2, 4, 3, 3)
        assert kernels.jarlskog(U).shape == (2, 4)


# --- reference values ---------------------------------------------------------


def _masses(inputs):
    ordering = inputs["ordering"]
    fit = best_fit("NuFIT-6.0", ordering)
    given = {
        name: to_natural(name, inputs[name], "energy2")
        for name in ("dm21_sq", "dm3l_sq", "dm31_sq")
        if name in inputs
    }
    dm21 = given.get("dm21_sq", fit.dm21_sq)
    if "dm31_sq" in given:
        dm3l = kernels.dm3l_sq_from_dm31_sq(given["dm31_sq"], dm21, ordering)
    else:
        dm3l = given.get("dm3l_sq", fit.dm3l_sq)
    m = to_natural("m_lightest", inputs["m_lightest"], "energy")
    return kernels.masses(m, ordering, dm21, dm3l)


def _mixing(inputs):
    sines = (inputs[f"sin2_theta{ij}"] for ij in ("12", "13", "23"))
    phases = (
        to_natural(name, inputs.get(name, "0 rad"), "angle")
        for name in ("delta_cp", "alpha21", "alpha31")
    )
    return kernels.pmns(*sines, *phases)


def _element(inputs):
    return _mixing(inputs)[["e", "mu", "tau"].index(inputs["flavour"]), inputs["mass_state"] - 1]


ROUTES = {
    "neutrinos.mass": lambda i: _masses(i)[i["mass_state"] - 1],
    "neutrinos.mass_sum": lambda i: _masses(i).sum(),
    "neutrinos.mixing": lambda i: getattr(_element(i), {"re": "real", "im": "imag"}[i["part"]]),
    "neutrinos.mixing_sq": lambda i: abs(_element(i)) ** 2,
    "neutrinos.jarlskog": lambda i: kernels.jarlskog(_mixing(i)),
}
REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "neutrinos.json"
ENTRIES = json.loads(REFERENCE.read_text(encoding="utf-8"))["entries"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_kernel_equals_the_reference_value(entry):
    computed = ROUTES[entry["quantity"]](entry["inputs"])
    assert computed == pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=0)

"""Couplings: sums over constituents, the mass basis, reference values."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.constants import G_A_NUCLEON, SIN2_THETA_W
from softnu.matter import kernels
from softnu.neutrinos.kernels import pmns
from softnu.units import to_natural

ROUNDING = 1e-14  # a few operations in float64
PRINTED = 1e-5  # five digits are quoted

numbers = st.integers(0, 150)
sin2 = st.floats(0.0, 1.0)
phases = st.floats(-7.0, 7.0)
matrices = st.tuples(sin2, sin2, sin2, phases, phases, phases).map(lambda p: pmns(*p))
couplings = st.tuples(*[st.floats(-100.0, 100.0)] * 3).map(np.array)
flavours = st.sampled_from(kernels.FLAVOURS)


def _fermion(fermion, flavour, current, s2=SIN2_THETA_W, strange=0.0):
    return kernels.fermion_coupling(fermion, flavour, current, s2, G_A_NUCLEON, strange)


class TestFermions:
    @given(flavour=flavours, s2=sin2)
    def test_vector_couplings_of_nucleons_add_up_from_quarks(self, flavour, s2):
        u, d = (_fermion(q, flavour, "vector", s2) for q in "ud")
        assert _fermion("p", flavour, "vector", s2) == pytest.approx(2 * u + d, abs=ROUNDING)
        assert _fermion("n", flavour, "vector", s2) == pytest.approx(u + 2 * d, abs=ROUNDING)

    @given(flavour=flavours, strange=st.floats(-0.5, 0.5))
    def test_axial_couplings_of_nucleons_differ_by_the_isovector_charge(self, flavour, strange):
        p, n = (_fermion(f, flavour, "axial", strange=strange) for f in "pn")
        assert p - n == pytest.approx(G_A_NUCLEON, rel=ROUNDING, abs=0)
        assert p + n == pytest.approx(-strange, abs=ROUNDING)

    @pytest.mark.parametrize("current", ["vector", "axial"])
    def test_exchange_of_w_adds_one_for_electrons_only(self, current):
        for fermion in kernels.FERMIONS:
            extra = _fermion(fermion, "e", current) - _fermion(fermion, "mu", current)
            assert extra == pytest.approx(1.0 if fermion == "e" else 0.0, abs=ROUNDING)
            assert _fermion(fermion, "tau", current) == _fermion(fermion, "mu", current)

    def test_axial_sign_is_that_of_left_handed_currents(self):
        # Without electric charge g_V = g_A = T_3: a purely left-handed current.
        assert _fermion("e", "mu", "axial") == _fermion("e", "mu", "vector", 0.0)
        assert _fermion("u", "mu", "axial") == _fermion("u", "mu", "vector", 0.0)

    def test_weak_mixing_angle_broadcasts(self):
        s2 = np.linspace(0.2, 0.3, 5)
        assert _fermion("p", "e", "vector", s2).shape == (5,)


class TestAtoms:
    @given(Z=numbers, N=numbers, flavour=flavours, s2=sin2)
    def test_nucleus_is_the_sum_of_its_nucleons(self, Z, N, flavour, s2):
        nucleons = sum(n * _fermion(f, flavour, "vector", s2) for n, f in ((Z, "p"), (N, "n")))
        g = kernels.atom_coupling(Z, N, False, flavour, s2)
        assert g == pytest.approx(nucleons, abs=ROUNDING * (Z + N + 1))

    @given(Z=numbers, N=numbers, flavour=flavours, s2=sin2)
    def test_neutral_atom_is_nucleus_and_electrons(self, Z, N, flavour, s2):
        nucleus = kernels.atom_coupling(Z, N, False, flavour, s2)
        electrons = Z * _fermion("e", flavour, "vector", s2)
        g = kernels.atom_coupling(Z, N, True, flavour, s2)
        assert g == pytest.approx(nucleus + electrons, abs=ROUNDING * (Z + N + 1))

    @given(Z=numbers, N=numbers, s2=sin2)
    def test_weak_charge_is_twice_the_coupling_of_the_nucleus(self, Z, N, s2):
        charge = kernels.weak_charge(Z, N, s2, "tree")
        assert charge == pytest.approx(Z * (1 - 4 * s2) - N, abs=ROUNDING * (Z + N + 1))

    def test_radiative_weak_charge_of_caesium_is_the_standard_model_value(self):
        charge = kernels.weak_charge(55, 78, SIN2_THETA_W, "radiative")
        assert charge == pytest.approx(-73.245, rel=PRINTED, abs=0)

    @pytest.mark.parametrize("neutral", [False, True])
    def test_arrays_broadcast(self, neutral):
        g = kernels.atom_coupling(np.arange(3.0)[:, None], np.arange(4.0), neutral, "e", 0.23)
        assert g.shape == (3, 4)
        g = kernels.atom_coupling(1, 2, neutral, "e", np.full(5, 0.23))
        assert g.shape == (5,)


class TestMassBasis:
    @given(g=couplings, U=matrices)
    def test_matrix_is_hermitian_with_the_flavour_couplings_as_eigenvalues(self, g, U):
        matrix = kernels.to_mass_basis(g, U)
        tolerance = ROUNDING * (1 + np.abs(g).max()) * 4
        np.testing.assert_allclose(matrix, matrix.conj().T, rtol=0, atol=tolerance)
        np.testing.assert_allclose(
            np.linalg.eigvalsh(matrix), np.sort(g), rtol=0, atol=4 * tolerance
        )
        np.testing.assert_allclose(matrix, U.conj().T @ np.diag(g) @ U, rtol=0, atol=4 * tolerance)

    @given(g1=couplings, g2=couplings, U=matrices)
    def test_trace_of_a_product_is_the_sum_over_flavours(self, g1, g2, U):
        product = kernels.to_mass_basis(g1, U) @ kernels.to_mass_basis(g2, U)
        scale = 1 + np.abs(g1).max() * np.abs(g2).max()
        assert np.trace(product) == pytest.approx(np.sum(g1 * g2), abs=20 * ROUNDING * scale)

    @given(U=matrices, fermion=st.sampled_from(["p", "n", "u", "d"]))
    def test_hadrons_couple_to_mass_states_exactly_diagonally(self, U, fermion):
        for current in ("vector", "axial"):
            g = kernels.mass_basis_coupling(fermion, current, U, 0.23, G_A_NUCLEON, 0.0)
            expected = kernels.fermion_coupling(fermion, "e", current, 0.23, G_A_NUCLEON, 0.0)
            assert np.array_equal(g, expected * np.eye(3))

    @given(U=matrices)
    def test_electrons_add_the_product_of_mixing_elements(self, U):
        for current, neutral in (("vector", -0.5 + 2 * 0.23), ("axial", -0.5)):
            g = kernels.mass_basis_coupling("e", current, U, 0.23, G_A_NUCLEON, 0.0)
            expected = neutral * np.eye(3) + np.outer(U[0].conj(), U[0])
            np.testing.assert_allclose(g, expected, rtol=0, atol=ROUNDING)

    @given(U=matrices, Z=numbers, N=numbers)
    def test_neutral_atoms_couple_by_their_neutrons_and_electrons(self, U, Z, N):
        g = kernels.atom_mass_basis_coupling(Z, N, True, U, 0.23)
        expected = -0.5 * N * np.eye(3) + Z * np.outer(U[0].conj(), U[0])
        np.testing.assert_allclose(g, expected, rtol=0, atol=ROUNDING * (Z + N + 1))

    def test_arrays_broadcast(self):
        U = np.broadcast_to(np.eye(3), (4, 3, 3))
        g = kernels.mass_basis_coupling("e", "vector", U, np.full((2, 1), 0.23), 1.27, 0.0)
        assert g.shape == (2, 4, 3, 3)


# --- reference values ---------------------------------------------------------


def _mass_basis(inputs):
    sines = (
        np.sin(to_natural("theta", inputs[f"theta{ij}"], "angle")) ** 2
        for ij in ("12", "13", "23")
    )
    phases = (to_natural("phase", inputs[n], "angle") for n in ("delta_cp", "alpha21", "alpha31"))
    g = kernels.mass_basis_coupling(
        inputs["fermion"],
        inputs["current"],
        pmns(*sines, *phases),
        inputs["sin2_theta_w"],
        G_A_NUCLEON,
        0.0,
    )
    element = g[inputs["i"] - 1, inputs["j"] - 1]
    return element.real if inputs["part"] == "re" else element.imag


ROUTES = {
    "matter.coupling.fermion": lambda i: _fermion(i["fermion"], i["flavour"], i["current"]),
    "matter.coupling.atom": lambda i: kernels.atom_coupling(
        i["Z"], i["N"], i["neutral"], i["flavour"], i["sin2_theta_w"]
    ),
    "matter.coupling.mass_basis": _mass_basis,
    "matter.weak_charge": lambda i: kernels.weak_charge(
        i["Z"], i["N"], i["sin2_theta_w"], i["level"]
    ),
}
REFERENCE = Path(__file__).parents[2] / "validation" / "reference" / "matter.json"
ENTRIES = json.loads(REFERENCE.read_text(encoding="utf-8"))["entries"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_kernel_equals_the_reference_value(entry):
    computed = ROUTES[entry["quantity"]](entry["inputs"])
    expected = pytest.approx(float(entry["value"]), rel=entry["rtol"], abs=entry.get("atol", 0.0))
    assert computed == expected

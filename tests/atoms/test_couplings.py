"""Couplings of electron and nucleus: Z exchange, neutrinos, muons' mixing, what must be given."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels import couplings
from softnu.constants import ALPHA, G_A_NUCLEON_ATOMS, G_F, SIN2_THETA_W
from softnu.errors import SoftnuError

#: Products of a few numbers.
RTOL = 5e-15

#: Couplings of the electron to Z and to neutrinos of the other flavours.
G_V, G_A = -0.5 + 2 * SIN2_THETA_W, -0.5
#: Of the proton.
V_P, A_P = 0.5 - 2 * SIN2_THETA_W, G_A_NUCLEON_ATOMS / 2

shares = st.floats(0.0, 1.0)


def loop(term, **inputs):
    return float(evaluate("atoms.coupling.loop", term=term, **inputs).value)


def tree(term, **inputs):
    return float(evaluate("atoms.coupling.tree", term=term, **inputs).to_value("1/eV2"))


@given(share=shares)
def test_loop_couplings_of_hydrogen(share):
    first, second, cross = (loop(term, Ue_sq=share) for term in ("H1", "H2", "meC"))
    assert first == pytest.approx(-(share + G_A) * V_P, rel=RTOL, abs=RTOL)
    assert second == pytest.approx((share + G_V) * A_P, rel=RTOL, abs=RTOL)
    assert cross == -second / 2


def test_tree_couplings_of_hydrogen_and_of_the_weak_charge():
    scale = math.sqrt(2) * G_F
    assert tree("H1") == pytest.approx(-scale * G_A * V_P, rel=RTOL, abs=0)
    assert tree("H2") == pytest.approx(scale * G_V * A_P, rel=RTOL, abs=0)
    # The textbook Hamiltonian: G_F Q_W/(4 sqrt2 m_e) {sigma.p, delta}.
    Q_W = 55 * (1 - 4 * SIN2_THETA_W) - 78
    cesium = tree("H1", Z=55, N=78)
    assert cesium == pytest.approx(G_F * Q_W / (2 * math.sqrt(2)), rel=RTOL, abs=0)


@given(shares=st.tuples(shares, shares))
def test_the_sum_over_mass_states_does_not_know_the_angles(shares):
    first = min(shares)
    second = (1 - first) * shares[1]
    unitary = (first, second, 1 - first - second)
    # a_ii = 2 X_i, whose sum is 3 (2 s^2 - 1/2) + 1.
    total = sum(loop("H2", Ue_sq=share) for share in unitary)
    assert total == pytest.approx((1 + 3 * G_V) * A_P, rel=1e-14, abs=0)
    total = sum(loop("H1", Ue_sq=share) for share in unitary)
    assert total == pytest.approx(-(1 + 3 * G_A) * V_P, rel=1e-14, abs=0)


def test_z_photon_mixing_replaces_a_vector_current_by_a_charge():
    of_proton = couplings.z_gamma(np.asarray(1.0), np.asarray(A_P), np.asarray(SIN2_THETA_W))
    mixed = math.sqrt(2) * G_F * ALPHA / (3 * math.pi)
    assert float(of_proton.H1) == pytest.approx(mixed * G_A * -G_V, rel=RTOL, abs=0)
    assert float(of_proton.H2) == pytest.approx(mixed * A_P * -G_V, rel=RTOL, abs=0)
    assert float(of_proton.meC) == -float(of_proton.H2) / 2
    # The nucleus's charge counts in H1 only.
    lead = couplings.z_gamma(np.asarray(82.0), np.asarray(A_P), np.asarray(SIN2_THETA_W))
    assert float(lead.H1 / of_proton.H1) == pytest.approx(82.0, rel=RTOL, abs=0)
    assert float(lead.H2) == float(of_proton.H2)


def test_nuclei_whose_spin_does_not_couple():
    # The isovector axial current of the deuteron cancels, even nuclei have no spin.
    assert loop("H2", Ue_sq=0.3, Z=1, N=1) == 0.0
    assert loop("H2", Ue_sq=0.3, Z=2, N=2) == 0.0
    assert loop("H1", Ue_sq=0.3, Z=1, N=1) == pytest.approx(
        -(0.3 + G_A) * -2 * SIN2_THETA_W, rel=1e-13, abs=0
    )
    helium = 2 * V_P - 1
    assert loop("H1", Ue_sq=0.3, Z=2, N=2) == pytest.approx(
        -(0.3 + G_A) * helium, rel=1e-13, abs=0
    )


def test_given_axial_couplings_and_angles_are_used():
    assert loop("H2", Ue_sq=0.5, Z=55, N=78, g_A_N=0.25) == pytest.approx(
        (0.5 + G_V) * 0.25, rel=RTOL, abs=0
    )
    assert tree("H2", g_A_nucleon=2.0, sin2_theta_w=0.25) == 0.0


def test_couplings_broadcast():
    found = evaluate("atoms.coupling.loop", term="H1", Ue_sq=[[0.0], [1.0]], N=[0, 1, 2], Z=2)
    assert found.shape == (2, 3)


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("loop", {"term": "H2", "Ue_sq": 0.3, "Z": 55, "N": 78}, "missing g_A_N.*Z = 55, N = 78"),
        ("tree", {"term": "meC", "Z": 3, "N": 4}, "missing g_A_N"),
        ("loop", {"term": "H1", "Ue_sq": 2.0}, "Ue_sq"),
        ("loop", {"term": "H1", "Ue_sq": -1e-9}, "Ue_sq"),
        ("loop", {"term": "H3", "Ue_sq": 0.3}, "did you mean"),
        ("loop", {"term": "H1"}, "missing Ue_sq"),
        ("tree", {"term": "H1", "Z": 0}, "Z"),
        ("tree", {"term": "H1", "N": -1}, "N"),
        ("tree", {"term": "H1", "N": 0.5}, "N"),
        ("tree", {"term": "H1", "sin2_theta_w": 1.5}, "sin2_theta_w"),
    ],
)
def test_bad_input_is_named(name, inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate(f"atoms.coupling.{name}", **inputs)

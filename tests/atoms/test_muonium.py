"""Muonium: all pairs of mass states, signs of the antimuon, recoil, Majorana phases."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

from softnu import evaluate
from softnu.atoms import hydrogen_like, neutrino_force
from softnu.atoms.kernels.couplings import Couplings, contract, with_recoil
from softnu.atoms.kernels.elements import (
    Pair,
    PairExchange,
    exchange_element,
    loop_scale,
    pair_exchange_ladders,
)
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.kernels.muonium import LeptonExchange, loop_couplings
from softnu.constants import ALPHA, M_E, M_MU, SIN2_THETA_W
from softnu.errors import DivergentMatrixElement, DomainError
from softnu.forces.kernels.vacuum import pair_strengths
from softnu.matter.kernels import mass_basis_coupling
from softnu.neutrinos import Neutrinos
from softnu.neutrinos.kernels import pmns

#: Products and sums of matrices of order one.
ROUNDING = 1e-13
#: Sums in which most of the terms cancel.
CANCELLING = 1e-11
#: Adaptive quadrature of the spectral integral, times a rule in the radius.
QUADRATURE = 1e-9
#: Five printed digits.
PRINTED = 1e-5
G_V, G_A = -0.5 + 2.0 * SIN2_THETA_W, -0.5
ONE = np.ones(())
MASS = 1.0 / (1.0 + M_E / M_MU)
PAIR = Pair(4, 2, 2.5, 4, 3, 2.5, 3.0, 0.5)
LINE = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
ELEMENT = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": 3}

angles = st.tuples(
    *(st.floats(0.0, 1.0) for _ in range(3)), *(st.floats(-4.0, 4.0) for _ in range(3))
)


def matrices(values):
    """Return U and the matrices a and b of electron and muon (not antimuon)."""
    U = pmns(*(np.asarray(value) for value in values))
    couplings = {
        (fermion, current): mass_basis_coupling(fermion, current, U, SIN2_THETA_W, 0.0, 0.0)
        for fermion in ("e", "mu")
        for current in ("vector", "axial")
    }
    return U, couplings


def couplings_for(values, majorana):
    return loop_couplings(
        matrices(values)[0], np.asarray(SIN2_THETA_W), majorana, MASS, 1.0 - MASS
    )


@given(angles)
def test_sum_over_all_pairs_is_the_same_for_all_angles(values):
    _, g = matrices(values)
    for e, mu in (("vector", "axial"), ("axial", "vector")):
        total = np.sum(g["e", e] * g["mu", mu].T)
        assert total.imag == pytest.approx(0.0, abs=ROUNDING)
        # g_A + g_V + 3 g_A g_V, whichever particle has which.
        assert total.real == pytest.approx(G_A + G_V + 3.0 * G_A * G_V, rel=ROUNDING, abs=0)
        assert total.real == pytest.approx(-0.48121, rel=PRINTED, abs=0)
        kept, _ = pair_strengths(g["e", e], g["mu", mu], majorana=False)
        assert np.sum(kept) == pytest.approx(total.real, rel=ROUNDING, abs=0)


def test_pairs_of_equal_mass_states_alone_are_half_of_it():
    nu = Neutrinos("0 eV")
    known = nu.oscillations
    values = (known.sin2_theta12, known.sin2_theta13, known.sin2_theta23, known.delta_cp, 0.0, 0.0)
    _, g = matrices(values)
    kept, _ = pair_strengths(g["e", "vector"], g["mu", "axial"], majorana=False)
    # About a half: what the pairs i != j have depends on the angles.
    assert np.sum(kept[:3]) == pytest.approx(0.5 * np.sum(kept), rel=0.15, abs=0)


@given(angles)
def test_the_vector_coupling_of_the_antimuon_has_the_other_sign(values):
    found = couplings_for(values, majorana=False)
    total = G_A + G_V + 3.0 * G_A * G_V
    # H_1 = -b a with the sign of the antimuon, H_2 = a b without.
    assert np.sum(found.H1[:6]) == pytest.approx(total, rel=ROUNDING, abs=0)
    assert np.sum(found.H2[:6]) == pytest.approx(total, rel=ROUNDING, abs=0)


@given(angles, st.booleans())
def test_massless_neutrinos_forget_mixing_and_nature(values, majorana):
    massless = LeptonExchange(np.zeros(3), MASS)
    v = exchange_element(PAIR, couplings_for(values, majorana), massless, ONE)
    unmixed = exchange_element(PAIR, couplings_for((0.0,) * 6, False), massless, ONE)
    assert float(v) == pytest.approx(float(unmixed), rel=CANCELLING, abs=0)


@given(angles, st.floats(0.01, 2.0))
def test_dirac_neutrinos_of_one_mass_forget_mixing(values, m_a):
    exchange = LeptonExchange(np.full(3, m_a), MASS)
    v = exchange_element(PAIR, couplings_for(values, False), exchange, ONE)
    unmixed = exchange_element(PAIR, couplings_for((0.0,) * 6, False), exchange, ONE)
    assert float(v) == pytest.approx(float(unmixed), rel=CANCELLING, abs=0)


HEAVY = np.array([0.2, 0.45, 0.8])
MIXED = (0.31, 0.022, 0.45, 3.7, 0.0, 0.0)


def test_majorana_phases_count_for_massive_majorana_neutrinos_only():
    turned = (*MIXED[:4], 1.1, -0.7)
    exchange = LeptonExchange(HEAVY, MASS)
    dirac, majorana = (
        [
            float(exchange_element(PAIR, couplings_for(v, m), exchange, ONE))
            for v in (MIXED, turned)
        ]
        for m in (False, True)
    )
    assert dirac[0] == pytest.approx(dirac[1], rel=CANCELLING, abs=0)
    assert abs(majorana[0] / majorana[1] - 1.0) > 1e-3
    assert abs(majorana[0] / dirac[0] - 1.0) > 1e-3


def spectral(rho, m_i, m_j, P_D, P_M):
    """Return F_ij over its massless limit for unit couplings times rho^-5: Sec. 2.2, by quad."""

    def integrand(u):
        root = m_i + m_j + u
        t = root**2
        lam = u * (u + 2.0 * (m_i + m_j)) * (t - (m_i - m_j) ** 2)
        bracket = P_D * (t - 0.5 * (m_i**2 + m_j**2) - 0.5 * (m_i**2 - m_j**2) ** 2 / t)
        bracket -= 3.0 * m_i * m_j * P_M
        return 2.0 * root * math.exp(-root * rho) * math.sqrt(lam) / t * bracket

    value, _ = integrate.quad(integrand, 0.0, 60.0 / rho, epsabs=0.0, epsrel=1e-11, limit=200)
    return value / (12.0 * rho)


@pytest.mark.parametrize("majorana", [False, True])
def test_element_equals_the_operator_summed_over_nine_pairs(majorana):
    # V of two moving particles, written out: complex matrices, both orders of every pair.
    _, g = matrices((*MIXED[:4], 1.1, -0.7))
    a_e, b_e = g["e", "vector"], g["e", "axial"]
    a_mu, b_mu = -g["mu", "vector"], g["mu", "axial"]
    mu_r = M_E * M_MU / (M_E + M_MU)
    x, w = np.polynomial.legendre.leggauss(80)
    log_rho = 0.5 * (math.log(120.0) - math.log(1e-6)) * (x + 1.0) + math.log(1e-6)
    rho = np.exp(log_rho)
    w = w * 0.5 * (math.log(120.0) - math.log(1e-6)) * rho
    # Bethe and Salpeter's R_42 and R_43 and their derivatives.
    decay = np.exp(-rho / 4.0)
    R1 = rho**2 * (1.0 - rho / 12.0) * decay / (64.0 * math.sqrt(5.0))
    dR1 = (2.0 * rho - rho**2 / 4.0) * decay / (64.0 * math.sqrt(5.0)) - (
        3.0 * rho**2 - rho**3 / 4.0
    ) * decay / (12.0 * 64.0 * math.sqrt(5.0))
    R2 = rho**3 * decay / (768.0 * math.sqrt(35.0))
    dR2 = (3.0 * rho**2 - rho**3 / 4.0) * decay / (768.0 * math.sqrt(35.0))
    ladder_1 = dR1 - 2.0 / rho * R1  # l = 2 -> 3
    ladder_2 = dR2 + 4.0 / rho * R2  # l = 3 -> 2
    K_p = 0.5 * rho**2 * (R1 * ladder_2 - R2 * ladder_1)
    K_g = -(2.0 * rho * R1 * R2 + rho**2 * (dR1 * R2 + R1 * dR2))
    A_e, A_N, A_x = -1.0, -1.0 / 7.0, 6.0 / 7.0

    def integrals(one, two, i, j):
        P_D, P_M = one[i, j] * two[j, i], one[i, j] * two[i, j] if majorana else 0.0
        F = [spectral(r, HEAVY[i], HEAVY[j], P_D.real, np.real(P_M)) for r in rho]
        return np.sum(w * K_p * F), np.sum(w * K_g * F)

    total = 0.0
    for i, j in itertools.product(range(3), repeat=2):
        axial_vector, vector_axial = integrals(b_e, a_mu, i, j), integrals(a_e, b_mu, i, j)
        H1, H2 = -axial_vector[0], vector_axial[0]
        C = -vector_axial[1] / (2.0 * M_E) - axial_vector[1] / (2.0 * M_MU)
        total += (H1 * A_e + H2 * A_N) / mu_r - C * A_x
    unit = float(loop_scale(ONE, MASS)) * mu_r
    exchange = LeptonExchange(HEAVY, MASS)
    v = exchange_element(PAIR, couplings_for((*MIXED[:4], 1.1, -0.7), majorana), exchange, ONE)
    assert float(v) == pytest.approx(unit * total, rel=QUADRATURE, abs=0)


@pytest.mark.parametrize("majorana", [False, True])
def test_equal_pairs_have_the_potentials_of_a_nucleus(majorana):
    one, two = state(4, 2), state(4, 3)
    of_pairs = LeptonExchange(HEAVY, 1.0).ladders(one, two)
    of_nucleus = pair_exchange_ladders(one, two, PairExchange(HEAVY, majorana, None, np.zeros(1)))
    for pairs, nucleus in zip(of_pairs, of_nucleus, strict=True):
        found = pairs[:3] if majorana else pairs[:3] + pairs[6:9]
        assert found.tolist() == pytest.approx(nucleus.tolist(), rel=ROUNDING, abs=0)


def test_a_heavy_antimuon_is_a_nucleus_at_rest():
    at_rest = contract(*(np.asarray(x) for x in (0.3, -0.2, 0.7, 0.4)))
    assert with_recoil(at_rest, 1.0, 0.0) == at_rest
    moving = with_recoil(at_rest, 1.0 - 1e-9, 1e-9)
    assert float(moving.meC) == pytest.approx(float(at_rest.meC), rel=1e-8, abs=0)
    swapped = with_recoil(Couplings(-at_rest.H2, -at_rest.H1, ONE), 0.5, 0.5)
    # Of equal masses it does not matter which particle is called the first.
    assert float(swapped.meC) == float(with_recoil(at_rest, 0.5, 0.5).meC)


@given(st.booleans(), angles)
@settings(max_examples=20)
def test_the_operator_is_hermitian(majorana, values):
    exchange, couplings = LeptonExchange(HEAVY, MASS), couplings_for(values, majorana)
    there = exchange_element(PAIR, couplings, exchange, ONE)
    back = exchange_element(Pair(4, 3, 2.5, 4, 2, 2.5, 3.0, 0.5), couplings, exchange, ONE)
    assert float(there) == pytest.approx(-float(back), rel=CANCELLING, abs=0)


def test_catalogue_and_face_are_one():
    nu = Neutrinos("0.3 eV", nature="majorana", alpha21="1 rad", alpha31="2 rad")
    inputs = {
        "m_lightest": "0.3 eV",
        "nature": "majorana",
        "alpha21": "1 rad",
        "alpha31": "2 rad",
    }
    force = neutrino_force(hydrogen_like("Mu"), nu)
    v = evaluate("atoms.muonium.pv_element", **ELEMENT, **inputs)
    assert v.unit == "eV"
    assert v.value == pytest.approx(
        force.element("4D5/2 F=3", "4F5/2 F=3").value, rel=ROUNDING, abs=0
    )
    ratio = force.e1_m1_ratio("4F5/2 F=3 - 4F7/2 F=3")
    for part, value in (("re", ratio.real), ("im", ratio.imag)):
        found = evaluate("atoms.muonium.e1_m1_ratio", **LINE, **inputs, part=part)
        assert found.value == pytest.approx(float(value), rel=ROUNDING, abs=0)


def test_arrays_of_masses_and_of_states_broadcast():
    masses = [0.0, 1e2, 1e3]  # eV, so heavy that they count
    together = evaluate(
        "atoms.muonium.e1_m1_ratio",
        **(LINE | {"F2": [[3], [4]]}),
        m_lightest=[f"{m} eV" for m in masses],
    )
    assert together.shape == (2, 3)
    for row, F2 in enumerate((3, 4)):
        for column, m in enumerate(masses):
            alone = evaluate(
                "atoms.muonium.e1_m1_ratio", **(LINE | {"F2": F2}), m_lightest=f"{m} eV"
            )
            # Masses that come together share the nodes of the radial rule.
            assert together[row, column].value == pytest.approx(alone.value, rel=CANCELLING, abs=0)
    assert abs(together[0, 2] / together[0, 0] - 1.0) > 0.1


def test_order_of_magnitude_is_that_of_hydrogen():
    hydrogen = evaluate("atoms.pv_element.loop", **ELEMENT, m_lightest="0 eV")
    muonium = evaluate("atoms.muonium.pv_element", **ELEMENT, m_lightest="0 eV")
    assert 1.0 < abs(muonium / hydrogen) < 3.0
    a = 1.0 / (ALPHA * M_E * MASS)
    assert float(loop_scale(ONE, MASS)) == pytest.approx(
        float(loop_scale(ONE)) * (1.0 / (ALPHA * M_E) / a) ** 6 / MASS, rel=ROUNDING, abs=0
    )


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"l1": 1, "j1": "3/2", "l2": 2, "F": 2}, DivergentMatrixElement, "l1 \\+ l2 >= 5"),
        ({"F": 4}, DomainError, "F = 4 is not allowed"),
        ({"n1": 2}, DomainError, "l1 = 2 is not allowed"),
        ({"j2": "1/2"}, DomainError, "j2 = 0.5 is not allowed"),
    ],
)
def test_elements_that_are_refused(changes, kind, words):
    with pytest.raises(kind, match=words):
        evaluate("atoms.muonium.pv_element", **(ELEMENT | changes), m_lightest="0 eV")


def test_forbidden_elements_vanish_for_every_mass():
    found = evaluate(
        "atoms.muonium.pv_element",
        **(ELEMENT | {"l1": 3}),
        m_lightest=["0 eV", "1 eV"],
    )
    assert found.value.tolist() == [0.0, 0.0]


def test_ratios_that_are_refused():
    with pytest.raises(DomainError, match="l = 0 and l = 1 diverges"):
        evaluate(
            "atoms.muonium.e1_m1_ratio",
            n=2,
            l=1,
            j1="1/2",
            F1=1,
            j2="3/2",
            F2=1,
            m_lightest="0 eV",
        )

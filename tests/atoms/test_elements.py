"""Matrix elements of parity violation: quoted numbers, three dimensions, symmetries, errors."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import roots_genlaguerre, sph_harm_y

from softnu import evaluate
from softnu.atoms.kernels.angular import parity_factors
from softnu.atoms.kernels.couplings import Couplings
from softnu.atoms.kernels.elements import loop_scale, weak_element
from softnu.atoms.kernels.hydrogenic import state, value
from softnu.atoms.kernels.radial import power_ladders
from softnu.constants import ALPHA, G_A_NUCLEON_ATOMS, M_E, M_Z
from softnu.errors import DivergentMatrixElement, SoftnuError
from tests.atoms.exact_radial import power_integrals
from tests.atoms.product_states import hyperfine

#: A few roundings of double precision, and cancellation between terms.
RTOL = 1e-12
#: Numbers quoted with three or four digits.
RTOL_QUOTED = 1e-3

STATES = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": 3}
SHARES = [0.6813, 0.2967, 0.0220]
MASSLESS = {"m_nu_a": 0.0, "Ue_sq": SHARES}


def pv(name, **inputs):
    return float(evaluate(f"atoms.pv_element.{name}", **{**STATES, **inputs}).value)


def exchanged(states):
    swap = {"1": "2", "2": "1"}
    return {
        key[:-1] + swap[key[-1]] if key[-1] in swap else key: value
        for key, value in states.items()
    }


def test_element_of_the_papers_states_without_the_electron_spin():
    X = sum(-0.25 + 0.23121 + 0.5 * share for share in SHARES)
    b_p = G_A_NUCLEON_ATOMS / 2
    v = pv("loop", H1=0.0, H2=2 * X * b_p, meC=-X * b_p, m_nu_a=0.0)
    assert v / (X * b_p) == pytest.approx(-1.268e-37, rel=RTOL_QUOTED, abs=0)


def test_couplings_of_one_state_add_up_to_the_sum():
    terms = [
        {
            term: float(evaluate("atoms.coupling.loop", term=term, Ue_sq=share).value)
            for term in ("H1", "H2", "meC")
        }
        for share in SHARES
    ]
    total = sum(pv("loop", m_nu_a=0.01, **term) for term in terms)
    assert pv("loop", m_nu_a=0.01, Ue_sq=SHARES) == pytest.approx(total, rel=RTOL, abs=0)


@pytest.mark.parametrize(
    ("l", "j", "F", "ratio"), [(2, 2.5, 3, 2.05e3), (3, 3.5, 4, 0.0189), (4, 4.5, 5, 4.89e-8)]
)
def test_neutrinos_dominate_from_l_of_three_on(l, j, F, ratio):
    states = {"n1": l + 2, "n2": l + 2, "l1": l, "l2": l + 1, "j1": j, "j2": j, "F": F}
    found = 1 / pv("dominance", **states, **MASSLESS)
    assert found == pytest.approx(ratio, rel=3e-3, abs=0)


def test_z_exchange_between_d_and_f_states_is_negligible():
    assert abs(pv("tree")) == pytest.approx(1.9e-42, rel=0.05, abs=0)
    assert abs(pv("tree")) < 1e-4 * abs(pv("loop", **MASSLESS))


def test_scale_and_estimates():
    assert float(loop_scale(np.asarray(1.0))) == pytest.approx(5.7711e-33, rel=1e-5, abs=0)
    loop = float(evaluate("atoms.pv_element.estimate", interaction="loop", l=2).value)
    assert loop == pytest.approx(4.05e-33, rel=RTOL_QUOTED, abs=0)
    tree = float(evaluate("atoms.pv_element.estimate", interaction="tree", l=1).value)
    expected = M_E * ALPHA**7 * (M_E / M_Z) ** 4
    assert tree == pytest.approx(expected, rel=RTOL, abs=0)


@given(
    H=st.tuples(*[st.floats(-2, 2)] * 3),
    l=st.integers(2, 5),
    n=st.tuples(st.integers(7, 9), st.integers(7, 9)),
    data=st.data(),
)
@settings(max_examples=40)
def test_elements_are_hermitian(H, l, n, data):
    # <1|V|2> = -i v with real v: v changes its sign when the states are exchanged.
    j1 = data.draw(st.sampled_from([l - 0.5, l + 0.5]))
    j2 = data.draw(st.sampled_from([j for j in (l + 0.5, l + 1.5) if abs(j - j1) < 2]))
    F = min(j1, j2) + 0.5
    couplings = Couplings(*map(np.asarray, H))
    one, two = state(n[0], l), state(n[1], l + 1)
    there = weak_element(
        power_ladders(one, two, 5, np.zeros(())),
        parity_factors(l, j1, l + 1, j2, F, 0.5),
        couplings,
    )
    back = weak_element(
        power_ladders(two, one, 5, np.zeros(())),
        parity_factors(l + 1, j2, l, j1, F, 0.5),
        couplings,
    )
    ladders = power_ladders(one, two, 5, np.zeros(()))
    size = 10 * (abs(float(ladders.there)) + abs(float(ladders.back)))
    assert float(there) == pytest.approx(-float(back), rel=RTOL, abs=1e-15 * size)


@pytest.mark.parametrize("name", ["loop", "tree", "z_gamma"])
def test_exchange_of_the_states_changes_the_sign(name):
    extra = MASSLESS if name == "loop" else {}
    swapped = evaluate(f"atoms.pv_element.{name}", **exchanged(STATES), **extra)
    assert float(swapped.value) == pytest.approx(-pv(name, **extra), rel=RTOL, abs=0)


@pytest.mark.parametrize(
    ("j1", "j2", "F"), [(2.5, 2.5, 3), (2.5, 2.5, 2), (2.5, 3.5, 3), (1.5, 2.5, 2)]
)
@pytest.mark.parametrize("H", [(0.7, 0.0, 0.0), (0.3, -0.4, 0.9), (0.0, 0.5, -0.25)])
def test_elements_are_sums_of_the_textbook_form(j1, j2, F, H):
    A_e, A_N, A_x = parity_factors(2, j1, 3, j2, F, 0.5)[:3]
    momentum, gradient = power_integrals((4, 2), (4, 3), 5)
    H1, H2, meC = H
    expected = (H1 * A_e + H2 * A_N) * float(momentum) - meC * A_x * float(gradient)
    scale = float(loop_scale(np.asarray(1.0)))
    v = pv("loop", j1=j1, j2=j2, F=F, H1=H1, H2=H2, meC=meC, m_nu_a=0.0)
    size = scale * abs(float(momentum))
    assert v == pytest.approx(scale * expected, rel=RTOL, abs=RTOL * size)


def wave_function(n, l, j, F, I, r, theta, phi):
    """psi and its gradient: arrays (spin, axis, r, angle), for m_F = F."""
    amplitudes = hyperfine(l, j, F, I)[:, 0].reshape(2 * l + 1, -1)
    orbital = state(n, l)
    step = 1e-6 * r
    R, above, below = (_radial(orbital, x) for x in (r, r + step, r - step))
    slope = (above - below) / (2 * step)
    psi = np.zeros((amplitudes.shape[1], r.size, theta.size), dtype=complex)
    gradient = np.zeros((amplitudes.shape[1], 3, r.size, theta.size), dtype=complex)
    radial, polar, azimuthal = _unit_vectors(theta, phi)
    for row, m in enumerate(range(l, -l - 1, -1)):
        Y, dY = sph_harm_y(l, m, theta, phi, diff_n=1)
        for spin, a in enumerate(amplitudes[row]):
            psi[spin] += a * R[:, None] * Y
            across = polar * dY[..., 0] + azimuthal * dY[..., 1] / np.sin(theta)
            gradient[spin] += a * (
                slope[:, None] * (radial * Y)[:, None] + (R / r)[:, None] * across[:, None]
            )
    return psi, gradient


def _radial(orbital, r):
    return r**orbital.l * np.exp(-orbital.decay * r) * value(orbital, r)


def _unit_vectors(theta, phi):
    sin, cos = np.sin(theta), np.cos(theta)
    return (
        np.array([sin * np.cos(phi), sin * np.sin(phi), cos]),
        np.array([cos * np.cos(phi), cos * np.sin(phi), -sin]),
        np.array([-np.sin(phi), np.cos(phi), np.zeros_like(phi)]),
    )


PAULI = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])


@pytest.mark.parametrize(
    ("one", "two", "F"),
    [((3, 2, 2.5), (4, 3, 2.5), 3), ((2, 1, 1.5), (3, 2, 1.5), 1), ((2, 0, 0.5), (2, 1, 1.5), 1)],
)
def test_elements_are_integrals_over_space(one, two, F):
    # V = H1/2m {sigma_e.p, f} + H2/2m {sigma_N.p, f} + C (sigma_e x sigma_N).r f'/r in full,
    # with f = exp(-r/2), on a grid of three dimensions.
    H1, H2, meC, kappa = 0.7, -0.4, 0.9, 0.5
    nodes, weights = roots_genlaguerre(24, 2)
    rate = 1 / one[0] + 1 / two[0] + kappa
    r = nodes / rate
    radial_weight = weights * np.exp(nodes) / rate**3
    x, w = np.polynomial.legendre.leggauss(12)
    phi = 2 * np.pi * np.arange(20) / 20
    theta, phi = (a.reshape(-1) for a in np.meshgrid(np.arccos(x), phi, indexing="ij"))
    solid = np.repeat(w, 20) * 2 * np.pi / 20
    f = np.exp(-kappa * r)
    measure = (f * radial_weight)[:, None] * solid
    psi1, d1 = wave_function(*one, F, 0.5, r, theta, phi)
    psi2, d2 = wave_function(*two, F, 0.5, r, theta, phi)
    e = [np.kron(sigma, np.eye(2)) for sigma in PAULI]
    N = [np.kron(np.eye(2), sigma) for sigma in PAULI]
    total = 0.0
    for H, sigma in ((H1, e), (H2, N)):
        for k in range(3):
            # Half of {., f} by parts: p = -i grad acts to the right and to the left.
            right = np.einsum("srt,sq,qrt,rt->", psi1.conj(), sigma[k], -1j * d2[:, k], measure)
            left = np.einsum("srt,sq,qrt,rt->", (-1j * d1[:, k]).conj(), sigma[k], psi2, measure)
            total += H / 2 * (right + left)
    direction = _unit_vectors(theta, phi)[0]
    for a, b, c in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        cross = e[a] @ N[b] - e[b] @ N[a]
        total += meC * np.einsum(
            "srt,sq,qrt,t,rt->", psi1.conj(), cross, psi2, direction[c], -kappa * measure
        )
    ladders = power_ladders(state(*one[:2]), state(*two[:2]), 0, np.asarray(kappa))
    factors = parity_factors(one[1], one[2], two[1], two[2], F, 0.5)
    v = weak_element(ladders, factors, Couplings(*map(np.asarray, (H1, H2, meC))))
    # Numerical derivatives of the radial functions: 1e-9.
    assert total == pytest.approx(-1j * float(v), rel=1e-8, abs=1e-10)


def test_selection_rules_hold_exactly():
    assert pv("loop", l2=2, j2="5/2", **MASSLESS) == 0.0
    assert pv("loop", l1=1, j1="3/2", l2=3, j2="5/2", F=2, **MASSLESS) == 0.0
    spin_zero = {"j1": "5/2", "j2": "7/2", "I": 0, "F": "5/2"}
    # Without a nuclear spin F is j: the states of different j share none.
    with pytest.raises(SoftnuError, match=r"F = 2\.5 is not allowed"):
        pv("loop", **spin_zero, **MASSLESS)


def test_the_mass_coefficient_of_the_papers_states():
    X = {"H1": 0.0, "H2": 1.0, "meC": -0.5}
    dirac, majorana = (pv("mass_coefficient", nature=n, **X) for n in ("dirac", "majorana"))
    assert dirac == pytest.approx(-4.32, abs=5e-3, rel=0)
    assert majorana == 2 * dirac
    # With half of the cross term it is the published -4.81(10).
    assert pv("mass_coefficient", H1=0.0, H2=1.0, meC=-0.25) == pytest.approx(
        -4.80, abs=5e-3, rel=0
    )
    small = pv("loop", m_nu_a=1e-4, **X) / pv("loop", m_nu_a=0.0, **X)
    assert (small - 1) * 1e8 == pytest.approx(dirac, rel=1e-4, abs=0)


def test_published_elements_are_twice_the_derived():
    assert pv("loop", convention="published", **MASSLESS) == 2 * pv("loop", **MASSLESS)


@given(Z=st.integers(2, 137))
def test_elements_grow_as_the_sixth_power_of_the_charge(Z):
    given_couplings = {"H1": 0.1, "H2": 0.2, "meC": -0.1, "m_nu_a": 0.0}
    ratio = pv("loop", Z=Z, **given_couplings) / pv("loop", **given_couplings)
    assert ratio == pytest.approx(Z**6, rel=RTOL, abs=0)


def test_masses_broadcast_with_states():
    m = np.array([[0.0], [0.01], [0.3]])
    F = np.array([2, 3])
    inputs = {**STATES, "F": F, "Ue_sq": SHARES}
    found = evaluate("atoms.pv_element.loop", m_nu_a=m, **inputs).value
    assert found.shape == (3, 2)
    for i, mass in enumerate(m[:, 0]):
        for k, f in enumerate(F):
            one = pv("loop", F=int(f), m_nu_a=float(mass), Ue_sq=SHARES)
            assert found[i, k] == pytest.approx(one, rel=RTOL, abs=0)


def test_a_form_factor_makes_low_states_finite():
    low = {"n1": 2, "l1": 0, "j1": "1/2", "n2": 2, "l2": 1, "j2": "1/2", "F": 1}
    with pytest.raises(DivergentMatrixElement, match="cutoff"):
        pv("loop", **low, **MASSLESS)
    assert math.isfinite(pv("loop", **low, cutoff="0.843 GeV", **MASSLESS))
    with pytest.raises(SoftnuError, match="is not allowed between s and p states"):
        pv("loop", **low, cutoff="1e20 eV", **MASSLESS)
    high = pv(
        "loop", cutoff="0.843 GeV", n1=6, l1=4, j1="9/2", n2=6, l2=5, j2="9/2", F=5, **MASSLESS
    )
    point = pv("loop", n1=6, l1=4, j1="9/2", n2=6, l2=5, j2="9/2", F=5, **MASSLESS)
    assert high == pytest.approx(point, rel=1e-8, abs=0)


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("loop", MASSLESS | {"F": 4}, "F = 4 is not allowed"),
        ("loop", MASSLESS | {"j1": "7/2"}, "j1 = 3.5 is not allowed"),
        ("loop", MASSLESS | {"l1": 5}, "l1 = 5 is not allowed"),
        ("loop", MASSLESS | {"n1": 81}, "n1"),
        ("loop", MASSLESS | {"n1": 3.5}, "n1"),
        ("loop", MASSLESS | {"m_nu_a": -1.0}, "m_nu_a"),
        ("loop", MASSLESS | {"cutoff": "0 eV"}, "cutoff"),
        ("loop", MASSLESS | {"nature": "diracs"}, "did you mean 'dirac'"),
        ("loop", MASSLESS | {"I": 1, "F": "7/2"}, "missing g_A_N"),
        ("tree", {"cutoff": "-1 GeV"}, "cutoff"),
        ("tree", {"cutoff": 0.8}, "cutoff"),
        ("z_gamma", {"l1": 0, "j1": "1/2", "l2": 1, "j2": "1/2", "F": 1}, "diverges"),
        ("mass_coefficient", {"l2": 2, "Ue_sq": SHARES}, "l2 = 2 is not allowed"),
        ("mass_coefficient", {"l1": 1, "j1": "3/2", "l2": 2, "F": 2}, "l1 \\+ l2 >= 5"),
        (
            "mass_coefficient",
            {"H1": 1.0, "H2": 0.0, "meC": 0.0, "j2": "7/2"},
            "the matrix element vanishes",
        ),
        ("dominance", MASSLESS | {"l2": 2}, "does not connect"),
        ("estimate", {"interaction": "loops", "l": 2}, "did you mean 'loop'"),
    ],
)
def test_bad_input_is_named(name, inputs, words):
    states = {} if name == "estimate" else STATES
    with pytest.raises(SoftnuError, match=words):
        evaluate(f"atoms.pv_element.{name}", **{**states, **inputs})

"""E1 over M1: quoted numbers, explicit diagonalisation, phases, sums over all n, errors."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels.elements import loop_scale
from softnu.atoms.kernels.hydrogenic import state
from softnu.atoms.kernels.mixing import perturbed
from softnu.atoms.kernels.radial import moment
from softnu.constants import ALPHA, G_A_NUCLEON_ATOMS, G_PROTON, M_E, M_P
from softnu.errors import DivergentMatrixElement, SoftnuError
from tests.atoms import product_states
from tests.atoms.exact_radial import moment_of, power_integrals

#: Numbers quoted with four or five digits.
RTOL_QUOTED = 2e-4
#: Differences of levels that differ by little, and second-order mixing.
RTOL_DIAGONAL = 1e-9
#: A few roundings.
RTOL = 1e-12

LINE = {"n": 4, "l": 3, "j1": "5/2", "F1": 3, "j2": "7/2", "F2": 3}
SHARES = [0.6813, 0.2967, 0.0220]
MASSLESS = {"m_nu_a": 0.0}
X = sum(-0.25 + 0.23121 + 0.5 * share for share in SHARES)
B_P = G_A_NUCLEON_ATOMS / 2
WITHOUT_H1 = {"H1": 0.0, "H2": 2 * X * B_P, "meC": -X * B_P}


def ratio(**inputs):
    inputs = {**LINE, **MASSLESS, **inputs}
    re, im = (evaluate("atoms.e1_m1_ratio", part=part, **inputs).value for part in ("re", "im"))
    return complex(float(re), float(im))


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({"lamb": False, "widths": False}, 9.8146e-25j),
        ({"widths": False}, 1.41092e-25j),
        ({}, -6.9566e-26 + 5.9981e-26j),
    ],
)
def test_ratio_of_the_paper_without_the_electron_spin(switches, expected):
    found = ratio(**WITHOUT_H1, **switches) / (X * B_P)
    assert found.imag == pytest.approx(expected.imag, rel=RTOL_QUOTED, abs=0)
    assert found.real == pytest.approx(expected.real, rel=RTOL_QUOTED, abs=1e-40)


@pytest.mark.parametrize(
    ("switches", "expected"),
    [
        ({"lamb": False, "widths": False}, 2.9061e-25j),
        ({"widths": False}, 4.1773e-26j),
        ({}, -2.0599e-26 + 1.7756e-26j),
    ],
)
def test_ratio_of_the_paper_with_all_terms(switches, expected):
    found = ratio(Ue_sq=SHARES, **switches)
    assert found.imag == pytest.approx(expected.imag, rel=RTOL_QUOTED, abs=0)
    assert found.real == pytest.approx(expected.real, rel=RTOL_QUOTED, abs=1e-40)


@pytest.mark.parametrize(
    ("n", "l", "j1", "F1", "size"),
    [
        (8, 3, "5/2", 2, 3.33e-25),
        (8, 3, "5/2", 3, 2.74e-25),
        (7, 3, "5/2", 2, 2.41e-25),
        (4, 3, "5/2", 2, 4.03e-26),
        (5, 4, "7/2", 3, 4.63e-27),
    ],
)
def test_ratios_of_the_scan(n, l, j1, F1, size):
    F2 = 3 if l == 3 else 4
    found = ratio(n=n, l=l, j1=j1, F1=F1, j2=l + 0.5, F2=F2, Ue_sq=SHARES)
    assert abs(found) == pytest.approx(size, rel=2e-3, abs=0)


def width(n, l):
    total = 0.0
    for low in (l - 1, l + 1):
        for m in range(low + 1, n):
            omega = 0.5 * (1 / m**2 - 1 / n**2)
            dipole = float(moment_of((m, low), (n, l), 1))
            total += omega**3 * max(l, low) / (2 * l + 1) * dipole**2
    return 4 / 3 * ALPHA**5 * M_E * total


def complex_level(n, l, j, F, logs):
    """Fine, hyperfine and Lamb shift, width; from their formulas."""
    fine = -(ALPHA**4) * M_E / (2 * n**4) * (n / (j + 0.5) - 0.75)
    cosine = (F * (F + 1) - j * (j + 1) - 0.75) / (j * (j + 1))
    hyper = ALPHA**4 * G_PROTON * M_E**2 / (2 * M_P * n**3 * (2 * l + 1)) * cosine
    c = 1 / (l + 1) if j > l else -1 / l
    lamb = 4 * ALPHA**5 * M_E / (3 * math.pi * n**3) * (0.375 * c / (2 * l + 1) - logs[n, l])
    return fine + hyper + lamb - 0.5j * width(n, l)


@pytest.mark.parametrize(
    ("n", "l", "j1", "F1", "j2", "F2"),
    [
        (4, 3, 2.5, 3, 3.5, 3),
        (4, 3, 2.5, 2, 3.5, 3),
        (5, 3, 2.5, 3, 3.5, 4),
        (5, 4, 3.5, 3, 4.5, 4),
    ],
)
def test_ratio_is_that_of_the_diagonalised_manifold(n, l, j1, F1, j2, F2):
    """All states of n, l - 1, l, l + 1: eigenvectors of a complex matrix, E1 between them."""
    logs = {(n, l - 1): -0.007, (n, l): -0.002, (n, l + 1): -0.0006}
    H1, H2, meC = 0.31, -0.22, 0.17
    states = [
        (k, j, F)
        for k in (l - 1, l, l + 1)
        if k < n
        for j in (k - 0.5, k + 0.5)
        for F in (j - 0.5, j + 0.5)
        if F in (F1, F2)
    ]
    bare = np.array([complex_level(n, *s, logs) for s in states])
    V = np.zeros((len(states), len(states)), dtype=complex)
    dipole = np.zeros_like(V)
    for (a, one), (b, two) in product(enumerate(states), repeat=2):
        if abs(one[0] - two[0]) != 1:
            continue
        if one[2] == two[2]:
            A_e, A_N, A_x = product_states.parity_factors(*one[:2], *two, 0.5)
            momentum, gradient = map(float, power_integrals((n, one[0]), (n, two[0]), 5))
            V[a, b] = -1j * ((H1 * A_e + H2 * A_N) * momentum - meC * A_x * gradient)
        if abs(one[2] - two[2]) <= 1:
            angular = product_states.e1(*one, *two, 0.5)
            dipole[a, b] = angular * float(moment_of((n, one[0]), (n, two[0]), 1))
    np.testing.assert_allclose(V, V.conj().T, rtol=0, atol=1e-12 * np.max(np.abs(V)))
    A, B = states.index((l, j1, F1)), states.index((l, j2, F2))

    def amplitude(strength):
        _, right = np.linalg.eig(np.diag(bare - bare[A].real) + strength * V)
        order = [np.argmax(np.abs(right[k])) for k in range(len(states))]
        right = right[:, order] / np.diag(right[:, order])
        left = np.linalg.inv(right)
        return left[A] @ dipole @ right[:, B]

    # Odd in the strength, which mixes 1e-5 of the nearest state.
    gaps = np.abs(bare[:, None] - bare) + np.eye(len(bare))
    strength = 1e-5 * np.min(gaps) / np.max(np.abs(V))
    slope = (amplitude(strength) - amplitude(-strength)) / (2 * strength)
    m1 = product_states.m1(l, j1, F1, j2, F2, 0.5)
    a = 1 / (ALPHA * M_E)
    expected = slope * float(loop_scale(np.asarray(1.0))) * a * 2 * M_E / m1
    rows = [[n, k, log] for (n, k), log in logs.items()]
    found = ratio(n=n, l=l, j1=j1, F1=F1, j2=j2, F2=F2, H1=H1, H2=H2, meC=meC, bethe_logs=rows)
    assert found == pytest.approx(expected, rel=RTOL_DIAGONAL, abs=0)


def test_the_order_of_the_states_reverses_time():
    # A to B and B to A: the amplitudes of E1 over M1 are equal up to the sign of E1.
    there = ratio(Ue_sq=SHARES)
    back = ratio(Ue_sq=SHARES, j1="7/2", F1=3, j2="5/2", F2=3)
    assert back == pytest.approx(-there, rel=RTOL, abs=0)


@pytest.mark.parametrize("nature", ["dirac", "majorana"])
def test_ratio_falls_with_the_mass_as_its_element(nature):
    coefficient = -8.64 if nature == "majorana" else -4.32
    m_a = 1e-4
    found = ratio(**WITHOUT_H1 | {"m_nu_a": m_a}, nature=nature) / ratio(**WITHOUT_H1)
    # 0.5 % comes from what is mixed into the second state.
    assert (found.real - 1) / m_a**2 == pytest.approx(coefficient, rel=1e-2, abs=0)


@given(Z=st.integers(2, 60))
@settings(max_examples=20)
def test_without_hyperfine_structure_the_ratio_grows_as_the_charge(Z):
    inputs = {"H1": 0.1, "H2": 0.2, "meC": -0.1, "hyperfine": False, "j2": "5/2", "F2": 2}
    one, many = ratio(**inputs), ratio(**inputs, Z=Z)
    assert many == pytest.approx(one * Z, rel=RTOL, abs=0)


def test_nuclei_without_spin():
    line = {"j1": "5/2", "F1": "5/2", "j2": "7/2", "F2": "7/2", "I": 0, "Z": 2, "N": 2}
    found = ratio(**line, Ue_sq=SHARES)
    assert abs(found) > 0
    # No g factor, no hyperfine structure: the switch does nothing.
    assert ratio(**line, Ue_sq=SHARES, hyperfine=False) == found


@pytest.mark.parametrize(
    ("n", "l", "mixed"), [(4, 3, 2), (4, 3, 4), (6, 4, 5), (3, 1, 0), (2, 1, 2)]
)
def test_perturbed_states_solve_their_equation(n, l, mixed):
    """(H - E_n) of the sum is minus the projected source, tested on other Sturmian functions."""
    own = state(n, l)
    parts = perturbed(n, l, mixed)
    bound = state(n, mixed) if mixed < n else None
    for k in range(n + 5):
        test = parts[0][0]._replace(k=k)
        # <S_k|(E_n - H)|sum> with (H - E_n) S = ((k + l + 1)/n - 1) S/rho.
        applied = sum(c * (1 - (f.k + mixed + 1) / n) * moment(test, f, -1) for f, c in parts)
        source = moment(test, own, 1)
        if bound is not None:
            source -= moment(bound, own, 1) * moment(test, bound, 0)
        size = abs(moment(test, test, 0) * moment(own, own, 2)) ** 0.5
        assert applied == pytest.approx(source, rel=0, abs=1e-12 * size)
    if bound is not None:
        overlap = sum(c * moment(f, bound, 0) for f, c in parts)
        assert overlap == pytest.approx(0.0, rel=0, abs=1e-10)


def test_states_of_other_n_hardly_count():
    near, everything = ratio(**WITHOUT_H1), ratio(**WITHOUT_H1, admixtures="all_n")
    assert 0 < abs(everything - near) < 1e-5 * abs(near)


def test_published_formula_of_the_paper():
    found = evaluate(
        "atoms.e1_m1_ratio", **LINE, Ue_sq=SHARES, m_nu_a=0.01, convention="published"
    )
    assert float(found.value) == pytest.approx(-7.7e-33 * X * (1 - 4.81e-4), rel=RTOL, abs=0)


def test_masses_and_lines_broadcast():
    m = np.array([[0.0], [0.01]])
    found = evaluate("atoms.e1_m1_ratio", **LINE | {"F1": [2, 3]}, Ue_sq=SHARES, m_nu_a=m).value
    assert found.shape == (2, 2)
    for i, k in product(range(2), repeat=2):
        one = ratio(F1=[2, 3][k], m_nu_a=float(m[i, 0]), Ue_sq=SHARES).imag
        assert found[i, k] == pytest.approx(one, rel=RTOL, abs=0)


PUBLISHED = {"Ue_sq": SHARES, "convention": "published"}


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"F2": 5}, "F2 = 5 is not allowed: it must be 3 to 4"),
        ({"j1": "3/2"}, r"j1 = 1\.5 is not allowed"),
        ({"F1": 2, "F2": 4}, "the M1 amplitude vanishes"),
        ({"j2": "5/2", "F2": 3}, "both states are the same"),
        ({"n": 3}, "l = 3 is not allowed"),
        ({"n": 81}, "n"),
        ({"hyperfine": False, "lamb": False, "widths": False, "F2": 4}, "have the same energy"),
        ({"l": 1, "j1": "1/2", "F1": 1, "j2": "3/2", "F2": 1}, "not allowed with lamb"),
        ({"Z": 2, "N": 1, "g_A_N": 0.3}, "missing g_N"),
        ({"Z": 2, "N": 1, "g_N": 0.3}, "missing g_A_N"),
        ({"bethe_logs": [[4, 3]]}, "bethe_logs must be a list of"),
        ({"bethe_logs": [[4.5, 3, -0.1]]}, "bethe_logs"),
        ({"part": "abs"}, "part"),
        ({"admixtures": "all"}, "did you mean 'all_n'"),
        (PUBLISHED | {"F1": 2}, "convention = 'published' is not allowed here"),
        (PUBLISHED | {"nature": "majorana"}, "convention = 'published' is not allowed here"),
        (PUBLISHED | {"part": "re"}, "convention = 'published' is not allowed here"),
        (PUBLISHED | {"Z": 2}, "convention = 'published' is not allowed here"),
        ({"H1": 1, "H2": 1, "meC": 1, "convention": "published"}, "not allowed here"),
    ],
)
def test_bad_input_is_named(inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate("atoms.e1_m1_ratio", **{**LINE, **MASSLESS, "part": "im", **inputs})


def test_low_states_need_a_cutoff():
    line = {"l": 2, "j1": "3/2", "F1": 2, "j2": "5/2", "F2": 2}
    with pytest.raises(DivergentMatrixElement, match="l = 1 and l = 2 diverges"):
        ratio(**line)
    assert abs(ratio(**line, cutoff="0.843 GeV")) > 0.0

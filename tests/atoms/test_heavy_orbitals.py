"""Orbitals of other codes: exact hydrogen, the contact limit, phases, files, mistakes."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import hyp1f1

from softnu import evaluate
from softnu.atoms.kernels import radial, tabulated
from softnu.atoms.kernels.contact import hydrogenic_contact, relativistic_factor
from softnu.atoms.kernels.hydrogenic import state, value
from softnu.atoms.labels import LETTERS
from softnu.atoms.orbital_files import read_orbitals
from softnu.atoms.orbitals import (
    State,
    TabulatedOrbital,
    chirality_integral,
    electron_element,
    parse_state,
    radial_integrals,
)
from softnu.atoms.parity_potentials import ParityPotentials
from softnu.constants import ALPHA, HBAR_C, M_E
from softnu.errors import (
    ConfigError,
    ConvergenceError,
    DataError,
    DivergentMatrixElement,
    UnknownNameError,
)

#: What kernels.tabulated states for 500 logarithmic radii.
STATED = 1e-9
#: (Z alpha)^2 is 5e-5 for Z = 1: the relativistic correction of an element, with a coefficient.
RELATIVISTIC = 2e-4
#: ampsci prints six digits.
SIX_DIGITS = 2e-5

PAIRS = [((4, 2), (4, 3), 5), ((5, 4), (5, 3), 5), ((2, 0), (2, 1), 1), ((5, 1), (4, 0), 0)]


def grid(points=500, n=5, Z=1.0, first=1e-6):
    return np.geomspace(first / Z, 60.0 * n / Z, points)


def hydrogen(n, l, r):
    orbital = state(n, l)
    P = r ** (l + 1) * np.exp(-orbital.decay * r) * value(orbital, r)
    return TabulatedOrbital(State(n, l, None), r, (P,))


def dirac(n, kappa, Z, r, sign=1.0):
    """The closed form for a point nucleus, in the phase (f, ig)."""
    gamma = math.sqrt(kappa**2 - (Z * ALPHA) ** 2)
    k = n - abs(kappa)
    N = math.sqrt(k**2 + 2 * k * gamma + kappa**2)
    energy = 1.0 / math.sqrt(1.0 + (Z * ALPHA / (k + gamma)) ** 2)
    x = 2.0 * Z / N * r
    first = (N - kappa) * hyp1f1(-k, 2 * gamma + 1, x)
    second = k * hyp1f1(1 - k, 2 * gamma + 1, x) if k else np.zeros_like(x)
    shape = x**gamma * np.exp(-0.5 * x)
    f = math.sqrt(1.0 + energy) * shape * (first - second)
    g = -math.sqrt(1.0 - energy) * shape * (first + second)
    scale = tabulated.norm(r, (f, g)) ** -0.5
    l = kappa if kappa > 0 else -kappa - 1
    return TabulatedOrbital(State(n, l, abs(kappa) - 0.5), r, (scale * f, sign * scale * g))


def power(s):
    return lambda r: r ** -float(s)


def smeared_contact(M):
    return lambda r: M**3 * np.exp(-M * r) / (8.0 * np.pi)


@pytest.mark.parametrize(("one", "two", "s"), PAIRS)
def test_tabulated_hydrogen_has_the_exact_integrals(one, two, s):
    r = grid()
    found = radial_integrals(hydrogen(*one, r), hydrogen(*two, r), power(s))
    exact = radial.power_ladders(state(*one), state(*two), s, np.zeros(()))
    assert found.momentum == pytest.approx(float(exact.momentum), rel=STATED, abs=0)
    assert found.gradient == pytest.approx(
        float(exact.gradient), rel=STATED, abs=STATED * abs(found.momentum)
    )


@pytest.mark.parametrize(("one", "two", "s"), PAIRS)
def test_exchange_of_the_states(one, two, s):
    r = grid()
    a, b = hydrogen(*one, r), hydrogen(*two, r)
    there, back = radial_integrals(a, b, power(s)), radial_integrals(b, a, power(s))
    assert there == (-back.momentum, back.gradient)


def test_integrals_vanish_unless_l_differs_by_one():
    r = grid()
    assert radial_integrals(hydrogen(4, 1, r), hydrogen(4, 3, r), power(1)) == (0.0, 0.0)
    assert chirality_integral(dirac(3, -1, 1, r), dirac(3, -2, 1, r), power(1)) == 0.0


@pytest.mark.parametrize(
    ("n1", "kappa1", "n2", "kappa2", "s"),
    [(2, -1, 2, 1, 1), (3, 1, 2, -1, 1), (3, 2, 3, -2, 1), (4, -3, 4, 3, 5), (4, 3, 4, -3, 5)],
)
def test_light_dirac_atoms_have_the_nonrelativistic_integral(n1, kappa1, n2, kappa2, s):
    r = grid(1500, first=1e-7)
    one, two = dirac(n1, kappa1, 1, r), dirac(n2, kappa2, 1, r)
    found = chirality_integral(one, two, power(s))
    ladders = radial.power_ladders(state(n1, one.state.l), state(n2, two.state.l), s, np.zeros(()))
    assert found == pytest.approx(ALPHA * float(ladders.momentum), rel=RELATIVISTIC, abs=0)


def test_relativistic_corrections_fall_with_the_square_of_the_charge():
    def correction(Z):
        r = grid(1500, Z=Z, first=1e-7)
        found = chirality_integral(dirac(2, -1, Z, r), dirac(2, 1, Z, r), power(1))
        exact = radial.power_ladders(state(2, 0), state(2, 1), 1, np.zeros(())).momentum
        return found / (ALPHA * Z**2 * float(exact)) - 1.0

    # The next order is (Z alpha)^2 of it.
    assert correction(4) / correction(2) == pytest.approx(4.0, rel=5e-3, abs=0)


def test_contact_limit_fixes_the_sign():
    # A smeared contact of 1e-4 Bohr radii: 2.5e-4 from the point, and (Z alpha)^2 ln.
    r = grid(1500, n=2, first=1e-8)
    found = chirality_integral(dirac(2, -1, 1, r), dirac(2, 1, 1, r), smeared_contact(1e4))
    K_p = hydrogenic_contact(np.asarray(2.0), np.asarray(2.0), np.ones(()))
    expected = ALPHA * float(K_p) / (ALPHA * M_E) ** 4
    assert found == pytest.approx(expected, rel=2e-3, abs=0)


def test_relativistic_factor_is_seen_in_a_heavy_ion():
    Z = 82
    r = grid(1500, n=2, Z=Z, first=1e-8)
    radius = 1.2 * 208 ** (1 / 3) * 1e-15 / HBAR_C * ALPHA * M_E  # Bohr radii
    contact = smeared_contact(math.sqrt(20.0) / radius)
    found = chirality_integral(dirac(2, -1, Z, r), dirac(2, 1, Z, r), contact)
    K_p = float(hydrogenic_contact(np.asarray(2.0), np.asarray(2.0), np.asarray(float(Z))))
    K_r = relativistic_factor(np.asarray(82.0), np.asarray(208.0), 1.2e-15 / HBAR_C)
    enhancement = found / (ALPHA * K_p / (ALPHA * M_E) ** 4)
    # The energy of the electron adds (Z alpha)^2 to the density at the nucleus of a bare ion.
    assert 1.0 < enhancement / float(K_r) < 1.0 + 4.0 * (Z * ALPHA) ** 2


def test_electron_elements_of_both_kinds_agree():
    r = grid(1500, n=4, first=1e-7)
    V = ParityPotentials("1H").function("loop_e")
    plain = electron_element(hydrogen(4, 2, r), hydrogen(4, 3, r), V).to_value("eV")
    spinors = electron_element(dirac(4, 2, 1, r), dirac(4, -3, 1, r), V).to_value("eV")
    assert dirac(4, -3, 1, r).state == State(4, 2, 2.5)
    pair = electron_element(dirac(4, -3, 1, r), dirac(4, 3, 1, r), V).to_value("eV")
    assert spinors == 0.0  # j differs
    assert pair == pytest.approx(plain, rel=RELATIVISTIC, abs=0)


def test_electron_element_is_that_of_the_catalogue():
    r = grid(n=4)
    V = ParityPotentials("4He").function("loop_e")
    # The table is hydrogen's: with 2 r for r and the radii halved it is that of He+.
    shrunk = [
        TabulatedOrbital(one.state, r, (math.sqrt(2.0) * one.components[0],))
        for one in (hydrogen(4, 2, 2.0 * r), hydrogen(4, 3, 2.0 * r))
    ]
    found = electron_element(*shrunk, V).to_value("eV")
    exact = evaluate(
        "atoms.pv_element.loop",
        n1=4, l1=2, j1="5/2", n2=4, l2=3, j2="5/2", F="5/2", I=0,
        Z=2, N=2, Ue_sq=[1, 0, 0], m_nu_a=0,
    )  # fmt: skip
    assert found == pytest.approx(exact.to_value("eV"), rel=STATED, abs=0)


def test_the_loop_diverges_between_s_and_p_without_form_factor():
    r = np.geomspace(1e-9, 120.0, 1500)
    s, p = hydrogen(2, 0, r), hydrogen(2, 1, r)
    heavy = ParityPotentials("133Cs")
    with pytest.raises(DivergentMatrixElement, match="form factor"):
        electron_element(s, p, heavy.function("loop_e"))
    assert np.isfinite(electron_element(s, p, heavy.function("loop_ff_e")).value)


def test_a_logarithmic_divergence_is_seen():
    r = grid()
    with pytest.raises(DivergentMatrixElement):
        radial_integrals(hydrogen(3, 1, r), hydrogen(3, 2, r), power(5))


def test_a_table_that_begins_too_far_out():
    r = grid(first=1e-2)
    with pytest.raises(ConvergenceError, match="begin further in"):
        radial_integrals(hydrogen(2, 0, r), hydrogen(2, 1, r), power(2))


def test_a_potential_inside_the_first_radius():
    r = grid(first=1e-3)
    V = ParityPotentials("133Cs").function("z_e")
    with pytest.raises(ConvergenceError, match="inside the first radius"):
        electron_element(hydrogen(2, 0, r), hydrogen(2, 1, r), V)


@given(st.sampled_from([(n, l) for n in range(1, 9) for l in range(n)]), st.data())
def test_labels_of_states_are_read_back(numbers, data):
    n, l = numbers
    j = data.draw(st.sampled_from([l + 0.5, *([l - 0.5] if l else []), None]))
    wanted = State(n, l, j)
    letter = data.draw(st.sampled_from([LETTERS[l], LETTERS[l].lower()]))
    forms = [f"{n}{letter}"]
    if j is not None:
        half = f"{int(2 * j)}/2"
        forms = [f"{n}{letter}{word}" for word in (f"_{{{half}}}", f"_{half}", half)]
        forms.append(f"{n}{letter}{'+' if j > l else '-'}")
    assert {parse_state(form) for form in (*forms, str(wanted))} == {wanted}
    assert wanted.kappa == (l if j == l - 0.5 else -l - 1)


@pytest.mark.parametrize("label", ["s", "6x", "1p", "6p_{5/2}", "6s-", "6s_1/3", "", "6s 1/2"])
def test_labels_that_mean_no_state(label):
    with pytest.raises(DataError, match="is not a state"):
        parse_state(label)


def test_the_sign_of_a_state_is_positive_near_the_nucleus():
    r = grid()
    up = hydrogen(4, 2, r)
    down = TabulatedOrbital(up.state, r, (-up.components[0],))
    assert np.array_equal(down.components[0], up.components[0])


def test_the_other_sign_of_the_small_component_is_refused():
    with pytest.raises(DataError, match="small_component='-ig'"):
        dirac(2, 1, 20, grid(), sign=-1.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda r, P: (r[::-1], (P[::-1],)), "increasing radii"),
        (lambda r, P: (r[:5], (P[:5],)), "8 or more"),
        (lambda r, P: (r, (P[:-1],)), "500 finite values"),
        (lambda r, P: (r, (P * np.nan,)), "500 finite values"),
        (lambda r, P: (r, (2.0 * P,)), "norm is 4"),
        (lambda r, P: (r, (P, P)), "P without j"),
    ],
)
def test_orbitals_that_are_refused(change, said):
    r = grid()
    with pytest.raises(DataError, match=said):
        TabulatedOrbital(State(1, 0, None), *change(r, hydrogen(1, 0, r).components[0]))


def test_orbitals_that_do_not_fit_each_other():
    r = grid()
    with pytest.raises(ConfigError, match="same radii"):
        radial_integrals(hydrogen(2, 0, r), hydrogen(2, 1, 1.01 * r), power(1))
    with pytest.raises(ConfigError, match="1s_1/2 has f and g"):
        radial_integrals(dirac(1, -1, 1, r), hydrogen(2, 1, r), power(1))
    with pytest.raises(ConfigError, match="2p has P"):
        chirality_integral(dirac(1, -1, 1, r), hydrogen(2, 1, r), power(1))


def ampsci_text(orbitals, digits=6):
    """What the module writeOrbitals of ampsci writes."""
    names = " ".join(
        f'"{one.state.n}{LETTERS[one.state.l].lower()}_{{{int(2 * one.state.j)}/2}}"'
        for one in orbitals
    )
    lines = [f"r {names} "]
    for heading, part in (("# f block", 0), ("\n# g block", 1)):
        lines.append(heading)
        table = np.column_stack([orbitals[0].r, *(one.components[part] for one in orbitals)])
        lines += [" ".join(f"{x:.{digits}g}" for x in row) + " " for row in table]
    return "\n".join(lines) + "\n"


def test_files_of_ampsci(tmp_path):
    r = np.array([float(f"{x:.6g}") for x in np.geomspace(1e-6, 20.0, 600)])
    written = [dirac(2, -1, 20, r), dirac(2, 1, 20, r)]
    path = tmp_path / "Ca_valence.txt"
    path.write_text(ampsci_text(written))
    read = read_orbitals(path)
    assert list(read) == ["2s_1/2", "2p_1/2"]
    assert repr(read["2s_1/2"]) == "TabulatedOrbital(2s_1/2, 600 radii from 1e-06 to 20)"
    found = chirality_integral(*read.values(), power(1))
    assert found == pytest.approx(chirality_integral(*written, power(1)), rel=SIX_DIGITS, abs=0)


def test_files_with_the_other_sign_of_g(tmp_path):
    r = grid()
    path = tmp_path / "orbitals.txt"
    text = ampsci_text([dirac(2, -1, 20, r)], digits=17)
    head, block, tail = text.partition("# g block\n")
    rows = [f"{row.split()[0]} {-float(row.split()[1])!r}" for row in tail.splitlines()]
    path.write_text("\n".join([head + block.strip(), *rows]))
    with pytest.raises(DataError, match="small_component='-ig'"):
        read_orbitals(path)
    read = read_orbitals(path, small_component="-ig")
    assert np.array_equal(read["2s_1/2"].components[1], dirac(2, -1, 20, r).components[1])


def test_plain_columns(tmp_path):
    r = grid()
    d, f = hydrogen(4, 2, r), hydrogen(4, 3, r)
    path = tmp_path / "plain.txt"
    rows = np.column_stack([r, d.components[0], f.components[0]])
    path.write_text(
        "# r in Bohr radii\n# r\n#\nr P(4d) 4f\n"
        + "\n".join(" ".join(map(repr, x)) for x in rows.tolist())
    )
    read = read_orbitals(path)
    assert radial_integrals(read["4d"], read["4f"], power(5)) == radial_integrals(d, f, power(5))


def test_plain_columns_of_spinors(tmp_path):
    r = grid()
    s = dirac(1, -1, 10, r)
    path = tmp_path / "plain.txt"
    np.savetxt(path, np.column_stack([r, *s.components]), header="r f(1s+) g(1s1/2)")
    (read,) = read_orbitals(path).values()
    assert read.state == State(1, 0, 0.5)
    assert np.allclose(read.components, s.components, rtol=1e-15, atol=0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the first line must be r"),
        ("x 4d\n1 2\n", "the first line must be r"),
        ("r 4d\n", "no rows of numbers"),
        (
            "r 4d\n1 two\n1 2 3\n1 2\n",
            r"2 mistakes: .*line 2.* not numbers .*line 3 has 3 columns",
        ),
        ("r 9z 1p\n1 2 3\n", r"2 mistakes: .*'9z' is not a state.*'1p' is not a state"),
        ("r f(1s+)\n1 2\n", "1s_1/2 needs f and g, not f"),
        ("r g(1s)\n1 2\n", "1s needs P, not g"),
        ("r 1s P(1s)\n1 2 3\n", "P is given twice"),
        ("r 1s\n1 2\n", "8 or more"),
        ('r "1s_{1/2}"\n# f block\n1 2\n# g block\n2 2\n', "same radii"),
    ],
)
def test_files_that_are_wrong(tmp_path, text, said):
    path = tmp_path / "orbitals.txt"
    path.write_text(text)
    with pytest.raises(DataError, match=said):
        read_orbitals(path)


def test_files_that_cannot_be_read(tmp_path):
    path = tmp_path / "binary"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="is not text"):
        read_orbitals(path)
    with pytest.raises(UnknownNameError, match="small_component"):
        read_orbitals(path, small_component="g")

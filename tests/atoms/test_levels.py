"""Levels of hydrogen-like atoms: measured lines, sum rules, scaling with the charge, errors."""

from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.atoms.kernels import levels
from softnu.atoms.kernels.levels import Corrections
from softnu.constants import ALPHA, G_PROTON, HBAR, M_E
from softnu.errors import SoftnuError

#: Closed formulas.
RTOL = 1e-14
#: What leading order leaves out in hydrogen: reduced mass 5e-4, anomalous moment 1e-3.
RTOL_NATURE = 2e-3

ONE = np.asarray(1.0)
#: Planck's constant, eV/MHz.
MHZ = 2 * np.pi * HBAR * 1e6


def in_mhz(energy):
    return float(energy) / MHZ


def shift(name, **inputs):
    return float(evaluate(f"atoms.level.{name}", **inputs).value)


def test_hyperfine_splitting_of_the_ground_state():
    up, down = (shift("hyperfine", n=1, l=0, j="1/2", F=F) for F in (1, 0))
    assert in_mhz(up - down) == pytest.approx(1421.16, abs=0.005, rel=0)
    # Measured: 1420.4058 MHz.
    assert in_mhz(up - down) == pytest.approx(1420.4058, rel=RTOL_NATURE, abs=0)


def test_hyperfine_splittings_of_deuterium_and_excited_states():
    g_d = 0.8574382
    up, down = (shift("hyperfine", n=1, l=0, j="1/2", F=F, I=1, g_N=g_d) for F in ("3/2", "1/2"))
    assert in_mhz(up - down) == pytest.approx(327.38, rel=RTOL_NATURE, abs=0)
    # 2P1/2 of hydrogen: 59.17 MHz.
    up, down = (shift("hyperfine", n=2, l=1, j="1/2", F=F) for F in (1, 0))
    assert in_mhz(up - down) == pytest.approx(59.17, rel=RTOL_NATURE, abs=0)


@given(l=st.integers(0, 6), I=st.sampled_from([0.5, 1.0, 1.5, 4.5]), data=st.data())
def test_hyperfine_structure_keeps_the_centre_of_a_level(l, I, data):
    j = data.draw(st.sampled_from([j for j in (l - 0.5, l + 0.5) if j > 0]))
    F = np.arange(abs(j - I), j + I + 1)
    shifts = [levels.hyperfine(ONE, l + 2, l, j, f, I, ONE, 1.0) for f in F]
    weights = 2 * F + 1
    assert weights @ shifts == pytest.approx(
        0.0, rel=0, abs=RTOL * np.max(weights * np.abs(shifts))
    )


def test_fine_structure_of_two_p():
    upper, lower = (shift("fine_structure", n=2, j=j) for j in ("3/2", "1/2"))
    assert upper - lower == pytest.approx(ALPHA**4 * M_E / 32, rel=RTOL, abs=0)
    # Measured: 10.969 GHz.
    assert in_mhz(upper - lower) == pytest.approx(10969.0, rel=RTOL_NATURE, abs=0)


@pytest.mark.parametrize(("n", "kappa"), [(1, 1), (4, 3), (7, 2)])
def test_fine_structure_is_the_expansion_of_the_dirac_energy(n, kappa):
    # At Z alpha = 1/137 the next order is (Z alpha)^2 of the shift.
    gamma = np.sqrt(kappa**2 - np.longdouble(ALPHA) ** 2)
    dirac = M_E / np.sqrt(1 + (np.longdouble(ALPHA) / (n - kappa + gamma)) ** 2) - M_E
    bohr = -0.5 * np.longdouble(ALPHA) ** 2 * M_E / n**2
    found = float(levels.fine_structure(ONE, n, kappa - 0.5, 1.0))
    assert found == pytest.approx(float(dirac - bohr), rel=2 * ALPHA**2 + 1e-8, abs=0)


def test_lamb_shift_of_two_p_is_that_of_the_literature():
    # Leading order of 2P1/2: -12.88 MHz, 2P3/2: +12.55 MHz (Bethe and Salpeter, Sec. 21).
    low, high = (in_mhz(shift("lamb_shift", n=2, l=1, j=j)) for j in ("1/2", "3/2"))
    assert low == pytest.approx(-12.88, abs=0.05, rel=0)
    assert high == pytest.approx(12.55, abs=0.05, rel=0)


def test_a_given_bethe_logarithm_is_used():
    inputs = {"n": 4, "l": 3, "j": "5/2"}
    given_log = shift("lamb_shift", **inputs, bethe_log=0.1)
    table = shift("lamb_shift", **inputs)
    log = shift("bethe_log", n=4, l=3)
    strength = 4 * ALPHA**5 * M_E / (3 * np.pi * 64)
    assert table - given_log == pytest.approx(strength * (0.1 - log), rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("n", "l", "rate"),
    [(2, 1, 6.2649e8), (3, 0, 6.3143e6), (3, 1, 1.8973e8), (3, 2, 6.4651e7), (4, 3, 1.3796e7)],
)
def test_widths_are_the_rates_of_tables(n, l, rate):
    # Wiese and Fuhr, J. Phys. Chem. Ref. Data 38 (2009) 565: 6.2649e8/s and so on, with the
    # reduced mass.
    width = shift("width", n=n, l=l)
    assert width / HBAR == pytest.approx(rate, rel=RTOL_NATURE, abs=0)


def test_states_that_cannot_radiate_by_one_photon_have_no_width():
    assert shift("width", n=1, l=0) == 0.0
    assert shift("width", n=2, l=0) == 0.0


@pytest.mark.parametrize(("n", "l", "mhz"), [(4, 2, 4.405), (4, 3, 2.196)])
def test_widths_of_the_fourth_shell(n, l, mhz):
    assert in_mhz(shift("width", n=n, l=l)) == pytest.approx(mhz, abs=5e-4, rel=0)


@given(Z=st.integers(2, 137), n=st.integers(2, 12), data=st.data())
def test_shifts_scale_with_the_charge(Z, n, data):
    l = data.draw(st.integers(1, n - 1))
    j, F = l + 0.5, l + 1
    charge = np.asarray(float(Z))
    pairs = [
        (2, lambda z: levels.gross(z, n, 1.0)),
        (4, lambda z: levels.fine_structure(z, n, j, 1.0)),
        (3, lambda z: levels.hyperfine(z, n, l, j, F, 0.5, ONE, 1.0)),
        (4, lambda z: levels.lamb_shift(z, n, l, j, ONE, 1.0)),
        (4, lambda z: levels.width(z, n, l, 1.0)),
    ]
    for power, law in pairs:
        assert float(law(charge) / law(ONE)) == pytest.approx(Z**power, rel=RTOL, abs=0)


def test_the_reduced_mass_enters_once_or_cubed():
    mass = 0.5
    for power, law in (
        (1, lambda m: levels.gross(ONE, 3, m)),
        (1, lambda m: levels.fine_structure(ONE, 3, 1.5, m)),
        (3, lambda m: levels.hyperfine(ONE, 3, 2, 1.5, 2, 0.5, ONE, m)),
        (3, lambda m: levels.lamb_shift(ONE, 3, 2, 1.5, ONE, m)),
        (1, lambda m: levels.width(ONE, 3, 2, m)),
    ):
        assert float(law(mass) / law(1.0)) == pytest.approx(mass**power, rel=RTOL, abs=0)


def test_energy_is_the_sum_of_its_parts():
    state = {"n": 4, "l": 3, "j": "5/2"}
    total = shift("energy", **state, F=3)
    parts = [
        -(ALPHA**2) * M_E / 32,
        shift("fine_structure", n=4, j="5/2"),
        shift("hyperfine", **state, F=3),
        shift("lamb_shift", **state),
    ]
    assert total == pytest.approx(sum(parts), rel=RTOL, abs=0)
    bare = shift("energy", **state, F=3, lamb=False, hyperfine=False)
    assert bare == pytest.approx(sum(parts[:2]), rel=RTOL, abs=0)


def test_complex_shifts_of_the_papers_states():
    everything = Corrections(np.asarray(G_PROTON), True, True, {})
    without_lamb = everything._replace(lamb=False)

    def gap(corrections):
        F_state = levels.complex_shift(ONE, 4, 3, 2.5, 3, 0.5, corrections)
        D_state = levels.complex_shift(ONE, 4, 2, 2.5, 3, 0.5, corrections)
        return complex(F_state - D_state) / MHZ

    # Hyperfine -0.1360 MHz, Lamb -0.8116 MHz, half the difference of the widths 1.105 MHz.
    assert gap(without_lamb).real == pytest.approx(-0.1360, abs=5e-5, rel=0)
    assert gap(everything).real == pytest.approx(-0.9475, abs=1e-4, rel=0)
    assert gap(everything).imag == pytest.approx(1.105, abs=5e-4, rel=0)
    given_logs = everything._replace(bethe_logs={(4, 3): ONE, (4, 2): ONE})
    assert gap(given_logs).real != gap(everything).real


def test_nuclei_without_spin_have_no_hyperfine_structure():
    assert shift("hyperfine", Z=2, n=4, l=3, j="5/2", F="5/2", I=0) == 0.0


def test_levels_broadcast():
    n = np.array([[4], [5]])
    Z = np.array([1, 2, 3])
    found = evaluate("atoms.level.width", Z=Z, n=n, l=2)
    assert found.shape == (2, 3)
    assert found.unit == u.eV
    assert float(found[1, 2].value) == shift("width", Z=3, n=5, l=2)


STATE = {"n": 4, "l": 3, "j": "5/2", "F": 3}


@pytest.mark.parametrize(
    ("name", "inputs", "words"),
    [
        ("energy", STATE | {"l": 0, "j": "1/2", "F": 1}, "Lamb shift is known here for l >= 1"),
        ("energy", STATE | {"l": 4}, "l = 4 is not allowed"),
        ("energy", STATE | {"n": 81}, "n"),
        ("energy", STATE | {"n": 0}, "n"),
        ("energy", STATE | {"j": "3/2"}, "j = 1.5 is not allowed: it must be 2.5 or 3.5"),
        ("energy", STATE | {"F": "7/2"}, "F = 3.5 is not allowed"),
        ("energy", STATE | {"F": 5}, "F = 5 is not allowed"),
        ("energy", STATE | {"Z": 138}, "Z"),
        ("energy", STATE | {"Z": 0}, "Z"),
        ("lamb_shift", {"n": 4, "l": 0, "j": "1/2"}, "l = 0 is not allowed"),
        ("bethe_log", {"n": 2, "l": 0}, "l = 0 is not allowed"),
        ("bethe_log", {"n": 2, "l": 2}, "l = 2 is not allowed"),
        ("fine_structure", {"n": 2, "j": "5/2"}, "j = 2.5 is not allowed: it must be 0.5 to 1.5"),
        ("fine_structure", {"n": 2, "j": 1}, "j = 1 is not allowed"),
        ("width", {"n": 2, "l": 2}, "l = 2 is not allowed: it must be 0 to 1 for n = 2"),
        ("width", {"n": 2}, "missing l"),
    ],
)
def test_bad_quantum_numbers_are_named(name, inputs, words):
    with pytest.raises(SoftnuError, match=words):
        evaluate(f"atoms.level.{name}", **inputs)

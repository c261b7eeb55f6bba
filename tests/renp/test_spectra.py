"""Spectra of pair emission: symmetries, limits, thresholds, numbers of arXiv:2110.03510."""

from __future__ import annotations

import itertools
import warnings

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import evaluate
from softnu.constants import G_F
from softnu.errors import ValidityWarning
from softnu.neutrinos import Neutrinos
from softnu.renp.kernels import couplings, kinematics, master, pairs, spectrum
from softnu.renp.kernels.couplings import (
    Current,
    longitudinal_current,
    scalar_current,
    transposed,
    vector_current,
)
from tests.renp.draws import Emitted, emitted, hermitian, masses, natures, numbers, weights

#: Sums of some hundred products, relative to the sum of their sizes.
ROUNDING = 1e-13
#: Numbers printed with five or six digits.
PRINTED = 2e-5
#: Central difference with a step of 1e-3 of the mass: step^2 times the third derivative.
DIFFERENCE = 1e-4

#: Each example sums over three states with numbers of all kinds; a third of the usual ones do.
some = settings(max_examples=settings.default.max_examples // 3)

NATURES = pytest.mark.parametrize("majorana", [False, True], ids=["dirac", "majorana"])
strengths = st.builds(complex, numbers, numbers)
kinds = st.sampled_from(["vector", "longitudinal", "scalar"])
YB = {
    "atom": "Yb",
    "m_lightest": "0.01 eV",
    "oscillation_set": "deSalas-2020",
}
ZERO = np.zeros((3, 3), dtype=complex)


def current_of(kind, one, g, h, majorana):
    """Current of a mediator with two matrices of couplings."""
    if kind == "scalar":
        return scalar_current(g, h, majorana)
    vector = vector_current(g, h, majorana)
    if kind == "vector":
        return vector
    return longitudinal_current(vector, one.masses, np.float64(0.4))


def size_of(sums, kappa):
    """What rounding errors are relative to where the parts cancel."""
    return float(sums.constant) + float(sums.square) * abs(kappa) ** 2


def intensity(**inputs):
    """Spectrum of ytterbium."""
    name = inputs.pop("name", "sm")
    return evaluate(f"renp.spectrum.{name}", **(YB | inputs)).value


def printed_sum(one, W, majorana, C_0, C_1, kappa):
    """Sum over ordered pairs as the formula is printed, for the current C_0 + kappa C_1."""
    s, Q, q0 = (float(x) for x in (one.photon.s, one.photon.Q, one.photon.q0))
    zero = np.zeros((3, 3))
    L, R, X_L, X_R = (
        (zero if a is None else a) + kappa * (zero if b is None else b)
        for a, b in zip(C_0, C_1, strict=True)
    )
    total = 0.0
    for i, j in itertools.product(range(3), repeat=2):
        m_i, m_j = one.masses[i], one.masses[j]
        if s <= (m_i + m_j) ** 2:
            continue
        l, r, x, y = L[i, j], R[i, j], X_L[i, j], X_R[i, j]
        d, P = m_i**2 - m_j**2, 0.5 * (s - m_i**2 - m_j**2)
        square = (s - (m_i + m_j) ** 2) * (s - (m_i - m_j) ** 2) / s**2
        along = 0.5 * Q**2 * (1 - d**2 / s**2) - q0**2 * square / 6 + P
        average = W * along + (1 - W) * (P - s * square / 6)
        T = (abs(l) ** 2 + abs(r) ** 2) * average + 2 * (l * r.conjugate()).real * m_i * m_j
        X = P * (abs(x) ** 2 + abs(y) ** 2) - 2 * m_i * m_j * (x * y.conjugate()).real
        u = l * x.conjugate() + r * y.conjugate()
        v = l * y.conjugate() + r * x.conjugate()
        mixed = (m_i * (s - d) * u - m_j * (s + d) * v).real / s
        total += np.sqrt(square) * (T + W * Q**2 * (X + mixed))
    return 0.5 * total if majorana else total


class TestPrintedFormula:
    @some
    @given(
        one=emitted,
        g=st.tuples(hermitian, hermitian, hermitian, hermitian),
        kappa=strengths,
        W=weights,
        majorana=natures,
    )
    def test_sum_over_pairs_with_any_current(self, one, g, kappa, W, majorana):
        weak = couplings.weak_current(one.a, majorana)
        vector = vector_current(g[0], g[1], majorana)
        both = Current(*vector[:2], *scalar_current(g[2], g[3], majorana)[2:])
        for current in (vector, both):
            sums = one.sums(W, majorana, current)
            expected = printed_sum(one, W, majorana, weak, current, kappa)
            # The printed form cancels near thresholds: s - (m_i + m_j)^2.
            scale = size_of(sums, kappa) + 1e-3 * (1 + abs(kappa) ** 2)
            assert sums.at(kappa) == pytest.approx(expected, abs=1e2 * ROUNDING * scale)


class TestSymmetries:
    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        kappa=strengths,
        W=weights,
        majorana=natures,
    )
    def test_are_not_negative(self, kind, one, g, h, kappa, W, majorana):
        sums = one.sums(W, majorana, current_of(kind, one, g, h, majorana))
        assert sums.constant >= 0.0
        assert sums.square >= 0.0
        assert sums.at(kappa) >= -ROUNDING * size_of(sums, kappa)

    @some
    @given(one=emitted, g=hermitian, h=hermitian, kappa=strengths, W=weights)
    def test_majorana_neutrinos_see_the_difference_of_the_couplings_only(
        self, one, g, h, kappa, W
    ):
        # g_R acts as -g_L^T.
        both = one.sums(W, True, vector_current(g, h, True))
        left = one.sums(W, True, vector_current(g - transposed(h), ZERO, True))
        right = one.sums(W, True, vector_current(ZERO, h - transposed(g), True))
        scale = size_of(both, kappa)
        assert left.at(kappa) == pytest.approx(both.at(kappa), abs=ROUNDING * scale)
        assert right.at(kappa) == pytest.approx(both.at(kappa), abs=ROUNDING * scale)

    @some
    @given(one=emitted, d=st.tuples(numbers, numbers, numbers), W=weights)
    def test_diagonal_vector_couplings_of_majorana_neutrinos_drop_out(self, one, d, W):
        g = np.diag(d).astype(complex)
        sums = one.sums(W, True, vector_current(g, g, True))
        assert sums.linear == sums.square == 0.0

    @some
    @given(one=emitted, g=hermitian, kappa=numbers, W=weights)
    def test_nature_does_not_matter_without_masses(self, one, g, kappa, W):
        massless = one._replace(masses=np.zeros(3))
        dirac, majorana = (
            massless.sums(W, nature, vector_current(g, ZERO, nature)) for nature in (False, True)
        )
        scale = size_of(dirac, kappa)
        assert dirac.at(kappa) == pytest.approx(majorana.at(kappa), abs=ROUNDING * scale)

    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        kappa=strengths,
        phases=st.tuples(*[numbers] * 3),
    )
    def test_phases_of_dirac_states_cannot_be_seen(self, kind, one, g, h, kappa, phases):
        turn = np.exp(1j * np.subtract.outer(phases, phases))
        turned = one._replace(a=one.a * turn)
        expected = one.sums(0.3, False, current_of(kind, one, g, h, False))
        found = turned.sums(0.3, False, current_of(kind, turned, g * turn, h * turn, False))
        assert found.at(kappa) == pytest.approx(
            expected.at(kappa), abs=ROUNDING * size_of(expected, kappa)
        )

    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        kappa=strengths,
        signs=st.tuples(*[natures] * 3),
    )
    def test_signs_of_majorana_states_cannot_be_seen(self, kind, one, g, h, kappa, signs):
        sign = 1.0 - 2.0 * np.array(signs)
        turn = np.multiply.outer(sign, sign)
        turned = one._replace(a=one.a * turn)
        expected = one.sums(0.3, True, current_of(kind, one, g, h, True))
        found = turned.sums(0.3, True, current_of(kind, turned, g * turn, h * turn, True))
        assert found.at(kappa) == pytest.approx(
            expected.at(kappa), abs=ROUNDING * size_of(expected, kappa)
        )

    def test_majorana_phases_can_be_seen_and_have_the_period_of_two_pi(self):
        def at(alpha, nature):
            return intensity(trigger_energy="1.07 eV", alpha21=f"{alpha!r} rad", nature=nature)

        assert at(1.0, "majorana") != pytest.approx(at(0.0, "majorana"), rel=1e-4, abs=0)
        assert at(1.0, "dirac") == pytest.approx(at(0.0, "dirac"), rel=ROUNDING, abs=0)
        full = at(1.0 + 2 * np.pi, "majorana")
        assert full == pytest.approx(at(1.0, "majorana"), rel=ROUNDING, abs=0)

    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        kappa=strengths,
        W=weights,
        majorana=natures,
    )
    def test_names_of_the_states_do_not_matter(self, kind, one, g, h, kappa, W, majorana):
        order = np.array([2, 0, 1])
        swap = np.ix_(order, order)
        renamed = one._replace(masses=one.masses[order], a=one.a[swap])
        expected = one.sums(W, majorana, current_of(kind, one, g, h, majorana))
        found = renamed.sums(W, majorana, current_of(kind, renamed, g[swap], h[swap], majorana))
        assert found.at(kappa) == pytest.approx(
            expected.at(kappa), abs=ROUNDING * size_of(expected, kappa)
        )

    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        kappa=strengths,
        W=weights,
        majorana=natures,
    )
    def test_are_linear_in_the_longitudinal_weight(self, kind, one, g, h, kappa, W, majorana):
        current = current_of(kind, one, g, h, majorana)
        across, along, mixed = (one.sums(w, majorana, current) for w in (0.0, 1.0, W))
        expected = W * along.at(kappa) + (1 - W) * across.at(kappa)
        scale = size_of(along, kappa) + size_of(across, kappa)
        assert mixed.at(kappa) == pytest.approx(expected, abs=ROUNDING * scale)

    @some
    @given(m=masses, a=hermitian, r=st.floats(-0.5, 0.5), majorana=natures)
    def test_transverse_part_depends_on_the_pair_mass_only(self, m, a, r, majorana):
        weak = couplings.weak_current(a, majorana)
        form = master.quadratic_form(weak, None, m, majorana)
        s = 1.3
        found = []
        for boost in (0.0, r):
            E = np.float64(2.0)
            omega = 0.5 * (1 + boost) * E - s / (2 * (1 - boost) * E)
            photon = kinematics.photon_at(E, omega, np.float64(boost))
            found.append(float(master.response(photon, m, np.float64(0.0), form).constant))
        assert found[1] == pytest.approx(found[0], rel=ROUNDING, abs=0)

    @some
    @given(s=st.floats(0.5, 5.0), m_i=st.floats(0.0, 0.3), m_j=st.floats(0.0, 0.3))
    def test_pair_at_rest_has_no_direction(self, s, m_i, m_j):
        t = s - (m_i + m_j) ** 2
        along, across = (pairs.average(t, s, 0.0, m_i, m_j, W) for W in (1.0, 0.0))
        assert along == pytest.approx(across, rel=ROUNDING, abs=0)


class TestMediators:
    @some
    @given(
        kind=kinds,
        one=emitted,
        g=hermitian,
        h=hermitian,
        W=weights,
        majorana=natures,
        kappa=numbers,
    )
    def test_rates_are_exactly_quadratic_in_the_product_of_couplings(
        self, kind, one, g, h, W, majorana, kappa
    ):
        # The current itself scaled, against the coefficients of the quadratic form.
        sums = one.sums(W, majorana, current_of(kind, one, g, h, majorana))
        scaled = one.sums(W, majorana, current_of(kind, one, kappa * g, kappa * h, majorana))
        assert scaled.at(np.float64(1.0)) == pytest.approx(
            sums.at(np.float64(kappa)), abs=ROUNDING * size_of(sums, max(1.0, abs(kappa)))
        )

    @pytest.mark.parametrize("name", ["vector", "scalar"])
    def test_third_differences_in_the_coupling_vanish(self, name):
        given = {
            "vector": {"g_L_nu": "E_12", "g_R_nu": "E_33", "m_V": "1 eV", "Gamma_V": "0.1 eV"},
            "scalar": {"y_S_nu": "E_12", "y_P_nu": "E_11", "m_S": "1 eV", "Gamma_S": "0.1 eV"},
        }[name]
        coupling, unit = {"vector": ("g_A_e", 1e-23), "scalar": ("y_P_e", 1e-17)}[name]
        g = unit * np.arange(-2, 3)
        values = intensity(name=name, trigger_energy="1.06 eV", **given, **{coupling: g})
        assert np.ptp(values) > 0.01 * values.max()
        np.testing.assert_allclose(
            np.diff(values, 3), 0.0, rtol=0, atol=8 * ROUNDING * values.max()
        )

    @pytest.mark.parametrize("nature", ["dirac", "majorana"])
    def test_heavy_vector_is_a_contact_interaction(self, nature):
        heavy, g_e = 1e4, 2e-15
        shift = -g_e / (np.sqrt(2) * G_F * heavy**2)
        spectrum_of = {"trigger_energy": "1.05 eV", "nature": nature}
        found = intensity(name="vector", m_V="1e4 eV", g_A_e=g_e, g_L_nu="E_12", **spectrum_of)
        neutrinos = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")
        photon = kinematics.photon_at(np.float64(2.14348), np.float64(1.05), np.float64(0.0))
        a = couplings.axial_coupling(neutrinos.mixing[0])
        a[0, 1] += shift
        a[1, 0] += shift
        sums = Emitted(photon, neutrinos.masses.value, a).sums(1 / 3, nature == "majorana")
        expected = float(sums.constant) / (2.23072 - 1.05) ** 2
        assert abs(found / intensity(**spectrum_of) - 1) > 0.1
        # Corrections are s/m_V^2.
        assert found == pytest.approx(expected, rel=4 * float(photon.s) / heavy**2, abs=0)

    @pytest.mark.parametrize("name", ["vector", "scalar"])
    def test_light_mediators_reach_a_plateau(self, name):
        mass, coupling = {"vector": ("m_V", "g_A_e"), "scalar": ("m_S", "y_P_e")}[name]
        matrix = {"vector": "g_L_nu", "scalar": "y_S_nu"}[name]
        size = {"vector": 1e-26, "scalar": 1e-19}[name]
        given = {"name": name, "trigger_energy": "1.06 eV", coupling: size, matrix: "E_11"}
        massless, light = (intensity(**given, **{mass: m}) for m in ("0 eV", "1e-6 eV"))
        assert massless != pytest.approx(intensity(trigger_energy="1.06 eV"), rel=1e-6, abs=0)
        # s is 0.05 eV^2.
        assert light == pytest.approx(massless, rel=1e-10, abs=0)

    @some
    @given(one=emitted, d=st.tuples(numbers, numbers, numbers), kappa=strengths, W=weights)
    def test_conserved_currents_have_no_longitudinal_part(self, one, d, kappa, W):
        g = np.diag(d).astype(complex)
        plain = vector_current(g, g, False)
        whole = longitudinal_current(plain, one.masses, np.float64(0.01))
        sums = one.sums(W, False, plain)
        assert one.sums(W, False, whole).at(kappa) == pytest.approx(
            sums.at(kappa), abs=ROUNDING * size_of(sums, kappa)
        )

    @NATURES
    def test_longitudinal_part_fades_with_the_mass_squared(self, majorana):
        given = {"trigger_energy": "1.07 eV", "name": "vector", "g_L_nu": "E_11"}
        added = []
        for m_V, g in ((0.01, 1e-26), (0.1, 1e-26)):
            with_it, without = (
                intensity(**given, m_V=f"{m_V} eV", g_A_e=g, longitudinal=flag)
                for flag in (True, False)
            )
            added.append(with_it / without - 1)
        # 6.8 % without and 270 % with it at 0.01 eV.
        assert added[0] > 2.0
        assert added[1] < 0.02

    @some
    @given(one=emitted, g=hermitian, h=hermitian, kappa=strengths, majorana=natures)
    def test_scalars_do_nothing_without_a_longitudinal_weight(self, one, g, h, kappa, majorana):
        sums = one.sums(0.0, majorana, scalar_current(g, h, majorana))
        assert sums.at(kappa) == sums.constant
        assert sums.linear == sums.square == 0.0

    @some
    @given(one=emitted, d=st.tuples(numbers, numbers, numbers), W=weights, majorana=natures)
    def test_diagonal_scalar_couplings_do_not_interfere(self, one, d, W, majorana):
        current = scalar_current(np.diag(d).astype(complex), ZERO, majorana)
        sums = one.sums(W, majorana, current)
        assert sums.linear == pytest.approx(0.0, abs=ROUNDING * size_of(sums, 1.0))

    @some
    @given(one=emitted, g=hermitian, h=hermitian, W=weights)
    def test_dipoles_of_majorana_neutrinos_connect_different_states_only(self, one, g, h, W):
        real = np.real(g).astype(complex)
        zero = spectrum.dipole_sum(one.photon, one.masses, np.float64(W), real, real, True)
        assert zero == 0.0
        whole, imaginary = (
            spectrum.dipole_sum(one.photon, one.masses, np.float64(W), x, y, True)
            for x, y in ((g, h), (1j * g.imag, 1j * h.imag))
        )
        assert whole == pytest.approx(imaginary, rel=ROUNDING, abs=0)

    def test_no_coupling_is_the_standard_model(self):
        plain = intensity(trigger_energy="1.06 eV")
        nothing = {
            "vector": {"g_A_e": 0, "g_L_nu": "E_11", "m_V": "1 eV"},
            "scalar": {"y_P_e": 1e-9, "m_S": "1 eV"},
            "dipole": {},
        }
        for name, inputs in nothing.items():
            assert intensity(name=name, trigger_energy="1.06 eV", **inputs) == plain


class TestPoles:
    LEVELS = {"E_eg": "2 eV", "E_vg": "3 eV", "trigger_energy": "0.75 eV", "m_lightest": "0.01 eV"}
    CASES = {
        "vector": {"g_A_e": 1e-25, "g_R_nu": "E_11", "m_V": "1 eV"},
        "scalar": {"y_P_e": 1e-19, "y_P_nu": "E_11", "m_S": "1 eV"},
    }
    NAMES = pytest.mark.parametrize("name", CASES)

    @NAMES
    def test_without_width_is_infinite_and_says_what_to_do(self, name):
        with pytest.warns(ValidityWarning, match=f"give one, such as .*renp.width.{name}"):
            assert evaluate(f"renp.spectrum.{name}", **self.LEVELS, **self.CASES[name]).value == (
                np.inf
            )

    @NAMES
    def test_with_a_width_is_finite(self, name):
        width = {"vector": "Gamma_V", "scalar": "Gamma_S"}[name]
        given = self.LEVELS | self.CASES[name]
        wide, narrow = (
            evaluate(f"renp.spectrum.{name}", **given, **{width: g}).value
            for g in ("0.02 eV", "0.01 eV")
        )
        weak = evaluate("renp.spectrum.sm", **self.LEVELS).value
        # |k|^2 falls as 1/width^2; right-handed and pseudoscalar parts leave a weak interference.
        assert (narrow - weak) / (wide - weak) == pytest.approx(4.0, rel=0.02, abs=0)

    @NAMES
    def test_beside_it_there_is_no_warning(self, name):
        given = self.LEVELS | self.CASES[name] | {"trigger_energy": "0.7500001 eV"}
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert np.isfinite(evaluate(f"renp.spectrum.{name}", **given).value)

    @pytest.mark.parametrize(
        "nothing", [{"g_A_e": 0}, {"g_R_nu": 0}, {"trigger_energy": "0.99999 eV", "m_V": "0 eV"}]
    )
    def test_what_does_not_couple_or_is_closed_has_none(self, nothing):
        given = self.LEVELS | self.CASES["vector"] | nothing
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert np.isfinite(evaluate("renp.spectrum.vector", **given).value)

    def test_only_the_point_on_it_is_infinite(self):
        energies = ["0.7 eV", "0.75 eV", "0.8 eV"]
        given = self.LEVELS | self.CASES["vector"] | {"trigger_energy": energies}
        with pytest.warns(ValidityWarning):
            found = evaluate("renp.spectrum.vector", **given).value
        assert list(np.isinf(found)) == [False, True, False]


class TestThresholds:
    QUANTITIES = {
        "sm": {},
        "vector": {"g_A_e": 1e-20, "g_L_nu": "E_11", "m_V": "1 keV"},
        "scalar": {"y_P_e": 1e-12, "y_S_nu": "E_11", "m_S": "1 keV"},
        "dipole": {"mu_nu": [[1e-11, 0, 0], [0, 0, 0], [0, 0, 0]]},
        "mass_derivative": {},
    }

    @pytest.mark.parametrize("name", QUANTITIES)
    @pytest.mark.parametrize("omega", ["1.0716467 eV", "1.08 eV", "2.2 eV"])
    def test_nothing_is_emitted_above_the_last(self, name, omega):
        assert intensity(name=name, trigger_energy=omega, **self.QUANTITIES[name]) == 0.0
        assert intensity(name=name, trigger_energy="1.0716 eV", **self.QUANTITIES[name]) != 0.0

    @pytest.mark.parametrize(
        ("majorana", "W", "power"),
        [(False, 0.0, 0.5), (False, 1.0, 0.5), (True, 1.0, 0.5), (True, 0.0, 1.5)],
    )
    def test_channels_open_as_waves_of_their_angular_momentum(self, majorana, W, power):
        # Majorana neutrinos of one state start with a P wave unless the light helps.
        m, a = np.array([0.1, 5.0, 5.0]), np.diag([0.5, 0, 0]).astype(complex)
        weak = couplings.weak_current(a, majorana)
        form = master.quadratic_form(weak, None, m, majorana)
        b = np.array([1e-9, 4e-9])
        photon = kinematics.photon_below(np.float64(2.0), b, np.float64(0.0), np.float64(0.2))
        near, far = master.response(photon, m, np.float64(W), form).constant
        assert far / near == pytest.approx(4.0**power, rel=1e-6, abs=0)

    @pytest.mark.parametrize(("i", "j"), [(1, 1), (1, 2), (2, 2), (1, 3), (2, 3), (3, 3)])
    def test_each_of_six_channels_makes_a_kink(self, i, j):
        edge = float(evaluate("renp.threshold", **YB, i=i, j=j).value)
        step = 1e-9
        omega = edge + step * np.array([-400.0, -100.0, 0.0, 100.0, 400.0])
        far, near, there, above, beyond = intensity(trigger_energy=omega * u.eV)
        # Twice as much at four times the distance below, beside a smooth part; nothing above.
        smooth = (beyond - above) / 300
        assert (far - there + 400 * smooth) / (near - there + 100 * smooth) == pytest.approx(
            2.0, rel=0.01, abs=0
        )
        assert abs(above - there - 100 * smooth) < 1e-3 * (near - there)

    @pytest.mark.parametrize("b", [1e-2, 1e-4, 1e-6])
    @pytest.mark.parametrize("ordering", ["normal", "inverted"])
    def test_distance_below_the_threshold_and_energy_agree(self, b, ordering):
        state = {"normal": 1, "inverted": 3}[ordering]
        edge = evaluate(
            "renp.threshold", **YB | {"i": state, "j": state, "ordering": ordering}
        ).value
        by_distance = intensity(below_threshold=f"{b} eV", ordering=ordering)
        by_energy = intensity(trigger_energy=f"{float(edge) - b!r} eV", ordering=ordering)
        assert by_energy == pytest.approx(by_distance, rel=1e-15 / b + ROUNDING, abs=0)

    def test_the_distance_counts_from_the_lightest_pair(self):
        values = intensity(below_threshold=["1e-18 eV", "4e-18 eV"])
        assert values[1] / values[0] == pytest.approx(2.0, rel=ROUNDING, abs=0)


class TestSterile:
    GIVEN = {"trigger_energy": "1.06 eV", "nature": "majorana", "alpha21": "1 rad"}

    @pytest.mark.parametrize("m4", ["0 eV", "0.05 eV", "1 keV"])
    def test_without_mixing_is_not_there(self, m4):
        assert intensity(m4=m4, sin2_theta14=0, **self.GIVEN) == pytest.approx(
            intensity(**self.GIVEN), rel=ROUNDING, abs=0
        )

    def test_heavy_state_takes_its_share_of_the_electron(self):
        # a_ij = c14^2 U_i^* U_j - C_ij/2 for the light ones.
        light, heavy = (
            intensity(m4=m, sin2_theta14=0.1, **self.GIVEN) for m in ("0.02 eV", "1 keV")
        )
        assert 0 < heavy < light

    def test_massless_states_leave_the_sum_of_the_squared_couplings(self):
        x = 0.2
        found = intensity(
            m4="0 eV",
            sin2_theta14=x,
            m_lightest="0 eV",
            dm21_sq="1e-20 eV2",
            dm31_sq="2e-20 eV2",
            trigger_energy="1 eV",
        )
        # C projects on the active states, in which the electron row is a unit vector: of the
        # three eigenvalues of a one is 1/2, two are -1/2.
        s, Q_sq = 2.14348 * (2.14348 - 2.0), 1.0
        average = (s + Q_sq / 3) / 3
        assert found == pytest.approx(0.75 * average / (2.23072 - 1.0) ** 2, rel=1e-12, abs=0)


class TestEnergyOfOneNeutrino:
    @pytest.mark.parametrize("nature", ["dirac", "majorana"])
    @pytest.mark.parametrize("ordering", ["normal", "inverted"])
    @pytest.mark.parametrize("omega", [0.4, 1.0, 1.07, 1.0712])
    @pytest.mark.parametrize(("W", "boost"), [(1 / 3, 0.0), (0.0, 0.1), (1.0, -0.05)])
    def test_its_integral_is_the_spectrum(self, nature, ordering, omega, W, boost):
        given = {
            "trigger_energy": f"{omega} eV",
            "nature": nature,
            "ordering": ordering,
            "W_L": W,
            "boost": boost,
            "alpha21": "1 rad",
            "delta_cp": "2 rad",
        }
        edges = energy_limits(omega, boost, ordering)
        # Quadratic between the limits: three nodes are exact.
        x, weight = np.polynomial.legendre.leggauss(3)
        half, middle = np.diff(edges) / 2, (edges[1:] + edges[:-1]) / 2
        E = middle[:, None] + half[:, None] * x
        values = evaluate(
            "renp.differential_spectrum", **YB | given, E_nu=E.ravel() * u.eV
        ).value.reshape(E.shape)
        total = np.sum(half[:, None] * weight * values)
        # Limits are known to 1e-16 E_eg over the distance to the threshold.
        assert total == pytest.approx(float(intensity(**given)), rel=1e-11, abs=0)

    def test_is_zero_outside_the_limits(self):
        found = evaluate(
            "renp.differential_spectrum",
            **YB,
            trigger_energy="1.07 eV",
            E_nu=["1e-4 eV", "0.5 eV", "1.073 eV", "5 eV"],
        ).value
        assert list(found > 0.0) == [False, True, False, False]


def energy_limits(omega, boost, ordering):
    """Limits of the energy of neutrino i in all open channels, in order."""
    common = YB | {"boost": boost, "ordering": ordering}
    limits = set()
    for i, j in itertools.product((1, 2, 3), repeat=2):
        if evaluate("renp.threshold", **common, i=i, j=j).value > omega:
            given = common | {"trigger_energy": f"{omega} eV", "i": i, "j": j}
            for bound in ("min", "max"):
                limits.add(
                    float(evaluate("renp.neutrino_energy_limit", **given, bound=bound).value)
                )
    return np.sort(list(limits))


class TestMassDerivative:
    @pytest.mark.parametrize("nature", ["dirac", "majorana"])
    @pytest.mark.parametrize("ordering", ["normal", "inverted"])
    @pytest.mark.parametrize("omega", ["0.9 eV", "1.068 eV", "1.0702 eV"])
    @pytest.mark.parametrize("m", [0.01, 0.03])
    def test_is_the_slope(self, nature, ordering, omega, m):
        given = {"trigger_energy": omega, "nature": nature, "ordering": ordering}
        h = 1e-3 * m
        up, down = (intensity(**given | {"m_lightest": f"{m + x!r} eV"}) for x in (h, -h))
        found = intensity(name="mass_derivative", **given, m_lightest=f"{m} eV")
        assert found == pytest.approx((up - down) / (2 * h), rel=DIFFERENCE, abs=0)

    def test_diverges_as_a_root_below_the_threshold(self):
        near, far = intensity(name="mass_derivative", below_threshold=["1e-12 eV", "4e-12 eV"])
        assert near / far == pytest.approx(2.0, rel=1e-4, abs=0)

    @pytest.mark.parametrize("ordering", ["normal", "inverted"])
    def test_dirac_neutrinos_start_flat(self, ordering):
        given = {"trigger_energy": "1.06 eV", "m_lightest": "0 eV", "ordering": ordering}
        assert intensity(name="mass_derivative", **given) == pytest.approx(0.0, abs=1e-15)
        # Pairs of the lightest with another Majorana state: linear in its mass.
        assert abs(intensity(name="mass_derivative", **given, nature="majorana")) > 1e-5


class TestSecondLevel:
    def test_vanishes_where_both_levels_meet_and_is_one_far_away(self):
        plain = intensity(trigger_energy="1.07 eV")
        with_it = intensity(
            trigger_energy="1.07 eV", E_v2g=["2.23072 eV", "1e12 eV", "3.10806 eV"]
        )
        assert with_it[0] == 0.0
        assert with_it[1] == pytest.approx(plain, rel=1e-11, abs=0)
        assert with_it[2] / plain == pytest.approx(0.1853, abs=5e-5)

    def test_of_xenon(self):
        factor = evaluate(
            "renp.two_level_factor",
            E_vg="8.43653 eV",
            E_v2g="9.56972 eV",
            trigger_energy="4.157 eV",
        ).value
        assert factor == pytest.approx(0.0438, abs=5e-5)


class TestPublished:
    FIGURE_2 = {
        1.06: 0.076554,
        1.069: 0.059810,
        1.07: 0.048774,
        1.0708: 0.045846,
        1.0715: 0.039071,
    }
    MEDIATORS = [
        ("vector", {"g_A_e": -3e-18, "g_L_nu": "E_11"}, "dirac", 0.12654, 0.18484),
        ("vector", {"g_A_e": 6e-18, "g_R_nu": "E_11"}, "dirac", 0.17834, 0.26048),
        ("scalar", {"y_P_e": 6e-11, "y_S_nu": "E_11"}, "dirac", 2.2487, 0.50523),
        ("scalar", {"y_P_e": 6e-11, "y_P_nu": "E_11"}, "dirac", 2.2244, 0.46670),
        ("vector", {"g_A_e": 6e-18, "g_R_nu": "E_11"}, "majorana", 0.34412, 0.50021),
        ("scalar", {"y_P_e": 6e-11, "y_S_nu": "E_11"}, "majorana", 4.5243, 1.0116),
        ("scalar", {"y_P_e": 6e-11, "y_P_nu": "E_11"}, "majorana", 4.4756, 0.93448),
    ]

    @pytest.mark.parametrize(("omega", "value"), FIGURE_2.items())
    def test_standard_model(self, omega, value):
        assert intensity(trigger_energy=f"{omega} eV") == pytest.approx(value, rel=PRINTED, abs=0)

    @pytest.mark.parametrize(("name", "given", "nature", "at_106", "at_107"), MEDIATORS)
    def test_mediators_of_one_kiloelectronvolt(self, name, given, nature, at_106, at_107):
        mass = {"vector": "m_V", "scalar": "m_S"}[name]
        omega = ["1.06 eV", "1.07 eV"]
        plain = intensity(trigger_energy=omega, nature=nature)
        found = intensity(
            name=name, trigger_energy=omega, nature=nature, **given, **{mass: "1 keV"}
        )
        np.testing.assert_allclose(found / plain - 1, [at_106, at_107], rtol=5e-5)

    def test_exact_angular_momenta_suppress_ytterbium(self):
        exact = intensity(trigger_energy="1.07 eV", W_L="exact")
        assert exact == pytest.approx(8.706e-4, rel=1e-3, abs=0)
        assert intensity(trigger_energy="1.07 eV") / exact == pytest.approx(56, rel=0.01, abs=0)

    def test_dipole_moment_of_1e_11_bohr_magnetons(self):
        given = {"name": "dipole", "mu_nu": [[1e-11, 0, 0], [0, 0, 0], [0, 0, 0]]}
        for W, percent, digits in (("average", 0.295, 5e-4), ("exact", 24.8, 0.05)):
            ratio = intensity(trigger_energy="1.07 eV", W_L=W, **given) / intensity(
                trigger_energy="1.07 eV", W_L=W
            )
            assert 100 * (ratio - 1) == pytest.approx(percent, abs=digits)

    def test_longitudinal_part_at_small_masses(self):
        given = {"name": "vector", "trigger_energy": "1.07 eV", "g_A_e": 1e-26, "g_L_nu": "E_11"}
        plain = intensity(trigger_energy="1.07 eV")
        for m_V, without, with_it in (("0.01 eV", 6.8, 270), ("0.05 eV", 11.0, 10.4)):
            for flag, percent in ((False, without), (True, with_it)):
                ratio = intensity(**given, m_V=m_V, longitudinal=flag) / plain
                assert 100 * (ratio - 1) == pytest.approx(percent, rel=0.01, abs=0)


class TestShapes:
    def test_everything_broadcasts(self):
        found = intensity(
            name="vector",
            trigger_energy=["1.05 eV", "1.06 eV", "1.07 eV"],
            W_L=np.array([[0.0], [0.5]]),
            m_V=np.array([0.1, 1.0])[:, None, None] * u.eV,
            g_A_e=1e-25,
            g_L_nu="E_12",
        )
        assert found.shape == (2, 2, 3)
        one = intensity(
            name="vector",
            trigger_energy="1.06 eV",
            W_L=0.5,
            m_V="0.1 eV",
            g_A_e=1e-25,
            g_L_nu="E_12",
        )
        assert found[0, 1, 1] == pytest.approx(one, rel=ROUNDING, abs=0)

    def test_masses_and_matrices_broadcast(self):
        g = np.zeros((2, 1, 3, 3), dtype=complex)
        g[0, 0, 0, 0] = g[1, 0, 1, 1] = 1.0
        given = {"name": "scalar", "trigger_energy": "1.06 eV", "m_S": "1 eV", "y_P_e": 1e-17}
        found = intensity(**given, y_S_nu=g, m_lightest=["0 eV", "0.02 eV", "0.05 eV"])
        assert found.shape == (2, 3)
        for row, name in enumerate(("E_11", "E_22")):
            one = intensity(**given, y_S_nu=name, m_lightest="0.02 eV")
            assert found[row, 1] == pytest.approx(one, rel=ROUNDING, abs=0)

    @pytest.mark.parametrize("name", ["trigger_energy", "m_lightest"])
    def test_no_points_give_no_values(self, name):
        given = {"trigger_energy": "1.06 eV", "m_lightest": "0.01 eV"} | {name: [] * u.eV}
        assert intensity(**given).shape == (0,)

    def test_shape_of_the_weight_counts_too(self):
        assert intensity(trigger_energy="1.06 eV", W_L=np.array([0.2])).shape == (1,)
        assert intensity(trigger_energy="1.06 eV", W_L=0.2).shape == ()

    def test_many_photons_are_many_single_ones(self):
        # More than a block.
        omega = np.linspace(0.9, 1.08, 20_001)
        many = intensity(trigger_energy=omega * u.eV)
        few = [intensity(trigger_energy=f"{x!r} eV") for x in omega[::4000].tolist()]
        np.testing.assert_allclose(many[::4000], few, rtol=ROUNDING)

    @NATURES
    @pytest.mark.parametrize("kind", ["vector", "longitudinal", "scalar"])
    def test_compiled_loops_equal_arrays(self, monkeypatch, majorana, kind):
        rng = np.random.default_rng(3)
        g, h, a = (x + transposed(x).conj() for x in rng.normal(size=(3, 3, 3)) * (1 + 0.5j))
        omega = np.linspace(0.1, 1.1, 20_001)
        photon = kinematics.photon_at(np.float64(2.0), omega, np.float64(0.0))
        one = Emitted(photon, np.array([0.0, 0.02, 0.2]), a)
        current = current_of(kind, one, g, h, majorana)
        arrays = one.sums(0.4, majorana, current)
        monkeypatch.setattr(master, "MANY", 1)
        loops = one.sums(0.4, majorana, current)
        for one_way, other in zip(arrays, loops, strict=True):
            np.testing.assert_allclose(one_way, other, rtol=ROUNDING)

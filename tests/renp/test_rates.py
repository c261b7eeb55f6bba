"""Rates and events: SI units by hand, scaling laws, N(g) exactly quadratic, targets, schedules."""

import math

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import ConfigError, DomainError, SoftnuError, UnitsError, UnknownNameError
from softnu.neutrinos import Neutrinos
from softnu.renp.atoms import load_atom
from softnu.renp.face import spectrum
from softnu.renp.kernels import couplings, master, mediators, rates
from softnu.renp.kernels.couplings import Current
from softnu.renp.mediators import ScalarMediator, VectorMediator
from softnu.renp.runs import Schedule, Target
from softnu.renp.sensitivity import expected_events
from tests.renp.draws import emitted, hermitian

ROUNDING = 1e-14  # a product of a dozen factors
STATED = 1e-12  # sums over pairs, each good to 1e-14 of the largest term
DIGITS_5 = 5e-5  # numbers that are known to five or six digits

TARGET = {"atom": "Yb", "n_a": "1e21 1/cm3", "volume": "100 cm3"}
NEUTRINOS = {"m_lightest": "0.01 eV", "oscillation_set": "deSalas-2020"}
RUN = TARGET | NEUTRINOS | {"trigger_energies": ["1.069 eV", "1.07 eV", "1.0708 eV"]}
NU = Neutrinos("0.01 eV", oscillation_set="deSalas-2020", delta_cp="0 rad")

factors = st.floats(0.01, 100.0)


def _prefactor(**inputs):
    return float(evaluate("renp.rate_prefactor", **(TARGET | inputs)).value)


def _events(**inputs):
    return evaluate("renp.expected_events", **(RUN | {"live_time": "20 d"} | inputs)).value


class TestPrefactor:
    def test_literature_form_by_hand(self):
        """In eV and cm, with hbar c to the sixth power written out."""
        hbar_c = 1.973269804593025e-5
        n_a = n_gamma = 1e21 * hbar_c**3
        volume = 100.0 / hbar_c**3
        base = n_a**2 * n_gamma * volume * 1.1663787e-23**2 * 1.1e6 * 2.0 / 2.23072**3
        assert _prefactor() == pytest.approx(1.5 * 2.14348 * base, rel=ROUNDING, abs=0)
        assert _prefactor(norm="first_principles", trigger_energy="1.07 eV") == pytest.approx(
            1.07 * base, rel=ROUNDING, abs=0
        )

    def test_numbers_of_named_atoms(self):
        assert _prefactor() == pytest.approx(5.11795e-4, rel=DIGITS_5, abs=0)
        assert _prefactor(atom="Xe") == pytest.approx(1.00098e-2, rel=DIGITS_5, abs=0)
        twelfth = _prefactor(atom="Xe", J2C=1 / 6)
        assert _prefactor(atom="Xe") / twelfth == pytest.approx(12.0, rel=ROUNDING, abs=0)

    @settings(max_examples=25)
    @given(x=factors)
    def test_scaling_with_densities_volume_and_coherence(self, x):
        one = _prefactor()
        for inputs, power in (
            ({"n_a": f"{1e21 * x!r} 1/cm3"}, 3),
            ({"n_a": f"{1e21 * x!r} 1/cm3", "n_gamma": "1e21 1/cm3"}, 2),
            ({"n_gamma": f"{1e21 * x!r} 1/cm3"}, 1),
            ({"volume": f"{100 * x!r} cm3"}, 1),
            ({"eta": min(x, 1 / x)}, 1 if x < 1 else -1),
        ):
            assert _prefactor(**inputs) / one == pytest.approx(x**power, rel=ROUNDING, abs=0)

    def test_normalisations_differ_by_the_energy_of_the_field(self):
        omega = 1.07
        ratio = _prefactor(norm="first_principles", trigger_energy=f"{omega} eV") / _prefactor()
        assert ratio == pytest.approx(2 * omega / (3 * 2.14348), rel=ROUNDING, abs=0)

    @pytest.mark.parametrize(
        ("wrong", "error", "words"),
        [
            ({"norm": "first_principles"}, ConfigError, "trigger_energy"),
            ({"norm": "first"}, UnknownNameError, "norm"),
            ({"trigger_energy": "2.3 eV"}, DomainError, "trigger_energy"),
            ({"n_gamma": "-1 1/cm3"}, DomainError, "n_gamma"),
            ({"gamma_vg": "-1 1/s"}, DomainError, "gamma_vg"),
            ({"J2C": -1}, DomainError, "J2C"),
            ({"eta": -0.1}, DomainError, "eta"),
            ({"volume": "1 cm2"}, UnitsError, "volume"),
            ({"n_a": 1e21}, UnitsError, "n_a"),
            ({"n_a": "nan 1/cm3"}, SoftnuError, "n_a"),
            ({"atom": "Yt"}, UnknownNameError, "Yb"),
        ],
    )
    def test_wrong_inputs_are_named(self, wrong, error, words):
        with pytest.raises(error, match=words):
            _prefactor(**wrong)

    def test_levels_without_strengths_are_refused(self):
        levels = {"E_eg": "2.14348 eV", "E_vg": "2.23072 eV"}
        rest = {name: TARGET[name] for name in ("n_a", "volume")}
        with pytest.raises(ConfigError, match="gamma_vg"):
            evaluate("renp.rate_prefactor", **levels, **rest)
        with pytest.raises(DomainError, match="E_vg"):
            evaluate("renp.rate_prefactor", **(levels | {"E_vg": "2.1 eV"}), **rest)


class TestRate:
    def test_rate_is_prefactor_times_spectrum(self):
        for norm in ("literature", "first_principles"):
            inputs = {"trigger_energy": "1.06 eV", "norm": norm}
            rate = evaluate("renp.rate", **TARGET, **NEUTRINOS, **inputs).value
            I = evaluate(
                "renp.spectrum.sm", atom="Yb", trigger_energy="1.06 eV", **NEUTRINOS
            ).value
            assert rate == pytest.approx(_prefactor(**inputs) * I, rel=STATED, abs=0)

    def test_second_level_multiplies_the_spectrum_and_not_the_prefactor(self):
        second = {"E_v2g": "3.10806 eV"}
        assert _prefactor(**second) == _prefactor()
        with_it, without = (
            evaluate("renp.rate", **TARGET, **NEUTRINOS, trigger_energy="1.07 eV", **more).value
            for more in (second, {})
        )
        assert with_it / without == pytest.approx(0.1853113, rel=1e-6, abs=0)

    def test_no_photon_above_all_thresholds(self):
        rate = evaluate("renp.rate", **TARGET, **NEUTRINOS, trigger_energy="1.08 eV")
        assert rate.value == 0.0

    def test_distance_below_the_threshold_may_be_given(self):
        edge = evaluate("renp.threshold", atom="Yb", i=1, j=1, **NEUTRINOS).value
        rates = [
            evaluate("renp.rate", **TARGET, **NEUTRINOS, **photon).value
            for photon in (
                {"below_threshold": "0.01 eV"},
                {"trigger_energy": f"{float(edge) - 0.01!r} eV"},
            )
        ]
        assert rates[0] == pytest.approx(rates[1], rel=1e-12, abs=0)


class TestExpectedEvents:
    @pytest.mark.parametrize(
        ("mass", "events"), [("0 eV", 46.38), ("0.01 eV", 45.525), ("0.05 eV", 7.118)]
    )
    def test_numbers_of_twenty_days(self, mass, events):
        assert _events(m_lightest=mass) == pytest.approx(events, rel=1e-4, abs=0)

    def test_per_day(self):
        assert _events(live_time="1 d") == pytest.approx(2.276, rel=5e-4, abs=0)

    def test_background_counts_at_each_energy_for_its_time(self):
        quiet, loud = (_events(background_rate=rate) for rate in ("0 1/s", "1e-5 1/s"))
        assert loud - quiet == pytest.approx(1e-5 * 20 * 86400, rel=STATED, abs=0)

    def test_closed_energies_count_nothing(self):
        assert _events(trigger_energies=["1.08 eV", "1.09 eV"]) == 0.0

    def test_grid_of_neutrinos_and_list_of_energies(self):
        masses = [0.0, 0.01, 0.05] * u.eV
        phases = [0.0, 1.0] * u.rad
        grid = _events(m_lightest=masses[:, np.newaxis], alpha21=phases, nature="majorana")
        assert grid.shape == (3, 2)
        for i, j in np.ndindex(3, 2):
            point = _events(m_lightest=masses[i], alpha21=phases[j], nature="majorana")
            assert grid[i, j] == pytest.approx(float(point), rel=STATED, abs=0)


class TestQuadratic:
    @settings(max_examples=40)
    @given(
        sample=emitted,
        g_L=hermitian,
        g_R=hermitian,
        majorana=st.booleans(),
        g=st.floats(-3.0, 3.0),
        width=st.sampled_from([0.0, 0.3]),
    )
    def test_coefficients_reproduce_the_spectrum_at_any_coupling(
        self, sample, g_L, g_R, majorana, g, width
    ):
        """The mediator folded into the weak couplings gives the same sum."""
        current = couplings.vector_current(g_L, g_R, majorana)
        sums = sample.sums(1 / 3, majorana, current)
        strength = mediators.propagator(sample.photon.s, np.float64(0.9), np.float64(width))
        one = np.ones(1)
        found = rates.events(sums, strength, one, 0 * one)
        N = found.expected + found.linear * g + found.square * g**2
        weak = couplings.weak_current(sample.a, majorana)
        L, R = (a + g * strength * b for a, b in zip(weak[:2], current[:2], strict=True))
        form = master.quadratic_form(Current(L, R), None, sample.masses, majorana)
        exact = master.response(sample.photon, sample.masses, np.float64(1 / 3), form).constant
        size = abs(found.expected) + abs(found.linear * g) + abs(found.square) * g**2
        np.testing.assert_array_less(np.abs(N - exact), ROUNDING * size + 1e-300)
        assert np.all(found.square >= 0.0)
        assert np.all(N + ROUNDING * size >= 0.0)

    @pytest.mark.parametrize("nature", ["dirac", "majorana"])
    @pytest.mark.parametrize("width", ["0 eV", "0.01 eV"])
    def test_events_with_a_mediator_are_a_parabola(self, nature, width):
        target = Target(**TARGET)
        schedule = Schedule.equally(RUN["trigger_energies"], "20 d")
        nu = NU.replace(nature=nature, alpha21="1 rad")
        g = 2e-26 * np.array([-3.0, -1.0, 0.0, 2.0, 5.0])
        events = [
            expected_events(
                target,
                schedule,
                nu,
                mediator=VectorMediator("0.05 eV", g_A_e=x, g_L="E_12", width=width),
            ).sum()
            for x in g
        ]
        parabola = np.polyfit(g[:3] / 1e-26, events[:3], 2)
        np.testing.assert_allclose(np.polyval(parabola, g / 1e-26), events, rtol=1e-11)


class TestTarget:
    def test_targets_compare_and_hash(self):
        assert len({Target(**TARGET), Target(**TARGET), Target(**TARGET, eta=0.5)}) == 2

    def test_units_of_the_writer_do_not_matter(self):
        rates = [
            Target("Yb", *sizes).rate_prefactor("1 eV").value
            for sizes in (("1e21 1/cm3", "100 cm3"), ("1e27 1/m3", "1e-4 m3"))
        ]
        assert rates[0] == pytest.approx(rates[1], rel=ROUNDING, abs=0)

    def test_named_atom_and_its_object_are_the_same(self):
        assert Target(load_atom("Yb"), "1e21 1/cm3", "100 cm3") == Target(**TARGET)

    def test_rate_prefactor_is_that_of_the_catalogue(self):
        target = Target(**TARGET, n_gamma="3e20 1/cm3", eta=0.3, norm="first_principles")
        ours = target.rate_prefactor(["1 eV", "1.07 eV"]).to_value("1/s")
        for value, omega in zip(ours, ("1 eV", "1.07 eV"), strict=True):
            exact = _prefactor(
                n_gamma="3e20 1/cm3", eta=0.3, norm="first_principles", trigger_energy=omega
            )
            assert value == pytest.approx(exact, rel=ROUNDING, abs=0)

    def test_exact_weight_and_second_level_reach_the_events(self):
        schedule = Schedule(["1.07 eV"], ["1 d"])
        target = Target(**TARGET, W_L="exact", second_level=True)
        I = spectrum("Yb", "1.07 eV", NU, W_L="exact", second_level=True)
        expected = 86400 * target.rate_prefactor("1.07 eV").value * I.value
        found = expected_events(target, schedule, NU)[0]
        assert found == pytest.approx(float(expected), rel=ROUNDING, abs=0)

    @pytest.mark.parametrize(
        ("wrong", "error", "words"),
        [
            ({"atom": "Yt"}, UnknownNameError, "Yb"),
            ({"atom": 70}, DomainError, "atom"),
            ({"n_a": 1e21}, UnitsError, "n_a"),
            ({"n_a": ["1 1/cm3", "2 1/cm3"]}, DomainError, "n_a"),
            ({"n_gamma": "-1 1/cm3"}, DomainError, "n_gamma"),
            ({"volume": "-1 cm3"}, DomainError, "volume"),
            ({"eta": 2}, DomainError, "eta"),
            ({"norm": "other"}, UnknownNameError, "norm"),
            ({"W_L": "exactly"}, UnknownNameError, "W_L"),
            ({"W_L": -0.1}, DomainError, "W_L"),
        ],
    )
    def test_wrong_fields_are_named(self, wrong, error, words):
        with pytest.raises(error, match=words):
            Target(**(TARGET | wrong))

    def test_replace_knows_its_fields(self):
        with pytest.raises(UnknownNameError, match="volume"):
            Target(**TARGET).replace(volumes="1 cm3")

    def test_photon_that_excites_the_intermediate_state_is_refused(self):
        with pytest.raises(DomainError, match="E_vg"):
            Target(**TARGET).rate_prefactor("2.3 eV")


class TestSchedule:
    def test_equal_times_are_the_catalogue_run(self):
        target = Target(**TARGET)
        schedule = Schedule.equally(RUN["trigger_energies"], "20 d")
        for rate in ("0 1/s", "1e-5 1/s"):
            found = expected_events(target, schedule, NU, background_rate=rate)
            catalogue = float(_events(background_rate=rate))
            assert math.fsum(found) == pytest.approx(catalogue, rel=STATED, abs=0)

    def test_events_are_proportional_to_their_times(self):
        target = Target(**TARGET)
        energies = ["1.069 eV", "1.07 eV"]
        short = expected_events(target, Schedule(energies, ["1 d", "1 d"]), NU)
        long = expected_events(target, Schedule(energies, ["2 d", "5 d"]), NU)
        np.testing.assert_allclose(long / short, [2.0, 5.0], rtol=ROUNDING)

    def test_schedules_compare_and_hash(self):
        one = Schedule(["1 eV", "1.07 eV"], ["1 d", "2 d"])
        other = Schedule([1000, 1070] * u.meV, [24, 48] * u.h)
        assert one == other
        assert len({one, other}) == 1

    def test_scalar_mediator_adds_events(self):
        target, schedule = Target(**TARGET), Schedule(["1.07 eV"], ["1 d"])
        strong = ScalarMediator("1 keV", y_P_e=6e-11, y_S="E_11")
        more = expected_events(target, schedule, NU, mediator=strong)
        assert more / expected_events(target, schedule, NU) == pytest.approx(
            1.50523, rel=DIGITS_5, abs=0
        )

    @pytest.mark.parametrize(
        ("energies", "times", "error", "words"),
        [
            (["1 eV", "1.07 eV"], ["1 d"], ConfigError, "times"),
            ("1 eV", ["1 d"], DomainError, "trigger_energies"),
            ([], [], SoftnuError, "trigger_energies"),
            (["-1 eV"], ["1 d"], DomainError, "trigger_energies"),
            (["1 eV"], ["-1 d"], DomainError, "times"),
            ([1.0], ["1 d"], UnitsError, "trigger_energies"),
            (["1 eV"], ["1 eV2"], UnitsError, "times"),
        ],
    )
    def test_wrong_schedules_are_named(self, energies, times, error, words):
        with pytest.raises(error, match=words):
            Schedule(energies, times)

    def test_neutrinos_and_background_are_checked(self):
        target, schedule = Target(**TARGET), Schedule(["1.07 eV"], ["1 d"])
        with pytest.raises(DomainError, match="neutrinos"):
            expected_events(target, schedule, "0.01 eV")
        with pytest.raises(DomainError, match="background_rate"):
            expected_events(target, schedule, NU, background_rate="-1 1/s")

"""The object Neutrinos and the named oscillation sets."""

import astropy.units as u
import numpy as np
import pytest

from softnu.data import load
from softnu.errors import DataError, DomainError, UnitsError, UnknownNameError
from softnu.neutrinos import SETS, Neutrinos, best_fit, interval
from softnu.neutrinos.sets import ORDERINGS, uncertainties

ROUNDING = 1e-14  # a few operations in float64
PRINTED = 5e-3  # angles and sums are published with three digits

EVERY_SET = pytest.mark.parametrize(
    ("name", "ordering"), [(name, ordering) for name in SETS for ordering in ORDERINGS]
)


class TestSets:
    @EVERY_SET
    def test_best_fit_has_the_sign_of_its_ordering(self, name, ordering):
        fit = best_fit(name, ordering)
        assert fit.dm21_sq > 0.0
        assert (fit.dm3l_sq > 0.0) == (ordering == "normal")
        assert 0.0 < fit.delta_cp < 2 * np.pi

    @pytest.mark.parametrize("ordering", ORDERINGS)
    @pytest.mark.parametrize("parameter", list(best_fit("NuFIT-6.0", "normal").__dict__))
    def test_ranges_enclose_each_other_and_the_best_fit(self, ordering, parameter):
        low_1, high_1 = interval("NuFIT-6.0", ordering, parameter, 1)
        low_3, high_3 = interval("NuFIT-6.0", ordering, parameter, 3)
        best = getattr(best_fit("NuFIT-6.0", ordering), parameter)
        assert low_3 < low_1 < best < high_1 < high_3

    def test_angles_are_those_that_nufit_prints(self):
        for ordering, printed in (
            ("normal", (33.68, 8.56, 43.3)),
            ("inverted", (33.68, 8.59, 47.9)),
        ):
            fit = best_fit("NuFIT-6.0", ordering)
            sin2 = (fit.sin2_theta12, fit.sin2_theta13, fit.sin2_theta23)
            np.testing.assert_allclose(np.degrees(np.arcsin(np.sqrt(sin2))), printed, rtol=PRINTED)

    @EVERY_SET
    def test_every_set_names_its_paper(self, name, ordering):
        assert load("oscillation_sets")[name]["reference"].startswith("arXiv:")

    def test_set_of_the_radiative_emission_paper_has_its_splittings(self):
        fit = best_fit("deSalas-2020", "inverted")
        assert fit.dm3l_sq + fit.dm21_sq == pytest.approx(-2.45e-3, rel=ROUNDING, abs=0)
        assert fit.delta_cp == pytest.approx(1.58 * np.pi, rel=ROUNDING, abs=0)

    def test_set_without_ranges_says_so(self):
        with pytest.raises(DataError, match="states no 3 sigma range of delta_cp"):
            interval("deSalas-2020", "normal", "delta_cp", 3)
        with pytest.raises(DataError, match="states no 1 sigma range of dm3l_sq"):
            interval("deSalas-2020", "normal", "dm3l_sq", 1)

    @EVERY_SET
    def test_every_set_has_errors_of_every_parameter(self, name, ordering):
        found = uncertainties(name, ordering)
        assert len(found) == 6
        for parameter, (best, down, up) in found.items():
            assert 0.0 < down < 0.3 * abs(best), parameter
            assert 0.0 < up < 0.3 * abs(best), parameter

    def test_errors_are_those_of_the_interval(self):
        best, down, up = uncertainties("NuFIT-6.0", "normal")["delta_cp"]
        low, high = interval("NuFIT-6.0", "normal", "delta_cp", 1)
        assert (best - down, best + up) == pytest.approx((low, high), rel=ROUNDING, abs=0)

    def test_unknown_words_are_errors(self):
        with pytest.raises(UnknownNameError, match=r"NuFIT-6\.0"):
            best_fit("NuFIT-6", "normal")
        with pytest.raises(UnknownNameError, match="parameter"):
            interval("NuFIT-6.0", "normal", "theta12", 3)
        with pytest.raises(UnknownNameError, match="sigmas"):
            interval("NuFIT-6.0", "normal", "delta_cp", 2)


class TestNeutrinos:
    @pytest.mark.parametrize(
        ("ordering", "printed"), [("normal", 0.058784), ("inverted", 0.098922)]
    )
    def test_smallest_sum_of_masses_is_the_known_one(self, ordering, printed):
        total = Neutrinos("0 eV", ordering=ordering).mass_sum
        assert total.to_value("eV") == pytest.approx(printed, abs=5e-7)  # printed digits

    def test_mixing_is_that_of_the_set_unless_given(self):
        nu = Neutrinos("0 eV")
        assert abs(nu.mixing[0, 2]) ** 2 == pytest.approx(0.02215, rel=ROUNDING, abs=0)
        assert nu.replace(sin2_theta13=0.0).mixing[0, 2] == 0.0
        assert nu.replace(delta_cp="0 deg").jarlskog == 0.0

    def test_splittings_given_take_the_place_of_the_set(self):
        nu = Neutrinos("0 eV", dm21_sq="1e-4 eV2", dm3l_sq="4e-4 eV2")
        np.testing.assert_allclose(nu.masses.to_value("eV"), [0, 0.01, 0.02], rtol=ROUNDING)

    def test_majorana_phases_turn_columns(self):
        plain, turned = Neutrinos("0 eV").mixing, Neutrinos("0 eV", alpha21="180 deg").mixing
        np.testing.assert_allclose(turned[:, 1], 1j * plain[:, 1], rtol=0, atol=ROUNDING)

    def test_equal_however_they_are_written(self):
        a, b = Neutrinos("10 meV", delta_cp="180 deg"), Neutrinos(0.01 * u.eV, delta_cp="1 rad")
        b = b.replace(delta_cp=np.pi * u.rad)
        assert a == b
        assert hash(a) == hash(b)
        assert a != a.replace(nature="majorana")
        assert {a: 1}[b] == 1

    def test_fields_cannot_be_changed(self):
        with pytest.raises(AttributeError):
            Neutrinos("0 eV").ordering = "inverted"

    def test_representation_shows_what_was_given(self):
        text = repr(Neutrinos("0.01 eV", sin2_theta13=0.0, alpha21="1 rad"))
        assert text == (
            "Neutrinos(m_lightest=0.01 eV, ordering='normal', nature='dirac', "
            "oscillation_set='NuFIT-6.0', sin2_theta13=0.0, alpha21=1.0 rad)"
        )

    def test_range_of_the_set_is_at_hand(self):
        assert Neutrinos("0 eV").interval("sin2_theta12") == (0.275, 0.345)

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"m_lightest": 0.01}, UnitsError, "m_lightest = 0.01 has no unit"),
            ({"m_lightest": "0.01"}, UnitsError, "m_lightest"),
            ({"m_lightest": "1 m"}, UnitsError, "m_lightest"),
            ({"m_lightest": "-1 eV"}, DomainError, "m_lightest = -1 is not allowed"),
            ({"m_lightest": np.nan * u.eV}, DomainError, "m_lightest"),
            ({"m_lightest": np.inf * u.eV}, DomainError, "m_lightest"),
            ({"m_lightest": [1, 2] * u.eV}, DomainError, "one number"),
            ({"ordering": "norma"}, UnknownNameError, "did you mean 'normal'"),
            ({"nature": "Majorana"}, UnknownNameError, "did you mean 'majorana'"),
            ({"oscillation_set": "nufit"}, UnknownNameError, "oscillation_set"),
            ({"sin2_theta12": 1.1}, DomainError, "sin2_theta12 = 1.1 is not allowed"),
            ({"sin2_theta13": -0.1}, DomainError, "sin2_theta13"),
            ({"sin2_theta23": np.nan}, DomainError, "sin2_theta23"),
            ({"sin2_theta23": "0.3 eV"}, UnitsError, "sin2_theta23"),
            ({"delta_cp": 1.0}, UnitsError, "delta_cp"),
            ({"delta_cp": np.inf * u.rad}, DomainError, "delta_cp"),
            ({"alpha21": "1 eV"}, UnitsError, "alpha21"),
            ({"dm21_sq": "-1e-5 eV2"}, DomainError, "dm21_sq"),
            ({"dm21_sq": "0 eV2"}, DomainError, "dm21_sq"),
            ({"dm3l_sq": "-2e-3 eV2"}, DomainError, "must be > 0 for normal"),
            ({"dm3l_sq": "2e-3 eV2", "ordering": "inverted"}, DomainError, "must be < 0"),
            ({"dm3l_sq": "-1e-5 eV2", "ordering": "inverted"}, DomainError, "larger in size"),
        ],
    )
    def test_wrong_argument_is_an_error_that_names_it(self, arguments, error, message):
        with pytest.raises(error, match=message):
            Neutrinos(**{"m_lightest": "0.01 eV", **arguments})

    def test_unknown_field_in_replace_is_an_error(self):
        with pytest.raises(UnknownNameError, match="m_lightest"):
            Neutrinos("0 eV").replace(m_lightst="1 eV")

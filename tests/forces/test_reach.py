"""Reach: the table of arXiv:2209.07082 to its digits, and needs that hold when they are met."""

from __future__ import annotations

import math
import tomllib

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import ConfigError, DomainError, SoftnuError, UnitsError, UnknownNameError
from softnu.forces.experiments.files import EXPERIMENT_NAMES, template
from softnu.forces.experiments.medium import MEDIUM_NAMES, Medium
from softnu.forces.experiments.mistakes import checked_experiment
from softnu.forces.experiments.reach import DEFAULT_MEDIA, caveats, curves, reach, separations

#: Signal over gravity for Fe-Fe to the digits of the comparison with arXiv:2209.07082: vacuum,
#: and the relic background at 1.9454 K.
VACUUM = {
    "washington_2007": "3.108e-65",
    "washington_1999": "6.437e-36",
    "irvine_1985_near": "3.475e-32",
    "irvine_1985_far": "5.698e-37",
    "wuhan_2012": "3.259e-27",
    "wuhan_2020": "5.214e-22",
    "washington_2020": "7.131e-21",
    "levitated_optomechanics": "5.214e-14",
}
RELIC = {
    "wuhan_2020": "7.758e-25",
    "washington_2020": "8.099e-25",
    "levitated_optomechanics": "8.231e-25",
}
RELIC_CANCELS = ("washington_2007", "washington_1999", "irvine_1985_near", "irvine_1985_far")
REACTOR, SOLAR_7BE = "1.106e-18", "3.13e-19"
#: Sums and products of a few numbers.
RTOL_ROUNDING = 1e-13
#: Root of the ratio in r, and the ratio's slope of -4 (more with a mass) in r.
RTOL_ROOT = 1e-11


def in_text(number: float) -> str:
    return f"{number:.3e}"


def experiment_with(**tables):
    return checked_experiment(tomllib.loads(template()) | tables, "mine", "mine.toml")


def sensitivity(**given):
    return {"confidence": 0.95, "source": "here", **given}


@pytest.mark.parametrize(("name", "printed"), VACUUM.items())
def test_vacuum_column(name, printed):
    assert in_text(reach(name).signal) == printed


@pytest.mark.parametrize(("name", "printed"), RELIC.items())
def test_relic_column(name, printed):
    assert in_text(reach(name, "relic", {"T": "1.9454 K"}).signal) == printed


@pytest.mark.parametrize("name", RELIC_CANCELS)
def test_relic_neutrinos_cancel_the_vacuum_force_far_away(name):
    assert in_text(reach(name, "relic").signal) == VACUUM[name]


def test_at_two_millimetres_the_screening_is_nearly_complete():
    """1 - J_a = (z/(2 sinh z))(1 + z coth z) with z = 2 pi r T."""
    z = 2 * math.pi * 2e-3 / 1.973269804593025e-7 * 1.9454 * 8.617333262145e-5
    left = z / (2 * math.sinh(z)) * (1 + z / math.tanh(z))
    relic = reach("wuhan_2012", "relic", {"T": "1.9454 K"}).signal
    assert relic / reach("wuhan_2012").signal == pytest.approx(1 - left, rel=RTOL_ROUNDING, abs=0)
    assert left < 0.004


@pytest.mark.parametrize("name", EXPERIMENT_NAMES)
def test_beam_columns_do_not_depend_on_the_separation(name):
    assert in_text(reach(name, "reactor").signal) == REACTOR
    assert f"{reach(name, 'solar_7be').signal:.2e}" == SOLAR_7BE


def test_the_best_experiment_misses_the_reactor_by_two_to_three_orders():
    best = min((reach(name, "reactor") for name in EXPERIMENT_NAMES), key=lambda r: r.shortfall)
    assert best.experiment.name == "washington_2007"
    assert 2 < best.orders < 3
    assert best.verdict == "the signal is 2.5 orders of magnitude below the sensitivity"


@pytest.mark.parametrize("name", DEFAULT_MEDIA)
def test_the_signal_is_that_of_the_catalogue(name):
    quantity = "vacuum" if name == "vacuum" else "background"
    inputs = {} if name == "vacuum" else {"background": name}
    found = evaluate(
        f"forces.{quantity}.ratio_to_gravity", body1="Fe", body2="Fe", r="52 um", **inputs
    )
    assert reach("washington_2020", name).signal == pytest.approx(
        float(found), rel=RTOL_ROUNDING, abs=0
    )


def test_shortfall_is_sensitivity_over_signal():
    found = reach("wuhan_2020", "reactor")
    assert found.shortfall == found.sensitivity / found.signal
    assert found.orders == pytest.approx(math.log10(found.shortfall), rel=RTOL_ROUNDING, abs=0)
    assert reach(found.experiment, found.medium) == found


def need(found, name):
    (one,) = [one for one in found.needs if one.name == name]
    return one.value


@pytest.mark.parametrize("name", MEDIUM_NAMES)
def test_with_the_needed_sensitivity_the_signal_is_seen(name):
    parameters = {
        "beam": {"flux": "1e13 1/(cm2 s)", "E": "1 MeV"},
        "supernova": {"flux": "1e11 1/(cm2 s)"},
        "thermal": {"T": "3 K", "mu": "1 meV"},
        "degenerate": {"mu": "1 eV"},
    }.get(name, {})
    found = reach("wuhan_2020", name, parameters)
    ratio = need(found, "sensitivity").value
    assert ratio == pytest.approx(found.signal, rel=RTOL_ROUNDING, abs=0)
    better = found.experiment.model_copy(
        update={"sensitivity": found.experiment.sensitivity.model_copy(update={"ratio": ratio})}
    )
    again = reach(better, found.medium)
    assert again.shortfall == pytest.approx(1.0, rel=RTOL_ROUNDING, abs=0)


@settings(max_examples=40)
@given(ratio=st.floats(1e-10, 1e6), flux=st.floats(1e5, 1e20))
def test_with_the_needed_flux_the_signal_is_seen(ratio, flux):
    experiment = experiment_with(sensitivity=sensitivity(ratio=ratio))
    found = reach(experiment, "reactor", {"flux": f"{flux!r} 1/(cm2 s)"})
    again = reach(experiment, "reactor", {"flux": need(found, "flux")})
    assert again.shortfall == pytest.approx(1.0, rel=RTOL_ROUNDING, abs=0)
    assert again.verdict.startswith("within reach") == (again.shortfall <= 1)


@pytest.mark.parametrize("m_nu", ["0 eV", "1 meV"])
@pytest.mark.parametrize("nature", ["dirac", "majorana"])
@pytest.mark.parametrize("name", EXPERIMENT_NAMES)
def test_at_the_needed_separation_the_vacuum_force_is_seen(name, nature, m_nu):
    medium = Medium("vacuum", {"m_nu": m_nu, "nature": nature})
    found = reach(name, medium)
    r = np.asarray(need(found, "separation").value / 1.973269804593025e-7)
    there = medium.ratio_to_gravity(found.experiment.bodies, r)
    assert there == pytest.approx(found.sensitivity, rel=RTOL_ROOT, abs=0)


def test_the_needed_reactor_has_the_needed_flux():
    found = reach("washington_2007", "reactor")
    flux = need(found, "flux")
    closer = evaluate(
        "backgrounds.reactor.flux", thermal_power="2.9 GW", distance=need(found, "distance")
    )
    stronger = evaluate(
        "backgrounds.reactor.flux", thermal_power=need(found, "thermal power"), distance="1 km"
    )
    for one in (closer, stronger):
        assert one.to_value(flux.unit) == pytest.approx(flux.value, rel=RTOL_ROUNDING, abs=0)


def test_a_reactor_that_would_have_to_stand_inside_the_apparatus_is_called_so():
    (near,) = [one for one in reach("wuhan_2020", "reactor").needs if one.name == "distance"]
    (far,) = [one for one in reach("washington_2007", "reactor").needs if one.name == "distance"]
    assert "inside the core" in near.meaning
    assert "inside the core" not in far.meaning


def test_a_denser_background_is_as_many_times_denser_as_the_shortfall():
    found = reach("washington_2020", "relic")
    assert need(found, "density").value == found.shortfall


def test_a_force_too_small_for_a_float_still_has_a_separation():
    found = reach("washington_2007", "vacuum", {"m_nu": "0.05 eV"})
    assert found.signal == 0.0
    assert math.isinf(found.shortfall)
    assert math.isinf(found.orders)
    assert [one.name for one in found.needs] == ["separation"]
    assert found.verdict.startswith("there is no force")


def test_a_beam_without_neutrinos_makes_no_force_and_no_needs():
    found = reach("wuhan_2020", "reactor", {"flux": "0 1/(cm2 s)"})
    assert found.signal == 0.0
    assert found.needs == ()


def test_the_needed_force_has_the_unit_in_which_the_sensitivity_is_given():
    masses = {
        "body1": {"atom": "Fe", "mass": "1 g"},
        "body2": {"material": "tungsten", "mass": "1 kg"},
    }
    in_force = experiment_with(sensitivity=sensitivity(force="1e-15 N"), **masses)
    found = reach(in_force, "reactor")
    wanted = need(found, "sensitivity")
    assert wanted.unit == u.N
    assert wanted.value == pytest.approx(1e-15 / found.shortfall, rel=RTOL_ROUNDING, abs=0)


def test_beams_are_called_an_upper_envelope():
    assert any("upper envelope" in one for one in caveats([reach("wuhan_2020", "reactor")]))
    assert not any("upper envelope" in one for one in caveats([reach("wuhan_2020", "relic")]))


def test_off_the_beam_the_signal_is_smaller():
    """cos^2(a/2) |cos(2 E r sin^2(a/2))| at E r with a small phase."""
    parameters = {"flux": "1e13 1/(cm2 s)", "E": "1 eV"}
    along = reach("levitated_optomechanics", "beam", parameters)
    aside = reach("levitated_optomechanics", "beam", parameters | {"alpha": "0.3 rad"})
    x = 1e-6 / 1.973269804593025e-7
    factor = math.cos(0.15) ** 2 * abs(math.cos(2 * x * math.sin(0.15) ** 2))
    assert aside.signal / along.signal == pytest.approx(factor, rel=RTOL_ROUNDING, abs=0)
    assert aside.medium.label == "beam (flux = 1e13 1/(cm2 s), E = 1 eV, alpha = 0.3 rad)"


@pytest.mark.parametrize(
    "parameters",
    [
        {"width": "1.5e-3 rad"},
        {"width": "1.5e-3 rad", "alpha": "0.001 rad"},
        {"sigma_E": "0.3 MeV", "alpha": "1e-4 rad"},
    ],
)
def test_a_spread_reduces_the_signal_as_the_catalogue_says(parameters):
    found = reach("wuhan_2012", "reactor", parameters)
    bodies = {"body1": "Fe", "body2": "Fe", "background": "reactor"}
    expected = evaluate("forces.background.ratio_to_gravity", **bodies, r="2 mm", **parameters)
    assert found.signal == pytest.approx(float(expected), rel=RTOL_ROUNDING, abs=0)
    assert found.signal < 0.1 * reach("wuhan_2012", "reactor").signal
    assert need(found, "flux").to_value("1/(cm2 s)") == pytest.approx(
        5e9 * found.shortfall, rel=RTOL_ROUNDING, abs=0
    )


def test_a_background_may_be_a_file(tmp_path):
    """A triangle of energies is a flux with their mean energy, in line with the beam."""
    path = tmp_path / "mine.csv"
    path.write_text("E [MeV],nubar [1/(cm2 s MeV)]\n2,0\n3,5e9\n4,0\n")
    found = reach("wuhan_2012", str(path))
    assert found.signal == pytest.approx(reach("wuhan_2012", "reactor").signal, rel=1e-9, abs=0)
    assert need(found, "flux").to_value("1/(cm2 s)") == pytest.approx(
        5e9 * found.shortfall, rel=1e-9, abs=0
    )


def test_curves_pass_through_the_signals():
    found = [reach(name, medium) for name in ("wuhan_2020", "wuhan_2012") for medium in MEDIA]
    r = u.Quantity([0.1, 2.0], "mm")
    drawn = curves(found, r)
    assert [one.label for one in drawn] == ["vacuum", "relic (T = 1.9454 K)"]
    for number, curve in enumerate(drawn):
        signals = [found[number].signal, found[number + 2].signal]
        assert curve.ratio == pytest.approx(signals, rel=RTOL_ROUNDING, abs=0)


MEDIA = (Medium(), Medium("relic", {"T": "1.9454 K"}))


def test_curves_of_several_pairs_of_bodies_are_told_apart():
    found = [reach("wuhan_2020"), reach(experiment_with())]
    labels = [one.label for one in curves(found, separations(found, 2))]
    assert labels == ["vacuum: Fe and Fe", "vacuum: tungsten and tungsten"]


def test_separations_hold_all_ranges():
    r = separations([reach("irvine_1985_far"), reach("wuhan_2020")]).to_value("m")
    assert r[0] < 1e-4
    assert r[-1] > 1.05
    assert np.all(np.diff(r) > 0)


MISTAKES = {
    "unknown background": (("relik", {}), UnknownNameError, "'relik'; did you mean 'relic'?"),
    "unknown parameter": (("reactor", {"flx": "1"}), UnknownNameError, "'flx'; did you mean"),
    "of the vacuum": (("vacuum", {"T": "2 K"}), UnknownNameError, "known: m_nu, nature"),
    "of another background": (("reactor", {"T": "2 K"}), ConfigError, "T does not belong"),
    "missing": (("beam", {}), ConfigError, "missing flux"),
    "no unit": (("relic", {"T": 2.0}), UnitsError, "T = 2.0 has no unit"),
    "not allowed": (("relic", {"T": "-2 K"}), DomainError, "T = '-2 K' is not allowed"),
    "two values": (("relic", {"T": ["1 K", "2 K"]}), DomainError, "T must be one value"),
    "unknown word": (("vacuum", {"nature": "diract"}), UnknownNameError, "'dirac'"),
}


@pytest.mark.parametrize(("words", "kind", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_mistakes_name_what_is_wrong(words, kind, said):
    with pytest.raises(kind, match=said.replace("?", r"\?")):
        reach("wuhan_2020", *words)


def test_a_medium_has_its_own_parameters():
    with pytest.raises(ConfigError, match="parameters belong to the medium"):
        reach("wuhan_2020", Medium("relic"), {"T": "2 K"})


def test_an_unknown_experiment():
    with pytest.raises(SoftnuError, match="did you mean 'wuhan_2020'"):
        reach("wuhan_2200")


def test_media_do_not_change():
    given_parameters = {"T": "2 K"}
    medium = Medium("relic", given_parameters)
    given_parameters["T"] = "3 K"
    assert medium == Medium("relic", {"T": "2 K"})
    assert hash(medium) == hash(Medium("relic", {"T": "2 K"}))
    with pytest.raises(TypeError):
        medium.parameters["T"] = "3 K"

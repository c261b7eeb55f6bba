"""Experiments: the shipped ones are the published ones, a file's mistakes are all named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.catalogue import evaluate
from softnu.errors import DataError, SoftnuError, UnknownNameError
from softnu.forces.experiments.experiment import Experiment
from softnu.forces.experiments.files import (
    EXPERIMENT_NAMES,
    all_experiments,
    load_experiment,
    template,
)
from softnu.forces.experiments.mistakes import checked_experiment

#: Newton's constant in SI, CODATA 2018.
G_NEWTON = 6.67430e-11
#: hbar has ten to thirteen digits in the package's table, and enters twice.
RTOL_CONVERSION = 1e-9
#: delta V / V_gravity, separation that stands for it (m), its range (m): arXiv:2209.07082.
PUBLISHED = {
    "washington_2007": (3.2e-16, 6.4e6, 6.4e6, 6.4e6),
    "washington_1999": (3.0e-9, 0.3, 0.3, 0.3),
    "irvine_1985_near": (0.7e-4, 0.035, 0.02, 0.05),
    "irvine_1985_far": (2.7e-4, 0.55, 0.05, 1.05),
    "wuhan_2012": (1e-3, 2e-3, 2e-3, 2e-3),
    "wuhan_2020": (3e-2, 1e-4, 1e-4, 1e-4),
    "washington_2020": (1.0, 52e-6, 52e-6, 52e-6),
    "levitated_optomechanics": (1e4, 1e-6, 1e-6, 1e-6),
}
#: hbar c in eV m, to compare separations typed in metres.
HBAR_C = 1.973269804593025e-7
RTOL_ROUNDING = 1e-14


def changed(**tables) -> dict:
    """The template's content with some of its tables or values replaced."""
    return tomllib.loads(template()) | tables


def sensitivity(**given) -> dict:
    return {"confidence": 0.95, "source": "here", **given}


def test_the_shipped_experiments_are_those_of_the_table():
    assert set(EXPERIMENT_NAMES) == set(PUBLISHED)
    assert {one.name for one in all_experiments()} == set(PUBLISHED)


@pytest.mark.parametrize(("name", "published"), PUBLISHED.items(), ids=PUBLISHED.keys())
def test_a_shipped_experiment_is_as_published(name, published):
    ratio, r, nearest, farthest = published
    experiment = load_experiment(name)
    assert experiment.sensitivity_ratio == ratio
    expected = tuple(metres / HBAR_C for metres in (nearest, r, farthest))
    assert experiment.separation.natural == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)
    assert experiment.projected == (name == "levitated_optomechanics")
    assert experiment.sensitivity.confidence == "not stated"
    assert experiment.reference.year > 1980


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_catalogue_gives_sensitivity_and_separation(name):
    ratio, r, *_ = PUBLISHED[name]
    assert evaluate("forces.experiment.sensitivity", experiment=name) == ratio
    metres = evaluate("forces.experiment.separation", experiment=name).to_value("m")
    assert metres == pytest.approx(r, rel=RTOL_ROUNDING, abs=0)


def test_experiments_come_from_far_to_near():
    separations = [float(one.r_natural) for one in all_experiments()]
    assert separations == sorted(separations, reverse=True)


def test_experiments_are_frozen_and_comparable():
    experiment = load_experiment("wuhan_2020")
    assert experiment == load_experiment("wuhan_2020")
    assert hash(experiment) == hash(load_experiment("wuhan_2020"))
    assert experiment != load_experiment("wuhan_2012")
    with pytest.raises(ValueError, match="frozen"):
        experiment.title = "other"


def test_the_template_is_an_experiment(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(template())
    experiment = load_experiment(path)
    assert experiment.name == "mine"
    assert experiment == load_experiment(str(path))


def test_the_template_shows_every_key():
    tables = ("separation", "sensitivity", "body1", "body2", "reference")
    models = [Experiment, *(Experiment.model_fields[table].annotation for table in tables)]
    keys = {field.alias or key for model in models for key, field in model.model_fields.items()}
    # The name is that of the file.
    absent = {key for key in keys if not re.search(rf"\b{key}\b", template())}
    assert absent == {"name"}


@given(
    ratio=st.floats(1e-20, 1e10),
    r=st.floats(1e-7, 1e7),
    M1=st.floats(1e-15, 1e6),
    M2=st.floats(1e-15, 1e25),
)
def test_a_force_is_compared_with_newtons(ratio, r, M1, M2):
    force = ratio * G_NEWTON * M1 * M2 / r**2
    given_force = changed(
        separation=f"{r!r} m",
        sensitivity=sensitivity(force=f"{force!r} N"),
        body1={"atom": "Fe", "mass": f"{M1!r} kg"},
        body2={"material": "tungsten", "mass": f"{M2!r} kg"},
    )
    found = checked_experiment(given_force, "mine", "mine.toml").sensitivity_ratio
    assert found == pytest.approx(ratio, rel=RTOL_CONVERSION, abs=0)
    given_acceleration = given_force | {
        "sensitivity": sensitivity(acceleration=f"{force / M1!r} m/s2"),
        "body1": {"atom": "Fe"},
    }
    found = checked_experiment(given_acceleration, "mine", "mine.toml").sensitivity_ratio
    assert found == pytest.approx(ratio, rel=RTOL_CONVERSION, abs=0)


def test_a_material_couples_as_its_formula_units():
    """Iron as a material differs from the isotope 56Fe by its mean neutron number only."""
    body = {"material": "iron"}
    iron = checked_experiment(changed(body1=body, body2=body), "mine", "mine.toml").bodies
    N = 55.845 - 26
    expected = ((26 - N / 2) ** 2, (N / 2) ** 2, (N / 2) ** 2)
    assert iron.products == pytest.approx(expected, rel=RTOL_ROUNDING, abs=0)
    assert iron.mass1 == pytest.approx(55.845 * 931.49410242e6, rel=RTOL_CONVERSION, abs=0)


MISTAKES = {
    "unknown key": (changed(title_="x"), "unknown key 'title_'; did you mean 'title'?"),
    "unknown key in a table": (
        changed(sensitivity=sensitivity(ratio=1.0, raito=1.0)),
        "sensitivity: unknown key 'raito'; did you mean 'ratio'?",
    ),
    "unknown key of a range": (
        changed(separation={"at": "1 m", "form": "1 m"}),
        "separation: unknown key 'form'; did you mean 'from'?",
    ),
    "missing": ({k: v for k, v in changed().items() if k != "title"}, "title is missing"),
    "empty": (changed(title=""), "title = '' is not allowed: it must be text that is not empty"),
    "no unit": (changed(separation="52"), "separation.at: at = 52.0 has no unit"),
    "wrong unit": (changed(separation="52 s"), "at in 's' has the wrong unit"),
    "unknown unit": (changed(separation="52 furlong"), "is not a number with a unit"),
    "negative": (changed(separation="-1 m"), "separation.at: at = '-1 m' is not allowed"),
    "a number": (changed(separation=3), "separation = 3 is not allowed: it must be a table"),
    "half a range": (changed(separation={"at": "1 m", "to": "2 m"}), "from and to go together"),
    "outside the range": (
        changed(separation={"at": "3 m", "from": "1 m", "to": "2 m"}),
        "at = '3 m' must lie between from and to",
    ),
    "negative ratio": (
        changed(sensitivity=sensitivity(ratio=-1.0)),
        "sensitivity.ratio = -1.0 is not allowed: it must be greater than 0",
    ),
    "ratio is nan": (changed(sensitivity=sensitivity(ratio=float("nan"))), "a finite number"),
    "ratio is a word": (changed(sensitivity=sensitivity(ratio="1")), "a valid number"),
    "ratio is a truth": (changed(sensitivity=sensitivity(ratio=True)), "a valid number"),
    "negative force": (
        changed(sensitivity=sensitivity(force="-1 N")),
        "sensitivity.force: force = '-1 N' is not allowed",
    ),
    "force in metres": (changed(sensitivity=sensitivity(force="1 m")), "it is a force"),
    "two sensitivities": (
        changed(sensitivity=sensitivity(ratio=1.0, force="1 N")),
        "sensitivity: give one of ratio, force, acceleration; ratio and force are given",
    ),
    "no sensitivity": (changed(sensitivity=sensitivity()), "none is given"),
    "force without masses": (
        changed(sensitivity=sensitivity(force="1 N")),
        "missing body1.mass, body1.radius or body1.thickness: a sensitivity in force needs one",
    ),
    "acceleration without the mass of the source": (
        changed(sensitivity=sensitivity(acceleration="1 m/s2")),
        "missing body2.mass, body2.radius or body2.thickness: a sensitivity in acceleration",
    ),
    "confidence above 1": (changed(sensitivity=sensitivity(ratio=1.0) | {"confidence": 95}), "95"),
    "no reason": (
        changed(sensitivity=sensitivity(ratio=1.0) | {"confidence": "not stated"}),
        "confidence_reason must say why",
    ),
    "unknown material": (
        changed(body1={"material": "tungstn"}),
        "body1.material: unknown material 'tungstn'; did you mean 'tungsten'?",
    ),
    "unknown atom": (changed(body2={"atom": "Fx"}), "body2.atom: unknown isotope 'Fx'"),
    "atom is a number": (changed(body2={"atom": 26}), "body2.atom = 26 is not allowed"),
    "two bodies in one": (
        changed(body1={"atom": "Fe", "material": "iron"}),
        "body1: give one of atom and material",
    ),
    "no body": (changed(body1={}), "body1: give one of atom and material"),
    "year is a word": (
        changed(reference={"key": "a", "authors": "b", "year": "c"}),
        "reference.year = 'c' is not allowed",
    ),
    "projected is a word": (changed(projected="yes"), "projected = 'yes' is not allowed"),
}


@pytest.mark.parametrize(("content", "said"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_named_with_its_path(content, said):
    with pytest.raises(DataError, match=re.escape(said)) as raised:
        checked_experiment(content, "mine", "mine.toml")
    assert str(raised.value).startswith("mine.toml: ")


def test_all_mistakes_are_named_at_once():
    content = changed(title_="x", separation="52", body1={"material": "tungstn"})
    with pytest.raises(DataError, match=r"^mine\.toml has 3 mistakes: ") as raised:
        checked_experiment(content, "mine", "mine.toml")
    for said in ("'title_'", "separation.at", "body1.material", "(1) ", "(2) ", "(3) "):
        assert said in str(raised.value)


def test_an_unknown_name_lists_the_near_ones():
    with pytest.raises(UnknownNameError, match="'washington_2021'; did you mean"):
        load_experiment("washington_2021")
    with pytest.raises(UnknownNameError, match="known: irvine_1985_far"):
        load_experiment("x")


BAD_FILES = {
    "not TOML": (b"title = ", "is not TOML"),
    "binary": (b"\xff\xfe", "is not TOML"),
    "twice the same key": (b"a = 1\na = 2", "is not TOML"),
    "deep": (b"a = " + b"[" * 100_000, "is not TOML"),
    "empty": (b"", "title is missing"),
}


@pytest.mark.parametrize(("content", "said"), BAD_FILES.values(), ids=BAD_FILES.keys())
def test_bad_files(tmp_path, content, said):
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(DataError, match=said):
        load_experiment(path)


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(DataError, match=r"cannot read .*absent\.toml"):
        load_experiment(tmp_path / "absent.toml")
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    with pytest.raises(DataError, match="cannot read"):
        load_experiment(folder)


def test_the_catalogue_takes_a_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(template())
    assert evaluate("forces.experiment.sensitivity", experiment=str(path)) == 1e-3
    with pytest.raises(SoftnuError, match="cannot read"):
        evaluate("forces.experiment.sensitivity", experiment=str(Path("absent.toml")))

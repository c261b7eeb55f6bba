"""What spectra of pair emission refuse, and what they do not."""

from __future__ import annotations

import pytest

from softnu import evaluate
from softnu.cli import main
from softnu.errors import SoftnuError

ATOM = {
    "E_eg": "2.14348 eV",
    "E_vg": "2.23072 eV",
    "trigger_energy": "1.07 eV",
    "m_lightest": "0.01 eV",
}
QUANTITIES = {
    "sm": ("renp.spectrum.sm", {}),
    "vector": ("renp.spectrum.vector", {"g_A_e": "1e-25", "g_L_nu": "E_11", "m_V": "1 eV"}),
    "scalar": ("renp.spectrum.scalar", {"y_P_e": "1e-18", "y_S_nu": "E_11", "m_S": "1 eV"}),
    "dipole": ("renp.spectrum.dipole", {}),
    "differential": ("renp.differential_spectrum", {"E_nu": "0.5 eV"}),
}
ONE_SIDED = "[[0, 1, 0], [0, 0, 0], [0, 0, 0]]"
NOT_CONJUGATE = '[[0, "1j", 0], ["1j", 0, 0], [0, 0, 0]]'
NO_ATOM = {"E_eg": None, "E_vg": None}
AT_DISTANCE = {"trigger_energy": None}

#: Quantity, what is changed (None: left out), what the error says.
REFUSED = {
    "photon without energy": ("sm", {"trigger_energy": "0 eV"}, "trigger_energy = '0 eV'"),
    "negative photon": ("sm", {"trigger_energy": "-1 eV"}, "it must be finite and > 0"),
    "photon of the intermediate state": (
        "sm",
        {"trigger_energy": "2.23072 eV"},
        "trigger_energy = 2.23072 eV is not allowed: it must be below E_vg",
    ),
    "photon above it": ("vector", {"trigger_energy": "3 eV"}, "it must be below E_vg"),
    "photon without unit": ("sm", {"trigger_energy": "1.07"}, "has no unit"),
    "photon that is no number": ("sm", {"trigger_energy": "nan eV"}, "trigger_energy = 'nan eV'"),
    "no photon": ("sm", {"trigger_energy": None}, "missing: trigger_energy or below_threshold"),
    "two photons": ("sm", {"below_threshold": "1 eV"}, "give only one of: trigger_energy or"),
    "distance of all the energy": (
        "sm",
        AT_DISTANCE | {"below_threshold": "2 eV"},
        "below_threshold = 2 eV is not allowed: it must be less than the threshold, 1.07165 eV",
    ),
    "no excitation": ("sm", {"E_eg": "0 eV"}, "E_eg = '0 eV'"),
    "negative excitation": ("sm", {"E_eg": "-1 eV"}, "E_eg = '-1 eV'"),
    "real intermediate state": (
        "sm",
        {"E_vg": "2 eV"},
        "E_vg = 2 eV is not allowed: it must be above E_eg",
    ),
    "degenerate intermediate state": ("sm", {"E_vg": "2.14348 eV"}, "E_vg = 2.14348 eV"),
    "half of the levels": ("sm", {"E_vg": None}, "missing E_vg"),
    "atom and levels": ("sm", {"atom": "Yb"}, "give only one of: atom or E_eg with E_vg"),
    "unknown atom": ("sm", NO_ATOM | {"atom": "Ybb"}, "unknown atom 'Ybb'; did you mean 'Yb'?"),
    "atom without file": ("sm", NO_ATOM | {"atom": "absent.toml"}, "absent.toml"),
    "second level on resonance": ("sm", {"E_v2g": "1.07 eV"}, "E_v2g = 1.07 eV is not allowed"),
    "no second level": ("sm", {"E_v2g": "0 eV"}, "E_v2g = '0 eV'"),
    "negative mass": ("sm", {"m_lightest": "-1 eV"}, "m_lightest = '-1 eV'"),
    "infinite mass": ("sm", {"m_lightest": "inf eV"}, "m_lightest = 'inf eV'"),
    "no mass": ("sm", {"m_lightest": None}, "missing m_lightest"),
    "mixing above one": ("sm", {"sin2_theta12": "1.2"}, "sin2_theta12 = '1.2'"),
    "negative mixing": ("sm", {"sin2_theta13": "-0.1"}, "it must be between 0 and 1"),
    "misspelt ordering": ("sm", {"ordering": "normla"}, "did you mean 'normal'?"),
    "misspelt nature": ("sm", {"nature": "dirak"}, "did you mean 'dirac'?"),
    "splitting of the other ordering": (
        "sm",
        {"dm31_sq": "-2.5e-3 eV2"},
        "it must be > 0 for normal ordering",
    ),
    "weight above one": ("sm", {"W_L": "1.1"}, "W_L = '1.1' is not allowed"),
    "negative weight": ("sm", {"W_L": "-0.1"}, "it must be between 0 and 1"),
    "misspelt weight": ("sm", {"W_L": "avrage"}, "did you mean 'average'?"),
    "exact weight of nothing": ("sm", {"W_L": "exact"}, "needs J_e, J_v and J_g, or a named atom"),
    "exact weight of half": ("sm", {"W_L": "exact", "J_e": "0"}, "needs J_e, J_v and J_g"),
    "forbidden transition": (
        "sm",
        {"W_L": "exact", "J_e": "0", "J_v": "0", "J_g": "1"},
        "J_e, J_v, J_g = 0, 0, 1 are not allowed",
    ),
    "step of half a unit": (
        "sm",
        {"W_L": "exact", "J_e": "1/2", "J_v": "1", "J_g": "1/2"},
        "J_e, J_v, J_g = 0.5, 1, 0.5 are not allowed",
    ),
    "third of a unit": ("sm", {"J_e": "1/3"}, "J_e = '1/3' is not an integer or half of one"),
    "boost of one": ("sm", {"boost": "1"}, "boost = '1' is not allowed"),
    "backward boost of one": ("sm", {"boost": "-1"}, "it must be between -1 and 1"),
    "sterile mass alone": ("sm", {"m4": "1 eV"}, "m4 and sin2_theta14 go together"),
    "sterile mixing alone": ("sm", {"sin2_theta14": "0.1"}, "m4 and sin2_theta14 go together"),
    "negative sterile mass": ("sm", {"m4": "-1 eV", "sin2_theta14": "0"}, "m4 = '-1 eV'"),
    "sterile mixing above one": ("sm", {"m4": "1 eV", "sin2_theta14": "2"}, "sin2_theta14 = '2'"),
    "negative vector mass": ("vector", {"m_V": "-1 eV"}, "m_V = '-1 eV'"),
    "negative vector width": ("vector", {"Gamma_V": "-1 eV"}, "Gamma_V = '-1 eV'"),
    "infinite vector width": ("vector", {"Gamma_V": "inf eV"}, "Gamma_V = 'inf eV'"),
    "longitudinal massless vector": (
        "vector",
        {"m_V": "0 eV", "longitudinal": "true"},
        "longitudinal with m_V = 0 is not allowed",
    ),
    "no coupling": ("vector", {"g_A_e": None}, "missing g_A_e"),
    "coupling that is no number": ("vector", {"g_A_e": "nan"}, "g_A_e = 'nan'"),
    "coupling of one side": ("vector", {"g_L_nu": ONE_SIDED}, "element 12 is 1+0j and 21 is 0+0j"),
    "coupling not conjugate": ("vector", {"g_R_nu": NOT_CONJUGATE}, "g_R_nu is not allowed"),
    "two by two": ("vector", {"g_L_nu": "[[0, 1], [1, 0]]"}, "is not a matrix: three rows"),
    "element of a fourth state": ("vector", {"g_L_nu": "E_14"}, "g_L_nu = 'E_14' is not a matrix"),
    "matrix that is a number": ("vector", {"g_L_nu": "1"}, "g_L_nu = '1' is not a matrix"),
    "negative scalar mass": ("scalar", {"m_S": "-1 eV"}, "m_S = '-1 eV'"),
    "negative scalar width": ("scalar", {"Gamma_S": "-1 eV"}, "Gamma_S = '-1 eV'"),
    "scalar coupling of one side": ("scalar", {"y_S_nu": ONE_SIDED}, "y_S_nu is not allowed"),
    "pseudoscalar coupling of one side": (
        "scalar",
        {"y_P_nu": ONE_SIDED},
        "y_P_nu is not allowed",
    ),
    "moments of one side": ("dipole", {"mu_nu": ONE_SIDED}, "mu_nu is not allowed"),
    "infinite spin factor": ("dipole", {"kappa_M": "inf"}, "kappa_M = 'inf'"),
    "neutrino without energy": ("differential", {"E_nu": "0 eV"}, "E_nu = '0 eV'"),
    "pair without momentum": (
        "differential",
        {"E_eg": "2 eV", "E_vg": "3 eV", "trigger_energy": "1 eV", "boost": "0.5"},
        "leaves the pair no momentum",
    ),
    "misspelt parameter": ("vector", {"g_L": "E_11"}, "'g_L_nu'"),
}


def inputs_of(kind, changed):
    name, more = QUANTITIES[kind]
    inputs = ATOM | more | changed
    return name, {key: value for key, value in inputs.items() if value is not None}


CASES = pytest.mark.parametrize(("kind", "changed", "said"), REFUSED.values(), ids=REFUSED)


@CASES
def test_bad_input_is_named(kind, changed, said):
    name, inputs = inputs_of(kind, changed)
    with pytest.raises(SoftnuError) as caught:
        evaluate(name, **inputs)
    assert said in str(caught.value)


@CASES
def test_bad_input_is_one_line_on_the_command_line(capsys, kind, changed, said):
    name, inputs = inputs_of(kind, changed)
    assert main(("eval", name, *(f"--{key}={value}" for key, value in inputs.items()))) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("softnu: error: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err


@pytest.mark.parametrize("kind", QUANTITIES)
def test_the_unchanged_input_is_good(kind):
    name, inputs = inputs_of(kind, {})
    assert evaluate(name, **inputs).value > 0.0


@pytest.mark.parametrize("kind", QUANTITIES)
@pytest.mark.parametrize("omega", ["1.0716467 eV", "1.5 eV", "2.23 eV"])
def test_closed_channels_are_no_mistake(kind, omega):
    name, inputs = inputs_of(kind, {"trigger_energy": omega})
    assert evaluate(name, **inputs).value == 0.0


@pytest.mark.parametrize("below", ["0 eV", "-0.1 eV"])
def test_photons_at_and_above_the_threshold_are_no_mistake(below):
    name, inputs = inputs_of("sm", AT_DISTANCE | {"below_threshold": below})
    assert evaluate(name, **inputs).value == 0.0


def test_one_bad_value_in_an_array_is_enough():
    name, inputs = inputs_of("sm", {"trigger_energy": ["1 eV", "3 eV", "1.05 eV"]})
    with pytest.raises(SoftnuError, match="trigger_energy = 3 eV"):
        evaluate(name, **inputs)

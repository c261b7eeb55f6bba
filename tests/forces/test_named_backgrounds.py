"""Named backgrounds with spreads, and backgrounds from files, in the catalogue's forces."""

from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest

from softnu import evaluate
from softnu.constants import G_F
from softnu.errors import ConfigError, DataError, DomainError, UnknownNameError

#: One formula, two orders of the same roundings.
ROUNDING = 1e-12
#: Stated accuracy of integrals over energies.
INTEGRAL = 1e-9
#: The slow part of (4.4) leaves out terms of relative order 1/(E r).
LONG_DISTANCE = 1e-3

POINT = {"particle1": "n", "particle2": "p", "m_lightest": "0.01 eV"}
IRON = {"body1": "Fe", "body2": "Fe"}


def spin_independent(**inputs) -> np.ndarray:
    return evaluate("forces.background.spin_independent", **POINT, **inputs).value


def ratio(**inputs) -> np.ndarray:
    return evaluate("forces.background.ratio_to_gravity", **IRON, **inputs).value


@pytest.fixture
def table(tmp_path):
    """Write a table and return its path."""

    def write(text: str) -> str:
        path = tmp_path / "background.csv"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


# --- spreads -----------------------------------------------------------------


@pytest.mark.parametrize("alpha", [0.0, 0.3, 2.9])
def test_a_narrow_lobe_is_a_beam(alpha):
    inputs = {"r": "2 fm", "background": "reactor", "alpha": alpha * u.rad}
    spread = spin_independent(**inputs, width="1e-7 rad")
    assert spread == pytest.approx(spin_independent(**inputs), rel=ROUNDING, abs=0)


@pytest.mark.parametrize("width", [0.3, 3.0])
def test_a_lobe_turned_in_every_direction_is_a_shell_of_momenta(width):
    E, x = 1e3, np.asarray(2.3)
    c, weight = np.polynomial.legendre.leggauss(60)
    turned = spin_independent(
        r=(x / E) / u.eV,
        background="beam",
        flux="1 eV3",
        E=E * u.eV,
        width=width * u.rad,
        alpha=np.arccos(c) * u.rad,
    )
    j0, j1 = np.sin(x) / x, np.sin(x) / x**2 - np.cos(x) / x
    w, slope = np.cos(x) / (4 * np.pi * x), -(np.sin(x) + np.cos(x) / x) / (4 * np.pi * x)
    coupling = -0.5 * evaluate(
        "matter.coupling.fermion", fermion="p", flavour="e", current="vector"
    )
    expected = -4 * G_F**2 * coupling.value * E**2 * (j0 * w - j1 * slope)
    assert 0.5 * weight @ turned == pytest.approx(float(expected), rel=ROUNDING, abs=0)


@pytest.mark.parametrize("width", ["0 rad", "0.02 rad"])
def test_a_spread_of_energies_is_the_mean_over_them(width):
    E, sigma, r = 3e6, 1e5, 1e-5
    beam = {"r": r / u.eV, "background": "reactor", "alpha": "0.4 rad", "width": width}
    x, weight = np.polynomial.hermite_e.hermegauss(40)
    single = spin_independent(**beam, E=(E + sigma * x) * u.eV)
    mean = weight @ single / np.sqrt(2 * np.pi)
    spread = spin_independent(**beam, sigma_E=sigma * u.eV)
    assert float(spread) == pytest.approx(mean, rel=INTEGRAL, abs=0)


def test_spread_energies_dephase_the_force_off_the_axis():
    """1/r survives only while sigma_E phi < 1, phi = 2 r sin^2(alpha/2)."""
    beam = {"background": "reactor", "alpha": "1e-3 rad", "r": [1e-12, 1e-3] * u.m}
    near, far = ratio(**beam, sigma_E="0.3 MeV") / ratio(**beam)
    assert near == pytest.approx(1.0, abs=1e-4)
    assert far == 0.0


@pytest.mark.parametrize("spread", [{"sigma_E": "0.05 MeV"}, {"width": "5e-4 rad"}])
def test_the_slow_part_is_what_is_left_of_the_whole_at_long_distance(spread):
    beam = {"r": "0.1 nm", "background": "reactor", "alpha": "1e-2 rad"} | spread
    pair = {"particle1": "Fe", "particle2": "Fe", "m_lightest": "0.01 eV"}
    whole = evaluate("forces.background.spin_independent", **pair, **beam)
    on_axis = {
        key: value for key, value in beam.items() if key not in ("alpha", "width", "sigma_E")
    }
    full = evaluate("forces.background.spin_independent", **pair, **on_axis)
    assert float(ratio(**beam) / ratio(**on_axis)) == pytest.approx(
        abs(float(whole / full)), abs=LONG_DISTANCE
    )


# --- files -------------------------------------------------------------------

FLUX = "E [MeV], nubar [1/(cm2 s MeV)]\n1, 0\n3, 2e9\n6, 0\n"
OCCUPATION = "k [meV], n_nu, n_nubar\n0, 0.5, 0.5\n0.4, 0.3, 0.3\n2, 0, 0\n"


def test_a_table_of_a_flux_is_the_sum_of_its_beams(table):
    inputs = {"r": "50 fm", "alpha": "0.5 rad", "width": "0.1 rad"}
    whole = spin_independent(**inputs, background=table(FLUX))
    total = 0.0
    for low, high in ((1.0, 3.0), (3.0, 6.0)):
        x, weight = np.polynomial.legendre.leggauss(40)
        E = 0.5 * (low + high) + 0.5 * (high - low) * x
        flux = np.interp(E, [1, 3, 6], [0, 2e9, 0]) * 0.5 * (high - low) * weight
        beams = spin_independent(
            **inputs, background="beam", E=E * u.MeV, flux=flux / (u.cm**2 * u.s)
        )
        total += beams.sum()
    assert float(whole) == pytest.approx(total, rel=INTEGRAL, abs=0)


def test_a_table_of_occupation_numbers_is_isotropic(table):
    path = table(OCCUPATION)
    V = spin_independent(r="0.1 mm", background=path)
    assert float(V) == float(spin_independent(r="0.1 mm", background=path, alpha="2 rad"))
    assert V * float(ratio(r="0.1 mm", background=path)) != 0.0


def test_a_table_of_a_thermal_gas_is_that_gas(table):
    k = np.linspace(0.0, 8.0, 4001)
    T = 1.945 * 8.617333262145e-2
    rows = "\n".join(
        f"{a:.6f},{b:.12e},{b:.12e}" for a, b in zip(k, 1 / (np.exp(k / T) + 1), strict=True)
    )
    path = table("k [meV], n_nu, n_nubar\n" + rows)
    # Straight lines between 4001 points lie (dk/T)^2/12 above a convex function.
    assert ratio(r="0.1 mm", background=path) == pytest.approx(
        ratio(r="0.1 mm", background="relic"), rel=2e-5, abs=0
    )


# --- errors ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inputs", "error", "words"),
    [
        ({"background": "reacter"}, UnknownNameError, "did you mean 'reactor'"),
        ({"background": "supernova"}, ConfigError, "missing flux"),
        ({"background": "relic", "width": "1 rad"}, ConfigError, "width does not belong"),
        ({"background": "reactor", "T": "1 K"}, ConfigError, "T does not belong"),
        ({"background": "reactor", "sigma_E": "3 MeV"}, DomainError, "below E"),
        ({"background": "reactor", "alpha": "4 rad"}, DomainError, "alpha = '4 rad'"),
        ({"background": "reactor", "width": "-1 rad"}, DomainError, "width = '-1 rad'"),
        ({"background": "nowhere.csv"}, DataError, "nowhere.csv cannot be read"),
    ],
)
def test_what_does_not_belong_is_refused(inputs, error, words):
    with pytest.raises(error, match=words):
        ratio(r="1 um", **inputs)


def test_parameters_of_beams_do_not_belong_to_tables(table):
    with pytest.raises(ConfigError, match="flux does not belong"):
        ratio(r="1 um", background=table(FLUX), flux="1 eV3")
    with pytest.raises(ConfigError, match="width does not belong"):
        ratio(r="1 um", background=table(OCCUPATION), width="1 rad")
    with pytest.raises(DataError, match="row 3: nubar = -1"):
        ratio(r="1 um", background=table("E [MeV], nubar [1/(cm2 s MeV)]\n1, 0\n2, -1\n"))


def test_a_broad_gaussian_warns():
    with pytest.warns(UserWarning, match="sigma_E"):
        ratio(r="1 um", background="reactor", sigma_E="1 MeV")

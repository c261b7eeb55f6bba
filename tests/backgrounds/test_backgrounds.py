"""Backgrounds: relic moments, objects, and what they refuse."""

import math

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import (
    DegenerateNeutrinos,
    NeutrinoBeam,
    Neutrinos,
    RelicNeutrinos,
    ThermalNeutrinos,
    electron,
    evaluate,
    neutron,
    potential,
)
from softnu.backgrounds import IsotropicNeutrinos, kernels
from softnu.errors import (
    ConfigError,
    DataError,
    DomainError,
    SoftnuError,
    UnitsError,
    ValidityWarning,
)

#: Sums of a few rounded terms.
ROUNDING = 1e-14


@pytest.mark.parametrize("power", [-2, -1, 0, 1, 2, 5, 20, 60])
def test_moments_equal_their_zeta_functions_in_arbitrary_precision(power):
    s = mpmath.mpf(3 + power)
    exact = mpmath.gamma(s) * mpmath.altzeta(s) / (2 * mpmath.altzeta(3))
    np.testing.assert_allclose(
        kernels.relic_momentum_moment(np.asarray(float(power))), float(exact), rtol=ROUNDING
    )


@given(st.floats(1e-12, 1e6))
def test_the_mean_speed_is_below_both_of_its_limits(m_over_T):
    speed = float(kernels.relic_mean_speed(np.asarray(m_over_T), np.asarray(1.0)))
    slow = float(kernels.relic_momentum_moment(np.asarray(1.0))) / m_over_T
    assert 0.0 < speed <= min(1.0, slow) * (1.0 + ROUNDING)


def test_the_mean_speed_is_linear_in_T_over_m_for_heavy_neutrinos():
    heavy = float(kernels.relic_mean_speed(np.asarray(1e8), np.asarray(1.0)))
    assert heavy == pytest.approx(3.151374371738908e-8, rel=1e-12, abs=0)


def test_the_flux_of_massless_relics_is_their_density_times_c():
    p = np.linspace(0.0, 60.0, 200001)
    flux = kernels.relic_flux_spectrum(p, np.asarray(0.0), np.asarray(1.0))
    total = np.trapezoid(flux, p)
    assert total == pytest.approx(
        float(kernels.relic_number_density(np.asarray(1.0))), rel=1e-9, abs=0
    )


@pytest.mark.parametrize(("nature", "population"), [("dirac", "produced"), ("majorana", "sum")])
def test_relics_have_the_helicities_that_weak_interactions_fill(nature, population):
    common = {"r": "20 um", "neutrinos": Neutrinos("0.01 eV", nature=nature)}
    one, other = (
        potential(electron(), neutron(), background=background, **common).V_0
        for background in (RelicNeutrinos(), RelicNeutrinos(population=population))
    )
    assert one == other


def test_equal_backgrounds_compare_equal_and_hash_alike():
    assert ThermalNeutrinos(T="1 eV") == ThermalNeutrinos(T="1 eV")
    assert hash(DegenerateNeutrinos("1 eV")) == hash(DegenerateNeutrinos("1 eV"))


@pytest.mark.parametrize(
    ("make", "error", "word"),
    [
        (lambda: ThermalNeutrinos(T=1.9), UnitsError, "T"),
        (lambda: ThermalNeutrinos(T="-1 K"), DomainError, "T"),
        (lambda: ThermalNeutrinos(T="nan K"), DomainError, "T"),
        (lambda: ThermalNeutrinos(T="1 m"), UnitsError, "T"),
        (lambda: ThermalNeutrinos(T="1 K", mu="inf eV"), DomainError, "mu"),
        (lambda: ThermalNeutrinos(T="1 K", weight_nu=-1.0), DomainError, "weight_nu"),
        (lambda: ThermalNeutrinos(T="1 K", weight_nubar=math.nan), DomainError, "weight_nubar"),
        (lambda: ThermalNeutrinos(T="1 K", population="left"), DomainError, "population"),
        (lambda: ThermalNeutrinos(T="1 K", distribution="bose"), DomainError, "distribution"),
        (
            lambda: ThermalNeutrinos(T="0 K", distribution="maxwell_boltzmann"),
            DomainError,
            "T",
        ),
        (lambda: RelicNeutrinos(T="0 K"), DomainError, "T"),
        (lambda: ThermalNeutrinos(T=[1, 2] * u.K), DomainError, "T"),
        (lambda: ThermalNeutrinos(T="1 K", weight_nu="2 eV"), UnitsError, "weight_nu"),
        (lambda: ThermalNeutrinos(T=(1 + 1j) * u.K), UnitsError, "T"),
        (
            lambda: ThermalNeutrinos(T="1 K", mu="1 eV", distribution="maxwell_boltzmann"),
            DomainError,
            "mu",
        ),
        (lambda: NeutrinoBeam(["0 eV"] * 3, "1 eV3"), DomainError, "k"),
        (lambda: NeutrinoBeam(["1 eV"] * 2, "1 eV3"), DomainError, "k"),
        (lambda: NeutrinoBeam(["1 eV"] * 3, "-1 eV3"), DomainError, "flux"),
        (lambda: NeutrinoBeam(["1 eV"] * 3, "1 eV"), UnitsError, "flux"),
        (lambda: NeutrinoBeam(["1 eV"] * 3, "1 eV3", particle="p"), DomainError, "particle"),
        (lambda: NeutrinoBeam(["1 eV"] * 3, "1 eV3", flavour="x"), DomainError, "flavour"),
        (lambda: IsotropicNeutrinos(np.exp, np.exp), ConfigError, "k_scale"),
        (lambda: IsotropicNeutrinos(np.exp, (1.0,)), ConfigError, "n_nubar"),
        (lambda: IsotropicNeutrinos((1.0,), (1.0,)), ConfigError, "k"),
        (lambda: IsotropicNeutrinos((1.0,), (1.0,), k=("1 eV",)), DataError, "k"),
        (
            lambda: IsotropicNeutrinos((1.0, 1.0), (0.0, 0.0), k=("2 eV", "1 eV")),
            DataError,
            "increasing",
        ),
        (
            lambda: IsotropicNeutrinos((1.0, -1.0), (0.0, 0.0), k=("1 eV", "2 eV")),
            DomainError,
            "n_nu",
        ),
        (
            lambda: IsotropicNeutrinos((1.0, 1.0), (0.0,), k=("1 eV", "2 eV")),
            DataError,
            "n_nubar",
        ),
    ],
)
def test_a_bad_background_is_refused_by_name(make, error, word):
    with pytest.raises(error, match=word):
        make()


@pytest.mark.parametrize(
    ("inputs", "word"),
    [
        ({"background": "relic", "flux": "1 1/(cm2 s)"}, "flux"),
        ({"background": "reactor", "T": "1 K"}, "T"),
        ({"background": "degenerate"}, "mu"),
        ({"background": "relic", "T": "0 K"}, "T"),
        ({"background": "thermal", "T": "1 K"}, "mu"),
        ({"background": "thermal", "T": "0 K", "mu": "1 eV"}, "T"),
        ({"background": "beam", "flux": "1 1/(cm2 s)"}, "E"),
        ({"background": "beam", "flux": "1 1/(cm2 s)", "E": "0 eV"}, "E"),
        ({"background": "reactor", "alpha": "4 rad"}, "alpha"),
        ({"background": "moon"}, "background"),
    ],
)
def test_a_named_background_refuses_what_it_does_not_have(inputs, word):
    common = {"particle1": "p", "particle2": "n", "r": "1 nm", "m_lightest": "0 eV"}
    with pytest.raises(SoftnuError, match=word):
        evaluate("forces.background.spin_independent", **common, **inputs)


def test_a_degenerate_gas_without_neutrinos_has_no_force():
    common = {"particle1": "e", "particle2": "e", "r": "1 um", "m_lightest": "0.01 eV"}
    V = evaluate(
        "forces.background.spin_independent", background="degenerate", mu="0 eV", **common
    )
    assert V.value == 0.0


@pytest.mark.parametrize("bad", [lambda k: -np.exp(-k), lambda k: np.full_like(k, np.nan)])
def test_occupation_numbers_that_are_none_are_refused(bad):
    background = IsotropicNeutrinos(bad, bad, k_scale="1 eV")
    with pytest.raises(DomainError, match="n_nu"):
        potential(
            electron(), neutron(), r="1 1/eV", neutrinos=Neutrinos("0 eV"), background=background
        )


def test_occupation_numbers_above_one_are_warned_about():
    crowded = ThermalNeutrinos(T="1 eV", weight_nu=1e3)
    with pytest.warns(ValidityWarning, match="Pauli"):
        potential(
            electron(), neutron(), r="1 1/eV", neutrinos=Neutrinos("0 eV"), background=crowded
        )
    with pytest.warns(ValidityWarning, match="Pauli"):
        evaluate(
            "forces.isotropic.j_factor",
            factor="a",
            r="1 1/eV",
            T="1 eV",
            mu="2 eV",
            distribution="maxwell_boltzmann",
        )


@pytest.mark.parametrize("r", ["1 cm", "1 m", "10 m"])
def test_the_relic_force_of_hadrons_keeps_its_digits_at_any_distance(r):
    # Nine integrals become three J-factors, which know no cancellation.
    V = evaluate(
        "forces.background.spin_independent",
        particle1="n",
        particle2="n",
        r=r,
        m_lightest="0.01 eV",
    )
    total = 0.0
    for state in (1, 2, 3):
        mass = evaluate("neutrinos.mass", m_lightest="0.01 eV", mass_state=state)
        J_a = evaluate(
            "forces.isotropic.j_factor",
            factor="a",
            r=r,
            T="1.945 K",
            m_nu=mass,
            population="produced",
        )
        total += 0.25 * J_a.value
    V_0 = evaluate("forces.vacuum.pair_potential", r=r, m_i="0 eV", m_j="0 eV")
    assert V.value == pytest.approx(-V_0.value * total, rel=1e-12, abs=0)

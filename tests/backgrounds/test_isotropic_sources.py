"""Isotropic sources: occupation numbers, densities, helicities."""

import math

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softnu import Neutrinos, electron, neutron, potential
from softnu.backgrounds import (
    DegenerateNeutrinos,
    IsotropicNeutrinos,
    RelicNeutrinos,
    ThermalNeutrinos,
)
from softnu.backgrounds.kernels import thermal as kernels
from softnu.constants import HBAR_C, K_B
from softnu.errors import ConfigError, DomainError, UnitsError, ValidityWarning

#: Sums of a few hundred rounded terms.
SUMS = 2e-14
#: Sums of a few rounded terms.
ROUNDING = 1e-14
#: Digits in which the relic density is quoted.
PRINTED = 2e-4

#: eV^3 in 1/cm3, from the pinned hbar c.
PER_CM3 = (HBAR_C * 100.0) ** -3


@pytest.mark.parametrize("eta", [-800.0, -30.0, -3.0, -0.1, 0.0, 0.7, 5.0, 40.0, 1e4])
def test_fermi_dirac_densities_are_polylogarithms(eta):
    number, energy = kernels.fermi_dirac_density(np.asarray(2.0), np.asarray(2.0 * eta))
    with mpmath.workdps(30):
        # n = -T^3 Li_3(-e^eta)/pi^2, rho = -3 T^4 Li_4(-e^eta)/pi^2.
        Li_3, Li_4 = (mpmath.re(mpmath.polylog(s, -mpmath.exp(eta))) for s in (3, 4))
        exact = float(-8 * Li_3 / mpmath.pi**2), float(-48 * Li_4 / mpmath.pi**2)
    # Far below the edge everything underflows to 0, which is right to 1e-300.
    assert float(number) == pytest.approx(exact[0], rel=SUMS, abs=1e-300)
    assert float(energy) == pytest.approx(exact[1], rel=SUMS, abs=1e-300)


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3))
def test_the_excess_of_neutrinos_is_a_polynomial(mu, T):
    n, nbar = (
        float(kernels.fermi_dirac_density(np.asarray(T), np.asarray(m))[0]) for m in (mu, -mu)
    )
    exact = (mu**3 + math.pi**2 * T**2 * mu) / (6.0 * math.pi**2)
    assert n - nbar == pytest.approx(exact, rel=ROUNDING, abs=ROUNDING * (n + nbar))


def test_the_relic_density_is_the_published_one():
    relic = RelicNeutrinos(T="1.9454 K")
    one = relic.helicity_densities().n_left.to_value("1/cm3")
    assert one == pytest.approx(56.01, rel=PRINTED, abs=0)
    assert relic.number_density.to_value("1/cm3") == pytest.approx(2 * one, rel=ROUNDING, abs=0)
    assert relic.flux.to_value("1/(cm2 s)") == pytest.approx(
        2 * one * 29979245800, rel=ROUNDING, abs=0
    )
    mean = 3.151374371738908 * K_B * 1.9454
    assert relic.mean_energy.to_value("eV") == pytest.approx(mean, rel=SUMS, abs=0)


def test_a_cold_gas_is_degenerate():
    # At T = 1e-9 mu the corrections are (pi T/mu)^2 = 1e-17.
    cold = ThermalNeutrinos(T="1 neV", mu="1 eV")
    empty = DegenerateNeutrinos("1 eV")
    assert cold.number_density.value == pytest.approx(
        empty.number_density.value, rel=ROUNDING, abs=0
    )
    assert empty.number_density.value == pytest.approx(
        PER_CM3 / (6 * math.pi**2), rel=ROUNDING, abs=0
    )
    assert empty.mean_energy.to_value("eV") == pytest.approx(0.75, rel=ROUNDING, abs=0)


def test_a_dilute_gas_is_classical():
    # Quantum statistics correct the density by e^{mu/T}/8 = 1e-18.
    dilute, classical = (
        ThermalNeutrinos(T="1 eV", mu="-40 eV", distribution=name, weight_nubar=0.0)
        for name in ("fermi_dirac", "maxwell_boltzmann")
    )
    ratio = (dilute.number_density / classical.number_density).to_value("")
    assert ratio == pytest.approx(1.0, rel=SUMS, abs=0)
    assert classical.mean_energy.to_value("eV") == pytest.approx(3.0, rel=ROUNDING, abs=0)


@pytest.mark.parametrize("distribution", ["fermi_dirac", "maxwell_boltzmann"])
@pytest.mark.parametrize("mu", [-1.3, 0.0, 0.6])
def test_any_spectrum_integrates_to_the_densities_of_its_closed_form(mu, distribution):
    named = ThermalNeutrinos(
        T="1 eV", mu=f"{mu} eV", distribution=distribution, weight_nu=0.7, weight_nubar=0.2
    )
    function = IsotropicNeutrinos(
        lambda k: named.n_nu(k * u.eV), lambda k: named.n_nubar(k * u.eV), k_scale="1 eV"
    )
    for quantity in ("number_density", "flux", "mean_energy"):
        ratio = (getattr(function, quantity) / getattr(named, quantity)).to_value("")
        assert ratio == pytest.approx(1.0, rel=SUMS, abs=0)
    k = [0.0, 0.4, 3.0] * u.eV
    for particle in ("nu", "nubar"):
        np.testing.assert_array_equal(
            function.occupation(k, particle), named.occupation(k, particle)
        )


def test_occupation_numbers_of_a_degenerate_gas():
    neutrinos, antineutrinos = DegenerateNeutrinos("2 eV"), DegenerateNeutrinos("-2 eV")
    k = [0.0, 1.9, 2.1] * u.eV
    np.testing.assert_array_equal(neutrinos.n_nu(k), [1.0, 1.0, 0.0])
    np.testing.assert_array_equal(neutrinos.n_nubar(k), 0.0)
    np.testing.assert_array_equal(antineutrinos.n_nubar(k), [1.0, 1.0, 0.0])
    np.testing.assert_array_equal(antineutrinos.n_nu(k), 0.0)


def test_a_table_is_integrated_exactly():
    table = IsotropicNeutrinos((0.5, 0.5, 0.0), (0.0, 0.0, 0.0), k=("0 eV", "2 eV", "2.5 eV"))
    # int k^2 n: 0.5 * 8/3, and (2.5 - k) from 2 to 2.5.
    ramp = 2.5 * (2.5**3 - 8) / 3 - (2.5**4 - 16) / 4
    expected = (4 / 3 + ramp) / (2 * math.pi**2) * PER_CM3
    assert table.number_density.to_value("1/cm3") == pytest.approx(expected, rel=ROUNDING, abs=0)
    np.testing.assert_allclose(table.occupation([2.25, 3.0] * u.eV), [0.25, 0.0], rtol=ROUNDING)


@pytest.mark.parametrize(
    ("population", "nature", "filled"),
    [
        (None, "dirac", (1, 0, 0, 2)),
        ("produced", "dirac", (1, 0, 0, 2)),
        ("opposite", "dirac", (0, 1, 2, 0)),
        ("sum", "dirac", (1, 1, 2, 2)),
        ("sum", "majorana", (1, 2, 0, 0)),
        (None, "majorana", (1, 2, 0, 0)),
    ],
)
def test_helicities_that_are_filled(population, nature, filled):
    gas = ThermalNeutrinos(T="1 K", population=population, weight_nu=1.0, weight_nubar=2.0)
    one = ThermalNeutrinos(T="1 K", weight_nubar=0.0).number_density
    for density, weight in zip(gas.helicity_densities(nature), filled, strict=True):
        assert (density / one).to_value("") == pytest.approx(weight, rel=ROUNDING, abs=0)


def test_majorana_neutrinos_with_one_helicity_are_refused():
    with pytest.raises(ConfigError, match="population"):
        ThermalNeutrinos(T="1 K", population="produced").helicity_densities("majorana")
    with pytest.raises(DomainError, match="did you mean 'dirac'"):
        RelicNeutrinos().helicity_densities("dirak")


@settings(max_examples=20)
@given(st.floats(0.0, 1.0))
def test_clustering_multiplies_densities_and_forces(clustering):
    common = {"r": "0.3 mm", "neutrinos": Neutrinos("0.01 eV"), "part": "background"}
    plain, clustered = RelicNeutrinos(), RelicNeutrinos(clustering=clustering)
    expected = clustering * plain.number_density.value
    assert clustered.number_density.value == pytest.approx(expected, rel=ROUNDING, abs=0)
    one, other = (
        potential(neutron(), neutron(), background=background, **common).V_0.value
        for background in (plain, clustered)
    )
    assert other == pytest.approx(clustering * one, rel=SUMS, abs=1e-300)


def test_compositions_of_helicities_add_up():
    common = {"r": "20 um", "neutrinos": Neutrinos("0.05 eV"), "part": "background"}

    def force(**relic):
        return potential(
            electron(), neutron(), background=RelicNeutrinos(**relic), **common
        ).V_0.value

    mixed = force(population="sum", clustering=0.5)
    parts = [force(population=name, clustering=0.5) for name in ("produced", "opposite")]
    # The mass-state sums of electrons are accurate to 1e-11.
    assert mixed == pytest.approx(sum(parts), rel=1e-10, abs=0)


def test_clustering_up_to_full_states_is_silent():
    """Without a chemical potential the occupation numbers reach half the weight."""
    background = RelicNeutrinos(clustering=2.0)
    potential(electron(), neutron(), r="20 um", neutrinos=Neutrinos("0 eV"), background=background)


def test_more_clustering_than_pauli_allows_is_warned_about():
    with pytest.warns(ValidityWarning, match="Pauli"):
        potential(
            electron(),
            neutron(),
            r="20 um",
            neutrinos=Neutrinos("0.05 eV"),
            background=RelicNeutrinos(clustering=3.0),
        )


@pytest.mark.parametrize(
    ("ask", "error", "word"),
    [
        (lambda: RelicNeutrinos(clustering=-0.1), DomainError, "clustering"),
        (lambda: RelicNeutrinos(clustering=math.nan), DomainError, "clustering"),
        (lambda: RelicNeutrinos(clustering="2 eV"), UnitsError, "clustering"),
        (lambda: RelicNeutrinos().n_nu(0.1), UnitsError, "k"),
        (lambda: RelicNeutrinos().n_nubar("-1 eV"), DomainError, "k"),
        (
            lambda: RelicNeutrinos().occupation("1 eV", "antinu"),
            DomainError,
            "unknown particle",
        ),
        (lambda: DegenerateNeutrinos("0 eV").mean_energy, DomainError, "without neutrinos"),
        (lambda: DegenerateNeutrinos("0 eV").plot(), DomainError, "without neutrinos"),
        (
            lambda: IsotropicNeutrinos(lambda k: -k, lambda k: k, k_scale="1 eV").occupation(
                "1 eV"
            ),
            DomainError,
            "n_nu",
        ),
    ],
)
def test_what_an_isotropic_source_cannot_tell_is_refused_by_name(ask, error, word):
    with pytest.raises(error, match=word):
        ask()

"""Reactor antineutrinos: yields, fluxes, and what is refused."""

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from softnu import evaluate
from softnu.backgrounds import ReactorNeutrinos
from softnu.backgrounds.flux import flux_moment
from softnu.backgrounds.kernels import reactor as kernels
from softnu.errors import DomainError, SoftnuError, UnitsError

#: The terms of an exponent reach 340 in size before they cancel to -8: hundreds of roundings.
EXPONENTS = 2e-13
#: Sums of a few rounded terms.
ROUNDING = 1e-14
#: Sums of a hundred rounded terms whose exponents have smaller terms at low energies.
MOMENTS = 1e-14
#: Yields are printed with three digits.
PRINTED = 5e-3

M_E_MEV = 0.51099895
#: Cross section of inverse beta decay per p_e E_e, cm2/MeV2, and its threshold shift in MeV.
SIGMA_0 = 9.52e-44
SHIFT_MEV = 1.293

#: Exponents of Huber and Mueller, typed from the papers a second time.
COEFFICIENTS = {
    "235U": "4.367 -4.577 2.100 -0.5294 0.06186 -0.002777",
    "238U": "0.4833 0.1927 -0.1283 -0.006762 0.002233 -0.0001536",
    "239Pu": "4.757 -5.392 2.563 -0.6596 0.07820 -0.003536",
    "241Pu": "2.990 -2.882 1.278 -0.3343 0.03905 -0.001754",
}
PLACE = {"thermal_power": "2.9 GW", "distance": "1 km"}


def inverse_beta_decay(E_MeV):
    """Cross section in cm2, zeroth order, for E above 1.804 MeV."""
    E_e = E_MeV - SHIFT_MEV
    return SIGMA_0 * E_e * np.sqrt(E_e**2 - M_E_MEV**2)


@pytest.mark.parametrize(
    ("isotope", "cm2_per_fission"),
    [("235U", 6.76e-43), ("239Pu", 4.42e-43), ("241Pu", 6.11e-43), ("238U", 10.3e-43)],
)
def test_the_detected_yield_of_each_isotope(isotope, cm2_per_fission):
    column = kernels.ISOTOPES.index(isotope)

    def detected(E_MeV):
        spectrum = kernels.spectra_per_fission(np.asarray(E_MeV * 1e6))[column] * 1e6
        return spectrum * inverse_beta_decay(E_MeV)

    total, _ = quad(detected, SHIFT_MEV + M_E_MEV, 10.0, epsrel=1e-10)
    assert total == pytest.approx(cm2_per_fission, rel=PRINTED, abs=0)


def test_the_isotopes_are_in_the_order_of_their_fractions():
    assert kernels.ISOTOPES == ("235U", "238U", "239Pu", "241Pu")


@pytest.mark.parametrize("E_MeV", ["2", "3.7", "8"])
def test_the_spectrum_in_arbitrary_precision(E_MeV):
    spectra = kernels.spectra_per_fission(np.asarray(float(E_MeV) * 1e6))
    with mpmath.workdps(30):
        for isotope, value in zip(kernels.ISOTOPES, spectra, strict=True):
            terms = [mpmath.mpf(a) for a in COEFFICIENTS[isotope].split()]
            exponent = sum(a * mpmath.mpf(E_MeV) ** power for power, a in enumerate(terms))
            assert value * 1e6 == pytest.approx(float(mpmath.exp(exponent)), rel=EXPONENTS, abs=0)


def test_a_reactor_of_2_9_gigawatts_gives_a_sixth_of_a_neutrino_per_cubic_centimetre():
    reactor = ReactorNeutrinos("2.9 GW", "1 km")
    # Six per fission of 205 MeV, with the exact elementary charge.
    fissions = 2.9e9 / (205e6 * 1.602176634e-19)
    expected = 6 * fissions / (4 * np.pi * 1e5**2)
    assert reactor.flux.to_value("1/(cm2 s)") == pytest.approx(expected, rel=ROUNDING, abs=0)
    assert reactor.flux.to_value("1/(cm2 s)") == pytest.approx(4.2e9, rel=PRINTED, abs=0)
    density = expected / 29979245800
    assert reactor.number_density.to_value("1/cm3") == pytest.approx(density, rel=ROUNDING, abs=0)


def test_flux_and_mean_energy_of_uranium_in_arbitrary_precision():
    coefficients = [mpmath.mpf(a) for a in COEFFICIENTS["235U"].split()]
    reactor = ReactorNeutrinos(**PLACE, fractions=(1.0, 0.0, 0.0, 0.0))
    with mpmath.workdps(30):

        def moment(power):
            def integrand(E):
                exponent = sum(a * E**n for n, a in enumerate(coefficients))
                return E**power * mpmath.exp(exponent)

            return mpmath.quad(integrand, [2, 4, 6, 8])

        yield_, mean = float(moment(0)), float(moment(1) / moment(0))
    share = (reactor.spectrum_flux / reactor.flux).to_value("")
    assert share == pytest.approx(yield_ / 6.0, rel=MOMENTS, abs=0)
    assert reactor.mean_energy.to_value("MeV") == pytest.approx(mean, rel=MOMENTS, abs=0)


def test_the_spectrum_holds_a_part_of_the_six_per_fission():
    reactor = ReactorNeutrinos(**PLACE)
    E = np.linspace(2.0, 8.0, 6001) * u.MeV
    spectrum = reactor.flux_spectrum(E)
    # Simpson's rule by hand, error (h^4) below 1e-12.
    weights = np.ones(E.size)
    weights[1:-1:2], weights[2:-1:2] = 4.0, 2.0
    step = (E[1] - E[0]) / 3.0
    total = (weights * spectrum).sum() * step
    energy = (weights * spectrum * E).sum() * step
    simpson = 1e-11
    assert (reactor.spectrum_flux / total).to_value("") == pytest.approx(1.0, rel=simpson, abs=0)
    assert (reactor.mean_energy / (energy / total)).to_value("") == pytest.approx(
        1.0, rel=simpson, abs=0
    )
    assert 0.2 < (reactor.spectrum_flux / reactor.flux).to_value("") < 0.3


@given(
    fractions=st.tuples(*(st.floats(0.0, 0.25) for _ in range(4))).filter(lambda f: sum(f) > 1e-3)
)
def test_object_kernel_spectrum_and_catalogue_agree(fractions):
    reactor = ReactorNeutrinos(**PLACE, fractions=fractions)
    spectrum = reactor.kernel_spectrum
    flux = evaluate("backgrounds.reactor.flux_above_2_mev", **PLACE, fractions=fractions)
    mean = evaluate("backgrounds.reactor.mean_energy", fractions=fractions)
    assert (reactor.spectrum_flux / flux).to_value("") == pytest.approx(1.0, rel=ROUNDING, abs=0)
    assert (reactor.mean_energy / mean).to_value("") == pytest.approx(1.0, rel=ROUNDING, abs=0)
    assert flux_moment(spectrum, 0) > 0.0
    assert spectrum.flavours == ("e",)
    assert not spectrum.nu(np.array([3e6])).any()
    assert spectrum.edges[0] == 2e6
    assert spectrum.edges[-1] == 8e6


def test_fractions_are_used_as_given_and_add_up():
    E = [2.0, 5.0, 8.0] * u.MeV
    uranium = ReactorNeutrinos(**PLACE, fractions=(0.6, 0.0, 0.0, 0.0)).flux_spectrum(E)
    plutonium = ReactorNeutrinos(**PLACE, fractions=(0.0, 0.0, 0.4, 0.0)).flux_spectrum(E)
    both = ReactorNeutrinos(**PLACE, fractions=(0.6, 0.0, 0.4, 0.0)).flux_spectrum(E)
    np.testing.assert_allclose(((uranium + plutonium) / both).value, 1.0, rtol=ROUNDING)


def test_fractions_broadcast_with_energies():
    fractions = [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]
    E = [3.0, 4.0] * u.MeV
    together = evaluate("backgrounds.reactor.flux_spectrum", **PLACE, E=E, fractions=fractions)
    for value, energy, one in zip(together, E, fractions, strict=True):
        alone = evaluate("backgrounds.reactor.flux_spectrum", **PLACE, E=energy, fractions=one)
        assert (value / alone).to_value("") == pytest.approx(1.0, rel=ROUNDING, abs=0)


def test_a_reactor_emits_antineutrinos():
    reactor = ReactorNeutrinos(**PLACE)
    assert reactor.flux_spectrum("3 MeV") == reactor.flux_spectrum("3 MeV", particle="nubar")
    assert reactor.flux_spectrum("3 MeV", particle="nu").value == 0.0


def test_equal_reactors_compare_equal_and_hash_alike():
    one, other = (ReactorNeutrinos(**PLACE, fractions=f) for f in ([1, 0, 0, 0], (1.0, 0, 0, 0)))
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("change", "error", "word"),
    [
        ({"thermal_power": 2.9}, UnitsError, "thermal_power"),
        ({"thermal_power": "0 GW"}, DomainError, "thermal_power"),
        ({"thermal_power": "1 eV"}, UnitsError, "thermal_power"),
        ({"distance": "-1 km"}, DomainError, "distance"),
        ({"distance": [1, 2] * u.km}, DomainError, "distance"),
        ({"fractions": (0.5, 0.5)}, DomainError, "fractions must be 4 numbers"),
        ({"fractions": (1.0, -0.1, 0.05, 0.05)}, DomainError, "fractions"),
        ({"fractions": (0.0, 0.0, 0.0, 0.0)}, DomainError, "sum > 0"),
        ({"fractions": (0.5, 0.5, 0.5, 0.5)}, DomainError, "at most 1"),
        ({"fractions": (np.nan, 0.0, 0.0, 0.5)}, DomainError, "fractions"),
        ({"fractions": np.full((2, 4), 0.25)}, DomainError, "four numbers"),
    ],
)
def test_a_reactor_that_is_none_is_refused_by_name(change, error, word):
    with pytest.raises(error, match=word):
        ReactorNeutrinos(**(PLACE | change))


@pytest.mark.parametrize("E", ["1.999 MeV", "8.001 MeV", "-3 MeV", "nan MeV", "3", "3 m"])
def test_energies_outside_2_to_8_mev_have_no_spectrum(E):
    with pytest.raises(SoftnuError, match="E"):
        evaluate("backgrounds.reactor.flux_spectrum", **PLACE, E=E)
    with pytest.raises(SoftnuError, match="E"):
        ReactorNeutrinos(**PLACE).flux_spectrum(E)


@pytest.mark.parametrize(
    "E", ["2 MeV", "8000 keV", "0.008 GeV", (8 * u.MeV).to("J"), (2 * u.MeV).to("erg")]
)
def test_the_ends_of_the_range_belong_to_it(E):
    assert evaluate("backgrounds.reactor.flux_spectrum", **PLACE, E=E).value > 0.0


def test_an_unknown_particle_is_refused_with_the_near_one():
    with pytest.raises(DomainError, match="did you mean 'nubar'"):
        ReactorNeutrinos(**PLACE).flux_spectrum("3 MeV", particle="nubr")

"""Supernova neutrinos: the pinched spectrum and its dilution."""

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.backgrounds import SupernovaNeutrinos
from softnu.backgrounds.flux import flux_moment
from softnu.backgrounds.kernels import supernova as kernels
from softnu.errors import DomainError, UnitsError
from softnu.numerics.panels import panel_rule

#: Sums of a few hundred rounded terms, and the 1e-17 left out.
SUMS = 1e-13
#: Sums of a few rounded terms.
ROUNDING = 1e-14
#: alpha ln(alpha) roundings in the exponent, at alpha = 100.
EXPONENT = 1e-13


@given(mean=st.floats(1e6, 1e8), pinching=st.one_of(st.just(0.0), st.floats(0.0, 100.0)))
def test_norm_and_mean_of_the_spectrum(mean, pinching):
    E, weight = panel_rule(kernels.pinched_edges(mean, pinching))
    density = weight * kernels.pinched_spectrum(E, np.asarray(mean), np.asarray(pinching))
    # The stated accuracy grows with the exponent.
    allowed = SUMS + EXPONENT
    assert density.sum() == pytest.approx(1.0, rel=allowed, abs=0)
    assert density @ E == pytest.approx(mean, rel=allowed, abs=0)


@pytest.mark.parametrize("pinching", [0.0, 0.3, 2.5, 40.0, 100.0])
@pytest.mark.parametrize("x", [1e-3, 0.8, 3.0])
def test_the_spectrum_in_arbitrary_precision(pinching, x):
    value = kernels.pinched_spectrum(np.asarray(x), np.asarray(1.0), np.asarray(pinching))
    with mpmath.workdps(30):
        a = mpmath.mpf(pinching) + 1
        exact = a**a / mpmath.gamma(a) * mpmath.mpf(x) ** (a - 1) * mpmath.exp(-a * x)
        # E/<E> far from 1 is rounded as often as the exponent is large.
        roundings = 1.0 + pinching * abs(np.log(x))
        assert float(value) == pytest.approx(float(exact), rel=EXPONENT + 2e-16 * roundings, abs=0)


def test_a_thermal_spectrum_has_pinching_2():
    # Boltzmann's E^2 e^{-E/T} has <E> = 3T.
    E = np.linspace(0.0, 50.0, 101)
    value = kernels.pinched_spectrum(E, np.asarray(3.0), np.asarray(2.0))
    np.testing.assert_allclose(value, E**2 * np.exp(-E) / 2.0, rtol=5 * ROUNDING)


def test_energy_is_conserved():
    burst = SupernovaNeutrinos("3 kpc", mean_energy="14 MeV", total_energy="2e53 erg")
    sphere = 4 * np.pi * (3 * u.kpc) ** 2
    emitted = (burst.flux * burst.mean_energy * sphere * 10 * u.s).to_value("erg")
    # The numbers of joules in an eV and of metres in a kpc are those of the units library.
    assert emitted == pytest.approx(2e53, rel=1e-12, abs=0)


def test_six_species_are_alike():
    burst = SupernovaNeutrinos("10 kpc")
    spectrum = burst.kernel_spectrum
    E = np.array([1e6, 2e7])
    np.testing.assert_array_equal(spectrum.nu(E), spectrum.nubar(E))
    assert spectrum.flavours == ("e", "mu", "tau")
    assert (burst.spectrum_flux / burst.flux).to_value("") == pytest.approx(1.0, rel=SUMS, abs=0)
    mean = flux_moment(spectrum, 1) / flux_moment(spectrum, 0)
    assert mean == pytest.approx(12e6, rel=SUMS, abs=0)
    species = evaluate("backgrounds.supernova.flux_spectrum", E="15 MeV", distance="10 kpc")
    for particle in ("nu", "nubar"):
        one = burst.flux_spectrum("15 MeV", particle=particle)
        assert (one / species).to_value("") == pytest.approx(1.0, rel=ROUNDING, abs=0)
    total = evaluate("backgrounds.supernova.flux", distance="10 kpc")
    assert (burst.flux / total).to_value("") == pytest.approx(1.0, rel=ROUNDING, abs=0)


def test_the_density_of_a_burst():
    burst = SupernovaNeutrinos("10 kpc")
    expected = burst.flux.to_value("1/(cm2 s)") / 29979245800
    assert burst.number_density.to_value("1/cm3") == pytest.approx(expected, rel=ROUNDING, abs=0)


@given(st.floats(1.5, 1e3))
def test_the_flux_falls_with_the_square_of_the_distance(factor):
    near = SupernovaNeutrinos(1 * u.kpc).flux
    far = SupernovaNeutrinos(factor * u.kpc).flux
    assert (near / far).value == pytest.approx(factor**2, rel=ROUNDING, abs=0)


def test_equal_bursts_compare_equal_and_hash_alike():
    one, other = SupernovaNeutrinos("10 kpc"), SupernovaNeutrinos(10 * u.kpc)
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("change", "error", "word"),
    [
        ({"distance": 10}, UnitsError, "distance"),
        ({"distance": "0 kpc"}, DomainError, "distance"),
        ({"mean_energy": "0 MeV"}, DomainError, "mean_energy"),
        ({"total_energy": "1e53 J s"}, UnitsError, "total_energy"),
        ({"duration": "-1 s"}, DomainError, "duration"),
        ({"duration": "inf s"}, DomainError, "duration"),
        ({"pinching": -0.5}, DomainError, "pinching"),
        ({"pinching": 101}, DomainError, "pinching"),
        ({"pinching": "2 eV"}, UnitsError, "pinching"),
    ],
)
def test_a_burst_that_is_none_is_refused_by_name(change, error, word):
    with pytest.raises(error, match=word):
        SupernovaNeutrinos(**({"distance": "10 kpc"} | change))


@pytest.mark.parametrize("E", ["-1 MeV", "inf MeV"])
def test_an_energy_that_is_none_is_refused(E):
    with pytest.raises(DomainError, match="E"):
        evaluate("backgrounds.supernova.flux_spectrum", E=E, distance="10 kpc")

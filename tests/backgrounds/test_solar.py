"""Solar neutrinos: fluxes of the model, allowed shapes, lines."""

import astropy.units as u
import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu import evaluate
from softnu.backgrounds import SolarNeutrinos
from softnu.backgrounds.kernels.allowed import allowed_edges, allowed_spectrum
from softnu.errors import DomainError, SoftnuError, UnitsError
from softnu.numerics.panels import panel_rule

#: The closed form of the norm cancels by a factor of 4 at the smallest end point.
NORM = 1e-14
#: Sums over some thousand rounded terms.
SUMS = 1e-13
#: Three printed digits.
PRINTED = 2e-3

#: B16-GS98, typed from the paper a second time, 1/(cm2 s).
FLUXES = {
    "pp": 5.98e10,
    "pep": 1.44e8,
    "hep": 7.98e3,
    "7be": 4.93e9,
    "8b": 5.46e6,
    "13n": 2.78e8,
    "15o": 2.05e8,
    "17f": 5.29e6,
}
#: End points, MeV.
END_POINTS = {"pp": 0.4234, "hep": 18.78, "13n": 1.198, "15o": 1.732, "17f": 1.736}
M_E = 0.51099895


@pytest.mark.parametrize("component", FLUXES)
def test_the_flux_of_each_component_is_that_of_the_model(component):
    for flux in (
        SolarNeutrinos(component).flux,
        evaluate("backgrounds.solar.flux", component=component),
    ):
        assert flux.to_value("1/(cm2 s)") == pytest.approx(FLUXES[component], rel=NORM, abs=0)


def test_all_components_together():
    sun = SolarNeutrinos()
    total = sum(FLUXES.values())
    assert sun.flux.to_value("1/(cm2 s)") == pytest.approx(total, rel=SUMS, abs=0)
    # The spectrum of 8b is not among them.
    known = total - FLUXES["8b"]
    assert sun.spectrum_flux.to_value("1/(cm2 s)") == pytest.approx(known, rel=SUMS, abs=0)
    assert sun.number_density.to_value("1/cm3") == pytest.approx(
        total / 29979245800, rel=SUMS, abs=0
    )
    energies = sum(
        FLUXES[name] * SolarNeutrinos(name).mean_energy.to_value("MeV")
        for name in FLUXES
        if name != "8b"
    )
    assert sun.mean_energy.to_value("MeV") == pytest.approx(energies / known, rel=SUMS, abs=0)


@pytest.mark.parametrize("component", sorted(set(FLUXES) - {"8b"}))
def test_the_kernel_spectrum_integrates_to_the_flux(component):
    sun = SolarNeutrinos(component)
    assert (sun.spectrum_flux / sun.flux).to_value("") == pytest.approx(1.0, rel=SUMS, abs=0)
    assert sun.kernel_spectrum.flavours == ("e",)


def allowed(E, Q):
    # Nodes of the quadrature may be rounded to just above the end point.
    kinetic = max(Q - E, 0)
    return E**2 * (kinetic + M_E) * mpmath.sqrt(kinetic * (kinetic + 2 * M_E))


@pytest.mark.parametrize("component", END_POINTS)
def test_the_spectrum_has_the_allowed_shape_by_quadrature_in_arbitrary_precision(component):
    Q = END_POINTS[component]
    norm = mpmath.quad(lambda E: allowed(E, Q), [0, Q])
    mean = mpmath.quad(lambda E: E * allowed(E, Q), [0, Q]) / norm
    sun = SolarNeutrinos(component)
    for share in (0.01, 0.3, 0.9, 0.999):
        E = share * Q
        expected = FLUXES[component] * float(allowed(mpmath.mpf(E), Q) / norm)
        value = sun.flux_spectrum(E * u.MeV).to_value("1/(cm2 s MeV)")
        # Near the end point a rounding of E counts 1/(1 - share) times.
        assert value == pytest.approx(expected, rel=NORM / (1.0 - share), abs=0)
    assert sun.mean_energy.to_value("MeV") == pytest.approx(float(mean), rel=SUMS, abs=0)


def test_the_mean_energy_of_pp_neutrinos_is_the_published_one():
    assert SolarNeutrinos("pp").mean_energy.to_value("MeV") == pytest.approx(
        0.268, rel=PRINTED, abs=0
    )


@given(Q=st.floats(0.2e6, 2e7))
def test_the_norm_of_the_allowed_shape_is_one_at_any_end_point(Q):
    E, weight = panel_rule(allowed_edges(Q))
    assert weight @ allowed_spectrum(E, np.asarray(Q)) == pytest.approx(1.0, rel=SUMS, abs=0)


@pytest.mark.parametrize(("component", "E"), [("pp", "0.4235 MeV"), ("hep", "1e300 eV")])
def test_there_is_nothing_above_the_end_point(component, E):
    spectrum = evaluate("backgrounds.solar.flux_spectrum", component=component, E=E)
    assert spectrum.value == 0.0


def test_beryllium_has_two_lines():
    strong, weak = SolarNeutrinos("7be").kernel_spectrum.lines
    assert (strong.E, weak.E) == (861800.0, 384300.0)
    assert strong.flux / weak.flux == pytest.approx(0.897 / 0.103, rel=NORM, abs=0)
    mean = 0.897 * 0.8618 + 0.103 * 0.3843
    value = evaluate("backgrounds.solar.mean_energy", component="7be").to_value("MeV")
    assert value == pytest.approx(mean, rel=NORM, abs=0)


def test_the_sun_emits_neutrinos_only():
    sun = SolarNeutrinos()
    assert sun.flux_spectrum("0.3 MeV", particle="nubar").value == 0.0
    assert sun.flux_spectrum("0.3 MeV") == sun.flux_spectrum("0.3 MeV", particle="nu")
    assert {line.particle for line in sun.kernel_spectrum.lines} == {"nu"}


def test_the_continuum_of_all_is_the_sum_of_its_components():
    E = [0.01, 0.4, 0.42, 1.1, 1.735, 5.0] * u.MeV
    together = SolarNeutrinos().flux_spectrum(E)
    parts = sum(SolarNeutrinos(name).flux_spectrum(E) for name in END_POINTS)
    np.testing.assert_allclose((together / parts).value, 1.0, rtol=NORM)


def test_the_region_of_production_is_inside_the_disk():
    sun = SolarNeutrinos()
    assert sun.disk_radius.to_value("rad") == 4.65e-3
    assert sun.production_radius.to_value("rad") == 1e-3


@pytest.mark.parametrize("component", ["7be", "pep"])
def test_lines_have_no_spectrum_but_say_where_they_are(component):
    with pytest.raises(DomainError, match=f"{component}.*only lines.*pp, hep"):
        evaluate("backgrounds.solar.flux_spectrum", component=component, E="1 MeV")
    with pytest.raises(DomainError, match="kernel_spectrum"):
        SolarNeutrinos(component).flux_spectrum("1 MeV")


def test_boron_is_known_by_its_flux_only():
    boron = SolarNeutrinos("8b")
    assert boron.flux.value > 0.0
    for ask in (
        lambda: boron.kernel_spectrum,
        lambda: boron.mean_energy,
        lambda: boron.flux_spectrum("5 MeV"),
        boron.plot,
        lambda: evaluate("backgrounds.solar.flux_spectrum", component="8b", E="5 MeV"),
        lambda: evaluate("backgrounds.solar.mean_energy", component="8b"),
    ):
        with pytest.raises(DomainError, match=r"8b.*flux only"):
            ask()


@pytest.mark.parametrize(
    ("make", "error", "word"),
    [
        (lambda: SolarNeutrinos("8B"), DomainError, "did you mean '8b'"),
        (lambda: SolarNeutrinos("14n"), DomainError, "did you mean '13n'"),
        (lambda: SolarNeutrinos("pp").flux_spectrum("-1 keV"), DomainError, "E"),
        (lambda: SolarNeutrinos("pp").flux_spectrum(0.2), UnitsError, "E"),
        (
            lambda: evaluate("backgrounds.solar.flux_spectrum", component="7b", E="1 MeV"),
            SoftnuError,
            "did you mean '7be'",
        ),
    ],
)
def test_what_the_sun_does_not_have_is_refused_by_name(make, error, word):
    with pytest.raises(error, match=word):
        make()

"""Every source draws itself, with labels and units."""

import astropy.units as u
import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.figure import Figure

from softnu.backgrounds import (
    DegenerateNeutrinos,
    FluxTable,
    IsotropicNeutrinos,
    NeutrinoBeam,
    ReactorNeutrinos,
    RelicNeutrinos,
    SolarNeutrinos,
    SupernovaNeutrinos,
    ThermalNeutrinos,
)

PER = 1 / (u.cm**2 * u.s * u.MeV)
PER_MEV = "flux [1/(cm$^2$ s MeV)]"

SOURCES = {
    "reactor": (ReactorNeutrinos("2.9 GW", "1 km"), "energy [MeV]", PER_MEV),
    "sun": (SolarNeutrinos(), "energy [MeV]", PER_MEV + "; lines [1/(cm$^2$ s)]"),
    "pp": (SolarNeutrinos("pp"), "energy [keV]", "flux [1/(cm$^2$ s keV)]"),
    "7be": (SolarNeutrinos("7be"), "energy [keV]", "flux [1/(cm$^2$ s)]"),
    "supernova": (SupernovaNeutrinos("10 kpc"), "energy [MeV]", PER_MEV),
    "table": (
        FluxTable([1, 2, 3] * u.MeV, nu=[1, 2, 1] * PER, nubar=[0, 4, 0] * PER),
        "energy [MeV]",
        PER_MEV,
    ),
    "beam": (
        NeutrinoBeam(["0 eV", "0 eV", "3 MeV"], "5e9 1/(cm2 s)"),
        "energy [MeV]",
        "flux [1/(cm$^2$ s)]",
    ),
    "relic": (RelicNeutrinos(), "momentum [meV]", "occupation number"),
    "degenerate": (DegenerateNeutrinos("23 GeV"), "momentum [GeV]", "occupation number"),
    "classical": (
        ThermalNeutrinos("1 eV", "-1 eV", distribution="maxwell_boltzmann"),
        "momentum [eV]",
        "occupation number",
    ),
    "function": (
        IsotropicNeutrinos(lambda k: np.exp(-k), lambda k: np.exp(-2 * k), k_scale="1 keV"),
        "momentum [keV]",
        "occupation number",
    ),
    "isotropic table": (
        IsotropicNeutrinos((0.5, 0.0), (0.0, 0.0), k=("0 eV", "1 meV")),
        "momentum [meV]",
        "occupation number",
    ),
}


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_draws_itself_with_labels_and_units(name):
    source, xlabel, ylabel = SOURCES[name]
    ax = source.plot()
    assert ax.get_xlabel() == xlabel
    assert ax.get_ylabel() == ylabel
    assert ax.get_legend() is not None
    assert ax.lines or ax.collections
    ax.figure.canvas.draw()


@pytest.mark.parametrize("name", ["reactor", "relic", "beam"])
def test_a_figure_is_drawn_where_it_is_wanted(name):
    source, xlabel, _ = SOURCES[name]
    ax = Figure().add_subplot()
    assert source.plot(ax) is ax
    assert ax.get_xlabel() == xlabel


def test_the_sun_shows_its_components():
    ax = SolarNeutrinos().plot()
    shown = [text.get_text() for text in ax.get_legend().get_texts()]
    assert shown[:5] == ["pp", "hep", "13n", "15o", "17f"]
    assert shown[5:] == ["pep, 1.442 MeV", "7be, 0.8618, 0.3843 MeV"]
    # Everything that the legend names reaches above the lower edge.
    low, high = ax.get_ylim()
    for line in ax.lines:
        assert low < np.max(line.get_ydata()) < high


def test_the_curve_of_a_reactor_is_its_spectrum():
    reactor = ReactorNeutrinos("2.9 GW", "1 km")
    (line,) = reactor.plot().lines
    E, flux = line.get_data()
    np.testing.assert_array_equal(flux, reactor.flux_spectrum(E * u.MeV).value)


def test_figures_leave_the_style_of_others_alone():
    before = dict(mpl.rcParams)
    SolarNeutrinos().plot()
    assert dict(mpl.rcParams) == before

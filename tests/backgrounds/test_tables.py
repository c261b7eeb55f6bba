"""Tables of users: what they mean, and what is wrong with a file, by row."""

import astropy.units as u
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softnu.backgrounds import FluxTable, IsotropicNeutrinos, NeutrinoBeam, read_background
from softnu.backgrounds.flux import flux_moment
from softnu.errors import ConfigError, DataError, DomainError, SoftnuError, UnitsError

#: Sums of a few hundred rounded terms.
SUMS = 1e-13
#: Sums of a few rounded terms.
ROUNDING = 1e-14

PER = 1 / (u.cm**2 * u.s * u.MeV)
FLUX = "E [MeV], nu [1/(cm2 s MeV)], nubar [1/(cm2 s MeV)]\n"


@pytest.fixture
def write(tmp_path):
    def write_file(text):
        path = tmp_path / "source.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@given(
    st.lists(
        st.tuples(st.floats(0.01, 10.0), st.floats(0.0, 1e9), st.floats(0.0, 1e9)),
        min_size=2,
        max_size=20,
    ).filter(lambda rows: any(nu + nubar > 1.0 for _, nu, nubar in rows))
)
def test_moments_of_a_table_are_those_of_its_trapezoids(rows):
    steps, nu, nubar = np.array(rows).T
    E = np.cumsum(steps)
    table = FluxTable(E * u.MeV, nu * PER, nubar * PER, flavours=("e", "mu"))
    y = nu + nubar
    # Exact integrals of a line, and of E times a line, over each interval.
    area = np.sum(np.diff(E) * (y[1:] + y[:-1]) / 2)
    energy = np.sum(
        np.diff(E) * (y[:-1] * (2 * E[:-1] + E[1:]) + y[1:] * (2 * E[1:] + E[:-1])) / 6
    )
    assert table.flux.to_value("1/(cm2 s)") == pytest.approx(2 * area, rel=SUMS, abs=0)
    assert table.mean_energy.to_value("MeV") == pytest.approx(energy / area, rel=SUMS, abs=0)
    density = 2 * area / 29979245800
    assert table.number_density.to_value("1/cm3") == pytest.approx(density, rel=SUMS, abs=0)


def test_a_flux_file_becomes_a_source_from_one_direction(write):
    text = "# measured\n" + FLUX + "\n1, 0, 2\n 2 ,4,2 \n# the end\n3,0,2\n"
    table = read_background(write(text), flavours=["mu"])
    assert isinstance(table, FluxTable)
    assert table.flavours == ("mu",)
    assert table.flux.to_value("1/(cm2 s)") == pytest.approx(8.0, rel=ROUNDING, abs=0)
    nu, nubar = (table.flux_spectrum("1.5 MeV", particle=p).value for p in ("nu", "nubar"))
    assert (nu, nubar) == (pytest.approx(2.0, abs=0), pytest.approx(2.0, abs=0))
    assert table.flux_spectrum("3.5 MeV").value == 0.0
    assert flux_moment(table.kernel_spectrum, 0) > 0.0
    assert table.kernel_spectrum.edges == (1e6, 2e6, 3e6)


def test_columns_may_have_any_order_and_any_fitting_unit(write):
    plain = read_background(write(FLUX + "1,2,3\n2,5,6\n"))
    text = "nubar [1/(m2 s keV)],E [eV],nu [1/(cm2 s GeV)]\n30,1e6,2000\n60,2e6,5000\n"
    other = read_background(write(text))
    E = [1.0, 1.3, 2.0] * u.MeV
    for particle in ("nu", "nubar"):
        ratio = plain.flux_spectrum(E, particle) / other.flux_spectrum(E, particle)
        np.testing.assert_allclose(ratio.value, 1.0, rtol=ROUNDING)


def test_antineutrinos_alone_are_what_the_source_emits(write):
    table = read_background(write("E [MeV], nubar [1/(cm2 s MeV)]\n1, 3\n2, 3\n"))
    assert table.flux_spectrum("1.5 MeV").value == pytest.approx(3.0, rel=ROUNDING, abs=0)
    assert table.flux_spectrum("1.5 MeV", "nu").value == 0.0


@pytest.mark.parametrize("unit", ["", " []", " [1]"])
def test_an_occupation_file_becomes_an_isotropic_background(write, unit):
    path = write(f"k [meV], n_nu{unit}, n_nubar{unit}\n0, 0.5, 0.4\n2, 0, 0\n")
    gas = read_background(path, population="produced")
    assert isinstance(gas, IsotropicNeutrinos)
    assert gas.population == "produced"
    assert float(gas.occupation("1 meV")) == pytest.approx(0.25, rel=ROUNDING, abs=0)
    assert float(gas.occupation("1 meV", "nubar")) == pytest.approx(0.2, rel=ROUNDING, abs=0)


def test_occupation_numbers_that_are_left_out_are_zero(write):
    gas = read_background(write("k [eV], n_nubar\n0, 0.5\n1, 0\n"))
    assert float(gas.occupation("0.5 eV")) == 0.0
    assert float(gas.occupation("0.5 eV", "nubar")) == pytest.approx(0.25, rel=ROUNDING, abs=0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("# nothing\n\n", "is empty"),
        ("E, nu [1/(cm2 s MeV)]\n1,2\n2,3\n", "row 1: E = .*no unit.*in brackets"),
        ("E [MeV], nu\n1,2\n2,3\n", "row 1: nu = .*no unit"),
        ("E [m], nu [1/(cm2 s MeV)]\n1,2\n2,3\n", "row 1: E .*wrong unit"),
        ("E [MeV], nu [1/(cm2 s)]\n1,2\n2,3\n", "row 1: nu .*wrong unit"),
        ("E [MeV], nu [neutrinos]\n1,2\n2,3\n", "row 1: nu .*not a number with a unit"),
        ("k [eV], n_nu [eV]\n1,2\n2,3\n", "row 1: n_nu .*wrong unit"),
        ("E [MeV], nbar [1/(cm2 s MeV)]\n1,2\n", "row 1: unknown column 'nbar'.*'nubar'"),
        ("k [eV], nnu\n1,2\n", "row 1: unknown column 'nnu'.*'n_nu'"),
        ("e [MeV], nu [1/(cm2 s MeV)]\n1,2\n", "row 1: unknown column 'e'"),
        ("energy, flux\n1,2\n", "row 1: unknown column 'energy'"),
        ("E [MeV] [MeV], nu\n1,2\n", "row 1: 'E .MeV. .MeV.' is not a column"),
        ("1, 2\n2, 3\n", "row 1: unknown column '1'"),
        ("E [MeV]\n1\n2\n", "row 1: missing column nu or nubar"),
        ("nu [1/(cm2 s MeV)], nubar [1/(cm2 s MeV)]\n1,2\n", "row 1: missing column E"),
        ("E [MeV], E [MeV]\n1,2\n", "row 1: the column 'E' is there twice"),
        (FLUX, "0 rows"),
        (FLUX + "1,2,3\n", "1 rows"),
        (FLUX + "1,2,3\n# so\n2,-3,4\n", "row 4: nu = -3 .*>= 0"),
        (FLUX + "-1,2,3\n2,3,4\n", "row 2: E = -1 .*>= 0"),
        (FLUX + "1,2,3\n1,3,4\n", "row 3: E = 1 .*larger than the one before"),
        (FLUX + "3,2,3\n4,2,3\n2,3,4\n", "row 4: E = 2 .*larger"),
        (FLUX + "1,2,nan\n2,3,4\n", "row 2: nubar = nan .*finite"),
        (FLUX + "1,2,3\n2,inf,4\n", "row 3: nu = inf .*finite"),
        (FLUX + "1,2,3\n2,,4\n", "row 3: nu = '' is not a number"),
        (FLUX + "1,2,3\n2,many,4\n", "row 3: nu = 'many' is not a number"),
        (FLUX + "1,2,3\n2,3\n", "row 3: 2 cells, the header names 3"),
        ("k [eV], n_nu\n1,0.2\n0.5,0.1\n", "row 3: k = 0.5 .*larger"),
    ],
)
def test_a_bad_file_is_refused_with_its_name_and_row(write, text, message):
    with pytest.raises(DataError, match=rf"source\.csv.*{message}"):
        read_background(write(text))


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(DataError, match=r"missing\.csv cannot be read"):
        read_background(tmp_path / "missing.csv")
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"binary\.csv cannot be read"):
        read_background(binary)


def test_a_bad_option_is_refused(write):
    path = write(FLUX + "1,2,3\n2,3,4\n")
    with pytest.raises(DomainError, match="did you mean 'mu'"):
        read_background(path, flavours=["muon"])
    occupation = write("k [eV], n_nu\n0, 0.5\n1, 0\n")
    with pytest.raises(DomainError, match="population"):
        read_background(occupation, population="both")


@given(st.text(max_size=60))
def test_any_text_is_a_table_or_an_error(tmp_path_factory, text):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        read_background(path)


@pytest.mark.parametrize(
    ("arguments", "error", "word"),
    [
        ({"nu": None}, ConfigError, "nu or nubar"),
        ({"nu": [1.0, -1.0] * PER}, DomainError, "nu"),
        ({"nu": [1.0, 1.0, 1.0] * PER}, DataError, "nu must have one value"),
        ({"nu": [1.0, 1.0]}, UnitsError, "nu"),
        ({"E": [2.0, 1.0] * u.MeV}, DataError, "increasing"),
        ({"E": [1.0] * u.MeV, "nu": [1.0] * PER}, DataError, "two"),
        ({"E": [1.0, np.inf] * u.MeV}, DomainError, "E"),
        ({"flavours": ()}, ConfigError, "flavours"),
        ({"flavours": ("e", "e")}, ConfigError, "flavours"),
        ({"flavours": ("x",)}, DomainError, "flavours"),
    ],
)
def test_a_bad_table_is_refused_by_name(arguments, error, word):
    good = {"E": [1.0, 2.0] * u.MeV, "nu": [1.0, 1.0] * PER}
    with pytest.raises(error, match=word):
        FluxTable(**(good | arguments))


def test_an_empty_table_has_no_mean_energy():
    table = FluxTable([1, 2] * u.MeV, nu=[0, 0] * PER)
    assert table.flux.value == 0.0
    for ask in (lambda: table.mean_energy, table.plot):
        with pytest.raises(SoftnuError, match="without neutrinos"):
            ask()


def test_a_beam_is_a_line():
    beam = NeutrinoBeam(["0 MeV", "1.8 MeV", "2.4 MeV"], "5e9 1/(cm2 s)", particle="nubar")
    spectrum = beam.kernel_spectrum
    (line,) = spectrum.lines
    assert line.particle == "nubar"
    assert pytest.approx(3e6, rel=ROUNDING, abs=0) == line.E
    assert beam.mean_energy.to_value("MeV") == pytest.approx(3.0, rel=ROUNDING, abs=0)
    assert beam.number_density.to_value("1/cm3") == pytest.approx(
        5e9 / 29979245800, rel=ROUNDING, abs=0
    )
    assert flux_moment(spectrum, 0) == pytest.approx(float(beam.flux_natural), rel=ROUNDING, abs=0)
    assert spectrum.flavours == ("e",)

"""Potentials of parity violation point by point, their tables, files and command."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf
from scipy import integrate

from softnu import Neutrinos, evaluate
from softnu.atoms.kernels import profiles
from softnu.atoms.kernels.tabulated import norm
from softnu.atoms.orbitals import State, TabulatedOrbital, electron_element, radial_integrals
from softnu.atoms.parity_potentials import SOURCES, ParityPotentials
from softnu.atoms.potential_table import (
    PotentialTable,
    logarithmic_radii,
    read_potentials,
    table_text,
    tabulate,
    write_potentials,
)
from softnu.cli import main
from softnu.constants import ALPHA, HBAR_C, M_E, M_Z
from softnu.errors import ConfigError, DataError, DomainError, SoftnuError, UnknownNameError

#: Closed forms in double precision, and units there and back.
ROUNDING = 1e-13
#: Volume integrals by adaptive quadrature.
QUADRATURE = 1e-9
#: Orbitals on 900 radii: kernels.tabulated states 1e-9 for 500.
TABULATED = 1e-9
#: S is 1 + 40/x^2 far outside the nucleus.
FAR = 1e-4
BOHR = 1.0 / (ALPHA * M_E)  # 1/eV


@pytest.mark.parametrize("mr", [1e-8, 1e-4, 0.02, 0.7, 5.0, 40.0, 300.0])
def test_z_gamma_mixing_equals_the_spectral_integral(mr):
    found = profiles.z_gamma_profile(np.asarray(mr / M_E))
    with mp.workdps(25):
        x = 2 * mpf(mr)

        def integrand(theta):
            shape = mp.sinh(theta) ** 2 * (1 + 1 / (2 * mp.cosh(theta) ** 2))
            return shape * mp.exp(-x * (mp.cosh(theta) - 1))

        total = mp.quad(integrand, mp.linspace(0, mp.acosh(1 + 60 / x), 12))
        exact = 2 * mpf(M_E) ** 3 / (mp.pi * mpf(mr)) * mp.exp(-x) * total
    # exp(-2 m r) itself carries the rounding of its argument.
    assert float(found) == pytest.approx(float(exact), rel=ROUNDING * (1 + mr / 50), abs=0)


def test_z_gamma_mixing_near_the_nucleus():
    r = np.asarray(1e-6 / M_E)
    found = float(profiles.z_gamma_profile(r) * r**3)
    assert found == pytest.approx(1.0 / (2.0 * np.pi), rel=1e-9, abs=0)


@pytest.mark.parametrize("profile", [profiles.yukawa_profile, profiles.dipole_profile])
@given(st.floats(1e-3, 1e12))
def test_contact_profiles_have_unit_volume(profile, scale):
    volume, _ = integrate.quad(
        lambda x: 4.0 * np.pi * x**2 * float(profile(np.asarray(x / scale), scale)) / scale**3,
        0.0,
        np.inf,
    )
    assert volume == pytest.approx(1.0, rel=QUADRATURE, abs=0)


def test_profiles_underflow_without_a_warning():
    r = np.array([1e9])
    for found in (
        profiles.yukawa_profile(r, 1e6),
        profiles.dipole_profile(r, 1e6),
        profiles.z_gamma_profile(r),
    ):
        assert found == 0.0


def test_the_form_factor_is_forgotten_outside_the_nucleus():
    cesium = ParityPotentials("133Cs")
    r = np.array([0.05, 0.5, 5.0])
    assert np.allclose(
        cesium.function("loop_ff_e")(r), cesium.function("loop_e")(r), rtol=FAR, atol=0
    )


def test_states_of_different_mass_are_summed_with_their_couplings():
    neutrinos = Neutrinos("20 eV", nature="majorana")
    hydrogen = ParityPotentials("1H", neutrinos)
    r = np.geomspace(0.1, 50.0, 7)
    for of, field in (("e", "H1"), ("N", "H2")):
        parts = [
            float(getattr(one, field)) * hydrogen.function(f"loop_{state}")(r)
            for state, one in enumerate(hydrogen.couplings["loop"], start=1)
        ]
        assert np.allclose(hydrogen.function(f"loop_{of}")(r), sum(parts), rtol=ROUNDING, atol=0)


def test_the_mixing_of_massless_neutrinos_does_not_matter():
    r = np.geomspace(1e-4, 1.0, 5)
    massless = ParityPotentials("1H").function("loop_N")(r)
    light = ParityPotentials("1H", Neutrinos("0 eV", sin2_theta12=0.1)).function("loop_N")(r)
    # m r is 1e-6 at 1 Bohr radius, and V ~ 1 - (m r)^2.
    assert np.allclose(massless, light, rtol=1e-10, atol=0)


def test_couplings_are_those_of_the_catalogue():
    neutrinos = Neutrinos("0.01 eV")
    for isotope, inputs in (("1H", {}), ("133Cs", {"Z": 55, "N": 78, "g_A_N": 0.3})):
        potentials = ParityPotentials(isotope, neutrinos, g_A_N=inputs.get("g_A_N"))
        for term in ("H1", "H2", "meC"):
            found = getattr(potentials.couplings["z"][0], term)
            wanted = evaluate("atoms.coupling.tree", term=term, **inputs)
            assert float(found) == pytest.approx(wanted.value, rel=ROUNDING, abs=0)
            for one, U in zip(potentials.couplings["loop"], neutrinos.mixing[0], strict=True):
                wanted = evaluate("atoms.coupling.loop", term=term, Ue_sq=abs(U) ** 2, **inputs)
                assert float(getattr(one, term)) == pytest.approx(
                    float(wanted), rel=ROUNDING, abs=0
                )


def hydrogen_orbitals():
    r = np.geomspace(1e-7, 240.0, 900)
    d = r**3 * np.exp(-r / 4) * (1 - r / 12)
    f = r**4 * np.exp(-r / 4)
    return (
        TabulatedOrbital(State(4, l, None), r, (P * norm(r, (P,)) ** -0.5,))
        for l, P in ((2, d), (3, f))
    )


@pytest.mark.parametrize(
    ("column", "name", "inputs"),
    [
        ("loop_e", "atoms.pv_element.loop", {"Ue_sq": [1, 0, 0], "m_nu_a": 0}),
        ("z_ff_e", "atoms.pv_element.tree", {}),
        ("z_gamma_e", "atoms.pv_element.z_gamma", {}),
    ],
)
def test_elements_of_all_sources_are_those_of_the_catalogue(column, name, inputs):
    # Spin 0 leaves the electron's part: A_e = -1.
    potentials = ParityPotentials("1H", form_factor_scale="0.843 GeV")
    found = electron_element(*hydrogen_orbitals(), potentials.function(column))
    states = {"n1": 4, "l1": 2, "j1": "5/2", "n2": 4, "l2": 3, "j2": "5/2", "F": "5/2", "I": 0}
    exact = evaluate(name, **states, **inputs)
    assert found.to_value("eV") == pytest.approx(exact.to_value("eV"), rel=TABULATED, abs=0)


def test_gradients_of_potentials_need_no_derivative():
    d, f = hydrogen_orbitals()
    V = ParityPotentials("1H").function("loop_N")
    by_parts = radial_integrals(d, f, V).gradient
    P_d, P_f = d.components[0], f.components[0]
    direct = integrate.simpson(-5.0 * V(d.r) * P_d * P_f, x=np.log(d.r))
    assert by_parts == pytest.approx(direct, rel=1e-6, abs=0)  # Simpson on 900 radii


@pytest.mark.parametrize("units", ["atomic", "eV"])
@pytest.mark.parametrize("isotope", ["1H", "133Cs"])
def test_tables_are_read_back(tmp_path, units, isotope):
    potentials = ParityPotentials(isotope, Neutrinos("0.01 eV"), log_scale=0.5)
    table = tabulate(potentials, logarithmic_radii("1 fm", "1 nm", 40))
    path = tmp_path / "potentials.txt"
    write_potentials(table, path, units)
    read = read_potentials(path)
    assert list(read.columns) == list(table.columns) == list(potentials.columns)
    assert np.allclose(read.r, table.r, rtol=ROUNDING, atol=0)
    for name, values in table.columns.items():
        # A subnormal number loses digits in another unit.
        assert np.allclose(read.columns[name], values, rtol=ROUNDING, atol=1e-300), name
    assert {key: read.notes[key] for key in table.notes} == table.notes


def test_units_of_a_table():
    table = PotentialTable(np.array([1.0]), {"V": np.array([27.211386245988])}, {})
    r, V = map(float, table_text(table).splitlines()[-1].split())
    assert (r, V) == (1.0, pytest.approx(1.0, rel=1e-9, abs=0))
    r, V = map(float, table_text(table, "eV").splitlines()[-1].split())
    assert (r, V) == (pytest.approx(5.29177211e-11, rel=1e-8, abs=0), 27.211386245988)
    assert r == pytest.approx(BOHR * HBAR_C, rel=ROUNDING, abs=0)


def test_the_header_says_what_the_columns_are():
    text = table_text(tabulate(ParityPotentials("133Cs"), logarithmic_radii(points=2)))
    for word in ("format", "version", "operator", "nucleus", "neutrinos", *SOURCES):
        assert f"# {word} = " in text
    assert "no potentials V_N" in text
    assert text.splitlines()[-3].startswith("r[a0] loop_1[hartree] loop_2[hartree]")


def test_scales_of_form_factors():
    assert ParityPotentials("1H").scale == pytest.approx(0.843e9, rel=ROUNDING, abs=0)
    assert ParityPotentials("1H", form_factor_scale="1 GeV").scale == 1e9
    assert 1.4e8 < ParityPotentials("133Cs").scale < 1.5e8 < M_Z


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"nucleus": "134Cs"}, "unknown isotope '134Cs'"),
        ({"form_factor_scale": "1"}, "form_factor_scale"),
        ({"form_factor_scale": "-1 GeV"}, "form_factor_scale = '-1 GeV' is not allowed"),
        ({"log_scale": np.inf}, "log_scale"),
        ({"g_A_N": np.nan}, "g_A_N"),
        ({"sin2_theta_w": 2.0}, "sin2_theta_w = 2"),
    ],
)
def test_arguments_that_are_not_allowed(arguments, said):
    with pytest.raises(SoftnuError, match=said):
        ParityPotentials(**({"nucleus": "133Cs"} | arguments))


def test_potentials_that_are_not_there():
    cesium = ParityPotentials("133Cs")
    with pytest.raises(ConfigError, match="missing g_A_N: z_N"):
        cesium.function("z_N")
    with pytest.raises(UnknownNameError, match="unknown column 'loop_4'"):
        cesium.function("loop_4")
    assert "z_N" in ParityPotentials("133Cs", g_A_N=0.4).columns


def test_radii_that_are_not_allowed():
    with pytest.raises(DataError, match="must be below"):
        logarithmic_radii("1 nm", "1 fm")
    with pytest.raises(DomainError, match="points = 1"):
        logarithmic_radii(points=1)
    for r in ([], [[1.0]], [1.0, 1.0], [0.0, 1.0]):
        with pytest.raises(DataError, match="increasing radii"):
            tabulate(ParityPotentials("1H"), np.array(r))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("softnu-potentials/1", "softnu-potentials/2", "is not a table of potentials"),
        ("loop_2[hartree]", "loop_2[eV]", "is not a table of potentials"),
        ("0.0", "zero", "line .* not numbers"),
    ],
)
def test_files_that_are_wrong(tmp_path, old, new, said):
    path = tmp_path / "potentials.txt"
    write_potentials(tabulate(ParityPotentials("1H"), np.array([1.0, 2.0])), path)
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(DataError, match=said):
        read_potentials(path)


def test_files_without_rows_or_with_short_ones(tmp_path):
    path = tmp_path / "potentials.txt"
    write_potentials(tabulate(ParityPotentials("1H"), np.array([1.0])), path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join(lines[:-1]))
    with pytest.raises(DataError, match="no rows"):
        read_potentials(path)
    path.write_text("\n".join([*lines, "1 2"]))
    with pytest.raises(DataError, match="has 2 columns, not 14"):
        read_potentials(path)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match="is not text"):
        read_potentials(path)
    with pytest.raises(DataError, match="cannot write"):
        write_potentials(
            tabulate(ParityPotentials("1H"), np.array([1.0])), tmp_path / "absent" / "file"
        )
    with pytest.raises(UnknownNameError, match="units"):
        table_text(PotentialTable(np.array([1.0]), {}, {}), "SI")


@pytest.fixture
def command(capsys):
    """Run ``softnu potentials`` in this process."""

    def call(*words):
        code = main(("potentials", *words))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def test_the_command_writes_what_the_library_does(command, tmp_path):
    path = tmp_path / "cs.txt"
    words = ("--m_lightest", "0.01 eV", "--ordering", "inverted", "--g_A_N", "0.4")
    code, out, err = command(
        "133Cs", "-o", str(path), *words, "--r_min", "1fm", "--r_max", "1nm", "--points", "5"
    )
    assert (code, out, err) == (0, "", "")
    neutrinos = Neutrinos("0.01 eV", ordering="inverted")
    wanted = tabulate(
        ParityPotentials("133Cs", neutrinos, g_A_N=0.4), logarithmic_radii("1 fm", "1 nm", 5)
    )
    assert path.read_text() == table_text(wanted)


def test_the_command_takes_the_radii_of_a_file(command, tmp_path):
    path = tmp_path / "grid.txt"
    path.write_text('r "6s_{1/2}"\n# f block\n0.1 1\n0.2 1\n\n# g block\n0.1 2\n0.2 2\n')
    code, out, _ = command("1H", "--grid", str(path))
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()[-2:]] == ["0.1", "0.2"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("134Cs",), "unknown isotope"),
        (("1H", "--nature", "majorana"), "missing m_lightest"),
        (("1H", "--m_lightest", "1 eV", "--nature", "weyl"), "unknown nature"),
        (("1H", "--grid", "absent.txt"), "cannot read absent.txt"),
        (("1H", "--units", "SI"), "unknown units"),
        (("1H", "--r_min", "1"), "r_min = 1.0 has no unit"),
    ],
)
def test_mistakes_of_the_command(command, words, said):
    code, out, err = command(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_grids_that_are_no_numbers(command, tmp_path):
    path = tmp_path / "grid.txt"
    path.write_text("0.1\nfar\n")
    assert "line 2: 'far' is not a number" in command("1H", "--grid", str(path))[2]
    path.write_bytes(b"\xff\xfe")
    assert "is not text" in command("1H", "--grid", str(path))[2]

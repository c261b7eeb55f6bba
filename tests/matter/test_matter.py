"""Particles, isotopes and materials by name."""

import astropy.units as u
import numpy as np
import pytest

from softnu import matter
from softnu.constants import M_E, M_N, M_P, SIN2_THETA_W, U
from softnu.data import load
from softnu.errors import DomainError, UnitsError, UnknownNameError

ROUNDING = 1e-14  # a few operations in float64
HYDROGEN_BINDING = 1e-8  # 13.6 eV beside the proton mass, and the spread of mass tables
MASS_DEFECT = 1e-2  # binding energies are at most 9 MeV per nucleon
MIXTURE = 2.5e-2  # most abundant isotope against the natural mixture
ISOTOPES = load("isotopes")


class TestIsotopes:
    @pytest.mark.parametrize("name", ["56Fe", "Fe56", "Fe-56", "Fe"])
    def test_every_spelling_means_the_same_isotope(self, name):
        iron = matter.isotope(name)
        assert (iron.name, iron.Z, iron.N) == ("56Fe", 26, 30)
        assert iron.mass == pytest.approx(55.934936 * U, rel=1e-8, abs=0)  # digits written here

    def test_deuterium_has_a_name_of_its_own(self):
        assert matter.isotope("D") == matter.isotope("2H")

    @pytest.mark.parametrize("name", ISOTOPES["isotopes"])
    def test_numbers_of_nucleons_fit_name_and_mass(self, name):
        known = matter.isotope(name)
        symbol = name.lstrip("0123456789")
        number = ISOTOPES["elements"][symbol]["Z"]
        assert (name, number) == (f"{known.Z + known.N}{symbol}", known.Z)
        assert known.mass / U == pytest.approx(known.Z + known.N, rel=MASS_DEFECT, abs=0)

    @pytest.mark.parametrize("symbol", ISOTOPES["elements"])
    def test_an_element_means_an_isotope_of_its_own(self, symbol):
        entry = ISOTOPES["elements"][symbol]
        assert entry["Z"] == matter.isotope(symbol).Z
        assert matter.isotope(symbol).mass / U == pytest.approx(
            entry["atomic_weight"], rel=MIXTURE, abs=0
        )

    def test_bare_hydrogen_is_a_proton(self):
        assert matter.isotope("1H").nuclear_mass == pytest.approx(M_P, rel=HYDROGEN_BINDING, abs=0)

    def test_electrons_weigh_less_when_bound(self):
        lead = matter.isotope("208Pb")
        assert 0.5e6 < lead.nuclear_mass - lead.mass + 82 * M_E < 0.7e6  # total binding, eV

    def test_binding_energy_of_deuterium_is_the_known_one(self):
        nucleus = matter.isotope("D").nuclear_mass
        assert M_P + M_N - nucleus == pytest.approx(2.224566e6, rel=1e-4, abs=0)  # eV

    def test_unknown_isotope_is_an_error_with_near_names(self):
        with pytest.raises(UnknownNameError, match="unknown isotope '57Fe'; did you mean '56Fe'"):
            matter.isotope("57Fe")


class TestParticles:
    def test_names_resolve_to_constructors(self):
        assert matter.particle("e") == matter.electron()
        assert matter.particle("p") == matter.proton()
        assert matter.particle("n") == matter.neutron()
        assert matter.particle("Fe") == matter.atom("56Fe")
        assert matter.particle("N").name == "14N"

    def test_hydrogen_is_electron_and_proton_without_spin(self):
        H, e, p = matter.atom("H"), matter.electron(), matter.proton()
        np.testing.assert_allclose(H.g_V, np.add(e.g_V, p.g_V), rtol=0, atol=ROUNDING)
        assert H.g_A == (0.0, 0.0, 0.0)

    def test_nucleus_of_hydrogen_is_a_proton_without_spin(self):
        nucleus, p = matter.nucleus("H", g_A=0.3), matter.proton()
        np.testing.assert_allclose(nucleus.g_V, p.g_V, rtol=ROUNDING)
        assert nucleus.g_A == (0.3, 0.3, 0.3)

    def test_weak_mixing_angle_and_axial_charges_are_arguments(self):
        assert matter.electron(sin2_theta_w=0.25).g_V == (1.0, 0.0, 0.0)
        assert matter.proton(sin2_theta_w=0.25).g_V == (0.0, 0.0, 0.0)
        assert matter.neutron(g_A_nucleon=1.0, strange_spin=0.5).g_A == (-0.75, -0.75, -0.75)
        assert matter.nucleus("H", sin2_theta_w=0.25).g_V == (0.0, 0.0, 0.0)

    def test_couplings_are_found_by_name_of_current_and_flavour(self):
        e = matter.electron()
        assert e.coupling("vector", "e") == pytest.approx(
            0.5 + 2 * SIN2_THETA_W, rel=ROUNDING, abs=0
        )
        assert e.coupling("axial", "tau") == -0.5
        with pytest.raises(UnknownNameError, match="current"):
            e.coupling("scalar", "e")
        with pytest.raises(UnknownNameError, match="flavour"):
            e.coupling("vector", "muon")

    def test_mass_basis_without_mixing_is_the_flavour_basis(self):
        e = matter.electron()
        np.testing.assert_allclose(e.mass_basis("axial", np.eye(3)), np.diag(e.g_A))
        np.testing.assert_allclose(
            matter.coupling_matrix("e", "vector", np.eye(3)), np.diag(e.g_V)
        )

    def test_arrays_for_formulas_follow_the_order_of_flavours(self):
        g_V, g_A, mass = matter.particle_couplings("e", ("tau", "e"))
        e = matter.electron()
        assert g_V.tolist() == [e.g_V[2], e.g_V[0]]
        assert g_A.tolist() == [-0.5, 0.5]
        assert mass == M_E
        assert matter.particle_couplings("Fe")[0].tolist() == [11.0, -15.0, -15.0]

    def test_particles_are_equal_hashable_and_frozen(self):
        assert hash(matter.electron()) == hash(matter.particle("e"))
        assert matter.electron() != matter.electron(sin2_theta_w=0.25)
        with pytest.raises(AttributeError):
            matter.electron().g_V = (0.0, 0.0, 0.0)

    def test_replace_changes_one_field(self):
        iron = matter.atom("Fe").replace(g_A=(0.1, 0.2, 0.3))
        assert iron.coupling("axial", "mu") == 0.2
        with pytest.raises(UnknownNameError, match="field of Particle"):
            iron.replace(gA=1)

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"mass": 1.0}, UnitsError, "mass = 1.0 has no unit"),
            ({"mass": "1 s"}, UnitsError, "mass"),
            ({"mass": "0 eV"}, DomainError, "mass = 0 is not allowed"),
            ({"mass": [1, 2] * u.eV}, DomainError, "one number"),
            ({"g_V": (1.0, 2.0)}, DomainError, "g_V must be three numbers"),
            ({"g_A": (1.0, np.nan, 0.0)}, DomainError, "g_A"),
        ],
    )
    def test_wrong_argument_is_an_error_that_names_it(self, arguments, error, message):
        with pytest.raises(error, match=message):
            matter.Particle(**{"name": "x", "mass": "1 eV", "g_V": (1.0, 1.0, 1.0), **arguments})

    @pytest.mark.parametrize("s2", [-0.1, 1.1, np.nan])
    def test_weak_mixing_angle_outside_its_range_is_an_error(self, s2):
        with pytest.raises(DomainError, match="sin2_theta_w"):
            matter.electron(sin2_theta_w=s2)
        with pytest.raises(DomainError, match="sin2_theta_w"):
            matter.nucleus("H", sin2_theta_w=s2)

    def test_axial_charge_that_is_not_finite_is_an_error(self):
        with pytest.raises(DomainError, match="g_A"):
            matter.proton(g_A_nucleon=np.inf)

    def test_unknown_particle_is_an_error_with_near_names(self):
        with pytest.raises(UnknownNameError, match="unknown particle '55Fe'"):
            matter.particle("55Fe")


class TestMaterials:
    @pytest.mark.parametrize("name", load("materials")["materials"])
    def test_every_material_is_between_hydrogen_and_neutron_matter(self, name):
        m = matter.material(name)
        assert 0.3 < m.Z / m.A < 0.6
        assert m.molar_mass.to_value("g/mol") == pytest.approx(m.A, rel=ROUNDING, abs=0)

    def test_number_density_of_iron_is_the_known_one(self):
        n = matter.material("iron").number_density.to_value("1/cm3")
        assert n == pytest.approx(8.491e22, rel=1e-4, abs=0)  # digits written here

    @pytest.mark.parametrize(
        ("arguments", "error", "message"),
        [
            ({"density": 1.0}, UnitsError, "density"),
            ({"density": "1 g"}, UnitsError, "density"),
            ({"density": "-1 g/cm3"}, DomainError, "density"),
            ({"molar_mass": "much"}, UnitsError, "molar_mass"),
            ({"molar_mass": "0 g/mol"}, DomainError, "molar_mass"),
            ({"A": 0.0}, DomainError, "A = 0"),
            ({"Z": 3.0}, DomainError, "Z = 3"),
        ],
    )
    def test_wrong_argument_is_an_error_that_names_it(self, arguments, error, message):
        good = {"name": "x", "density": "1 g/cm3", "molar_mass": "2 g/mol", "Z": 1.0, "A": 2.0}
        with pytest.raises(error, match=message):
            matter.Material(**{**good, **arguments})

    def test_unknown_material_is_an_error_with_near_names(self):
        with pytest.raises(UnknownNameError, match="'fused_silica'"):
            matter.material("silica")

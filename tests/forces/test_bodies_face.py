"""Two bodies of named materials: sums over atoms, limits, signs, gravity, torques, refusals."""

import math

import astropy.units as u
import numpy as np
import pytest

from softnu import (
    DegenerateNeutrinos,
    NeutrinoBeam,
    Neutrinos,
    RelicNeutrinos,
    ThermalNeutrinos,
    atom,
    electron,
    evaluate,
    neutron,
    potential,
)
from softnu.backgrounds import IsotropicNeutrinos
from softnu.constants import G_F, HBAR_C
from softnu.errors import ConfigError, ConvergenceError, DomainError, UnknownNameError
from softnu.forces.bodies.face import body_force, body_gravity, body_potential
from softnu.forces.bodies.torque import Placed, rigid_torque, spin_torque
from softnu.matter import material
from softnu.matter.bodies import HalfSpace, Point, Shell, Slab, Sphere, formula_unit_couplings

ROUNDING = 1e-12  # quantities go through units and back, and powers of lengths
FAR = 1e-7  # squares of size over distance
DERIVATIVE = 1e-8  # five-point formula beside a background that is computed to 1e-12
BACKGROUND = 1e-9  # stated for the background of two particles, tabulated

MASSLESS = Neutrinos("0 eV")
MASSIVE = Neutrinos("0.02 eV", ordering="inverted")
MAJORANA = Neutrinos("0.02 eV", nature="majorana")
every_neutrino = pytest.mark.parametrize("neutrinos", [MASSLESS, MASSIVE, MAJORANA])
#: Small ones: in a background of massive neutrinos the time grows with the size.
TUNGSTEN, GOLD = Sphere("tungsten", "4 um"), Sphere("gold", "2 um")


class TestVacuum:
    def test_massless_half_spaces_have_the_closed_form(self):
        # Mixing drops out: the couplings of the flavours are multiplied and added.
        h = 1e-6 / HBAR_C
        one, other = material("gold"), material("quartz")
        products = formula_unit_couplings(one) @ formula_unit_couplings(other)
        density = one.number_density * other.number_density
        strength = G_F**2 / (4 * math.pi**3) * products * math.pi / (3 * h) * u.eV
        expected = (strength * density * (HBAR_C * u.m) ** 4).to("eV/m2")
        one_light = Neutrinos("0 eV", dm21_sq="1e-30 eV2", dm3l_sq="2e-30 eV2")
        found = body_potential(
            HalfSpace("gold"), HalfSpace("quartz"), gap="1 um", neutrinos=one_light
        )
        assert found.unit == expected.unit
        assert found.value == pytest.approx(
            expected.value, rel=1e-7, abs=0
        )  # pinned hbar c, digits of N_A

    @every_neutrino
    def test_points_have_the_potential_of_two_particles(self, neutrinos):
        found = body_potential(Point("e"), Point("n"), gap="1 um", neutrinos=neutrinos)
        expected = potential(electron(), neutron(), r="1 um", neutrinos=neutrinos, order_v=0)
        assert found.value == pytest.approx(float(expected.V_0.value), rel=ROUNDING, abs=0)

    @every_neutrino
    def test_far_spheres_are_points_of_all_their_atoms(self, neutrinos):
        small = Sphere("tungsten", "1 nm")
        found = body_potential(small, Point("n"), gap="10 um", neutrinos=neutrinos)
        atoms = small.scatterers_natural * 4 / 3 * math.pi * (1e-9 / HBAR_C) ** 3
        unit = atom("W").replace(g_V=tuple(small.couplings))
        single = potential(unit, neutron(), r="10.001 um", neutrinos=neutrinos, order_v=0)
        assert found.value == pytest.approx(float(atoms * single.V_0.value), rel=FAR, abs=0)

    @every_neutrino
    def test_exchanging_the_bodies_changes_nothing(self, neutrinos):
        gap = np.array([0.01, 3.0]) * u.um
        for one, other in (
            (TUNGSTEN, GOLD),
            (TUNGSTEN, HalfSpace("gold")),
            (Shell("gold", "5 um", "6 um"), Slab("quartz", "1 mm")),
            (Point("Fe"), Slab("quartz", "1 mm")),
        ):
            for function in (body_potential, body_force):
                first = function(one, other, gap=gap, neutrinos=neutrinos)
                second = function(other, one, gap=gap, neutrinos=neutrinos)
                np.testing.assert_allclose(first.value, second.value, rtol=ROUNDING)
                assert first.unit == second.unit

    def test_many_gaps_equal_single_ones(self):
        gap = [0.01, 0.3, 40.0] * u.um
        many = body_potential(TUNGSTEN, GOLD, gap=gap, neutrinos=MASSIVE)
        single = [body_potential(TUNGSTEN, GOLD, gap=h, neutrinos=MASSIVE).value for h in gap]
        np.testing.assert_allclose(many.value, single, rtol=ROUNDING)

    def test_a_huge_sphere_is_a_half_space(self):
        plane = body_force(TUNGSTEN, HalfSpace("gold"), gap="1 um", neutrinos=MASSIVE)
        ball = body_force(TUNGSTEN, Sphere("gold", "10 m"), gap="1 um", neutrinos=MASSIVE)
        assert ball.to_value("N") == pytest.approx(plane.to_value("N"), rel=1e-4, abs=0)

    def test_masses_weaken_the_force(self):
        light, heavy = (
            body_force(TUNGSTEN, GOLD, gap="5 um", neutrinos=Neutrinos(m))
            for m in ("0.001 eV", "0.1 eV")
        )
        assert 0.0 < heavy.value < light.value


class TestBackgrounds:
    @pytest.mark.parametrize(
        ("neutrinos", "background"),
        [
            (MASSIVE, RelicNeutrinos()),
            (MAJORANA, RelicNeutrinos()),
            (MASSIVE, ThermalNeutrinos("300 K", mu="0.01 eV")),
            (MASSLESS, DegenerateNeutrinos("0.05 eV")),
            (MASSIVE, IsotropicNeutrinos((0.5, 0.0), (0.2, 0.0), k=[0, 0.05] * u.eV)),
        ],
        ids=["relic", "majorana", "thermal", "degenerate", "table"],
    )
    def test_each_slice_sees_the_background_of_two_particles(self, neutrinos, background):
        # A point and a sphere: the slices of the sphere, each with the potential of two points.
        R, h = 5e-6 / HBAR_C, 2e-6 / HBAR_C
        ball = Sphere("tungsten", R * HBAR_C * u.m)
        x, w = np.polynomial.legendre.leggauss(30)
        s = h + R * (1.0 + x)
        unit = atom("W").replace(g_V=tuple(ball.couplings))
        given = {"neutrinos": neutrinos, "background": background, "part": "background"}
        V = potential(unit, neutron(), r=s * HBAR_C * u.m, order_v=0, **given).V_0.value
        slices = math.pi * s / (R + h) * (R * R - (R + h - s) ** 2)
        expected = ball.scatterers_natural * R * (w * slices) @ V
        gap = [h, 2.0 * h] * (HBAR_C * u.m)
        found = body_potential(ball, Point("n"), gap=gap, **given)[0]
        assert found.value == pytest.approx(float(expected), rel=BACKGROUND, abs=0)

    def test_the_parts_add_up(self):
        given = {"gap": "2 um", "neutrinos": MASSIVE, "background": ThermalNeutrinos("300 K")}
        total, vacuum, background = (
            body_force(TUNGSTEN, GOLD, **given, part=part)
            for part in ("total", "vacuum", "background")
        )
        assert total.value == pytest.approx(vacuum.value + background.value, rel=1e-10, abs=0)
        # Thermal neutrinos screen: they attract where the vacuum repels.
        assert background.value < 0.0 < total.value < vacuum.value

    def test_the_force_is_the_derivative_of_the_energy(self):
        step, gap = 0.005, 2.0 + 0.005 * np.array([2, 1, -1, -2, 0])
        given = {"neutrinos": MASSIVE, "background": ThermalNeutrinos("300 K")}
        U = body_potential(TUNGSTEN, GOLD, gap=gap * u.um, **given)
        slope = (U[0] - 8 * U[1] + 8 * U[2] - U[3]) / (12 * step * u.um)
        force = body_force(TUNGSTEN, GOLD, gap=gap * u.um, **given)[4]
        assert force.value == pytest.approx(slope.to_value("N"), rel=DERIVATIVE, abs=0)

    def test_beats_of_mass_states_over_large_bodies_are_refused(self):
        with pytest.raises(ConvergenceError, match="bodies are too large for this medium"):
            body_potential(
                HalfSpace("gold"),
                HalfSpace("gold"),
                gap="1 m",
                neutrinos=MASSIVE,
                background=RelicNeutrinos(),
            )


class TestGravity:
    def test_spheres_attract_like_their_centres(self):
        mass = material("tungsten").density * (4 / 3 * math.pi) * (4 * u.um) ** 3
        other = material("gold").density * (4 / 3 * math.pi) * (2 * u.um) ** 3
        G = 6.67430e-11 * u.Unit("m3/(kg s2)")
        expected = -(G * mass * other / (9 * u.um) ** 2).to_value("N")
        found = body_gravity(TUNGSTEN, GOLD, gap="3 um").to_value("N")
        assert found == pytest.approx(expected, rel=1e-6, abs=0)  # digits of G

    def test_a_shell_lacks_its_core(self):
        whole = body_gravity(GOLD, TUNGSTEN, gap="3 um")
        core = body_gravity(Sphere("gold", "1.5 um"), TUNGSTEN, gap="3.5 um")
        shell = body_gravity(Shell("gold", "1.5 um", "2 um"), TUNGSTEN, gap="3 um")
        assert shell.value == pytest.approx((whole - core).value, rel=ROUNDING, abs=0)

    def test_slabs_and_points(self):
        slab = Slab("gold", "1 mm")
        assert body_gravity(slab, slab, gap="1 um").unit == u.Unit("N/m2")
        atoms = GOLD.scatterers_natural * 4 / 3 * math.pi * (2e-6 / HBAR_C) ** 3
        one = Point(atom("Au").replace(mass=196.96657 * u.u))
        alone = body_gravity(one, slab, gap="1 um")
        ball = body_gravity(GOLD, slab, gap="1 um")
        assert ball.value == pytest.approx(
            float(atoms * alone.value), rel=1e-8, abs=0
        )  # u in two tables

    def test_a_half_space_is_refused(self):
        with pytest.raises(DomainError, match="give it a thickness"):
            body_gravity(GOLD, HalfSpace("gold"), gap="1 um")


class TestTorque:
    @staticmethod
    def _arm(angle, arm=1.0):
        tip = np.array([arm * math.cos(angle), arm * math.sin(angle), 0.0]) * u.mm
        return [Placed(TUNGSTEN, tip), Placed(TUNGSTEN, -tip)]

    SOURCE = (Placed(GOLD, ["1 mm", "0.2 mm", "0.1 mm"]),)

    def test_is_the_change_of_the_energy_with_the_angle(self):
        step = 1e-4

        def energy(angle):
            total = 0.0
            for ball in self._arm(angle):
                apart = u.Quantity(ball.position) - u.Quantity([0.001, 0.0002, 0.0001], u.m)
                gap = np.linalg.norm(apart.to_value("m")) * u.m - 6 * u.um
                total += body_potential(TUNGSTEN, GOLD, gap=gap, neutrinos=MASSLESS).to_value("J")
            return total

        slope = -(energy(step) - energy(-step)) / (2 * step)
        found = rigid_torque(self._arm(0.0), self.SOURCE, axis=(0, 0, 2), neutrinos=MASSLESS)
        assert found.to_value("N m") == pytest.approx(slope, rel=1e-5, abs=0)  # step^2 over gap^2

    def test_gravity_pulls_the_arm_to_the_source(self):
        found = rigid_torque(self._arm(0.0), self.SOURCE, axis=(0, 0, 1))
        assert found.value > 0.0
        flipped = rigid_torque(self._arm(0.0), self.SOURCE, axis=(0, 0, -1))
        assert flipped.value == -found.value

    def test_a_central_source_does_not_turn_it(self):
        found = rigid_torque(
            self._arm(0.3), [Placed(GOLD, ["0 m", "0 m", "1 mm"])], axis=(0, 0, 1)
        )
        scale = body_gravity(TUNGSTEN, GOLD, gap="1 mm") * u.Quantity("1 mm")
        assert abs(found.to_value("N m")) < 1e-12 * abs(scale.to_value("N m"))

    def test_a_spin_turns_about_the_field(self):
        beam = NeutrinoBeam(["0 keV", "0 keV", "20 keV"], "6e10 1/(cm2 s)")
        V = potential(electron(), atom("Pb"), r="1 nm", neutrinos=MASSLESS, background=beam)
        spin = np.array([0.6, 0.0, 0.3])
        torque = spin_torque(V, spin, spins=1e20).to_value("N m")
        # Turning the spin by a small angle about n costs -torque.n.
        for n in np.eye(3):
            turned = spin + 1e-3 * np.cross(n, spin)
            change = (V.a_1 * (turned - spin)).sum().to_value("J") * 1e20 / 1e-3
            scale = np.abs(torque).max()
            assert torque @ n == pytest.approx(-change, rel=1e-6, abs=ROUNDING * scale)

    @pytest.mark.parametrize(
        "background",
        # Of a gas with a chemical potential B is not symmetric.
        [
            ThermalNeutrinos("0.5 eV", mu="1 eV"),
            NeutrinoBeam(["5 eV", "1 eV", "20 eV"], "1e9 1/(cm2 s)"),
        ],
    )
    def test_two_spins_obey_the_equation_of_motion(self, background):
        V = potential(
            electron(),
            neutron(),
            r="300 nm",
            direction=[0.3, 0.2, 0.9],
            neutrinos=MASSLESS,
            background=background,
        )
        a_1, a_2, B = (part.to_value("J") for part in (V.a_1, V.a_2, V.B))
        one = np.eye(2)
        pauli = np.array([[[0, 1], [1, 0]], [[0, -1j], [1j, 0]], [[1, 0], [0, -1]]])
        first, second = (
            np.array([np.kron(*pair) for pair in pairs])
            for pairs in ([(p, one) for p in pauli], [(one, p) for p in pauli])
        )
        H = np.einsum("i,iab->ab", a_1, first) + np.einsum("i,iab->ab", a_2, second)
        H = H + np.einsum("ij,iab,jbc->ac", B, first, second)
        s1, s2 = np.array([0.3, -0.5, 0.4]), np.array([-0.2, 0.7, 0.1])
        state = np.kron(*((one + np.einsum("i,iab->ab", s, pauli)) / 2.0 for s in (s1, s2)))
        expected = [np.trace(state @ (1j * (H @ S - S @ H))).real / 2.0 for S in first]
        found = spin_torque(V, s1, s2, spins=7.0).to_value("N m") / 7.0
        scale = np.max(np.abs(expected))
        np.testing.assert_allclose(found / scale, expected / scale, rtol=0, atol=ROUNDING)

    def test_gravity_is_that_of_points_at_the_centres(self):
        rotor = [
            Placed(Sphere("tungsten", "2 mm"), ["1 cm", "2 mm", "-3 mm"]),
            Placed(Sphere("gold", "1 mm"), ["-1.1 cm", "1 mm", "5 mm"]),
        ]
        sources = [
            Placed(Sphere("gold", "2 mm"), ["1 cm", "8 mm", "1 mm"]),
            Placed(Sphere("tungsten", "4 mm"), ["0 cm", "-1.5 cm", "-1 cm"]),
        ]

        def place(placed):
            return np.array([u.Quantity(x).to_value("m") for x in placed.position])

        total = np.zeros(3)
        for moved in rotor:
            for fixed in sources:
                apart = place(fixed) - place(moved)
                d = np.linalg.norm(apart)
                gap = d - sum(u.Quantity(b.body.R).to_value("m") for b in (moved, fixed))
                pull = abs(body_gravity(moved.body, fixed.body, gap=gap * u.m).to_value("N"))
                total += np.cross(place(moved), pull * apart / d)
        for axis in (*np.eye(3), np.array([1.0, 2.0, -2.0])):
            expected = total @ axis / np.linalg.norm(axis)
            found = rigid_torque(rotor, sources, axis=axis).to_value("N m")
            scale = np.linalg.norm(total)
            assert found / scale == pytest.approx(expected / scale, abs=ROUNDING)

    @pytest.mark.parametrize(
        ("call", "words"),
        [
            (lambda: Placed(HalfSpace("gold"), ["0 m", "0 m", "0 m"]), "body = HalfSpace"),
            (lambda: Placed(GOLD, ["0 m", "0 m"]), "position must be a vector"),
            (lambda: rigid_torque([], TestTorque.SOURCE, axis=(0, 0, 1)), "at least one body"),
            (
                lambda: rigid_torque(TestTorque._arm(0.0), TestTorque.SOURCE, axis=(0, 0, 0)),
                "axis must have a length",
            ),
            (
                lambda: rigid_torque(TestTorque._arm(0.0), TestTorque._arm(0.005), axis=(0, 0, 1)),
                "rotor and sources overlap",
            ),
        ],
    )
    def test_what_cannot_be_is_refused(self, call, words):
        with pytest.raises(DomainError, match=words):
            call()


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"gap": "0 um"}, DomainError, "gap = '0 um'"),
            ({"gap": "1 eV"}, ValueError, "gap in 'eV' has the wrong unit"),
            ({"body1": "tungsten"}, DomainError, "body1 = 'tungsten' .* give a Point, Sphere"),
            ({"neutrinos": "0 eV"}, DomainError, "neutrinos = '0 eV'"),
            ({"part": "all"}, UnknownNameError, "unknown part 'all'"),
            ({"part": "background"}, ConfigError, "missing background"),
            (
                {"background": NeutrinoBeam(["0 eV", "0 eV", "1 eV"], "1 1/(cm2 s)")},
                DomainError,
                "isotropic .* forces.bodies.sphere_beam_kernel",
            ),
            (
                {"neutrinos": MAJORANA, "background": RelicNeutrinos(population="produced")},
                ConfigError,
                "population = 'produced'",
            ),
        ],
    )
    def test_the_argument_is_named(self, change, error, words):
        given = {"body1": TUNGSTEN, "body2": GOLD, "gap": "1 um", "neutrinos": MASSLESS} | change
        with pytest.raises(error, match=words):
            body_potential(given.pop("body1"), given.pop("body2"), **given)

    def test_the_force_of_two_points_is_elsewhere(self):
        with pytest.raises(ConfigError, match="both a Point"):
            body_force(Point("Fe"), Point("Fe"), gap="1 um", neutrinos=MASSLESS)


class TestCatalogue:
    SPHERES = {"geometry": "spheres", "material1": "tungsten", "material2": "gold"} | {
        "R1": "4 um",
        "R2": "2 um",
        "h": "1 um",
    }

    @pytest.mark.parametrize("background", [None, "relic", "thermal"])
    def test_equals_the_function(self, background):
        given = {"m_lightest": "0.02 eV", "ordering": "inverted"}
        face = None
        if background == "relic":
            face, given = RelicNeutrinos(), given | {"background": "relic"}
        elif background == "thermal":
            face = ThermalNeutrinos("300 K", mu="0.01 eV")
            given = given | {"background": "thermal", "T": "300 K", "mu": "0.01 eV"}
        part = "background" if face else "vacuum"
        for name, function in (("potential", body_potential), ("force", body_force)):
            expected = function(
                TUNGSTEN, GOLD, gap="1 um", neutrinos=MASSIVE, background=face, part=part
            )
            found = evaluate(f"forces.bodies.{name}", **self.SPHERES, **given)
            assert found.unit == expected.unit
            assert found.value == pytest.approx(expected.value, rel=ROUNDING, abs=0)

    def test_plates_are_per_area(self):
        inputs = {"geometry": "plates", "material1": "gold", "material2": "quartz", "h": "1 um"}
        found = evaluate("forces.bodies.potential", **inputs, thickness1="1 mm", m_lightest="0 eV")
        expected = body_potential(
            Slab("gold", "1 mm"), HalfSpace("quartz"), gap="1 um", neutrinos=MASSLESS
        )
        assert found.unit == u.Unit("eV/m2")
        assert found.value == pytest.approx(expected.value, rel=ROUNDING, abs=0)
        gravity = evaluate("forces.bodies.gravity", **inputs, thickness1="1 mm", thickness2="1 m")
        assert gravity.unit == u.Unit("N/m2")

    def test_neutrinos_and_lengths_broadcast(self):
        masses, gaps = [0.0, 0.05] * u.eV, [[1.0], [2.0], [3.0]] * u.um
        inputs = self.SPHERES | {"h": gaps, "m_lightest": masses}
        found = evaluate("forces.bodies.potential", **inputs)
        assert found.shape == (3, 2)
        one = evaluate("forces.bodies.potential", **self.SPHERES, m_lightest="0.05 eV")
        assert found[0, 1].value == pytest.approx(one.value, rel=ROUNDING, abs=0)
        assert np.all(np.diff(found.value, axis=0) < 0.0)

    @pytest.mark.parametrize(
        ("change", "error", "words"),
        [
            ({"R1": None}, ConfigError, "missing R1"),
            ({"thickness1": "1 mm"}, ConfigError, "thickness1 does not belong to geometry"),
            ({"geometry": "plates"}, ConfigError, "R1 does not belong to geometry = 'plates'"),
            ({"geometry": "cubes"}, UnknownNameError, "unknown geometry 'cubes'"),
            ({"material2": "golt"}, UnknownNameError, "did you mean 'gold'"),
            ({"background": "reactor"}, ConfigError, "comes from one direction"),
            ({"background": "relics"}, UnknownNameError, "did you mean 'relic'"),
            ({"background": "thermal"}, ConfigError, "missing T"),
            ({"T": "2 K"}, ConfigError, "T does not belong to the background 'vacuum'"),
            ({"background": "degenerate", "T": "2 K", "mu": "1 eV"}, ConfigError, "T does not"),
        ],
    )
    def test_what_cannot_be_is_refused(self, change, error, words):
        given = self.SPHERES | {"m_lightest": "0 eV"} | change
        given = {name: value for name, value in given.items() if value is not None}
        with pytest.raises(error, match=words):
            evaluate("forces.bodies.potential", **given)

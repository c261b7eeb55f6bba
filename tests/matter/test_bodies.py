"""Bodies as objects: materials by name, lengths with units, couplings, what is refused."""

import numpy as np
import pytest

from softnu import atom
from softnu.errors import DomainError, SoftnuError, UnitsError, UnknownNameError
from softnu.matter import material
from softnu.matter.bodies import HalfSpace, Point, Shell, Slab, Sphere, formula_unit_couplings

ROUNDING = 1e-14  # a few operations

BODIES = [
    Sphere("tungsten", "1 cm"),
    Shell("copper", "9 mm", "1 cm"),
    Slab("silicon", "0.5 mm"),
    HalfSpace("gold"),
    Point("Fe"),
]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: type(body).__name__)
def test_bodies_are_values(body):
    assert hash(body) == hash(body)
    assert "object at" not in repr(body)
    with pytest.raises(AttributeError):
        body.material = "lead"


def test_equal_bodies_compare_equal_however_written():
    assert Sphere("tungsten", "1 cm") == Sphere(material("tungsten"), "0.01 m")
    assert Sphere("tungsten", "1 cm") != Sphere("tungsten", "2 cm")


@pytest.mark.parametrize("name", ["iron", "quartz", "earth_mantle"])
def test_a_formula_unit_is_a_neutral_atom_of_z_protons(name):
    substance = material(name)
    neutrons = substance.A - substance.Z
    expected = [substance.Z - neutrons / 2, -neutrons / 2, -neutrons / 2]
    np.testing.assert_allclose(formula_unit_couplings(substance), expected, rtol=ROUNDING)
    np.testing.assert_allclose(HalfSpace(name).couplings, expected, rtol=ROUNDING)


def test_densities_count_formula_units():
    body = Sphere("iron", "1 cm")
    per_volume = body.density_natural / body.scatterers_natural
    # 55.845 u, each 931.49410242 MeV; the molar mass constant differs in the ninth digit.
    assert per_volume == pytest.approx(55.845 * 931.49410242e6, rel=1e-8, abs=0)


def test_a_point_is_one_particle():
    iron = Point("Fe")
    assert iron == Point(atom("Fe"))
    np.testing.assert_array_equal(iron.couplings, atom("Fe").g_V)
    assert iron.scatterers_natural == 1.0
    assert iron.density_natural == pytest.approx(55.934936 * 931.49410242e6, rel=1e-6, abs=0)


@pytest.mark.parametrize(
    ("build", "error", "words"),
    [
        (lambda: Sphere("tungstn", "1 cm"), UnknownNameError, "did you mean 'tungsten'"),
        (lambda: Sphere(74, "1 cm"), DomainError, "material = 74"),
        (lambda: Sphere("tungsten", 0.01), UnitsError, "R = 0.01 has no unit"),
        (lambda: Sphere("tungsten", "0 cm"), DomainError, "R = '0 cm'"),
        (lambda: Sphere("tungsten", ["1 cm", "2 cm"]), DomainError, "R must be one length"),
        (lambda: Sphere("tungsten", "1 kg"), UnitsError, "R in 'kg' has the wrong unit"),
        (lambda: Shell("copper", "1 cm", "9 mm"), DomainError, "inner = 0.01 m .* outer = 0.009"),
        (lambda: Shell("copper", "0 cm", "9 mm"), DomainError, "inner = '0 cm'"),
        (lambda: Slab("silicon", "-1 mm"), DomainError, "thickness = '-1 mm'"),
        (lambda: HalfSpace("golt"), UnknownNameError, "did you mean 'gold'"),
        (lambda: Point("Xx"), UnknownNameError, "unknown particle 'Xx'"),
        (lambda: Point(26), DomainError, "atom = 26"),
    ],
)
def test_what_cannot_be_is_refused(build, error, words):
    with pytest.raises(error, match=words) as caught:
        build()
    assert isinstance(caught.value, SoftnuError)

"""Density near bodies of triangles: spheres, boxes, brute-force volume integrals, files."""

from __future__ import annotations

import sys

import astropy.units as u
import mpmath
import numpy as np
import pytest
import trimesh
from numpy.polynomial.legendre import leggauss
from scipy.special import digamma, sici, zeta

from softnu.errors import ConfigError, DataError, DomainError, SoftnuError
from softnu.relics import Mesh, density_near
from softnu.relics.kernels import boundary, boundary_loops
from softnu.relics.kernels.boundary import density, one_momentum, thermal

#: The stated error of the integrals over the surface.
ATOL_SURFACE = 1e-7
#: Integrals along edges alone: tables and Gauss rules.
ATOL_EDGES = 1e-12
#: A sphere of N triangles is off by its own 1/N, extrapolated from two N: 1/N^2 remains.
ATOL_EXTRAPOLATED = 1e-4
#: The same numbers by another order of sums.
ATOL_SUMS = 1e-13
#: Constants and conversions of units.
RTOL_UNITS = 1e-12

LAWS = {"one momentum": one_momentum, "thermal": thermal}
ICOSAHEDRON = trimesh.creation.icosahedron()
CUBE_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], dtype=float)
SIDES = ["0132", "4675", "0451", "2376", "0264", "1573"]
CUBE = np.array([[int(s[i]) for i in half] for s in SIDES for half in ((0, 1, 2), (0, 2, 3))])


def box(low, high) -> np.ndarray:
    """Triangles (12, 3, 3) of a box."""
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    return (low + CUBE_CORNERS * (high - low))[CUBE]


def divided(triangles: np.ndarray, parts: int) -> np.ndarray:
    """Each triangle in parts^2 equal ones."""
    rows = []
    for i in range(parts):
        for j in range(parts - i):
            rows.append([(i, j), (i + 1, j), (i, j + 1)])
            if i + j < parts - 1:
                rows.append([(i + 1, j + 1), (i, j + 1), (i + 1, j)])
    two = np.array(rows) / parts
    three = np.concatenate([two, 1 - two.sum(axis=2, keepdims=True)], axis=2)
    return np.einsum("pcb,tbx->tpcx", three, triangles).reshape(-1, 3, 3)


def ball(parts: int) -> np.ndarray:
    """Triangles of a sphere of the volume of radius 1."""
    triangles = divided(ICOSAHEDRON.vertices[ICOSAHEDRON.faces], parts)
    triangles /= np.linalg.norm(triangles, axis=2, keepdims=True)
    volume = np.einsum("ti,ti->", triangles[:, 0], np.cross(triangles[:, 1], triangles[:, 2])) / 6
    return triangles * (4 * np.pi / 3 / volume) ** (1 / 3)


def sphere_born(z: np.ndarray, X: float) -> np.ndarray:
    """First Born density of a sphere over delta, by the antiderivative of the shells."""

    def P(rho):
        waves = -np.cos(2 * rho) / 2 + rho * np.cos(2 * rho) / (4 * z) - np.sin(2 * rho) / (8 * z)
        return waves - (z**2 - X**2) / (2 * z) * sici(2 * rho)[0]

    inside = np.where(z < X, 1 - np.cos(2 * (X - z)), 0.0)
    return inside + P(z + X) - P(np.abs(z - X))


def F(y):
    return np.cos(y) - y * (np.pi / 2 - sici(y)[0])


def C(b):
    return 0.5 * (digamma(1 + 0.5j * b) - digamma(0.5 + 0.5j * b)).real


def slope_of_g(law: str, rho: np.ndarray) -> np.ndarray:
    """Derivative of -cos or -C: the kernel of the volume integral times 4 pi rho^2."""
    if law == "one momentum":
        return np.sin(rho)
    x, w = leggauss(120)
    x, w = 20 * (x + 1), 20 * w
    return np.sin(rho[..., np.newaxis] * x) @ (w * x / (np.exp(x) + 1))


def by_volume(law: str, point: np.ndarray, low, high, nodes: int = 16) -> float:
    """Integral over a box that does not contain the point, with a Gauss rule in each axis."""
    x, w = leggauss(nodes)
    half = 0.5 * (np.asarray(high) - np.asarray(low))
    grid = np.stack(np.meshgrid(*[l + h * (x + 1) for l, h in zip(low, half, strict=True)]), -1)
    weight = np.einsum("j,i,k->ijk", *[h * w for h in half])
    rho = np.linalg.norm(grid - point, axis=-1)
    return float(np.sum(weight * slope_of_g(law, rho) / (4 * np.pi * rho**2)))


@pytest.mark.parametrize("law", LAWS)
def test_a_box_is_the_integral_over_its_volume(law):
    low, high = np.array([-0.7, -0.4, -1.0]), np.array([0.5, 0.9, 0.3])
    points = np.array([[1.4, 1.5, 1.1], [-1.9, 0.2, 0.1], [0.1, 0.2, 1.5], [8.0, -5.0, 3.0]])
    expected = [by_volume(law, point, low, high) for point in points]
    found = density(points, box(low, high), LAWS[law]())
    assert found == pytest.approx(expected, rel=0, abs=ATOL_SURFACE)


@pytest.mark.parametrize("X", [1.0, 5.0, 20.0], ids=str)
def test_a_sphere_of_triangles_becomes_a_sphere(X):
    rng = np.random.default_rng(2)
    directions = rng.normal(size=(40, 3))
    directions /= np.linalg.norm(directions, axis=1)[:, np.newaxis]
    z = np.concatenate([rng.uniform(0.05, 0.9, 20), rng.uniform(1.1, 3.0, 20)])
    points = directions * z[:, np.newaxis] * 2 * X
    coarse, fine = (density(points, 2 * X * ball(n), one_momentum()) for n in (9, 18))
    expected = sphere_born(z * X, X)
    # The larger the sphere, the larger the phase by which a facet is off.
    scale = max(1.0, X / 5)
    assert np.max(np.abs(fine - expected)) < 0.3 * np.max(np.abs(coarse - expected))
    found = (4 * fine - coarse) / 3
    assert found == pytest.approx(expected, rel=0, abs=scale**2 * ATOL_EXTRAPOLATED)


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("size", [0.3, 3.0, 30.0], ids=str)
def test_the_division_into_triangles_does_not_matter(law, size):
    rng = np.random.default_rng(3)
    whole = box([0, 0, 0], [size, 1.3 * size, 0.7 * size])
    points = rng.uniform(-0.3 * size, 1.5 * size, (30, 3))
    points[0] = [0.4 * size, 0.3 * size, 0.7 * size]  # on a face
    points[1] = [0.0, 0.5 * size, 0.0]  # on an edge
    points[2] = [0.0, 0.0, 0.0]  # on a corner
    points[3] = [0.4 * size, 0.3 * size, 0.7 * size + 1e-9]
    expected = density(points, whole, LAWS[law]())
    for parts in (5, 14):
        found = density(points, divided(whole, parts), LAWS[law]())
        assert found == pytest.approx(expected, rel=0, abs=ATOL_SURFACE)


def exact_thermal_profile(a: float) -> float:
    """Integral of C(a/t) over t from 0 to 1; a series where the digammas of C cancel."""
    if a > 60:
        return 1 / (12 * a**2) + 1 / (40 * a**4) + 1 / (28 * a**6) + 17 / (144 * a**8)
    x, w = leggauss(60)
    edges = np.array([0, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 0.3, 1])
    half = 0.5 * np.diff(edges)[:, np.newaxis]
    return float(np.sum(half * w * C(a / (edges[:-1, np.newaxis] + half * (x + 1)))))


def test_a_wide_box_is_a_slab():
    # Thermal: what is at a distance L adds 1/L^2.
    L, thickness = 1e3, 1.7
    slab = box([-L, -L, -thickness], [L, L, 0])
    heights = np.array([1e-3, 0.1, 1.0, 4.0])
    points = np.stack([0 * heights, 0 * heights, heights], axis=-1)
    expected = [
        0.5 * (exact_thermal_profile(h) - exact_thermal_profile(h + thickness)) for h in heights
    ]
    found = density(points, slab, thermal())
    assert found == pytest.approx(expected, rel=0, abs=1 / L**2)
    # One momentum: the waves from the rim fall as 1/L alone; far from all symmetry.
    found = density(points + np.array([234.5, -177.7, 0.0]), slab, one_momentum())
    expected = 0.5 * (F(heights) - F(heights + thickness))
    assert found == pytest.approx(expected, rel=0, abs=1 / (0.5 * L))


def test_the_surface_of_a_large_body_is_that_of_a_half_space():
    size = 2e4
    cube = box([0, 0, 0], [size, size, size])
    depth = np.array([1e-6, 0.3, 2.0, 10.0])
    middle = np.array([0.4, 0.3, 1.0]) * size
    below = middle - depth[:, np.newaxis] * [0, 0, 1]
    above = middle + depth[:, np.newaxis] * [0, 0, 1]
    profile = np.array([exact_thermal_profile(d) for d in depth])
    within = 1e-8
    assert density(above, cube, thermal()) == pytest.approx(0.5 * profile, abs=within, rel=0)
    assert density(below, cube, thermal()) == pytest.approx(
        np.log(2) - 0.5 * profile, abs=within, rel=0
    )
    # Deep inside the refractive index is that of the bulk.
    deep = density(np.array([[0.5, 0.5, 0.5]]) * size, cube, thermal())
    assert deep == pytest.approx(np.log(2), abs=within, rel=0)
    # Faces, edges and corners fill 1/2, 1/4 and 1/8 of the space around.
    places = np.array([[0.3, 0.6, 1.0], [0.0, 0.4, 0.0], [0.0, 1.0, 0.0]]) * size
    found = density(places, cube, thermal())
    assert found == pytest.approx(np.log(2) * np.array([0.5, 0.25, 0.125]), abs=within, rel=0)


@pytest.mark.parametrize("law", LAWS)
def test_bodies_add_up(law):
    low, middle, high = [0, 0, 0], [2, 3, 1], [5, 3, 1]
    left, right = box(low, middle), box([2, 0, 0], high)
    points = np.array([[1, 1, 0.5], [2, 1.5, 0.5], [3.3, 2, 4], [-1, -1, -1], [2, 3, 1]])
    both = density(points, left, LAWS[law]()) + density(points, right, LAWS[law]())
    whole = density(points, box(low, high), LAWS[law]())
    assert both == pytest.approx(whole, rel=0, abs=ATOL_SURFACE)
    # A cavity is a body taken away.
    inner = box([0.5, 0.5, 0.2], [1.5, 2.0, 0.8])
    hollow = density(points, np.concatenate([left, inner[:, ::-1]]), LAWS[law]())
    difference = density(points, left, LAWS[law]()) - density(points, inner, LAWS[law]())
    assert hollow == pytest.approx(difference, rel=0, abs=ATOL_SURFACE)


def test_nothing_depends_on_the_frame():
    rng = np.random.default_rng(4)
    turn, _ = np.linalg.qr(rng.normal(size=(3, 3)))
    turn *= np.sign(np.linalg.det(turn))
    triangles = box([0, 0, 0], [2.0, 3.0, 1.0])
    points = rng.uniform(-1, 4, (20, 3))
    expected = density(points, triangles, one_momentum())
    shift = np.array([7.0, -3.0, 11.0])
    found = density(points @ turn.T + shift, triangles @ turn.T + shift, one_momentum())
    assert found == pytest.approx(expected, rel=0, abs=ATOL_EDGES)


def test_degenerate_triangles_count_nothing():
    triangles = box([0, 0, 0], [2.0, 3.0, 1.0])
    sliver = np.array([[[0, 0, 0], [2, 0, 0], [1, 0, 0]], [[1, 1, 1], [1, 1, 1], [1, 1, 1]]])
    points = np.array([[0.5, 0.5, 3.0], [1.0, 1.0, 0.5]])
    found = density(points, np.concatenate([triangles, sliver]), thermal())
    assert np.array_equal(found, density(points, triangles, thermal()))


@pytest.mark.parametrize("law", LAWS)
def test_compiled_loops_are_the_plain_ones(law, monkeypatch):
    triangles = divided(box([0, 0, 0], [4.0, 3.0, 1.0]), 3)
    points = np.array([[0.5, 0.5, 3.0], [1.0, 1.0, 0.5], [0.5, 2.0, 1.0]])
    monkeypatch.setattr(boundary, "MANY", 0)
    compiled = density(points, triangles, LAWS[law]())
    monkeypatch.setattr(boundary, "MANY", np.inf)
    plain = density(points, triangles, LAWS[law]())
    assert plain == pytest.approx(compiled, rel=0, abs=ATOL_SUMS)


def test_the_cosine_without_branches():
    x = np.random.default_rng(5).uniform(0, 1e7, 300)
    found = [boundary_loops.cosine(value) for value in x]
    # The reduction by whole turns loses 1e-16 of the phase.
    assert found == pytest.approx(np.cos(x), rel=0, abs=1e-9)
    x = np.random.default_rng(5).uniform(0, 10, 300)
    assert [boundary_loops.cosine(value) for value in x] == pytest.approx(
        np.cos(x), abs=1e-15, rel=0
    )


@pytest.mark.parametrize("y", [1e-9, 0.3, 5.0, 63.9, 64.0, 64.1, 300.0, 1e6], ids=str)
def test_the_tables_are_the_profiles(y):
    law = one_momentum()
    scale = law.table.shape[0] / 64.0
    found = boundary_loops.tabulated(y, True, law.table, scale, law.tail)
    with mpmath.workdps(30):
        expected = float(mpmath.re(mpmath.expint(2, -1j * mpmath.mpf(y))))
    assert found == pytest.approx(expected, rel=0, abs=4e-15)


@pytest.mark.parametrize("y", [1e-3, 0.3, 5.0, 63.9, 64.0, 64.1, 300.0, 1e6], ids=str)
def test_the_tables_are_the_thermal_profiles(y):
    law = thermal()
    scale = law.table.shape[0] / 64.0
    found = boundary_loops.tabulated(y, False, law.table, scale, law.tail)
    assert found == pytest.approx(exact_thermal_profile(y), rel=1e-9, abs=0)


def cube_mesh(size: u.Quantity = 1 * u.cm) -> Mesh:
    return Mesh(CUBE_CORNERS * size, CUBE)


NU = {"m_nu": "0.1 eV", "U": "2.5e-14 eV"}


def test_a_block_on_the_table_has_the_density_of_the_earth():
    # Consequence: a few millimetres of matter have the density of a half-space.
    above = u.Quantity([[1.5, 1.5, 3.0]], "cm")
    found = density_near(cube_mesh(3 * u.cm), above, **NU, T="1.95 K")
    expected = -1.7018e-8
    assert found.unit == u.dimensionless_unscaled
    assert found.value == pytest.approx(expected, rel=3e-3, abs=0)
    surface = -0.1 * 2.5e-14 / (1.95 * 8.617333262145179e-5) ** 2 * np.log(2) / (3 * zeta(3))
    assert found.value == pytest.approx(surface, rel=1e-3, abs=0)


def test_the_sign_is_that_of_the_potential():
    above = [["5 mm", "4 mm", "10.2 mm"], ["5 mm", "4 mm", "5 mm"]]
    for spectrum in ({"k": "5.3e-4 eV"}, {"T": "1.945 K"}):
        nu = density_near(cube_mesh(), above, **NU, **spectrum)
        nubar = density_near(cube_mesh(), above, "0.1 eV", "-2.5e-14 eV", **spectrum)
        assert nu.value == pytest.approx(-nubar.value, rel=1e-9, abs=0)
    assert nu.shape == (2,)
    assert density_near(cube_mesh(), above[0], **NU, k="5.3e-4 eV").shape == ()


def test_units_and_scales():
    above = u.Quantity([[5.0, 4.0, 10.2]], "mm")
    one = density_near(cube_mesh(), above, **NU, k="5.3e-4 eV")
    k, E = 5.3e-4, np.hypot(0.1, 5.3e-4)
    y = 2 * k / 1.973269804593025e-7 * np.array([1e-2])
    expected = density(above.to_value("cm") * y, CUBE_CORNERS[CUBE] * y, one_momentum())
    delta = -E * 2.5e-14 / k**2
    assert one.value == pytest.approx(delta * expected, rel=RTOL_UNITS, abs=0)
    # Half the size at twice the momentum; delta of massless neutrinos is -U/k.
    small = density_near(cube_mesh(0.5 * u.cm), above / 2, "0 eV", "1e-14 eV", k="1.06e-3 eV")
    large = density_near(cube_mesh(), above, "0 eV", "1e-14 eV", k="5.3e-4 eV")
    assert small.value == pytest.approx(0.5 * large.value, rel=1e-9, abs=0)


@pytest.mark.parametrize("ending", ["stl", "obj", "ply"])
def test_files(ending, tmp_path):
    path = tmp_path / f"cube.{ending}"
    trimesh.Trimesh(10 * CUBE_CORNERS, CUBE, process=False).export(path)
    mesh = Mesh.read(path, "mm")
    assert len(mesh.vertices) == 8
    assert len(mesh.triangles) == 12
    assert mesh.volume.to_value("cm3") == pytest.approx(1.0, rel=RTOL_UNITS, abs=0)
    above = ["5 mm", "4 mm", "10.2 mm"]
    found = density_near(mesh, above, **NU, T="1.945 K")
    assert found == pytest.approx(
        density_near(cube_mesh(), above, **NU, T="1.945 K"), rel=1e-9, abs=0
    )


def test_files_that_are_not_meshes(tmp_path, monkeypatch):
    with pytest.raises(DataError, match="there is no such file"):
        Mesh.read(tmp_path / "none.stl", "mm")
    bad = tmp_path / "bad.ply"
    bad.write_text("this is not a mesh\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"bad\.ply' cannot be read"):
        Mesh.read(bad, "mm")
    with pytest.raises(SoftnuError, match="unit = '1 parsnip' is not a number with a unit"):
        Mesh.read(bad, "parsnip")
    with pytest.raises(SoftnuError, match="unit in 's' has the wrong unit"):
        Mesh.read(bad, "s")
    monkeypatch.setitem(sys.modules, "trimesh", None)
    with pytest.raises(ConfigError, match="softnu\\[mesh\\]"):
        Mesh.read(bad, "mm")


@pytest.mark.parametrize(
    ("triangles", "message"),
    [
        (CUBE[1:], "the surface is open along 3 edges"),
        (CUBE[:, ::-1], "they face inwards"),
        (np.concatenate([CUBE[:1, ::-1], CUBE[1:]]), "face opposite ways along 3 edges"),
        (CUBE + 1, "triangles must number vertices from 0 to 7"),
        (CUBE[:, :2], r"integers of the shape \(t, 3\)"),
        (CUBE.astype(float), r"integers of the shape \(t, 3\)"),
        (CUBE[:0], "triangles must number vertices"),
    ],
)
def test_surfaces_that_are_not_bodies(triangles, message):
    with pytest.raises(DomainError, match=message):
        Mesh(CUBE_CORNERS * u.mm, triangles)


@pytest.mark.parametrize(
    ("vertices", "message"),
    [
        (CUBE_CORNERS, "vertices = .* has no unit"),
        (CUBE_CORNERS * u.s, "vertices in 's' has the wrong unit"),
        (CUBE_CORNERS[:, :2] * u.mm, r"vertices must have the shape \(v, 3\)"),
        (CUBE_CORNERS * np.nan * u.mm, "vertices"),
    ],
)
def test_vertices_that_are_not_places(vertices, message):
    with pytest.raises(SoftnuError, match=message):
        Mesh(vertices, CUBE)


@pytest.mark.parametrize(
    ("given_values", "message"),
    [
        ({}, "give either k or T"),
        ({"k": "1e-4 eV", "T": "2 K"}, "give either k or T"),
        ({"k": "0 eV"}, "k = '0 eV' is not allowed"),
        ({"T": "-1 K"}, "T = '-1 K' is not allowed"),
        ({"T": "2 K", "m_nu": "0 eV"}, "m_nu = '0 eV' is not allowed"),
        ({"k": ["1e-4 eV", "2e-4 eV"]}, "k must be one number"),
        ({"k": "1e-4 eV", "U": "nan eV"}, "U = 'nan eV' is not allowed"),
        ({"k": "1e-4 eV", "points": ["1 mm", "2 mm"]}, r"points must have the shape \(..., 3\)"),
        ({"k": "1e-4 eV", "points": [1, 2, 3]}, "points = .* has no unit"),
        ({"k": "1e-4 eV", "mesh": "cube.stl"}, "mesh = 'cube.stl' is not allowed"),
    ],
)
def test_what_is_not_allowed_is_named(given_values, message):
    good = {"mesh": cube_mesh(), "points": ["1 mm", "2 mm", "11 mm"]} | NU
    with pytest.raises(SoftnuError, match=message):
        density_near(**good | given_values)
